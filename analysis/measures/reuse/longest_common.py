"""The alignment of two stretches of words with the most equal words: their longest common subsequence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd

LARGEST_TABLE = 1 << 30  # words of the one times words of the other: the table of an alignment has a bit for each
_ANCHOR = 8  # words in a row, once in either text
_OFTEN = 64  # places of a term from which on its mask is kept


class Block(NamedTuple):
    """Words of the one and words of the other row, as positions; all equal, or none."""

    equal: bool
    a0: int
    a1: int
    b0: int
    b1: int


def align(a: Sequence[int], b: Sequence[int], at_a: int = 0, at_b: int = 0) -> list[Block]:
    """Return the blocks of the alignment with the most equal words (longest common subsequence).

    Parameters
    ----------
    a, b
        Numbers of the terms.
    at_a, at_b
        What is added to the positions.

    Notes
    -----
    rapidfuzz does it: 64 words at a time, where difflib has no bound worth the name and need not find the most. Its
    table would take 125 GB for two texts of a million words. So where it would have more than `LARGEST_TABLE` cells,
    what is between runs of 8 words that occur once in either text, and in the same order, is aligned piece by piece;
    a few equal words may be missed where such a run was moved. A piece without such a run is halved exactly
    (Hirschberg 1975).
    """
    if len(a) * len(b) > LARGEST_TABLE:
        return merge_blocks(_align_long(np.asarray(a, dtype=np.int64), np.asarray(b, dtype=np.int64), at_a, at_b))
    from rapidfuzz.distance import LCSseq

    blocks: list[Block] = []
    for step in LCSseq.opcodes(a, b):
        ends = (step.src_start + at_a, step.src_end + at_a, step.dest_start + at_b, step.dest_end + at_b)
        blocks.append(Block(step.tag == "equal", *ends))
    return merge_blocks(blocks)


def most_equal(a: Sequence[int], b: Sequence[int], known: int) -> int:
    """Return how many words are equal in `align`, of which an alignment with `known` is known: that saves most work."""
    if len(a) * len(b) > LARGEST_TABLE:
        return n_equal(align(a, b))
    from rapidfuzz.distance import LCSseq

    return int(LCSseq.similarity(a, b, score_cutoff=known))


def merge_blocks(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with neighbours of one kind made one."""
    whole: list[Block] = []
    for block in blocks:
        if block.a0 == block.a1 and block.b0 == block.b1:
            continue
        if whole and whole[-1].equal == block.equal:
            whole[-1] = Block(block.equal, whole[-1].a0, block.a1, whole[-1].b0, block.b1)
        else:
            whole.append(block)
    return whole


def n_equal(blocks: Sequence[Block]) -> int:
    """Return how many words are equal."""
    return sum(block.a1 - block.a0 for block in blocks if block.equal)


def _align_long(a: np.ndarray, b: np.ndarray, at_a: int, at_b: int) -> list[Block]:
    """Return the blocks of a pair whose table would be too large."""
    least = min(len(a), len(b))
    begin = _equal_from_start(a[:least], b[:least])
    end = _equal_from_start(a[begin:][::-1][: least - begin], b[begin:][::-1][: least - begin])
    last_a, last_b = len(a) - end, len(b) - end
    inner_a, inner_b = a[begin:last_a], b[begin:last_b]
    anchors = _anchors(inner_a, inner_b)
    if not anchors and begin + end == 0:
        cut_a, cut_b = _split(a, b)
        halves = ((a[:cut_a], b[:cut_b], at_a, at_b), (a[cut_a:], b[cut_b:], at_a + cut_a, at_b + cut_b))
        return [block for one, two, i, j in halves for block in align(one.tolist(), two.tolist(), i, j)]
    blocks: list[Block] = []
    done_a = done_b = 0
    for i, j, n in [(0, 0, begin), *((i + begin, j + begin, _ANCHOR) for i, j in anchors), (last_a, last_b, end)]:
        if i < done_a or j < done_b:
            continue  # it shares words with the anchor before; the next one does not
        blocks += align(a[done_a:i].tolist(), b[done_b:j].tolist(), at_a + done_a, at_b + done_b)
        done_a, done_b = i + n, j + n
        blocks.append(Block(True, at_a + i, at_a + done_a, at_b + j, at_b + done_b))
    return blocks


def _equal_from_start(a: np.ndarray, b: np.ndarray) -> int:
    """Return how many words from the start on are equal, of two stretches of one length."""
    differ = np.flatnonzero(a != b)
    return int(differ[0]) if len(differ) else len(a)


def _anchors(a: np.ndarray, b: np.ndarray) -> list[tuple[int, int]]:
    """Return where runs of `_ANCHOR` words begin that are once in a and once in b, in one order in both: the most."""
    name, _ = pd.factorize(np.concatenate([a, [-1], b]))
    length = 1
    while length < _ANCHOR:
        name, _ = pd.factorize(name[:-length].astype(np.int64) * len(name) + name[length:])
        length *= 2
    if not len(name):
        return []
    at_b = np.arange(len(name)) > len(a)
    n_a, n_b = (np.bincount(name[side], minlength=len(name)) for side in (~at_b, at_b))
    place = np.zeros(len(name), dtype=np.int64)
    place[name[at_b]] = np.flatnonzero(at_b) - len(a) - 1
    here = np.flatnonzero(~at_b & (n_a[name] == 1) & (n_b[name] == 1))
    there = place[name[here]]
    return [(int(here[k]), int(there[k])) for k in _longest_increasing(there.tolist())]


def _longest_increasing(numbers: Sequence[int]) -> list[int]:
    """Return the places of a longest increasing subsequence (Fredman 1975)."""
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for place, number in enumerate(numbers):
        at = bisect_left(tails, number)
        before.append(last[at - 1] if at else -1)
        tails[at : at + 1], last[at : at + 1] = [number], [place]
    chosen = []
    place = last[-1] if last else -1
    while place >= 0:
        chosen.append(place)
        place = before[place]
    return chosen[::-1]


def _split(a: np.ndarray, b: np.ndarray) -> tuple[int, int]:
    """Return where both are cut, the longer in its middle, so that the parts have as many equal words as the whole."""
    if len(b) > len(a):
        cut_b, cut_a = _split(b, a)
        return cut_a, cut_b
    middle = len(a) // 2
    first, second = _equal_by_prefix(a[:middle], b), _equal_by_prefix(a[middle:][::-1], b[::-1])
    return middle, int(np.argmax(first + second[::-1]))


def _equal_by_prefix(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Return the most equal words of a and the first 0, 1, 2 … words of b, a row of bits for each word (Hyyrö 2004)."""
    places = {term: np.flatnonzero(b == term) for term in np.intersect1d(a, b).tolist()}
    masks = {term: _mask(at, len(b)) for term, at in places.items() if len(at) >= _OFTEN}
    every = (1 << len(b)) - 1
    row = every
    for term in a.tolist():
        if term not in places:
            continue
        alike = row & (masks[term] if term in masks else _mask(places[term], len(b)))
        row = ((row + alike) | (row - alike)) & every
    bits = np.frombuffer(row.to_bytes(len(b) // 8 + 1, "little"), dtype=np.uint8)
    return np.append(0, np.cumsum(1 - np.unpackbits(bits, bitorder="little")[: len(b)].astype(np.int64)))


def _mask(places: np.ndarray, n: int) -> int:
    held = np.zeros(n, dtype=np.uint8)
    held[places] = 1
    return int.from_bytes(np.packbits(held, bitorder="little").tobytes(), "little")
