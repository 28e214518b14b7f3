"""The list of the texts, each leading to its page in the reader."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from analysis.measures.story import Story
from analysis.views.reader.lists import Page
from analysis.views.reader.pages import READER
from analysis.views.tables.display import MISSING
from analysis.views.tables.phrases import corrections_told, number, percent, visible

HEADS = ("Text", "Group", "Date", "Words", "Attributed", "Loaded, author's own", "Loaded, attributed")


def contents(story: Story, pages: Sequence[Page]) -> str:
    """Return the texts as an HTML table: how long each is, how much of it is attributed, and how loaded its words are.

    Words are those of the body; loaded words are counted per 1,000 of the author's own and of all attributed words.
    """
    shares = story.voice_shares(by="doc_id")
    words = shares[shares["part"] == "body"].pivot_table(
        index="doc_id", columns="voice", values="n_words", aggfunc="sum", fill_value=0
    )
    rates = story.marker_rates_by_voice(by="doc_id")
    loaded = rates[rates["category"] == "all"].set_index(["group", "voice"])["n"].to_dict()
    dates = dict(zip(story.documents["doc_id"], story.documents.get("date", [""] * len(pages)), strict=True))
    rows = []
    for page in pages:
        by_voice = words.loc[page.doc_id].to_dict() if page.doc_id in words.index else {}
        total, own = int(sum(by_voice.values())), int(by_voice.get("author", 0))
        theirs = sum(loaded.get((page.doc_id, voice), 0) for voice in ("direct", "indirect"))
        date = dates[page.doc_id]
        cells = [
            (escape(page.group), ""),
            (escape(visible(date)) if isinstance(date, str) and date else MISSING, ' class="ss-s"'),
            (number(total), ' class="ss-n"'),
            (percent((total - own) / total) if total else MISSING, ' class="ss-n"'),
            (_rate(loaded.get((page.doc_id, "author"), 0), own), ' class="ss-n"'),
            (_rate(theirs, total - own), ' class="ss-n"'),
        ]
        link = f'<a href="{READER}/{page.file}" lang="{page.language}" dir="auto">{escape(page.title)}</a>'
        others = "".join(f"<td{mark}>{cell}</td>" for cell, mark in cells)
        rows.append(f'<tr><th scope="row">{link}</th>{others}</tr>')
    corrected = "" if story.corrections is None else f"\n<p>By people: {corrections_told(story.corrections)}.</p>"
    head = "".join(f'<th scope="col">{name}</th>' for name in HEADS)
    return (
        '<div class="ss-table" role="region" tabindex="0" aria-label="The texts"><table>'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{chr(10).join(rows)}\n</tbody></table></div>"
        f'\n<p><a href="{READER}/pair.html">Two texts side by side</a>, with the same switches and their shared '
        f"passages linked.</p>{corrected}"
    )


def _rate(n: int, words: int) -> str:
    return f"{1000 * n / words:.1f}" if words else MISSING
