"""Collocations: which words are next to each other more often than their frequencies suggest."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.measures.counts import select_rows
from analysis.measures.stats.association import g2
from analysis.schema import COLUMNS, InputError
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
    keep = select_rows(segments, voice=voice, part=part)
    table = tokens_of(segments, tokens)
    table = table[keep[table["segment"].to_numpy()]] if len(table) else table
    if not len(table):
        raise InputError(f"no text has a word in part {part}, voice {voice}; choose another part or voice")
    terms = np.asarray(table["term"].cat.categories, dtype=object)
    word = table["term"].cat.codes.to_numpy().astype(np.int64)
    segment, sentence = table["segment"].to_numpy(), table["sentence"].to_numpy()
    left = np.flatnonzero((segment[:-1] == segment[1:]) & (sentence[:-1] == sentence[1:]))
    pairs, pair, n = np.unique(word[left] * len(terms) + word[left + 1], return_inverse=True, return_counts=True)
    first, second = np.divmod(pairs, len(terms))
    n_first = np.bincount(word[left], minlength=len(terms))[first]
    n_second = np.bincount(word[left + 1], minlength=len(terms))[second]
    document, names = pd.factorize(table["doc_id"])
    in_document = np.unique(pair * len(names) + document[left]) // len(names)
    columns = {
        "first": terms[first],
        "second": terms[second],
        "n": n,
        "docs": np.bincount(in_document, minlength=len(pairs)),
        "n_first": n_first,
        "n_second": n_second,
        "g2": g2(n, n_second - n, n_first, n.sum() - n_first),
        "npmi": _npmi(n, n_first, n_second),
    }
    order = np.lexsort((second, first, -np.round(columns["g2"], 9)))  # a tie is one, whatever its last bits
    return pd.DataFrame(columns, columns=list(COLUMNS["collocations"])).iloc[order].reset_index(drop=True)


def _npmi(n: np.ndarray, n_first: np.ndarray, n_second: np.ndarray) -> np.ndarray:
    every = max(n.sum(), 1)
    surprise = np.log(every) - np.log(n)
    pmi = np.log(n) + np.log(every) - np.log(n_first) - np.log(n_second)
    return np.divide(pmi, surprise, out=np.full(len(n), np.nan), where=n < every)
