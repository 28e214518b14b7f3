#!/usr/bin/env bash
# pysubs2 drops the last line of a WebVTT caption when that line is a number: a year, a score, a count of the dead.
#
# What one expects: the text of a caption is the lines under its times, up to the blank line. Captions are short, so a sentence
#   often ends on a line of its own, and that line may be "112" or "1948".
# What happens: the reader was made for SubRip, where the number of the next caption comes right before its times. It takes a
#   number off the end of every caption, also where no next number is. In WebVTT, where captions need none, that hits
#   every caption that ends so, in SubRip the last one of a file. "They counted the dead: / 112" is left as "They counted
#   the dead:". A number alone in its caption stays, and so do "1,200" and "112.". Nothing is said.
# Seen with: pysubs2 1.8.1, Python 3.11, on 2026-11-28.
# Source: our own reading of pysubs2/formats/subrip.py, and this run. The WebVTT specification makes the identifier of a cue
#   optional.
# What to do instead: read WebVTT with webvtt-py and SubRip with srt or pysrt, which keep the line.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check pysubs2==1.8.1 srt==3.5.3 webvtt-py==0.6.0 2>"$folder/pip.log" ||
    { cat "$folder/pip.log"; exit 2; }
cat >"$folder/news.vtt" <<'VTT'
WEBVTT

00:01.000 --> 00:03.000
They counted the dead:
112

00:04.000 --> 00:06.000
The ferry was built in
1948

00:07.000 --> 00:09.000
The last match ended
3:1
VTT
cat >"$folder/news.srt" <<'SRT'
1
00:00:01,000 --> 00:00:03,000
They counted the dead:
112

2
00:00:04,000 --> 00:00:06,000
The ferry was built in
1948
SRT
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import sys
from importlib.metadata import version
from pathlib import Path

import pysubs2
import srt
import webvtt

names = ("pysubs2", "srt", "webvtt-py")
print(", ".join(f"{name} {version(name)}" for name in names), "on Python", sys.version.split()[0])
vtt, subrip = Path(sys.argv[1]) / "news.vtt", Path(sys.argv[1]) / "news.srt"
seen = {path.name: [event.plaintext for event in pysubs2.load(str(path))] for path in (vtt, subrip)}
others = {
    "news.vtt": [one.text for one in webvtt.read(str(vtt))],
    "news.srt": [one.content for one in srt.parse(subrip.read_text())],
}
for name in seen:
    print(name, "by pysubs2:", seen[name])
    print(name, "by another:", others[name])
dead, ferry, match = "They counted the dead:", "The ferry was built in", "The last match ended\n3:1"
whole = [f"{dead}\n112", f"{ferry}\n1948", match]
assert others == {"news.vtt": whole, "news.srt": whole[:2]}
if seen != {"news.vtt": [dead, ferry, match], "news.srt": [whole[0], ferry]}:
    sys.exit("this has changed")
print("as described: both numbers are gone from WebVTT, and the last from SubRip")
PYTHON
