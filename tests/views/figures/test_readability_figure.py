"""The figure of how the voices read: what is drawn is what the table holds, and the table is that of groups."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import analysis as same
from analysis.measures.framing.readability.text_readability import MEASURES
from analysis.measures.framing.readability.voice_readability import readability_by_voice
from analysis.schema import InputError
from analysis.views.figures.plots.readability import plot_readability, readability_title
from tests.drawn import axes_of, points, words_of
from tests.figure_toys import readable

OWN = "The rain fell on the old stone harbour all day and night. " * 10
QUOTED = "“We saw the water rise and rise until it was in the house,” Ann Lee said. " * 8


def documents_of(n_wet, n_dry):
    texts = [f"{OWN}\n\n{QUOTED}" + "It rained. " * k for k in range(n_wet)] + [OWN + "It was dry. " * n_dry] * n_dry
    outlet = ["Wet"] * n_wet + ["Dry"] * n_dry
    return pd.DataFrame({"doc_id": [f"t{k}" for k in range(len(texts))], "text": texts, "outlet": outlet})


def by_voice(documents):
    table = same.readability(same.voices(documents))
    return readability_by_voice(table, documents, by="outlet").set_index(["group", "voice"]), table


def test_the_points_are_the_lengths_and_a_voice_without_a_score_has_none():
    figure = plot_readability(readable(("x",))).figure
    ax = axes_of(figure)[1]
    assert [float(point.get_xdata()[0]) for point in points(ax, "length")] == [22.5, 30.0]
    assert [list(line.get_xdata()) for line in points(ax, "interval")] == [[18.0, 27.0], [28.0, 32.0]]
    words = words_of(figure)
    assert "own 22.5 55.0 0.80 6" in words and "paraphrased – – – 0" in words
    assert "95 % intervals over texts; with fewer than five, the range of the texts." in words


def test_the_title_says_of_how_many_texts_the_length_is_and_takes_quotations_where_no_author_has_a_score():
    table = readable(("x", "y"))
    said = "Words in an average sentence of the authors' own: 22.5 in x (6 texts), 22.5 in y (6 texts)"
    assert readability_title(table) == said
    quoted = table[table["voice"] != "author"]
    assert (
        readability_title(quoted[quoted["group"] == "x"]) == "Words in an average quoted sentence: 30.0 in x (2 texts)"
    )
    assert readability_title(table[table["n_docs"] == 0]) == "No text has words enough for a score"


def test_of_many_groups_the_title_names_the_ends():
    table = readable(tuple("abcde"))
    table.loc[table["group"] == "b", "words_per_sentence"] = 12.0
    title = "Words in an average sentence of the authors' own: from 12.0 in b to 22.5 in a (5 groups)"
    assert readability_title(table) == title


def test_the_means_and_intervals_are_those_of_the_table_of_groups():
    documents = documents_of(6, 5)
    found, table = by_voice(documents)
    groups = same.readability_by_group(table, documents, by="outlet")
    groups = groups[groups["compared_with"] == ""].set_index(["group", "voice", "measure"]).sort_index()
    for (group, voice), row in found.iterrows():
        of = groups.xs((group, voice))
        np.testing.assert_allclose(row[list(MEASURES)].astype(float), of.loc[list(MEASURES), "mean"])
        assert row["n_docs"] == of.loc["words_per_sentence", "n_docs"]
        if row["bounds"] == "95 % interval":
            assert (row["low"], row["high"]) == tuple(of.loc["words_per_sentence", ["mean_low", "mean_high"]])
    assert found.loc[("Wet", "direct"), "bounds"] == "95 % interval"
    assert found.loc[("Dry", "direct"), ["n_docs", "group_docs", "bounds"]].tolist() == [0, 5, ""]


def test_of_few_texts_the_range_is_given_and_of_one_nothing():
    found, table = by_voice(documents_of(3, 1))
    lengths = table[table["voice"] == "author"].set_index("doc_id")["words_per_sentence"]
    wet = found.loc[("Wet", "author")]
    assert (wet["low"], wet["high"], wet["bounds"]) == (lengths["t2"], lengths["t0"], "range")
    dry = found.loc[("Dry", "author")]
    assert (dry["n_docs"], dry["bounds"]) == (1, "") and dry["words_per_sentence"] == lengths["t3"]


def test_texts_that_are_all_too_short_have_no_figure_and_are_told_why():
    documents = pd.DataFrame({"doc_id": ["a"], "text": ["It rained."], "outlet": ["Wet"]})
    with pytest.raises(InputError, match="too few for a score"):
        by_voice(documents)
