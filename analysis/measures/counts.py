"""How often each term occurs in each document, part and voice, and which rows are of a part, a voice or a group."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.measures.groups import group_labels, named_groups, no_such_group, without_value
from analysis.measures.stats.sample import sum_rows
from analysis.schema import PARTS, VOICES, InputError, check
from analysis.texts.segmentation.words import tokens_of


class AnyCounts(Protocol):
    """What tables are made from term by term: `Counts`, or `stream.StreamedCounts`, which are not all in memory."""

    @property
    def rows(self) -> pd.DataFrame: ...  # noqa: D102 - as in Counts, and so are the others
    @property
    def terms(self) -> np.ndarray: ...  # noqa: D102
    @property
    def words(self) -> np.ndarray: ...  # noqa: D102
    @property
    def documents(self) -> pd.DataFrame: ...  # noqa: D102
    @property
    def place(self) -> str: ...  # noqa: D102
    def __len__(self) -> int: ...
    def by_document(self) -> AnyCounts: ...  # noqa: D102
    def slices(self) -> Iterator[tuple[np.ndarray, sparse.sparray]]: ...  # noqa: D102


class NoWords(InputError):
    """There is nothing to count."""


def no_words(part: str, voice: str) -> NoWords:
    """Return the error that no text has a word in this part and voice."""
    if part == voice == "all":
        return NoWords("no text has a word")
    return NoWords(f"no text has a word in part {part}, voice {voice}; choose another part or voice")


@dataclass(frozen=True, eq=False)
class Counts:
    """Counts of terms, with what is needed to say of which words they are.

    Attributes
    ----------
    rows
        One row per row of `matrix`, each with at least one word: ``doc_id, part, voice`` and the documents' other
        columns except ``text``; after `by_document`, ``doc_id`` and the documents' other columns.
    matrix
        Sparse (CSR, int64), rows by terms.
    terms
        The term of each column, sorted, each counted at least once.
    words
        Number of words of each row. Totals and rates are of these, also where n-grams are counted.
    documents
        All documents without their text, also those without a word.
    part, voice
        What `select` has left.

    See Also
    --------
    count : makes them.
    terms, keyness, dispersion, tfidf : what is made from them.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> body = story.counts.select(voice="author")
    >>> len(body.by_document()), int(body.words.sum()), body.place
    (5, 2523, 'part body, voice author')
    """

    rows: pd.DataFrame
    matrix: sparse.csr_array
    terms: np.ndarray
    words: np.ndarray
    documents: pd.DataFrame
    part: str = "all"
    voice: str = "all"

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.rows)

    def select(self, voice: str = "all", part: str = "body") -> Counts:
        """Return the counts of one voice and one part; "all" takes every one.

        Only the terms that are left remain, so N, document frequency and totals are those of this voice and part.
        Call it before `by_document`.

        Raises
        ------
        InputError
            If there is no such voice or part, or if no text has a word in them.
        """
        keep = select_rows(self.rows, voice=voice, part=part)
        now = replace(self, part=self.part if part == "all" else part, voice=self.voice if voice == "all" else voice)
        if not keep.any():
            raise no_words(now.part, now.voice)
        matrix = self.matrix[np.flatnonzero(keep)]
        used = np.flatnonzero(np.bincount(matrix.indices, minlength=len(self.terms)))
        return replace(
            now,
            rows=self.rows[keep].reset_index(drop=True),
            matrix=matrix[:, used],
            terms=self.terms[used],
            words=self.words[keep],
        )

    def by_document(self) -> Counts:
        """Return the counts with one row for each document that has words in what is left, in the documents' order."""
        place = pd.Index(self.documents["doc_id"]).get_indexer(self.rows["doc_id"])
        present, row = np.unique(place, return_inverse=True)
        return replace(
            self,
            rows=self.documents.iloc[present].reset_index(drop=True),
            matrix=sum_rows(self.matrix, row, len(present)),
            words=sum_rows(self.words, row, len(present)),
        )

    def slices(self) -> Iterator[tuple[np.ndarray, sparse.csr_array]]:
        """Yield the places of some terms and the rows by these: all at once, as they are in memory.

        `stream.StreamedCounts` yields some after others. So what is made of counts term by term is made of both.
        """
        yield np.arange(len(self.terms)), self.matrix

    def merge(self, other: Counts) -> Counts:
        """Return the counts of two sets of documents together, those of `other` last.

        Raises
        ------
        InputError
            If a document is in both, or if the two hold different parts or voices.
        """
        twice = sorted(set(self.documents["doc_id"]) & set(other.documents["doc_id"]))
        if twice:
            raise InputError(f"both counts hold the document {', '.join(map(str, twice[:5]))}")
        if (self.part, self.voice) != (other.part, other.voice):
            raise InputError(f"counts of {self.place} and of {other.place} do not go together")
        terms = np.union1d(self.terms, other.terms)
        wide = [
            sparse.csr_array(
                (one.matrix.data, np.searchsorted(terms, one.terms)[one.matrix.indices], one.matrix.indptr),
                shape=(len(one), len(terms)),
            )
            for one in (self, other)
        ]
        return replace(
            self,
            rows=pd.concat([self.rows, other.rows], ignore_index=True),
            matrix=_canonical(sparse.vstack(wide, format="csr")),
            terms=terms,
            words=np.concatenate([self.words, other.words]),
            documents=pd.concat([self.documents, other.documents], ignore_index=True),
        )

    @property
    def place(self) -> str:
        """The chosen part and voice, for messages."""
        return f"part {self.part}, voice {self.voice}"


def count(
    segments: pd.DataFrame, documents: pd.DataFrame, *, ngrams: int = 1, tokens: pd.DataFrame | None = None
) -> Counts:
    """Return how often each term occurs in each document, part and voice.

    Parameters
    ----------
    segments
        Table `segments`. Where it has the column ``repeated``, as from `once`, the words of the segments that are
        repeated are not counted.
    documents
        Table `documents`: ``doc_id`` and any columns to group by. A column of theirs called ``part`` or ``voice`` comes
        in with `Counts.by_document` alone.
    ngrams
        Length of a term in words. N-grams stay within a sentence and a segment; their words are joined by one space.
    tokens
        Table `tokens` of the segments, if it has been made; else the words are found here.

    Returns
    -------
    Counts
        Rows in the order of the documents, then of `PARTS` and `VOICES`. With ``ngrams=1`` the counts of a row add up
        to its words.

    Raises
    ------
    InputError
        If no text has a word, if `ngrams` is less than 1, if a doc_id is in the segments alone or twice in the
        documents, or if the segments have a part or voice that is not in `PARTS` or `VOICES`.

    See Also
    --------
    Counts : what comes back.
    once : segments in which shared passages count once.
    terms : the table of frequencies.

    Notes
    -----
    Misleads where a table is read as a list of facts: one word form is one term, whatever it means, and "bank" and
    "banks" are two.

    Examples
    --------
    >>> import analysis as same
    >>> documents = same.read_corpus("data/raw")
    >>> counts = same.count(same.voices(documents), documents)
    >>> int(counts.words.sum()) == int(counts.matrix.sum())
    True
    >>> counts.terms[:3].tolist()
    ['1', '10', '11']
    """
    if ngrams < 1:
        raise InputError(f"n-grams need at least 1 word, not {ngrams}")
    row_of_segment = _row_keys(segments, documents)
    table = tokens_of(segments, tokens)
    if "repeated" in segments.columns:
        table = table[~segments["repeated"].to_numpy(dtype=bool)[table["segment"].to_numpy()]]
        table = table.assign(term=table["term"].cat.remove_unused_categories())
    if not len(table):
        raise no_words("all", "all")
    held = np.bincount(table["segment"].to_numpy(), minlength=len(segments)) > 0
    present, row_of_segment[held] = np.unique(row_of_segment[held], return_inverse=True)
    row = row_of_segment[table["segment"].to_numpy()]
    first, column, terms = _terms(table, ngrams)
    shape = (len(present), len(terms))
    matrix = sparse.coo_array((np.ones(len(first), dtype=np.int64), (row[first], column)), shape=shape)
    place, part, voice = np.unravel_index(present, (len(documents), len(PARTS), len(VOICES)))
    attributes = documents.drop(columns="text", errors="ignore").reset_index(drop=True)
    others = attributes.drop(columns=["doc_id", "part", "voice"], errors="ignore").iloc[place].reset_index(drop=True)
    rows = pd.DataFrame(
        {
            "doc_id": attributes["doc_id"].to_numpy()[place],
            "part": np.array(PARTS, dtype=object)[part],
            "voice": np.array(VOICES, dtype=object)[voice],
        }
    )
    return Counts(
        rows=pd.concat([rows, others], axis=1),
        matrix=_canonical(matrix.tocsr()),
        terms=terms,
        words=np.bincount(row, minlength=len(present)).astype(np.int64),
        documents=attributes,
    )


def _canonical(matrix: sparse.csr_array) -> sparse.csr_array:
    matrix.sum_duplicates()  # sorts the columns of each row too
    return matrix


def _row_keys(segments: pd.DataFrame, documents: pd.DataFrame) -> np.ndarray:
    """Return one number per segment that stands for its document, part and voice, in the order of the rows."""
    check(segments, "segments", needs=("doc_id", "start", "end", "part", "voice", "text"))
    check(documents, "documents", needs=("doc_id",))
    index = pd.Index(documents["doc_id"])
    if not index.is_unique:
        raise InputError(f"the doc_id {index[index.duplicated()][0]} occurs twice in the documents")
    codes = []
    for name, known in (("doc_id", index), ("part", pd.Index(PARTS)), ("voice", pd.Index(VOICES))):
        code = known.get_indexer(pd.Index(segments[name]))
        if (code < 0).any():
            row = int(np.argmax(code < 0))
            raise InputError(f"segment {row}: no {name} {segments[name].iloc[row]!r} is known")
        codes.append(code.astype(np.int64))
    return np.ravel_multi_index(tuple(codes), (max(len(index), 1), len(PARTS), len(VOICES)))


def _terms(table: pd.DataFrame, ngrams: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the row of the first word of each n-gram, its column, and the term of each column, sorted."""
    categories = table["term"].cat.categories
    word = table["term"].cat.codes.to_numpy().astype(np.int64)
    segment, sentence = table["segment"].to_numpy(), table["sentence"].to_numpy()
    last = np.arange(ngrams - 1, len(word))
    first = last - (ngrams - 1)
    first = first[(segment[first] == segment[last]) & (sentence[first] == sentence[last])]
    column, terms = word[first], np.asarray(categories, dtype=object)
    # A space sorts before every character of a word, so the order of the codes is that of the joined terms.
    for k in range(1, ngrams):
        pairs, column = np.unique(column * len(categories) + word[first + k], return_inverse=True)
        left, right = np.divmod(pairs, len(categories))
        terms = terms[left] + " " + np.asarray(categories, dtype=object)[right]
    return first, column, terms


def select_rows(table: pd.DataFrame, *, voice: str = "all", part: str = "body") -> np.ndarray:
    """Return which rows of a table with ``part`` and ``voice`` are of one part and voice; "all" takes every one.

    Raises
    ------
    InputError
        If there is no such part or voice; the message lists what there is.
    """
    keep = np.ones(len(table), dtype=bool)
    for name, value, known in (("part", part, PARTS), ("voice", voice, VOICES)):
        if value == "all":
            continue
        if value not in known:
            raise InputError(f"there is no {name} {value!r}; choose one of: {', '.join(('all', *known))}")
        if name not in table.columns:
            raise InputError(f"the counts are by document; choose the {name} before")
        keep &= (table[name] == value).to_numpy(dtype=bool)
    return keep


def split_groups(documents: AnyCounts, by: str, target: str, reference: str | None) -> list[np.ndarray]:
    """Return the rows of target and reference, each with words; without `reference` it is all but the target.

    Documents without a value in the column are in neither, unless one names their group (`groups.without_value`).

    Parameters
    ----------
    documents
        Counts with one row per document (`Counts.by_document`).
    by, target, reference
        As in `keyness`.

    Raises
    ------
    InputError
        If there is no such column or group, if the two groups are the same, or if a group has no words.
    """
    every, here = group_labels(documents.documents, by), group_labels(documents.rows, by)
    values = sorted(set(every))
    for value in (target, reference):
        if value is not None and str(value) not in values:
            raise no_such_group(value, by, values)
    if reference is None and not set(named_groups(documents.documents, by)) - {str(target)}:
        raise InputError(f"every document has {target!r} in the column {by!r}: there is nothing to compare it with")
    if reference is not None and str(reference) == str(target):
        raise InputError(f"target and reference are both {target!r}; choose two groups")
    of_target = here == str(target)
    of_reference = ~of_target & (here != without_value(by)) if reference is None else here == str(reference)
    for name, rows in ((target, of_target), (reference or f"all but {target}", of_reference)):
        if not rows.any():
            raise InputError(f"group {name} has no words in {documents.place}")
    return [np.flatnonzero(of_target), np.flatnonzero(of_reference)]


NEAR = 2**17  # counts that are not zero, of the terms that are looked at together: so few stay near the processor


def cut(places: np.ndarray, matrix: sparse.csc_array) -> Iterator[tuple[np.ndarray, sparse.csc_array]]:
    """Yield some slices of the counts in place of one, each of few terms."""
    for first, last in pairwise(even_parts(np.diff(matrix.indptr), NEAR)):
        yield places[first:last], matrix[:, first:last]


def even_parts(sizes: np.ndarray, most: int) -> list[int]:
    """Return where each of the parts begins, and the last one ends, that hold so much together, or are one alone."""
    before, edges = np.append(0, np.cumsum(sizes)), [0]
    while edges[-1] < len(sizes):
        edges.append(max(edges[-1] + 1, int(np.searchsorted(before, before[edges[-1]] + most, "right")) - 1))
    return edges


def words_by_document(counts: Counts) -> pd.Series:
    """Return the number of words of each document that has any, by ``doc_id``."""
    documents = counts.by_document()
    return pd.Series(documents.words, index=documents.rows["doc_id"].to_numpy())


def words_by_segment(segments: pd.DataFrame, tokens: pd.DataFrame | None = None) -> np.ndarray:
    """Return the number of words of each segment; `tokens` are those of the segments, where they are at hand."""
    return np.bincount(tokens_of(segments, tokens)["segment"].to_numpy(dtype=np.int64), minlength=len(segments))
