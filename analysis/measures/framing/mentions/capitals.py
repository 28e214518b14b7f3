"""Which words of a text are written as names, and the stretches of words that may be names: all texts at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from analysis.measures.framing.mentions.name_words import CONNECTORS, NEVER, classes_of, is_common, name_words
from analysis.texts.segmentation.word_spans import APART

LOWER, UPPER, DIGIT, WHITE = 1, 2, 3, 4
NO_GAP, SPACE, DOT, AMPERSAND, POSSESSIVE, COMMA, HYPHEN = range(7)
_OPENING = "\"“‘«„'`:;—–•*=([|/"
_LOUD_SHARE, _TITLE_SHARE = 0.8, 0.9
_TITLE_WORDS = 4  # a line of fewer words is no headline in title case
_ARTICLED = ("al-", "el-", "as-", "ash-", "an-", "ad-", "ar-", "az-", "at-", "ul-", "d'", "l'", "dell'", "ad-")

# Flags of a term.
COMMON, CALENDAR, LISTED, GIVEN, LINK, PARTICLE, FUNCTION, TITLE, ABBREVIATED, ARTICLED, OPENS, BEFORE_ONE = (
    1 << k for k in range(12)
)
_FUNCTION = frozenset(
    "a an the and but or nor of in on at to by for from with as into over after before under up out off via vs v is "
    "are was were be not no it its his her their our than amid".split()
)
_PLAIN = ("country", "region", "us_state", "city", "nationality", "given_name", "body", "surname")


@dataclass(frozen=True)
class Stretches:
    """Words that may be names, as rows of the tokens, and what is known of each.

    Attributes
    ----------
    first, last
        The first and the last word of each stretch.
    doubtful
        Of each word: whether its capital may be due to its place alone, as at the start of a sentence.
    gap
        Of each word: what is between it and the next, `NO_GAP` where more parts them.
    loud
        Of each word: whether all of its sentence is in capitals.
    capital
        Of each word: whether it is written as a name, with a capital ("al-Amin" is too).
    text, starts, ends
        All texts as one, and where each word is in it.
    doc
        Of each word, the position of its text.
    same
        Of each word: whether the next is of the same sentence and segment.
    sentence
        Of each word, the number of its sentence.
    """

    first: np.ndarray
    last: np.ndarray
    doubtful: np.ndarray
    gap: np.ndarray
    loud: np.ndarray
    capital: np.ndarray
    text: str
    starts: np.ndarray
    ends: np.ndarray
    doc: np.ndarray
    same: np.ndarray
    sentence: np.ndarray


def stretches(table: pd.DataFrame, doc: np.ndarray, texts: list[str]) -> Stretches:
    """Return the stretches of words that may be names.

    Parameters
    ----------
    table
        Table `tokens`.
    doc
        Of each word, the position of its text.
    texts
        The texts.
    """
    text = APART.join(texts) + APART
    sizes = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)) + len(APART)
    base = (np.cumsum(sizes) - sizes)[doc]
    starts, ends = table["start"].to_numpy() + base, table["end"].to_numpy() + base
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    kinds = _kinds()[np.minimum(codes, 0xFFFF)]
    small, large = (_within(kinds == kind, starts, ends) for kind in (LOWER, UPPER))
    terms = table["term"].astype("category").cat
    code, vocabulary = terms.codes.to_numpy().astype(np.int64), terms.categories.tolist()
    capital = kinds[starts] == UPPER
    seen = np.zeros(len(vocabulary), dtype=bool)
    seen[code[large > 0]] = True
    flags = np.array(
        [_flags(term) if upper else _small_flags(term) for term, upper in zip(vocabulary, seen, strict=True)],
        dtype=np.int64,
    )
    flag = flags[code] if len(code) else np.empty(0, dtype=np.int64)
    capital |= (large > 0) & (flag & ARTICLED > 0)
    sentence = table["sentence"].to_numpy()
    place = np.stack([sentence, table["segment"].to_numpy()])
    same = np.append((place[:, 1:] == place[:, :-1]).all(axis=0), [False])[: len(code)]
    gap = _gaps(codes, kinds, starts, ends, same)
    loud, titled = _sentences(sentence, capital, small, large, flag)
    at_start = ~np.append([False], same[:-1])[: len(code)] | _is_opening()[np.minimum(codes[starts - 1], 0xFFFF)]
    behind = codes[np.maximum(starts - 2, 0)]
    at_start |= (kinds[starts - 1] == WHITE) & _is_opening()[np.minimum(behind, 0xFFFF)] & (behind != ord("'"))
    numbered = np.append([False], (large + small)[:-1] == 0)[: len(code)]  # "3. Speaking", "7) This"
    at_start |= numbered & (kinds[starts - 1] == WHITE) & ((behind == ord(".")) | (behind == ord(")")))
    doubtful = at_start | loud | titled
    key = doc * len(vocabulary) + code
    sure = capital & ~doubtful
    rises = _count(key, sure, capital & doubtful)
    falls = _count(key, (small > 0) & ~capital, capital & doubtful)
    never = flag & CALENDAR > 0
    initial = (gap == DOT) & np.append(capital[1:], [False])[: len(code)]
    never |= (ends - starts == 1) & (flag & COMMON > 0) & ~initial
    numeral = (codes[starts] == ord("I")) & (ends - starts == 1)
    never &= ~(numeral & np.append([False], (flag & BEFORE_ONE > 0)[:-1] & (gap[:-1] == SPACE))[: len(code)])
    known = flag & LISTED > 0
    name = (
        capital
        & ~never
        & np.where(
            doubtful,
            ((rises > falls) & ~(loud & (flag & FUNCTION > 0)))
            | (known & (flag & COMMON == 0))
            | ((falls == 0) & (flag & COMMON == 0)),
            (flag & FUNCTION == 0) | initial,
        )
    )
    for row in np.flatnonzero(loud & capital & ~name & (flag & OPENS > 0)).tolist():  # "IN NEW YORK"
        for phrase, _ in name_words().phrases[vocabulary[code[row]]]:
            if tuple(vocabulary[k] for k in code[row : row + len(phrase)]) == phrase:
                name[row : row + len(phrase)] = True
                break
    doubt = doubtful & capital & ~never & (flag & FUNCTION == 0) & ~(rises > falls)
    # A common word before a name at the start of a sentence: "Health Minister", "Bank of".
    follows = np.append(name[1:] & (gap[:-1] == SPACE), [False])[: len(code)]
    before = doubt & ~name & (follows | (flag & TITLE > 0)) & ~loud
    of = _linked(flag, gap, name, capital)
    inside = name | before | of
    joined = inside[:-1] & inside[1:] & _joins(gap[:-1], flag[:-1], (ends - starts)[:-1])
    starts_here = inside & ~np.append([False], joined)[: len(code)]
    ends_here = inside & ~np.append(joined, [False])[: len(code)]
    first, last = np.flatnonzero(starts_here), np.flatnonzero(ends_here)
    return Stretches(first, last, doubt | before, gap, loud, capital, text, starts, ends, doc, same, sentence)


def _within(chosen: np.ndarray, starts: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Return how many of the chosen characters each word has."""
    total = np.concatenate([[0], np.cumsum(chosen, dtype=np.int32)])
    return total[ends] - total[starts]


def _count(key: np.ndarray, counted: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Return, for each wanted word, how many counted words are the same word of the same text; else 0."""
    keys, n = np.unique(key[counted], return_counts=True)
    result = np.zeros(len(key), dtype=np.int64)
    if len(keys):
        at = np.minimum(np.searchsorted(keys, key[wanted]), len(keys) - 1)
        result[wanted] = np.where(keys[at] == key[wanted], n[at], 0)
    return result


def _gaps(codes: np.ndarray, kinds: np.ndarray, starts: np.ndarray, ends: np.ndarray, same: np.ndarray) -> np.ndarray:
    """Return what is between each word and the next of its sentence and segment."""
    result = np.zeros(len(starts), dtype=np.int8)
    rows = np.flatnonzero(same)
    width = starts[rows + 1] - ends[rows]
    one, two = (codes[np.minimum(ends[rows] + k, len(codes) - 1)] for k in range(2))
    white = kinds[np.minimum(ends[rows], len(codes) - 1)] == WHITE
    white_two = kinds[np.minimum(ends[rows] + 1, len(codes) - 1)] == WHITE
    white_three = kinds[np.minimum(ends[rows] + 2, len(codes) - 1)] == WHITE
    broken = (one == ord("\n")) & (two == ord("\n"))
    marked = np.isin(one, list(map(ord, "'’‘`")))
    found = np.select(
        [
            white & ((width == 1) | (white_two & ~broken & ((width == 2) | ((width == 3) & white_three)))),
            (one == ord(".")) & ((width == 1) | ((width == 2) & white_two)),
            ((width == 3) & white & (two == ord("&")) & white_three),
            marked & white_three & (width == 3) & (two == ord("s")),
            marked & white_two & (width == 2) & (codes[ends[rows] - 1] == ord("s")),
            (one == ord(",")) & (width == 2) & white_two,
            np.isin(one, list(map(ord, "-–"))) & (width == 1),
        ],
        [SPACE, DOT, AMPERSAND, POSSESSIVE, POSSESSIVE, COMMA, HYPHEN],
        NO_GAP,
    )
    result[rows] = found
    return result


def _joins(gap: np.ndarray, flag: np.ndarray, size: np.ndarray) -> np.ndarray:
    """Return after which words a name may go on."""
    dotted = (gap == DOT) & ((size == 1) | (flag & ABBREVIATED > 0))
    return (gap == SPACE) | (gap == AMPERSAND) | (gap == HYPHEN) | (gap == POSSESSIVE) | dotted


def _linked(flag: np.ndarray, gap: np.ndarray, name: np.ndarray, capital: np.ndarray) -> np.ndarray:
    """Return the small words that may link the words of a name: "of", "of the", "and", "van der"."""
    link = (flag & LINK > 0) & ~capital
    space = gap == SPACE
    result = np.zeros(len(flag), dtype=bool)
    if len(flag) < 3:
        return result
    one = name[:-2] & link[1:-1] & name[2:] & space[:-2] & space[1:-1]
    result[1:-1] |= one
    two = name[:-3] & link[1:-2] & link[2:-1] & name[3:] & space[:-3] & space[1:-2] & space[2:-1]
    result[1:-2] |= two
    result[2:-1] |= two
    lead = (flag & PARTICLE > 0) & ~capital
    result[:-1] |= lead[:-1] & space[:-1] & name[1:]
    return result


def _sentences(
    sentence: np.ndarray, capital: np.ndarray, small: np.ndarray, large: np.ndarray, flag: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return the words of sentences in capitals, and those of headlines that give each word one."""
    if not len(sentence):
        return np.zeros(0, dtype=bool), np.zeros(0, dtype=bool)
    row = np.cumsum(np.append(False, sentence[1:] != sentence[:-1]))
    n = int(row[-1]) + 1
    lettered = small + large > 0
    shout = (small == 0) & (large > 0)
    of_letters = np.bincount(row[lettered], minlength=n)
    shouting = np.bincount(row[shout], minlength=n)
    telling = ((large > 3) & (flag & COMMON > 0)) | ((large > 1) & (flag & FUNCTION > 0))
    long_shout = np.bincount(row[shout & telling], minlength=n)
    loud = (of_letters > 1) & (shouting >= _LOUD_SHARE * of_letters) & (long_shout > 0)
    content = lettered & (flag & FUNCTION == 0) & (small + large > 2)
    words = np.bincount(row[content], minlength=n)
    raised = np.bincount(row[content & capital], minlength=n)
    plain = np.bincount(row[content & capital & (flag & (COMMON | LISTED | TITLE) == COMMON)], minlength=n)
    titled = (words >= _TITLE_WORDS) & (raised >= _TITLE_SHARE * words) & (plain > 1) & ~loud
    return loud[row], titled[row]


@cache
def _kinds() -> np.ndarray:
    """Return of each character of the first plane what it is: `LOWER`, `UPPER`, `DIGIT`, `WHITE`, or 0."""
    kinds = np.zeros(0x10000, dtype=np.int8)
    for k in range(0x10000):
        sign = chr(k)
        if sign.isupper() or sign.istitle():
            kinds[k] = UPPER
        elif sign.islower():
            kinds[k] = LOWER
        elif sign.isdigit():
            kinds[k] = DIGIT
        elif sign.isspace():
            kinds[k] = WHITE
    return kinds


@cache
def _is_opening() -> np.ndarray:
    result = np.zeros(0x10000, dtype=bool)
    result[list(map(ord, _OPENING))] = True
    return result


def _small_flags(term: str) -> int:
    """Return the flags of a term that is never written with a capital."""
    particle = "particle" in classes_of(term)
    return (
        LINK * (term in CONNECTORS or particle or term in ("de", "la"))
        | PARTICLE * (particle and len(term) > 1)
        | FUNCTION * (term in _FUNCTION)
    )


def _flags(term: str) -> int:
    classes = classes_of(term)
    common = is_common(term)
    return (
        _small_flags(term)
        | COMMON * (common and "nationality" not in classes)
        | CALENDAR * ("calendar" in classes or term in NEVER)
        | LISTED * any(kind in classes for kind in _PLAIN)
        | GIVEN * ("given_name" in classes)
        | TITLE * ("title" in classes)
        | ABBREVIATED * ("title" in classes and len(term) < 6)
        | ARTICLED * term.startswith(_ARTICLED)
        | BEFORE_ONE * (term == "war")
        | OPENS * (term in name_words().phrases)
    )
