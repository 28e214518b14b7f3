"""How much each reason speaks for each kind of name, in rows that can be read and changed.

The weights are those of a multinomial logistic regression over the reasons, on news and encyclopaedia sentences whose
names people marked (the training part of CoNLL-2003, the political part of CrossNER without its test), rounded to
halves; what is rare there, such as an age behind a name, was set by hand. No word of those texts is in any list.
"""

from __future__ import annotations

from collections.abc import Iterable

KINDS = ("person", "body", "place", "people", "other")
PERSON, BODY, PLACE, PEOPLES, OTHER = range(5)
Scores = tuple[float, float, float, float, float]
OF_ELECTION: Scores = (0.0, 0.0, 0.0, 0.0, 20.0)
WEIGHTS: dict[str, Scores] = {
    # person, body, place, people, other
    "Mac": (1.5, -1.0, -0.5, 0.0, 0.0),
    "a before": (-2.0, 0.5, 0.0, 0.0, 1.5),
    "a body of the list": (-2.0, 2.0, 0.0, 0.0, 0.0),
    "a body that others share": (-1.5, 1.5, -1.0, 0.0, 1.0),
    "a body's noun": (-2.5, 2.0, 0.5, 0.0, -0.5),
    "a body's noun before": (-2.0, 2.0, -0.5, 0.0, 0.5),
    "a body's noun behind": (-1.5, 0.5, 0.5, 0.0, 0.5),
    "a body's noun within": (-2.5, 1.5, -0.5, 0.0, 1.0),
    "a body's people behind": (-3.0, 1.5, 0.5, 0.0, 1.0),
    "a capital within": (-1.0, 2.0, -1.0, 0.0, 0.0),
    "a country of the list": (-3.5, -0.5, 6.0, 0.0, -2.0),
    "a country that names share": (-4.5, 0.0, 5.0, 0.0, -0.5),
    "a figure within": (-2.0, -1.5, 0.5, 0.0, 3.0),
    "a full name in the text": (2.0, -1.0, 0.0, 0.0, -0.5),
    "a number before": (-1.0, 0.0, -0.5, 0.0, 1.5),
    "a number behind": (0.5, 3.0, -3.0, 0.0, 0.0),
    "a part of land before": (-1.5, -0.5, 2.0, 0.0, 0.0),
    "a particle": (1.0, -0.5, 0.0, 0.0, -0.5),
    "a people of the list": (0.0, 0.0, 0.0, 10.0, 0.0),
    "a person's suffix": (2.0, 0.0, -1.0, 0.0, -0.5),
    "a place behind a comma": (-1.0, -1.0, 2.5, 0.0, -0.5),
    "a place's noun before": (-1.0, -1.0, 3.0, 0.0, -0.5),
    "a place's noun behind": (-1.0, -1.0, 2.0, 0.0, 0.5),
    "a place's people behind": (-0.5, -0.5, 1.5, 0.0, -0.5),
    "a role and a comma before": (1.0, 0.0, -0.5, 0.0, -0.5),
    "a role before": (1.5, -0.5, -0.5, 0.0, -0.5),
    "a role behind a comma": (1.5, -0.5, -1.0, 0.0, -0.5),
    "a title before": (4.0, -3.0, -2.0, 0.0, -1.0),
    "a town of the list": (-2.5, 0.0, 3.5, 0.0, -1.0),
    "a town that names share": (-4.0, 0.5, 2.5, 0.0, 1.0),
    "acts behind": (1.5, -0.5, -0.5, 0.0, 0.0),
    "against before": (1.0, 2.5, -3.0, 0.0, -0.5),
    "against behind": (-1.5, 3.0, -1.5, 0.0, -0.5),
    "always": (1.5, 0.0, -1.0, 0.0, -0.5),
    "an age behind": (4.0, -1.0, -2.0, 0.0, -1.0),
    "an ampersand": (-4.0, 6.0, -2.0, 0.0, 0.0),
    "an event or work of the list": (-0.5, -1.5, -1.5, 0.0, 3.5),
    "an initial": (1.5, -1.5, -1.0, 0.0, 1.0),
    "and before": (-0.5, 0.0, 1.0, 0.0, -0.5),
    "capitals alone": (-3.0, 2.0, 1.0, 0.0, 0.5),
    "capitals first": (-1.5, 1.0, -0.5, 0.0, 1.0),
    "city of before": (-1.5, -1.0, 3.5, 0.0, -1.0),
    "common words alone": (-1.5, 0.0, 0.5, 0.0, 0.5),
    "ends as a body": (-0.5, 1.0, -1.0, 0.0, 0.5),
    "ends as a person": (1.0, -0.5, -0.5, 0.0, 0.0),
    "ends as a place": (-0.5, 0.5, 0.0, 0.0, 0.0),
    "figures behind": (0.5, -0.5, 1.0, 0.0, -0.5),
    "first word, a place": (-2.5, 1.5, 1.0, 0.0, 0.5),
    "first word, body_first": (-0.5, 0.0, 0.0, 0.0, 0.5),
    "first word, given_name": (2.0, 0.0, -1.0, 0.0, -1.0),
    "first word, nationality": (-4.0, 1.0, 0.5, 0.0, 2.5),
    "first word, place_first": (-1.5, 0.5, 1.0, 0.0, 0.5),
    "for before": (-0.5, 0.0, 0.5, 0.0, 0.0),
    "he behind": (1.0, -0.5, -0.5, 0.0, 0.0),
    "in before": (-2.0, -1.0, 2.5, 0.0, 0.5),
    "in brackets": (0.0, 0.5, -0.5, 0.0, 0.0),
    "it behind": (-1.0, 0.5, 0.0, 0.0, 0.0),
    "last word, a place": (-1.5, 1.0, 1.5, 0.0, -0.5),
    "last word, other_head": (-1.0, -1.0, -1.0, 0.0, 3.0),
    "last word, place_head": (-1.0, -0.5, 3.0, 0.0, -1.0),
    "last word, surname": (1.0, -0.5, 0.0, 0.0, -0.5),
    "more words": (0.0, 0.0, -0.5, 0.0, 0.0),
    "no full name in the text": (-1.0, 0.5, 0.0, 0.0, 0.5),
    "no word a person's": (-0.5, 1.0, 0.0, 0.0, 0.0),
    "of": (-1.0, 0.5, 0.0, 0.0, 0.5),
    "of before": (-1.5, 0.0, 1.5, 0.0, 0.5),
    "one word": (-0.5, 0.5, 0.5, 0.0, 0.0),
    "one word, body_head": (-2.0, 3.0, -0.5, 0.0, -0.5),
    "one word, common": (-0.5, 0.0, 0.0, 0.0, 0.5),
    "one word, given_name": (2.5, -0.5, 0.0, 0.0, -2.0),
    "one word, place_head": (-1.0, 0.5, 1.0, 0.0, 0.0),
    "one word, surname": (2.5, -0.5, -0.5, 0.0, -1.0),
    "owns as a body": (-1.0, 1.0, -0.5, 0.0, 0.0),
    "owns as a person": (1.0, -1.0, -0.5, 0.0, -0.5),
    "owns as a place": (-0.5, 0.0, 0.5, 0.0, 0.0),
    "owns something": (1.0, 1.0, -0.5, 0.0, -2.0),
    "plays before": (1.0, 0.5, -1.0, 0.0, -0.5),
    "plays behind": (0.0, 0.5, 0.0, 0.0, -0.5),
    "says behind": (1.0, 0.5, -0.5, 0.0, -1.0),
    "sport": (0.5, 0.0, -1.0, 0.0, 0.5),
    "sport, a town": (-0.5, 1.5, -0.5, 0.0, -0.5),
    "sport, one word": (0.0, 0.0, 0.5, 0.0, -0.5),
    "the before": (-2.5, 0.5, 1.0, 0.0, 1.0),
    "to before": (-1.5, -0.5, 2.0, 0.0, 0.0),
    "trades behind": (-1.0, 1.5, 0.5, 0.0, -1.0),
    "two words": (1.0, -0.5, 0.0, 0.0, 0.0),
    "which behind": (-1.0, 0.5, 0.5, 0.0, -0.5),
    "who behind": (1.5, 0.0, -1.5, 0.0, 0.5),
    "wins behind": (0.0, 1.0, -0.5, 0.0, -1.0),
}


def weighed(reasons: Iterable[str]) -> Scores:
    """Return the sum of the weights of some reasons, for each kind."""
    total = [0.0] * 5
    for reason in reasons:
        for kind, weight in enumerate(WEIGHTS[reason]):
            total[kind] += weight
    return tuple(total)  # type: ignore[return-value]
