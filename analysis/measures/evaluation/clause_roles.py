"""How far the agents and patients that the suite tells agree with those that people annotated."""

from __future__ import annotations

from collections import defaultdict

import numpy as np
import pandas as pd

from analysis.measures.evaluation.agreement import Ratio

_VERB = "verb"
_OWN, _SHARED = ("agent", "patient"), ("shared_agent", "shared_patient")
ROLES = (_VERB, *_OWN, *_SHARED)
_Places = list[tuple[int, int]]


def role_ratios(gold: pd.DataFrame, agency: pd.DataFrame, unit: dict[str, int], n: int) -> dict[str, list[Ratio]]:
    """Return precision and recall of agents and of patients, as counts by unit; nothing where people marked none.

    Parameters
    ----------
    gold
        Table `gold`: verbs, with one annotation number for each and for what people marked as its agent or patient.
    agency
        Table `agency` of the same texts.
    unit, n
        The unit that each text belongs to, and how many there are.

    Notes
    -----
    Only verbs that both have are judged. A phrase is right where it shares a character with an agent, or patient, that
    people marked. Of a verb that tells what happens to its subject ("die"), the suite's patient is compared with
    people's agent. Recall leaves out what a verb may share with another. Misleads for phrases that are too long: one
    that holds the right word is right.
    """
    if not gold["kind"].isin(_OWN).any():
        return {}
    marked: dict[tuple[str, int], dict[str, _Places]] = defaultdict(lambda: defaultdict(list))
    for doc_id, number, kind, start, end in gold[["doc_id", "annotation", "kind", "start", "end"]].itertuples(
        index=False
    ):
        marked[doc_id, number][kind].append((start, end))
    people = {(doc_id, told[_VERB][0][1]): told for (doc_id, _), told in marked.items() if told[_VERB]}
    counts = {role: np.zeros((4, n), dtype=np.int64) for role in _OWN}  # right, told, found, wanted
    rows = agency[(agency["form"] != "nominal").to_numpy(dtype=bool)]
    places = {role: list(zip(rows[f"{role}_start"], rows[f"{role}_end"], strict=True)) for role in _OWN}
    for k, key in enumerate(zip(rows["doc_id"], rows["end"], strict=True)):
        if (told := people.get(key)) is None:
            continue
        if rows["verb_class"].iat[k] == "undergoing":
            told = {"patient": told["agent"] + told["patient"], "shared_patient": told["shared_agent"]}
        for role, shared in zip(_OWN, _SHARED, strict=True):
            own, others, place = told.get(role, []), told.get(shared, []), places[role][k]
            says = not pd.isna(place[0])
            found = says and _meets(place, own)
            right = found or (says and _meets(place, others))
            counts[role][:, unit[key[0]]] += (right, says, found, bool(own))
    return {
        f"{role}_{name}": [(counts[role][of], counts[role][of + 1])]
        for role in _OWN
        for name, of in (("precision", 0), ("recall", 2))
    }


def _meets(place: tuple[int, int], others: _Places) -> bool:
    return any(start < place[1] and place[0] < end for start, end in others)
