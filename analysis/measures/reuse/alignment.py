"""Two rows of words set beside each other: which words are alike, in order, and the best stretches of that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Block(NamedTuple):
    """Words of the one and words of the other row, as positions; all alike, or none."""

    alike: bool
    a0: int
    a1: int
    b0: int
    b1: int


def beside(a: Sequence[int], b: Sequence[int], at_a: int = 0, at_b: int = 0) -> list[Block]:
    """Return the blocks of the alignment with the most words alike (longest common subsequence).

    Parameters
    ----------
    a, b
        Numbers of the terms.
    at_a, at_b
        What is added to the positions.

    Notes
    -----
    rapidfuzz does it: 64 words at a time, where difflib has no bound worth the name and need not find the most.
    """
    from rapidfuzz.distance import LCSseq

    blocks: list[Block] = []
    for step in LCSseq.opcodes(a, b):
        ends = (step.src_start + at_a, step.src_end + at_a, step.dest_start + at_b, step.dest_end + at_b)
        blocks.append(Block(step.tag == "equal", *ends))
    return joined(blocks)


def joined(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks with neighbours of one kind made one."""
    whole: list[Block] = []
    for block in blocks:
        if block.a0 == block.a1 and block.b0 == block.b1:
            continue
        if whole and whole[-1].alike == block.alike:
            whole[-1] = Block(block.alike, whole[-1].a0, block.a1, whole[-1].b0, block.b1)
        else:
            whole.append(block)
    return whole


def matched(blocks: Sequence[Block]) -> int:
    """Return how many words are alike."""
    return sum(block.a1 - block.a0 for block in blocks if block.alike)


def best_stretches(blocks: Sequence[Block], similarity: float) -> list[list[Block]]:
    """Return the stretches in which more words are alike than a similarity asks for: all maximal ones, in order.

    A word alike in both counts 1, a word of one side alone ``-s / (2 (1 - s))``: the sum of a stretch is positive where
    2 · alike / (words of a + words of b) > s. The maximal scoring stretches do not overlap, begin and end with words
    that are alike, and every beginning and end of one is alike enough in itself (Ruzzo & Tompa 1999).
    """
    price = similarity / (2 * (1 - similarity)) if similarity < 1 else float(sum(map(_words, blocks)) + 1)
    found: list[tuple[int, int, float, float]] = []  # first and last block, sum before the first, sum up to the last
    total = 0.0
    for at, block in enumerate(blocks):
        before, total = total, total + (block.a1 - block.a0 if block.alike else -price * _words(block))
        if not block.alike:
            continue
        new = (at, at, before, total)
        while True:
            k = next((k for k in range(len(found) - 1, -1, -1) if found[k][2] < new[2]), -1)
            if k < 0 or found[k][3] >= new[3]:
                break
            new = (found[k][0], new[1], found[k][2], new[3])
            del found[k:]
        found.append(new)
    return [list(blocks[first : last + 1]) for first, last, _, _ in found]


def outside(blocks: Sequence[Block], taken: Sequence[tuple[int, int, int, int]]) -> Iterator[list[Block]]:
    """Yield the pieces of an alignment between stretches that are taken, on either side, by something else."""
    if not blocks:
        return
    first, last = blocks[0], blocks[-1]
    near = [t for t in taken if (t[0] < last.a1 and first.a0 < t[1]) or (t[2] < last.b1 and first.b0 < t[3])]
    if not near:
        yield list(blocks)
        return
    piece: list[Block] = []
    for block in blocks:
        steps = [block]
        if block.alike:
            size = block.a1 - block.a0
            steps = [Block(True, block.a0 + k, block.a0 + k + 1, block.b0 + k, block.b0 + k + 1) for k in range(size)]
        for step in steps:
            if any((t[0] < step.a1 and step.a0 < t[1]) or (t[2] < step.b1 and step.b0 < t[3]) for t in near):
                if piece:
                    yield joined(piece)
                piece = []
            else:
                piece.append(step)
    if piece:
        yield joined(piece)


def _words(block: Block) -> int:
    return block.a1 - block.a0 + block.b1 - block.b0
