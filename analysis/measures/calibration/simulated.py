"""A wire corpus that anyone can make again: bursty words at known rates, from a seed and nothing else."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from analysis.measures.stats.chance import negative_binomial, uniforms

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from analysis.measures.counts import Counts

SHAPE, WORDS, SPREAD, VOCABULARY = 0.7, 300.0, 0.5, 5000


def rates(vocabulary: int = VOCABULARY) -> np.ndarray:
    """Return the rates of the words, adding up to 1: ``1 / (rank + 2.7)``, Zipf's law as Mandelbrot (1953) has it."""
    import numpy as np

    weights = 1 / (np.arange(1, vocabulary + 1) + 2.7)
    return weights / weights.sum()


def drawn_counts(n_documents: int, rate: np.ndarray, *, seed: tuple[int, ...] = (0,)) -> np.ndarray:
    """Return how often each word stands in each simulated document: int64, documents by words (see `simulate`)."""
    import numpy as np
    from scipy.special import ndtri

    normal = ndtri(uniforms(n_documents, *seed, "lengths") + 2.0**-54)  # never 0
    length = WORDS * np.exp(SPREAD * normal)
    drawn = uniforms(n_documents * len(rate), *seed, "counts").reshape(n_documents, len(rate))
    return negative_binomial(length[:, None] * rate, SHAPE, drawn)


def simulate(n_documents: int, *, rate: np.ndarray | None = None, seed: tuple[int, ...] = (0,)) -> Counts:
    """Return the counts of documents that no one wrote.

    Each document has a length to be expected, log-normal around 300 words (standard deviation of the logarithm .5: two
    of three have 180 to 500), and of each word a gamma-Poisson number (shape .7) around length times rate. A shape
    below 1 is what Church and Gale (1995) find for words of news that tell a subject. There is no group, no author and
    no subject: between any two sets of these documents every difference is chance.

    Parameters
    ----------
    n_documents
        How many.
    rate
        Of each word, per word to be expected; None is `rates`. Rates that add up to more than 1 make longer documents.
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
    """
    import numpy as np
    import pandas as pd
    from scipy import sparse

    from analysis.measures.counts import Counts

    counts = drawn_counts(n_documents, rates() if rate is None else rate, seed=seed)
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


def copied(counts: Counts, times: int) -> Counts:
    """Return the counts with each document `times` times, as when papers print what an agency sends.

    The column ``story`` names the original, ``doc_id`` the original and the paper. Nothing is added that was not there:
    a test that takes the copies for documents of their own thinks that it knows `times` times as much as it does.
    """
    import numpy as np

    def every(table: pd.DataFrame) -> pd.DataFrame:
        many = table.loc[np.repeat(table.index, times)].reset_index(drop=True)
        paper = np.tile(np.arange(1, times + 1), len(table)).astype(str)
        return many.assign(story=many["doc_id"], doc_id=many["doc_id"].astype(str) + ", paper " + paper)

    rows = np.repeat(np.arange(len(counts)), times)
    documents = every(counts.documents)
    return replace(
        counts, rows=every(counts.rows), matrix=counts.matrix[rows], words=counts.words[rows], documents=documents
    )
