#!/usr/bin/env bash
# pagexml-tools gives no text for a line of a scanned page that has two readings, and counts the page without it.
#
# What one expects: PAGE XML is a format of scanned and transcribed pages. A line may have several <TextEquiv>, numbered from
#   the best reading on: a person's and the machine's, or those of two machines. The text of the line is the first of them.
# What happens: the line is there, its text is None, and the page's own count of words leaves it out. The usual loop skips
#   lines without text, since empty ones are common. LAREX, a tool for correcting scans, keeps the machine's reading behind
#   the corrected one, so the lines that go are the very ones that somebody has corrected. With one reading, the same line
#   is read. Nothing is said.
# Seen with: pagexml-tools 0.9.0, Python 3.11, on 2026-11-28.
# Source: the PAGE schema of 2019 (the lowest index is the main text), our own reading of parse_text_equiv in pagexml/parser.py,
#   which knows one reading only, and this run; what LAREX writes is in issue 33 of the project dinglehopper.
# What to do instead: before reading, keep of each line's <TextEquiv> the one with the lowest index, and check that no line
#   that has one comes out without text.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check pagexml-tools==0.9.0 2>"$folder/pip.log" ||
    { cat "$folder/pip.log"; exit 2; }
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import sys
from importlib.metadata import version
from pathlib import Path

from pagexml.parser import parse_pagexml_file

print("pagexml-tools", version("pagexml-tools"), "on Python", sys.version.split()[0])
PAGE = """<?xml version="1.0" encoding="UTF-8"?>
<PcGts xmlns="http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15">
<Metadata><Creator>Us</Creator><Created>2026-11-28T00:00:00</Created><LastChange>2026-11-28T00:00:00</LastChange></Metadata>
<Page imageFilename="page.png" imageWidth="400" imageHeight="90"><TextRegion id="r1"><Coords points="0,0 400,0 400,90 0,90"/>
{}</TextRegion></Page></PcGts>"""


def read(*lines):
    """Give the texts of the lines and the page's count of words; each line is a tuple of readings, the best first."""
    made = ""
    for number, readings in enumerate(lines):
        top = 30 * number
        texts = "".join(f'<TextEquiv index="{at}"><Unicode>{text}</Unicode></TextEquiv>' for at, text in enumerate(readings))
        corners = f"0,{top} 400,{top} 400,{top + 25} 0,{top + 25}"
        made += f'<TextLine id="l{number}"><Coords points="{corners}"/>{texts}</TextLine>'
    path = Path(sys.argv[1]) / "page.xml"
    path.write_text(PAGE.format(made))
    scan = parse_pagexml_file(str(path))
    return [line.text for line in scan.get_lines()], scan.stats["words"]


one = read(("The ferry is",), ("not safe, the",), ("mayor said.",))
two = read(("The ferry is",), ("not safe, the", "now safe, the"), ("mayor said.",))
print("one reading each:           ", one)
print("two readings of the second: ", two)
if one != (["The ferry is", "not safe, the", "mayor said."], 8) or two != (["The ferry is", None, "mayor said."], 5):
    sys.exit("this has changed")
print("as described: the corrected line is lost, and with it the 'not'")
PYTHON
