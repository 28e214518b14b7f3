"""What texts mention and what they do not, worked out by hand on small texts."""

from __future__ import annotations

import math

import pandas as pd
import pytest

import analysis as same
from analysis.schema import COLUMNS, InputError
from tests.toys import toy

ACTORS = pd.DataFrame(
    {"actor": ["Harbour Board"] * 2, "label": ["Harbour Board", "HB"], "label_kind": ["official"] * 2}
)


def mentioned(texts, **options):
    segments, documents = toy(texts, **options)
    return same.mentions(segments, ACTORS), documents


def test_a_mention_has_its_place_among_the_words_of_the_text():
    segments, _ = toy(
        {
            "a": [
                ("furniture", "author", "Home of 9 boats.\n"),
                ("headline", "author", "Ten boats sank\n"),
                ("body", "author", "The HB " + "saw it " * 47 + "in 1997."),
            ]
        }
    )
    found = same.mentions(segments, ACTORS)
    assert found[["kind", "name", "section"]].values.tolist() == [
        ["quantity", "boat: 9", ""],
        ["quantity", "boat: 10", "headline"],
        ["body", "Harbour Board", "lead"],
        ["date", "1997", "last third"],
    ]
    assert math.isnan(found["position"].iloc[0])
    assert found["position"].tolist()[1:] == [0, 4 / 101, 100 / 101]


def test_an_event_is_joined_by_the_name_in_its_phrase():
    found, _ = mentioned({"a": "The attack on the HB came after an attack."})
    events = found[found["kind"] == "event"]
    assert events["name"].tolist() == ["attack: Harbour Board", "attack"]


def test_a_thing_has_a_row_for_each_text_beside_enough_others():
    found, documents = mentioned(
        {"a": "The HB had 12 boats.", "b": "It had 12 boats. The Harbour Board left.", "c": "Rain."}
    )
    table = same.omissions(found, documents)
    assert list(table.columns) == list(COLUMNS["omissions"])
    assert table[["name", "group", "docs", "docs_other", "share_other"]].values.tolist() == [
        ["Harbour Board", "c", 0, 2, 1.0],  # after 1/5 and 5/8 of the words, the boats after 3/5 and 2/8
        ["boat: 12", "c", 0, 2, 1.0],
    ]
    one = same.omissions(found, documents, least=1, kinds=["quantity"])
    assert one[["group", "docs", "n", "doc_id"]].values.tolist() == [
        ["a", 1, 1, "a"],
        ["b", 1, 1, "b"],
        ["c", 0, 0, ""],
    ]
    assert one["start"].isna().tolist() == [False, False, True]
    assert one["start"].iloc[0] == 11


def test_a_group_of_five_texts_has_an_interval_and_one_of_four_has_none():
    texts = {f"x{k}": "It had 12 boats." if k < 3 else "Rain." for k in range(5)} | {
        f"y{k}": "12 boats." for k in range(4)
    }
    found, documents = mentioned(texts, groups={name: name[0] for name in texts})
    table = same.omissions(found, documents, by="source_type").set_index("group")
    assert table.loc["x", ["docs", "n_docs", "share"]].tolist() == [3, 5, 0.6]
    low, high = table.loc["x", ["share_low", "share_high"]]
    assert (round(low, 4), round(high, 4)) == (0.1466, 0.9473)  # Clopper and Pearson, 3 of 5
    assert table.loc["y", ["share_low", "share_high"]].isna().all()


def test_none_of_something_counts_only_where_a_text_counts_it():
    found, documents = mentioned({"a": "There is no fog. There are no boats.", "b": "It had 12 boats.", "c": "Rain."})
    told = set(same.omissions(found, documents, least=1)["name"])
    assert told == {"boat: 0", "boat: 12"}


def test_wrong_kinds_and_numbers_are_refused():
    found, documents = mentioned({"a": "12 boats."})
    with pytest.raises(InputError, match="there is no kind 'ship'"):
        same.omissions(found, documents, kinds=["ship"])
    with pytest.raises(InputError, match="least is 0"):
        same.omissions(found, documents, least=0)


DENIED = {
    "a": [
        (
            "body",
            "author",
            "Some 40 armed harbour guards came, a witness said.\n\nA port spokesman dismissed the reports. ",
        ),
        ("body", "direct", "“There is nobody with the armed harbour patrol here,”", "the spokesman"),
        ("body", "author", " he said."),
    ],
    "b": "Three guards came.",
}


def test_a_denial_goes_with_the_number_whose_words_it_repeats():
    found, documents = mentioned(DENIED)
    denial = found[found["kind"] == "denial"].iloc[0]
    assert denial[["match", "name", "speaker", "voice", "value"]].tolist() == [
        "dismissed", "guard: 40, denied", "A port spokesman", "author", 0.0,
    ]  # fmt: skip
    table = same.numbers_told(found)
    assert table[["how", "doc_id_a", "match_a", "doc_id_b", "match_b"]].values.tolist() == [
        ["denied", "a", "Some 40 armed harbour guards", "a", "dismissed"],
        ["other number", "a", "Some 40 armed harbour guards", "b", "Three guards"],
    ]
    left = same.omissions(found, documents, kinds=["denial"], least=1)
    assert left[["group", "docs"]].values.tolist() == [["b", 0]]


@pytest.mark.parametrize(
    "text",
    [
        "Some 40 armed harbour guards came. The board rejected the bill on armed harbour patrols.",
        "Some 40 armed harbour guards came. The board dismissed the reports on the weather.",
        "The board denied that armed harbour guards came.",
    ],
)
def test_what_denies_something_else_is_no_denial_of_a_number(text):
    found, _ = mentioned({"a": text})
    assert not (found["kind"] == "denial").any()


def test_numbers_of_one_text_alone_are_not_set_side_by_side():
    found, _ = mentioned({"a": "Ten boats came. Two boats sank.", "b": "Ten boats came."})
    assert same.numbers_told(found)[["match_a", "match_b"]].values.tolist() == [["Ten boats", "Two boats"]]
    alone, _ = mentioned({"a": "Ten boats came. Two boats sank.", "b": "Rain."})
    assert not len(same.numbers_told(alone))


def test_blocks_give_the_table_of_all_texts():
    from analysis.measures.framing.mentions.omissions import first_mentions

    found, documents = mentioned(DENIED | {"c": "The HB had 12 boats.", "d": "12 boats."})
    blocks = [first_mentions(found[found["doc_id"] == name]) for name in documents["doc_id"]]
    together = same.omissions(pd.concat(blocks, ignore_index=True), documents, least=1)
    pd.testing.assert_frame_equal(together, same.omissions(found, documents, least=1))


def test_texts_that_mention_nothing_give_empty_tables():
    found, documents = mentioned({"a": "Rain.", "b": "–"})
    assert not len(found) and list(found.columns) == list(COLUMNS["mentions"])
    assert not len(same.omissions(found, documents))
    assert list(same.numbers_told(found).columns) == list(COLUMNS["numbers_told"])


def named(*rows):
    """Return table `mentions` of names: text, kind and name."""
    found, documents = mentioned(dict.fromkeys((row[0] for row in rows), "The HB left."))
    one = found[found["kind"] == "body"].iloc[[0]]
    return pd.concat([one.assign(doc_id=a, kind=kind, name=name, actor="") for a, kind, name in rows]), documents


def test_a_name_of_two_kinds_is_one_thing_of_the_kind_that_most_mentions_have():
    found, documents = named(("a", "body", "Elm"), ("b", "place", "Elm"), ("c", "place", "Elm"), ("d", "date", "Elm"))
    table = same.omissions(found, documents, least=1)
    assert table[table["kind"] != "date"][["kind", "name", "docs", "docs_other"]].drop_duplicates().values.tolist() == [
        ["place", "Elm", 1, 2],
        ["place", "Elm", 0, 3],
    ]
    assert set(table["kind"]) == {"place", "date"}
    assert same.omissions(found, documents, kinds=["body"], least=1).empty
    matrix = same.mention_matrix(found, documents)
    assert matrix[matrix["kind"] == "place"]["docs"].tolist() == [1, 1, 1, 0] and "body" not in set(matrix["kind"])


def test_of_two_kinds_with_as_many_mentions_the_first_in_the_list_is_taken():
    for order in ((0, 1), (1, 0)):
        found, documents = named(*(((("a", "place", "Elm"), ("b", "body", "Elm")))[k] for k in order))
        assert set(same.omissions(found, documents, least=1)["kind"]) == {"body"}


def test_both_kinds_in_one_text_are_one_first_mention():
    found, documents = named(("a", "place", "Elm"), ("a", "body", "Elm"), ("a", "place", "Elm"))
    found = found.assign(start=[9, 2, 20], end=[12, 5, 23], voice=["author", "direct", "author"])
    documents = pd.concat([documents, documents.assign(doc_id="b")])
    (row,) = same.omissions(found, documents, least=1).to_dict("records")
    assert (row["group"], row["kind"], row["docs_other"]) == ("b", "place", 1)
    (row,) = same.mention_matrix(found, documents).query("group == 'a'").to_dict("records")
    assert (row["n"], row["start"], row["voices"]) == (3, 2, "direct, author")
