"""The verb for who does what to whom: each verb group and noun for an act, and how groups of texts word them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import click

import analysis as same
from analysis.schema import InputError
from analysis.views.cli.app import cli
from analysis.views.cli.by_blocks import is_large, over_blocks, read_list_of_actors
from analysis.views.cli.corpora import read_actors_of, warn_of_gaps
from analysis.views.cli.options import ACTORS, GAPS, PART, given

if TYPE_CHECKING:
    import pandas as pd

    from analysis.measures.comparison.rate_counts import RateCounts

_NO_ACTOR = "the columns agent_actor and patient_actor are empty"
_WITHIN_NAMES = "nouns for acts inside names are counted too"


@cli.verb(
    "agency",
    "--by source_type -o agency.csv",
    click.option("--by", metavar="COLUMN", help=f"Rates for each value of this column, or doc_id. {GAPS}"),
    PART,
    ACTORS,
)
def run_agency(corpus: str | None, *, by: str | None, part: str, actors: str | None) -> Iterator[pd.DataFrame]:
    """List who does what to whom: verb groups, active or passive, and nouns for acts; or compare groups.

    Without --by, each verb group and noun. The columns agent and patient have who acts and who is acted upon, as the
    text words it; they are empty where it does not say, or where the rules do not find it. With --by, how many acts
    are told, and the shares of passives, of passives without an agent and of nouns, by class of verbs, voice and group,
    with 95 % intervals over texts; p and q test the differences. These are empty where there are too few texts.
    """
    if by is None and given("part"):
        raise InputError("without --by the acts of all parts are listed; leave out --part, or name a --by")
    named = read_list_of_actors(corpus, actors, _NO_ACTOR if by is None else _WITHIN_NAMES)
    if by is None:
        yield from over_blocks(corpus, partial(_agency, actors=named))
        return
    counts = same.RateCounts.merge(over_blocks(corpus, partial(count_agency_of, actors=named, part=part), by=by))
    if is_large(corpus):
        warn_of_gaps(counts.documents, by, corpus)
    yield same.agency_rates(counts, by=by)


def _found(
    segments: pd.DataFrame, documents: pd.DataFrame, actors: pd.DataFrame | None, missed: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the acts in some texts, and the words of these."""
    known = read_actors_of(documents, None, missed) if actors is None else actors
    tokens = same.tokens(segments)
    return same.agency(segments, same.names(segments, known, tokens=tokens), tokens=tokens), tokens


def _agency(segments: pd.DataFrame, documents: pd.DataFrame, *, actors: pd.DataFrame | None) -> pd.DataFrame:
    return _found(segments, documents, actors, _NO_ACTOR)[0]


def count_agency_of(
    segments: pd.DataFrame, documents: pd.DataFrame, *, actors: pd.DataFrame | None, part: str
) -> RateCounts:
    """Return what the rates of agency are made of, in some texts."""
    found, tokens = _found(segments, documents, actors, _WITHIN_NAMES)
    return same.count_agency(segments, documents, found, part=part, tokens=tokens)
