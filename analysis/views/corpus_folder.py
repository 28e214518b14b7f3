"""A gathered corpus as a folder: a text per article, SOURCES.csv, and tables of what is in it and what was left out."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd

from analysis.measures.reuse.repeats import repeats, stories
from analysis.schema import InputError
from analysis.texts.intake.gather import Gathered
from analysis.texts.intake.outlets import outlets_table, read_outlets
from analysis.texts.readers.installation import HOME
from analysis.views.corpus_report import corpus_report
from analysis.views.file_names import file_names
from analysis.views.marked_folder import (
    changed,
    contents,
    read_mark,
    reason,
    recover,
    refuse,
    replace_folder,
    resolve_output,
    write_mark,
)
from analysis.views.tables.write import write_table

ABOUT = "a corpus gathered by Same Story"
OUTLETS = "outlets.csv"


def check_folder(out: str | Path, outlets: str | Path = "") -> Path:
    """Return where a gathered corpus goes.

    Raises
    ------
    InputError
        If the folder cannot be written, or holds what `gather` has not written or somebody has changed since; its own
        list of outlets may be changed where it is the one that is given.
    """
    place = resolve_output(Path(out), HOME, "corpus")
    try:
        recover(place)  # what a kill has left half done
        if place.is_dir() and os.listdir(place):
            mark = read_mark(place, ABOUT)
            if mark is None:
                raise InputError(f"{out}: holds other files; name a folder that is not there yet")
            strangers = sorted(set(contents(place)) - set(mark.files))
            edited = changed(place, mark.files)
            if outlets and Path(outlets).resolve() == place / OUTLETS:
                edited = [name for name in edited if name != OUTLETS]
            refuse(Path(out), strangers + edited)
    except OSError as error:
        raise InputError(f"{out}: cannot be used: {reason(error)}") from None
    return place


def with_stories(documents: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Return the documents with the column ``story`` by table `repeats`; one that they have, without a gap, is kept."""
    if "story" in documents.columns and documents["story"].ne("").all():
        return documents
    return documents.assign(story=stories(documents, pairs))


def write_corpus(
    gathered: Gathered,
    out: str | Path,
    *,
    pairs: pd.DataFrame | None = None,
    outlets: str | Path = "",
    safe: bool = False,
) -> None:
    """Write a gathered corpus to a folder, whole or not at all; an older one of ours is replaced.

    Parameters
    ----------
    gathered
        What `gather` returns.
    out
        The folder. In it are ``texts/NAME.txt``, the articles; ``SOURCES.csv``, a row for each; ``layout.csv``, what
        the formats say about stretches of them; ``repeats.csv``, which of them repeat each other (the column ``story``
        of SOURCES.csv has the first of these); ``left-out.csv`` and ``files.csv``; ``outlets.csv``, the names of
        outlets, with one proposed for those that look alike; and ``report.html``, a page that shows what is in it,
        what was left out and what looks odd.
    pairs
        Table `repeats` of the documents, if it has been made; else it is made here.
    outlets
        The file with the names of outlets that were used, if any: that of this folder may have been edited.
    safe
        As in `write_table`: whether an apostrophe goes before what a spreadsheet would run as a formula.

    Raises
    ------
    InputError
        As `check_folder`, or if the disk refuses.

    See Also
    --------
    gather : what it is gathered from.
    repeats, stories : the texts that repeat each other.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> import analysis as same
    >>> with TemporaryDirectory() as folder:
    ...     same.write_corpus(same.gather(["-"], pasted="The ferry is old."), f"{folder}/ferry")
    ...     same.read_corpus(f"{folder}/ferry")["text"].tolist()
    ['The ferry is old.']
    """
    place = check_folder(out, outlets)
    pairs = repeats(gathered.documents) if pairs is None else pairs
    gathered = gathered._replace(documents=with_stories(gathered.documents, pairs))
    try:
        with TemporaryDirectory(prefix="same-story-") as folder:
            new = Path(folder) / "corpus"
            (new / "texts").mkdir(parents=True)
            documents = gathered.documents
            names = [f"texts/{name}.txt" for name in file_names(documents["doc_id"])]
            hashes = []
            for name, text in zip(names, documents["text"], strict=True):
                data = text.encode()
                hashes.append(hashlib.sha256(data).hexdigest())
                (new / name).write_bytes(data)
            sources = documents.drop(columns=["text", "layout"], errors="ignore")
            sources.insert(1, "file", names)
            sources.insert(2, "sha256", hashes)
            tables = {
                "SOURCES.csv": sources,
                "layout.csv": gathered.layout,
                "repeats.csv": pairs,
                "left-out.csv": gathered.left_out,
                "files.csv": gathered.files,
                OUTLETS: outlets_table(documents, read_outlets(outlets) if outlets else None),
            }
            for name, table in tables.items():
                write_table(table, new / name, safe=safe)
            page = corpus_report(gathered, names)
            (new / "report.html").write_text(page, encoding="utf-8")
            key = hashlib.sha256("".join(hashes).encode()).hexdigest()
            write_mark(new, ABOUT, key)
            replace_folder(new, place)
    except OSError as error:
        raise InputError(f"{out}: cannot be written: {reason(error)}") from None
