"""Work shared among processes: the same results, and no process left over however it ends."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys

import pandas as pd
import pytest

from analysis.texts.attribution.voices import voices
from analysis.texts.engines.processes import Processes, processes_for
from analysis.texts.readers.installation import HOME
from tests.processes import Learns, wait_for_end

SQUARES = [str(n * n) for n in range(30)]
MODULE = "__import__('analysis.texts.engines.processes', fromlist=[''])"
PID = "__import__('os').getpid()"


def in_child(processes, said):
    """Return what an expression is in a child."""
    return processes._send(pickle.dumps(eval), said).result().value


@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_results_come_in_order_whatever_the_number_of_processes(jobs):
    with Processes(jobs) as processes:
        assert list(processes.map(int, SQUARES)) == [n * n for n in range(30)]
        asked = [processes.start(int, piece) for piece in SQUARES]
        assert [result() for result in asked] == [n * n for n in range(30)]
        assert list(processes.map(int, [])) == []


def test_a_child_does_what_it_is_asked_and_has_no_children():
    with Processes(3) as processes:
        assert in_child(processes, PID) not in (None, os.getpid())
        assert in_child(processes, f"len({MODULE}.Processes(4)._children)") == 0
        assert in_child(processes, "print('nothing of this is an answer')") is None
        assert in_child(processes, "2 + 2") == 4


def test_what_a_function_learns_here_while_it_is_sent_does_no_harm():
    with Processes(2) as processes:
        assert list(processes.map(Learns(), range(40))) == list(range(40))


def test_what_a_child_learns_of_one_piece_serves_the_next():
    learns = pickle.dumps(Learns())
    with Processes(2) as processes:
        known = [processes._send(learns, piece).result().value for piece in (1, "known", 2, "known")]
        assert known[3] == known[1] + 1 and processes._send(pickle.dumps(len), "new").result().value == 3


def test_an_error_in_a_child_is_raised_here_and_says_where_it_was():
    with Processes(2) as processes:
        asked = processes._send(pickle.dumps(eval), "1 / 0")
        asked.result()
        with pytest.raises(ZeroDivisionError) as error:
            processes._result(asked, eval, "1 / 0")
    assert str(error.value) == "division by zero" and "_serve" in error.value.__notes__[0]
    with Processes(2) as processes, pytest.raises(ValueError, match="'x'"):
        list(processes.map(int, [*SQUARES, "x", *SQUARES]))


def test_what_a_child_leaves_undone_is_done_here():
    dies = f"{MODULE}.in_child and __import__('os').kill({PID}, 9) or {PID}"
    with Processes(2) as processes:
        asked = processes._send(pickle.dumps(eval), dies)
        assert isinstance(asked.exception(), EOFError)
        assert processes._result(asked, eval, dies) == os.getpid()
        assert list(processes.map(int, SQUARES)) == [n * n for n in range(30)]


def test_without_room_for_a_child_all_is_done_here(monkeypatch):
    monkeypatch.setattr(sys, "executable", str(HOME / "no-such-python"))
    with Processes(2) as processes:
        assert list(processes.map(eval, [PID] * 3)) == [os.getpid()] * 3


def test_how_many_processes():
    assert (processes_for(None, pays=False), processes_for(7, pays=False), processes_for(1, pays=True)) == (1, 7, 1)
    assert 1 <= processes_for(None, pays=True) <= 4


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_children_end_with_their_parent_at_once(number):
    script = f"""
import pickle
from analysis.texts.engines.processes import Processes
with Processes(2) as processes:
    print(processes._send(pickle.dumps(eval), "{PID}").result().value, flush=True)
    processes.start(eval, "__import__('time').sleep(600)")
    processes._threads.shutdown()
"""
    parent = subprocess.Popen(
        [sys.executable, "-c", script], cwd=HOME, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    child = int(parent.stdout.readline())
    parent.send_signal(number)
    parent.communicate(timeout=60)
    assert parent.returncode == -number
    wait_for_end(child)


def test_voices_are_the_same_whatever_the_number_of_processes():
    said = ["Ann Roe said: “We will stay.” Nobody left.", "", "The mayor said that prices rose."]
    documents = pd.DataFrame({"doc_id": [f"t{n}" for n in range(63)], "text": said * 21})
    seen = []
    alone = voices(documents)
    pd.testing.assert_frame_equal(voices(documents, jobs=2, progress=seen.append), alone)
    assert seen == [20, 20, 20, 3]
    pd.testing.assert_frame_equal(
        pd.concat([voices(documents.iloc[[n]]) for n in range(63) if n % 3 != 1], ignore_index=True), alone
    )
    assert len(voices(documents.iloc[[1]], jobs=2)) == len(voices(documents[:0], jobs=2)) == 0
