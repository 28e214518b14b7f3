"""What two texts share and what they change within a passage, step by step."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from analysis.measures.reuse.alignment import Block, beside
from analysis.schema import COLUMNS, InputError, check
from analysis.texts.segmentation.words import tokens

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd


def alignment(passages: pd.DataFrame, segments: pd.DataFrame) -> pd.DataFrame:
    """Return the words of each passage set beside each other.

    Parameters
    ----------
    passages
        Table `reuse`, or some rows of it.
    segments
        The table `segments` that the passages were found in.

    Returns
    -------
    DataFrame
        One row per step, in the order of the text. ``passage``: the row's index in `passages`. ``step``: "equal" (the
        same terms), "replaced" (words of a have others in their place in b), "only a", "only b". ``start_a, end_a,
        start_b, end_b``: from the first to the last word, in characters; on a side without words both are the place
        after the word before. ``words_a, words_b``: words. The equal steps of a passage hold its ``n_words``: of all
        alignments it is one with the most words alike (longest common subsequence), and where there are several, which
        one does not depend on the order of the texts.

    Raises
    ------
    InputError
        If a passage is of a text that the segments lack, or holds no word of it.

    Notes
    -----
    Misleads where "replaced" is read as one word for another: it sets what stands between equal words on the one side
    against what stands there on the other.
    """
    import pandas as pd

    check(passages, "reuse", needs=COLUMNS["reuse"][:6])
    words = _Words(tokens(segments))
    rows = []
    for index, row in zip(passages.index, passages[list(COLUMNS["reuse"][:6])].itertuples(index=False), strict=True):
        a, b = words.of(row.doc_id_a, row.start_a, row.end_a), words.of(row.doc_id_b, row.start_b, row.end_b)
        for block in aligned_words(words.code, a, b, turned=str(row.doc_id_a) > str(row.doc_id_b)):
            n_a, n_b = block.a1 - block.a0, block.b1 - block.b0
            step = "equal" if block.alike else "replaced" if n_a and n_b else "only a" if n_a else "only b"
            rows.append((index, step, *words.span(block.a0, block.a1), *words.span(block.b0, block.b1), n_a, n_b))
    return pd.DataFrame(rows, columns=list(COLUMNS["alignment"]))


def aligned_words(code: np.ndarray, a: tuple[int, int], b: tuple[int, int], *, turned: bool) -> list[Block]:
    """Return the blocks of two stretches of words; `turned` aligns b to a, so that the texts' order does not matter."""
    if turned:
        return [Block(x.alike, x.b0, x.b1, x.a0, x.a1) for x in aligned_words(code, b, a, turned=False)]
    return beside(code[a[0] : a[1]].tolist(), code[b[0] : b[1]].tolist(), a[0], b[0])


class _Words:
    """The words of all texts, to be found by text and place."""

    def __init__(self, table: pd.DataFrame) -> None:
        import numpy as np

        ids = table["doc_id"].to_numpy(dtype=object)
        self.code = table["term"].cat.codes.to_numpy()
        self.starts, self.ends = table["start"].to_numpy(), table["end"].to_numpy()
        edges = np.append(np.flatnonzero(np.append(True, ids[1:] != ids[:-1])[: len(ids)]), len(ids)).tolist()
        self.range = {ids[first]: (first, last) for first, last in pairwise(edges)}

    def of(self, doc_id: object, start: int, end: int) -> tuple[int, int]:
        """Return the first word and that after the last of a stretch of a text."""
        if doc_id not in self.range:
            raise InputError(f"the segments lack the text {doc_id!r}; give those that the passages were found in")
        first, last = self.range[doc_id]
        found = (
            first + int(self.starts[first:last].searchsorted(start)),
            first + int(self.ends[first:last].searchsorted(end, side="right")),
        )
        if found[0] >= found[1]:
            raise InputError(
                f"there is no word from {start} to {end} of {doc_id!r}; give the segments of these passages"
            )
        return found

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where words begin and end, in characters; no words stand where the word before ends."""
        if first == last:
            return int(self.ends[first - 1]), int(self.ends[first - 1])
        return int(self.starts[first]), int(self.ends[last - 1])
