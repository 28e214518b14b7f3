"""The verb for frames: where their words are, and how much of each a group of texts has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
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
    from analysis.texts.readers.frame_model import FrameModel

_WITHIN_NAMES = "entries inside names are counted too"


@cli.verb(
    "frames",
    "--by source_type -o frames.csv",
    click.option("--by", metavar="COLUMN", help=f"Rates for each value of this column, or doc_id. {GAPS}"),
    click.option("--scheme", metavar="NAME", default="all", help="One scheme alone: generic or policy."),
    click.option("--frames", "own", metavar="FILE", help="Frames of your own.  [default: data/lexicon/frames.csv]"),
    click.option(
        "--model",
        metavar="FILE",
        help="What a model of several labels, made by train, says of each text, in place of the words of a list.",
    ),
    PART,
    ACTORS,
)
def run_frames(
    corpus: str | None,
    *,
    by: str | None,
    scheme: str,
    own: str | None,
    model: str | None,
    part: str,
    actors: str | None,
) -> Iterator[pd.DataFrame]:
    """List the words that bring an aspect in, such as conflict, money or law, or compare groups by them.

    Without --by, each place of an entry, with its frame and whose word it is. With --by, entries per 1,000 words of
    each voice and the share of texts that have a frame, by group, with 95 % intervals over texts; p and q test the
    differences. These are empty where there are too few texts. Words of a frame may be used in another sense.

    With --model, each text and label with its probability and whether it is given; with --by, the share of texts that
    are given it.
    """
    if model is not None:
        yield from _by_model(corpus, same.read_frame_model(_alone(model)), by)
        return
    if by is None and given("part"):
        raise InputError("without --by the words of all parts are listed; leave out --part, or name a --by")
    entries = same.read_frames(own, scheme=scheme)
    named = read_list_of_actors(corpus, actors, _WITHIN_NAMES)
    if by is None:
        yield from over_blocks(corpus, partial(_frames, entries=entries, actors=named))
        return
    yield _rates(corpus, partial(count_frames_of, entries=entries, actors=named, part=part), by)


def _rates(corpus: str | None, work: Callable[[pd.DataFrame, pd.DataFrame], RateCounts], by: str) -> pd.DataFrame:
    """Return the rates of each group of what `work` counts in some texts."""
    counts = same.RateCounts.merge(over_blocks(corpus, work, by=by))
    if is_large(corpus):
        warn_of_gaps(counts.documents, by, corpus)
    return same.frame_rates(counts, by=by)


def _alone(model: str) -> str:
    """Return the file of the model; what is for a word list makes no sense beside it."""
    for name, option in (("scheme", "--scheme"), ("own", "--frames"), ("part", "--part"), ("actors", "--actors")):
        if given(name):
            raise InputError(f"--model has labels of its own and reads whole texts; leave out {option}")
    return model


def _by_model(corpus: str | None, model: FrameModel, by: str | None) -> Iterator[pd.DataFrame]:
    if by is None:
        return over_blocks(corpus, partial(_predicted, model=model))
    return iter([_rates(corpus, partial(_predicted_counts, model=model), by)])


def _predicted(segments: pd.DataFrame, documents: pd.DataFrame, *, model: FrameModel) -> pd.DataFrame:
    return same.predict_frames(segments, model)


def _predicted_counts(segments: pd.DataFrame, documents: pd.DataFrame, *, model: FrameModel) -> RateCounts:
    tokens = same.tokens(segments)
    predictions = same.predict_frames(segments, model, tokens=tokens)
    return same.count_predicted_frames(segments, documents, predictions, tokens=tokens)


def _found(
    segments: pd.DataFrame, documents: pd.DataFrame, entries: pd.DataFrame, actors: pd.DataFrame | None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the entries in some texts, and the words of these."""
    known = read_actors_of(documents, None, _WITHIN_NAMES) if actors is None else actors
    tokens = same.tokens(segments)
    return same.frames(segments, entries, same.names(segments, known, tokens=tokens), tokens=tokens), tokens


def _frames(
    segments: pd.DataFrame, documents: pd.DataFrame, *, entries: pd.DataFrame, actors: pd.DataFrame | None
) -> pd.DataFrame:
    return _found(segments, documents, entries, actors)[0]


def count_frames_of(
    segments: pd.DataFrame, documents: pd.DataFrame, *, entries: pd.DataFrame, actors: pd.DataFrame | None, part: str
) -> RateCounts:
    """Return what the rates of frames are made of, in some texts."""
    found, tokens = _found(segments, documents, entries, actors)
    return same.count_frames(segments, documents, found, entries, part=part, tokens=tokens)
