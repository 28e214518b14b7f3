"""Validation: figures worked by hand, errors in their places, and intervals that are those of a plain loop."""

from __future__ import annotations

import random
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.evaluation.agreement import WORD, Words
from analysis.measures.evaluation.errors import marker_errors, voice_errors
from analysis.measures.evaluation.validation import validate_markers, validate_voices
from analysis.measures.spans import inside
from analysis.measures.stats.bootstrap import resamples, share_interval
from analysis.schema import COLUMNS
from analysis.texts.attribution.voices import voices
from analysis.texts.readers.annotations import read_gold
from tests.measures.evaluation.gold import MARKERS_GOLD, NO, SAID, VOICES_GOLD, write


def cut(doc_id: str, *pieces: tuple[str, str, str, str]) -> pd.DataFrame:
    """Return segments from pieces of ``voice, speaker, cue, text``."""
    rows, start = [], 0
    for voice, speaker, cue, text in pieces:
        rows.append((doc_id, start, start + len(text), "body", voice, speaker, cue, text))
        start += len(text)
    return pd.DataFrame(rows, columns=list(COLUMNS["segments"]))


@pytest.fixture
def said(tmp_path):
    documents, gold = read_gold(write(tmp_path / "gold.jsonl", VOICES_GOLD), "voices")
    segments = [
        cut(
            "a",
            ("direct", "Lee", "said", "“We won,”"),
            ("author", "", "", " Ann Lee said. The "),
            ("indirect", "Ann", "claimed", "mob lied, Bo"),
            ("author", "", "", " claimed."),
        ),
        cut("7", ("author", "", "", NO)),
    ]
    assert segments[0]["end"].iloc[-1] == len(SAID)
    return documents, gold, pd.concat(segments, ignore_index=True)


@pytest.fixture
def marked(tmp_path):
    documents, gold = read_gold(write(tmp_path / "gold.jsonl", MARKERS_GOLD), "markers")
    segments = [
        cut("a", ("author", "", "", "The evil "), ("direct", "", "", "mob lied.")),
        cut("b", ("author", "", "", "A calm, evil day.")),
        cut("c", ("author", "", "", "Sad news.")),
    ]
    rows = [
        ("a", 0, 3, "the", "hedge", False),
        ("a", 4, 8, "evil", "negative", True),
        ("a", 13, 17, "lie*", "deceit", True),
        ("b", 2, 6, "calm", "positive", True),
        ("b", 8, 12, "evil", "negative", True),
    ]
    markers = pd.DataFrame(rows, columns=["doc_id", "start", "end", "entry", "category", "loaded"])
    return documents, gold, markers, pd.concat(segments, ignore_index=True)


def value(table, measure, group_by="all", group="all"):
    """Return ``value, hits, of, n`` of the one row asked for."""
    row = table[(table["measure"] == measure) & (table["group_by"] == group_by) & (table["group"] == group)]
    assert len(row) == 1
    return tuple(row[["value", "hits", "of", "n"]].iloc[0])


def is_ratio(found, hits, of, n):
    assert found[1:] == (hits, of, n)
    assert found[0] == pytest.approx(float(Fraction(hits, of)), rel=1e-12)


def test_words_of_voices(said):
    table = validate_voices(*said)
    assert list(table.columns) == list(COLUMNS["validation"])
    assert set(table["task"]) == {"voices"}
    # People: We won The mob lied No. The suite: We won mob lied Bo.
    is_ratio(value(table, "attributed_f1"), 2 * 4, 6 + 5, 2)
    is_ratio(value(table, "attributed_precision"), 4, 5, 2)
    is_ratio(value(table, "attributed_recall"), 4, 6, 2)
    is_ratio(value(table, "direct_f1"), 2 * 2, 3 + 2, 2)
    is_ratio(value(table, "direct_recall"), 2, 3, 2)
    is_ratio(value(table, "indirect_f1"), 2 * 2, 3 + 3, 2)
    is_ratio(value(table, "attributed_f1", "outlet_type", "mainstream"), 2 * 4, 5 + 5, 1)
    is_ratio(value(table, "attributed_f1", "outlet", "Post"), 2 * 4, 5 + 5, 1)
    assert set(table["group_by"]) == {"all", "outlet_type", "outlet", "voice"}


def test_confusion_of_voices(said):
    table = validate_voices(*said)
    # The author's: Ann Lee said Bo claimed, he said.
    is_ratio(value(table, "as_author", "voice", "author"), 6, 7, 2)
    is_ratio(value(table, "as_indirect", "voice", "author"), 1, 7, 2)
    is_ratio(value(table, "as_direct", "voice", "direct"), 2, 3, 2)
    is_ratio(value(table, "as_author", "voice", "direct"), 1, 3, 2)
    is_ratio(value(table, "as_indirect", "voice", "indirect"), 2, 3, 1)


def test_speakers(said):
    documents, gold, segments = said
    table = validate_voices(documents, gold, segments)
    is_ratio(value(table, "speaker"), 1, 1, 1)  # Lee is Ann Lee; "he" names nobody and is not asked for
    is_ratio(value(table, "speaker_indirect"), 0, 1, 1)  # Ann is not Bo
    long = segments.replace({"speaker": {"Lee": "Lee " * 13}})
    is_ratio(value(validate_voices(documents, gold, long), "speaker"), 0, 1, 1)
    only_stop_words = segments.replace({"speaker": {"Lee": "the former president"}})
    is_ratio(value(validate_voices(documents, gold, only_stop_words), "speaker"), 0, 1, 1)
    possessive = segments.replace({"speaker": {"Lee": "LEE’s"}})
    is_ratio(value(validate_voices(documents, gold, possessive), "speaker"), 1, 1, 1)


def test_the_segment_with_most_of_the_words_speaks_the_first_of_equals(said):
    documents, gold, _ = said
    for first, second, right in (("Lee", "Bo", 1), ("Bo", "Lee", 0)):
        halves = cut(
            "a",
            ("direct", first, "", "“We "),
            ("direct", second, "", "won,”"),
            ("author", "", "", SAID[9:]),
        )
        assert value(validate_voices(documents, gold, halves), "speaker")[1] == right


def test_a_fourth_voice_is_shown_and_attributes_nothing(said):
    documents, gold, segments = said
    table = validate_voices(documents, gold, segments.replace({"voice": {"indirect": "thought"}}))
    is_ratio(value(table, "as_thought", "voice", "indirect"), 2, 3, 1)
    is_ratio(value(table, "attributed_recall"), 2, 6, 2)


def test_a_text_that_the_suite_leaves_out_is_the_authors(said):
    documents, gold, segments = said
    is_ratio(value(validate_voices(documents, gold, segments.iloc[:0]), "attributed_recall"), 0, 6, 2)


def test_markers(marked):
    table = validate_markers(*marked)
    assert list(table.columns) == list(COLUMNS["validation"])
    # People: evil mob, Sad. The suite: evil lied, calm evil.
    is_ratio(value(table, "word_f1"), 2 * 1, 3 + 4, 3)
    is_ratio(value(table, "word_precision"), 1, 4, 3)
    is_ratio(value(table, "word_recall"), 1, 3, 3)
    is_ratio(value(table, "text_f1"), 2 * 1, 2 + 2, 3)
    is_ratio(value(table, "text_precision"), 1, 2, 3)
    is_ratio(value(table, "text_recall"), 1, 2, 3)
    is_ratio(value(table, "flagged"), 2, 3, 3)
    is_ratio(value(table, "labelled"), 2, 3, 3)
    macro, hits, of, n = value(table, "text_macro_f1")
    assert macro == pytest.approx((1 / 2 + 0) / 2)  # of the texts that are not loaded, none is left alone
    assert hits is pd.NA and of is pd.NA and n == 3
    is_ratio(value(table, "flagged", "outlet_type", "wire"), 0, 1, 1)
    is_ratio(value(table, "annotated", "category", "negative"), 1, 2, 2)
    is_ratio(value(table, "annotated", "category", "hedge"), 0, 1, 1)
    is_ratio(value(table, "word_f1", "voice", "author"), 2 * 1, 2 + 3, 3)
    is_ratio(value(table, "word_f1", "voice", "direct"), 0, 1 + 1, 1)


def test_nothing_to_measure_is_empty_and_one_text_has_no_interval(marked):
    table = validate_markers(*marked)
    empty, hits, of, n = value(table, "word_f1", "voice", "indirect")
    assert pd.isna(empty)
    assert (hits, of, n) == (0, 0, 0)
    wire = table[table["group"] == "wire"]
    assert wire["value"].notna().any()
    assert wire[["low", "high"]].isna().all(axis=None)
    rest = table[(table["n"] > 1) & table["value"].notna()]
    assert ((rest["low"] <= rest["value"]) & (rest["value"] <= rest["high"])).all()


def test_texts_without_words_measure_nothing(tmp_path):
    rows = [{"id": "a", "text": "", "quotes": []}, {"id": "b", "text": "… !", "quotes": []}]
    documents, gold = read_gold(write(tmp_path / "gold.jsonl", rows), "voices")
    table = validate_voices(documents, gold, voices(documents))
    assert table["value"].isna().all()
    assert len(voice_errors(documents, gold, voices(documents))) == 0


def test_errors_of_voices(said):
    table = voice_errors(*said)
    assert list(table.columns) == list(COLUMNS["errors"])
    shown = ["kind", "rank", "n", "of", "item", "doc_id", "match", "gold", "suite", "sentence"]
    second = "The mob lied, Bo claimed."
    assert table[shown].to_numpy().tolist() == [
        ["missed_attribution", 1, 1, 3, "claimed", "a", "The mob lied", "Bo", "", second],
        ["missed_attribution", 2, 1, 1, "", "7", "“No,”", "he", "", NO],
        ["invented_attribution", 1, 1, 3, "claimed", "a", "mob lied, Bo", "", "Ann", second],
        ["wrong_speaker", 1, 3, 3, "claimed", "a", "The mob lied", "Bo", "Ann", second],
    ]
    assert table[["start", "end"]].to_numpy().tolist() == [[24, 36], [0, 5], [28, 40], [24, 36]]
    documents, gold, segments = said
    silent = voice_errors(documents, gold, segments.assign(speaker=""), top=1)
    assert silent["kind"].tolist() == ["missed_attribution", "invented_attribution", "no_speaker"]


def test_errors_of_markers(marked):
    documents, gold, markers, _ = marked
    table = marker_errors(documents, gold, markers)
    shown = ["kind", "rank", "n", "of", "item", "doc_id", "start", "match", "suite", "sentence"]
    assert table[shown].to_numpy().tolist() == [
        ["not_annotated", 1, 1, 1, "lie*", "a", 13, "lied", "deceit", "The evil mob lied."],
        ["not_annotated", 2, 1, 1, "calm", "b", 2, "calm", "positive", "A calm, evil day."],
        ["not_annotated", 3, 1, 2, "evil", "b", 8, "evil", "negative", "A calm, evil day."],
        ["missed_word", 1, 1, 1, "mob", "a", 9, "mob", "", "The evil mob lied."],
        ["missed_word", 2, 1, 1, "sad", "c", 0, "Sad", "", "Sad news."],
    ]
    assert len(marker_errors(documents, gold.iloc[:0], markers.iloc[:0])) == 0


SPANS = st.lists(st.tuples(st.sampled_from("xyz"), st.integers(-3, 30), st.integers(-3, 30)), max_size=8)


@given(st.lists(st.text("ab-'’ _é1", max_size=20), min_size=2, max_size=2), SPANS)
def test_a_word_is_in_the_span_that_holds_its_first_character(texts, spans):
    documents = pd.DataFrame({"doc_id": ["x", "y"], "text": texts})
    table = pd.DataFrame(spans, columns=["doc_id", "start", "end"]).astype({"start": int, "end": int})
    words = Words.of(documents)
    expected = [
        any(name == doc_id and a <= match.start() < b for name, a, b in spans)
        for doc_id, text in zip("xy", texts, strict=True)
        for match in WORD.finditer(text)
    ]
    assert inside(words.table, table).tolist() == expected


@given(st.lists(st.tuples(st.sampled_from(["author", "direct", "indirect"]), st.text("ab .”“")), max_size=8))
def test_who_agrees_with_the_suite_scores_one(pieces):
    segments = cut("x", *((voice, "Bo", "", text) for voice, text in pieces))
    documents = pd.DataFrame({"doc_id": ["x"], "text": ["".join(text for _, text in pieces)]})
    spans = segments[segments["voice"] != "author"].reset_index(names="annotation").assign(kind="attributed")
    gold = pd.concat([spans, spans[spans["voice"] == "direct"].assign(kind="direct")])[list(COLUMNS["gold"])]
    table = validate_voices(documents, gold, segments)
    assert set(table.loc[table["measure"].str.endswith(("f1", "recall", "precision")), "value"].dropna()) <= {1.0}
    assert len(voice_errors(documents, gold, segments)) == 0


@pytest.mark.parametrize("n", [1, 2, 3, 64, 100])
def test_resamples_are_those_of_a_plain_loop(n):
    rng = random.Random(0)
    plain = [np.bincount([rng.randrange(n) for _ in range(n)], minlength=n) for _ in range(1000)]
    np.testing.assert_array_equal(np.concatenate(list(resamples(n))), plain)


def test_resamples_come_in_blocks(monkeypatch):
    whole = np.concatenate(list(resamples(7)))
    monkeypatch.setattr("analysis.measures.stats.bootstrap._BLOCK", 50)
    blocks = list(resamples(7))
    assert len(blocks) > 1
    np.testing.assert_array_equal(np.concatenate(blocks), whole)


def test_the_interval_of_a_mean_is_near_that_of_theory():
    counts = np.array([[i % 2, 1] for i in range(400)])
    low, high = share_interval(counts, lambda sums: sums[:, :1] / sums[:, 1:])[:, 0]
    assert low == pytest.approx(0.5 - 1.96 * 0.025, abs=0.01)
    assert high == pytest.approx(0.5 + 1.96 * 0.025, abs=0.01)
