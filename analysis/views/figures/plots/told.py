"""The figure of who mentions what: a row for each name, number or event, a column for each text or group of texts."""

from __future__ import annotations

from functools import partial
from math import isnan
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from analysis.views.figures.chart import ChartBlock, ChartRow, Key, Scale, chart
from analysis.views.figures.layout import annotate, inches, width_of
from analysis.views.figures.style import INK, RULE, SMALL, VOICE_MARKS, Mark, styled
from analysis.views.tables.phrases import KEYED, counted, groups_left_out, left_out, listing, named, number, percent

_HEADS = {
    "person": "People",
    "body": "Bodies",
    "place": "Places",
    "people": "Peoples",
    "other": "Other names",
    "date": "Dates",
    "event": "Events",
    "quantity": "Numbers",
    "denial": "Denials of a number",
}
_WHOSE = {"author": "by the author", "direct": "in quotation marks alone", "indirect": "in paraphrase"}
_NAMED = 3  # texts of one thing that the alt text names
_SHARES = {  # of the texts of a group that mention a thing, from which share on
    "in all or nearly all": (0.9, Mark("#1f4e79", "", "o", "#ffffff")),
    "in half or more": (0.5, Mark("#7fb2d6", "", "o", INK)),
    "in fewer": (0.0, Mark("#dcebf5", "", "o", INK)),
}


def mentions_title(table: pd.DataFrame) -> str:
    """Say of the first denial how many texts tell and deny the number, and how much is mentioned everywhere."""
    things = _things(table)
    n, groups = _texts(table), table["group"].nunique()
    denied = table.loc[table["kind"] == "denial", ["name", "wording"]].drop_duplicates().head(1)
    parts = []
    for row in denied.itertuples():
        of = str(row.name).removesuffix(", denied")
        told, said = ((table.loc[table["name"] == name, "docs"]).sum() for name in (of, row.name))
        what = named(str(row.wording).removeprefix("denied: "))
        if told:
            parts.append(f"{what} is in {number(told)} of {number(n)} texts, a denial of it in {number(said)}")
        else:  # the number itself is not among the things shown
            parts.append(f"a denial of {what} is in {number(said)} of {number(n)} texts")
    everywhere = sum((rows["docs"] > 0).all() for _, rows in things)
    where = _all(n, "text") if _is_by_text(table) else f"texts of {_all(groups, 'group')}"
    if things:
        parts.append(f"of {counted(len(things), 'thing')} shown, {_are(everywhere)} in {where}")
    said_of_all = "; ".join(parts) if parts else "Nothing is mentioned"
    return said_of_all[:1].upper() + said_of_all[1:]


def _all(n: int, thing: str) -> str:
    return {1: f"the {thing}", 2: f"both {thing}s"}.get(n, f"all {number(n)} {thing}s")


def _are(n: int) -> str:
    return f"{number(n)} {'is' if n == 1 else 'are'}" if n else "none is"


def mentions_alt(table: pd.DataFrame) -> str:
    """Name each thing with the texts that mention it, or those few that do not."""
    parts = []
    by_text = _is_by_text(table)
    for kind, rows in table.groupby("kind", sort=False):
        said = [f"{thing['wording'].iloc[0]} {_where(thing, by_text)}" for _, thing in _things(rows)]
        parts.append(f"{_HEADS[str(kind)]}: {'; '.join(said)}")
    more = left_out(table) if by_text else groups_left_out(table)
    return f"A grid of things by {'text' if by_text else 'group'}, filled where mentioned. {'. '.join(parts)}.{more}"


def _where(thing: pd.DataFrame, by_text: bool) -> str:
    if not by_text:
        return ", ".join(f"{row.group} {number(row.docs)} of {number(row.n_docs)}" for row in thing.itertuples())
    there, absent = thing[thing["docs"] > 0], thing[thing["docs"] == 0]
    if absent.empty:
        return f"in all {number(len(thing))}"
    said = f"in {number(len(there))} of {number(len(thing))}"
    if len(absent) < len(there):
        return f"{said}, not in {listing(list(absent['group']))}" if len(absent) <= _NAMED else said
    places = [f"{row.group} ({_place(row)})" for row in there.itertuples()]
    return f"{said}: {listing(places)}" if len(places) <= _NAMED else said


@styled
def plot_mentions(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw a cell for each thing and text, filled where the text mentions it, with how early: for groups, how many.

    Parameters
    ----------
    table
        Table `mention_matrix`, with the words of each text or group (``words``) and the group of each text
        (``text_group``).
    ax
        Axes to draw in; None for a new figure.
    """
    groups = list(dict.fromkeys(table["group"]))
    by_text, blocks = _is_by_text(table), [ChartBlock("", "", _columns(table))]
    for kind, rows in table.groupby("kind", sort=False):
        lines = []
        for _, thing in _things(rows):
            cells = thing.set_index("group").reindex(groups).reset_index()
            label = str(thing["wording"].iloc[0]).removeprefix("denied: ")
            lines.append(ChartRow(label, high=0.2, draw=partial(_cells, rows=cells, by_text=by_text)))
        blocks.append(ChartBlock(_HEADS[str(kind)], "", lines, ("",), partial(_number, n=len(groups))))
    if by_text:
        there = {_WHOSE[voice]: VOICE_MARKS[voice] for voice in KEYED if voice in {_voice(v) for v in table["voices"]}}
        note = "Numbers: % of the text’s words before the first mention; H: in the headline. An empty cell: not found. "
        note += f"What a text does not mention it need not have known.{left_out(table)}"
    else:
        there = {words: mark for words, (_, mark) in _SHARES.items()}
        note = "Numbers: texts that mention it. An empty cell: in none. What a text does not mention it need not have "
        note += f"known.{groups_left_out(table)}"
    return chart(
        ax,
        title=mentions_title(table),
        note=note,
        blocks=blocks if groups else [],
        keys=[Key(there, bars=True)] if groups else [],
        scale=Scale(limits=(0, max(len(groups), 1))),
    )


def _columns(table: pd.DataFrame) -> list[ChartRow]:
    """Return a line that says of each number over the columns which text or group it is."""
    rows = table.drop_duplicates("group")
    by_text, lines = _is_by_text(table), []
    for n, row in enumerate(rows.itertuples(), start=1):
        size = "" if by_text else f"{counted(row.n_docs, 'text')}, "
        name = f"{row.group}, {row.text_group}" if row.text_group else row.group
        lines.append(ChartRow("", under=f"{n}  {name}: {size}{counted(row.words, 'word')}", high=0.0, gap=-0.07))
    return lines


def _things(table: pd.DataFrame) -> list[tuple[Any, pd.DataFrame]]:
    return list(table.groupby(["kind", "name"], sort=False))


def _is_by_text(table: pd.DataFrame) -> bool:
    """Return whether each column is one text: then the first mention is in the text that the column is named for."""
    found = table[table["docs"] > 0]
    return bool((table["n_docs"] == 1).all() and (found["doc_id"] == found["group"]).all())


def _texts(table: pd.DataFrame) -> int:
    return int(table.drop_duplicates("group")["n_docs"].sum())


def _voice(voices: str) -> str:
    """Return the author's voice where it is among those in which a thing is told, else the first."""
    told = voices.split(", ")
    return "author" if "author" in told else told[0]


def _place(row: Any) -> str:
    """Return how early a thing comes: H for the headline, else the share of the words before it in per cent."""
    if row.section == "headline":
        return "H"
    return "" if isnan(row.position) else percent(row.position)


def _number(ax: Axes, *, n: int) -> None:
    """Write the number of each column over a block."""
    for k in range(n):
        annotate(ax, str(k + 1), (k + 0.5, -0.09), look="quiet/center")


def _cells(ax: Axes, y: float, *, rows: pd.DataFrame, by_text: bool) -> None:
    """Draw the cells of one thing."""
    room = inches(ax)[0] / max(len(rows), 1) - 0.04
    for k, row in enumerate(rows.itertuples()):
        told = bool(row.docs)
        mark = _mark(row, by_text) if told else Mark("white", "", "", INK)
        edge = "white" if mark.hatch else RULE
        look: dict[str, Any] = {"facecolor": mark.fill, "hatch": mark.hatch, "edgecolor": edge, "linewidth": 0.7}
        ax.add_patch(Rectangle((k + 0.03, y - 0.085), 0.94, 0.17, gid="told" if told else "absent", **look))
        said = (_place(row).removesuffix(" %") if by_text else number(row.docs)) if told else ""
        if said and width_of(said, SMALL) < room:
            plate = {"facecolor": mark.fill, "edgecolor": "none", "pad": 0.8} if mark.hatch else None
            centred: dict[str, Any] = {"ha": "center", "va": "center_baseline", "color": mark.ink, "size": SMALL}
            ax.text(k + 0.5, y, said, bbox=plate, **centred)


def _mark(row: Any, by_text: bool) -> Mark:
    if by_text:
        return VOICE_MARKS[_voice(row.voices)]
    return next(mark for least, mark in _SHARES.values() if row.docs >= least * row.n_docs)
