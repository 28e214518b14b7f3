"""Texts that repeat each other, in whole or nearly: found by their rare shingles, in time that grows with the texts."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import count, pairwise

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from analysis.measures.chronology import chronological_order
from analysis.schema import COLUMNS, InputError, check
from analysis.texts.intake.outlets import outlet_key
from analysis.texts.segmentation.words import terms_of, words_of

SHINGLE = 3  # words
NEAR = 0.7  # of the shingles of the shorter text
LEAST = 20  # words of a text that can be said to repeat another nearly
MOST = 64  # texts with one shingle that each further text with it is compared with
_AT_ONCE = 2_000_000  # shingles that are looked up, or compared, at once
# How agencies mark a later version of a story: "CORRECTED-UPDATE 2-Oil falls", "Correction: Oil", "1st Ld-Writethru".
_VERSION = re.compile(
    r"(?:(?:CORRECTED|CORRECTION|UPDATE|UPDATED|REFILE|WRAPUP|RPT)\b[\s\d]*[-:–—\s(]|Correct(?:ion|ed): )"
    r"|\b\d(?:st|nd|rd|th) (?:Ld|Lead)\b"
)


def repeats(documents: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs of texts that repeat each other, word for word or nearly.

    Parameters
    ----------
    documents
        Table `documents`: ``doc_id`` and ``text``; ``date``, ``outlet`` and ``title`` where known.

    Returns
    -------
    DataFrame
        One row per pair, a before b (by date, then in the order of the documents). ``share``: of the different runs of
        3 words (shingles) of the text with fewer of them, how many are in the other:
        ``|A ∩ B| / min(|A|, |B|)``. ``kind``: exact (the same words in the same order) or near (a share of at least
        0.7, in texts of at least 20 words).
        ``between``: outlets; editions (outlets whose names differ by edition, spaces, case or "The" alone); versions
        (of one agency's or outlet's story, as the headline of one says: "UPDATE 1-", "CORRECTED-"); one outlet; empty
        where an outlet is not known. ``words_a, words_b``: words of the texts. In the order of a, then of b.

    Raises
    ------
    InputError
        If a doc_id occurs twice.

    See Also
    --------
    stories : the texts that belong together by it.
    reuse : passages that texts share.

    Notes
    -----
    No pair is listed that is none. Of two texts with that share, one of the rarest 30 % of the shingles of the shorter
    text is in the other, and all that these shingles point to are compared in full, so none is missed either, with one
    exception: where a shingle is in more than 64 texts, each further text with it is compared with the first 64 alone.
    Of hundreds of copies not every pair is listed, but all are still one story.

    Misleads where texts share more furniture than prose (the whole page is compared), and where a form is filled in
    anew (results, weather). A brief is nearly whole in a round-up that quotes it, though the round-up is more. What is
    told in other words is no repeat.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> told = "The ferry did not sail on Monday, for the crew had not been paid."
    >>> same.repeats(pd.DataFrame({"doc_id": ["a", "b", "c"], "text": [told, "It rained.", told.upper()]}))["kind"]
    0    exact
    Name: kind, dtype: str
    """
    check(documents, "documents", needs=("doc_id", "text"))
    ids = pd.Index(documents["doc_id"])
    if not ids.is_unique:
        raise InputError(f"the doc_id {ids[ids.duplicated()][0]} occurs twice in the documents")
    order = chronological_order(documents)
    rows = documents.iloc[order].reset_index(drop=True)
    codes = _codes(rows["text"].tolist())
    has = _shingles(codes)
    n_words = np.fromiter(map(len, codes), dtype=np.int64, count=len(codes))
    n_shingles = np.diff(has.indptr)
    pairs = _candidates(has)
    a, b = np.divmod(pairs, max(1, len(rows)))
    shared = _shared(has, a, b)
    fewest = np.minimum(n_shingles[a], n_shingles[b])
    exact = np.array([np.array_equal(codes[i], codes[j]) for i, j in zip(a.tolist(), b.tolist(), strict=True)], bool)
    keep = exact | ((shared >= _least(fewest)) & (np.minimum(n_words[a], n_words[b]) >= LEAST))
    a, b, exact = a[keep], b[keep], exact[keep]
    known = {
        name: rows[name].fillna("").astype(str).tolist() if name in rows.columns else [""] * len(rows)
        for name in ("outlet", "title")
    }
    between = [_between(known["outlet"], known["title"], i, j) for i, j in zip(a.tolist(), b.tolist(), strict=True)]
    names = rows["doc_id"].to_numpy(dtype=object)
    return pd.DataFrame(
        {
            "doc_id_a": names[a],
            "doc_id_b": names[b],
            "share": shared[keep] / np.maximum(1, fewest[keep]),
            "kind": np.where(exact, "exact", "near").astype(object),
            "between": np.array(between, dtype=object),
            "words_a": n_words[a],
            "words_b": n_words[b],
        },
        columns=list(COLUMNS["repeats"]),
    )


def stories(documents: pd.DataFrame, pairs: pd.DataFrame) -> pd.Series[str]:
    """Return the story of each document: the doc_id of the first of the texts that repeat each other.

    Parameters
    ----------
    documents
        Table `documents`: ``doc_id``, and ``date`` where known.
    pairs
        Table `repeats` of them.

    Returns
    -------
    Series
        The doc_id of the text with the earliest date, then the first in the documents; a text that repeats no other
        has its own. It is the column ``story``.

    Raises
    ------
    InputError
        If a pair is of a text that the documents lack.

    Notes
    -----
    Texts belong together where a chain of pairs leads from one to the other. Misleads where one text holds several
    stories, such as a round-up: they become one.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> told = "The ferry did not sail on Monday, for the crew had not been paid."
    >>> documents = pd.DataFrame({"doc_id": ["a", "b", "c"], "text": [told, "It rained.", told]})
    >>> same.stories(documents, same.repeats(documents)).tolist()
    ['a', 'b', 'a']
    """
    check(pairs, "repeats", needs=("doc_id_a", "doc_id_b"))
    ids, n = pd.Index(documents["doc_id"]), len(documents)
    a, b = (ids.get_indexer(pd.Index(pairs[name], dtype=object)) for name in ("doc_id_a", "doc_id_b"))
    for name, places in (("doc_id_a", a), ("doc_id_b", b)):
        if (places < 0).any():
            raise InputError(f"the documents lack {pairs[name].iloc[int(np.argmax(places < 0))]!r}; give all of them")
    _, group = connected_components(sparse.coo_array((np.ones(len(a)), (a, b)), shape=(n, n)), directed=False)
    order = chronological_order(documents)
    found, at = np.unique(group[order], return_index=True)
    first = order[at][np.searchsorted(found, group)]
    return pd.Series(
        documents["doc_id"].to_numpy(dtype=object)[first], index=documents.index, name="story", dtype="str"
    )


def stories_of(documents: pd.DataFrame) -> pd.Series[str]:
    """Return the story of each document: as its column ``story`` says where each has one, else as found (`stories`)."""
    if "story" in documents.columns and documents["story"].fillna("").ne("").all():
        return documents["story"]
    return stories(documents, repeats(documents))


def _codes(texts: list[str]) -> list[np.ndarray]:
    """Return the terms of each text, as numbers."""
    number: defaultdict[str, int] = defaultdict(count().__next__)
    found = []
    for text, (starts, ends) in zip(texts, words_of(texts), strict=True):
        surfaces = [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
        found.append(np.fromiter(map(number.__getitem__, surfaces), dtype=np.int64, count=len(surfaces)))
    code, _ = pd.factorize(np.array(terms_of(list(number)), dtype=object))
    return [code[surfaces] for surfaces in found]


def _shingles(codes: list[np.ndarray]) -> sparse.csr_array:
    """Return which shingles each text has; one with fewer words than a shingle has one, that of all its words."""
    none = max((int(one.max()) for one in codes if len(one)), default=0) + 1
    padded = [np.pad(one, (0, max(0, SHINGLE - len(one))), constant_values=none) if len(one) else one for one in codes]
    text = np.repeat(np.arange(len(padded)), [len(one) for one in padded])
    name = np.concatenate([np.array([], dtype=np.int64), *padded])
    word = name
    for k in range(1, SHINGLE):  # the number of k words, then of k + 1, in linear time
        name, _ = pd.factorize(name[: len(word) - k] * (none + 1) + word[k:])
    keep = text[SHINGLE - 1 :] == text[: max(0, len(text) - SHINGLE + 1)]
    rows, columns = text[SHINGLE - 1 :][keep], name[keep]
    width = int(columns.max(initial=0)) + 1
    rows, columns = np.divmod(_different(rows * width + columns), width)
    return sparse.csr_array((np.ones(len(rows), dtype=np.int32), (rows, columns)), shape=(len(codes), width))


def _different(numbers: np.ndarray) -> np.ndarray:
    """Return the different numbers, sorted; a sort is faster here than the hashing of `numpy.unique`."""
    ordered = np.sort(numbers)
    return ordered[np.append(True, ordered[1:] != ordered[:-1])[: len(ordered)]]


def _least(n: np.ndarray) -> np.ndarray:
    """Return how many of n shingles must be shared."""
    return np.ceil(NEAR * n - 1e-9).astype(np.int64)


def _candidates(has: sparse.csr_array) -> np.ndarray:
    """Return the pairs of texts that may repeat each other, as ``a * n + b`` with a < b, sorted."""
    n = has.shape[0]
    n_shingles = np.diff(has.indptr)
    docs = np.bincount(has.indices, minlength=has.shape[1])
    text = np.repeat(np.arange(n), n_shingles)
    order = np.lexsort((docs[has.indices], text))  # in each text the rarest first
    rank = np.arange(len(text)) - has.indptr[:-1][text]
    order = order[(rank < (n_shingles - _least(n_shingles) + 1)[text])]
    order = order[docs[has.indices[order]] > 1]
    text, shingle = text[order], has.indices[order]
    held = has.tocsc()
    held.sort_indices()
    begin, length = held.indptr[shingle], docs[shingle]
    # Beyond the first texts with a shingle, a text is compared with those alone.
    last = held.indices[np.minimum(begin + MOST - 1, begin + length - 1)]
    length = np.where(text <= last, length, np.minimum(length, MOST))
    found = [np.array([], dtype=np.int64)]
    edges = np.searchsorted(np.cumsum(length), np.arange(0, max(1, length.sum()), _AT_ONCE))
    for first, stop in pairwise([*edges.tolist(), len(length)]):
        sizes = length[first:stop]
        at = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes) + np.repeat(begin[first:stop], sizes)
        a, b = np.repeat(text[first:stop], sizes), held.indices[at].astype(np.int64)
        keep = (a != b) & (n_shingles[a] <= n_shingles[b])
        a, b = a[keep], b[keep]
        found.append(_different(np.minimum(a, b) * n + np.maximum(a, b)))
    return _different(np.concatenate(found))


def _shared(has: sparse.csr_array, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return how many shingles each pair shares."""
    n_shingles = np.diff(has.indptr)
    block = np.cumsum(n_shingles[a] + n_shingles[b]) // _AT_ONCE
    edges = np.flatnonzero(np.diff(block, prepend=-1))
    parts = [np.array([], dtype=np.int64)]
    for first, stop in pairwise([*edges.tolist(), len(a)]):
        parts.append(has[a[first:stop]].multiply(has[b[first:stop]]).sum(axis=1))
    return np.concatenate(parts)


def _between(outlets: list[str], titles: list[str], a: int, b: int) -> str:
    one, other = outlets[a], outlets[b]
    is_one = outlet_key(one) == outlet_key(other)
    if is_one and titles[a] != titles[b] and (_VERSION.search(titles[a]) or _VERSION.search(titles[b])):
        return "versions"
    if not (one and other):
        return ""
    return "outlets" if not is_one else "one outlet" if one == other else "editions"
