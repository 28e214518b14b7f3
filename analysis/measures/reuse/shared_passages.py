"""Passages that two texts share, word for word or nearly: wire copy, boilerplate, the same quotation."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from analysis.measures.chronology import chronological_order, earlier_of
from analysis.measures.counts import select_rows
from analysis.measures.reuse.exact_matches import MIN_RUN, Line, line_up
from analysis.measures.reuse.long_names import is_name, named_terms
from analysis.measures.reuse.near_passages import false_per_million, near_passages
from analysis.measures.reuse.passages import (
    MIN_WORDS,
    SIMILARITY,
    Passage,
    Progress,
    Wanted,
    passages_of,
    runs_by_pair,
    without_bar,
)
from analysis.schema import COLUMNS, VOICES, InputError, check
from analysis.texts.segmentation.words import tokens_of

_OPENING = 12  # words


def reuse(  # noqa: PLR0913 (the words, where they are at hand, and the bar are no choices)
    segments: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    min_words: int = MIN_WORDS,
    similarity: float = SIMILARITY,
    part: str = "body",
    near: bool = False,
    tokens: pd.DataFrame | None = None,
    progress: Progress = without_bar,
) -> pd.DataFrame:
    """Return the passages that two texts share, exactly or nearly.

    Parameters
    ----------
    segments
        Table `segments`.
    documents
        Table `documents`: ``doc_id``, and ``date`` where known.
    min_words
        Words that must be the same, at least 4.
    similarity
        The least similarity of a passage, and of each beginning and end of it; above 0, at most 1 (word for word).
    part
        The part of the pages that is looked at: no passage goes beyond a stretch of it. "all" takes every part, site
        navigation too.
    near
        Whether passages are looked for that say the same with other words in between, too.
    tokens
        Table `tokens` of the segments, if it has been made; else the words are found here.
    progress
        What goes through a list of steps, given what each is (``lengths``, ``pairs``, and of near
        passages ``seeds``, ``windows``), to show how far the work is.

    Returns
    -------
    DataFrame
        One row per passage. ``doc_id_a, start_a, end_a`` and ``doc_id_b, start_b, end_b``: the text from its first to
        its last word, in characters of the text as read; a is before b in the documents. ``n_words``: the shared
        words, in the same order (longest common subsequence of the terms). ``similarity``: 2 · n_words / (words_a +
        words_b), 1 where every term is the same. ``words_a, words_b``: words of the passage. ``voice_a, voice_b``: the
        voice of most of them. ``docs``: in how many texts the rarest run of 4 words of it occurs; a formula of the
        trade is in many. ``opening``: its first 12 words, as in a. No word of a pair of texts is in two of their
        passages. In the order of the documents, then of the places. With `near` it is table `near_reuse`, with three
        columns more. ``found``: by runs, or near. ``score``: of a near passage, in nats. ``false_per_million``: how
        many passages with such a score or more unrelated texts of this length have in a million words. ``docs`` of a
        near passage is 2.

    Raises
    ------
    InputError
        If `min_words` is less than 4, `similarity` not above 0 and at most 1, or there is no such part; as `tokens`.

    See Also
    --------
    alignment : a passage word by word.
    once : count shared passages once.

    Notes
    -----
    Runs of 4 words that occur in both texts are found exactly; runs at most 16 words apart in both are chained and
    aligned, 16 words beyond their ends too, and cut to the stretches that are similar enough. So each run of
    `min_words` words is found, however common, and each passage whose runs of 4 and more hold three quarters of
    `min_words`. Terms are compared, so case, the shape of quotation marks and apostrophes, and possessive endings do
    not matter. A run of 4 words that occurs in more than 64 places is looked for only in the first text that has it
    (`chronological_order`), so boilerplate of n texts makes n - 1 rows, not n²/2.

    With `near`, passages without such runs are found by local alignment, where two or more pairs of uncommon words
    follow one another in both texts. The alignment adds the information in each equal word, half of it for one that
    follows the equal word before and for one of a name, and takes off 0.8 nats for a word of one text alone and 1.2 for
    a word in place of another (`local_path`). Listed are passages with a score that unrelated texts of this length
    reach less than once in a million words; that bound is fitted to unrelated texts, and a form filled in anew
    ("margin of error of plus or minus 4 percentage points") passes it.

    Misleads where it is read as copying: two texts may share a source, a quotation, a law's words or a long name, and
    an earlier date does not prove who took from whom. A passage put into other words is not found. A passage that a
    text repeats within itself is no reuse. Left out is what is little more than a long name: fewer than three words
    apart from names, which are recognised by their capitals (not in headlines).

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> passages = same.reuse(story.segments, story.documents, min_words=12)
    >>> passages[["n_words", "docs"]].max().tolist(), passages["opening"].iloc[0]
    ([24, 2], 'On June 26, Maliki sent a delegation to Tehran to request military')
    >>> near = same.reuse(story.segments, story.documents, near=True).query("found == 'near'")
    >>> near.loc[near["similarity"].idxmin(), "opening"]
    'Three officers who participated in the Ashraf massacres in the years of'
    """
    if min_words < MIN_RUN:
        raise InputError(f"a passage needs at least {MIN_RUN} words, not {min_words}")
    if not 0 < similarity <= 1:
        raise InputError(f"the similarity must be above 0 and at most 1, not {similarity}")
    check(segments, "segments", needs=("doc_id", "start", "end", "part", "voice", "text"))
    check(documents, "documents", needs=("doc_id",))
    kept = select_rows(segments, part=part)
    table = tokens_of(segments, tokens)
    table = table[kept[table["segment"].to_numpy()]]
    ids = pd.Index(documents["doc_id"])
    if not ids.is_unique:
        raise InputError(f"the doc_id {ids[ids.duplicated()][0]} occurs twice in the documents")
    document = ids.get_indexer(table["doc_id"])
    if (document < 0).any():
        raise InputError(f"the documents lack {table['doc_id'].iloc[int(np.argmax(document < 0))]!r}; give all of them")
    rank = np.empty(len(ids), dtype=np.int64)
    rank[chronological_order(documents)] = np.arange(len(ids))
    order = np.argsort(rank[document], kind="stable")
    table, document = table.iloc[order].reset_index(drop=True), document[order]
    stretch = np.cumsum(np.append(0, ~kept))[table["segment"].to_numpy()] + len(segments) * document
    line = line_up(table["term"].cat.codes.to_numpy().astype(np.int64), document, stretch)
    by_name, wanted = np.argsort(np.argsort(ids.astype(str), kind="stable")), Wanted(min_words, similarity)
    pairs = runs_by_pair(line, by_name, wanted, progress)
    found = [passage for groups, docs in pairs for passage in passages_of(groups, line.code, docs, wanted)]
    if near:
        exact = np.array([passage[:4] for passage in found], dtype=np.int64).reshape(-1, 4)
        more = near_passages(line, by_name, named_terms(table, segments), exact, progress)
        scores = np.array([np.nan] * len(found) + more.scores)
        return _table(found + more.passages, line, table, segments, documents, scores)
    return _table(found, line, table, segments, documents)


def _table(
    found: list[Passage],
    line: Line,
    table: pd.DataFrame,
    segments: pd.DataFrame,
    documents: pd.DataFrame,
    scores: np.ndarray | None = None,
) -> pd.DataFrame:
    """Return the table of passages, with the columns of near ones where there are scores."""
    places = np.array([passage[:4] for passage in found], dtype=np.int64).reshape(-1, 4)
    turned = line.text[places[:, 0]] > line.text[places[:, 2]]
    places[turned] = places[turned][:, [2, 3, 0, 1]]
    word = np.cumsum(line.code >= 0) - 1  # of each place that is not empty
    firsts, lasts = word[places[:, [0, 2]]], word[places[:, [1, 3]] - 1]
    starts, ends, segment = (table[name].to_numpy() for name in ("start", "end", "segment"))
    texts = segments.groupby("doc_id", sort=False)["text"].agg("".join).to_dict()
    sums = _sums(pd.Index(VOICES).get_indexer(segments["voice"])[segment], len(VOICES))
    titled = (segments["part"] == "headline").to_numpy()[segment]
    named = np.ones(len(found), dtype=bool)
    result: dict[str, Any] = {}
    for side, first, last in zip("ab", firsts.T, lasts.T, strict=True):
        ids = documents["doc_id"].to_numpy(dtype=object)[line.text[places[:, 2 * "ab".index(side)]]]
        result |= {f"doc_id_{side}": ids, f"start_{side}": starts[first], f"end_{side}": ends[last]}
        result |= {f"words_{side}": last - first + 1}
        result |= {f"voice_{side}": np.array(VOICES, dtype=object)[(sums[last + 1] - sums[first]).argmax(axis=1)]}
        for at in np.flatnonzero(named & ~titled[first]).tolist():
            text, span = texts[ids[at]], range(first[at], last[at] + 1)
            named[at] = is_name(text[starts[word] : ends[word]] for word in span)
        named &= ~titled[first]
    for name in ("n_words", "similarity", "docs"):
        result[name] = np.array([getattr(passage, name) for passage in found], dtype=float)
    spans = zip(starts[firsts[:, 0]], ends[np.minimum(firsts[:, 0] + _OPENING - 1, lasts[:, 0])], strict=True)
    opened = zip(result["doc_id_a"], spans, strict=True)
    result["opening"] = [" ".join(texts[doc_id][i:j].split()) for doc_id, (i, j) in opened]
    order = np.lexsort((result["start_b"], result["start_a"], line.text[places[:, 2]], line.text[places[:, 0]]))
    if scores is not None:
        kind = np.where(np.isnan(scores), "runs", "near").astype(object)
        result |= {"found": kind, "score": scores, "false_per_million": false_per_million(scores, line)}
    columns = list(COLUMNS["reuse" if scores is None else "near_reuse"])
    whole = pd.DataFrame(result, columns=columns).astype({"n_words": "int64", "docs": "int64"})
    return whole.iloc[order[~named[order]]].reset_index(drop=True)


def _sums(voice: np.ndarray, n: int) -> np.ndarray:
    """Return how many words of each voice are before each word."""
    return np.vstack([np.zeros(n, dtype=np.int64), np.cumsum(np.eye(n, dtype=np.int64)[voice], axis=0)])


def shared_words_by_pair(
    passages: pd.DataFrame,
    segments: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    part: str = "body",
    pairs: int = 6,
    tokens: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the passages of the pairs of texts that share most, with their places counted in words.

    Parameters
    ----------
    passages, segments, documents
        Table `reuse`, and the tables that it was made from.
    part
        The part that was looked at.
    pairs
        How many pairs are shown, those with most words in common.
    tokens
        Table `tokens` of the segments, if it has been made; else the words are found here.

    Returns
    -------
    DataFrame
        One row per passage. ``earlier`` is "a" or "b" where both texts are dated and one date is earlier, else "";
        ``date_a, date_b`` as written. ``first_, last_``: place of the first word, counted from 0, and of that after the
        last among the ``total_`` words of the part. ``n_words, similarity, opening`` as in `reuse`. ``pair_words,
        pair_passages``: of the pair together. ``pairs`` of ``all_pairs`` pairs of texts with words share a passage.
        Sorted by pair_words descending, the documents' order, place in a.

    Raises
    ------
    InputError
        If there is no such part.

    Notes
    -----
    Misleads where an earlier date is read as the source: both texts may have taken the passage from a third.
    """
    check(passages, "reuse")
    words = tokens_of(segments, tokens)
    words = words[select_rows(segments, part=part)[words["segment"].to_numpy()]]
    starts = {doc_id: rows.to_numpy() for doc_id, rows in words.groupby("doc_id", sort=False)["start"]}
    index = pd.Index(documents["doc_id"])
    dates = dict(zip(documents["doc_id"], documents["date"], strict=True)) if "date" in documents.columns else {}
    table = passages[["doc_id_a", "doc_id_b", "n_words", "similarity", "opening"]].copy()
    for side in "ab":
        ids = passages[f"doc_id_{side}"].tolist()
        date = [dates.get(doc_id) for doc_id in ids]
        table[f"date_{side}"] = [day if isinstance(day, str) else "" for day in date]
        first = [int(np.searchsorted(starts[i], at)) for i, at in zip(ids, passages[f"start_{side}"], strict=True)]
        table[f"first_{side}"] = np.array(first, dtype=np.int64)
        table[f"last_{side}"] = table[f"first_{side}"] + passages[f"words_{side}"]
        table[f"total_{side}"] = np.array([len(starts[doc_id]) for doc_id in ids], dtype=np.int64)
    table["earlier"] = [earlier_of(a, b) for a, b in zip(table["date_a"], table["date_b"], strict=True)]
    grouped = table.groupby(["doc_id_a", "doc_id_b"], sort=False)["n_words"]
    table["pair_words"], table["pair_passages"] = grouped.transform("sum"), grouped.transform("size")
    table["pairs"], table["all_pairs"] = grouped.ngroups, len(starts) * (len(starts) - 1) // 2
    places = (index.get_indexer(table["doc_id_b"]), index.get_indexer(table["doc_id_a"]))
    order = np.lexsort((table["first_a"], *places, -table["pair_words"]))
    table = table[list(COLUMNS["feeds"])].iloc[order].reset_index(drop=True)
    return table[table.groupby(["doc_id_a", "doc_id_b"], sort=False).ngroup() < pairs].reset_index(drop=True)
