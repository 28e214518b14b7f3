"""Counts of texts that come block by block, in memory that does not grow with them.

The counts of each block are kept in a file of the temporary folder that is nowhere listed, about as large as the texts,
and gone with the process, however that ends; what is made of them takes so many terms at a time, over all texts. The
same table comes out of any blocks, for every sum is of whole numbers or goes text by text, term by term.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise
from tempfile import TemporaryFile, gettempdir
from typing import IO, NamedTuple
from weakref import finalize

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.measures.counts import NoWords, count, cut, even_parts, no_words
from analysis.schema import InputError
from analysis.texts.readers.corpus import with_days
from analysis.texts.segmentation.chunks import ChunkTerms, coded

_CELLS = 2**21  # counts that are not zero, of the terms that are read together: some 50 MB


@dataclass(frozen=True, eq=False)
class StreamedCounts:
    """Counts by document, of which some terms at a time are in memory.

    Attributes
    ----------
    rows, terms, words, documents, part, voice
        As in `Counts` by document.

    See Also
    --------
    count_stream : makes them.
    """

    rows: pd.DataFrame
    terms: np.ndarray
    words: np.ndarray
    documents: pd.DataFrame
    _cells: _Cells
    _columns: np.ndarray  # of each number of a term, its place in `terms`
    part: str = "all"
    voice: str = "all"

    def __len__(self) -> int:
        """Return the number of documents with words."""
        return len(self.rows)

    def by_document(self) -> StreamedCounts:
        """Return the counts, which are by document."""
        return self

    @property
    def place(self) -> str:
        """The part and voice, for messages."""
        return f"part {self.part}, voice {self.voice}"

    def slices(self) -> Iterator[tuple[np.ndarray, sparse.csc_array]]:
        """Yield the places of some terms, in no order, and the documents by these terms; each term comes once."""
        for numbers, documents, columns, n in self._cells.slices():
            shape = (len(self), len(numbers))
            matrix, places = sparse.coo_array((n, (documents, columns)), shape=shape).tocsc(), self._columns[numbers]
            yield from cut(places, matrix)

    @property
    def held(self) -> np.ndarray:
        """How many documents hold each term."""
        held = np.empty(len(self.terms), dtype=np.int64)
        held[self._columns] = self._cells.documents
        return held

    def by_block(self) -> Iterator[tuple[int, sparse.csr_array]]:
        """Yield the counts block by block as they came: the place of the first row, and rows by all terms.

        What is made row by row is made of them; a row without a term may be left out at the end of a block.
        """
        for numbers, documents, columns, n in self._cells.blocks():
            first = int(documents.min())
            shape = (int(documents.max()) - first + 1, len(self.terms))
            yield (
                first,
                sparse.coo_array((n, (documents - first, self._columns[numbers][columns])), shape=shape).tocsr(),
            )


class _Cells:
    """Counts that are not zero, block by block in a file, by the number of their term and then by document."""

    def __init__(self) -> None:
        self._file: IO[bytes] = TemporaryFile()  # noqa: SIM115 - it is open as long as the counts are
        finalize(self, _close, self._file)
        self._blocks: list[tuple[int, int, int]] = []  # where each is, how many terms and how many cells it has
        self.documents = np.empty(0, dtype=np.int64)  # how many hold each term

    def add(self, counts: sparse.sparray, numbers: np.ndarray, first: int) -> None:
        """Keep the counts of a block: the numbers of its terms, each once, and that of its first document."""
        order = np.argsort(numbers)
        by_term = counts.tocsc()[:, order]
        held, numbers = np.diff(by_term.indptr), numbers[order]
        self.documents = np.pad(self.documents, (0, max(0, int(numbers.max(initial=-1)) + 1 - len(self.documents))))
        self.documents[numbers] += held
        self._blocks.append((self._file.tell(), len(numbers), by_term.nnz))
        try:
            for values in (numbers, held, by_term.indices + first, by_term.data):
                self._file.write(values.astype(np.int32).tobytes())
            self._file.flush()
        except OSError as error:  # it names no file, and the disk of the table may have room
            _close(self._file)
            folder = f"{gettempdir()}, the temporary folder (see TMPDIR)"
            raise OSError(error.errno, error.strerror, folder) from None

    def slices(self) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]]:
        """Yield the numbers of some terms, and of each cell its document, which of these terms, and the count."""
        edges = even_parts(self.documents, _CELLS)
        places = [self._places(block, edges) for block in self._blocks]
        for k, (first, last) in enumerate(pairwise(edges)):
            numbers = first + np.flatnonzero(self.documents[first:last])
            parts = [self._part(block, *place[k : k + 2].T) for block, place in zip(self._blocks, places, strict=True)]
            terms, documents, n = (np.concatenate(each) for each in zip(*parts, strict=True))
            place = np.cumsum(self.documents[first:last] > 0) - 1
            yield numbers, documents, place[terms - first], n

    def blocks(self) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]]:
        """Yield the same of each block that holds any term: of all its terms."""
        for begin, n_terms, n_cells in self._blocks:
            if n_cells:
                numbers, held = self._read(begin, n_terms), self._read(begin + 4 * n_terms, n_terms)
                at = begin + 8 * n_terms
                documents, n = self._read(at, n_cells), self._read(at + 4 * n_cells, n_cells)
                yield numbers, documents, np.repeat(np.arange(n_terms), held), n.astype(np.int64)

    def _places(self, block: tuple[int, int, int], edges: list[int]) -> np.ndarray:
        """Return how many terms, and how many cells, of a block come before each of these numbers."""
        begin, n_terms, _ = block
        numbers, held = self._read(begin, n_terms), self._read(begin + 4 * n_terms, n_terms)
        terms = np.searchsorted(numbers, edges)
        return np.column_stack([terms, np.append(0, np.cumsum(held, dtype=np.int64))[terms]])

    def _part(
        self, block: tuple[int, int, int], terms: np.ndarray, cells: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        begin, n_terms, n_cells = block
        (a, b), (c, d) = terms.tolist(), cells.tolist()
        numbers, held = self._read(begin + 4 * a, b - a), self._read(begin + 4 * (n_terms + a), b - a)
        at = begin + 4 * (2 * n_terms + c)
        return np.repeat(numbers, held), self._read(at, d - c), self._read(at + 4 * n_cells, d - c)

    def _read(self, place: int, n: int) -> np.ndarray:
        self._file.seek(place)
        return np.frombuffer(self._file.read(4 * n), dtype=np.int32)


def _close(file: IO[bytes]) -> None:
    with suppress(OSError):  # what the disk had no room for is tried again, in vain
        file.close()


class Counted(NamedTuple):
    """What is counted of a block of texts, and kept of it."""

    documents: pd.DataFrame  # without their texts
    terms: list[str]  # each once
    matrix: sparse.sparray  # documents by terms, CSC where it is large
    words: np.ndarray  # of each document


class CodedTexts(NamedTuple):
    """A block of texts in UTF-8, one after the other: a process is handed one string sooner than thousands."""

    documents: pd.DataFrame  # without their texts
    data: bytes  # each text with a line break behind it
    edges: np.ndarray  # where each begins, and the last ends

    @classmethod
    def of(cls, documents: pd.DataFrame) -> CodedTexts:
        """Return the texts of these documents."""
        return cls(documents.drop(columns="text"), *coded(documents["text"].tolist()))


def count_whole(texts: pd.DataFrame | CodedTexts) -> Counted:
    """Return what a block of texts holds, whoever says it and wherever on the page it is; no text is parsed."""
    block = texts if isinstance(texts, CodedTexts) else CodedTexts.of(texts)
    terms, matrix = _known.count_coded(block.data, block.edges)
    words = np.asarray(matrix.sum(axis=1)).ravel().astype(np.int64)
    return Counted(block.documents, terms, matrix, words)


_known = ChunkTerms()  # what this process has learned of the chunks


def count_parsed(segments: pd.DataFrame, documents: pd.DataFrame, *, voice: str, part: str, ngrams: int = 1) -> Counted:
    """Return what a block of texts holds of a voice and a part (`count`, `Counts.select`); that may be nothing."""
    bare = documents.drop(columns="text")
    try:
        counts = count(segments, documents, ngrams=ngrams).select(voice=voice, part=part).by_document()
    except NoWords:
        return Counted(bare, [], sparse.csr_array((len(bare), 0), dtype=np.int64), np.zeros(len(bare), dtype=np.int64))
    at = pd.Index(documents["doc_id"]).get_indexer(counts.rows["doc_id"])
    held = np.zeros(len(bare), dtype=np.int64)
    held[at] = np.diff(counts.matrix.indptr)
    cells = (counts.matrix.data, counts.matrix.indices, np.append(0, np.cumsum(held)))
    words = np.zeros(len(bare), dtype=np.int64)
    words[at] = counts.words
    return Counted(bare, counts.terms.tolist(), sparse.csr_array(cells, shape=(len(bare), len(counts.terms))), words)


def count_stream(blocks: Iterable[Counted], *, voice: str = "all", part: str = "all") -> StreamedCounts:
    """Return how often each term occurs in each document, from what was counted block by block.

    Parameters
    ----------
    blocks
        From `count_whole`, or from `count_parsed` of this voice and part, in the order of the documents; each is gone
        through once and let go of.
    voice, part
        What was counted.

    Returns
    -------
    StreamedCounts
        The numbers are those of `Counts.by_document` of all the documents at once, to the letter, wherever the blocks
        begin and whatever counted them.

    Raises
    ------
    InputError
        If no text has a word, or a doc_id is in two blocks.
    OSError
        If the temporary folder has no room for the counts; it is named.

    Notes
    -----
    Misleads where `count_whole` made the counts and it matters whose words they are: what a text quotes counts as its
    own, and so does the furniture of a page.
    """
    cells, numbers = _Cells(), dict[str, int]()
    seen, words = [], []
    n = 0
    for documents, terms, matrix, here in blocks:
        columns = np.array([numbers.setdefault(term, len(numbers)) for term in terms], dtype=np.int32)
        cells.add(matrix if here.all() else matrix[here > 0], columns, n)
        n += int((here > 0).sum())
        words.append(here)
        seen.append(documents)
    if not n:
        raise no_words(part, voice)
    every, length = with_days(pd.concat(seen)), np.concatenate(words)
    if (ids := pd.Index(every["doc_id"])).has_duplicates:
        raise InputError(f"the doc_id {ids[ids.duplicated()][0]} occurs twice in the documents")
    names = np.array(list(numbers), dtype=object)
    order = np.argsort(names)
    place = np.empty(len(order), dtype=np.int64)
    place[order] = np.arange(len(order))
    rows = every[length > 0].reset_index(drop=True)
    return StreamedCounts(rows, names[order], length[length > 0], every, cells, place, part, voice)
