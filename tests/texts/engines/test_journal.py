"""A call that was interrupted goes on: what is done is not done again, and anything that differs is."""

from __future__ import annotations

import subprocess
import sys
from functools import partial

import pandas as pd
import pytest

from analysis.schema import InputError
from analysis.texts.engines import journal as module
from analysis.texts.engines.journal import Journal
from analysis.texts.engines.processes import Processes
from analysis.texts.readers.installation import HOME
from tests import faults

PIECES = [pd.DataFrame({"doc_id": [str(n)], "text": [f"The {n} fires."]}) for n in range(9)]
done: list[str] = []


def length(documents, *, more=0):
    done.extend(documents["doc_id"])
    return int(documents["text"].str.len().sum()) + more


LENGTHS = [length(piece) for piece in PIECES]


@pytest.fixture
def output(tmp_path):
    done.clear()
    return tmp_path / "table.csv"


def went(output, pieces=PIECES, work=length, lists=()):
    """Return what a journal beside the output yields, and which texts were worked on for it."""
    before = len(done)
    return list(Journal(output, lists).map(map, work, pieces)), done[before:]


def stop_after(output, n):
    results = Journal(output).map(map, length, PIECES)
    for _ in range(n):
        next(results)
    results.close()


@pytest.mark.parametrize("n", [0, 1, 4, 9])
def test_no_text_is_worked_on_twice(output, n):
    stop_after(output, n)
    lengths, again = went(output)
    assert lengths == LENGTHS and len(again) == 9 - n
    assert sorted(done) == [str(k) for k in range(9)]
    assert went(output) == (LENGTHS, [])


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_come_in_order_from_processes_and_files_alike(output, jobs):
    went(output, PIECES[1:4] + PIECES[6:8])
    kept = Journal(output)
    with Processes(jobs) as processes:
        assert list(kept.map(processes.map, length, PIECES)) == LENGTHS
    assert (kept.found, kept.kept) == (5, 4)


def test_what_was_edited_is_done_again_and_no_more(output):
    went(output)
    edited = [*PIECES]
    edited[3] = PIECES[3].assign(text="Another text.")
    edited[5] = PIECES[5].assign(outlet="a column more")
    assert went(output, edited)[1] == ["3", "5"]
    assert went(output, PIECES[::-1])[1] == []


@pytest.mark.parametrize(
    "damage", [lambda data: data[: len(data) // 2], lambda data: b"", lambda data: bytes(len(data))]
)
def test_a_damaged_file_is_made_anew(output, damage):
    went(output)
    for file in sorted(Journal(output).folder.iterdir())[:2]:
        file.write_bytes(damage(file.read_bytes()))
    lengths, again = went(output)
    assert lengths == LENGTHS and len(again) == 2
    assert went(output) == (LENGTHS, [])


def test_other_work_another_version_and_other_lists_are_another_call(output, tmp_path, monkeypatch):
    went(output)
    assert len(went(output, work=partial(length, more=1))[1]) == 9
    (tmp_path / "list.csv").write_text("regime")
    assert len(went(output, lists=[tmp_path / "list.csv"])[1]) == 9
    assert len(went(output, lists=[tmp_path / "list.csv"])[1]) == 0
    (tmp_path / "list.csv").write_text("mob")
    assert len(went(output, lists=[tmp_path / "list.csv"])[1]) == 9
    monkeypatch.setattr(module, "DATA", tmp_path)
    assert len(went(output)[1]) == 9


def test_what_is_not_ours_stays(output):
    kept = Journal(output)
    assert not kept.exists()
    kept.remove()
    went(output)
    (kept.folder / "note.txt").write_text("mine")
    assert kept.exists()
    kept.remove()
    assert not kept.exists() and [file.name for file in kept.folder.iterdir()] == ["note.txt"]


def test_a_full_disk_ends_what_is_kept_and_not_the_work():
    with faults.disk("64k") as small:
        output = small / "table.csv"
        (small / "full").write_bytes(bytes(60_000))
        assert went(output) == (LENGTHS, [str(n) for n in range(9)])
        assert list(Journal(output).map(map, length, PIECES)) == LENGTHS


def test_what_another_call_removes_meanwhile_is_named(output):
    stop_after(output, 9)
    results = Journal(output).map(map, length, PIECES)
    assert next(results) == LENGTHS[0]
    Journal(output).remove()
    with pytest.raises(InputError, match=r"cannot be read any more .*; if another call writes the same table, wait"):
        next(results)


def at_work(output):
    """Return a call that has kept one block and goes on."""
    kept = Journal(output)
    results = kept.map(map, length, PIECES)
    next(results)
    return kept, results


def test_a_second_call_that_would_keep_something_is_told_of_the_first(output):
    first, results = at_work(output)
    with pytest.raises(InputError, match=r"table.csv: another call \(process \d+\) is at work on this table; wait"):
        list(Journal(output).map(map, length, PIECES[3:5]))
    second = Journal(output)
    assert second.exists()
    second.remove()
    assert first.exists() and len(list(results)) == 8
    first.remove()
    assert not first.folder.exists()
    assert went(output)[0] == LENGTHS


def test_what_a_call_kept_that_has_ended_is_free_for_the_next(output):
    first, results = at_work(output)
    results.close()
    first.release()
    assert went(output) == (LENGTHS, [str(n) for n in range(1, 9)])
    Journal(output).remove()
    assert list(output.parent.iterdir()) == []


def test_the_lock_of_a_process_that_was_killed_is_gone_with_it(output):
    script = (
        "import sys; from pathlib import Path; from analysis.texts.engines.journal import Journal\n"
        "kept = Journal(Path(sys.argv[1])); kept.hold(); print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", script, str(output)]
    with subprocess.Popen(command, cwd=HOME, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout.readline() == "held\n"
        with pytest.raises(InputError, match=f"another call .process {process.pid}. is at work"):
            Journal(output).hold()
        process.kill()
        process.wait()
    kept = Journal(output)
    kept.hold()
    kept.remove()
    assert list(output.parent.iterdir()) == []
