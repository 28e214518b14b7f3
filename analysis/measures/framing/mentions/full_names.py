"""All uses of a name in a text as one: its kind by vote, and its fullest form."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from analysis.measures.framing.mentions.name_weights import BODY, PERSON, PLACE, Scores
from analysis.measures.framing.mentions.name_words import classes_of

_SMALL = frozenset("of the and for on de la".split())
_SHORT_FORMS = 6  # letters of an abbreviation, at most
_FORMS = frozenset("jr sr inc corp co ltd plc llc sa ag".split())


@dataclass
class Uses:
    """Uses of names in the order of the texts, by column: an object for each would cost more than the rest.

    Attributes
    ----------
    first, last
        Rows of the first and the last word.
    written
        The name as written.
    titled
        Whether a title is before it.
    own, around
        What speaks for each kind: its words, and those about it.
    """

    first: list[int] = field(default_factory=list)
    last: list[int] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    titled: list[bool] = field(default_factory=list)
    own: list[Scores] = field(default_factory=list)
    around: list[Scores] = field(default_factory=list)

    def add(self, first: int, last: int, written: str, titled: bool, own: Scores, around: Scores) -> None:
        """Add a use."""
        self.first.append(first)
        self.last.append(last)
        self.written.append(written)
        self.titled.append(titled)
        self.own.append(own)
        self.around.append(around)


def settle(uses: Uses, scores: np.ndarray, doc: np.ndarray) -> tuple[list[int], list[str]]:
    """Return the kind and the fullest form of each use.

    Parameters
    ----------
    uses
        In the order of the texts.
    scores
        Uses by kinds: what speaks for each.
    doc
        Of each word, the position of its text.
    """
    kinds: list[int] = []
    full: list[str] = []
    keys = [written.lower() for written in uses.written]
    text = doc[np.array(uses.first, dtype=np.int64)]
    bounds = np.flatnonzero(np.append(True, text[1:] != text[:-1])[: len(text)]).tolist()
    columns = scores.T.tolist()  # lists of numbers: a list for each use would cost more than the rest
    for begin, end in pairwise([*bounds, len(text)]):
        here = keys[begin:end]
        by_key, forms = _settle_text(here, uses.written[begin:end], [column[begin:end] for column in columns])
        kinds += map(by_key.__getitem__, here)
        full += map(forms.__getitem__, here)
    return kinds, full


def _settle_text(keys: list[str], names: list[str], scores: list[list[float]]) -> tuple[dict[str, int], dict[str, str]]:
    sums: dict[str, list[float]] = {}
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for key, name, *score in zip(keys, names, *scores, strict=True):
        total = sums.setdefault(key, [0.0] * 5)
        for k in range(5):
            total[k] += score[k]
        written[key][name] += 1
    kinds = {key: max(range(5), key=lambda k: (total[k], -k)) for key, total in sums.items()}
    forms = {key: _best(counted) for key, counted in written.items()}
    short = {**_last_names(kinds, sums), **_bodies(kinds, forms)}
    for key, whole in short.items():
        kinds[key] = kinds[whole]
        forms[key] = forms[whole]
    return kinds, forms


def _best(counted: Counter[str]) -> str:
    """Return how a name is most written, not in capitals where it also is otherwise."""
    return min(counted, key=lambda form: (form.isupper() and len(counted) > 1, -counted[form], form))


def _last_names(kinds: dict[str, int], sums: dict[str, list[float]]) -> dict[str, str]:
    """Return the short forms of persons, each with the longer one that ends in it."""
    by_word: dict[str, list[str]] = defaultdict(list)
    for key, kind in kinds.items():
        parts = key.split()
        if kind == PERSON and len(parts) > 1:
            while len(parts) > 2 and parts[-1].rstrip(".") in _FORMS:
                parts = parts[:-1]
            by_word[parts[-1]].append(key)
            by_word["-" + parts[0]].append(key)
    found = {}
    for key, kind in kinds.items():
        if " " in key or "nationality" in classes_of(key):
            continue
        place = kind == PLACE and bool(classes_of(key) & {"country", "city", "us_state", "region"})
        wholes = by_word.get(key) or ([] if place else by_word.get("-" + key, []))
        if not wholes or (place and sums[key][PLACE] > 2 * sums[key][PERSON] + 6):
            continue
        if len(wholes) == 1 or key in by_word:
            found[key] = max(wholes, key=lambda whole: (sum(sums[whole]), len(whole), whole))
    return found


def _bodies(kinds: dict[str, int], forms: dict[str, str]) -> dict[str, str]:
    """Return the short forms of bodies: initials, the first words without "Corp", and the head alone."""
    wholes = [key for key, kind in kinds.items() if kind == BODY and " " in key]
    by_initials: dict[str, list[str]] = defaultdict(list)
    by_start: dict[str, list[str]] = defaultdict(list)
    by_head: dict[str, list[str]] = defaultdict(list)
    for key in wholes:
        words = key.replace("-", " ").split()
        by_initials["".join(word[0] for word in words if word not in _SMALL)].append(key)
        by_initials["".join(word[0] for word in words)].append(key)
        words = key.split()
        if all("body_head" in classes_of(word) for word in words[1:]):
            by_start[words[0]].append(key)
        if "body_head" in classes_of(words[-1]):
            by_head[words[-1]].append(key)
    found = {}
    for key in kinds:
        if " " in key:
            continue
        bare = key.replace(".", "")
        if forms[key].isupper() and 1 < len(bare) <= _SHORT_FORMS and by_initials.get(bare):
            found[key] = by_initials[bare][0]
        elif len(by_start.get(key, [])) == 1 and not classes_of(key) & {"country", "city", "us_state", "nationality"}:
            found[key] = by_start[key][0]
        elif len(by_head.get(key, [])) == 1 and "body_head" in classes_of(key):
            found[key] = by_head[key][0]
    return found
