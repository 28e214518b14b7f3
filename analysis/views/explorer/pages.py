"""The page of the explorer and its scripts, written from the tables of a corpus."""

from __future__ import annotations

import shutil
import zlib
from base64 import b64encode
from collections.abc import Mapping, Sequence
from html import escape
from math import isinf, isnan
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from analysis.measures.story import Story
from analysis.schema import VOICES
from analysis.views.explorer.choices import Comparison, comparisons, parts_of, view, views
from analysis.views.explorer.lines import MOST_LINES, WIDTH, blocks, first_places, places, shown_texts
from analysis.views.notebook_page import ELEMENTS, filled
from analysis.views.plain_page import ICON
from analysis.views.reader.lists import Page, list_pages
from analysis.views.reader.pages import POLICY
from analysis.views.reader.text_page import script_json
from analysis.views.tables.display import MISSING
from analysis.views.tables.phrases import VOICE_WORDS, corrections_told, counted, label, number, visible

HERE = Path(__file__).parent
EXPLORER = "explorer"  # the folder of the page, in the book
STATIC = ("explorer.css", "explorer.js", "plot.js", "uPlot.iife.min.js", "uPlot.min.css", "uPlot.LICENSE.txt")
FIRST_ROWS = 25
PART_WORDS = {"body": "the body", "all": "all parts, headlines and captions too"}
HEADS = ("Term", "n", "per 1,000", "texts", "n", "per 1,000", "texts", "log ratio", "95 % interval", "DPnorm", "p", "q")


def write_explorer(story: Story, folder: Path) -> Path:
    """Write the explorer of a corpus into a new folder and return its page.

    Parameters
    ----------
    story
        The corpus with its tables.
    folder
        It is made. Its page leads to ``../index.html``, ``../texts.html`` and the pages of ``../reader/``.

    Notes
    -----
    What opens is the page, its scripts and style, the terms, and the numbers of the first choice. The numbers of the
    other choices, the places of the terms and the texts are loaded when they are asked for.
    """
    folder.mkdir(parents=True)
    for file in (ELEMENTS, *(HERE / "static" / name for name in STATIC)):
        shutil.copyfile(file, folder / file.name)
    which, left_out = comparisons(story)
    parts = parts_of(story, len(which))
    tables = views(story, which, parts)
    terms = pd.Index(story.counts.terms)
    pages = list_pages(story)
    names = list(dict.fromkeys(page.group for page in pages))
    language = common_language(pages)
    of_text = np.array([names.index(page.group) for page in pages])
    offered: dict[str, str] = {}
    for (one, voice, part), table in tables.items():
        name = f"view-{one}-{voice}-{part}"
        _script(folder, name, view(table, terms, which[one]), packed=bool(offered))
        offered[f"{one} {voice} {part}"] = name
    where = places(*first_places(story, terms, of_text, MOST_LINES), terms)
    texts = shown_texts(story, pages)
    data = {
        "comparisons": [named(one, story) for one in which],
        "of_comparisons": [[one.target, one.reference] for one in which],
        "voices": [[voice, VOICE_WORDS[voice]] for voice in ("all", *VOICES)],
        "parts": [[part, PART_WORDS[part]] for part in parts],
        "views": offered,
        "places": _in_blocks(folder, "places", where, [sum(len(str(row)) for row in rows) for rows in where]),
        "texts": _in_blocks(folder, "texts", texts, [len(text[3]) for text in texts]),
        "groups": names,
        "language": language,
        "most": MOST_LINES,
        "width": WIDTH,
        "left_out": left_out,
    }
    spelt = "\n".join(map(visible, terms))
    _script(folder, "terms", {"terms": spelt, "group_of": ",".join(map(str, of_text.tolist()))})
    first = next(iter(tables))
    template = (HERE / "index.html").read_text(encoding="utf-8")
    values = {
        "policy": POLICY,
        "head": HEAD.format(ICON, escape(offered[" ".join(map(str, first))])),
        "top": SKIP,
        "nav": NAV,
        "about": escape(_about(story, len(terms))),
        "without": WITHOUT,
        "table": first_rows(tables[first], which[first[0]], language),
        "data": script_json(data),
        "end": "",
    }
    page = filled(template, values)
    (folder / "index.html").write_text(page, encoding="utf-8", newline="\n")
    return folder / "index.html"


HEAD = """<link rel="icon" href="{}">
<link rel="stylesheet" href="uPlot.min.css">
<link rel="stylesheet" href="explorer.css">
<script defer src="uPlot.iife.min.js"></script>
<script defer src="elements.js"></script>
<script defer src="plot.js"></script>
<script defer src="explorer.js"></script>
<script defer src="terms.js"></script>
<script defer src="{}.js"></script>"""
SKIP = '<a class="skip" href="#rows">To the table</a>\n'
NAV = '<nav aria-label="Book"><a href="../index.html">Same Story</a> <a href="../texts.html">All texts</a></nav>\n'
WITHOUT = ' The <a href="../tables.html">tables to download</a> have every number.'


def _script(folder: Path, name: str, table: object, *, packed: bool = False) -> None:
    """Write a table as a script; packed, which halves its bytes, unless the page needs it to open."""
    given = script_json(table)
    if packed:
        given = script_json(b64encode(zlib.compress(given.encode(), 9)).decode("ascii"))
    said = f"sameStoryGot({script_json(name)},{given});\n"
    (folder / f"{name}.js").write_text(said, encoding="utf-8", newline="\n")


def _in_blocks(folder: Path, name: str, items: Sequence[Any], sizes: Sequence[int]) -> list[int]:
    """Write things in blocks, and return the number of the first of each."""
    firsts = []
    for block, (first, some) in enumerate(blocks(items, sizes)):
        _script(folder, f"{name}-{block}", some, packed=True)
        firsts.append(first)
    return firsts


def named(one: Comparison, story: Story) -> str:
    """Return what a comparison is called."""
    if one.target is None:
        return "all texts together"
    return f"{label(one.target)} against {'all the rest' if one.reference is None else label(one.reference)}"


def common_language(pages: Sequence[Page]) -> str:
    """Return the language of all texts, as HTML names it; empty where they differ or nobody knows."""
    spoken = {page.language for page in pages}
    return spoken.pop() if len(spoken) == 1 else ""


def _about(story: Story, terms: int) -> str:
    corrected = "" if story.corrections is None else f" By people: {corrections_told(story.corrections)}."
    return (
        f"{counted(terms, 'term')} in {counted(len(story.documents), 'text')}, {number(int(story.counts.words.sum()))} "
        "words. Terms are word forms: “bank” and “banks” are two."
        f"{corrected}"
    )


def first_rows(table: pd.DataFrame, which: Comparison, language: str) -> str:
    """Return the first rows of a table, which is what there is without a script, as HTML."""
    rows = "\n".join(_row(row, language) for row in table.head(FIRST_ROWS).to_dict("records"))
    target = label(which.target or "all texts")
    reference = label(str(table["reference"].iloc[0])) if which.target is not None else "(nothing)"
    groups = (
        "<tr><td></td>"
        f'<th colspan="3" scope="colgroup" dir="auto">{escape(target)}</th>'
        f'<th colspan="3" scope="colgroup" dir="auto">{escape(reference)}</th><td colspan="5"></td></tr>'
    )
    heads = "".join(f'<th scope="col">{name}</th>' for name in HEADS)
    caption = f"The first {min(FIRST_ROWS, len(table))} of {counted(len(table), 'term')}"
    return f"<caption>{caption}</caption><thead>{groups}<tr>{heads}</tr></thead><tbody>{rows}</tbody>"


def _row(row: Mapping[str, Any], language: str) -> str:
    cells = []
    for side in ("target", "reference"):
        cells += [_cell(row[f"n_{side}"], 0), _rate(row[f"per_1000_{side}"]), _cell(row[f"docs_{side}"], 0)]
    low, high = (_cell(row[f"log_ratio_{end}"], 2) for end in ("low", "high"))
    interval = MISSING if low == MISSING else f"{low} to {high}"
    cells += [_cell(row["log_ratio"], 2), interval, *(_cell(row[name], places) for name, places in _LAST)]
    head = f'<th scope="row" lang="{language}" dir="auto">{escape(visible(row["term"]))}</th>'
    return f"<tr>{head}{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


_LAST = (("dp_norm", 2), ("p", 4), ("q", 4))


def _rate(value: float) -> str:
    return "0" if value == 0 else f"{value:.2g}" if value < 0.1 else _cell(value, 2)


def _cell(value: float, places: int) -> str:
    if isnan(value):
        return MISSING
    return ("−" if value < 0 else "") + "∞" if isinf(value) else f"{value:,.{places}f}".replace("-", "−")
