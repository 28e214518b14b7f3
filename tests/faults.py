"""Faults that tests make for real: a small disk, a limit, a user who may not."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from analysis.texts.readers.installation import HOME as CHECKOUT

NOBODY = 65534


@contextmanager
def disk(size="64k", read_only=False):
    """Mount a disk of its own in memory; skip where the machine does not allow it."""
    place = Path(tempfile.mkdtemp())
    made = shutil.which("mount") and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", place], capture_output=True, check=False
    )
    if not made or made.returncode:
        place.rmdir()
        pytest.skip("this machine mounts no disk for a test")
    try:
        (place / "old.csv").write_text("old")
        if read_only:
            subprocess.run(["mount", "-o", "remount,ro", place], check=True)
        yield place
    finally:
        subprocess.run(["umount", place], check=True)
        place.rmdir()


@contextmanager
def folder_of_another():
    """Yield a folder, with a file in it, that the user of this process may read but not write."""
    if os.name == "nt":
        pytest.skip("Windows has other users")
    place = Path(tempfile.mkdtemp())
    (place / "old.csv").write_text("old")
    place.chmod(0o555)
    me = os.geteuid()
    try:
        if me == 0:  # whom no mode stops
            os.seteuid(NOBODY)
        yield place
    finally:
        os.seteuid(me)
        place.chmod(0o755)
        shutil.rmtree(place)


def limited(limit, script, *, cwd=CHECKOUT, **options):
    """Run a script in a Python of its own with a limit on it, such as ``RLIMIT_FSIZE, 4096``."""
    if os.name == "nt":
        pytest.skip("Windows has no such limits")
    name, number = limit
    start = f"import resource; resource.setrlimit(resource.{name}, ({number}, {number}))\n"
    settings = {"capture_output": True, "text": True, "timeout": 100} | options
    return subprocess.run([sys.executable, "-c", start + script], check=False, cwd=cwd, **settings)
