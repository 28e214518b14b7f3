#!/usr/bin/env bash
# bratutils gives a coder who marked one of four annotated passages, and that one rightly, an F1 of 1.
#
# What one expects: the package compares two brat files as in MUC-7: passages of the gold standard that the other coder does
#   not have are missing and lower recall, passages that only the other coder has are spurious and lower precision.
# What happens: called as its description shows, gold.make_gold() and then coder.compare_to_gold(gold), no passage is ever
#   spurious, and what only the coder has is counted as missing. What only the gold standard has is not counted at all:
#   make_gold() gives each of its passages a status, and only those without one are looked for. So precision is 1 for
#   whoever marks the same passages and many more, and precision, recall and F1 are 1 for whoever marks hardly anything.
#   Where both kinds of error are about as frequent, nothing looks wrong. A note in the description says that the gold
#   standard is the side on which the method is called, against its example; called so, and without make_gold(), the
#   figures are right.
# Seen with: bratutils 0.2.2, Python 3.11, on 2026-11-29.
# Source: our own reading of agreement.py and this run. Issue 3 of its repository, savkov/bratutils, reported the like
#   in 2016 and is closed.
# What to do instead: gold.compare_to_gold(coder), without make_gold(); try it first on a file with one passage missing.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check bratutils==0.2.2 2>"$folder/pip.log" || { cat "$folder/pip.log"; exit 2; }
cd "$folder"
"$folder/venv/bin/python" - 2>"$folder/log" <<'PYTHON' || { tail -n 5 "$folder/log"; exit 1; }
import sys
from importlib.metadata import version
from pathlib import Path

from bratutils import agreement

print("bratutils", version("bratutils"), "on Python", sys.version.split()[0])
TEXT = "“We stay.” “No talks.” “Not yet.” “Never again.”"
PASSAGES = [(0, 10), (11, 22), (23, 33), (34, 48)]


def written(name, passages):
    lines = [f"T{n}\tdirect {a} {b}\t{TEXT[a:b]}\n" for n, (a, b) in enumerate(passages, 1)]
    Path(name).write_text("".join(lines), encoding="utf-8")
    return name


def scores(gold, coder, as_shown):
    gold, coder = agreement.Document(written("gold.ann", gold)), agreement.Document(written("coder.ann", coder))
    if as_shown:
        gold.make_gold()
        table = coder.compare_to_gold(gold)
    else:
        table = gold.compare_to_gold(coder)
    return {name: getattr(table, name) for name in ("cor", "mis", "spu", "pre", "rec", "fsc")}


one, all_four = PASSAGES[:1], PASSAGES
found = [scores(all_four, one, True), scores(one, all_four, True)]
right = [scores(all_four, one, False), scores(one, all_four, False)]
for what, shown, other in zip(("three missed", "three too many"), found, right, strict=True):
    print(f"{what}: as shown {shown}")
    print(f"{'':{len(what)}}  the other way {other}")
assert [list(table.values()) for table in right] == [[1, 3, 0, 1, 0.25, 0.4], [1, 0, 3, 0.25, 1, 0.4]]
if [list(table.values()) for table in found] != [[1, 0, 0, 1, 1, 1], [1, 3, 0, 1, 0.25, 0.4]]:
    sys.exit("this has changed")
print("as described: three of four passages missed, and nothing to show for it")
PYTHON
