"""Rates of groups of texts and their differences: counts by hand, intervals of the texts, and the same from blocks."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import analysis as same
from analysis.measures.comparison.rate_counts import RateCounts
from analysis.measures.comparison.rate_differences import with_text_bounds
from analysis.measures.stats.ratio_intervals import (
    difference_bounds,
    difference_p,
    pooled_design,
    ratio_bounds,
    ratio_of,
)
from analysis.schema import COLUMNS, InputError

KINDS = ("newswire", "advocacy")
TEXTS = [
    f"The {'brutal ' * (k % 3)}regime {'lied, a massacre. It ' * (k % 4)}left. "
    f"“No {'regime' if k % 2 else 'war'} fell,” {'Ann Lee' if k % 3 else 'a source'} said{' in May' * (k % 5)}."
    for k in range(24)
]
DOCUMENTS = pd.DataFrame(
    {
        "doc_id": [f"t{k}" for k in range(26)],
        "text": [*TEXTS, "–", ""],
        "source_type": [KINDS[k % 4 // 2] for k in range(26)],
        "outlet": [f"o{k % 7}" for k in range(26)],
        "three": ["", *("abc"[k % 3] for k in range(1, 26))],
    }
)
LEXICON, ACTORS, CUES = same.read_lexicon(), same.read_actors(), same.read_cues()


def counted(documents, part="body"):
    segments = same.voices(documents)
    markers, sources = same.markers(segments, LEXICON), same.sources(segments, ACTORS, CUES)
    return same.count_rates(segments, documents, markers, sources, part=part)


COUNTS = counted(DOCUMENTS)


def row(table, measure, category, group, *, other="", voice="all"):
    found = table[
        (table["measure"] == measure)
        & (table["category"] == category)
        & (table["voice"] == voice)
        & (table["group"] == group)
        & (table["compared_with"] == other)
    ]
    (only,) = found.to_dict("records")
    return only


def test_counts_of_three_short_texts_by_hand():
    texts = [
        "The brutal regime fell. “We saw a fire,” Ann Lee said.",  # 4 quoted of 11 words
        "It was raining.",
        "A spokesman claimed that the mob lied.",  # 4 paraphrased of 7
    ]
    documents = pd.DataFrame({"doc_id": list("abc"), "text": texts, "source_type": ["x", "x", "y"]})
    table = same.rates(counted(documents))
    quoted = row(table, "share of words", "direct", "x")
    assert (quoted["n"], quoted["total"], quoted["docs"], quoted["n_docs"]) == (4, 14, 1, 2)
    assert quoted["rate"] == pytest.approx(4 / 14) and quoted["unit"] == "share"
    assert row(table, "share of words", "attributed", "y")["rate"] == pytest.approx(4 / 7)
    own = row(table, "loaded words", "all", "x", voice="author")
    assert own["total"] == 10 and own["unit"] == "per 1,000 words"
    assert own["rate"] == pytest.approx(1000 * own["n"] / 10)
    cue = row(table, "cue kind", "doubting", "y", voice="attributed")
    assert (cue["n"], cue["total"], cue["rate"]) == (1, 1, 1)
    speaker = row(table, "speaker kind", "person", "x", voice="attributed")
    assert (speaker["n"], speaker["total"], speaker["docs"], speaker["n_docs"]) == (4, 4, 1, 1)
    apart = row(table, "share of words", "direct", "x", other="y")
    assert apart["difference"] == pytest.approx(4 / 14) and (apart["n_other"], apart["total_other"]) == (0, 7)
    assert table[["rate_low", "rate_high", "difference_low", "difference_high", "p", "q"]].isna().all(axis=None)


def test_what_is_counted_is_what_the_other_tables_count():
    segments = same.voices(DOCUMENTS)
    markers = same.markers(segments, LEXICON)
    table = same.rates(COUNTS)
    shares = same.voice_findings(same.voice_shares(same.count(segments, DOCUMENTS)))
    for found in shares.itertuples():
        mine = row(table, "share of words", found.voice, found.group)
        assert (mine["n"], mine["total"], mine["docs"]) == (found.n_words, found.total, found.docs)
    loaded = same.marker_rates_by_voice(markers, segments, DOCUMENTS, same.read_categories())
    for found in loaded.itertuples():
        mine = row(table, "loaded words", found.category, found.group, voice=found.voice)
        assert (mine["n"], mine["total"]) == (found.n, found.words) and mine["rate"] == pytest.approx(found.per_1000)
    kinds = table[(table["measure"] == "cue kind") & (table["compared_with"] == "")]
    assert (kinds.groupby("group")["rate"].sum() - 1).abs().max() < 1e-12


def test_intervals_and_tests_are_those_of_the_texts():
    table, place = same.rates(COUNTS), COUNTS.items.index(("share of words", "direct", "all"))
    groups = []
    for kind in ("advocacy", "newswire"):
        here = np.flatnonzero((DOCUMENTS["source_type"] == kind).to_numpy())
        groups.append(ratio_of(COUNTS.n[here][:, [place]].toarray(), COUNTS.totals[here, 0]))
    design = pooled_design(groups)
    mine = row(table, "share of words", "direct", "advocacy", other="newswire")
    assert [mine["rate_low"], mine["rate_high"]] == pytest.approx(np.ravel(ratio_bounds(groups[0], design)))
    low, high = difference_bounds(*groups, design)
    assert (mine["difference_low"], mine["difference_high"]) == (low[0], high[0])
    assert mine["p"] == difference_p(*groups, design)[0]
    assert mine["n_units"] == mine["n_docs"] == 12
    q = table["q"].dropna()
    assert len(q) == table["p"].notna().sum() and (q >= table["p"].dropna()).all()
    per_1000 = row(table, "loaded words", "all", "advocacy", other="newswire")
    assert per_1000["difference_low"] < per_1000["difference"] < per_1000["difference_high"]
    assert per_1000["rate_low"] < per_1000["rate"] < per_1000["rate_high"] < 1000


def test_markers_by_voice_have_intervals_over_texts_where_there_are_enough():
    markers = same.markers(same.voices(DOCUMENTS), LEXICON)
    segments = same.voices(DOCUMENTS)
    plain = same.marker_rates_by_voice(markers, segments, DOCUMENTS, same.read_categories())
    over = with_text_bounds(plain, COUNTS)
    assert set(over["bounds"]) == {"texts", "words"} and (over["n_docs"] == 12).all()
    (own,) = over.query("group == 'newswire' and voice == 'author' and category == 'all'").to_dict("records")
    mine = row(same.rates(COUNTS), "loaded words", "all", "newswire", voice="author")
    assert (own["per_1000_low"], own["per_1000_high"]) == (mine["rate_low"], mine["rate_high"])
    kept = over["bounds"] == "words"  # nowhere a loaded word in quotation marks
    assert over.loc[kept, "n"].sum() == 0
    pd.testing.assert_frame_equal(over.loc[kept, plain.columns], plain[kept])
    few = DOCUMENTS.assign(source_type=DOCUMENTS["doc_id"])
    alone = same.marker_rates_by_voice(markers, segments, few, same.read_categories())
    pd.testing.assert_frame_equal(with_text_bounds(alone, counted(few)), alone)


def test_groups_that_change_places_differ_the_other_way():
    one = same.rates(COUNTS, target="advocacy", reference="newswire")
    two = same.rates(COUNTS, target="newswire", reference="advocacy")
    one, two = (table[table["compared_with"] != ""].reset_index(drop=True) for table in (one, two))
    assert one["difference"].to_numpy() == pytest.approx(-two["difference"].to_numpy(), nan_ok=True)
    assert one["difference_low"].to_numpy() == pytest.approx(-two["difference_high"].to_numpy(), nan_ok=True)
    assert one["p"].to_numpy() == pytest.approx(two["p"].to_numpy(), nan_ok=True)


@pytest.mark.parametrize("size", [10, 25])
def test_blocks_of_any_size_make_the_same_table(size):
    blocks = [counted(DOCUMENTS[first : first + size]) for first in range(0, len(DOCUMENTS), size)]
    merged = RateCounts.merge(blocks)
    pd.testing.assert_frame_equal(same.rates(merged), same.rates(RateCounts.merge([COUNTS])), check_exact=True)
    pd.testing.assert_frame_equal(same.rates(merged), same.rates(COUNTS), check_exact=True)
    with pytest.raises(InputError, match="t0 occurs twice"):
        RateCounts.merge([*blocks, blocks[0]])
    with pytest.raises(InputError, match="no text has a word in part caption"):
        RateCounts.merge([counted(DOCUMENTS[:3], part="caption")])


def test_clusters_are_the_units_and_texts_stay_counted():
    texts, clusters = same.rates(COUNTS), same.rates(COUNTS, cluster="outlet")
    mine = row(clusters, "share of words", "direct", "advocacy")
    assert (mine["n_units"], mine["n_docs"]) == (7, 12)
    assert clusters["rate"].equals(texts["rate"]) and clusters["docs"].equals(texts["docs"])
    together = DOCUMENTS.groupby(["source_type", "outlet"], sort=True)["text"].agg(" ".join).reset_index()
    place = COUNTS.items.index(("share of words", "direct", "all"))
    frame = DOCUMENTS.assign(n=COUNTS.n[:, [place]].toarray()[:, 0], total=COUNTS.totals[:, 0])
    sums = frame.groupby(["source_type", "outlet"])[["n", "total"]].sum().loc["advocacy"]
    whole = ratio_of(sums[["n"]].to_numpy(), sums["total"].to_numpy())
    assert len(together) == 14
    assert [mine["rate_low"], mine["rate_high"]] == pytest.approx(np.ravel(ratio_bounds(whole, np.array([1.0]))))


def test_three_groups_are_compared_in_pairs_and_texts_without_a_value_with_none():
    table = same.rates(COUNTS, by="three")
    assert list(dict.fromkeys(table["group"])) == ["a", "b", "c", "(no three)"]
    pairs = table.loc[table["compared_with"] != "", ["group", "compared_with"]].drop_duplicates()
    assert pairs.to_numpy().tolist() == [["a", "b"], ["a", "c"], ["b", "c"]]
    rest = same.rates(COUNTS, by="three", target="b")
    one = row(rest, "share of words", "direct", "b", other="all but b")
    parts = [row(rest, "share of words", "direct", group) for group in "ac"]
    assert one["n_other"] == sum(part["n"] for part in parts)
    assert one["n_docs_other"] == sum(part["n_docs"] for part in parts)


def test_one_group_has_rates_and_nothing_to_compare_with():
    table = same.rates(COUNTS, by="three", target="a", reference="c")
    assert set(table["compared_with"]) == {"", "c"}
    alone = same.rates(counted(DOCUMENTS.assign(source_type="x")))
    assert (alone["compared_with"] == "").all() and alone["rate_low"].notna().any() and alone["n_other"].isna().all()


def test_the_table_is_as_declared_whatever_there_is_to_compare():
    for table in (same.rates(COUNTS), same.rates(counted(DOCUMENTS.assign(source_type="x")))):
        assert tuple(table.columns) == COLUMNS["rates"]
        types = {column.name: column.type for column in same.describe("rates")}
        assert all(str(table[name].dtype) == "Int64" for name, kind in types.items() if kind == "Int64")


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        ({"by": "colour"}, "no column 'colour'; they have: doc_id"),
        (
            {"target": "blog"},
            "no text with words has 'blog' in the column 'source_type'; there are: 'advocacy', 'newswire'",
        ),
        ({"target": "newswire", "reference": "newswire"}, "are both 'newswire'"),
        ({"reference": "newswire"}, "has no target"),
        ({"cluster": "colour"}, "no column 'colour'"),
    ],
)
def test_what_cannot_be_compared_is_said(chosen, said):
    with pytest.raises(InputError, match=said):
        same.rates(COUNTS, **chosen)


def test_a_target_by_itself_and_too_many_groups_are_said(monkeypatch):
    with pytest.raises(InputError, match="nothing to compare it with"):
        same.rates(counted(DOCUMENTS.assign(source_type="x")), target="x")
    monkeypatch.setattr("analysis.measures.comparison.rate_differences.MOST_ROWS", 500)
    with pytest.raises(InputError, match=r"24 groups make 276 pairs and [\d,]+ rows, more than 500"):
        same.rates(COUNTS, by="doc_id")
    with pytest.raises(InputError, match="no text has a word in part caption"):
        same.rates(counted(DOCUMENTS, part="caption"))
