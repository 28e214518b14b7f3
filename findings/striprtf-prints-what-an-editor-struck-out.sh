#!/usr/bin/env bash
# striprtf gives back the words that an editor struck out, and hidden remarks, in the middle of the sentence as published.
#
# What one expects: a press release saved as RTF with changes tracked reads, as text, as it does in Word when it is shown
#   without markup: inserted words in, deleted words out, hidden text out.
# What happens: rtf_to_text() knows neither \deleted nor \v. The deleted word and the one that replaced it come out side
#   by side, and a remark formatted as hidden becomes part of the text as the author's. A denial can turn into its opposite, and
#   every count has words that were never published. No option leaves them out, and nothing is said.
# Seen with: striprtf 0.0.35, Python 3.11, on 2026-11-28.
# Source: our own reading of the package's one module, the words \deleted and \v in the RTF specification, and this run.
# What to do instead: accept all changes and remove hidden text in a word processor before saving, or drop the groups
#   that begin with \deleted or \v before the call.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check striprtf==0.0.35 2>"$folder/pip.log" || { cat "$folder/pip.log"; exit 2; }
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

from striprtf.striprtf import rtf_to_text

print("striprtf", version("striprtf"), "on Python", sys.version.split()[0])
rtf = r"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Times New Roman;}}{\*\revtbl{Unknown;}{Editor;}}
\pard The ministry has {\deleted\revauthdel1\revdttmdel-1 never }{\revised\revauth1\revdttm-1 always }paid its bills.{\v  Is that so?}\par
}"""
published = "The ministry has always paid its bills."
text = rtf_to_text(rtf).strip()
print("published:", published)
print("read:     ", text)
if text != "The ministry has never always paid its bills. Is that so?":
    sys.exit("this has changed")
print("as described: the deleted word and the hidden question are part of the text")
PYTHON
