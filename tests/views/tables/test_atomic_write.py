"""Files whole or not at all, on disks that are full or read-only, under limits, and when the writer is killed."""

from __future__ import annotations

import errno
import os
import random
import re
import signal
import stat
import subprocess
import sys
import threading
import time

import pandas as pd
import pytest

from analysis.schema import InputError
from analysis.texts.readers.inputs import remember, remember_inputs
from analysis.texts.readers.installation import HOME as CHECKOUT
from analysis.views.tables.atomic_write import PART, explain_os_error, whole_file
from analysis.views.tables.write import write_json, write_model, write_table
from tests.faults import disk, folder_of_another, limited

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has other files")
LONG = pd.DataFrame({"term": [f"word{number}" for number in range(20_000)]})
PNG = b"\x89PNG" + bytes(200_000)


def refused(call, place):
    """Return the one line that a call is refused with; nothing is left in the folder but what was there."""
    before = {name: (place / name).read_bytes() for name in os.listdir(place)}
    with pytest.raises(InputError) as caught:
        call()
    assert {name: (place / name).read_bytes() for name in os.listdir(place)} == before
    said = str(caught.value)
    assert "\n" not in said and len(said) < 500
    return said


@pytest.mark.parametrize("name", ["old.csv", "new.csv", "new.jsonl", "new.parquet"])
def test_a_full_disk_is_told_and_the_old_table_stays(name):
    with disk() as place:
        said = refused(lambda: write_table(LONG, place / name), place)
        assert said == f"{place / name}: cannot be written: the disk is full; free some space or name another folder"


def test_a_full_disk_is_told_of_json_and_of_any_bytes():
    with disk() as place:
        assert "the disk is full" in refused(lambda: write_json(list(range(20_000)), place / "old.csv"), place)

        def picture():
            with whole_file(place / "new.png") as out:
                out.write(PNG)

        assert "new.png: cannot be written: the disk is full" in refused(picture, place)


def test_a_disk_that_is_full_at_the_last_byte_is_told():
    """What Python still holds back is written when the file is closed, and that fails too."""
    with disk() as place:
        with (place / "fill").open("wb", buffering=0) as fill:
            fill.write(bytes(65536 - 4096 - 4096))  # one page is left, for old.csv takes one
            with pytest.raises(OSError, match="No space"):
                for _ in range(3):
                    fill.write(bytes(4096))

        def few():
            with whole_file(place / "new.csv") as out:
                out.write(b"few bytes")

        assert "the disk is full" in refused(few, place)


def test_a_read_only_disk_is_told():
    with disk(read_only=True) as place:
        for name in ("old.csv", "new.csv"):
            said = refused(lambda name=name: write_table(LONG, place / name), place)
            assert said == f"{place / name}: cannot be written: the disk is read-only; name a folder on another"


def test_a_folder_that_somebody_may_not_write_is_told():
    with folder_of_another() as place:
        for name in ("old.csv", "new.csv"):
            said = refused(lambda name=name: write_table(LONG, place / name), place)
            assert "cannot be written: permission denied; check who may write there" in said


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_a_limit_on_the_size_of_files_is_told(tmp_path, ending):
    script = (
        "import pandas as pd; from analysis.views.tables.write import write_table\n"
        f"write_table(pd.DataFrame({{'n': range(100_000)}}), {str(tmp_path / 't.') + ending!r})"
    )
    (tmp_path / f"t.{ending}").write_text("old")
    result = limited(("RLIMIT_FSIZE", 4096), script)
    last = result.stderr.splitlines()[-1]
    assert last.endswith("a file of this size is not allowed here (see ulimit -f); raise the limit or ask for less")
    assert f"InputError: {tmp_path / 't.'}{ending}: cannot be written" in last
    assert os.listdir(tmp_path) == [f"t.{ending}"] and (tmp_path / f"t.{ending}").read_text() == "old"


@pytest.mark.parametrize("name", ["n" * 300 + ".csv", "é" * 126 + ".csv", "n/" * 3000 + "t.csv"])
def test_a_name_that_is_too_long_is_told(tmp_path, name):
    with pytest.raises(InputError, match="cannot be written: the name is too long; give a shorter one"):
        write_table(LONG, tmp_path / name)
    assert os.listdir(tmp_path) == []


@pytest.mark.parametrize("name", ["n" * 251 + ".csv", "é" * 125 + ".csv"])
def test_the_longest_name_that_a_disk_takes_is_written(tmp_path, name):
    write_table(LONG, tmp_path / name)
    assert os.listdir(tmp_path) == [name]


def test_a_model_is_checked_in_the_same_way(tmp_path):
    (tmp_path / "model.json").mkdir()
    with pytest.raises(InputError, match="is a folder"):
        write_model(None, tmp_path / "model.json")


def test_reasons_that_cannot_be_made_here_are_words_too():
    assert explain_os_error(OSError(errno.EDQUOT, "")).startswith("the disk quota is used up; ")
    assert explain_os_error(OSError(errno.EBUSY, "Busy")) == "Busy; name another file or folder"
    assert explain_os_error(OSError("arrow\nfailed")) == "arrow failed; name another file or folder"


@posix
@pytest.mark.parametrize("mode", [0o640, 0o600, 0o664, 0o444])
def test_a_file_that_is_replaced_keeps_its_mode(tmp_path, mode):
    file = tmp_path / "t.csv"
    file.write_text("old")
    file.chmod(mode)
    if mode == 0o444 and os.geteuid():
        assert "permission denied" in refused(lambda: write_table(LONG, file), tmp_path)
        return
    write_table(LONG, file)
    assert stat.S_IMODE(file.stat().st_mode) == mode


@posix
def test_a_new_file_obeys_the_umask(tmp_path):
    before = os.umask(0o027)
    try:
        write_table(LONG, tmp_path / "t.csv")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "t.csv").stat().st_mode) == 0o640


@posix
def test_a_file_that_is_replaced_keeps_its_owner(tmp_path):
    if os.geteuid():
        pytest.skip("only root may give a file to somebody")
    (tmp_path / "t.csv").write_text("old")
    os.chown(tmp_path / "t.csv", 12345, 54321)
    write_table(LONG, tmp_path / "t.csv")
    about = (tmp_path / "t.csv").stat()
    assert (about.st_uid, about.st_gid) == (12345, 54321)


@posix
def test_a_pipe_a_device_and_a_link_to_one_are_refused(tmp_path):
    os.mkfifo(tmp_path / "pipe.csv")
    os.symlink("/dev/null", tmp_path / "null.csv")
    os.symlink("loop.csv", tmp_path / "loop.csv")
    for name in ("pipe.csv", "null.csv", "loop.csv"):
        with pytest.raises(InputError, match=f"{name}: is a pipe, a device or the like"):
            write_table(LONG, tmp_path / name)
    assert sorted(os.listdir(tmp_path)) == ["loop.csv", "null.csv", "pipe.csv"]
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode)


def test_what_was_read_in_a_call_is_not_written_over(tmp_path):
    (tmp_path / "in.csv").write_text("in")
    os.link(tmp_path / "in.csv", tmp_path / "hard.csv")
    os.symlink("in.csv", tmp_path / "soft.csv")
    with remember_inputs():
        remember(tmp_path / "in.csv")
        for name in ("in.csv", "hard.csv", "soft.csv"):
            said = refused(lambda name=name: write_table(LONG, tmp_path / name), tmp_path)
            assert said == f"{tmp_path / name}: is an input of this very call; name another file"
        write_table(LONG, tmp_path / "out.csv")
    write_table(LONG, tmp_path / "in.csv")  # outside a call it is the user's own decision
    assert (tmp_path / "in.csv").read_bytes() == (tmp_path / "out.csv").read_bytes()


WRITER = """
import sys
from analysis.views.tables.atomic_write import whole_file
print("ready", flush=True)
for number in range(10_000):
    with whole_file(sys.argv[1]) as out:
        for _ in range(64):
            out.write(b"%d" % (number % 10) * 8192)
"""


@posix
def test_a_kill_leaves_the_old_file_or_the_new_one_and_the_next_call_tidies_up(tmp_path):
    file, moments, left = tmp_path / "t.csv", random.Random(9), 0
    (tmp_path / ".hidden.part").write_text("the user's own")
    for _ in range(12):
        writer = subprocess.Popen([sys.executable, "-c", WRITER, file], stdout=subprocess.PIPE, cwd=CHECKOUT)
        assert writer.stdout.readline() == b"ready\n"
        time.sleep(moments.uniform(0.01, 0.06))
        writer.send_signal(signal.SIGKILL)
        writer.wait(60)
        writer.stdout.close()
        left += any(name.endswith(PART) for name in os.listdir(tmp_path))
        if file.exists():
            assert re.fullmatch(rb"(\d)\1{524287}", file.read_bytes())
    assert left, "no kill came in the middle of a file; the test shows nothing"
    write_table(LONG, tmp_path / "other.csv")
    assert sorted(os.listdir(tmp_path)) == [".hidden.part", "other.csv", "t.csv"]


def test_what_a_living_call_writes_is_left_alone(tmp_path):
    with whole_file(tmp_path / "slow.csv") as out:
        out.write(b"slow")
        write_table(LONG, tmp_path / "t.csv")
        assert len(os.listdir(tmp_path)) == 2
    assert (tmp_path / "slow.csv").read_bytes() == b"slow"
    assert sorted(os.listdir(tmp_path)) == ["slow.csv", "t.csv"]


def test_many_may_write_one_file_at_once(tmp_path):
    failures = []

    def write(number):
        try:
            for _ in range(20):
                with whole_file(tmp_path / "t.csv") as out:
                    out.write(b"%d" % number * 5000)
        except InputError as error:
            failures.append(error)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    assert os.listdir(tmp_path) == ["t.csv"]
    assert re.fullmatch(rb"(\d)\1{4999}", (tmp_path / "t.csv").read_bytes())
