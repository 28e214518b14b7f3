"""The subject of a verb group: who is told to act in the active, and who is acted upon in the passive."""

from __future__ import annotations

import re
from typing import NamedTuple

from analysis.measures.framing.agency.clause_words import COMMA, NO_QUOTE, OPENS, QUOTE, STOP, ClauseWords
from analysis.measures.framing.agency.passives import Group
from analysis.measures.framing.agency.possessives import possessor
from analysis.measures.framing.agency.word_flags import Flag
from analysis.texts.attribution.speaker_nouns import names_speaker, singular
from analysis.texts.attribution.subjects import subject_after, subject_before
from analysis.texts.segmentation.word_forms import Word

Span = tuple[int, int]

_BETWEEN = Flag.ADVERB | Flag.NEGATOR
_AUXILIARY = Flag.BE | Flag.HAVE | Flag.MODAL | Flag.DO
_SMALL = (
    _AUXILIARY
    | Flag.GET
    | Flag.TO
    | Flag.BY
    | Flag.CONJUNCTION
    | Flag.PREPOSITION
    | Flag.SUBJECT
    | Flag.OBJECT
    | Flag.RELATIVE
    | Flag.QUESTION
    | Flag.CLAUSE
    | Flag.ADVERB
    | Flag.NEGATOR
    | Flag.ING
    | Flag.PARTICIPLE
    | Flag.PAST
)
_OPENS_CLAUSE = Flag.CLAUSE | Flag.RELATIVE | Flag.QUESTION
_PLACES = frozenset("there here".split())
_RELATIVES = frozenset("who which that".split())
# Nouns that an infinitive completes: who is to act is named with them ("the army's plan to", "a bid by the army to").
_LEADS_TO = frozenset(
    "ability action aim ambition appeal attempt authority bid call campaign capacity chance choice commitment "
    "conspiracy decision demand desire determination drive duty effort failure freedom goal hope idea intent intention "
    "invitation measure mission move need objective obligation opportunity order path pledge plan plot policy power "
    " preparation pressure project promise proposal refusal readiness reluctance request right scenario scheme "
    "step strategy struggle temptation tendency threat vow way will willingness wish".split()
)
_CUT = re.compile(r"\s(?:not|never|is|are|was|were|has|have|had|will|would|can|could|do|does|did)\s", re.IGNORECASE)
_LIST_NUMBER = re.compile(r"\d{1,3}[.)]\s+")
_INDEFINITE = frozenset("a an another one some any".split())  # open what explains a name as well as a subject
_REPORTING = frozenset("that said says".split())
_NO_CHAIN = Flag.SUBJECT | Flag.RELATIVE | Flag.CLAUSE | Flag.QUESTION
_ALWAYS_CAPITAL = frozenset("monday tuesday wednesday thursday friday saturday sunday i".split())


# Verbs whose object is who is to do what "to" brings: "ordered them to leave". That of the others is their subject.
_OBJECT_CONTROL = frozenset(
    "advise allow ask assign authorise authorize beg call cause challenge command compel convince dare deploy direct "
    "empower enable encourage entitle expect force get help hire implore incite inspire instruct intend invite lead "
    "let license mandate motivate mobilise mobilize name nominate oblige order permit persuade press pressure prompt "
    "provoke push recruit remind request require select send summon task teach tell train trust urge use want warn "
    "wish appoint choose".split()
)


class Before(NamedTuple):
    """A verb group that has been read: its main verb as a row and as a base form, its subject, its object."""

    verb: int
    base: str
    subject: Span | None
    object: tuple[int, int] | None  # first and last row


class Subjects:
    """The subjects of the verb groups of some texts, to be asked for in the order of the words.

    Parameters
    ----------
    words
        The words.
    """

    def __init__(self, words: ClauseWords) -> None:
        self.words = words
        self._sentence: tuple[int, list[Word]] = (-1, [])

    def of(self, group: Group, before: Before | None, *, says: bool = False) -> Span | None:
        """Return the place in its text of the subject of a verb group, None where none is found.

        Parameters
        ----------
        group
            The verb group.
        before
            The verb group before it in its sentence, if any.
        says
            Whether it is a verb of speech: its subject may come after it ("…”, said the mayor").

        Notes
        -----
        A pronoun or a plain noun phrase right before the group is found by its words alone, and so are what a relative
        pronoun goes back to, and the subject that a group shares with the one before it ("came and went", "ordered them
        to go"). For all else it is the subject as the rules of attribution find that of a cue (`attribution.subjects`).
        Misleads where the subject is far off, behind clauses with verbs of their own.
        """
        words = self.words
        own = self._contracted(group.first)
        if own:
            return own
        if inner := self._within(group):
            return inner
        start = words.sentence_start(group.first)
        if says and group.first > start and words.signs[group.first - 1] & QUOTE:
            return self._after(group.verb, start)
        row = group.first - 1
        while row >= start and words.flags[row] & _BETWEEN and not words.flags[row] & Flag.SUBJECT:
            row -= 1
        if row < start:
            return None
        plain = not any(words.signs[k] & NO_QUOTE for k in range(row, group.first))
        if plain and words.flags[row] & Flag.SUBJECT:
            return int(words.starts[row]), int(words.ends[row])
        if plain and words.term(row) in _RELATIVES:
            return self._antecedent(row, start)
        if words.flags[group.first] & Flag.TO and row == group.first - 1:
            return self._of_infinitive(group, before, row, start)
        if plain and before is not None and before.verb >= start and self._goes_on(before, row):
            return before.subject
        if plain and (begin := self._plain_phrase(row, start)) >= 0:
            return int(words.starts[begin]), int(words.ends[row])
        return self._by_rules(group.verb, start)

    def _contracted(self, first: int) -> Span | None:
        """Return the pronoun that the first word of a group is written with: "they" in "they've"."""
        words = self.words
        if not words.flags[first] & _AUXILIARY or "'" not in (term := words.term(first)) or term.endswith("n't"):
            return None
        begin, head = int(words.starts[first]), term.partition("'")[0]
        return None if head in _PLACES or not head else (begin, begin + len(head))

    def _within(self, group: Group) -> Span | None:
        """Return the subject of a question, which comes between auxiliary and verb: "Was the clerk robbed?"."""
        words = self.words
        rows = [k for k in range(group.first + 1, group.verb) if not words.flags[k] & (_AUXILIARY | _BETWEEN | Flag.TO)]
        if not rows or any(words.signs[k] & NO_QUOTE for k in range(group.first, group.verb)):
            return None
        return int(words.starts[rows[0]]), int(words.ends[rows[-1]])

    def _goes_on(self, before: Before, row: int) -> bool:
        """Return whether "and", "or" or "but" joins a group to the one before it, so that it shares its subject."""
        words = self.words
        if words.term(row) not in ("and", "or", "but"):
            return False
        return not any(words.flags[k] & _NO_CHAIN for k in range(before.verb + 1, row))

    def _of_infinitive(self, group: Group, before: Before | None, row: int, start: int) -> Span | None:
        """Return who is to do what an infinitive says, of which `row` is the word before "to".

        It is the object of a verb such as "ordered"; who is named with the noun that the infinitive completes ("the
        army's plan to", "a bid by the army to"); else the subject of the verb before. After "is", it is not said.
        """
        words = self.words
        if words.flags[row] & Flag.BE:
            return None
        near = before is not None and before.verb >= start
        if words.flags[row] & Flag.CONJUNCTION and near and before is not None:
            return before.subject
        if near and before is not None and before.verb < row:
            clear = not any(words.flags[k] & _NO_CHAIN or words.signs[k] & NO_QUOTE for k in range(before.verb, row))
            if clear and before.base in _OBJECT_CONTROL and before.object:
                return int(words.starts[before.object[0]]), int(words.ends[before.object[1]])
            noun = self._completed(row, before.verb)
            if noun >= 0:
                return self._owner(noun, row) or (before.subject if clear and before.object else None)
            if clear:
                return before.subject
        elif (noun := self._completed(row, start - 1)) >= 0:
            return self._owner(noun, row)
        return self._by_rules(group.verb, start)

    def _completed(self, row: int, stop: int) -> int:
        """Return the row of the noun that an infinitive completes, before "to" or "by … to"; -1 where there is none."""
        words = self.words
        for k in range(row, max(stop, row - 9), -1):
            if singular(words.term(k)) in _LEADS_TO and (k == row or words.term(k + 1) in ("by", "of", "from")):
                return k
            if words.signs[k - 1] & NO_QUOTE or words.flags[k] & _NO_CHAIN:
                return -1
        return -1

    def _owner(self, noun: int, row: int) -> Span | None:
        """Return whom a possessive before a noun, or "by" or "of" after it, names."""
        words = self.words
        if noun < row and noun + 2 <= row:
            return int(words.starts[noun + 2]), int(words.ends[row])
        owner = possessor(noun, words)
        return None if owner is None else (int(words.starts[owner[0]]), int(words.ends[owner[1]]))

    def _antecedent(self, relative: int, start: int) -> Span | None:
        """Return the noun phrase before "who", "which" or "that".

        Of "members of the union who" it is the whole, of "the hopes of the people who" the people.
        """
        words = self.words
        last = relative - 1
        if last < start or words.signs[last] & (STOP | OPENS):
            return None
        begin = self._antecedent_start(last, start)
        if begin > last:
            return None
        if begin - 2 >= start and words.term(begin - 1) == "of" and not words.signs[begin - 1] & NO_QUOTE:
            head = self._antecedent_start(begin - 2, start)
            if head <= begin - 2 and (names_speaker(words.term(begin - 2)) or words.flags[begin - 2] & Flag.NUMBER):
                begin = head
        return int(words.starts[begin]), int(words.ends[last])

    def _antecedent_start(self, last: int, start: int) -> int:
        """Return the first row of the noun phrase that ends in a row; the row after it where there is none."""
        words, begin = self.words, last
        while begin >= start and not words.flags[begin] & (_SMALL & ~(Flag.PARTICIPLE | Flag.PAST)):
            if begin < last and words.signs[begin] & NO_QUOTE:
                break
            begin -= 1
            if words.flags[begin + 1] & Flag.DETERMINER:
                break
        return begin + 1

    def _plain_phrase(self, row: int, start: int) -> int:
        """Return the first row of the plain noun phrase that ends in a row, -1 where it is not plain.

        It is plain where it is a name, or a determiner with nouns and adjectives, and a clause begins right before it.
        """
        words, begin = self.words, row
        flags, signs = words.flags, words.signs
        while begin >= start and not flags[begin] & _SMALL and (begin == row or not signs[begin] & NO_QUOTE):
            begin -= 1
            if flags[begin + 1] & Flag.DETERMINER:
                break
        begin += 1
        determined = flags[begin] & Flag.DETERMINER
        if begin > row or (begin == row and (determined or flags[row] & Flag.NUMBER)):
            return -1
        if not (determined or (words.capitals[begin] and words.capitals[row])):
            return -1
        if begin == start:
            return begin
        if sign := signs[begin - 1] & NO_QUOTE:
            return begin if sign == COMMA and words.term(begin) not in _INDEFINITE else -1
        before = flags[begin - 1]
        opens = before & _OPENS_CLAUSE and not before & Flag.PREPOSITION
        return begin if opens or words.term(begin - 1) in _REPORTING else -1

    def _by_rules(self, verb: int, start: int) -> Span | None:
        """Return the subject as the rules of attribution find that of a cue."""
        words = self.words
        text = words.texts[words.doc_ids[verb]]
        span = subject_before(text, self._words(start), verb - start)
        if span is None or span[1] > int(words.starts[verb]):
            return None
        begin, end = span
        if number := _LIST_NUMBER.match(text, begin, end):
            begin = number.end()
        if cut := _CUT.search(text, begin, end):
            end = cut.start()
        return (begin, end) if begin < end else None

    def _after(self, verb: int, start: int) -> Span | None:
        """Return the subject that comes after its verb: "“…,” said the mayor"."""
        words, sentence = self.words, self._words(start)
        if verb + 1 >= words.sentence_end(verb) or words.signs[verb] & NO_QUOTE:
            return None
        return subject_after(words.texts[words.doc_ids[verb]], sentence, verb + 1 - start)

    def _words(self, start: int) -> list[Word]:
        """Return the words of a sentence as the rules of attribution read them; names keep their capital."""
        if self._sentence[0] == start:
            return self._sentence[1]
        words = self.words
        text, end = words.texts[words.doc_ids[start]], words.sentence_end(start)
        starts, ends = words.starts[start:end].tolist(), words.ends[start:end].tolist()
        written = [text[begin:stop] for begin, stop in zip(starts, ends, strict=True)]
        titled, last, found = _is_title_case(written), starts[0], []
        for k, (begin, stop, word) in enumerate(zip(starts, ends, written, strict=True)):
            low, capital, gap = word.lower().replace("’", "'"), word[0].isupper(), text[last:begin]
            if capital and k and not titled and gap == " " and low not in _ALWAYS_CAPITAL:
                low = word.replace("’", "'")
            found.append(Word(begin, stop, low, gap, capital))
            last = stop
        self._sentence = (start, found)
        return found


def _is_title_case(written: list[str]) -> bool:
    long = [word for word in written if len(word) > 3]
    return len(long) > 2 and sum(word[0].isupper() for word in long) > 0.85 * len(long)
