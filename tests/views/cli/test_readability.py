"""The verb readability: texts, groups of texts, from one block or many, and what it refuses."""

from __future__ import annotations

import pytest

from analysis.views.cli import by_blocks
from tests.calls import call, fails, read_csv, write_corpus

SHORT, LONG = "The rain fell on it. " * 20, "The rain fell on the old harbour all day and night. " * 10


@pytest.fixture
def corpus(tmp_path):
    rows = [
        {
            "doc_id": f"t{k}",
            "outlet": "ab"[k % 2],
            "paper": f"p{k % 8}",
            "text": (SHORT, LONG)[k % 2] + "It ended. " * k,
        }
        for k in range(16)
    ]
    return write_corpus(tmp_path / "c.jsonl", rows)


def test_texts_have_a_row_for_each_voice(corpus):
    table = read_csv(call("readability", corpus, "-o", "-").stdout)
    assert len(table) == 4 * 16
    assert (table[0]["voice"], table[0]["sentences"], table[0]["words_per_sentence"]) == ("all", "20", "5")


def test_groups_are_compared_over_texts_or_over_clusters_of_them(corpus, monkeypatch):
    result = call("readability", corpus, "--by", "outlet", "-o", "-")
    table = read_csv(result.stdout)
    (apart,) = [row for row in table if (row["voice"], row["measure"], row["compared_with"]) == ("all", "mattr", "b")]
    assert apart["n_units"] == "8" and float(apart["p"]) < 0.05
    assert result.stderr.endswith(f"q counts the {sum(row['p'] != '' for row in table)} differences that are tested\n")
    few = call("readability", corpus, "--by", "outlet", "--cluster", "paper", "--target", "a", "-o", "-")
    assert {row["n_units"] for row in read_csv(few.stdout) if row["voice"] == "all"} == {"4"}
    assert "too few for intervals and tests" in few.stderr
    monkeypatch.setattr(by_blocks, "LARGE", 0)
    monkeypatch.setattr(by_blocks, "_BLOCK", 1)
    large = call("readability", corpus, "--by", "outlet", "--jobs", 1, "-o", "-")
    assert large.stdout == result.stdout


def test_it_names_the_option_that_is_missing(corpus):
    assert "--target and --cluster: name the column of the groups with --by" in fails(
        2, "readability", corpus, "--target", "a", "--cluster", "paper", "-o", "-"
    )
    assert "name a --target" in fails(2, "readability", corpus, "--by", "outlet", "--reference", "a", "-o", "-")
