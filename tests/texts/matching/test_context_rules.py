"""The context that decides: what a cell may say, what it lets count, and what "so-called" takes in."""

from __future__ import annotations

from functools import cache

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.dictionary.context import Around
from analysis.measures.dictionary.markers import markers
from analysis.schema import InputError
from analysis.texts.matching.context_rules import CLASSES, compile_context
from analysis.texts.matching.matcher import texts_of
from analysis.texts.readers.installation import DATA
from analysis.texts.readers.lexicon import read_lexicon
from analysis.texts.segmentation.words import tokens
from tests.toys import toy

shipped = cache(read_lexicon)


def found(text: str, context: str, entry: str = "radical") -> list[str]:
    lexicon = pd.DataFrame({"entry": [entry, "hero*"], "category": "x", "loaded": True, "context": [context, ""]})
    return markers(toy({"d": text})[0], lexicon)["match"].tolist()


@pytest.mark.parametrize(
    ("text", "context", "counts"),
    [
        ("a radical change", "not followed by: change* | reform*", False),
        ("radical changes", "not followed by: change* | reform*", False),
        ("a radical group", "not followed by: change* | reform*", True),
        ("He is radical. Change came.", "not followed by: change*", True),  # another sentence
        ("radical, change-minded", "not followed by: change*", True),  # punctuation between
        ("radical, they say", "not followed by: ,", False),
        ("the radical", "preceded by: <determiner>", True),
        ("radical", "preceded by: <determiner>", False),
        ("their very radical", "preceded by: <determiner> *", True),
        ("Ann's radical", "preceded by: 's", True),
        ("the workers’ radical", "preceded by: 's", True),
        ("Ann, radical", "preceded by: 's", False),
        ("about radical 3,000", "followed by: <number>", True),
        ("a radical group of cells", "with: group", True),
        ("a radical grouping", "with: group", False),
        ("radical in a way", "followed by: in a way", True),
        ("radical in a", "followed by: in a way", False),
        ("the radical change", "preceded by: the; not followed by: change", False),
        ("the radical change", "preceded by: the || not followed by: change", True),
        ("radical change", "preceded by: the || not followed by: change", False),
    ],
)
def test_what_stands_beside_decides(text, context, counts):
    assert found(text, context) == ["radical"] * counts


@pytest.mark.parametrize(
    ("text", "matches"),
    [
        ("so-called experts met", ["so-called experts"]),
        ("so-called heroes met", ["so-called heroes"]),  # what it covers is no marker of its own
        ("the so-called Islamic State met", ["so-called Islamic State"]),
        ("so-called, heroes", ["so-called", "heroes"]),
        ("the so-called", ["so-called"]),
        ("so-called. Heroes", ["so-called", "Heroes"]),
        ("so-called “heroes”", ["so-called", "heroes"]),
        ("heroes so-called so-called heroes", ["heroes", "so-called so-called", "heroes"]),
    ],
)
def test_what_so_called_takes_in(text, matches):
    assert found(text, "covers", entry="so-called") == matches


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("after: x", "'after: x' is not a condition"),
        ("followed by x", "'followed by x' is not a condition"),
        ("followed by: x | ", "'followed by: x |' holds an empty phrase"),
        ("followed by: <noun>", "there is no class <noun>; use one of <be>"),
        ("followed by: a+b", "'a.b' is not one word"),
        ("|| with: x", "holds an empty group"),
    ],
)
def test_a_cell_that_cannot_be_read(cell, message):
    with pytest.raises(InputError, match=message):
        compile_context(cell)


def test_a_lexicon_names_the_line_of_a_wrong_context(tmp_path):
    file = tmp_path / "lexicon.csv"
    file.write_text("entry,category,loaded,context\nradical,x,true,near: y\n", encoding="utf-8")
    with pytest.raises(InputError, match="line 2, column context: 'near: y' is not a condition"):
        read_lexicon(file)


def test_the_codebook_gives_the_classes():
    codebook = (DATA / "lexicon" / "CODEBOOK.md").read_text(encoding="utf-8")
    for name, members in CLASSES.items():
        assert f"| `<{name}>` | {members} |" in codebook


@given(st.lists(st.sampled_from(["a", "b's", "c,", "d.", "E", "“", "”"]), max_size=12).map(" ".join))
def test_the_words_around_a_place_are_those_of_its_sentence(text):
    segments = toy({"d": text})[0]
    table = tokens(segments)
    around = Around(table, texts_of(segments))
    for row, sentence in enumerate(table["sentence"]):
        inside = table.index[table["sentence"] == sentence]
        assert around.whole(row).split() == [around.term(k) for k in inside]
        bare = (
            (around.before(row, 99) + f" {around.term(row)} " + around.after(row, 99))
            .replace("'s", "")
            .replace(",", "")
        )
        assert bare.split() == around.whole(row).split()


@pytest.mark.parametrize(
    ("text", "loaded"),
    [
        ("He claims that it works", ["claims"]),
        ("The claims of the court", []),
        ("They claim to know", ["claim"]),
        ("Iraq's claim that it works", []),
        ("The group claimed responsibility", []),
        ("The group claimed that it works", ["claimed"]),
        ("radical reform", []),
        ("radical groups", ["radical"]),
        ("a terrorist attack", []),
        ("the terrorist fled", ["terrorist"]),
        ("gangsters", ["gangsters"]),
        ("These lies on Monday", ["lies"]),
        ("The town lies on a river", []),
        ("She woke up", []),
        ("the woke crowd", ["woke"]),
        ("the so-called moderates met", ["so-called moderates"]),
        ("a hostile takeover", []),
        ("alleged gunman", []),
    ],
)
def test_the_shipped_lexicon_in_context(text, loaded):
    table = markers(toy({"d": text})[0], shipped())
    assert table.loc[table["loaded"], "match"].tolist() == loaded


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rather slow", ["rather"]),
        ("this rather than that", []),
        ("not this, but rather that", []),
        ("rather, they fled", []),
        ("a sanctions regime", []),
        ("the regime fell", ["regime"]),
        ("extreme weather", []),
        ("extreme views", ["extreme"]),
        ("in May they fled", []),
        ("they may flee", ["may"]),
    ],
)
def test_plain_words_in_context(text, expected):
    table = markers(toy({"d": text})[0], shipped())
    wanted = ["hedges", "contested", "amplifiers"]
    assert table.loc[table["category"].isin(wanted), "match"].tolist() == expected
