"""A corpus read with the lists of the suite, as notebooks, figures and the book need it."""

from __future__ import annotations

from pathlib import Path

from analysis.measures.story import Story
from analysis.texts.attribution.voices import voices
from analysis.texts.readers.actors import read_actors, read_sides
from analysis.texts.readers.corpus import read_corpus
from analysis.texts.readers.lexicon import read_categories, read_cues, read_lexicon


def read_story(
    path: str | Path | None = None,
    *,
    actors: str | Path | None = None,
    speakers: str | Path | None = None,
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
    jobs
        How many processes share the work (`voices`).

    Raises
    ------
    InputError
        If the corpus or a word list cannot be read.

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
    documents = read_corpus(path)
    named, sides = read_actors(actors, documents=documents), read_sides(speakers, documents=documents)
    segments = voices(documents, jobs=jobs)
    return Story(documents, segments, read_lexicon(), named, read_cues(), read_categories(), sides)
