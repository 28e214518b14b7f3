"""The comparison with other tools: its texts, what it calls the same number, and one comparison from end to end."""

from __future__ import annotations

import sys
from importlib import import_module
from math import log

import pandas as pd
import pytest
from pytest import approx

from benchmarks.peer_results import TASKS, Job, agreement, numbers_of, plain_words, two_cells
from benchmarks.peers import Bench, compare, print_table, read_texts, write_plain


def test_words_that_every_tool_cuts_alike_are_left():
    assert (
        plain_words("He CANNOT say 'so-called' peace-talks, No. 5; Erdoğan’s naïve x2plan") == "say called peace talks"
    )
    assert plain_words("counterterrorism " + "a" * 15) == "a" * 15


def test_numbers_are_the_same_by_key_and_nearly():
    ours = {"n": {"war": 3.0, "peace": 2.0, "fire": 1.0}, "g2": {"war": 1e9}}
    assert agreement(ours, {"n": dict(ours["n"])}, 1e-9) == "n 3 of 3"
    assert agreement(ours, {"n": {"war": 3.0, "peace": 2.1, "smoke": 1.0}}, 1e-9) == "n 1 of 4"
    assert agreement(ours, {"g2": {"war": 1e9 + 0.1}, "other": {}}, 1e-9) == "g2 1 of 1"
    assert agreement(ours, {"g2": {"war": 1e9 + 100}}, 1e-9) == "g2 0 of 1"


def test_the_ratio_of_two_cells_is_that_of_rayson_and_garside():
    expected = 9 * 10 / 19, 9 * 9 / 19
    assert two_cells((7, 2), (10, 9)) == approx(2 * (7 * log(7 / expected[0]) + 2 * log(2 / expected[1])))
    assert two_cells((3, 0), (4, 4)) == approx(2 * 3 * log(2))


def test_a_table_is_read_by_the_cells_that_name_its_numbers():
    keyness = pd.DataFrame(
        {"term": ["war", "fire"], "n_target": [3, 1], "n_reference": [1, 0], "g2": [0.5, 0.7], "log_ratio": [1.2, 3.4]}
    )
    numbers = numbers_of(keyness, ("term",))
    assert numbers["n"] == {"war": 4, "fire": 1} and numbers["g2"] == {"war": 0.5, "fire": 0.7}
    assert numbers["log_ratio"] == {"war": 1.2}  # one group lacks the other word
    assert numbers["g2 of two cells"]["fire"] == approx(2 * log(1 / (4 / 5)))
    pairs = pd.DataFrame({"first": ["human"], "second": ["rights"], "n": [2], "docs": [1], "g2": [9.0]})
    assert numbers_of(pairs, ("first", "second"))["n"] == {"human rights": 2}
    lines = pd.DataFrame({"match": ["War", "war"], "left": ["", ""]})
    assert numbers_of(lines, ()) == {"lines": {"war": 2}}


def test_the_texts_are_whole_and_in_two_groups(tmp_path):
    kinds = ["wire", "blog", "wire", "paper"]
    table = pd.DataFrame({"doc_id": list("abcd"), "text": ["é" * 200_000] * 4, "source_type": kinds})
    table.to_parquet(tmp_path / "mine.parquet")
    texts, target = read_texts(tmp_path / "mine.parquet", 1.0, tmp_path)
    assert target == "wire" and texts["source_type"].tolist() == ["wire", "rest", "wire"]  # 0.4 MB each
    table[["doc_id", "text"]].to_csv(tmp_path / "bare.csv", index=False)
    assert read_texts(tmp_path / "bare.csv", 9, tmp_path)[0]["source_type"].tolist() == ["one", "rest"] * 2
    generated, _ = read_texts(None, 0.05, tmp_path)
    assert 50_000 <= generated["text"].str.len().sum() < 60_000
    (tmp_path / "mine.doc").touch()
    with pytest.raises(SystemExit, match=r"mine\.doc"):
        read_texts(tmp_path / "mine.doc", 1, tmp_path)


def test_every_job_has_its_function():
    for task in TASKS.values():
        for job in task.jobs:
            module, name = job.function.split(".")
            assert callable(getattr(import_module(f"benchmarks.{module}"), name))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no wait4")
def test_a_tool_is_measured_and_its_numbers_compared(tmp_path, capsys):
    texts = pd.DataFrame(
        {
            "doc_id": ["a", "b", "c"],
            "text": ["The reporters saw the fire.", "Reporters, reporters everywhere", "A fire"],
            "source_type": ["wire", "rest", "wire"],
        }
    )
    texts.to_parquet(tmp_path / "texts.parquet")
    assert write_plain(texts, tmp_path / "plain.parquet") == "reporters"
    here = {"words": sys.executable}
    bench = Bench(tmp_path, here, "wire", "reporters", 100)
    good, bad = Job("split", "peer_counts.python_count", "words"), Job("none", "peer_counts.no_such", "words", "note")
    rows = compare(bench, "counts", [good, bad], 1)
    us, split, none = rows
    assert us[0] == "Same Story" and float(us[2]) > 0 and float(us[5].replace(",", "")) > 20
    assert split[6] == "n 5 of 5; texts 5 of 5" and float(split[4]) > 0
    assert "no_such" in none[1] and none[7] == "note"
    print_table("counts", rows)
    said = capsys.readouterr().out.splitlines()
    assert said[1] == "**counts**" and {line.count("|") for line in said[3:]} == {9}
