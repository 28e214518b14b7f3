"""Shares and rates corrected by errors measured elsewhere: worked by hand, and bounded by the sets of articles."""

from __future__ import annotations

import pandas as pd
import pytest

import analysis as same

ARTICLES = ("marks", "without ''")


def figures(*rows):
    names = ["data", "task", "measure", "group_by", "group", "value", "hits"]
    return pd.DataFrame([dict(zip(names, row, strict=True)) for row in rows])


VOICES = figures(
    ("first", "voices", "direct_precision", *ARTICLES, 0.9, 9),
    ("first", "voices", "direct_recall", *ARTICLES, 1.0, 9),
    ("second", "voices", "direct_precision", *ARTICLES, 1.0, 8),
    ("second", "voices", "direct_recall", *ARTICLES, 0.8, 8),
    ("first", "voices", "indirect_precision", *ARTICLES, 0.6, 6),
    ("first", "voices", "indirect_recall", *ARTICLES, 0.3, 6),
    ("first", "voices", "direct_precision", "marks", "with ''", 0.1, 1),
)


def test_a_share_is_corrected_by_each_set_of_articles():
    shares = pd.DataFrame({"voice": ["author", "direct", "indirect"], "share": [0.5, 0.4, 0.1]}, index=[3, 1, 2])
    table = same.corrected_shares(shares, VOICES)
    assert table["voice"].tolist() == ["direct", "indirect"]
    assert table["corrected_low"].tolist() == pytest.approx([0.4 * 0.9, 0.1 * 2])
    assert table["corrected_high"].tolist() == pytest.approx([0.4 / 0.8, 0.1 * 2])


def test_a_rate_is_corrected_by_the_errors_in_its_voice():
    measured = figures(
        ("s", "markers", "word_precision", "voice", "author", 0.5, 10),
        ("s", "markers", "word_recall", "voice", "author", 0.25, 10),
        ("s", "markers", "word_precision", "voice", "direct", 0.1, 3),
        ("s", "markers", "word_recall", "voice", "direct", 0.4, 3),
        ("s", "markers", "word_precision", "outlet_type", "wire", 0.2, 7),
    )
    rates = pd.DataFrame({"voice": ["direct", "author", "indirect"], "per_1000": [8.0, 5.0, 1.0]})
    table = same.corrected_rates(rates, measured)
    assert table["corrected"].tolist()[:2] == pytest.approx([2, 10]) and table["corrected"].isna().tolist()[2]
    assert table["rests_on"].tolist()[:2] == [3, 10]


def test_what_is_missing_is_told():
    with pytest.raises(same.InputError, match="voice"):
        same.corrected_shares(pd.DataFrame({"share": [0.1]}), VOICES)
    with pytest.raises(same.InputError, match="per_1000"):
        same.corrected_rates(pd.DataFrame({"voice": ["author"]}), VOICES)
