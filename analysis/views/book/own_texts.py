"""The texts of a book that is not of the shipped ones: what is read, how it is grouped, and what notebooks are told."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pandas as pd

from analysis.measures.groups import grouped
from analysis.texts.readers.actors import read_actors, read_sides
from analysis.texts.readers.corpus import read_corpus, resolve_path
from analysis.texts.readers.corrections import read_corrections
from analysis.views.read_story import read_story
from analysis.views.shared_tables import SHARED, keep_tables

LISTS = ("actors", "speakers", "corrections")  # that people code, as `read_story` calls them
GENERAL = "BY = None"  # in the first cell of a notebook that is about any texts


@dataclass(frozen=True)
class OwnTexts:
    """A corpus of somebody's own, read and checked.

    Attributes
    ----------
    path, by, target
        What `read_story` takes.
    lists
        The files that it takes as ``actors``, ``speakers`` and ``corrections``: those that are given.
    documents
        Table `documents`, with the groups.
    column
        The column that holds these.
    """

    path: Path
    by: str | None
    target: str | None
    lists: Mapping[str, Path]
    documents: pd.DataFrame
    column: str

    @classmethod
    def read(
        cls,
        corpus: str | Path,
        by: str | None,
        target: str | None,
        *,
        actors: str | Path | None = None,
        speakers: str | Path | None = None,
        corrections: str | Path | None = None,
    ) -> OwnTexts:
        """Read a corpus; raise an `InputError` as `read_story` does."""
        path = resolve_path(corpus).resolve()
        documents, column = grouped(read_corpus(path), by, target)
        read_actors(actors, documents=documents), read_sides(speakers, documents=documents)
        if corrections is not None:
            read_corrections(corrections, documents)
        files = {"actors": actors, "speakers": speakers, "corrections": corrections}
        lists = {name: resolve_path(file).resolve() for name, file in files.items() if file is not None}
        return cls(path, by, target, lists, documents, column)

    @property
    def name(self) -> str:
        """What the book calls the corpus: the name of its folder or file, and not where that is."""
        return self.path.name

    def parameters(self, *, shown: bool) -> str:
        """Return the first cell of a notebook, as it is run, or as the book shows it."""
        named = {"CORPUS": self.path, **{name.upper(): self.lists.get(name) for name in LISTS}}
        files = {name: path and (path.name if shown else str(path)) for name, path in named.items()}
        given = {"CORPUS": files.pop("CORPUS"), "BY": self.by, "TARGET": self.target, **files}
        return "\n".join(f"{name} = {value!r}" for name, value in given.items())

    def given(self) -> dict[str, str]:
        """Return what `read_story` is given besides the corpus."""
        choices = {"by": self.by, "target": self.target, **{name: str(path) for name, path in self.lists.items()}}
        return {name: value for name, value in choices.items() if value}

    def parts(self) -> tuple[str, ...]:
        """Return all of it that a fingerprint covers."""
        table = hashlib.sha256(self.documents.to_csv(index=False, lineterminator="\n").encode()).hexdigest()
        lists = (f"{name} {path.name} {_sha256(path)}" for name, path in self.lists.items())
        return (self.name, str(self.by), str(self.target), *lists, table)

    def options(self) -> dict[str, object]:
        """Return what the record of the book says of the texts."""
        lists = {name: {"file": path.name, "sha256": _sha256(path)} for name, path in self.lists.items()}
        named = {name: lists.get(name) for name in LISTS}
        return {"corpus": self.name, "by": self.by, "target": self.target, **named, "texts_sha256": self.parts()[-1]}

    def share(self, folder: Path, jobs: int | None) -> dict[str, str]:
        """Make what all notebooks need, once, and return what tells `read_story` where it is."""
        folder.mkdir()
        story = read_story(self.path, by=self.by, target=self.target, **self.lists, jobs=jobs)
        keep_tables(folder, story)
        return {SHARED: str(folder)}


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def is_general(notebook: Path) -> bool:
    """Tell whether a notebook is about any texts; one that cannot be read is not."""
    try:
        cells = nbformat.read(notebook, as_version=4).cells
    except Exception:
        return False
    return any("parameters" in cell.metadata.get("tags", ()) and GENERAL in cell.source for cell in cells)
