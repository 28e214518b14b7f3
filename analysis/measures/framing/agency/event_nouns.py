"""Nouns that name an act ("the massacre", "their decision"), and who in the same phrase did it or was acted upon."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from analysis.measures.dictionary.context import Around, in_context
from analysis.measures.framing.agency.agents import agent_phrase
from analysis.measures.framing.agency.clause_words import NO_QUOTE, ClauseWords
from analysis.measures.framing.agency.compounds import modifiers
from analysis.measures.framing.agency.objects import is_time, phrase_after
from analysis.measures.framing.agency.possessives import ADJECTIVE, BEFORE, owns, possessor
from analysis.measures.framing.agency.verb_forms import present_forms
from analysis.measures.framing.agency.word_flags import Flag
from analysis.texts.readers.verbs import plural
from analysis.texts.segmentation.words import term

Rows = tuple[int, int]

_RANKS = frozenset(
    "best chief first foremost leading main major most number only primary prime principal real worst".split()
)
_REACH = 16  # words after the noun in which "of" and "by" are looked for
_SAYS_NOUN = Flag.DETERMINER | Flag.NUMBER | Flag.PREPOSITION
_SAYS_VERB = Flag.SUBJECT | Flag.MODAL | Flag.DO | Flag.NEGATOR | Flag.RELATIVE
_ENDS = Flag.BE | Flag.HAVE | Flag.MODAL | Flag.DO | Flag.RELATIVE | Flag.SUBJECT | Flag.CLAUSE | Flag.QUESTION
_CLEAR = frozenset("of against on by between".split())  # after a noun rather than a verb


class Named(NamedTuple):
    """A noun that names an act: its rows, its row in the table of nouns, and the rows of who acts and is acted upon."""

    first: int
    last: int
    entry: int
    agent: Rows | None
    patient: Rows | None


def find_event_nouns(
    nouns: pd.DataFrame, words: ClauseWords, around: Around, taken: np.ndarray, clauses: np.ndarray
) -> list[Named]:
    """Return where nouns name an act, in the order of the words, with agent and patient where the phrase gives them.

    Parameters
    ----------
    nouns
        Table `event_nouns`.
    words, around
        The words.
    taken
        Which words are the main verb of a group.
    clauses
        Which of these are no participles that describe a noun: what follows them belongs to their clause.

    Notes
    -----
    The agent is what "by" leads to, or a possessive ("Israel's attack"); the patient what "of" or one of the noun's
    prepositions leads to, or, of nouns such as "murder", the possessive. A word in front is taken where it can only be
    one of both (`modifiers`): "police raids", not "police killings". Misleads where a preposition goes with
    another noun ("an attack on Monday on the coast" is read right, "a raid on the eve" is not).
    """
    found = in_sentence(_candidates(nouns["noun"].tolist(), words), words, taken)
    found = found[in_context(found, nouns["context"].tolist(), around)]
    acts = frozenset(found["last"].tolist())
    afters = nouns["patient_after"].str.split()
    sides = list(zip(nouns["of"], nouns["possessive"], afters, nouns["verb"], strict=True))
    named = []
    for first, last, entry in found[["first", "last", "entry"]].to_numpy().tolist():
        of, possessive, after, verb = sides[entry]
        agent, patient = _after(last, of, frozenset(after), words, clauses, acts)
        owner = possessor(first, words)
        if owner and (clauses[owner[1] : first].any() or _is_modifier(last, words)):
            owner = None  # "its neighbour triggered sanctions", "its rescue package"
        if owner and verb == "threaten" and _is_felt(owner[1], first, words):
            owner = None
        if owner and possessive == "patient" and patient is None:
            patient = owner
        elif owner and agent is None and (possessive or of) and not (possessive == "patient" and of != "patient"):
            agent = owner
        acting, target = modifiers(first, of=of, possessive=possessive, verb=verb, patient=patient, words=words)
        agent, patient = agent or acting, patient or target
        named.append(Named(first, last, entry, agent, patient))
    return named


def _is_felt(owner: int, first: int, words: ClauseWords) -> bool:
    """Return whether a possessive is who feels threatened: "their biggest threat", but "their new threat"."""
    return any(words.term(row).endswith("est") or words.term(row) in _RANKS for row in range(owner + 1, first))


def _candidates(nouns: list[str], words: ClauseWords) -> pd.DataFrame:
    """Return first and last row of each noun of the table, singular or plural; of two that overlap the longer."""
    forms: dict[str, list[tuple[tuple[str, ...], int]]] = defaultdict(list)
    for entry, noun in enumerate(nouns):
        *before, head = noun.split()
        for form in (head, plural(head)):
            forms[term(form)].append((tuple(map(term, before)), entry))
    for known in forms.values():
        known.sort(key=lambda one: -len(one[0]))
    heads = np.array([known in forms for known in words.vocabulary], dtype=bool)[words.codes]
    spans = []
    for row in np.flatnonzero(heads).tolist():
        start = words.sentence_start(row)
        for attributes, entry in forms[words.term(row)]:
            first = row - len(attributes)
            if first >= start and all(words.term(first + k) == known for k, known in enumerate(attributes)):
                spans.append((first, row, entry))
                break
    return pd.DataFrame(spans, columns=["first", "last", "entry"], dtype=np.int64)


def in_sentence(found: pd.DataFrame, words: ClauseWords, taken: np.ndarray) -> pd.DataFrame:
    """Return the candidates that are nouns in their sentence, not verbs or parts of names."""
    rows = found[["first", "last"]].to_numpy().tolist()
    keep = [not taken[last] and _is_noun(first, last, words) for first, last in rows]
    return found[np.array(keep, dtype=bool)].reset_index(drop=True)


def _is_noun(first: int, last: int, words: ClauseWords) -> bool:
    """Return whether a word that may be a verb too is a noun here: what comes before it or after it says so."""
    start, end = words.sentence_start(first), words.sentence_end(last)
    before = first - 1 if first > start and not words.signs[first - 1] & NO_QUOTE else -1
    after = last + 1 if last + 1 < end and not words.signs[last] & NO_QUOTE else -1
    if (
        words.capitals[last]
        and first > start
        and before >= 0
        and words.capitals[before]
        and not words.word(last).isupper()
    ):
        return words.flags[before] & Flag.DETERMINER > 0 or owns(before, words)
    if after >= 0 and words.capitals[last] and first > start and words.capitals[after]:
        return False  # "Murder Inc."
    following = words.flags[after] if after >= 0 else 0
    clear = after >= 0 and words.term(after) in _CLEAR
    if words.term(last).endswith("ing"):
        return _determined(first, start, words) or (after >= 0 and words.term(after) == "of")
    object_follows = after >= 0 and (bool(following & (Flag.DETERMINER | Flag.OBJECT)) or words.capitals[after])
    if before < 0:
        return clear or not object_follows
    flag = words.flags[before]
    if words.term(last) in present_forms()[1] and following & (Flag.DETERMINER | Flag.OBJECT) and not flag & _SAYS_NOUN:
        return owns(before, words)  # "the army raids the town"
    if _determined(first, start, words):
        return True
    if words.term(last) in _verb_forms() and not clear and (object_follows or words.capitals[before]):
        return False  # "the army attacks Baghdad", "to seize the town and attack them"
    if flag & _SAYS_VERB or (flag & Flag.TO and not words.term(last).endswith("s")):
        return False
    if flag & Flag.TO:
        return not following & (Flag.DETERMINER | Flag.OBJECT)
    return clear or not (object_follows or following & Flag.SUBJECT)


@cache
def _verb_forms() -> frozenset[str]:
    bases, thirds = present_forms()
    return bases | thirds


def _determined(first: int, start: int, words: ClauseWords) -> bool:
    """Return whether a determiner, a possessive, a number or a preposition comes before a word and its adjectives."""
    for row in range(first - 1, max(start, first - 1 - BEFORE) - 1, -1):
        if words.signs[row] & NO_QUOTE:
            return False
        if owns(row, words):
            return True
        flag = words.flags[row]
        if flag & _SAYS_NOUN and not flag & Flag.TO:
            return not flag & Flag.CLAUSE or row == first - 1  # "after the army attacks"
        if flag & ~ADJECTIVE:
            return False
    return False


def _after(
    last: int,
    of: str,
    prepositions: frozenset[str],
    words: ClauseWords,
    clauses: np.ndarray,
    acts: frozenset[int],
) -> tuple[Rows | None, Rows | None]:
    """Return agent and patient as the phrases after a noun name them: "of …", "by …", "on …"."""
    agent: Rows | None = None
    patient: Rows | None = None
    end = min(words.sentence_end(last), last + 1 + _REACH)
    row = last + 1
    while row < end and not words.signs[row - 1] & NO_QUOTE:
        flag, known = words.flags[row], words.term(row)
        if clauses[row] or flag & (Flag.TO | Flag.CLAUSE) or (flag & _ENDS and not flag & Flag.PREPOSITION):
            break  # what follows belongs to another clause: "threats after the court ruled against them"
        if not flag & Flag.PREPOSITION or row + 1 >= end:
            if row == last + 1 and not flag & (Flag.PARTICIPLE | Flag.ADVERB):
                break  # a compound whose head is another noun, or another phrase
            row += 1
            continue
        if known == "by":
            if agent is not None or any(between in acts for between in range(last + 1, row)):
                break  # "revenge for raids by the army": of the raids
            if (span := agent_phrase(row, words)) is None:
                break
            agent = span
            if row == last + 1 and of == "patient" and (inner := _of_one(span, words)):
                agent, patient = (span[0], inner - 1), (inner + 1, phrase_after(inner + 1, span[1] + 1, words))
            row = span[1] + 1
            continue
        stop = phrase_after(row + 1, words.sentence_end(last), words)
        if stop <= row:
            break
        if row == last + 1 and known == "of" and of:
            agent, patient = ((row + 1, stop), patient) if of == "agent" else (agent, (row + 1, stop))
        elif patient is None and known in prepositions:
            patient = None if is_time(row + 1, stop, words) else (row + 1, stop)
        row = stop + 1
    return agent, patient


def _of_one(phrase: Rows, words: ClauseWords) -> int:
    """Return the row of the "of" in a phrase that leads to a new person: "by soldiers of a boy"; 0 where none does."""
    for row in range(phrase[0] + 1, phrase[1]):
        if words.term(row) == "of":
            new = words.flags[row + 1] & Flag.NUMBER or words.term(row + 1) in ("a", "an")
            return row if new else 0
    return 0


def _is_modifier(last: int, words: ClauseWords) -> bool:
    """Return whether a noun only tells which sort the next noun is of: "rescue" in "their rescue package"."""
    after = last + 1
    if after >= words.sentence_end(last) or words.signs[last] or words.flags[after] or words.capitals[after]:
        return False
    return words.term(after) not in _verb_forms() and not owns(last, words)
