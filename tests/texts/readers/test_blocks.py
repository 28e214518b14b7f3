"""Texts that come some at a time are read, and refused, as all at once are."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.schema import InputError
from analysis.texts.engines.partitions import partitions
from analysis.texts.readers.corpus import read_blocks, read_corpus
from analysis.views.cli import by_blocks
from tests.calls import TEXTS, call, write_corpus


@pytest.mark.parametrize("size", [1, None])
@pytest.mark.parametrize("column", ["doc_id", "text"])
def test_a_late_row_that_lacks_a_cell_is_named_though_it_makes_a_block(tmp_path, column, size):
    late = {"doc_id": "d", "text": "The fire."}
    del late[column]
    corpus = write_corpus(tmp_path / "in" / "c.jsonl", [*TEXTS, late])
    with pytest.raises(InputError, match=f"line 4, column {column}: is empty"):
        list(read_blocks(corpus, size=size))


def test_parts_without_a_row_are_passed_over_unless_all_are(tmp_path):
    pytest.importorskip("pyarrow", reason="Parquet is not installed")
    place = tmp_path / "in"
    write_corpus(place / "a.jsonl", [])
    pd.DataFrame({"doc_id": [], "text": []}).astype("str").to_parquet(place / "b.parquet")
    (place / "c.jsonl").write_text("\n\n")
    for _ in range(2):
        with pytest.raises(InputError, match=f"{place.name}: no file in it holds a row; add one row per text"):
            read_corpus(place)
        (place / "a.jsonl").unlink(missing_ok=True)
    write_corpus(place / "d.jsonl", TEXTS)
    (place / "e.jsonl").touch()
    assert read_corpus(place)["doc_id"].tolist() == ["a", "b", "c"]
    assert [part.file.name for part in partitions(place, 10**6)] == ["c.jsonl", "d.jsonl"]


def test_a_column_may_come_with_a_later_file(tmp_path, monkeypatch):
    pytest.importorskip("pyarrow", reason="Parquet is not installed")
    (tmp_path / "in").mkdir()
    pd.DataFrame(TEXTS[:1]).drop(columns="source_type").to_parquet(tmp_path / "in" / "a.parquet")
    pd.DataFrame(TEXTS[1:]).to_parquet(tmp_path / "in" / "b.parquet")
    asked = ("terms", tmp_path / "in", "--by", "source_type", "-o", "-")
    whole = call(*asked)
    monkeypatch.setattr(by_blocks, "LARGE", 0)
    some = call(*asked)
    assert (whole.exit_code, some.exit_code, some.stdout) == (0, 0, whole.stdout)
