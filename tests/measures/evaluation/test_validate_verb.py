"""The verb validate: what it writes, which annotation it refuses, and the dated figures that are made with it."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from analysis.schema import COLUMNS, InputError
from analysis.texts.readers.annotations import read_gold
from tests.measures.evaluation.gold import MARKERS_GOLD, VOICES_GOLD, call, remake, write

QUOTE = VOICES_GOLD[1]["quotes"][0]


@pytest.mark.parametrize(
    ("task", "fields", "expected"),
    [
        ("voices", {"id": None}, "field id: is null"),
        ("voices", {"id": " "}, "field id: is missing or empty"),
        ("voices", {"id": "a"}, "field id: 'a' occurs in line 1 too"),
        ("voices", {"text": 3}, "field text: is a number; write text"),
        ("voices", {"quotes": {}}, "field quotes: is an object; write a list"),
        ("voices", {"quotes": [3]}, "field quotes[0]: is a number; write an object"),
        ("voices", {"quotes": [QUOTE, {"quote_spans": []}]}, "field quotes[1].direct_spans: there is no such field"),
        ("voices", {"quotes": [QUOTE | {"speaker": 3}]}, "field quotes[0].speaker: is a number"),
        ("voices", {"quotes": [QUOTE | {"quote_spans": [[0, 5], [0, 99]]}]}, "field quotes[0].quote_spans[1]: [0, 99]"),
        ("voices", {"quotes": [QUOTE | {"quote_spans": [[5, 0]]}]}, "[5, 0] is not in the text of 14 characters"),
        ("voices", {"quotes": [QUOTE | {"quote_spans": [[0, True]]}]}, "quote_spans[0]: is not [start, end]"),
        ("voices", {"quotes": [QUOTE | {"quote_spans": [{"start": 0}]}]}, "quote_spans[0]: is not [start, end]"),
        ("markers", {"spans": []}, "field label: None is neither 0 nor 1"),
        ("markers", {"spans": [], "label": 2}, "field label: 2 is neither 0 nor 1"),
        ("markers", {"spans": [], "label": [1]}, "field label: [1] is neither 0 nor 1"),
        ("markers", {"label": 1}, "field spans: there is no such field among id, text, quotes"),
        ("markers", {"label": 1, "spans": [[0]]}, "field spans[0]: is not [start, end]"),
        ("markers", {"label": 1, "spans": [[-1, 2]]}, "field spans[0]: [-1, 2] is not in the text"),
    ],
)
def test_bad_annotation_is_told_with_line_and_field(tmp_path, task, fields, expected):
    first = VOICES_GOLD[0] if task == "voices" else MARKERS_GOLD[0]
    file = write(tmp_path / "gold.jsonl", [first, VOICES_GOLD[1] | fields])
    with pytest.raises(InputError) as error:
        read_gold(file, task)
    assert f"{file}, line 2, field " in str(error.value)
    assert expected in str(error.value)
    result = call("validate", task, "--gold", file, "-o", tmp_path / "t.csv", "--errors", tmp_path / "e.csv")
    assert result.exit_code == 2
    assert result.stderr == f"error: {error.value}\n"
    assert os.listdir(tmp_path) == ["gold.jsonl"]


def test_other_files_and_tasks_are_told(tmp_path):
    (tmp_path / "gold.csv").write_text("id,text\na,x\n")
    (tmp_path / "broken.jsonl").write_text('{"id": 1\n')
    for name, expected in (
        ("gold.csv", "comes as JSON lines"),
        ("broken.jsonl", "line 1: not JSON"),
        ("none.jsonl", "there is no such file"),
    ):
        with pytest.raises(InputError, match=expected):
            read_gold(tmp_path / name, "voices")
    for task, ending in (("agency", ".conllu"), ("mentions", ".conll")):
        with pytest.raises(InputError, match=rf"or as words in columns; .* \.jsonl or .*\{ending}"):
            read_gold(tmp_path / "gold.csv", task)
    with pytest.raises(InputError, match="choose one of: voices, markers"):
        read_gold(tmp_path / "gold.csv", "truth")


@pytest.mark.parametrize(("task", "gold"), [("voices", VOICES_GOLD), ("markers", MARKERS_GOLD)])
def test_the_verb_writes_figures_and_errors(tmp_path, task, gold):
    file = write(tmp_path / "gold.jsonl", gold)
    result = call("validate", task, "--gold", file, "-o", tmp_path / "t.csv", "--errors", tmp_path / "e.csv")
    assert result.exit_code == 0, result.stderr
    assert result.stdout == ""
    assert result.stderr.startswith(f"{len(gold)} texts; people: 3 annotations; the suite: ")
    assert result.stderr.count("\n") == 1
    with (tmp_path / "t.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.DictReader(table))
    assert list(rows[0]) == list(COLUMNS["validation"])
    assert {row["task"] for row in rows} == {task}
    errors = pd.read_csv(tmp_path / "e.csv", keep_default_na=False, dtype={"doc_id": str})
    assert list(errors.columns) == list(COLUMNS["errors"])
    texts = {str(row["id"]): row["text"] for row in gold}
    for error in errors.itertuples():  # as many as the suite makes
        assert texts[error.doc_id][error.start : error.end] == error.match
    again = call("validate", task, "--gold", file, "-o", "-")
    assert again.stdout.encode() == (tmp_path / "t.csv").read_bytes()


def test_the_verb_writes_over_nothing_and_no_table_twice(tmp_path):
    file = write(tmp_path / "gold.jsonl", VOICES_GOLD)
    before = file.read_bytes()
    for arguments, expected in (
        (("-o", file), "is the annotated data itself"),
        (("-o", "-", "--errors", file), "is the annotated data itself"),
        (("-o", "-", "--errors", "-"), "is named twice"),
        (("-o", "-", "--errors", tmp_path / "e.xlsx"), "no such kind of table"),
        (("-o", "-", "--errors", tmp_path / "none" / "e.csv"), "there is no folder"),
    ):
        result = call("validate", "voices", "--gold", file, *arguments)
        assert result.exit_code == 2
        assert expected in result.stderr
    assert file.read_bytes() == before
    assert "is not one of" in call("validate", "truth", "--gold", file, "-o", "-").stderr


def test_the_dated_figures_are_made_from_every_annotated_file_of_a_folder(tmp_path):
    write(tmp_path / "b.jsonl", VOICES_GOLD)
    write(tmp_path / "a.jsonl", MARKERS_GOLD)
    write(tmp_path / "c.jsonl", [{"doc_id": "x"}])
    result = remake(tmp_path / "figures.csv", SAMESTORY_GOLD=str(tmp_path))
    assert result.returncode == 0, result.stderr
    table = pd.read_csv(tmp_path / "figures.csv")
    assert list(table.columns) == ["date", "data", *COLUMNS["validation"]]
    assert table.groupby(["date", "data", "task"]).ngroups == 2
    assert table[["data", "task"]].iloc[[0, -1]].to_numpy().tolist() == [["a", "markers"], ["b", "voices"]]
    assert "outlet" not in set(table["group_by"])
    (tmp_path / "b.jsonl").unlink()  # one that can be measured comes before the one that cannot
    write(tmp_path / "d.jsonl", [VOICES_GOLD[0] | {"quotes": 3}])
    assert remake(tmp_path / "again.csv", SAMESTORY_GOLD=str(tmp_path)).returncode == 1
    assert "names no folder" in remake(tmp_path / "again.csv").stderr
    assert not (tmp_path / "again.csv").exists()


REAL = os.environ.get("SAMESTORY_GOLD")


SAME = {
    "word F1, attributed voice": "attributed_f1",
    "word F1, direct voice": "direct_f1",
    "speaker, end to end": "speaker",
    "word F1": "word_f1",
    "sentence macro-F1": "text_macro_f1",
}


@pytest.mark.skipif(not REAL, reason="SAMESTORY_GOLD names no folder of annotated texts")
@pytest.mark.parametrize(("task", "name"), [("voices", "polnear_dev.jsonl"), ("markers", "babe_dev.jsonl")])
def test_the_figures_are_those_of_the_scorer_beside_the_annotated_texts(tmp_path, task, name):
    gold, corpus, table = Path(REAL) / name, tmp_path / "corpus.jsonl", tmp_path / "table.csv"

    def score(*arguments):
        command = [sys.executable, Path(REAL) / "score.py", *arguments]
        return subprocess.run(command, capture_output=True, check=True, encoding="utf-8").stdout

    score("prepare", gold, corpus)
    assert call(task, corpus, "-o", table).exit_code == 0
    assert call("validate", task, "--gold", gold, "-o", tmp_path / "ours.csv").exit_code == 0
    ours = pd.read_csv(tmp_path / "ours.csv")
    lines = [line.split("\t") for line in score(task, gold, table).splitlines()]
    assert len(lines) >= 2
    for what, figure, spread, n in lines:
        kind = what.removeprefix("flagged, ") if what.startswith("flagged") else "all"
        group = ours[ours["group_by"].eq("all" if kind == "all" else "outlet_type") & ours["group"].eq(kind)]
        row = group[group["measure"] == ("flagged" if kind != "all" else SAME[what])].iloc[0]
        assert (f"{row['value']:.3f}", f"n={row['n']}") == (figure, n)
        if kind == "all":
            assert f"[{row['low']:.3f}, {row['high']:.3f}]" == spread
        else:
            labelled = group.loc[group["measure"] == "labelled", "value"].iloc[0]
            assert f"(annotators: {labelled:.3f})" == spread
