"""A call on a large corpus that is interrupted goes on with ``--resume``: nothing twice, and the same table."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pandas as pd
import pytest

from analysis.measures import stream
from analysis.texts.engines.journal import Journal
from analysis.texts.readers.installation import HOME
from analysis.views.cli import by_blocks
from analysis.views.cli.engines import BY_BLOCKS
from tests.calls import CALLS, TEXTS, call, fails, write_corpus

KEPT = ".table.csv.samestory-resume"
count_parsed, count_whole = stream.count_parsed, stream.count_whole


class Counting:
    """Counts of texts, each text noted, that are interrupted before one of them."""

    def __init__(self):
        self.seen, self.stop, self.why = [], None, KeyboardInterrupt

    def note(self, documents):
        doc_ids = documents["doc_id"].tolist()
        if self.stop in doc_ids:
            self.stop = None
            raise self.why
        self.seen += doc_ids


counting = Counting()


def noted(segments, documents, **options):
    counting.note(documents)
    return count_parsed(segments, documents, **options)


def noted_whole(documents):
    counting.note(documents)
    return count_whole(documents)


@pytest.fixture
def corpus(tmp_path, monkeypatch):
    counting.__init__()
    for name, value in {"LARGE": 0, "_BLOCK": 1, "_NOT_LOOKED_AT": 0, "_KEPT": 0, "BLOCK": 1}.items():
        monkeypatch.setattr(by_blocks, name, value, raising=False)
    monkeypatch.setattr("analysis.texts.readers.corpus.BLOCK", 1)
    # In this process alone: what another one counts is not noted.
    monkeypatch.setattr("analysis.texts.engines.processes.processes_for", lambda jobs, pays: 1)
    monkeypatch.setattr(stream, "count_parsed", noted)
    monkeypatch.setattr(stream, "count_whole", noted_whole)
    (tmp_path / "out").mkdir()
    return write_corpus(tmp_path / "in" / "corpus.jsonl", TEXTS)


@pytest.fixture
def table(tmp_path):
    return tmp_path / "out" / "table.csv"


def stopped(table, *asked, before="c", why=KeyboardInterrupt):
    counting.stop, counting.why = before, why
    result = call(*asked, "-o", table)
    assert result.exit_code and not table.exists()
    return result


@pytest.mark.parametrize("verb", ["terms", "dispersion", "keyness"])
@pytest.mark.parametrize("how", [("--voice", "author"), ("--plain",)])
def test_an_interrupted_call_goes_on(corpus, table, verb, how):
    asked = (verb, corpus, *CALLS[verb], *how)
    assert call(*asked, "-o", table).exit_code == 0
    undisturbed = table.read_bytes()
    table.unlink()
    assert os.listdir(table.parent) == []
    counting.seen.clear()
    result = stopped(table, *asked)
    assert result.exit_code == 130
    assert result.stderr.endswith("error: stopped; what is done is kept: the same call with --resume goes on\n")
    assert os.listdir(table.parent) == [KEPT]
    result = call(*asked, "-o", table, "--resume")
    assert result.exit_code == 0 and "2 of 3 blocks of texts had been done before" in result.stderr
    assert table.read_bytes() == undisturbed
    assert sorted(counting.seen) == ["a", "b", "c"]
    assert os.listdir(table.parent) == ["table.csv"]


@pytest.mark.parametrize("verb", sorted(BY_BLOCKS))
def test_what_any_verb_keeps_is_read_back(corpus, table, verb, monkeypatch):
    asked = (verb, corpus, *CALLS[verb], "-o", table)
    with monkeypatch.context() as patched:
        patched.setattr("analysis.texts.engines.journal.Journal.remove", lambda kept: None)
        assert call(*asked).exit_code == 0
    made = table.read_bytes()
    result = call(*asked, "--resume")
    assert result.exit_code == 0 and "3 of 3 blocks of texts had been done before" in result.stderr
    assert table.read_bytes() == made


def test_without_the_option_what_is_kept_is_removed_and_said(corpus, table):
    stopped(table, "terms", corpus)
    result = call("terms", corpus, "-o", table)
    assert result.exit_code == 0
    assert f"{table}: what an interrupted call kept beside it is removed; --resume would have gone on" in result.stderr
    assert sorted(counting.seen) == ["a", "a", "b", "b", "c"]
    assert os.listdir(table.parent) == ["table.csv"]


@pytest.mark.parametrize("wrong", [("--by", "outlett"), ("--plain", "--voice", "author")])
def test_a_call_with_a_mistake_in_it_removes_nothing_of_it(corpus, table, wrong):
    other = table.parents[1] / "in" / "corpus.csv"
    pd.DataFrame(TEXTS).to_csv(other, index=False)
    stopped(table, "terms", corpus)
    result = call("terms", other, "-o", table, *wrong)
    assert result.exit_code == 2 and len(result.stderr.splitlines()) == 1
    assert call("terms", corpus, "-o", table, "--resume").exit_code == 0
    assert sorted(counting.seen) == ["a", "b", "c"]


@pytest.mark.parametrize("more", [(), ("--resume",)])
def test_a_call_beside_one_that_is_at_work_takes_nothing_from_it(corpus, table, more):
    stopped(table, "terms", corpus)
    other = Journal(table)
    other.hold()
    result = call("terms", corpus, "-o", table, *more)
    assert result.exit_code == 2 and not table.exists()
    assert f"{table}: another call (process {os.getpid()}) is at work on this table" in result.stderr
    other.release()
    assert call("terms", corpus, "-o", table, "--resume").exit_code == 0
    assert sorted(counting.seen) == ["a", "b", "c"]


def test_a_call_that_keeps_nothing_leaves_what_one_at_work_keeps(corpus, table, monkeypatch):
    stopped(table, "terms", corpus)
    other = Journal(table)
    other.hold()
    monkeypatch.setattr(by_blocks, "LARGE", 10**9)
    result = call("terms", corpus, "-o", table)
    assert result.exit_code == 0 and "removed" not in result.stderr and other.exists()
    other.remove()
    assert os.listdir(table.parent) == ["table.csv"]


def test_a_column_that_may_come_late_is_missed_at_once(corpus, table):
    told = call("terms", corpus, "-o", table, "--by", "outlett").stderr.splitlines()
    assert told[0] == "the first texts have no column 'outlett'; if no other has it, the call fails at the end"
    assert told[-1].startswith("error: the documents have no column 'outlett'; they have: ")
    assert sum("first texts" in line for line in told) == 1


def test_another_call_uses_nothing_of_it(corpus, table):
    stopped(table, "terms", corpus)
    assert call("terms", corpus, "--voice", "author", "-o", table, "--resume").exit_code == 0
    assert sorted(counting.seen) == ["a", "a", "b", "b", "c"]
    assert os.listdir(table.parent) == ["table.csv"]


def test_what_the_tables_of_one_count_share_is_not_counted_again(corpus, table):
    stopped(table, "terms", corpus)
    assert call("dispersion", corpus, "-o", table, "--resume").exit_code == 0
    assert sorted(counting.seen) == ["a", "b", "c"]


def test_a_mistake_in_a_late_row_loses_nothing(corpus, table):
    with open(corpus, "a", encoding="utf-8") as file:
        file.write('{"doc_id": "d", "text": 5}\n')
    result = call("terms", corpus, "-o", table)
    assert result.exit_code == 2
    kept, error = result.stderr.splitlines()[-2:]
    assert kept == f"{table}: what is done is kept beside it: once the error is put right, --resume goes on from there"
    assert "line 4, column text: is a number" in error
    write_corpus(table.parents[1] / "in" / "corpus.jsonl", TEXTS)
    assert call("terms", corpus, "-o", table, "--resume").exit_code == 0
    assert counting.seen == ["a", "b", "c"]


def test_nothing_to_go_on_with_is_said(corpus, table):
    assert f"{table}: nothing is kept beside it to go on with" in call("terms", corpus, "-o", table, "--resume").stderr
    assert "--resume goes on with what is kept beside a table; name a file with -o" in fails(
        2, "terms", corpus, "-o", "-", "--resume"
    )


def test_before_anything_is_done_a_stop_leaves_nothing(corpus, table):
    assert stopped(table, "terms", corpus, before="a").stderr.endswith("error: stopped; nothing half-written is left\n")
    assert os.listdir(table.parent) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_killed_call_goes_on(tmp_path, number):
    (tmp_path / "out").mkdir()
    rows = [{"doc_id": str(n), "text": f"“We saw {n} fires,” Ann Lee said. " * 9} for n in range(60)]
    asked = ["terms", write_corpus(tmp_path / "in" / "corpus.jsonl", rows), "-o", str(tmp_path / "out" / "table.csv")]
    script = (
        "import sys\nfrom analysis.views.cli import by_blocks\nfrom analysis.__main__ import main\n"
        "by_blocks.LARGE, by_blocks._BLOCK = 0, 1\nmain()"
    )
    command = [sys.executable, "-c", script, *asked]
    with subprocess.Popen(command, cwd=HOME, stderr=subprocess.PIPE, text=True) as process:
        while not list((tmp_path / "out").glob(f"{KEPT}/*.done")):
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(number)
        process.communicate()
    assert os.listdir(tmp_path / "out") == [KEPT]
    result = subprocess.run([*command, "--resume"], cwd=HOME, capture_output=True, text=True, check=True)
    assert "of 60 blocks of texts had been done before" in result.stderr
    assert os.listdir(tmp_path / "out") == ["table.csv"]
