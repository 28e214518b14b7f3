"""Both sides of a passage as people see it: all of its words as written, what differs marked and listed."""

from __future__ import annotations

import re
from html import unescape

import pandas as pd
import pytest

from analysis.measures.reuse.alignment import alignment
from analysis.measures.reuse.shared_passages import reuse
from analysis.views.tables.display import HEADINGS, show
from analysis.views.tables.side_by_side import side_by_side
from tests.toys import toy

A = "the bridge over the river & <b>was closed on\nfriday by the old guard"
B = "The bridge over the river & <b>is shut on friday by the guard"


def shown(texts, **options):
    segments, documents = toy(texts)
    passages = reuse(segments, documents, min_words=6)
    return side_by_side(passages, alignment(passages, segments), documents, **options)


def test_what_differs_is_underlined_and_listed_and_nothing_is_mark_up():
    html = shown({"one": f"Now {A}.", "<two>": B})._repr_html_()
    assert re.findall(r"<mark><u>(.*?)</u></mark>", html) == ["was closed", "old", "is shut"]
    assert "Differ: was closed | is shut; old | –</p>" in html
    assert '<th scope="col" style="text-align:left">&lt;two&gt;</th>' in html
    assert "<b>" not in html
    cells = [unescape(re.sub("<[^>]*>", "", cell)) for cell in re.findall(r"<td[^>]*>(.*?)</td>", html)]
    assert cells == [" ".join(A.split()), B]
    assert "<caption>11 shared words, similarity 0.81</caption>" in html


def test_plain_text_has_it_in_brackets():
    assert repr(shown({"one": "we saw the old bridge fall down", "two": "we saw the old bridge soon fall down"})) == (
        "7 shared words, similarity 0.93\none: we saw the old bridge fall down\n"
        "two: we saw the old bridge [soon] fall down"
    )


def test_word_for_word_nothing_differs():
    html = shown({"one": A, "two": A})._repr_html_()
    assert "word for word" in html
    assert "<mark>" not in html
    assert "Differ" not in html


@pytest.mark.parametrize(("limit", "told"), [(1, "2 more passages not shown."), (2, "1 more passage not shown.")])
def test_what_is_left_out_is_counted(limit, told):
    one = shown({"one": A, "two": A, "three": A}, limit=limit)
    assert one._repr_html_().count("<caption>") == limit
    assert told in one._repr_html_() and told in repr(one)
    whole = shown({"one": A, "two": A, "three": A}, limit=None)
    assert whole._repr_html_().count("<caption>") == 3
    assert "not shown" not in repr(whole)


def test_without_passages_there_is_nothing_to_show():
    assert shown({"one": A, "two": "nothing"})._repr_html_() == repr(shown({"one": A, "two": "nothing"})) == ""


def test_columns_are_headed_in_plain_words():
    table = pd.DataFrame({"doc_id": ["one"], "n_own": [1], "share_low": [0.5], "my_own": [2], 7: [3]})
    heads = show(table, caption="", labels={"share_low": "least"}).heads
    assert heads == ("text", "the author's own", "least", "my own", "7")
    assert [heading for heading in HEADINGS.values() if "_" in heading or not heading.strip()] == []
