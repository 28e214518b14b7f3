#!/usr/bin/env bash
# moralstrength scores a text about killing above one about peace: its scores "from -1 (vices) to 1 (virtues)" are never below 0.
#
# What one expects: the package measures the moral foundations of a text, a common way to look at framing, by a list of words
#   that people rated from 1 (harm) to 9 (care). word_moral_value(normalized=True) and string_vader_moral() give scores
#   that, by their own documentation, go from -1 for vices to 1 for virtues: "kill" should be near -1, and a text of such
#   words far below 0.
# What happens: 1 to 9 is turned into 0 to 1. "Kill", rated 1.6, has .075, and "killer", rated 1.0, has 0. string_vader_moral()
#   adds the scores of all words up, so that each word for harm makes a text more virtuous and none makes it less: the score
#   counts words of both kinds. A text that says three times that people are killed, hurt and attacked has .33, "They want
#   peace." has .21. No text is negative, so whoever sorts texts into vice and virtue by the sign finds virtue alone.
#   string_average_moral(), which stays on the scale of 1 to 9, tells the two apart.
# Seen with: moralstrength 0.2.13, spacy 3.8.18, Python 3.11, on 2026-11-29. The package loads a model of English, for lemmas
#   alone; here a pipeline in which each word is its own lemma takes its place, and all words are in the list as they are.
# Source: our own reading of lexicon_use.py, and this run.
# What to do instead: string_average_moral() less 5, divided by 4, and the number of words that it rests on.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install -q --disable-pip-version-check moralstrength==0.2.13 gsitk==0.2.5 spacy==3.8.18 \
    pandas==3.1.1 2>"$folder/pip.log" || { cat "$folder/pip.log"; exit 2; }
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys
from importlib.metadata import version

import spacy
from spacy.language import Language


@Language.component("own_lemma")
def own_lemma(document):
    for token in document:
        token.lemma_ = token.lower_
    return document


def in_place_of_the_model(name, **options):
    pipeline = spacy.blank("en")
    pipeline.add_pipe("own_lemma")
    return pipeline


spacy.load = in_place_of_the_model
import moralstrength

print("moralstrength", version("moralstrength"), "on Python", sys.version.split()[0])
words = {
    word: tuple(round(float(moralstrength.word_moral_value(word, "care", normalized=way)), 3) for way in (False, True))
    for word in ("killer", "kill", "attack", "peace", "care")
}
print("rated from 1 to 9, and normalized:", words)
texts = {
    "harm": "They kill, they hurt and they attack. We kill, we hurt and we attack. Others kill, hurt and attack.",
    "less harm": "They kill.",
    "peace": "They want peace.",
}
scores = {}
for name, text in texts.items():
    mean, score = (float(of(text, "care")) for of in (moralstrength.string_average_moral, moralstrength.string_vader_moral))
    scores[name] = round(score, 2)
    print(f"{name}: mean rating {mean:.1f}, score {score:.2f}: {text}")
if words["killer"] != (1.0, 0.0) or words["kill"] != (1.6, 0.075) or scores != {"harm": 0.33, "less harm": 0.02, "peace": 0.21}:
    sys.exit("this has changed")
print("as described: the more killing, the more virtue")
PYTHON
