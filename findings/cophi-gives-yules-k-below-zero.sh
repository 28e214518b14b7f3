#!/usr/bin/env bash
# cophi gives a text that repeats its words a Yule's K below zero, and the same K as one that hardly repeats any.
#
# What one expects: Yule's K, the measure of how much a text repeats its words that is said not to depend on its length, is
#   10,000 * (sum of f * i * i - N) / N², for f words that occur i times among N (Yule 1944; the formula is in the docstring
#   of cophi.text.complexity.yule_k). It is 0 where no word occurs twice, and rises with each that does. It is never below 0.
# What happens: 1 / N is taken off once for each frequency that occurs in the text, and not once. With four different
#   frequencies three times too much is taken off, and long texts have dozens. Every K is too low, by more the more kinds of
#   repetition a text has, so texts are put in another order: of two texts of 25 words one with K 64 and one with K 864 both
#   have -336. Only a text in which all words are equally frequent has the right one. Simpson's D, which says nearly the
#   same, is another measure there, too: it squares the number of words of a frequency where the frequency belongs, and
#   is .028 instead of .09 for the second text.
# Seen with: cophi 1.3.2, Python 3.11, on 2026-11-29.
# Source: our own reading of complexity.py, where a bracket closes one term too late, and this run.
# What to do instead: work both out from Document.bow by the formula.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check cophi==1.3.2 2>"$folder/pip.log" || { cat "$folder/pip.log"; exit 2; }
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from collections import Counter
from importlib.metadata import version

from cophi.text.model import Document

print("cophi", version("cophi"), "on Python", sys.version.split()[0])
TEXTS = {
    "hardly any word again": "The council met on Monday. Nobody spoke for long, and a vote on the new bridge was put off "
    "until spring because engineers want more time.",
    "many words again": "The council met and the council voted. The bridge is a bridge that the town wants, the mayor said, "
    "and the town will have the bridge.",
}


def by_formula(tokens):
    times = Counter(Counter(tokens).values())
    n = len(tokens)
    k = 1e4 * (sum(words * i * i for i, words in times.items()) - n) / n**2
    return k, sum(words * i * (i - 1) for i, words in times.items()) / (n * (n - 1))


found, right = [], []
for name, text in TEXTS.items():
    document = Document(text)
    found.append(tuple(round(float(document.complexity(measure)), 3) for measure in ("yule_k", "simpson_d")))
    right.append(tuple(round(value, 3) for value in by_formula(document.tokens)))
    print(f"{name}, {document.num_tokens} words, {document.num_types} different: K and D {found[-1]}, by the formula "
          f"{right[-1]}")
assert right == [(64.0, 0.007), (864.0, 0.09)]
if found != [(-336.0, 0.007), (-336.0, 0.028)]:
    sys.exit("this has changed")
print("as described: below zero, and the same for both")
PYTHON
