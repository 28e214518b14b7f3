"""The reader in a notebook: the same text and marks in a frame, and what is shown where there are no frames."""

from __future__ import annotations

import hashlib
import json

import pandas as pd
import pytest

import analysis as same
from analysis.views.tables.phrases import visible
from tests.browser import Visit
from tests.scan import in_page
from tests.views.framed import Frame, write_file
from tests.views.reader.stories import DOCUMENTS, HARBOUR, ODD, harbour_story
from tests.views.reader.test_pages import Page


@pytest.fixture(scope="module")
def story():
    return harbour_story()


def page_of(embedded):
    return Page(Frame(embedded.html).frame["srcdoc"])


def data_of(embedded):
    """Return the lists and the numbers that the page carries."""
    html = Frame(embedded.html).frame["srcdoc"]
    blocks = (html.split(f'id="{name}">')[1].split("</script>")[0] for name in ("lists", "data"))
    return [json.loads(block) for block in blocks]


@pytest.mark.parametrize("number", range(3))
def test_the_frame_shows_the_text_letter_for_letter(story, number):
    row = DOCUMENTS.iloc[number]
    for start, shown in page_of(same.reader(story, row["doc_id"])).blocks.items():
        assert shown == visible(row["text"])[start : start + len(shown)]
    assert len(" ".join(page_of(same.reader(story, row["doc_id"])).blocks.values()).split()) == len(row["text"].split())


def test_the_output_is_one_line_asks_nobody_and_gives_the_frame_no_place_of_its_own(story):
    html = same.reader(story, "odd/<b>").html
    frame = Frame(html)
    assert "\n" not in html and list(in_page(html)) == []
    assert frame.frame["sandbox"] == "allow-scripts allow-downloads" and frame.frame["title"].startswith("Reader: ")
    assert "script" not in frame.tags and "img" not in frame.tags
    assert html == same.reader(harbour_story(), "odd/<b>").html


def test_the_marked_text_reads_without_a_frame(story):
    embedded = same.reader(story, "council")
    quoted = "[quoted, Omar Lind: “Nobody will lose a job,”] Omar Lind said. The union calls it "
    quoted += "[paraphrase, The union: a {}disaster{}]."
    assert quoted.format("*", "*") in str(embedded)
    assert " ".join(quoted.format("", "").split()) in Frame(embedded.html).text
    assert "<b>disaster</b>" in embedded.html and embedded._repr_mimebundle_().keys() == {"text/html", "text/plain"}


def test_only_what_the_text_needs_of_the_lists_is_carried(story):
    lists, data = data_of(same.reader(story, "council"))
    said = [lists["entries"][mark[2]]["entry"] for mark in data["marks"]]
    assert "disast*" in said and len(lists["entries"]) == len(set(said)) < len(story.markers["entry"].unique())
    assert [lists["texts"][row[2]][1] for row in data["passages"]] == ["Ferry plan is a disaster, says union"]


def test_of_a_long_text_whole_paragraphs_are_shown_and_that_is_said(story):
    n = len(story.tokens[story.tokens["doc_id"] == "harbour"])
    embedded = same.reader(story, "harbour", limit=n - 1)
    shown = page_of(embedded).blocks
    assert max(shown) == HARBOUR.index("Ann Roe") and shown[max(shown)].endswith("denied it.")
    counted = sum(len(block.split()) for block in shown.values())
    assert f"shown and counted here: the first {counted} of {n} words" in str(embedded)
    assert "boats running" not in str(embedded)
    _, data = data_of(embedded)
    assert data["sha256"] == hashlib.sha256(HARBOUR.encode()).hexdigest()  # corrections are of the whole text
    assert max(mark[1] for mark in data["marks"]) <= data["segments"][-1][1] <= max(shown) + len(shown[max(shown)])


def test_a_first_paragraph_that_is_too_long_is_cut_at_a_word(story):
    assert list(page_of(same.reader(story, "harbour", limit=2)).blocks.values()) == ["Ferry plan"]


def test_without_an_id_it_is_the_text_with_most_attributed_words(story):
    assert same.reader(story).html == same.reader(story, "harbour").html
    quiet = pd.DataFrame({"doc_id": ["a", "b"], "text": ["Rain fell.", "Snow fell."]})
    lists = (same.read_lexicon(), same.read_actors(documents=quiet), same.read_cues(), same.read_categories())
    none = same.Story(quiet, same.voices(quiet), *lists, same.read_sides(documents=quiet), by="doc_id")
    assert str(same.reader(none)).startswith("a\n")


def test_what_cannot_be_shown_is_said_in_a_line(story):
    with pytest.raises(same.InputError, match=r"no text has the id 'nobody'; the ids are in story\.documents"):
        same.reader(story, "nobody")
    with pytest.raises(same.InputError, match="limit 0: at least 1 word"):
        same.reader(story, limit=0)


@pytest.fixture(scope="module")
def folder(story, tmp_path_factory):
    place = tmp_path_factory.mktemp("notebook")
    for name, doc_id in (("harbour", "harbour"), ("odd", "odd/<b>")):
        write_file(same.reader(story, doc_id).html, place / f"{name}.html")
    return place


def test_in_a_browser_its_switches_marks_and_exports_work_and_it_says_that_it_keeps_nothing(chromium, folder):
    visit = Visit(chromium, folder)
    page = visit.open("harbour.html")
    inside = page.frame_locator("iframe")
    total = inside.locator("#balance .counted td").first
    before = int(total.inner_text())
    inside.get_by_label("in quotation marks").uncheck()
    assert 0 < int(total.inner_text()) < before
    inside.locator("#text a.m", has_text="brutal").click()
    said = inside.locator("#details")
    assert "Loaded wording" in said.inner_text() and said.get_by_role("link").count() == 0
    said.get_by_role("button", name="Not loaded here").click()
    assert "A notebook does not keep them" in inside.locator("#corrections [role=status]").inner_text()
    with page.expect_download() as given:
        inside.locator("#corrections").get_by_role("button", name="Export").click()
    assert '"harbour"' in given.value.path().read_text("utf-8")
    assert not page.locator(".ss-still").is_visible()
    page.emulate_media(media="print")  # a frame would print what is in sight alone
    assert page.locator(".ss-still").is_visible() and not page.locator("iframe").is_visible()
    visit.close()


def test_a_mark_that_is_chosen_is_not_under_what_is_said_of_it(chromium, folder):
    visit = Visit(chromium, folder, viewport={"width": 500, "height": 800})
    inside = visit.open("harbour.html").frame_locator("iframe")
    mark = inside.locator("#text a.m", has_text="shameful")
    mark.click()
    ends = [one.evaluate("one => one.getBoundingClientRect().toJSON()") for one in (mark, inside.locator("#details"))]
    assert 0 < ends[0]["top"] < ends[0]["bottom"] <= ends[1]["top"]
    visit.close()


def test_where_a_text_holds_scripts_none_runs_and_without_the_frame_the_marked_text_is_there(chromium, folder):
    visit = Visit(chromium, folder)
    page = visit.open("odd.html")
    assert "window.ran" in page.frame_locator("iframe").locator("#text").inner_text() and "window.ran" in ODD
    assert [frame.evaluate("window.ran === undefined") for frame in page.frames] == [True, True]
    page.evaluate("document.querySelector('iframe').remove()")
    assert page.locator(".ss-still").is_visible()
    visit.close()


def test_without_javascript_the_page_in_the_frame_shows_the_marked_text(chromium, story, tmp_path):
    inside = Frame(same.reader(story, "harbour").html).frame["srcdoc"]
    (tmp_path / "inside.html").write_text(inside, encoding="utf-8")
    visit = Visit(chromium, tmp_path, java_script_enabled=False)
    page = visit.open("inside.html")
    page.locator("#text a.m", has_text="brutal").click()
    assert page.url.endswith("inside.html")  # in a frame, "#55-61" would be a place in the notebook
    assert "night boats" in page.locator("#text").inner_text()
    assert page.locator(".side").inner_text().startswith("Without JavaScript the text and its marks can be read")
    visit.close()
