"""The verb frames: rows, rates by group, frames of one's own, and what it refuses."""

from __future__ import annotations

import csv
import io

import pytest

import analysis as same
from tests.calls import TEXTS, call, fails, write_corpus


@pytest.fixture
def corpus(tmp_path):
    return write_corpus(tmp_path / "in" / "corpus.jsonl", TEXTS)


@pytest.fixture
def model(tmp_path):
    """A model that gives "alarm" to texts with the word fire: log-odds 1 alone, 0.12 beside mob, below 0 beside out."""
    terms = {"fire": (1.0, (3.0, 0.0)), "mob": (1.0, (0.0, 2.0)), "out": (2.0, (0.0, 0.0))}
    learned = same.FrameModel(("alarm", "crowd"), terms, (-2.0, -3.0), (0.5, 0.5), {"texts": 24})
    same.write_model(learned, tmp_path / "m.json")
    return tmp_path / "m.json"


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


def test_a_model_says_which_texts_have_a_label(corpus, model):
    rows = rows_of(corpus, "--model", model)
    assert [(row["doc_id"], row["label"], row["given"], row["threshold"]) for row in rows] == [
        ("a", "alarm", "true", "0.5"),
        ("a", "crowd", "false", "0.5"),
        ("b", "alarm", "true", "0.5"),
        ("b", "crowd", "false", "0.5"),
        ("c", "alarm", "false", "0.5"),
        ("c", "crowd", "false", "0.5"),
    ]
    assert float(rows[0]["probability"]) == pytest.approx(0.530, abs=0.001), "1 / (1 + e^-(3 / √2 - 2))"
    assert float(rows[2]["probability"]) == pytest.approx(0.731, abs=0.001), "1 / (1 + e^-1)"


def test_a_model_by_group(tmp_path, model):
    texts = [{"doc_id": f"f{i}", "outlet": "Fen", "text": "The fire went on."} for i in range(6)]
    texts += [{"doc_id": f"g{i}", "outlet": "Gale", "text": "A calm day." if i else "Fire."} for i in range(6)]
    rows = rows_of(write_corpus(tmp_path / "in" / "c.jsonl", texts), "--model", model, "--by", "outlet")
    assert {(row["scheme"], row["measure"], row["part"]) for row in rows} == {("model", "texts with a frame", "all")}
    fen, gale, between = (row for row in rows if row["frame"] == "alarm")
    assert (fen["group"], fen["n"], fen["total"], fen["rate"]) == ("Fen", "6", "6", "1")
    assert (gale["group"], gale["n"], gale["total"]) == ("Gale", "1", "6")
    assert 0 < float(gale["rate_low"]) < 1 / 6 < float(gale["rate_high"]) < 1
    assert float(between["difference"]) == pytest.approx(5 / 6) and 0 < float(between["p"]) <= float(between["q"])


def test_too_few_texts_for_a_model_have_no_interval(corpus, model):
    rows = rows_of(corpus, "--model", model, "--by", "source_type")
    assert [row["n"] for row in rows if row["frame"] == "alarm" and not row["compared_with"]] == ["2", "0"]
    assert not any(row["rate_low"] or row["p"] or row["q"] for row in rows)


@pytest.mark.parametrize("option", [("--scheme", "generic"), ("--frames", "own.csv"), ("--part", "all")])
def test_a_model_reads_whole_texts_and_has_its_own_labels(corpus, model, option):
    assert f"leave out {option[0]}" in fails(2, "frames", corpus, "--model", model, *option, "-o", "-")


def test_a_list_of_frames_is_not_written_over(corpus, tmp_path):
    own = tmp_path / "own.csv"
    own.write_text("entry,frame\nfire,danger\n", encoding="utf-8")
    assert "the list of frames" in fails(2, "frames", corpus, "--frames", own, "-o", own)
