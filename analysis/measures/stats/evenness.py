"""How evenly a term is spread over the parts of a group: 1 is as even as can be.

Parameters and errors of all are those of `dispersion.dp`: parts by terms, and the parts' numbers of
words. A term that does not occur has NaN, and so have all where there is but one part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.measures.stats.dispersion import cells_of

if TYPE_CHECKING:
    import numpy as np
    from scipy import sparse


def juilland_d(counts_by_part: sparse.sparray | np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Return Juilland's D of each term (Juilland & Chang-Rodríguez 1964).

    ``D = 1 - (sd / mean) / √(n - 1)`` over the term's rates in the n parts, ``v_i / size_i``, with the population's
    standard deviation; rates and counts give the same where the parts are of one size. From 0, all in one part, to 1,
    the same rate in each.

    Misleads with many parts: the root pulls every D towards 1, so D compares terms within one division and says
    nothing between two. A tiny part weighs as much as a long one.
    """
    import numpy as np

    cells = cells_of(counts_by_part, sizes)
    rate = cells.n / cells.size
    n_terms = len(cells.f)
    mean = np.bincount(cells.term, rate, minlength=n_terms) / cells.parts
    without = cells.parts - np.bincount(cells.term, minlength=n_terms)
    squares = np.bincount(cells.term, (rate - mean[cells.term]) ** 2, minlength=n_terms) + without * mean**2
    varies = np.divide(np.sqrt(squares / cells.parts), mean, out=np.zeros(n_terms), where=mean > 0)
    return cells.only_where_spread(np.clip(1 - varies / np.sqrt(max(cells.parts - 1, 1)), 0, 1))


def rosengren_s(counts_by_part: sparse.sparray | np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Return Rosengren's S of each term (Rosengren 1971).

    ``S = (Σ √(s_i · v_i))² / f``, where v_i of the term's f occurrences stand in part i, which holds the share s_i of
    all words. From ``min(s)``, all in the smallest part, to 1, as even as the sizes allow.

    Misleads when compared between groups: its lower end moves with the number of parts and the smallest of them.
    """
    import numpy as np

    cells = cells_of(counts_by_part, sizes)
    roots = np.sqrt(cells.size / cells.total * (cells.n / cells.f[cells.term]))
    return cells.only_where_spread(np.clip(np.bincount(cells.term, roots, minlength=len(cells.f)) ** 2, 0, 1))


def carroll_d2(counts_by_part: sparse.sparray | np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Return Carroll's D2 of each term (Carroll 1970).

    ``D2 = -Σ p_i · log2 p_i / log2 n`` with ``p_i`` the term's rate in part i, ``v_i / size_i``, over the sum of its
    rates in all n parts. From 0, all in one part, to 1, the same rate in each.

    Misleads where parts differ much in size: the rate of a tiny part, however chancy, counts like that of a long one.
    """
    import numpy as np

    cells = cells_of(counts_by_part, sizes)
    rate = cells.n / cells.size
    p = rate / np.bincount(cells.term, rate, minlength=len(cells.f))[cells.term]
    bits = np.bincount(cells.term, -p * np.log2(p), minlength=len(cells.f))
    return cells.only_where_spread(np.clip(bits / np.log2(max(cells.parts, 2)), 0, 1))
