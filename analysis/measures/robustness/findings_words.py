"""Findings about single words: the most frequent, the key ones, and whose they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.measures.robustness.findings import EVERY, MORE, NAN, PLACES, Finding, Value, choices, per_1000, ratio
from analysis.measures.robustness.specification import scores

if TYPE_CHECKING:
    import numpy as np

    from analysis.measures.robustness.specification import Cut

TOP = 5
LISTED = choices("words", "listed", "voice", "part", "text", "passages")


def most_frequent(base: Cut, group: str) -> Finding | None:
    """State that a word is the most frequent of a group, without stop words; None where no word is left."""

    def measure(cut: Cut) -> Value:
        counts, total = cut.counts(group, cut.voices) * cut.listed, cut.words(group, cut.voices)
        at = cut.column(term)
        mine = int(counts[at]) if at >= 0 else 0
        rival, other = _strongest(cut, counts, at)
        instead = rival if other > mine else ""
        return Value(per_1000(mine - other, total), mine, total, other, total, instead)

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


def key_word(base: Cut, group: str, *, term: str = "", top: int = TOP) -> Finding | None:
    """State that a word is among those that most mark a group; without `term`, the first by log ratio."""

    def ranks(cut: Cut) -> tuple[np.ndarray, np.ndarray, np.ndarray, int, int]:
        import numpy as np

        a = cut.counts(group, cut.voices)
        b = cut.counts(None, cut.voices) - a
        c = cut.words(group, cut.voices)
        d = cut.words(None, cut.voices) - c
        score = scores(a, b, c, d, cut.choice("score"))
        return np.where(cut.listed & ~np.isnan(score), score, -np.inf), a, b, c, d

    def measure(cut: Cut) -> Value:
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

    def measure(cut: Cut) -> Value:
        counts, at = cut.counts(group, cut.voices), cut.column(term)
        n = int(counts[at]) if at >= 0 else 0
        return Value(float(n), n, cut.words(group, cut.voices))

    open_to = choices("words", "voice", "part", "text", "passages")
    statement = f"“{term}” does not stand in {group}"
    return Finding(f"absent:{group}:{term}", statement, "0 uses", "uses", (0.0, 0.0), open_to, measure, groups=(group,))


def uses_attributed(group: str, *terms: str, every: bool = False, quoted: bool = False) -> Finding:
    """State that most uses of a word, or all, are attributed in a group; `quoted` asks for quotation marks."""

    def measure(cut: Cut) -> Value:
        columns = sorted({at for at in map(cut.column, terms) if at >= 0})
        n = int(cut.counts(group, cut.attributed)[columns].sum())
        total = int(cut.counts(group, EVERY)[columns].sum())
        return Value(ratio(n, total), n, total)

    listed = ", ".join(f"“{term}”" for term in terms)
    how = "quoted" if quoted else "attributed to somebody"
    first = "quoted alone" if quoted else "quoted and paraphrased"
    return Finding(
        f"{'quoted' if quoted else 'attributed'}:{group}:{'+'.join(terms)}",
        f"{'every use' if every else 'more than half of the uses'} of {listed} in {group} is {how}",
        "all of them" if every else "more than half",
        "share of uses",
        (1.0 if every else 0.5 + MORE, 1.0),
        {**choices("words"), **choices("attributed", attributed=first), **PLACES},
        measure,
        groups=(group,),
    )


def less_quoted(group: str, term: str) -> Finding:
    """State that a word is more frequent in a group's own words than in what it quotes."""

    def measure(cut: Cut) -> Value:
        sides = []
        for voices in (cut.own, cut.attributed):
            counts, at = cut.counts(group, voices), cut.column(term)
            sides.append((int(counts[at]) if at >= 0 else 0, cut.words(group, voices)))
        return Value(per_1000(*sides[0]) - per_1000(*sides[1]), *sides[0], *sides[1])

    return Finding(
        f"own:{group}:{term}",
        f"“{term}” is more frequent in the own words of {group} than in those it quotes",
        "the difference of the rates stays above 0",
        "per 1,000 words, own less quoted",
        (MORE, float("inf")),
        {**choices("words", "stop_words"), **choices("attributed", attributed="quoted alone"), **PLACES},
        measure,
        groups=(group,),
    )


def _strongest(cut: Cut, counts: np.ndarray, leave_out: int) -> tuple[str, int]:
    """Return the most frequent other term, the first of them by name, and its count."""
    others = counts.copy()
    if leave_out >= 0:
        others[leave_out] = -1
    at = int(others.argmax()) if len(others) else 0
    return (str(cut.terms[at]), max(int(others[at]), 0)) if len(others) else ("", 0)


def rank(cut: Cut, score: np.ndarray, at: int) -> tuple[float, str]:
    """Return the rank of a term by score (ties share the better one), and the first term where it is another."""
    import numpy as np

    if not (score > 0).any():
        return NAN, ""
    first = str(cut.terms[int((score >= score.max() - MORE).argmax())])
    if at < 0 or not score[at] > 0:
        return NAN, first
    rank = 1 + int(np.count_nonzero(score > score[at] + MORE))
    return float(rank), first if rank > 1 else ""
