#!/usr/bin/env bash
# nervaluate gives credit for a predicted span that begins where the annotated one ends and shares no character with it.
#
# What one expects: spans with "start" and "end", as Prodigy, spaCy and Python write them, end before the character at
#   "end". Two spans that only touch have nothing in common: one is missed, the other spurious, and F1 is 0.
# What happens: the package reads such dictionaries (its default loader) as if the end were part of the span. A quotation
#   that is missed, with the words behind it marked instead, counts as a partial match (F1 .5) and, under "ent_type", as
#   wholly right (F1 1). With a blank between the two the same mistake scores 0. Voices cover a text without gaps, so
#   touching spans are the rule there, and a system that is always one segment late looks half right.
# Seen with: nervaluate 1.2.1, Python 3.11, on 2026-11-28.
# Source: our own reading of the package's strategies.py, where a comment calls the end inclusive, and this run.
# What to do instead: subtract 1 from each end before the call, or count words or characters in common.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check nervaluate==1.2.1 2>"$folder/pip.log" || { cat "$folder/pip.log"; exit 2; }
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

from nervaluate import Evaluator

print("nervaluate", version("nervaluate"), "on Python", sys.version.split()[0])
text = "“We stay.”The mayor left."  # as it comes out of a page whose tags were taken out
quoted, behind = (0, text.index("The")), (text.index("The"), len(text))


def scores(annotated, predicted):
    spans = [[[{"label": "direct", "start": start, "end": end}]] for start, end in (annotated, predicted)]
    results = Evaluator(*spans, tags=["direct"], loader="default").evaluate()["overall"]
    return {name: results[name].f1 for name in ("strict", "partial", "ent_type")}


assert not set(range(*quoted)) & set(range(*behind))
touching = scores(quoted, behind)
apart = scores(quoted, (behind[0] + 1, behind[1]))
inclusive = scores((quoted[0], quoted[1] - 1), (behind[0], behind[1] - 1))
print(f"annotated {text[slice(*quoted)]!r}, predicted {text[slice(*behind)]!r}: F1 {touching}")
print(f"one character further on: F1 {apart}")
print(f"ends made inclusive first: F1 {inclusive}")
none = {"strict": 0, "partial": 0, "ent_type": 0}
if (touching, apart, inclusive) != ({"strict": 0, "partial": 0.5, "ent_type": 1.0}, none, none):
    sys.exit("this has changed")
print("as described: no character in common, and half or all of the credit")
PYTHON
