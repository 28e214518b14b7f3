"""Words counted, and what marks each text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

import analysis as same
from analysis.schema import InputError
from analysis.views.cli.app import PART, SHARED, VOICE, cli, count, read

if TYPE_CHECKING:
    import pandas as pd


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
    return same.terms(count(corpus, voice, part, by=by, ngrams=ngrams, shared=shared), by=by)


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
        documents, segments = read(corpus)
        return same.dispersion_within(same.count_blocks(segments, documents, voice=voice, part=part))
    return same.dispersion(count(corpus, voice, part, by=by), by=by)


@cli.verb("collocations -o pairs.csv", VOICE, PART)
def collocations(corpus: str | None, voice: str, part: str) -> pd.DataFrame:
    """List the neighbouring words that stand together more often than chance would have it."""
    return same.collocations(read(corpus)[1], voice=voice, part=part)


@cli.verb("tfidf -o tfidf.csv", VOICE, PART, SHARED)
def tfidf(corpus: str | None, voice: str, part: str, shared: str) -> pd.DataFrame:
    """Weigh which words mark each text: frequent in it, rare in the others."""
    return same.tfidf(count(corpus, voice, part, shared=shared))


@cli.verb("similarity -o similarity.csv", VOICE, PART)
def similarity(corpus: str | None, voice: str, part: str) -> pd.DataFrame:
    """Measure how alike the vocabulary of each two texts is: 1 the same, 0 no word in common."""
    return same.similarity(count(corpus, voice, part))
