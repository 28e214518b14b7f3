"""A story counted under each rule of what a word is: what every specification selects from.

The words are found once. A rule only rewrites their terms (`retokenise`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.measures.groups import ONE_GROUP, group_labels, named_groups
from analysis.measures.reuse.deduplication import repeated_spans
from analysis.measures.robustness.choices import CONTESTED, NOT_NEGATED, WITHOUT
from analysis.measures.sources.sides import sides_of
from analysis.measures.spans import word_ranges
from analysis.measures.stats.sample import sum_rows
from analysis.measures.story import Story
from analysis.schema import PARTS, VOICES
from analysis.texts.matching.matcher import texts_of

Arrays = dict[str, np.ndarray]

PLACED: dict[str, tuple[str, ...]] = {  # the tables of places in texts, and what findings ask of each
    "markers": ("category", "loaded", "negated"),
    "names": ("actor", "label_kind"),
    "agency": ("form", "verb_class"),
    "frames": ("frame", "scheme"),
    "mentions": ("kind", "name"),
}
CELLS_OF_TEXT = len(PARTS) * len(VOICES)
RECENT = 32  # results of each kind that are kept, since neighbouring specifications ask for the same
_ENDINGS = ("'s", "’s", "‘s", "`s")


class Tally(NamedTuple):
    """Counts of cells (`cells_of`), and the sums over the texts of each group, in rows of the same kind."""

    cells: Any
    groups: Any


class Retokenised(NamedTuple):
    """Words under a rule: all terms, sorted; of each word its term, whether it is a stop word, and its token.

    ``lexical`` says which terms are more than stop words.
    """

    terms: np.ndarray
    column: np.ndarray
    stop: np.ndarray
    token: np.ndarray
    lexical: np.ndarray


class Tokenised(NamedTuple):
    """Words of a story, under one rule of what a term is.

    Attributes
    ----------
    terms
        All terms of the rule, sorted, also those that do not occur among these words.
    lexical
        Which terms are more than stop words.
    counts
        Of each cell and term: sparse (CSR).
    words
        Of each cell.
    said
        The words of each attributed segment.
    """

    terms: np.ndarray
    lexical: np.ndarray
    counts: Tally
    words: Tally
    said: np.ndarray


@dataclass(frozen=True, eq=False)
class CountedStory:
    """A story, its groups, and its counts under each tokenisation, each made once.

    A text is left out by subtraction: of a thousand texts none is counted twice. Where passages count once, the words
    that are no longer repeated without that text are added (`freed`).

    Attributes
    ----------
    story
        The corpus.
    by
        The column of the documents that tells the groups; None puts all texts in one, `ONE_GROUP`.
    """

    story: Story
    by: str | None
    _made: dict[Any, Any] = field(default_factory=dict)

    @cached_property
    def doc_ids(self) -> np.ndarray:
        """The texts, in order."""
        return self.story.documents["doc_id"].to_numpy(dtype=object)

    @cached_property
    def place(self) -> dict[str, int]:
        """The place of each text among `doc_ids`."""
        return {doc_id: place for place, doc_id in enumerate(self.doc_ids.tolist())}

    @cached_property
    def groups(self) -> np.ndarray:
        """The group of each text."""
        return np.full(len(self.doc_ids), ONE_GROUP) if self.by is None else group_labels(self.story.documents, self.by)

    @cached_property
    def group_names(self) -> list[str]:
        """The groups, sorted."""
        return sorted(set(self.groups))

    @cached_property
    def compared_groups(self) -> list[str]:
        """The groups that findings are about: all but that of the texts without a value in the column."""
        return [ONE_GROUP] if self.by is None else named_groups(self.story.documents, self.by)

    @cached_property
    def unknown(self) -> str | None:
        """The group of the texts without a value in the column, if there are any."""
        return next(iter(set(self.group_names) - set(self.compared_groups)), None)

    @cached_property
    def group_numbers(self) -> np.ndarray:
        """The place of the group of each text among `group_names`."""
        return pd.Index(self.group_names).get_indexer(pd.Index(self.groups))

    @cached_property
    def segment_cells(self) -> np.ndarray:
        """The cell of each segment."""
        return cells_of(self.story.segments, self.story)

    def kinds(self, column: str) -> set[str]:
        """Return the values of a column of the segments."""
        return self.kept("kinds", column, lambda: set(self.story.segments[column]))

    def tally(self, cells: Any) -> Tally:
        """Return counts by cell with their sums by group."""
        rows = self.group_numbers[:, None] * CELLS_OF_TEXT + np.arange(CELLS_OF_TEXT)
        return Tally(cells, sum_rows(cells, rows.ravel(), len(self.group_names) * CELLS_OF_TEXT))

    def tokenised(self, how: str, stop_words: str, among: str | None = None) -> Tokenised:
        """Return the words by a rule, with stop words or without, of the tokens that `counts_in` says."""
        key = (how, stop_words, among)
        return self.kept("words", key, lambda: self._tokenised(*key), most=RECENT if among else None)

    def counts_in(self, among: str | None) -> np.ndarray:
        """Return which tokens count: all if None, those not `repeated` if "", else those `freed` without that text."""
        counted = np.full(len(self.story.tokens), among is None)
        if among is not None:
            counted[self.freed(among) if among else ~self.repeated] = True
        return counted

    def _tokenised(self, how: str, stop_words: str, among: str | None) -> Tokenised:
        terms, column, stop, token, lexical = self.retokenised(how)
        rows = np.arange(len(token)) if among is None else np.flatnonzero(self.counts_in(among)[token])
        rows = rows[~stop[rows]] if stop_words == "left out" else rows
        segment = self.story.tokens["segment"].to_numpy(dtype=np.int64)[token[rows]]
        cells, n_cells = self.segment_cells[segment], len(self.doc_ids) * CELLS_OF_TEXT
        ones = np.ones(len(cells), dtype=np.int32)
        counts = sparse.coo_array((ones, (cells, column[rows])), shape=(n_cells, len(terms))).tocsr()
        counts.sum_duplicates()  # sorts the columns of each row too
        return Tokenised(
            terms,
            lexical,
            self.tally(counts),
            self.tally(np.bincount(cells, minlength=n_cells)),
            np.bincount(segment, minlength=len(self._attributed))[self._attributed],
        )

    @cached_property
    def _attributed(self) -> np.ndarray:
        """Which segments are attributed to somebody."""
        return (self.story.segments["voice"] != "author").to_numpy(dtype=bool)

    def retokenised(self, how: str) -> Retokenised:
        """Return the words of the story under another rule (`retokenise`)."""

        def find() -> Retokenised:
            table = retokenise(self.story.tokens, texts_of(self.story.segments), how)
            terms, column = table["term"].cat.categories.to_numpy(dtype=object), table["term"].cat.codes.to_numpy()
            stop = table["stop"].to_numpy()
            lexical = np.bincount(column[~stop], minlength=len(terms)) > 0
            return Retokenised(terms, column, stop, table.index.to_numpy(), lexical)

        return self.kept("terms", how, find)

    @cached_property
    def sharing(self) -> set[str]:
        """The texts that share a passage with another."""
        return set(self.story.passages["doc_id_a"]) | set(self.story.passages["doc_id_b"])

    @cached_property
    def _repeats(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The stretches that an earlier text has already: first token, the one after the last, row of the passage."""
        story = self.story
        spans = repeated_spans(story.segments, story.documents, story.passages, tokens=story.tokens)
        return *word_ranges(story.tokens, spans), spans["passage"].to_numpy()

    @cached_property
    def _depth(self) -> np.ndarray:
        """In how many of these stretches each token is."""
        return self._depth_of(np.ones(len(self.story.passages), dtype=bool))

    def _depth_of(self, passages: np.ndarray) -> np.ndarray:
        """Return in how many stretches of some passages each token is."""
        first, last, of = self._repeats
        chosen, size = passages[of], len(self.story.tokens) + 1
        return np.cumsum(np.bincount(first[chosen], minlength=size) - np.bincount(last[chosen], minlength=size))[:-1]

    @cached_property
    def repeated(self) -> np.ndarray:
        """Which tokens an earlier text has already, in a passage that both share."""
        return self._depth > 0

    @cached_property
    def repeating(self) -> set[str]:
        """The texts with such tokens."""
        return set(self.story.tokens["doc_id"][self.repeated].unique())

    def freed(self, without: str) -> np.ndarray:
        """Return the tokens that are no longer `repeated` if one text is left out."""

        def find() -> np.ndarray:
            shared = self.story.passages
            of_text = (shared["doc_id_a"] == without) | (shared["doc_id_b"] == without)
            return np.flatnonzero(self.repeated & (self._depth_of(of_text.to_numpy(dtype=bool)) == self._depth))

        return self.kept("freed", without, find)

    def places(self, name: str) -> Arrays:
        """Return columns of a table of places, with the ``cell`` of each row, and the ``token`` that it begins with.

        The table is one of `PLACED`.
        """

        def find() -> Arrays:
            table = getattr(self.story, name)
            token, _ = word_ranges(self.story.tokens, table)
            placed = table[list(PLACED[name])].assign(cell=cells_of(table, self.story), token=token)
            return _column_arrays(placed)

        return self.kept("places", name, find)

    def loaded(self, how: str, among: str | None) -> Tally:
        """Return the loaded words of each cell by a choice of ``lexicon``; `among` is as in `counts_in`."""

        def find() -> Tally:
            markers = self.places("markers")
            loaded, category = markers["loaded"].astype(bool), markers["category"]
            if how == CONTESTED:
                loaded = loaded | (category == "contested")
            elif how == NOT_NEGATED:
                loaded = loaded & ~markers["negated"].astype(bool)
            elif how.startswith(WITHOUT):
                loaded = loaded & (category != how.removeprefix(WITHOUT))
            loaded = loaded & self.counts_in(among)[markers["token"]]
            return self.tally(np.bincount(markers["cell"][loaded], minlength=len(self.doc_ids) * CELLS_OF_TEXT))

        return self.kept("loaded", (how, among), find, most=RECENT if among else None)

    @cached_property
    def sources(self) -> Arrays:
        """``cell, side, who, kind, cue_kind`` of each attributed segment."""
        sources = self.story.sources
        speaker, full = sources["speaker"].fillna(""), sources["speaker_full"].fillna("")
        table = sources[["cue_kind"]].assign(
            cell=cells_of(sources, self.story),
            side=sides_of(sources, self.story.sides),
            who=sources["actor"].where(sources["actor"] != "", full.where(full != "", speaker)),
            kind=sources["speaker_kind"].where(speaker != "", "not found"),
        )
        return _column_arrays(table)

    @cached_property
    def speakers(self) -> tuple[np.ndarray, np.ndarray]:
        """The number of the speaker of each attributed segment, and the names of the speakers, sorted."""
        names, numbers = np.unique(self.sources["who"].astype(str), return_inverse=True)
        return numbers, names

    def written(self, term: str) -> str:
        """Return how a term is most often written, capitals and all; a term that does not occur stays as it is."""

        def find() -> str:
            of_term, with_capitals = (self.story.tokens["term"] == term).to_numpy(), self.retokenised("capitals kept")
            forms = Counter(with_capitals.terms[with_capitals.column[of_term]].tolist())
            return min(forms, key=lambda form: (-forms[form], form), default=term)

        return self.kept("written", term, find)

    def kept(self, kind: Hashable, key: Hashable, make: Callable[[], Any], *, most: int | None = None) -> Any:
        """Return what was made of a kind under a key, or make it now; only the last `most` of a kind are kept."""
        made = self._made.setdefault((kind, most), {})
        if key not in made:
            if most is not None and len(made) >= most:
                del made[next(iter(made))]
            made[key] = make()
        return made[key]


def cells_of(table: pd.DataFrame, story: Story) -> np.ndarray:
    """Return the cell of each row of a table with ``doc_id, part, voice``: its place among texts × parts × voices."""
    known = {"doc_id": story.documents["doc_id"], "part": PARTS, "voice": VOICES}
    codes = tuple(pd.Index(values).get_indexer(pd.Index(table[name])) for name, values in known.items())
    return np.ravel_multi_index(codes, tuple(map(len, known.values())))


def _column_arrays(table: pd.DataFrame) -> Arrays:
    """Return a table's columns as arrays: thousands of specifications select from them."""
    return {str(name): table[name].to_numpy(dtype=object if table[name].dtype == "str" else None) for name in table}


def retokenise(tokens: pd.DataFrame, texts: dict[str, str], how: str) -> pd.DataFrame:
    """Return the tokens with their terms under another rule of what a term is.

    Parameters
    ----------
    tokens
        Table `tokens`.
    texts
        doc_id -> text, as read.
    how
        A choice of the dimension ``words`` of `choices.CHOICES`.

    Returns
    -------
    DataFrame
        Table `tokens` with other terms and the column ``stop``: whether the word is one of scikit-learn's English stop
        words. A word that is split has several rows; the index holds the row of `tokens` that each comes from.

    Notes
    -----
    Stems are English ones (Porter 1980): "iraqi" and "iraq" stay two, "organization" and "organ" become one.
    """
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    plain = tokens["term"].cat.categories.to_numpy(dtype=object)
    stop = np.array([term in ENGLISH_STOP_WORDS for term in plain], dtype=bool)
    codes = tokens["term"].cat.codes.to_numpy()
    if how == "as they are":
        return tokens.assign(stop=stop[codes])
    if how == "hyphens split":
        pieces = [[piece for piece in term.split("-") if piece] or [term] for term in plain]
        tokens = tokens.iloc[np.repeat(np.arange(len(tokens)), np.array(list(map(len, pieces)), dtype=int)[codes])]
        split = [piece for code in codes.tolist() for piece in pieces[code]]
        out = np.array([piece in ENGLISH_STOP_WORDS for piece in split], dtype=bool)
        return tokens.assign(term=pd.Categorical(split), stop=stop[tokens["term"].cat.codes.to_numpy()] | out)
    if how == "stems":
        plain = np.array([stem(term) for term in plain], dtype=object)
    terms = plain[codes]
    places = zip(tokens["doc_id"].tolist(), tokens["start"].tolist(), tokens["end"].tolist(), strict=True)
    if how == "possessives kept":
        terms = np.where(
            [texts[doc_id][end : end + 2].lower() in _ENDINGS for doc_id, _, end in places], terms + "'s", terms
        )
    elif how == "capitals kept":
        terms = np.array([" ".join(texts[doc_id][start:end].split()) for doc_id, start, end in places], dtype=object)
    return tokens.assign(term=pd.Categorical(terms), stop=stop[codes])


def stem(term: str) -> str:
    """Return the stem of an English term (Porter 1980, as in NLTK)."""
    from nltk.stem.porter import PorterStemmer

    return PorterStemmer().stem(term)
