"""The command line as it is called: help, options, figures, the book, other locales, pipes and signals."""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys

import pytest

from analysis.schema import PARTS, VOICES
from analysis.texts.readers.annotations import TASKS
from analysis.texts.readers.installation import HOME as CHECKOUT
from analysis.views.book import build as book
from analysis.views.cli.app import cli
from tests.calls import CALLS, TEXTS, call, fails, run, write_corpus


@pytest.fixture
def corpus(tmp_path):
    return write_corpus(tmp_path / "in" / "corpus.jsonl", TEXTS)


def test_build_names_what_is_no_corpus(tmp_path):
    assert "holds no SOURCES.csv" in fails(2, "build", CHECKOUT / "docs", "--out", tmp_path / "out")
    assert "there is no such file or folder" in fails(2, "build", "nowhere", "--out", tmp_path / "out")
    assert not (tmp_path / "out").exists()


SOME = "who-is-speaking tf-idf agreement-with-people cue-kinds-by-side names-by-speaker who-gets-to-speak who-is-quoted"


def test_figures_take_any_corpus_with_source_types_or_without(corpus, tmp_path, monkeypatch):
    from analysis.views.figures import gallery, style

    monkeypatch.setattr(gallery, "FIGURES", {name: gallery.FIGURES[name] for name in SOME.split()})
    monkeypatch.setitem(style.RC, "savefig.dpi", 40.0)  # few pixels, drawn by this process: others know of neither
    assert "name a folder for the figures with --out" in fails(2, "figures", corpus)
    bare = write_corpus(tmp_path / "bare.jsonl", [{"doc_id": "a", "text": "A quiet harbour."}])
    few = call("figures", bare, "--out", tmp_path / "few", "--jobs", 1)
    assert few.exit_code == 0 and (tmp_path / "few" / "tf-idf.png").exists()
    assert "all texts" in (tmp_path / "few" / "who-is-speaking.csv").read_text()
    silent = write_corpus(tmp_path / "silent.jsonl", [{"doc_id": "a", "text": "–", "source_type": "x"}])
    assert "no text has a word" in fails(2, "figures", silent, "--out", tmp_path / "none")
    assert not (tmp_path / "none").exists()
    out = tmp_path / "out"
    result = call("figures", corpus, "--out", out, "--jobs", 1)
    assert result.exit_code == 0
    sides, names, last = result.stderr.splitlines()
    assert sides.startswith("left out cue-kinds-by-side, who-gets-to-speak, who-is-quoted: no speaker ")
    assert names.startswith("left out names-by-speaker: no name ")
    assert last == f"the figures are in {out}"
    assert not (out / "agreement-with-people.csv").exists()
    checked = call("figures", corpus, "--out", out, "--check")
    tables = len(list(out.glob("*.csv")))
    assert checked.exit_code == 0 and checked.stderr == f"the same as written: {tables} tables\n"
    table = out / "who-is-speaking.csv"
    table.write_text(table.read_text().replace("newswire", "wire", 1))
    changed = call("figures", corpus, "--out", out, "--check")
    assert changed.exit_code == 1 and "who-is-speaking.csv, row" in changed.stderr


def test_figures_writes_or_compares(monkeypatch, tmp_path):
    from analysis.views.figures import gallery

    written = []
    monkeypatch.setattr(gallery, "write_figures", lambda out, story, names, jobs: written.append((out, story)) or [])
    monkeypatch.setattr(gallery, "check_figures", lambda out, story, names: [])
    assert call("figures", "data/raw", "--out", tmp_path).exit_code == 0
    assert call("figures", "--out", tmp_path, "--check").exit_code == 0
    assert written == [(tmp_path, None)]
    monkeypatch.setattr(gallery, "check_figures", lambda out, story, names: ["voices.csv, row 2, column n: 3 is now 4"])
    result = call("figures", "--out", tmp_path, "--check")
    assert result.exit_code == 1
    assert result.stderr.splitlines()[0] == "voices.csv, row 2, column n: 3 is now 4"
    assert "has changed" in result.stderr.splitlines()[1]
    assert "there is no such folder" in fails(2, "figures", "--out", tmp_path / "none", "--check")
    assert "is the corpus itself" in fails(2, "figures", "data/raw", "--out", CHECKOUT / "data" / "raw")
    assert written == [(tmp_path, None)]


def test_build_hands_on_what_is_asked_for(corpus, monkeypatch, tmp_path):
    asked = []

    def record(out, **options):
        asked.append((out, options))
        return book.Book(out, made=len(asked) == 1)

    monkeypatch.setattr(book, "build", record)
    first, again = call("build", "--out", tmp_path, "--jobs", 2, "--force"), call("build", "data/raw")
    nothing = dict.fromkeys(("actors", "speakers", "corrections"))
    five = {"corpus": None, "by": None, "target": None, **nothing}
    assert asked == [
        (tmp_path, five | {"jobs": 2, "force": True}),
        (CHECKOUT / "site", five | {"jobs": None, "force": False}),
    ]
    call("build", corpus, "--by", "doc_id", "--target", "a", "--out", tmp_path / "own")
    options = {"corpus": str(corpus), "by": "doc_id", "target": "a", **nothing, "jobs": None, "force": False}
    assert asked[2:] == [(tmp_path / "own", options)]
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


def test_the_help_of_a_verb_in_the_list_is_the_first_sentence_of_its_own():
    for verbs in cli.sections.values():
        for name, (_, about) in verbs.items():
            told = " ".join(cli.get_command(None, name).help.split("\n\n")[0].split())
            assert told == about


@pytest.mark.parametrize("arguments", [["--help"], ["terms", "--help"], ["figures", "--help"]])
def test_help_loads_no_library_and_no_verb_but_its_own(arguments):
    script = (
        "import atexit, sys; from analysis.__main__ import cli\n"
        "heavy = {'pandas', 'numpy', 'scipy', 'matplotlib', 'sphinx', 'tqdm'}\n"
        "verbs = {f'analysis.views.cli.{name}' for name in ('describe', 'compare', 'evaluate', 'publish')}\n"
        "atexit.register(lambda: print(sorted((heavy | verbs) & set(sys.modules)), file=sys.stderr))\n"
        f"cli({arguments!r})"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=CHECKOUT)
    verb = {"terms": ["analysis.views.cli.describe"], "figures": ["analysis.views.cli.publish"]}
    assert result.stderr.strip() == str(verb.get(arguments[0], []))


def test_the_tasks_that_validate_takes_are_those_that_gold_can_be_read_for():
    assert tuple(cli.get_command(None, "validate").params[0].type.choices) == (*TASKS, "frames")


def test_the_examples_of_the_help_run(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for verb in CALLS:
        example = cli.get_command(None, verb).epilog
        arguments = next(csv.reader([example], delimiter=" "))
        assert arguments[0] == verb
        fewer = ("--combinations", 1) if verb == "robustness" else ()  # it has thirty findings, of 500 each
        result = call(*arguments, *fewer)
        assert result.exit_code == 0, result.stderr
        assert (tmp_path / arguments[-1]).exists()


def test_the_options_are_those_of_the_design():
    options = {
        name: {option for parameter in command.params for option in parameter.opts if option.startswith("-")}
        for name, command in ((name, cli.get_command(None, name)) for name in cli.list_commands(None))
    }
    where = {"-o", "--voice", "--part", "--speech"}
    assert all(("--safe-csv" in options[name]) == (name not in ("build", "figures")) for name in options)
    assert all(("--jobs" in options[name]) == (name not in ("validate", "train", "agreement")) for name in options)
    of_corpora = set(options) - {"gather", "validate", "train", "agreement"}
    assert {name for name in options if "--corrections" in options[name]} == of_corpora
    shared = {"--safe-csv", "--jobs", "--corrections", "--resume", "--engine", "--scheduler"}
    assert {name: found - shared for name, found in options.items()} == {
        "build": {"--out", "--by", "--target", "--force", "--actors", "--speakers"},
        "figures": {"--out", "--by", "--target", "--check", "--actors", "--speakers"},
        "gather": {"-o", "--out", "--dates", "--encoding", "--map", "--truncated", "--allow-host", "--outlets"},
        "voices": {"-o", "--speech"},
        "names": {"-o", "--actors"},
        "sources": {"-o", "--actors", "--speech"},
        "agency": {"-o", "--by", "--part", "--actors"},
        "frames": {"-o", "--by", "--scheme", "--frames", "--model", "--part", "--actors"},
        "markers": {"-o", "--lexicon", "--model", "--actors"},
        "kwic": {"-o", "--find"},
        "collocations": where,
        "similarity": where | {"--top", "--least", "--most"},
        "reuse": {"-o", "--least", "--near", "--part"},
        "tfidf": where | {"--shared", "--plain"},
        "terms": where | {"--by", "--ngrams", "--shared", "--plain"},
        "keyness": where
        | {"--by", "--target", "--reference", "--each", "--pairs", "--most", "--cluster", "--shared", "--plain"},
        "stability": where | {"--by", "--target", "--reference", "--block"},
        "robustness": where | {"--by", "--combinations", "--actors", "--speakers"},
        "dispersion": where | {"--by", "--within", "--plain"},
        "wordshift": where | {"--by", "--target", "--reference", "--of", "--scores", "--lexicon", "--actors"},
        "rates": {"-o", "--by", "--target", "--reference", "--cluster", "--part", "--lexicon", "--actors", "--speech"},
        "series": {"-o", "--every", "--of", "--by", "--voice", "--date", "--cluster", "--part", "--lexicon", "--actors"}
        | {"--speech", "--trends", "--find"},
        "readability": {"-o", "--by", "--target", "--reference", "--cluster"},
        "mentions": {"-o", "--kind", "--actors"},
        "omissions": {"-o", "--by", "--kind", "--least", "--numbers", "--actors"},
        "actors": {"-o", "--least"},
        "speakers": {"-o", "--least"},
        "agreement": {"-o", "--corpus", "--page"},
        "validate": {"-o", "--gold", "--errors"},
        "calibrate": where | {"--by", "--group", "--splits", "--share", "--factor", "--cluster", "--seed"},
        "train": {"-o", "--report", "--lexicon", "--repeats", "--labels", "--cluster"},
    }


def test_every_part_and_voice_can_be_chosen(corpus):
    for option, values in (("--voice", VOICES), ("--part", PARTS)):
        for value in (*values, "all"):
            result = call("terms", corpus, option, value, "-o", "-")
            assert result.exit_code in (0, 2) and "is not one of" not in result.stderr


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
    rows = [{"doc_id": str(i), "text": " ".join(f"the w{i}x{j}" for j in range(200))} for i in range(100)]
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
        "import sys, runpy, time, analysis.views.tables.write as export\n"
        "def slow(table, out, over):\n"
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
