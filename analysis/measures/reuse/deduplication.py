"""Counting what several texts share once: in the first text that holds it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.measures.chronology import chronological_order
from analysis.measures.counts import Counts
from analysis.measures.frequency.terms import terms
from analysis.measures.reuse.alignment import alignment
from analysis.measures.reuse.passages import MIN_WORDS
from analysis.measures.reuse.said_again import said_again
from analysis.measures.spans import inside
from analysis.schema import COLUMNS, InputError, check
from analysis.texts.segmentation.words import tokens_of

_SPAN = ["doc_id", "start", "end"]


def once(
    segments: pd.DataFrame,
    documents: pd.DataFrame,
    passages: pd.DataFrame,
    *,
    tokens: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the segments, marking the words that an earlier text already has, so that they are counted once.

    Parameters
    ----------
    segments
        Table `segments`.
    documents
        Table `documents`: ``doc_id``, and ``date`` where known.
    passages
        Table `reuse` of these segments.
    tokens
        Table `tokens` of the segments, if it has been made; else the words are found here.

    Returns
    -------
    DataFrame
        Table `segments` with the column ``repeated``, and cut so that each repeated stretch is a segment of its own:
        the segments still cover each text, and every word, sentence and offset stays. `count` leaves out the segments
        that are ``repeated``.

    Raises
    ------
    InputError
        If a passage is of a text that the segments or the documents lack.

    See Also
    --------
    reuse : the passages.
    terms_once : terms with and without them.

    Notes
    -----
    Of two texts that share a passage, the one with the earlier date holds it first. Texts without a date come after all
    that have one; ties, and texts without dates among themselves, follow the order of the documents
    (`chronological_order`). In the later text the words that are the same are repeated (`alignment`); the words that it
    changed or added are its own and stay. Where it says eight or more of the repeated words once more, in the same
    part, word for word or nearly (`reuse`), they are repeated too. So each word left out is in the same passage of an
    earlier text, and no term is lost.
    N-grams do not reach over a gap.

    Misleads where the first text is not the origin: an agency's report that is not in the corpus, an undated one. It is
    a question put to the counts (what would be left if this were said once?), not a correction of them: readers of the
    later text have read the passage too. Take it for counts alone; quotations cut by it would be listed in pieces.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> cut = same.once(story.segments, story.documents, story.passages)
    >>> every, single = (same.count(table, story.documents) for table in (story.segments, cut))
    >>> int(every.words.sum()), int(single.words.sum())
    (4998, 4938)
    """
    check(segments, "segments")
    words = tokens_of(segments, tokens)
    return _cut(segments, repeated_spans(segments, documents, passages, tokens=words), words)


def repeated_spans(
    segments: pd.DataFrame, documents: pd.DataFrame, passages: pd.DataFrame, *, tokens: pd.DataFrame
) -> pd.DataFrame:
    """Return what `once` marks as repeated: ``doc_id, start, end``, and ``passage``, the row of `passages` it is from.

    Columns and errors are those of `once`.
    """
    ids = pd.Index(documents["doc_id"])
    places = [ids.get_indexer(pd.Index(passages[f"doc_id_{side}"], dtype=object)) for side in "ab"]
    for side, place in zip("ab", places, strict=True):
        if (place < 0).any():
            lost = passages[f"doc_id_{side}"].iloc[int(np.argmax(place < 0))]
            raise InputError(f"the documents lack {lost!r}; give those that the passages were found in")
    rank = np.empty(len(ids), dtype=np.int64)
    rank[chronological_order(documents)] = np.arange(len(ids))
    rows = passages.reset_index(drop=True)
    later = rank[places[0]] > rank[places[1]]
    steps = alignment(rows, segments, tokens=tokens)
    steps = steps[steps["step"] == "equal"].set_index("passage")
    found = _of_side(steps.join(rows[["doc_id_a", "doc_id_b"]]), later[steps.index.to_numpy(dtype=np.int64)])
    found, held = found.reset_index(), _of_side(rows, later)
    again = said_again(held, found, segments, tokens, min_words=MIN_WORDS)
    return pd.concat([found, again.astype(found.dtypes)], ignore_index=True)[[*_SPAN, "passage"]]


def _of_side(table: pd.DataFrame, is_a: np.ndarray) -> pd.DataFrame:
    """Return ``doc_id, start, end`` of the side a or b, as is said of each row."""
    spans = {name: np.where(is_a, table[f"{name}_a"], table[f"{name}_b"]) for name in _SPAN}
    return pd.DataFrame(spans, index=table.index)


def _cut(segments: pd.DataFrame, spans: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Return the segments, with the words that lie in the spans in segments of their own."""
    segment = table["segment"].to_numpy()
    held = np.flatnonzero(inside(table, spans))
    again = np.append(False, (np.diff(held) == 1) & (np.diff(segment[held]) == 0))[: len(held)]
    firsts, lasts = held[~again], held[~np.append(again[1:], False)[: len(held)]]
    ends = segments["end"].to_numpy(dtype=np.int64)
    cuts: dict[int, list[tuple[int, int]]] = {}
    for row, start, end in zip(
        segment[firsts], table["start"].to_numpy()[firsts], table["end"].to_numpy()[lasts], strict=True
    ):
        cuts.setdefault(int(row), []).append((int(start), int(min(end, ends[row]))))
    source, begins, stops, repeated = [], [], [], []
    for row, (start, end) in enumerate(zip(segments["start"].tolist(), segments["end"].tolist(), strict=True)):
        at = start
        for first, last in [*cuts.get(row, ()), (end, end)]:
            for begin, stop, is_repeated in ((at, first, False), (first, last, True)):
                if begin < stop or (start == end and not is_repeated):
                    source.append(row)
                    begins.append(begin)
                    stops.append(stop)
                    repeated.append(is_repeated)
            at = last
    texts, offsets = segments["text"].tolist(), segments["start"].tolist()
    pieces = [texts[row][i - offsets[row] : j - offsets[row]] for row, i, j in zip(source, begins, stops, strict=True)]
    # The text of a segment is not taken with each of its pieces: a book in one segment would become gigabytes.
    cut = segments.assign(text="").iloc[source].reset_index(drop=True)
    return cut.assign(start=begins, end=stops, text=pieces, repeated=np.array(repeated, dtype=bool))


def terms_once(every: Counts, single: Counts, *, by: str | None = None) -> pd.DataFrame:
    """Return how often each term is counted with and without what an earlier text already has.

    Parameters
    ----------
    every
        Counts of the segments, of the part and voice in question.
    single
        Counts of the same with the segments of `once`.
    by
        A column of the documents, ``doc_id`` too; each of its values is a group. None makes one group, ``all``.

    Returns
    -------
    DataFrame
        ``term, group``; ``n`` occurrences among ``total`` words, and ``n_once`` among ``total_once``. A term has a row
        in each group where it occurs. Sorted by group, the occurrences left out, n (both descending), term.

    Raises
    ------
    InputError
        As `terms`, or if the two are not of one part and voice.

    See Also
    --------
    once : marks what is repeated.
    terms : the frequencies alone.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> same.terms_once(story.body, story.body_once)[["term", "n", "n_once"]].head(2).values.tolist()
    [['the', 383, 379], ['a', 64, 60]]
    """
    if (every.part, every.voice) != (single.part, single.voice):
        raise InputError(f"counts of {every.place} and of {single.place} do not go together")
    both, left = terms(every, by=by), terms(single, by=by)
    table = both[["term", "group", "n", "total"]].merge(
        left[["term", "group", "n"]].rename(columns={"n": "n_once"}), how="left", on=["term", "group"]
    )
    table["n_once"] = table["n_once"].fillna(0).astype("int64")
    totals = left.groupby("group")["total"].first()
    table["total_once"] = table["group"].map(totals).fillna(0).astype("int64")
    table["_out"] = table["n"] - table["n_once"]
    table = table.sort_values(["group", "_out", "n", "term"], ascending=[True, False, False, True], kind="stable")
    return table[list(COLUMNS["once"])].reset_index(drop=True)
