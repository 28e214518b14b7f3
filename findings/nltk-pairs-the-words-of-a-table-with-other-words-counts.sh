#!/usr/bin/env bash
# NLTK's FreqDist lists its words by frequency and their counts by first occurrence: side by side they do not belong together.
#
# What one expects: a frequency distribution is a dictionary, and in a dictionary the words and the counts come in the same
#   order. So a table for a spreadsheet or a plot is made of list(fd) and list(fd.values()).
# What happens: going through the distribution gives the words from the most frequent down; values() gives the counts in the
#   order in which the words were first met, as keys() and items() do. Each word of the table has the count of another. The
#   first word of the table is the most frequent one, as it should be, and the counts add up: nothing looks wrong.
# Seen with: nltk 3.10.4, Python 3.11, on 2026-11-28.
# Source: our own reading of FreqDist.__iter__ in nltk/probability.py, whose documentation says nothing of values(), and
#   this run.
# What to do instead: fd.most_common(), which gives pairs, or dict(fd).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check nltk==3.10.4 2>"$folder/pip.log" ||
    { cat "$folder/pip.log"; exit 2; }
NLTK_DATA="$folder" "$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

from nltk import FreqDist

print("nltk", version("nltk"), "on Python", sys.version.split()[0])
text = (
    "protesters said that the police fired the police said that the crowd threw stones and that the police had warned "
    "the crowd"
)
fd = FreqDist(text.split())
table = dict(zip(list(fd), list(fd.values()), strict=True))
wrong = {word: (n, fd[word]) for word, n in table.items() if n != fd[word]}
for word, (n, right) in wrong.items():
    print(f"{word}: {n} in the table, {right} in the text")
if wrong.get("the") != (1, 5) or sum(table.values()) != fd.N():
    sys.exit("this has changed")
print(f"as described: {len(wrong)} of {len(fd)} words have the count of another; the sum is right, {fd.N()}")
PYTHON
