#!/usr/bin/env bash
# lexical-diversity makes "hell" of "he'll", "were" of "we're" and "shed" of "she'd", but only with a typewriter's apostrophe.
#
# What one expects: the package counts how varied the words of a text are; its tokenize() and flemmatize() prepare the text.
#   A contraction is one word or two, and another word than "hell" or "were". Both apostrophes are read alike.
# What happens: each sign of a list is deleted wherever it occurs, the straight apostrophe among them. "He'll", "we're",
#   "she'd", "I'll" and "we'll" become the words hell, were, shed, ill and well, and where these occur too they are one type.
#   flemmatize() goes on from there: "we're" has the lemma "be". The curly apostrophe is not on the list: the same speech
#   typed with it has as many words and more different ones (a type-token ratio of .94 for .78). Speech has many
#   contractions, so that comparing quoted with written words, or two papers with an apostrophe each, compares apostrophes
#   in part. A line break at the end of a text is a word as well, an empty one.
# Seen with: lexical-diversity 0.1.1, setuptools 80.9.0 (it needs pkg_resources), Python 3.11, on 2026-11-29.
# Source: our own reading of lex_div.py, and this run.
# What to do instead: make the words yourself, with one apostrophe, and hand the list to its measures.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check lexical-diversity==0.1.1 setuptools==80.9.0 \
    2>"$folder/pip.log" || { cat "$folder/pip.log"; exit 2; }
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys
from importlib.metadata import version

from lexical_diversity import lex_div

print("lexical-diversity", version("lexical-diversity"), "on Python", sys.version.split()[0])
straight = "She said: we'll wait, we're well, we were ill, he'll pay, so we'll not go through hell.\n"
read = {name: lex_div.tokenize(text) for name, text in (("straight", straight), ("curly", straight.replace("'", "’")))}
lemmas = lex_div.flemmatize("We're here.")
for name, tokens in read.items():
    print(f"{name}: {len(tokens)} words, {len(set(tokens))} different, ratio {lex_div.ttr(tokens):.2f}: {tokens}")
print("lemmas of “We're here.”:", lemmas)
expected = {
    "straight": ["she said well wait were well we were ill hell pay so well not go through hell", 14],
    "curly": ["she said we’ll wait we’re well we were ill he’ll pay so we’ll not go through hell", 17],
}
found = {name: [" ".join(tokens).strip(), len(set(tokens))] for name, tokens in read.items()}
if found != expected or lemmas != ["be", "here"] or read["straight"][-1] != "":
    sys.exit("this has changed")
print("as described: other words, and others again with the other apostrophe")
PYTHON
