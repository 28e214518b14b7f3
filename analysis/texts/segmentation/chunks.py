"""Terms of many texts at once, without their places: the rule of a word applied once to each different chunk.

A chunk is what lies between blanks of ASCII, with the blanks after it. News repeats its chunks, so these are told apart
in Arrow, and the rule looks at each different one once. It depends on what is beyond the blank in three cases alone: an
abbreviation that waits for a number or a name ("No. 5", "Co. Ltd"), an ending set apart ("did n't") and "US" among
capitals. In the first two the chunks are put together before the rule is applied; in the third the line decides.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import numpy as np
import regex
from scipy import sparse

from analysis.texts.segmentation.word_pattern import APOSTROPHES, WAITING
from analysis.texts.segmentation.words import APART, cut_words, terms_of, untold_country

_BLANKS = b" \t\n\x0b\x0c\r"
_MOST = 200_000_000  # bytes that are kept of chunks, some 100 beside each, before all are forgotten and learned anew

# What a chunk may do to its neighbour. More may be put together than needs be: the rule decides then.
_TAKES_NEXT, _TAKES_LAST, _ENDS_OPEN, _MAY_CLOSE = 1, 2, 4, 8
_WAITING = tuple(f"{word}.".encode() for word in sorted(WAITING))
_SIGNS = tuple(sign.encode() for sign in APOSTROPHES)
_ENDING = regex.compile(rf"(?i)n?[{APOSTROPHES}](?:t|s|re|ve|ll|d|m)(?![\p{{L}}\p{{N}}{APOSTROPHES}])")
_BYTES = np.arange(256)
_QUOTES = np.isin(_BYTES, [sign[0] for sign in _SIGNS])
_MAY_WAIT = np.isin(_BYTES, [ord("."), *(sign[-1] for sign in _SIGNS)])
_CLOSES = np.isin(_BYTES, list(b"tsrvlTSRVL")) | (_BYTES >= 0x80)  # "workers' s"; beyond ASCII too there is an s

# Where "US" may be among capitals: beside another word in capitals, or where no small letter is near.
_US = re.compile(rb"US")
_CAPITALS_BEFORE = re.compile(rb"(?:[A-Z'\x80-\xff] |['\x80-\xff])\Z")
_CAPITALS_AFTER = re.compile(rb"['\x80-\xff]| (?:[A-Z](?![a-z])|[\x80-\xff])")
_SMALL = re.compile(rb"[a-z]")
_NEAR = 24  # bytes
_MARK = b"\xff"  # no text in UTF-8 holds it


class ChunkTerms:
    """Counts of terms in one block of texts after another, with what is known of the chunks so far.

    Attributes
    ----------
    terms
        The number of each term, in the order in which they were met.

    Examples
    --------
    >>> known = ChunkTerms()
    >>> counts = known.count(["No. 5, they did n't say.", "They did."])
    >>> list(known.terms), counts.toarray().tolist()
    (['no.', '5', 'they', "didn't", 'say', 'did'], [[1, 1, 1, 1, 1, 0], [0, 0, 1, 0, 0, 1]])
    """

    def __init__(self) -> None:
        self.terms: dict[str, int] = {}
        self._names: list[str] = []
        self._forget()

    def _forget(self) -> None:
        self._row: dict[bytes, int] = {}
        self._numbers, self._ends, self._flags, self._size = array("i"), array("i", [0]), bytearray(), 0

    def count(self, texts: Sequence[str]) -> sparse.csr_array:
        """Return how often each term occurs in each text: texts by the terms so far, the columns of a row unsorted.

        The terms are those of `tokens`, to the letter. A block may have 2 GB of UTF-8 at most.
        """
        import pyarrow as pa

        if self._size > _MOST:
            self._forget()
        coded = [text.encode("utf-8", "surrogatepass") for text in texts]
        data, edges = b"".join(coded), np.cumsum([0, *map(len, coded)])
        starts = _chunk_starts(data, edges)
        text = np.repeat(np.arange(len(texts)), np.diff(np.searchsorted(starts, edges)))
        ends = np.append(starts, len(data))
        buffers = [None, pa.py_buffer(ends.astype(np.int32)), pa.py_buffer(data)]
        found = pa.Array.from_buffers(pa.binary(), len(starts), buffers).dictionary_encode()
        chunk = self._rows_of(found.dictionary.to_pylist())[found.indices.to_numpy()]
        goes_on = self._goes_on(chunk, text)
        heads, spans = _together(goes_on, ends, np.flatnonzero(goes_on))
        chunk[heads] = self._rows_of([data[begin:end] for begin, end in spans])
        if loud := list(_among_capitals(data, edges.tolist())):
            heads, spans = _together(goes_on, ends, np.searchsorted(starts, loud, side="right") - 1)
            places = [[at - a for at in loud[bisect_left(loud, a) : bisect_left(loud, b)]] for a, b in spans]
            chunk[heads] = self._rows_of([data[begin:end] for begin, end in spans], places)
        return self._product(chunk[~goes_on], text[~goes_on], len(texts))

    def count_apart(self, texts: Sequence[str]) -> tuple[list[str], sparse.csr_array]:
        """Return the terms that occur in these texts, and the texts by these terms."""
        counts = self.count(texts)
        used = np.bincount(counts.indices, minlength=len(self._names)) > 0
        columns = (np.cumsum(used) - 1).astype(np.int32)[counts.indices]
        shape = (len(texts), int(used.sum()))
        names = [self._names[number] for number in np.flatnonzero(used).tolist()]
        return names, sparse.csr_array((counts.data, columns, counts.indptr), shape=shape)

    def _rows_of(self, keys: list[bytes], loud: Sequence[list[int]] = ()) -> np.ndarray:
        """Return the row of each chunk; what has not been seen before is cut into words and learned.

        `loud` are, for each chunk, the places of "US" among capitals.
        """
        names = keys
        if loud:
            names = [key + _MARK + str(places).encode() for key, places in zip(keys, loud, strict=True)]
        new = {name: key for name, key in zip(names, keys, strict=True) if name not in self._row}
        if new:
            self._row.update(zip(new, range(len(self._row), len(self._row) + len(new)), strict=True))
            self._learn(list(new.values()), dict(zip(names, loud, strict=True)) if loud else {}, list(new))
        return np.fromiter(map(self._row.__getitem__, names), dtype=np.int32, count=len(names))

    def _learn(self, chunks: list[bytes], loud: dict[bytes, list[int]], names: list[bytes]) -> None:
        data = APART.encode().join([*chunks, b""])
        self._size += len(data) + 100 * len(chunks)
        codes = np.frombuffer(data, dtype=np.uint8)
        sizes = np.fromiter(map(len, chunks), dtype=np.int64, count=len(chunks)) + len(APART)
        begins = np.cumsum(sizes) - sizes
        signs = np.cumsum(codes & 0xC0 != 0x80) - 1  # of each byte, the place of its sign in the text
        words, which, at = cut_words(data.decode("utf-8", "surrogatepass"), signs[begins])
        for number, name in enumerate(names) if loud else ():
            first, last = np.searchsorted(which, [number, number + 1])
            for place in loud[name]:
                k = first + int(np.searchsorted(at[first:last], signs[begins[number] + place], side="right")) - 1
                words[k] = words[k].lower()
        terms = terms_of(words)
        fresh = [term for term in dict.fromkeys(terms) if term not in self.terms]
        self.terms.update(zip(fresh, range(len(self.terms), len(self.terms) + len(fresh)), strict=True))
        self._names += fresh
        self._numbers.extend(map(self.terms.__getitem__, terms))
        self._ends.extend((self._ends[-1] + np.cumsum(np.bincount(which, minlength=len(chunks)))).tolist())
        self._flags.extend(_flags(chunks, codes, begins).tobytes())

    def _goes_on(self, chunk: np.ndarray, text: np.ndarray) -> np.ndarray:
        """Return which chunks are to be looked at together with the one before them."""
        flags = np.frombuffer(bytes(self._flags), dtype=np.uint8)[chunk]
        before, here = flags[:-1], flags[1:]
        joined = (before & _TAKES_NEXT) | (here & _TAKES_LAST) | ((before & _ENDS_OPEN) << 1 & here & _MAY_CLOSE)
        return np.append(False, (joined > 0) & (text[1:] == text[:-1]))[: len(chunk)]

    def _product(self, chunk: np.ndarray, text: np.ndarray, n_texts: int) -> sparse.csr_array:
        """Return texts by chunks times chunks by terms."""
        rows = np.searchsorted(text, np.arange(n_texts + 1)).astype(np.int32)
        seen = sparse.csr_array((np.ones(len(chunk), np.int32), chunk, rows), shape=(n_texts, len(self._row)))
        numbers, ends = np.array(self._numbers, dtype=np.int32), np.array(self._ends, dtype=np.int32)
        holds = sparse.csr_array(
            (np.ones(len(numbers), np.int32), numbers, ends), shape=(len(ends) - 1, len(self.terms))
        )
        return seen @ holds


def _chunk_starts(data: bytes, edges: np.ndarray) -> np.ndarray:
    """Return where the chunks begin: at each text, and where a blank ends."""
    codes = np.frombuffer(data, dtype=np.uint8)
    blank = _is_blank(codes)
    begins = np.zeros(len(codes), dtype=bool)
    np.greater(blank[:-1], blank[1:], out=begins[1:])
    begins[edges[edges < len(codes)]] = True
    return np.flatnonzero(begins)


def _flags(chunks: list[bytes], codes: np.ndarray, begins: np.ndarray) -> np.ndarray:
    """Return what each chunk may do to its neighbours; in the codes, each begins there and has `APART` after it."""
    blanks = np.flatnonzero(_is_blank(codes))
    ends = blanks[np.searchsorted(blanks, begins)]
    first, second, last = codes[begins], codes[begins + 1], codes[ends - 1]
    flags = np.where(_CLOSES[first], _MAY_CLOSE, 0).astype(np.uint8)
    for k in np.flatnonzero((ends > begins) & (_MAY_WAIT[last])).tolist():
        bare = chunks[k].rstrip(_BLANKS)
        flags[k] |= _TAKES_NEXT * bare.endswith(_WAITING) | _ENDS_OPEN * bare.endswith(_SIGNS)
    for k in np.flatnonzero(_QUOTES[first] | (((first | 32) == ord("n")) & _QUOTES[second])).tolist():
        if _ENDING.match(chunks[k].decode("utf-8", "surrogatepass")):
            flags[k] |= _TAKES_LAST
    return flags


def _is_blank(codes: np.ndarray) -> np.ndarray:
    return (codes == ord(" ")) | (codes - np.uint8(ord("\t")) < 5)


def _together(goes_on: np.ndarray, ends: np.ndarray, members: np.ndarray) -> tuple[np.ndarray, list[tuple[int, int]]]:
    """Return the first of the chunks that are looked at together with each of these, and from where to where they are.

    `ends` are where each chunk ends and the next begins, from the first one's begin on.
    """
    firsts = np.flatnonzero(~goes_on)
    k = np.unique(np.searchsorted(firsts, members, side="right"))
    heads, follow = firsts[k - 1], np.append(firsts, len(goes_on))[k]
    return heads, list(zip(ends[heads].tolist(), ends[follow].tolist(), strict=True))


def _among_capitals(data: bytes, edges: list[int]) -> Iterator[int]:
    """Yield where "US" may be the pronoun, for all words around it are in capitals (`words.untold_country`)."""
    done = 0
    for found in _US.finditer(data):
        at, after = found.span()
        if at < done:
            continue
        k = bisect_right(edges, at)
        begin = data.rfind(b"\n", edges[k - 1], at) + 1 or edges[k - 1]
        end = data.find(b"\n", after, edges[k])
        end = edges[k] if end < 0 else end
        left, right = data[max(begin, at - _NEAR) : at], data[after : min(end, after + _NEAR)]
        if right[:1].isalnum():
            continue
        if _SMALL.search(left + right) and not (_CAPITALS_BEFORE.search(left) or _CAPITALS_AFTER.match(right)):
            continue
        line, done = data[begin:end].decode("utf-8", "surrogatepass"), end
        for place in untold_country(line):
            yield begin + len(line[:place].encode("utf-8", "surrogatepass"))
