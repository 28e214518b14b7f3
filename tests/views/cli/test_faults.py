"""The command line when the machine fails it, and when a call would write over what it reads."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys

import pytest

from analysis.texts.readers.installation import DATA
from analysis.texts.readers.installation import HOME as CHECKOUT
from analysis.views.cli import messages
from tests.calls import TEXTS, call, fails, run, write_corpus
from tests.faults import disk, limited

NO_MEMORY = f"error: {messages.NO_MEMORY}\n"
LEXICON = "entry,category,loaded\nmob,people,true\n"
posix = pytest.mark.skipif(os.name == "nt", reason="Windows has other streams and limits")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with files of every kind that a call reads, one of them a corpus whose texts are files."""
    monkeypatch.chdir(tmp_path)
    write_corpus(tmp_path / "c.jsonl", TEXTS)
    rows = [TEXTS[number % 3] | {"doc_id": str(number), "label": number % 2} for number in range(50)]
    write_corpus(tmp_path / "labelled.jsonl", rows)
    write_corpus(tmp_path / "gold.jsonl", [{"id": "a", "text": TEXTS[0]["text"], "quotes": []}])
    (tmp_path / "L.csv").write_text(LEXICON)
    (tmp_path / "S.csv").write_text("term,score\nfire,1\nmob,2\n")
    (tmp_path / "M.jsonl").symlink_to("c.jsonl")
    os.link(tmp_path / "L.csv", tmp_path / "hard.csv")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "a.csv").write_text("The mob lied about the fire.")
    (tmp_path / "texts" / "SOURCES.csv").write_text("doc_id,file,source_type\na,a.csv,x\n")
    return tmp_path


@pytest.mark.parametrize(
    ("said", "arguments"),
    [
        ("the lexicon itself", "markers c.jsonl --lexicon L.csv -o L.csv"),
        ("the lexicon itself", "markers c.jsonl --lexicon L.csv -o hard.csv"),
        ("the lexicon itself", "wordshift c.jsonl --target advocacy --lexicon L.csv -o ./L.csv"),
        ("the table of scores itself", "wordshift c.jsonl --target advocacy --scores S.csv -o S.csv"),
        ("the lexicon itself", "train labelled.jsonl --lexicon L.csv -o m.json --report L.csv"),
        ("the labelled file itself", "train labelled.jsonl -o m.json --report labelled.jsonl"),
        ("named twice", "validate voices --gold gold.jsonl -o v.csv --errors ./v.csv"),
        ("the annotated data itself", "validate voices --gold gold.jsonl -o v.csv --errors gold.jsonl"),
        ("the corpus itself", "terms c.jsonl -o M.jsonl"),
        ("the corpus itself", "terms texts -o texts/SOURCES.csv"),
        ("an input of this very call", "terms texts -o texts/a.csv"),
        ("comes with Same Story", f"terms c.jsonl -o {DATA / 'actors.csv'}"),
        ("comes with Same Story", f"markers c.jsonl -o {DATA / 'lexicon' / 'lexicon.csv'}"),
    ],
)
def test_no_output_is_written_over_an_input(folder, said, arguments):
    files = [file for place in (folder, DATA) for file in place.rglob("*") if file.is_file()]
    before = {file: file.read_bytes() for file in files}
    assert said in fails(2, *arguments.split())
    assert {file: file.read_bytes() for file in files} == before
    assert not {"m.json", "v.csv"} & set(os.listdir(folder))


def test_a_table_may_go_beside_the_texts_of_a_corpus_and_be_written_again(folder):
    for _ in range(2):
        assert call("terms", "texts", "-o", "texts/terms.csv").exit_code == 0
    assert (folder / "texts" / "terms.csv").read_text().startswith("term,group,n,")


@posix
def test_a_full_disk_is_told_by_every_kind_of_table_and_the_model(folder):
    with disk("40k") as place:
        with (place / "fill").open("wb", buffering=0) as fill, pytest.raises(OSError, match="No space"):
            while True:
                fill.write(bytes(4096))
        before = sorted(os.listdir(place))
        for name in ("t.csv", "t.jsonl", "t.parquet"):
            assert f"{name}: cannot be written: the disk is full; free" in fails(2, "voices", "-o", place / name)
        told = call("train", "labelled.jsonl", "--repeats", 1, "-o", place / "m.json", "--report", "r.csv")
        assert told.exit_code == 2 and "m.json: cannot be written: the disk is full; free" in told.stderr
        assert sorted(os.listdir(place)) == before and (place / "old.csv").read_text() == "old"


@posix
@pytest.mark.parametrize("redirected", ["terms -o - >/dev/full", "voices -o - >/dev/full", "--help >/dev/full"])
def test_a_full_standard_output_is_told(redirected):
    if not os.path.exists("/dev/full"):
        pytest.skip("this system has no /dev/full")
    result = _shell(redirected)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.startswith("error: ") and result.stderr.endswith(
        "the disk is full; free some space or name another folder\n"
    )
    assert result.stderr.count("\n") == 1


@posix
def test_a_closed_standard_output_is_told_and_what_needs_none_runs(tmp_path):
    closed = _shell("terms -o - >&-")
    assert (closed.returncode, closed.stderr) == (1, "error: standard output: it is closed; name a file\n")
    mute = _shell(f"keyness --target advocacy -o {tmp_path}/t.csv <&- >&- 2>&-")
    assert (mute.returncode, mute.stdout, mute.stderr) == (0, "", "")
    heard = call("keyness", "--target", "advocacy", "-o", tmp_path / "u.csv")
    assert heard.stderr  # so that there was something to be said into the closed stream
    assert (tmp_path / "t.csv").read_bytes() == (tmp_path / "u.csv").read_bytes()


def _shell(arguments):
    command = f"{sys.executable} -m analysis {arguments}"
    return subprocess.run(command, shell=True, capture_output=True, text=True, check=False, cwd=CHECKOUT)


SCRIPT = "import runpy, sys; sys.argv = ['analysis', *{arguments}]; runpy.run_module('analysis', run_name='__main__')"


@posix
@pytest.mark.parametrize("limit", [60 * 2**20, 500_000_000, 2**30])
def test_too_little_memory_is_told(tmp_path, limit):
    """Under the lowest nothing loads, under the next OpenBLAS would wait for ever; then the texts are too many."""
    file = tmp_path / "c.csv"
    file.write_text("doc_id,text\n" + "".join(f"{n},{'The fire went on in town. ' * 400}\n" for n in range(20_000)))
    one_thread = os.environ | {"OPENBLAS_NUM_THREADS": "1"}
    script = SCRIPT.format(arguments=["similarity", str(file), "-o", str(tmp_path / "t.csv")])
    result = limited(("RLIMIT_AS", limit), script, env=one_thread)
    assert (result.returncode, result.stderr) == (1, NO_MEMORY)
    assert os.listdir(tmp_path) == ["c.csv"]


@pytest.mark.parametrize(
    "error", [OSError(12, "Cannot allocate memory"), RuntimeError("can't start new thread"), MemoryError()]
)
def test_all_that_means_too_little_memory_is_told_in_one_way(folder, monkeypatch, error):
    def lacking(*arguments, **options):
        raise error

    monkeypatch.setattr("analysis.terms", lacking)
    assert f"{fails(1, 'terms', 'c.jsonl', '-o', 't.csv')}\n" == NO_MEMORY


def test_an_error_of_the_system_is_told_with_the_file_and_what_to_do(folder, monkeypatch):
    def broken(*arguments, **options):
        (folder / ("n" * 300)).mkdir()

    monkeypatch.setattr("analysis.terms", broken)
    said = fails(1, "terms", "c.jsonl", "-o", "t.csv")
    assert said.startswith("error: ") and said.endswith("n: the name is too long; give a shorter one")


@pytest.mark.parametrize("culprit", ["--by", "--find"])
def test_a_line_is_short_and_keeps_culprit_and_advice(folder, culprit):
    verb = "kwic" if culprit == "--find" else "terms"
    said = fails(2, verb, "c.jsonl", culprit, "!" * 100_000, "-o", "t.csv")
    assert len(said) <= messages.LONGEST < 500 and "!!!" in said and said.count(" … ") <= 1
    name = f"{'n' * 5000}.csv"
    for arguments in (("c.jsonl", "-o", name), (name, "-o", "-")):
        said = fails(2, "voices", *arguments)
        assert len(said) <= messages.LONGEST and said.startswith("error: nnn")
        assert said.endswith(("give a shorter one", "check it"))


FORMULAS = ["=1+1", "+1", "-1", "@x", "\tx", "\r=x", ' "=x', "'=x", "＝1"]
PLAIN = ["a=1", "1", "—x", "“x”", "n/a", "x\ny"]


def test_safe_csv_escapes_what_a_spreadsheet_would_run(folder):
    rows = [{"doc_id": name, "text": "A mob. A mob lied."} for name in [*FORMULAS, *PLAIN]]
    write_corpus(folder / "ids.jsonl", rows)
    for arguments, column in ((["terms", "ids.jsonl", "--by", "doc_id"], "group"), (["voices", "ids.jsonl"], "doc_id")):
        usual, safe = (
            list(csv.DictReader(io.StringIO(call(*arguments, *option, "-o", "-").stdout_bytes.decode(), newline="")))
            for option in ([], ["--safe-csv"])
        )
        assert {row[column] for row in usual} == {*FORMULAS, *PLAIN}
        assert {row[column] for row in safe} == {*(f"'{text}" for text in FORMULAS), *PLAIN}
        others = [name for name in usual[0] if name != column]
        assert sorted([row[name] for name in others] for row in usual) == sorted(
            [row[name] for name in others] for row in safe
        )
    call("terms", "ids.jsonl", "--by", "doc_id", "--safe-csv", "-o", "t.jsonl")
    assert {json.loads(line)["group"] for line in (folder / "t.jsonl").read_text().splitlines()} == {*FORMULAS, *PLAIN}


OWN = ["n", "total", "group", "part", "voice", "term", "p"]
BY = {
    "terms": (), "keyness": ("--target", "x"), "wordshift": ("--target", "x"), "stability": ("--target", "x"),
    "dispersion": (),
}  # fmt: skip


@pytest.mark.parametrize("verb", BY)
def test_a_column_of_the_corpus_may_be_named_like_one_of_ours(folder, verb):
    tables = set()
    for name in ["colour", *OWN]:
        rows = [text | {name: "x" if text["source_type"] == "advocacy" else "y/\n=z"} for text in TEXTS]
        write_corpus(folder / "own.jsonl", rows)
        tables.add(call(verb, "own.jsonl", "--by", name, *BY[verb], "-o", "-").stdout)
    (table,) = tables
    assert len(table.splitlines()) > 2


@pytest.mark.parametrize(
    "arguments",
    [
        "terms --ngrams 21", "reuse --least 1001", "stability --target advocacy --block 1001",
        "robustness --combinations 10001", "calibrate --splits 10001", "train labelled.jsonl --repeats 1001",
    ],
)  # fmt: skip
def test_options_have_an_upper_bound_that_is_told(folder, arguments):
    most = int(arguments.split()[-1]) - 1
    assert f"<={most}" in fails(2, *arguments.split(), "-o", "m.json" if "train" in arguments else "-")


@pytest.mark.parametrize("value", ["nan", "inf", "-inf"])
def test_a_number_that_is_none_is_told(folder, value):
    for option in ("--share", "--factor"):
        assert value in fails(2, "calibrate", "c.jsonl", option, value, "-o", "-")


@pytest.mark.parametrize("verb", [["figures", "c.jsonl"], ["figures", "--check"], ["build"]])
def test_an_empty_name_of_a_folder_is_not_the_usual_folder(folder, verb):
    assert fails(2, *verb, "--out", "") == "error: --out: names no folder; name one, or leave it out"


def test_a_terminal_code_in_a_real_name_is_not_said(tmp_path):
    result = run("terms", tmp_path / "a\x1b[31m\nb.csv", "-o", "-")
    assert result.returncode == 2
    assert b"\x1b" not in result.stderr and result.stderr.count(b"\n") == 1
