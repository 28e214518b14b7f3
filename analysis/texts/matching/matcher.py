"""Entries of several words and wildcards, found in a table of words: the one matcher of the suite.

The lexicon, the actors' labels and a reader's search phrase all use it, so that a match means the same everywhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

import numpy as np
import pandas as pd

from analysis.schema import InputError, check, shown
from analysis.texts.segmentation.words import term, words

BREAKS = frozenset(";:()!?…—–")  # no entry goes across one of these, unless it holds the sign itself: "PMOI (MEK)"
_STAR = "\ua015"  # a letter that no text of ours holds: the entry is cut into words with it in the place of "*"


@dataclass(frozen=True)
class Matcher:
    """Entries cut into words: a word is lower-cased unless it is written in capitals, and keeps its wildcards."""

    entries: tuple[str, ...]
    patterns: tuple[tuple[str, ...], ...]

    @cached_property
    def capitals(self) -> list[list[int]]:
        """The places of the words of each entry that are found in capitals only."""
        return [[k for k, word in enumerate(pattern) if word != term(word)] for pattern in self.patterns]

    @cached_property
    def rank(self) -> list[int]:
        """Where each entry ranks among those that match the very same words: the first wins."""
        signs = ["".join(pattern) for pattern in self.patterns]
        keys = [(-len(self.capitals[e]), sign.count("*"), -len(sign), e) for e, sign in enumerate(signs)]
        order = [key[-1] for key in sorted(keys)]
        rank = [0] * len(order)
        for position, entry in enumerate(order):
            rank[entry] = position
        return rank


def compile_entries(entries: Sequence[str]) -> Matcher:
    """Return the matcher of these entries.

    Parameters
    ----------
    entries
        Words separated by spaces, cut by the rules that cut the texts ("mullahs' regime" and "PMOI/MEK" are two words
        each, possessive endings fall away). ``*`` stands for any run of characters of a word, also for none
        ("terroris*"); alone it is any one word ("war on *"). A word written in capitals, of two letters or more, is
        found in capitals only ("US" is not "us"); otherwise case does not matter.

    Raises
    ------
    InputError
        If an entry holds no word, or a "?": other programs take it for any one character.
    """
    return _compiled(tuple(map(str, entries)))


@lru_cache(maxsize=8)
def _compiled(entries: tuple[str, ...]) -> Matcher:
    for entry in entries:
        if "?" in entry:
            raise InputError(
                f"the entry {shown(entry)} holds '?', which stands for no character here; write '*' for any run of "
                "letters, or each form by itself"
            )
    # All entries at once, parted by what no word and no look-ahead of `words` goes across.
    marked = [entry.replace("*", _STAR) + "\n\0\n" for entry in entries]
    text = "".join(marked)
    ends = list(accumulate(map(len, marked)))
    patterns: list[list[str]] = [[] for _ in entries]
    for start, end in words(text):
        patterns[bisect_right(ends, start)].append(_pattern(text[start:end]))
    for entry, pattern in zip(entries, patterns, strict=True):
        if all(word.strip("*") == "" for word in pattern):
            raise InputError(
                f"the entry {shown(entry)} holds no word; write at least one letter or digit beside any '*'"
            )
    return Matcher(entries, tuple(map(tuple, patterns)))


def find_entries(matcher: Matcher, tokens: pd.DataFrame, texts: Mapping[str, str]) -> pd.DataFrame:
    """Return where the entries occur: the longest match first (in words), then the leftmost; no two overlap.

    Of entries that match the very same words, one in capitals wins over one without, fewer wildcards over more, and
    then the earlier over the later. A match lies within one sentence and one segment. Of the punctuation between its
    words, that which parts clauses (`BREAKS`, and a hyphen between spaces) breaks it where the entry has none such.

    Parameters
    ----------
    matcher
        From `compile_entries`.
    tokens
        Table `tokens`. Costs grow with its distinct terms, and with how often the rarest word of each entry occurs.
    texts
        The text of each doc_id, which tells capitals: see `texts_of`.

    Returns
    -------
    DataFrame
        Columns ``first, last`` (row positions in `tokens` of the match's first and last word) and ``entry`` (position
        in the matcher's entries), in the order of the tokens.

    Notes
    -----
    Misleads in texts set in capitals throughout ("JOIN US" is then "US"), and where a wildcard takes in words that
    its author did not think of.
    """
    check(tokens, "tokens")
    terms = tokens["term"].astype("category").cat
    codes, vocabulary = (
        terms.codes.to_numpy().astype(np.int64),
        np.asarray(terms.categories, dtype=object),
    )
    lengths = np.array([len(pattern) for pattern in matcher.patterns], dtype=np.int64)
    if not len(codes) or not len(lengths):
        return _table(np.empty((0, 3), dtype=np.int64))
    slots = {word: slot for slot, word in enumerate(sorted({word for p in matcher.patterns for word in p} | {"*"}))}
    accepted = _resolve(list(slots), vocabulary)
    frequency = np.bincount(codes, minlength=len(vocabulary))
    first, entry = _candidates(matcher, slots, accepted, codes, frequency)
    inside = (first >= 0) & (first + lengths[entry] <= len(codes))
    first, entry = first[inside], entry[inside]
    keys = np.sort(np.concatenate([slot * len(vocabulary) + taken for slot, taken in enumerate(accepted)]))
    for k in range(int(lengths.max())):
        at_k = np.array([slots[p[k]] if k < len(p) else -1 for p in matcher.patterns])[entry]
        wanted = np.flatnonzero((at_k >= 0) & (at_k != slots["*"]))
        found = np.isin(at_k[wanted] * len(vocabulary) + codes[first[wanted] + k], keys, kind="sort")
        keep = np.ones(len(first), dtype=bool)
        keep[wanted[~found]] = False
        first, entry = first[keep], entry[keep]
    last = first + lengths[entry] - 1
    together = np.ones(len(first), dtype=bool)
    for column in ("segment", "sentence"):
        place = tokens[column].to_numpy()
        together &= place[first] == place[last]
    spans = np.column_stack([first, last, entry])[together]
    spans = _unbroken(_in_capitals(spans, matcher, tokens, texts), matcher, tokens, texts)
    return _table(_without_overlap(spans, matcher, len(codes)))


def texts_of(segments: pd.DataFrame) -> dict[str, str]:
    """Return the text of each document, put together from its segments."""
    check(segments, "segments", needs=("doc_id", "text"))
    parts: dict[str, list[str]] = {}
    for doc_id, text in zip(*(segments[c].to_numpy(dtype=object).tolist() for c in ("doc_id", "text")), strict=True):
        parts.setdefault(doc_id, []).append(text)
    return {doc_id: "".join(pieces) for doc_id, pieces in parts.items()}


def wildcards(pieces: Sequence[str], character: str) -> str:
    """Return the regular expression of some pieces of a word with any run of `character` between each two.

    A piece in the middle is taken where it first occurs, for good (as in ``fnmatch``): tried at every place, k stars
    would take n**k steps in a word of n letters.
    """
    first, *middle = pieces[:-1] or [""]
    inner = "".join(f"(?>{character}*?{piece})" for piece in middle if piece)
    return f"{first}{inner}{character}*{pieces[-1]}" if len(pieces) > 1 else pieces[0]


def _pattern(marked: str) -> str:
    word = re.sub(r"\*+", "*", marked.replace(_STAR, "*"))
    in_capitals = word.isupper() and sum(map(str.isalpha, word)) > 1
    return term(word.lower()).upper() if in_capitals else term(word)


def _regex(word: str, *, signs: str = "") -> re.Pattern[str]:
    """`word` as a regular expression; where `signs` is ".", apostrophes and hyphens may be of any kind."""
    pieces = ["".join(re.escape(c) if c.isalnum() else signs or re.escape(c) for c in bare) for bare in word.split("*")]
    return re.compile(wildcards(pieces, "."))


def _resolve(slots: list[str], vocabulary: np.ndarray) -> list[np.ndarray]:
    """Return, for each word of the entries, the codes of the terms that it takes; the lone star takes none here."""
    code_of = {known: code for code, known in enumerate(vocabulary)}
    ordered = sorted(code_of)
    none = np.empty(0, dtype=np.int64)  # what most words take
    accepted: list[np.ndarray] = []
    for slot in slots:
        taken = []
        for word in {term(slot), term(slot.lower())}:  # "US" is the country, and also the word that capitals leave open
            if "*" not in word:
                taken += [code_of[word]] if word in code_of else []
            elif word != "*":
                prefix, matches = word.split("*")[0], _regex(word).fullmatch
                low = bisect_left(ordered, prefix)
                high = bisect_left(ordered, prefix + "\U0010ffff") if prefix else len(ordered)
                taken += [code_of[known] for known in ordered[low:high] if matches(known)]
        accepted.append(np.unique(np.array(taken, dtype=np.int64)) if taken else none)
    return accepted


def _candidates(
    matcher: Matcher,
    slots: dict[str, int],
    accepted: list[np.ndarray],
    codes: np.ndarray,
    frequency: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """Return (first, entry) wherever the rarest word of an entry occurs: everything else is never looked at."""
    counts = [int(frequency[taken].sum()) for taken in accepted]
    counts[slots["*"]] = len(codes) + 1
    anchors: dict[int, list[tuple[int, int]]] = {}
    for entry, pattern in enumerate(matcher.patterns):
        count, offset = min((counts[slots[word]], offset) for offset, word in enumerate(pattern))
        if count:
            for code in accepted[slots[pattern[offset]]].tolist():
                anchors.setdefault(code, []).append((entry, offset))
    many = np.zeros(len(frequency), dtype=np.int64)
    for code, pairs in anchors.items():
        many[code] = len(pairs)
    places = np.flatnonzero(many[codes])
    flat = np.array([pair for code in sorted(anchors) for pair in anchors[code]], dtype=np.int64).reshape(-1, 2)
    starts = np.cumsum(many) - many
    repeats = many[codes[places]]
    nth = np.arange(repeats.sum()) - np.repeat(np.cumsum(repeats) - repeats, repeats)
    chosen = flat[np.repeat(starts[codes[places]], repeats) + nth]
    return np.repeat(places, repeats) - chosen[:, 1], chosen[:, 0]


def _in_capitals(spans: np.ndarray, matcher: Matcher, tokens: pd.DataFrame, texts: Mapping[str, str]) -> np.ndarray:
    """Leave out matches whose words are not in capitals where the entry's are."""
    demands = [
        [(k, _regex(p[k], signs=".")) for k in c] for p, c in zip(matcher.patterns, matcher.capitals, strict=True)
    ]
    strict = np.array([bool(demand) for demand in demands])
    if not strict.any():
        return spans
    doc_ids, starts, ends = (tokens[column].to_numpy() for column in ("doc_id", "start", "end"))

    def surface(row: int) -> str:
        return texts[doc_ids[row]][starts[row] : ends[row]]

    keep = np.ones(len(spans), dtype=bool)
    for i in np.flatnonzero(strict[spans[:, 2]]):
        first, _, entry = spans[i].tolist()
        keep[i] = all(regex.fullmatch(surface(first + k)) for k, regex in demands[entry])
    return spans[keep]


def _unbroken(spans: np.ndarray, matcher: Matcher, tokens: pd.DataFrame, texts: Mapping[str, str]) -> np.ndarray:
    """Leave out matches of several words with a sign between them that parts clauses."""
    doc_ids, starts, ends = (tokens[column].to_numpy() for column in ("doc_id", "start", "end"))
    keep = np.ones(len(spans), dtype=bool)
    for i in np.flatnonzero(spans[:, 1] > spans[:, 0]):
        first, last, entry = spans[i].tolist()
        text, own = texts[doc_ids[first]], matcher.entries[entry]
        for row in range(first, last):
            between = text[ends[row] : starts[row + 1]]
            if between != " " and (not BREAKS.isdisjoint(between) or " - " in between):
                keep[i] &= any(sign in own for sign in (*BREAKS, " - "))
    return spans[keep]


def _without_overlap(spans: np.ndarray, matcher: Matcher, n_tokens: int) -> np.ndarray:
    rank = np.array(matcher.rank, dtype=np.int64)
    length = spans[:, 1] - spans[:, 0] + 1
    spans = spans[np.lexsort((rank[spans[:, 2]], spans[:, 0], -length))]
    length = spans[:, 1] - spans[:, 0] + 1
    taken = np.zeros(n_tokens, dtype=bool)
    kept = []
    for row, (first, last, _) in enumerate(spans[length > 1].tolist()):
        if not taken[first : last + 1].any():
            taken[first : last + 1] = True
            kept.append(row)
    singles = int((length > 1).sum()) + np.unique(spans[length == 1][:, 0], return_index=True)[1]
    singles = singles[~taken[spans[singles, 0]]]
    chosen = spans[np.concatenate([np.array(kept, dtype=np.int64), singles])]
    return chosen[np.argsort(chosen[:, 0])]


def _table(spans: Iterable[Sequence[int]] | np.ndarray) -> pd.DataFrame:
    return pd.DataFrame(spans, columns=["first", "last", "entry"])
