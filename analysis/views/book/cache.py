"""The cache of the book, which is checked whenever it is used, thrown away where it is wrong, and never needed."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from analysis.schema import InputError
from analysis.views.marked_folder import discard, is_whole, write_mark
from analysis.views.tables import atomic_write

ENTRY = "Part of a book made by Same Story, kept for the next build."


class Entries:
    """The cache: a folder for the tables and for each executed notebook, named and marked by its fingerprint.

    An entry that is not whole is thrown away. It is made in the working folder of this build, which no other build
    writes to, and moved into the cache when it is complete; where that cannot be, it is used where it is.

    Attributes
    ----------
    places
        Where each entry is that is whole, by its fingerprint.
    """

    def __init__(self, made: Path, work: Path, wanted: Collection[str], force: bool) -> None:
        self.made, self.work = made, work
        for path in made.iterdir():
            if force or path.name not in wanted or not is_whole(path, ENTRY, path.name):
                discard(path)
        self.places = {own: made / own for own in wanted if is_whole(made / own, ENTRY, own)}

    def keep(self, own: str) -> None:
        """Move what was made in the working folder into the cache."""
        self.places[own] = self.work / own
        write_mark(self.work / own, ENTRY, own)
        with suppress(OSError):
            self.places[own] = (self.work / own).rename(self.made / own)


@contextmanager
def lock(cache: Path) -> Iterator[Path]:
    """Hold the cache for one build and return its folder; the system releases it however the build ends.

    Where there can be no such folder, it is a new one that is removed in the end.

    Raises
    ------
    InputError
        If another build holds it.
    """
    with ExitStack() as stack:
        try:
            file = stack.enter_context(_lock_file(cache))
        except OSError:
            cache = Path(stack.enter_context(TemporaryDirectory(ignore_cleanup_errors=True)))
            file = stack.enter_context(_lock_file(cache))
        try:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                atomic_write.lock(file, wait=False)
        except OSError:
            raise InputError("another build of this checkout is running; wait until it has ended") from None
        yield cache


def _lock_file(cache: Path) -> IO[str]:
    """Open the file to lock, in a folder of the cache that can be used; one that is damaged is made again."""
    for last in (False, True):
        try:
            (cache / "made").mkdir(parents=True, exist_ok=True)
            if not all(os.access(folder, os.R_OK | os.W_OK | os.X_OK) for folder in (cache, cache / "made")):
                raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
            return (cache / "lock").open("a")
        except OSError:
            if last:
                raise
            discard(cache)
    raise AssertionError


def tidy(cache: Path) -> None:
    """Remove from the cache what a killed build left, and what nobody knows: matplotlib would read settings there."""
    for path in [*cache.iterdir(), *(cache / "matplotlib").glob("*")]:
        if path.name not in ("lock", "made", "matplotlib") and not path.match("matplotlib/fontlist-*.json"):
            discard(path)
