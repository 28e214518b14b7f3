#!/usr/bin/env bash
# NLTK's agreement coefficients take a coder's second code for the same item for the code of one more coder.
#
# What one expects: AnnotationTask takes triples of coder, item and label, and asks how far different coders agree. When the
#   same triple comes twice (a coder exports her file, goes on, exports again, and a class's whole folder is loaded), it is
#   counted once, or refused.
# What happens: alpha counts every pair of labels of an item, without a look at who gave them, so what one coder said twice
#   is perfect agreement. Two coders who agree no better than chance get .36 for .06, one coder alone gets 1.0, and pi
#   comes out at 5, although it can never exceed 1. Observed agreement (avg_Ao) stays the same. No warning in any of these.
# Seen with: nltk 3.10.4, Python 3.11, on 2026-11-28.
# Source: our own reading of nltk/metrics/agreement.py (alpha groups by item alone, pi counts labels over all rows), and this
#   run. A kappa above 1 was reported to the project in 2019 (issue 2302) and put down there to a loop of the caller.
# What to do instead: keep one code per coder and item before the call, the last one, and say how many were dropped. `krippendorff`
#   takes a table of coders by items, which has room for one.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check nltk==3.10.4 2>"$folder/pip.log" || { cat "$folder/pip.log"; exit 2; }
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

from nltk.metrics.agreement import AnnotationTask

print("nltk", version("nltk"), "on Python", sys.version.split()[0])
first = [("first", sentence, code) for sentence, code in enumerate("LPLPLPLP")]  # loaded or plain
second = [("second", sentence, code) for sentence, code in enumerate("LLPPLLPP")]
both, again = first + second, first + second + first  # the first coder's file is in the folder twice


def scores(rows):
    task = AnnotationTask(data=rows)
    return {name: round(getattr(task, name)(), 3) for name in ("avg_Ao", "alpha", "pi")}


once, twice = scores(both), scores(again)
alone = AnnotationTask(data=first + first).alpha()
print("two coders, eight sentences:          ", once)
print("the same, the first coder's file twice:", twice)
print("one coder's file twice, nobody else:    alpha", alone)
expected = {"avg_Ao": 0.5, "alpha": 0.062, "pi": 0.0}, {"avg_Ao": 0.5, "alpha": 0.361, "pi": 5.0}, 1.0
if (once, twice, alone) != expected:
    sys.exit("this has changed")
print("as described: agreement of a coder with herself, and a pi of five")
PYTHON
