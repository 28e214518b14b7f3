"""Names against annotation: counts worked by hand, columns and JSON read, what is wrong named by its line."""

from __future__ import annotations

import itertools
import json

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.evaluation.name_agreement import mention_errors, validate_mentions
from analysis.schema import InputError
from analysis.texts.readers.annotations import read_gold
from analysis.texts.readers.name_gold import detokenised
from tests.measures.evaluation.gold import call

COLUMNS = """-DOCSTART- O

Ann B-PER
Lee I-PER
met O
Elm B-ORG
Ltd I-ORG
Oak I-LOC
. O

She O
( O
Danish B-MISC
) O
left O
May B-DATE
. O

-DOCSTART- O

Bo S-person
"""


def found(*rows):
    return pd.DataFrame(rows, columns=["doc_id", "start", "end", "kind"])


@pytest.fixture
def columns(tmp_path):
    file = tmp_path / "toy.conll"
    file.write_text(COLUMNS, encoding="utf-8")
    return file


def test_columns_become_texts_with_names(columns):
    documents, gold = read_gold(columns, "mentions")
    assert documents["text"].tolist() == ["Ann Lee met Elm Ltd Oak.\n\nShe (Danish) left May.", "Bo"]
    texts = documents.set_index("doc_id")["text"]
    said = [(texts[row.doc_id][row.start : row.end], row.kind) for row in gold.itertuples()]
    assert said == [
        ("Ann Lee", "person"),
        ("Elm Ltd", "body"),
        ("Oak", "place"),
        ("Danish", "misc"),
        ("May", "date"),
        ("Bo", "person"),
    ]


@pytest.mark.parametrize(
    "content",
    [
        "Ann NNP B-NP I-PER\nLee NNP I-NP I-PER\nleft VBD O O\nElm NNP O I-LOC\n",
        "# sent_id = 1\n1\tAnn\tB-PER\t-\t-\n2\tLee\tI-PER\t-\t-\n3\tleft\tO\t-\t-\n4\tElm\tB-LOC\t-\t-\n",
        "Ann\tperson-actor\nLee\tperson-actor\nleft\tO\nElm\tlocation-park\n",
        "Ann PER\nLee PER\nleft O\nElm building\n",
    ],
)
def test_columns_are_read_as_people_write_them(tmp_path, content):
    file = tmp_path / "toy.conll"
    file.write_text(content, encoding="utf-8")
    documents, gold = read_gold(file, "mentions")
    assert documents["text"].tolist() == ["Ann Lee left Elm"]
    assert gold[["kind", "start", "end"]].values.tolist() == [["person", 0, 7], ["place", 13, 16]]


def test_without_the_sign_of_a_text_each_sentence_is_one(tmp_path):
    file = tmp_path / "toy.txt"
    file.write_text("\nBo B-PER\n\n\nElm B-LOC\n", encoding="utf-8")
    assert read_gold(file, "mentions")[0]["text"].tolist() == ["Bo", "Elm"]


def test_figures_are_of_exact_spans_and_kinds(columns):
    documents, gold = read_gold(columns, "mentions")
    suite = found(
        ("toy-1", 0, 7, "person"),  # right
        ("toy-1", 12, 19, "person"),  # Elm Ltd, which is a body
        ("toy-1", 31, 37, "people"),  # Danish, whose kind the set does not tell
        ("toy-1", 8, 11, "quantity"),  # no name
        ("toy-2", 0, 1, "person"),  # ends too early
    )
    figures = validate_mentions(documents, gold, suite).query("group == 'all'").set_index("measure")
    counts = {name: (row.hits, row.of) for name, row in figures.iterrows()}
    assert counts["name_precision"] == (3, 4) and counts["name_recall"] == (3, 5) and counts["name_f1"] == (6, 9)
    assert counts["three_precision"] == (2, 3) and counts["three_recall"] == (2, 4)
    assert counts["typed_precision"] == (1, 3) and counts["typed_recall"] == (1, 4)
    assert counts["person_f1"] == (2, 5) and counts["body_recall"] == (0, 1) and counts["place_recall"] == (0, 1)
    assert counts["told_apart"] == (1, 2) and "people_f1" not in counts
    # Ann Lee | Elm Ltd Oak | She | Danish | May | Bo: a run is what is between small words and signs
    assert counts["capitals_precision"] == (3, 6) and counts["capitals_recall"] == (3, 5)
    assert (figures["n"] == 2).all()


def test_errors_say_what_differs(columns):
    documents, gold = read_gold(columns, "mentions")
    suite = found(("toy-1", 12, 19, "person"), ("toy-1", 26, 29, "place"), ("toy-2", 0, 1, "person"))
    errors = mention_errors(documents, gold, suite)
    assert errors[["kind", "match", "gold", "suite"]].values.tolist() == [
        ["invented_name", "She", "", "place"],
        ["missed_name", "Ann Lee", "person", ""],
        ["missed_name", "Oak", "place", ""],
        ["missed_name", "Danish", "misc", ""],
        ["missed_name", "Bo", "person", ""],
        ["other_extent", "B", "", "person"],
        ["other_kind", "Elm Ltd", "body", "person"],
    ]
    assert errors["sentence"].tolist()[0] == "She (Danish) left May."


def test_amounts_and_dates_are_found_where_they_touch_a_marked_one():
    documents = pd.DataFrame({"doc_id": ["a", "b"], "text": ["x" * 40, "y" * 40]})
    rows = [("a", "quantity", 0, 3), ("a", "quantity", 9, 12), ("b", "date", 5, 9), ("a", "person", 20, 22)]
    gold = pd.DataFrame([(doc, k, *rest, "", "") for k, (doc, *rest) in enumerate(rows)])
    gold.columns = ["doc_id", "annotation", "kind", "start", "end", "speaker", "cue"]
    suite = found(("a", 2, 9, "quantity"), ("b", 0, 9, "quantity"), ("b", 9, 12, "date"), ("b", 4, 6, "date"))
    figures = validate_mentions(documents, gold, suite).query("group == 'all'").set_index("measure")
    counts = {name: (row.hits, row.of) for name, row in figures.iterrows()}
    assert counts["quantity_precision"] == (1, 2) and counts["quantity_recall"] == (1, 2)
    assert counts["date_precision"] == (1, 2) and counts["date_recall"] == (1, 1)
    assert counts["name_precision"] == (0, 0) and counts["name_recall"] == (0, 1)
    assert mention_errors(documents, gold, suite)["kind"].tolist() == ["missed_name"]


def test_peoples_have_a_figure_where_people_marked_them():
    documents = pd.DataFrame({"doc_id": ["a"], "text": ["Danish"]})
    gold = pd.DataFrame([("a", 0, "people", 0, 6, "", "")])
    gold.columns = ["doc_id", "annotation", "kind", "start", "end", "speaker", "cue"]
    figures = validate_mentions(documents, gold, found(("a", 0, 6, "people"))).set_index("measure")
    assert figures.loc["people_f1", "value"] == 1 and pd.isna(figures.loc["told_apart", "value"])


def test_names_in_json_lines_are_measured_by_the_command(tmp_path):
    gold, out, errors = tmp_path / "gold.jsonl", tmp_path / "figures.csv", tmp_path / "errors.csv"
    row = {"id": "a", "text": "Mayor Ann Lee left.", "mentions": [{"start": 6, "end": 13, "kind": "PER"}]}
    gold.write_text(json.dumps(row), encoding="utf-8")
    result = call("validate", "mentions", "--gold", gold, "-o", out, "--errors", errors)
    assert result.exit_code == 0, result.output
    assert "mentions,name_f1,all,all,1," in out.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.conll", "Ann\n", "line 1: has no tag"),
        ("a.conll", "\n\n", "holds no word"),
        ("a.conll", "Ann B-ODD\n", "line 1: the kind 'ODD' is not known"),
        ("a.conll", "Ann Q-PER\n", "line 1: the tag 'Q-PER' is not known"),
        ("a.jsonl", '{"id": "a", "text": "b", "mentions": [3]}', "is no object"),
        ("a.jsonl", '{"id": "a", "text": "b", "mentions": [{"start": 0, "end": 9, "kind": "per"}]}', "is not in the"),
        ("a.jsonl", '{"id": "a", "text": "b"}', "field mentions: there is no such field"),
    ],
)
def test_what_cannot_be_read_is_named(tmp_path, name, content, said):
    file = tmp_path / name
    file.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_gold(file, "mentions")


@given(st.lists(st.text('ab.,()"$/', min_size=1, max_size=4), max_size=12))
def test_each_word_is_where_it_is_said_to_be(tokens):
    text, spans = detokenised(tokens)
    assert [text[start:end] for start, end in spans] == tokens
    assert all(a <= b for (_, a), (b, _) in itertools.pairwise(spans))
