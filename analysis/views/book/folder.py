"""The folder of a site: ours alone, sealed with the hash of each page, and replaced as a whole or not at all."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.schema import InputError
from analysis.views.book.execute import BuildError

if TYPE_CHECKING:
    from collections.abc import Iterator

MARKER = ".same-story.json"


def target(out: Path) -> Path:
    """Return where the site goes; what an interrupted build left there is tidied up, the old site put back.

    Raises
    ------
    InputError
        If the folder holds something that is not a site of ours, is a file, or cannot be written.
    """
    try:
        place = out.resolve()
        old, new = _beside(place)
        if old.exists() and not place.exists():
            old.rename(place)
        for left in (old, new):
            if left.exists():
                shutil.rmtree(left)
        if place.exists() and not place.is_dir():
            raise InputError(f"{out}: is a file; name a folder for the site")
        if place.is_dir() and any(place.iterdir()) and not (place / MARKER).is_file():
            raise InputError(f"{out}: holds something that is not a site of Same Story; name an empty or a new folder")
        if not place.parent.is_dir():
            raise InputError(f"{out}: there is no folder {out.parent}; make it first or name another")
        if not os.access(place.parent, os.W_OK | os.X_OK):
            raise InputError(f"{out}: cannot be written; check who may write there or name another folder")
    except OSError as error:
        raise InputError(f"{out}: cannot be used ({error.strerror}); name another folder") from None
    return place


def _beside(place: Path) -> tuple[Path, Path]:
    return place.with_name(f".{place.name}.same-story-old"), place.with_name(f".{place.name}.same-story-new")


@contextmanager
def alone(cache: Path) -> Iterator[None]:
    """Hold the cache for one build; the system lets go of it however the build ends.

    Raises
    ------
    InputError
        If another build holds it.
    """
    with (cache / "lock").open("a") as file:
        try:
            if sys.platform == "win32":
                import msvcrt

                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise InputError("another build of this checkout is running; wait until it has ended") from None
        yield


def put(pages: Path, place: Path) -> None:
    """Put the finished pages in the place of the old ones: two renames, undone if the second fails."""
    old, new = _beside(place)
    try:
        shutil.copytree(pages, new)
        if place.exists():
            place.rename(old)
        new.rename(place)
    except OSError as error:
        raise BuildError(f"{place}: cannot be written ({error.strerror})") from error
    finally:
        if old.exists() and not place.exists():
            old.rename(place)
        for left in (old, new):
            shutil.rmtree(left, ignore_errors=True)


def seal(pages: Path, key: str) -> None:
    """Mark a folder of pages as ours, with the fingerprint of what it was made of and the hash of each file."""
    about = "A site made by Same Story. A build replaces this folder as a whole."
    sealed = {"about": about, "key": key, "files": dict(_hashes(pages))}
    (pages / MARKER).write_text(json.dumps(sealed, indent=1) + "\n", encoding="utf-8", newline="\n")


def whole(place: Path, key: str) -> bool:
    """Tell whether the site is there, is made of the very same input, and no page was changed or removed since."""
    try:
        sealed = json.loads((place / MARKER).read_text(encoding="utf-8"))
        if sealed["key"] != key:
            return False
        return all(
            hashlib.sha256((place / name).read_bytes()).hexdigest() == said for name, said in sealed["files"].items()
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def _hashes(folder: Path) -> Iterator[tuple[str, str]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.name != MARKER:
            yield path.relative_to(folder).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()
