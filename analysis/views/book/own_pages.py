"""The pages of a book of somebody's own texts: the home page, in sentences worded by rule, and the tables."""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.measures.reuse.repeats import stories_of
from analysis.measures.story import Story
from analysis.schema import InputError
from analysis.texts.readers.installation import HOME
from analysis.views.book.download_words import words_of
from analysis.views.book.downloads import TEMPLATES, Download
from analysis.views.book.own_texts import LISTS, is_general
from analysis.views.book.pages import HEADLINE, PAGES, fill, offer, raw, version
from analysis.views.book.provenance import RECORD
from analysis.views.explorer.pages import EXPLORER, write_explorer
from analysis.views.figures.gallery import draw_figure, figure_tables, picture
from analysis.views.figures.registry import FIGURES, caption_of
from analysis.views.read_story import read_story
from analysis.views.reader.contents import contents
from analysis.views.reader.pages import READER, write_reader
from analysis.views.tables.phrases import counted, label, listing, number
from analysis.views.wording.groups import verb
from analysis.views.wording.questions import QUESTIONS, tell
from analysis.views.wording.told import Told

FINDINGS = ("who-is-speaking", "who-is-quoted", "common-words", "key-words", "loaded-words")
MOST_ROWS = 60_000  # of a table to download; a longer one is named, with the call that makes it
SUITE_ITSELF = ("validation", "baselines", "training", "calibration", "lexicon", "cues", "kwic")


def write_own_sources(folder: Path, corpus: str, given: Mapping[str, Any]) -> None:
    """Write the tables, the drawings and the pages of a book of somebody's own texts into a folder.

    Parameters
    ----------
    folder
        It is made, or has no tables and figures yet.
    corpus, given
        What `read_story` takes: the path of the corpus, and by their names what else is given.

    Raises
    ------
    InputError
        If the corpus or a list cannot be read.
    """
    story = read_story(corpus, **given)
    name = Path(corpus).name
    shown = {key: Path(value).name if key in LISTS else value for key, value in given.items()}
    (folder / "tables").mkdir(parents=True)
    tables, left_out = [], []
    for one in own_downloads(story, name, shown.get("actors", "")):
        made = _made(one, story)
        if isinstance(made, str):
            left_out.append(f"- {_typed(one.name)}: {made}")
        else:
            tables.append(offer(folder, one.name, one.about, made, one.call, declared=one.table))
    behind, not_drawn = write_drawings(folder, story)
    left_out += not_drawn
    call = ", ".join([repr(name), *(f"{key}={value!r}" for key, value in shown.items())])
    blocks = {
        "corpus": _typed(name),
        "call": call,
        "version": version(),
        "headline": raw(picture(HEADLINE, story).html()),
        "told-texts": raw(tell("texts", story).html()),
        "told-limits": raw(tell("limits", story).html()),
        "repeated": repeated(story.documents),
        "told-lists": raw(Told(told).html()) if (told := coded_lists(shown)) else "",
        "findings": raw("".join(tell(question, story).html() for question in FINDINGS if question in QUESTIONS)),
        "not_in_the_book": not_in_the_book(HOME),
        "tables": raw("\n".join(tables)),
        "figure_tables": raw("\n".join(behind)) if behind else "No figure can be drawn of these texts.",
        "not_here": "\n".join(["## Not in this book", "", *left_out]) if left_out else "",
        "list_of_texts": raw(contents(story, write_reader(story, folder / READER))),
        "explorer": raw(
            f'<p><a href="{EXPLORER}/{write_explorer(story, folder / EXPLORER).name}">Open the explorer</a></p>'
        ),
        "record": raw(f'<p><a href="{RECORD}" download>{RECORD}</a></p>'),
    }
    for path in sorted((PAGES / "own").glob("*.md")):
        text = fill(path.read_text(encoding="utf-8"), blocks, path.name)
        (folder / path.name).write_text(text, encoding="utf-8", newline="\n")


def own_downloads(story: Story, corpus: str, actors: str = "") -> list[Download]:
    """Return the tables of the texts that such a book offers, worded for them."""
    words = words_of(story, corpus, actors)
    return [one.worded(words) for one in TEMPLATES if one.name not in SUITE_ITSELF]


def write_drawings(folder: Path, story: Story) -> tuple[list[str], list[str]]:
    """Write the drawings of the figures and the tables behind them; return these described, and what there is none of.

    The first is HTML, a part for each table; the second a line of Markdown for each figure that is left out, with the
    reason.
    """
    why: dict[str, str] = {}
    behind = []
    (folder / "figures").mkdir()
    made = {name: figure.table(story) for name, figure in FIGURES.items() if not figure.of_texts}  # of the suite itself
    with suppress(InputError):  # raised where there is nothing to draw; the reasons are in `why`
        made |= dict(figure_tables(story, (), why))
    for name, table in made.items():
        if not len(table):
            why[name] = "these texts have nothing that it shows"
            continue
        caption, call = caption_of(FIGURES[name], table), f"analysis.figure_table({name!r}, story)"
        behind.append(offer(folder, f"figure-{name}", caption, table, call))
        for ending, content in draw_figure((name, table))[2].items():
            (folder / "figures" / f"{name}.{ending}").write_bytes(content)
    return behind, [f"- The figure {_typed(name)}: {_typed(label(reason, 240))}." for name, reason in why.items()]


def repeated(documents: pd.DataFrame) -> str:
    """Say how many texts repeat an earlier one, and what that does to tests, as Markdown; nothing where none does."""
    n = len(documents) - stories_of(documents).nunique()
    if not n:
        return ""
    return (
        f"**{number(n)} of {counted(len(documents), 'text')} {verb(n, 'repeats', 'repeat')} an earlier one,** wholly "
        f"or nearly. In the figures and the tests of this book {verb(n, 'it counts', 'they count')} as "
        f"{verb(n, 'a text of its own', 'texts of their own')}, which makes differences look surer than they are. "
        f"With `--cluster story` the verb `keyness` tests by story."
    )


def coded_lists(shown: Mapping[str, str]) -> tuple[str, ...]:
    """Say which lists of people's coding the book uses."""
    said = {
        "actors": "Who the actors are, and what each is called, is as coded in {}.",
        "speakers": "The side that each speaker is on is as coded in {}.",
        "corrections": "Whose words they are, and what is marked, is as corrected by people in {}.",
    }
    return tuple(said[name].format(shown[name]) for name in LISTS if name in shown)


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
    """Say which notebooks of the suite are left out, by number alone: what they are called is about other texts."""
    notebooks = sorted((root / "notebooks").glob("[0-9][0-9]-*.ipynb"))
    others = [path.name[:2] for path in notebooks if not is_general(path)]
    if not others:
        return "All notebooks of the suite are in this book."
    n = len(others)
    return (
        f"Of the suite's notebooks, {listing(others)} {verb(n, 'is', 'are')} not in it, since "
        f"{verb(n, 'it is', 'they are')} not about these texts."
    )


def _typed(text: str) -> str:
    """Return words as Markdown that shows them as typed."""
    return "".join(f"\\{one}" if one in r"\`*_{}[]()<>#+-.!|$&~:" else one for one in text)


if __name__ == "__main__":
    try:
        write_own_sources(Path(sys.argv[1]), sys.argv[2], json.loads(sys.argv[3]))
    except InputError as error:
        print(error)
        sys.exit(2)
