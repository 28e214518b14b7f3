"""Figures of a corpus by any of its columns, or by none."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.text import Text

from analysis import InputError, figure_table, picture, read_story, write_figures
from analysis.views.figures.plots.keyness import plot_similarity
from analysis.views.figures.registry import FIGURES, caption_of
from tests.views.figures.test_odd_corpora import TEXTS

LONG = f"{TEXTS[0]} {TEXTS[1]}"


def story(tmp_path, *, by=None, target=None, **columns):
    """Return a story of as many texts as the columns have values."""
    n = len(next(iter(columns.values())))
    texts = [LONG if n == 2 else TEXTS[n % 3] for n in range(n)]
    table = pd.DataFrame({"doc_id": [f"t{n}" for n in range(n)], "text": texts} | columns)
    table.to_csv(tmp_path / "texts.csv", index=False)
    return read_story(tmp_path / "texts.csv", by=by, target=target)


@pytest.mark.parametrize("name", ["who-is-speaking", "frequent-words", "markers-by-voice"])
def test_figures_are_of_the_groups_in_the_column_that_is_named(tmp_path, name):
    told = story(tmp_path, by="outlet", outlet=["Sun", "Moon", "Sun"])
    assert set(figure_table(name, told)["group"]) == {"Sun", "Moon"}


def test_the_group_with_most_words_is_described_unless_another_is_named(tmp_path):
    columns = {"outlet": ["Alder", "Birch", "Birch"]}
    assert story(tmp_path, by="outlet", **columns).target_group == "Birch"
    named = story(tmp_path, by="outlet", target="Alder", **columns)
    assert set(figure_table("keyness-by-voice", named)["target"]) == {"Alder"}
    assert set(figure_table("word-shift", named)["target"]) == {"own words of Alder"}
    curve = figure_table("specification-curve", named)
    assert set(curve["finding"]) == {"attributed:Alder"}


@pytest.mark.parametrize("columns", [{"outlet": ["", "b", "c"]}, {"source_type": ["", " ", ""]}])
def test_without_a_source_type_all_texts_are_one_group(tmp_path, columns):
    said = write_figures(
        tmp_path / "new", story=story(tmp_path, **columns), names=["who-is-speaking", "frequent-words"]
    )
    assert said == []
    assert set(pd.read_csv(tmp_path / "new" / "frequent-words.csv")["group"]) == {"all texts"}
    with pytest.raises(InputError, match="nothing to compare"):
        figure_table("keyness-by-voice", story(tmp_path, **columns))


@pytest.mark.parametrize(
    ("by", "target", "told"),
    [
        ("section", None, "no column 'section'"),
        ("outlet", "Mars", r"no document has 'Mars' in the column 'outlet'; it holds: 'Moon', 'Sun'"),
    ],
)
def test_a_column_or_a_group_that_is_not_there_is_told(tmp_path, by, target, told):
    with pytest.raises(InputError, match=told):
        story(tmp_path, by=by, target=target, outlet=["Sun", "Moon", "Sun"])


@pytest.mark.parametrize(
    ("by", "columns", "said"),
    [
        ("outlet", {"outlet": ["Sun", "Moon", "Sun"]}, "group"),
        ("source_type", {"source_type": ["party", "wire", "party"]}, "kind of source"),
        (None, {"outlet": ["Sun", "Moon", "Sun"]}, "group"),
    ],
)
def test_captions_and_keys_speak_of_kinds_of_source_where_the_groups_are_these(tmp_path, by, columns, said):
    told = story(tmp_path, by=by, **columns)
    shown = {name: picture(name, told).caption for name in ("frequent-words", "markers-by-voice", "word-shift")}
    assert f"The most frequent words of each {said}, body" in shown["frequent-words"]
    assert f"category of the lexicon, {said} and voice" in shown["markers-by-voice"]
    assert f"between a {said}'s own words" in shown["word-shift"]
    drawn = plot_similarity(figure_table("similarity", told)).figure
    keys = [text.get_text() for text in drawn.findobj(Text)]
    assert f"within one {said}" in keys and all(not text or "{" not in text for text in [*keys, *shown.values()])


def test_no_caption_is_left_with_a_gap():
    table = pd.DataFrame()
    for figure in FIGURES.values():
        said = caption_of(figure, table)
        assert "{" not in said and "kind of source" not in said
