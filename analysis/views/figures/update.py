"""The folder of figures, brought up to date so that each file in it is whole at any moment, and nobody's is lost.

New files are written into a folder within it, `NEW`, and the mark comes last: then what is new is complete, and is
moved to its place file by file. What was cut short before the mark is thrown away by the next call; after it, finished.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from analysis.schema import InputError
from analysis.views.book.provenance import hashes
from analysis.views.figures.check import INPUTS, MANIFEST, listed
from analysis.views.marked_folder import LITTER, MARK, contents, discard, read_mark, reason, refuse, write_mark
from analysis.views.tables.atomic_write import lock

ABOUT = "Figures made by Same Story. The files listed are replaced when they are drawn again; others stay."
NEW = ".same-story-new"
ENDINGS = ("svg", "png", "csv")


@contextmanager
def updated(folder: Path, drawn: Collection[str]) -> Iterator[Path]:
    """Yield a folder for new files, and put these into `folder` when the block ends without an error.

    Files of figures that the new manifest no longer lists are removed.

    Parameters
    ----------
    folder
        The folder; it is made if only its last part is missing.
    drawn
        The names of the figures that will be written.

    Raises
    ------
    InputError
        If the folder is not ours, if a file that would be replaced or removed is not as it was written, if another call
        is at work there, or if the folder cannot be written. Everything is then as it was.
    """
    new, made = folder / NEW, not folder.exists()
    try:
        folder.mkdir(exist_ok=True)
        with _lock(folder):
            if read_mark(folder, ABOUT) is None and (listed_there := _listed_files(folder)):
                write_mark(folder, ABOUT, "", listed_there)  # the old manifest goes while the new files come
            _finish(folder)
            touched = [MANIFEST, INPUTS, *(f"{name}.{ending}" for name in drawn for ending in ENDINGS)]
            _refuse_strangers(folder, touched)
            try:
                new.mkdir()
                yield new
                kept, ours = listed(new), written_files(folder)
                _refuse_strangers(folder, [f"{name}.{ending}" for name in listed(folder) - kept for ending in ENDINGS])
                stay = {name: ours[name] for name in ours if Path(name).stem in kept or name in (MANIFEST, INPUTS)}
                fresh = {str(one["path"]): str(one["sha256"]) for one in hashes(new, map(new.joinpath, contents(new)))}
                write_mark(new, ABOUT, "", stay | fresh)
            except BaseException:
                discard(new)
                raise
            _finish(folder)
    except InputError as error:
        raise InputError(str(error).replace(f"{new}{os.sep}", f"{folder}{os.sep}")) from None
    except OSError as error:
        raise InputError(f"{folder}: cannot be written: {reason(error)}") from None
    finally:
        if made:
            with suppress(OSError):  # it stays if anything is in it
                folder.rmdir()


def written_files(folder: Path) -> dict[str, str]:
    """Return the sha256 of each file of a folder that is still as `updated` wrote it, by its name.

    Raises
    ------
    InputError
        If the folder holds something, and is not ours.
    """
    marks = [mark.files for mark in (read_mark(folder, ABOUT), read_mark(folder / NEW, ABOUT)) if mark]
    known = marks or [_listed_files(folder)]
    names = {name for files in known for name in files if (folder / name).is_file() and name == Path(name).name}
    now = {str(one["path"]): str(one["sha256"]) for one in hashes(folder, map(folder.joinpath, sorted(names)))}
    if folder.is_dir() and not any(known) and not {path.name for path in folder.iterdir()} <= {NEW, *LITTER}:
        raise InputError(f"{folder}: holds something that is not ours; name an empty or a new folder")
    return {name: digest for name, digest in now.items() if any(files.get(name) == digest for files in known)}


def _listed_files(folder: Path) -> dict[str, str]:
    """Return the files of a folder from before there were marks: its manifest has the sha256 of each figure's table."""
    try:
        entries = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        tables = {str(entry["name"]): entry["sha256"] for entry in entries if {"title", "alt", "rows"} < entry.keys()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}
    found: set[str] = set()
    for name, digest in tables.items():
        table = folder / f"{name}.csv"
        if re.fullmatch(r"[\w-]+", name) and table.is_file() and hashes(folder, [table])[0]["sha256"] == digest:
            found |= {f"{name}.{ending}" for ending in ENDINGS}
    files = [folder / name for name in ({*found, MANIFEST, INPUTS} if found else ()) if (folder / name).is_file()]
    return {str(one["path"]): str(one["sha256"]) for one in hashes(folder, files)}


def _refuse_strangers(folder: Path, names: Collection[str]) -> None:
    ours = written_files(folder)
    refuse(folder, [name for name in names if os.path.lexists(folder / name) and name not in ours])


def _finish(folder: Path) -> None:
    """Put complete new files in their places, the mark last, and remove what it does not name; discard others."""
    new = folder / NEW
    if mark := read_mark(new, ABOUT):
        _refuse_strangers(folder, list(mark.files))
        old = written_files(folder)
        for name in contents(new):
            if (folder / name).exists():
                shutil.copymode(folder / name, new / name)
            os.replace(new / name, folder / name)
        for name in old.keys() - mark.files.keys():
            (folder / name).unlink()
        os.replace(new / MARK, folder / MARK)
    discard(new)


@contextmanager
def _lock(folder: Path) -> Iterator[None]:
    """Hold a folder for one call, where the system can lock folders; it lets go however the call ends."""
    if sys.platform == "win32":
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        lock(handle, wait=False)
        yield
    except BlockingIOError:
        raise InputError(f"{folder}: another call writes figures there; wait until it has ended") from None
    finally:
        os.close(handle)
