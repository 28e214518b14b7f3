#!/usr/bin/env bash
# brat-peek says that two coders agree perfectly who marked the same word in different places: once quoted, once the author's.
#
# What one expects: show_iaa() compares the brat files of several coders. Its documentation recommends filename, label and
#   offset, and says that a match is then in the same file, with the same label, at the same position in the text.
# What happens: the column "offset" holds the marked words, and the positions are in the column "span". So a mark matches
#   another wherever its words are the same. One coder marks "farce" where the mayor says it, the other where the paper does:
#   agreement 1.0. Equal words of a file count once, so five marks against one of the five are agreement 1.0 too. Loaded
#   words repeat themselves, and short labels ("he", "the mayor") most of all. Nothing is said.
# Seen with: brat-peek 0.1.2.1, pandas 2.3.3, Python 3.11, on 2026-11-29.
# Source: our own reading of peek/metrics.py, where the list of columns is not in the order of the values, and this run. In
#   the script that it is adapted from (iaa-computation) "offset" is the position and "span" the words. show_fscore() has the
#   columns in the same order; with pandas 2 it does not run.
# What to do instead: show_iaa(corpora, ["filename", "label", "span"], labels), which does compare positions.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
# the package declares none of what it imports
"$folder/venv/bin/pip" install -q --disable-pip-version-check brat-peek==0.1.2.1 numpy==2.4.6 pandas==2.3.3 matplotlib==3.11.2 \
    seaborn==0.13.2 unidecode==1.4.0 2>"$folder/pip.log" || { cat "$folder/pip.log"; exit 2; }
"$folder/venv/bin/python" - "$folder" <<'PYTHON'
import contextlib
import io
import re
import sys
from importlib.metadata import version
from pathlib import Path

import peek

print("brat-peek", version("brat-peek"), "with pandas", version("pandas"), "on Python", sys.version.split()[0])
text = "“A farce!” said the mayor. The farce went on. It was a farce, a farce and a farce.\n"
places = [found.span() for found in re.finditer("farce", text)]


def corpus(name, marked):
    """Write one coder's marks as brat does, and read them back."""
    where = Path(sys.argv[1]) / name
    where.mkdir()
    (where / "story.txt").write_text(text, encoding="utf-8")
    lines = (f"T{at}\tLoaded {start} {end}\t{text[start:end]}\n" for at, (start, end) in enumerate(marked, 1))
    (where / "story.ann").write_text("".join(lines), encoding="utf-8")
    return peek.AnnCorpus(f"{where}/")


def agreement(one, other, third):
    with contextlib.redirect_stdout(io.StringIO()) as said:
        peek.metrics.show_iaa([one, other], ["filename", "label", third], ["Loaded"])
    return float(re.search(r"all vs all\n-+\n([\d.]+)", said.getvalue())[1])


quoted, told, every = corpus("quoted", places[:1]), corpus("told", places[1:2]), corpus("every", places)
assert not set(range(*places[0])) & set(range(*places[1]))
seen = {}
for third in ("offset", "span"):
    seen[third] = agreement(quoted, told, third), agreement(quoted, every, third)
    print(f"by filename, label and {third:6}: no mark in common {seen[third][0]}, one mark of five in common {seen[third][1]}")
if seen != {"offset": (1.0, 1.0), "span": (0.0, 0.2)}:
    sys.exit("this has changed")
print("as described: the recommended call never looks where a mark is")
PYTHON
