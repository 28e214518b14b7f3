"""The command line: every mistake is told in one line, and nothing half-written is left."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.calls import CALLS, TEXTS, call, fails, write_corpus


@pytest.fixture
def corpus(tmp_path):
    return write_corpus(tmp_path / "in" / "corpus.jsonl", TEXTS)


@pytest.mark.parametrize("verb", CALLS)
def test_a_corpus_without_a_word_is_told(verb, tmp_path):
    rows = [{"doc_id": "a", "source_type": "advocacy", "text": "…"}, {"doc_id": "b", "source_type": "x", "text": ""}]
    assert "no text has a word" in fails(2, verb, write_corpus(tmp_path / "c.jsonl", rows), *CALLS[verb], "-o", "-")


def test_scores_of_no_word_that_stands_there_are_told(corpus, tmp_path):
    (tmp_path / "s.csv").write_text("term,score\nxyzzy,1\n")
    told = fails(2, "wordshift", corpus, "--target", "advocacy", "--scores", tmp_path / "s.csv", "-o", "-")
    assert "none of the scored terms stands in group advocacy, part body" in told


def test_a_group_a_part_or_a_voice_without_a_word_is_told(tmp_path):
    rows = [*TEXTS, {"doc_id": "d", "source_type": "blog", "text": "…"}]
    file = write_corpus(tmp_path / "c.jsonl", rows)
    for arguments in (("--target", "blog"), ("--target", "advocacy", "--reference", "blog")):
        result = call("keyness", file, *arguments, "-o", "-")
        assert result.exit_code == 2
        assert "group blog has no words" in result.stderr.splitlines()[-1]
    assert "no text has a word in part comment" in fails(
        2, "terms", write_corpus(tmp_path / "d.jsonl", TEXTS), "--part", "comment", "-o", "-"
    )


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("none.csv", None, "none.csv: there is no such file or folder"),
        ("c.csv", b"", "c.csv: is empty"),
        ("c.csv", b"doc_id,text\n", "c.csv: holds no rows"),
        ("c.csv", b"doc_id,body\na,x\n", "c.csv, row 1, column text: there is no such column"),
        ("c.csv", b"doc_id,text\na,caf\xe9\n", "c.csv, line 2: not UTF-8 at byte offset 17 (0xe9)"),
        ("c.csv", b"doc_id,text\na,x\na,y\n", "c.csv, row 3, column doc_id: 'a' occurs in row 2 too"),
        ("c.csv", b"doc_id,text\n,x\n", "c.csv, row 2, column doc_id: is empty"),
        ("c.csv", b"doc_id,text\na,\n", "c.csv, row 2, column text: is empty"),
        ("c.jsonl", b'{"doc_id": "a", "text": null}\n', "c.jsonl, line 1, column text: is empty"),
        ("c.jsonl", b'{"doc_id": null, "text": "x"}\n', "c.jsonl, line 1, column doc_id: is empty"),
        ("c.parquet", b"PAR1", "c.parquet: not a Parquet file"),
        ("c.xlsx", b"x", "c.xlsx: cannot read this kind of file"),
    ],
)
def test_a_corpus_that_cannot_be_read_is_told(tmp_path, name, data, expected):
    (tmp_path / "in").mkdir()
    (tmp_path / "out").mkdir()
    file = tmp_path / "in" / name
    if data is not None:
        file.write_bytes(data)
    for verb, arguments in CALLS.items():
        assert expected in fails(2, verb, file, *arguments, "-o", tmp_path / "out" / "t.csv")
    assert os.listdir(tmp_path / "out") == []


def test_a_hash_that_does_not_match_and_a_file_outside_are_told(tmp_path):
    (tmp_path / "a.txt").write_text("Fire")
    (tmp_path / "SOURCES.csv").write_text("doc_id,file,sha256\na,a.txt,abc\n")
    assert "SOURCES.csv, row 2, column sha256: a.txt does not match" in fails(2, "terms", tmp_path, "-o", "-")
    (tmp_path / "SOURCES.csv").write_text("doc_id,file\na,../a.txt\n")
    assert "row 2, column file: '../a.txt' is outside the folder" in fails(2, "terms", tmp_path, "-o", "-")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("keyness", "--target", "blog", "-o", "-"), "there are: 'advocacy', 'newswire'"),
        (("keyness", "--target", "advocacy", "--reference", "blog", "-o", "-"), "there are: 'advocacy', 'newswire'"),
        (("keyness", "--target", "x", "--by", "colour", "-o", "-"), "no column 'colour'; they have: doc_id"),
        (("keyness", "-o", "-"), "Missing option '--target'"),
        (("wordshift", "--target", "x", "--by", "colour", "-o", "-"), "no column 'colour'; they have: doc_id"),
        (("wordshift", "--target", "x", "--by", "voice", "-o", "-"), "there are: 'author', 'direct', 'indirect'"),
        (("wordshift", "--target", "advocacy", "--of", "all", "-o", "-"), "'all' is not one of"),
        (("wordshift", "--target", "advocacy", "--scores", "none.csv", "-o", "-"), "none.csv: there is no such file"),
        (("keyness", "--target", "x", "--each", "-o", "-"), "--each compares every group; leave out --target"),
        (("keyness", "--each", "--pairs", "-o", "-"), "--each and --pairs are two ways to compare every group"),
        (("wordshift", "--target", "x", "--scores", "f.csv", "--of", "entropy", "-o", "-"), "leave out --of"),
        (("wordshift", "--target", "x", "--scores", "f.csv", "--lexicon", "f.csv", "-o", "-"), "leave out --of"),
        (("wordshift", "--target", "x", "--of", "entropy", "--lexicon", "f.csv", "-o", "-"), "leave it out, or --of"),
        (("wordshift", "--target", "headline", "--by", "part", "--part", "body", "-o", "-"), "leave out --part body"),
        (
            ("wordshift", "--target", "author", "--by", "voice", "--voice", "author", "-o", "-"),
            "leave out --voice auth",
        ),
        (("dispersion", "--within", "--by", "source_type", "-o", "-"), "leave out --by source_type"),
        (("dispersion", "--by", "colour", "-o", "-"), "no column 'colour'; they have: doc_id"),
        (("terms", "--by", "colour", "-o", "-"), "no column 'colour'; they have: doc_id"),
        (("terms",), "Missing option '-o'; see python3 run.py terms --help"),
        (("terms", "-o"), "Option '-o' requires an argument"),
        (("terms", "-o", "-", "--voice", "god"), "'god' is not one of"),
        (("terms", "-o", "-", "--part", "foot"), "'foot' is not one of"),
        (("terms", "-o", "-", "--ngrams", "0"), "0 is not in the range"),
        (("terms", "-o", "-", "--ngrams", "two"), "'two' is not a valid integer"),
        (("terms", "-o", "-", "one", "two"), "unexpected extra argument"),
        (("terms", "-o", "-", "--colour"), "No such option"),
        (("voices", "-o", "-", "--voice", "author"), "No such option"),
        (("kwic", "-o", "-"), "Missing option '--find'"),
        (("kwic", "-o", "-", "--find", ""), "holds no word"),
        (("kwic", "-o", "-", "--find", "*"), "holds no word"),
        (("markers", "-o", "-", "--lexicon", "nowhere.csv"), "nowhere.csv"),
        (("calibrate", "-o", "-"), "5 texts are too few to be split at random: at least 10 are needed"),
        (("calibrate", "-o", "-", "--splits", "0"), "at least 1 split is needed, not 0"),
        (("calibrate", "-o", "-", "--share", "1"), "a share lies between 0 and 1; 1.0 does not"),
        (("calibrate", "-o", "-", "--factor", "nan"), "more than 1, at most 100 times as frequent, not nan"),
        (("calibrate", "-o", "-", "--factor", "1"), "more than 1, at most 100 times as frequent, not 1.0"),
        (("calibrate", "-o", "-", "--by", "source_type"), "give both, or neither"),
        (("calibrate", "-o", "-", "--by", "source_type", "--group", "x"), "there are: 'advocacy', 'newswire'"),
        (("build", "--jobs", "0"), "0 is not in the range"),
        (("truth",), "No such command 'truth'"),
        (("--truth",), "No such option"),
    ],
)
def test_a_call_that_is_wrong_is_told(arguments, expected):
    assert expected in fails(2, *arguments)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("none/t.csv", "there is no folder"),
        ("t.xlsx", "no such kind of table"),
        ("t", "no such kind of table"),
        ("folder.csv", "is a folder"),
        (".", "is a folder"),
    ],
)
def test_an_output_that_cannot_be_is_told_before_any_work(name, expected, tmp_path, monkeypatch):
    (tmp_path / "folder.csv").mkdir()
    monkeypatch.setattr("analysis.read_corpus", lambda corpus: pytest.fail("read the corpus first"))
    for verb, arguments in CALLS.items():
        assert expected in fails(2, verb, *arguments, "-o", tmp_path / name)
    assert os.listdir(tmp_path) == ["folder.csv"]


def test_the_corpus_is_not_written_over(corpus, tmp_path):
    before = Path(corpus).read_bytes()
    assert "is the corpus itself; name another file" in fails(2, "terms", corpus, "-o", corpus)
    assert Path(corpus).read_bytes() == before
    (tmp_path / "a.txt").write_text("Fire")
    (tmp_path / "SOURCES.csv").write_text("doc_id,file\na,a.txt\n")
    assert "is the corpus itself" in fails(2, "voices", tmp_path, "-o", tmp_path / "SOURCES.csv")


def test_work_that_fails_is_told_in_one_line_and_the_old_table_stays(corpus, tmp_path, monkeypatch):
    def broken(*arguments, **options):
        raise RuntimeError("the ink\nran out")

    monkeypatch.setattr("analysis.terms", broken)
    (tmp_path / "t.csv").write_text("old")
    message = fails(1, "terms", corpus, "-o", tmp_path / "t.csv")
    assert message == "error: the ink ran out (RuntimeError); --debug shows where"
    assert (tmp_path / "t.csv").read_text() == "old"
    debug = call("--debug", "terms", corpus, "-o", tmp_path / "t.csv")
    assert debug.exit_code == 1
    assert "Traceback" in debug.stderr
    monkeypatch.setenv("SAMESTORY_DEBUG", "1")
    assert "Traceback" in call("terms", corpus, "-o", tmp_path / "t.csv").stderr
    assert "Traceback" not in fails(2, "terms", "nowhere", "-o", "-")


def test_being_stopped_is_told_in_one_line(corpus, tmp_path, monkeypatch):
    def stop(*arguments, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr("analysis.terms", stop)
    assert fails(130, "terms", corpus, "-o", tmp_path / "t.csv") == "error: stopped; nothing half-written is left"
    assert os.listdir(tmp_path) == ["in"]
