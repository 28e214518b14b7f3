"""Frames by group of texts: entries per 1,000 words in each voice, and the share of texts with each frame."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.measures.classifier.word_beginnings import UNREAD
from analysis.measures.comparison.rate_counts import (
    RateBase,
    RateCounts,
    RateItem,
    rate_counts_of,
    sums_by_text,
    word_sizes,
    words_of_part,
)
from analysis.measures.comparison.rate_differences import rates
from analysis.measures.counts import words_by_segment
from analysis.measures.framing.frame_presence import frame_presence
from analysis.schema import COLUMNS, VOICES, InputError, check

ENTRIES, TEXTS = "entries of a frame", "texts with a frame"
BETWEEN = "\x1f"  # scheme and frame, as one category of the counts
LEARNED = "model"  # the scheme of the labels that a model gives


def count_frames(
    segments: pd.DataFrame,
    documents: pd.DataFrame,
    frames: pd.DataFrame,
    frame_lexicon: pd.DataFrame,
    *,
    part: str = "body",
    tokens: pd.DataFrame | None = None,
) -> RateCounts:
    """Return how many entries of each frame there are in each text and voice, and which frames it has.

    Parameters
    ----------
    segments, documents, frames, frame_lexicon
        Tables of that name, of the same texts.
    part
        Where entries are counted; "all" counts everything. Which frames a text has rests on headline and body.
    tokens
        Table `tokens` of the segments, if it has been made; else the words are found here.

    Returns
    -------
    RateCounts
        For `frame_rates`. Those of several blocks of texts are put together by `RateCounts.merge`.

    Raises
    ------
    InputError
        If a column is missing, or there is no such part.

    See Also
    --------
    frame_rates : rates by group.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> entries = same.read_frames(scheme="generic")
    >>> found = same.frames(story.segments, entries)
    >>> counts = same.count_frames(story.segments, story.documents, found, entries)
    >>> len(counts.documents), len(counts.items)
    (5, 25)
    """
    check(frames, "frames")
    known = pd.Index(documents["doc_id"])
    words = words_of_part(segments, part, tokens)
    here = frames if part == "all" else frames[frames["part"] == part]
    present = frame_presence(frames, segments, frame_lexicon, tokens=tokens)
    found: dict[RateItem, np.ndarray] = {}
    for scheme, frame in frame_lexicon[["scheme", "frame"]].drop_duplicates().itertuples(index=False):
        name = f"{scheme}{BETWEEN}{frame}"
        mine = here[(here["scheme"] == scheme) & (here["frame"] == frame)]
        for voice in ("all", *VOICES):
            said = mine if voice == "all" else mine[mine["voice"] == voice]
            found[RateItem(ENTRIES, name, voice)] = sums_by_text(said.assign(n=1), known)
        has = present[(present["scheme"] == scheme) & (present["frame"] == frame) & present["present"]]
        found[RateItem(TEXTS, name, "all")] = sums_by_text(has.assign(n=1), known)
    worded = sums_by_text(present.drop_duplicates("doc_id").rename(columns={"n": "of", "words": "n"}), known) > 0
    sizes = word_sizes(words, known) | {RateBase("texts", "all"): worded.astype(np.int64)}
    return rate_counts_of(documents, found, sizes, part)


def count_predicted_frames(
    segments: pd.DataFrame,
    documents: pd.DataFrame,
    predictions: pd.DataFrame,
    *,
    tokens: pd.DataFrame | None = None,
) -> RateCounts:
    """Return which texts a model of several labels gives each of them.

    Parameters
    ----------
    segments, documents
        Tables of that name, of the same texts.
    predictions
        Table `frame_predictions` of the same texts, from `predict_frames`.
    tokens
        Table `tokens` of the segments, if it has been made; else the words are found here.

    Returns
    -------
    RateCounts
        For `frame_rates`: ``texts with a frame`` in the scheme ``model``, among the texts with words. The model reads
        all but bylines and the page's furniture, of every voice, so the counts are of all parts.

    Raises
    ------
    InputError
        If a column is missing.

    See Also
    --------
    predict_frames : the predictions.
    frame_rates : shares by group.

    Notes
    -----
    An interval over texts knows nothing of what the model gets wrong. One that gives a label too often does so in every
    group; the share is then too high, and a difference between groups mostly too small.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> model = same.FrameModel(("fire",), {"fire": (1.0, (2.0,))}, (-1.0,), (0.4,), {"texts": 24})
    >>> predictions = same.predict_frames(story.segments, model, tokens=story.tokens)
    >>> table = same.frame_rates(same.count_predicted_frames(story.segments, story.documents, predictions))
    >>> table.loc[table["compared_with"] == "", ["scheme", "frame", "group", "n", "total"]].values.tolist()
    [['model', 'fire', 'advocacy', 1, 4], ['model', 'fire', 'newswire', 0, 1]]
    """
    check(predictions, "frame_predictions", needs=("doc_id", "label", "given"))
    known = pd.Index(documents["doc_id"])
    read = ~segments["part"].isin(UNREAD)
    worded = sums_by_text(segments[["doc_id"]].assign(n=words_by_segment(segments, tokens))[read], known) > 0
    given = predictions[predictions["given"]]
    found = {
        RateItem(TEXTS, f"{LEARNED}{BETWEEN}{label}", "all"): sums_by_text(
            given[given["label"] == label].assign(n=1), known
        )
        for label in predictions["label"].unique()
    }
    return rate_counts_of(documents, found, {RateBase("texts", "all"): worded.astype(np.int64)}, "all")


def frame_rates(
    counts: RateCounts,
    *,
    by: str = "source_type",
    target: str | None = None,
    reference: str | None = None,
    cluster: str | None = None,
) -> pd.DataFrame:
    """Return how much of each frame each group of texts has, with intervals over texts, and the differences.

    Parameters
    ----------
    counts
        From `count_frames` or `count_predicted_frames`.
    by, target, reference, cluster
        As in `rates`.

    Returns
    -------
    DataFrame
        Table `frame_rates`: ``scheme, frame``, then the columns of table `rates` but for the category. ``measure`` is
        ``entries of a frame``, entries per 1,000 words of each voice, or ``texts with a frame``, the share of texts
        that have it by the rule of `frame_presence`, or to which a model gives it. Rows without ``compared_with`` are
        of one group; the others compare two, with interval, p and q, which are empty where there are too few texts
        (`rates`). Measures in their order, then schemes and frames by name.

    Raises
    ------
    InputError
        As `rates` does.

    See Also
    --------
    rates : how intervals and tests are made.
    frame_presence : which frames a text has.

    Notes
    -----
    q counts all tests of the table: both measures, every frame, every voice. Frames share words of a subject, so that
    groups that write on other subjects differ in their frames for that reason alone. Entries in quoted words are the
    speaker's, as far as the passage goes; the choice of the passage is the author's.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> table = story.frame_rates(scheme="generic")
    >>> rows = table[(table["measure"] == "texts with a frame") & (table["compared_with"] == "")]
    >>> rows.loc[rows["frame"] == "conflict", ["group", "n", "total"]].values.tolist()
    [['advocacy', 3, 4], ['newswire', 1, 1]]
    """
    table = rates(counts, by=by, target=target, reference=reference, cluster=cluster)
    return with_frame(table)[list(COLUMNS["frame_rates"])]


def with_frame(table: pd.DataFrame) -> pd.DataFrame:
    """Return rates of frames with ``scheme`` and ``frame``; `InputError` if they are of anything else."""
    if not table["measure"].isin((ENTRIES, TEXTS)).all():
        raise InputError("these are no counts of frames; make them with count_frames or count_predicted_frames")
    parted = [category.split(BETWEEN) for category in table["category"].tolist()]
    return table.assign(scheme=[scheme for scheme, _ in parted], frame=[frame for _, frame in parted])
