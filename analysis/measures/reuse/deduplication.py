"""Counting what several texts share once: in the first text that holds it."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.lib.stride_tricks import sliding_window_view

from analysis.measures.chronology import chronological_order
from analysis.measures.counts import Counts
from analysis.measures.frequency.terms import terms
from analysis.measures.reuse.alignment import alignment
from analysis.measures.reuse.shared_passages import MIN_WORDS
from analysis.measures.spans import inside, word_ranges
from analysis.schema import COLUMNS, InputError, check
from analysis.texts.segmentation.words import tokens_of


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
    changed or added are its own and stay. Where it says eight of the repeated words in a row once more, in the same
    part, they are repeated too. So each word left out is in the same passage of an earlier text, and no term is lost.
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
    later = np.where(rank[places[0]] > rank[places[1]], "a", "b")
    steps = alignment(rows, segments, tokens=tokens)
    steps = steps[steps["step"] == "equal"]
    side = later[steps["passage"].to_numpy(dtype=np.int64)]
    which = rows.loc[steps["passage"], ["doc_id_a", "doc_id_b"]].to_numpy(dtype=object)
    spans = {"doc_id": np.where(side == "a", which[:, 0], which[:, 1])}
    for edge in ("start", "end"):
        spans[edge] = np.where(side == "a", steps[f"{edge}_a"], steps[f"{edge}_b"])
    found = pd.DataFrame(spans).assign(passage=steps["passage"].to_numpy(dtype=np.int64))
    return pd.concat([found, _said_again(found, segments, tokens)], ignore_index=True)


def _said_again(spans: pd.DataFrame, segments: pd.DataFrame, tokens: pd.DataFrame) -> pd.DataFrame:
    """Return where a text says `MIN_WORDS` words of a repeated stretch once more, in the same part."""
    part, _ = pd.factorize(segments["part"])
    code = tokens["term"].cat.codes.to_numpy(dtype=np.int64) * len(segments) + part[tokens["segment"]]
    starts, ends = (tokens[edge].to_numpy(dtype=np.int64) for edge in ("start", "end"))
    first, last = word_ranges(tokens, spans)
    begin, stop = word_ranges(tokens, spans.assign(start=0, end=ends.max(initial=0)))
    long, rows = np.flatnonzero(last - first >= MIN_WORDS), []
    for held in pd.Series(long).groupby(begin[long]).agg(list):
        text = slice(begin[held[0]], stop[held[0]])
        _, run = np.unique(sliding_window_view(code[text], MIN_WORDS), axis=0, return_inverse=True)
        passage, known = np.full((2, len(run)), -1)
        for row in held:
            passage[first[row] - text.start : last[row] - text.start - MIN_WORDS + 1] = spans["passage"].iloc[row]
        known[run[passage >= 0]] = passage[passage >= 0]
        for k in np.flatnonzero((passage < 0) & (known[run] >= 0)).tolist():
            at = text.start + k
            rows.append((spans["doc_id"].iloc[held[0]], starts[at], ends[at + MIN_WORDS - 1], known[run[k]]))
    return pd.DataFrame(rows, columns=["doc_id", "start", "end", "passage"]).astype(spans.dtypes)


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
    cut = segments.iloc[source].reset_index(drop=True)
    texts, offsets = cut["text"].tolist(), segments["start"].to_numpy()[source].tolist()
    pieces = [text[i - base : j - base] for text, base, i, j in zip(texts, offsets, begins, stops, strict=True)]
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
