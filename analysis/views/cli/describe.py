"""Whose words they are, and words in their places.

Words counted, and what marks each text.
"""

from __future__ import annotations

import click
import pandas as pd

import analysis as same
from analysis.schema import InputError
from analysis.texts.matching.matcher import compile_entries
from analysis.texts.readers.model import lexicon_hash
from analysis.views.cli.app import LEXICON, PART, SHARED, VOICE, cli, echo, read_counts, read_segments


@cli.verb("voices -o voices.csv")
def voices(corpus: str | None) -> pd.DataFrame:
    """Cut each text into its author's words, what it quotes or reports, and what the page adds.

    Every character of a text is in one segment. The column part says what it is of the page, voice whose words they
    are, speaker and cue who is quoted and with which verb.
    """
    return read_segments(corpus)[1]


@cli.verb("sources -o sources.csv")
def sources(corpus: str | None) -> pd.DataFrame:
    """List who is given the word: each quotation, its speaker, and the verb that brings it in.

    An empty speaker is not an anonymous one: it was not found whose words they are.
    """
    return same.sources(read_segments(corpus)[1], same.read_actors(), same.read_cues())


@cli.verb(
    'kwic --find "human rights" -o kwic.csv',
    click.option("--find", "phrase", metavar="PHRASE", required=True, help='A word or phrase; * as in "terroris*".'),
)
def kwic(corpus: str | None, phrase: str) -> pd.DataFrame:
    """Show a word or phrase in every place where it stands, with what is before and after it.

    Capitals do not matter, except in a word written in capitals: "US" is not "us".
    """
    compile_entries([phrase])  # a phrase without a word is told before the corpus is read
    return same.kwic(read_segments(corpus)[1], phrase)


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
    segments = read_segments(corpus)[1]
    names = same.names(segments, same.read_actors())
    found = same.markers(segments, entries, names)
    if learned is None:
        return found
    if learned.lexicon != lexicon_hash(entries):
        echo(f"{model}: was trained with another lexicon, so its figures do not hold here; train it anew")
    return same.model_markers(found, segments, learned, names)


@cli.verb("names -o names.csv")
def names(corpus: str | None) -> pd.DataFrame:
    """List what the actors are called: each name of data/actors.csv, where it stands and who says it."""
    return same.names(read_segments(corpus)[1], same.read_actors())


@cli.verb(
    "terms --by source_type --voice author -o terms.csv",
    click.option("--by", metavar="COLUMN", help="Count for each value of this column of the corpus, doc_id too."),
    VOICE,
    PART,
    click.option(
        "--ngrams", type=click.IntRange(min=1), metavar="N", default=1, help="Words in a row that count as one term."
    ),
    SHARED,
)
def terms(corpus: str | None, by: str | None, voice: str, part: str, ngrams: int, shared: str) -> pd.DataFrame:
    """Count the words: how often, per 1,000 words, in how many texts, and how evenly."""
    return same.terms(read_counts(corpus, voice, part, by=by, ngrams=ngrams, shared=shared), by=by)


@cli.verb(
    "dispersion --by source_type --voice author -o dispersion.csv",
    click.option("--by", metavar="COLUMN", help="Measure within each value of this column of the corpus."),
    click.option("--within", is_flag=True, help="Measure within each text, over blocks of five sentences."),
    VOICE,
    PART,
)
def dispersion(corpus: str | None, by: str | None, within: bool, voice: str, part: str) -> pd.DataFrame:
    """Measure how evenly each word is spread over the texts, by every measure in use.

    range is the number of texts with the word, of n_parts; dp, dp_norm and kl are 0 where it is spread as evenly as
    the sizes of the texts allow, juilland_d, rosengren_s and carroll_d2 are 1 there. All are empty with one text.
    """
    if within:
        if by not in (None, "doc_id"):
            raise InputError(f"--within measures each text by itself; leave out --by {by}")
        documents, segments = read_segments(corpus)
        return same.dispersion_within(same.count_blocks(segments, documents, voice=voice, part=part))
    return same.dispersion(read_counts(corpus, voice, part, by=by), by=by)


@cli.verb("collocations -o pairs.csv", VOICE, PART)
def collocations(corpus: str | None, voice: str, part: str) -> pd.DataFrame:
    """List the neighbouring words that stand together more often than chance would have it."""
    return same.collocations(read_segments(corpus)[1], voice=voice, part=part)


@cli.verb("tfidf -o tfidf.csv", VOICE, PART, SHARED)
def tfidf(corpus: str | None, voice: str, part: str, shared: str) -> pd.DataFrame:
    """Weigh which words mark each text: frequent in it, rare in the others."""
    return same.tfidf(read_counts(corpus, voice, part, shared=shared))


@cli.verb("similarity -o similarity.csv", VOICE, PART)
def similarity(corpus: str | None, voice: str, part: str) -> pd.DataFrame:
    """Measure how alike the vocabulary of each two texts is: 1 the same, 0 no word in common."""
    return same.similarity(read_counts(corpus, voice, part))
