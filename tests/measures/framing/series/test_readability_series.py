"""Readability over time: the means are those of groups, the lines those of least squares, and gaps stay gaps."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import analysis as same
from analysis.measures.framing.readability.text_readability import MEASURES
from analysis.schema import COLUMNS, check
from tests.shipped import shipped_story


def scores_of(lengths, dates, outlets=None):
    """Return tables `readability` and `documents` of texts with sentences of such a length, in the author's voice."""
    ids = [f"t{k:03}" for k in range(len(lengths))]
    rows = [
        (doc_id, "author", 10, int(10 * (0 if np.isnan(x) else x)), 1.0, 0, x, *[x / 2] * 6)
        for doc_id, x in zip(ids, lengths, strict=True)
    ]
    table = pd.DataFrame(rows, columns=COLUMNS["readability"])
    return table, pd.DataFrame({"doc_id": ids, "date": dates, "outlet": outlets or ["p"] * len(ids)})


TEXTS = st.lists(
    st.tuples(st.floats(1, 60, width=16) | st.just(float("nan")), st.integers(1, 9), st.sampled_from("pq")),
    min_size=1,
    max_size=30,
).filter(lambda rows: any(not np.isnan(row[0]) for row in rows))


@settings(max_examples=40)
@given(TEXTS)
def test_sentences_and_texts_add_up_and_in_one_period_it_is_the_mean_of_the_group(rows):
    lengths, months, outlets = (list(column) for column in zip(*rows, strict=True))
    table, documents = scores_of(lengths, [f"2014-0{month}-02" for month in months], outlets)
    series = same.readability_series(table, documents, by="outlet", period="month")
    check(series, "series")
    scored = [x for x in lengths if not np.isnan(x)]
    of_first = series[series["category"] == MEASURES[0]]
    assert (of_first["n_docs"].sum(), of_first["numerator"].sum()) == (len(scored), 10 * len(scored))
    year = same.readability_series(table, documents, by="outlet", period="year")
    groups = same.readability_by_group(table, documents, by="outlet")
    groups = groups[(groups["compared_with"] == "") & (groups["voice"] == "author")]
    for mine, its in (("value", "mean"), ("low", "mean_low"), ("high", "mean_high"), ("n_units", "n_units")):
        assert year[mine].tolist() == pytest.approx(groups[its].tolist(), nan_ok=True)


def test_a_trend_is_the_line_of_least_squares_and_texts_without_a_score_are_not_in_it():
    rng = np.random.default_rng(4)
    months = np.arange(30) % 6
    lengths = 20 + 2 * months + rng.normal(0, 1, 30)
    table, documents = scores_of([*lengths, float("nan")], [f"2014-0{1 + month}" for month in [*months, 8]])
    lines = same.readability_trends(table, documents, period="month").set_index("category")
    check(lines.reset_index(), "trends")
    first = lines.loc["words_per_sentence"]
    assert first["change"] == pytest.approx(5 * np.polyfit(months, lengths, 1)[0])
    assert (first["first"], first["last"], first["n_docs"], first["periods"]) == ("2014-01", "2014-06", 30, 6)
    assert first["change_low"] < 10 < first["change_high"] and first["p"] < 0.001
    halved = lines.loc["mtld"]
    assert halved["change_high"] == pytest.approx(first["change_high"] / 2) and halved["p"] == pytest.approx(first["p"])


def test_it_says_why_there_is_no_trend():
    def why(lengths, **options):
        months = [f"2014-0{1 + k % 4}" for k in range(len(lengths))]
        outlets = ["pq"[k % 2] for k in range(len(lengths))]
        found = same.readability_trends(*scores_of(lengths, months, outlets), period="month", **options)
        return set(found["why"])

    assert why([20.0 + k for k in range(9)]) == {"9 texts: a test takes 10"}
    assert why([20.0] * 12) == {"too many texts have the very same score"}
    assert why([20.0 + k for k in range(12)], cluster="outlet") == {"2 clusters: a test takes 10"}
    assert why([20.0 + k for k in range(12)]) == {""}


def test_of_one_voice_alone_it_is_as_of_all_and_the_five_texts_have_a_gap():
    story = shipped_story()
    every = same.readability_series(story.readability, story.documents)
    own = story.readability[story.readability["voice"] == "author"]
    alone = same.readability_series(own, story.documents)
    pd.testing.assert_frame_equal(alone, every[every["voice"] == "author"].reset_index(drop=True))
    assert every.attrs["left_out"].startswith("2 of 5 texts are left out")
    assert (every.loc[every["period"] == "2013", "why"] == "no text in this period").all()
    none = table_without_scores()
    with pytest.raises(same.InputError, match="no text has 100 words"):
        same.readability_series(*none)


def table_without_scores():
    return scores_of([float("nan")], ["2014"])
