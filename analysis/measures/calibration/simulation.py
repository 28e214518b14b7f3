"""Corpora whose truth is known: random halves, words made more frequent in one of them, and a simulated wire."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
from scipy import sparse
from scipy.special import ndtri

from analysis.measures.counts import Counts
from analysis.measures.stats.reproducible_random import negative_binomial, shuffled, uniforms
from analysis.measures.stats.sample import Sample
from analysis.schema import InputError


def random_split(
    units: Sequence[object] | np.ndarray, *, share: float = 0.5, seed: tuple[int, ...] = (0,)
) -> np.ndarray:
    """Return which documents fall to the target when units are split at random.

    Parameters
    ----------
    units
        The unit of each document: its own doc_id, or its cluster. A unit is never divided. The order of the documents
        makes no difference.
    share
        How many of the documents the target gets, as a share: of all the ways to stop dealing, the one that comes
        nearest. Either side gets one unit at least.
    seed
        The same numbers, the same split.

    Returns
    -------
    ndarray of bool
        One per document, in the order given.
    """
    names, unit = np.unique(np.asarray(units, dtype=str), return_inverse=True)
    if len(names) < 2:
        return np.zeros(len(unit), dtype=bool)
    dealt = shuffled(len(names), *seed, "split")
    documents = np.cumsum(np.bincount(unit)[dealt])[:-1]  # with the first 1, 2, 3 … units
    taken = 1 + int(np.argmin(np.abs(documents - share * len(unit))))
    chosen = np.zeros(len(names), dtype=bool)
    chosen[dealt[:taken]] = True
    return chosen[unit]


def random_halves(counts: Counts, *, seed: tuple[int, ...] = (0,)) -> Counts:
    """Return the counts with a column ``half``: ``first`` or ``second``, given to the documents at random.

    What sets these halves apart is chance alone, whatever ``keyness(…, by="half", target="first")`` finds.

    See Also
    --------
    calibrate : Does it many times.

    Examples
    --------
    >>> import analysis as same
    >>> wire = same.simulate(40, rate=same.simulated_rates(120))
    >>> same.random_halves(wire).documents["half"].value_counts().to_dict()
    {'first': 20, 'second': 20}
    """
    names = counts.documents["doc_id"].astype(str)
    half = dict(zip(names, np.where(random_split(names.to_numpy(), seed=seed), "first", "second"), strict=True))
    return replace(
        counts,
        rows=counts.rows.assign(half=counts.rows["doc_id"].astype(str).map(half)),
        documents=counts.documents.assign(half=names.map(half)),
    )


def words_to_spike(matrix: sparse.csr_array, n: int, *, least: int, seed: tuple[int, ...] = (0,)) -> np.ndarray:
    """Return the columns of `n` words from frequent to rare, none of them twice.

    Eligible are words in at least `least` documents and at most half of all: grammar is in nearly every text, and to
    double it would be another language. By the number of documents they are in, most first (ties by column), they are
    cut into n stretches, each longer than the one before by the same factor, as ranks and frequencies go (Zipf 1935);
    chance takes one word of each. Where no more than n words are eligible, all of them are returned.
    """
    documents = np.bincount(matrix.indices, minlength=matrix.shape[1])
    able = np.flatnonzero((documents >= least) & (2 * documents <= matrix.shape[0]))
    able = able[np.argsort(-documents[able], kind="stable")]
    if len(able) <= n:
        return able
    edges = [0]
    for stretch in range(1, n + 1):
        # At least one word here, and one left for each stretch to come.
        last = round(len(able) ** (stretch / n))
        edges.append(min(max(last, edges[-1] + 1), len(able) - (n - stretch)))
    drawn = edges[:-1] + np.floor(uniforms(n, *seed, "words") * np.diff(edges)).astype(np.int64)
    return able[drawn]


def spike_in_place(sample: Sample, columns: np.ndarray, factor: float, *, seed: tuple[int, ...] = (0,)) -> np.ndarray:
    """Return what to add to the columns of some documents so that each word there is written `factor` times as often.

    A count n becomes ``n · factor``: each occurrence is written again where it is. If the factor is not a whole
    number, the rest is drawn at random (binomial). **A document without the word stays without it**, so a test that
    asks only in how many documents a word is cannot see the difference.

    Returns
    -------
    ndarray of int64
        Documents by `columns`.
    """
    there = sample.matrix[:, columns].toarray()
    more = there * (int(factor) - 1)
    rest = factor - int(factor)
    if rest:
        owner = np.repeat(np.arange(there.size), there.ravel())
        written = uniforms(len(owner), *seed, "planted") < rest
        more = more + np.bincount(owner[written], minlength=there.size).reshape(there.shape)
    return more


def burstiness(sample: Sample, columns: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return rate and shape of some words under the gamma-Poisson model, by the moments of their counts.

    With m = rate · words for each document, the variance of a count is ``m + m²/k``, so ``k = Σ m² / Σ ((n-m)² - m)``,
    kept between .02 and 10,000 (as good as Poisson). The smaller k, the burstier the word; in news it is often below 1.
    """
    counts = sample.matrix[:, columns].toarray().astype(float)
    rate = counts.sum(axis=0) / sample.words.sum()
    m = sample.words[:, None] * rate
    over = ((counts - m) ** 2 - m).sum(axis=0)
    squares = (m**2).sum(axis=0)
    even = np.full(len(columns), 1e4)
    shape = np.divide(squares, np.maximum(over, squares * 1e-4), out=even, where=squares > 0)
    return rate, np.clip(shape, 0.02, 1e4)


def spike_spread(
    sample: Sample,
    columns: np.ndarray,
    factor: float,
    *,
    model: tuple[np.ndarray, np.ndarray],
    seed: tuple[int, ...] = (0,),
) -> np.ndarray:
    """Return what to add if some words are used `factor` times as often, in documents that lack them too.

    Under the gamma-Poisson model (Church and Gale 1995) a document with n occurrences, of which its length leads one to
    expect m, has a rate of its own, gamma with shape ``k+n`` and mean ``(k+n) · m / (k+m)``. What is added is drawn at
    ``factor - 1`` times that rate. So the counts become those of a word of the same burstiness and `factor` times the
    rate.

    Parameters
    ----------
    sample
        The documents to plant in.
    columns
        The words.
    factor
        From 1 up.
    model
        Rate and shape of the words, from `burstiness` of the whole corpus.

    Returns
    -------
    ndarray of int64
        Documents by `columns`.
    """
    rate, k = model
    n, m = sample.matrix[:, columns].toarray(), sample.words[:, None] * rate
    drawn = uniforms(n.size, *seed, "planted").reshape(n.shape)
    return negative_binomial((factor - 1) * (k + n) * m / (k + m), k + n, drawn)


def add_counts(sample: Sample, columns: np.ndarray, more: np.ndarray) -> Sample:
    """Return the documents with `more` (documents by `columns`) added; they grow by as many words, and lose none."""
    row, place = np.nonzero(more)
    added = sparse.csr_array((more[row, place], (row, columns[place])), shape=sample.matrix.shape)
    total = sparse.csr_array(sample.matrix + added)
    total.sort_indices()
    return replace(sample, matrix=total, words=sample.words + more.sum(axis=1))


GAMMA_SHAPE, MEAN_LENGTH, LENGTH_SPREAD, VOCABULARY = 0.7, 300.0, 0.5, 5000
MOST_CELLS = 25_000_000  # documents times words: 200 MB for each table of them


def simulated_rates(vocabulary: int = VOCABULARY) -> np.ndarray:
    """Return the rates of the words, adding up to 1: ``1 / (rank + 2.7)``, Zipf's law in Mandelbrot's (1953) form.

    See Also
    --------
    simulate : Takes them.

    Examples
    --------
    >>> simulated_rates(3).round(2).tolist()
    [0.41, 0.32, 0.27]
    """
    weights = 1 / (np.arange(1, vocabulary + 1) + 2.7)
    return weights / weights.sum()


def drawn_counts(n_documents: int, rate: np.ndarray, *, seed: tuple[int, ...] = (0,)) -> np.ndarray:
    """Return how often each word occurs in each simulated document: int64, documents by words (see `simulate`)."""
    if n_documents * len(rate) > MOST_CELLS:
        raise InputError(
            f"{n_documents:,} documents of {len(rate):,} words are too many to simulate: give at most "
            f"{MOST_CELLS // len(rate):,} documents, or fewer words"
        )
    normal = ndtri(uniforms(n_documents, *seed, "lengths") + 2.0**-54)  # never 0
    length = MEAN_LENGTH * np.exp(LENGTH_SPREAD * normal)
    drawn = uniforms(n_documents * len(rate), *seed, "counts").reshape(n_documents, len(rate))
    return negative_binomial(length[:, None] * rate, GAMMA_SHAPE, drawn)


def simulate(n_documents: int, *, rate: np.ndarray | None = None, seed: tuple[int, ...] = (0,)) -> Counts:
    """Return the counts of documents that no one wrote.

    Each document has an expected length, log-normal around 300 words (standard deviation of the logarithm .5: two
    of three have 180 to 500), and of each word a gamma-Poisson number (shape .7) around length times rate. A shape
    below 1 is what Church and Gale (1995) find for words of news that mark a subject. There is no group, no author and
    no subject: between any two sets of these documents every difference is chance.

    Parameters
    ----------
    n_documents
        How many.
    rate
        Of each word, per expected word; None is `simulated_rates`. Rates that add up to more than 1 make longer
        documents.
    seed
        The same numbers, the same corpus.

    Returns
    -------
    Counts
        Of the author's voice in the body; ``doc_id`` is ``text-0001`` …, terms are ``w0001``, the most frequent, ….

    Notes
    -----
    Kinder than a real wire: words here are independent of each other, every word is as bursty as any other, and no
    text copies another. A test that fails here cannot be trusted on real news; one that holds here has yet to be tried
    on it.

    See Also
    --------
    simulated_rates : The rates of its words.
    repeat_texts : The same with copies.

    Examples
    --------
    >>> import analysis as same
    >>> wire = same.simulate(40, rate=same.simulated_rates(120))
    >>> len(wire), wire.terms[:2].tolist()
    (40, ['w0001', 'w0002'])
    """
    counts = drawn_counts(n_documents, simulated_rates() if rate is None else rate, seed=seed)
    written, used = np.flatnonzero(counts.any(axis=1)), np.flatnonzero(counts.any(axis=0))
    documents = pd.DataFrame({"doc_id": [f"text-{number:04}" for number in range(1, n_documents + 1)]})
    rows = documents.iloc[written].reset_index(drop=True)
    return Counts(
        rows=rows.assign(part="body", voice="author"),
        matrix=sparse.csr_array(counts[np.ix_(written, used)]),
        terms=np.array([f"w{number:04}" for number in used + 1], dtype=object),
        words=counts[written].sum(axis=1),
        documents=documents,
    )


def repeat_texts(counts: Counts, times: int) -> Counts:
    """Return the counts with each document `times` times, as when papers print what an agency sends.

    The column ``story`` names the original, ``doc_id`` the original and the paper. Nothing is added that was not there:
    a test that takes the copies for documents of their own thinks that it knows `times` times as much as it does.

    See Also
    --------
    simulate : Texts to copy.

    Examples
    --------
    >>> import analysis as same
    >>> wire = same.simulate(40, rate=same.simulated_rates(120))
    >>> same.repeat_texts(wire, 2).rows["doc_id"].head(2).tolist()
    ['text-0001, paper 1', 'text-0001, paper 2']
    """

    def every(table: pd.DataFrame) -> pd.DataFrame:
        many = table.loc[np.repeat(table.index, times)].reset_index(drop=True)
        paper = np.tile(np.arange(1, times + 1), len(table)).astype(str)
        return many.assign(story=many["doc_id"], doc_id=many["doc_id"].astype(str) + ", paper " + paper)

    rows = np.repeat(np.arange(len(counts)), times)
    documents = every(counts.documents)
    return replace(
        counts, rows=every(counts.rows), matrix=counts.matrix[rows], words=counts.words[rows], documents=documents
    )
