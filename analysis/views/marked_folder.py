"""Folders that the suite fills, the site and the figures: marked as its own, and safe for what else is put there.

The mark is a file that says what made the folder, with the hash of each file that was written. What the mark does not
name, or names with another hash, belongs to somebody else and is neither replaced nor removed.
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from analysis.schema import InputError
from analysis.views.book.provenance import hashes
from analysis.views.tables.atomic_write import explain_os_error
from analysis.views.tables.write import write_json

MARK = ".same-story.json"
LITTER = (".DS_Store", "Thumbs.db", "desktop.ini")  # file managers leave these wherever somebody looks
CHECKOUT = ("analysis", "benchmarks", "data", "docs", "figures", "findings", "notebooks", "tests")


class Mark(NamedTuple):
    """What a mark says: the fingerprint of what the files were made of, and the sha256 of each by its path."""

    key: str
    files: dict[str, str]


def write_mark(folder: Path, about: str, key: str, files: Mapping[str, str] | None = None) -> None:
    """Mark a folder as ours: `about` says what it is; the files are all that are in it, unless some are named."""
    if files is None:
        files = {str(one["path"]): str(one["sha256"]) for one in hashes(folder, map(folder.joinpath, contents(folder)))}
    write_json({"about": about, "key": key, "files": dict(sorted(files.items()))}, folder / MARK)


def read_mark(folder: Path, about: str) -> Mark | None:
    """Return the mark of a folder; None where there is none that can be read, or it is about something else."""
    try:
        said = json.loads((folder / MARK).read_text(encoding="utf-8"))
        mark = Mark(str(said["key"]), {str(name): str(digest) for name, digest in said["files"].items()})
        return mark if said["about"] == about else None
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def is_whole(folder: Path, about: str, key: str) -> bool:
    """Tell whether a folder was made of this very input, and holds what was written and nothing else."""
    mark = read_mark(folder, about)
    try:
        there = contents(folder) if mark else []
        return (
            mark is not None and mark.key == key and set(there) == set(mark.files) and not changed(folder, mark.files)
        )
    except OSError:
        return False


def contents(folder: Path) -> list[str]:
    """Return the path, from the folder on, of each file and link below it, but for the mark and what is litter.

    Raises
    ------
    OSError
        If a folder cannot be read.
    """
    return sorted(path.relative_to(folder).as_posix() for path in _walk(folder) if path != folder / MARK)


def _walk(folder: Path) -> Iterator[Path]:
    def stop(error: OSError) -> None:
        raise error

    for place, folders, files in os.walk(folder, onerror=stop):
        yield from (Path(place, name) for name in files if name not in LITTER)
        yield from (Path(place, name) for name in folders if Path(place, name).is_symlink())


def changed(folder: Path, files: Mapping[str, str]) -> list[str]:
    """Return which of these files are there with other bytes than their sha256 says, or as something else than a file.

    Raises
    ------
    OSError
        If one cannot be read.
    """
    return [name for name, digest in files.items() if not _is(folder / name, digest)]


def _is(path: Path, digest: str) -> bool:
    if path.is_symlink() or not path.is_file():
        return not os.path.lexists(path)
    return hashes(path.parent, [path])[0]["sha256"] == digest


def refuse(out: Path, names: list[str]) -> None:
    """Raise `InputError` if any files are named: they are not ours, or were changed since."""
    if names:
        more = f" (and {len(names) - 1} more)" if len(names) > 1 else ""
        raise InputError(f"{out / names[0]}{more}: was put there or changed by somebody; move it away or delete it")


def resolve_output(out: Path, root: Path, own: str) -> Path:
    """Return where a folder of ours goes, without changing anything.

    Parameters
    ----------
    out
        The folder as it was named.
    root
        The checkout: its own folders are not taken for anything else.
    own
        The name of the folder of the checkout that is meant for it.

    Raises
    ------
    InputError
        If it is a link or a file, a folder of the checkout, the home folder or the root, or cannot be written.
    """
    try:
        place = out.resolve()
        if out.is_symlink():
            raise InputError(f"{out}: is a link to {place}; name that folder itself")
        if place.exists() and not place.is_dir():
            raise InputError(f"{out}: is a file; name a folder for the {own}")
        inside = place.relative_to(root).parts if place.is_relative_to(root) else ()
        taken = place in (root, *root.parents, Path("~").expanduser().resolve())
        if taken or (inside and inside != (own,) and (inside[0] in CHECKOUT or inside[0].startswith("."))):
            raise InputError(f"{out}: is kept for other things; name a folder of its own for the {own}")
        if not place.parent.is_dir():
            raise InputError(f"{out}: there is no folder {out.parent}; make it first or name another")
        if not os.access(place if place.exists() else place.parent, os.W_OK | os.X_OK):
            raise InputError(f"{out}: cannot be written; check who may write there or name another folder")
    except (OSError, RuntimeError) as error:
        raise InputError(f"{out}: cannot be used: {reason(error)}") from None
    return place


def replace_folder(pages: Path, place: Path) -> None:
    """Put a finished folder in the place of an older one, which hands on its modes: in one step where the system can.

    Elsewhere these are two renames, undone if the second fails; `recover` undoes the first after a kill.

    Raises
    ------
    OSError
        If the disk is full or cannot be written. The old folder is then as it was.
    """
    old, new = _beside(place)
    try:
        shutil.copytree(pages, new)
        for path in [new, *new.rglob("*")]:
            if path.is_file():
                with path.open("rb+") as file:
                    os.fsync(file.fileno())  # else a power cut could leave the new name on empty files
            if (before := place / path.relative_to(new)).exists():
                shutil.copymode(before, path)
        if place.exists() and not _exchange(new, place):
            place.rename(old)
        if not place.exists():
            new.rename(place)
    finally:
        recover(place)


def recover(place: Path) -> None:
    """Put back a folder whose replacement was cut short, and remove what is left of that."""
    old, new = _beside(place)
    if old.exists() and not place.exists():
        old.rename(place)
    for left in (old, new):
        discard(left)


def _beside(place: Path) -> tuple[Path, Path]:
    return place.with_name(f".{place.name}.same-story-old"), place.with_name(f".{place.name}.same-story-new")


def _exchange(one: Path, other: Path) -> bool:
    """Let two folders change places in one step, and tell whether the system could: Linux alone has a call for it."""
    try:
        renameat2 = ctypes.CDLL(None).renameat2
    except (AttributeError, OSError, TypeError):
        return False
    here, exchange = -100, 2  # AT_FDCWD and RENAME_EXCHANGE of <linux/fs.h>
    return bool(renameat2(here, os.fsencode(one), here, os.fsencode(other), exchange) == 0)


def discard(path: Path) -> None:
    """Remove a file, or a folder with all that is in it, as far as that is possible."""
    with suppress(OSError):
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def reason(error: Exception) -> str:
    """Return why the system refused, and what to do; of all that `shutil.copytree` lists, the first."""
    found = re.search(r"\[Errno (\d+)\]", str(error))
    number = int(found[1]) if found else 0
    return explain_os_error(OSError(number, os.strerror(number) if number else str(error)))
