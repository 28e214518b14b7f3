"""Tables to download that are large: packed, with their first rows on the page, and named in the record."""

from __future__ import annotations

import hashlib

import pandas as pd

from analysis.views.book import pages
from analysis.views.book.provenance import record
from analysis.views.tables.write import write_table
from tests.pages import Page


def offered(folder, table):
    (folder / "tables").mkdir(parents=True)
    return Page(pages.offer(folder, "voices", "Segments", table, "voices texts.csv"))


def test_a_large_table_is_packed_the_same_each_time_and_its_first_rows_are_shown(tmp_path, monkeypatch):
    monkeypatch.setattr(pages, "LARGE", 1000)
    table = pd.DataFrame({"doc_id": [f"<b>{k}" for k in range(200)], "text": 'said, "so\nhe"'})
    first, second = (offered(tmp_path / name, table) for name in "ab")
    packed = [(tmp_path / name / "tables" / "voices.csv.zip").read_bytes() for name in "ab"]
    assert packed[0] == packed[1] and first.links == second.links == ["tables/voices.csv.zip"]
    assert "<b>4" in first.shown and "<b>5" not in first.shown and "kB unpacked" in first.shown
    assert [path.name for path in (tmp_path / "a" / "tables").iterdir()] == ["voices.csv.zip"]
    pd.testing.assert_frame_equal(pd.read_csv(tmp_path / "a" / "tables" / "voices.csv.zip"), table, check_dtype=False)

    made = record(tmp_path, tmp_path / "a" / "tables")["outputs"]
    assert [(one["path"], one["rows"], one["columns"]) for one in made] == [
        ("tables/voices.csv.zip", 200, ["doc_id", "text"])
    ]
    assert made[0]["sha256"] == hashlib.sha256(packed[0]).hexdigest()
    assert made[0]["call"] == "python3 run.py voices -o voices.csv"


def test_a_small_table_is_offered_as_it_is(tmp_path):
    table = pd.DataFrame({"doc_id": ["a"], "text": ["so"]})
    page = offered(tmp_path, table)
    write_table(table, tmp_path / "same.csv")
    assert page.links == ["tables/voices.csv"] and "first rows" not in page.shown
    assert (tmp_path / "tables" / "voices.csv").read_bytes() == (tmp_path / "same.csv").read_bytes()
