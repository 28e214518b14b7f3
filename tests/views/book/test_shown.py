"""What a notebook shows on a page: tables, pictures and formulas, escaped and for people."""

from __future__ import annotations

import pandas as pd
import pytest
from matplotlib.figure import Figure

from analysis.views.tables.display import Picture, show
from tests.pages import Page
from tests.views.book.test_build import HOSTILE


def test_a_table_is_escaped_rounded_and_counted():
    table = pd.DataFrame({"term": [HOSTILE, "b", None], "n": [1234, 2, 3], "p": [0.12345, -3e-9, float("nan")]})
    shown = show(table, caption=HOSTILE, limit=2, labels={"n": HOSTILE})
    page = Page(shown._repr_html_())
    assert page.shown.count(HOSTILE) == 3
    assert page.tags == [
        "div",
        "table",
        "caption",
        "thead",
        "tr",
        "th",
        "th",
        "th",
        "tbody",
        *["tr", "td", "td", "td"] * 2,
        "p",
    ]
    assert shown.rows[0][1:] == ("1,234", "0.123")
    assert shown.rows[1][1:] == ("2", ">−0.001")
    assert shown.numeric == (False, True, True)
    assert "1 more row not shown." in page.shown
    assert repr(shown).splitlines()[-1] == "1 more row not shown."
    assert show(table, caption="", limit=None).rows[2] == ("–", "3", "–")


def test_short_cells_are_not_broken_and_an_empty_table_is_shown():
    table = pd.DataFrame({"date": ["2014-01-20", ""], "text": ["x" * 21, "y"], "n": [1, 2]})
    shown = show(table, caption="c")._repr_html_()
    left, right = 'style="text-align:left"', 'style="text-align:right"'
    cells = f'<td class="ss-s" {left}>2014-01-20</td><td {left}>{"x" * 21}</td><td class="ss-n" {right}>1</td>'
    assert cells in shown and f'<th scope="col" class="ss-n" {right}>uses</th>' in shown
    assert "<tbody>\n\n</tbody>" in show(table.head(0), caption="c")._repr_html_()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.005e3, "1,005.00"),
        (-2.5, "−2.50"),
        (float("-inf"), "−∞"),
        (True, "yes"),
        (pd.NA, "–"),
        (-7, "−7"),
        (0.0, "0.000"),
    ],
)
def test_a_cell_is_written_for_people(value, text):
    assert show(pd.DataFrame({"x": [value]}), caption="").rows == ((text,),)


def test_a_picture_is_the_same_twice_and_says_what_it_shows():
    figure = Figure()
    figure.add_subplot().set_title(HOSTILE, parse_math=False)
    first, second = (Picture(figure, alt=HOSTILE, caption=HOSTILE, name="x") for _ in range(2))
    assert first.html() == second.html()
    page = Page(first.html())
    assert (page.tags, page.shown, page.wordless) == (["figure", "div", "img", "figcaption"], HOSTILE, [])
    assert first._repr_mimebundle_()["text/plain"] == f"[Figure: {HOSTILE}]"
    with pytest.raises(ValueError, match="alt text"):
        Picture(figure, alt=" ")


def test_a_formula_carries_its_source_and_a_wrong_one_is_named():
    from analysis.views.book.sphinx import mathml

    made = mathml('a < "b"', "inline")
    assert 'alttext="a &lt; &quot;b&quot;"' in made
    assert made.startswith("<math ")
    with pytest.raises(ValueError, match="cannot be read"):
        mathml("a_b_c", "block")
    with pytest.raises(ValueError, match=r"holds \\nosuch"):
        mathml(r"\nosuch{a}", "block")
