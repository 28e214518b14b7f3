"""Who is to do what an infinitive says: "the army" in "the army's plan to leave", "them" in "ordered them to leave"."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.measures.framing.agency.clause_words import NO_QUOTE
from analysis.measures.framing.agency.noun_phrases import AUXILIARY, NounPhrases
from analysis.measures.framing.agency.possessives import possessor
from analysis.measures.framing.agency.word_flags import Flag
from analysis.texts.attribution.speaker_nouns import singular

Span = tuple[int, int]

_NO_CHAIN = Flag.SUBJECT | Flag.RELATIVE | Flag.CLAUSE | Flag.QUESTION | AUXILIARY
# Nouns that an infinitive completes: who is to act is named with them ("the army's plan to", "a bid by the army to").
_LEADS_TO = frozenset(
    "ability action aim ambition appeal attempt authority bid call campaign capacity chance choice commitment "
    "conspiracy decision demand desire determination drive duty effort failure freedom goal hope idea intent intention "
    "invitation measure mission move need objective obligation opportunity order path pledge plan plot policy power "
    "preparation pressure project promise proposal refusal readiness reluctance request right scenario scheme "
    "step strategy struggle temptation tendency threat vow way will willingness wish".split()
)
# Verbs whose object is who is to do what "to" brings: "ordered them to leave". That of the others is their subject.
_OBJECT_CONTROL = frozenset(
    "advise allow ask assign authorise authorize beg call cause challenge command compel convince dare deploy direct "
    "empower enable encourage entitle expect force get help hire implore incite inspire instruct intend invite lead "
    "let license mandate motivate mobilise mobilize name nominate oblige order permit persuade press pressure prompt "
    "provoke push recruit remind request require select send summon task teach tell train trust urge use want warn "
    "wish appoint choose".split()
)
_NEEDS_OBJECT = frozenset("tell order allow force urge persuade enable cause encourage instruct advise teach".split())
# Adjectives whose subject is who is to act: "the army is ready to leave", but not "it is hard to leave".
_ABLE = frozenset(
    "able unable ready willing unwilling likely unlikely sure certain bound set free eager keen reluctant happy glad "
    "proud prepared determined afraid quick slow due unprepared desperate anxious content supposed going apt prone "
    "first last next".split()
)


_MEANS_TO = frozenset(
    "like likes need needs needed want wants wanted try tries tried continue continues continued seem seems seemed "
    "tend tends tended begin begins began start starts started hope hopes hoped get gets threaten threatens choose "
    "chooses refuse refuses manage manages fail fails plan plans intend intends prefer prefers agree agrees appear "
    "appears decide decides expect expects wish wishes".split()
)
_NOUNS_TOO = frozenset("need needs hope hopes start starts plan plans wish wishes".split())


class Infinitives:
    """Looks for who is to act in infinitives with "to".

    Parameters
    ----------
    phrases
        The noun phrases of the texts.
    bases
        The base form of each verb group.
    """

    def __init__(self, phrases: NounPhrases, bases: Sequence[str]) -> None:
        self.phrases, self.words, self.bases = phrases, phrases.words, bases

    def controller(
        self, k: int, start: int, subjects: Sequence[Span | None], objects: Sequence[Span | None]
    ) -> Span | int | None:
        """Return who is to do what group `k` says; the row of "is" where it is the subject of that.

        Parameters
        ----------
        k, start
            The position of the group, and the first row of its sentence.
        subjects, objects
            Those of the groups before it.
        """
        words, inside = self.words, self.phrases.inside
        row = self.phrases.groups[k].first - 1
        if row < start or words.signs[row] & NO_QUOTE:
            return None
        near = k - 1 if k and self.phrases.groups[k - 1].verb >= start else -1
        flag = words.flags[row]
        if flag & Flag.CONJUNCTION:
            joined = near >= 0 and bool(words.flags[self.phrases.groups[near].first] & Flag.TO)
            return subjects[near] if joined and self._clear(near, row - 1) else None
        if words.term(row) == "how":
            return None
        if inside[row] < 0 and (flag & AUXILIARY or words.term(row) in _MEANS_TO):
            finite = self._finite(row, start)
            if finite is not None or flag & AUXILIARY:
                return finite
        if words.term(row) in _ABLE and inside[row] < 0:
            return self._of_adjective(row, start)
        if words.term(row) == "order" and row > start and words.term(row - 1) == "in":
            row -= 2
        if near < 0:
            return self._of_noun(row, start - 1)
        if inside[row] == near:
            passive_or_own = self.phrases.groups[near].passive or self.bases[near] not in _NEEDS_OBJECT
            return subjects[near] if passive_or_own else None
        verb = self.phrases.groups[near].verb
        noun = self._completed(row, verb)
        if noun >= 0:
            held = objects[near] is not None and self._clear(near, row)
            return self._owner(noun, row) or (subjects[near] if held else None)
        if not self._clear(near, row) or self.phrases.groups[near].passive:
            return None
        found = objects[near]
        if found is None or self.bases[near] not in _OBJECT_CONTROL:
            return subjects[near] if found is not None else None
        return found if found[1] == int(words.ends[row]) else None

    def _finite(self, row: int, start: int) -> int | None:
        """Return the first row of a verb such as "has" or "would like" before "to", whose subject is who is to act."""
        words, first = self.words, row
        while first > start and not words.signs[first - 1] & NO_QUOTE:
            if (
                not words.flags[first - 1] & (AUXILIARY | Flag.ADVERB | Flag.NEGATOR)
                or words.flags[first - 1] & Flag.SUBJECT
            ):
                break
            first -= 1
        if first > start and words.flags[first - 1] & (Flag.DETERMINER | Flag.PREPOSITION | Flag.TO):
            return None
        if words.flags[row] & Flag.BE and not words.flags[first - 1] & Flag.SUBJECT:
            return None  # "the aim is to leave"
        noun = words.term(row) in _NOUNS_TOO and first == row
        return (
            first if not noun or (first > start and words.flags[first - 1] & (Flag.SUBJECT | Flag.RELATIVE)) else None
        )

    def _clear(self, near: int, row: int) -> bool:
        """Return whether no other clause begins after a group and up to a row."""
        words, verb = self.words, self.phrases.groups[near].verb
        if any(words.signs[k] & NO_QUOTE for k in range(verb, row)):
            return False
        begin = verb + 1 + bool(verb < row and words.flags[verb + 1] & Flag.OBJECT)
        between = words.flags[begin : row + 1]
        return not any(flag & _NO_CHAIN and not flag & Flag.DETERMINER for flag in between)

    def _of_adjective(self, row: int, start: int) -> int | None:
        """Return the row of the "is" before an adjective such as "ready"."""
        words, k = self.words, row - 1
        while k >= start and words.flags[k] & (Flag.ADVERB | Flag.NEGATOR) and not words.signs[k] & NO_QUOTE:
            k -= 1
        if k < start or not words.flags[k] & Flag.BE or words.signs[k] & NO_QUOTE:
            return None
        return k

    def _of_noun(self, row: int, stop: int) -> Span | None:
        noun = self._completed(row, stop)
        return None if noun < 0 else self._owner(noun, row)

    def _completed(self, row: int, stop: int) -> int:
        """Return the row of the noun that an infinitive completes, before "to" or "by … to"; -1 where there is none."""
        words = self.words
        for k in range(row, max(stop, row - 9), -1):
            if singular(words.term(k)) in _LEADS_TO and (k == row or words.term(k + 1) in ("by", "of", "from")):
                return k
            if words.signs[k - 1] & NO_QUOTE or words.flags[k] & (Flag.SUBJECT | Flag.RELATIVE | Flag.QUESTION):
                return -1
        return -1

    def _owner(self, noun: int, row: int) -> Span | None:
        """Return whom a possessive before a noun, or "by" or "of" after it, names."""
        words = self.words
        if noun + 2 <= row:
            return int(words.starts[noun + 2]), int(words.ends[row])
        owner = possessor(noun, words)
        return None if owner is None else (int(words.starts[owner[0]]), int(words.ends[owner[1]]))
