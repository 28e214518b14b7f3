"""The pages of the reader, written from the tables of a corpus: one for each text, one for two."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pandas as pd

from analysis.measures.story import Story
from analysis.views.notebook_page import ELEMENTS, filled
from analysis.views.plain_page import ICON
from analysis.views.reader.lists import Entries, Page, entries_of, list_pages, lists_of
from analysis.views.reader.text_page import Mark, Passage, Segment, Text, article, data, says, script_json
from analysis.views.tables.phrases import corrections_told, counted, visible

HERE = Path(__file__).parent
READER = "reader"  # the folder of the pages, in the book
STATIC = HERE / "static"
SCRIPTS = (ELEMENTS, STATIC / "offsets.js", STATIC / "ledger.js", STATIC / "reader.js")
SHARED = (STATIC / "reader.css", *SCRIPTS, STATIC / "pair.js")
POLICY = (
    "default-src 'none'; script-src 'self' file:; style-src 'self' file:; img-src data:; frame-src 'self' file:; "
    "base-uri 'none'; form-action 'none'"
)
"""No page of the reader asks anybody for anything, and nothing in a text or a file that is brought can run."""


HEAD = "\n".join(
    [
        f'<link rel="icon" href="{ICON}">',
        '<link rel="stylesheet" href="reader.css">',
        *(f'<script defer src="{name}"></script>' for name in ("lists.js", *(file.name for file in SCRIPTS))),
    ]
)
SKIP = '<a class="skip" href="#text">To the text</a>\n'
NAV = (
    '<nav aria-label="Book"><a href="../index.html">Same Story</a> <a href="../texts.html">All texts</a> '
    '<a href="{}">Two texts side by side</a></nav>\n'
)


def write_reader(story: Story, folder: Path) -> list[Page]:
    """Write the pages of a corpus into a new folder.

    Parameters
    ----------
    story
        The corpus with its tables.
    folder
        It is made. Its pages lead to ``../index.html`` and ``../texts.html``.

    Returns
    -------
    list of Page
        The page of each text, in the order of the documents.
    """
    folder.mkdir(parents=True)
    pages = list_pages(story)
    for file in SHARED:
        shutil.copyfile(file, folder / file.name)
    entries = entries_of(story)
    (folder / "lists.js").write_text(
        f"window.sameStory={script_json(lists_of(story, pages, entries))};\n", encoding="utf-8"
    )
    pair = (HERE / "pair.html").read_text(encoding="utf-8").replace("[[policy]]", POLICY).replace("[[icon]]", ICON)
    (folder / "pair.html").write_text(pair, encoding="utf-8", newline="\n")
    template = (HERE / "text.html").read_text(encoding="utf-8")
    for number, (page, one) in enumerate(zip(pages, texts_of(story, pages, entries), strict=True)):
        other = pages[(number + 1) % len(pages)]
        (folder / page.file).write_text(_filled(template, page, other, one), encoding="utf-8", newline="\n")
    return pages


def _filled(template: str, page: Page, other: Page, one: Text) -> str:
    pair = f"pair.html?a={quote(page.file[:-5])}&b={quote(other.file[:-5])}"
    around = {"policy": POLICY, "head": HEAD, "top": SKIP, "nav": NAV.format(escape(pair)), "end": ""}
    return filled(template, {**around, **shown(page, one)})


def shown(page: Page, one: Text, whole: str | None = None) -> dict[str, str]:
    """Return what a page says of one text, as HTML, by its place in the template; `whole` is the text before a cut."""
    return {
        "title": escape(page.title),
        "about": one.about,
        "notes": "\n".join(f'<p class="about">{escape(note)}</p>' for note in one.notes),
        "article": article(one),
        "language": escape(page.language),
        "data": data(one, one.text if whole is None else whole),
    }


def _notes(page: Page, story: Story, n_words: int) -> list[str]:
    """Return what a reader is to know before the marks are read."""
    if not n_words:
        return ["There is no word in this text."]
    other = "This text does not read as English. Voices and marked wording are found in English alone."
    notes = [] if page.language.lower().startswith("en") else [other]
    if story.corrections is not None:
        here = story.corrections[story.corrections["doc_id"] == page.doc_id]
        notes += [f"By people: {corrections_told(here)}."] if len(here) else []
    return notes


def texts_of(story: Story, pages: Sequence[Page], entries: Entries, only: str | None = None) -> Iterator[Text]:
    """Yield what the page of each text shows, or of one alone, in the order of the documents."""
    place = {page.doc_id: number for number, page in enumerate(pages)}
    titles = dict(zip(story.categories["category"], story.categories["title"], strict=True))

    def wanted(table: pd.DataFrame) -> pd.DataFrame:
        return table if only is None else table[table["doc_id"] == only]

    segments = _by_text(wanted(story.segments))
    marks = {
        doc_id: [_marker(row, entries, titles) for row in rows]
        for doc_id, rows in _by_text(wanted(story.markers)).items()
    }
    for doc_id, rows in _by_text(wanted(story.names)).items():
        marks.setdefault(doc_id, []).extend(_name(row, entries) for row in rows)
    words = {
        doc_id: list(zip(rows["start"], rows["end"], strict=True))
        for doc_id, rows in wanted(story.tokens).groupby("doc_id")
    }
    passages = _passages(story.passages, place)
    for row in wanted(story.documents).to_dict("records"):
        page = pages[place[row["doc_id"]]]
        own = [
            Segment(one["start"], one["end"], one["part"], one["voice"], one["speaker"] or "", one["cue"] or "")
            for one in segments.get(page.doc_id, [])
        ]
        spans = sorted(marks.get(page.doc_id, []), key=lambda mark: (mark.start - mark.end, mark.start))
        yield Text(
            page.doc_id,
            page.title,
            page.group,
            _about(row, len(words.get(page.doc_id, []))),
            row["text"],
            own,
            spans,
            passages.get(page.doc_id, []),
            words.get(page.doc_id, []),
            _notes(page, story, len(words.get(page.doc_id, []))),
        )


def _by_text(table: pd.DataFrame) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in table.to_dict("records"):
        found[str(row["doc_id"])].append(row)
    return found


def _marker(row: dict[str, Any], entries: Entries, titles: dict[str, str]) -> Mark:
    kind = "loaded" if row["loaded"] else "other"
    title = titles.get(row["category"], row["category"])
    said = says(kind, title, row["voice"], row["speaker"])
    number = entries.markers[row["category"], row["entry"]]
    return Mark(row["start"], row["end"], number, kind, bool(row["negated"]), said)


def _name(row: dict[str, Any], entries: Entries) -> Mark:
    said = says("name", row["actor"], row["voice"], row["speaker"])
    return Mark(row["start"], row["end"], entries.names[row["actor"], row["label"]], "name", False, said)


def _passages(table: pd.DataFrame, place: dict[str, int]) -> dict[str, list[Passage]]:
    """Return the shared passages of each text, the other one's place with each."""
    found: dict[str, list[Passage]] = defaultdict(list)
    for row in table.to_dict("records"):
        for a, b in (("a", "b"), ("b", "a")):
            spans = [int(row[f"{edge}_{one}"]) for one in (a, b) for edge in ("start", "end")]
            found[row[f"doc_id_{a}"]].append(Passage(spans[0], spans[1], place[row[f"doc_id_{b}"]], *spans[2:]))
    return {doc_id: sorted(rows) for doc_id, rows in found.items()}


def _about(row: dict[str, Any], words: int) -> str:
    """Return in a line of HTML who published a text, and when."""
    facts = [
        visible(row[key]) for key in ("outlet", "issuer", "source_type") if isinstance(row.get(key), str) and row[key]
    ]
    date = row.get("date")
    if isinstance(date, str) and date:
        facts.append(date)
    every = [*dict.fromkeys(facts), counted(words, "word"), visible(row["doc_id"])]
    return " · ".join(f"<bdi>{escape(fact)}</bdi>" for fact in every)
