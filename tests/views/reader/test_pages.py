"""The pages of the reader as files: the text is the text, what it holds cannot run, and the numbers are the tables'."""

from __future__ import annotations

import json
import re
from collections import Counter
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import analysis as same
from analysis.views.reader.lists import list_pages
from analysis.views.reader.pages import POLICY, SCRIPTS, write_reader
from analysis.views.reader.pieces import paragraphs, pieces
from analysis.views.tables.phrases import visible
from tests.views.reader.stories import DOCUMENTS, harbour_story


class Page(HTMLParser):
    """What a page holds: the paragraphs of the text with their offsets, the tags, the ids and the block of data."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.blocks, self.tags, self.ids, self.data = {}, Counter(), [], ""
        self.at, self.skip, self.inside = None, 0, []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        self.tags[tag] += 1
        self.ids += [values["id"]] if "id" in values else []
        if tag == "p" and "data-at" in values:
            self.at = int(values["data-at"])
            self.blocks[self.at] = ""
        self.inside.append((tag, "data-skip" in values))
        assert not [name for name in values if name.startswith("on")]

    def handle_endtag(self, tag):
        while self.inside and self.inside.pop()[0] != tag:
            pass
        if tag == "p":
            self.at = None

    def handle_data(self, data):
        if self.inside and self.inside[-1][0] == "script":
            self.data += data
        elif self.at is not None and not any(skip for _, skip in self.inside):
            self.blocks[self.at] += data


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    story = harbour_story()
    folder = tmp_path_factory.mktemp("site") / "reader"
    pages = write_reader(story, folder)
    return story, folder, pages, [Page((folder / page.file).read_text(encoding="utf-8")) for page in pages]


def test_the_page_holds_the_text_letter_for_letter_at_its_offsets(written):
    _, _, _, read = written
    for text, page in zip(DOCUMENTS["text"], read, strict=True):
        assert page.blocks
        for at, block in page.blocks.items():
            assert block == visible(text)[at : at + len(block)]
        outside = list(text)
        for at, block in page.blocks.items():
            outside[at : at + len(block)] = " " * len(block)
        assert not "".join(outside).strip()


def test_nothing_in_a_text_is_a_tag_and_every_page_forbids_what_it_does_not_need(written):
    _, folder, pages, read = written
    assert all(page.tags["script"] == len(SCRIPTS) + 2 and not page.tags["img"] and not page.tags["i"] for page in read)
    for name in (*(page.file for page in pages), "pair.html"):
        html = (folder / name).read_text(encoding="utf-8")
        assert f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">' in html
        assert not re.search(r"https?://|unsafe-", html)


def test_every_id_is_used_once(written):
    assert all(len(page.ids) == len(set(page.ids)) for page in written[3])


def test_the_data_of_a_page_are_the_rows_of_the_tables(written):
    story, _, pages, read = written
    for page, parsed in zip(pages, read, strict=True):
        data = json.loads(parsed.data)
        assert data["doc"] == page.doc_id
        segments = story.segments[story.segments["doc_id"] == page.doc_id]
        assert [row[:2] for row in data["segments"]] == segments[["start", "end"]].to_numpy().tolist()
        markers = story.markers[story.markers["doc_id"] == page.doc_id]
        assert sorted(row[:2] for row in data["marks"]) == sorted(markers[["start", "end"]].to_numpy().tolist())
        words = list(_words(data["words"]))
        tokens = story.tokens[story.tokens["doc_id"] == page.doc_id]
        assert words == tokens[["start", "end"]].to_numpy().tolist()


def _words(code):
    """Read again what `steps` writes."""
    at = 0
    for letter, gap, size in re.findall(r"([a-z])|(\d+),(\d+);", code):
        start = at + (1 if letter else int(gap))
        at = start + (ord(letter) - 96 if letter else int(size))
        yield [start, at]


def test_the_lists_say_how_often_an_entry_occurs_in_each_group(written):
    story, folder, pages, _ = written
    lists = json.loads(
        (folder / "lists.js").read_text(encoding="utf-8").removeprefix("window.sameStory=").rstrip(";\n")
    )
    assert [row[0] for row in lists["texts"]] == [page.file for page in pages]
    body = story.markers[story.markers["part"] == "body"]
    uses = sum(sum(counts[:3]) for entry in lists["entries"] for counts in entry["uses"].values())
    assert uses == len(body)
    lie = next(entry for entry in lists["entries"] if entry["entry"].startswith("shameful"))
    groups = dict(zip(DOCUMENTS["doc_id"], DOCUMENTS["source_type"], strict=True))
    there = body[body["entry"] == lie["entry"]]
    assert {group: counts[3] for group, counts in lie["uses"].items()} == dict(
        Counter(groups[doc_id] for doc_id in there["doc_id"].unique())
    )


def test_shared_passages_lead_to_their_place_in_the_other_text(written):
    _, _, pages, read = written
    texts = dict(zip(DOCUMENTS["doc_id"], DOCUMENTS["text"], strict=True))
    first = json.loads(read[0].data)["passages"]
    assert len(first) == 1
    start, end, other, other_start, other_end = first[0]
    assert pages[other].doc_id == "council"
    assert "published on Monday" in texts["harbour"][start:end]
    assert texts["council"][other_start:other_end] == texts["harbour"][start:end]


def test_two_writings_are_the_same_bytes(written, tmp_path):
    story, folder, _, _ = written
    write_reader(story, tmp_path / "again")
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {
        path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()
    }


def test_pages_have_names_that_every_system_takes(written):
    names = [page.file for page in list_pages(written[0])]
    assert names == ["harbour.html", "council.html", "odd-b.html"]


spans = st.tuples(st.integers(0, 29), st.integers(1, 30)).filter(lambda span: span[0] < span[1])


@given(st.text("ab \n", min_size=30, max_size=30), st.sets(st.integers(1, 29)), st.lists(spans), st.lists(spans))
def test_pieces_cover_the_paragraphs_and_know_what_covers_them(text, cuts, marks, passages):
    edges = [0, *sorted(cuts), 30]
    segments = list(pairwise(edges))
    blocks = paragraphs(text)
    assert " ".join(text[start:end] for start, end in blocks).split() == text.split()
    for (start, end), row in zip(blocks, pieces(blocks, segments, marks, passages), strict=True):
        assert [row[0].start, *(piece.end for piece in row)] == [*(piece.start for piece in row), end]
        assert row[0].start == start
        for piece in row:
            for given_spans, numbers in ((marks, piece.marks), (passages, piece.passages)):
                covering = [
                    i for i, (first, last) in enumerate(given_spans) if first <= piece.start and piece.end <= last
                ]
                assert sorted(numbers) == covering
            assert segments[piece.segment][0] <= piece.start < piece.end <= segments[piece.segment][1]


def test_a_corpus_of_one_text_has_a_reader(tmp_path):
    one = DOCUMENTS.head(1)
    lists = (same.read_lexicon(), same.read_actors(documents=one), same.read_cues(), same.read_categories())
    story = same.Story(one, same.voices(one), *lists, same.read_sides(documents=one))
    assert [page.file for page in write_reader(story, tmp_path / "reader")] == ["harbour.html"]


def test_a_form_of_a_cue_says_of_which_verb_it_is(tmp_path):
    one = DOCUMENTS.head(1).assign(text="The mayor purported to know. Ann Roe claimed that it was late.")
    lists = (same.read_lexicon(), same.read_actors(documents=one), same.read_cues(), same.read_categories())
    write_reader(same.Story(one, same.voices(one), *lists, same.read_sides(documents=one)), tmp_path / "reader")
    said = (tmp_path / "reader" / "lists.js").read_text(encoding="utf-8").removeprefix("window.sameStory=")
    notes = {row["entry"]: row["note"] for row in json.loads(said.rstrip(";\n"))["entries"]}
    assert notes["purported"] == "a form of “purport”" and "may be claimed plainly" in notes["claimed"]
