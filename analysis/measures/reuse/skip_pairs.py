"""Seeds of near passages: two words that follow one another, with other words between them, in two texts."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from scipy import sparse

from analysis.measures.reuse.exact_matches import TOO_COMMON, Line
from analysis.measures.reuse.passages import LARGEST_GAP, Progress, without_bar

_COMMON = 0.5  # of all words are uses of the commonest terms, which make no seed
_FEW = 4  # uses
_NEXT = 3  # uncommon words after a word with which it makes a seed
_WITHIN = 12  # words from the one to the other
_REACH = 24  # words, on either side: how far apart two seeds of one passage may be
_AHEAD = 8  # seeds that each is compared with to find those near it
_LONGEST = 512  # words from the first to the last seed that are aligned at once


class Seeds(NamedTuple):
    """Pairs of words that two texts have in one order: the first and second word in a and in b, and a group.

    Seeds of one group are of one pair of texts and near each other.
    """

    a: np.ndarray
    a_next: np.ndarray
    b: np.ndarray
    b_next: np.ndarray
    group: np.ndarray

    def select(self, rows: np.ndarray) -> Seeds:
        """Return some of the seeds."""
        return Seeds(*(column[rows] for column in self))


def uncommon(code: np.ndarray) -> np.ndarray:
    """Return, for each term, whether it is not among the commonest that make half of all words.

    Up to four uses are never common: in two short texts that is a word of a passage that they share.
    """
    n = np.bincount(code[code >= 0])
    commonest = np.sort(n)[::-1]
    return n <= max(_FEW, commonest[int(np.searchsorted(np.cumsum(commonest), _COMMON * n.sum()))])


def seeds_of(
    line: Line,
    by_name: np.ndarray,
    free: Callable[[np.ndarray, np.ndarray], np.ndarray],
    progress: Progress = without_bar,
) -> Seeds:
    """Return the seeds that two texts share, a in the text whose name sorts first; each in a group of its own.

    A seed that occurs in more than `TOO_COMMON` places is a phrase of the language, and is passed over. Of places in a
    and in b, `free` says which are looked at, at once: texts reprinted many times have more seeds than memory holds.
    """
    code, stretch = line.code, np.cumsum(line.code < 0)
    at = np.flatnonzero(code >= 0).astype(np.int32)
    at = at[uncommon(code)[code[at]]] if len(at) else at
    firsts, nexts = [], []
    for step in range(1, _NEXT + 1):
        one, other = at[:-step], at[step:]
        near = (other - one <= _WITHIN) & (stretch[one] == stretch[other]) & (code[one] != code[other])
        firsts.append(one[near])
        nexts.append(other[near])
    first, then = np.concatenate(firsts), np.concatenate(nexts)
    key = code[first] * (1 + code.max(initial=0)) + code[then]
    order = np.argsort(key, kind="stable")
    key, first, then = key[order], first[order], then[order]
    begins = np.flatnonzero(np.append(True, np.diff(key) != 0)[: len(key)])
    sizes = np.diff(np.append(begins, len(key)))
    size, rank = np.repeat(sizes, sizes), np.arange(len(key)) - np.repeat(begins, sizes)
    few = (size > 1) & (size <= TOO_COMMON)
    first, then, size, rank = first[few], then[few], size[few], rank[few]
    found = [np.empty((4, 0), dtype=np.int32)]
    for step in progress(list(range(1, int(size.max(initial=1)))), "seeds"):
        one = np.flatnonzero(rank + step < size)
        one = one[line.text[first[one]] != line.text[first[one + step]]]
        turned = by_name[line.text[first[one]]] > by_name[line.text[first[one + step]]]
        one, other = one + step * turned, one + step * ~turned
        kept = free(first[one], first[other])
        one, other = one[kept], other[kept]
        found.append(np.stack([first[one], then[one], first[other], then[other]]))
    a, a_next, b, b_next = np.concatenate(found, axis=1).astype(np.int64)
    order = np.lexsort((b, a))
    order = order[np.append(True, (np.diff(a[order]) != 0) | (np.diff(b[order]) != 0))[: len(order)]]
    return Seeds(a, a_next, b, b_next, np.arange(len(a))).select(order)


def group_seeds(seeds: Seeds, line: Line, by_name: np.ndarray) -> Seeds:
    """Return the seeds that have another one near them, in groups, sorted by pair of texts and group."""
    pair = by_name[line.text[seeds.a]] * (len(by_name) + 1) + by_name[line.text[seeds.b]]
    order = np.lexsort((seeds.b, seeds.a, pair))
    seeds, pair, stretch = seeds.select(order), pair[order], np.cumsum(line.code < 0)
    links = []
    for step in range(1, _AHEAD + 1):
        r = np.arange(max(len(pair) - step, 0))
        s = r + step
        near = (pair[r] == pair[s]) & (seeds.a[s] - seeds.a[r] <= _REACH)
        near &= np.abs(seeds.b[s] - seeds.b[r]) <= _REACH
        near &= (stretch[seeds.a[r]] == stretch[seeds.a[s]]) & (stretch[seeds.b[r]] == stretch[seeds.b[s]])
        near &= seeds.a[r] // _LONGEST == seeds.a[s] // _LONGEST
        links.append((r[near], s[near]))
    r, s = (np.concatenate([link[side] for link in links]) for side in (0, 1))
    graph = sparse.coo_array((np.ones(len(r), dtype=np.int8), (r, s)), shape=(len(pair), len(pair)))
    _, group = sparse.csgraph.connected_components(graph, directed=False)
    more = np.flatnonzero(np.bincount(group)[group] > 1) if len(group) else np.zeros(0, dtype=np.int64)
    more = more[np.lexsort((group[more], pair[more]))]
    _, number = np.unique(group[more], return_inverse=True)
    return seeds.select(more)._replace(group=number)


def windows_of(seeds: Seeds, code: np.ndarray) -> np.ndarray:
    """Return where the words of each group that are aligned begin and end: ``a0, a1, b0, b1``, a row for each group.

    They reach `LARGEST_GAP` words beyond the seeds, and not beyond a stretch.
    """
    n = int(seeds.group.max(initial=-1)) + 1
    empty = np.flatnonzero(code < 0)
    edges = []
    for first, last in ((seeds.a, seeds.a_next), (seeds.b, seeds.b_next)):
        begin, end = np.full(n, len(code)), np.zeros(n, dtype=np.int64)
        np.minimum.at(begin, seeds.group, first)
        np.maximum.at(end, seeds.group, last + 1)
        before = empty[np.searchsorted(empty, begin) - 1] + 1
        after = empty[np.searchsorted(empty, end - 1)]
        edges += [np.maximum(begin - LARGEST_GAP, before), np.minimum(end + LARGEST_GAP, after)]
    return np.stack(edges, axis=1).reshape(-1, 4)
