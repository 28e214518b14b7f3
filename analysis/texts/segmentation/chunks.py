"""Terms of many texts at once, without their places: the rule of a word applied once to each different chunk.

A chunk is what lies between blanks of ASCII. News repeats its chunks, so each is looked up as a number or two, and the
rule looks at each different one once. It depends on what is beyond the blank in three cases alone: an abbreviation that
waits for a number or a name ("No. 5", "Co. Ltd"), an ending set apart ("did n't") and "US" among capitals. In the first
two the chunks are put together before the rule is applied, with the blanks between them; in the third the line decides.
"""

from __future__ import annotations

import re
from bisect import bisect_left
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
        return self.count_coded(*coded(texts))

    def count_coded(self, data: bytes, edges: np.ndarray) -> tuple[list[str], sparse.csc_array]:
        """Return `count` of texts that are `coded`."""
        if self._size > _MOST:
            self._forget()
        padded = np.frombuffer(data + bytes(PADDING), dtype=np.uint8)
        starts, ends = _chunk_spans(padded[: len(data)])
        rows = np.searchsorted(starts, edges)  # of each text, its first chunk
        chunk = self._rows_of(padded, starts, ends - starts)
        goes_on = self._goes_on(chunk, rows)
        heads, begins, follow = _together(goes_on, starts, ends, np.flatnonzero(goes_on))
        chunk[heads] = self._rows_of(padded, begins, follow - begins)
        if loud := list(_among_capitals(data)):
            heads, begins, follow = _together(goes_on, starts, ends, np.searchsorted(starts, loud, side="right") - 1)
            spans = list(zip(begins.tolist(), follow.tolist(), strict=True))
            places = [[at - a for at in loud[bisect_left(loud, a) : bisect_left(loud, b)]] for a, b in spans]
            chunk[heads] = self._rows_of_loud(padded, spans, places)
        at = np.flatnonzero(goes_on)
        return self._counts(np.delete(chunk, at), rows - np.searchsorted(at, rows))

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
        known = self._terms
        numbers = [known.setdefault(term, len(known)) for term in terms]
        self._names += list(known)[len(self._names) :]
        return np.array(numbers, dtype=np.int32)

    def _goes_on(self, chunk: np.ndarray, rows: np.ndarray) -> np.ndarray:
        """Return which chunks are to be looked at together with the one before them; the first of a text is not."""
        flags = self._flags[chunk]
        before, here = flags[:-1], flags[1:]
        result = np.zeros(len(chunk), dtype=bool)
        result[1:] = (before & _TAKES_NEXT) | (here & _TAKES_LAST) | ((before & _ENDS_OPEN) << 1 & here & _MAY_CLOSE)
        result[rows[rows < len(chunk)]] = False
        return result

    def _counts(self, chunk: np.ndarray, rows: np.ndarray) -> tuple[list[str], sparse.csc_array]:
        """Return `count` from the chunks of all texts and the place of the first of each text."""
        terms, nothing = self._one[chunk], len(self._names)
        other = np.flatnonzero(terms < 0)
        terms[other] = nothing
        begins, ends = self._ends[chunk[other]], self._ends[chunk[other] + 1]
        before = np.append(0, np.cumsum(ends - begins))
        counts = _by_term(terms, rows, nothing)
        counts += _by_term(self._numbers[_ranges(begins, ends)], before[np.searchsorted(other, rows)], nothing)
        used = np.flatnonzero(np.diff(counts.indptr))
        cells = (counts.data, counts.indices, counts.indptr[np.append(used, nothing)])
        names = list(map(self._names.__getitem__, used.tolist()))
        return names, sparse.csc_array(cells, shape=(counts.shape[0], len(names)))


def coded(texts: Sequence[str]) -> tuple[bytes, np.ndarray]:
    r"""Return texts in UTF-8, each with a line break behind it, and where each begins and the last ends.

    >>> coded(["é", "A"])
    (b'\xc3\xa9\nA\n', array([0, 3, 5]))
    """
    parts = [f"{text}\n".encode("utf-8", "surrogatepass") for text in texts]
    return b"".join(parts), np.cumsum([0, *map(len, parts)])


def _by_term(terms: np.ndarray, rows: np.ndarray, n_terms: int) -> sparse.csc_array:
    """Return how often each row has each term: rows by terms, from the term of each word; one beyond these is none."""
    shape = (len(rows) - 1, n_terms + 1)
    words = sparse.csr_array((np.ones(len(terms), np.int8), terms, rows.astype(np.int32)), shape=shape).tocsc()
    # The rows of a term are in order, each as often as it has the term.
    ends = words.indptr[:-1]
    row = words.indices[: ends[-1]]
    first = np.ones(len(row), dtype=bool)
    np.not_equal(row[1:], row[:-1], out=first[1:])
    first[ends[:-1][ends[:-1] < len(row)]] = True
    at = np.flatnonzero(first)
    n = np.diff(at, append=len(row)).astype(np.int32)
    return sparse.csc_array((n, row[at], np.searchsorted(at, ends).astype(np.int32)), shape=(shape[0], n_terms))


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


def _chunk_spans(codes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return where the chunks begin and end, of which the last has a blank behind it."""
    bounds = np.flatnonzero(np.diff(~_is_blank(codes), prepend=False))
    return bounds[::2], bounds[1::2]


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


def _together(
    goes_on: np.ndarray, starts: np.ndarray, ends: np.ndarray, members: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the first of the chunks that are looked at together with each of these, and from where to where they are.

    `starts` and `ends` are where each chunk begins and ends.
    """
    firsts = np.flatnonzero(~goes_on)
    k = np.unique(np.searchsorted(firsts, members, side="right"))
    heads, follow = firsts[k - 1], np.append(firsts, len(goes_on))[k]
    return heads, starts[heads], ends[follow - 1]


def _among_capitals(data: bytes) -> Iterator[int]:
    """Yield where "US" may be the pronoun, for all words around it are in capitals (`words.untold_country`)."""
    done = 0
    for found in _US.finditer(data):
        at, after = found.span()
        if at < done:
            continue
        begin, end = data.rfind(b"\n", done, at) + 1 or done, data.find(b"\n", after)
        left, right = data[max(begin, at - _NEAR) : at], data[after : min(end, after + _NEAR)]
        if right[:1].isalnum():
            continue
        if _SMALL.search(left + right) and not (_CAPITALS_BEFORE.search(left) or _CAPITALS_AFTER.match(right)):
            continue
        line, done = data[begin:end].decode("utf-8", "surrogatepass"), end
        for place in untold_country(line):
            yield begin + len(line[:place].encode("utf-8", "surrogatepass"))
