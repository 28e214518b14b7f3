"""Every kind of page that the suite writes beside the book, of texts that hold what must not run.

`python -m tests.views.written_pages FOLDER` writes them, for `.ci/axe.mjs` to look at.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd

import analysis as same
from analysis.schema import COLUMNS
from analysis.views.agreement_page import agreement_page
from analysis.views.explorer.pages import write_explorer
from analysis.views.reader.pages import write_reader
from tests.calls import call
from tests.views.reader.stories import DOCUMENTS, HARBOUR, ODD, harbour_story

PAGES = {
    "reader": "reader/harbour.html",
    "text with tags": "reader/odd-b.html",
    "pair": "reader/pair.html?a=harbour&b=odd-b",
    "explorer": "explorer/index.html",
    "agreement": "agreement.html",
    "gathered": "gathered/report.html",
}


def write_pages(folder: Path) -> None:
    """Write them into a folder that is there."""
    story = harbour_story()
    write_reader(story, folder / "reader")
    write_explorer(story, folder / "explorer")
    (folder / "agreement.html").write_text(agreement(story), encoding="utf-8")
    given = folder / "texts"
    given.mkdir()
    for name, text in (("harbour", HARBOUR), ("odd", ODD.replace("\x00", ""))):
        (given / f"{name}.txt").write_text(text, encoding="utf-8", newline="")
    assert call("gather", given, "-o", folder / "gathered").exit_code == 0


def agreement(story) -> str:
    """Return the page of two coders who differ, one of whom is called what a page must not run."""
    marks = [("Ann", "cruelty"), ("<img src=x onerror='window.ran = 1'>", "deceit")]
    codings = [
        pd.DataFrame(
            [
                (coder, one.doc_id, start, start + 30, one.text[start : start + 30], category, "guess", "")
                for one in DOCUMENTS.itertuples()
                for start in (0, 40)
            ],
            columns=COLUMNS["text_coding"],
        )
        for coder, category in marks
    ]
    table = same.text_agreement(codings, story.tokens, story.categories, story.markers)
    divided = same.disagreement(codings, story.tokens, story.categories)
    titles = dict(zip(story.categories["category"], story.categories["title"], strict=True))
    return agreement_page(table, divided, dict(zip(DOCUMENTS["doc_id"], DOCUMENTS["text"], strict=True)), titles)


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    write_pages(target)
