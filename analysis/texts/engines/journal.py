"""What is done of a long call is kept beside its output until it ends, so that the same call can go on from there.

What each block of texts gave is a file of its own, written whole or not at all. Its name is made of what was done, by
which version with which word lists, and of the texts of the block: what is found under it is what would be made again,
and anything else is not found. No file is a pickle. One that is damaged is made anew. The folder is locked while a call
is at work on it, by a file that says which process that is; the system unlocks it however the call ends.
"""

from __future__ import annotations

import os
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, TypeVar
from weakref import finalize

from analysis.schema import InputError
from analysis.texts.engines.plain_values import fingerprint, is_whole, pack, unpack
from analysis.texts.readers.installation import DATA, HOME, is_checkout

T = TypeVar("T")
R = TypeVar("R")

_FOLDER, _DONE, _UNFINISHED, _LOCK = ".samestory-resume", ".done", ".unfinished", "in-use"


class Journal:
    """The folder where what is done of a call is kept.

    Parameters
    ----------
    output
        The file that the call is to write; the folder is hidden beside it.
    lists
        Files whose content decides what is made of a text.

    Attributes
    ----------
    found, kept
        How many blocks were read from it, and how many this call added.
    """

    def __init__(self, output: Path, lists: Iterable[Path] = ()) -> None:
        self.folder = output.with_name(f".{output.name[:40]}{_FOLDER}")
        self.found = self.kept = 0
        self._output, self._lists = output, list(lists)
        self._held: IO[bytes] | None = None

    def exists(self) -> bool:
        """Return whether something of an earlier call is there."""
        return any(self.folder.glob(f"*{_DONE}"))

    def hold(self) -> None:
        """Take the folder for this call, until `release`; where the disk has no locks, nothing is taken.

        Raises
        ------
        InputError
            If a call that is at work has it.
        """
        if self._held:
            return
        self.folder.mkdir(exist_ok=True)
        with suppress(OSError):
            file = (self.folder / _LOCK).open("a+b", buffering=0)
            finalize(self, file.close)
            try:
                _lock(file)
            except OSError as error:
                process = _number_in(file)
                file.close()
                if isinstance(error, BlockingIOError | PermissionError):
                    raise InputError(
                        f"{self._output}: another call{process} is at work on this table; wait for it, or name another "
                        "file with -o"
                    ) from None
                return
            self._held = file
            file.truncate(0)
            file.write(b"%d" % os.getpid())

    def release(self) -> None:
        """Let other calls have the folder."""
        if self._held:
            self._held.close()
        self._held = None

    def remove(self) -> None:
        """Remove what is kept, and the folder; files of others stay, and what another call is at work on."""
        if not self.folder.exists():
            return
        with suppress(InputError):
            self.hold()
            for file in self.folder.glob("*"):
                if file.suffix in (_DONE, _UNFINISHED):
                    with suppress(OSError):
                        file.unlink()
            self.release()
            with suppress(OSError):
                (self.folder / _LOCK).unlink()
                self.folder.rmdir()

    def map(
        self,
        engine: Callable[[Callable[[T], R], Iterable[T]], Iterator[R]],
        work: Callable[[T], R],
        pieces: Iterable[T],
    ) -> Iterator[R]:
        """Yield the result of each piece, in order: what is kept is read, and the engine does the rest, which is kept.

        Where the disk has no room, the work goes on and nothing more is kept.
        """
        call = fingerprint(work) + self._installation()
        order = deque[tuple[Path, bool]]()

        def undone() -> Iterator[T]:
            for piece in pieces:
                file = self.folder / (sha256(call + fingerprint(piece)).hexdigest()[:40] + _DONE)
                is_done = _is_whole(file)
                order.append((file, is_done))
                if not is_done:
                    yield piece

        for made in engine(work, undone()):
            yield from self._read(order)
            self._keep(order.popleft()[0], made)
            yield made
        yield from self._read(order)

    def _read(self, order: deque[tuple[Path, bool]]) -> Iterator[Any]:
        while order and order[0][1]:
            file = order.popleft()[0]
            try:
                data = file.read_bytes()
            except OSError as error:  # found a moment ago
                raise InputError(
                    f"{file}: what was kept cannot be read any more ({error.strerror}); "
                    "if another call writes the same table, wait for it, and call again"
                ) from None
            self.found += 1
            yield unpack(data)

    def _keep(self, file: Path, made: object) -> None:
        data = pack(made)
        with suppress(OSError):
            self.hold()
            unfinished = file.with_suffix(_UNFINISHED)
            unfinished.write_bytes(data)
            os.replace(unfinished, file)
            self.kept += 1

    def _installation(self) -> bytes:
        """Return a hash of this program and of all word lists."""
        digest = sha256()
        code = HOME / "analysis" if is_checkout() else HOME
        for file in (*sorted(code.rglob("*.py")), *sorted(DATA.rglob("*.csv")), *self._lists):
            content = file.read_bytes()
            digest.update(f"{len(content)} ".encode() + content)
        return digest.digest()


def _lock(file: IO[bytes]) -> None:
    """Lock an open file until it is closed; BlockingIOError or PermissionError if another call has locked it."""
    if sys.platform == "win32":
        import msvcrt

        file.seek(_FAR)  # what is locked nobody can read, and the number is to be read
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


_FAR = 2**20  # bytes, beyond the number of a process


def _number_in(file: IO[bytes]) -> str:
    """Return the number of the process that a lock file names, for a message."""
    file.seek(0)
    number = file.read(20)
    return f" (process {number.decode()})" if number.isdigit() else ""


def _is_whole(file: Path) -> bool:
    try:
        return is_whole(file.read_bytes())
    except OSError:
        return False
