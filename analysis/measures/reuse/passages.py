"""Passages made of runs: runs that follow one another in both texts are chained, aligned, and cut where they differ."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
from scipy import sparse

from analysis.measures.reuse.alignment import best_stretches, untaken_pieces
from analysis.measures.reuse.exact_matches import MIN_RUN, Line, Runs, names_of, runs_of
from analysis.measures.reuse.longest_common import Block, align, merge_blocks, most_equal, n_equal

MIN_WORDS, SIMILARITY = 8, 0.5  # of a passage, where nothing else is asked for
LARGEST_GAP = (
    16  # words, on either side: how far apart two runs of one passage may be, and how far a passage's ends are sought
)
_AHEAD = 8  # runs that each run is compared with to find those near it; words looked at next to a run that is alone
_SHIFT = 3
_BACK = 50  # runs that a chain is continued from, at most

Run = tuple[int, int, int]  # place in a, place in b, words


class Passage(NamedTuple):
    """A passage, as places in the line of words; `docs`: the texts that hold its rarest run of `MIN_RUN` words."""

    a0: int
    a1: int
    b0: int
    b1: int
    n_words: int
    similarity: float
    docs: int


@dataclass(frozen=True)
class Wanted:
    """What counts as a passage: the least number of equal words, and the least similarity."""

    least: int
    similarity: float

    @property
    def seeds(self) -> int:
        """Words in runs that two places must share before they are aligned."""
        return max(MIN_RUN, 3 * self.least // 4)


Progress = Callable[[list[Any], str], Iterable[Any]]


def without_bar(steps: list[Any], _: str) -> list[Any]:
    """Return the steps."""
    return steps


def runs_by_pair(
    line: Line, by_name: np.ndarray, wanted: Wanted, progress: Progress = without_bar
) -> Iterator[tuple[list[list[Run]], np.ndarray]]:
    """Yield the groups of runs of each pair of texts, and for each place in how many texts its `MIN_RUN` words are.

    Of a pair, the text whose name sorts first is a: so nothing depends on the order of the texts. One pair comes after
    the other, for all runs as tuples would take gigabytes.
    """
    levels = names_of(line, lambda lengths: progress(lengths, "lengths"))
    runs = runs_of(line, levels)
    turned = by_name[line.text[runs.a]] > by_name[line.text[runs.b]]
    runs = runs._replace(a=np.where(turned, runs.b, runs.a), b=np.where(turned, runs.a, runs.b))
    pair = by_name[line.text[runs.a]] * (len(by_name) + 1) + by_name[line.text[runs.b]]
    order, group = near_runs(pair, runs, line.code, wanted)
    docs = _docs(levels[MIN_RUN.bit_length() - 1], line.text)
    del levels
    keys, columns = pair[order], np.column_stack([group, runs.a[order], runs.b[order], runs.n[order]])
    edges = [*np.flatnonzero(np.diff(keys, prepend=-1)).tolist(), len(keys)]
    for first, stop in progress(list(pairwise(edges)), "pairs"):
        groups: dict[int, list[Run]] = {}
        for part, a, b, n in columns[first:stop].tolist():
            groups.setdefault(part, []).append((a, b, n))
        yield list(groups.values()), docs


def _docs(names: np.ndarray, text: np.ndarray) -> np.ndarray:
    """Return in how many texts the words that a name stands for are, for each place."""
    docs = np.ones(len(names), dtype=np.int64)
    here = np.flatnonzero(names >= 0)
    once = np.unique(names[here].astype(np.int64) * (len(names) + 1) + text[here]) // (len(names) + 1)
    docs[here] = np.bincount(once, minlength=int(names.max(initial=0)) + 1)[names[here]]
    return docs


def near_runs(pair: np.ndarray, runs: Runs, code: np.ndarray, wanted: Wanted) -> tuple[np.ndarray, np.ndarray]:
    """Return the order of the runs by pair and group, and the group of each, without those that can make no passage.

    A group is of runs of one pair of which each is near another, in one stretch of either text.
    """
    order = np.lexsort((runs.b, runs.a, pair))
    pair, a, b, n, own = (column[order] for column in (pair, *runs))
    stretch, links = np.cumsum(code < 0), []
    for step in range(1, _AHEAD + 1):
        r, s = np.arange(max(len(a) - step, 0)), np.arange(step, max(len(a), step))
        gap_a, gap_b = a[s] - a[r] - n[r], b[s] - b[r] - n[r]
        near = (pair[r] == pair[s]) & (gap_a <= LARGEST_GAP) & (gap_b <= LARGEST_GAP) & (b[s] > b[r]) & (a[s] > a[r])
        near &= (stretch[a[r]] == stretch[a[s]]) & (stretch[b[r]] == stretch[b[s]])
        links.append((r[near], s[near]))
    r, s = (np.concatenate([link[side] for link in links]) for side in (0, 1))
    graph = sparse.coo_array((np.ones(len(r), dtype=np.int8), (r, s)), shape=(len(a), len(a)))
    _, group = sparse.csgraph.connected_components(graph, directed=False)
    total, size = np.bincount(group, weights=own), np.bincount(group)
    enough = (total >= wanted.seeds)[group] if len(group) else np.zeros(0, dtype=bool)
    short = np.flatnonzero(enough & (size[group] == 1) & (n < wanted.least)) if len(group) else np.zeros(0, dtype=int)
    enough[short] = n[short] + _close_by(code, a[short], b[short], n[short]) >= wanted.least
    order, group = order[enough], group[enough]
    again = np.argsort(group, kind="stable")
    again = again[np.argsort(pair[enough][again], kind="stable")]
    return order[again], group[again]


def _close_by(code: np.ndarray, a: np.ndarray, b: np.ndarray, n: np.ndarray) -> np.ndarray:
    """Return how many of the `_AHEAD` words on either side of a run have an equal one, at most `_SHIFT` off, in b."""
    alike = np.zeros(len(a), dtype=np.int64)
    for at_a, at_b, step in ((a - 1, b - 1, -1), (a + n, b + n, 1)):
        for k in range(_AHEAD):
            here = np.zeros(len(a), dtype=bool)
            for shift in range(-min(_SHIFT, k), _SHIFT + 1):
                places = (np.clip(at + step * by, 0, len(code) - 1) for at, by in ((at_a, k), (at_b, k + shift)))
                one, other = (code[place] for place in places)
                here |= (one == other) & (one >= 0)
            alike += here
    return alike


def chains(runs: Sequence[Run], seeds: int) -> list[list[Run]]:
    """Return chains of runs that go forward in both texts, no gap above `LARGEST_GAP` words, the longest first.

    Each run is in one chain at most. Of two chains with as many words that with the smaller gaps is taken, then the
    earlier.
    """
    left, found = list(runs), []
    while sum(run[2] for run in left) >= seeds:
        best: list[tuple[int, int, int]] = []  # words, minus the gaps, the run before
        for at, (a, b, n) in enumerate(left):
            score = (n, 0, -1)
            for k in range(max(0, at - _BACK), at):
                a_k, b_k, n_k = left[k]
                gap_a, gap_b = a - a_k - n_k, b - b_k - n_k
                over = max(0, -gap_a, -gap_b)
                if a > a_k and b > b_k and gap_a <= LARGEST_GAP and gap_b <= LARGEST_GAP and over < n:
                    score = max(score, (best[k][0] + n - over, best[k][1] - abs(gap_a) - abs(gap_b), k))
            best.append(score)
        at = max(range(len(left)), key=lambda k: (best[k][0], best[k][1], -k))
        if best[at][0] < seeds:
            break
        chain = []
        while at >= 0:
            chain.append(at)
            at = best[at][2]
        found.append([left[k] for k in reversed(chain)])
        of_chain = set(chain)
        left = [run for k, run in enumerate(left) if k not in of_chain and not _covered(run, found[-1])]
    return found


def _covered(run: Run, chain: list[Run]) -> bool:
    """Return whether all words of a run are, in one of the texts, words of one run of a chain."""
    for side in (0, 1):
        at = bisect_right(chain, run[side], key=itemgetter(side)) - 1
        if at >= 0 and run[side] + run[2] <= chain[at][side] + chain[at][2]:
            return True
    return False


def passages_of(groups: Sequence[Sequence[Run]], code: np.ndarray, docs: np.ndarray, wanted: Wanted) -> list[Passage]:
    """Return the passages of one pair of texts: no word of either is in two of them.

    Parameters
    ----------
    groups
        The runs of each group, in order.
    code
        The line's terms, negative where a stretch ends.
    docs
        In how many texts the `MIN_RUN` words from each place on occur.
    wanted
        What counts.
    """
    every = [chain for runs in groups for chain in chains(runs, wanted.seeds)]
    every.sort(key=lambda chain: (-sum(run[2] for run in chain), chain))
    taken: list[tuple[int, int, int, int]] = []
    found = []
    for chain in every:
        if all(any((t[0] <= a and a + n <= t[1]) or (t[2] <= b and b + n <= t[3]) for t in taken) for a, b, n in chain):
            continue
        for piece in list(untaken_pieces(_path(chain, code), taken)):
            for blocks in best_stretches(piece, wanted.similarity):
                first, last = blocks[0], blocks[-1]
                n = _most(code, blocks)
                similarity = 2 * n / (last.a1 - first.a0 + last.b1 - first.b0)
                if n >= wanted.least:
                    runs = [docs[block.a0 : block.a1 - MIN_RUN + 1].min() for block in blocks if _is_run(block)]
                    place = (first.a0, last.a1, first.b0, last.b1)
                    found.append(Passage(*place, n, similarity, int(min(runs, default=2))))
                    taken.append(place)
    return found


def _path(chain: Sequence[Run], code: np.ndarray) -> list[Block]:
    """Return the alignment along a chain: its runs, what is between them, and what is next to its ends."""
    (a, b, _), (a_last, b_last, n_last) = chain[0], chain[-1]
    start_a, start_b = _reach(code, a, -1), _reach(code, b, -1)
    blocks = _align_gap(code, start_a, a, start_b, b)
    at_a, at_b = a, b
    for a, b, n in chain:
        over = max(0, at_a - a, at_b - b)
        blocks += _align_gap(code, at_a, a + over, at_b, b + over)
        at_a, at_b = a + n, b + n
        blocks.append(Block(True, a + over, at_a, b + over, at_b))
    end_a, end_b = _reach(code, a_last + n_last, 1), _reach(code, b_last + n_last, 1)
    return merge_blocks(blocks + _align_gap(code, at_a, end_a, at_b, end_b))


def _reach(code: np.ndarray, at: int, step: int) -> int:
    """Return how far from a place, forwards or backwards, the end of a passage is sought: not beyond its stretch."""
    for _ in range(LARGEST_GAP):
        if code[at if step > 0 else at - 1] < 0:
            break
        at += step
    return at


def _align_gap(code: np.ndarray, a0: int, a1: int, b0: int, b1: int) -> list[Block]:
    if a0 == a1 or b0 == b1:
        return [Block(False, a0, a1, b0, b1)]
    return align(code[a0:a1].tolist(), code[b0:b1].tolist(), a0, b0)


def _most(code: np.ndarray, blocks: Sequence[Block]) -> int:
    """Return the most equal words of any alignment of what the blocks align: at least as many as they have."""
    known, first, last = n_equal(blocks), blocks[0], blocks[-1]
    if len(blocks) == 1:
        return known
    return most_equal(code[first.a0 : last.a1].tolist(), code[first.b0 : last.b1].tolist(), known)


def _is_run(block: Block) -> bool:
    return block.equal and block.a1 - block.a0 >= MIN_RUN
