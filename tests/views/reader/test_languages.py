"""Texts in other languages in the reader and the explorer: each says its own, and is read from its own side."""

from __future__ import annotations

import json

import pandas as pd
import pytest

import analysis as same
from analysis.views.explorer.pages import write_explorer
from analysis.views.reader.contents import contents
from analysis.views.reader.lists import list_pages
from analysis.views.reader.pages import write_reader
from tests.browser import Visit

ENGLISH = "The plan of the council is the talk of the town, and it was called a shameful lie by Ann Roe. " * 3
PERSIAN = "کتابخانه بسته است\n\nBBC 🛥 می‌گوید: «این تصمیم شرم‌آور است» و کتابخانه باز نمی‌شود."
HEBREW = "הספרייה תיסגר בשעה 17:00, אמרה רות כהן."
GERMAN = "Die Bücherei schließt um fünf Uhr, und der Rat der Stadt hat es so beschlossen, sagte Frau Roe. " * 3


@pytest.fixture(scope="module")
def story():
    documents = pd.DataFrame(
        {
            "doc_id": ["en", "fa", "he", "de", "stated"],
            "text": [ENGLISH, PERSIAN, HEBREW, GERMAN, "Le plan."],
            "title": ["Plan", "کتابخانه", "הספרייה", "Plan", "Plan"],
            "outlet": ["Herald", "روزنامه", "עיתון", "Bote", "Sud"],
            "language": ["", None, "Hebrew", "no such language", "fr-CA"],
        }
    )
    lists = (same.read_lexicon(), same.read_actors(documents=documents), same.read_cues(), same.read_categories())
    return same.Story(documents, same.voices(documents), *lists, same.read_sides(documents=documents), by="outlet")


@pytest.fixture(scope="module")
def site(story, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    write_reader(story, folder / "reader")
    write_explorer(story, folder / "explorer")
    return folder


@pytest.fixture
def visit(chromium, site):
    one = Visit(chromium, site)
    yield one
    one.close()


def test_a_text_is_in_the_language_that_is_stated_or_in_english_where_it_reads_so(story):
    assert {page.doc_id: page.language for page in list_pages(story)} == {
        "en": "en",
        "fa": "",
        "he": "he",
        "de": "",
        "stated": "fr",
    }


def test_a_page_marks_its_text_and_not_itself_with_the_language(site, story):
    html = (site / "reader" / "he.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in html and '<div lang="he">' in html and 'dir="rtl">הספרייה' in html
    assert "does not read as English" in html
    assert "does not read as English" not in (site / "reader" / "en.html").read_text(encoding="utf-8")
    assert '<a href="reader/he.html" lang="he" dir="auto">' in contents(story, list_pages(story))
    lists = (site / "reader" / "lists.js").read_text(encoding="utf-8").removeprefix("window.sameStory=").rstrip(";\n")
    assert [row[3] for row in json.loads(lists)["texts"]] == ["en", "", "he", "", "fr"]


def test_offsets_hold_in_a_text_from_the_right_and_arrows_follow_it(visit):
    start = PERSIAN.index("تصمیم")
    page = visit.open(f"reader/fa.html#{start}-{start + 5}")
    assert page.locator("#details h2").inner_text() == "“تصمیم”"
    first = PERSIAN.split(maxsplit=1)[0]
    page.locator("#text").focus()
    page.keyboard.press("ArrowLeft")
    assert page.locator("#details h2").inner_text() == f"“{first}”"
    page.keyboard.press("Shift+ArrowLeft")
    assert page.locator("#details h2").inner_text() == f"“{first} بسته”"
    assert page.locator("p[data-at]").last.evaluate("one => getComputedStyle(one).direction") == "rtl"


def test_lines_of_a_term_from_the_right_run_from_the_right(visit):
    page = visit.open("explorer/index.html")
    page.get_by_label("Find a term").fill("کتابخانه")
    page.keyboard.press("Enter")
    table = page.locator("#lines table").first
    table.wait_for()
    assert table.get_attribute("dir") == "rtl"
    assert table.locator("a").first.inner_text() == "کتابخانه"
    page.get_by_label("Find a term").fill("plan")
    page.keyboard.press("Enter")
    page.get_by_role("heading", name="Where “plan” occurs").wait_for()
    line = page.locator("#lines table").first
    assert line.get_attribute("dir") == "ltr" and line.locator("bdi").first.get_attribute("lang") == "en"


def test_a_text_without_a_word_says_so_and_nothing_of_its_language(chromium, tmp_path):
    documents = pd.DataFrame({"doc_id": ["a", "marks", "blank"], "text": [ENGLISH, "“”—„“" * 9, " \n\n "]})
    lists = (same.read_lexicon(), same.read_actors(documents=documents), same.read_cues(), same.read_categories())
    sides = same.read_sides(documents=documents)
    write_reader(
        same.Story(documents.assign(source_type="x"), same.voices(documents), *lists, sides), tmp_path / "reader"
    )
    for name in ("marks", "blank"):
        one = Visit(chromium, tmp_path / "reader")
        page = one.open(f"{name}.html#0-3")
        assert page.locator("header .about").last.inner_text() == "There is no word in this text."
        assert page.evaluate("window.sameStoryBalance.together") == {"words": 0, "loaded": 0}
        one.close()
