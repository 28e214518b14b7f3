"""The pages of a book of somebody's own texts: the home page, in sentences worded by rule, and the tables."""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat
import pandas as pd

from analysis.measures.story import Story
from analysis.schema import InputError
from analysis.texts.readers.installation import HOME
from analysis.views.book.downloads import TEMPLATES, Download, words_of
from analysis.views.book.own_texts import is_general
from analysis.views.book.pages import HEADLINE, PAGES, fill, offer, raw, version
from analysis.views.book.provenance import RECORD
from analysis.views.figures.gallery import picture
from analysis.views.read_story import read_story
from analysis.views.reader.contents import contents
from analysis.views.reader.pages import READER, write_reader
from analysis.views.tables.phrases import counted, label, listing
from analysis.views.wording.questions import QUESTIONS, tell

FINDINGS = ("who-is-speaking", "who-is-quoted", "common-words", "key-words", "loaded-words")
MOST_ROWS = 60_000  # of a table to download; a longer one is named, with the call that makes it
SUITE_ITSELF = ("validation", "baselines", "training", "calibration", "lexicon", "cues", "kwic")


def write_own_sources(folder: Path, corpus: str, by: str | None, target: str | None) -> None:
    """Write the tables and the pages of a book of somebody's own texts into a folder.

    Raises
    ------
    InputError
        If the corpus cannot be read.
    """
    story, name = read_story(corpus, by=by, target=target), Path(corpus).name
    (folder / "tables").mkdir(parents=True)
    tables, left_out = [], []
    for one in own_downloads(story, name):
        made = _made(one, story)
        if isinstance(made, str):
            left_out.append(f"- {_typed(one.name)}: {made}")
        else:
            tables.append(offer(folder, one.name, one.about, made, one.call))
    given = [f"{key}={value!r}" for key, value in (("by", by), ("target", target)) if value]
    blocks = {
        "corpus": _typed(name),
        "call": ", ".join([repr(name), *given]),
        "version": version(),
        "headline": raw(picture(HEADLINE, story).html()),
        "told-texts": raw(tell("texts", story).html()),
        "told-limits": raw(tell("limits", story).html()),
        "findings": raw("".join(tell(question, story).html() for question in FINDINGS if question in QUESTIONS)),
        "not_in_the_book": not_in_the_book(HOME),
        "tables": raw("\n".join(tables)),
        "not_here": "\n".join(["## Not in this book", "", *left_out]) if left_out else "",
        "list_of_texts": raw(contents(story, write_reader(story, folder / READER))),
        "record": raw(f'<p><a href="{RECORD}" download>{RECORD}</a></p>'),
    }
    for path in sorted((PAGES / "own").glob("*.md")):
        text = fill(path.read_text(encoding="utf-8"), blocks, path.name)
        (folder / path.name).write_text(text, encoding="utf-8", newline="\n")


def own_downloads(story: Story, corpus: str) -> list[Download]:
    """Return the tables of the texts that such a book offers, worded for them."""
    words = words_of(story, corpus)
    return [one.worded(words) for one in TEMPLATES if one.name not in SUITE_ITSELF]


def _made(one: Download, story: Story) -> pd.DataFrame | str:
    """Return a table to download, or why it is not in the book."""
    try:
        table = one.make(story)
    except InputError as error:
        return f"cannot be made of these texts ({_typed(label(error, 240))})."
    if not len(table):
        return "has no row for these texts."
    if len(table) > MOST_ROWS:
        return f"has {counted(len(table), 'row')}; `{one.call}` makes it."
    return table


def not_in_the_book(root: Path) -> str:
    """Say which notebooks of the suite are left out, as they are about other texts."""
    others = []
    for path in sorted((root / "notebooks").glob("[0-9][0-9]-*.ipynb")):
        if not is_general(path):
            first = nbformat.read(path, as_version=4).cells[0].source.splitlines()[0]
            others.append(f"“{first.lstrip('# ')}”")
    if not others:
        return "All notebooks of the suite are in this book."
    return f"Notebooks of the suite that are not in it, since they are about other texts: {listing(others)}."


def _typed(text: str) -> str:
    """Return words as Markdown that shows them as typed."""
    return "".join(f"\\{one}" if one in r"\`*_{}[]()<>#+-.!|$&~:" else one for one in text)


if __name__ == "__main__":
    try:
        write_own_sources(Path(sys.argv[1]), sys.argv[2], sys.argv[3] or None, sys.argv[4] or None)
    except InputError as error:
        print(error)
        sys.exit(2)
