"""Every kind of page in a browser: narrow, zoomed, dark, on paper, by keyboard, without a script."""

from __future__ import annotations

import io
import re
import unicodedata

import pypdf
import pytest

from tests.browser import Visit
from tests.views.reader.stories import DOCUMENTS, HARBOUR
from tests.views.written_pages import PAGES, write_pages

SIGNS = """name => {
  const one = document.querySelector(name), own = getComputedStyle(one);
  return [own.fontWeight >= 600, own.fontStyle, own.borderBottomStyle, own.textDecorationLine, own.textDecorationStyle,
    own.outlineStyle, own.outlineWidth].join();
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    write_pages(folder)
    return folder


def settled(visit, name, hash=""):
    """Open a page, and wait until its scripts have made what they make."""
    page = visit.open(PAGES[name] + hash)
    if name == "pair":
        for frame in (0, 1):
            page.frame_locator("iframe").nth(frame).locator("#balance table").wait_for()
    elif name == "explorer":
        page.locator("#table [data-sort]").first.wait_for()
    return page


def bare(text):
    return re.sub(r"\W+", "", unicodedata.normalize("NFKC", text))  # print has ligatures


@pytest.mark.parametrize("name", PAGES)
def test_it_fits_every_window_and_the_key_tab_leads_through_it(chromium, site, name):
    visit = Visit(chromium, site)
    for width in (1280, 640, 360):  # 640: at 200 % zoom
        visit.page.set_viewport_size({"width": width, "height": 700})
        page = settled(visit, name)
        assert visit.ask("tooWide") == [], width
        if width == 360:
            break
        visit.ask("still")
        stops = visit.ask("watch")
        for _ in range(stops + 30 * (len(page.frames) - 1)):
            page.keyboard.press("Tab")
        assert stops > 2 and visit.ask("walked", stops) == []
    assert visit.ask("wordless") == visit.ask("unsafe") == []
    assert page.evaluate("window.ran") is None
    visit.close()


@pytest.mark.parametrize("width", [1280, 900, 640, 360])
def test_what_a_mark_says_is_in_sight(chromium, site, width):
    visit = Visit(chromium, site, viewport={"width": width, "height": 640})
    page = settled(visit, "reader")
    page.locator("#text a[href]").first.click()
    said = page.locator("#details h2").bounding_box()
    assert said["y"] >= 0 and said["y"] + said["height"] <= 640
    page.keyboard.press("Escape")
    pair = settled(visit, "pair")
    frame = pair.frame_locator("iframe").first
    frame.locator("#text a[href]").first.click()
    said, around = frame.locator("#details h2").bounding_box(), pair.locator("iframe").first.bounding_box()
    assert around["y"] <= said["y"] and said["y"] + said["height"] <= around["y"] + around["height"]
    visit.close()


@pytest.mark.parametrize("name", PAGES)
def test_without_a_script_it_says_the_same_or_what_is_missing(chromium, site, name):
    with_scripts = Visit(chromium, site)
    settled(with_scripts, name)
    told = with_scripts.ask("shownText")
    with_scripts.close()
    visit = Visit(chromium, site, java_script_enabled=False)
    page = visit.open(PAGES[name])
    if name in ("pair", "explorer"):
        assert "JavaScript" in page.locator("noscript").inner_text()
    else:
        assert len(told) > 100 and visit.ask("shownText") == told
    visit.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_printed_text_is_whole_and_its_marks_differ_without_colour(chromium, site, scheme):
    visit = Visit(chromium, site, color_scheme=scheme)
    visit.page.set_viewport_size({"width": 1280 if scheme == "light" else 360, "height": 700})
    page = settled(visit, "reader")
    printed = printed_text(page)
    assert bare(HARBOUR.replace("’", "")) in bare(printed).replace("quotedAnnRoe", "").replace("paraphraseAnnRoe", "")
    assert (
        "Loaded words in this text" in printed and "shared with another text" in printed and "Switches" not in printed
    )
    page.emulate_media(media="print")
    kinds = ["main p", ".direct", ".indirect", "a.m[href]", "u", ".headline", ".key b.o"]
    signs = {kind: page.evaluate(SIGNS, kind) for kind in kinds}
    assert len(set(signs.values())) == len(kinds), signs
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    visit.close()


def test_the_printed_explorer_has_its_terms_its_lines_and_a_key_of_shapes(chromium, site):
    visit = Visit(chromium, site, color_scheme="dark")
    page = settled(visit, "explorer", "#brutal")
    page.locator("#lines tbody tr").first.wait_for()
    terms = page.locator("#table tbody th").all_inner_texts()
    printed = printed_text(page)
    assert set(terms) <= set(printed.split()) and "● ○ more in" in printed and "◆ ◇ more in" in printed
    assert "Where “brutal” occurs" in printed and "cuts would end the night boats" in " ".join(printed.split())
    page.set_viewport_size({"width": 680, "height": 900})
    page.emulate_media(media="print")
    assert visit.ask("tooWide") == []
    visit.close()


@pytest.mark.parametrize("name", ["agreement", "gathered"])
def test_a_printed_page_has_all_its_words(chromium, site, name):
    visit = Visit(chromium, site, color_scheme="dark")
    page = settled(visit, name)
    told = visit.ask("shownText")
    printed = bare(printed_text(page))
    assert [word for word in told.split() if bare(word) not in printed] == []
    visit.close()


def printed_text(page):
    paper = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4")))
    return "\n".join(sheet.extract_text() for sheet in paper.pages)


def test_two_texts_lead_to_their_own_pages_where_no_script_runs(chromium, site):
    visit = Visit(chromium, site, java_script_enabled=False)
    page = visit.open(PAGES["pair"])
    assert page.locator("noscript a").get_attribute("href") == "../texts.html"
    assert len(DOCUMENTS) == len(list((site / "reader").glob("*.html"))) - 1
    visit.close()
