"""The verb for rates of groups of texts, with intervals and tests over texts."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import click

import analysis as same
from analysis.views.cli.app import cli
from analysis.views.cli.by_blocks import is_large, over_blocks, read_list_of_actors
from analysis.views.cli.corpora import (
    WITHIN_NAMES,
    find_markers,
    read_actors_of,
    read_lexicon_of,
    read_segments,
    warn_of_gaps,
)
from analysis.views.cli.engines import cluster_asked
from analysis.views.cli.messages import echo
from analysis.views.cli.options import ACTORS, BY, LEXICON, PART, REFERENCE

if TYPE_CHECKING:
    import pandas as pd

    from analysis.measures.comparison.rate_counts import RateCounts


@cli.verb(
    "rates",
    "--by source_type -o rates.csv",
    BY,
    click.option(
        "--target",
        metavar="VALUE",
        help="The group to compare: a value of that column.  [default: each group with each other]",
    ),
    REFERENCE,
    click.option(
        "--cluster",
        metavar="COLUMN",
        help="Intervals and tests by the values of this column (outlet, for example), not by text. Those without a "
        "value are one.",
    ),
    PART,
    LEXICON,
    ACTORS,
)
def run_rates(
    corpus: str | None,
    *,
    by: str,
    target: str | None,
    reference: str | None,
    cluster: str | None,
    part: str,
    lexicon: str | None,
    actors: str | None,
) -> pd.DataFrame:
    """Measure how much is quoted, how loaded the words are and who speaks, by group, and how sure that is.

    A row is the rate of a group, or the difference between two, with its 95 % interval over texts; p and q test the
    difference. Rates are shares of words or of attributed passages, and loaded words per 1,000. Intervals, p and q are
    empty where there are too few texts.
    """
    if reference is not None and target is None:
        raise click.UsageError("--reference is what the target is compared with; name a --target, or leave it out")
    entries = read_lexicon_of(lexicon)
    counts = same.RateCounts.merge(_blocks(corpus, by, cluster, part, entries, actors))
    if is_large(corpus):
        for column in dict.fromkeys((by, cluster)):
            warn_of_gaps(counts.documents, column, corpus)
    table = same.rates(counts, by=by, target=target, reference=reference, cluster=cluster)
    for line in _reasons(table, "text" if cluster is None else "cluster"):
        echo(line)
    return table


def _blocks(
    corpus: str | None, by: str, cluster: str | None, part: str, lexicon: pd.DataFrame, actors: str | None
) -> Iterator[RateCounts]:
    """Yield the counts of the texts, of some after others where they are many."""
    if cluster == "story":  # what repeats is looked for in all texts at once
        if cluster_asked():
            raise click.UsageError("--engine dask works on some texts at a time; leave out --cluster story")
        documents, segments = read_segments(corpus, by)
        known = read_actors_of(documents, actors, WITHIN_NAMES)
        yield count_rates_of(segments, documents, part=part, lexicon=lexicon, actors=known, cues=same.read_cues())
        return
    named = read_list_of_actors(corpus, actors, WITHIN_NAMES)
    work = partial(count_rates_of, part=part, lexicon=lexicon, actors=named, cues=same.read_cues())
    yield from over_blocks(corpus, work, by=by)


def count_rates_of(
    segments: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    part: str,
    lexicon: pd.DataFrame,
    actors: pd.DataFrame | None,
    cues: pd.DataFrame,
) -> RateCounts:
    """Return what the rates are made of, in some texts."""
    known = read_actors_of(documents, None, WITHIN_NAMES) if actors is None else actors
    tokens = same.tokens(segments)
    names = same.names(segments, known, tokens=tokens)
    markers = find_markers(documents, segments, lexicon, names, tokens)
    sources = same.sources(segments, known, cues, tokens=tokens)
    return same.count_rates(segments, documents, markers, sources, part=part, tokens=tokens)


def _reasons(table: pd.DataFrame, unit: str) -> Iterator[str]:
    """Say, a line each, why a comparison has no test, and what q counts."""
    from analysis.measures.stats.minimum_sizes import explain_missing_difference

    compared = table[table["compared_with"] != ""]
    if compared.empty:
        yield f"all texts with words are of one group, {table['group'].iloc[0]!r}: nothing is compared with it"
        return
    first = compared[compared["measure"] == "share of words"].drop_duplicates(["group", "compared_with"])
    found = [
        (row.group, row.compared_with, explain_missing_difference(int(row.n_units), int(row.n_units_other), unit=unit))
        for row in first.itertuples()
    ]
    few = [f"{group} and {other}: {why}" if len(found) > 1 else why for group, other, why in found if why]
    if few:
        yield few[0] if len(few) == 1 else f"{len(few):,} comparisons have no test; the first, {few[0]}"
    if tests := int(compared["p"].notna().sum()):
        where = f", in {len(found):,} comparisons of groups" if len(found) > 1 else ""
        yield f"q counts the {tests:,} differences that are tested{where}"
