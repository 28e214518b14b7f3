"""What a relative pronoun goes back to: "the men" in "the men who left"."""

from __future__ import annotations

from analysis.measures.framing.agency.clause_words import COMMA, DASH, NO_QUOTE, ClauseWords
from analysis.measures.framing.agency.noun_phrases import NounPhrases, Rows
from analysis.measures.framing.agency.objects import is_time
from analysis.measures.framing.agency.verb_patterns import CONTENT
from analysis.measures.framing.agency.word_flags import Flag
from analysis.texts.attribution.speaker_nouns import names_speaker, singular

_REACH = 8  # words from a relative pronoun to the verb of its clause
_STOPS = (
    Flag.BE | Flag.HAVE | Flag.MODAL | Flag.DO | Flag.GET | Flag.TO | Flag.BY | Flag.CONJUNCTION | Flag.PREPOSITION
    | Flag.SUBJECT | Flag.OBJECT | Flag.RELATIVE | Flag.QUESTION | Flag.CLAUSE | Flag.ADVERB | Flag.NEGATOR | Flag.ING
)  # fmt: skip
_QUARTERS = frozenset(
    "north south east west northern southern eastern western central downtown upper lower inner outer greater".split()
)
_WHERE = frozenset("in at near on outside inside around across".split())
_RELATIVES = frozenset("who which that whom whose where".split())


class Antecedents:
    """Looks for the noun phrase before a relative pronoun.

    Parameters
    ----------
    phrases
        The noun phrases of the texts.
    """

    def __init__(self, phrases: NounPhrases) -> None:
        self.phrases: NounPhrases = phrases
        self.words: ClauseWords = phrases.words

    def relative(self, k: int, start: int) -> int:
        """Return the row of the relative pronoun in whose clause group `k` is, -1 where it is in none."""
        words = self.words
        first = self.phrases.groups[k].first
        for row in range(first - 1, max(start, first - _REACH) - 1, -1):
            if words.signs[row] & NO_QUOTE or self.phrases.inside[row] >= 0:
                return -1
            if words.term(row) in _RELATIVES:
                noun = row > start and not words.flags[row - 1] & _STOPS and self.phrases.inside[row - 1] < 0
                return row if noun and not words.signs[row - 1] & ~COMMA else -1
        return -1

    def of(self, relative: int, verb: int, start: int) -> Rows | None:
        """Return the noun phrase before "who", "which" or "that", with whose verb in a row it agrees.

        Of "members of the union who" it is the whole, of "the hopes of the people who" the people; where the nearest
        noun does not agree with the verb, the one that it belongs to ("a box of nails that was").
        """
        words, last = self.words, relative - 1
        if last < start or self.phrases.inside[last] >= 0 or words.term(relative) in ("whose", "whom"):
            return None
        sign = words.signs[last] & NO_QUOTE
        if sign & ~(COMMA | DASH) or (sign and words.term(relative) == "that"):
            return None
        begin = self._start(last, start)
        if words.term(last) in ("other", "another"):
            return None  # "each other, which"
        if (
            begin > last
            or (begin == start and words.flags[last] & Flag.ADVERB)
            or self._is_predicate(begin, last, start)
        ):
            return None
        inner = (begin, last)
        outer = self._outer(begin, start)
        if self._is_place(begin, relative):
            return outer and self._whole(outer, last) if outer and self.phrases.agrees(outer, verb) else None
        person = words.term(relative) == "who"
        if outer is not None:
            head = words.term(outer[1])
            whole = (outer[0], last)
            if words.term(outer[1] + 1) == "of" and (names_speaker(head) or words.flags[outer[1]] & Flag.NUMBER):
                return whole
            if person and names_speaker(head) and not names_speaker(words.term(last)) and not words.capitals[last]:
                return whole
            if not self.phrases.agrees(inner, verb):
                return whole if self.phrases.agrees(outer, verb) else None
        return inner if self.phrases.agrees(inner, verb) else None

    def described(self, participle: int, start: int) -> Rows | None:
        """Return the noun phrase before a participle that describes it: "the men" in "the men killed by police"."""
        words, last = self.words, participle - 1
        while last > start and words.flags[last] & (Flag.ADVERB | Flag.NEGATOR):
            last -= 1
        if last < start or words.signs[last] & NO_QUOTE & ~COMMA:
            return None
        begin = self._start(last, start)
        return (begin, last) if begin <= last else None

    def before(self, relative: int, start: int) -> Rows | None:
        """Return the noun phrase right before a relative pronoun whose verb has a subject of its own.

        It must have a determiner, a capital or a plural, and be no noun that "that" only tells the content of ("the
        fact that she left").
        """
        words, last = self.words, relative - 1
        if words.signs[last] & NO_QUOTE & ~COMMA:
            return None
        if words.term(relative) == "that" and (
            words.signs[last] & NO_QUOTE or {words.term(last), singular(words.term(last))} & CONTENT
        ):
            return None
        begin = self._start(last, start)
        if begin > last or words.term(begin) in ("such", "so") or is_time(begin, last, words):
            return None
        if self._is_place(begin, relative):
            outer = self._outer(begin, start)
            return outer and self._whole(outer, last)
        told = words.flags[begin] & Flag.DETERMINER or words.capitals[begin] or words.term(last).endswith("s")
        return (begin, last) if told else None

    def _is_place(self, begin: int, relative: int) -> bool:
        """Return whether the phrase before a relative pronoun is a name that only says where: "a quarry in Rome that".

        A name by itself needs no clause to tell which one is meant, so that without a comma the clause tells of the
        noun before.
        """
        words, last = self.words, relative - 1
        begin += words.term(begin) in _QUARTERS and begin < last  # "in north Rome"
        if words.signs[last] & NO_QUOTE or not words.capitals[begin : last + 1].all() or begin < 1:
            return False
        if words.term(relative) not in ("that", "which", "who"):
            return False
        begin -= words.term(begin - 1) in _QUARTERS
        return words.term(begin - 1) in (_WHERE if words.term(relative) == "who" else _WHERE | {"of", "to", "from"})

    def _whole(self, outer: Rows, last: int) -> Rows:
        """Return a phrase with what "of" after it leads to."""
        return (outer[0], last) if self.words.term(outer[1] + 1) == "of" else outer

    def _is_predicate(self, begin: int, last: int, start: int) -> bool:
        """Return whether a phrase is one bare word after "be", which describes: "it is clear who"."""
        words = self.words
        if begin < last or begin <= start or words.capitals[last] or words.flags[last]:
            return False
        after = words.flags[begin - 1] & (Flag.BE | Flag.ADVERB | Flag.NEGATOR)
        return bool(after) and not names_speaker(words.term(last)) and not words.term(last).endswith("s")

    def _outer(self, begin: int, start: int) -> Rows | None:
        """Return the noun phrase before the preposition before a row, None where there is none."""
        words = self.words
        if begin - 2 < start or not words.flags[begin - 1] & Flag.PREPOSITION:
            return None
        if (words.signs[begin - 1] | words.signs[begin - 2]) & NO_QUOTE:
            return None
        first = self._start(begin - 2, start)
        return (first, begin - 2) if first <= begin - 2 else None

    def _start(self, last: int, start: int) -> int:
        """Return the first row of the noun phrase that ends in a row; the row after it where there is none."""
        words, begin = self.words, last
        if last > start and words.flags[last] & Flag.ING and words.flags[last - 1] & Flag.DETERMINER:
            return last - 1  # "the bombing"
        while begin >= start and not words.flags[begin] & _STOPS and self.phrases.inside[begin] < 0:
            if begin < last and words.signs[begin] & NO_QUOTE:
                break
            begin -= 1
            if words.flags[begin + 1] & Flag.DETERMINER:
                break
        return begin + 1
