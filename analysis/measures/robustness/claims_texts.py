"""Findings about whole texts: the words that mark one among the others, and which are alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.measures.robustness.findings import MORE, NAN, Finding, Value, choices
from analysis.measures.robustness.findings_words import LISTED, TOP, rank

if TYPE_CHECKING:
    import numpy as np
    from scipy import sparse

    from analysis.measures.robustness.specification import Cut


def marks_text(base: Cut, doc_id: str, *, term: str = "", top: int = TOP) -> Finding | None:
    """State that a word is among those with the highest TF-IDF in a text; without `term`, the first."""

    def row(cut: Cut) -> tuple[np.ndarray, np.ndarray]:
        doc_ids, counts, weights = cut.weights
        if doc_id not in doc_ids:
            return 0.0 * cut.listed, 0 * cut.listed
        at = [doc_ids.index(doc_id)]
        return weights[at].toarray()[0] * cut.listed, counts[at].toarray()[0]

    def measure(cut: Cut) -> Value:
        weight, counts = row(cut)
        at = cut.column(name)
        value, instead = rank(cut, weight, at)
        return Value(value, int(counts[at]) if at >= 0 else 0, int(counts.sum()), instead=instead)

    weight, _ = row(base)
    if not (weight > 0).any():
        return None
    name = term or str(base.terms[int((weight >= weight.max() - MORE).argmax())])
    return Finding(
        f"marks:{doc_id}:{name}",
        f"“{name}” is among the {top} words that most mark {doc_id} (TF-IDF)",
        f"its rank stays at {top} or before",
        "rank",
        (1.0, float(top)),
        {**LISTED, **choices("weights", "threshold")},
        measure,
        texts=(doc_id,),
    )


def most_alike(base: Cut) -> Finding | None:
    """State that two texts are more alike than any other pair; None with fewer than three texts."""

    def measure(cut: Cut) -> Value:
        doc_ids, counts, weights = cut.weights
        if not {*pair} <= {*doc_ids}:
            return Value(NAN, 0, 0)
        cosines = _cosines(weights)
        a, b = (doc_ids.index(doc_id) for doc_id in pair)
        mine, sizes = cosines[a, b], counts.sum(axis=1)
        cosines[a, b] = -1.0
        x, y = divmod(int(cosines.argmax()), len(doc_ids))
        ahead = round(float(mine - cosines[x, y]), 12)
        instead = f"{doc_ids[x]} and {doc_ids[y]}" if ahead < 0 else ""
        return Value(ahead, int(sizes[a]), int(sizes.sum()), int(sizes[b]), int(sizes.sum()), instead)

    doc_ids, _, weights = base.weights
    if len(doc_ids) < 3:
        return None
    cosines = _cosines(weights)
    a, b = divmod(int((cosines >= cosines.max() - MORE).argmax()), len(doc_ids))
    pair = (doc_ids[a], doc_ids[b])
    return Finding(
        "most-alike",
        f"no two texts are more alike than {pair[0]} and {pair[1]}",
        "no other pair has a higher cosine",
        "cosine, lead over the next pair",
        (0.0, 1.0),
        choices("words", "stop_words", "voice", "part", "text", "passages", "weights", "threshold"),
        measure,
        texts=pair,
    )


def less_alike() -> Finding:
    """State that every two texts are less alike once the attributed words are left out."""

    def measure(cut: Cut) -> Value:
        own = "author" if len(cut.own) == 1 else "author and paraphrase"
        every, alone = (cut.but(voice=voice).weights for voice in ("all", own))
        if len(every[0]) < 2 or every[0] != alone[0]:
            return Value(NAN, 0, 0)
        import numpy as np

        before, after = (_cosines(one[2]) for one in (every, alone))
        fall = (before - after)[np.triu_indices(len(before), k=1)]
        return Value(round(float(fall.min()), 12), int((fall > 0).sum()), len(fall))

    return Finding(
        "less-alike",
        "every two texts are less alike without the attributed words",
        "the cosine of every pair falls",
        "cosine, least fall of a pair",
        (MORE, 1.0),
        choices("words", "stop_words", "attributed", "part", "text", "passages", "weights", "threshold"),
        measure,
    )


def _cosines(weights: sparse.csr_array) -> np.ndarray:
    """Return the cosines of the pairs above the diagonal, -1 elsewhere."""
    import numpy as np

    cosines = np.round((weights @ weights.T).toarray(), 12)
    cosines[np.tril_indices(len(cosines))] = -1.0
    return cosines
