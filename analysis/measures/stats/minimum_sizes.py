"""When a p-value, an interval or a rank is reported at all: every rule about small numbers, in one place.

The rules rest on the smallest p that a permutation of the documents could give. Where even the most extreme one gives a
large p, there is nothing to test, and nothing is reported.

=====================  ==================================================================================
an interval, a rank    from `LEAST_DOCUMENTS` documents in each group
a p                    then, for a term in as many documents that could reach `LEVEL` at all (`is_testable`)
stability in texts     from `LEAST_BLOCKS` blocks of sentences in each group
=====================  ==================================================================================
"""

from __future__ import annotations

from collections.abc import Mapping
from math import comb
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammaln

LEVEL = 0.05
LEAST_DOCUMENTS = 5  # in each group, and with the term in both together, before there is a p-value or an interval
LEAST_TEXTS = 10  # that hold a word, before a test of it is calibrated
LEAST_OVERLAP = 0.5  # of groups in length (`LengthStrata.overlap`), below which it is said what p rests on
LEAST_BLOCKS = 5  # of sentences, in each text and in each group, before stability within the texts is reported


def smallest_permutation_p(n_target: int, n_reference: int) -> float:
    """Return the smallest one-sided p that a permutation of the documents could give: ``1 / C(n1 + n2, n1)``.

    See Also
    --------
    explain_missing_test : The same in words.

    Examples
    --------
    >>> smallest_permutation_p(3, 3), smallest_permutation_p(4, 1)
    (0.05, 0.2)
    """
    return 1 / comb(n_target + n_reference, n_target)


def smallest_p(docs: ArrayLike, n_over: ArrayLike, n_under: ArrayLike) -> np.ndarray:
    """Return the smallest two-sided p of terms, as if all documents that hold them were in one group.

    ``2 · C(n_over, k) / C(n_over + n_under, k)`` for a term in k documents: the share of all deals that put the k into
    the group that over-uses the term, for two sides. If they are more than the group has documents, ``2 / C(n_over +
    n_under, n_over)``. No test that looks only at which documents hold the term can give less (Tarone 1990, for
    one-sided tests of counts). One that looks at more could; to take this as the least for it too is cautious.

    Parameters
    ----------
    docs
        Documents of both groups together that hold each term.
    n_over, n_under
        Documents of the group that over-uses it, and of the other.

    Returns
    -------
    ndarray
        At most 1.
    """
    docs, over, under = (np.asarray(x, dtype=float) for x in (docs, n_over, n_under))
    k, every = np.minimum(docs, over), over + under
    log_p = gammaln(over + 1) - gammaln(over - k + 1) - gammaln(every + 1) + gammaln(every - k + 1)
    return np.minimum(1, 2 * np.exp(log_p))


def is_testable(docs: ArrayLike, n_target: int, n_reference: int) -> np.ndarray:
    """Return which terms are tested: those that could reach a p of `LEVEL`, in groups that are large enough.

    Each group needs `LEAST_DOCUMENTS` documents with words, and as many must hold the term. The choice looks at both
    groups together, never at how they differ, so each p that is left stays valid (Bourgon, Gentleman
    and Huber 2010).

    Parameters
    ----------
    docs
        Documents of both groups together that hold each term.
    n_target, n_reference
        Documents with words.
    """
    docs = np.asarray(docs)
    if min(n_target, n_reference) < LEAST_DOCUMENTS:
        return np.zeros(docs.shape, dtype=bool)
    least = np.minimum(smallest_p(docs, n_target, n_reference), smallest_p(docs, n_reference, n_target))
    return (docs >= LEAST_DOCUMENTS) & (least <= LEVEL)


def explain_missing_test(n_target: int, n_reference: int, *, unit: str = "document") -> str:
    """Return one sentence that says why p, q, interval and rank are empty, or "" where there are enough documents.

    Parameters
    ----------
    n_target, n_reference
        Numbers of documents with words, as in the columns ``n_docs_target`` and ``n_docs_reference`` of keyness; or of
        clusters.
    unit
        What is counted, in the singular.

    See Also
    --------
    smallest_permutation_p : The number in the sentence.

    Examples
    --------
    >>> print(explain_missing_test(4, 1)[:74])
    No p-value, no interval and no rank: they compare documents and need at le
    >>> explain_missing_test(5, 5)
    ''
    """
    if min(n_target, n_reference) >= LEAST_DOCUMENTS:
        return ""
    ways = comb(n_target + n_reference, n_target)
    return (
        f"No p-value, no interval and no rank: they compare {unit}s and need at least {LEAST_DOCUMENTS} in each group, "
        f"but {count_in_words(n_target)} against {n_reference}; of the {ways:,} ways to deal these {unit}s out to two "
        f"such groups even the most extreme has a one-sided p of {smallest_permutation_p(n_target, n_reference):.2g}, "
        "before any correction for the number of terms."
    )


def explain_unlike_lengths(overlap: float, *, unit: str = "document") -> str:
    """Return what to know of a test where few units of the two groups are of like length, or "" where many are.

    Parameters
    ----------
    overlap
        `LengthStrata.overlap`.
    unit
        What the test compares: document or cluster.

    Examples
    --------
    >>> explain_unlike_lengths(0.15)[-23:]
    'has 15 % of its weight.'
    """
    if overlap >= LEAST_OVERLAP:
        return ""
    units = "texts" if unit == "document" else "clusters"
    share = "less than 1" if overlap < 0.01 else f"{100 * overlap:.0f}"
    left = f"and so has {share} % of its weight" if overlap else "and there are none, so p is 1 for every word"
    return f"The {units} of the two groups are of unlike lengths: the test compares those of like length alone, {left}."


def explain_missing_stability(n_blocks: int, short: Mapping[str, int] = MappingProxyType({})) -> str:
    """Return one sentence that says why nothing is said of stability within the texts, or "" where there is enough.

    Parameters
    ----------
    n_blocks
        Blocks of sentences with words of the chosen voice, in the smaller group.
    short
        The texts with fewer than `LEAST_BLOCKS` blocks, and how many they have (`bootstrap.too_few_blocks`), where they
        cannot be left out.
    """
    if n_blocks >= LEAST_BLOCKS and not short:
        return ""
    why = f"No stability within the texts: it resamples blocks of sentences and needs at least {LEAST_BLOCKS} in each "
    if short:
        return f"{why}text, but {_few_blocks(short)}."
    return f"{why}group, but {count_in_words(n_blocks)} in one."


def explain_left_out(short: Mapping[str, int]) -> str:
    """Return one sentence that names the texts that stability leaves out, and how many blocks each has."""
    texts = "1 text" if len(short) == 1 else f"{len(short):,} texts"
    return (
        f"Left out, {texts} with fewer than {LEAST_BLOCKS} blocks of sentences to resample, which no number of the "
        f"table counts: {_few_blocks(short)}."
    )


def _few_blocks(short: Mapping[str, int]) -> str:
    names = [f"{doc_id} has {n}" for doc_id, n in short.items()]
    return ", ".join(names[:5]) + f", and {len(names) - 5:,} more have too few" * (len(names) > 5)


def count_in_words(n: int) -> str:
    """Return ``there is 1`` or ``there are 2``, for any number."""
    return f"there {'is' if n == 1 else 'are'} {n}"


def explain_missing_difference(n: int, n_other: int, *, unit: str = "text") -> str:
    """Return why a difference between two groups has no interval and no test, in a sentence, or "" if it has.

    >>> explain_missing_difference(4, 1)
    'Too few texts for a test: it compares texts and needs at least 5 in each group, but there are 4 against 1.'
    """
    if min(n, n_other) >= LEAST_DOCUMENTS:
        return ""
    return (
        f"Too few {unit}s for a test: it compares {unit}s and needs at least {LEAST_DOCUMENTS} in each group, but "
        f"{count_in_words(n)} against {n_other}."
    )


def explain_missing_interval(n_target: int, n_reference: int) -> str:
    """Return why a word shift has no bounds, in a sentence, or "" if there are enough documents."""
    if min(n_target, n_reference) >= LEAST_DOCUMENTS:
        return ""
    return (
        f"No bounds: they compare texts and need at least {LEAST_DOCUMENTS} in each group, but "
        f"{count_in_words(n_target)} against {n_reference}; the contributions are of these texts alone."
    )
