"""The subject of a verb group: who is told to act in the active, and who is acted upon in the passive."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.measures.framing.agency.antecedents import Antecedents
from analysis.measures.framing.agency.clause_words import CLOSES, COMMA, DASH, NO_QUOTE, ClauseWords
from analysis.measures.framing.agency.infinitives import Infinitives
from analysis.measures.framing.agency.noun_phrases import (
    AUXILIARY,
    VERB,
    Clause,
    NounPhrases,
    Rows,
)
from analysis.measures.framing.agency.passives import Group
from analysis.measures.framing.agency.verb_patterns import SEES, TAKES_CLAUSE
from analysis.measures.framing.agency.word_flags import Flag
from analysis.texts.readers.participles import shipped_readings

Span = tuple[int, int]

_BETWEEN = Flag.ADVERB | Flag.NEGATOR
_PLACES = frozenset("there here".split())
_NO_CHAIN = Flag.SUBJECT | Flag.RELATIVE | Flag.CLAUSE | Flag.QUESTION
# Verbs of speech with an object, whose subject never comes after them.
_NEVER_TURNED = frozenset(
    "told tells informed accused blamed urged assured thanked praised criticised criticized".split()
)
_ASIDE = 25  # words between two commas
_OPENS_ASIDE = (
    Flag.DETERMINER | Flag.RELATIVE | Flag.PREPOSITION | Flag.ING | Flag.PARTICIPLE | Flag.NUMBER | Flag.CLAUSE
    | Flag.ADVERB | Flag.NEGATOR | Flag.QUESTION
)  # fmt: skip


class Subjects:
    """The subjects of the verb groups of some texts, to be asked for in the order of the words.

    Parameters
    ----------
    words, groups
        The words, and all verb groups in their order.
    bases, kinds
        The base form of each main verb, and its class.
    """

    def __init__(self, words: ClauseWords, groups: Sequence[Group], bases: Sequence[str], kinds: Sequence[str]) -> None:
        self.words, self.groups, self.bases, self.kinds = words, groups, bases, kinds
        self.phrases = NounPhrases(words, groups)
        self.antecedents = Antecedents(self.phrases)
        self._infinitives = Infinitives(self.phrases, bases)
        self.found: list[Span | None] = []  # those of the groups so far
        self.objects: list[Span | None] = []  # theirs, to be told by who finds them
        self.reduced: set[int] = set()  # groups that turned out to describe the noun before them: "the men armed with"

    def of(self, k: int, *, says: bool = False) -> Span | None:
        """Return the place in its text of the subject of the verb group at a position, None where none is found.

        Parameters
        ----------
        k
            The position of the group. All before it have been asked for.
        says
            Whether it is a verb of speech: its subject may come after it ("…”, said the mayor").

        Notes
        -----
        Only what is plain is told: a pronoun, a noun phrase that the clause of the verb begins with, what a relative
        pronoun goes back to, the subject that a group shares with one before it ("came and went"), and who is to do
        what an infinitive says (`infinitives`). Misleads where a clause begins without a mark or a word for it.
        """
        span = self._of(k, says)
        if span is not None and self._stands_for_clause(span, k):
            span = None
        self.found.append(span)
        return span

    def _stands_for_clause(self, span: Span, k: int) -> bool:
        """Return whether a subject is an "it" that stands for the clause after its verb: "it was said that"."""
        words, verb = self.words, self.groups[k].verb
        if words.texts[words.doc_ids[verb]][slice(*span)].lower() != "it":
            return False
        more = verb + 1 < words.sentence_end(verb)
        return self.bases[k] in ("seem", "appear", "occur", "happen") or (more and words.term(verb + 1) == "that")

    def _of(self, k: int, says: bool) -> Span | None:
        words, group = self.words, self.groups[k]
        start = words.sentence_start(group.first)
        if group.reduced:
            return self._place(self.antecedents.described(group.first, start))
        if group.first > start and words.flags[group.first] & Flag.TO:
            found = self._infinitives.controller(k, start, self.found, self.objects)
            return self._before(found, k, start) if isinstance(found, int) else found
        if (inner := self._within(group)) is not None:
            return self._place(inner)
        if says and not self._follows_aside(group, start) and (after := self._after(group, start)) is not None:
            return after
        return self._before(group.first, k, start)

    def _place(self, rows: Rows | None) -> Span | None:
        return None if rows is None else (int(self.words.starts[rows[0]]), int(self.words.ends[rows[1]]))

    def _before(self, first: int, k: int, start: int) -> Span | None:
        """Return the subject of the words of group `k` that begin in row `first`: it comes before them."""
        words = self.words
        flags, signs = words.flags, words.signs
        if own := self._contracted(first):
            return own
        row = first - 1
        while row >= start and flags[row] & _BETWEEN and not flags[row] & Flag.SUBJECT:
            row -= 1
        if row < start:
            return None
        marks = 0
        for at in range(row, first):
            marks |= signs[at] & NO_QUOTE
        if flags[row] & Flag.SUBJECT and not marks:
            return self._contracted(row) or (int(words.starts[row]), int(words.ends[row]))
        if marks & ~(COMMA | DASH | CLOSES):
            return None
        if flags[row] & Flag.CONJUNCTION:
            return self._shared(k, row, start)
        if marks:
            if first == self.groups[k].first and self._in_series(k):
                return self.found[k - 1]
            last, row = row, self._before_aside(row, start)
            self._describes(row + 1, last)
            return self._place(self._subject(row, k, start)) if row >= start else None
        if flags[row] & Flag.RELATIVE:
            return self._place(self.antecedents.of(row, first, start))
        return self._place(self._subject(row, k, start))

    def _contracted(self, first: int) -> Span | None:
        """Return the pronoun that the first word of a group is written with: "they" in "they've"."""
        words = self.words
        if not words.flags[first] & AUXILIARY or "'" not in (term := words.term(first)) or term.endswith("n't"):
            return None
        begin, head = int(words.starts[first]), term.partition("'")[0]
        return None if head in _PLACES or not head else (begin, begin + len(head))

    def _within(self, group: Group) -> Rows | None:
        """Return the subject of a question, which comes between auxiliary and verb: "Was the clerk robbed?"."""
        words = self.words
        rows = [k for k in range(group.first + 1, group.verb) if not words.flags[k] & (AUXILIARY | _BETWEEN | Flag.TO)]
        if not rows or any(words.signs[k] & NO_QUOTE for k in range(group.first, group.verb)):
            return None
        if words.flags[rows[0]] & (Flag.PREPOSITION | Flag.BY):
            return None
        return rows[0], rows[-1]

    def _subject(self, row: int, k: int, start: int) -> Rows | None:
        """Return the noun phrase that the clause of a group begins with, which ends in a row or before it."""
        clause = self.phrases.clause(row, start)
        if clause.after == VERB:
            return self._after_verb(clause, row, k, start)
        found = self.phrases.first_phrase(clause.first, row)
        if found is None or not self.phrases.agrees(found, self.groups[k].first):
            return None
        return found

    def _after_verb(self, clause: Clause, row: int, k: int, start: int) -> Rows | None:
        """Return the subject of a group with nothing but another group and some words before it.

        The other may belong to a clause inside the subject ("the men who left the town", "the men armed with guns",
        "the plan to leave"), or begin a clause whose object the verb is ("said the dam had burst").
        """
        words, group, other = self.words, self.groups[k], self.groups[clause.group]
        flags = words.flags
        relative = self.antecedents.relative(clause.group, start)
        takes = self.bases[clause.group] in TAKES_CLAUSE
        own = self.phrases.first_phrase(clause.first, row) if clause.first <= row else None
        weak = group.first == group.verb and bool(flags[group.verb] & Flag.PARTICIPLE)
        if takes and own is not None and own[0] == clause.first:
            sees = self.bases[clause.group] in SEES and (weak or relative >= 0)
            agreed = self.phrases.agrees(own, group.first)
            return own if agreed and not sees and not (other.passive and weak) else None
        if relative >= 0:
            return self.antecedents.of(relative, group.first, start)
        before = other.first - 1
        if before < start:
            return None
        if flags[other.first] & Flag.TO:
            plain = self.phrases.inside[before] < 0 and not words.signs[before] & NO_QUOTE
            plain = plain and not flags[before] & (AUXILIARY | Flag.SUBJECT | Flag.OBJECT | Flag.CONJUNCTION)
            return self._subject(before, k, start) if plain else None
        bare = other.first == other.verb and flags[other.verb] & Flag.PARTICIPLE
        led = clause.first > row or flags[clause.first] & (Flag.PREPOSITION | Flag.BY | Flag.TO)
        if (other.reduced or (bare and led)) and not words.signs[before] & NO_QUOTE:
            found = self._subject(before, k, start)
            if found is not None and not other.passive:
                self.reduced.add(clause.group)
            return found
        return None

    def _shared(self, k: int, row: int, start: int) -> Span | None:
        """Return the subject that "and", "or" or "but" before a group makes it share with a group before it."""
        words, flags = self.words, self.words.flags
        if words.term(row) not in ("and", "or", "but"):
            return None
        verb, flag = self.groups[k].verb, flags[self.groups[k].verb]
        if flag & Flag.PARTICIPLE and self.groups[k].first == verb and verb + 1 < words.sentence_end(verb):
            if flags[verb + 1] & Flag.BY:
                return None  # "a letter without an address and signed by nobody"
        if row > start and flags[row - 1] & AUXILIARY and self.phrases.inside[row - 1] < 0:
            return self._before(row - 1, k, start)  # "we cannot and must not accept"
        j = k - 1
        while j >= 0 and self.groups[j].verb >= start:
            other = self.groups[j]
            begin = other.verb + 1 + bool(flags[other.verb + 1] & Flag.OBJECT)
            if any(flag & _NO_CHAIN and not flag & Flag.DETERMINER for flag in flags[begin:row]):
                return None
            if other.reduced or j in self.reduced or flags[other.first] & Flag.TO:
                row = other.first
                j -= 1
                continue
            return self.found[j] if self._alike(other, self.groups[k]) else None
        return None

    def _in_series(self, k: int) -> bool:
        """Return whether a verb comes in a list whose last has "and": the second of "stopped, looked and left"."""
        words, flags = self.words, self.words.flags
        if not 0 < k < len(self.groups) - 1:
            return False
        before, group, after = self.groups[k - 1 : k + 2]
        if before.verb < words.sentence_start(group.verb) or after.first >= words.sentence_end(group.verb):
            return False
        if words.term(after.first - 1) != "and" or before.passive or after.first > group.verb + 12:
            return False
        between = [*flags[before.verb + 1 : group.first], *flags[group.verb + 1 : after.first - 1]]
        single = all(one.first == one.verb and flags[one.verb] & Flag.PAST for one in (before, group, after))
        return single and not any(flag & _NO_CHAIN and not flag & (Flag.DETERMINER | Flag.OBJECT) for flag in between)

    def _alike(self, other: Group, group: Group) -> bool:
        """Return whether a group may go on with the subject of another: both are of the past, or it is finite."""
        flags = self.words.flags
        if group.first < group.verb or not flags[group.verb] & Flag.PAST:
            return True
        if not flags[group.verb] & Flag.PARTICIPLE:
            return True
        first = flags[other.first]
        return bool(first & (Flag.HAVE | Flag.PAST | Flag.BE)) and not first & Flag.MODAL

    def _before_aside(self, row: int, start: int) -> int:
        """Return the row before what two commas set apart, which ends in a row; -1 where none is set apart."""
        words = self.words
        for at in range(row - 1, max(start, row - _ASIDE) - 1, -1):
            if not words.signs[at] & NO_QUOTE:
                continue
            if words.signs[at] & NO_QUOTE & ~(COMMA | DASH) and not words.signs[row] & (CLOSES | DASH):
                return -1
            opens = words.flags[at + 1]
            verbs = any(inside >= 0 for inside in self.phrases.inside[at + 1 : row + 1])
            if not opens & _OPENS_ASIDE and (verbs or not words.capitals[at + 1]):
                return -1
            if verbs and not opens & (Flag.RELATIVE | Flag.CLAUSE | Flag.PARTICIPLE | Flag.PREPOSITION | Flag.ING):
                return -1
            return at
        return -1

    def _describes(self, row: int, last: int) -> None:
        """Note that a participle which opens what two commas set apart describes the noun before: ", built in May,"."""
        k, flags = self.phrases.inside[row], self.words.flags
        if row < 1 or k < 0 or row == last or not flags[row] & Flag.PARTICIPLE or self.groups[k].passive:
            return
        reading = shipped_readings().get(self.words.term(row))
        if flags[row + 1] & (Flag.PREPOSITION | Flag.BY) and (reading is None or reading.kind != "intransitive"):
            self.reduced.add(k)

    def _follows_aside(self, group: Group, start: int) -> bool:
        """Return whether a verb follows a clause with "who" or "which" that two commas set apart in its subject."""
        words, row = self.words, group.first - 1
        if row < start or words.signs[row] != COMMA:
            return False
        before = self._before_aside(row, start)
        if before < start or not words.flags[before + 1] & Flag.RELATIVE:
            return False
        return all(inside < 0 for inside in self.phrases.inside[start : before + 1])

    def _after(self, group: Group, start: int) -> Span | None:
        """Return the subject that comes after a verb of speech: "“…,” said the mayor"."""
        words = self.words
        row, end = group.verb + 1, words.sentence_end(group.verb)
        if (
            self.words.term(group.verb) in _NEVER_TURNED
            or group.first < group.verb
            or row >= end
            or words.signs[group.verb] & NO_QUOTE
        ):
            return None
        if group.first > start and not words.signs[group.first - 1]:
            return None
        flag = words.flags[row]
        if flag & Flag.SUBJECT:
            return int(words.starts[row]), int(words.ends[row])
        if not (flag & Flag.DETERMINER or words.capitals[row]) or words.term(row) == "that":
            return None
        last = row
        while last + 1 < end and not words.signs[last] & NO_QUOTE and self.phrases.inside[last + 1] < 0:
            if (
                words.flags[last + 1] & (Flag.PREPOSITION | Flag.CLAUSE | Flag.TO | Flag.ADVERB)
                and words.term(last + 1) != "of"
            ):
                break
            last += 1
        if last + 1 < end and self.phrases.inside[last + 1] >= 0 and not words.signs[last] & NO_QUOTE:
            return None
        return self._place((row, last))
