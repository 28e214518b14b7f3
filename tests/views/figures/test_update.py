"""The folder of figures: whole files at any moment, nobody else's lost, and nothing left over."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

from analysis.schema import InputError
from analysis.texts.readers.installation import HOME
from analysis.views.figures import update
from analysis.views.figures.check import MANIFEST
from analysis.views.figures.update import ENDINGS, updated, written_files
from analysis.views.marked_folder import MARK


def draw(folder, text, *names, kept=()):
    """Write what stands for figures, as the gallery does."""
    with updated(folder, names) as new:
        for name in names:
            for ending in ENDINGS:
                (new / f"{name}.{ending}").write_text(f"{text} {ending}")
        entries = [{"name": name, "title": "", "alt": "", "sha256": "", "rows": 1} for name in [*names, *kept]]
        (new / MANIFEST).write_text(json.dumps(entries))


def texts(folder):
    names = [path.name for path in folder.iterdir() if path.is_file() and path.name not in (MANIFEST, MARK)]
    return {name: (folder / name).read_text() for name in names}


def figures(text, *names):
    return {f"{name}.{ending}": f"{text} {ending}" for name in names for ending in ENDINGS}


@pytest.fixture
def folder(tmp_path):
    draw(tmp_path / "figures", "old", "a", "b")
    return tmp_path / "figures"


def test_figures_are_replaced_and_those_that_are_no_more_go(folder):
    assert texts(folder) == figures("old", "a", "b")
    (folder / "a.svg").chmod(0o640)
    draw(folder, "new", "a", "c")
    assert texts(folder) == figures("new", "a", "c")
    assert (folder / "a.svg").stat().st_mode & 0o777 == 0o640
    draw(folder, "newer", "c", kept=["a"])
    assert texts(folder) == figures("new", "a") | figures("newer", "c")


@pytest.mark.parametrize("name", ["a.csv", "b.svg", "c.png", MANIFEST])
def test_what_somebody_put_there_or_changed_is_named_and_nothing_is_touched(folder, name):
    (folder / name).write_text("mine")
    (folder / "notes.txt").write_text("mine too")
    before = {name: (folder / name).read_bytes() for name in os.listdir(folder)}
    with pytest.raises(InputError) as error:
        draw(folder, "new", "a", "c")  # replaces a, removes b, adds c
    assert str(error.value) == f"{folder / name}: was put there or changed by somebody; move it away or delete it"
    assert {name: (folder / name).read_bytes() for name in os.listdir(folder)} == before
    (folder / name).unlink()
    draw(folder, "new", "a", "c")
    assert texts(folder) == figures("new", "a", "c") | {"notes.txt": "mine too"}


@pytest.mark.parametrize(
    "manifest",
    [
        {"name": "An app", "icons": []},
        [{"name": "notes"}],
        [{"name": "notes", "title": "", "alt": "", "sha256": "", "rows": 1}],
        [1],
        None,
    ],
)
def test_a_folder_of_somebody_else_is_not_taken_for_ours(tmp_path, manifest):
    for name in ("notes.csv", "notes.svg"):
        (tmp_path / name).write_text("years of work")
    if manifest is not None:
        (tmp_path / MANIFEST).write_text(json.dumps(manifest))
    before = {name: (tmp_path / name).read_bytes() for name in os.listdir(tmp_path)}
    with pytest.raises(InputError, match="holds something that is not ours"):
        draw(tmp_path, "new", "a")
    assert {name: (tmp_path / name).read_bytes() for name in os.listdir(tmp_path)} == before


def test_a_folder_from_before_there_were_marks_is_ours(tmp_path):
    shutil.copytree(HOME / "figures", tmp_path / "figures", ignore=shutil.ignore_patterns(MARK))
    folder = tmp_path / "figures"
    names = {entry["name"] for entry in json.loads((folder / MANIFEST).read_text(encoding="utf-8"))}
    assert {name.partition(".")[0] for name in written_files(folder)} == names | {"manifest", "inputs"}
    assert set(written_files(folder)) == set(os.listdir(folder))
    table = folder / "similarity.csv"
    table.write_text("mine")
    with pytest.raises(InputError, match=r"similarity\.\w+ \(and 2 more\)"):
        draw(folder, "new", "similarity", kept=names)


def test_a_folder_from_before_there_were_marks_takes_other_data(tmp_path):
    shutil.copytree(HOME / "figures", tmp_path / "figures", ignore=shutil.ignore_patterns(MARK))
    folder = tmp_path / "figures"
    names = {entry["name"] for entry in json.loads((folder / MANIFEST).read_text(encoding="utf-8"))}
    draw(folder, "new", "similarity", "keyness-by-voice", kept=names)
    assert (folder / "similarity.csv").read_text() == "new csv"
    assert (folder / MARK).is_file()


def test_what_cannot_be_written_leaves_all_as_it_was(folder, tmp_path):
    def stopped(out):
        with updated(out, ["a"]) as new:
            (new / "a.svg").write_text("half")
            raise OSError(28, "No space left on device")

    for out in (folder, tmp_path / "other"):
        with pytest.raises(InputError, match=f"{out}: cannot be written: the disk is full; free some space"):
            stopped(out)
    assert texts(folder) == figures("old", "a", "b")
    assert os.listdir(tmp_path) == ["figures"]


def sweep(base):
    """Kill a call before each of its steps that change the disk, and see what is there and what the next call makes."""
    steps = 0
    for after in count():
        for old in (True, False):
            folder = base / f"{after}-{old}"
            if old:
                draw(folder, "old", "a", "b")
            child = os.fork()
            if not child:
                kill_after(after)
                draw(folder, "new", "a", "c")
                os._exit(0)
            killed = os.waitpid(child, 0)[1] == signal.SIGKILL
            there = texts(folder) if folder.is_dir() else {}
            assert all(text in (f"old {name[2:]}", f"new {name[2:]}") for name, text in there.items()), after
            draw(folder, "newer", "a", "c")
            assert texts(folder) == figures("newer", "a", "c"), after
            assert set(os.listdir(folder)) == {*figures("", "a", "c"), MANIFEST, MARK}, after
            steps += killed
        if not killed:
            return steps


def kill_after(steps):
    left = iter(range(steps))

    def counted(do):
        def done(*arguments, **options):
            if next(left, None) is None:
                os.kill(os.getpid(), signal.SIGKILL)
            return do(*arguments, **options)

        return done

    for name in ("mkdir", "write_text", "unlink", "open", "rmdir"):
        setattr(Path, name, counted(getattr(Path, name)))
    os.replace, shutil.rmtree = counted(os.replace), counted(shutil.rmtree)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_a_kill_at_any_step_never_blocks_the_next_call(tmp_path):
    script = (
        "import pathlib, sys, tests.views.figures.test_update as test; print(test.sweep(pathlib.Path(sys.argv[1])))"
    )
    ended = subprocess.run(
        [sys.executable, "-c", script, tmp_path], cwd=HOME, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    assert int(ended.stdout) > 40


@pytest.mark.skipif(sys.platform == "win32", reason="Windows locks no folders")
def test_two_calls_do_not_write_into_one_folder(folder):
    with updated(folder, ["a"]) as new:
        (new / MANIFEST).write_text("[]")
        with pytest.raises(InputError, match="another call writes figures there"):
            draw(folder, "new", "a")
    assert update.listed(folder) == set()
