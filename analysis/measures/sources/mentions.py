"""Mentions of actors in texts, found by shape and by closed classes of words: names, bodies, and many people.

`coding_sheets` counts them, for people to say who they are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from analysis.measures.sources.coreference import NO_NAME, FullNames
from analysis.texts.attribution.speaker_nouns import (
    ORGANISATIONS,
    OUTLETS,
    PERSON_TITLES,
    ROLES,
    UNNAMED,
    singular,
)
from analysis.texts.attribution.word_classes import (
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    DEMONSTRATIVES,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
)

_READ = ("body", "caption", "comment")  # a headline may give every word a capital

# People by their standing, a noun for many of them, and bodies that `ORGANISATIONS` lacks.
_PEOPLE = frozenset(
    "refugee migrant immigrant exile dissident settler prisoner detainee hostage civilian inhabitant islamist "
    "militiaman guerrilla insurgent terrorist extremist separatist nationalist loyalist hardliner moderate "
    "conservative liberal socialist communist mullah cleric hypocrite traitor pilgrim farmer driver trader striker "
    "follower believer councillor".split()
)
_MANY = frozenset(
    "troops militia police faction tribe clan gang cult mob crowd grouplet leadership elite establishment public "
    "population community minority majority opposition".split()
)
_FORCES = frozenset(  # between a name and a head: "Danish security forces", not "Lee met residents"
    "security intelligence border riot special armed political military police government army opposition rebel "
    "state news peace rescue".split()
)
_BODIES = (ORGANISATIONS | OUTLETS | _MANY) - frozenset(
    "times post states state nations service front centre international news watch military press".split()
)
_MEMBERS = (UNNAMED | ROLES | _PEOPLE) - frozenset("people some others many several few".split())
_INSIDE = frozenset("of al el bin ibn van von de der da di la".split())  # between the words of a name
_OPENING = frozenset('"“‘«„')  # what they open may begin a sentence
_DETERMINERS = (ARTICLES | POSSESSIVES | DEMONSTRATIVES) - {"which"} | frozenset(
    "some many most all several few two three four five hundreds thousands dozens of".split()
)
_SMALL = (PREPOSITIONS | AUXILIARIES | ADVERBS | PRONOUNS | DEMONSTRATIVES | _DETERMINERS) | frozenset(
    "and or but nor not as if when while because so than both".split()
)


def mentions(
    segments: pd.DataFrame, table: pd.DataFrame, texts: dict[str, str]
) -> Iterator[tuple[str, tuple[str, ...], str, int, int]]:
    """Yield each mention: its text, its terms, how it is written, and its place."""
    read = segments["part"].isin(_READ).to_numpy()[table["segment"].to_numpy()]
    rows = table[read]
    columns = [rows[name].tolist() for name in ("doc_id", "sentence", "segment", "start", "end", "term")]
    words = [
        _Word(doc_id, (sentence, segment), start, end, term, texts[doc_id][start:end])
        for doc_id, sentence, segment, start, end, term in zip(*columns, strict=True)
    ]
    inner = [
        k > 0
        and words[k - 1].place[0] == word.place[0]
        and texts[word.doc_id][word.start - 1] not in _OPENING
        and ":" not in texts[word.doc_id][words[k - 1].end : word.start]
        for k, word in enumerate(words)
    ]
    capital, small = Counter[str](), Counter[str]()
    for word, inside in zip(words, inner, strict=True):
        if not word.capital:
            small[word.term] += 1
        elif inside:
            capital[word.term] += 1
    paired = [_follows(words, k, texts) and words[k + 1].capital for k in range(len(words))]  # "Ida Holm left."
    names = [
        word.capital
        and word.term not in NO_NAME
        and texts[word.doc_id][word.start - 1 : word.start] != "="
        and (inside or capital[word.term] > small[word.term] or (paired[k] and word.term not in _SMALL | small.keys()))
        for k, (word, inside) in enumerate(zip(words, inner, strict=True))
    ]
    k = 0
    while k < len(words):
        first, last = _name(words, names, k, texts) if names[k] else _noun_phrase(words, k, texts)
        if last >= first:
            form = " ".join(word.bare for word in words[first : last + 1])
            key = tuple(word.term for word in words[first : last + 1])
            end = words[last].start + len(words[last].bare)
            yield words[first].doc_id, key, form, words[first].start, end
        k = max(k, last) + 1


@dataclass(frozen=True, slots=True)
class _Word:
    doc_id: str
    place: tuple[int, int]  # its sentence and segment
    start: int
    end: int
    term: str
    written: str

    @property
    def capital(self) -> bool:
        return self.written[0].isupper()

    @property
    def bare(self) -> str:
        """As written, without a possessive ending."""
        return self.written[: len(self.term)]


def _follows(words: list[_Word], k: int, texts: dict[str, str]) -> bool:
    """Return whether nothing but a space, or the point of a title or an initial, is between a word and the next."""
    if k + 1 >= len(words) or words[k].place != words[k + 1].place:
        return False
    between = texts[words[k].doc_id][words[k].end : words[k + 1].start]
    titled = len(words[k].written) == 1 or words[k].term in PERSON_TITLES
    return between in (" ", "\xa0") or (between == ". " and titled)


def _name(words: list[_Word], names: list[bool], first: int, texts: dict[str, str]) -> tuple[int, int]:
    """Return the first and the last word of the name that begins here, with a head noun for many people after it."""
    last = first
    while _follows(words, last, texts) and words[last].bare == words[last].written:
        if words[last + 1].term in _INSIDE and last + 2 < len(words) and _follows(words, last + 1, texts):
            if not names[last + 2]:
                break
            last += 2
        elif names[last + 1]:
            last += 1
        else:
            break
    for head in (last + 1, last + 2):
        if not all(_follows(words, k, texts) for k in range(last, head)):
            break
        plain = head == last + 1 or words[last + 1].term in _FORCES
        if plain and not words[head].capital and _is_group(words[head].term):
            return first, head
    for k in range(last, first - 1, -1):
        if words[k].term.rstrip(".") in PERSON_TITLES | ROLES | UNNAMED and (k < last or k == first):
            return k + 1, last
    return first, last


def _noun_phrase(words: list[_Word], head: int, texts: dict[str, str]) -> tuple[int, int]:
    """Return the first and the last word of the phrase for a body or for many people that ends here; else nothing."""
    compound = _follows(words, head, texts) and _is_group(
        words[head + 1].term
    )  # "parliament" in "parliament committee"
    if words[head].capital or not _is_group(words[head].term) or compound:
        return head, head - 1
    first = head
    while first and head - first < 2 and _follows(words, first - 1, texts) and _qualifies(words[first - 1]):
        first -= 1
    before = words[first - 1] if first and _follows(words, first - 1, texts) else None
    determined = before is not None and (before.term in _DETERMINERS or before.bare != before.written)
    return (first if determined else head), head


def _qualifies(word: _Word) -> bool:
    plain = not word.capital and word.term not in _SMALL and word.bare == word.written
    return plain and not word.term.endswith(("s", "ly")) and word.term not in _MEMBERS


def _is_group(term: str) -> bool:
    one = singular(term)
    return term in _BODIES or one in _BODIES or (one != term and one in _MEMBERS)


def short_forms(
    here: Iterable[tuple[str, ...]], text: str, forms: Mapping[tuple[str, ...], str]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Yield the short forms of one text, each with the full form that it stands for."""
    by_last: dict[str, list[tuple[str, ...]]] = {}
    for key in here:
        form = forms[key]
        if len(key) > 1 and "of" not in key and form[0].isupper() and form.split()[-1][0].isupper():
            by_last.setdefault(key[-1], []).append(key)
    names = FullNames(text, [])
    for key in here:
        if len(key) > 1 or not forms[key][0].isupper():
            continue
        full = by_last.get(key[0], [])
        if forms[key].isupper() and len(key[0]) > 1:
            spelled = tuple(names.full(f"the {forms[key]}", 0).lower().split())
            full = [spelled] if spelled in forms else []
        if len(full) == 1:
            yield key, full[0]
