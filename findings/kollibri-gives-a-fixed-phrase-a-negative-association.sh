#!/usr/bin/env bash
# kollibri's simple log-likelihood gives "cease fire", never apart in the corpus, a negative association, and "the fire" a high one.
#
# What one expects: the measure "sll" compares how often a pair occurs with how often it would by chance. A pair whose
#   first word is always followed by the second has a positive value, above that of a pair that is a little more frequent than
#   by chance.
# What happens: the formula has the logarithm of observed divided by expected; the package takes that of observed minus
#   expected. So a pair is ranked by its frequency: one that occurs once or twice is negative however fixed it is (-1.2 for
#   6.8), and "the fire", which occurs ten times where seven are expected, has 14.9 for 0.9. Rare fixed phrases, which one
#   looks for in a small corpus of news, come out as words that avoid each other. Nothing in the table shows it.
# Seen with: kollibri 1.0.0, Python 3.11, on 2026-11-29.
# Source: our own reading of the function _sll in kollibri/kollibri.py, the formula 2 (O ln(O / E) - (O - E)) of simple
#   log-likelihood in Evert (2009), and this run.
# What to do instead: metric="lr" (log-likelihood of the whole table) or "mi" with a least frequency. Mind that in wider windows
#   all measures weigh each occurrence by 1 / distance.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check kollibri==1.0.0 2>"$folder/pip.log" || { cat "$folder/pip.log"; exit 2; }
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import contextlib
import io
import math
import sys
from collections import Counter
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

from kollibri import kollibri

print("kollibri", version("kollibri"), "on Python", sys.version.split()[0])
sentences = ["they cease fire"] * 2 + ["the fire spread"] * 10 + ["house fire"] * 8 + ["the mayor met the union"] * 45
words = " ".join(sentences).split()
path = Path(sys.argv[1]) / "news.vrt"
lines = [line for sentence in sentences for line in ("<s>", *(f"{word}\tX" for word in sentence.split()), "</s>")]
path.write_text("\n".join(["<text>", *lines, "</text>", ""]))
single, pairs = Counter(words), Counter(pair for sentence in sentences for pair in pairwise(sentence.split()))


def scores(measure):
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):  # a table and its progress
        return kollibri(str(path), query="^fire$", left=1, right=0, span="s", metric=measure, number=-1)


seen, other = scores("sll"), scores("lr")
right = {}
for first in ("cease", "the"):
    pair = first, "fire"
    observed, expected = pairs[pair], single[first] * single["fire"] / len(words)
    right[pair] = 2 * (observed * math.log(observed / expected) - (observed - expected))
    print(f"{' '.join(pair):10} {observed} times, {expected:.1f} by chance: sll {seen[pair]:.2f}, by the formula {right[pair]:.2f}")
cease, the = right
assert other[cease] > other[the] and right[cease] > right[the] > 0
if not seen[cease] < 0 < 4 * right[the] < seen[the]:
    sys.exit("this has changed")
print("as described: the fixed phrase is negative, and the pair with 'the' is first")
PYTHON
