"""A passage step by step: what is the same in both texts, replaced, or in one alone."""

from __future__ import annotations

from analysis.measures.reuse.alignment import Block, alignment, best_stretches
from analysis.measures.reuse.shared_passages import reuse
from analysis.schema import COLUMNS
from tests.measures.reuse.test_shared_passages import TOLD
from tests.toys import toy


def test_the_steps_of_an_alignment():
    segments, documents = toy(
        {"a": f"Now {TOLD} by the old guard", "b": "the bridge over the river, now shut on friday by the guard"}
    )
    text = dict(zip(documents["doc_id"], documents["text"], strict=True))
    steps = alignment(reuse(segments, documents), segments)
    told = [(s.step, text["a"][s.start_a : s.end_a], text["b"][s.start_b : s.end_b]) for s in steps.itertuples()]
    assert told == [
        ("equal", "the bridge over the river", "the bridge over the river"),
        ("replaced", "was closed", "now shut"),
        ("equal", "on friday by the", "on friday by the"),
        ("only a", "old", ""),
        ("equal", "guard", "guard"),
    ]
    assert steps["start_b"][3] == steps["end_b"][3] == text["b"].index(" guard")
    assert list(steps.columns) == list(COLUMNS["alignment"])


def test_the_best_stretches_by_hand():
    def path(*sizes):
        """Blocks of so many words alike, or, below 0, so many on either side that are not."""
        blocks, at = [], 0
        for n in sizes:
            blocks.append(Block(n > 0, at, at + abs(n), at, at + abs(n)))
            at += abs(n)
        return blocks

    def alike(blocks, s=0.5):
        return [[block.a1 - block.a0 for block in stretch] for stretch in best_stretches(blocks, s)]

    # Half alike: a word alike is worth 1, a word on both sides that is not costs 1.
    assert alike(path(5, -3, 4)) == [[5, 3, 4]]
    assert alike(path(5, -4, 4)) == [[5], [4]], "a change as large as an end is not worth taking in"
    assert alike(path(5, -6, 9, -2, 3)) == [[5], [9, 2, 3]]
    assert alike(path(5, -3, 4), s=1) == [[5], [4]]
    assert alike(path(-3)) == []
