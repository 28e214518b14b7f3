"""The five texts as a story: read once in each process of the tests, and each of its tables made once."""

from __future__ import annotations

from functools import cache

from analysis.measures.story import Story
from analysis.views.read_story import read_story


@cache
def shipped_story() -> Story:
    """Return the story of the five texts, for tests that change neither it nor its tables."""
    return read_story()


def read_once(path=None, *, read=read_story, **options) -> Story:
    """Read as `read_story` does, the five texts once: a test puts this in its place."""
    return shipped_story() if path in (None, "data/raw") and not options else read(path, **options)
