#!/usr/bin/env bash
# hocr-parser and hocr-lines give the text of a scanned newspaper page without its headlines and captions.
#
# What one expects: hOCR is a format in which Tesseract gives the text of a scanned page. hocr-parser turns it into text and words as
#   JSON, and hocr-lines prints its lines. All that is printed on the page is there.
# What happens: both look for the class ocr_line alone. Tesseract writes four classes of lines: a heading is ocr_header, a
#   caption ocr_caption, and what is set apart from the columns (a pull quote) ocr_textfloat. They are classes of the hOCR
#   specification, with words in them like any line, and they are passed over. A page is left that reads on without
#   its headline. Exit status 0, no warning. The help of hocr-lines names ocr_line, but not what else a page has.
# Seen with: hocr-tools-lib 1.3.0, hocr-parser 0.0.5, archive-hocr-tools 1.1.70, lxml 6.1.3, Python 3.11, on 2026-11-29.
# Source: our own reading of hocr_lines.py and of hocr_parser/parser.py, Tesseract's hocrrenderer.cpp, and this run. The same was
#   reported of hocrjs (issue 32) and repaired in OCRmyPDF (pull request 1466); no report on these two was found.
# What to do instead: hocr-text of archive-hocr-tools, which takes whatever is in a paragraph; or select the words
#   (ocrx_word) whatever the class of their line. Compare the number of words with the number of ocrx_word in the file.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check hocr-tools-lib==1.3.0 hocr-parser==0.0.5 archive-hocr-tools==1.1.70 \
    lxml==6.1.3 2>"$folder/pip.log" || { cat "$folder/pip.log"; exit 2; }
cat >"$folder/page.hocr" <<'HTML'
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
<html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">
 <head><title></title><meta http-equiv="Content-Type" content="text/html;charset=utf-8"/>
  <meta name="ocr-system" content="tesseract 5.3.0"/></head>
 <body><div class="ocr_page" id="page_1" title="image &quot;p.png&quot;; bbox 0 0 600 400; ppageno 0">
  <div class="ocr_carea" id="block_1" title="bbox 20 20 580 60"><p class="ocr_par" id="par_1" lang="eng" title="bbox 20 20 580 60">
   <span class="ocr_header" id="line_1" title="bbox 20 20 580 60; baseline 0 -5; x_size 40">
    <span class="ocrx_word" id="word_1" title="bbox 20 20 290 60; x_wconf 96">Bridge</span>
    <span class="ocrx_word" id="word_2" title="bbox 300 20 580 60; x_wconf 96">disgrace</span></span></p></div>
  <div class="ocr_carea" id="block_2" title="bbox 20 80 580 120"><p class="ocr_par" id="par_2" lang="eng" title="bbox 20 80 580 120">
   <span class="ocr_line" id="line_2" title="bbox 20 80 580 100; baseline 0 -3; x_size 20">
    <span class="ocrx_word" id="word_3" title="bbox 20 80 290 100; x_wconf 96">The</span>
    <span class="ocrx_word" id="word_4" title="bbox 300 80 580 100; x_wconf 96">mayor</span></span>
   <span class="ocr_line" id="line_3" title="bbox 20 105 580 120; baseline 0 -3; x_size 20">
    <span class="ocrx_word" id="word_5" title="bbox 20 105 290 120; x_wconf 96">shut</span>
    <span class="ocrx_word" id="word_6" title="bbox 300 105 580 120; x_wconf 96">it.</span></span></p></div>
  <div class="ocr_carea" id="block_3" title="bbox 20 300 580 320"><p class="ocr_par" id="par_3" lang="eng" title="bbox 20 300 580 320">
   <span class="ocr_caption" id="line_4" title="bbox 20 300 580 320; baseline 0 -3; x_size 20">
    <span class="ocrx_word" id="word_7" title="bbox 20 300 290 320; x_wconf 96">Nobody</span>
    <span class="ocrx_word" id="word_8" title="bbox 300 300 580 320; x_wconf 96">hurt.</span></span></p></div>
 </div></body>
</html>
HTML
"$folder/venv/bin/python" -W error - "$folder" <<'PYTHON'
import subprocess
import sys
from importlib.metadata import version

from hocr_parser.parser import hocr_to_json

names = ("hocr-tools-lib", "hocr-parser", "archive-hocr-tools", "lxml")
print(", ".join(f"{name} {version(name)}" for name in names), "on Python", sys.version.split()[0])
page = f"{sys.argv[1]}/page.hocr"


def run(name, *words):
    call = [f"{sys.argv[1]}/venv/bin/{name}", *words, page]
    return subprocess.run(call, capture_output=True, text=True, check=True).stdout.split()


parsed = hocr_to_json(page)["responses"][0]["textAnnotations"]
seen = {"hocr-lines": run("hocr-lines"), "hocr-parser": [one["description"] for one in parsed[1:]]}
seen["hocr-parser, text"] = parsed[0]["description"].split()
seen["hocr-text"] = run("hocr-text", "-f")
for name, words in seen.items():
    print(f"{name:18}", *words)
whole = ["Bridge", "disgrace", "The", "mayor", "shut", "it.", "Nobody", "hurt."]
assert seen.pop("hocr-text") == whole
if any(words != whole[2:6] for words in seen.values()):
    sys.exit("this has changed")
print("as described: the headline and the caption are gone")
PYTHON
