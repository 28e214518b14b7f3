#!/usr/bin/env bash
# kitconc gives the words that set a small corpus apart from its reference list a negative keyness, and "the" a high one.
#
# What one expects: Corpus.keywords() compares the words of some articles with the package's own list of English, by
#   log-likelihood. A word that is a thousand times as frequent in the articles as in the list comes first, with a high
#   positive value.
# What happens: the half of the formula that is about the articles counts as nothing wherever fewer than one occurrence is
#   expected there, which is the rule for a telling word in anything but a large corpus. What is left is the other half,
#   which is negative. So "ceasefire", "siege" and "mayor" come out as words that the articles avoid, and the first
#   keywords are "the", "that" and "it". Nothing is said. Whoever keeps the positive keywords keeps function words.
# Seen with: kitconc 4.0.1, numpy 1.26.4, Python 3.11, on 2026-11-28.
# Source: our own reading of the function ll in kitconc/py_keywords.py, and this run. The formula is that of Rayson and
#   Garside (2000).
# What to do instead: keywords(measure="log-likelihood-2"), which is another function with the same formula and is right, or
#   a reference corpus of one's own.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
# what the package's windows and plots need is left out
"$folder/venv/bin/pip" install -q --disable-pip-version-check --no-deps kitconc==4.0.1 2>"$folder/pip.log" &&
    "$folder/venv/bin/pip" install -q --disable-pip-version-check numpy==1.26.4 pandas==2.3.3 requests==2.34.2 chardet==5.2.0 \
        xlsxwriter==3.3.1 2>"$folder/pip.log" || { cat "$folder/pip.log"; exit 2; }
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import math
import re
import sys
from importlib.metadata import version
from pathlib import Path

from kitconc.kit_corpus import Corpus
from kitconc.py_keywords import load_reference

print("kitconc", version("kitconc"), "with numpy", version("numpy"), "on Python", sys.version.split()[0])
texts, workspace = Path(sys.argv[1]) / "texts", Path(sys.argv[1]) / "workspace"
texts.mkdir()
rest = "The mayor said that the council would meet again in the spring, and that people would hear of it from the papers. "
(texts / "one.txt").write_text("The ceasefire held. " * 6 + "The siege went on. " * 4 + rest * 3)
workspace.mkdir()
corpus = Corpus(str(workspace), "news", "english")
corpus.add_texts(str(texts))
size, listed = load_reference("english")
default, other = (
    table.df.set_index("WORD") for table in (corpus.keywords(), corpus.keywords(measure="log-likelihood-2"))
)
tokens = len(re.findall(r"\w+|[^\w\s]", (texts / "one.txt").read_text()))  # the package counts marks too


def log_likelihood(here, there):
    """Give Rayson and Garside's value, positive if the word is more frequent here."""
    both = (here, tokens), (there, size)
    terms = (count * math.log(count / (total * (here + there) / (tokens + size))) for count, total in both if count)
    return math.copysign(2 * sum(terms), here / tokens - there / size)


wrong = []
for word in ("ceasefire", "siege", "mayor", "the"):
    here, there = int(default.loc[word, "FREQUENCY"]), listed.get(word, 1)
    right = log_likelihood(here, there)
    seen, fixed = float(default.loc[word, "KEYNESS"]), float(other.loc[word, "KEYNESS"])
    print(f"{word:10}{here:3} of {tokens}, in the list {there} of {size}: keyness {seen}, by the formula {right:.2f}")
    assert abs(fixed - right) < 0.02
    if seen < 0 < right:
        wrong.append(word)
print("first by default:", ", ".join(default.index[:3]))
if wrong != ["ceasefire", "siege", "mayor"] or default.index[0] != "the":
    sys.exit("this has changed")
print("as described: the three telling words are negative, and 'the' is the first keyword")
PYTHON
