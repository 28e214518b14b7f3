"""The explorer in a browser, from a file: its switches, search, keys, plot, table and lines."""

from __future__ import annotations

import re
import shutil

import numpy as np
import pytest

from analysis.views.explorer.pages import write_explorer
from analysis.views.reader.pages import write_reader
from tests.browser import Visit
from tests.views.explorer.stories import ferry_documents, ferry_story


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    story = ferry_story(ferry_documents(("blog", "paper", "union")), target="union")
    write_reader(story, folder / "reader")
    write_explorer(story, folder / "explorer")
    return story, folder


@pytest.fixture
def visit(chromium, site):
    one = Visit(chromium, site[1])
    yield one
    one.close()


def opened(visit, hash=""):
    page = visit.open(f"explorer/index.html{hash}")
    page.locator("#table [data-sort]").first.wait_for()
    return page


def shown(page):
    """Return the terms that the filters leave, in the order of the table."""
    return page.evaluate("window.sameStoryExplorer.rows()")


def in_table(page):
    return page.locator("#table tbody th").all_inner_texts()


def test_it_opens_with_all_terms_in_the_order_of_the_table(visit, site):
    page = opened(visit)
    expected = site[0].keyness(target="union")
    assert sorted(shown(page)) == sorted(expected["term"])
    assert in_table(page) == shown(page)[:25]
    assert shown(page)[0] == expected["term"].iloc[0] == "crews"
    assert page.locator("#plot canvas").count() == 1


@pytest.mark.parametrize("voice", ["author", "direct"])
def test_a_voice_has_its_own_numbers(visit, site, voice):
    page = opened(visit)
    page.get_by_label("Groups").select_option("paper against all the rest")
    option = page.locator(f"#voice option[value={voice}]")
    page.locator("#table caption", has_text="paper against").wait_for()
    if option.is_disabled():  # only the papers quote
        assert voice == "direct"
        return
    page.get_by_label("Whose words").select_option(voice)
    page.locator("#table caption", has_text="author's voice").wait_for()
    assert sorted(shown(page)) == sorted(site[0].keyness(target="paper", voice=voice)["term"])


def test_the_least_number_of_texts_leaves_out_rarer_terms(visit, site):
    page = opened(visit)
    page.get_by_label("In at least so many texts").fill("12")
    table = site[0].keyness(target="union")
    expected = table.loc[table["docs_target"] + table["docs_reference"] >= 12, "term"]
    assert 0 < len(expected) < len(table) and sorted(shown(page)) == sorted(expected)
    page.get_by_label("Part of the page").select_option("all")
    page.locator("#table caption", has_text="all parts").wait_for()
    assert "news" in shown(page)  # of the headlines


def test_search_suggests_filters_and_lists_the_lines_by_voice(visit, site):
    page = opened(visit)
    page.get_by_label("Find a term").fill("brut")
    assert page.locator("#suggestions option").evaluate_all("all => all.map((one) => one.value)") == ["brutal"]
    assert in_table(page) == ["brutal"]
    page.get_by_label("Find a term").press("Enter")
    lines = page.locator("#lines")
    lines.locator("tbody tr").first.wait_for()
    assert lines.locator("h3").all_inner_texts() == [
        "In the author's voice: 18 times",
        "In quotation marks: 6 times",
    ]
    assert lines.locator("tbody tr").count() == 24
    assert "<b>union</b> 0 & “so” (union)" in lines.inner_text()
    details = page.locator("#details").inner_text()
    assert "union: 18" in details and "in 6 of 6 texts" in details and "95 %" in details and "q " in details


def test_a_line_leads_to_its_place_in_the_reader(visit):
    page = opened(visit, "#council")
    link = page.locator("#lines a", has_text="council").first
    assert re.fullmatch(r"\.\./reader/[\w.-]+\.html#\d+-\d+", link.get_attribute("href"))
    link.click()
    page.wait_for_url("**/reader/*.html#*")
    assert page.locator("#details h2").inner_text() == "“council”"


def test_offsets_count_characters_after_a_sign_of_two_units(visit):
    page = opened(visit, "#onerror")
    before, match, after, _ = page.locator("#lines tbody tr").first.locator("td").all_inner_texts()
    assert match == "onerror" and before.endswith("<img src=x ") is False and before.strip().endswith("src=x")
    assert after.startswith("='window.ran = 1'>") and page.evaluate("window.ran") is None


def test_the_plot_says_what_is_under_the_mouse_and_a_click_lists_it(visit):
    page = opened(visit)
    box = page.locator("#plot .u-over").bounding_box()
    page.get_by_label("Find a term").fill("brutal")  # one point, wherever it is
    spot = page.evaluate(
        """() => { const all = window.sameStoryExplorer.spots(); return all.length === 1 ? all[0] : null; }"""
    )
    page.mouse.move(box["x"] + spot[0] + 2, box["y"] + spot[1] + 1)
    page.locator(".tip", has_text="brutal").wait_for()
    assert "log ratio" in page.locator(".tip").inner_text()
    page.mouse.click(box["x"] + spot[0] + 2, box["y"] + spot[1] + 1)
    page.locator("#lines h2", has_text="Where “brutal” occurs").wait_for()


def test_what_is_zoomed_in_on_stays_when_a_term_is_chosen(visit):
    page = opened(visit)
    whole = page.evaluate("window.sameStoryExplorer.spots()")
    page.get_by_role("button", name="Zoom in").click()
    near = page.evaluate("window.sameStoryExplorer.spots()")
    assert near != whole
    page.locator("#table tbody button").first.click()
    page.locator("#lines tbody tr").first.wait_for()
    assert page.evaluate("window.sameStoryExplorer.spots()") == near
    page.get_by_role("button", name="Show all").click()
    np.testing.assert_allclose(page.evaluate("window.sameStoryExplorer.spots()"), whole)


def test_a_script_that_is_gone_is_named(chromium, site, tmp_path):
    shutil.copytree(site[1] / "explorer", tmp_path / "explorer")
    for name in ("view-0-author-body", "places-0"):
        (tmp_path / "explorer" / f"{name}.js").unlink()
    visit = Visit(chromium, tmp_path)
    page = opened(visit, "#council")
    page.locator("#lines", has_text="places-0.js is not beside this page").wait_for()
    page.get_by_label("Whose words").select_option("author")
    page.locator("#controls", has_text="view-0-author-body.js is not beside this page").wait_for()
    visit.context.close()


def test_everything_is_reached_by_keyboard_alone(visit):
    page = opened(visit)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "plot":
            break
    assert page.evaluate("document.activeElement.getAttribute('role')") == "application"
    page.keyboard.press("ArrowUp")
    first = page.locator("#plot [role=status]").text_content()
    assert "per 1,000" in first
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    second = page.locator("#plot [role=status]").text_content()
    assert second and second != first
    page.keyboard.press("+")
    page.keyboard.press("0")
    page.keyboard.press("Enter")
    page.locator("#lines h2").wait_for()
    word = second.partition(".")[0]
    assert page.locator("#details h2").inner_text() == word
    page.locator("#lines h2:focus").wait_for()


def test_the_table_is_sorted_and_turned(visit, site):
    page = opened(visit)
    table = site[0].keyness(target="union").sort_values(["docs_reference", "term"], ascending=[False, True])
    header = page.locator("#table [data-sort=docs_reference]")
    header.focus()
    page.keyboard.press("Enter")
    assert in_table(page) == table["term"].head(25).tolist()
    assert page.locator("#table th[aria-sort]").get_attribute("aria-sort") == "descending"
    page.get_by_role("button", name="Next page").click()
    assert in_table(page) == table["term"].iloc[25:50].tolist()
    page.locator("#table [data-sort=p]").click()
    shown_p = page.locator("#table tbody tr td:nth-child(11)").all_inner_texts()
    numbers = [float(p) for p in shown_p if p[0].isdigit()]
    assert numbers and numbers == sorted(numbers)


def test_the_other_axes_show_the_same_terms(visit):
    page = opened(visit)
    before = shown(page)
    page.get_by_label("Axes").select_option("spread")
    assert shown(page) == before
    assert "spread over the texts to the right" in page.locator("#plot").get_attribute("aria-label")


def test_two_groups_list_the_lines_of_both_alone(visit):
    page = opened(visit, "#council")
    page.locator("#lines tbody tr").first.wait_for()
    page.get_by_label("Groups").select_option("union against blog")
    page.locator("#table caption", has_text="union against blog").wait_for()
    page.locator("#lines", has_not_text="(paper)").wait_for()
    assert "(blog)" in page.locator("#lines").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_a_narrow_screen(chromium, site, scheme):
    visit = Visit(chromium, site[1], viewport={"width": 360, "height": 740}, color_scheme=scheme)
    page = opened(visit, "#brutal")
    page.locator("#lines tbody tr").first.wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.evaluate("document.querySelector('#plot canvas').getBoundingClientRect().right") <= 360
    visit.close()


def test_without_a_script_there_is_a_table_and_a_word_on_it(chromium, site):
    visit = Visit(chromium, site[1], java_script_enabled=False)
    page = visit.open("explorer/index.html")
    assert in_table(page)[0] == "crews" and len(in_table(page)) == 25
    assert "Without JavaScript" in page.locator("noscript").inner_text()
    visit.close()


def test_one_group_alone_is_drawn_too(chromium, tmp_path):
    write_explorer(ferry_story(ferry_documents(("union",))), tmp_path / "explorer")
    visit = Visit(chromium, tmp_path)
    page = opened(visit)
    assert "brutal" in in_table(page) and page.get_by_label("Axes").count() == 0
    visit.close()
