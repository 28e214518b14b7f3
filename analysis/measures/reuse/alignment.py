"""Word alignment of two stretches of text: what they share, what each changes, and the best stretches of that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from analysis.measures.reuse.longest_common import Block, align, merge_blocks
from analysis.measures.spans import word_ranges
from analysis.schema import COLUMNS, InputError, check
from analysis.texts.segmentation.words import tokens_of


def best_stretches(blocks: Sequence[Block], similarity: float) -> list[list[Block]]:
    """Return the stretches in which more words are equal than a similarity asks for: all maximal ones, in order.

    A word equal in both counts 1, a word of one side alone ``-s / (2 (1 - s))``: the sum of a stretch is positive where
    2 · equal / (words of a + words of b) > s. The maximal scoring stretches do not overlap, begin and end with words
    that are equal, and every beginning and end of one is similar enough in itself (Ruzzo & Tompa 1999).
    """
    price = similarity / (2 * (1 - similarity)) if similarity < 1 else float(sum(map(_words, blocks)) + 1)
    found: list[tuple[int, int, float, float]] = []  # first and last block, sum before the first, sum up to the last
    total = 0.0
    for at, block in enumerate(blocks):
        before, total = total, total + (block.a1 - block.a0 if block.equal else -price * _words(block))
        if not block.equal:
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


def untaken_pieces(blocks: Sequence[Block], taken: Sequence[tuple[int, int, int, int]]) -> Iterator[list[Block]]:
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
        if block.equal:
            size = block.a1 - block.a0
            steps = [Block(True, block.a0 + k, block.a0 + k + 1, block.b0 + k, block.b0 + k + 1) for k in range(size)]
        for step in steps:
            if any((t[0] < step.a1 and step.a0 < t[1]) or (t[2] < step.b1 and step.b0 < t[3]) for t in near):
                if piece:
                    yield merge_blocks(piece)
                piece = []
            else:
                piece.append(step)
    if piece:
        yield merge_blocks(piece)


def _words(block: Block) -> int:
    return block.a1 - block.a0 + block.b1 - block.b0


_STEPS = ("equal", "replaced", "only a", "only b")


def alignment(passages: pd.DataFrame, segments: pd.DataFrame, *, tokens: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the words of each passage, side by side.

    Parameters
    ----------
    passages
        Table `reuse`, or some rows of it.
    segments
        The table `segments` that the passages were found in.
    tokens
        Table `tokens` of the segments, if it has been made; else the words are found here.

    Returns
    -------
    DataFrame
        One row per step, in the order of the text. ``passage``: the row's index in `passages`. ``step``: "equal" (the
        same terms), "replaced" (words of a have others in their place in b), "only a", "only b". ``start_a, end_a,
        start_b, end_b``: from the first to the last word, in characters; on a side without words both are the place
        after the word before. ``words_a, words_b``: words. The equal steps of a passage hold its ``n_words``: of all
        alignments it is one with the most equal words (longest common subsequence), and where there are several, which
        one does not depend on the order of the texts.

    Raises
    ------
    InputError
        If a passage is of a text that the segments lack, or holds no word of it.

    See Also
    --------
    reuse : the passages.
    side_by_side : the two texts, for reading.

    Notes
    -----
    Misleads where "replaced" is read as one word for another: it sets what is between equal words on the one side
    against what is there on the other.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> steps = same.alignment(story.passages.head(1), story.segments)
    >>> int(steps.loc[steps["step"] == "equal", "words_a"].sum()), int(story.passages["n_words"].iloc[0])
    (10, 10)
    """
    check(passages, "reuse", needs=COLUMNS["reuse"][:6])
    table = tokens_of(segments, tokens)
    code, starts, ends = (table["term"].cat.codes.to_numpy(), table["start"].to_numpy(), table["end"].to_numpy())
    turned = passages["doc_id_a"].astype(str) > passages["doc_id_b"].astype(str)
    ranges = [edge.tolist() for side in "ab" for edge in passage_words(passages, table, side)]

    blocks = (
        (row, *block)
        for row, (turn, a0, a1, b0, b1) in enumerate(zip(turned, *ranges, strict=True))
        for block in aligned_words(code, (a0, a1), (b0, b1), turned=turn)
    )
    row, equal, *edges = np.fromiter(
        blocks, dtype=np.dtype((np.int64, 6))
    ).T  # as tuples they would take ten times that
    words = [last - first for first, last in (edges[:2], edges[2:])]
    kind = np.where(equal > 0, 0, np.where((words[0] > 0) & (words[1] > 0), 1, np.where(words[0] > 0, 2, 3)))
    table = {"passage": passages.index[row], "step": pd.Categorical.from_codes(kind, list(_STEPS)).astype("str")}
    for side, n, first, last in zip("ab", words, edges[::2], edges[1::2], strict=True):
        # Where there are no words, both edges are where the word before ends.
        table |= {
            f"start_{side}": np.where(n > 0, starts[first * (n > 0)], ends[last - 1]),
            f"end_{side}": ends[last - 1],
        }
        table |= {f"words_{side}": n}
    return pd.DataFrame(table, columns=list(COLUMNS["alignment"]))


def aligned_words(code: np.ndarray, a: tuple[int, int], b: tuple[int, int], *, turned: bool) -> list[Block]:
    """Return the blocks of two stretches of words; `turned` aligns b to a, so that the texts' order does not matter."""
    if turned:
        return [Block(x.equal, x.b0, x.b1, x.a0, x.a1) for x in aligned_words(code, b, a, turned=False)]
    return align(code[a[0] : a[1]].tolist(), code[b[0] : b[1]].tolist(), a[0], b[0])


def passage_words(passages: pd.DataFrame, words: pd.DataFrame, side: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the rows of the first word of each passage and of that after its last, on the side "a" or "b".

    Raises
    ------
    InputError
        If a passage is of a text that the words lack, or holds no word of it.
    """
    names = {f"{name}_{side}": name for name in ("doc_id", "start", "end")}
    spans = passages[list(names)].rename(columns=names)
    lost = spans[~spans["doc_id"].isin(words["doc_id"].unique())]
    if len(lost):
        raise InputError(f"the segments lack the text {lost['doc_id'].iloc[0]!r}; give those of the passages")
    first, last = word_ranges(words, spans)
    if (first == last).any():
        doc_id, start, end = spans.iloc[int(np.argmax(first == last))]
        raise InputError(f"there is no word from {start} to {end} of {doc_id!r}; give the segments of these passages")
    return first, last
