"""Texts with several labels: what is read of them, and what is refused with its row and column."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.schema import InputError
from analysis.texts.readers.frame_labels import MOST_LABELS, holds_label_lists, read_frame_labels
from tests.measures.classifier.test_training import write


def test_lists_of_names_in_json(tmp_path):
    rows = [
        {"doc_id": "a", "text": "One.", "labels": ["harvest", "money"], "title": "First"},
        {"id": 7, "text": "Two.", "labels": []},
        {"doc_id": "c", "text": "Three.", "labels": None},
        {"doc_id": "d", "text": "Four.", "labels": "money | storm; big  harvest"},
    ]
    documents, labels = read_frame_labels(write(tmp_path / "l.jsonl", rows))
    assert documents.values.tolist() == [
        ["a", "One.", "First"],
        ["7", "Two.", ""],
        ["c", "Three.", ""],
        ["d", "Four.", ""],
    ]
    assert labels.columns.tolist() == ["big harvest", "harvest", "money", "storm"]
    assert labels.astype(int).values.tolist() == [[0, 1, 1, 0], [0, 0, 0, 0], [0, 0, 0, 0], [1, 0, 1, 1]]


def test_csv_and_parquet(tmp_path):
    file = tmp_path / "l.csv"
    file.write_text('id,text,labels,story\na,One,money|storm,x\nb,Two,,x\nc,Three,"[""storm""]",y\n', encoding="utf-8")
    documents, labels = read_frame_labels(file, cluster="story")
    assert documents["cluster"].tolist() == ["x", "x", "y"]
    assert labels.to_dict("list") == {"money": [True, False, False], "storm": [True, False, True]}
    table = pd.DataFrame({"doc_id": ["a", "b"], "text": ["One", "Two"], "storm": [True, False], "money": [0, 1]})
    table.to_parquet(tmp_path / "l.parquet")
    _, labels = read_frame_labels(tmp_path / "l.parquet", columns=["storm", "money"])
    assert labels.to_dict("list") == {"storm": [True, False], "money": [False, True]}


def test_which_files_hold_lists_of_labels(tmp_path):
    base = {"doc_id": "a", "text": "One."}
    for row, several in (
        ({"labels": []}, True),
        ({"label": 1}, False),
        ({"label": 1, "labels": []}, False),
        ({}, False),
    ):
        assert holds_label_lists(write(tmp_path / "l.jsonl", [base | row])) == several


@pytest.mark.parametrize(
    ("row", "options", "message"),
    [
        ({"text": "x", "labels": []}, {}, "line 2, column doc_id: is missing or empty"),
        ({"id": "a", "text": "x", "labels": []}, {}, "line 2, column doc_id: 'a' occurs in line 1 too"),
        ({"id": "b", "text": " ", "labels": []}, {}, "line 2, column text: is missing or no text"),
        ({"id": "b", "text": "x", "title": 3, "labels": []}, {}, "line 2, column title: is missing or no text"),
        ({"id": "b", "text": "x"}, {}, "line 2, column labels: there is none among id, text"),
        ({"id": "b", "text": "x", "labels": 3}, {}, "line 2, column labels: 3 is no list of names"),
        ({"id": "b", "text": "x", "labels": {"m": 1}}, {}, "column labels: {'m': 1} is no list of names"),
        ({"id": "b", "text": "x", "labels": "[m"}, {}, "line 2, column labels: not JSON"),
        ({"id": "b", "text": "x", "labels": ["m", " "]}, {}, "column labels: ' ' is no name of a label"),
        ({"id": "b", "text": "x", "labels": ["m", 1]}, {}, "column labels: 1 is no name of a label"),
        ({"id": "b", "text": "x", "labels": ["m" * 81]}, {}, "is no name of a label; write text of at most 80"),
        ({"id": "b", "text": "x", "labels": "m|m "}, {}, "line 2, column labels: 'm' comes twice"),
        ({"id": "b", "text": "x", "m": 2}, {"columns": ["m"]}, "line 2, column m: 2 is neither 0 nor 1"),
        ({"id": "b", "text": "x", "m": "yes"}, {"columns": ["m"]}, "line 2, column m: 'yes' is neither 0 nor 1"),
        ({"id": "b", "text": "x", "m": None}, {"columns": ["m"]}, "line 2, column m: None is neither 0 nor 1"),
        ({"id": "b", "text": "x"}, {"columns": ["m"]}, "line 2, column m: there is none among id, text"),
        ({"id": "b", "text": "x", "m": 1}, {"columns": ["m"], "cluster": "c"}, "line 2, column c: is missing or empty"),
    ],
)  # fmt: skip
def test_a_wrong_row_is_named(tmp_path, row, options, message):
    first = {"id": "a", "text": "x", "labels": ["m"], "m": "1", "c": "s"}
    with pytest.raises(InputError) as error:
        read_frame_labels(write(tmp_path / "l.jsonl", [first, row]), **options)
    assert message in str(error.value)


def test_no_label_and_too_many(tmp_path):
    file = write(tmp_path / "l.jsonl", [{"id": "a", "text": "x", "labels": []}])
    with pytest.raises(InputError, match="no text has a label"):
        read_frame_labels(file)
    rows = [{"id": i, "text": "x", "labels": [f"l{i}"]} for i in range(MOST_LABELS + 1)]
    with pytest.raises(InputError, match="101 labels, more than 100: l0, l1, l10 and 98 more"):
        read_frame_labels(write(file, rows))
