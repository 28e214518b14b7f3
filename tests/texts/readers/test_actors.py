"""The coding of sides is read strictly, and fits the texts that it ships with."""

from __future__ import annotations

import pytest

from analysis.schema import InputError
from analysis.texts.attribution.voices import voices
from analysis.texts.readers.actors import read_sides
from analysis.texts.readers.corpus import read_corpus


def test_the_shipped_coding_names_mentions_that_the_texts_hold():
    segments = voices(read_corpus())
    there = set(zip(segments["doc_id"], segments["speaker"].fillna(""), strict=True))
    table = read_sides()
    coded = set(zip(table["doc_id"], table["speaker"], strict=True))
    assert coded <= there
    assert len(coded) == len(table) and (table["ground"] != "").all()


def test_a_mention_coded_twice_is_named_with_its_line(tmp_path):
    file = tmp_path / "sides.csv"
    file.write_text("doc_id,speaker,side\na,Ann,one\na,Ben,one\na,Ann,two\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"line 4, column speaker: 'Ann' of a occurs in line 2"):
        read_sides(file)


def test_a_missing_side_is_refused(tmp_path):
    file = tmp_path / "sides.csv"
    file.write_text("doc_id,speaker,side\na,Ann,\n", encoding="utf-8")
    with pytest.raises(InputError, match="side"):
        read_sides(file)
