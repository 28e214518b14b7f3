"""Terms of many texts at once, without their places: the rule of a word applied once to each different chunk.

A chunk is what lies between blanks of ASCII, with the blanks after it. News repeats its chunks, so these are told apart
in Arrow, and the rule looks at each different one once. It depends on what is beyond the blank in three cases alone: an
abbreviation that waits for a number or a name ("No. 5", "Co. Ltd"), an ending set apart ("did n't") and "US" among
capitals. In the first two the chunks are put together before the rule is applied; in the third the line decides.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

import numpy as np
import regex
from scipy import sparse

from analysis.texts.segmentation.byte_strings import PADDING, ByteStrings
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
_BEFORE_DOT = np.isin(_BYTES, [word[-2] for word in _WAITING])
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

    Examples
    --------
    >>> names, counts = ChunkTerms().count(["No. 5, they did n't say.", "They did."])
    >>> dict(zip(names, counts.T.toarray().tolist(), strict=True))
    {'5': [1, 0], 'they': [1, 1], 'say': [1, 0], 'did': [0, 1], 'no.': [1, 0], "didn't": [1, 0]}
    """

    def __init__(self) -> None:
        self._terms: dict[str, int] = {}
        self._names: list[str] = []
        self._words = ByteStrings()  # in small letters, of ASCII alone
        self._term_of_word = np.empty(0, dtype=np.int32)
        self._forget()

    def _forget(self) -> None:
        self._chunks, self._size = ByteStrings(), 0
        self._flags = np.empty(0, dtype=np.uint8)
        self._one = np.empty(0, dtype=np.int32)  # the term of each chunk that is one word, else -1
        self._ends, self._numbers = np.zeros(1, dtype=np.int64), np.empty(0, dtype=np.int32)  # the terms of each chunk

    def count(self, texts: Sequence[str]) -> tuple[list[str], sparse.csc_array]:
        """Return the terms that occur in these texts, in no order, and how often each text has them: texts by terms.

        The terms are those of `tokens`, to the letter. A block may have 2 GB of UTF-8 at most.
        """
        if self._size > _MOST:
            self._forget()
        coded = [text.encode("utf-8", "surrogatepass") for text in texts]
        data, edges = b"".join(coded), np.cumsum([0, *map(len, coded)])
        padded = np.frombuffer(data + bytes(PADDING), dtype=np.uint8)
        starts = _chunk_starts(padded[: len(data)], edges)
        text = np.repeat(np.arange(len(texts)), np.diff(np.searchsorted(starts, edges)))
        ends = np.append(starts, len(data))
        chunk = self._rows_of(padded, starts, np.diff(ends))
        goes_on = self._goes_on(chunk, text)
        heads, begins, follow = _together(goes_on, ends, np.flatnonzero(goes_on))
        chunk[heads] = self._rows_of(padded, begins, follow - begins)
        if loud := list(_among_capitals(data, edges.tolist())):
            heads, begins, follow = _together(goes_on, ends, np.searchsorted(starts, loud, side="right") - 1)
            spans = list(zip(begins.tolist(), follow.tolist(), strict=True))
            places = [[at - a for at in loud[bisect_left(loud, a) : bisect_left(loud, b)]] for a, b in spans]
            chunk[heads] = self._rows_of_loud(padded, spans, places)
        return self._counts(chunk[~goes_on], text[~goes_on], len(texts))

    def _rows_of(self, data: np.ndarray, starts: np.ndarray, sizes: np.ndarray) -> np.ndarray:
        """Return the row of each chunk; what has not been seen before is cut into words and learned."""
        known = len(self._chunks)
        rows = self._chunks.of(data, starts, sizes)
        first = _first_of_each(rows, known, len(self._chunks))
        self._learn(data, starts[first], sizes[first])
        return rows

    def _rows_of_loud(self, data: np.ndarray, spans: list[tuple[int, int]], places: list[list[int]]) -> np.ndarray:
        """Return the row of each chunk with "US" among capitals, which is at these places of it."""
        known, held = len(self._chunks), data.data
        pairs = zip(spans, places, strict=True)
        rows = self._chunks.of_names([bytes(held[a:b]) + _MARK + str(at).encode() for (a, b), at in pairs])
        first = _first_of_each(rows, known, len(self._chunks))
        begins, ends = np.array(spans)[first].T
        self._learn(data, begins, ends - begins, [places[k] for k in first.tolist()])
        return rows

    def _learn(self, data: np.ndarray, begins: np.ndarray, sizes: np.ndarray, loud: Sequence[list[int]] = ()) -> None:
        """Cut new chunks into words; `loud` are, for each, the places of "US" among capitals."""
        if not len(begins):
            return
        apart = np.frombuffer(APART.encode(), dtype=np.uint8)
        codes = data[_ranges(begins, begins + sizes + len(apart))]
        begins = np.cumsum(sizes + len(apart)) - (sizes + len(apart))
        codes[(begins + sizes)[:, None] + np.arange(len(apart))] = apart
        self._size += len(codes) + 100 * len(begins)
        text = codes.tobytes().decode("utf-8", "surrogatepass")
        codes = np.append(codes, np.zeros(PADDING, dtype=np.uint8))
        signs = np.flatnonzero(codes & 0xC0 != 0x80)  # of each sign of the text, its place among the bytes
        starts, ends, which = cut_words(text, np.searchsorted(signs, begins))
        pronouns = [
            k
            for number, places in enumerate(loud)
            for k in np.searchsorted(signs[starts], [begins[number] + place for place in places], side="right") - 1
        ]
        terms = self._terms_of(text, codes, (starts, ends), (signs[starts], signs[ends]), pronouns)
        self._numbers = np.append(self._numbers, terms)
        n = np.bincount(which, minlength=len(begins))
        held = self._ends[-1] + np.cumsum(n)
        one = np.full(len(begins), -1, dtype=np.int32)
        one[n == 1] = self._numbers[held[n == 1] - 1]
        self._one = np.append(self._one, one)
        self._ends = np.append(self._ends, held)
        self._flags = np.append(self._flags, _flags(codes, begins))

    def _terms_of(
        self,
        text: str,
        codes: np.ndarray,
        signs: tuple[np.ndarray, np.ndarray],
        places: tuple[np.ndarray, np.ndarray],
        pronouns: list[int],
    ) -> np.ndarray:
        """Return the number of the term of each word, from where it starts and ends among signs and among bytes.

        What `words.term` does to a word of ASCII is to take small letters, but for "US", a space and a quotation mark.
        """
        odd = (codes >= 0x80) | (codes == ord("`")) | (codes == ord(" "))
        odd[1:] |= (codes[1:] == ord("S")) & ((codes[:-1] == ord("U")) | (codes[:-1] == ord(".")))
        before = np.append(0, np.cumsum(odd))
        by_rule = before[places[1]] > before[places[0]]
        by_rule[pronouns] = True
        numbers = np.empty(len(by_rule), dtype=np.int32)

        begins, follow = (at[~by_rule] for at in places)
        small = np.where((codes >= ord("A")) & (codes <= ord("Z")), codes | 32, codes)
        known = len(self._words)
        words = self._words.of(small, begins, follow - begins)
        first, held = _first_of_each(words, known, len(self._words)), small.data
        spans = zip(begins[first].tolist(), follow[first].tolist(), strict=True)
        new = [str(held[a:b], "ascii") for a, b in spans]
        self._term_of_word = np.append(self._term_of_word, self._numbers_of(new))
        numbers[~by_rule] = self._term_of_word[words]

        rest = np.flatnonzero(by_rule)
        cut = [text[a:b] for a, b in zip(*(at[rest].tolist() for at in signs), strict=True)]
        for k in np.searchsorted(rest, pronouns):
            cut[k] = cut[k].lower()
        numbers[rest] = self._numbers_of(terms_of(cut))
        return numbers

    def _numbers_of(self, terms: list[str]) -> np.ndarray:
        fresh = [term for term in dict.fromkeys(terms) if term not in self._terms]
        self._terms.update(zip(fresh, range(len(self._terms), len(self._terms) + len(fresh)), strict=True))
        self._names += fresh
        return np.fromiter(map(self._terms.__getitem__, terms), dtype=np.int32, count=len(terms))

    def _goes_on(self, chunk: np.ndarray, text: np.ndarray) -> np.ndarray:
        """Return which chunks are to be looked at together with the one before them."""
        flags = self._flags[chunk]
        before, here = flags[:-1], flags[1:]
        joined = (before & _TAKES_NEXT) | (here & _TAKES_LAST) | ((before & _ENDS_OPEN) << 1 & here & _MAY_CLOSE)
        return np.append(False, (joined > 0) & (text[1:] == text[:-1]))[: len(chunk)]

    def _counts(self, chunk: np.ndarray, text: np.ndarray, n_texts: int) -> tuple[list[str], sparse.csc_array]:
        """Return `count` from the chunks of each text."""
        term = self._one[chunk]
        other = np.flatnonzero(term < 0)
        if len(other):
            begins, ends = self._ends[chunk[other]], self._ends[chunk[other] + 1]
            times = np.ones(len(term), dtype=np.int64)
            times[other] = ends - begins
            of_other = np.repeat(term < 0, times)
            term, text = np.repeat(term, times), np.repeat(text, times)
            term[of_other] = self._numbers[_ranges(begins, ends)]
        used = np.bincount(term, minlength=len(self._names)) > 0
        column = (np.cumsum(used, dtype=np.int32) - 1)[term]
        rows = np.searchsorted(text, np.arange(n_texts + 1)).astype(np.int32)
        shape = (n_texts, int(used.sum()))
        each = sparse.csr_array((np.ones(len(term), np.int8), column, rows), shape=shape).tocsc()
        # The texts of a column are in order, each as often as it has the term.
        first = np.append(True, each.indices[1:] != each.indices[:-1])[: len(term)]
        first[each.indptr[:-1]] = True
        at = np.flatnonzero(first)
        counts = np.diff(np.append(at, len(term))).astype(np.int32)
        cells = (counts, each.indices[at], np.searchsorted(at, each.indptr).astype(np.int32))
        names = [self._names[number] for number in np.flatnonzero(used).tolist()]
        return names, sparse.csc_array(cells, shape=shape)


def _first_of_each(numbers: np.ndarray, known: int, until: int) -> np.ndarray:
    """Return where each number from `known` to before `until` occurs first."""
    at = np.flatnonzero(numbers >= known)[::-1]
    first = np.empty(until - known, dtype=np.int64)
    first[numbers[at] - known] = at  # where one occurs more than once, what is assigned last holds
    return first


def _ranges(begins: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Return the whole numbers from each begin to before its end, one after the other."""
    sizes = ends - begins
    return np.arange(sizes.sum()) + np.repeat(begins - (np.cumsum(sizes) - sizes), sizes)


def _chunk_starts(codes: np.ndarray, edges: np.ndarray) -> np.ndarray:
    """Return where the chunks begin: at each text, and where a blank ends."""
    blank = _is_blank(codes)
    begins = np.zeros(len(codes), dtype=bool)
    np.greater(blank[:-1], blank[1:], out=begins[1:])
    begins[edges[edges < len(codes)]] = True
    return np.flatnonzero(begins)


def _flags(codes: np.ndarray, begins: np.ndarray) -> np.ndarray:
    """Return what each chunk may do to its neighbours; in the codes, each begins there and has `APART` after it."""
    blanks = np.flatnonzero(_is_blank(codes))
    ends = blanks[np.searchsorted(blanks, begins)]
    first, second, last = codes[begins], codes[begins + 1], codes[ends - 1]
    flags = np.where(_CLOSES[first], _MAY_CLOSE, 0).astype(np.uint8)
    held = codes.data
    may_wait = (ends > begins) & _MAY_WAIT[last]
    dot = np.flatnonzero(may_wait & (last == ord(".")))
    may_wait[dot] = _BEFORE_DOT[codes[np.maximum(ends[dot] - 2, 0)]]
    for k in np.flatnonzero(may_wait).tolist():
        bare = bytes(held[begins[k] : ends[k]])
        flags[k] |= _TAKES_NEXT * bare.endswith(_WAITING) | _ENDS_OPEN * bare.endswith(_SIGNS)
    for k in np.flatnonzero(_QUOTES[first] | (((first | 32) == ord("n")) & _QUOTES[second])).tolist():
        if _ENDING.match(str(held[begins[k] : ends[k]], "utf-8", "surrogatepass")):
            flags[k] |= _TAKES_LAST
    return flags


def _is_blank(codes: np.ndarray) -> np.ndarray:
    return (codes == ord(" ")) | (codes - np.uint8(ord("\t")) < 5)


def _together(goes_on: np.ndarray, ends: np.ndarray, members: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the first of the chunks that are looked at together with each of these, and from where to where they are.

    `ends` are where each chunk ends and the next begins, from the first one's begin on.
    """
    firsts = np.flatnonzero(~goes_on)
    k = np.unique(np.searchsorted(firsts, members, side="right"))
    heads, follow = firsts[k - 1], np.append(firsts, len(goes_on))[k]
    return heads, ends[heads], ends[follow]


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
