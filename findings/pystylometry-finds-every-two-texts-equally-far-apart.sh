#!/usr/bin/env bash
# pystylometry's Burrows' and cosine Delta have one value for every two texts: a text with a word added is as far off as a stranger's.
#
# What one expects: Delta says how far apart two texts are in their most frequent words. The documentation says that lower is more
#   similar, and gives both measures for finding the author of a text.
# What happens: a word's frequency is set against its mean and spread in a corpus, and here the corpus is the two texts
#   themselves. Any two numbers that differ lie .71 of their own spread on either side of their mean, however near
#   they are. So each word adds the same: Delta is 1.414 (the root of 2), cosine Delta 2.0, its highest value, for a
#   text with one word more and for one of another author in another genre. It is lower only where a word has exactly
#   the same frequency in both, which texts of unequal length do not have. An unsigned editorial is as near to every paper.
# Seen with: pystylometry 1.4.3, Python 3.11, on 2026-11-29.
# Source: our own reading of authorship/burrows_delta.py, Burrows (2002), where means and spreads come from a reference
#   corpus, and this run. The package's Kilgarriff chi-squared, which needs no such corpus, tells the two apart.
# What to do instead: a Delta that is given a corpus of several authors for the means (faststylometry, or stylo in R), or
#   compute_kilgarriff() for two texts alone.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check pystylometry==1.4.3 2>"$folder/pip.log" ||
    { cat "$folder/pip.log"; exit 2; }
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

from pystylometry.authorship import compute_burrows_delta, compute_cosine_delta, compute_kilgarriff

print("pystylometry", version("pystylometry"), "on Python", sys.version.split()[0])
report = (
    "The council met on Monday, and the mayor said that the bridge would be shut for the winter. The repairs will cost "
    "a great deal, and the union said that it was not content with the plan of the council. The council will meet again "
    "when the report of the engineers is there. "
)
letter = "I love my garden! What could be nicer than roses, tulips and bees? Come and see them; you'll be amazed, my friends. "
other = {"the same report, one word added": report + "Really?", "a letter about a garden": letter * 2}
seen = {}
for name, text in other.items():
    deltas = (compute_burrows_delta(report, text).delta_score, compute_cosine_delta(report, text).delta_score)
    seen[name] = tuple(round(value, 6) for value in deltas)
    chi = compute_kilgarriff(report, text).chi_squared
    print(f"the report and {name}: Delta {seen[name][0]}, cosine Delta {seen[name][1]}, Kilgarriff {chi:.1f}")
    assert (chi > 50) == (text is not other["the same report, one word added"])
if set(seen.values()) != {(round(2**0.5, 6), 2.0)}:
    sys.exit("this has changed")
print("as described: both are as far from the report as two texts can be")
PYTHON
