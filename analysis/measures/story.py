"""One corpus on its way through the measures: its tables, each made once and only when it is needed."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pandas as pd

from analysis.measures.comparison import keyness as key_words
from analysis.measures.comparison import rate_differences
from analysis.measures.comparison.rate_counts import RateCounts, count_rates
from analysis.measures.comparison.stability import rate_stability
from analysis.measures.comparison.wordshift import Quantity, wordshift
from analysis.measures.counts import Counts, count
from analysis.measures.dictionary.corrected import correct_markers
from analysis.measures.dictionary.markers import markers
from analysis.measures.dictionary.names import names
from analysis.measures.dictionary.rates import loaded_by_speaker, marker_rates, marker_rates_by_voice
from analysis.measures.framing.agency import agency as who_does_what
from analysis.measures.framing.agency.agency_rates import agency_rates, count_agency
from analysis.measures.framing.frame_presence import frame_presence
from analysis.measures.framing.frame_rates import count_frames, frame_rates
from analysis.measures.framing.frames import frames
from analysis.measures.framing.group_frames import frames_by_group
from analysis.measures.framing.mentions import mention_matrix as who_mentions
from analysis.measures.framing.mentions import mentions as told
from analysis.measures.framing.mentions import numbers_told as numbers
from analysis.measures.framing.mentions import omissions as left_out
from analysis.measures.framing.readability.text_readability import readability
from analysis.measures.framing.series import series as over_time
from analysis.measures.frequency import collocations as pairs
from analysis.measures.frequency import concordance, dispersion, terms, tfidf
from analysis.measures.groups import group_labels, named_groups, without_value
from analysis.measures.reuse.alignment import alignment
from analysis.measures.reuse.deduplication import once, terms_once
from analysis.measures.reuse.shared_passages import reuse
from analysis.measures.sources import sides, voice_shares
from analysis.measures.sources.attributed import sources
from analysis.measures.sources.labels import labels_by_speaker
from analysis.measures.spans import containing
from analysis.schema import COLUMNS, InputError, check
from analysis.texts.segmentation.words import tokens_of


@dataclass(frozen=True, eq=False)
class Story:
    """A corpus that has been read, with the word lists it is read by; nothing is read from a file here.

    Tables are attributes, made when first asked for and then kept; what depends on a choice is a method. `voice` is one
    of `VOICES` or ``all``, `part` one of `PARTS` or ``all``, `by` a column of the documents: None is the story's own,
    but in `terms`, `terms_by_voice`, `terms_once` and `dispersion` None takes all texts together.

    Attributes
    ----------
    documents, segments
        The tables of that name; the segments cover the documents.
    lexicon, actors, cues, categories
        The tables of that name; `actors` may have no rows.
    sides
        ``doc_id, speaker, side``: which side the quoted speak for, as a person coded it; may have no rows.
    by
        The column of the documents that holds the groups that are compared.
    target
        The group that is set against the others; empty for the one with most words (`target_group`).
    corrections
        Table `corrections`: what people corrected, which the segments have in them already; None where nothing is.
    frame_lexicon
        Table `frame_lexicon`: the words of frames; None where none is asked for.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> story.sizes["words"].tolist()
    [4335, 297]
    >>> story.target_group, story.keyness()["term"].iloc[0]
    ('advocacy', 'regime')
    """

    documents: pd.DataFrame
    segments: pd.DataFrame
    lexicon: pd.DataFrame
    actors: pd.DataFrame
    cues: pd.DataFrame
    categories: pd.DataFrame
    sides: pd.DataFrame
    by: str = "source_type"
    target: str = ""
    corrections: pd.DataFrame | None = None
    frame_lexicon: pd.DataFrame | None = None
    made: dict[Any, Any] = field(default_factory=dict, init=False, repr=False)
    """What others make of the story and keep with it."""

    def __post_init__(self) -> None:
        """Check that the tables have what every figure needs."""
        check(self.documents, "documents", needs=("doc_id", "text"))
        check(self.segments, "segments")

    @cached_property
    def tokens(self) -> pd.DataFrame:
        """Table `tokens`: the words of the segments, found once for every other table."""
        return tokens_of(self.segments)

    @cached_property
    def counts(self) -> Counts:
        """Counts of all parts and voices."""
        return count(self.segments, self.documents, tokens=self.tokens)

    @cached_property
    def body(self) -> Counts:
        """Counts of the body of the texts, in all voices."""
        return self.counts.select(part="body")

    @cached_property
    def body_once(self) -> Counts:
        """Counts of the body, in all voices, what several texts share in the first of them alone."""
        single = once(self.segments, self.documents, self.passages, tokens=self.tokens)
        cut = self.tokens.assign(segment=containing(self.tokens, single))  # the same words, in other segments
        return count(single, self.documents, tokens=cut).select(part="body")

    @cached_property
    def passages(self) -> pd.DataFrame:
        """Table `reuse`: the passages that the bodies of two texts share."""
        return reuse(self.segments, self.documents, tokens=self.tokens)

    @cached_property
    def names(self) -> pd.DataFrame:
        """Table `names`: every place where an actor is named."""
        return names(self.segments, self.actors, tokens=self.tokens)

    @cached_property
    def markers(self) -> pd.DataFrame:
        """Table `markers`, without those inside a name."""
        found = markers(self.segments, self.lexicon, self.names, tokens=self.tokens)
        return found if self.corrections is None else correct_markers(found, self.corrections)

    @cached_property
    def agency(self) -> pd.DataFrame:
        """Table `agency`: who does what to whom, at each verb group and each noun for an act."""
        return who_does_what.agency(self.segments, self.names, tokens=self.tokens)

    @cached_property
    def mentions(self) -> pd.DataFrame:
        """Table `mentions`: names, dates, numbers and events that the texts tell, and where."""
        return told.mentions(self.segments, self.actors, tokens=self.tokens)

    @cached_property
    def sources(self) -> pd.DataFrame:
        """Table `sources`: every attributed segment."""
        return sources(self.segments, self.actors, self.cues, tokens=self.tokens)

    @cached_property
    def frames(self) -> pd.DataFrame:
        """Table `frames`: every place where an entry of a frame occurs, without those inside a name."""
        return frames(self.segments, self._frame_entries, self.names, tokens=self.tokens)

    @cached_property
    def frame_presence(self) -> pd.DataFrame:
        """Table `frame_presence`: which frames each text has."""
        return frame_presence(self.frames, self.segments, self._frame_entries, tokens=self.tokens)

    @property
    def _frame_entries(self) -> pd.DataFrame:
        if self.frame_lexicon is None:
            raise InputError("this story has no list of frames; give it one: frame_lexicon=same.read_frames()")
        return self.frame_lexicon

    def frame_rates(
        self,
        *,
        scheme: str = "all",
        by: str | None = None,
        target: str | None = None,
        reference: str | None = None,
        part: str = "body",
        cluster: str | None = None,
    ) -> pd.DataFrame:
        """Return how much of each frame each group has, with tests: table `frame_rates`."""
        entries = self._frame_entries
        entries = entries if scheme == "all" else entries[entries["scheme"] == scheme]
        whole = scheme == "all" and part == "body"
        counts = self.frame_counts if whole else self._count_frames(entries, part)
        return frame_rates(counts, by=by or self.by, target=target, reference=reference, cluster=cluster)

    def agency_rates(
        self,
        *,
        by: str | None = None,
        target: str | None = None,
        reference: str | None = None,
        part: str = "body",
        cluster: str | None = None,
    ) -> pd.DataFrame:
        """Return how each group words acts, with tests: table `agency_rates`."""
        counts = self.agency_counts if part == "body" else self._count_agency(part)
        return agency_rates(counts, by=by or self.by, target=target, reference=reference, cluster=cluster)

    def frames_by_group(self) -> pd.DataFrame:
        """Return each frame in each group on one row, all voices and the authors' own (`group_frames`)."""
        return frames_by_group(self.frame_counts, self._frame_entries, by=self.by)

    @cached_property
    def frame_counts(self) -> RateCounts:
        """What the rates of frames in the bodies are made of, in each text."""
        return self._count_frames(self._frame_entries, "body")

    def _count_frames(self, entries: pd.DataFrame, part: str) -> RateCounts:
        found = self.frames[self.frames["scheme"].isin(entries["scheme"])]
        return count_frames(self.segments, self.documents, found, entries, part=part, tokens=self.tokens)

    @cached_property
    def agency_counts(self) -> RateCounts:
        """What `agency_rates` of the bodies are made of: verb groups, passives and nouns for acts of each text."""
        return self._count_agency("body")

    def _count_agency(self, part: str) -> RateCounts:
        return count_agency(self.segments, self.documents, self.agency, part=part, tokens=self.tokens)

    @cached_property
    def rate_counts(self) -> RateCounts:
        """What the rates of the bodies are made of: voices, loaded words, speakers and cues of each text."""
        return self._count_rates("body")

    def _count_rates(self, part: str) -> RateCounts:
        tables = (self.segments, self.documents, self.markers, self.sources)
        return count_rates(*tables, part=part, tokens=self.tokens)

    @cached_property
    def readability(self) -> pd.DataFrame:
        """Table `readability`: how long the sentences and words of each text are, by voice, and how easy to read."""
        return readability(self.segments, tokens=self.tokens)

    @cached_property
    def has_sides(self) -> bool:
        """Whether the side of any speaker of these texts is coded."""
        coded = sides.sides_of(self.sources, self.sides) if len(self.sides) else ()
        return any(side not in (sides.NO_SPEAKER, sides.SIDE_NOT_CODED) for side in coded)

    @cached_property
    def sizes(self) -> pd.DataFrame:
        """Texts with words in their body, and these words, by group: ``group, n_docs, words``."""
        counts = self.body.by_document()
        table = pd.DataFrame({"group": group_labels(counts.rows, self.by), "words": counts.words})
        return table.groupby("group", as_index=False, sort=True).agg(n_docs=("words", "size"), words=("words", "sum"))

    @cached_property
    def compared(self) -> pd.DataFrame:
        """The rows of `sizes` that are compared: all but the group of the texts without a value in the column `by`."""
        return self.sizes[self.sizes["group"] != without_value(self.by)].reset_index(drop=True)

    @cached_property
    def target_group(self) -> str:
        """The group set against the others: `target`, or that with most words in its bodies, the first by name."""
        sizes = self.compared if len(self.compared) else self.sizes
        return self.target or str(sizes["group"][sizes["words"].idxmax()])

    def select(self, voice: str = "all", part: str = "body") -> Counts:
        """Return the counts of one voice and part (`Counts.select`)."""
        return self.body if (voice, part) == ("all", "body") else self.counts.select(voice=voice, part=part)

    def terms(self, *, by: str | None = None, voice: str = "all", part: str = "body") -> pd.DataFrame:
        """Return how often each term occurs, in all or by group: table `terms` (`frequency.terms.terms`)."""
        return terms.terms(self.select(voice, part), by=by)

    def terms_by_voice(self, *, by: str | None = None, part: str = "body") -> pd.DataFrame:
        """Return each term's uses by voice (`frequency.terms.terms_by_voice`)."""
        return terms.terms_by_voice(self.select(part=part), by=by)

    def terms_once(self, *, by: str | None = None) -> pd.DataFrame:
        """Return the terms of the body, counted with shared passages and with these once (`terms_once`)."""
        return terms_once(self.body, self.body_once, by=by)

    def dispersion(self, *, by: str | None = None, voice: str = "all", part: str = "body") -> pd.DataFrame:
        """Return how evenly each term is spread over the texts: table `dispersion`."""
        return dispersion.dispersion(self.select(voice, part), by=by)

    def tfidf(self, *, voice: str = "all", part: str = "body") -> pd.DataFrame:
        """Return the TF-IDF weight of each term in each text: table `tfidf`."""
        return tfidf.tfidf(self.select(voice, part))

    def similarity(self, *, voice: str = "all", part: str = "body") -> pd.DataFrame:
        """Return how similar the vocabulary of each two texts is: the first 500,000 rows of table `similarity`."""
        return tfidf.similarity(self.select(voice, part), top=tfidf.MOST_PAIRS)

    def collocations(self, *, voice: str = "all", part: str = "body") -> pd.DataFrame:
        """Return neighbouring words that occur together more often than by chance: table `collocations`."""
        return pairs.collocations(self.segments, voice=voice, part=part, tokens=self.tokens)

    def omissions(self, *, by: str = "doc_id", kinds: Collection[str] = (), least: int = 2) -> pd.DataFrame:
        """Return what texts or groups mention and what they do not, beside the others: table `omissions`."""
        return left_out.omissions(self.mentions, self.documents, by=by, kinds=list(kinds), least=least)

    def mention_matrix(self, *, by: str = "doc_id") -> pd.DataFrame:
        """Return which texts or groups mention the most telling things, and which do not: table `mention_matrix`."""
        return who_mentions.mention_matrix(self.mentions, self.documents, by=by)

    def numbers_told(self) -> pd.DataFrame:
        """Return different numbers told of one noun or one outcome, side by side: table `numbers_told`."""
        return numbers.numbers_told(self.mentions)

    def kwic(self, find: str, *, width: int = 60) -> pd.DataFrame:
        """Return every place of a word or phrase with its context: table `kwic`."""
        return concordance.kwic(self.segments, find, width=width, tokens=self.tokens)

    def keyness(
        self,
        *,
        target: str | None = None,
        reference: str | None = None,
        by: str | None = None,
        voice: str = "all",
        part: str = "body",
    ) -> pd.DataFrame:
        """Return which words set one group apart from another, or from all the rest: table `keyness`."""
        return key_words.keyness(
            self.select(voice, part), by=by or self.by, target=target or self.target_group, reference=reference
        )

    def key_words(self, *, voice: str = "all") -> pd.DataFrame:
        """Return table `keyness` of the target group against all other texts; no row where there is nothing beside it.

        That is so where there is one group of texts, or where only one has a word in this voice.
        """
        counts = self.select(voice).by_document()
        there = {group for group, n in zip(group_labels(counts.rows, self.by), counts.words, strict=True) if n}
        others = set(named_groups(counts.documents, self.by)) - {self.target_group}
        if self.target_group in there and others & there:
            return self.keyness(voice=voice)
        words = ("term", "top_doc", "target", "reference")
        kinds = {name: "str" if name in words else "float64" for name in COLUMNS["keyness"]}
        return pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in kinds.items()})

    def keyness_by_voice(
        self, *, target: str | None = None, by: str | None = None, n: int = 12, leave_out: Collection[str] = frozenset()
    ) -> pd.DataFrame:
        """Return the leading words of a group in all voices and in the author's alone (`keyness_by_voice`)."""
        return key_words.keyness_by_voice(
            self.body, by=by or self.by, target=target or self.target_group, n=n, leave_out=leave_out
        )

    def rates(
        self,
        *,
        by: str | None = None,
        target: str | None = None,
        reference: str | None = None,
        part: str = "body",
        cluster: str | None = None,
    ) -> pd.DataFrame:
        """Return whose words there are, how loaded, and who speaks, by group, with tests: table `rates`."""
        counts = self.rate_counts if part == "body" else self._count_rates(part)
        return rate_differences.rates(counts, by=by or self.by, target=target, reference=reference, cluster=cluster)

    def series(
        self,
        *,
        by: str | None = None,
        period: str = "auto",
        date: str = "date",
        part: str = "body",
        cluster: str | None = None,
    ) -> pd.DataFrame:
        """Return whose words there are, how loaded, and who speaks, by period: table `series`."""
        counts = self.rate_counts if part == "body" else self._count_rates(part)
        return over_time.series(counts, by=by, period=period, date=date, cluster=cluster)

    def wordshift(
        self,
        quantity: Quantity,
        *,
        target: str | None = None,
        reference: str | None = None,
        by: str | None = None,
        voice: str = "all",
        part: str = "body",
    ) -> pd.DataFrame:
        """Return what each word adds to the difference between two groups: table `wordshift`."""
        return wordshift(
            self.select(voice, part),
            quantity,
            by=by or self.by,
            target=target or self.target_group,
            reference=reference,
        )

    def rate_stability(self, *, by: str = "doc_id") -> pd.DataFrame:
        """Return what the rate of loaded words rests on, within each text (`rate_stability`)."""
        return rate_stability(self.markers, self.segments, self.documents, by=by, tokens=self.tokens)

    def alignment(self) -> pd.DataFrame:
        """Return the shared passages word by word: table `alignment`."""
        return alignment(self.passages, self.segments, tokens=self.tokens)

    def voice_shares(self, *, by: str | None = None) -> pd.DataFrame:
        """Return the words of each text by voice, with its group (`voice_shares`)."""
        return voice_shares.voice_shares(self.counts, by=by or self.by)

    def voice_findings(self, *, by: str | None = None) -> pd.DataFrame:
        """Return the words of each group by voice (`voice_findings`)."""
        return voice_shares.voice_findings(self.voice_shares(by=by))

    def words_by_speaker(self, *, voice: str = "direct", part: str = "body") -> pd.DataFrame:
        """Return the words of each speaker (`words_by_speaker`)."""
        return voice_shares.words_by_speaker(self.segments, voice=voice, part=part, tokens=self.tokens)

    def words_by_side(self, *, by: str | None = None, voice: str = "direct") -> pd.DataFrame:
        """Return the attributed words of each side (`words_by_side`)."""
        return sides.words_by_side(self.sources, self.sides, self.documents, voice=voice, by=by or self.by)

    def words_by_side_and_voice(self, *, by: str | None = None) -> pd.DataFrame:
        """Return the attributed words of each side by voice, and whether the speaker is named."""
        return sides.words_by_side_and_voice(self.sources, self.sides, self.documents, by=by or self.by)

    def cue_kinds_by_side(self, *, by: str | None = None) -> pd.DataFrame:
        """Return with which kinds of verb each side is reported (`cue_kinds_by_side`)."""
        return sides.cue_kinds_by_side(self.sources, self.sides, self.documents, by=by or self.by)

    def last_words(self, *, by: str | None = None) -> pd.DataFrame:
        """Return which side is the last to be quoted in each text (`last_words`)."""
        return sides.last_words(
            self.sources, self.segments, self.sides, self.documents, by=by or self.by, tokens=self.tokens
        )

    def labels_by_speaker(self, *, by: str | None = None) -> pd.DataFrame:
        """Return what each side calls the actors (`labels_by_speaker`)."""
        mentions = ["doc_id", "speaker"]
        full = self.sources[[*mentions, "speaker_full"]].drop_duplicates(mentions)
        return labels_by_speaker(
            self.names.merge(full, how="left", on=mentions), self.sides, self.documents, by=by or self.by
        )

    def marker_rates(self, *, by: Sequence[str], voice: str = "all", part: str = "body") -> pd.DataFrame:
        """Return markers per 1,000 words by columns of the markers (`marker_rates`)."""
        return marker_rates(self.markers, self.segments, by=by, part=part, voice=voice, tokens=self.tokens)

    def marker_rates_by_voice(self, *, by: str | None = None) -> pd.DataFrame:
        """Return loaded words per 1,000 by group, voice and category (`marker_rates_by_voice`)."""
        tables = (self.markers, self.segments, self.documents, self.categories)
        return marker_rates_by_voice(*tables, by=by or self.by, tokens=self.tokens)

    def loaded_by_speaker(self) -> pd.DataFrame:
        """Return the loaded words of each speaker (`loaded_by_speaker`)."""
        return loaded_by_speaker(self.markers, self.segments, tokens=self.tokens)
