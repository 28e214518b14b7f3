"""Voices: each text cut into segments that say whose words they are and where on the page they are."""

from __future__ import annotations

import gc
from bisect import bisect_right
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from math import ceil
from typing import NamedTuple

import pandas as pd

from analysis.schema import COLUMNS, check
from analysis.texts.attribution.direct_speech import direct_speech
from analysis.texts.attribution.indirect_speech import innermost, reported
from analysis.texts.attribution.pronouns import Said, Span, who_speaks
from analysis.texts.attribution.transcripts import Speech
from analysis.texts.engines.processes import Processes, processes_for
from analysis.texts.readers.layout import parse_layout
from analysis.texts.segmentation.document import ParsedText
from analysis.texts.segmentation.known_stretches import Known
from analysis.texts.segmentation.words import words_of

_QUIET_PARTS = frozenset({"furniture", "byline"})  # quotation marks in navigation repeat a title: nobody speaks there

# Texts are read in so many blocks, of so many texts or more: each makes a table, which takes longer than a short text.
_BLOCKS, _LEAST = 100, 20
_LARGE = 3_000_000  # characters, which take one process some three times as long as another takes to start

_LINKS = frozenset("and or but that to as then also".split())


class _Attributed(NamedTuple):
    start: int
    end: int
    voice: str
    speaker: str
    cue: str


def voices(
    documents: pd.DataFrame,
    *,
    speakers: bool = True,
    jobs: int | None = 1,
    progress: Callable[[int], object] = lambda _: None,
) -> pd.DataFrame:
    """Return the segments of each text: the stretches that are of one part and one voice.

    Parameters
    ----------
    documents
        Table `documents`; needs ``doc_id, text``, and uses `title` to find the headline. What `layout` says of
        stretches of a text outranks the rules: parts of the page, block quotations and turns of a transcript.
    speakers
        Whether it is wanted who speaks. What needs no more than the voices, as counts by voice do, has them in a
        quarter less time without: the column `speaker` is then empty, and all else the same.
    jobs
        How many processes share the work; None is one per core, `MOST` at most, for a large corpus. The result is the
        same.
    progress
        Called with the number of texts that have been read since the last call.

    Returns
    -------
    DataFrame
        Table `segments`: ``doc_id, start, end, part, voice, speaker, cue, text``, in the order of the documents, then
        of the text. The segments of a text are in order, do not overlap and cover it exactly. `voice` is `direct` for
        quoted speech, its quotation marks included, `indirect` for attributed paraphrase, else `author`. `speaker` is
        the mention as written, a pronoun replaced by the mention it goes back to where that is safe; `cue` is the
        attributing word. Both are empty where the text gives none and in the author's voice.

    Raises
    ------
    InputError
        If a column is missing, or a cell of `layout` does not fit its text.

    See Also
    --------
    read_corpus : the documents.
    sources : who is quoted.
    voice_shares : how many words each voice has.

    Notes
    -----
    Of two reports one inside the other, the inner one counts: in "the paper wrote that Roe denied it" the words after
    "denied" are Roe's. How often people agree with these extents is in data/validation. Misleads where a text goes
    on reporting without a cue, or sets marks around words that are nobody's speech and longer than a few words.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> documents = pd.DataFrame({"doc_id": ["a"], "text": ["Ann Roe said: “We will stay.” Nobody left."]})
    >>> same.voices(documents)[["voice", "speaker", "text"]].values.tolist()[:2]
    [['author', '', 'Ann Roe said: '], ['direct', 'Ann Roe', '“We will stay.”']]
    """
    check(documents, "documents", needs=("doc_id", "text"))
    step = max(_LEAST, ceil(len(documents) / _BLOCKS))
    blocks = [documents.iloc[first : first + step] for first in range(0, len(documents) or 1, step)]
    tables = []
    pays = len(blocks) > 1 and documents["text"].str.len().sum() > _LARGE
    with Processes(min(processes_for(jobs, pays), len(blocks))) as processes:
        for block, table in zip(blocks, processes.map(partial(_voices, speakers=speakers), blocks), strict=True):
            tables.append(table)
            progress(len(block))
    return pd.concat([table for table in tables if len(table)] or tables[:1], ignore_index=True)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Look for no cyclic garbage: reading makes none, and a million words would be looked at again and again."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@_uncollected()
def _voices(documents: pd.DataFrame, *, speakers: bool) -> pd.DataFrame:
    titles, layouts = (
        documents[name].fillna("").tolist() if name in documents.columns else [""] * len(documents)
        for name in ("title", "layout")
    )
    doc_ids, texts = documents["doc_id"].tolist(), documents["text"].tolist()
    rows: list[tuple[int, int, str, str, str, str]] = []
    ids, pieces = list[str](), list[str]()
    for doc_id, text, title, layout, (starts, ends) in zip(
        doc_ids, texts, titles, layouts, words_of(texts), strict=True
    ):
        known = parse_layout(layout, text, f"the layout of {doc_id}")
        found = list(segment(text, title, word_spans=(starts.tolist(), ends.tolist()), known=known, speakers=speakers))
        rows += found
        ids += [doc_id] * len(found)
        pieces += [text[start:end] for start, end, *_ in found]
    names = list(COLUMNS["segments"])
    columns = zip(*rows, strict=True) if rows else [()] * (len(names) - 2)
    table = pd.DataFrame(dict(zip(names, [ids, *map(list, columns), pieces], strict=True)))
    return table.astype({"start": int, "end": int}) if not rows else table


def segment(
    text: str,
    title: str = "",
    *,
    word_spans: tuple[list[int], list[int]] | None = None,
    known: list[Known] | None = None,
    speakers: bool = True,
) -> Iterator[tuple[int, int, str, str, str, str]]:
    """Yield ``start, end, part, voice, speaker, cue`` of each segment of one text, in order and without gaps."""
    reading = ParsedText(text, word_spans, title, known)
    stretches = iter(_attributed(reading, speakers=speakers))
    stretch = next(stretches, None)
    for begin, stop, part in reading.parts:
        at = begin
        while at < stop:
            while stretch and stretch.end <= at:
                stretch = next(stretches, None)
            if stretch is None or stretch.start >= stop or part in _QUIET_PARTS:
                yield at, stop, part, "author", "", ""
                at = stop
            elif stretch.start > at:
                yield at, stretch.start, part, "author", "", ""
                at = stretch.start
            else:
                end = min(stretch.end, stop)
                yield at, end, part, stretch.voice, stretch.speaker, stretch.cue
                at = end


def _attributed(reading: ParsedText, *, speakers: bool) -> list[_Attributed]:
    """Return what is somebody else's, in order and without overlap: direct speech first, then the innermost report."""
    speeches = direct_speech(reading)
    quoted = [(speech.start, speech.end) for speech in speeches]
    stretches: list[tuple[Said, Span | None]]
    stretches = [(Said(one.start, one.end, True, one.speaker, one.named), one.cue) for one in speeches]
    told = _apart(quoted, speeches)
    for start, end, report in innermost(reported(reading, quoted)):
        for a, b in _outside(start, end, told):
            bare = reading.text[a:b].strip()
            if _says_something(bare) and reading.between(a, b):
                a += reading.text[a:b].index(bare)
                stretches.append((Said(a, a + len(bare), False, report.speaker), report.cue))
    stretches.sort(key=lambda stretch: stretch[0].start)
    names = who_speaks(reading, [said for said, _ in stretches]) if speakers else [""] * len(stretches)
    return [
        _Attributed(
            said.start,
            said.end,
            "direct" if said.direct else "indirect",
            name,
            reading.text[slice(*cue)] if cue else "",
        )
        for (said, cue), name in zip(stretches, names, strict=True)
    ]


def _apart(quoted: list[Span], speeches: list[Speech]) -> list[Span]:
    """Return what is nobody's report: direct speech, and the speaker with the cue beside it ("Ann Roe said")."""
    spans = list(quoted)
    for speech in speeches:
        if speech.speaker and speech.cue:
            (first, last), (start, end) = sorted([speech.speaker, speech.cue])
            spans += [(first, end)] if start - last <= 1 else []
    spans.sort()
    return [span for k, span in enumerate(spans) if not k or span[0] >= spans[k - 1][1]]


def _says_something(piece: str) -> bool:
    """Tell content from what joins two quotations ("and that"), leads to one ("wrote:") or sources it in brackets."""
    if not piece or piece.endswith(":") or piece[0] + piece[-1] == "()":
        return False
    return not set(piece.lower().split()) <= _LINKS


def _outside(start: int, end: int, quoted: list[Span]) -> Iterator[Span]:
    """Yield the pieces of ``[start, end)`` that are in no direct speech."""
    k = max(0, bisect_right(quoted, (start, start)) - 1)
    while start < end:
        while k < len(quoted) and quoted[k][1] <= start:
            k += 1
        if k == len(quoted) or quoted[k][0] >= end:
            yield start, end
            return
        if quoted[k][0] > start:
            yield start, quoted[k][0]
        start = quoted[k][1]
