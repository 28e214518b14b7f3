"""Entries of several words and wildcards, found in a table of words: the one matcher of the suite.

The lexicon, the actors' labels and a reader's search phrase all use it, so that a match means the same everywhere.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise

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
    def capitals(self) -> list[list[tuple[int, re.Pattern[str]]]]:
        """The words of each entry that are found in capitals only: their places, and how they are written."""
        return [
            [(k, _regex(word, signs=".")) for k, word in enumerate(pattern) if word != term(word)]
            for pattern in self.patterns
        ]

    @cached_property
    def rank(self) -> np.ndarray:
        """Where each entry ranks among those that match the very same words: the first wins."""
        signs = ["".join(pattern) for pattern in self.patterns]
        keys = [(-len(self.capitals[e]), sign.count("*"), -len(sign), e) for e, sign in enumerate(signs)]
        rank = np.empty(len(keys), dtype=np.int64)
        rank[[key[-1] for key in sorted(keys)]] = np.arange(len(keys))
        return rank

    @cached_property
    def lengths(self) -> np.ndarray:
        """How many words each entry has."""
        return np.fromiter(map(len, self.patterns), dtype=np.int64, count=len(self.patterns))

    @cached_property
    def words(self) -> list[str]:
        """The different words of the entries, sorted, without the lone star."""
        return sorted({word for pattern in self.patterns for word in pattern} - {"*"})

    @cached_property
    def slots(self) -> np.ndarray:
        """Entries by places: which of `words` is there, `len(words)` for a lone star, one more behind the last word."""
        number = {word: slot for slot, word in enumerate([*self.words, "*"])}
        slots = np.full((len(self.patterns), max(self.lengths, default=0)), len(number))
        slots[np.arange(slots.shape[1]) < self.lengths[:, None]] = [number[word] for p in self.patterns for word in p]
        return slots

    @cached_property
    def wanted(self) -> tuple[dict[str, list[int]], list[tuple[str, re.Pattern[str], int]]]:
        """Which of `words` take a term; and those with a star, by what they begin with and as a pattern."""
        exact, starred = dict[str, list[int]](), list[tuple[str, re.Pattern[str], int]]()
        for slot, entered in enumerate(self.words):
            for word in {term(entered), term(entered.lower())}:  # "US": the country, and what capitals leave open
                if "*" in word:
                    starred.append((word.split("*")[0], _regex(word), slot))
                else:
                    exact.setdefault(word, []).append(slot)
        return exact, starred


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
    codes, vocabulary = terms.codes.to_numpy().astype(np.int64), terms.categories.tolist()
    if not len(codes) or not len(matcher.entries):
        return _table(np.empty((0, 3), dtype=np.int64))
    taken = _resolve(matcher, vocabulary)
    first, entry, anchor = _candidates(matcher, taken, codes, len(vocabulary))
    last = first + matcher.lengths[entry] - 1
    keep = (first >= 0) & (last < len(codes))
    for column in ("segment", "sentence"):
        place = tokens[column].to_numpy()
        keep &= place[first] == place[np.minimum(last, len(codes) - 1)]
    first, last, entry, anchor = first[keep], last[keep], entry[keep], anchor[keep]
    fits = np.ones(len(first), dtype=bool)
    for k in range(matcher.slots.shape[1]):
        slot = matcher.slots[entry, k]
        asked = np.flatnonzero((slot < len(matcher.words)) & (anchor != k) & fits)
        fits[asked] = _isin(slot[asked] * len(vocabulary) + codes[first[asked] + k], taken)
    spans = np.column_stack([first, last, entry])[fits]
    written = Written(tokens, texts)
    spans = _unbroken(_in_capitals(spans, matcher, written), matcher, written)
    return _table(_without_overlap(spans, matcher, len(codes)))


class Written:
    """The words of a table as the texts have them."""

    def __init__(self, tokens: pd.DataFrame, texts: Mapping[str, str]) -> None:
        self.starts, self.ends = tokens["start"].to_numpy(), tokens["end"].to_numpy()
        self.doc_ids = doc_ids_of(tokens)
        self.texts = texts

    def word(self, row: int) -> str:
        """Return the word in a row as the text has it."""
        return self.texts[self.doc_ids[row]][self.starts[row] : self.ends[row]]

    def gap(self, row: int) -> str:
        """Return what is between the word in a row and the next, of the same text."""
        return self.texts[self.doc_ids[row]][self.ends[row] : self.starts[row + 1]]


def doc_ids_of(tokens: pd.DataFrame) -> np.ndarray:
    """Return the doc_id of each word; those of one segment are one, so few are looked up."""
    segment = tokens["segment"].to_numpy()
    first = np.flatnonzero(np.append(True, segment[1:] != segment[:-1])[: len(segment)])
    return np.repeat(tokens["doc_id"].take(first).to_numpy(dtype=object), np.diff(np.append(first, len(segment))))


def texts_of(segments: pd.DataFrame) -> dict[str, str]:
    """Return the text of each document, put together from its segments."""
    check(segments, "segments", needs=("doc_id", "text"))
    doc_ids, texts = (segments[column].to_numpy(dtype=object) for column in ("doc_id", "text"))
    first = np.flatnonzero(np.append(True, doc_ids[1:] != doc_ids[:-1])[: len(doc_ids)]).tolist()
    parts: dict[str, list[str]] = {}
    for begin, end in pairwise([*first, len(doc_ids)]):
        parts.setdefault(doc_ids[begin], []).extend(texts[begin:end])
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


def _resolve(matcher: Matcher, vocabulary: list[str]) -> np.ndarray:
    """Return which word of the entries takes which term: sorted, each as word * len(vocabulary) + term."""
    exact, starred = matcher.wanted
    n = len(vocabulary)
    taken = [slot * n + code for code, known in enumerate(vocabulary) if known in exact for slot in exact[known]]
    order = sorted(range(n), key=vocabulary.__getitem__) if starred else []
    ordered = [vocabulary[code] for code in order]
    for prefix, pattern, slot in starred:
        low = bisect_left(ordered, prefix)
        high = bisect_left(ordered, prefix + "\U0010ffff") if prefix else n
        taken += [slot * n + order[k] for k in range(low, high) if pattern.fullmatch(ordered[k])]
    return np.unique(np.array(taken, dtype=np.int64))


def _candidates(
    matcher: Matcher, taken: np.ndarray, codes: np.ndarray, n_terms: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return first, entry and place of the rarest word, wherever that occurs: nothing else is ever looked at."""
    n = len(matcher.words)
    slot, code = np.divmod(taken, n_terms)
    occurs = np.bincount(slot, weights=np.bincount(codes, minlength=n_terms)[code], minlength=n).astype(np.int64)
    cost = np.append(occurs, [len(codes) + 1, len(codes) + 2])[matcher.slots]
    anchor = cost.argmin(axis=1)
    entry = np.flatnonzero(cost[np.arange(len(anchor)), anchor])
    held = np.searchsorted(slot, np.arange(n + 1))
    begins, ends = (held[matcher.slots[entry, anchor[entry]] + k] for k in (0, 1))
    entry, sought = np.repeat(entry, ends - begins), code[_ranges(begins, ends)]
    entry = entry[np.argsort(sought, kind="stable")]
    many = np.bincount(sought, minlength=n_terms)
    places = np.flatnonzero(many[codes])
    stops = np.cumsum(many)[codes[places]]
    repeats = many[codes[places]]
    entry = entry[_ranges(stops - repeats, stops)]
    return np.repeat(places, repeats) - anchor[entry], entry, anchor[entry]


def _ranges(begins: np.ndarray, ends: np.ndarray) -> np.ndarray:
    """Return the numbers from each begin to before its end, one range after another."""
    n = ends - begins
    return np.arange(n.sum()) + np.repeat(begins - (np.cumsum(n) - n), n)


def _isin(values: np.ndarray, known: np.ndarray) -> np.ndarray:
    """Return which values are among the known ones, which are sorted; both are few beside what they are out of."""
    at = np.searchsorted(known, values)
    return known[np.minimum(at, len(known) - 1)] == values


def _in_capitals(spans: np.ndarray, matcher: Matcher, written: Written) -> np.ndarray:
    """Leave out matches whose words are not in capitals where the entry's are."""
    strict = np.fromiter(map(bool, matcher.capitals), dtype=bool, count=len(matcher.entries))
    keep = np.ones(len(spans), dtype=bool)
    for i in np.flatnonzero(strict[spans[:, 2]]).tolist():
        first, _, entry = spans[i].tolist()
        keep[i] = all(pattern.fullmatch(written.word(first + k)) for k, pattern in matcher.capitals[entry])
    return spans[keep]


def _unbroken(spans: np.ndarray, matcher: Matcher, written: Written) -> np.ndarray:
    """Leave out matches of several words with a sign between them that parts clauses."""
    keep = np.ones(len(spans), dtype=bool)
    several = np.flatnonzero(spans[:, 1] > spans[:, 0])
    for i, (first, last, entry) in zip(several.tolist(), spans[several].tolist(), strict=True):
        for row in range(first, last):
            between = written.gap(row)
            if between != " " and (not BREAKS.isdisjoint(between) or " - " in between):
                keep[i] &= any(sign in matcher.entries[entry] for sign in (*BREAKS, " - "))
    return spans[keep]


def _without_overlap(spans: np.ndarray, matcher: Matcher, n_tokens: int) -> np.ndarray:
    rank, length = matcher.rank[spans[:, 2]], spans[:, 1] - spans[:, 0] + 1
    several = spans[length > 1]
    several = several[np.lexsort((rank[length > 1], several[:, 0], -length[length > 1]))]
    held, kept = bytearray(n_tokens), []
    for row, (first, last, _) in enumerate(several.tolist()):
        if 1 not in held[first : last + 1]:
            held[first : last + 1] = b"\1" * (last + 1 - first)
            kept.append(row)
    taken = np.frombuffer(held, dtype=bool)
    singles = spans[length == 1]
    order = np.lexsort((rank[length == 1], singles[:, 0]))
    singles = singles[order][np.unique(singles[order, 0], return_index=True)[1]]
    chosen = np.concatenate([several[kept], singles[~taken[singles[:, 0]]]])
    return chosen[np.argsort(chosen[:, 0])]


def _table(spans: Iterable[Sequence[int]] | np.ndarray) -> pd.DataFrame:
    return pd.DataFrame(spans, columns=["first", "last", "entry"])
