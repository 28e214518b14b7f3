"""A group that no text has is refused before a large corpus is counted, in any kind of file."""

from __future__ import annotations

import click
import pandas as pd
import pytest

from analysis.measures import stream
from analysis.texts.readers import corpus as reading
from analysis.texts.readers.corpus import iter_column
from analysis.views.cli import by_blocks
from analysis.views.cli.asked_groups import check_asked_groups
from tests.calls import call, fails, write_corpus

ROWS = [
    {"doc_id": f"t{n}", "outlet": outlet, "text": f"The {n} fires were out."}
    for n, outlet in enumerate(["Post", "Herald", None, "Post", "7"])
]


@pytest.fixture(params=["jsonl", "csv", "parquet", "folder", "listed"])
def corpus(request, tmp_path, monkeypatch):
    monkeypatch.setattr(by_blocks, "LARGE", 0)
    place, table = tmp_path / "in", pd.DataFrame(ROWS)
    place.mkdir()
    if request.param == "jsonl":
        return write_corpus(place / "c.jsonl", ROWS)
    if request.param == "folder":
        for n, row in enumerate(ROWS):
            write_corpus(place / f"part-{n}.jsonl", [row])
        return str(place)
    if request.param == "listed":
        for row in ROWS:
            (place / f"{row['doc_id']}.txt").write_text(row["text"])
        table.drop(columns="text").assign(file=table["doc_id"] + ".txt").to_csv(place / "SOURCES.csv", index=False)
        return str(place)
    if request.param == "parquet":
        pytest.importorskip("pyarrow", reason="Parquet is not installed")
        table.to_parquet(place / "c.parquet")
    else:
        table.to_csv(place / "c.csv", index=False)
    return str(place / f"c.{request.param}")


def not_counted(*_, **__):
    pytest.fail("a text was counted")


@pytest.mark.parametrize("how", [("--voice", "author"), ("--plain",)])
@pytest.mark.parametrize("wrong", [("--target", "Pots"), ("--target", "Post", "--reference", "Pots")])
def test_a_wrong_group_is_refused_before_a_text_is_counted(corpus, how, wrong, monkeypatch):
    with monkeypatch.context() as counted:
        for name in ("count_parsed", "count_whole"):
            counted.setattr(stream, name, not_counted)
        told = fails(2, "keyness", corpus, "--by", "outlet", *wrong, *how, "-o", "-")
    assert told == (
        "error: no document has 'Pots' in the column 'outlet'; there are: '(no outlet)', '7', 'Herald', 'Post'"
    )
    monkeypatch.setattr(by_blocks, "LARGE", 10**9)
    held_in_memory = call("keyness", corpus, "--by", "outlet", *wrong, "--voice", "author", "-o", "-")
    assert held_in_memory.stderr.splitlines()[-1] == told


@pytest.mark.parametrize("right", [("--target", "7"), ("--target", "(no outlet)", "--reference", "Herald")])
def test_any_group_that_there_is_may_be_asked_for(corpus, right):
    assert call("keyness", corpus, "--by", "outlet", *right, "--plain", "-o", "-").exit_code == 0


def test_rows_are_read_until_what_is_asked_for_was_met(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "_ROWS", 2)
    file = write_corpus(tmp_path / "in" / "c.jsonl", ROWS)
    assert list(iter_column(file, "outlet")) == [["Post", "Herald"], ["", "Post"], ["7"]]
    read: list[str] = []
    monkeypatch.setattr(reading, "_as_texts", lambda cells: (read.extend(map(str, cells)), list(map(str, cells)))[1])
    with click.Context(click.Command("keyness")) as context:
        context.params = {"target": "Herald", "reference": None}
        check_asked_groups(file, "outlet")
    assert read == ["Post", "Herald"]
