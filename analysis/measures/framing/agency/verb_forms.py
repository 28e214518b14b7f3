"""Which verb a word is a form of: by the tables of verbs and of participles, else by spelling."""

from __future__ import annotations

from functools import cache, lru_cache

from analysis.measures.framing.agency.base_forms import base_form
from analysis.texts.readers.participles import irregular_pasts, shipped_readings
from analysis.texts.readers.verbs import inflect, read_verbs

_BE_AND_LIKE = {
    **dict.fromkeys("is are was were am be been being".split(), "be"),
    **dict.fromkeys("has had having have".split(), "have"),
    **dict.fromkeys("does did doing do".split(), "do"),
}


@lru_cache(50_000)
def verb_of(term: str) -> str:
    """Return the base form of the verb that a term is a form of.

    >>> [verb_of(term) for term in ("taken", "shot", "visited", "re-elected", "detains", "unheardof")]
    ['take', 'shoot', 'visit', 're-elect', 'detain', 'unheardof']
    """
    reading = shipped_readings().get(term)
    for known in (_BE_AND_LIKE.get(term), reading and reading.verb, irregular_pasts().get(term), _known().get(term)):
        if known:
            return known
    prefix, hyphen, word = term.rpartition("-")
    return f"{prefix}-{verb_of(word)}" if hyphen and word else base_form(term)


@cache
def present_forms() -> tuple[frozenset[str], frozenset[str]]:
    """Return the base forms of the verbs that are known, and their forms in "-s"."""
    table = read_verbs()
    known = {verb.partition(" ")[0] for verb in table["verb"]}
    known |= {reading.verb for reading in shipped_readings().values() if reading.verb}
    return frozenset(known), frozenset(inflect(verb)[0] for verb in known)


@cache
def _known() -> dict[str, str]:
    table = read_verbs()
    forms: dict[str, str] = {}
    for verb, given in zip(table["verb"].tolist(), table["forms"].tolist(), strict=True):
        base = verb.partition(" ")[0]
        for form in (base, *inflect(verb, given)):
            forms.setdefault(form, base)
    return forms
