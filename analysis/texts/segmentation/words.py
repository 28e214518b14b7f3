"""Words of a text, as offsets, and the terms that are counted.

A word is a run of letters and digits of any script, with inner hyphens and apostrophes, the dots of an abbreviation
("U.S.", "Maj.", "so-called", "don't"), the separators of a number ("10,000", "40.75", "6,000-year") and the "&" of a
name in capitals ("R&D"). Accents and invisible joiners belong to the run that they are in, and are no word without a
letter or a digit. A range of years is two words, and so are "7p.m." and "7 p.m.". An ending set apart ("did n't")
belongs to its word. A possessive ending belongs to no word. A term is the lower-cased word, with straight apostrophes
and hyphens; "US" is "u.s." (see `term` and `tokens`).
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import count, groupby, pairwise

import numpy as np
import pandas as pd
import regex

from analysis.schema import COLUMNS, InputError, check
from analysis.texts.segmentation.sentences import sentences
from analysis.texts.segmentation.word_pattern import (
    APOSTROPHES,
    BEFORE_DOT,
    BLANKS,
    INNER,
    INSIDE,
    JOINERS,
    KEYCAP,
    SIGN,
    WORD,
    YEARS,
)

_MUTE, _BETWEEN_RUNS, _SIGNS = 1, 2, 3  # the classes of characters in `_by_class`; 0 is all others
_LONG = 400  # characters from which on it is faster to look at all of them at once
_ODD = regex.compile(rf"[{JOINERS}{KEYCAP}]")
_LONG_STACK = regex.compile(r"(\p{M}{30})(?=\p{M})")
_BLOCK = 1_000_000  # characters of several texts that are looked at at once
APART = "\n\0\n"  # no word and no look-ahead goes across it
_LIGATURES = dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", "ff fi fl ffi ffl st st".split(), strict=True))
_STRAIGHT = str.maketrans(dict(zip("’‘`ʼ‐‑", "''''--", strict=True)) | _LIGATURES | dict.fromkeys(JOINERS + BLANKS, ""))
# The country, also in "US-led"; "U.S" is its name before a mark that took the last dot's place.
_US = regex.compile(r"(?<![\p{L}\p{N}])US(?![\p{L}\p{N}])")
_LOUD = regex.compile(r"(?<![\p{L}\p{N}])\p{Lu}[\p{Lu}'’]*+(?:[ ]\p{Lu}[\p{Lu}'’]*+){2,}(?![\p{L}\p{N}])")
_ENDS_BEFORE_DOT = [ord(word[0]) << 21 | ord(word[-1]) for word in BEFORE_DOT]
_SMALL, _LINE = regex.compile(r"\p{Ll}"), regex.compile(r".+")
_COUNTRY = regex.compile(r"(?<![^\n-])U\.?S\.?(?![^\n-])")

# "it's" is "it is": after these the ending is a verb, not a possessive.
_CONTRACTED = frozenset(
    "it he she that there here what who where when why how let this everything something nothing somebody".split()
)


def words(text: str) -> list[tuple[int, int]]:
    """Return the words of a text as ``(start, end)``, in order; possessive endings belong to none.

    >>> [text[a:b] for text in ["The U.S.-led regime’s so-called plan"] for a, b in words(text)]
    ['The', 'U.S.-led', 'regime', 'so-called', 'plan']
    """
    if not _is_plain(text):
        return _by_pattern(text)
    starts, ends = _by_class(text)
    return list(zip(starts.tolist(), ends.tolist(), strict=True))


def words_of(texts: Iterable[str]) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield where the words of each text start and end, as `words` finds them; those of short texts are found together.

    >>> [ends.tolist() for _, ends in words_of(["So it is.", "", "U.S."])]
    [[2, 5, 8], [], [4]]
    """
    seen = 0

    def block(text: str) -> int:
        nonlocal seen
        seen += len(text)
        return seen // _BLOCK

    for _, together in groupby(texts, block):
        yield from _words_together(list(together))


def _words_together(texts: list[str]) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    joined = [_is_odd(text) for text in texts]
    plain = [text for text, odd in zip(texts, joined, strict=True) if not odd]
    starts, ends = _by_class(APART.join(plain))
    begins = np.cumsum([0, *(len(text) + len(APART) for text in plain)])
    rows = np.searchsorted(starts, begins).tolist()
    pieces = zip(rows[:-1], rows[1:], begins.tolist()[:-1], strict=True)
    for text, odd in zip(texts, joined, strict=True):
        if odd:
            odd_starts, odd_ends = np.array(_by_pattern(text), dtype=np.int64).reshape(-1, 2).T
            yield odd_starts, odd_ends
        else:
            first, last, begin = next(pieces)
            yield starts[first:last] - begin, ends[first:last] - begin


def cut_words(text: str, begins: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return where the words of many short pieces start and end, and of which piece each is.

    Parameters
    ----------
    text
        The pieces, each with `APART` after it.
    begins
        Where each of them begins.

    Examples
    --------
    >>> starts, ends, which = cut_words(APART.join(["So it is.", "U.S.", ""]), np.array([0, 12]))
    >>> starts.tolist(), ends.tolist(), which.tolist()
    ([0, 3, 6, 12], [2, 5, 8, 16], [0, 0, 0, 1])
    """
    starts, ends = _by_class(text)
    if not text.isascii() and (signs := [found.start() for found in _ODD.finditer(text)]):
        odd = np.unique(np.searchsorted(begins, signs, side="right") - 1)
        follow = np.append(begins, len(text))[odd + 1]
        spans = [
            (first + a, first + b)
            for first, last in zip(begins[odd].tolist(), follow.tolist(), strict=True)
            for a, b in _by_pattern(text[first:last])
        ]
        plain = ~np.isin(np.searchsorted(begins, starts, side="right") - 1, odd)
        both = np.concatenate([np.column_stack([starts[plain], ends[plain]]), np.array(spans, int).reshape(-1, 2)])
        starts, ends = both[np.argsort(both[:, 0])].T
    return starts, ends, np.searchsorted(begins, starts, side="right") - 1


def _is_plain(text: str) -> bool:
    return len(text) >= _LONG and not _is_odd(text)


def _is_odd(text: str) -> bool:
    return not text.isascii() and any(sign in text for sign in JOINERS + KEYCAP)


def _by_pattern(text: str) -> list[tuple[int, int]]:
    """Find the words with the pattern alone: what a word is."""
    return [(match.start(), _without_possessive(text, *match.span())) for match in WORD.finditer(text)]


def _without_possessive(text: str, start: int, end: int) -> int:
    if end - start > 2 and text[end - 1] in "sS":
        marked = text[start : end - 1].rstrip(BLANKS)
        whole = marked[:-1].rstrip(BLANKS)
        if whole and marked[-1] in APOSTROPHES and whole.lower() not in _CONTRACTED:
            return start + len(whole)
    return end


def _by_class(text: str) -> tuple[np.ndarray, np.ndarray]:
    """Find the same words in a text that is not odd: all runs at once, the pattern where a word may hold more signs."""
    # Three signs more, so that the places after the last run can be looked at.
    codes = np.frombuffer(f"{text}\0\0\0".encode("utf-32-le", "surrogatepass"), dtype="<u4")
    kinds = _classes()[codes]
    edges = np.flatnonzero(np.diff((kinds == _SIGNS) | (kinds == _MUTE), prepend=False, append=False))
    starts, ends = edges[::2], edges[1::2]
    if (kinds == _MUTE).any():
        signs = np.append(0, np.cumsum(kinds == _SIGNS))
        starts, ends = starts[signs[starts] < signs[ends]], ends[signs[starts] < signs[ends]]
    joined = (starts[1:] == ends[:-1] + 1) & (kinds[ends[:-1]] == _BETWEEN_RUNS)
    for i in np.flatnonzero(joined & _is_digit(codes[starts[1:]])).tolist():
        joined[i] = YEARS.match(text, int(ends[i])) is None
    starts, ends = starts[np.append(True, ~joined)[: len(starts)]], ends[np.append(~joined, True)[: len(ends)]]
    keep, found, after = np.ones(len(starts), dtype=bool), [], 0
    for i in np.flatnonzero(_may_go_on(codes, starts, ends)).tolist():
        start, end = int(starts[i]), int(ends[i])
        if start >= after and _goes_on(text, start, end):
            after, at, row = end, start, i
            while at < after and (match := WORD.search(text, at)) and match.start() < after:
                found.append(match.span())
                at = match.end()
                while row < len(starts) and starts[row] < at:
                    row += 1
                after = max(at, int(ends[row - 1]))
            keep[i:row] = False
    if found:
        spans = np.concatenate([np.column_stack([starts[keep], ends[keep]]), found])
        starts, ends = spans[np.argsort(spans[:, 0])].T
    last = codes[ends - 1]
    possessive = np.flatnonzero((ends - starts > 2) & ((last == ord("s")) | (last == ord("S"))))
    for i in possessive[_among(codes[ends[possessive] - 2], APOSTROPHES + BLANKS)].tolist():
        ends[i] = _without_possessive(text, int(starts[i]), int(ends[i]))
    return starts, ends


def _may_go_on(codes: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Return after which runs there is a sign that may be in a word; `_goes_on` looks closer."""
    first, second = codes[ends], codes[ends + 1]
    number = _among(first, ".,") & _is_digit(second)
    apart = _among(first, BLANKS) & (_among(second, APOSTROPHES) | _among(second, "nN"))
    apart |= _among(first, APOSTROPHES) & _among(second, BLANKS)
    dot = np.flatnonzero(first == ord("."))  # most of them end a sentence
    one, last = codes[starts[dot]], codes[ends[dot] - 1]
    beyond = (_no_letter(one) | _no_letter(last)) | (ends[dot] - starts[dot] == 1)
    number[dot[beyond | np.isin(_pair(one, last), _ENDS_BEFORE_DOT)]] = True
    return (first == ord("&")) | number | apart


def _goes_on(text: str, start: int, end: int) -> bool:
    sign = text[end]
    if sign != ".":
        return sign not in BLANKS or text[end + 1] in APOSTROPHES or text[end + 2 : end + 3] in set(APOSTROPHES)
    return end - start == 1 or text[end - 1].isdigit() or text[start].isdigit() or text[start:end] in BEFORE_DOT


def _no_letter(codes: np.ndarray) -> np.ndarray:
    return (codes < ord("A")) | (codes >= 0x80)  # beyond ASCII there are digits too


def _pair(one: np.ndarray, two: np.ndarray) -> np.ndarray:
    return one.astype(np.int64) << 21 | two


def _among(codes: np.ndarray, signs: str) -> np.ndarray:
    return np.isin(codes, list(map(ord, signs)))


def _is_digit(codes: np.ndarray) -> np.ndarray:
    return (codes >= ord("0")) & (codes <= ord("9"))


@cache
def _classes() -> np.ndarray:
    """Return the class of each code point, as the pattern sees it."""
    every = np.arange(0x110000, dtype="<u4").tobytes().decode("utf-32-le", "surrogatepass")
    classes = np.zeros(len(every), dtype=np.uint8)
    for kind, shape in ((_MUTE, INSIDE), (_SIGNS, SIGN)):
        for run in regex.finditer(f"(?:{shape})+", every):
            classes[run.start() : run.end()] = kind
    classes[list(map(ord, INNER))] = _BETWEEN_RUNS
    return classes


def term(word: str) -> str:
    """Return the term that a word counts as: lower case, straight apostrophes and hyphens, composed letters (NFC).

    Joiners, and the space before an ending set apart, are left out, and ligatures of print are letters ("ﬁ" is "fi").
    The country has one term in both spellings, "u.s.", and so has it in a word with hyphens: "US-led" is "u.s.-led".

    Sorting n accents on one letter takes n² steps. A joiner (U+034F) after every 30 keeps them apart, as in the
    stream-safe text of Unicode Standard Annex 15; no language stacks more than a few.
    """
    straight = word.translate(_STRAIGHT)
    if "S" in straight:
        straight = _COUNTRY.sub("U.S.", straight)
    if straight.isascii():
        return straight.lower()
    return unicodedata.normalize("NFC", _LONG_STACK.sub("\\1\u034f", straight)).lower()


def terms_of(surfaces: list[str]) -> list[str]:
    """Return the term of each word; each different word is worked out once."""
    different = dict.fromkeys(surfaces)
    known = dict(zip(different, _terms(list(different)), strict=True))
    return [known[surface] for surface in surfaces]


def _terms(different: list[str]) -> list[str]:
    # No word holds a line break, and none of the steps looks across one: all words at once.
    return term("\n".join(different)).split("\n") if different else []


def tokens(segments: pd.DataFrame) -> pd.DataFrame:
    """Return one row per word of the segments, in the order of the texts.

    Parameters
    ----------
    segments
        Table `segments`: all segments of each text, in order, from 0 to its end without a gap.

    Returns
    -------
    DataFrame
        Columns ``doc_id, segment, sentence, start, end, term``. `segment` is the position of the row in `segments`,
        `sentence` numbers the sentences over the whole table. A word belongs to the segment and the sentence in which
        it begins. The term of "US" is that of "U.S.", ``u.s.``, never ``us``, unless capitals cannot tell them apart:
        in a line without a small letter, and among three words or more in capitals ("GIVE US HOPE").

    Raises
    ------
    InputError
        If the segments of a text do not cover it. What is wanted of some segments alone is taken from the tokens.

    See Also
    --------
    count : counts them.
    kwic : finds them with their context.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> segments = same.voices(pd.DataFrame({"doc_id": ["a"], "text": ["The U.S.-led plan."]}))
    >>> same.tokens(segments)[["start", "end", "term"]].values.tolist()
    [[0, 3, 'the'], [4, 12, 'u.s.-led'], [13, 17, 'plan']]
    """
    check(segments, "segments", needs=("doc_id", "start", "end", "text"))
    doc_ids, texts = (segments[column].to_numpy(dtype=object) for column in ("doc_id", "text"))
    begins = segments["start"].to_numpy(dtype=np.int64)
    first_rows = np.flatnonzero(np.append(True, doc_ids[1:] != doc_ids[:-1])[: len(doc_ids)])
    _check_covered(segments, first_rows, texts)
    number: defaultdict[str, int] = defaultdict(count().__next__)  # of each different word: few, where words are many
    surfaces: list[np.ndarray] = []
    columns: dict[str, list[np.ndarray]] = {name: [] for name in ("segment", "sentence", "start", "end")}
    seen = 0
    edges = [*first_rows.tolist(), len(segments)]
    whole = ["".join(texts[first:last]) for first, last in pairwise(edges)]
    for text, (first, last), (starts, ends) in zip(whole, pairwise(edges), words_of(whole), strict=True):
        if not len(starts):
            continue
        cut = [text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
        for at in untold_country(text):
            k = int(np.searchsorted(starts, at, side="right")) - 1
            cut[k] = cut[k].lower()
        surfaces.append(np.fromiter(map(number.__getitem__, cut), dtype=np.int64, count=len(starts)))
        sentence = np.array([start for start, _ in sentences(text)])
        columns["segment"].append(first + np.searchsorted(begins[first:last], starts, side="right") - 1)
        columns["sentence"].append(seen + np.searchsorted(sentence, starts, side="right"))
        columns["start"].append(starts)
        columns["end"].append(ends)
        seen += len(sentence) + 1
    found = {name: np.concatenate([np.array([], dtype=np.int64), *parts]) for name, parts in columns.items()}
    table = pd.DataFrame({"doc_id": segments["doc_id"].take(found["segment"]).to_numpy(), **found})
    table["term"] = _categories(list(number), np.concatenate([np.array([], dtype=np.int64), *surfaces]))
    return table[list(COLUMNS["tokens"])]


def untold_country(text: str) -> Iterator[int]:
    """Yield where "US" may be the country or the pronoun, for all words around it are in capitals."""
    if "US" not in text:
        return
    for line in _LINE.finditer(text):
        if "US" in line.group():
            stretches = _LOUD if _SMALL.search(line.group()) else _LINE
            for stretch in stretches.finditer(text, *line.span()):
                for found in _US.finditer(text, *stretch.span()):
                    yield found.start()


def tokens_of(segments: pd.DataFrame, known: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the tokens of the segments: those known, or else what `tokens` finds.

    Raises
    ------
    InputError
        If the known ones are not of these segments: a word does not begin in its segment.
    """
    if known is None:
        return tokens(segments)
    row, at = known["segment"].to_numpy(dtype=np.int64), known["start"].to_numpy(dtype=np.int64)
    starts, ends = (segments[column].to_numpy(dtype=np.int64) for column in ("start", "end"))
    if len(row) and (row.max() >= len(segments) or not ((starts[row] <= at) & (at < ends[row])).all()):
        raise InputError("these tokens are of other segments; give the tokens of the segments, or none")
    return known


def _categories(different: list[str], which: np.ndarray) -> pd.Categorical:
    # Each different word is looked at once.
    terms = _terms(different)
    categories = sorted(set(terms))
    position = {known: i for i, known in enumerate(categories)}
    codes = np.array([position[known] for known in terms], dtype=np.int64)
    return pd.Categorical.from_codes(codes[which], categories=pd.Index(categories, dtype="str"))


def _check_covered(segments: pd.DataFrame, first_rows: np.ndarray, texts: np.ndarray) -> None:
    starts, ends = (segments[column].to_numpy(dtype=np.int64) for column in ("start", "end"))
    expected = np.append(0, ends[:-1])[: len(ends)]
    expected[first_rows] = 0
    wrong = np.flatnonzero((starts != expected) | (ends - starts != np.fromiter(map(len, texts), int, len(texts))))
    if len(wrong):
        row = int(wrong[0])
        doc_id = segments["doc_id"].iloc[row]
        place = f"the segments of {doc_id!r} do not cover it: row {row}"
        if starts[row] != expected[row]:
            raise InputError(
                f"{place} begins at {starts[row]} instead of {expected[row]}; give all segments of a text, in order, "
                "and choose among the results"
            )
        raise InputError(f"{place} goes from {starts[row]} to {ends[row]}, its text is {len(texts[row])} long")
