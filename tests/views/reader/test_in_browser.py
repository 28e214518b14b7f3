"""The reader in a browser, from a file: what its switches, marks, links, corrections and keys do."""

from __future__ import annotations

import csv
import json

import pytest

import analysis as same
from analysis.views.reader.pages import write_reader
from tests.browser import Visit
from tests.views.reader.stories import DOCUMENTS, HARBOUR, harbour_story


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site") / "reader"
    story = harbour_story()
    write_reader(story, folder)
    return story, folder


@pytest.fixture
def visit(chromium, site):
    one = Visit(chromium, site[1])
    yield one
    one.close()


def balance(page):
    return page.evaluate("window.sameStoryBalance")


def select_words(page, words):
    """Select words of the text as a mouse does."""
    page.evaluate(
        """words => {
          const walk = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
          const nodes = [];
          while (walk.nextNode())
            if (!walk.currentNode.parentElement.closest("[data-skip]")) nodes.push(walk.currentNode);
          const whole = nodes.map((node) => node.data).join("");
          const at = whole.indexOf(words);
          const place = (offset) => {
            for (const node of nodes) {
              if (offset <= node.data.length) return [node, offset];
              offset -= node.data.length;
            }
          };
          const range = document.createRange();
          range.setStart(...place(at));
          range.setEnd(...place(at + words.length));
          getSelection().removeAllRanges();
          getSelection().addRange(range);
          document.getElementById("text").dispatchEvent(new MouseEvent("mouseup", { bubbles: true }));
        }""",
        words,
    )


def test_the_balance_is_what_the_tables_say_and_follows_the_switches(visit, site):
    page = visit.open("harbour.html")
    rates = site[0].marker_rates_by_voice(by="doc_id")
    own = rates[(rates["group"] == "harbour") & (rates["category"] == "all")].set_index("voice")
    for voice in own.index:
        assert balance(page)["voices"][voice] == {"words": own.loc[voice, "words"], "loaded": own.loc[voice, "n"]}
    assert balance(page)["together"]["words"] == own["words"].sum()
    page.get_by_label("in quotation marks").uncheck()
    assert balance(page)["together"]["words"] == own.drop("direct")["words"].sum()
    page.get_by_label("headline").check()
    headline = site[0].tokens.merge(site[0].segments.reset_index(names="segment"), on=["doc_id", "segment"])
    more = ((headline["doc_id"] == "harbour") & (headline["part"] == "headline")).sum()
    assert more > 0 and balance(page)["together"]["words"] == own.drop("direct")["words"].sum() + more


def test_a_category_switched_off_is_neither_shown_nor_counted(visit):
    page = visit.open("harbour.html")
    before = balance(page)["together"]["loaded"]
    mark = page.locator("#text a.m", has_text="brutal")
    title = mark.get_attribute("title").removeprefix("loaded wording: ").partition(";")[0]
    page.get_by_label(title).uncheck()
    after = balance(page)["together"]["loaded"]
    assert after < before
    brutal = page.locator("#text a", has_text="brutal")
    assert brutal.get_attribute("href") is None


def test_a_mark_says_what_it_is_why_who_speaks_and_how_often_it_occurs(visit):
    page = visit.open("harbour.html")
    page.locator("#text a[href]", has_text="shameful").click()
    said = page.locator("#details").inner_text()
    assert "shameful" in said and "Loaded wording" in said and "Entry" in said
    assert "in quotation marks" in said and "Ann Roe" in said
    assert "advocacy" in said and "newswire" in said and "1 of 2" in said  # texts of the wire that have it


def test_words_are_found_again_by_their_offsets(visit):
    start = HARBOUR.index("night boats")
    page = visit.open(f"harbour.html#{start}-{start + 11}")
    assert page.locator("#details h2").inner_text() == "“night boats”"
    link = page.get_by_role("link", name="Link to these words")
    assert link.get_attribute("href") == f"#{start}-{start + 11}"
    assert page.evaluate("CSS.highlights.has('passage')")


def test_offsets_count_characters_and_not_units_of_the_browser(visit, site):
    odd = DOCUMENTS["text"].iloc[2]
    start = odd.index("shameful")
    page = visit.open(f"odd-b.html#{start}-{start + 8}")
    assert page.locator("#details h2").inner_text() == "“shameful”"


def test_nothing_in_a_text_runs(visit):
    page = visit.open("odd-b.html")
    assert page.evaluate("window.ran") is None
    assert "<script>window.ran = 1</script>" in page.locator("#text").inner_text()
    assert page.locator("h1").inner_text() == "<i>odd</i> & “so”"


def test_a_shared_passage_leads_to_the_other_text(visit):
    page = visit.open("harbour.html")
    page.locator("#text u").first.click()
    page.locator("#details").get_by_role("link", name="Council sets out ferry plan").click()
    page.wait_for_url("**/council.html#*")
    assert "The plan was published on Monday" in page.locator("#details h2").inner_text()


def test_corrections_are_counted_kept_and_given_to_the_suite(chromium, site, tmp_path):
    story, folder = site
    visit = Visit(chromium, folder)
    page = visit.open("harbour.html")
    before = balance(page)["voices"]
    select_words(page, "The council denied it.")
    page.get_by_text("Correct whose words these are").click()
    page.get_by_label("These words are").select_option("indirect")
    page.get_by_label("Speaker, as the text names them").fill("The council")
    page.get_by_role("button", name="Correct", exact=True).click()
    page.locator("#text a[href]", has_text="brutal").click()
    page.get_by_role("button", name="Not loaded here").click()
    after = balance(page)["voices"]
    assert (
        after["indirect"]["words"] + after["author"]["words"] == before["indirect"]["words"] + before["author"]["words"]
    )
    assert after["author"]["words"] < before["author"]["words"]
    page.reload()
    assert balance(page)["voices"] == after  # nothing is lost
    with page.expect_download() as caught:
        page.locator("#corrections").get_by_role("button", name="Export").click()
    file = tmp_path / "corrections.csv"
    caught.value.save_as(file)
    visit.close()

    table = same.read_corrections(file, DOCUMENTS)
    assert sorted(table["what"]) == ["marker", "speaker", "voice"]
    assert all(HARBOUR[row.start : row.end] == row.words for row in table.itertuples())
    segments = same.correct_voices(story.segments, table)
    corrected = same.Story(
        DOCUMENTS, segments, story.lexicon, story.actors, story.cues, story.categories, story.sides, corrections=table
    )
    rates = corrected.marker_rates_by_voice(by="doc_id")
    own = rates[(rates["group"] == "harbour") & (rates["category"] == "all")].set_index("voice")
    assert {voice: {"words": own.loc[voice, "words"], "loaded": own.loc[voice, "n"]} for voice in own.index} == after

    other = Visit(chromium, folder)  # another person's browser
    page = other.open("harbour.html")
    page.locator("#corrections summary").click()
    page.locator("#corrections input[type=file]").set_input_files(file)
    page.locator("#corrections [role=status]", has_text="3 read").wait_for()
    assert balance(page)["voices"] == after
    page.get_by_role("button", name="Take back “brutal”").click()
    assert balance(page)["together"]["loaded"] == sum(one["loaded"] for one in after.values()) + 1
    other.close()


def test_a_student_can_select_with_the_mouse_what_the_suite_has_marked(visit):
    page = visit.open("harbour.html")
    page.get_by_text("Code it yourself").click()
    page.get_by_label("hide the suite's marks while I code").check()
    marked = page.locator("#text a", has_text="brutal").first
    marked.scroll_into_view_if_needed()
    box = marked.bounding_box()
    page.mouse.move(box["x"] + 1, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] - 1, box["y"] + box["height"] / 2, steps=5)
    page.mouse.up()
    page.locator("#details h2", has_text="“brutal”").wait_for()
    assert page.evaluate("String(getSelection())") == "brutal"


def test_a_students_marks_outlast_a_reload_and_come_back_from_a_file(chromium, site, tmp_path):
    story, folder = site
    visit = Visit(chromium, folder)
    page = visit.open("harbour.html")
    page.get_by_text("Code it yourself").click()
    page.get_by_label("Your name, or a pseudonym").fill("Ann, “A”")
    page.get_by_label("hide the suite's marks while I code").check()
    assert page.locator("#text a").first.evaluate("one => getComputedStyle(one).outlineStyle") == "none"
    select_words(page, "brutal cuts")
    page.get_by_label("They are").select_option("cruelty")
    page.get_by_label("How sure are you?").select_option("guess")
    page.get_by_role("button", name="Mark", exact=True).click()
    assert "".join(page.locator("#text .coded").all_inner_texts()) == "brutal cuts"
    page.get_by_label("I have gone through the whole text").check()
    page.reload()
    assert "".join(page.locator("#text .coded").all_inner_texts()) == "brutal cuts"
    assert page.get_by_label("hide the suite's marks while I code").is_checked()
    with page.expect_download() as caught:
        page.locator("#coding").get_by_role("button", name="Export").click()
    file = tmp_path / caught.value.suggested_filename
    caught.value.save_as(file)
    visit.close()
    assert file.name == "coding-Ann-A-.csv"
    table = same.read_text_coding(file, DOCUMENTS, story.categories["category"].tolist())
    assert table[["coder", "words", "category", "sure"]].to_numpy().tolist() == [
        ["Ann, “A”", "brutal cuts", "cruelty", "guess"],
        ["Ann, “A”", "", "finished", ""],
    ]
    assert HARBOUR[table["start"][0] : table["end"][0]] == "brutal cuts"

    other = Visit(chromium, folder)
    page = other.open("harbour.html")
    page.get_by_text("Code it yourself").click()
    page.locator("#coding input[type=file]").set_input_files(file)
    page.locator("#coding [role=status]", has_text="2 read").wait_for()
    assert "".join(page.locator("#text .coded").all_inner_texts()) == "brutal cuts"
    page.get_by_role("button", name="Take back “brutal cuts”").click()
    assert page.locator("#text .coded").count() == 0
    other.close()


def test_what_is_typed_as_a_speaker_is_text(visit, tmp_path):
    page = visit.open("council.html")
    select_words(page, "Nobody will lose a job")
    page.get_by_text("Correct whose words these are").click()
    page.get_by_label("Speaker, as the text names them").fill('=1+1,"<script>window.ran=1</script>')
    page.get_by_role("button", name="Correct", exact=True).click()
    assert page.evaluate("window.ran") is None
    with page.expect_download() as caught:
        page.locator("#corrections").get_by_role("button", name="Export").click()
    caught.value.save_as(tmp_path / "c.csv")
    with (tmp_path / "c.csv").open(encoding="utf-8", newline="") as lines:
        row = list(csv.DictReader(lines))[-1]
    assert row["now"] == '=1+1,"<script>window.ran=1</script>'


def test_the_whole_page_works_with_the_keyboard_alone(visit):
    page = visit.open("harbour.html")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.locator("#text").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    assert page.locator("#details h2").inner_text() == "“Ferry plan”"
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("ArrowRight")
    second = page.evaluate("document.activeElement.textContent")
    assert page.evaluate("document.activeElement.matches('a[href]')") and first != second
    page.keyboard.press("Enter")
    assert second in page.locator("#details h2").inner_text()
    page.keyboard.press("Escape")
    assert page.locator("#details .hint").count() == 1
    page.keyboard.press("Tab")
    assert not page.evaluate("document.activeElement.matches('a[href]')")  # one stop for all marks


def test_words_are_marked_and_exported_with_the_keyboard_alone(visit):
    page = visit.open("harbour.html")
    keys = page.keyboard

    def go_to(place):
        for _ in range(60):
            keys.press("Tab")
            if page.evaluate("(place) => document.activeElement.matches(place)", place):
                return
        raise AssertionError(f"{place} is not reached")

    page.locator("body").press("Tab")
    keys.press("Enter")  # to the text
    keys.press("ArrowRight")
    keys.press("Shift+ArrowRight")
    go_to("#details details:last-of-type summary")
    keys.press("Enter")
    go_to("#details details[open] select")
    keys.type("Cruel")
    go_to("#details details[open] button")
    keys.press("Enter")
    assert "".join(page.locator("#text .coded").all_inner_texts()) == "Ferry plan"
    go_to("#coding input[type=text]")
    keys.type("Ann")
    go_to("#coding .row button:not([aria-label])")
    with page.expect_download() as caught:
        keys.press("Enter")
    line = caught.value.path().read_text(encoding="utf-8").splitlines()[1]
    assert line.startswith('"Ann","harbour","0","10","Ferry plan","cruelty","certain"')


def test_the_text_reads_without_a_script(chromium, site):
    visit = Visit(chromium, site[1], java_script_enabled=False)
    page = visit.open("harbour.html")
    assert page.locator("#text p").count() == 3
    assert page.locator("#text a[href]", has_text="brutal").get_attribute("title").startswith("loaded wording: ")
    visit.close()


def test_two_texts_have_the_same_switches_and_linked_passages(visit):
    page = visit.open("pair.html?a=harbour&b=council")
    left, right = (page.frame_locator("iframe").nth(i) for i in (0, 1))
    right.locator("#balance table").wait_for()
    left.get_by_text("Switches").click()
    left.get_by_label("in quotation marks").uncheck()
    right.locator("#text.no-direct").wait_for()
    left.locator("#text u").first.click()
    left.locator("#details").get_by_role("link", name="Council sets out ferry plan").click()
    right.locator("#details h2", has_text="The plan was published").wait_for()
    page.get_by_label("Text on the right").select_option(label="<i>odd</i> & “so” (newswire)")
    right.locator("h1", has_text="odd").wait_for()
    right.locator("#text.no-direct").wait_for()  # what is switched off stays so


def test_a_quotation_in_its_own_marks_gets_no_others(visit):
    page = visit.open("harbour.html")
    page.locator("#text .direct").first.dispatch_event("click")
    assert page.locator("#details h2").inner_text() == "“This is a shameful lie,”"


def test_two_texts_that_nobody_chose_are_of_two_groups(visit):
    page = visit.open("pair.html")
    left, right = (page.get_by_label(f"Text on the {side}").locator("option:checked") for side in ("left", "right"))
    assert left.inner_text().rpartition("(")[2] != right.inner_text().rpartition("(")[2]


def test_data_of_a_page_hold_no_tag(site):
    lists = (site[1] / "lists.js").read_text(encoding="utf-8")
    assert "<" not in lists and json.loads(lists.partition("=")[2].rstrip(";\n"))["parts"]
