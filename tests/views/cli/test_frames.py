"""The verb frames: rows, rates by group, frames of one's own, and what it refuses."""

from __future__ import annotations

import csv
import io

import pytest

from tests.calls import TEXTS, call, fails, write_corpus


@pytest.fixture
def corpus(tmp_path):
    return write_corpus(tmp_path / "in" / "corpus.jsonl", TEXTS)


def rows_of(*arguments):
    result = call("frames", *arguments, "-o", "-")
    assert result.exit_code == 0, result.stderr
    return list(csv.DictReader(io.StringIO(result.stdout)))


def test_rows_have_offsets_into_the_text(corpus):
    texts = {text["doc_id"]: text["text"] for text in TEXTS}
    rows = rows_of(corpus, "--scheme", "generic")
    assert {row["scheme"] for row in rows} == {"generic"}
    assert all(texts[row["doc_id"]][int(row["start"]) : int(row["end"])] == row["match"] for row in rows)
    assert ("b", "shameful", "morality") in {(row["doc_id"], row["match"], row["frame"]) for row in rows}


def test_own_frames_by_group(corpus, tmp_path):
    own = tmp_path / "own.csv"
    own.write_text("entry,frame\nfire,danger\n", encoding="utf-8")
    assert [row["match"] for row in rows_of(corpus, "--frames", own)] == ["fire"] * 4
    rates = rows_of(corpus, "--frames", own, "--by", "source_type")
    one = [row for row in rates if row["measure"] == "texts with a frame" and not row["compared_with"]]
    assert [(row["group"], row["n"], row["total"], row["rate_low"]) for row in one] == [
        ("advocacy", "2", "2", ""),
        ("newswire", "1", "1", ""),
    ]


def test_what_it_cannot_do_is_said(corpus):
    assert "leave out --part" in fails(2, "frames", corpus, "--part", "body", "-o", "-")
    assert "there is no scheme 'odd'" in fails(2, "frames", corpus, "--scheme", "odd", "-o", "-")
    assert "no document has a value in the column 'outlet'" in fails(2, "frames", corpus, "--by", "outlet", "-o", "-")
