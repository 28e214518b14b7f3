"""Whose words they are, and words in their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

import analysis as same
from analysis.views.cli.app import LEXICON, cli, read
from analysis.views.cli.terminal import say

if TYPE_CHECKING:
    import pandas as pd


@cli.verb("voices -o voices.csv")
def voices(corpus: str | None) -> pd.DataFrame:
    """Cut each text into its author's words, what it quotes or reports, and what the page adds.

    Every character of a text is in one segment. The column part says what it is of the page, voice whose words they
    are, speaker and cue who is quoted and with which verb.
    """
    return read(corpus)[1]


@cli.verb("sources -o sources.csv")
def sources(corpus: str | None) -> pd.DataFrame:
    """List who is given the word: each quotation, its speaker, and the verb that brings it in.

    An empty speaker is not an anonymous one: it was not found whose words they are.
    """
    return same.sources(read(corpus)[1], same.read_actors(), same.read_cues())


@cli.verb(
    'kwic --find "human rights" -o kwic.csv',
    click.option("--find", "phrase", metavar="PHRASE", required=True, help='A word or phrase; * as in "terroris*".'),
)
def kwic(corpus: str | None, phrase: str) -> pd.DataFrame:
    """Show a word or phrase in every place where it stands, with what is before and after it.

    Capitals do not matter, except in a word written in capitals: "US" is not "us".
    """
    from analysis.texts.matching.matcher import compile_entries

    compile_entries([phrase])  # a phrase without a word is told before the corpus is read
    return same.kwic(read(corpus)[1], phrase)


@cli.verb(
    "markers -o markers.csv",
    LEXICON,
    click.option("--model", metavar="FILE", help="Add what a model finds that train has made."),
)
def markers(corpus: str | None, lexicon: str | None, model: str | None) -> pd.DataFrame:
    """List the loaded language: where a word of the lexicon stands, its category, and whose words it is in.

    The column loaded tells loaded words from others, such as hedges. A word list knows words, not what they mean where
    they stand: read the places before you quote a number. What a model adds has the category model.
    """
    entries, learned = same.read_lexicon(lexicon), None if model is None else same.read_model(model)
    segments = read(corpus)[1]
    names = same.names(segments, same.read_actors())
    found = same.markers(segments, entries, names)
    if learned is None:
        return found
    from analysis.texts.readers.model import lexicon_hash

    if learned.lexicon != lexicon_hash(entries):
        say(f"{model}: was trained with another lexicon, so its figures do not hold here; train it anew")
    return same.model_markers(found, segments, learned, names)


@cli.verb("names -o names.csv")
def names(corpus: str | None) -> pd.DataFrame:
    """List what the actors are called: each name of data/actors.csv, where it stands and who says it."""
    return same.names(read(corpus)[1], same.read_actors())
