"""What a text as a whole says of its names: is it about sport, who is named in full, whom "he" and "its" follow."""

from __future__ import annotations

import numpy as np

from analysis.measures.framing.mentions.capitals import Stretches
from analysis.measures.framing.mentions.name_words import LARGE, PLACES, classes_of

_SPORT = frozenset(
    "match matches league season season's goal goals goalkeeper striker midfielder coach cup tournament innings wicket "
    "wickets cricket soccer football rugby tennis golf baseball basketball hockey championship championships referee "
    "halftime half-time semifinal semi-final semifinals quarter-final quarterfinals playoff play-off playoffs team "
    "teams player players squad scorers attendance standings inning pitcher quarterback touchdown lap laps race grand-"
    "slam seed seeds batting bowling over overs division club clubs scored score fixture fixtures athletics sprint "
    "midfield defender penalty tries try relegated manager medal medalists olympics game games".split()
)
_HE, _IT = frozenset("he his him himself she her hers herself".split()), frozenset("it its itself".split())
_TOWN = frozenset(("city", "region"))
_REACH = 12  # words behind a name in which a pronoun of its sentence is looked for
_SPORT_SHARE = 0.02
_LONG = 100  # words of a text that has room for a full name


def text_reasons(
    keys: list[str], first: np.ndarray, last: np.ndarray, found: Stretches, code: np.ndarray, vocabulary: list[str]
) -> dict[str, np.ndarray]:
    """Return for each reason of `name_weights.WEIGHTS` that comes from the text as a whole of which uses it holds.

    Parameters
    ----------
    keys
        The names, in small letters.
    first, last
        Rows of their first and last word.
    found
        What is known of each word.
    code, vocabulary
        Of each word, which term it is; the terms.

    Notes
    -----
    A text is about sport where 2 in 100 of its words are of sport. In a text of 100 words or more, a person is mostly
    named in full once. Pronouns count within 12 words behind a name, in its sentence.
    """
    if not len(first):
        return {}
    sport_word, he, it = (
        np.array([term in known for term in vocabulary], dtype=bool)[code] for known in (_SPORT, _HE, _IT)
    )
    words = np.bincount(found.doc)
    sport = np.bincount(found.doc, weights=sport_word) >= np.maximum(_SPORT_SHARE * words, 1)
    ends = np.flatnonzero(np.append(found.sentence[1:] != found.sentence[:-1], True))
    until = np.minimum(last + _REACH, ends[np.searchsorted(ends, last)])
    he_behind, it_behind = (
        total[until + 1] > total[last + 1] for total in (np.append(0, np.cumsum(flag)) for flag in (he, it))
    )
    text, single = found.doc[first], first == last
    in_full = _in_full(keys, text)
    town, listed = _is_listed(keys, _TOWN) & ~_is_listed(keys, LARGE), _is_listed(keys, PLACES)
    return {
        "he behind": he_behind & ~it_behind,
        "it behind": it_behind & ~he_behind,
        "a full name in the text": single & in_full,
        "no full name in the text": single & ~in_full & ~listed & (words[text] >= _LONG),
        "sport": sport[text],
        "sport, one word": sport[text] & single,
        "sport, a town": sport[text] & town,
    }


def _in_full(keys: list[str], text: np.ndarray) -> np.ndarray:
    """Return which names are the last word of a longer one of the same text."""
    placed = list(zip(text.tolist(), keys, strict=True))
    tails = {(of, key.rpartition(" ")[2]) for of, key in placed if " " in key}
    return np.array([one in tails for one in placed], dtype=bool)


def _is_listed(keys: list[str], kinds: frozenset[str]) -> np.ndarray:
    """Return which names are of one word that the lists have in one of these classes."""
    return np.array([not kinds.isdisjoint(classes_of(key)) for key in keys], dtype=bool)
