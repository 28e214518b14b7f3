"""How far the passives that the suite finds agree with those that people annotated."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.measures.evaluation.agreement import Ratio, agreement_table, groups_of
from analysis.measures.evaluation.clause_roles import ROLES, role_ratios
from analysis.measures.evaluation.ranked_errors import ERRORS_SHOWN, most_frequent_errors
from analysis.schema import check
from analysis.texts.segmentation.sentences import sentences

WITHOUT_AGENT = "passive_without_agent"
_SHARED = "shared"
_Keys = dict[tuple[str, int], str]


def validate_agency(documents: pd.DataFrame, gold: pd.DataFrame, agency: pd.DataFrame) -> pd.DataFrame:
    """Return how well the passives of the suite agree with annotated ones.

    Parameters
    ----------
    documents
        Table `documents`: ``doc_id, text`` and, where there, ``document`` (what the text is a sentence of: the figures'
        unit), ``outlet_type, outlet``.
    gold
        Table `gold` of the task agency: participles of passives, and verbs with their agents and patients.
    agency
        Table `agency` of the same texts.

    Returns
    -------
    DataFrame
        Table `validation`: for all texts, each outlet type and outlet, ``passive_f1``, ``_precision``, ``_recall`` of
        clauses, and ``without_agent_…`` of passives without an agent, where the annotation tells agents. A clause of
        the suite is one of people's if its participle ends at the same character. Where the annotation tells who acts,
        also ``agent_precision``, ``agent_recall``, ``patient_precision`` and ``patient_recall`` over the verbs that
        both have, active and passive (`role_ratios`). `n` counts documents, or sentences where nothing says of which
        document they are; the 95 % intervals are from resamples of these.

    Raises
    ------
    InputError
        If a column is missing.

    See Also
    --------
    read_gold : the annotated texts.
    agency_errors : where they differ.

    Notes
    -----
    Participles that describe a noun (`reduced`) are no clauses here, and one that shares an auxiliary is no error where
    people joined it to a passive: treebanks do not mark it.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> documents = pd.DataFrame({"doc_id": ["a"], "text": ["Two men were hurt."]})
    >>> gold = pd.DataFrame([("a", 0, "passive_without_agent", 13, 17, "", "")])
    >>> gold.columns = ["doc_id", "annotation", "kind", "start", "end", "speaker", "cue"]
    >>> figures = same.validate_agency(documents, gold, same.agency(same.voices(documents)))
    >>> figures[["measure", "value"]].head(1).values.tolist()
    [['passive_f1', 1.0]]
    """
    check(documents, "documents", needs=("doc_id", "text"))
    people, suite = _keys(gold, agency)
    named = documents["document"].fillna("").to_numpy(dtype=object) if "document" in documents else None
    doc_ids = documents["doc_id"].to_numpy(dtype=object)
    owner = doc_ids if named is None else np.where(named == "", doc_ids, named)
    units, first = pd.factorize(owner)[0], ~pd.Series(owner).duplicated().to_numpy()
    unit = dict(zip(doc_ids.tolist(), units.tolist(), strict=True))
    n = int(first.sum())
    measures = _ratios("passive", set(people), set(suite), unit, n)
    if "passive" not in people.values():
        theirs, ours = ({key for key, kind in found.items() if kind == WITHOUT_AGENT} for found in (people, suite))
        measures |= _ratios("without_agent", theirs, ours, unit, n)
    measures |= role_ratios(gold, agency, unit, n)
    return agreement_table("agency", measures, groups_of(documents[first]))


def _keys(gold: pd.DataFrame, agency: pd.DataFrame) -> tuple[_Keys, _Keys]:
    """Return the kind of each passive by text and end of its participle: people's, and the suite's that are judged."""
    check(gold, "gold")
    check(agency, "agency", needs=("doc_id", "end", "form", "reduced"))
    gold = gold[~gold["kind"].isin(ROLES)]
    places = zip(gold["doc_id"].tolist(), gold["end"].tolist(), strict=True)
    people = dict(zip(places, gold["kind"].tolist(), strict=True))
    rows = agency[(agency["form"].str.startswith("passive") & ~agency["reduced"]).to_numpy(dtype=bool)]
    suite = dict(zip(zip(rows["doc_id"].tolist(), rows["end"].tolist(), strict=True), rows["form"], strict=True))
    suite = {key: form for key, form in suite.items() if people.get(key) != _SHARED}
    return {key: kind for key, kind in people.items() if kind != _SHARED}, suite


def _ratios(
    name: str, people: set[tuple[str, int]], suite: set[tuple[str, int]], unit: dict[str, int], n: int
) -> dict[str, list[Ratio]]:
    def by_unit(keys: set[tuple[str, int]]) -> np.ndarray:
        return np.bincount([unit[doc_id] for doc_id, _ in keys], minlength=n)

    both, found, wanted = by_unit(people & suite), by_unit(suite), by_unit(people)
    return {
        f"{name}_f1": [(2 * both, found + wanted)],
        f"{name}_precision": [(both, found)],
        f"{name}_recall": [(both, wanted)],
    }


def agency_errors(
    documents: pd.DataFrame, gold: pd.DataFrame, agency: pd.DataFrame, top: int = ERRORS_SHOWN
) -> pd.DataFrame:
    """Return where the passives of the suite and of people differ: table `errors`.

    Parameters
    ----------
    documents, gold, agency
        As for `validate_agency`.
    top
        How many of each kind at most.

    Returns
    -------
    DataFrame
        ``task, kind, rank, n, of, item, doc_id, start, end, match, gold, suite, sentence``. `kind` is
        ``missed_passive``, ``invented_passive`` or ``agent`` (one tells an agent, the other does not). `item` is the
        participle, `n` how many errors of the kind have it, of `of` in all; the most frequent come first, then in the
        order of the texts.

    Raises
    ------
    InputError
        If a column is missing.

    See Also
    --------
    validate_agency : how far they agree.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> documents = pd.DataFrame({"doc_id": ["a"], "text": ["Two men were hurt."]})
    >>> gold = pd.DataFrame(columns=["doc_id", "annotation", "kind", "start", "end", "speaker", "cue"])
    >>> same.agency_errors(documents, gold, same.agency(same.voices(documents)))[["kind", "item"]].values.tolist()
    [['invented_passive', 'hurt']]
    """
    check(documents, "documents", needs=("doc_id", "text"))
    people, suite = _keys(gold, agency)
    texts = dict(zip(documents["doc_id"].tolist(), documents["text"].tolist(), strict=True))
    order = {doc_id: position for position, doc_id in enumerate(texts)}
    rows = []
    for key in sorted(set(people) | set(suite), key=lambda key: (order[key[0]], key[1])):
        theirs, ours = people.get(key, ""), suite.get(key, "")
        if theirs in (ours, "passive") and ours:
            continue
        kind = "agent" if theirs and ours else "missed_passive" if theirs else "invented_passive"
        doc_id, end = key
        start = end - len(texts[doc_id][:end].split()[-1]) if texts[doc_id][:end].split() else end
        sentence = next((texts[doc_id][a:b] for a, b in sentences(texts[doc_id]) if a < end <= b), "")
        match = texts[doc_id][start:end]
        rows.append(("agency", kind, match.lower(), doc_id, start, end, match, theirs, ours, sentence))
    return most_frequent_errors(rows, top)
