"""The cache of the book is never needed and never believed; and what a build starts ends with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from analysis.schema import InputError
from analysis.texts.readers.installation import HOME
from analysis.views.book.cache import ENTRY, Entries, lock, tidy
from analysis.views.book.execute import BuildError, environment, execute
from analysis.views.marked_folder import MARK, write_mark
from tests.faults import disk
from tests.processes import wait_for_end


@pytest.fixture
def cache(tmp_path):
    for name, text in (("executed", "the number is 3"), ("tables", "term,n")):
        (tmp_path / "made" / name / "below").mkdir(parents=True)
        (tmp_path / "made" / name / "below" / "file").write_text(text)
        write_mark(tmp_path / "made" / name, ENTRY, name)
    return tmp_path


def entries(cache, *, force=False):
    return Entries(cache / "made", cache, {"executed", "tables"}, force).places


def spoil(cache, how):
    file = cache / "made" / "executed" / "below" / "file"
    match how:
        case "forged":
            file.write_text("the number is 4")
        case "truncated":
            file.write_text("the num")
        case "gone":
            file.unlink()
        case "more":
            (file.parent / "more").write_text("")
        case "a folder for a file":
            file.unlink()
            file.mkdir()
        case "a link for a file":
            file.rename(cache / "elsewhere")
            file.symlink_to(cache / "elsewhere")
        case "unmarked":
            (cache / "made" / "executed" / MARK).unlink()
        case "of another input":
            (cache / "made" / "executed").rename(cache / "made" / "old")
            (cache / "made" / "old").rename(cache / "made" / "tables.old")
        case "a file for a folder":
            (cache / "made" / "executed").rename(cache / "elsewhere")
            (cache / "made" / "executed").write_text("")


WRONG = "forged truncated gone more unmarked".split()
WRONG += ["a folder for a file", "a link for a file", "of another input", "a file for a folder"]


@pytest.mark.parametrize("how", WRONG)
def test_an_entry_that_is_wrong_is_thrown_away_and_the_others_are_used(cache, how):
    assert entries(cache) == {name: cache / "made" / name for name in ("executed", "tables")}
    spoil(cache, how)
    assert entries(cache) == {"tables": cache / "made" / "tables"}
    assert os.listdir(cache / "made") == ["tables"]


def test_by_force_no_entry_is_used(cache):
    assert entries(cache, force=True) == {}
    assert os.listdir(cache / "made") == []


def test_an_entry_that_cannot_be_kept_is_used_where_it_was_made(cache, tmp_path_factory):
    made = Entries(cache / "made", tmp_path_factory.mktemp("work"), {"new", "other"}, False)
    for name in ("new", "other"):
        (made.work / name).mkdir()
        (made.work / name / "file").write_text("x")
    (cache / "made" / "other").write_text("a file in its place")
    made.keep("new")
    made.keep("other")
    assert made.places == {"new": cache / "made" / "new", "other": made.work / "other"}
    assert all((place / "file").read_text() == "x" for place in made.places.values())


@pytest.mark.parametrize("damaged", ["book", "made", "lock"])
def test_a_damaged_cache_is_made_anew(tmp_path, damaged):
    cache = tmp_path / "book"
    match damaged:
        case "book":
            cache.write_text("")
        case "made":
            cache.mkdir()
            (cache / "made").write_text("")
        case "lock":
            (cache / "lock" / "folder").mkdir(parents=True)
    with lock(cache) as used:
        assert used == cache
        assert sorted(os.listdir(cache)) == ["lock", "made"]


def test_where_there_can_be_no_cache_one_serves_that_goes(tmp_path):
    (tmp_path / ".cache").write_text("somebody's file")
    with lock(tmp_path / ".cache" / "book") as used:
        assert sorted(os.listdir(used)) == ["lock", "made"]
    assert not used.exists()
    assert (tmp_path / ".cache").read_text() == "somebody's file"


def test_what_a_killed_build_left_goes_and_nothing_that_settings_are_read_from_stays(cache):
    for name in ("work-1/sources/a", "ipython/profile_default/startup/a.py", "matplotlib/matplotlibrc", "new/a"):
        (cache / name).parent.mkdir(parents=True)
        (cache / name).write_text("x")
    (cache / "matplotlib" / "fontlist-v1.json").write_text("{}")
    tidy(cache)
    assert sorted(os.listdir(cache)) == ["made", "matplotlib"]
    assert os.listdir(cache / "matplotlib") == ["fontlist-v1.json"]
    assert len(entries(cache)) == 2


def test_no_variable_switches_off_what_a_notebook_checks(tmp_path, monkeypatch):
    monkeypatch.setenv("PYTHONOPTIMIZE", "1")
    monkeypatch.setenv("PYTHONSAFEPATH", "1")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    env = environment(HOME, tmp_path, tmp_path)
    ours = {name for name in env if name.startswith("PYTHON")} - {"PYTHONHOME"}
    assert ours == {"PYTHONPATH", "PYTHONHASHSEED", "PYTHONUTF8", "PYTHONDONTWRITEBYTECODE"}
    nbformat.write(new_notebook(cells=[new_code_cell("assert 1 == 2")]), tmp_path / "wrong.ipynb")
    with pytest.raises(BuildError, match=r"wrong\.ipynb, cell 1: AssertionError: assert 1 == 2"):
        execute({tmp_path / "wrong.ipynb": tmp_path / "out.ipynb"}, env=env, jobs=1)


UNSTARTED = """
import contextlib, sys
from pathlib import Path
from analysis.views.book.execute import environment, execute
place, notebook = map(Path, sys.argv[1:])
env = environment(Path(), place, place)
with contextlib.suppress(OSError):
    (place / "fill").write_bytes(bytes(10**6))
try:
    execute({notebook: notebook.with_name("out.ipynb")}, env=env, jobs=1)
except OSError as error:
    print(error.strerror)
"""


def test_a_kernel_for_which_there_is_no_room_is_told_and_forgotten(tmp_path):
    nbformat.write(new_notebook(cells=[new_code_cell("1")]), tmp_path / "one.ipynb")
    with disk() as place:
        call = [sys.executable, "-c", UNSTARTED, place, tmp_path / "one.ipynb"]
        ended = subprocess.run(call, cwd=HOME, capture_output=True, text=True, check=True)
    assert (ended.stdout, ended.stderr) == ("No space left on device\n", "")


PARENT = """
import subprocess, sys, time
from analysis.views.book.child import lifeline
child = [sys.executable, "-m", "analysis.views.book.child", "sleeper", "to the end"]
print(subprocess.Popen(child, stdin=lifeline(), stdout=subprocess.PIPE).stdout.readline().decode(), flush=True)
time.sleep(600)
"""
SLEEPER = "import os, sys, time\nprint(os.getpid(), __name__, sys.argv[1:], flush=True)\ntime.sleep(600)\n"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the test cannot see which processes there are")
def test_a_child_ends_with_its_parent_however_that_ends(tmp_path):
    (tmp_path / "sleeper.py").write_text(SLEEPER)
    env = os.environ | {"PYTHONPATH": f"{HOME}{os.pathsep}{tmp_path}"}
    with subprocess.Popen([sys.executable, "-c", PARENT], env=env, stdout=subprocess.PIPE) as parent:
        number, said = parent.stdout.readline().decode().split(maxsplit=1)
        assert said == "__main__ ['to the end']\n"
        os.kill(int(number), 0)
        parent.send_signal(signal.SIGKILL)
    wait_for_end(int(number))


def test_two_builds_do_not_hold_one_cache(tmp_path):
    with lock(tmp_path / "book"), pytest.raises(InputError, match="another build"), lock(tmp_path / "book"):
        pass
