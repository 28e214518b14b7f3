"""Pages in one file: nothing is loaded, and the picture in the tab is in the page."""

from __future__ import annotations

import pytest

from analysis.views.book.sources import TEMPLATES
from analysis.views.explorer.pages import write_explorer
from analysis.views.plain_page import ICON, plain_page
from analysis.views.reader.pages import write_reader
from tests.browser import Visit
from tests.views.reader.stories import harbour_story


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    story = harbour_story()
    write_reader(story, folder / "reader")
    write_explorer(story, folder / "explorer")
    (folder / "plain.html").write_text(plain_page("Title", "Lead", [("a", "A", "<p>x</p>")]), encoding="utf-8")
    return folder


def test_every_page_has_its_icon_in_it_and_may_show_it(chromium, site):
    for name in ("reader/harbour.html", "reader/pair.html", "explorer/index.html", "plain.html"):
        visit = Visit(chromium, site)
        page = visit.open(name)
        assert page.locator("link[rel=icon]").get_attribute("href") == ICON
        shown = page.evaluate(
            "icon => new Promise((done) => { const one = new Image(); one.src = icon;"
            " one.onload = () => done(one.naturalWidth); one.onerror = () => done(0); })",
            ICON,
        )
        assert shown > 0
        visit.close()


def test_the_book_has_the_same_icon():
    settings = {}
    exec((TEMPLATES / "conf.py").read_text(encoding="utf-8"), settings)
    assert (TEMPLATES / settings["html_favicon"]).read_text(encoding="utf-8").startswith("<svg")
