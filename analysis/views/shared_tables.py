"""The tables that a build makes of a corpus once for all its notebooks, so that none makes them again.

They are files in a folder of this one build, which made them with the code that its notebooks run. Each is named by a
fingerprint of all that it depends on: the texts for the segments, the texts, the groups and every word list for the
rest. A notebook that reads other texts, or with other lists, therefore finds nothing, and makes its own.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pandas as pd

from analysis.measures.robustness.multiverse import robustness
from analysis.measures.story import Story
from analysis.schema import InputError

SHARED = "SAMESTORY_SHARED"  # names the folder
TABLES = ("tokens", "names", "markers", "sources", "passages")  # attributes of a story


def keep_tables(folder: Path, story: Story) -> None:
    """Keep the tables of a story, and its findings under one choice at a time if these texts can be asked for any."""
    _write(story.segments, folder / f"segments-{_digest(*_texts(story.documents, story.corrections))}")
    digest = _digest(*_parts(story))
    for name in TABLES:
        _write(getattr(story, name), folder / f"{name}-{digest}")
    try:
        found = robustness(story, combinations=0)
    except InputError:  # each notebook says why
        return
    _write(found, folder / f"robustness-{digest}")


def shared_segments(documents: pd.DataFrame, corrections: pd.DataFrame | None) -> pd.DataFrame | None:
    """Return the segments of these very texts, as corrected, if a build has found them."""
    return _read(f"segments-{_digest(*_texts(documents, corrections))}") if SHARED in os.environ else None


def take_shared(story: Story) -> Story:
    """Return a story with the tables that a build has made of these very texts, groups and lists, if it has."""
    if SHARED in os.environ:
        digest = _digest(*_parts(story))
        found = {name: _read(f"{name}-{digest}") for name in (*TABLES, "robustness")}
        tried = found.pop("robustness")
        vars(story).update({name: table for name, table in found.items() if table is not None})  # as `cached_property`
        if tried is not None:
            story.made["robustness", story.by] = tried
    return story


def _parts(story: Story) -> list[pd.DataFrame | str]:
    """Return all that the tables of a story follow from; the segments follow from the texts and the corrections."""
    texts = _texts(story.documents, story.corrections)
    return [story.by, *texts, story.lexicon, story.actors, story.cues, story.categories, story.sides]


def _texts(documents: pd.DataFrame, corrections: pd.DataFrame | None) -> list[pd.DataFrame | str]:
    return [documents, "" if corrections is None else corrections]


def _digest(*parts: pd.DataFrame | str) -> str:
    """Return a fingerprint of all that a table follows from."""
    data = (part if isinstance(part, str) else part.to_csv(index=False, lineterminator="\n") for part in parts)
    return hashlib.sha256("".join(hashlib.sha256(one.encode()).hexdigest() for one in data).encode()).hexdigest()


def _write(table: pd.DataFrame, file: Path) -> None:
    """Write a table, if who reads the file gets the very same."""
    table.to_parquet(file)
    again = pd.read_parquet(file)
    if not (again.equals(table) and again.dtypes.equals(table.dtypes) and again.attrs == table.attrs):
        file.unlink()


def _read(name: str) -> pd.DataFrame | None:
    file = Path(os.environ[SHARED]) / name
    return pd.read_parquet(file) if file.is_file() else None
