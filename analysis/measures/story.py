"""One corpus on its way through the measures: its tables, each made once and only when it is needed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from analysis.measures.counts import Counts, count, group_labels
from analysis.measures.dictionary.markers import markers
from analysis.measures.dictionary.names import names
from analysis.measures.reuse.deduplication import once
from analysis.measures.reuse.shared_passages import reuse
from analysis.measures.sources.attributed import sources
from analysis.schema import check


@dataclass(frozen=True, eq=False)
class Story:
    """A corpus that has been read, with the word lists it is read by; nothing is read from a file here.

    Attributes
    ----------
    documents, segments
        The tables of that name; the segments cover the documents.
    lexicon, actors, cues, categories
        The tables of that name.
    sides
        ``doc_id, speaker, side``: which side the quoted speak for, as a person coded it; may have no rows.
    """

    documents: pd.DataFrame
    segments: pd.DataFrame
    lexicon: pd.DataFrame
    actors: pd.DataFrame
    cues: pd.DataFrame
    categories: pd.DataFrame
    sides: pd.DataFrame

    def __post_init__(self) -> None:
        """Check that the tables have what every figure needs."""
        check(self.documents, "documents", needs=("doc_id", "text"))
        check(self.segments, "segments")

    @cached_property
    def counts(self) -> Counts:
        """Counts of all parts and voices."""
        return count(self.segments, self.documents)

    @cached_property
    def body(self) -> Counts:
        """Counts of the body of the texts, in all voices."""
        return self.counts.select(part="body")

    @cached_property
    def passages(self) -> pd.DataFrame:
        """Table `reuse`: the passages that the bodies of two texts share."""
        return reuse(self.segments, self.documents)

    @cached_property
    def body_once(self) -> Counts:
        """Counts of the body, in all voices, what several texts share in the first of them alone."""
        return count(once(self.segments, self.documents, self.passages), self.documents).select(part="body")

    @cached_property
    def names(self) -> pd.DataFrame:
        """Table `names`: every place where an actor is named."""
        return names(self.segments, self.actors)

    @cached_property
    def markers(self) -> pd.DataFrame:
        """Table `markers`, without those inside a name."""
        return markers(self.segments, self.lexicon, self.names)

    @cached_property
    def sources(self) -> pd.DataFrame:
        """Table `sources`: every attributed segment."""
        return sources(self.segments, self.actors, self.cues)

    @cached_property
    def sizes(self) -> pd.DataFrame:
        """Texts with words in their body, and these words, by source type: ``group, n_docs, words``."""
        counts = self.body.by_document()
        table = pd.DataFrame({"group": group_labels(counts.rows, "source_type"), "words": counts.words})
        return table.groupby("group", as_index=False, sort=True).agg(n_docs=("words", "size"), words=("words", "sum"))
