"""Words are found once for all tables of a story, and the tables are the same as without them."""

from functools import partial

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

import analysis as same
from analysis.measures.reuse.deduplication import once
from analysis.texts.segmentation import words

TABLES = [
    "terms",
    "terms_by_voice",
    "terms_once",
    "dispersion",
    "tfidf",
    "similarity",
    "collocations",
    "rate_stability",
    "alignment",
    "voice_shares",
    "voice_findings",
    "words_by_speaker",
    "words_by_side",
    "words_by_side_and_voice",
    "cue_kinds_by_side",
    "last_words",
    "labels_by_speaker",
    "marker_rates_by_voice",
    "loaded_by_speaker",
    "rates",
]


def test_a_story_finds_the_words_of_its_segments_once(monkeypatch):
    story = same.read_story("data/raw")
    found = []
    monkeypatch.setattr(words, "tokens", lambda table, find=words.tokens: found.append(table) or find(table))
    for name in TABLES:
        assert len(getattr(story, name)()), name
    story.keyness(target="advocacy")
    story.kwic("iran*")
    story.marker_rates(by=["category"])
    assert len(story.sources) and len(story.markers) and len(story.names) and len(story.readability)
    assert [table is story.segments for table in found].count(True) == 1
    of_mentions = [table for table in found if table is not story.segments]  # `sources` looks for actors in them
    assert all(set(table.columns) == {"doc_id", "start", "end", "text"} for table in of_mentions)
    assert len(of_mentions) == 1


def test_tables_are_the_same_with_known_tokens_and_without():
    story = same.read_story("data/raw")
    segments, documents, known = story.segments, story.documents, story.tokens
    cases = [
        partial(same.names, segments, story.actors),
        partial(same.markers, segments, story.lexicon, story.names),
        partial(same.sources, segments, story.actors, story.cues),
        partial(same.reuse, segments, documents),
        partial(once, segments, documents, story.passages),
        partial(same.alignment, story.passages, segments),
        partial(same.collocations, segments),
        partial(same.kwic, segments, "iran*"),
        partial(same.words_by_speaker, segments),
        partial(same.loaded_by_speaker, story.markers, segments),
    ]
    for case in cases:
        assert_frame_equal(case(), case(tokens=known))


def test_a_story_counts_shared_passages_once_as_the_functions_do():
    story = same.read_story("data/raw")
    cut = once(story.segments, story.documents, story.passages)
    expected = same.count(cut, story.documents).select(part="body")
    assert_frame_equal(same.terms(story.body_once), same.terms(expected))


def test_tokens_of_other_segments_are_refused():
    segments = same.voices(pd.DataFrame({"doc_id": ["a"], "text": ["One two three."]}))
    other = same.voices(pd.DataFrame({"doc_id": ["a", "b"], "text": ["One two three.", "Four."]}))
    with pytest.raises(same.InputError, match="other segments"):
        words.tokens_of(segments, same.tokens(other))
