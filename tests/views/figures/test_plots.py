"""Every figure: nothing lies over anything else, the title is the finding, the alt text holds the numbers."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from itertools import combinations
from xml.etree import ElementTree

import pandas as pd
import pytest
from matplotlib.figure import Figure
from PIL import Image

from analysis.views.figures import style
from analysis.views.figures.plots import agency as plots_agency
from analysis.views.figures.plots import frames as plots_frames
from analysis.views.figures.plots import keyness as plots_contrast
from analysis.views.figures.plots import markers_and_names as plots_wording
from analysis.views.figures.plots import over_time as plots_over_time
from analysis.views.figures.plots import readability as plots_readability
from analysis.views.figures.plots import reuse as plots_reuse
from analysis.views.figures.plots import robustness as plots_change
from analysis.views.figures.plots import robustness as plots_robustness
from analysis.views.figures.plots import sides as plots_sides
from analysis.views.figures.plots import terms as plots_dispersion
from analysis.views.figures.plots import terms as plots_terms
from analysis.views.figures.plots import told as plots_told
from analysis.views.figures.plots import voices as plots_voices
from analysis.views.figures.plots import wordshift as plots_wordshift
from analysis.views.figures.style import drawings
from analysis.views.tables.phrases import labelled
from tests.drawn import texts_of
from tests.figure_toys import (
    HOSTILE,
    LONG,
    NAN,
    ODD,
    acts,
    cue_kinds,
    frames,
    labels,
    mention_rows,
    over_time,
    pairs,
    places,
    quotations,
    rates,
    ratios,
    readable,
    shared,
    shifts,
    speaking,
    specifications,
    terms,
    voices,
    weights,
)

FIGURES = {
    "voices": (plots_voices.plot_voices, plots_voices.voices_title, plots_voices.voices_alt, voices),
    "frequent": (plots_terms.plot_frequent, plots_terms.frequent_title, plots_terms.frequent_alt, terms),
    "tfidf": (plots_terms.plot_tfidf, plots_terms.tfidf_title, plots_terms.tfidf_alt, weights),
    "dispersion": (
        plots_dispersion.plot_dispersion,
        plots_dispersion.dispersion_title,
        plots_dispersion.dispersion_alt,
        places,
    ),
    "similarity": (
        plots_contrast.plot_similarity,
        plots_contrast.similarity_title,
        plots_contrast.similarity_alt,
        pairs,
    ),
    "keyness": (plots_contrast.plot_keyness, plots_contrast.keyness_title, plots_contrast.keyness_alt, ratios),
    "markers": (plots_wording.plot_markers, plots_wording.markers_title, plots_wording.markers_alt, rates),
    "agency": (plots_agency.plot_agency, plots_agency.agency_title, plots_agency.agency_alt, acts),
    "readability": (
        plots_readability.plot_readability,
        plots_readability.readability_title,
        plots_readability.readability_alt,
        readable,
    ),
    "told": (plots_told.plot_mentions, plots_told.mentions_title, plots_told.mentions_alt, mention_rows),
    "over_time": (
        plots_over_time.plot_over_time,
        plots_over_time.over_time_title,
        plots_over_time.over_time_alt,
        over_time,
    ),
    "frames": (plots_frames.plot_frames, plots_frames.frames_title, plots_frames.frames_alt, frames),
    "names": (plots_wording.plot_names, plots_wording.names_title, plots_wording.names_alt, labels),
    "quoted": (plots_sides.plot_quoted, plots_sides.quoted_title, plots_sides.quoted_alt, quotations),
    "speaking": (plots_sides.plot_speaking, plots_sides.speaking_title, plots_sides.speaking_alt, speaking),
    "cues": (plots_sides.plot_cues, plots_sides.cues_title, plots_sides.cues_alt, cue_kinds),
    "curve": (
        plots_robustness.plot_specifications,
        plots_robustness.specifications_title,
        plots_robustness.specifications_alt,
        specifications,
    ),
    "change": (
        plots_change.plot_change,
        plots_change.change_title,
        plots_change.change_alt,
        specifications,
    ),
    "reuse": (plots_reuse.plot_reuse, plots_reuse.reuse_title, plots_reuse.reuse_alt, shared),
    "wordshift": (
        plots_wordshift.plot_wordshift,
        plots_wordshift.wordshift_title,
        plots_wordshift.wordshift_alt,
        shifts,
    ),
}


def hard(names):
    """Return a table for each figure in which texts, groups and words are called by these five names."""
    return {
        "voices": voices(names, (0, 1, 2, 3, 4)),
        "frequent": terms(names, names[:3]),
        "tfidf": weights(names, names),
        "dispersion": places(names, names),
        "similarity": pairs(names),
        "keyness": ratios(names, LONG),
        "markers": rates(names, names[:3]),
        "agency": acts(names, names[:3]),
        "readability": readable(names),
        "told": mention_rows(names, [*names, *"bcdefgh"]),
        "over_time": over_time(names),
        "frames": frames(names, names),
        "names": labels(names, names[:2], names[:4]),
        "quoted": quotations(names, names[:2]),
        "speaking": speaking(names, names[:2]),
        "cues": cue_kinds([*names, *"bcdef"], names[:2], names),
        "curve": specifications((names[0] + " " + LONG,), names, LONG),
        "change": specifications(names, names, LONG),
        "reuse": shared(names, ("2020-01-02T10:00:00+00:00", "", "2020", LONG, ""), n=5, opening=LONG),
        "wordshift": shifts([*names, *"bcdefghijklmnop"], [9e3, -1e4, *[0.5, -0.25] * 9], names[2:4]).assign(
            contribution_low=-2e4,
            contribution_high=1e4,
            n_target=10**6,
            docs_target=10**5,
            difference_low=-2e4,
            difference_high=1e4,
        ),
    }


HARD, UNSEEN = hard(HOSTILE), hard(ODD)
ONE = {
    "voices": voices().head(3),
    "frequent": terms(("one",), ("x",)),
    "tfidf": weights(("one",), ("a",)),
    "dispersion": places(("one",), ("a",)),
    "similarity": pairs(("a", "b")).assign(cosine=1.0),
    "keyness": ratios(("one",)).head(1),
    "markers": rates((), ("x",)).head(1).assign(n=0, per_1000=0.0, per_1000_low=NAN, per_1000_high=NAN),
    "agency": acts((), ("x",)).head(1).assign(acts=0, nouns=0, without_agent=0, others=0, docs=0, share=NAN),
    "readability": readable(("x",)).tail(1),
    "told": mention_rows(("one",), ("x",), ("quantity",), n_docs=9),
    "over_time": over_time(("x",), ("2014",)),
    "frames": frames(("one",), ("x",), ("own",)).assign(n=0, per_1000=NAN, per_1000_low=NAN, per_1000_own=NAN, words=0),
    "names": labels(("one",), ("x",), ()),
    "quoted": quotations(("Ann",), ("x",)),
    "speaking": speaking(("Ann",), ("x",)).head(1),
    "cues": cue_kinds(("neutral",), ("x",), ("Ann",)),
    "curve": specifications().head(1),
    "change": specifications(("one",), ("a",)),
    "reuse": shared(("a", "b"), ("", "")).assign(last_b=98, similarity=1.0),
    "wordshift": shifts(("one",), (0.0,)),
}


def table_of(name, case):
    make = FIGURES[name][3]
    return {"toy": make(), "hard": HARD[name], "unseen": UNSEEN[name], "one": ONE[name], "none": make().head(0)}[case]


@cache
def laid_out(name, case):
    """Return a figure, and every text of it with its box; each figure is plotted and laid out once."""
    figure = FIGURES[name][0](table_of(name, case)).figure
    return figure, texts_of(figure)


@pytest.mark.parametrize("case", ["toy", "hard", "unseen", "one", "none"])
@pytest.mark.parametrize("name", FIGURES)
def test_no_text_lies_over_another_or_off_the_page(name, case):
    title = FIGURES[name][1]
    figure, boxes = laid_out(name, case)
    page = figure.bbox
    for text, box in boxes:
        inside = box.x0 >= -1 and box.y0 >= -1 and box.x1 <= page.x1 + 1 and box.y1 <= page.y1 + 1
        assert inside, f"{text.get_text()!r} is off the page"
    for (one, a), (other, b) in combinations(boxes, 2):
        over = min(a.x1, b.x1) - max(a.x0, b.x0) > 1 and min(a.y1, b.y1) - max(a.y0, b.y0) > 1.5
        assert not over, f"{one.get_text()!r} lies over {other.get_text()!r}"
    heading = next(text.get_text() for text, _ in boxes if text.get_gid() == "title")
    assert heading.replace("\n", "").replace(" ", "") == title(labelled(table_of(name, case))).replace(" ", "")


@pytest.mark.parametrize("name", FIGURES)
def test_whatever_a_file_calls_things_svg_is_well_formed_and_png_opens(name, monkeypatch):
    monkeypatch.setitem(style.RC, "savefig.dpi", 40.0)  # few pixels: letters are what is tried
    _, title, alt, _ = FIGURES[name]
    table = UNSEEN[name]
    made = drawings(laid_out(name, "unseen")[0], title=title(table), alt=alt(table))
    assert "\u202e" not in "".join(ElementTree.fromstring(made["svg"]).itertext())
    with Image.open(BytesIO(made["png"])) as image:
        image.verify()


@pytest.mark.parametrize("name", FIGURES)
def test_no_text_is_read_as_a_formula_and_none_is_smaller_than_the_rest(name):
    for text, _ in laid_out(name, "hard")[1]:
        assert not text.get_parse_math()
        assert text.get_fontsize() >= 8.5


@pytest.mark.parametrize("name", FIGURES)
def test_a_plot_changes_neither_its_table_nor_the_settings_and_draws_in_axes_that_are_given(name):
    import matplotlib

    plot, title, _, make = FIGURES[name]
    table, before = make(), dict(matplotlib.rcParams)
    kept = table.copy(deep=True)
    figure = Figure(figsize=(9, 6))
    given = figure.subplots()
    assert plot(table, ax=given) is given
    assert given.get_title(loc="left").replace("\n", " ") == title(table)
    assert len(figure.axes) == 1
    pd.testing.assert_frame_equal(table, kept)
    assert dict(matplotlib.rcParams) == before


@pytest.mark.parametrize(
    ("name", "numbers"),
    [
        ("voices", ["75 %", "25 %", "4 words", "headline 5"]),
        ("frequent", ["30.0", "3 times", "100 words in 2 texts"]),
        ("tfidf", ["0.25", "2 times"]),
        ("dispersion", ["2 times", "1 of them", "1 of 2 texts", "0.50"]),
        ("similarity", ["0.50", "3 pairs"]),
        ("keyness", ["8×", "1.41× to no end", "counts 8 and 0", "4×", "0.707× to 16×", "counts 4 and 1"]),
        ("markers", ["2.0 (0.5 to 7.0)", "1,000 words", "Fear 2"]),
        (
            "agency",
            ["x, own words, 8 acts: 75 % (50 to 90 %), nouns 50 %, passives without an agent 25 %", "Killing: "],
        ),
        ("readability", ["in quotation marks, 2 of 8 texts: 30.0 words a sentence (28.0 to 32.0), reading ease 50.0"]),
        (
            "over_time",
            ["x, quoted or reported words: 12 % in 2014-01 and 50 % in 2014-04; 1 period without; rises, +30.0"],
        ),
        ("frames", ["x, 1,000 words, 6 texts: Conflict 4.0 (2.0 to 9.0) (usually 3.0), own 2.0, in 3 of 6 texts"]),
        ("names", ["2 names", "3 x in its own words", "1 North, quoted in x"]),
        ("quoted", ["60 quoted words", "North 50 %, 30 words in 2 quotations"]),
        ("speaking", ["80 attributed words", "North 40 words (50 %): 20 quoted, 20 paraphrased; 20 anonymous"]),
        ("cues", ["4 attributed passages", "North (2): neutral 1, doubting 1"]),
        ("wordshift", ["+3.00 in all", "+4.50 up", "−1.50 down", "“two” −1.50 (5 and 1 uses, in 2 and 1 texts)"]),
    ],
)
def test_alt_texts_hold_the_numbers(name, numbers):
    _, _, alt, make = FIGURES[name]
    said = alt(make())
    for number in numbers:
        assert number in said
