"""Which files a call of the command line has read, so that it writes over none of them.

A file is known by its place on the disk, not by its name: links, and names that differ in case alone where the disk
does not care, lead to the same one. Outside `remember_inputs` nothing is kept: whoever calls the functions from Python
may write over what was read.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

_read: ContextVar[set[tuple[int, int]] | None] = ContextVar("read", default=None)


@contextmanager
def remember_inputs() -> Iterator[None]:
    """Remember every file that is read within this context."""
    before = _read.set(set())
    try:
        yield
    finally:
        _read.reset(before)


def remember(file: Path) -> None:
    """Note that a file is read."""
    if (known := _read.get()) is not None:
        known.add(_identity(file))


def was_read(file: Path) -> bool:
    """Return whether this file, under whatever name, was read within the context."""
    known = _read.get()
    return known is not None and _identity(file) in known


def _identity(file: Path) -> tuple[int, int]:
    about = file.stat()
    return about.st_dev, about.st_ino
