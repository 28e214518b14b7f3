"""Kills at random moments do no harm to the calls that write files; where they would, the script says so."""

from __future__ import annotations

import random
import sys

import pytest

from benchmarks import kills
from benchmarks.kills import CALLS, Call, try_call

linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the script cannot see which processes there are")
pytestmark = linux


def write_input(folder, edition):
    (folder / "input").write_text(str(edition))


def tried(script, tmp_path, n):
    call = Call("toy", ("-c", f"import os, subprocess, sys, time\n{script}"), write_input, ("out",))
    return try_call(call, n, random.Random(0), tmp_path)


SAFE = """
text = open("input").read() * 1000
with open("out.part", "w") as file:
    file.write(text[:500]); file.flush(); time.sleep(0.3); file.write(text[500:])
os.replace("out.part", "out")
"""


def test_a_file_that_is_moved_to_its_place_is_whole(tmp_path):
    outcome = tried(SAFE, tmp_path, 4)
    assert outcome.old + outcome.new == 4
    assert outcome.is_safe


def test_a_file_that_is_written_in_its_place_is_found_broken(tmp_path):
    outcome = tried(SAFE.replace("out.part", "out").replace("os.replace", "#"), tmp_path, 4)
    assert outcome.broken and not outcome.is_safe
    assert (outcome.failed, outcome.left_files) == (0, 0)


def test_a_next_call_that_fails_and_what_is_left_are_found(tmp_path):
    outcome = tried(SAFE.replace('"w"', '"x"'), tmp_path, 4)
    assert outcome.failed and outcome.wrong and outcome.left_files
    assert not outcome.is_safe


def test_a_process_that_outlives_the_call_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr(kills, "SETTLE", 0.5)
    child = 'subprocess.Popen([sys.executable, "-c", "import time; time.sleep(3)"], stderr=subprocess.DEVNULL)\n'
    outcome = tried(child + SAFE.replace("0.3", "0.6"), tmp_path, 2)
    assert outcome.left_processes and not outcome.is_safe


def test_a_kill_does_no_harm_to_a_table(tmp_path):
    (call,) = (call for call in CALLS if call.name == "-o .csv")
    outcome = try_call(call, 1, random.Random(0), tmp_path)
    assert outcome.is_safe and outcome.old + outcome.new == 1
