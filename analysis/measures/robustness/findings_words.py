"""Findings about single words: the most frequent, the key ones, and whose they are.

Findings about whole texts: the words that mark one among the others, and which are alike.
"""

from __future__ import annotations

import numpy as np
from scipy import sparse

from analysis.measures.robustness.findings import (
    EVERY,
    MORE,
    NAN,
    PLACES,
    Finding,
    Value,
    choices,
    rate_value,
    ratio_value,
)
from analysis.measures.robustness.specification import Specification, keyness_scores

TOP_WORDS = 5
LISTED = choices("words", "listed", "voice", "part", "text", "passages")


def most_frequent(base: Specification, group: str) -> Finding | None:
    """State that a word is the most frequent of a group, without stop words; None where no word is left."""

    def measure(cut: Specification) -> Value:
        counts, total = cut.counts(group, cut.voices) * cut.listed, cut.words(group, cut.voices)
        at = cut.column(term)
        mine = int(counts[at]) if at >= 0 else 0
        rival, other = _strongest(cut, counts, at)
        instead = rival if other > mine else ""
        return Value(rate_value(mine - other, total), mine, total, other, total, instead)

    counts = base.counts(group, base.voices) * base.listed
    if not counts.any():
        return None
    term = str(base.terms[int(counts.argmax())])
    return Finding(
        f"frequent:{group}",
        f"“{term}” is the most frequent word of {group}",
        "no word is more frequent",
        "per 1,000 words, lead over the next",
        (0.0, float("inf")),
        LISTED,
        measure,
        groups=(group,),
    )


def key_word(base: Specification, group: str, *, term: str = "", top: int = TOP_WORDS) -> Finding | None:
    """State that a word is among those that most mark a group; without `term`, the first by log ratio."""

    def ranks(cut: Specification) -> tuple[np.ndarray, np.ndarray, np.ndarray, int, int]:
        a = cut.counts(group, cut.voices)
        b = cut.counts(None, cut.voices) - a
        c = cut.words(group, cut.voices)
        d = cut.words(None, cut.voices) - c
        score = keyness_scores(a, b, c, d, cut.choice("score"))
        return np.where(cut.listed & ~np.isnan(score), score, -np.inf), a, b, c, d

    def measure(cut: Specification) -> Value:
        score, a, b, c, d = ranks(cut)
        at = cut.column(name)
        value, instead = rank(cut, score, at)
        return Value(value, int(a[at]) if at >= 0 else 0, c, int(b[at]) if at >= 0 else 0, d, instead)

    score, *_ = ranks(base)
    if not (score > 0).any():
        return None
    name = term or str(base.terms[int((score >= score.max() - MORE).argmax())])
    return Finding(
        f"key:{group}:{name}",
        f"“{name}” is among the {top} words that most mark {group}" if top > 1 else f"“{name}” most marks {group}",
        f"its rank stays at {top} or before" if top > 1 else "no word marks it more",
        "rank",
        (1.0, float(top)),
        {**LISTED, **choices("score", "threshold")},
        measure,
        groups=tuple(sorted(set(base.cells.group_of.values()))),
    )


def absent(group: str, term: str) -> Finding:
    """State that a group never uses a word."""

    def measure(cut: Specification) -> Value:
        counts, at = cut.counts(group, cut.voices), cut.column(term)
        n = int(counts[at]) if at >= 0 else 0
        return Value(float(n), n, cut.words(group, cut.voices))

    open_to = choices("words", "voice", "part", "text", "passages")
    statement = f"“{term}” does not occur in {group}"
    return Finding(f"absent:{group}:{term}", statement, "0 uses", "uses", (0.0, 0.0), open_to, measure, groups=(group,))


def uses_attributed(group: str, *terms: str, every: bool = False, quoted: bool = False) -> Finding:
    """State that most uses of a word, or all, are attributed in a group; `quoted` asks for quotation marks."""

    def measure(cut: Specification) -> Value:
        columns = sorted({at for at in map(cut.column, terms) if at >= 0})
        n = int(cut.counts(group, cut.attributed)[columns].sum())
        total = int(cut.counts(group, EVERY)[columns].sum())
        return Value(ratio_value(n, total), n, total)

    listed = ", ".join(f"“{term}”" for term in terms)
    how = "quoted" if quoted else "attributed to somebody"
    first = "quoted alone" if quoted else "quoted and paraphrased"
    return Finding(
        f"{'quoted' if quoted else 'attributed'}:{group}:{'+'.join(terms)}",
        f"{'every use' if every else 'more than half of the uses'} of {listed} in {group} {'is' if every else 'are'} {how}",
        "all of them" if every else "more than half",
        "share of uses",
        (1.0 if every else 0.5 + MORE, 1.0),
        {**choices("words"), **choices("attributed", attributed=first), **PLACES},
        measure,
        groups=(group,),
    )


def less_quoted(group: str, term: str) -> Finding:
    """State that a word is more frequent in a group's own words than in what it quotes."""

    def measure(cut: Specification) -> Value:
        sides = []
        for voices in (cut.own, cut.attributed):
            counts, at = cut.counts(group, voices), cut.column(term)
            sides.append((int(counts[at]) if at >= 0 else 0, cut.words(group, voices)))
        return Value(rate_value(*sides[0]) - rate_value(*sides[1]), *sides[0], *sides[1])

    return Finding(
        f"own:{group}:{term}",
        f"“{term}” is more frequent in {group}'s own words than in those it quotes",
        "the difference of the rates stays above 0",
        "per 1,000 words, own less quoted",
        (MORE, float("inf")),
        {**choices("words", "stop_words"), **choices("attributed", attributed="quoted alone"), **PLACES},
        measure,
        groups=(group,),
    )


def _strongest(cut: Specification, counts: np.ndarray, leave_out: int) -> tuple[str, int]:
    """Return the most frequent other term, the first of them by name, and its count."""
    others = counts.copy()
    if leave_out >= 0:
        others[leave_out] = -1
    at = int(others.argmax()) if len(others) else 0
    return (str(cut.terms[at]), max(int(others[at]), 0)) if len(others) else ("", 0)


def rank(cut: Specification, score: np.ndarray, at: int) -> tuple[float, str]:
    """Return the rank of a term by score (ties share the better one), and the first term where it is another."""
    if not (score > 0).any():
        return NAN, ""
    first = str(cut.terms[int((score >= score.max() - MORE).argmax())])
    if at < 0 or not score[at] > 0:
        return NAN, first
    rank = 1 + int(np.count_nonzero(score > score[at] + MORE))
    return float(rank), first if rank > 1 else ""


def marks_text(base: Specification, doc_id: str, *, term: str = "", top: int = TOP_WORDS) -> Finding | None:
    """State that a word is among those with the highest TF-IDF in a text; without `term`, the first."""

    def row(cut: Specification) -> tuple[np.ndarray, np.ndarray]:
        doc_ids, counts, weights = cut.weights
        if doc_id not in doc_ids:
            return 0.0 * cut.listed, 0 * cut.listed
        at = [doc_ids.index(doc_id)]
        return weights[at].toarray()[0] * cut.listed, counts[at].toarray()[0]

    def measure(cut: Specification) -> Value:
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


def most_alike(base: Specification) -> Finding | None:
    """State that two texts are more alike than any other pair; None with fewer than three texts."""

    def measure(cut: Specification) -> Value:
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

    def measure(cut: Specification) -> Value:
        own = "author" if len(cut.own) == 1 else "author and paraphrase"
        every, alone = (cut.replace(voice=voice).weights for voice in ("all", own))
        if len(every[0]) < 2 or every[0] != alone[0]:
            return Value(NAN, 0, 0)
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
    cosines = np.round((weights @ weights.T).toarray(), 12)
    cosines[np.tril_indices(len(cosines))] = -1.0
    return cosines
