"""Frames of texts against annotation: the forms it comes in, figures worked by hand, what is wrong named by its row."""

from __future__ import annotations

import json
from fractions import Fraction

import pandas as pd
import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from analysis.measures.evaluation.text_frames import frame_errors, validate_frames
from analysis.schema import InputError
from analysis.texts.readers.frame_gold import read_frame_gold
from tests.measures.evaluation.gold import call

TEXTS = ["The rivals clashed.", "A widow wept.", "Rain fell."]


def jsonl(tmp_path, rows):
    file = tmp_path / "gold.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


def test_lists_of_names_in_every_form(tmp_path):
    cells = [["Conflict", "HI"], "Conflict|HI", "Conflict; HI", "Conflict, HI", "Conflict,HI", '["Conflict", "HI"]']
    file = jsonl(tmp_path, [{"id": n, "text": "x", "frames": cell} for n, cell in enumerate(cells)])
    _, labels = read_frame_gold(file)
    assert labels.columns.tolist() == ["Conflict", "HI"] and labels.to_numpy().all()
    rows = [{"id": 1, "text": "x", "frames": [5, 13, 5]}, {"id": 2, "text": "x", "labels": []}]
    assert read_frame_gold(jsonl(tmp_path, rows[:1]))[1].columns.tolist() == ["13", "5"]
    name = "Legality, constitutionality and jurisprudence"
    file = jsonl(tmp_path, [{"id": 1, "text": "x", "frames": f"{name}|Morality"}])
    assert read_frame_gold(file)[1].columns.tolist() == [name, "Morality"]


def test_a_column_for_each_frame_in_csv_and_parquet(tmp_path):
    table = pd.DataFrame({"text": TEXTS, "CO": [1.0, 0.0, 0.0], "weather": [0, 0, 1], "year": [7, 8, 9]})
    table["outlet"] = ["Post", "Post", "Herald"]
    table["HI"] = [False, True, False]
    table.to_csv(tmp_path / "gold.csv", index=False)
    table.to_parquet(tmp_path / "gold.parquet")
    for name in ("gold.csv", "gold.parquet"):
        documents, labels = read_frame_gold(tmp_path / name)
        assert documents[["doc_id", "outlet"]].values.tolist() == [["1", "Post"], ["2", "Post"], ["3", "Herald"]]
        assert labels.astype(int).to_dict("list") == {"CO": [1, 0, 0], "weather": [0, 0, 1], "HI": [0, 1, 0]}


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"text": "x", "conflict": "maybe"}, "line 2, column conflict: 'maybe' is neither 0 nor 1"),
        ({"text": "x", "conflict": None}, "line 2, column conflict: None is neither 0 nor 1"),
        ({"text": "", "conflict": 1}, "line 2, column text: is missing or no text"),
    ],
)
def test_a_wrong_row_is_named(tmp_path, row, message):
    with pytest.raises(InputError) as error:
        read_frame_gold(jsonl(tmp_path, [{"text": "x", "conflict": 1}, row]))
    assert message in str(error.value)


def test_a_file_without_frames_is_told(tmp_path):
    file = jsonl(tmp_path, [{"id": 1, "text": "x"}])
    with pytest.raises(InputError, match="there are no frames among id, text; write a list of them"):
        read_frame_gold(file)
    file = jsonl(tmp_path, [{"id": 1, "text": "x", "frames": ["weather"]}])
    result = call("validate", "frames", "--gold", file, "-o", tmp_path / "t.csv")
    assert result.exit_code == 2 and "no frame in it is named like one of the lexicon" in result.stderr


DOCUMENTS = pd.DataFrame({"doc_id": list("abcd"), "text": [*TEXTS, "No."]})


def decided(**suite):
    parts = [pd.DataFrame({"doc_id": list("abcd"), "label": name, "given": given}) for name, given in suite.items()]
    return pd.concat(parts, ignore_index=True)


def test_figures_worked_by_hand():
    labels = pd.DataFrame({"x": [1, 1, 0, 0], "y": [0, 0, 0, 1], "z": [1, 1, 1, 1], "never": [0] * 4}) > 0
    given = decided(x=[True, False, True, True], y=[False, False, False, True], never=[False] * 4)
    table = validate_frames(DOCUMENTS, labels, given)
    value = table.set_index(["group", "measure"])["value"].to_dict()
    f1 = Fraction(2 * 1, 2 + 3)
    assert value["x", "f1"] == pytest.approx(float(f1))
    assert value["x", "precision"] == pytest.approx(1 / 3) and value["x", "recall"] == 0.5
    assert value["x", "prevalence"] == 0.5 and value["x", "given"] == 0.75
    assert value["x", "f1_every_text"] == pytest.approx(2 * 2 / (2 + 4))
    assert value["y", "f1"] == 1
    macro, chance = (f1 + 1) / 2, (Fraction(1, 2) + Fraction(1, 4)) / 2  # z has no frame, "never" is no text's
    assert value["all", "macro_f1"] == pytest.approx(float(macro))
    assert value["all", "macro_f1_chance"] == pytest.approx(float(chance))
    assert value["all", "macro_f1_over_chance"] == pytest.approx(float(macro - chance))
    assert value["all", "micro_f1"] == pytest.approx(2 * 2 / (3 + 4))
    assert "z" not in set(table["group"]) and value["never", "prevalence"] == 0
    known = table.dropna(subset="value")
    assert (table["n"] == 4).all() and (known["low"] <= known["value"] + 1e-12).all()


@drawn(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=4, max_size=4))
def test_people_and_suite_exchanged_exchange_precision_and_recall(pairs):
    gold, ours = ([bool(pair[side]) for pair in pairs] for side in (0, 1))
    one, other = (
        validate_frames(DOCUMENTS, pd.DataFrame({"x": theirs}), decided(x=found))
        .query("group == 'x'")
        .set_index("measure")["value"]
        .fillna(-1)
        for theirs, found in ((gold, ours), (ours, gold))
    )
    assert one["f1"] == other["f1"] and one["precision"] == other["recall"] and one["given"] == other["prevalence"]


def test_errors_name_the_words_of_the_frame():
    labels = pd.DataFrame({"x": [False, True, False, False]})
    given = decided(x=[True, False, False, False]).assign(scheme="s", frame="f")
    found = pd.DataFrame(
        [("a", 11, 18, "clashed", "clash*", "f", "s")],
        columns=["doc_id", "start", "end", "match", "entry", "frame", "scheme"],
    )
    presence = pd.DataFrame({"doc_id": list("abcd"), "scheme": "s", "frame": "f", "per_1000": 9.0, "usual": 3.0})
    table = frame_errors(DOCUMENTS, labels, given, found, presence)
    shown = ["kind", "rank", "n", "of", "item", "doc_id", "start", "end", "match", "gold", "suite", "sentence"]
    assert table[shown].values.tolist() == [
        ["invented_frame", 1, 1, 1, "clash*", "a", 11, 18, "clashed", "", "x", "The rivals clashed."],
        ["missed_frame", 1, 1, 1, "", "b", 0, 0, "", "x", "", "A widow wept."],
    ]


def test_the_verb_measures_what_it_knows_and_says_what_not(tmp_path):
    rows = [{"text": "Mourners wept as the widow spoke.", "frames": ["Human_interest"]}]
    rows += [{"text": "The rivals clashed again.", "frames": ["conflict", "weather"]}, {"text": "Rain.", "frames": []}]
    file = jsonl(tmp_path, rows)
    result = call("validate", "frames", "--gold", file, "-o", tmp_path / "t.csv", "--errors", tmp_path / "e.csv")
    assert result.exit_code == 0, result.stderr
    assert (
        "left out: weather" in result.stderr and "3 texts; people: 2 frames of 2 kinds; the suite: 2" in result.stderr
    )
    table = pd.read_csv(tmp_path / "t.csv").set_index(["group", "measure"])["value"]
    assert table["all", "macro_f1"] == 1 and table["Human_interest", "prevalence"] == pytest.approx(1 / 3)
    assert pd.read_csv(tmp_path / "e.csv").empty
