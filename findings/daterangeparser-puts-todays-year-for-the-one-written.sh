#!/usr/bin/env bash
# daterangeparser reads "3 May 2014 to 5 June" as 3 May to 5 June of the year in which it is run.
#
# What one expects: the package turns spans of dates as people write them into a first and a last day. Its documentation
#   says that the current year is used if no year is given. Here one is given, with the first date.
# What happens: only a year with the last date counts. If that has none, both dates get the current year, and the one written
#   with the first is overwritten: "7 October 2023 - 9 October" becomes October of this year. There is no error and no
#   warning, and the same texts give other dates from January on. With the year at the end, or with both dates, the span is
#   read rightly, so that a test on "3 May to 5 June 2014" shows nothing.
# Seen with: DateRangeParser 1.3.2, pyparsing 3.3.3, Python 3.11, on 2026-11-29.
# Source: our own reading of parse_date_range.py, and this run.
# What to do instead: move the year to the end before the call, and compare the years that come back with those in the text.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check DateRangeParser==1.3.2 pyparsing==3.3.3 \
    2>"$folder/pip.log" || { cat "$folder/pip.log"; exit 2; }
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys
from datetime import date
from importlib.metadata import version

from daterangeparser import parse

print("DateRangeParser", version("DateRangeParser"), "on Python", sys.version.split()[0])


def years(span):
    first, last = parse(span)
    print(f"{span!r}: {first:%d %B %Y} to {last:%d %B %Y}")
    return [first.year, last.year]


right = [years(span) for span in ("3 May to 5 June 2014", "3 May 2014 to 5 June 2014", "From 3rd to 5th May 2014")]
assert right == [[2014, 2014]] * 3
wrong = [years(span) for span in ("3 May 2014 to 5 June", "May 3, 2014 - June 5", "7 October 2023 - 9 October")]
if wrong != [[date.today().year] * 2] * 3:
    sys.exit("this has changed")
print("as described: the year written is gone")
PYTHON
