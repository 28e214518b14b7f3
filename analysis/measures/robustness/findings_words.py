"""Findings about words, and about whole texts.

The most frequent word, the key words and whose they are; the words that mark a text, and which texts are similar.
"""

from __future__ import annotations

from math import inf, nan

import numpy as np
from scipy import sparse

from analysis.measures.frequency.similar_pairs import closest
from analysis.measures.robustness.closest_pairs import alike
from analysis.measures.robustness.findings import (
    HIGHER_RATE,
    MORE,
    MORE_THAN_HALF,
    PLACES,
    Finding,
    Rule,
    Value,
    choices,
    difference,
    rate_value,
    share,
)
from analysis.measures.robustness.specification import Specification, keyness_scores
from analysis.schema import VOICES

TOP_WORDS = 5
LISTED = choices("words", "listed", "voice", "part", "text", "passages")
ALIKE = choices("words", "stop_words", "part", "text", "passages", "weights", "threshold")


def most_frequent(base: Specification, group: str) -> Finding | None:
    """State that a word is the most frequent of a group, without stop words; None where no word is left."""

    def measure(spec: Specification) -> Value:
        counts, total = spec.frequencies(group, spec.voices) * spec.listed, spec.words(group, spec.voices)
        mine = spec.uses(counts, term)
        others, at = counts.copy(), spec.column(term)
        if at >= 0:
            others[at] = 0
        other = int(others.max(initial=0))
        instead = str(spec.terms[int(others.argmax())]) if other > mine else ""
        return Value(rate_value(mine - other, total), mine, total, other, total, instead)

    counts = base.frequencies(group, base.voices) * base.listed
    if not counts.any():
        return None
    term = str(base.terms[int(counts.argmax())])
    return Finding(
        f"frequent:{group}",
        f"“{term}” is the most frequent word of {group}",
        Rule("no word is more frequent", 0.0, inf),
        "per 1,000 words, lead over the next",
        LISTED,
        measure,
        groups=(group,),
    )


def key_word(base: Specification, group: str, *, term: str = "", top: int = TOP_WORDS) -> Finding | None:
    """State that a word is among those that most mark a group; without `term`, the first by log ratio."""

    def scores(spec: Specification) -> tuple[np.ndarray, np.ndarray, np.ndarray, int, int]:
        a, c = spec.frequencies(group, spec.voices), spec.words(group, spec.voices)
        b, d = spec.frequencies(None, spec.voices) - a, spec.words(None, spec.voices) - c
        if unknown := base.counted.unknown:
            b, d = b - spec.frequencies(unknown, spec.voices), d - spec.words(unknown, spec.voices)
        score = keyness_scores(a, b, c, d, spec.choice("score"))
        return np.where(spec.listed & ~np.isnan(score), score, -np.inf), a, b, c, d

    def measure(spec: Specification) -> Value:
        score, a, b, c, d = scores(spec)
        value, instead = rank(spec, score, name)
        return Value(value, spec.uses(a, name), c, spec.uses(b, name), d, instead)

    name = term or first_term(base, scores(base)[0])
    if not name:
        return None
    return Finding(
        f"key:{group}:{name}",
        f"“{name}” is among the {top} words that most mark {group}" if top > 1 else f"“{name}” most marks {group}",
        _within(top) if top > 1 else Rule("no word marks it more", 1.0, 1.0),
        "rank",
        {**LISTED, **choices("score", "threshold")},
        measure,
        groups=tuple(base.counted.compared_groups),
    )


def absent(group: str, term: str) -> Finding:
    """State that a group never uses a word."""

    def measure(spec: Specification) -> Value:
        n = spec.uses(spec.frequencies(group, spec.voices), term)
        return Value(float(n), n, spec.words(group, spec.voices))

    open_to = choices("words", "voice", "part", "text", "passages")
    statement, rule = f"“{term}” does not occur in {group}", Rule("0 uses", 0.0, 0.0)
    return Finding(f"absent:{group}:{term}", statement, rule, "uses", open_to, measure, groups=(group,))


def uses_attributed(group: str, *terms: str, every: bool = False, quoted: bool = False) -> Finding:
    """State that most uses of a word, or all, are attributed in a group; `quoted` asks for quotation marks."""
    kind, how = ("quoted", "quoted") if quoted else ("attributed", "attributed to somebody")
    listed, verb = ", ".join(f"“{term}”" for term in terms), "is" if every else "are"
    return Finding(
        f"{kind}:{group}:{'+'.join(terms)}",
        f"{'every use' if every else 'more than half of the uses'} of {listed} in {group} {verb} {how}",
        Rule("all of them", 1.0, 1.0) if every else MORE_THAN_HALF,
        "share of uses",
        choices("words", *PLACES, attributed="quoted alone" if quoted else "quoted and paraphrased"),
        lambda spec: share(
            *(spec.uses(spec.frequencies(group, voices), *terms) for voices in (spec.attributed, VOICES))
        ),
        groups=(group,),
    )


def less_quoted(group: str, term: str) -> Finding:
    """State that a word is more frequent in a group's own words than in what it quotes."""

    def measure(spec: Specification) -> Value:
        def counted(voices: tuple[str, ...]) -> tuple[int, int]:
            return spec.uses(spec.frequencies(group, voices), term), spec.words(group, voices)

        return difference(counted(spec.own), counted(spec.attributed), rate_value)

    return Finding(
        f"own:{group}:{term}",
        f"“{term}” is more frequent in {group}'s own words than in those it quotes",
        HIGHER_RATE,
        "per 1,000 words, own minus quoted",
        choices("words", "stop_words", *PLACES, attributed="quoted alone"),
        measure,
        groups=(group,),
    )


def _within(top: int) -> Rule:
    return Rule(f"it stays among the first {top}", 1.0, float(top))


def first_term(spec: Specification, score: np.ndarray) -> str:
    """Return the term with the highest score, the first by name of those that share it; empty where none is above 0."""
    return str(spec.terms[int((score >= score.max() - MORE).argmax())]) if (score > 0).any() else ""


def rank(spec: Specification, score: np.ndarray, term: str) -> tuple[float, str]:
    """Return the rank of a term by score (ties share the better one), and the first term where it is another."""
    first, at = first_term(spec, score), spec.column(term)
    if not first or at < 0 or not score[at] > 0:
        return nan, first
    place = 1 + int(np.count_nonzero(score > score[at] + MORE))
    return float(place), first if place > 1 else ""


def marks_text(base: Specification, doc_id: str, *, term: str = "", top: int = TOP_WORDS) -> Finding | None:
    """State that a word is among those with the highest TF-IDF in a text; without `term`, the first."""

    def row(spec: Specification) -> tuple[np.ndarray, np.ndarray]:
        doc_ids, *matrices = spec.weights
        if doc_id not in doc_ids:
            return np.zeros(len(spec.terms)), np.zeros(len(spec.terms))
        counts, weights = (matrix[[doc_ids.index(doc_id)]].toarray()[0] for matrix in matrices)
        return counts, weights * spec.listed

    def measure(spec: Specification) -> Value:
        counts, weights = row(spec)
        value, instead = rank(spec, weights, name)
        return Value(value, spec.uses(counts, name), int(counts.sum()), instead=instead)

    name = term or first_term(base, row(base)[1])
    if not name:
        return None
    return Finding(
        f"marks:{doc_id}:{name}",
        f"“{name}” is among the {top} words that most mark {doc_id} (TF-IDF)",
        _within(top),
        "rank",
        {**LISTED, **choices("weights", "threshold")},
        measure,
        texts=(doc_id,),
    )


def most_alike(base: Specification) -> Finding | None:
    """State that two texts are more similar than any other pair; None with fewer than three texts."""

    def measure(spec: Specification) -> Value:
        doc_ids, sizes = spec.sizes
        if not {*pair} <= {*doc_ids}:
            return Value(nan, 0, 0)
        a, b = (doc_ids.index(doc_id) for doc_id in pair)
        mine, other = alike(spec, (a, b))
        highest = other.cosine.max(initial=-1.0)
        ahead = round(float(mine - highest), 12)
        at = int(other.cosine.argmax()) if ahead < 0 else 0
        instead = f"{doc_ids[other.first[at]]} and {doc_ids[other.second[at]]}" if ahead < 0 else ""
        return Value(ahead, int(sizes[a]), int(sizes.sum()), int(sizes[b]), int(sizes.sum()), instead)

    doc_ids, _, weights = base.weights
    if len(doc_ids) < 3:
        return None
    near = closest(weights)
    at = int((near.cosine >= near.cosine.max() - MORE).argmax())
    pair = (doc_ids[near.first[at]], doc_ids[near.second[at]])
    return Finding(
        "most-alike",
        f"no two texts are more alike than {pair[0]} and {pair[1]}",
        Rule("no other pair has a higher cosine", 0.0, 1.0),
        "cosine, lead over the next pair",
        {**ALIKE, **choices("voice")},
        measure,
        texts=pair,
    )


def less_alike() -> Finding:
    """State that every two texts are less similar once the attributed words are left out."""

    def measure(spec: Specification) -> Value:
        own = "author" if len(spec.own) == 1 else "author and paraphrase"
        every, alone = (spec.replace(voice=voice).weights for voice in ("all", own))
        if len(every[0]) < 2 or every[0] != alone[0]:
            return Value(nan, 0, 0)
        before, after = (_cosines(weights) for *_, weights in (every, alone))
        fall = (before - after)[np.triu_indices(len(before), k=1)]
        return Value(round(float(fall.min()), 12), int((fall > 0).sum()), len(fall))

    return Finding(
        "less-alike",
        "any two texts are less alike without the attributed words",
        Rule("the cosine of every pair falls", MORE, 1.0),
        "cosine, least fall of a pair",
        {**ALIKE, **choices("attributed")},
        measure,
    )


def _cosines(weights: sparse.csr_array) -> np.ndarray:
    """Return the cosines of the pairs above the diagonal, -1 elsewhere."""
    cosines = np.round((weights @ weights.T).toarray(), 12)
    cosines[np.tril_indices(len(cosines))] = -1.0
    return cosines
