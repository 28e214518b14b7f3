"""The command line: every verb writes its table, every mistake is told in one line, nothing half-written is left."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from analysis.__main__ import cli
from analysis.schema import COLUMNS, PARTS, VOICES
from analysis.texts.corpus import CHECKOUT, read_corpus
from analysis.texts.voices import voices
from analysis.views import book
from analysis.views.terminal import PROGRAM, in_steps

TEXTS = [
    {
        "doc_id": "a",
        "source_type": "advocacy",
        "text": "“We saw no fire,” Ann Lee said on Monday. The mob lied about it.",
    },
    {"doc_id": "b", "source_type": "advocacy", "text": "The fire was a shameful lie. The fire went on."},
    {
        "doc_id": "c",
        "source_type": "newswire",
        "text": "Officials said the fire was out. The United Nations looked on. The mob lied about it.",
    },
]
CALLS = {
    "voices": (),
    "sources": (),
    "kwic": ("--find", "the fire"),
    "markers": (),
    "names": (),
    "terms": (),
    "collocations": (),
    "tfidf": (),
    "similarity": (),
    "reuse": ("--least", 4),
    "keyness": ("--target", "advocacy"),
    "dispersion": (),
    "wordshift": ("--target", "advocacy"),
    "stability": ("--target", "advocacy"),
    "robustness": ("--combinations", "5"),
}
TABLE_OF = {verb: "segments" if verb == "voices" else verb for verb in CALLS}


@pytest.fixture
def corpus(tmp_path):
    return write_corpus(tmp_path / "in" / "corpus.jsonl", TEXTS)


def write_corpus(file, rows):
    file.parent.mkdir(exist_ok=True)
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(file)


def call(*arguments):
    return CliRunner().invoke(cli, [str(argument) for argument in arguments], prog_name=PROGRAM)


def fails(code, *arguments):
    """Return the one line that a failing call says."""
    result = call(*arguments)
    assert result.exit_code == code, result.output
    assert result.stdout == ""
    lines = result.stderr.splitlines()
    assert lines[-1].startswith("error: ")
    assert len(lines) == 1
    return lines[0]


def run(*arguments, **options):
    settings = {"capture_output": True, "cwd": CHECKOUT, "timeout": 100} | options
    return subprocess.run([sys.executable, "-m", "analysis", *map(str, arguments)], check=False, **settings)


def read_csv(text):
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("verb", CALLS)
def test_every_verb_writes_its_columns_in_order(verb, corpus, tmp_path):
    for ending in ("csv", "jsonl", "parquet"):
        result = call(verb, corpus, *CALLS[verb], "-o", tmp_path / f"t.{ending}")
        assert result.exit_code == 0, result.stderr
        assert result.stdout == ""
    columns = list(COLUMNS[TABLE_OF[verb]])
    table = pd.read_parquet(tmp_path / "t.parquet")
    assert list(table.columns) == columns
    assert len(table) > 0
    rows = read_csv((tmp_path / "t.csv").read_bytes().decode())
    lines = [json.loads(line) for line in (tmp_path / "t.jsonl").read_bytes().decode().split("\n")[:-1]]
    assert len(rows) == len(lines) == len(table)
    assert list(rows[0]) == list(lines[0]) == columns
    for row, line in zip(rows, lines, strict=True):
        for column in columns:
            if isinstance(line[column], bool):
                assert row[column] == str(line[column]).lower()
            elif isinstance(line[column], (int, float)):
                assert float(row[column]) == pytest.approx(line[column], rel=1e-9)
            else:
                assert row[column] in (line[column] or "", "inf", "-inf")
    assert call(verb, corpus, *CALLS[verb], "-o", "-").stdout.encode() == (tmp_path / "t.csv").read_bytes()


@pytest.mark.parametrize("verb", CALLS)
def test_every_verb_reads_the_shipped_texts_and_gives_the_same_bytes_again(verb):
    arguments = (verb, *CALLS[verb], "-o", "-")
    first, again = call(*arguments), call(arguments[0], "data/raw", *arguments[1:])
    assert first.exit_code == 0, first.stderr
    assert first.stdout.splitlines()[0] == ",".join(COLUMNS[TABLE_OF[verb]])
    assert first.stdout == again.stdout


def test_terms_counts_what_is_asked_for(corpus):
    rows = read_csv(call("terms", corpus, "--by", "doc_id", "--voice", "author", "-o", "-").stdout)
    fire = {row["group"]: (row["n"], row["total"], row["per_1000"]) for row in rows if row["term"] == "fire"}
    assert fire["b"] == ("2", "10", "200")
    assert "a" not in fire, "Ann Lee's words are not the text's own"
    pairs = read_csv(call("terms", corpus, "--ngrams", 2, "-o", "-").stdout)
    assert {row["term"]: row["n"] for row in pairs}["the fire"] == "3"


def test_what_texts_share_is_counted_once_where_that_is_asked_for(tmp_path):
    told = "the bridge over the river was closed on friday"
    rows = [
        {"doc_id": "late", "date": "2020-02-02", "text": f"Now {told}."},
        {"doc_id": "soon", "date": "2020-01-01", "text": f"Then {told}."},
    ]
    corpus = write_corpus(tmp_path / "in" / "c.jsonl", rows)
    found = read_csv(call("reuse", corpus, "-o", "-").stdout)
    assert [(row["doc_id_a"], row["doc_id_b"], row["n_words"]) for row in found] == [("late", "soon", "9")]
    result = call("terms", corpus, "--by", "doc_id", "--shared", "once", "-o", "-")
    assert {row["group"]: row["total"] for row in read_csv(result.stdout)} == {"late": "1", "soon": "10"}
    assert "1 shared passage: the words that an earlier text has already are not counted" in result.stderr
    every = call("terms", corpus, "--by", "doc_id", "-o", "-")
    assert {row["group"]: row["total"] for row in read_csv(every.stdout)} == {"late": "10", "soon": "10"}


def test_a_column_of_the_corpus_can_be_called_like_one_of_ours(tmp_path):
    rows = [row | {"part": str(number), "term": "x"} for number, row in enumerate(TEXTS)]
    result = call("terms", write_corpus(tmp_path / "c.jsonl", rows), "--by", "part", "-o", "-")
    assert {row["group"] for row in read_csv(result.stdout)} == {"0", "1", "2"}


def test_keyness_says_why_there_is_no_p(corpus):
    result = call("keyness", corpus, "--target", "advocacy", "--reference", "newswire", "-o", "-")
    assert result.exit_code == 0
    rows = read_csv(result.stdout)
    assert {row[name] for row in rows for name in ("p", "q", "log_ratio_low", "log_ratio_high")} == {""}
    assert "at least 5 in each group, but there are 2 against 1" in result.stderr
    assert len(result.stderr.splitlines()) == 1 and "*" not in result.output


def test_keyness_compares_every_group_and_counts_the_comparisons(tmp_path):
    rows = [
        {"doc_id": f"{side}{i}", "source_type": side, "outlet": f"{side}{i // 2}", "text": "fire war " * (i + 1) + side}
        for side, n in (("x", 10), ("y", 10), ("z", 4))
        for i in range(n)
    ]
    corpus = write_corpus(tmp_path / "c.jsonl", rows)
    result = call("keyness", corpus, "--pairs", "-o", "-")
    table = read_csv(result.stdout)
    assert {(row["target"], row["reference"]) for row in table} == {("x", "y"), ("x", "z"), ("y", "z")}
    assert {row["p"] == "" for row in table if row["reference"] == "z"} == {True}
    first, *why = result.stderr.splitlines()
    assert first == "3 comparisons; q counts the 4 words tested in all of them"
    assert [line.split(":")[0] for line in why] == ["x against z", "y against z"]
    each = read_csv(call("keyness", corpus, "--each", "-o", "-").stdout)
    assert {row["reference"] for row in each} == {"all but x", "all but y", "all but z"}
    by_outlet = call("keyness", corpus, "--target", "x", "--reference", "y", "--cluster", "outlet", "-o", "-")
    assert {row["n_units_target"] for row in read_csv(by_outlet.stdout)} == {"5"} and by_outlet.stderr == ""
    few = call("keyness", corpus, "--target", "z", "--cluster", "outlet", "-o", "-")
    assert "they compare clusters" in few.stderr and "2 against 10" in few.stderr
    assert call("keyness", corpus, "--target", "x", "--each", "-o", "-").exit_code == 2


def test_wordshift_adds_up_what_is_asked_for(corpus, tmp_path):
    def shift(*arguments):
        result = call("wordshift", corpus, *arguments, "-o", "-")
        assert result.exit_code == 0, result.stderr
        rows = read_csv(result.stdout)
        return {row["item"]: float(row["contribution"]) for row in rows}, result.stderr.splitlines()

    # advocacy: 19 words, with "mob", "lied", "shameful" and "lie" at least; newswire: none.
    entries, said = shift("--target", "advocacy")
    kinds, _ = shift("--target", "advocacy", "--of", "categories")
    assert sum(entries.values()) == pytest.approx(sum(kinds.values())) and sum(entries.values()) > 0
    assert len(said) == 1 and "at least 5 in each group, but there are 2 against 1" in said[0]
    _, said = shift("--by", "voice", "--target", "author", "--of", "proportion")
    assert len(said) == 1 and "at least 5 in each group, but there are 3 against 2" in said[0]
    assert shift("--target", "advocacy", "--of", "entropy")[1] == []
    (tmp_path / "s.csv").write_text("term,score\nFire,1\nlie,3\nnever,9\n")
    scores, said = shift("--target", "advocacy", "--scores", tmp_path / "s.csv")
    assert sum(scores.values()) == pytest.approx((3 * 1 + 3) / 4 - 1)
    assert said[0] == "2 of 3 scored terms stand in the groups; 5 of their words have a score"
    wordless = tmp_path / "none.csv"
    wordless.write_text("entry,category,loaded\nxyzzy,a,true\n")
    empty, said = shift("--target", "advocacy", "--lexicon", wordless)
    assert empty == {} and said == ["no item to add up in either group: the table is empty"]


def test_keyness_says_nothing_where_there_are_enough_texts(tmp_path):
    rows = [
        {"doc_id": f"{side}{i}", "source_type": side, "text": "fire war " * (i + 1) + side}
        for side in "xy"
        for i in range(5)
    ]
    result = call("keyness", write_corpus(tmp_path / "c.jsonl", rows), "--target", "x", "-o", "-")
    assert result.stderr == ""
    p = {row["term"]: row["p"] for row in read_csv(result.stdout)}
    assert set(p) == {"fire", "war", "x", "y"} and "" not in p.values()


def test_stability_says_of_what_it_speaks_or_why_it_does_not(corpus, tmp_path):
    result = call("stability", corpus, "--target", "advocacy", "-o", "-")
    assert {row["within_low"] for row in read_csv(result.stdout)} == {""}
    assert result.stderr.startswith("No stability within the texts: ") and len(result.stderr.splitlines()) == 1
    rows = [{"doc_id": side, "source_type": side, "text": f"Fire in {side}land. " * 6} for side in "xy"]
    file = write_corpus(tmp_path / "c.jsonl", rows)
    result = call("stability", file, "--target", "x", "--block", 1, "-o", "-")
    assert "these texts alone" in result.stderr and len(result.stderr.splitlines()) == 1
    table = read_csv(result.stdout)
    assert "" not in {row["within_low"] for row in table} and {row["n_blocks_target"] for row in table} == {"6"}


def test_texts_without_a_word_are_named_and_counted_as_nothing(tmp_path):
    rows = [*TEXTS, {"doc_id": "none", "text": ""}, {"doc_id": "dots\n", "text": "… — !"}]
    wordless = write_corpus(tmp_path / "c.jsonl", rows)
    for verb in ("terms", "voices"):
        result = call(verb, wordless, "-o", "-")
        assert result.exit_code == 0
        assert result.stderr == "no word in: none, dots  (kept, counted as nothing)\n"
    assert read_csv(call("terms", wordless, "-o", "-").stdout)[0]["n_docs"] == "3"


@pytest.mark.parametrize("verb", CALLS)
def test_a_corpus_without_a_word_is_told(verb, tmp_path):
    rows = [{"doc_id": "a", "source_type": "advocacy", "text": "…"}, {"doc_id": "b", "source_type": "x", "text": ""}]
    assert "no text has a word" in fails(2, verb, write_corpus(tmp_path / "c.jsonl", rows), *CALLS[verb], "-o", "-")


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
        ("c.csv", b"doc_id,text\na,x\na,y\n", "c.csv, row 3, column doc_id: 'a' stands in row 2 too"),
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
        (("keyness", "--target", "blog", "-o", "-"), "there are: advocacy, newswire"),
        (("keyness", "--target", "advocacy", "--reference", "blog", "-o", "-"), "there are: advocacy, newswire"),
        (("keyness", "--target", "x", "--by", "colour", "-o", "-"), "no column 'colour'; they have: doc_id"),
        (("keyness", "-o", "-"), "Missing option '--target'"),
        (("wordshift", "--target", "x", "--by", "colour", "-o", "-"), "no column 'colour'; they have: doc_id"),
        (("wordshift", "--target", "x", "--by", "voice", "-o", "-"), "there are: author, direct, indirect"),
        (("wordshift", "--target", "advocacy", "--of", "all", "-o", "-"), "'all' is not one of"),
        (("wordshift", "--target", "advocacy", "--scores", "none.csv", "-o", "-"), "none.csv: there is no such file"),
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
        (("calibrate", "-o", "-", "--factor", "nan"), "1 to 100 times as frequent, not nan"),
        (("calibrate", "-o", "-", "--by", "source_type"), "give both, or neither"),
        (("calibrate", "-o", "-", "--by", "source_type", "--group", "x"), "there are: advocacy, newswire"),
        (("build", "--jobs", "0"), "0 is not in the range"),
        (("truth",), "No such command 'truth'"),
        (("--truth",), "No such option"),
    ],
)
def test_a_call_that_is_wrong_is_told(arguments, expected):
    assert expected in fails(2, *arguments)


def test_build_takes_the_shipped_texts_alone(corpus, tmp_path):
    for other in (corpus, CHECKOUT / "data"):
        message = fails(2, "build", other, "--out", tmp_path / "out")
        assert "build takes the texts in data/raw alone in this edition; leave it out" in message
    assert "there is no such file or folder" in fails(2, "build", "nowhere", "--out", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_figures_take_any_corpus_with_source_types(corpus, tmp_path):
    assert "name a folder for its figures with --out" in fails(2, "figures", corpus)
    bare = write_corpus(tmp_path / "bare.jsonl", [{"doc_id": "a", "text": "A fire."}])
    assert "no value in the column 'source_type'" in fails(2, "figures", bare, "--out", tmp_path / "none")
    assert not (tmp_path / "none").exists()
    out = tmp_path / "out"
    result = call("figures", corpus, "--out", out)
    assert result.exit_code == 0 and result.stderr.strip() == f"the figures are in {out}"
    assert call("figures", corpus, "--out", out, "--check").exit_code == 0
    table = out / "who-is-speaking.csv"
    table.write_text(table.read_text().replace("newswire", "wire", 1))
    changed = call("figures", corpus, "--out", out, "--check")
    assert changed.exit_code == 1 and "who-is-speaking.csv, row" in changed.stderr


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


def test_texts_read_in_steps_are_those_read_at_once(tmp_path):
    documents = read_corpus(write_corpus(tmp_path / "c.jsonl", [*TEXTS, {"doc_id": "e", "text": ""}]))
    pd.testing.assert_frame_equal(in_steps(voices, documents, step=1), voices(documents))
    assert len(in_steps(voices, documents.iloc[3:], step=1)) == 0


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


def test_figures_writes_or_compares(monkeypatch, tmp_path):
    gallery = pytest.importorskip("analysis.views.gallery")
    written = []
    monkeypatch.setattr(gallery, "write_figures", lambda out, story: written.append((out, story)))
    monkeypatch.setattr(gallery, "check_figures", lambda out, story: [])
    assert call("figures", "data/raw", "--out", tmp_path).exit_code == 0
    assert call("figures", "--out", tmp_path, "--check").exit_code == 0
    assert written == [(tmp_path, None)]
    monkeypatch.setattr(gallery, "check_figures", lambda out, story: ["voices.csv, row 2, column n: 3 is now 4"])
    result = call("figures", "--out", tmp_path, "--check")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0] == "voices.csv, row 2, column n: 3 is now 4"
    assert "has changed" in result.stderr.splitlines()[1]
    assert "there is no such folder" in fails(2, "figures", "--out", tmp_path / "none", "--check")
    (tmp_path / "holiday.png").write_bytes(b"")
    assert "holds something that is not ours" in fails(2, "figures", "--out", tmp_path)
    assert written == [(tmp_path, None)]


def test_build_hands_on_what_is_asked_for(monkeypatch, tmp_path):
    asked = []

    def record(out, **options):
        asked.append((out, options))
        return book.Book(out, made=len(asked) == 1)

    monkeypatch.setattr(book, "build", record)
    first, again = call("build", "--out", tmp_path, "--jobs", 2, "--force"), call("build", "data/raw")
    assert asked == [(tmp_path, {"jobs": 2, "force": True}), (CHECKOUT / "site", {"jobs": None, "force": False})]
    assert first.stderr == f"the book is in {tmp_path / 'index.html'}\n"
    assert again.stderr == f"nothing has changed; the book is in {CHECKOUT / 'site' / 'index.html'}\n"


@pytest.mark.parametrize(
    "arguments", [(), ("--help",), ("-h",), *((verb, "--help") for verb in [*CALLS, "build", "figures"])]
)
def test_help(arguments):
    result = call(*arguments)
    assert result.exit_code == 0
    assert result.stderr == ""
    assert result.stdout.isascii()
    if len(arguments) < 2:
        assert all(f"\n  {verb} " in result.stdout for verb in [*CALLS, "build", "figures"])
    else:
        assert f"  python3 run.py {arguments[0]}" in result.stdout
        assert "CORPUS" in result.stdout


def test_the_examples_of_the_help_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for verb in CALLS:
        example = cli.commands[verb].epilog
        arguments = next(csv.reader([example], delimiter=" "))
        assert arguments[0] == verb
        result = call(*arguments)
        assert result.exit_code == 0, result.stderr
        assert (tmp_path / arguments[-1]).exists()


def test_the_options_are_those_of_the_design():
    options = {
        name: {option for parameter in command.params for option in parameter.opts if option.startswith("-")}
        for name, command in cli.commands.items()
    }
    where = {"-o", "--voice", "--part"}
    assert options == {
        "build": {"--out", "--jobs", "--force"},
        "figures": {"--out", "--check"},
        "voices": {"-o"},
        "names": {"-o"},
        "sources": {"-o"},
        "markers": {"-o", "--lexicon", "--model"},
        "kwic": {"-o", "--find"},
        "collocations": where,
        "similarity": where,
        "reuse": {"-o", "--least", "--part"},
        "tfidf": where | {"--shared"},
        "terms": where | {"--by", "--ngrams", "--shared"},
        "keyness": where | {"--by", "--target", "--reference", "--each", "--pairs", "--cluster", "--shared"},
        "stability": where | {"--by", "--target", "--reference", "--block"},
        "robustness": where | {"--by", "--combinations"},
        "dispersion": where | {"--by", "--within"},
        "wordshift": where | {"--by", "--target", "--reference", "--of", "--scores", "--lexicon"},
        "validate": {"-o", "--gold", "--errors"},
        "calibrate": where | {"--by", "--group", "--splits", "--share", "--factor", "--cluster", "--seed"},
        "train": {"-o", "--report", "--lexicon", "--repeats"},
    }


def test_every_part_and_voice_can_be_chosen():
    for option, values in (("--voice", VOICES), ("--part", PARTS)):
        for value in (*values, "all"):
            assert call("terms", option, value, "-o", "-").exit_code in (0, 2)
            assert "is not one of" not in call("terms", option, value, "-o", "-").stderr


# The rest runs real programs: the locale, the pipe and the signals are theirs.


def test_terms_loads_no_heavy_library_and_writes_utf8_in_any_locale(tmp_path):
    corpus = write_corpus(tmp_path / "c.jsonl", [{"doc_id": "é", "text": "naïve “café”"}])
    script = (
        "import sys, atexit; from analysis.__main__ import cli\n"
        "heavy = {'sklearn', 'nltk', 'matplotlib', 'scipy.stats'}\n"
        "atexit.register(lambda: print('loaded', sorted(heavy & set(sys.modules)), file=sys.stderr))\n"
        f"cli(['terms', {corpus!r}, '--by', 'doc_id', '-o', '-'])"
    )
    surroundings = os.environ | {"LC_ALL": "C", "LANG": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    result = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, check=False, cwd=CHECKOUT, env=surroundings
    )
    assert result.returncode == 0, result.stderr
    assert result.stderr.split(b"\n")[0].strip() == b"loaded []"
    rows = result.stdout.decode("utf-8").split("\n")
    assert rows[1].startswith("café,é,1,2,500,")
    assert b"\r" not in result.stdout


def test_a_message_can_be_said_in_any_locale(tmp_path):
    surroundings = os.environ | {"LC_ALL": "C", "LANG": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    result = run("terms", tmp_path / "né.csv", "-o", "-", env=surroundings)
    assert result.returncode == 2
    assert result.stderr.startswith(b"error: ")
    assert result.stderr.count(b"\n") == 1


def test_a_real_call_says_no_traceback(tmp_path):
    result = run("terms", "nowhere", "-o", tmp_path / "t.csv")
    assert result.returncode == 2
    assert result.stdout == b""
    assert result.stderr.count(b"\n") == 1
    assert os.listdir(tmp_path) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has other pipes and signals")
def test_a_reader_that_has_seen_enough_is_no_error(tmp_path):
    rows = [{"doc_id": str(i), "text": " ".join(f"w{i}x{j}" for j in range(200))} for i in range(100)]
    file = write_corpus(tmp_path / "c.jsonl", rows)
    process = subprocess.Popen(
        [sys.executable, "-m", "analysis", "terms", file, "-o", "-"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=CHECKOUT,
    )  # fmt: skip
    assert process.stdout.readline().startswith(b"term,group,")
    process.stdout.close()
    errors = process.stderr.read()
    process.stderr.close()
    assert errors == b""
    assert process.wait(60) == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows has other pipes and signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_leaves_nothing_half_written(tmp_path, number, code):
    (tmp_path / "out").mkdir()
    script = (
        "import sys, runpy, time, analysis.views.export as export\n"
        "def slow(table, out):\n"
        "    out.write(b'half'); out.flush(); print('writing', flush=True); time.sleep(60)\n"
        "export._WRITERS['.csv'] = slow\n"
        f"sys.argv = ['analysis', 'terms', '-o', {str(tmp_path / 'out' / 't.csv')!r}]\n"
        "runpy.run_module('analysis', run_name='__main__')"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=CHECKOUT
    )
    assert process.stdout.readline() == b"writing\n"
    assert len(os.listdir(tmp_path / "out")) == 1
    process.send_signal(number)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == code
    assert errors.count(b"\n") <= 1
    assert b"Traceback" not in errors
    assert os.listdir(tmp_path / "out") == []
