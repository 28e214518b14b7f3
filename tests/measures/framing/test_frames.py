"""Frames: where their entries occur, which frames a text has, and rates by group; worked by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.comparison.rate_counts import RateCounts, count_rates
from analysis.measures.framing.frame_presence import OF_USUAL, SHORT, frame_presence
from analysis.measures.framing.frame_rates import count_frames, count_predicted_frames, frame_rates
from analysis.measures.framing.frames import frames
from analysis.measures.framing.group_frames import frames_by_group
from analysis.schema import COLUMNS, InputError

ENTRIES = pd.DataFrame(
    [
        ("cost*", "money", "one", 10.0, ""),
        ("human cost", "people", "one", 10.0, ""),
        ("bank", "money", "one", 10.0, "not preceded by: river"),
        ("cost*", "price", "two", 10.0, ""),
    ],
    columns=["entry", "frame", "scheme", "usual", "context"],
)
WORDS = ["cost", "costs", "bank", "river", "human", "the", "not", "tree", "."]


def segments_of(**texts: list[tuple[str, str, str]]) -> pd.DataFrame:
    rows = []
    for doc_id, pieces in texts.items():
        start = 0
        for part, voice, text in pieces:
            rows.append((doc_id, start, start + len(text), part, voice, "", "", text))
            start += len(text)
    return pd.DataFrame(rows, columns=list(COLUMNS["segments"]))


def one_text(text: str, part: str = "body") -> pd.DataFrame:
    return segments_of(d=[(part, "author", text)])


def test_the_longest_entry_wins_in_each_scheme_and_contexts_count():
    table = frames(one_text("The human cost. A river bank, a bank, not a cost."), ENTRIES)
    assert list(table.columns) == list(COLUMNS["frames"])
    assert table[["match", "frame", "scheme", "negated", "start"]].values.tolist() == [
        ["human cost", "people", "one", False, 4],
        ["cost", "price", "two", False, 10],
        ["bank", "money", "one", False, 32],
        ["cost", "money", "one", True, 44],
        ["cost", "price", "two", True, 44],
    ]


def test_entries_inside_a_name_are_left_out():
    segments = one_text("Cost Bank")
    names = pd.DataFrame([("d", 0, 9, "own")], columns=["doc_id", "start", "end", "label_kind"])
    assert frames(segments, ENTRIES, names).empty
    assert len(frames(segments, ENTRIES)) == 3


def test_no_text_and_no_entry_give_no_rows():
    for table in (frames(one_text(""), ENTRIES), frames(one_text("A cost."), ENTRIES[:0])):
        assert list(table.columns) == list(COLUMNS["frames"]) and table.empty


@given(st.lists(st.sampled_from(WORDS), max_size=30))
def test_every_row_is_a_span_of_the_text_and_no_two_of_a_scheme_overlap(words):
    text = " ".join(words)
    table = frames(one_text(text), ENTRIES)
    assert [text[a:b] for a, b in zip(table["start"], table["end"], strict=True)] == table["match"].tolist()
    for _, rows in table.groupby("scheme"):
        assert (rows["start"].to_numpy()[1:] >= rows["end"].to_numpy()[:-1]).all()


def present(text: str, part: str = "body") -> dict[str, bool]:
    segments = one_text(text, part)
    table = frame_presence(frames(segments, ENTRIES), segments, ENTRIES)
    return dict(zip(table["frame"], table["present"], strict=True))


def test_one_entry_is_enough_in_a_short_text_alone():
    tree = " tree" * (SHORT - 1)
    assert present("Costs" + tree[:-5]) == {"money": True, "people": False, "price": True}
    assert present("Costs" + tree) == {"money": False, "people": False, "price": False}
    assert present("Costs bank" + tree)["money"]
    assert not present("Costs costs" + tree)["money"]  # one entry over and over


def test_a_text_has_a_frame_from_a_share_of_the_usual_level_up():
    least = 2 / (OF_USUAL * 10 / 1000)  # words in which two entries are just dense enough
    enough, too_many = int(least), int(least) + 1
    assert present("Costs bank" + " tree" * (enough - 2))["money"]
    assert not present("Costs bank" + " tree" * (too_many - 2))["money"]


def test_headline_and_body_count_and_nothing_else():
    assert present("Costs", "headline")["money"]
    assert not present("Costs", "caption")["money"]
    table = frame_presence(frames(one_text(""), ENTRIES), one_text(""), ENTRIES)
    assert table["words"].tolist() == [0, 0, 0] and table["per_1000"].isna().all() and not table["present"].any()


def corpus() -> tuple[pd.DataFrame, pd.DataFrame]:
    tree = "A tree. "
    texts = {f"a{i}": [("body", "author", tree), ("body", "direct", "“The cost.”")] for i in range(6)}
    texts |= {f"b{i}": [("body", "author", tree + ("A bank." if i == 0 else "A tree."))] for i in range(6)}
    documents = pd.DataFrame({"doc_id": list(texts), "text": "", "source_type": ["a"] * 6 + ["b"] * 6})
    return segments_of(**texts), documents


def test_rates_by_group_voice_and_text():
    segments, documents = corpus()
    found = frames(segments, ENTRIES)
    table = frame_rates(count_frames(segments, documents, found, ENTRIES))
    assert list(table.columns) == list(COLUMNS["frame_rates"])
    money = table[(table["scheme"] == "one") & (table["frame"] == "money") & (table["compared_with"] == "")]
    rows = money.set_index(["measure", "voice", "group"])
    entries, texts = "entries of a frame", "texts with a frame"
    assert rows.loc[(entries, "direct", "a"), ["n", "total", "rate"]].tolist() == [6, 12, 500.0]
    assert rows.loc[(entries, "author", "a"), ["n", "total"]].tolist() == [0, 12]
    assert rows.loc[(entries, "all", "b"), ["n", "total"]].tolist() == [1, 24]
    assert rows.loc[(texts, "all", "a"), ["n", "total", "rate"]].tolist() == [6, 6, 1.0]
    assert rows.loc[(texts, "all", "b"), ["n", "total"]].tolist() == [1, 6]
    low, high = rows.loc[(texts, "all", "b"), ["rate_low", "rate_high"]]
    assert 0 < low < 1 / 6 < high < 1
    tested = table[(table["measure"] == texts) & (table["frame"] == "money") & (table["compared_with"] == "b")]
    assert tested["difference"].round(3).tolist() == [0.833] and (tested["p"] < 0.05).all()


def test_too_few_texts_have_no_interval_and_no_p():
    segments, documents = corpus()
    some = documents[documents["doc_id"].isin(["a0", "a1", "b0", "b1"])].reset_index(drop=True)
    segments = segments[segments["doc_id"].isin(some["doc_id"])].reset_index(drop=True)
    table = frame_rates(count_frames(segments, some, frames(segments, ENTRIES), ENTRIES))
    assert table[["rate_low", "p", "q"]].isna().all().all() and table["rate"].notna().any()


def test_blocks_of_texts_together_are_the_same_as_all_at_once():
    segments, documents = corpus()
    whole = count_frames(segments, documents, frames(segments, ENTRIES), ENTRIES)
    blocks = []
    for ids in (documents["doc_id"][:5], documents["doc_id"][5:]):
        some = segments[segments["doc_id"].isin(ids)].reset_index(drop=True)
        of = documents[documents["doc_id"].isin(ids)].reset_index(drop=True)
        blocks.append(count_frames(some, of, frames(some, ENTRIES), ENTRIES))
    pd.testing.assert_frame_equal(frame_rates(RateCounts.merge(blocks)), frame_rates(whole))


def test_other_counts_are_refused():
    segments, documents = corpus()
    nothing = pd.DataFrame(columns=list(COLUMNS["markers"])).astype({"loaded": bool})
    other = count_rates(segments, documents, nothing, pd.DataFrame(columns=list(COLUMNS["sources"])))
    with pytest.raises(InputError, match="no counts of frames"):
        frame_rates(other)


def test_texts_that_a_model_reads_nothing_of_are_not_counted():
    segments = segments_of(
        a=[("byline", "author", "Ann Lee")], b=[("caption", "author", "A tree.")], c=[("body", "direct", "“Rye.”")]
    )
    documents = pd.DataFrame({"doc_id": ["a", "b", "c"], "text": "", "source_type": "one"})
    predictions = pd.DataFrame(
        [("b", "x", True), ("b", "y", False), ("c", "x", True), ("a", "x", False)], columns=["doc_id", "label", "given"]
    )
    table = frame_rates(count_predicted_frames(segments, documents, predictions))
    assert table[["frame", "n", "total"]].values.tolist() == [["x", 2, 2], ["y", 0, 2]]
    assert table["rate"].tolist() == [1, 0]


def test_each_frame_of_a_group_is_on_one_row_with_the_author_s_part_of_it():
    segments, documents = corpus()
    table = frames_by_group(count_frames(segments, documents, frames(segments, ENTRIES), ENTRIES), ENTRIES)
    assert len(table) == 3 * 2 and table["usual"].eq(10).all()
    row = table.set_index(["scheme", "frame", "group"]).loc[("one", "money", "a")]
    assert row[["n", "words", "per_1000", "n_own", "words_own", "per_1000_own"]].tolist() == [6, 24, 250, 0, 12, 0]
    assert row[["docs", "n_docs"]].tolist() == [6, 6]
    few = documents[documents["doc_id"].isin(["a0", "b0"])].reset_index(drop=True)
    some = segments[segments["doc_id"].isin(few["doc_id"])].reset_index(drop=True)
    table = frames_by_group(count_frames(some, few, frames(some, ENTRIES), ENTRIES), ENTRIES)
    assert table["per_1000_low"].isna().all() and table["per_1000"].notna().all()
