#!/usr/bin/env bash
# textcomplexity gives a news text an HD-D of .10 where it is .69, and a dispersion (DP) twice as high as it is.
#
# What one expects: HD-D (McCarthy and Jarvis 2010) is the type-token ratio that 42 words drawn from the text would have on
#   average: the sum, over all words, of the chance that the word is among them, divided by 42. DP (Gries 2008) is half the
#   sum of the differences between the sizes of the parts of a text and a word's shares in them.
# What happens: hdd() goes through the table of how many words occur how often, and takes the one number for the other: where
#   30 words occur once each, it adds one word that occurs 30 times. The sum has a term for each frequency and not for each
#   word, so that it depends on how many different frequencies there are, and a text of 66 words in 41 forms has .099 for .693.
#   The command txtcomplexity writes it among the "HD-D" of its results. gries_dp() and gries_dp_norm() leave out the half,
#   and are NaN as soon as a word occurs only in the few words that are left over when the parts are cut. The formulas for
#   Yule's K, Simpson's D and the type-token ratio in the same file are right.
# Seen with: textcomplexity 0.11.0, Python 3.11, on 2026-11-29.
# Source: our own reading of surface.py, where an older line of gries_dp(), now a comment, has the half, and this run.
# What to do instead: take HD-D from lexicalrichness, which agrees with the formula, and halve DP, of parts that divide the text.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check textcomplexity==0.11.0 lexicalrichness==0.5.1 \
    2>"$folder/pip.log" || { cat "$folder/pip.log"; exit 2; }
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys
from collections import Counter, namedtuple
from importlib.metadata import version
from math import comb, isnan

from lexicalrichness import LexicalRichness
from textcomplexity import surface
from textcomplexity.text import Text

print("textcomplexity", version("textcomplexity"), "on Python", sys.version.split()[0])
Word = namedtuple("Word", "word pos")
NEWS = (
    "the council met on monday and the mayor said that the bridge would be closed for a week while engineers look at the "
    "road the council said that the cost of the work is not known and that the mayor will ask the state for money people "
    "in the town said they had not been told of the plan and that the bus will be late"
).split()


def hdd(words, drawn=42):
    rest = comb(len(words), drawn)
    return sum((1 - comb(len(words) - n, drawn) / rest) / drawn for n in Counter(words).values())


def dp(words, parts):
    size = len(words) // parts
    shares = [Counter(words[k * size : (k + 1) * size]) for k in range(parts)]
    every = Counter(words[: size * parts])
    return sum(sum(abs(part[word] / n - 1 / parts) for part in shares) / 2 for word, n in every.items()) / len(every)


text = Text.from_tokens([Word(word, "") for word in NEWS])
other = LexicalRichness(" ".join(NEWS), preprocessor=None, tokenizer=str.split).hdd(42)
found = [round(float(value), 3) for value in (surface.hdd(text), surface.gries_dp(text, 3))]
right = [round(value, 3) for value in (hdd(NEWS), dp(NEWS, 3))]
print(f"{len(NEWS)} words, {len(set(NEWS))} different: HD-D {found[0]}, by the formula {right[0]}, lexicalrichness {other:.3f}")
print(f"mean DP over three parts {found[1]}, by the formula {right[1]}; over four, with two words left over, "
      f"{surface.gries_dp(text, 4)}")
assert round(other, 3) == right[0] == 0.693
if found[0] != 0.099 or abs(found[1] - 2 * right[1]) > 0.0011 or not isnan(surface.gries_dp(text, 4)):
    sys.exit("this has changed")
print("as described: another number under the name of HD-D, and DP doubled")
PYTHON
