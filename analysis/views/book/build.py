"""The book: every notebook run, every table written, and the pages made, with no work done twice.

A fingerprint sums up all that something depends on: an executed notebook is cached under its own, and so are the
tables. The finished site carries its own and the hash of each of its files, and is replaced as a whole or not at all.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tqdm import tqdm

from analysis.schema import InputError
from analysis.texts.readers.installation import HOME
from analysis.views.book.execute import BuildError, environment, execute
from analysis.views.book.provenance import RECORD, hashes, packages, record
from analysis.views.book.sphinx import BESIDE, gather_sources
from analysis.views.tables.write import write_json

MARKER = ".same-story.json"


@dataclass(frozen=True)
class Book:
    """What `build` did.

    Attributes
    ----------
    out
        The folder of the site.
    executed
        The names of the notebooks that were run.
    made
        Whether the site was made again; False where nothing had changed.
    warnings
        What Sphinx found wrong with the pages, a line each.
    """

    out: Path
    executed: tuple[str, ...] = ()
    made: bool = True
    warnings: tuple[str, ...] = ()


class Progress(tqdm):
    """How far a build has come, on standard error: a bar in a terminal, a line for each step in a log."""

    def __init__(self, total: int, *, shown: bool) -> None:
        terminal = sys.stderr.isatty()
        super().__init__(total=total, desc="book", disable=not (shown and terminal), leave=False)
        self.lines = shown and not terminal

    def say(self, line: str) -> None:
        """Say what is being done."""
        self.set_postfix_str(line)
        if self.lines:
            print(f"  {line}", file=sys.stderr, flush=True)

    def step(self, line: str) -> None:
        """Count one step and say what it was."""
        self.update()
        self.say(line)


class Prints(NamedTuple):
    """The fingerprints of what goes into the book, its tables and its notebooks."""

    book: str
    tables: str
    notebooks: dict[Path, str]


def build(
    out: str | Path = "site",
    *,
    jobs: int | None = None,
    force: bool = False,
    progress: bool = True,
    _root: Path = HOME,
) -> Book:
    """Make the book of the shipped corpus: run the notebooks, write the tables, make the pages.

    Parameters
    ----------
    out
        The folder of the site. It is replaced as a whole at the very end, and only if it is empty or a site made by
        this function. A relative path starts at the current folder.
    jobs
        How many notebooks run side by side; as many as there are cores where left out.
    force
        Do it all again, whatever has changed.
    progress
        Show progress on standard error.

    Returns
    -------
    Book
        The folder, the notebooks that were run, and whether there was anything to do. The same input gives the same
        bytes, on the same version of Python and of the packages.

    Raises
    ------
    InputError
        If `jobs` is less than 1, `out` cannot be written or holds something else, the shipped corpus cannot be read,
        or another build of this checkout is running.
    BuildError
        If a notebook, a table or a page cannot be made: one line that names it. The old site is then whole.
    """
    root, cache = _root.resolve(), _root.resolve() / ".cache" / "book"
    if jobs is not None and jobs < 1:
        raise InputError(f"--jobs {jobs}: at least 1 notebook must run at a time")
    place = resolve_output(Path(out))
    prints = fingerprints(root)
    if not force and is_current(place, prints.book):
        return Book(place, made=False)

    cache.mkdir(parents=True, exist_ok=True)
    with lock(cache):
        made, fresh = cache / "made", cache / "new"
        shutil.rmtree(fresh, ignore_errors=True)
        for folder in made.glob("*"):
            if force or folder.name not in {prints.tables, *prints.notebooks.values()}:
                shutil.rmtree(folder)
        copies = {path: made / own / path.name for path, own in prints.notebooks.items()}
        waiting = {path: copy for path, copy in copies.items() if not copy.is_file()}
        try:
            with Progress(len(waiting) + 2, shown=progress) as bar:
                env = environment(root, cache)
                _stock(root, made / prints.tables, waiting, env, jobs or os.cpu_count() or 1, bar)
                shutil.copytree(made / prints.tables, fresh / "sources")
                gather_sources(root, fresh / "sources", copies.values())
                with _program(root, env, "sphinx", fresh / "sources", fresh / "pages", fresh / "work") as program:
                    warnings = _end(program, "the pages")
            if progress and warnings:
                print(*warnings, sep="\n", file=sys.stderr)
            shutil.copytree(fresh / "sources" / "tables", fresh / "pages" / "tables")
            write_json(record(root, fresh / "pages" / "tables"), fresh / "pages" / RECORD)
            write_checksums(fresh / "pages", prints.book)
            replace_folder(fresh / "pages", place)
        finally:
            shutil.rmtree(fresh, ignore_errors=True)
    return Book(place, tuple(path.name for path in waiting), True, warnings)


def fingerprints(root: Path) -> Prints:
    """Return the fingerprints of all that goes into the book, its tables and each of its notebooks.

    All cover ``analysis/``, ``data/``, Python and the packages; the tables' covers the files that pages link to as
    well, a notebook's the notebook, and the book's everything.
    """
    notebooks = sorted((root / "notebooks").glob("[0-9][0-9]-*.ipynb"))
    versions = [sys.version, *(f"{name} {version}" for name, version in packages().items())]
    base = _hash([*versions, *_files(root, "analysis"), *_files(root, "data")])
    tables = _hash([base, *(part for name in BESIDE for part in _files(root, name))])
    own = {path: _hash([base, path.name, path.read_bytes()]) for path in notebooks}
    beside = (part for name in ("docs", "figures") for part in _files(root, name))
    return Prints(_hash([tables, *own.values(), *beside]), tables, own)


def _stock(
    root: Path, tables: Path, waiting: Mapping[Path, Path], env: Mapping[str, str], jobs: int, bar: Progress
) -> None:
    """Run the notebooks that wait and, at the same time, write the tables if they are not there."""
    for copy in waiting.values():
        copy.parent.mkdir(parents=True, exist_ok=True)
    unfinished = tables.with_name(f"{tables.name}.part")
    shutil.rmtree(unfinished, ignore_errors=True)
    with nullcontext() if tables.is_dir() else _program(root, env, "pages", unfinished) as program:
        bar.say(f"{len(waiting)} notebooks, {jobs} at a time")
        execute(waiting, env=env, jobs=jobs, done=lambda notebook: bar.step(notebook.name))
        if program is not None:
            bar.say("tables")
            _end(program, "the tables")
            unfinished.rename(tables)
    bar.step("pages")


@contextmanager
def _program(root: Path, env: Mapping[str, str], name: str, *arguments: Path) -> Iterator[subprocess.Popen[str]]:
    """Run a module of this room as a program of its own, and leave none running."""
    program = subprocess.Popen(
        [sys.executable, "-m", f"analysis.views.book.{name}", *map(str, arguments)],
        cwd=root,
        env=dict(env),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )
    with program:
        try:
            yield program
        finally:
            if program.poll() is None:
                program.kill()


def _end(program: subprocess.Popen[str], what: str) -> tuple[str, ...]:
    """Wait for a program and return the lines it said; where it failed, its last line is the error."""
    said = [line for line in program.communicate()[0].splitlines() if line.strip()]
    if program.returncode == 2:
        raise InputError(said[-1] if said else f"{what}: bad input")
    if program.returncode:
        raise BuildError(f"{what} could not be made: {said[-1].strip() if said else 'no message'}")
    return tuple(said)


def _files(root: Path, name: str) -> Iterator[str | bytes]:
    """Yield the name and the bytes of a file, or of every file below a folder."""
    place = root / name
    for path in [place] if place.is_file() else sorted(place.rglob("*")):
        below = path.relative_to(root)
        if path.is_file() and not any(part.startswith((".", "__pycache__")) for part in below.parts):
            yield below.as_posix()
            yield path.read_bytes()


def _hash(parts: Iterable[str | bytes]) -> str:
    """Return one fingerprint of all parts; where one ends and the next begins counts."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        total.update(len(data).to_bytes(8, "big"))
        total.update(data)
    return total.hexdigest()[:32]


def resolve_output(out: Path) -> Path:
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
def lock(cache: Path) -> Iterator[None]:
    """Hold the cache for one build; the system releases it however the build ends.

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


def replace_folder(pages: Path, place: Path) -> None:
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


def write_checksums(pages: Path, key: str) -> None:
    """Mark a folder of pages as ours, with the fingerprint of what it was made of and the hash of each file."""
    about = "A site made by Same Story. A build replaces this folder as a whole."
    files = sorted(path for path in pages.rglob("*") if path.is_file() and path.name != MARKER)
    sums = {str(one["path"]): one["sha256"] for one in hashes(pages, files)}
    write_json({"about": about, "key": key, "files": sums}, pages / MARKER)


def is_current(place: Path, key: str) -> bool:
    """Tell whether the site is there, is made of the very same input, and no page was changed or removed since."""
    try:
        sealed = json.loads((place / MARKER).read_text(encoding="utf-8"))
        sums = {one["path"]: one["sha256"] for one in hashes(place, [place / name for name in sealed["files"]])}
        return bool(sealed["key"] == key and sealed["files"] == sums)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False
