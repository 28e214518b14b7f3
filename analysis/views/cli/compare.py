"""Verbs that compare texts and groups of texts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click

import analysis as same
from analysis.views.cli.app import cli
from analysis.views.cli.by_blocks import is_large, over_blocks, read_any_counts, read_list_of_actors
from analysis.views.cli.corpora import (
    WITHIN_NAMES,
    find_markers,
    read_actors_of,
    read_lexicon_of,
    read_segments,
    warn_of_gaps,
)
from analysis.views.cli.engines import engine
from analysis.views.cli.forecast import with_forecast
from analysis.views.cli.key_remarks import tell_unlike_lengths, tell_untested
from analysis.views.cli.messages import echo
from analysis.views.cli.options import ACTORS, BY, GAPS, LEXICON, PART, PLAIN, REFERENCE, SHARED, TARGET, VOICE, given

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from analysis.measures.comparison.quantities import Quantity
    from analysis.measures.comparison.shift_blocks import ItemCounts


@cli.verb(
    "reuse",
    "-o reuse.csv",
    click.option("--least", type=click.IntRange(4, 1000), metavar="N", default=8, help="Words that must match."),
    click.option("--near", is_flag=True, help="Also passages that say the same with other words in between."),
    PART,
)
def run_reuse(corpus: str | None, *, least: int, near: bool, part: str) -> pd.DataFrame:
    """Find passages that two texts share, word for word or nearly.

    A long name alone is not a passage. Two texts may share a passage because one copied the other or because both
    copied a third; an earlier date does not settle which. A passage in more than 64 texts is listed with the first of
    them alone, so that there are no more rows than texts. With --shared once, terms, tfidf and keyness count shared
    passages once.

    --near adds passages that no run of words gives away. Their score says how near they are, and false_per_million how
    many with such a score unrelated texts have in a million words; one is put up with.
    """
    from analysis.measures.reuse.exact_matches import TOO_COMMON

    documents, segments = read_segments(corpus, check=partial(_say_memory, near=near))
    cut = same.tokens(segments, progress=partial(_bar, what="texts"))
    table = same.reuse(segments, documents, min_words=least, part=part, near=near, tokens=cut, progress=_bar)
    if not len(table):
        echo(f"no shared passage of {least} words or more{', and no near one' if near else ''}")
    elif often := int((table["docs"] > TOO_COMMON).sum()):
        echo(f"{often:,} of {len(table):,} rows are of what more than {TOO_COMMON} texts share: with the first alone")
    return table


def _bar(steps: list[Any], what: str) -> Iterator[Any]:
    """Yield what is to be done, with a bar; say how long it will take where all of it is of one size."""
    told = {"texts": "to cut the texts into words", "pairs": f"to compare the {len(steps):,} pairs that share any"}
    doing = {"texts": "cutting words", "lengths": "looking for runs", "pairs": "comparing"}
    doing |= {"seeds": "looking for near passages", "windows": "aligning"}
    return with_forecast(steps, doing[what], f" {what}", told.get(what, ""))


_GB_PER_CHARACTER = 43e-9  # measured on 26 MB: what is named of each word, and the words themselves
_GB_OF_NEAR = 18e-9  # more, for near passages


def _say_memory(documents: pd.DataFrame, *, near: bool) -> None:
    """Say how much memory and time it takes to look through all texts at once, where that is much."""
    a_character = _GB_PER_CHARACTER + _GB_OF_NEAR * near
    if (needed := a_character * documents["text"].str.len().sum()) >= 0.5:
        echo(
            f"passages are looked for in all texts at once, in about {max(needed, 1):.0f} GB of memory; "
            "once these are read, that takes as long again, or longer"
        )


_SAID_BEFORE = 100_000  # rows from which on the work takes seconds
_MANY_WORDS = 10_000_000  # in the texts, from which on another process saves more than it takes to start
_MANY_ROWS = 300_000  # from which on the same holds of comparisons
_HEAVY = 500_000  # rows from which on the memory is said, a kilobyte for each


@cli.verb(
    "keyness",
    "--target advocacy --voice author -o keyness.csv",
    BY,
    click.option("--target", metavar="VALUE", help="The group to describe: a value of that column."),
    REFERENCE,
    click.option("--each", is_flag=True, help="In place of --target: each group against all the rest."),
    click.option("--pairs", is_flag=True, help="In place of --target: every pair of groups."),
    click.option(
        "--cluster",
        metavar="COLUMN",
        help="Test by the values of this column (outlet, for example), not by text. Those without a value are one.",
    ),
    click.option(
        "--most",
        type=click.IntRange(min=1),
        metavar="N",
        default=1_000_000,
        show_default=True,
        help="With --each or --pairs: stop before groups are compared if that would make more than N rows.",
    ),
    VOICE,
    PART,
    SHARED,
    PLAIN,
)
def run_keyness(
    corpus: str | None,
    *,
    by: str,
    target: str | None,
    reference: str | None,
    each: bool,
    pairs: bool,
    cluster: str | None,
    most: int,
    voice: str,
    part: str,
    shared: str,
    plain: bool,
) -> pd.DataFrame:
    """Compare groups of texts: which words set them apart, how far, and how sure that is.

    Positive log ratios mark words of the target: 1 means twice as frequent there, 2 four times. The test compares
    texts, not words. p, q and the interval of the log ratio are empty where there are too few texts.
    """
    if each and pairs:
        raise click.UsageError("--each and --pairs are two ways to compare every group; leave out one")
    if (each or pairs) and (given("target") or given("reference")):
        raise click.UsageError(
            f"--{'each' if each else 'pairs'} compares every group; leave out --target and --reference"
        )
    if not (each or pairs) and target is None:
        raise click.UsageError("Missing option '--target', or --each or --pairs in its place")
    counts = read_any_counts(corpus, voice, part, by=by, shared=shared, plain=plain)
    if target is None:
        from analysis.measures.comparison.every_group import compared_rows

        comparisons, rows = compared_rows(counts, by=by, pairs=pairs)
        if _SAID_BEFORE < rows <= most:
            memory = f" and take about {rows / 1e6:.1f} GB of memory" if rows > _HEAVY else ""
            echo(f"{comparisons:,} comparisons will make {rows:,} rows{memory}")
        told = f"to compare all {comparisons:,}"
        with engine(_MANY_ROWS < rows <= most, here=True) as over:
            table = same.compare(
                counts,
                by=by,
                pairs=pairs,
                cluster=cluster,
                most=most,
                over=over,
                progress=lambda done, total: with_forecast(
                    done, "comparing", " terms", told, total=total, size=lambda piece: piece.size
                ),
            )
    else:
        with engine(counts.words.sum() > _MANY_WORDS, here=True) as over:
            table = same.keyness(counts, by=by, target=target, reference=reference, cluster=cluster, over=over)
    tell_untested(table, cluster)
    tell_unlike_lengths(table, counts, by, cluster, rest=not pairs and reference is None)
    return table


@cli.verb(
    "wordshift",
    "--target advocacy --voice author -o wordshift.csv",
    click.option(
        "--by",
        metavar="COLUMN",
        default="source_type",
        help=f"The column that holds the groups. With voice or part, every voice or part is counted. {GAPS}",
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
    ACTORS,
    click.option("--scores", metavar="FILE", help="Compare mean scores instead: a table of term and score."),
)
def run_wordshift(
    corpus: str | None,
    *,
    by: str,
    target: str,
    reference: str | None,
    voice: str,
    part: str,
    of: str,
    lexicon: str | None,
    actors: str | None,
    scores: str | None,
) -> pd.DataFrame:
    """Show what each word adds to the difference between two groups or two voices.

    Contributions add up to the difference, by default of loaded markers per 1,000 words; share is each item's part of
    it. Two voices are compared with --by voice. The interval compares texts, and is empty where there are too few.
    """
    from analysis.measures.comparison.shift_blocks import ItemRate, merge_items
    from analysis.measures.stats.minimum_sizes import explain_missing_interval
    from analysis.texts.readers.corpus import read_blocks

    _check_quantity(of)
    entries = read_lexicon_of(lexicon)
    scored = None if scores is None else same.read_scores(scores)
    within = by in ("voice", "part")
    if within and by not in next(read_blocks(corpus, size=1)).columns:
        voice, part = _every(by, voice, part)
    quantity: Quantity | None = None
    known = None
    if scored is not None:
        quantity = same.MeanScore(scored)
    elif of not in _OF_MARKERS:
        quantity = same.WordUse(of)
    else:
        known = read_list_of_actors(corpus, actors, WITHIN_NAMES)
    column = None if within else by
    work = partial(_items, quantity=quantity, of=of, lexicon=entries, actors=known, voice=voice, part=part)
    counts = merge_items(over_blocks(corpus, work, by=column, speakers=False), voice=voice, part=part)
    if is_large(corpus):
        warn_of_gaps(counts.documents, column, corpus)
    table = same.wordshift(counts, quantity or ItemRate(), by=by, target=target, reference=reference)
    if not len(table):
        echo("no item to add up in either group: the table is empty")
        return table
    first = table.iloc[0]
    if scored is not None:
        words = first["total_target"] + first["total_reference"]
        echo(
            f"{len(table):,} of {len(scored):,} scored terms occur in the groups; {words:,} of their words have a score"
        )
    if of not in ("entropy", "divergence") or scored is not None:
        if why := explain_missing_interval(int(first["n_docs_target"]), int(first["n_docs_reference"])):
            echo(why)
    return table


_OF_MARKERS = {"markers": "entry", "categories": "category"}


def _items(
    segments: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    quantity: Quantity | None,
    of: str,
    lexicon: pd.DataFrame,
    actors: pd.DataFrame | None,
    voice: str,
    part: str,
) -> ItemCounts:
    """Return the counts of the items of a quantity, without one those of the markers."""
    from analysis.measures.comparison.shift_blocks import count_items

    tokens = same.tokens(segments)
    if quantity is None:
        known = read_actors_of(documents, None, WITHIN_NAMES) if actors is None else actors
        names = same.names(segments, known, tokens=tokens)
        quantity = same.MarkerRate(find_markers(documents, segments, lexicon, names, tokens), _OF_MARKERS[of])
    return count_items(segments, documents, quantity, voice=voice, part=part, tokens=tokens)


def _check_quantity(of: str) -> None:
    """Refuse options that contradict each other."""
    if given("scores") and (given("of") or given("lexicon") or given("actors")):
        raise click.UsageError("--scores compares mean scores; leave out --of, --lexicon and --actors")
    for option in ("lexicon", "actors"):
        if given(option) and of not in _OF_MARKERS:
            raise click.UsageError(f"--{option} is for markers and categories; leave it out, or --of {of}")


def _every(by: str, voice: str, part: str) -> tuple[str, str]:
    """Return voice and part, of which the one that makes the groups is not restricted."""
    chosen = {"voice": voice, "part": part}
    if given(by) and chosen[by] != "all":
        raise click.UsageError(f"--by {by} compares them; leave out --{by} {chosen[by]}")
    return ("all", part) if by == "voice" else (voice, "all")


@cli.verb(
    "stability",
    "--target advocacy --voice author -o stability.csv",
    BY,
    TARGET,
    REFERENCE,
    VOICE,
    PART,
    click.option(
        "--block",
        type=click.IntRange(1, 1000),
        metavar="N",
        help="Sentences in a block.  [default: 5; fewer in a short text, so that it has five blocks]",
    ),
)
def run_stability(
    corpus: str | None, *, by: str, target: str, reference: str | None, voice: str, part: str, block: int | None
) -> pd.DataFrame:
    """Show which differences run through a few texts, and which rest on a passage or two.

    Each text is rebuilt 1,000 times from its own blocks of sentences, drawn at random: within_low and
    within_high show how far the log ratio moves. That says something about these texts alone, and nothing about other
    texts of their kind. Texts with fewer than five blocks are left out, and named.
    """
    from analysis.measures.comparison.stability import explain_missing_bounds, texts_left_out
    from analysis.measures.stats.minimum_sizes import explain_left_out

    documents, segments = read_segments(corpus, by)
    counts = same.count_blocks(segments, documents, voice=voice, part=part, block=block)
    table = same.stability(counts, by=by, target=target, reference=reference)
    if short := texts_left_out(counts, by=by, target=target, reference=reference):
        echo(explain_left_out(short))
    why = explain_missing_bounds(counts, by=by, target=target, reference=reference)
    echo(why or "The bounds are about these texts alone: they say nothing about other texts of their kind.")
    return table
