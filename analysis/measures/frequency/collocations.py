"""Collocations: which words are next to each other more often than their frequencies suggest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.measures.counts import no_words, select_rows
from analysis.measures.stats.association import g2
from analysis.schema import COLUMNS
from analysis.texts.segmentation.words import tokens_of


def collocations(
    segments: pd.DataFrame, *, voice: str = "all", part: str = "body", tokens: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return every pair of adjacent words with its count and how far that is from chance.

    A pair is two words next to each other in one sentence and one segment. All numbers are of pairs: N is the number of
    all pairs, that is the sum of the column ``n``; ``n_first`` is the number of pairs that begin with the first word,
    ``n_second`` of those that end with the second. So n, n_first - n, n_second - n and the rest of N are a true table
    of four cells (Evert 2004). NLTK's BigramCollocationFinder takes word counts for the margins instead, which differ
    where a word ends a sentence and leave a cell below 0 in "no no no no".

    Parameters
    ----------
    segments
        Table `segments`.
    voice, part
        The words to look at; "all" takes every voice or part.
    tokens
        Table `tokens` of the segments, if it has been made; else the words are found here.

    Returns
    -------
    DataFrame
        ``first, second, n, docs, n_first, n_second, g2, npmi``. ``docs`` is the number of documents with the pair;
        ``g2`` the log-likelihood ratio (`stats.association.g2`; Dunning 1993), unsigned;
        ``npmi`` the normalised pointwise mutual information ``ln[n·N / (n_first·n_second)] / -ln(n/N)``, from -1 to 1,
        0 for chance (Bouma 2009), NaN where there is no other pair. No pair is dropped. Sorted by g2 descending,
        first, second.

    Raises
    ------
    InputError
        If no text has a word in this voice and part.

    Notes
    -----
    Misleads where one document repeats itself: compare ``n`` with ``docs``. g2 prefers frequent pairs ("of the"), npmi
    pairs of which both words occur only together, if only once. g2 is also high for a pair rarer than chance: there
    npmi is below 0.

    See Also
    --------
    g2 : The formula of the column.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story()
    >>> same.collocations(story.segments)[["first", "second", "n", "docs"]].head(2).to_numpy().tolist()
    [['camp', 'liberty', 34, 3], ['iranian', 'regime', 27, 4]]
    """
    pairs = count_pairs(segments, voice=voice, part=part, tokens=tokens)
    return next(association_tables(pairs, voice=voice, part=part, rows=max(len(pairs.n), 1)))


class Pairs(NamedTuple):
    """Neighbouring words, each pair once, sorted by first and second word.

    Attributes
    ----------
    words
        How many words were looked at.
    terms
        The terms of the pairs, sorted.
    first, second
        Of each pair, the place of its words among the terms.
    n, docs
        How often it occurs, and in how many documents.
    """

    words: int
    terms: np.ndarray
    first: np.ndarray
    second: np.ndarray
    n: np.ndarray
    docs: np.ndarray


def count_pairs(
    segments: pd.DataFrame, *, voice: str = "all", part: str = "body", tokens: pd.DataFrame | None = None
) -> Pairs:
    """Return the neighbouring words of some texts, or of none: what `collocations` measures."""
    keep = select_rows(segments, voice=voice, part=part)
    table = tokens_of(segments, tokens)
    table = table[keep[table["segment"].to_numpy()]] if len(table) else table
    terms = np.asarray(table["term"].cat.categories, dtype=object)
    word = table["term"].cat.codes.to_numpy().astype(np.int64)
    segment, sentence = table["segment"].to_numpy(), table["sentence"].to_numpy()
    left = np.flatnonzero((segment[:-1] == segment[1:]) & (sentence[:-1] == sentence[1:]))
    pairs, pair, n = np.unique(word[left] * len(terms) + word[left + 1], return_inverse=True, return_counts=True)
    document, names = pd.factorize(table["doc_id"])
    in_document = np.unique(pair * len(names) + document[left]) // max(len(names), 1)
    used, place = np.unique(np.concatenate(np.divmod(pairs, max(len(terms), 1))), return_inverse=True)
    first, second = place.reshape(2, -1)
    return Pairs(len(table), terms[used], first, second, n, np.bincount(in_document, minlength=len(pairs)))


def merge_pairs(blocks: Iterable[Pairs]) -> Pairs:
    """Return the neighbouring words of blocks of texts together, in memory for each different pair."""
    numbers = dict[str, int]()
    words = 0
    parts = [np.empty((3, 0), dtype=np.int64)]  # the number of each pair, n and docs: those so far, and what is new
    for block in blocks:
        words += block.words
        for term in block.terms:
            numbers.setdefault(term, len(numbers))
        number = np.array([numbers[term] for term in block.terms], dtype=np.int64)
        parts.append(np.array([(number[block.first] << 32) + number[block.second], block.n, block.docs]))
        if sum(part.shape[1] for part in parts[1:]) > parts[0].shape[1]:  # so each is sorted few times, however many
            parts = [_added(parts)]
    names = np.array(list(numbers), dtype=object)
    order = np.argsort(names)
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    key, n, docs = _added(parts)
    first, second = place[key >> 32], place[key & 0xFFFFFFFF]
    by_words = np.lexsort((second, first))
    return Pairs(words, names[order], first[by_words], second[by_words], n[by_words], docs[by_words])


def _added(parts: list[np.ndarray]) -> np.ndarray:
    """Return each pair once, sorted by its number, with what is to be added up of it."""
    every = np.concatenate(parts, axis=1)
    every = every[:, np.argsort(every[0], kind="stable")]
    starts = np.flatnonzero(np.diff(every[0], prepend=-1))
    return np.vstack([every[:1, starts], np.add.reduceat(every[1:], starts, axis=1)]) if len(starts) else every


def association_tables(pairs: Pairs, *, voice: str, part: str, rows: int = 2**17) -> Iterator[pd.DataFrame]:
    """Yield table `collocations` of these pairs, so many rows of it at a time.

    Raises
    ------
    InputError
        If there was no word in this voice and part.
    """
    if not pairs.words:
        raise no_words(part, voice)
    every = max(int(pairs.n.sum()), 1)
    of_first, of_second = (
        np.bincount(words, pairs.n, minlength=len(pairs.terms)).astype(np.int64)
        for words in (pairs.first, pairs.second)
    )

    def measured(chosen: np.ndarray | slice) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        n, n_first, n_second = pairs.n[chosen], of_first[pairs.first[chosen]], of_second[pairs.second[chosen]]
        return n, n_first, n_second, g2(n, n_second - n, n_first, every - n_first)

    steps = range(0, len(pairs.n) or 1, rows)
    strength = np.concatenate([measured(slice(at, at + rows))[-1] for at in steps])
    order = np.argsort(-np.round(strength, 9), kind="stable")  # a tie is one, whatever its last bits
    for at in steps:
        chosen = order[at : at + rows]
        n, n_first, n_second, association = measured(chosen)
        columns = {
            "first": pairs.terms[pairs.first[chosen]],
            "second": pairs.terms[pairs.second[chosen]],
            "n": n,
            "docs": pairs.docs[chosen],
            "n_first": n_first,
            "n_second": n_second,
            "g2": association,
            "npmi": _npmi(n, n_first, n_second, every),
        }
        yield pd.DataFrame(columns, columns=list(COLUMNS["collocations"]))


def _npmi(n: np.ndarray, n_first: np.ndarray, n_second: np.ndarray, every: int) -> np.ndarray:
    surprise = np.log(every) - np.log(n)
    pmi = np.log(n) + np.log(every) - np.log(n_first) - np.log(n_second)
    return np.divide(pmi, surprise, out=np.full(len(n), np.nan), where=n < every)
