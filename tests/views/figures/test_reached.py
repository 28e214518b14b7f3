"""What the suite reaches on annotated texts does not fall back; skipped where there are none."""

import os
from pathlib import Path

import pytest

from analysis.measures.dictionary.markers import markers
from analysis.measures.dictionary.names import names
from analysis.measures.evaluation.validation import validate_markers, validate_voices
from analysis.texts.attribution.voices import voices
from analysis.texts.readers.actors import read_actors
from analysis.texts.readers.annotations import read_gold
from analysis.texts.readers.lexicon import read_lexicon

REAL = os.environ.get("SAMESTORY_GOLD")
pytestmark = pytest.mark.skipif(not REAL, reason="SAMESTORY_GOLD names no folder of annotated texts")


def values(table):
    return {(row.measure, row.group): row.value for row in table.itertuples() if row.group_by in {"all", "outlet_type"}}


@pytest.mark.parametrize(("name", "attributed"), [("polnear_dev.jsonl", 0.86), ("polnear_more.jsonl", 0.85)])
def test_whose_words(name, attributed):
    documents, gold = read_gold(Path(REAL) / name, "voices")
    found = values(validate_voices(documents, gold, voices(documents)))
    assert found["attributed_f1", "all"] >= attributed
    assert found["speaker", "all"] >= 0.75


@pytest.mark.parametrize("name", ["polnear_dev.jsonl", "polnear_more.jsonl"])
def test_direct_speech_where_the_annotation_knows_the_marks(name):
    documents, gold = read_gold(Path(REAL) / name, "voices")
    known = documents[~documents["text"].str.contains("''", regex=False)]
    found = values(validate_voices(known, gold[gold["doc_id"].isin(known["doc_id"])], voices(known)))
    assert found["direct_f1", "all"] >= 0.96


def test_loaded_words():
    documents, gold = read_gold(Path(REAL) / "babe_dev.jsonl", "markers")
    segments = voices(documents)
    marked = markers(segments, read_lexicon(), names(segments, read_actors()))
    found = values(validate_markers(documents, gold, marked, segments))
    assert found["word_f1", "all"] >= 0.32
    assert found["text_macro_f1", "all"] >= 0.63
    partisan = (found["flagged", "partisan-left"] + found["flagged", "partisan-right"]) / 2
    assert found["flagged", "wire"] <= 0.4 * partisan
