"""The verb for who does what to whom: each verb group and noun for an act, with its agent and patient."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import analysis as same
from analysis.views.cli.app import cli
from analysis.views.cli.by_blocks import over_blocks, read_list_of_actors
from analysis.views.cli.corpora import read_actors_of
from analysis.views.cli.options import ACTORS

if TYPE_CHECKING:
    import pandas as pd

_NO_ACTOR = "the columns agent_actor and patient_actor are empty"


@cli.verb("agency", "-o agency.csv", ACTORS)
def run_agency(corpus: str | None, *, actors: str | None) -> Iterator[pd.DataFrame]:
    """List who does what to whom: each verb group, active or passive, and each noun for an act.

    The columns agent and patient have who acts and who is acted upon, as the text words it; they are empty where it
    does not say, or where the rules do not find it. A text that names no agent hides none for that reason.
    """
    yield from over_blocks(corpus, partial(_agency, actors=read_list_of_actors(corpus, actors, _NO_ACTOR)))


def _agency(segments: pd.DataFrame, documents: pd.DataFrame, *, actors: pd.DataFrame | None) -> pd.DataFrame:
    known = read_actors_of(documents, None, _NO_ACTOR) if actors is None else actors
    tokens = same.tokens(segments)
    return same.agency(segments, same.names(segments, known, tokens=tokens), tokens=tokens)
