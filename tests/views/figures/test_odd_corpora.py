"""Figures of small and odd corpora: each that can be made is drawn, and is well-formed."""

from __future__ import annotations

from xml.etree import ElementTree

import pandas as pd
import pytest

from analysis import figure_table, picture, read_story
from analysis.views.figures.registry import FIGURES
from analysis.views.wording.told import Told
from tests.figure_toys import ODD

TEXTS = (
    'The minister said the camp was a "brutal terrorist base". Officials claimed that hundreds were killed there.',
    '"We saw a massacre," Ann Lee said. The ministry denied that the regime had killed anyone in the camp.',
    "Police said nothing.\x85\u202eThe regime lied\ufffe about a shameful crime, witnesses told the agency.",
)


def corpus(kinds, texts):
    """Return texts in turn, one for each kind, whose ids differ in their middle alone."""
    rows = [(f"{'x' * 150}{n}{'x' * 150}", texts[n % len(texts)], kind) for n, kind in enumerate(kinds)]
    return pd.DataFrame(rows, columns=["doc_id", "text", "source_type"])


CORPORA = {
    "names that cannot be shown": corpus(ODD[:3], TEXTS),
    "one text": corpus(["x"], TEXTS),
    "one word, and nobody quoted": corpus("xy", ["fire"]),
    "nothing but quotations, and no word": corpus("xyx", ['"Fire."', "..."]),
}
SLOW = {"specification-curve", "what-would-change"}  # drawn of one corpus


@pytest.mark.parametrize("name", CORPORA)
def test_each_figure_that_can_be_made_is_well_formed(name, tmp_path):
    CORPORA[name].to_csv(tmp_path / "texts.csv", index=False)
    story = read_story(tmp_path / "texts.csv")
    drawn = set()
    for figure in FIGURES.values():
        if not figure.of_texts or (figure.name in SLOW and name != "one text"):
            continue
        shown = picture(figure.name, story)
        if isinstance(shown, Told):
            assert shown.html().isprintable() and len(shown.html()) < 500
            continue
        drawn.add(figure.name)
        ElementTree.fromstring(shown.svg)
        assert shown.alt.isprintable() and shown.caption.isprintable()
    assert "who-is-speaking" in drawn


def test_of_twenty_short_texts_of_as_many_kinds_no_word_is_shown_that_the_target_lacks(tmp_path):
    corpus([f"kind {n}" for n in range(20)], TEXTS).to_csv(tmp_path / "texts.csv", index=False)
    table = figure_table("keyness-by-voice", read_story(tmp_path / "texts.csv"))
    assert len(table) and (table.loc[table["voice"] == "all", "n_target"] > 0).all()
