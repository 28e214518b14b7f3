"""The words of some texts as arrays: what each may be, and which punctuation follows it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis.measures.framing.agency.word_flags import Flag, flags_of
from analysis.texts.matching.matcher import Written

COMMA, STOP, OPENS, CLOSES, DASH, QUOTE = 1, 2, 4, 8, 16, 32
NO_QUOTE = ~QUOTE
_SIGNS = {",": COMMA, **dict.fromkeys(";:!?…", STOP), **dict.fromkeys("([", OPENS), **dict.fromkeys(")]", CLOSES)}
_SIGNS |= {**dict.fromkeys("—–", DASH), **dict.fromkeys('"“”«»', QUOTE)}
_CLASSES = np.zeros(0x2100, dtype=np.uint8)
_CLASSES[[ord(sign) for sign in _SIGNS]] = list(_SIGNS.values())
_CLASSES[ord("-")] = DASH


class ClauseWords(Written):
    """The words of a table `tokens`, in whose rows all other modules of this folder count.

    Attributes
    ----------
    flags
        What each word may be: `word_flags.Flag`.
    signs
        The punctuation between each word and the next: ``COMMA``, ``STOP`` and so on, added up. `sign_array` too.
    sentence, segment
        As in the table.
    first
        The first row of the sentence of each word.
    capitals
        Which words begin with a capital letter.
    names
        Which have a capital that must be that of a name: inside a sentence where few words have one.
    """

    def __init__(self, tokens: pd.DataFrame, texts: Mapping[str, str]) -> None:
        super().__init__(tokens, texts)
        terms = tokens["term"].astype("category").cat
        self.vocabulary = [str(known) for known in terms.categories]
        self.codes = terms.codes.to_numpy().astype(np.int64)
        self._terms: list[str] = np.array(self.vocabulary, dtype=object)[self.codes].tolist()
        known = np.fromiter(map(flags_of, self.vocabulary), dtype=np.int64, count=len(self.vocabulary))
        self.flag_array = known[self.codes]
        self.sentence, self.segment = tokens["sentence"].to_numpy(), tokens["segment"].to_numpy()
        letters, base = self._letters()
        self.sign_array = self._signs(letters, base).astype(np.int64)
        self.signs: list[int] = self.sign_array.tolist()
        self.capitals = _is_capital(letters[base + self.starts]) if len(base) else np.zeros(0, dtype=bool)
        self._sentence_edges()
        self.first = np.array(self._starts, dtype=np.int64)
        self.names = self.capitals & self._capitals_tell() & (self.first != np.arange(len(self.codes)))
        like_adverbs = np.array([known.endswith("ly") for known in self.vocabulary], dtype=bool)[self.codes]
        self.flag_array[self.names & like_adverbs] &= ~Flag.ADVERB  # "Mr Reilly"
        like_modals = np.array([known in ("may", "will") for known in self.vocabulary], dtype=bool)[self.codes]
        self.flag_array[self.names & like_modals] &= ~Flag.MODAL  # "in May", "Will Roe"
        self.flags: list[int] = self.flag_array.tolist()

    def term(self, row: int) -> str:
        """Return the term in a row."""
        return self._terms[row]

    def sentence_end(self, row: int) -> int:
        """Return the row after the last word of the sentence of a row."""
        return self._ends[row]

    def sentence_start(self, row: int) -> int:
        """Return the first row of the sentence of a row."""
        return self._starts[row]

    def _sentence_edges(self) -> None:
        changes = np.flatnonzero(np.append(True, self.sentence[1:] != self.sentence[:-1])[: len(self.sentence)])
        edges = np.append(changes, len(self.sentence))
        sizes = np.diff(edges)
        self._starts: list[int] = np.repeat(edges[:-1], sizes).tolist()
        self._ends: list[int] = np.repeat(edges[1:], sizes).tolist()

    def _capitals_tell(self) -> np.ndarray:
        """Return of each word whether its sentence is in plain case, where a capital inside it is that of a name."""
        first = np.array(self._starts, dtype=np.int64)
        edges = np.unique(first)
        if not len(edges):
            return np.zeros(0, dtype=bool)
        sizes = np.diff(np.append(edges, len(first)))
        large = np.add.reduceat(self.capitals.astype(np.int64), edges)
        return np.repeat(2 * large < sizes + 2, sizes)

    def _letters(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the characters of all texts as numbers, and where in them the text of each word begins."""
        if not len(self.codes):
            return np.zeros(0, dtype=np.uint32), np.zeros(0, dtype=np.int64)
        changes = np.flatnonzero(np.append(True, self.doc_ids[1:] != self.doc_ids[:-1]))
        texts = [self.texts[doc_id] for doc_id in self.doc_ids[changes].tolist()]
        sizes = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts))
        base = np.repeat(np.cumsum(sizes) - sizes, np.diff(np.append(changes, len(self.codes))))
        return np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), dtype=np.uint32), base

    def _signs(self, letters: np.ndarray, base: np.ndarray) -> np.ndarray:
        """Return the punctuation after each word, found in all texts at once by the code of their characters."""
        signs = np.zeros(len(self.codes), dtype=np.uint8)
        if not len(signs):
            return signs
        classes = _CLASSES[np.where(letters < len(_CLASSES), letters, 0)]
        places = np.flatnonzero(classes)
        word = np.searchsorted(base + self.starts, places, side="right") - 1
        outside = (word >= 0) & (places >= (base + self.ends)[word])
        places, word = places[outside], word[outside]
        np.bitwise_or.at(signs, word, classes[places])
        return signs


def _is_capital(letters: np.ndarray) -> np.ndarray:
    """Return which characters are capital letters."""
    different, back = np.unique(letters, return_inverse=True)
    return np.array([chr(code).isupper() for code in different.tolist()], dtype=bool)[back]
