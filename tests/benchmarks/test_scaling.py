"""The measuring of whole calls: the same texts each time, and a failure is said in its row."""

from __future__ import annotations

import csv
import sys

import pytest

from benchmarks.scaling import News, run, write_corpus


def test_the_texts_are_the_same_each_time_and_of_real_length():
    one, other = News(0), News(0)
    assert [one.article() for _ in range(3)] == [other.article() for _ in range(3)]
    assert 600 <= len(one.article().split()) < 800


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no wait4")
def test_a_call_is_measured_and_its_failure_said(tmp_path):
    write_corpus(tmp_path / "two.csv", 2)
    with (tmp_path / "two.csv").open(encoding="utf-8", newline="") as file:
        assert [row["doc_id"] for row in csv.DictReader(file)] == ["t0", "t1"]
    terms = ["-m", "analysis", "terms"]
    ended, took, used, memory = run([*terms, "two.csv", "-o", "out.csv"], tmp_path, 100)
    assert ended == "" and (tmp_path / "out.csv").is_file()
    assert took > 0 and used > 0 and memory > 20
    ended, *_ = run([*terms, "none.csv", "-o", "out.csv"], tmp_path, 100)
    assert "none.csv" in ended
