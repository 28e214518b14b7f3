"""Texts and groups of texts compared."""

from __future__ import annotations

from typing import Any

import click
import pandas as pd

import analysis as same
from analysis.measures.comparison.quantities import MarkerRate, MeanScore, WordUse
from analysis.measures.comparison.stability import explain_missing_bounds
from analysis.measures.stats.minimum_sizes import explain_missing_interval, explain_missing_test
from analysis.views.cli.app import (
    BY,
    LEXICON,
    PART,
    REFERENCE,
    SHARED,
    TARGET,
    VOICE,
    cli,
    echo,
    given,
    read_counts,
    read_segments,
)
from analysis.views.tables.phrases import counted


@cli.verb(
    "reuse -o reuse.csv",
    click.option("--least", type=click.IntRange(min=4), metavar="N", default=8, help="Words that must be alike."),
    PART,
)
def reuse(corpus: str | None, least: int, part: str) -> pd.DataFrame:
    """Find the passages that two texts share, word for word or nearly, with where they stand in each.

    A long name alone is no passage. Two texts may share a passage because one took it from the other or because both
    took it from a third: an earlier date does not tell. terms, tfidf and keyness count shared passages once with
    --shared once.
    """
    documents, segments = read_segments(corpus)
    table = same.reuse(segments, documents, min_words=least, part=part)
    if not len(table):
        echo(f"no shared passage of {least} words or more")
    return table


@cli.verb(
    "keyness --target advocacy --voice author -o keyness.csv",
    BY,
    click.option("--target", metavar="VALUE", help="The group in question: a value of that column."),
    REFERENCE,
    click.option("--each", is_flag=True, help="In place of --target: each group against all the rest."),
    click.option("--pairs", is_flag=True, help="In place of --target: each group against each."),
    click.option("--cluster", metavar="COLUMN", help="Test by the values of this column, not by text: outlet, say."),
    VOICE,
    PART,
    SHARED,
)
def keyness(corpus: str | None, voice: str, part: str, shared: str, **call: Any) -> pd.DataFrame:
    """Compare groups of texts: which words set them apart, how far, and how sure that is.

    Positive log ratios are words of the target: 1 means twice as frequent there, 2 four times. The test compares texts,
    not words. p, q and the interval of the log ratio are empty where there are too few texts for it.
    """
    several = [name for name in ("each", "pairs") if call.pop(name)]
    if len(several) == 2:
        raise click.UsageError("--each and --pairs are two ways to compare every group; leave out one")
    if not several and call["target"] is None:
        raise click.UsageError("Missing option '--target', or --each or --pairs in its place")
    if several and (given("target") or given("reference")):
        raise click.UsageError(f"--{several[0]} compares every group; leave out --target and --reference")
    groups = {name: call.pop(name) for name in ("target", "reference")}
    counts = read_counts(corpus, voice, part, by=call["by"], shared=shared)
    if not several:
        table = same.keyness(counts, **groups, **call)
    else:
        table = same.compare(counts, pairs=several == ["pairs"], **call)
    return _with_reasons(table, "document" if call["cluster"] is None else "cluster")


def _with_reasons(table: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Return table `keyness` and say, in a line or two, why there is no p where there is none."""
    few, rare = [], 0
    compared = table.assign(tested=table["p"].notna()).groupby(["target", "reference"], sort=False, as_index=False)
    rows = compared.agg(n=("n_units_target", "first"), m=("n_units_reference", "first"), tested=("tested", "any"))
    for row in rows.itertuples():
        if why := explain_missing_test(int(row.n), int(row.m), unit=unit):
            few.append(f"{row.target} against {row.reference}: {why}" if len(rows) > 1 else why)
        elif not row.tested:
            rare += 1
    if len(rows) > 1:
        echo(f"{len(rows):,} comparisons; q counts the {table['p'].notna().sum():,} tests of words in all of them")
    if few:
        echo(few[0] if len(few) == 1 else f"{len(few):,} comparisons have no test; the first, {few[0]}")
    if rare:
        where = f"{counted(rare, 'comparison')}: " if len(rows) > 1 else ""
        echo(f"{where}no word is in enough {'texts' if unit == 'document' else 'clusters'} to be tested")
    return table


@cli.verb(
    "wordshift --target advocacy --voice author -o wordshift.csv",
    click.option(
        "--by",
        metavar="COLUMN",
        default="source_type",
        help="The column that tells the groups; also voice or part, of which every value is taken then.",
    ),
    TARGET,
    REFERENCE,
    VOICE,
    PART,
    click.option(
        "--of",
        type=click.Choice(["markers", "categories", "proportion", "entropy", "divergence"]),
        metavar="WHAT",
        default="markers",
        help="What to add up: loaded markers by entry (markers) or by category (categories), or the proportion, "
        "entropy or divergence of all words.",
    ),
    LEXICON,
    click.option("--scores", metavar="FILE", help="Compare mean scores instead: a table of term and score."),
)
def wordshift(corpus: str | None, by: str, voice: str, part: str, **call: Any) -> pd.DataFrame:
    """Say what each word adds to the difference between two groups of texts, or two voices (--by voice).

    Contributions add up to the difference, here of loaded markers per 1,000 words; share is their part of it. Bounds
    compare texts, and are empty where there are too few.
    """
    of = call["of"]
    _check_quantity(of)
    lexicon = same.read_lexicon(call["lexicon"])
    scores = None if call["scores"] is None else same.read_scores(call["scores"])
    within = by in ("voice", "part")
    documents, segments = read_segments(corpus, None if within else by)
    if within and by not in documents.columns:
        voice, part = _every(by, voice, part)
    counts = same.count(segments, documents).select(voice=voice, part=part)
    if scores is not None:
        quantity: Any = MeanScore(scores)
    elif of in ("markers", "categories"):
        found = same.markers(segments, lexicon, same.names(segments, same.read_actors()))
        quantity = MarkerRate(found, "entry" if of == "markers" else "category")
    else:
        quantity = WordUse(of)
    table = same.wordshift(counts, quantity, by=by, target=call["target"], reference=call["reference"])
    if not len(table):
        echo("no item to add up in either group: the table is empty")
        return table
    first = table.iloc[0]
    if scores is not None:
        scored = f"{first['total_target'] + first['total_reference']:,} of their words have a score"
        echo(f"{len(table):,} of {len(scores):,} scored terms stand in the groups; {scored}")
    if of not in ("entropy", "divergence") or scores is not None:
        if why := explain_missing_interval(int(first["n_docs_target"]), int(first["n_docs_reference"])):
            echo(why)
    return table


def _check_quantity(of: str) -> None:
    """Refuse options that contradict each other."""
    if given("scores") and (given("of") or given("lexicon")):
        raise click.UsageError("--scores compares mean scores; leave out --of and --lexicon")
    if given("lexicon") and of not in ("markers", "categories"):
        raise click.UsageError(f"--lexicon is for markers and categories; leave it out, or --of {of}")


def _every(by: str, voice: str, part: str) -> tuple[str, str]:
    """Return voice and part with that opened by which the groups are told: its values are the groups."""
    chosen = {"voice": voice, "part": part}
    if given(by) and chosen[by] != "all":
        raise click.UsageError(f"--by {by} compares them; leave out --{by} {chosen[by]}")
    return ("all", part) if by == "voice" else (voice, "all")


@cli.verb(
    "stability --target advocacy --voice author -o stability.csv",
    BY,
    TARGET,
    REFERENCE,
    VOICE,
    PART,
    click.option(
        "--block",
        type=click.IntRange(min=1),
        metavar="N",
        default=5,
        help="Sentences in a block; in a short text fewer, so that it has five blocks.",
    ),
)
def stability(corpus: str | None, by: str, voice: str, part: str, **call: Any) -> pd.DataFrame:
    """Say which differences stand all through a few texts, and which rest on a passage or two.

    Each text is written anew from its own blocks of sentences, 1,000 times: within_low and within_high are how far the
    log ratio moves. That speaks of these texts alone, never of other texts of their kind.
    """
    documents, segments = read_segments(corpus, by)
    counts = same.count_blocks(segments, documents, voice=voice, part=part, block=call.pop("block"))
    table = same.stability(counts, by=by, **call)
    why = explain_missing_bounds(counts, by=by, **call)
    echo(why or "The bounds speak of these texts alone: they say nothing about other texts of their kind.")
    return table
