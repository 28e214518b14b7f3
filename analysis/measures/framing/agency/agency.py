"""Who does what to whom: every verb group of the texts with its form, and who acts in it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.measures.dictionary.context import Around
from analysis.measures.dictionary.negation import negated
from analysis.measures.framing.agency.actives import find_actives
from analysis.measures.framing.agency.actors import NamedActors
from analysis.measures.framing.agency.agents import find_agent
from analysis.measures.framing.agency.clause_words import ClauseWords
from analysis.measures.framing.agency.event_nouns import Named, find_event_nouns
from analysis.measures.framing.agency.headline_passives import find_headline_passives, headline_words
from analysis.measures.framing.agency.nobody import tells_none
from analysis.measures.framing.agency.participants import Roles, noun_participants, verb_participants
from analysis.measures.framing.agency.passives import Group, find_passives
from analysis.measures.framing.agency.shared_auxiliaries import find_coordinated, find_reduced
from analysis.measures.framing.agency.verb_forms import verb_of
from analysis.measures.framing.agency.verb_senses import VerbSenses
from analysis.measures.framing.agency.word_flags import Flag
from analysis.measures.spans import overlapping
from analysis.schema import COLUMNS, check
from analysis.texts.matching.matcher import texts_of
from analysis.texts.readers.verbs import read_event_nouns, read_verbs
from analysis.texts.segmentation.words import tokens_of

ACTIVE, WITH_AGENT, WITHOUT_AGENT, NOMINAL = "active", "passive_with_agent", "passive_without_agent", "nominal"


def agency(
    segments: pd.DataFrame, names: pd.DataFrame | None = None, *, tokens: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return who does what to whom: every verb group and every noun for an act, with its form, agent and patient.

    Parameters
    ----------
    segments
        Table `segments`; the segments of a text must cover it.
    names
        Table `names` of the same segments, which says which actor an agent or a patient is.
    tokens
        Table `tokens` of the segments, if it has been made; else the words are found here.

    Returns
    -------
    DataFrame
        One row per verb group and per noun that names an act, in the order of the texts. ``[start, end)`` goes from the
        first auxiliary to the main verb, or is the noun's; `match` is its text, `verb` the base form of the main verb,
        with its particle ("blow up"), or the verb of which the noun names the act. `form` is ``active``,
        ``passive_with_agent``, ``passive_without_agent`` or ``nominal``. `verb_class` is that of `read_verbs` and
        `read_event_nouns`, empty for a verb that is not listed.

        `agent` is who acts, as written: the subject in the active, the noun phrase after "by" in a passive, and in a
        nominal row what "by", a possessive, the word before the noun ("police violence") or the verb that carries the
        act out names ("the army launched an attack").
        `patient` is who or what is acted upon: the object in the active, the subject in a passive and of verbs of dying
        and suffering, and in a nominal row what "of", "on" and their like name. Each with its place in the text, and
        with `agent_actor` and `patient_actor`, the actor that the phrase is a name of; empty where none is found.

        `reduced`: a participle without an auxiliary that describes the noun before it ("the men killed by police").
        `coordinated`: one that shares the auxiliary of the participle before it ("was arrested and beaten").
        `negated`: "not", "never" or their like belong to the group or reach the noun, or agent or patient is nobody
        ("no officer was charged"). `part, voice, speaker` are those of the segment in which the main verb or the noun
        begins.

    Raises
    ------
    InputError
        If a column is missing.

    See Also
    --------
    read_verbs, read_event_nouns : the classes.
    read_participles : which participles are read as adjectives, or have no passive.

    Notes
    -----
    Rules on the words and their order, without a parser. "Agent" and "patient" are places in the wording: a passive
    without an agent leaves open who acts, who did is often in the sentence before, and nothing here says who did it.
    Both are left empty where the clause does not show them plainly: an empty agent is no sign that the text has none.
    Misleads where a participle may be an adjective ("the road was closed"), in headlines, whose passives without an
    auxiliary ("Three killed in blast") are found only of verbs that need an object, where the subject is far from its
    verb, and for figures of speech ("the bill was killed").

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> texts = pd.DataFrame({"doc_id": ["a"], "text": ["The guards beat Ann Roe. Two men were hurt in the attack."]})
    >>> table = same.agency(same.voices(texts))
    >>> table[["form", "verb", "verb_class", "agent", "patient"]].values.tolist()[:2]
    [['active', 'beat', 'harm', 'The guards', 'Ann Roe'], ['passive_without_agent', 'hurt', 'harm', '', 'Two men']]
    >>> table[["match", "form", "verb"]].values.tolist()[2:]
    [['attack', 'nominal', 'attack']]
    """
    check(segments, "segments")
    table, texts = tokens_of(segments, tokens), texts_of(segments)
    words, around = ClauseWords(table, texts), Around(table, texts)
    groups = find_groups(words, headline_words(segments, words))
    by_agents = [find_agent(group.verb, words) if group.passive else None for group in groups]
    bases = [verb_of(words.term(group.verb)) for group in groups]
    verbs, nouns = read_verbs(), read_event_nouns()
    senses = VerbSenses(verbs).of(bases, [group.verb for group in groups], words, around)
    groups, by_agents, roles = verb_participants(groups, bases, senses, by_agents, words)
    is_verb = np.zeros(len(words.codes), dtype=bool)
    is_verb[[group.verb for group in groups]] = True
    clauses = is_verb.copy()
    clauses[[group.verb for group in groups if group.reduced]] = False
    named = find_event_nouns(nouns, words, around, is_verb, clauses)
    of_nouns = noun_participants(named, groups, senses, roles, words)
    rows = pd.concat(
        [
            _verb_rows(groups, by_agents, senses, words),
            _noun_rows(named, nouns, words, around),
        ],
        ignore_index=True,
    )
    order = np.argsort(rows["at"].to_numpy(), kind="stable")
    if names is not None:  # "Resistance" in "Iranian Resistance" is part of a name
        kept = ~overlapping(rows, names[names["label_kind"] != "pejorative"], whole=True) | (rows["form"] != NOMINAL)
        order = order[kept.to_numpy()[order]]
    rows = rows.iloc[order].reset_index(drop=True)
    every = [*roles, *of_nouns]
    rows = _with_roles(rows, [every[k] for k in order.tolist()], names, words)
    holders = words.segment[rows["at"].to_numpy()]
    for column in ("part", "voice", "speaker"):
        rows[column] = segments[column].take(holders).to_numpy()
    return rows[list(COLUMNS["agency"])]


def find_groups(words: ClauseWords, titles: np.ndarray) -> list[Group]:
    """Return the verb groups of all forms, by their main verb; no two have a word in common.

    Parameters
    ----------
    words
        The words.
    titles
        Which of them are in a headline.
    """
    passives = find_passives(words)
    passives += find_coordinated(passives, words)
    taken = np.zeros(len(words.codes), dtype=bool)
    for group in passives:
        taken[group.first : group.last + 1] = True
    reduced = find_reduced(words, taken)
    taken[[group.verb for group in reduced]] = True
    bare = find_headline_passives(words, titles, taken)
    bare += [group for group in find_coordinated(bare, words) if not taken[group.verb]]
    taken[[group.verb for group in bare]] = True
    passives += [*reduced, *bare]
    return sorted([*passives, *find_actives(words, taken)], key=lambda group: group.verb)


def _verb_rows(
    groups: list[Group],
    by_agents: list[tuple[int, int] | None],
    senses: list[tuple[str, str, int]],
    words: ClauseWords,
) -> pd.DataFrame:
    first = np.array([group.first for group in groups], dtype=np.int64)
    verb = np.array([group.verb for group in groups], dtype=np.int64)
    forms = [
        ACTIVE if not group.passive else WITH_AGENT if agent else WITHOUT_AGENT
        for group, agent in zip(groups, by_agents, strict=True)
    ]
    negators = np.append(0, np.cumsum((words.flag_array & Flag.NEGATOR) > 0))
    return pd.DataFrame(
        {
            "at": verb,
            "doc_id": words.doc_ids[verb],
            "start": _begins(first, words),
            "end": words.ends[verb],
            "form": pd.Series(forms, dtype="str"),
            "verb": pd.Series([sense[0] for sense in senses], dtype="str"),
            "verb_class": pd.Series([sense[1] for sense in senses], dtype="str"),
            "negated": negators[verb] > negators[first],
            "reduced": np.array([group.reduced for group in groups], dtype=bool),
            "coordinated": np.array([group.coordinated for group in groups], dtype=bool),
        }
    )


def _noun_rows(named: list[Named], nouns: pd.DataFrame, words: ClauseWords, around: Around) -> pd.DataFrame:
    first = np.array([one.first for one in named], dtype=np.int64)
    last = np.array([one.last for one in named], dtype=np.int64)
    entries = [one.entry for one in named]
    return pd.DataFrame(
        {
            "at": last,
            "doc_id": words.doc_ids[last],
            "start": words.starts[first],
            "end": words.ends[last],
            "form": pd.Series([NOMINAL] * len(named), dtype="str"),
            "verb": nouns["verb"].take(entries).to_numpy(),
            "verb_class": nouns["class"].take(entries).to_numpy(),
            "negated": negated(first, around),
            "reduced": np.zeros(len(named), dtype=bool),
            "coordinated": np.zeros(len(named), dtype=bool),
        }
    )


def _with_roles(rows: pd.DataFrame, roles: list[Roles], names: pd.DataFrame | None, words: ClauseWords) -> pd.DataFrame:
    """Return the rows with the text of each, and with agent and patient: text, place and actor."""
    doc_ids, texts = rows["doc_id"].tolist(), words.texts
    spans = zip(doc_ids, rows["start"].tolist(), rows["end"].tolist(), strict=True)
    rows["match"] = pd.Series([texts[doc_id][start:end] for doc_id, start, end in spans], dtype="str")
    known = NamedActors(names) if names is not None else None
    for k, role in enumerate(("agent", "patient")):
        places = [pair[k] for pair in roles]
        written = [texts[doc_id][slice(*place)] if place else "" for doc_id, place in zip(doc_ids, places, strict=True)]
        rows[role] = pd.Series(written, dtype="str")
        for edge, column in enumerate((f"{role}_start", f"{role}_end")):
            rows[column] = pd.array([place[edge] if place else None for place in places], dtype="Int64")
        actors = [
            "" if known is None or place is None else known.of(doc_id, place, phrase)
            for doc_id, place, phrase in zip(doc_ids, places, written, strict=True)
        ]
        rows[f"{role}_actor"] = pd.Series(actors, dtype="str")
        nobody = [
            place is not None and tells_none(texts[doc_id], *place)
            for doc_id, place in zip(doc_ids, places, strict=True)
        ]
        rows["negated"] |= np.array(nobody, dtype=bool)
    return rows


def _begins(first: np.ndarray, words: ClauseWords) -> np.ndarray:
    """Return where the groups begin: within a word where its auxiliary is contracted ("they're", "he's")."""
    begins = words.starts[first].copy()
    contracted = np.array(["'" in term and not term.endswith("n't") for term in words.vocabulary], dtype=bool)
    for k in np.flatnonzero(contracted[words.codes[first]]).tolist():
        word = words.word(int(first[k]))
        begins[k] += max(word.replace("’", "'").find("'"), 0)
    return begins
