"""A corpus read with the lists of the suite, as notebooks, figures and the book need it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from analysis.measures.groups import grouped
from analysis.measures.story import Story
from analysis.texts.attribution.corrections import correct_voices
from analysis.texts.attribution.voices import voices
from analysis.texts.readers.actors import read_actors, read_sides
from analysis.texts.readers.corpus import read_corpus
from analysis.texts.readers.corrections import read_corrections
from analysis.texts.readers.frame_lists import read_frames
from analysis.texts.readers.lexicon import read_categories, read_cues, read_lexicon
from analysis.views.shared_tables import shared_segments, take_shared


def read_story(  # noqa: PLR0913 (what a corpus is read with)
    path: str | Path | None = None,
    *,
    actors: str | Path | None = None,
    speakers: str | Path | None = None,
    by: str | None = None,
    target: str | None = None,
    corrections: str | Path | None = None,
    jobs: int | None = 1,
) -> Story:
    """Read a corpus with the suite's word lists and find whose words are whose.

    Parameters
    ----------
    path
        The corpus, as `corpus.read_corpus` takes it; None is the shipped one.
    actors, speakers
        Who is who in it, as `read_actors` and `read_sides` take it. Left out, the shipped texts have the lists that
        come with them, and others have none: `actor_sheet` and `speaker_sheet` make sheets to fill in.
    by
        The column of the corpus that holds the groups that are compared; None for ``source_type``, and where nothing is
        in it, all texts are one group. Texts without a value are a group of their own, “(no source type)”, which is
        counted and on neither side of a comparison.
    target
        The group that is set against the others; None for the one with most words (`Story.target_group`).
    corrections
        What people corrected in the reader, as `read_corrections` takes it.
    jobs
        How many processes share the work (`voices`).

    Raises
    ------
    InputError
        If the corpus, a word list or the corrections cannot be read, if no text has a value in the column `by`, or if
        no text is of the group `target`.

    See Also
    --------
    read_corpus : the texts alone.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> len(story.documents), story.segments["voice"].value_counts().to_dict()["direct"]
    (5, 45)
    """
    documents, column = grouped(read_corpus(path), by, target)
    named, sides = read_actors(actors, documents=documents), read_sides(speakers, documents=documents)
    corrected = None if corrections is None else read_corrections(corrections, documents)
    segments = shared_segments(documents, corrected)
    if segments is None:
        segments = voices(documents, jobs=jobs)
        segments = segments if corrected is None else correct_voices(segments, corrected)
    lists = (read_lexicon(), named, read_cues(), read_categories(), sides)
    choices: dict[str, Any] = {"by": column, "target": target or "", "corrections": corrected}
    return take_shared(Story(documents, segments, *lists, **choices, frame_lexicon=read_frames()))
