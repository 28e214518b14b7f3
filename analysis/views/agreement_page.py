"""The page about coders: how far they agree, and the passages on which they are most divided, to talk about."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import pandas as pd

from analysis.views.plain_page import plain_page
from analysis.views.tables.display import show
from analysis.views.tables.phrases import counted, visible

MOST_PASSAGES = 30
LIMIT = (
    "Experts agree only so far. Among people who were trained to mark loaded words in news, Krippendorff's alpha is "
    "about .4 for whole sentences. Where coders differ, nobody is wrong until a reason has been heard. A rule that "
    "both can follow is worth more than a majority."
)


def agreement_page(
    table: pd.DataFrame, divided: pd.DataFrame, texts: Mapping[str, str], titles: Mapping[str, str]
) -> str:
    """Return the page as HTML that loads nothing and runs nothing.

    Parameters
    ----------
    table
        What `text_agreement` returns.
    divided
        Table `disagreement`.
    texts
        The texts, by doc_id.
    titles
        What each category of the codebook is called.
    """
    people = table.loc[table["measure"] == "alpha", "coders"].iloc[0]
    whole = table[table["measure"] == "alpha"].assign(
        variable=lambda rows: rows["variable"].map(lambda name: titles.get(name, name))
    )
    pairs = table[(table["measure"] == "kappa") & (table["variable"] == "loaded")]
    lead = f"{counted(len(people.split(', ')), 'coder')}: {visible(people)}."
    sections = [
        ("limits", "Before you read the numbers", f"<p>{escape(LIMIT)}</p>"),
        ("all", "How far all of them agree", _figures(whole, "variable", "Krippendorff's alpha of each category")),
        ("pairs", "How far each two agree", _figures(pairs, "coders", "Cohen's kappa for loaded wording")),
        ("passages", "What they are most divided on", _passages(divided, texts, titles)),
    ]
    return plain_page("How far the coders agree", lead, sections)


def _figures(table: pd.DataFrame, name: str, caption: str) -> str:
    labels = {"variable": "category", "value": "figure", "low": "from", "high": "to", "n": "sentences", "why": "note"}
    columns = [name, "value", "low", "high", "n", "why"]
    digits = dict.fromkeys(("value", "low", "high"), 2)
    return show(table, caption=caption, limit=None, columns=columns, labels=labels, digits=digits)._repr_html_()


def _passages(divided: pd.DataFrame, texts: Mapping[str, str], titles: Mapping[str, str]) -> str:
    if divided.empty:
        return "<p>Nobody marked anything as loaded in a text that two of them coded.</p>"
    items = []
    for row in divided.head(MOST_PASSAGES).itertuples():
        words = visible(texts[row.doc_id][row.start : row.end])
        marks = row.marks
        for category, title in titles.items():
            marks = marks.replace(f"({category})", f"({title})")
        place = f"{visible(row.doc_id)}, characters {row.start:,} to {row.end:,}"
        told = f"{place}. {row.n_marked} of {counted(row.n_coders, 'coder')} marked something: {visible(marks)}."
        items.append(f'<li><p>{escape(words)}</p><p class="quiet">{escape(told)}</p></li>')
    rest = len(divided) - len(items)
    more = f"<p>{counted(rest, 'further sentence')} in which somebody marked something.</p>" if rest else ""
    order = "<p>The most divided come first, and sentences in which every coder marked something last.</p>"
    return f"{order}<ol>{''.join(items)}</ol>{more}"
