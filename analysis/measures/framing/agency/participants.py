"""Who acts and who is acted upon in each verb group and at each noun that names an act."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from analysis.measures.framing.agency.agents import find_agent
from analysis.measures.framing.agency.clause_words import NO_QUOTE, ClauseWords
from analysis.measures.framing.agency.event_nouns import Named
from analysis.measures.framing.agency.noun_phrases import Rows
from analysis.measures.framing.agency.objects import object_of
from analysis.measures.framing.agency.passives import Group
from analysis.measures.framing.agency.subjects import Span, Subjects
from analysis.measures.framing.agency.verb_patterns import ALONG, NAMES, NO_OBJECT, SEES, TAKES_CLAUSE
from analysis.measures.framing.agency.word_flags import Flag
from analysis.texts.attribution.speaker_nouns import names_speaker

Roles = tuple[Span | None, Span | None]

# Verbs that only carry out what a noun names: their subject is who does it ("launched an attack").
CARRY_OUT = frozenset(
    "carry carry out commit conduct do execute give impose issue launch lead make mount perpetrate perform stage take "
    "undertake unleash wage mastermind orchestrate order organise organize plan engage in".split()
) | {"carry out"}


def verb_participants(
    groups: Sequence[Group],
    bases: Sequence[str],
    senses: Sequence[tuple[str, str, int]],
    by_agents: Sequence[tuple[int, int] | None],
    words: ClauseWords,
) -> tuple[list[Group], list[Rows | None], list[Roles]]:
    """Return the verb groups, the rows of what "by" leads to, and agent and patient of each, as places in its text.

    The groups are those given, except that a participle which turns out to describe the noun before it ("the men armed
    with guns left") is no active.

    Parameters
    ----------
    groups, bases
        The verb groups in the order of the words, and the base form of each main verb.
    senses
        Verb, class and last row of each (`VerbSenses.of`).
    by_agents
        The first and last row of the noun phrase after "by", of passives.
    words
        The words.

    Notes
    -----
    Active: the subject is the agent, the object the patient; where the verb tells of what happens to its subject
    ("die"), the subject is the patient. Passive: the subject is the patient, "by" leads to the agent.
    """
    subjects, roles = Subjects(words, groups, bases, [kind for _, kind, _ in senses]), list[Roles]()
    for k, (group, base, (_, kind, last), by_agent) in enumerate(zip(groups, bases, senses, by_agents, strict=True)):
        subject = subjects.of(k, says=kind == "speech")
        if group.passive:
            subjects.objects.append(None)
            roles.append((None if by_agent is None else _place(by_agent, words), subject))
            continue
        found = None if words.flags[group.first] & Flag.BY else object_of(last, words)
        if found is None and last == group.verb and kind != "movement" and _has_particle(last, base, words):
            found = object_of(last + 1, words)
        if found is not None:
            found = _before_clause(k, found, subjects)
        if found is not None and not _may_be_object(k, found, subjects):
            found = None
        held = _relative_object(k, found, subjects) if found is None or base in NAMES else None
        found = held or found
        patient = None if found is None else _place(found, words)
        if patient and subject and patient[0] < subject[1] and subject[0] < patient[1]:
            patient = None  # "“…,” said the mayor"
        subjects.objects.append(patient)
        roles.append((None, subject) if kind == "undergoing" else (subject, patient))
    told, agents = list(groups), list(by_agents)
    for k in sorted(subjects.reduced):
        group = groups[k]
        told[k], agents[k] = replace(group, passive=True, reduced=True), find_agent(group.verb, words)
        rows = subjects.antecedents.described(group.first, words.sentence_start(group.first))
        agent, patient = (None if phrase is None else _place(phrase, words) for phrase in (agents[k], rows))
        roles[k] = (agent, patient)
    return told, agents, roles


def _has_particle(row: int, base: str, words: ClauseWords) -> bool:
    """Return whether a particle that may come before an object follows a verb: "took out the letter"."""
    if base in ALONG or row + 2 >= words.sentence_end(row) or (words.signs[row] | words.signs[row + 1]) & NO_QUOTE:
        return False
    return words.term(row + 1) in ("out", "up", "off", "down") and bool(words.flags[row + 2] & Flag.DETERMINER)


def _before_clause(k: int, phrase: Rows, subjects: Subjects) -> Rows | None:
    """Return a phrase up to the "and" that begins a clause with a verb of its own; None where it is such a clause."""
    words, inside = subjects.words, subjects.phrases.inside
    begin = phrase[0] + 1 + bool(words.flags[phrase[0]] & Flag.RELATIVE)  # "that promise"
    for row in range(begin, phrase[1] + 1):
        if inside[row] < 0 or inside[row] == k:
            continue
        other = subjects.groups[inside[row]]
        plain = not words.flags[other.verb] & (Flag.PARTICIPLE | Flag.ING) and not words.flags[other.first] & Flag.TO
        if other.passive or not plain:
            continue
        joins = [at for at in range(phrase[0] + 1, other.first) if words.flags[at] & Flag.CONJUNCTION]
        return (phrase[0], joins[-1] - 1) if joins else None
    return phrase


def _may_be_object(k: int, phrase: Rows, subjects: Subjects) -> bool:
    """Return whether a phrase after group `k` can be its object: not what is the subject of the verb after it.

    "Said the dam had burst", "became a baker" have no object. A participle without a subject may be no verb at all
    ("pleasant pedestrianised streets"), so there the object must begin as noun phrases do.
    """
    words, group = subjects.words, subjects.groups[k]
    base = subjects.bases[k]
    if base in NO_OBJECT or (base == "say" and names_speaker(words.term(phrase[1]))):
        return False
    row = phrase[1] + 1
    end = words.sentence_end(group.verb)
    while row < end and words.flags[row] & (Flag.ADVERB | Flag.NEGATOR) and not words.signs[row - 1] & NO_QUOTE:
        row += 1
    if row < end and not words.signs[row - 1] & NO_QUOTE and (after := subjects.phrases.inside[row]) >= 0:
        other = subjects.groups[after]
        bare = other.first == other.verb and words.flags[other.verb] & Flag.PARTICIPLE
        finite = not other.reduced and not words.flags[other.first] & Flag.TO
        if finite and base not in SEES and (not bare or base in TAKES_CLAUSE):
            return False
    if subjects.found[k] is None and group.first == group.verb and words.flags[group.verb] & Flag.PARTICIPLE:
        opens = words.flags[phrase[0]] & (Flag.DETERMINER | Flag.NUMBER | Flag.OBJECT)
        return bool(opens or words.capitals[phrase[0]] or words.term(phrase[1]).endswith("s"))
    return True


def _relative_object(k: int, found: Rows | None, subjects: Subjects) -> Rows | None:
    """Return what a group does something to where a relative pronoun brings it: "the bread that she sold"."""
    words, group, subject = subjects.words, subjects.groups[k], subjects.found[k]
    start = words.sentence_start(group.first)
    if subject is None or subjects.bases[k] in NO_OBJECT or words.flags[group.first] & Flag.TO:
        return None
    relative = subjects.antecedents.relative(k, start)
    if relative < 0 or words.term(relative) == "where" or subject[0] <= int(words.starts[relative]):
        return None
    if subjects.kinds[k] in ("movement", "undergoing"):
        return None
    after = group.verb + 1
    if after < words.sentence_end(group.verb) and not words.signs[group.verb] & NO_QUOTE:
        if words.flags[after] & (Flag.DETERMINER | Flag.OBJECT | Flag.TO | Flag.RELATIVE | Flag.BY) and found is None:
            return None
    return subjects.antecedents.before(relative, start)


def noun_participants(
    named: Sequence[Named],
    groups: Sequence[Group],
    senses: Sequence[tuple[str, str, int]],
    roles: Sequence[Roles],
    words: ClauseWords,
) -> list[Roles]:
    """Return agent and patient of each noun that names an act: from its phrase, else from the verb that carries it out.

    "The army launched an attack", "the attack was carried out by the army": there the agent of the verb is the agent of
    the noun, too, where the noun is what the verb is done to.
    """
    verbs = [group.verb for group in groups]
    found = []
    for one in named:
        agent, patient = (None if rows is None else _place(rows, words) for rows in (one.agent, one.patient))
        if agent is None:
            agent = _carried_out(one, verbs, senses, roles, words)
        found.append((agent, patient))
    return found


def _carried_out(
    one: Named,
    verbs: Sequence[int],
    senses: Sequence[tuple[str, str, int]],
    roles: Sequence[Roles],
    words: ClauseWords,
) -> Span | None:
    """Return the agent of a verb of carrying out whose patient holds the noun; None where there is none."""
    start, end = words.sentence_start(one.last), words.sentence_end(one.last)
    at = int(words.starts[one.last])
    for k in range(bisect_right(verbs, start - 1), len(verbs)):
        if verbs[k] >= end:
            return None
        agent, patient = roles[k]
        if agent and patient and senses[k][0] in CARRY_OUT and patient[0] <= at < patient[1]:
            return agent
    return None


def _place(rows: tuple[int, int], words: ClauseWords) -> Span:
    return int(words.starts[rows[0]]), int(words.ends[rows[1]])
