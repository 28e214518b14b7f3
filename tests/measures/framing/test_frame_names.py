"""Labels of other people read as frames of the lexicon."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.measures.framing.frame_names import lexicon_labels

CATEGORIES = pd.DataFrame(
    [
        ("money", "first", "Money matters", "cash | eco"),
        ("law", "second", "Law", "courts"),
        ("money", "second", "Cash", "5"),
    ],
    columns=["frame", "scheme", "title", "names"],
)
PRESENCE = pd.DataFrame(
    [
        ("a", "first", "money", True),
        ("a", "second", "law", False),
        ("a", "second", "money", True),
        ("b", "second", "law", True),
    ],
    columns=["doc_id", "scheme", "frame", "present"],
)


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        (["Money_Matters"], [["a", "Money_Matters", True]]),
        (["ECO", "weather"], [["a", "ECO", True]]),
        (["Courts", "Cash"], [["a", "Courts", False], ["b", "Courts", True], ["a", "Cash", True]]),  # second names both
        (["weather"], []),
    ],
)
def test_labels_are_read_in_the_scheme_that_names_most_of_them(labels, expected):
    assert lexicon_labels(PRESENCE, labels, CATEGORIES)[["doc_id", "label", "given"]].values.tolist() == expected
