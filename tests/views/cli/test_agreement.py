"""The verb agreement on what people marked in the reader: figures, page, and files that are damaged or foreign."""

from __future__ import annotations

import csv
import re

import pytest

import analysis as same
from tests.calls import call, fails, read_csv, write_corpus

TEXT = "The brutal plan came. The shameful plan went. Nobody saw the end of it.\n"
HEAD = list(same.COLUMNS["text_coding"])


@pytest.fixture
def corpus(tmp_path):
    return write_corpus(tmp_path / "c.jsonl", [{"doc_id": "a", "text": TEXT}])


def write(file, *rows):
    with file.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([HEAD, *rows])
    return file


def row(coder, word, category="cruelty", sure="certain"):
    start = TEXT.index(word)
    return [coder, "a", start, start + len(word), word, category, sure, ""]


def test_coders_are_compared_and_the_passages_shown(corpus, tmp_path):
    ann = write(tmp_path / "ann.csv", row("Ann", "brutal"), row("Ann", "shameful", "negative", "guess"))
    ben = write(tmp_path / "ben.csv", row("Ben <b>", "brutal"))
    page = tmp_path / "page.html"
    result = call("agreement", ann, ben, "--corpus", corpus, "-o", tmp_path / "t.csv", "--page", page)
    assert result.exit_code == 0, result.stderr
    assert "experts agree only so far: on loaded sentences in news alpha is about .4" in result.stderr
    rows = read_csv((tmp_path / "t.csv").read_text(encoding="utf-8"))
    kappa = {(one["variable"], one["coders"]): float(one["value"]) for one in rows if one["measure"] == "kappa"}
    assert kappa["cruelty", "Ann, Ben <b>"] == 1 and kappa["loaded", "Ann, Ben <b>"] == pytest.approx(0.4)
    assert ("loaded", "Ann, the suite") in kappa
    html = page.read_text(encoding="utf-8")
    divided = html[html.index('id="passages"') :]
    assert re.findall(r"<li><p>(.*?)</p>", divided) == ["The shameful plan went", "The brutal plan came"]
    assert "Ben &lt;b&gt;" in html and "<b>" not in html and "default-src 'none'" in html


def test_a_damaged_or_foreign_file_is_named_and_the_others_are_scored(corpus, tmp_path):
    good = [write(tmp_path / f"{name}.csv", row(name, "brutal")) for name in ("ann", "ben")]
    moved = write(tmp_path / "moved.csv", ["cem", "a", 5, 11, "brutal", "cruelty", "certain", ""])
    foreign = tmp_path / "foreign.csv"
    foreign.write_bytes(b"\x00<script>" * 100)
    result = call("agreement", *good, moved, foreign, "--corpus", corpus, "-o", tmp_path / "t.csv")
    assert result.exit_code == 1 and (tmp_path / "t.csv").exists()
    left_out = [line for line in result.stderr.splitlines() if line.startswith("left out: ")]
    assert len(left_out) == 2 and "moved.csv, line 2: 'a' has changed" in left_out[0] and "foreign.csv" in left_out[1]


def test_of_two_files_of_one_coder_the_second_is_named_and_left_out(corpus, tmp_path):
    files = [write(tmp_path / f"{name}.csv", row(name[:3], "brutal")) for name in ("ann", "ann (1)", "ben")]
    result = call("agreement", *files, "--corpus", corpus, "-o", tmp_path / "t.csv")
    assert result.exit_code == 1 and (tmp_path / "t.csv").exists()
    assert f"left out: {files[1]}: ann is the coder of {files[0]}, too" in result.stderr


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (["Ann", "z", 4, 10, "brutal", "cruelty", "certain", ""], "'z' is none of these texts, which are a"),
        (["Ann", "a", 4, 10, "brutal", "rudeness", "certain", ""], "column category: 'rudeness' is not known"),
        (["Ann", "a", 4, 10, "brutal", "cruelty", "maybe", ""], "column sure: 'maybe' is not known"),
    ],
)
def test_what_is_wrong_with_a_row_is_said(corpus, tmp_path, cells, said):
    bad, good = write(tmp_path / "bad.csv", cells), write(tmp_path / "good.csv", row("Ben", "brutal"))
    message = call("agreement", bad, good, "--corpus", corpus, "-o", tmp_path / "t.csv").stderr
    assert f"bad.csv, line 2{', ' if said.startswith('column') else ': '}{said}" in message
    assert "1 file can be compared" in message and not (tmp_path / "t.csv").exists()


def test_calls_that_do_not_fit_are_refused(corpus, tmp_path):
    two = [write(tmp_path / f"{name}.csv", row(name, "brutal")) for name in ("ann", "ben")]
    assert "name a file that ends in .html" in fails(
        2, "agreement", *two, "--corpus", corpus, "-o", "-", "--page", tmp_path / "page.txt"
    )
    assert "named twice" in fails(2, "agreement", two[0], two[0], "--corpus", corpus, "-o", "-")
    missing = tmp_path / "class" / "*.csv"
    assert f"{missing}: there is no such file" in fails(2, "agreement", missing, "--corpus", corpus, "-o", "-")


def test_a_pattern_that_the_shell_did_not_expand_is_expanded(corpus, tmp_path):
    for name in ("ann", "ben"):
        write(tmp_path / f"{name}.csv", row(name, "brutal"))
    result = call("agreement", tmp_path / "*.csv", "--corpus", corpus, "-o", tmp_path / "t.out.csv")
    assert result.exit_code == 0 and "loaded, alpha: " in result.stderr
