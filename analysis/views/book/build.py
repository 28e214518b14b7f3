"""The book: every notebook run, every table written, and the pages made, with no work done twice.

A fingerprint sums up all that something depends on: an executed notebook is cached under its own, and so are the
tables. What is cached, and the finished site, carries its fingerprint and the hash of each of its files, and is used
only where these are right. The site is replaced as a whole or not at all.
"""

from __future__ import annotations

import errno
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
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tqdm import tqdm

from analysis.schema import InputError
from analysis.texts.readers.installation import HOME, SHIPPED
from analysis.views.book.cache import Entries, lock, tidy
from analysis.views.book.child import lifeline
from analysis.views.book.execute import BuildError, environment, execute
from analysis.views.book.own_texts import OwnTexts, is_general
from analysis.views.book.provenance import RECORD, packages, record
from analysis.views.book.sources import BESIDE, LESSONS, gather_sources
from analysis.views.classroom.lessons import SAMPLE
from analysis.views.explorer.pages import EXPLORER
from analysis.views.marked_folder import (
    MARK,
    changed,
    contents,
    is_whole,
    read_mark,
    reason,
    recover,
    refuse,
    replace_folder,
    resolve_output,
    write_mark,
)
from analysis.views.reader.pages import READER
from analysis.views.tables.write import write_json

SITE = "A site made by Same Story. A build replaces this folder as a whole."


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


def build(  # noqa: PLR0913 (the options of the verb)
    out: str | Path = "site",
    *,
    corpus: str | Path | None = None,
    by: str | None = None,
    target: str | None = None,
    actors: str | Path | None = None,
    speakers: str | Path | None = None,
    corrections: str | Path | None = None,
    jobs: int | None = None,
    force: bool = False,
    progress: bool = True,
    _root: Path = HOME,
) -> Book:
    """Make the book of a corpus: run the notebooks, write the tables, make the pages.

    Parameters
    ----------
    out
        The folder of the site. It is replaced as a whole at the very end, and only if it is empty or a site made by
        this function. A relative path starts at the current folder.
    corpus, by, target, actors, speakers, corrections
        The texts and what people coded of them, as `read_story` takes them. Left out, they are the shipped ones, with
        all that people wrote about them; the book of others has the notebooks that are about any texts, and sentences
        that are worded by rule.
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
    root = _root.resolve()
    if jobs is not None and jobs < 1:
        raise InputError(f"--jobs {jobs}: at least 1 notebook must run at a time")
    place = resolve_site(Path(out), root)
    lists = {"actors": actors, "speakers": speakers, "corrections": corrections}
    given = corpus or by or target or any(lists.values())
    own = OwnTexts.read(corpus or SHIPPED, by, target, **lists) if given else None
    prints = fingerprints(root, own)
    kept = root / ".cache" / ("own" if own else "book")
    try:
        with lock(kept) as cache:
            tidy(cache)
            recover(place)
            if not force and is_whole(resolve_site(Path(out), root), SITE, prints.book):
                return Book(place, made=False)
            with TemporaryDirectory(prefix="work-", dir=cache, ignore_cleanup_errors=True) as folder:
                work = Path(folder)
                entries = Entries(cache / "made", work, {prints.tables, *prints.notebooks.values()}, force)
                waiting = tuple(path.name for path, own in prints.notebooks.items() if own not in entries.places)
                with Progress(len(waiting) + 2, shown=progress) as bar:
                    env = environment(root, work, cache)
                    if own:
                        bar.say("whose words they are, and what would change that")
                        env |= own.share(work / "shared", jobs)
                    warnings = _make(root, prints, entries, env, jobs or os.cpu_count() or 1, bar, own)
                if progress and warnings:
                    print(*warnings, sep="\n", file=sys.stderr)
                resolve_site(Path(out), root)  # a build takes a while, and people put files into open folders
                replace_folder(work / "pages", place)
    except OSError as error:
        raise BuildError(f"{place}: cannot be made, with {kept} for what it is made of: {reason(error)}") from error
    return Book(place, waiting, True, warnings)


def fingerprints(root: Path, own: OwnTexts | None = None) -> Prints:
    """Return the fingerprints of all that goes into the book, its tables and each of its notebooks.

    All cover ``analysis/``, ``data/``, Python and the packages; the tables' covers the files that pages link to as
    well, a notebook's the notebook, and the book's everything. That of somebody's `own` texts has the notebooks that
    are about any texts.
    """
    notebooks = sorted((root / "notebooks").glob("[0-9][0-9]-*.ipynb"))
    lessons = sorted((root / "notebooks" / LESSONS).glob("*-teacher.ipynb"))
    notebooks = [path for path in notebooks if is_general(path)] if own else [*notebooks, *lessons]
    versions = [sys.version, *(f"{name} {version}" for name, version in packages().items())]
    base = _hash([*versions, *_files(root, "analysis"), *_files(root, "data"), *(own.parts() if own else ())])
    tables = _hash([base, *(part for name in BESIDE for part in _files(root, name))])
    each = {path: _hash([base, path.name, path.read_bytes()]) for path in notebooks}
    beside = (part for name in ("docs", "figures", f"notebooks/{LESSONS}") for part in _files(root, name))
    return Prints(_hash([tables, *each.values(), *beside]), tables, each)


def _make(  # noqa: PLR0913, PLR0917 (all that one build has)
    root: Path,
    prints: Prints,
    entries: Entries,
    env: Mapping[str, str],
    jobs: int,
    bar: Progress,
    own: OwnTexts | None,
) -> tuple[str, ...]:
    """Run the notebooks that wait and write the tables, at the same time; make the pages, and return the warnings."""
    work, notebooks = entries.work, prints.notebooks
    waiting = {path: work / at / path.name for path, at in notebooks.items() if at not in entries.places}
    for copy in waiting.values():
        copy.parent.mkdir()

    def executed(notebook: Path) -> None:
        entries.keep(notebooks[notebook])
        bar.step(notebook.name)

    there = prints.tables in entries.places
    told = (own.path, json.dumps(own.given())) if own else ()
    parameters = (own.parameters(shown=False), own.parameters(shown=True)) if own else None
    writer = _program(root, env, "own_pages" if own else "pages", work / prints.tables, *told)
    with nullcontext() if there else writer as program:
        bar.say(f"{len(waiting)} notebooks, {jobs} at a time")
        execute(waiting, env=env, jobs=jobs, done=executed, parameters=parameters)
        if program is not None:
            bar.say("tables")
            _end(program, "the tables")
            entries.keep(prints.tables)
    bar.step("pages")
    sources, pages = work / "sources", work / "pages"
    shutil.copytree(entries.places[prints.tables], sources, ignore=shutil.ignore_patterns(MARK))
    gather_sources(
        root,
        sources,
        [entries.places[at] / path.name for path, at in notebooks.items()],
        own=own is not None,
        sample=own.documents if own and own.path == root / SAMPLE else None,
    )
    with _program(root, env, "sphinx", sources, pages, work / "sphinx") as program:
        warnings = _end(program, "the pages")
    for folder in ("tables", READER, EXPLORER):
        shutil.copytree(sources / folder, pages / folder)
    write_json(record(root, pages / "tables", own.options() if own else None), pages / RECORD)
    write_mark(pages, SITE, prints.book)
    return warnings


@contextmanager
def _program(root: Path, env: Mapping[str, str], name: str, *arguments: Path | str) -> Iterator[subprocess.Popen[str]]:
    """Run a module of this room as a program of its own, and leave none running."""
    program = subprocess.Popen(
        [sys.executable, "-m", "analysis.views.book.child", f"analysis.views.book.{name}", *map(str, arguments)],
        cwd=root,
        env=dict(env),
        stdin=lifeline(),
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
    if said and f"[Errno {errno.ENOSPC}]" in said[-1]:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
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


def resolve_site(out: Path, root: Path) -> Path:
    """Return where the site goes, without changing anything.

    Raises
    ------
    InputError
        If `resolve_output` raises it, or the folder holds a file that no build wrote, or one that was changed since.
    """
    place = resolve_output(out, root, "site")
    try:
        there, mark = contents(place) if place.exists() else [], read_mark(place, SITE)
        if there and mark is None:
            raise InputError(f"{out}: holds something that is not a site of Same Story; name an empty or a new folder")
        if mark is not None:
            refuse(out, [name for name in there if name not in mark.files] + changed(place, mark.files))
        if not os.access(place.parent, os.W_OK | os.X_OK):
            raise InputError(f"{out}: cannot be written; check who may write there or name another folder")
    except OSError as error:
        raise InputError(f"{out}: cannot be read: {reason(error)}") from None
    return place
