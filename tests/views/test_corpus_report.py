"""The report of a gathered corpus: all is accounted for, no file adds mark-up, nothing is fetched."""

import re

import pandas as pd
import pytest

import analysis as same
from analysis.schema import COLUMNS
from analysis.texts.intake.gather import Gathered
from analysis.views.corpus_report import accounted, corpus_report
from tests.calls import call
from tests.pages import Page, dead_links
from tests.scan import in_page

EVIL = '<script src="https://example.org/x.js"></script>&amp;\x01'


def gathered(texts=("It burned.",), files=(("a.txt", "text", None, 1, 0),), left=()):
    empty = dict.fromkeys([*COLUMNS["documents"], "taken_from", "taken_place"], "")
    rows = [empty | {"doc_id": f"t{k}", "text": text} for k, text in enumerate(texts)]
    columns = [name for name in COLUMNS["gathered_files"] if name != "taken_sha256"]
    return Gathered(
        pd.DataFrame(rows),
        pd.DataFrame(columns=list(COLUMNS["layout"])),
        pd.DataFrame(left, columns=list(COLUMNS["left_out"])).astype({"is_error": bool}),
        pd.DataFrame(files, columns=columns).astype({"announced": "Int64"}),
        [],
    )


def words_of(page):
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def left(why, n=1, *, error=False, title=""):
    return [("a.txt", f"document {k}", title, why, error) for k in range(n)]


@pytest.mark.parametrize(
    ("files", "entries", "expected"),
    [
        ([("a", "x", None, 2, 0)], [], "2 read, 0 left out"),
        ([("a", "x", 3, 2, 1)], left("no text; look at it"), "3 announced, 2 read, 1 left out (1 no text)"),
        (
            [("a", "x", 3, 1, 2), ("b", "y", None, 1, 0)],
            left("no text", 2),
            "2 read, 2 left out (2 no text); 1 file announced 3: 1 read",
        ),
        (
            [("a", "x", None, 2, 7)],
            [entry for k, why in enumerate(("v", "w", "x", "y", "zero", "zeta")) for entry in left(why, k + 1)],
            "2 read, 21 left out (6 zeta; 5 zero; 4 y; 3 x; 3 for other reasons)",
        ),
    ],
)
def test_what_was_announced_read_and_left_out_is_one_line(files, entries, expected):
    assert accounted(gathered(("One.", "Two."), files, entries)) == expected


def test_nothing_of_a_file_becomes_mark_up():
    found = gathered((EVIL,), [(EVIL, EVIL, None, 1, 2)], left(EVIL, title=EVIL, error=True))
    for column in ("title", "outlet", "date", "byline", "taken_from", "taken_place", "notes"):
        found.documents[column] = EVIL
    page = corpus_report(found._replace(notes=[EVIL]), ["texts/a%20b.txt"])
    assert list(in_page(page)) == []
    assert {"script", "img", "iframe", "object"}.isdisjoint(Page(page).tags)
    assert Page(page).tags.count("link") == 1  # its own icon
    assert "\x01" not in page
    assert Page(page).shown.count("<script src=") >= 8


def test_everything_left_out_is_named_with_its_reason():
    page = corpus_report(gathered(left=[*left("no text", 3), *left("broken", error=True)]), ["texts/t0.txt"])
    shown = words_of(page)
    assert "1 could not be read: broken a.txt, document 0" in shown
    assert all(f"a.txt, document {k}" in shown for k in range(3))
    many = Page(corpus_report(gathered(left=left("no text", 205)), ["texts/t0.txt"])).shown
    assert "and 5 more" in many


def test_many_files_are_told_by_their_kinds():
    files = [(f"{k}.txt", "text", None, 1, 0) for k in range(40)] + [("x.docx", "Nexis", 5, 3, 1)]
    shown = words_of(corpus_report(gathered(files=files), ["texts/t0.txt"]))
    assert "text 40 – 40 0" in shown
    assert "x.docx" in shown  # 5 announced, 3 read and 1 left out
    assert "39.txt" not in shown


def test_a_long_text_is_shown_in_part_and_its_rest_counted():
    page = corpus_report(gathered(("xyzzy " * 1500,)), ["texts/t0.txt"])
    assert "4,000 more characters not shown." in page
    assert page.count("xyzzy " * 832) == 1  # 5,000 characters
    assert "xyzzy " * 834 not in page


def test_the_page_is_in_the_folder_and_the_same_each_time(tmp_path):
    (tmp_path / "in").mkdir()
    for k in range(5):
        (tmp_path / "in" / f"ferry {k}.txt").write_text(f"The ferry of {k} is old.\n\nIt sails on Monday.")
    pages = set()
    for name in ("one", "two"):
        result = call("gather", tmp_path / "in", "-o", tmp_path / name)
        assert result.stderr.splitlines()[0] == "5 read, 0 left out"
        assert f"look at {tmp_path / name}/report.html" in result.stderr
        assert list(dead_links(tmp_path / name)) == []
        pages.add((tmp_path / name / "report.html").read_text(encoding="utf-8"))
    assert len(pages) == 1
    assert len(same.read_corpus(tmp_path / "one")) == 5
