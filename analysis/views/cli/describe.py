"""Verbs that describe a corpus: whose words they are, where and how often they occur, and what marks each text."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import click

import analysis as same
from analysis.schema import InputError
from analysis.views.cli.app import cli
from analysis.views.cli.by_blocks import over_blocks, read_any_counts, read_list_of_actors
from analysis.views.cli.corpora import (
    WITHIN_NAMES,
    find_markers,
    read_actors_of,
    read_lexicon_of,
    read_segments,
)
from analysis.views.cli.engines import cluster_asked
from analysis.views.cli.forecast import with_forecast
from analysis.views.cli.messages import echo
from analysis.views.cli.options import ACTORS, GAPS, LEXICON, PART, PLAIN, SHARED, VOICE

if TYPE_CHECKING:
    import pandas as pd

    from analysis.measures.frequency.collocations import Pairs
    from analysis.texts.readers.model import Model


@cli.verb("voices", "-o voices.csv")
def run_voices(corpus: str | None) -> Iterator[pd.DataFrame]:
    """Cut each text into its author's words, what it quotes or reports, and page furniture.

    Every character of a text is in one segment. The column part names the part of the page, voice says whose words
    they are, and speaker and cue say who is quoted and with which verb.
    """
    return over_blocks(corpus, _segments)


def _segments(segments: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    return segments


@cli.verb("sources", "-o sources.csv", ACTORS)
def run_sources(corpus: str | None, actors: str | None) -> Iterator[pd.DataFrame]:
    """List who is quoted or paraphrased, where, and with which verb.

    An empty speaker is not an anonymous one: no speaker was found.
    """
    known = read_list_of_actors(corpus, actors, _NO_ACTOR)
    return over_blocks(corpus, partial(_sources, actors=known, cues=same.read_cues()))


_NO_ACTOR = "the column actor is empty"


def _sources(
    segments: pd.DataFrame, documents: pd.DataFrame, *, actors: pd.DataFrame | None, cues: pd.DataFrame
) -> pd.DataFrame:
    known = read_actors_of(documents, None, _NO_ACTOR) if actors is None else actors
    return same.sources(segments, known, cues)


@cli.verb(
    "kwic",
    '--find "human rights" -o kwic.csv',
    click.option("--find", "phrase", metavar="PHRASE", required=True, help='A word or phrase; * as in "terroris*".'),
)
def run_kwic(corpus: str | None, phrase: str) -> Iterator[pd.DataFrame]:
    """Show every occurrence of a word or phrase, with the words before and after it.

    Capitals do not matter, except in a word written in capitals: "US" is not "us".
    """
    from analysis.texts.matching.matcher import compile_entries

    compile_entries([phrase])  # refuses a phrase without a word before the corpus is read
    yield from _unless_empty(
        over_blocks(corpus, partial(_kwic, phrase=phrase)), f"{phrase!r} does not occur in these texts"
    )


def _kwic(segments: pd.DataFrame, documents: pd.DataFrame, *, phrase: str) -> pd.DataFrame:
    return same.kwic(segments, phrase)


def _unless_empty(tables: Iterator[pd.DataFrame], message: str) -> Iterator[pd.DataFrame]:
    """Yield the tables, and say it where none of them has a row."""
    rows = 0
    for table in tables:
        rows += len(table)
        yield table
    if not rows:
        echo(message)


@cli.verb(
    "markers",
    "-o markers.csv",
    LEXICON,
    ACTORS,
    click.option("--model", metavar="FILE", help="Add what a model made by train finds."),
)
def run_markers(
    corpus: str | None, lexicon: str | None, actors: str | None, model: str | None
) -> Iterator[pd.DataFrame]:
    """List loaded language: each word of the lexicon that occurs, and whose word it is.

    The column loaded separates loaded words from others, such as hedges. A word list does not know what a word means in
    its sentence: read the passages before you quote a number. What a model adds has the category model.
    """
    from analysis.texts.readers.model import lexicon_hash

    entries, learned = read_lexicon_of(lexicon), None if model is None else same.read_model(model)
    if learned is not None and learned.lexicon != lexicon_hash(entries):
        echo(f"{model}: was trained with another lexicon, so its figures do not hold here; train it again")
    known = read_list_of_actors(corpus, actors, WITHIN_NAMES)
    return over_blocks(corpus, partial(_markers, lexicon=entries, actors=known, model=learned))


def _markers(
    segments: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    lexicon: pd.DataFrame,
    actors: pd.DataFrame | None,
    model: Model | None,
) -> pd.DataFrame:
    known = read_actors_of(documents, None, WITHIN_NAMES) if actors is None else actors
    tokens = same.tokens(segments)
    names = same.names(segments, known, tokens=tokens)
    found = find_markers(documents, segments, lexicon, names, tokens)
    return found if model is None else same.model_markers(found, segments, model, names, tokens=tokens)


@cli.verb("names", "-o names.csv", ACTORS)
def run_names(corpus: str | None, actors: str | None) -> Iterator[pd.DataFrame]:
    """List what the actors are called: each name of a list of actors, where and by whom.

    The list of the five texts is data/actors.csv. For other texts, the verb actors makes a sheet to fill in.
    """
    tables = over_blocks(corpus, partial(_names, actors=read_list_of_actors(corpus, actors, _NO_NAME)))
    return _unless_empty(tables, f"no name of {actors} is in these texts") if actors else tables


_NO_NAME = "no name is listed"


def _names(segments: pd.DataFrame, documents: pd.DataFrame, *, actors: pd.DataFrame | None) -> pd.DataFrame:
    return same.names(segments, read_actors_of(documents, None, _NO_NAME) if actors is None else actors)


@cli.verb(
    "terms",
    "--by source_type --voice author -o terms.csv",
    click.option("--by", metavar="COLUMN", help=f"Count for each value of this column, or doc_id. {GAPS}"),
    VOICE,
    PART,
    click.option(
        "--ngrams", type=click.IntRange(1, 20), metavar="N", default=1, help="Words in a row that count as one term."
    ),
    SHARED,
    PLAIN,
)
def run_terms(
    corpus: str | None, *, by: str | None, voice: str, part: str, ngrams: int, shared: str, plain: bool
) -> pd.DataFrame:
    """Count how often each word occurs, in all texts or by group.

    The table also gives the rate per 1,000 words, the number of texts, and how evenly the word is spread over them.
    """
    return same.terms(read_any_counts(corpus, voice, part, by=by, ngrams=ngrams, shared=shared, plain=plain), by=by)


@cli.verb(
    "dispersion",
    "--by source_type --voice author -o dispersion.csv",
    click.option("--by", metavar="COLUMN", help=f"Measure within each value of this column. {GAPS}"),
    click.option("--within", is_flag=True, help="Measure within each text, over blocks of five sentences."),
    VOICE,
    PART,
    PLAIN,
)
def run_dispersion(
    corpus: str | None, *, by: str | None, within: bool, voice: str, part: str, plain: bool
) -> pd.DataFrame:
    """Measure how evenly each word is spread over the texts.

    range is the number of texts with the word, of n_parts. For a word spread as evenly as the sizes of the texts allow,
    dp, dp_norm and kl are 0, and juilland_d, rosengren_s and carroll_d2 are 1. All are empty with one text.
    """
    if within:
        if plain:
            raise click.UsageError("--plain parses no text, and so knows no sentences; leave out --within, or --plain")
        if by not in (None, "doc_id"):
            raise InputError(f"--within measures each text by itself; leave out --by {by}")
        if cluster_asked():
            raise click.UsageError("--engine dask works on some texts at a time; leave out --within")
        documents, segments = read_segments(corpus)
        return same.dispersion_within(same.count_blocks(segments, documents, voice=voice, part=part))
    return same.dispersion(read_any_counts(corpus, voice, part, by=by, plain=plain), by=by)


@cli.verb("collocations", "-o pairs.csv", VOICE, PART)
def run_collocations(corpus: str | None, voice: str, part: str) -> Iterator[pd.DataFrame]:
    """List neighbouring words that occur together more often than by chance."""
    from analysis.measures.frequency.collocations import association_tables, merge_pairs

    pairs = merge_pairs(over_blocks(corpus, partial(_pairs, voice=voice, part=part), speakers=False))
    return association_tables(pairs, voice=voice, part=part)


def _pairs(segments: pd.DataFrame, documents: pd.DataFrame, *, voice: str, part: str) -> Pairs:
    from analysis.measures.frequency.collocations import count_pairs

    return count_pairs(segments, voice=voice, part=part)


@cli.verb("tfidf", "-o tfidf.csv", VOICE, PART, SHARED, PLAIN)
def run_tfidf(corpus: str | None, voice: str, part: str, shared: str, plain: bool) -> Iterator[pd.DataFrame]:
    """Weigh which words mark each text: frequent in it, rare in the others."""
    from analysis.measures.counts import Counts
    from analysis.measures.frequency.tfidf import tfidf_by_block

    counts = read_any_counts(corpus, voice, part, shared=shared, plain=plain)
    return iter([same.tfidf(counts)]) if isinstance(counts, Counts) else tfidf_by_block(counts)


@cli.verb(
    "similarity",
    "--least 0.5 -o similarity.csv",
    VOICE,
    PART,
    click.option(
        "--top", type=click.IntRange(min=1), metavar="N", help="The N most similar pairs alone.  [default: 500,000]"
    ),
    click.option(
        "--least", type=click.FloatRange(0, 1), metavar="X", default=0.0, help="Pairs with a cosine of X or more alone."
    ),
    click.option(
        "--most",
        type=click.IntRange(min=1),
        metavar="N",
        default=2_000_000_000,
        help="Stop before texts are compared if they make more than N pairs.  [default: 2,000,000,000, the pairs of "
        "63,246 texts]",
    ),
)
def run_similarity(corpus: str | None, voice: str, part: str, top: int | None, least: float, most: int) -> pd.DataFrame:
    """Measure how similar the vocabularies of two texts are: 1 the same, 0 no shared word.

    Every pair of texts is compared, so twice as many texts take four times as long.
    """
    from analysis.measures.frequency.tfidf import MOST_PAIRS

    documents, segments = read_segments(corpus, check=lambda documents: _check_pairs(len(documents), most))
    counts = same.count(segments, documents).select(voice=voice, part=part).by_document()
    pairs, written = len(counts) * (len(counts) - 1) // 2, top or MOST_PAIRS
    if pairs > written:
        echo(f"{pairs:,} pairs of texts are compared")
    table = same.similarity(
        counts,
        top=written,
        least=least,
        progress=lambda work: with_forecast(work, "comparing", " tiles", "to compare them"),
    )
    if len(table) == written < pairs:
        echo(
            f"the {written:,} most similar pairs are written, down to a cosine of {table['cosine'].iloc[-1]:.3g}; "
            f"--top {pairs} writes all, --least X those from X up"
        )
    elif least > 0:
        echo(f"pairs with a cosine of {least:g} or more: {len(table):,} of {pairs:,}")
    return table


def _check_pairs(texts: int, most: int) -> None:
    """Refuse texts that have more pairs than wanted, before they are parsed."""
    if (pairs := texts * (texts - 1) // 2) > most:
        raise InputError(
            f"{texts:,} texts have {pairs:,} pairs, more than {most:,}, and each is compared; take fewer texts, or "
            f"--most {pairs}"
        )
