"""Voices: each text cut into segments that say whose words they are and where on the page they stand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from analysis.schema import COLUMNS, check
from analysis.texts.parts import parts
from analysis.texts.speech import Speech, direct_speech

if TYPE_CHECKING:
    import pandas as pd

_QUIET_PARTS = frozenset({"furniture"})  # quotation marks in navigation repeat a title: nobody speaks there


def voices(documents: pd.DataFrame) -> pd.DataFrame:
    """Return the segments of each text: the stretches that stand in one part and one voice.

    Parameters
    ----------
    documents
        Table `documents`; needs ``doc_id, text``, and uses `title` to find the headline.

    Returns
    -------
    DataFrame
        Table `segments`: ``doc_id, start, end, part, voice, speaker, cue, text``, in the order of the documents, then
        of the text. The segments of a text are in order, do not overlap and cover it exactly. `voice` is `direct` for
        quoted speech, its quotation marks included, else `author`. `speaker` is the mention as written, `cue` the
        attributing word; both are empty where the text gives none and in the author's voice.

    Notes
    -----
    Paraphrase ("he said that …") is the author's voice in this edition. Misleads where a text quotes without marks, or
    sets marks around words that are nobody's speech and longer than a few words.
    """
    import pandas as pd

    check(documents, "documents", needs=("doc_id", "text"))
    titles = documents["title"] if "title" in documents.columns else [""] * len(documents)
    rows = [
        (doc_id, start, end, part, voice, speaker, cue, text[start:end])
        for doc_id, text, title in zip(documents["doc_id"], documents["text"], titles, strict=True)
        for start, end, part, voice, speaker, cue in segment(text, title or "")
    ]
    table = pd.DataFrame(rows, columns=list(COLUMNS["segments"]))
    return table.astype({"start": int, "end": int})


def segment(text: str, title: str = "") -> Iterator[tuple[int, int, str, str, str, str]]:
    """Yield ``start, end, part, voice, speaker, cue`` of each segment of one text, in order and without gaps."""
    speeches = iter(direct_speech(text))
    speech = next(speeches, None)
    for begin, stop, part in parts(text, title):
        at = begin
        while at < stop:
            while speech and speech.end <= at:
                speech = next(speeches, None)
            if speech is None or speech.start >= stop or part in _QUIET_PARTS:
                yield at, stop, part, "author", "", ""
                at = stop
            elif speech.start > at:
                yield at, speech.start, part, "author", "", ""
                at = speech.start
            else:
                end = min(speech.end, stop)
                yield at, end, part, "direct", *_told(speech)
                at = end


def _told(speech: Speech) -> tuple[str, str]:
    return speech.speaker, speech.cue
