"""Who does what to whom: every verb group of the texts with its form, and who acts in it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.measures.framing.agency.actives import find_actives
from analysis.measures.framing.agency.agents import find_agent
from analysis.measures.framing.agency.clause_words import ClauseWords
from analysis.measures.framing.agency.passives import Group, find_passives
from analysis.measures.framing.agency.shared_auxiliaries import find_coordinated, find_reduced
from analysis.measures.framing.agency.verb_forms import verb_of
from analysis.measures.framing.agency.word_flags import Flag
from analysis.schema import COLUMNS, check
from analysis.texts.matching.matcher import texts_of
from analysis.texts.segmentation.words import tokens_of

ACTIVE, WITH_AGENT, WITHOUT_AGENT = "active", "passive_with_agent", "passive_without_agent"


def agency(segments: pd.DataFrame, *, tokens: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return every verb group of the texts with its form: active, passive with an agent, or passive without one.

    Parameters
    ----------
    segments
        Table `segments`; the segments of a text must cover it.
    tokens
        Table `tokens` of the segments, if it has been made; else the words are found here.

    Returns
    -------
    DataFrame
        One row per verb group, in the order of the texts. ``[start, end)`` goes from the first auxiliary to the main
        verb, `match` is its text, `verb` the base form of the main verb, `form` one of ``active``,
        ``passive_with_agent``, ``passive_without_agent``. `reduced`: a participle without an auxiliary that describes
        the noun before it ("the men killed by police"). `coordinated`: one that shares the auxiliary of the participle
        before it ("was arrested and beaten"). `agent`, `agent_start`, `agent_end`: the noun phrase after "by" in a
        passive. `negated`: "not", "never" or their like belong to the group. `part, voice, speaker` are those of the
        segment in which the main verb begins.

    Raises
    ------
    InputError
        If a column is missing.

    See Also
    --------
    read_participles : which participles are read as adjectives, or have no passive.
    read_verbs : verbs and their classes.

    Notes
    -----
    Rules on the words and their order, without a parser. A passive without an agent leaves open who acts; who did is
    often in the sentence before, so it hides nothing by itself. Misleads where a participle may be an adjective ("the
    road was closed"), and in headlines, which leave out the auxiliary.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> texts = pd.DataFrame({"doc_id": ["a"], "text": ["Ann Roe was seen by a guard. Two men were hurt."]})
    >>> same.agency(same.voices(texts))[["match", "verb", "form", "agent"]].values.tolist()
    [['was seen', 'see', 'passive_with_agent', 'a guard'], ['were hurt', 'hurt', 'passive_without_agent', '']]
    """
    check(segments, "segments")
    table, texts = tokens_of(segments, tokens), texts_of(segments)
    words = ClauseWords(table, texts)
    groups = find_groups(words)
    agents = [find_agent(group.verb, words) if group.passive else None for group in groups]
    return _rows(groups, agents, words, segments)


def find_groups(words: ClauseWords) -> list[Group]:
    """Return the verb groups of all forms, by their main verb; no two have a word in common."""
    passives = find_passives(words)
    passives += find_coordinated(passives, words)
    taken = np.zeros(len(words.codes), dtype=bool)
    for group in passives:
        taken[group.first : group.last + 1] = True
    reduced = find_reduced(words, taken)
    taken[[group.verb for group in reduced]] = True
    passives += reduced
    return sorted([*passives, *find_actives(words, taken)], key=lambda group: group.verb)


def _rows(
    groups: list[Group], agents: list[tuple[int, int] | None], words: ClauseWords, segments: pd.DataFrame
) -> pd.DataFrame:
    first = np.array([group.first for group in groups], dtype=np.int64)
    verb = np.array([group.verb for group in groups], dtype=np.int64)
    doc_ids = words.doc_ids[verb]
    rows = pd.DataFrame({"doc_id": doc_ids, "start": _begins(first, words), "end": words.ends[verb]})
    rows["match"] = _text(rows["doc_id"], rows["start"], rows["end"], words)
    forms = [
        ACTIVE if not group.passive else WITH_AGENT if agent else WITHOUT_AGENT
        for group, agent in zip(groups, agents, strict=True)
    ]
    rows["form"] = pd.Series(forms, dtype="str")
    rows["verb"] = pd.Series([verb_of(words.term(row)) for row in verb.tolist()], dtype="str")
    starts = [int(words.starts[agent[0]]) if agent else None for agent in agents]
    ends = [int(words.ends[agent[1]]) if agent else None for agent in agents]
    named = [
        words.texts[doc_id][start:end] if start is not None else ""
        for doc_id, start, end in zip(doc_ids.tolist(), starts, ends, strict=True)
    ]
    rows["agent"] = pd.Series(named, dtype="str")
    rows["agent_start"], rows["agent_end"] = pd.array(starts, dtype="Int64"), pd.array(ends, dtype="Int64")
    negators = np.append(0, np.cumsum((words.flag_array & Flag.NEGATOR) > 0))
    rows["negated"] = negators[verb] > negators[first]
    rows["reduced"] = np.array([group.reduced for group in groups], dtype=bool)
    rows["coordinated"] = np.array([group.coordinated for group in groups], dtype=bool)
    holders = words.segment[verb]
    for column in ("part", "voice", "speaker"):
        rows[column] = segments[column].take(holders).to_numpy()
    return rows[list(COLUMNS["agency"])]


def _begins(first: np.ndarray, words: ClauseWords) -> np.ndarray:
    """Return where the groups begin: within a word where its auxiliary is contracted ("they're", "he's")."""
    begins = words.starts[first].copy()
    contracted = np.array(["'" in term and not term.endswith("n't") for term in words.vocabulary], dtype=bool)
    for k in np.flatnonzero(contracted[words.codes[first]]).tolist():
        word = words.word(int(first[k]))
        begins[k] += max(word.replace("’", "'").find("'"), 0)
    return begins


def _text(doc_ids: pd.Series, starts: pd.Series, ends: pd.Series, words: ClauseWords) -> pd.Series:
    spans = zip(doc_ids.tolist(), starts.tolist(), ends.tolist(), strict=True)
    return pd.Series([words.texts[doc_id][start:end] for doc_id, start, end in spans], dtype="str")
