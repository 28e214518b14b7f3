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
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, compress, count, groupby, pairwise
from typing import Any

import numpy as np
import pandas as pd
import regex

from analysis.schema import COLUMNS, InputError, check
from analysis.texts.segmentation.sentences import sentences
from analysis.texts.segmentation.word_pattern import BLANKS, JOINERS
from analysis.texts.segmentation.word_spans import APART, Signs, by_pattern

_LONG = 400  # characters from which on it is faster to look at all of them at once
_LONG_STACK = regex.compile(r"(\p{M}{30})(?=\p{M})")
_BLOCK = 1_000_000  # characters of several texts that are looked at at once
_LIGATURES = dict(zip("ﬀﬁﬂﬃﬄﬅﬆ", "ff fi fl ffi ffl st st".split(), strict=True))
_STRAIGHT = str.maketrans(dict(zip("’‘`ʼ‐‑", "''''--", strict=True)) | _LIGATURES | dict.fromkeys(JOINERS + BLANKS, ""))
# The country, also in "US-led"; "U.S" is its name before a mark that took the last dot's place.
_US = regex.compile(r"(?<![\p{L}\p{N}])US(?![\p{L}\p{N}])")
_LOUD = regex.compile(r"(?<![\p{L}\p{N}])\p{Lu}[\p{Lu}'’]*+(?:[ ]\p{Lu}[\p{Lu}'’]*+){2,}(?![\p{L}\p{N}])")
_SMALL, _LINE = regex.compile(r"\p{Ll}"), regex.compile(r".+")
_COUNTRY = regex.compile(r"(?<![^\n-])U\.?S\.?(?![^\n-])")


def words(text: str) -> list[tuple[int, int]]:
    """Return the words of a text as ``(start, end)``, in order; possessive endings belong to none.

    >>> [text[a:b] for text in ["The U.S.-led regime’s so-called plan"] for a, b in words(text)]
    ['The', 'U.S.-led', 'regime', 'so-called', 'plan']
    """
    if len(text) < _LONG:
        return by_pattern(text)
    starts, ends = Signs(text).words(np.array([0]))
    return list(zip(starts.tolist(), ends.tolist(), strict=True))


def words_of(texts: Iterable[str]) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield where the words of each text start and end, as `words` finds them; those of short texts are found together.

    >>> [ends.tolist() for _, ends in words_of(["So it is.", "", "U.S."])]
    [[2, 5, 8], [], [4]]
    """
    for together in _blocks(texts):
        signs, begins = _joined(together)
        starts, ends = signs.words(begins)
        rows = np.append(np.searchsorted(starts, begins), len(starts)).tolist()
        for begin, (first, last) in zip(begins.tolist(), pairwise(rows), strict=True):
            yield starts[first:last] - begin, ends[first:last] - begin


def _blocks(texts: Iterable[str]) -> Iterator[list[str]]:
    seen = 0

    def block(text: str) -> int:
        nonlocal seen
        seen += len(text)
        return seen // _BLOCK

    for _, together in groupby(texts, block):
        yield list(together)


def _joined(texts: list[str]) -> tuple[Signs, np.ndarray]:
    """Return some texts as one, and where each of them begins in it."""
    sizes = np.fromiter(map(len, texts), dtype=np.int64, count=len(texts)) + len(APART)
    return Signs(APART.join(texts)), np.cumsum(sizes) - sizes


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
    starts, ends = Signs(text).words(begins)
    return starts, ends, np.searchsorted(begins, starts, side="right") - 1


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


def tokens(segments: pd.DataFrame, *, progress: Callable[[list[Any]], Iterable[Any]] = iter) -> pd.DataFrame:
    """Return one row per word of the segments, in the order of the texts.

    Parameters
    ----------
    segments
        Table `segments`: all segments of each text, in order, from 0 to its end without a gap.
    progress
        What goes through the texts, to show how far the work is.

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
    edges = np.append(first_rows, len(segments))
    known, parts, seen, done = _Surfaces(), [_NO_TOKENS], 0, 0
    ranges = progress(list(pairwise(edges.tolist())))
    for together in _blocks("".join(texts[first:last]) for first, last in ranges):
        rows = edges[done : done + len(together) + 1]
        found, seen = _tokens(together, begins[rows[0] : rows[-1]], rows, seen, known)
        parts.append(found)
        done += len(together)
    # Column by column, and none copied: the words are what takes most memory of all that a corpus becomes.
    columns = {
        name: np.concatenate([part[at] for part in parts]).astype(np.int64)
        for at, name in enumerate(("segment", "sentence", "start", "end"))
    }
    term = known.terms(np.concatenate([part[-1] for part in parts]))
    parts.clear()
    doc_id = pd.Series(doc_ids).take(columns["segment"]).reset_index(drop=True)
    return pd.DataFrame({"doc_id": doc_id, **columns, "term": term}, columns=list(COLUMNS["tokens"]), copy=False)


_NO_TOKENS = np.empty((5, 0), dtype=np.int32)


def _tokens(
    texts: list[str], segment_starts: np.ndarray, rows: np.ndarray, seen: int, known: _Surfaces
) -> tuple[np.ndarray, int]:
    """Return segment, sentence, start, end and surface of the words of some texts, and how many sentences are numbered.

    `rows` are the rows of the segments at which each text begins, and the one after the last.
    """
    signs, begins = _joined(texts)
    starts, ends = signs.words(begins)
    n_words = np.diff(np.append(np.searchsorted(starts, begins), len(starts)))
    surface = known.of(signs.text[start:end] for start, end in zip(starts.tolist(), ends.tolist(), strict=True))
    if len(pronouns := np.fromiter(untold_country(signs.text), dtype=np.int64)):
        at = np.searchsorted(starts, pronouns, side="right") - 1
        surface[at] = known.of([signs.text[starts[k] : ends[k]].lower() for k in at.tolist()])
    base = np.repeat(begins, n_words)
    segment = rows[0] + _holder(starts, segment_starts + np.repeat(begins, np.diff(rows)))
    worded = n_words > 0
    found = [[start for start, _ in sentences(text)] if n else [] for text, n in zip(texts, worded, strict=True)]
    n_sentences = np.fromiter(map(len, found), dtype=np.int64, count=len(found))
    sentence_starts = np.fromiter(chain.from_iterable(found), dtype=np.int64) + np.repeat(begins, n_sentences)
    # A word before the first sentence of its text has a number of its own.
    before = seen + 1 + np.cumsum(worded) - worded
    sentence = np.repeat(before, n_words) + _holder(starts, sentence_starts)
    seen += int(n_sentences.sum() + worded.sum())
    return np.stack([segment, sentence, starts - base, ends - base, surface]).astype(np.int32), seen


def _holder(starts: np.ndarray, begins: np.ndarray) -> np.ndarray:
    """Return which of the stretches that begin there holds each word, -1 before the first."""
    n = np.diff(np.concatenate([[0], np.searchsorted(starts, begins), [len(starts)]]))
    return np.repeat(np.arange(-1, len(begins)), n)


class _Surfaces:
    """The different words as they are written, each with a number."""

    def __init__(self) -> None:
        self._number: defaultdict[str, int] = defaultdict(count().__next__)

    def of(self, surfaces: Iterable[str]) -> np.ndarray:
        """Return the number of each word."""
        return np.fromiter(map(self._number.__getitem__, surfaces), dtype=np.int64)

    def terms(self, numbers: np.ndarray) -> pd.Categorical:
        """Return the terms of words given by their number."""
        terms = _terms(list(self._number))
        occurs = np.bincount(numbers, minlength=len(terms)) > 0  # "US" may be there as the pronoun alone
        categories = sorted(set(compress(terms, occurs)))
        position = {known: i for i, known in enumerate(categories)}
        codes = np.array([position.get(known, -1) for known in terms], dtype=np.int64)
        return pd.Categorical.from_codes(codes[numbers], categories=pd.Index(categories, dtype="str"))


def untold_country(text: str) -> Iterator[int]:
    """Yield where "US" may be the country or the pronoun, for all words around it are in capitals."""
    at = text.find("US")
    while at >= 0:
        begin, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        end = len(text) if end < 0 else end
        stretches = _LOUD if _SMALL.search(text, begin, end) else _LINE
        for stretch in stretches.finditer(text, begin, end):
            for found in _US.finditer(text, *stretch.span()):
                yield found.start()
        at = text.find("US", end)


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
