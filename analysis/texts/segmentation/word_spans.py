"""Where words start and end: by the pattern, or the same for all at once, from the class of each character."""

from __future__ import annotations

from functools import cache

import numpy as np
import regex

from analysis.texts.segmentation.word_pattern import (
    ALWAYS_DOTTED,
    APOSTROPHES,
    BEFORE_DOT,
    BLANKS,
    HYPHENS,
    INSIDE,
    JOINERS,
    KEYCAP,
    SIGN,
    WAITING,
    WORD,
    YEARS,
)

APART = "\n\0\n"  # no word and no look-ahead goes across it
_AHEAD = 6  # signs: as far as the rule of a number looks from its comma
_MUTE, _ODD, _SIGN, _HYPHEN, _APOSTROPHE, _BLANK, _POINT = range(1, 8)  # the first three are in runs; 0 is all others

_WAITING = tuple(f"{word}." for word in sorted(WAITING))

# "it's" is "it is": after these the ending is a verb, not a possessive.
_CONTRACTED = frozenset(
    "it he she that there here what who where when why how let this everything something nothing somebody".split()
)


def by_pattern(text: str) -> list[tuple[int, int]]:
    """Find the words with the pattern alone: what a word is."""
    return [(match.start(), _without_possessive(text, *match.span())) for match in WORD.finditer(text)]


def _without_possessive(text: str, start: int, end: int) -> int:
    if end - start > 2 and text[end - 1] in "sS":
        marked = text[start : end - 1].rstrip(BLANKS)
        whole = marked[:-1].rstrip(BLANKS)
        if whole and marked[-1] in APOSTROPHES and whole.lower() not in _CONTRACTED:
            return start + len(whole)
    return end


class Signs:
    """The characters of a text as an array, with the class of each; so the same words are found all at once."""

    def __init__(self, text: str) -> None:
        self.text = text
        # Some signs more, so that the places after the last run can be looked at.
        self.codes = np.frombuffer((text + "\0" * _AHEAD).encode("utf-32-le", "surrogatepass"), dtype="<u4")
        self.kinds = _classes(0x10000 if self.codes.max() < 0x10000 else 0x110000)[self.codes]

    def words(self, begins: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return where the words of some texts start and end; each begins there, with `APART` before it.

        Lines with a sign that is looked at by itself are left to the pattern.
        """
        starts, ends = self._with_more_signs(*self._runs())
        on_s = np.flatnonzero((self.codes[ends - 1] | 32 == ord("s")) & (ends - starts > 2))
        before = self.kinds[ends[on_s] - 2]
        for i in on_s[(before == _APOSTROPHE) | (before == _BLANK)].tolist():
            ends[i] = _without_possessive(self.text, int(starts[i]), int(ends[i]))
        odd = np.flatnonzero(self.kinds == _ODD)
        if not len(odd):
            return starts, ends
        row = np.searchsorted(begins, odd, side="right")
        edges = zip(begins[row - 1].tolist(), np.append(begins, len(self.text))[row].tolist(), strict=True)
        pieces, spans = [(0, 0)], []
        for at, (begin, end) in zip(odd.tolist(), edges, strict=True):
            if at >= pieces[-1][1]:
                first, last = self._lines(at, begin, end)
                pieces.append((first, last))
                spans += [(first + a, first + b) for a, b in by_pattern(self.text[first:last])]
        firsts, lasts = np.array(pieces).T
        plain = starts >= lasts[np.searchsorted(firsts, starts, side="right") - 1]
        return _sorted(starts[plain], ends[plain], spans)

    def _lines(self, at: int, begin: int, end: int) -> tuple[int, int]:
        """Return the lines around a place, with none less than the pattern would look at beside these."""
        first = self.text.rfind("\n", begin, at) + 1 or begin
        while first > begin and not self._parts(first):
            first = self.text.rfind("\n", begin, first - 1) + 1 or begin
        last = self.text.find("\n", at, end) + 1 or end
        while last < end and not self._parts(last):
            last = self.text.find("\n", last, end) + 1 or end
        return first, last

    def _parts(self, at: int) -> bool:
        """Return whether the line before this place ends in nothing that waits for a word ("No.")."""
        before = self.text[max(at - 12, 0) : at].rstrip()
        return before != "" and not before.endswith(_WAITING)

    def _runs(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the runs of letters and digits, as one where a hyphen, apostrophe or sign of a number joins them."""
        codes, kinds = self.codes, self.kinds
        edges = np.flatnonzero(np.diff((kinds != 0) & (kinds <= _SIGN), prepend=False, append=False))
        starts, ends = edges[::2], edges[1::2]
        if len(mute := np.flatnonzero(kinds[starts] < _SIGN)):
            spans = zip(starts[mute].tolist(), ends[mute].tolist(), strict=True)
            without = mute[[_SIGN not in kinds[start:end] for start, end in spans]]
            starts, ends = np.delete(starts, without), np.delete(ends, without)
        between = kinds[ends[:-1]]
        joined = (starts[1:] == ends[:-1] + 1) & ((between == _HYPHEN) | (between == _APOSTROPHE))
        for i in np.flatnonzero(joined & _is_digit(codes[starts[1:]])).tolist():
            joined[i] = YEARS.match(self.text, int(ends[i])) is None
        between_digits = np.flatnonzero((between == _POINT) & (starts[1:] == ends[:-1] + 1))
        joined[between_digits] = self._in_number(ends[between_digits])
        return starts[np.append(True, ~joined)[: len(starts)]], ends[np.append(~joined, True)[: len(ends)]]

    def _in_number(self, at: np.ndarray) -> np.ndarray:
        """Return where there is a point or a comma of a number: "40.75", "10,000", "1,00,000", but not "1990,200"."""
        codes = self.codes

        def digit(by: int) -> np.ndarray:
            return _is_digit(codes[at + by])  # before the text there is, from its end, what was put behind it

        follow = digit(1) & digit(2)
        three = follow & digit(3) & ~digit(4)
        two = follow & (codes[at + 3] == ord(",")) & digit(4) & digit(5)
        year = digit(-2) & digit(-3) & digit(-4)
        point, comma = codes[at] == ord("."), codes[at] == ord(",")
        return digit(-1) & ((point & digit(1)) | (comma & ~year & (three | two)))

    def _with_more_signs(self, starts: np.ndarray, ends: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the runs as words, with the pattern where a word may hold more signs."""
        text, keep, found, after = self.text, np.ones(len(starts), dtype=bool), [], 0
        rows = np.flatnonzero(self._may_go_on(starts, ends))
        for i, start, end in zip(rows.tolist(), starts[rows].tolist(), ends[rows].tolist(), strict=True):
            if start < after:
                continue
            after, at, row = end, start, i
            if text[start:end] in ALWAYS_DOTTED and text[end : end + 2] == ". ":
                found.append((start, end + 1))
                keep[i] = False
                continue
            while at < after and (match := WORD.search(text, at)) and match.start() < after:
                found.append(match.span())
                at = match.end()
                while row < len(starts) and starts[row] < at:
                    row += 1
                after = max(at, int(ends[row - 1]))
            keep[i:row] = False
        return _sorted(starts[keep], ends[keep], found) if found else (starts, ends)

    def _may_go_on(self, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
        """Return after which runs there is a sign that may be in a word, or in a run the time of the day."""
        codes, kinds = self.codes, self.kinds
        sign, second = kinds[ends], kinds[ends + 1]
        quoted = (second == _APOSTROPHE) | ((codes[ends + 1] | 32 == ord("n")) & (kinds[ends + 2] == _APOSTROPHE))
        result = ((sign == _BLANK) & quoted) | ((sign == _APOSTROPHE) & (second == _BLANK))
        rows = np.flatnonzero(sign == _POINT)
        start, end = starts[rows], ends[rows]
        first, last, mark, follow = codes[start], codes[end - 1], codes[end], codes[end + 1]
        hour = _is_digit(first) & ((last | 32 == ord("a")) | (last | 32 == ord("p"))) & (follow | 32 == ord("m"))
        initial = (end - start == 1) & (second[rows] != 0) & (second[rows] <= _SIGN)
        dotted = _may_be_dotted()[np.minimum(first, 127), np.minimum(last, 127), np.minimum(end - start, 15)]
        for i in np.flatnonzero(dotted).tolist():
            dotted[i] = self.text[start[i] : end[i]] in BEFORE_DOT
        result[rows] = (mark == ord("&")) | ((mark == ord(".")) & (hour | initial | dotted))
        return result


def _sorted(starts: np.ndarray, ends: np.ndarray, more: list[tuple[int, int]]) -> tuple[np.ndarray, np.ndarray]:
    """Return spans in order, with some more."""
    found = np.array(more, dtype=np.int64).reshape(-1, 2)
    starts, ends = np.append(starts, found[:, 0]), np.append(ends, found[:, 1])
    order = np.argsort(starts, kind="stable")
    return starts[order], ends[order]


def _is_digit(codes: np.ndarray) -> np.ndarray:
    return codes - np.uint32(ord("0")) < 10


@cache
def _may_be_dotted() -> np.ndarray:
    """Return for the first and the last letter and the length whether a word with a dot of its own has these."""
    table = np.zeros((128, 128, 16), dtype=bool)
    for word in BEFORE_DOT:
        table[ord(word[0]), ord(word[-1]), len(word)] = True
    return table


@cache
def _classes(size: int) -> np.ndarray:
    """Return the class of each of the first code points, as the pattern sees it."""
    every = np.arange(size, dtype="<u4").tobytes().decode("utf-32-le", "surrogatepass")
    classes = np.zeros(len(every), dtype=np.uint8)
    for kind, shape in ((_MUTE, INSIDE), (_SIGN, SIGN)):
        for run in regex.finditer(f"(?:{shape})+", every):
            classes[run.start() : run.end()] = kind
    of_signs = (
        (_ODD, JOINERS + KEYCAP),
        (_HYPHEN, HYPHENS),
        (_APOSTROPHE, APOSTROPHES),
        (_BLANK, BLANKS),
        (_POINT, ".,&"),
    )
    for kind, signs in of_signs:
        classes[list(map(ord, signs))] = kind
    return classes
