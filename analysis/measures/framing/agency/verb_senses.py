"""What verb groups mean: the class of each verb, with its particle and in its context."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pandas as pd

from analysis.measures.dictionary.context import Around, in_context
from analysis.measures.framing.agency.clause_words import NO_QUOTE, ClauseWords


class VerbSenses:
    """The verbs of a table `verbs`, by their base form without a particle.

    Parameters
    ----------
    verbs
        Table `verbs`.
    """

    def __init__(self, verbs: pd.DataFrame) -> None:
        self.verbs = verbs["verb"].tolist()
        self.classes = verbs["class"].tolist()
        self.contexts = verbs["context"].tolist()
        self._by_base: dict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
        for entry, verb in enumerate(self.verbs):
            base, *particles = verb.split()
            self._by_base[base].append((tuple(particles), entry))
        for known in self._by_base.values():
            known.sort(key=lambda one: -len(one[0]))  # the longest first; rows of one verb in their order

    def of(self, bases: list[str], rows: list[int], words: ClauseWords, around: Around) -> list[tuple[str, str, int]]:
        """Return verb, class and last row of each verb group; a verb that is not listed has no class.

        Parameters
        ----------
        bases, rows
            The base form of each main verb, and its row.
        words, around
            The words.
        """
        asked: list[tuple[int, int, int, int]] = []  # group, first and last row, entry
        for k, (base, row) in enumerate(zip(bases, rows, strict=True)):
            for particles, entry in self._by_base.get(base, ()):
                if not particles or _follow(row, particles, words):
                    asked.append((k, row, row + len(particles), entry))
        found = pd.DataFrame(asked, columns=["group", "first", "last", "entry"], dtype=np.int64)
        holds = in_context(found, self.contexts, around)
        senses = [(base, "", row) for base, row in zip(bases, rows, strict=True)]
        for k, _, last, entry in reversed(found[holds].to_numpy().tolist()):
            senses[k] = (self.verbs[entry], self.classes[entry], last)
        return senses


def _follow(row: int, particles: tuple[str, ...], words: ClauseWords) -> bool:
    """Return whether these words come right after a row, in its sentence and without a mark between."""
    if row + len(particles) >= words.sentence_end(row):
        return False
    return all(
        words.term(row + k) == particle and not words.signs[row + k - 1] & NO_QUOTE
        for k, particle in enumerate(particles, start=1)
    )
