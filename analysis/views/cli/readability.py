"""The verb for how hard texts are to read, and how varied their words are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

import analysis as same
from analysis.views.cli.app import cli
from analysis.views.cli.by_blocks import is_large, over_blocks
from analysis.views.cli.corpora import read_segments, warn_of_gaps
from analysis.views.cli.engines import cluster_asked
from analysis.views.cli.messages import echo
from analysis.views.cli.options import GAPS, REFERENCE

if TYPE_CHECKING:
    import pandas as pd


@cli.verb(
    "readability",
    "-o readability.csv",
    click.option("--by", metavar="COLUMN", help=f"Compare the groups of this column, in place of each text. {GAPS}"),
    click.option(
        "--target",
        metavar="VALUE",
        help="With --by: the group to compare.  [default: each group with each other]",
    ),
    REFERENCE,
    click.option(
        "--cluster",
        metavar="COLUMN",
        help="With --by: intervals and tests by the values of this column (outlet, for example), not by text.",
    ),
)
def run_readability(
    corpus: str | None, *, by: str | None, target: str | None, reference: str | None, cluster: str | None
) -> pd.DataFrame | Iterator[pd.DataFrame]:
    """Measure how long sentences and words are, how easy to read and how varied, by voice.

    A row is a text in one voice: words per sentence, syllables per word, long words, reading ease (Flesch), grade
    (Flesch-Kincaid) and two measures of varied wording. A sentence is of the voice that has more than half of its
    words; list items and headings are no sentences. With fewer than 100 words there is no score. With --by a row is the
    mean of a group of texts or the difference between two, with its 95 % interval over texts and a test.
    """
    if by is None:
        if given := [f"--{name}" for name, value in _needing_groups(target, reference, cluster) if value is not None]:
            raise click.UsageError(f"{' and '.join(given)}: name the column of the groups with --by")
        return over_blocks(corpus, _readability)
    if reference is not None and target is None:
        raise click.UsageError("--reference is what the target is compared with; name a --target, or leave it out")
    return _by_group(corpus, by, target, reference, cluster)


def _needing_groups(
    target: str | None, reference: str | None, cluster: str | None
) -> tuple[tuple[str, str | None], ...]:
    return ("target", target), ("reference", reference), ("cluster", cluster)


def _readability(segments: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    return same.readability(segments)


def _with_documents(segments: pd.DataFrame, documents: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    return same.readability(segments), documents.drop(columns="text", errors="ignore")


def _by_group(
    corpus: str | None, by: str, target: str | None, reference: str | None, cluster: str | None
) -> pd.DataFrame:
    import pandas as pd

    from analysis.texts.readers.corpus import with_days

    if cluster == "story":  # what repeats is looked for in all texts at once
        if cluster_asked():
            raise click.UsageError("--engine dask works on some texts at a time; leave out --cluster story")
        documents, segments = read_segments(corpus, by)
        parts = [_with_documents(segments, documents)]
    else:
        parts = list(over_blocks(corpus, _with_documents, by=by))
    table = pd.concat([part for part, _ in parts], ignore_index=True)
    documents = with_days(pd.concat([part for _, part in parts], ignore_index=True))
    if is_large(corpus):
        for column in dict.fromkeys((by, cluster)):
            warn_of_gaps(documents, column, corpus)
    found = same.readability_by_group(table, documents, by=by, target=target, reference=reference, cluster=cluster)
    if not found["mean_low"].notna().any():
        echo("no group has five texts with a score in one voice: too few for intervals and tests")
    if tests := int(found["p"].notna().sum()):
        echo(f"q counts the {tests:,} differences that are tested")
    return found
