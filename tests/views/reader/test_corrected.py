"""Pages that were made with people's corrections: they count them, show where they are, and give them out again."""

from __future__ import annotations

import csv
import hashlib
from dataclasses import replace

import pandas as pd
import pytest

import analysis as same
from analysis.schema import COLUMNS
from analysis.views.explorer.pages import write_explorer
from analysis.views.reader.contents import contents
from analysis.views.reader.lists import list_pages
from analysis.views.reader.pages import write_reader
from tests.browser import Visit
from tests.views.reader.stories import HARBOUR, harbour_story
from tests.views.reader.test_in_browser import balance, select_words

QUOTED = "“This is a shameful lie,”"


@pytest.fixture(scope="module")
def corrected():
    story = harbour_story()
    marker = story.markers[story.markers["match"].str.contains("brutal")].iloc[0]
    start = HARBOUR.index(QUOTED)
    sha256 = hashlib.sha256(HARBOUR.encode()).hexdigest()
    rows = [
        ["harbour", marker.start, marker.end, "brutal cuts", "marker", f"{marker.category}: {marker.entry}", "none"],
        ["harbour", start, start + len(QUOTED), QUOTED, "voice", "direct", "author"],
    ]
    table = pd.DataFrame([[*row, sha256] for row in rows], columns=COLUMNS["corrections"])
    return replace(story, segments=same.correct_voices(story.segments, table), corrections=table)


@pytest.fixture(scope="module")
def site(corrected, tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    write_reader(corrected, folder / "reader")
    write_explorer(corrected, folder / "explorer")
    return folder


def test_every_page_says_how_many_corrections_it_counts(site, corrected):
    said = "By people: 2 corrections counted (1 of markers, 1 of voices)."
    assert said in (site / "reader" / "harbour.html").read_text(encoding="utf-8")
    assert said in (site / "explorer" / "index.html").read_text(encoding="utf-8")
    assert said in contents(corrected, list_pages(corrected))
    assert "By people" not in (site / "reader" / "council.html").read_text(encoding="utf-8")
    assert "By people" not in contents(harbour_story(), list_pages(corrected))


def test_what_was_corrected_is_shown_counted_and_exported_with_what_is_new(chromium, site, corrected):
    visit = Visit(chromium, site / "reader")
    page = visit.open("harbour.html")
    rates = corrected.marker_rates_by_voice(by="doc_id").query("group == 'harbour' and category == 'all'")
    for row in rates.itertuples():
        assert balance(page)["voices"][row.voice] == {"words": row.words, "loaded": row.n}
    page.locator("#text .given", has_text="brutal").click()
    said = page.locator("#details").inner_text()
    assert "Corrected by people" in said and "not counted as" in said
    page.get_by_role("link", name=QUOTED).click()
    assert "found as in quotation marks" in page.locator("#details").inner_text()
    select_words(page, "The council denied it")
    page.get_by_text("Correct whose words these are").click()
    page.get_by_label("These words are").select_option("indirect")
    page.get_by_role("button", name="Correct", exact=True).click()
    with page.expect_download() as download:
        page.locator("#corrections").get_by_role("button", name="Export").click()
    rows = list(csv.DictReader(download.value.path().read_text(encoding="utf-8").splitlines()))
    assert [(row["what"], row["now"]) for row in rows] == [
        ("marker", "none"),
        ("voice", "author"),
        ("voice", "indirect"),
    ]
    visit.close()
