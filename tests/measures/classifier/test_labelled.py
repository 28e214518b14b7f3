"""Labelled sentences: what is read of them, and what is refused with its line."""

from __future__ import annotations

import pytest

from analysis.schema import InputError
from analysis.texts.readers.annotations import read_labelled
from tests.measures.classifier.test_training import write


def test_labelled_sentences_with_marked_words(tmp_path):
    rows = [
        {"id": 7, "text": "A blue, blue man", "label": "1", "biased_words": ["Blue"]},
        {"id": "b", "text": "A man", "label": 0, "spans": []},
        {"doc_id": "c", "text": "No man", "label": 1, "spans": [{"start": 0, "end": 2}], "biased_words": ["man"]},
    ]
    documents, spans = read_labelled(write(tmp_path / "l.jsonl", rows))
    assert documents.values.tolist() == [
        ["7", "A blue, blue man", "", 1],
        ["b", "A man", "", 0],
        ["c", "No man", "", 1],
    ]
    assert spans.values.tolist() == [["7", 2, 6], ["7", 8, 12], ["c", 0, 2]]


def test_a_csv_of_labels_alone(tmp_path):
    file = tmp_path / "l.csv"
    file.write_text('doc_id,text,label,spans\na,one two,1,"[[0, 3]]"\nb,three,0,\n', encoding="utf-8")
    assert read_labelled(file)[1].values.tolist() == [["a", 0, 3]]
    file.write_text("doc_id,text,label\na,one two,1\n", encoding="utf-8")
    assert read_labelled(file)[1] is None


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"text": "x", "label": 1}, "line 2, column doc_id: is missing or empty"),
        ({"id": "a", "text": "x", "label": 1}, "line 2, column doc_id: 'a' occurs in line 1 too"),
        ({"id": "b", "text": " ", "label": 1}, "line 2, column text: is missing or empty"),
        ({"id": "b", "text": "x", "label": 2}, "line 2, column label: 2 is neither 0 nor 1"),
        ({"id": "b", "text": "x", "label": True}, "column label: True is neither"),
        ({"id": "b", "text": "x"}, "column label: None is neither"),
        ({"id": "b", "text": "x", "label": 1, "spans": [[0, 2]]}, r"spans\[0\]: \[0, 2\] is not in the text of 1 "),
        ({"id": "b", "text": "x", "label": 1, "spans": "0-2"}, "column spans: not JSON"),
        ({"id": "b", "text": "x", "label": 1, "spans": "{}"}, "column spans: is not a list"),
        ({"id": "b", "text": "x", "label": 1, "biased_words": ["y"]}, "column biased_words: 'y' is not in the text"),
        ({"id": "b", "text": "x", "label": 1, "biased_words": ["*"]}, r"column biased_words: '\*' is not in the text"),
        ({"id": "b", "text": "x", "label": 1, "biased_words": [1]}, "column biased_words: 1 is not text"),
    ],
)  # fmt: skip
def test_a_wrong_row_is_named(tmp_path, row, message):
    with pytest.raises(InputError, match=message):
        read_labelled(write(tmp_path / "l.jsonl", [{"id": "a", "text": "x", "label": 0}, row]))
