"""The reader within a notebook: one text with its marks, its switches and what each mark says, in a frame."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape, unescape
from itertools import groupby
from operator import attrgetter
from pathlib import Path
from typing import Any, NamedTuple

from analysis.measures.story import Story
from analysis.schema import InputError
from analysis.views.notebook_page import Embedded, filled, framed, with_assets
from analysis.views.reader.lists import entries_of, list_pages, lists_of
from analysis.views.reader.pages import SCRIPTS, STATIC, shown, texts_of
from analysis.views.reader.pieces import paragraphs, pieces
from analysis.views.reader.text_page import HEARD, UNKNOWN, Text, script_json
from analysis.views.tables.phrases import counted, label, number, visible

HERE = Path(__file__).parent
KEY = (
    "In square brackets: words that are not the author's, “quoted” between quotation marks or in “paraphrase”, with "
    "the speaker. {}: loaded wording of the list. Marks are found by rules and lists, which make mistakes."
)


def reader(story: Story, doc_id: str | None = None, *, limit: int | None = 5_000) -> Embedded:
    """Return a text with its voices and markers shown in place; put it last in a notebook's cell to show it.

    The page of the text in the book, within the notebook: the whole text as it was read, with whose words they are, the
    loaded wording, shared passages and names; switches, and a count that follows them; and for each mark what it is,
    why, who speaks and how often it occurs in each group of texts. What is not body is shown too, in italics.

    Parameters
    ----------
    story
        The corpus with its tables.
    doc_id
        The text. Left out, it is the one with most attributed words in its body, the first of several.
    limit
        Of a longer text, as many paragraphs are shown as have so many words together; None shows all. What is left out
        is counted above the text, and the count of loaded words is then of what is shown.

    Returns
    -------
    Embedded
        For JupyterLab, the book and files written by nbconvert, a page in a sandboxed frame, which asks nobody for
        anything. Where frames are left out, as on GitHub, and in print: the marked text. As plain text: the same, with
        asterisks around loaded wording. The same story gives the same bytes.

    Raises
    ------
    InputError
        If no text has this id, or `limit` is less than 1.

    See Also
    --------
    explorer : The words of all texts, as points.
    side_by_side : Passages that two texts share.

    Notes
    -----
    What is corrected or coded there is kept nowhere: the frame says so, and exports it to a file, which `read_story`
    takes as `corrections`. On a page of the book it is kept in the browser. Each output has its own copy of the scripts
    and styles, about 50 kB, and holds the text three times: of the shipped texts, one of 330 words makes 75 kB, and one
    of 2,281 words 160 kB.

    Marks are found by rules and lists, which make mistakes. They describe wording; they do not say whose claim is true.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> text = same.reader(story)
    >>> print(str(text).splitlines()[0])
    Iranian regime and Iraq sabotage transfer of PMOI (MEK) members to third countries
    """
    if limit is not None and limit < 1:
        raise InputError(f"limit {limit}: at least 1 word must be shown")
    pages = list_pages(story)
    known = [page.doc_id for page in pages]
    chosen = most_attributed(story) if doc_id is None else doc_id
    if chosen not in known:
        raise InputError(f"no text has the id {chosen!r}; the ids are in story.documents['doc_id']")
    entries = entries_of(story)
    whole = next(iter(texts_of(story, pages, entries, only=chosen)))
    one, lists = _own(_cut(whole, limit), lists_of(story, pages, entries))
    page = pages[known.index(chosen)]
    assets = with_assets([STATIC / "reader.css"], SCRIPTS)
    carried = f'<script type="application/json" id="lists">{script_json(lists)}</script>\n'
    around = {**assets, "top": "", "nav": "", "end": carried + assets["end"]}
    template = (HERE / "text.html").read_text(encoding="utf-8")
    said = shown(page, one, whole.text)
    # Without the script that follows it, a link of a frame would lead to the notebook's own address.
    said["article"] = re.sub(r'(<a class="m") href="#[\d-]+"', r"\1", said["article"])
    html = framed(
        filled(template, {**around, **said}), title=f"Reader: {one.title}", still=_still_html(one, page.language)
    )
    return Embedded(html, _still_text(one))


def most_attributed(story: Story) -> str:
    """Return the text with most attributed words in its body, the first of several."""
    shares = story.voice_shares(by="doc_id")
    others = shares[(shares["part"] == "body") & (shares["voice"] != "author")]
    words = others.groupby("doc_id")["n_words"].sum().reindex(story.documents["doc_id"], fill_value=0)
    return str(words.idxmax())


def _cut(one: Text, limit: int | None) -> Text:
    """Return a text, or of a long one its first paragraphs, at least one word and at most `limit`; that is said."""
    if limit is None or len(one.words) <= limit:
        return one
    most = one.words[limit - 1][1]
    end = max([end for _, end in paragraphs(one.text) if end <= most], default=most)
    words = [span for span in one.words if span[1] <= end]
    left = f"shown and counted here: the first {number(len(words))} of {counted(len(one.words), 'word')}"
    return one._replace(
        about=f"{one.about} · <bdi>{left}</bdi>",
        text=one.text[:end],
        segments=[row._replace(end=min(row.end, end)) for row in one.segments if row.start < end],
        marks=[row for row in one.marks if row.end <= end],
        passages=[row for row in one.passages if row.end <= end],
        words=words,
    )


def _own(one: Text, lists: dict[str, Any]) -> tuple[Text, dict[str, Any]]:
    """Return a text and what it needs of the lists that all pages share, both numbered anew."""
    entries = {old: new for new, old in enumerate(sorted({mark.entry for mark in one.marks}))}
    others = {old: new for new, old in enumerate(sorted({row.other for row in one.passages}))}
    text = one._replace(
        marks=[mark._replace(entry=entries[mark.entry]) for mark in one.marks],
        passages=[row._replace(other=others[row.other]) for row in one.passages],
    )
    needed = {
        "texts": [lists["texts"][old] for old in others],
        "entries": [lists["entries"][old] for old in entries],
    }
    return text, {**lists, **needed}


class _Run(NamedTuple):
    """Words of a paragraph that are of one voice: whose they are, and the words, each run loaded or not."""

    whose: str
    words: list[tuple[str, bool]]


def _runs(one: Text) -> Iterator[list[_Run]]:
    """Yield the paragraphs of a text, each as its runs."""
    segments, marks = ([(row.start, row.end) for row in rows] for rows in (one.segments, one.marks))
    for row in pieces(paragraphs(one.text), segments, marks, []):
        found = []
        for at, inside in groupby(row, key=attrgetter("segment")):
            segment = one.segments[at]
            speaker = label(segment.speaker) or UNKNOWN
            whose = f"{HEARD[segment.voice]}, {speaker}" if segment.voice in HEARD else ""
            words = groupby(inside, key=lambda piece: any(one.marks[i].kind == "loaded" for i in piece.marks))
            said = [(list(some), loaded) for loaded, some in words]
            found.append(_Run(whose, [(one.text[some[0].start : some[-1].end], loaded) for some, loaded in said]))
        yield found


def _still_html(one: Text, language: str) -> str:
    """Return the marked text in elements that every renderer shows: no style and no class is needed."""
    lines = [f"<p><b>{escape(one.title)}</b><br>{one.about}</p>", f"<p>{escape(KEY.format('Bold'))}</p>"]
    for runs in _runs(one):
        html = ""
        for whose, words in runs:
            said = "".join(f"<b>{escape(visible(s))}</b>" if loaded else escape(visible(s)) for s, loaded in words)
            html += f"<em>[{escape(whose)}:</em> {said}<em>]</em>" if whose else said
        lines.append(f'<p lang="{escape(language)}" dir="auto">{html}</p>')
    return "".join(lines)


def _still_text(one: Text) -> str:
    """Return the marked text as plain text."""
    about = unescape(re.sub("</?bdi>", "", one.about))
    lines = [f"{one.title}\n{about}", KEY.format("Between asterisks")]
    for runs in _runs(one):
        text = ""
        for whose, words in runs:
            said = "".join(f"*{s}*" if loaded else s for s, loaded in words)
            text += f"[{whose}: {said}]" if whose else said
        lines.append(visible(" ".join(text.split())))
    return "\n\n".join(lines)
