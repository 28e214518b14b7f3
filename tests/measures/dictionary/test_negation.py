"""Negation reaches along a list, and is undone by a second negator; a capital tells a name from a marker."""

from __future__ import annotations

from functools import cache

import pandas as pd
import pytest

from analysis.measures.dictionary.markers import markers
from analysis.texts.readers.lexicon import read_lexicon
from tests.toys import toy

shipped = cache(read_lexicon)
WORDS = pd.DataFrame(
    [("traitor*", "label", True), ("cruel", "label", True), ("vile", "label", True), ("coward*", "label", True)],
    columns=["entry", "category", "loaded"],
)


def negations(text: str) -> str:
    """Return one sign for each marker of a text: ``-`` if it is negated, else ``+``."""
    segments, _ = toy({"a": text})
    return "".join("-" if one else "+" for one in markers(segments, WORDS)["negated"])


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("My uncle was not a traitor or a coward.", "--"),
        ("This is not a cruel or vile law.", "--"),
        ("They were not traitors, cowards or thieves.", "--"),
        ("It was never cruel, vile, or cowardly.", "---"),
        ("He met no traitors or big cowards.", "--"),
        ("She wrote without cruel or vile words.", "--"),
        ("The guards were neither cruel nor vile.", "--"),
        ("Neither the judge nor the guard is cruel.", "-"),
        ("Nor are they traitors.", "-"),
        ("It isn't cruel or vile.", "--"),
        ("There is no sign of cowards or traitors.", "--"),
        # what is no list, or ends it
        ("It was not cruel but vile.", "-+"),
        ("He is not a coward and a traitor.", "-+"),
        ("He is no coward: or a traitor.", "-+"),
        ("If not, a traitor or a coward.", "++"),
        ("Cruel or not, a coward came.", "++"),
        ("He did not resign or call the law vile.", "+"),
        ("He is not only a traitor or a coward.", "++"),
        ("He is not a coward. Or a traitor.", "-+"),
        ("It was not a law, vile as it seems.", "+"),
        # twice
        ("The law is not not cruel.", "+"),
        ("The law is never not cruel.", "+"),
        ("The tale is not at all without cruel turns.", "+"),
        ("They can't not be cowards.", "+"),
        ("No, not a coward.", "-"),
        ("He said not that he is not a coward.", "-"),
        ("He ain't never been a coward.", "-"),
    ],
)
def test_what_a_negator_reaches(text, signs):
    assert negations(text) == signs


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It may snow in May.", ["may"]),
        ("Theresa May and Ian May met on 9 May.", []),
        ("May 3 was wet. May said no.", []),
        ("May they rest.", ["May"]),
        ("This may help, and so may that.", ["may", "may"]),
        ("TAXES MAY RISE", ["MAY"]),
        ("Ned Stark spoke in stark words.", ["stark"]),
        ("Stark words were heard.", ["Stark"]),
    ],
)
def test_a_capital_inside_a_sentence_makes_a_name_of_some_words(text, found):
    segments, _ = toy({"a": text})
    table = markers(segments, shipped())
    assert table.loc[table["category"].isin(["hedges", "amplifiers"]), "match"].tolist() == found
