#!/usr/bin/env bash
# The Python package liwc counts "likelihood" under "like*", even where the dictionary has "likelihood" as an entry.
#
# What one expects: a .dic file may hold a wildcard ("like*", affect) and a longer word of its own that would otherwise
#   fall under it ("likelihood", tentative). The word's own entry counts, or at least both do.
# What happens: the package walks the word letter by letter and returns at the first wildcard that it meets. The shortest
#   wildcard wins, whatever stands in the file after or before it; the word's own entry and any longer wildcard can never
#   be reached, and nothing says so. A person who adds an exception to a dictionary changes no count.
# Seen with: liwc 0.5.0, Python 3.11, on 2026-11-28.
# Source: our own reading of the package's trie search, and this run.
# What to do instead: before counting, list every entry that begins with another entry's wildcard; match the longest
#   entry first.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check liwc==0.5.0 2>"$folder/pip.log" || { cat "$folder/pip.log"; exit 2; }
cat >"$folder/harbour.dic" <<'DIC'
%
1	affect
2	tentative
3	violence
%
like*	1
likelihood	2
arm*	3
armchair*	2
DIC
"$folder/venv/bin/python" - "$folder/harbour.dic" <<'PYTHON'
import sys
from importlib.metadata import version

import liwc

print("liwc", version("liwc"), "on Python", sys.version.split()[0])
categories, _ = liwc.load_token_parser(sys.argv[1])
seen = {word: list(categories(word)) for word in ("liked", "likelihood", "arms", "armchairs")}
for word, found in seen.items():
    print(f"{word:11} {', '.join(found) or '-'}")
if seen != {"liked": ["affect"], "likelihood": ["affect"], "arms": ["violence"], "armchairs": ["violence"]}:
    sys.exit("this has changed: " + repr(seen))
print("as described")
PYTHON
