"""What the rates of groups of texts are made of, counted in each text: whose words, loaded words, speakers, cues.

What other measures count in each text (`framing.frame_rates`, `framing.agency.agency_rates`) comes in the same form,
and so gets the same intervals.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from analysis.measures.counts import no_words, select_rows, words_by_segment
from analysis.measures.stats.sample import sum_rows
from analysis.schema import VOICES, InputError, check
from analysis.texts.readers.corpus import with_days

ATTRIBUTED = "attributed"  # quoted and paraphrased together
SHARE, PER_1000 = "share", "per 1,000 words"
_NO_SPEAKER, _UNCLEAR, _NO_CUE = "speaker not found", "kind not clear", "no cue"


class RateBase(NamedTuple):
    """Among what something is counted: words, attributions or texts, and whose."""

    what: str
    voice: str


class RateItem(NamedTuple):
    """Something whose rate is of interest: what is measured, what of it is counted, and in whose words."""

    measure: str
    category: str
    voice: str


BASES = (
    *(RateBase("words", voice) for voice in ("all", *VOICES)),
    RateBase("words", ATTRIBUTED),
    RateBase("attributions", ATTRIBUTED),
    RateBase("texts", "all"),
)
_MEASURES = {  # in the order of the table; the unit of each, and among what it is counted, a base or another measure
    "share of words": (SHARE, "words"),
    "loaded words": (PER_1000, "words"),
    "speaker kind": (SHARE, "words"),
    "cue kind": (SHARE, "attributions"),
    "entries of a frame": (PER_1000, "words"),
    "texts with a frame": (SHARE, "texts"),
    "verb groups": (PER_1000, "words"),
    "passives": (SHARE, "verb groups"),  # of the same category; so below
    "passives without an agent": (SHARE, "passives"),
    "acts": (PER_1000, "words"),
    "acts told by a noun": (SHARE, "acts"),
    "acts in forms that need no agent": (SHARE, "acts"),
    "nouns for acts": (PER_1000, "words"),
    "actor as agent": (PER_1000, "words"),
    "actor as patient": (PER_1000, "words"),
    "mentions": (PER_1000, "words"),
    "words looked for": (PER_1000, "words"),
    "texts with the words": (SHARE, "texts"),
}
_FIRST = ("all", ATTRIBUTED, *VOICES)


def rate_base(item: RateItem) -> RateBase | RateItem:
    """Return among what an item is counted: what all texts have, or another item of the same category."""
    among = _MEASURES[item.measure][1]
    return item._replace(measure=among) if among in _MEASURES else RateBase(among, item.voice)


def rate_unit(item: RateItem) -> str:
    """Return the unit of the rate of an item."""
    return _MEASURES[item.measure][0]


@dataclass(frozen=True, eq=False)
class RateCounts:
    """Counts of `RateItem` by document, with the sizes among which they are counted.

    Attributes
    ----------
    documents
        All documents without their text, also those without a word.
    items
        The item of each column of `n`, in the order of the table of rates.
    n
        Sparse (CSR, int64), documents by items.
    totals
        Documents by `BASES`: words of all voices and of each, attributed words, attributions, 1 for a text with words.
    part
        The part that is counted, or "all".

    See Also
    --------
    count_rates : makes them; rates : what is made of them.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> counts = same.count_rates(story.segments, story.documents, story.markers, story.sources)
    >>> counts.items[0], counts.totals[:2, 0].tolist()
    (RateItem(measure='share of words', category='attributed', voice='all'), [300, 2245])
    """

    documents: pd.DataFrame
    items: tuple[RateItem, ...]
    n: sparse.csr_array
    totals: np.ndarray
    part: str

    @classmethod
    def merge(cls, blocks: Iterable[RateCounts]) -> RateCounts:
        """Return the counts of all blocks of texts, in their order.

        Raises
        ------
        InputError
            If no text has a word in this part, or a doc_id is in two blocks.
        """
        every = list(blocks)
        documents = with_days(pd.concat([one.documents for one in every]).reset_index(drop=True))
        known = pd.Index(documents["doc_id"])
        if known.has_duplicates:
            raise InputError(f"the doc_id {known[known.duplicated()][0]} occurs twice in the documents")
        totals = np.concatenate([one.totals for one in every])
        if not totals.any():
            raise no_words(every[0].part, "all")
        items = tuple(sorted({item for one in every for item in one.items}, key=_place))
        column = {item: place for place, item in enumerate(items)}
        wide = []
        for one in every:
            at = np.array([column[item] for item in one.items], dtype=np.int64)
            cells = (one.n.data, at[one.n.indices], one.n.indptr)
            wide.append(sparse.csr_array(cells, shape=(one.n.shape[0], len(items))))
        return cls(documents, items, sparse.csr_array(sparse.vstack(wide, format="csr")), totals, every[0].part)


def count_rates(
    segments: pd.DataFrame,
    documents: pd.DataFrame,
    markers: pd.DataFrame,
    sources: pd.DataFrame,
    *,
    part: str = "body",
    tokens: pd.DataFrame | None = None,
) -> RateCounts:
    """Return how many words of each text are in which voice, how many are loaded, and who speaks with which cues.

    Parameters
    ----------
    segments, documents, markers, sources
        Tables of that name, of the same texts.
    part
        What to count; "all" counts everything.
    tokens
        Table `tokens` of the segments, if it has been made; else the words are found here.

    Returns
    -------
    RateCounts
        Items of ``share of words`` (words of each voice, and of `ATTRIBUTED` speech, among all), ``loaded words`` (of
        all categories and of each that occurs, among the words of all voices and of each), ``speaker kind`` (words of
        each kind of speaker, among attributed words) and ``cue kind`` (attributed stretches with each kind of cue,
        among all of them).

    Raises
    ------
    InputError
        If a column is missing, or there is no such part.

    See Also
    --------
    rates : rates and differences, with intervals and tests.
    marker_rates : loaded words by other columns.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> counts = same.count_rates(story.segments, story.documents, story.markers, story.sources)
    >>> len(counts.documents), counts.n.shape[1] == len(counts.items)
    (5, True)
    """
    check(segments, "segments")
    check(markers, "markers")
    check(sources, "sources")
    known = pd.Index(documents["doc_id"])
    words = words_of_part(segments, part, tokens)
    said = sources if part == "all" else sources[sources["part"] == part]
    loaded = markers[markers["loaded"].astype(bool)]
    loaded = loaded if part == "all" else loaded[loaded["part"] == part]
    sizes = word_sizes(words, known)
    by_voice = {base.voice: n for base, n in sizes.items() if base.what == "words"}
    sizes[RateBase("attributions", ATTRIBUTED)] = sums_by_text(said.assign(n=1), known)
    found = {RateItem("share of words", voice, "all"): by_voice[voice] for voice in (ATTRIBUTED, *VOICES)}
    for voice in ("all", *VOICES):
        here = loaded if voice == "all" else loaded[loaded["voice"] == voice]
        found[RateItem("loaded words", "all", voice)] = sums_by_text(here.assign(n=1), known)
        for category in loaded["category"].unique():
            found[RateItem("loaded words", category, voice)] = sums_by_text(
                here[here["category"] == category].assign(n=1), known
            )
    speakers = said["speaker_kind"].fillna("").where(said["speaker_kind"].fillna("") != "", _UNCLEAR)
    speakers = speakers.where(said["speaker"].fillna("") != "", _NO_SPEAKER)
    cues = said["cue_kind"].fillna("").replace("", _NO_CUE)
    for measure, kinds, n in (("speaker kind", speakers, said["n_words"]), ("cue kind", cues, 1)):
        for kind in kinds.unique():
            found[RateItem(measure, str(kind), ATTRIBUTED)] = sums_by_text(said.assign(n=n)[kinds == kind], known)
    return rate_counts_of(documents, found, sizes, part)


def rate_counts_of(
    documents: pd.DataFrame, found: Mapping[RateItem, np.ndarray], sizes: Mapping[RateBase, np.ndarray], part: str
) -> RateCounts:
    """Return counts by item and sizes by base, an array over the documents each, as `RateCounts`."""
    items = tuple(sorted(found, key=_place))
    nothing = np.zeros(len(documents), dtype=np.int64)
    n = sparse.csr_array(np.column_stack([found[item] for item in items]) if items else nothing[:, None][:, :0])
    totals = np.column_stack([sizes.get(base, nothing) for base in BASES])
    return RateCounts(documents.drop(columns="text", errors="ignore"), items, n, totals, part)


def words_of_part(segments: pd.DataFrame, part: str, tokens: pd.DataFrame | None) -> pd.DataFrame:
    """Return how many words, ``n``, each segment of a part has, with its ``doc_id`` and ``voice``."""
    words = segments[["doc_id", "voice"]].assign(n=words_by_segment(segments, tokens))
    return words[select_rows(segments, part=part)]


def word_sizes(words: pd.DataFrame, known: pd.Index) -> dict[RateBase, np.ndarray]:
    """Return the words of each text in each voice, in all and in attributed speech, and which texts have any."""
    by_voice = {voice: sums_by_text(words[words["voice"] == voice], known) for voice in VOICES}
    by_voice |= {"all": sum(by_voice.values(), np.zeros(len(known), dtype=np.int64))}
    by_voice |= {ATTRIBUTED: by_voice["all"] - by_voice[VOICES[0]]}
    sizes = {RateBase("words", voice): n for voice, n in by_voice.items()}
    return sizes | {RateBase("texts", "all"): (by_voice["all"] > 0).astype(np.int64)}


def sums_by_text(rows: pd.DataFrame, known: pd.Index) -> np.ndarray:
    """Return the sum of ``n`` in each document."""
    return sum_rows(rows["n"].to_numpy(dtype=np.int64), known.get_indexer(rows["doc_id"]), len(known))


def _place(item: RateItem) -> tuple[int, int, str, int]:
    """Return where an item belongs: by measure, what is a sum first, and the voices in their order."""
    measure = list(_MEASURES).index(item.measure)
    voices = {voice: place for place, voice in enumerate(_FIRST)}
    return measure, voices.get(item.category, len(voices)), item.category, voices[item.voice]
