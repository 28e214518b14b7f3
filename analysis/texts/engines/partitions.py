"""Parts of a large data set that are read where they are worked on: row groups of Parquet, stretches of JSON lines."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Generic, NamedTuple, TypeVar

import numpy as np
import pandas as pd

from analysis.schema import InputError
from analysis.texts.readers.corpus import part_files, read_blocks, read_part, resolve_path

R = TypeVar("R")

_BLOCKS = 4  # in a stretch of JSON lines: fewer tasks to hand out, and still many for each worker


@dataclass(frozen=True)
class Partition:
    """Some rows of a file, without their texts.

    Attributes
    ----------
    file
        An absolute path, the same on each machine.
    begin, end
        Bytes of JSON lines, from the begin of a line to the end of one; or row groups of Parquet.
    size
        How many bytes it has, about, unpacked.
    about_file
        Size and time of the last change: another file under this name is another partition.
    """

    file: Path
    begin: int
    end: int
    size: int
    about_file: tuple[int, int]

    def __str__(self) -> str:
        """Return how a message names it."""
        if self.file.suffix.lower() == ".parquet":
            return f"{self.file}, row group {self.begin + 1}"
        return f"{self.file}, bytes {self.begin:,} to {self.end:,}"

    def read(self, size: int) -> Iterator[pd.DataFrame]:
        """Yield the documents as `read_blocks` does.

        Raises
        ------
        InputError
            If the file is not the one that was divided, or as `read_blocks` does: the file is then read from its
            begin, so that the message names the row.
        """
        if _about(self.file) != self.about_file:
            raise InputError(f"{self.file}: is another file on this machine, or was changed; give each worker the same")
        try:
            yield from read_part(self.file, self.begin, self.end, size=size)
        except InputError:
            for _ in read_blocks(self.file):
                pass
            raise


def partitions(path: str | Path | None, size: int) -> list[Partition] | None:
    """Return the parts of a Parquet or JSON lines file, or of a folder of such files; None of other corpora.

    Parameters
    ----------
    path
        As in `read_blocks`.
    size
        Characters of a block; a stretch of JSON lines holds a few. A row group is as large as it was written.
    """
    place = resolve_path(path).resolve()
    files = part_files(place) if place.is_dir() else [place] if place.suffix.lower() in _DIVIDED else []
    return [part for file in files for part in _DIVIDED[file.suffix.lower()](file, _BLOCKS * size)] or None


def _about(file: Path) -> tuple[int, int]:
    try:
        about = file.stat()
    except OSError:
        raise InputError(f"{file}: a worker finds no such file; it is to be on each machine, under this path") from None
    return about.st_size, about.st_mtime_ns


def _lines(file: Path, size: int) -> Iterator[Partition]:
    about, begin = _about(file), 0
    with file.open("rb") as data:
        while begin < about[0]:
            data.seek(min(begin + size, about[0]))
            data.readline()  # to the end of the line
            end = data.tell()
            yield Partition(file, begin, end, end - begin, about)
            begin = end


def _row_groups(file: Path, size: int) -> Iterator[Partition]:
    from pyarrow import ArrowException
    from pyarrow.parquet import read_metadata

    about = _about(file)
    try:
        groups = read_metadata(file)
    except (ArrowException, OSError):
        for _ in read_blocks(file):  # says what is wrong
            pass
        raise
    for k in range(groups.num_row_groups):
        if groups.row_group(k).num_rows:
            yield Partition(file, k, k + 1, groups.row_group(k).total_byte_size, about)


_DIVIDED: dict[str, Callable[[Path, int], Iterator[Partition]]] = {".jsonl": _lines, ".parquet": _row_groups}


class Done(NamedTuple, Generic[R]):
    """What a partition gave."""

    ids: np.ndarray  # of each text a number that no other id has
    made: list[R]  # of each block of it


@dataclass(frozen=True)
class Reading(Generic[R]):
    """What a worker does with a partition: read it, and do the work on each block of it."""

    work: Callable[[pd.DataFrame], R]
    size: int

    def __call__(self, part: Partition) -> Done[R]:
        """Return what the partition gives."""
        ids, made = [], []
        for block in part.read(self.size):
            ids += [blake2b(doc_id.encode(), digest_size=8).digest() for doc_id in block["doc_id"]]
            made.append(self.work(block))
        return Done(np.frombuffer(b"".join(ids), dtype=np.uint64), made)


def check_ids(path: str | Path | None, ids: Iterable[np.ndarray]) -> None:
    """Raise `InputError` if two texts of different partitions share a doc_id; both are named."""
    every = np.sort(np.concatenate([*ids]))
    if (every[1:] == every[:-1]).any():
        for _ in read_blocks(path):
            pass
