"""Validation: figures worked by hand, errors in their places, bad annotation told, and one scorer that is not ours."""

from __future__ import annotations

import csv
import json
import os
import random
import subprocess
import sys
from fractions import Fraction
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.evaluation.agreement import WORD, Words
from analysis.measures.evaluation.errors import marker_errors, voice_errors
from analysis.measures.evaluation.validation import validate_markers, validate_voices
from analysis.measures.spans import inside
from analysis.measures.stats.bootstrap import resamples, share_interval
from analysis.schema import COLUMNS, InputError
from analysis.texts.attribution.voices import voices
from analysis.texts.readers.annotations import read_gold
from analysis.texts.readers.installation import HOME as CHECKOUT
from analysis.views.cli.app import cli

SAID, NO = "“We won,” Ann Lee said. The mob lied, Bo claimed.", "“No,” he said."
VOICES_GOLD = [
    {
        "id": "a",
        "text": SAID,
        "publisher": "Post",
        "outlet_type": "mainstream",
        "quotes": [
            {"quote_spans": [[0, 9]], "direct_spans": [[0, 9]], "speaker": "Ann Lee", "cue": "said"},
            {"quote_spans": [[24, 36]], "direct_spans": [], "speaker": "Bo", "cue": "claimed"},
        ],
    },
    {"id": 7, "text": NO, "quotes": [{"quote_spans": [[0, 5]], "direct_spans": [[0, 5]], "speaker": "he"}]},
]
MARKERS_GOLD = [
    {"id": "a", "text": "The evil mob lied.", "label": 1, "spans": [[4, 8], [9, 12]], "outlet_type": "partisan"},
    {"id": "b", "text": "A calm, evil day.", "label": 0, "spans": []},
    {"id": "c", "text": "Sad news.", "label": 1, "spans": [{"start": 0, "end": 3}], "outlet_type": "wire"},
]


def write(file: Path, rows: list[dict]) -> Path:
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


def cut(doc_id: str, *pieces: tuple[str, str, str, str]) -> pd.DataFrame:
    """Return segments from pieces of ``voice, speaker, cue, text``."""
    rows, start = [], 0
    for voice, speaker, cue, text in pieces:
        rows.append((doc_id, start, start + len(text), "body", voice, speaker, cue, text))
        start += len(text)
    return pd.DataFrame(rows, columns=list(COLUMNS["segments"]))


@pytest.fixture
def said(tmp_path):
    documents, gold = read_gold(write(tmp_path / "gold.jsonl", VOICES_GOLD), "voices")
    segments = [
        cut(
            "a",
            ("direct", "Lee", "said", "“We won,”"),
            ("author", "", "", " Ann Lee said. The "),
            ("indirect", "Ann", "claimed", "mob lied, Bo"),
            ("author", "", "", " claimed."),
        ),
        cut("7", ("author", "", "", NO)),
    ]
    assert segments[0]["end"].iloc[-1] == len(SAID)
    return documents, gold, pd.concat(segments, ignore_index=True)


@pytest.fixture
def marked(tmp_path):
    documents, gold = read_gold(write(tmp_path / "gold.jsonl", MARKERS_GOLD), "markers")
    segments = [
        cut("a", ("author", "", "", "The evil "), ("direct", "", "", "mob lied.")),
        cut("b", ("author", "", "", "A calm, evil day.")),
        cut("c", ("author", "", "", "Sad news.")),
    ]
    rows = [
        ("a", 0, 3, "the", "hedge", False),
        ("a", 4, 8, "evil", "negative", True),
        ("a", 13, 17, "lie*", "deceit", True),
        ("b", 2, 6, "calm", "positive", True),
        ("b", 8, 12, "evil", "negative", True),
    ]
    markers = pd.DataFrame(rows, columns=["doc_id", "start", "end", "entry", "category", "loaded"])
    return documents, gold, markers, pd.concat(segments, ignore_index=True)


def value(table, measure, group_by="all", group="all"):
    """Return ``value, hits, of, n`` of the one row asked for."""
    row = table[(table["measure"] == measure) & (table["group_by"] == group_by) & (table["group"] == group)]
    assert len(row) == 1
    return tuple(row[["value", "hits", "of", "n"]].iloc[0])


def is_ratio(found, hits, of, n):
    assert found[1:] == (hits, of, n)
    assert found[0] == pytest.approx(float(Fraction(hits, of)), rel=1e-12)


def test_words_of_voices(said):
    table = validate_voices(*said)
    assert list(table.columns) == list(COLUMNS["validation"])
    assert set(table["task"]) == {"voices"}
    # People: We won The mob lied No. The suite: We won mob lied Bo.
    is_ratio(value(table, "attributed_f1"), 2 * 4, 6 + 5, 2)
    is_ratio(value(table, "attributed_precision"), 4, 5, 2)
    is_ratio(value(table, "attributed_recall"), 4, 6, 2)
    is_ratio(value(table, "direct_f1"), 2 * 2, 3 + 2, 2)
    is_ratio(value(table, "direct_recall"), 2, 3, 2)
    is_ratio(value(table, "indirect_f1"), 2 * 2, 3 + 3, 2)
    is_ratio(value(table, "attributed_f1", "outlet_type", "mainstream"), 2 * 4, 5 + 5, 1)
    is_ratio(value(table, "attributed_f1", "outlet", "Post"), 2 * 4, 5 + 5, 1)
    assert set(table["group_by"]) == {"all", "outlet_type", "outlet", "voice"}


def test_confusion_of_voices(said):
    table = validate_voices(*said)
    # The author's: Ann Lee said Bo claimed, he said.
    is_ratio(value(table, "as_author", "voice", "author"), 6, 7, 2)
    is_ratio(value(table, "as_indirect", "voice", "author"), 1, 7, 2)
    is_ratio(value(table, "as_direct", "voice", "direct"), 2, 3, 2)
    is_ratio(value(table, "as_author", "voice", "direct"), 1, 3, 2)
    is_ratio(value(table, "as_indirect", "voice", "indirect"), 2, 3, 1)


def test_speakers(said):
    documents, gold, segments = said
    table = validate_voices(documents, gold, segments)
    is_ratio(value(table, "speaker"), 1, 1, 1)  # Lee is Ann Lee; "he" names nobody and is not asked for
    is_ratio(value(table, "speaker_indirect"), 0, 1, 1)  # Ann is not Bo
    long = segments.replace({"speaker": {"Lee": "Lee " * 13}})
    is_ratio(value(validate_voices(documents, gold, long), "speaker"), 0, 1, 1)
    only_stop_words = segments.replace({"speaker": {"Lee": "the former president"}})
    is_ratio(value(validate_voices(documents, gold, only_stop_words), "speaker"), 0, 1, 1)
    possessive = segments.replace({"speaker": {"Lee": "LEE’s"}})
    is_ratio(value(validate_voices(documents, gold, possessive), "speaker"), 1, 1, 1)


def test_the_segment_with_most_of_the_words_speaks_the_first_of_equals(said):
    documents, gold, _ = said
    for first, second, right in (("Lee", "Bo", 1), ("Bo", "Lee", 0)):
        halves = cut(
            "a",
            ("direct", first, "", "“We "),
            ("direct", second, "", "won,”"),
            ("author", "", "", SAID[9:]),
        )
        assert value(validate_voices(documents, gold, halves), "speaker")[1] == right


def test_a_fourth_voice_is_shown_and_attributes_nothing(said):
    documents, gold, segments = said
    table = validate_voices(documents, gold, segments.replace({"voice": {"indirect": "thought"}}))
    is_ratio(value(table, "as_thought", "voice", "indirect"), 2, 3, 1)
    is_ratio(value(table, "attributed_recall"), 2, 6, 2)


def test_a_text_that_the_suite_leaves_out_is_the_authors(said):
    documents, gold, segments = said
    is_ratio(value(validate_voices(documents, gold, segments.iloc[:0]), "attributed_recall"), 0, 6, 2)


def test_markers(marked):
    table = validate_markers(*marked)
    assert list(table.columns) == list(COLUMNS["validation"])
    # People: evil mob, Sad. The suite: evil lied, calm evil.
    is_ratio(value(table, "word_f1"), 2 * 1, 3 + 4, 3)
    is_ratio(value(table, "word_precision"), 1, 4, 3)
    is_ratio(value(table, "word_recall"), 1, 3, 3)
    is_ratio(value(table, "text_f1"), 2 * 1, 2 + 2, 3)
    is_ratio(value(table, "text_precision"), 1, 2, 3)
    is_ratio(value(table, "text_recall"), 1, 2, 3)
    is_ratio(value(table, "flagged"), 2, 3, 3)
    is_ratio(value(table, "labelled"), 2, 3, 3)
    macro, hits, of, n = value(table, "text_macro_f1")
    assert macro == pytest.approx((1 / 2 + 0) / 2)  # of the texts that are not loaded, none is left alone
    assert hits is pd.NA and of is pd.NA and n == 3
    is_ratio(value(table, "flagged", "outlet_type", "wire"), 0, 1, 1)
    is_ratio(value(table, "annotated", "category", "negative"), 1, 2, 2)
    is_ratio(value(table, "annotated", "category", "hedge"), 0, 1, 1)
    is_ratio(value(table, "word_f1", "voice", "author"), 2 * 1, 2 + 3, 3)
    is_ratio(value(table, "word_f1", "voice", "direct"), 0, 1 + 1, 1)


def test_nothing_to_measure_is_empty_and_one_text_has_no_interval(marked):
    table = validate_markers(*marked)
    empty, hits, of, n = value(table, "word_f1", "voice", "indirect")
    assert pd.isna(empty)
    assert (hits, of, n) == (0, 0, 0)
    wire = table[table["group"] == "wire"]
    assert wire["value"].notna().any()
    assert wire[["low", "high"]].isna().all(axis=None)
    rest = table[(table["n"] > 1) & table["value"].notna()]
    assert ((rest["low"] <= rest["value"]) & (rest["value"] <= rest["high"])).all()


def test_texts_without_words_measure_nothing(tmp_path):
    rows = [{"id": "a", "text": "", "quotes": []}, {"id": "b", "text": "… !", "quotes": []}]
    documents, gold = read_gold(write(tmp_path / "gold.jsonl", rows), "voices")
    table = validate_voices(documents, gold, voices(documents))
    assert table["value"].isna().all()
    assert len(voice_errors(documents, gold, voices(documents))) == 0


def test_errors_of_voices(said):
    table = voice_errors(*said)
    assert list(table.columns) == list(COLUMNS["errors"])
    shown = ["kind", "rank", "n", "of", "item", "doc_id", "match", "gold", "suite", "sentence"]
    second = "The mob lied, Bo claimed."
    assert table[shown].to_numpy().tolist() == [
        ["missed_attribution", 1, 1, 3, "claimed", "a", "The mob lied", "Bo", "", second],
        ["missed_attribution", 2, 1, 1, "", "7", "“No,”", "he", "", NO],
        ["invented_attribution", 1, 1, 3, "claimed", "a", "mob lied, Bo", "", "Ann", second],
        ["wrong_speaker", 1, 3, 3, "claimed", "a", "The mob lied", "Bo", "Ann", second],
    ]
    assert table[["start", "end"]].to_numpy().tolist() == [[24, 36], [0, 5], [28, 40], [24, 36]]
    documents, gold, segments = said
    silent = voice_errors(documents, gold, segments.assign(speaker=""), top=1)
    assert silent["kind"].tolist() == ["missed_attribution", "invented_attribution", "no_speaker"]


def test_errors_of_markers(marked):
    documents, gold, markers, _ = marked
    table = marker_errors(documents, gold, markers)
    shown = ["kind", "rank", "n", "of", "item", "doc_id", "start", "match", "suite", "sentence"]
    assert table[shown].to_numpy().tolist() == [
        ["not_annotated", 1, 1, 1, "lie*", "a", 13, "lied", "deceit", "The evil mob lied."],
        ["not_annotated", 2, 1, 1, "calm", "b", 2, "calm", "positive", "A calm, evil day."],
        ["not_annotated", 3, 1, 2, "evil", "b", 8, "evil", "negative", "A calm, evil day."],
        ["missed_word", 1, 1, 1, "mob", "a", 9, "mob", "", "The evil mob lied."],
        ["missed_word", 2, 1, 1, "sad", "c", 0, "Sad", "", "Sad news."],
    ]
    assert len(marker_errors(documents, gold.iloc[:0], markers.iloc[:0])) == 0


SPANS = st.lists(st.tuples(st.sampled_from("xyz"), st.integers(-3, 30), st.integers(-3, 30)), max_size=8)


@given(st.lists(st.text("ab-'’ _é1", max_size=20), min_size=2, max_size=2), SPANS)
def test_a_word_is_in_the_span_that_holds_its_first_character(texts, spans):
    documents = pd.DataFrame({"doc_id": ["x", "y"], "text": texts})
    table = pd.DataFrame(spans, columns=["doc_id", "start", "end"]).astype({"start": int, "end": int})
    words = Words.of(documents)
    expected = [
        any(name == doc_id and a <= match.start() < b for name, a, b in spans)
        for doc_id, text in zip("xy", texts, strict=True)
        for match in WORD.finditer(text)
    ]
    assert inside(words.table, table).tolist() == expected


@given(st.lists(st.tuples(st.sampled_from(["author", "direct", "indirect"]), st.text("ab .”“")), max_size=8))
def test_who_agrees_with_the_suite_scores_one(pieces):
    segments = cut("x", *((voice, "Bo", "", text) for voice, text in pieces))
    documents = pd.DataFrame({"doc_id": ["x"], "text": ["".join(text for _, text in pieces)]})
    spans = segments[segments["voice"] != "author"].reset_index(names="annotation").assign(kind="attributed")
    gold = pd.concat([spans, spans[spans["voice"] == "direct"].assign(kind="direct")])[list(COLUMNS["gold"])]
    table = validate_voices(documents, gold, segments)
    assert set(table.loc[table["measure"].str.endswith(("f1", "recall", "precision")), "value"].dropna()) <= {1.0}
    assert len(voice_errors(documents, gold, segments)) == 0


@pytest.mark.parametrize("n", [1, 2, 3, 64, 100])
def test_resamples_are_those_of_a_plain_loop(n):
    rng = random.Random(0)
    plain = [np.bincount([rng.randrange(n) for _ in range(n)], minlength=n) for _ in range(1000)]
    np.testing.assert_array_equal(np.concatenate(list(resamples(n))), plain)


def test_resamples_come_in_blocks(monkeypatch):
    whole = np.concatenate(list(resamples(7)))
    monkeypatch.setattr("analysis.measures.stats.bootstrap._BLOCK", 50)
    blocks = list(resamples(7))
    assert len(blocks) > 1
    np.testing.assert_array_equal(np.concatenate(blocks), whole)


def test_the_interval_of_a_mean_is_near_that_of_theory():
    counts = np.array([[i % 2, 1] for i in range(400)])
    low, high = share_interval(counts, lambda sums: sums[:, :1] / sums[:, 1:])[:, 0]
    assert low == pytest.approx(0.5 - 1.96 * 0.025, abs=0.01)
    assert high == pytest.approx(0.5 + 1.96 * 0.025, abs=0.01)


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
    with pytest.raises(InputError, match="choose one of: voices, markers"):
        read_gold(tmp_path / "gold.csv", "truth")


def call(*arguments):
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


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


def remake(out, **surroundings):
    script = [sys.executable, str(CHECKOUT / "benchmarks" / "validation.py"), "2026-01-31", "--out", str(out)]
    kept = {name: text for name, text in os.environ.items() if name != "SAMESTORY_GOLD"}
    return subprocess.run(script, capture_output=True, check=False, encoding="utf-8", env=kept | surroundings)


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
