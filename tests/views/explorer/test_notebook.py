"""The explorer in a notebook: the numbers of the tables, pieces that keep their places, or why it is left out."""

from __future__ import annotations

import json
import re
from io import BytesIO

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

import analysis as same
from analysis.views.explorer.lines import WIDTH
from analysis.views.explorer.notebook import LINES, excerpts
from tests.browser import Visit
from tests.scan import in_page
from tests.views.explorer.stories import ferry_documents, ferry_story
from tests.views.framed import Frame, write_file


@pytest.fixture(scope="module")
def story():
    return ferry_story(ferry_documents(("blog", "paper", "union")), target="union")


@pytest.fixture(scope="module")
def shown(story):
    return same.explorer(story, limit=20)


def carried(embedded):
    """Return what the page carries, by name."""
    html = Frame(embedded.html).frame["srcdoc"]
    return {name: json.loads(said) for name, said in re.findall(r'data-name="([\w-]+)">(.*?)</script>', html)}


def test_it_has_the_terms_with_most_evidence_and_their_numbers(story, shown):
    table = story.keyness()
    first = table.sort_values(["g2", "term"], ascending=[False, True]).head(20)
    blocks = carried(shown)
    assert blocks["terms"]["terms"].split("\n") == sorted(first["term"])
    values, *which = blocks["view-all"]["columns"]["n_target"]
    numbers = np.array([int(value) for value in values.split(",")])
    numbers = numbers[[int(at) for at in which[0].split(",")]] if which else numbers
    assert numbers.tolist() == first.set_index("term").loc[sorted(first["term"]), "n_target"].tolist()
    assert f"the 20 of {len(table)} terms" in str(shown) and "view-author" in blocks


def test_no_term_has_more_lines_than_it_says_and_each_is_where_it_says(story, shown):
    blocks = carried(shown)
    texts = dict(zip(story.documents["title"], story.documents["text"], strict=True))
    found = 0
    for term, kinds in zip(blocks["terms"]["terms"].split("\n"), blocks["places-0"], strict=True):
        for kind, n, where in kinds:
            lines = where.split(";")
            assert kind % 2 == 0 and len(lines) <= min(n, 2 * LINES)
            text = start = 0
            for one in lines:
                step, begin, length = map(int, [*one.split(), len(term)][:3])
                start = start + begin if not step and one is not lines[0] else begin
                text += step
                _, title, _, piece, _, cuts = blocks["texts-0"][text]
                at = start + next(further for begins, further in reversed(cuts) if begins <= start)
                assert piece[start : start + length].lower() == term
                assert texts[title.replace("\u202e", "�")][at : at + length].lower() == term
                found += 1
    assert found > 20


@given(st.data())
def test_pieces_keep_every_place_with_the_words_around_it(data):
    text = data.draw(st.text("ab 🛥", min_size=1, max_size=900))
    starts = sorted(data.draw(st.sets(st.integers(0, len(text) - 1), min_size=1, max_size=6)))
    table = pd.DataFrame({"text": 3, "start": starts, "length": [min(4, len(text) - start) for start in starts]})
    cut, kept = excerpts(table, ["", "", "", text])
    piece, cuts = kept[3]
    assert cut["text"].tolist() == [0] * len(starts)
    for now, start, length in zip(cut["start"], starts, cut["length"], strict=True):
        for whole, at in ((text, start), (piece, now)):
            around = whole[max(0, at - WIDTH) : at], whole[at : at + length + WIDTH]
            edges = at > WIDTH, at + length + WIDTH < len(whole)
            assert (around, edges) == (
                (text[max(0, start - WIDTH) : start], text[start : start + length + WIDTH]),
                (start > WIDTH, start + length + WIDTH < len(text)),
            )
        assert now + next(further for begins, further in reversed(cuts) if begins <= now) == start


def test_where_frames_are_left_out_there_are_a_picture_and_a_table(story, shown):
    frame = Frame(shown.html)
    assert frame.tags.count("img") == 1 and "table" in frame.tags and "script" not in frame.tags
    assert "15 terms with the strongest evidence" in frame.text and list(in_page(shown.html)) == []
    bundle = shown._repr_mimebundle_()
    assert list(bundle) == ["text/html", "image/png", "text/plain"] and "\n" not in shown.html
    assert Image.open(BytesIO(shown.png)).width > 900
    assert shown == same.explorer(ferry_story(ferry_documents(("blog", "paper", "union")), target="union"), limit=20)


def test_where_there_is_nothing_to_compare_it_says_why():
    one = same.explorer(ferry_story(ferry_documents(("paper",))))
    assert str(one).startswith("There is no explorer here: all texts are of one group")
    silent = ferry_documents(("paper", "union"))
    silent.loc[silent["source_type"] == "union", "text"] = "!\n"
    assert "only one of the groups that are compared has words" in str(same.explorer(ferry_story(silent)))
    with pytest.raises(same.InputError, match="limit 0: at least 1 term"):
        same.explorer(ferry_story(), limit=0)


def test_in_a_browser_a_point_and_a_row_lead_to_lines_and_a_voice_has_its_own_numbers(chromium, shown, tmp_path):
    write_file(shown.html, tmp_path / "explorer.html")
    visit = Visit(chromium, tmp_path)
    inside = visit.open("explorer.html").frames[1]
    inside.locator("#table [data-sort]").first.wait_for()
    assert "20 terms of 20" in inside.locator("[role=status].count").first.inner_text()
    inside.locator("#table tbody th button", has_text="brutal").click()
    line = inside.locator("#lines .kwic tbody tr").first
    line.wait_for()
    assert "brutal" in line.inner_text() and re.search(r"characters \d+ to \d+", line.inner_text())
    assert inside.locator("#lines a").count() == 0
    x, y = inside.evaluate("window.sameStoryExplorer.spots()[0]")
    inside.locator("#plot .u-over").click(position={"x": x, "y": y})
    assert inside.locator("#details h2").inner_text() != ""
    inside.get_by_label("Whose words").select_option("author")
    inside.locator("#table caption", has_text="author's voice").wait_for()
    visit.close()
    (tmp_path / "inside.html").write_text(Frame(shown.html).frame["srcdoc"], encoding="utf-8")
    still = Visit(chromium, tmp_path, java_script_enabled=False)
    assert "The first 20 of 20 terms" in still.open("inside.html").locator("caption").inner_text()
    still.close()
