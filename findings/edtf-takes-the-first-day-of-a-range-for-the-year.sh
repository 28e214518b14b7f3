#!/usr/bin/env bash
# edtf turns "24-29 April 1916" into 29 April 2024, and "3-5 May 2014" into 5 May 2003: the first day becomes the year.
#
# What one expects: text_to_edtf() turns dates as people write them ("around March 1914") into the notation in which
#   archives and editions keep uncertain dates, and returns None for what it cannot read. "24-29 April 1916" should be
#   1916-04-24/1916-04-29; at worst None, or the last day.
# What happens: a span of days within one month, however it is joined ("24-29", "24/29", "24 and 29", "from 24 to 29"),
#   becomes one full date: the last day, the month, and the first day as the last two digits of a year of this century,
#   "2024-04-29". The year that was written is gone, and no mark says that the date is doubtful, although the notation has
#   marks for that. The string is valid, so parse_edtf() and a sort by date accept it: an event is a century away from
#   where it belongs, or ten years. A single day, a month, a season and a span of years are read rightly.
# Seen with: edtf 5.0.2, Python 3.11, on 2026-11-29.
# Source: our own reading of natlang/en.py, which leaves a string it does not know to dateutil and keeps whatever comes
#   back the same under two default dates, and this run.
# What to do instead: take spans of days apart before the call, and compare the year that comes back with those in the text.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check edtf==5.0.2 python-dateutil==2.9.0.post0 \
    2>"$folder/pip.log" || { cat "$folder/pip.log"; exit 2; }
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

from edtf import parse_edtf, text_to_edtf

print("edtf", version("edtf"), "on Python", sys.version.split()[0])
WRONG = {
    "24-29 April 1916": "2024-04-29",
    "from 24 to 29 April 1916": "2024-04-29",
    "3-5 May 2014": "2003-05-05",
    "May 3-5, 2014": "2005-05-03",
    "1 and 2 May 2014": "2001-05-02",
    "7-9 October 2023": "2007-10-09",
}
RIGHT = {"24 April 1916": "1916-04-24", "around March 1914": "1914-03~", "spring 1914": "1914-21", "1914-18": "1914/1918"}
for written, expected in RIGHT.items():
    assert text_to_edtf(written) == expected, written
found = {written: text_to_edtf(written) for written in WRONG}
for written, made in found.items():
    valid = parse_edtf(made) if made else None
    print(f"{written!r}: {made}, read again as a {type(valid).__name__}")
if found != WRONG:
    sys.exit("this has changed")
print("as described: the first day is the year")
PYTHON
