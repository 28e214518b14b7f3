"""A Dask cluster gives what one process gives, whatever becomes of its workers."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from analysis import __version__
from analysis.schema import InputError
from analysis.texts.engines import cluster as module
from analysis.texts.engines.partitions import Reading, check_ids, partitions
from analysis.texts.readers.corpus import read_blocks, read_corpus, with_days
from analysis.views.cli.engines import BY_BLOCKS
from tests.calls import CALLS, TEXTS, call, fails, write_corpus

ROWS = [
    *TEXTS,
    {"doc_id": "d", "text": "–", "note": "late"},
    {"doc_id": "é", "text": "The fire\u2028 was out.", "n": 5},
]


def ids_of(documents):
    return documents["doc_id"].tolist()


def lines(place):
    return write_corpus(place / "in" / "corpus.jsonl", ROWS)


def parquet(place):
    pytest.importorskip("pyarrow", reason="Parquet is not installed")
    (place / "in").mkdir()
    pd.DataFrame(TEXTS).to_parquet(place / "in" / "corpus.parquet", row_group_size=2)
    return str(place / "in" / "corpus.parquet")


def folder(place):
    for n, row in enumerate(ROWS):
        write_corpus(place / "in" / f"part-{n}.jsonl", [row])
    (place / "in" / "_SUCCESS").touch()
    return str(place / "in")


@pytest.mark.parametrize("kind", [lines, parquet, folder])
@pytest.mark.parametrize("size", [1, 10, 100, 100_000])
def test_partitions_hold_the_documents_as_they_are_read_at_once(tmp_path, kind, size):
    corpus = kind(tmp_path)
    done = [Reading(list_of, size)(part) for part in partitions(corpus, size)]
    blocks = [block for one in done for block in one.made]
    pd.testing.assert_frame_equal(with_days(pd.concat(blocks).astype({"text": "str"})), read_corpus(corpus))
    assert sum(len(one.ids) for one in done) == len(read_corpus(corpus))
    check_ids(corpus, [one.ids for one in done])


def list_of(documents):
    return documents


def test_other_corpora_have_no_partitions(tmp_path):
    (tmp_path / "c.csv").write_text("doc_id,text\na,The fire.\n")
    assert partitions(tmp_path / "c.csv", 1) is None and partitions("data/raw", 1) is None


def read_all(corpus):
    return [Reading(ids_of, 1)(part) for part in partitions(corpus, 1)]


def test_an_error_in_a_part_names_the_row_of_the_file(tmp_path):
    corpus = lines(tmp_path)
    with open(corpus, "a", encoding="utf-8") as file:
        file.write('\n{"doc_id": "f", "text": 5}\n')
    with pytest.raises(InputError, match=r"corpus.jsonl, line 7, column text: is a number"):
        read_all(corpus)


def test_a_doc_id_in_two_parts_is_named_with_both_rows(tmp_path):
    corpus = write_corpus(tmp_path / "in" / "corpus.jsonl", [*TEXTS * 9, TEXTS[0]])
    with pytest.raises(InputError, match="line 4, column doc_id: 'a' occurs in line 1 too"):
        check_ids(corpus, [one.ids for one in read_all(corpus)])
    for n in (1, 2):
        write_corpus(tmp_path / "set" / f"{n}.jsonl", TEXTS)
    with pytest.raises(InputError, match=r"2.jsonl, line 1, column doc_id: 'a' occurs in 1.jsonl, line 1 too"):
        list(read_blocks(tmp_path / "set"))


def test_a_file_that_changes_meanwhile_is_named(tmp_path):
    corpus = lines(tmp_path)
    part = partitions(corpus, 1)[0]
    write_corpus(tmp_path / "in" / "corpus.jsonl", TEXTS)
    with pytest.raises(InputError, match="is another file on this machine, or was changed"):
        Reading(ids_of, 1)(part)
    Path(corpus).unlink()
    with pytest.raises(InputError, match="a worker finds no such file"):
        Reading(ids_of, 1)(part)


def test_what_is_missing_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.setattr("analysis.texts.readers.installation.find_spec", lambda name: None)
    assert "needs the package distributed; install it: pip install 'samestory[dask]'" in fails(
        2, "terms", "--engine", "dask", "-o", "-"
    )


def test_options_that_do_not_go_together(tmp_path):
    assert "--scheduler is the address of a Dask cluster; add --engine dask" in fails(
        2, "terms", "--scheduler", "tcp://localhost:1", "-o", "-"
    )
    corrections = ("--corrections", tmp_path / "c.json")
    assert "leave out --corrections" in fails(2, "terms", "--engine", "dask", *corrections, "-o", "-")
    assert "leave out --shared" in fails(2, "terms", "--engine", "dask", "--shared", "once", "-o", "-")
    assert "leave out --within" in fails(2, "dispersion", "--engine", "dask", "--within", "-o", "-")


@pytest.fixture(scope="module")
def two():
    pytest.importorskip("distributed", reason="Dask is not installed: nothing was tried on a cluster")
    with module.Cluster(None, 2, __version__) as cluster:
        yield cluster


def address_of(cluster):
    return cluster._client.scheduler.address


def test_results_come_in_order_and_two_pieces_wait_for_each_worker(two):
    taken = []

    def pieces():
        for n in range(20):
            taken.append(n)
            yield str(n)

    results = two.map(int, pieces())
    assert next(results) == 0 and len(taken) <= 5
    assert list(results) == list(range(1, 20))
    assert list(two.map(int, [])) == []


def test_a_piece_may_take_long(two, monkeypatch):
    monkeypatch.setattr(module, "_PULSE", 0.05)
    monkeypatch.setattr(module, "_PATIENCE", 0.1)
    assert list(two.map(time.sleep, [0.4, 0.1])) == [None, None]


def test_an_error_of_the_work_is_raised_here(two):
    with pytest.raises(ValueError, match="'x'"):
        list(two.map(int, ["1", "x"]))


def dies_once(mark):
    """Kill the process at work the first time."""
    if mark and not os.path.exists(mark):
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return mark


def dies(piece):
    if piece == "poison":
        os.kill(os.getpid(), signal.SIGKILL)
    time.sleep(0.05)
    return piece


@pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")
def test_what_a_killed_worker_leaves_is_done_by_another(two, tmp_path):
    pieces = ["", "", str(tmp_path / "a"), "", "", str(tmp_path / "b"), ""]
    assert list(two.map(dies_once, pieces)) == pieces


@pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")
def test_a_piece_that_kills_each_worker_is_named_and_no_other(two):
    results = two.map(dies, ["a", "b", "poison", "c", "d"])
    assert [next(results), next(results)] == ["a", "b"]
    with pytest.raises(InputError, match="poison: each worker that took it was killed"):
        next(results)


def test_a_worker_of_another_version_is_named(two):
    with pytest.raises(InputError, match=r"has Same Story .*, and this machine 0.1; install this version on each"):
        module.Cluster(address_of(two), 1, "0.1")


def test_an_address_where_nothing_answers_is_named():
    pytest.importorskip("distributed", reason="Dask is not installed: nothing was tried on a cluster")
    assert "--scheduler tcp://127.0.0.1:9: no scheduler answers" in fails(
        2, "terms", "--engine", "dask", "--scheduler", "tcp://127.0.0.1:9", "-o", "-"
    )


@pytest.mark.parametrize(("address", "why"), [("nonsense", "missing port number"), ("foo://x:1", "unknown address")])
def test_what_is_no_address_is_refused_at_once(monkeypatch, address, why):
    distributed = pytest.importorskip("distributed", reason="Dask is not installed: nothing was tried on a cluster")
    monkeypatch.setattr(distributed, "Client", None)  # one without a scheduler waits, and fails again as it ends
    with pytest.raises(InputError, match=f"--scheduler {address}: no scheduler answers .{why}"):
        module.Cluster(address, 1, "0.1")


@pytest.mark.parametrize("verb", sorted(BY_BLOCKS))
@pytest.mark.parametrize("kind", [lines, folder])
def test_the_table_is_that_of_one_machine(two, tmp_path, verb, kind):
    asked = (verb, kind(tmp_path), *CALLS[verb], "-o", "-")
    here, there = call(*asked), call(*asked, "--engine", "dask", "--scheduler", address_of(two))
    assert there.exit_code == 0 and there.stdout == here.stdout
    assert sorted(there.stderr.splitlines()) == sorted(here.stderr.splitlines())


@pytest.mark.skipif(os.name == "nt", reason="Windows has other signals")
def test_a_worker_killed_while_a_verb_runs_changes_nothing_of_its_table(two, tmp_path, monkeypatch):
    for n in range(14):
        text = f"“We saw {'fire ' * (n % 3)}there,” Ann Lee said. The mob {'lied ' * (n % 2)}about it."
        row = {"doc_id": f"t{n}", "source_type": ("newswire", "advocacy")[n % 2], "text": text}
        write_corpus(tmp_path / "in" / f"part-{n:02}.jsonl", [row])
    asked = ("keyness", tmp_path / "in", "--target", "newswire", "--voice", "author", "-o", "-")
    here = call(*asked)
    killed: list[int] = []
    result = module.Cluster._result

    def killing(cluster, *work):
        done = result(cluster, *work)
        if not killed:
            killed.extend(list(cluster._client.run(os.getpid).values())[:1])
            os.kill(killed[0], signal.SIGKILL)
        return done

    monkeypatch.setattr(module.Cluster, "_result", killing)
    there = call(*asked, "--engine", "dask", "--scheduler", address_of(two))
    assert there.exit_code == 0 and there.stdout == here.stdout and len(killed) == 1
    two._client.wait_for_workers(2, timeout=60)
    assert killed[0] not in two._client.run(os.getpid).values()


def test_a_table_is_read_here_and_sent(two, tmp_path):
    pd.DataFrame(TEXTS).to_csv(tmp_path / "c.csv", index=False)
    asked = ("terms", tmp_path / "c.csv", "--plain", "-o", "-")
    assert call(*asked, "--engine", "dask", "--scheduler", address_of(two)).stdout == call(*asked).stdout
