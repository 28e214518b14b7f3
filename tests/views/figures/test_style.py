"""The style of all figures: colours that hold in grey, text that fits, bytes that do not change."""

from __future__ import annotations

import re
from itertools import combinations
from xml.etree import ElementTree

import matplotlib
import pandas as pd
import pytest
from matplotlib.figure import Figure

from analysis.schema import PARTS, VOICES
from analysis.views.figures import layout, style
from analysis.views.tables.phrases import counted, decimal, label, labelled, listing, number, percent, span


def luminance(colour: str) -> float:
    """Relative luminance as in WCAG 2: 0 black, 1 white."""
    parts = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in matplotlib.colors.to_rgb(colour)
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_voice_and_part_has_its_own_mark():
    assert set(VOICES) <= set(style.VOICE_MARKS)
    assert set(style.PART_LABELS) == set(PARTS)
    for marks in (style.VOICE_MARKS, style.PART_LABELS):
        assert len({mark.fill for mark in marks.values()}) == len(marks)
        assert len({mark.marker for mark in marks.values()}) == len(marks)


OF_VOICES = {voice: style.VOICE_MARKS[voice] for voice in VOICES}
OF_SOURCES = style.source_marks(["advocacy", "newswire", "blog", "tv"])


@pytest.mark.parametrize("marks", [OF_VOICES, style.PART_LABELS, OF_SOURCES])
def test_in_grey_two_marks_differ_in_lightness_or_in_hatch(marks):
    for one, other in combinations(marks.values(), 2):
        lightness = abs(luminance(one.fill) ** (1 / 3) - luminance(other.fill) ** (1 / 3))
        assert lightness > 0.15 or one.hatch != other.hatch
        assert one.marker != other.marker


@pytest.mark.parametrize("mark", [*style.VOICE_MARKS.values(), *style.PART_LABELS.values(), *OF_SOURCES.values()])
def test_writing_on_a_mark_can_be_read(mark):
    assert contrast(mark.ink, mark.fill) >= 4.5


def test_quiet_writing_can_be_read_on_white():
    assert contrast(style.GREY, "#ffffff") >= 7


def test_the_marks_of_source_types_do_not_depend_on_the_others():
    alone = style.source_marks(["newswire"])["newswire"]
    assert style.source_marks(["tv", "newswire", "advocacy"])["newswire"] == alone
    many = style.source_marks([f"kind {n}" for n in range(9)])
    assert len(many) == 9


def test_the_settings_end_with_the_context():
    before = dict(matplotlib.rcParams)
    with style.style():
        assert matplotlib.rcParams["text.parse_math"] is False
    assert dict(matplotlib.rcParams) == before


@pytest.mark.parametrize(
    "text", ["ncri-2014-transfer", "a" * 300, "$x_1$ & <script>", "لیبرتی", "日本", "", "a b\nc\td"]
)
def test_a_shortened_line_fits(text):
    assert layout.width_of(layout.shorten(text, 1.2)) <= 1.2
    for line in layout.wrap(text, 1.2):
        assert layout.width_of(line) <= 1.2


def test_shortening_keeps_both_ends_and_leaves_what_fits():
    assert layout.shorten("short", 1.2) == "short"
    cut = layout.shorten("report-of-the-committee-2014-07-13", 1.2)
    assert cut.startswith("report") and cut.endswith("13") and "…" in cut


def test_wrapping_loses_no_letter():
    text = "one two " + "x" * 200 + " three"
    assert "".join(layout.wrap(text, 1.0)).replace(" ", "") == text.replace(" ", "")


def test_text_is_as_wide_as_measured():
    with style.style():
        figure = Figure(figsize=(7, 1))
        drawn = figure.text(0, 0.5, "all voices: 4,140 words", size=9).get_window_extent().width / figure.dpi
    assert drawn == pytest.approx(layout.width_of("all voices: 4,140 words", 9), rel=0.01)


def test_drawing_twice_gives_the_same_bytes():
    kept = []
    for _ in range(2):
        with style.style():
            axes = layout.stage(None, title="Costs $5 & $6 <b>", note="a note", height=1)
        kept.append(style.drawings(axes.figure, title="Costs", alt="Nothing & <nothing>"))
    assert kept[0] == kept[1]
    assert list(kept[0]) == ["svg", "png"]
    svg = kept[0]["svg"].decode()
    assert "<title>Costs</title>" in svg and "Nothing &amp; &lt;nothing&gt;" in svg
    assert "<dc:date>" not in svg and "<script" not in svg and "<text" not in svg


def test_short_svg_has_the_same_elements_at_the_same_places(monkeypatch):
    def drawn():
        with style.style():
            axes = layout.stage(None, title="Bold title", note='a x="1.234" note', height=1)
            axes.plot([0.123, 1, 2.7], [1, 4, 2], marker="D")
            axes.bar([1, 2], [0.777, 2], hatch="....")
        return style.svg_of(axes.figure)

    short = drawn()
    monkeypatch.setattr(style, "_shorter", lambda tag: tag[0])
    long = drawn()
    assert len(short) < 0.8 * len(long)
    pairs = list(zip(*(ElementTree.fromstring(svg).iter() for svg in (short, long)), strict=True))
    assert len(pairs) > 50
    for new, old in pairs:
        assert (new.tag, (new.text or "").strip()) == (old.tag, (old.text or "").strip())
        assert SCALE.findall(new.get("transform", "")) == SCALE.findall(old.get("transform", ""))
        at, was = (
            [float(n) for name in ("x", "y", "d", "transform") for n in NUMBER.findall(one.get(name, ""))]
            for one in (new, old)
        )
        letter = new.tag.endswith("use") and len(at) < len(was)  # its place is in hundredths of its size
        assert at == pytest.approx(was[:1] if letter else was, abs=0.5 if letter else 0.01)


SCALE, NUMBER = re.compile(r"scale\(.*?\)"), re.compile(r"-?\d[\d.]*")


def test_the_title_of_axes_that_are_given_stays_within_them():
    figure = Figure(figsize=(3, 3))
    with style.style():
        axes = layout.stage(figure.subplots(), title="word " * 20, height=1)
    assert axes.get_title(loc="left").count("\n") > 1
    assert len(figure.axes) == 1


def test_numbers_in_words():
    assert number(1429) == "1,429"
    assert (counted(1, "text"), counted(0, "text")) == ("1 text", "0 texts")
    assert span(0.04, 0.38) == "4 to 38 %" and span(0.384, 0.376) == "38 %"
    assert [percent(x) for x in (0, 0.001, 0.5, 0.999, 1)] == ["0 %", "< 1 %", "50 %", "> 99 %", "100 %"]
    assert [decimal(x, 2) for x in (-0.5, float("-inf"), float("nan"))] == ["−0.50", "−∞", "–"]
    assert [listing(x) for x in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["none", "a", "a and b", "a, b and c"]


def test_labels_that_would_look_the_same_are_numbered():
    table = pd.DataFrame({"doc_id": ["b\x02", "a", "b\x01", "b\x01"], "n": 1})
    table["group"] = pd.Categorical(["x" * 99 + "y" + "x" * 99, "x" * 99 + "z" + "x" * 99, "advocacy", None])
    shown = labelled(table)
    assert shown["doc_id"].tolist() == ["b� (2)", "a", "b�", "b�"]
    assert shown["group"].iloc[2] == "advocacy" and pd.isna(shown["group"].iloc[3])
    short, numbered = shown["group"].iloc[:2]
    assert len(short) == 60 and numbered == f"{short} (2)"
    assert table["doc_id"].iloc[0] == "b\x02", "the table itself is as it was"


def test_a_label_without_anything_to_see_gets_a_sign_and_an_empty_one_stays_empty():
    assert [label(odd) for odd in ("", " \n", "\u200b", "\ud800", "می\u200cروم", "e\u0301")] == [
        "",
        *"���",
        "می\u200cروم",
        "e\u0301",
    ]
