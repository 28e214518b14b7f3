"""Passives and nouns for acts by group: counted by hand, and never more than what they are counted among."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.comparison.rate_counts import RateCounts, count_rates, rate_base
from analysis.measures.framing.agency.agency import agency
from analysis.measures.framing.agency.agency_rates import agency_rates, count_agency
from analysis.schema import COLUMNS, InputError
from tests.measures.framing.test_frames import segments_of

WORDS = "guards beat men were was killed by the attack arrived said not . ,".split()
ACTIVE, PASSIVE = "The guards killed two men. ", "Two men were killed by the guards. "
OPEN, NOUN, REDUCED = "Two men were killed. ", "The massacre was on Monday. ", "The men killed by guards were old. "


def counts_of(part: str = "body", **texts: list[tuple[str, str, str]]) -> RateCounts:
    segments = segments_of(**texts)
    documents = pd.DataFrame({"doc_id": list(texts), "text": "", "source_type": [name[0] for name in texts]})
    return count_agency(segments, documents, agency(segments), part=part)


def rows_of(table: pd.DataFrame, voice: str = "all", verb_class: str = "harm") -> dict[str, list[int]]:
    rows = table[(table["voice"] == voice) & (table["verb_class"] == verb_class) & (table["compared_with"] == "")]
    return dict(zip(rows["measure"], rows[["n", "total"]].values.tolist(), strict=True))


def test_each_form_is_counted_among_what_it_could_have_been():
    text = [("body", "author", ACTIVE + PASSIVE + OPEN + NOUN + REDUCED)]
    assert rows_of(agency_rates(counts_of(a=text))) == {
        "verb groups": [3, 28],
        "passives": [2, 3],
        "passives without an agent": [1, 2],
        "acts": [5, 28],
        "acts told by a noun": [1, 5],
        "acts in forms that need no agent": [2, 5],
        "nouns for acts": [1, 28],
    }


def test_verbs_without_a_passive_and_of_no_class_are_told_apart():
    table = agency_rates(counts_of(a=[("body", "author", "Two men arrived. The mayor painted a door.")]))
    assert rows_of(table, verb_class="movement")["verb groups"][0] == 0  # "arrive" has no passive
    assert rows_of(table, verb_class="all")["verb groups"][0] == 1
    assert rows_of(table, verb_class="harm")["passives"] == [0, 0] and table["rate"].isna().any()


def test_actors_are_counted_where_a_verb_has_them_as_agent_or_patient():
    segments = segments_of(a=[("body", "author", ACTIVE + PASSIVE + OPEN + "The guards’ massacre was long. ")])
    places = [(found.start(), found.end()) for found in re.finditer("guards", segments["text"][0])]
    names = pd.DataFrame([("a", *place, "the guard", "own") for place in places])
    names.columns = ["doc_id", "start", "end", "actor", "label_kind"]
    documents = pd.DataFrame({"doc_id": ["a"], "text": "", "source_type": "a"})
    table = agency_rates(count_agency(segments, documents, agency(segments, names)))
    rows = table[(table["actor"] == "the guard") & (table["voice"] == "all")]
    assert rows[["measure", "verb_class", "n", "total"]].values.tolist() == [
        ["actor as agent", "all", 2, 21],  # a noun's agent is not counted
        ["actor as agent", "harm", 2, 21],
    ]
    assert (table.loc[~table["measure"].str.startswith("actor"), "actor"] == "").all()


def test_voices_and_parts_are_kept_apart():
    texts = {"a": [("headline", "author", OPEN), ("body", "author", ACTIVE), ("body", "direct", OPEN)]}
    assert rows_of(agency_rates(counts_of(**texts)), "direct")["passives"] == [1, 1]
    assert rows_of(agency_rates(counts_of(**texts)), "author")["passives"] == [0, 1]
    assert rows_of(agency_rates(counts_of(part="headline", **texts)))["passives"] == [1, 1]


def groups() -> dict[str, list[tuple[str, str, str]]]:
    texts = {f"a{i}": [("body", "author", ACTIVE * 4 + OPEN * (i % 3))] for i in range(8)}
    return texts | {f"b{i}": [("body", "author", ACTIVE * (i % 3) + OPEN * 4)] for i in range(8)}


def test_groups_are_compared_over_their_texts():
    table = agency_rates(counts_of(**groups()))
    assert list(table.columns) == list(COLUMNS["agency_rates"])
    rows = table[(table["measure"] == "passives") & (table["verb_class"] == "harm") & (table["voice"] == "all")]
    assert rows[["group", "n", "total", "docs", "n_docs"]].values.tolist()[:2] == [
        ["a", 7, 39, 5, 8],
        ["b", 32, 39, 8, 8],
    ]
    low, high = rows.iloc[0][["rate_low", "rate_high"]]
    assert 0 < low < 7 / 39 < high < 1
    tested = rows[rows["compared_with"] == "b"].iloc[0]
    assert tested["difference"] == pytest.approx(-25 / 39) and tested["p"] < 0.05 and tested["n_docs_other"] == 8


def test_single_texts_are_not_compared_with_each_other():
    table = agency_rates(counts_of(**groups()), by="doc_id")
    assert table["group"].nunique() == 16 and not table["compared_with"].any()
    assert table["n_other"].dtype == "Int64" and table["n_other"].isna().all()


def test_units_of_a_cluster_are_counted_once():
    counts = counts_of(**groups())
    counts.documents["outlet"] = [name[0] + str(int(name[1:]) // 2) for name in counts.documents["doc_id"]]
    table = agency_rates(counts, cluster="outlet")
    rows = table[(table["measure"] == "passives") & (table["verb_class"] == "harm") & (table["voice"] == "all")]
    assert rows[["n", "total", "n_docs", "n_units"]].values.tolist()[0] == [7, 39, 8, 4]
    assert rows["p"].isna().all()  # four units are too few


def test_texts_without_an_act_have_rates_of_nothing():
    table = agency_rates(counts_of(a=[("body", "author", "Fire.")]))
    assert not table["n"].any() and len(table)


def test_too_few_texts_have_no_interval_and_no_p():
    texts = {name: pieces for name, pieces in groups().items() if name[1:] in "012"}
    table = agency_rates(counts_of(**texts))
    assert table[["rate_low", "p", "q"]].isna().all().all() and table["rate"].notna().any()


def test_blocks_of_texts_together_are_the_same_as_all_at_once():
    texts = groups()
    some, rest = dict(list(texts.items())[:5]), dict(list(texts.items())[5:])
    merged = RateCounts.merge([counts_of(**some), counts_of(**rest)])
    pd.testing.assert_frame_equal(agency_rates(merged), agency_rates(counts_of(**texts)))


def test_other_counts_are_refused():
    segments = segments_of(a=[("body", "author", ACTIVE)])
    documents = pd.DataFrame({"doc_id": ["a"], "text": "", "source_type": "a"})
    nothing = {
        name: pd.DataFrame(columns=list(COLUMNS[name])).astype({"doc_id": str}) for name in ("markers", "sources")
    }
    with pytest.raises(InputError, match="make them with count_agency"):
        agency_rates(count_rates(segments, documents, nothing["markers"].astype({"loaded": bool}), nothing["sources"]))


@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_no_count_is_larger_than_what_it_is_counted_among(words):
    counts = counts_of(a=[("body", "author", " ".join(words))], b=[("body", "direct", OPEN)])
    n = counts.n.toarray()
    place = {item: column for column, item in enumerate(counts.items)}
    for item, column in place.items():
        base = rate_base(item)
        if base in place:
            assert (n[:, column] <= n[:, place[base]]).all()
    voices = [
        n[:, [place[item._replace(voice=voice)] for item in place if item.voice == "all"]]
        for voice in ("all", "author", "direct", "indirect")
    ]
    assert np.array_equal(voices[0], sum(voices[1:]))
