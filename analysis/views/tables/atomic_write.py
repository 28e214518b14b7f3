"""The one way in which the suite writes a file: whole or not at all, over no input, and what hinders it in one line.

A file is written under a name of its own beside its place, and takes the place when it is complete and on the disk.
The name starts with a dot and ends in ``.samestory-part``. Its writer holds a lock on it, which the system releases
however the writer ends: what a killed call left is told from what a living one writes, and the next call removes it.
"""

from __future__ import annotations

import errno
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from analysis.schema import InputError
from analysis.texts.readers.inputs import was_read

PART = ".samestory-part"

_ELSEWHERE = "free some space or name another folder"
_REASONS = {
    errno.ENOSPC: f"the disk is full; {_ELSEWHERE}",
    errno.EDQUOT: f"the disk quota is used up; {_ELSEWHERE}",
    errno.EFBIG: "a file of this size is not allowed here (see ulimit -f); raise the limit or ask for less",
    errno.EROFS: "the disk is read-only; name a folder on another",
    errno.EACCES: "permission denied; check who may write there or name another folder",
    errno.EPERM: "not permitted; check who may write there or name another folder",
    errno.ENAMETOOLONG: "the name is too long; give a shorter one",
    errno.ENOENT: "there is no such folder; make it first or name another",
    errno.EIO: "the disk reports an error; name a folder on another",
    errno.ENOMEM: "there is not enough memory; end other programs or give fewer texts",
    errno.EMFILE: "too many files are open (see ulimit -n); raise the limit",
    errno.EBADF: "it is closed; name a file",
    errno.ENFILE: "too many files are open on this machine; end other programs",
}


def explain_os_error(error: OSError) -> str:
    """Return why the system refused, in words, and what to do about it.

    >>> explain_os_error(OSError(errno.ENOSPC, "No space left on device"))
    'the disk is full; free some space or name another folder'
    """
    said = error.strerror or " ".join(str(error).split()) or type(error).__name__
    return _REASONS.get(error.errno or 0, f"{said}; name another file or folder")


@contextmanager
def whole_file(file: str | Path) -> Iterator[IO[bytes]]:
    """Open a file for writing that appears under its name when the block ends, or not at all.

    The file that it replaces hands on its mode, and its owner where that is allowed. Links are followed.

    Raises
    ------
    InputError
        If the file cannot be written there; the message says why, and what to do.
    """
    check_place(file)
    place = Path(os.path.realpath(file))
    try:
        clear_unfinished(place.parent)
        unfinished, out = _open_unfinished(place)
        try:
            if place.exists():
                _like(place, unfinished)
            yield out
            if place.exists():
                _check_unread(file, place)  # what comes in pieces is read while it is written
            out.flush()
            os.fsync(out.fileno())  # else a power cut could leave the new name on an empty file
            if sys.platform == "win32":  # which moves no open file
                out.close()
            os.replace(unfinished, place)
        finally:
            with suppress(OSError):  # what the disk had no room for is tried again, in vain
                out.close()
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(f"{file}: cannot be written: {explain_os_error(error)}") from None


def check_place(file: str | Path) -> None:
    """Raise `InputError` if no file can be written there, or if the call that runs has read this very file."""
    place = Path(os.path.realpath(file))
    try:
        if place.is_dir():
            raise InputError(f"{file}: is a folder; name a file in it")
        if not place.parent.is_dir():
            raise InputError(f"{file}: there is no folder {Path(file).parent}; make it first or name another")
        if os.path.lexists(place):
            if not place.is_file():
                raise InputError(f"{file}: is a pipe, a device or the like; name a file")
            _check_unread(file, place)
            place.open("ab").close()
        tempfile.TemporaryFile(dir=place.parent).close()
    except OSError as error:
        raise InputError(f"{file}: cannot be written: {explain_os_error(error)}") from None


def _check_unread(file: str | Path, place: Path) -> None:
    if was_read(place):
        raise InputError(f"{file}: is an input of this very call; name another file")


def clear_unfinished(folder: Path) -> None:
    """Remove what calls that were killed left unfinished in a folder; what a living one writes stays."""
    for part in folder.glob(f".*{PART}"):
        with suppress(OSError):
            if part.is_symlink() or not part.is_file():
                continue
            if sys.platform == "win32":  # which lets nobody remove what another holds open
                part.unlink()
                continue
            with part.open("r+b") as left:
                lock(left, wait=False)
                part.unlink()


def lock(file: IO[Any] | int, *, wait: bool) -> None:
    """Lock an open file, or a folder, until it is closed; without `wait`, OSError if another program has locked it."""
    if sys.platform != "win32":
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))


def _open_unfinished(place: Path) -> tuple[Path, IO[bytes]]:
    """Open a new file beside a place, locked; one that another call cleared before it was locked is made again."""
    while True:
        # A name may have 255 bytes; 40 characters of it are enough for a person to know it by.
        unfinished = place.with_name(f".{place.name[:40]}.{os.urandom(8).hex()}{PART}")
        out = unfinished.open("xb")
        with suppress(OSError):  # a disk without locks: what is left there stays until somebody removes it
            lock(out, wait=True)
        if os.fstat(out.fileno()).st_nlink or sys.platform == "win32":
            return unfinished, out
        out.close()


def _like(old: Path, new: Path) -> None:
    """Give a file the owner, where that is allowed, and the mode of another."""
    if sys.platform != "win32":
        about = old.stat()
        for owner in (about.st_uid, -1):
            with suppress(OSError):
                os.chown(new, owner, about.st_gid)
                break
    shutil.copymode(old, new)
