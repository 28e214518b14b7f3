"""The texts of a book that is not of the shipped ones: what is read, how it is grouped, and what notebooks are told."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import nbformat
import pandas as pd

from analysis.measures.groups import grouped
from analysis.texts.readers.corpus import read_corpus, resolve_path
from analysis.views.read_story import read_story
from analysis.views.shared_tables import SHARED, keep_tables

GENERAL = "BY = None"  # in the first cell of a notebook that is about any texts


@dataclass(frozen=True)
class OwnTexts:
    """A corpus of somebody's own, read and checked.

    Attributes
    ----------
    path, by, target
        What `read_story` takes.
    documents
        Table `documents`, with the groups.
    """

    path: Path
    by: str | None
    target: str | None
    documents: pd.DataFrame

    @classmethod
    def read(cls, corpus: str | Path, by: str | None, target: str | None) -> OwnTexts:
        """Read a corpus; raise an `InputError` as `read_story` does."""
        path = resolve_path(corpus).resolve()
        return cls(path, by, target, grouped(read_corpus(path), by, target)[0])

    @property
    def name(self) -> str:
        """What the book calls the corpus: the name of its folder or file, and not where that is."""
        return self.path.name

    def parameters(self, *, shown: bool) -> str:
        """Return the first cell of a notebook, as it is run, or as the book shows it."""
        corpus = self.name if shown else str(self.path)
        return f"CORPUS = {corpus!r}\nBY = {self.by!r}\nTARGET = {self.target!r}"

    def parts(self) -> tuple[str, ...]:
        """Return all of it that a fingerprint covers."""
        table = hashlib.sha256(self.documents.to_csv(index=False, lineterminator="\n").encode()).hexdigest()
        return (self.name, str(self.by), str(self.target), table)

    def options(self) -> dict[str, object]:
        """Return what the record of the book says of the texts."""
        return {"corpus": self.name, "by": self.by, "target": self.target, "texts_sha256": self.parts()[-1]}

    def share(self, folder: Path, jobs: int | None) -> dict[str, str]:
        """Make what all notebooks need, once, and return what tells `read_story` where it is."""
        folder.mkdir()
        keep_tables(folder, read_story(self.path, by=self.by, target=self.target, jobs=jobs))
        return {SHARED: str(folder)}


def is_general(notebook: Path) -> bool:
    """Tell whether a notebook is about any texts; one that cannot be read is not."""
    try:
        cells = nbformat.read(notebook, as_version=4).cells
    except Exception:
        return False
    return any("parameters" in cell.metadata.get("tags", ()) and GENERAL in cell.source for cell in cells)
