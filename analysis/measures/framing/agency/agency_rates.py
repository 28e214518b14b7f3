"""How acts are told, by group of texts: passives, nouns, and which actors act, in each class of verbs."""

from __future__ import annotations

from functools import cache
from itertools import product

import numpy as np
import pandas as pd

from analysis.measures.comparison.rate_counts import (
    RateCounts,
    RateItem,
    rate_counts_of,
    sums_by_text,
    word_sizes,
    words_of_part,
)
from analysis.measures.comparison.rate_differences import group_rates, rates
from analysis.measures.framing.agency.agency import NOMINAL, WITH_AGENT, WITHOUT_AGENT
from analysis.schema import COLUMNS, VOICES, InputError, check
from analysis.texts.readers.participles import read_participles
from analysis.texts.readers.verbs import VERB_CLASSES

OTHER = "other"  # verbs that no class lists
GROUPS, PASSIVES, NO_AGENT = "verb groups", "passives", "passives without an agent"
ACTS, BY_NOUN, NOUNS = "acts", "acts told by a noun", "nouns for acts"
OPEN = "acts in forms that need no agent"
ROLES = {"agent": "actor as agent", "patient": "actor as patient"}
MEASURES = (GROUPS, PASSIVES, NO_AGENT, ACTS, BY_NOUN, OPEN, NOUNS, *ROLES.values())
_BETWEEN = "\x1f"  # class and actor, as one category of the counts
CLASSES = (*VERB_CLASSES, OTHER)


def count_agency(
    segments: pd.DataFrame,
    documents: pd.DataFrame,
    agency: pd.DataFrame,
    *,
    part: str = "body",
    tokens: pd.DataFrame | None = None,
) -> RateCounts:
    """Return how many verb groups, passives and nouns for acts each text has, by class of verbs and by voice.

    Parameters
    ----------
    segments, documents, agency
        Tables of that name, of the same texts.
    part
        Where they are counted; "all" counts everything.
    tokens
        Table `tokens` of the segments, if it has been made; else the words are found here.

    Returns
    -------
    RateCounts
        For `agency_rates`. Those of several blocks of texts are put together by `RateCounts.merge`.

    Raises
    ------
    InputError
        If a column is missing, or there is no such part.

    See Also
    --------
    agency_rates : rates by group.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> counts = same.count_agency(story.segments, story.documents, story.agency)
    >>> len(counts.documents), counts.items[0]
    (5, RateItem(measure='verb groups', category='all', voice='all'))
    """
    check(segments, "segments")
    check(agency, "agency")
    known = pd.Index(documents["doc_id"])
    words = words_of_part(segments, part, tokens)
    here = agency if part == "all" else agency[agency["part"] == part]
    found: dict[RateItem, np.ndarray] = {}
    for measure, rows in _counted_as(here).items():
        cells = _cells(here[rows], known)
        whole = np.concatenate([cells.sum(axis=1, keepdims=True), cells], axis=1)
        whole = np.concatenate([whole.sum(axis=2, keepdims=True), whole], axis=2)
        for (at, name), (k, voice) in product(enumerate(("all", *CLASSES)), enumerate(("all", *VOICES))):
            found[RateItem(measure, name, voice)] = whole[:, at, k]
    return rate_counts_of(documents, found | _by_actor(here, known), word_sizes(words, known), part)


def agency_rates(
    counts: RateCounts,
    *,
    by: str = "source_type",
    target: str | None = None,
    reference: str | None = None,
    cluster: str | None = None,
) -> pd.DataFrame:
    """Return how each group of texts words acts, with intervals over texts, and the differences between groups.

    Parameters
    ----------
    counts
        From `count_agency`.
    by, target, reference, cluster
        As in `rates`; but by ``doc_id`` without a target nothing is compared.

    Returns
    -------
    DataFrame
        Table `agency_rates`: ``measure, verb_class``, then the columns of table `rates` but for the category. The class
        is one of `read_verb_classes`, ``other`` for verbs that are not listed, or ``all``. The measures are

        - ``verb groups``, per 1,000 words: those that could be active or passive. Verbs that have no passive ("arrive")
          and participles without an auxiliary ("the men killed") are left out;
        - ``passives``, their share of these verb groups;
        - ``passives without an agent``, their share of the passives;
        - ``acts``, per 1,000 words: these verb groups, participles without an auxiliary, and nouns for acts;
        - ``acts told by a noun``, the share of such nouns ("the attack") among the acts of the class;
        - ``acts in forms that need no agent``, the share of these nouns and of passives without an agent among them;
        - ``nouns for acts``, per 1,000 words;
        - ``actor as agent`` and ``actor as patient``, per 1,000 words: verbs that tell of `actor`, a name of the list
          of actors, as acting or as acted upon, where any does. Nouns for acts are left out; negated verbs are not.

        Rows without ``compared_with`` are of one group; the others compare two, with interval, p and q, which are empty
        where there are too few texts (`rates`). Measures in this order, classes by name, what is a sum first.

    Raises
    ------
    InputError
        As `rates` does.

    See Also
    --------
    agency : the rows behind it, with agents and patients.
    rates : how intervals and tests are made.

    Notes
    -----
    A passive without an agent leaves open who acts; often the sentence before says it (Toolan 2001; Hart 2014). So a
    higher rate is a way of wording, and no proof that anybody is spared. Compare within a class: a text on a trial has
    more passives than one on a battle, as "sentenced" has them more often than "attacked". Quoted words are the
    speaker's. On treebanks that the rules were not made with, .84 to .92 of the agents that they give for verbs are
    right and .89 to .92 of the patients; they find .83 to .89 of the agents and .65 to .81 of the patients
    (data/validation). Compare actors across groups, and do not read single counts as complete. q counts all
    tests of the table.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> table = same.agency_rates(same.count_agency(story.segments, story.documents, story.agency))
    >>> rows = table[(table["measure"] == "passives") & (table["verb_class"] == "all") & (table["voice"] == "all")]
    >>> rows[["group", "compared_with", "n_docs", "n_docs_other"]].values.tolist()
    [['advocacy', '', 4, <NA>], ['newswire', '', 1, <NA>], ['advocacy', 'newswire', 4, 1]]
    """
    if not {item.measure for item in counts.items} <= {*MEASURES}:
        raise InputError("these are no counts of acts; make them with count_agency")
    if by == "doc_id" and target is None:  # single texts have no interval, and their pairs are many
        table = group_rates(counts, by=by)
    else:
        table = rates(counts, by=by, target=target, reference=reference, cluster=cluster)
    parted = [category.partition(_BETWEEN) for category in table["category"].tolist()]
    table["verb_class"], table["actor"] = [name for name, _, _ in parted], [actor for _, _, actor in parted]
    return table[list(COLUMNS["agency_rates"])]


def _cells(rows: pd.DataFrame, known: pd.Index) -> np.ndarray:
    """Return the number of rows in each text, class and voice."""
    classes = _class_of(rows)
    shape = (len(known), len(CLASSES), len(VOICES))
    cells = np.zeros(shape, dtype=np.int64)
    places = (
        known.get_indexer(rows["doc_id"]),
        pd.Index(CLASSES).get_indexer(classes),
        pd.Index(VOICES).get_indexer(rows["voice"]),
    )
    np.add.at(cells, places, 1)
    return cells


def _by_actor(rows: pd.DataFrame, known: pd.Index) -> dict[RateItem, np.ndarray]:
    """Return how often each actor is agent and patient of a verb in each text, by class and voice, if at all."""
    found: dict[RateItem, np.ndarray] = {}
    verbs = rows[rows["form"] != NOMINAL].assign(n=1)
    for role, measure in ROLES.items():
        named = verbs[verbs[f"{role}_actor"] != ""]
        every = pd.concat([named.assign(verb_class="all"), named.assign(verb_class=_class_of(named))])
        for (name, actor), some in every.groupby(["verb_class", f"{role}_actor"]):
            for voice in ("all", *VOICES):
                said = some if voice == "all" else some[some["voice"] == voice]
                found[RateItem(measure, f"{name}{_BETWEEN}{actor}", voice)] = sums_by_text(said, known)
    return found


def _class_of(rows: pd.DataFrame) -> pd.Series:
    return rows["verb_class"].where(rows["verb_class"] != "", OTHER)


def _counted_as(rows: pd.DataFrame) -> dict[str, pd.Series]:
    """Return which rows of table `agency` each measure counts."""
    nouns, reduced = rows["form"] == NOMINAL, rows["reduced"].astype(bool)
    has_passive = ~rows["verb"].str.split(" ").str[0].isin(_without_passive())
    groups = ~nouns & ~reduced & has_passive
    passive = groups & rows["form"].isin((WITH_AGENT, WITHOUT_AGENT))
    no_agent = rows["form"] == WITHOUT_AGENT
    return {
        GROUPS: groups,
        PASSIVES: passive,
        NO_AGENT: passive & no_agent,
        ACTS: groups | reduced | nouns,
        BY_NOUN: nouns,
        OPEN: nouns | (no_agent & (groups | reduced)),
        NOUNS: nouns,
    }


@cache
def _without_passive() -> frozenset[str]:
    """Return the verbs that have no passive whatever comes after them."""
    table = read_participles()
    return frozenset(table["verb"][(table["reading"] == "intransitive") & (table["context"] == "")])
