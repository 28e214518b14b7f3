"""The list of the texts: a row for each, with the numbers of the tables and a link to its page."""

from __future__ import annotations

import re

import pandas as pd

import analysis as same
from analysis.views.reader.contents import contents
from analysis.views.reader.lists import list_pages
from tests.views.reader.stories import harbour_story


def cells(html):
    rows = re.findall(r"<tr><th scope=\"row\">(.*?)</tr>", html)
    return [
        [re.sub(r"<[^>]+>", "", cell) for cell in row.split("<td")[0:1]] + re.findall(r"<td[^>]*>([^<]*)", row)
        for row in rows
    ]


def test_each_text_has_its_numbers_and_a_link_to_its_page():
    story = harbour_story()
    html = contents(story, list_pages(story))
    assert re.findall(r'href="([^"]+)"', html) == [
        "reader/harbour.html",
        "reader/council.html",
        "reader/odd-b.html",
        "reader/pair.html",
    ]
    harbour = cells(html)[0]
    words = story.counts.select(part="body")
    own = story.counts.select(part="body", voice="author")
    total, mine = (int(table.by_document().words[0]) for table in (words, own))
    assert harbour[:4] == ["Ferry plan is a disaster, says union", "advocacy", "2024-03-04", str(total)]
    assert harbour[4] == f"{(total - mine) / total:.0%}".replace("%", " %")
    loaded = story.markers.query("doc_id == 'harbour' and loaded and part == 'body'")
    assert harbour[5] == f"{1000 * (loaded['voice'] == 'author').sum() / mine:.1f}"
    assert harbour[6] == f"{1000 * (loaded['voice'] != 'author').sum() / (total - mine):.1f}"


def test_a_text_without_a_date_or_a_word_in_its_body_has_a_dash():
    documents = pd.DataFrame({"doc_id": ["a", "b"], "text": ["One word.", "–"], "source_type": ["x", "x"]})
    nobody = same.read_actors(documents=documents)
    lists = (
        same.read_lexicon(),
        nobody,
        same.read_cues(),
        same.read_categories(),
        same.read_sides(documents=documents),
    )
    story = same.Story(documents, same.voices(documents), *lists)
    assert cells(contents(story, list_pages(story)))[1] == ["b", "x", "–", "0", "–", "–", "–"]
