"""The reader of scored words: what it gives, and how it refuses."""

from __future__ import annotations

import json

import pandas as pd
import pytest

from analysis.schema import COLUMNS, InputError
from analysis.texts.readers.lexicon import read_scores


def write(folder, text, name="scores.csv"):
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_terms_are_written_as_they_are_counted(tmp_path):
    table = read_scores(write(tmp_path, "term,score,note\nWar,-2.5,x\nregime’s,1,\ndon’t,0,\na lot,1e1,\n:-),2,\n"))
    assert list(table.columns) == list(COLUMNS["scores"])
    assert table.values.tolist() == [["war", -2.5], ["regime", 1], ["don't", 0], ["a lot", 10], [":-)", 2]]


def test_every_kind_of_file_and_two_scores(tmp_path):
    rows = [{"term": "war", "score": 1, "score_reference": 2.0}, {"term": "peace", "score": 3, "score_reference": 3}]
    lines = write(tmp_path, "".join(json.dumps(row) + "\n" for row in rows), "scores.jsonl")
    pd.DataFrame(rows).to_parquet(tmp_path / "scores.parquet")
    for file in (lines, tmp_path / "scores.parquet"):
        assert read_scores(file).values.tolist() == [["war", 1, 2], ["peace", 3, 3]]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("term,score\nwar,\n", "row 2, column score: is empty"),
        ("term,score\nwar,high\n", "row 2, column score: 'high' is not a number"),
        ("term,score\nwar,inf\n", "row 2, column score: 'inf' is not a number"),
        ("term,score\nwar,1\n,2\n", "row 3, column term: is missing or empty"),
        ("word,score\nwar,1\n", "column term: there is no such column; it has word, score"),
        ("term,value\nwar,1\n", "column score: there is no such column; it has term, value"),
        ("term,score\nwar,1\npeace,2\nWar,1\n", "row 4, column term: 'War' is 'war' of row 2 again"),
        ("term,score,score_reference\nwar,1,\n", "row 2, column score_reference: is empty"),
        ("term,score\n", "holds no rows"),
    ],
)
def test_a_wrong_table_names_file_row_and_column(tmp_path, text, message):
    with pytest.raises(InputError, match=message) as error:
        read_scores(write(tmp_path, text))
    assert "scores.csv" in str(error.value) and "\n" not in str(error.value)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(InputError, match="there is no such file"):
        read_scores(tmp_path / "none.csv")
