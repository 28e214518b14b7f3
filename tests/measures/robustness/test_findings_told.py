"""Findings on what is told, worked out by hand on toy texts."""

from __future__ import annotations

import pandas as pd
import pytest

import analysis as same
from analysis.measures.robustness import findings_told as told
from analysis.measures.robustness.counted_story import CountedStory
from analysis.measures.robustness.specification import Specification

TEXTS = {
    "a": "The attack on Oslo was long. The arrest of Ann Lund came late. Guards beat a man.",
    "b": "Ann Lund left Oslo. The price rose. The cost and the price fell.",
    "c": "Ann Lund saw rain.",
    "d": "It rained. Guards beat a man.",
}
GROUPS = {"a": "x", "b": "x", "c": "x", "d": "y"}
ENTRIES = pd.DataFrame(
    {"entry": ["price*", "cost*", "attack"], "frame": ["money", "money", "fight"], "scheme": "generic", "usual": 10.0}
)


def base_of(texts=TEXTS, frames=ENTRIES, **chosen):
    documents = pd.DataFrame({"doc_id": list(texts), "text": texts.values(), "kind": [GROUPS[one] for one in texts]})
    lists = same.read_lexicon(), same.read_actors().iloc[:0], same.read_cues(), same.read_categories()
    sides = pd.DataFrame(columns=["doc_id", "speaker", "side"])
    story = same.Story(documents, same.voices(documents), *lists, sides, by="kind", frame_lexicon=frames)
    return Specification(CountedStory(story, "kind"), {"part": "body", **chosen})


def test_a_group_does_not_mention_what_most_texts_of_others_do():
    finding = told.most_mentioned_elsewhere(base_of(), "y")
    assert finding.statement == "y does not mention Ann Lund, and other texts do"
    value = finding.measure(base_of())
    assert (value.value, value.n, value.total) == (0.0, 0, 3)


def test_what_one_text_alone_mentions_is_no_finding_on_others():
    assert told.most_mentioned_elsewhere(base_of(), "x") is None


def test_mentions_of_a_kind_are_taken_together():
    value = told.not_mentioned("x", "", kind="person").measure(base_of())
    assert (value.value, value.n, value.total) == (1.0, 3, 3)
    assert told.not_mentioned("y", "", kind="person").measure(base_of()).value == 0


def test_acts_of_harm_and_force_are_told_by_nouns_or_by_verbs():
    by_noun, by_verb = (told.told_by_nouns(base_of(), group) for group in ("x", "y"))
    assert by_noun.statement == "in its own words x tells most acts of harm and force by a noun"
    assert by_verb.statement == "in its own words y tells most acts of harm and force by a verb"
    nouns, verbs = by_noun.measure(base_of()), by_verb.measure(base_of())
    assert (nouns.n, nouns.total, verbs.n, verbs.total) == (2, 3, 1, 1)


def test_a_text_left_out_takes_its_acts_with_it():
    finding = told.told_by_nouns(base_of(), "x")
    assert finding.measure(base_of(text="without a")).total == 0


def test_a_group_without_such_acts_has_no_finding_on_them():
    assert told.told_by_nouns(base_of({"b": TEXTS["b"], "c": TEXTS["c"]}), "x") is None


def test_the_frame_with_most_words_leads_by_the_difference():
    finding = told.leading_frame(base_of(), "x")
    assert finding.statement == "in x no generic frame has more words than money"
    value = finding.measure(base_of())
    assert (value.value, value.n, value.total, value.n_other, value.instead) == (0.5, 3, 4, 1, "")
    instead = finding.measure(base_of(text="without b"))
    assert (instead.value, instead.instead) == (-1.0, "fight")


@pytest.mark.parametrize("frames", [None, ENTRIES])
def test_without_a_list_of_frames_or_a_word_of_one_no_frame_leads(frames):
    assert told.leading_frame(base_of(frames=frames), "y") is None
