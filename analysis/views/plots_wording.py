"""Figures about how the texts word things: markers of loaded language, and the names given to the same actor."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING

from analysis.views.layout import inches, key, label_rows, panel, room_for, say, shorten, stage, width_of
from analysis.views.style import GREY, RULE, SMALL, TEXT, VOICES, point, styled
from analysis.views.wording import KEYED, VOICE_WORDS, counted, decimal, listing, named, number

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

ROW = 0.17  # inches for one voice of one category
GAP = 0.12  # inches between categories
CELL = 0.66  # inches for a column of counts
QUIET = "quiet/left"
LINE = 0.205  # inches for a label


def markers_title(table: pd.DataFrame) -> str:
    """Say how many loaded words per 1,000 there are in each group and voice, with their number."""
    parts = []
    for group, rows in table[table["category"] == "all"].groupby("group", sort=False):
        sides = [f"{decimal(row.per_1000)} {_whose(row.voice)} ({number(row.n)})" for row in rows.itertuples()]
        parts.append(f"{group} {', '.join(sides)}")
    return f"Loaded words per 1,000: {'; '.join(parts)}" if parts else "There are no words to look for markers in"


def markers_alt(table: pd.DataFrame) -> str:
    """Name the rate of all categories with its interval, and the three most frequent categories, by group and voice."""
    parts = []
    for (group, voice), rows in table.groupby(["group", "voice"], sort=False):
        every, single = rows[rows["category"] == "all"], rows[(rows["category"] != "all") & (rows["n"] > 0)]
        first = single.sort_values("n", ascending=False, kind="stable").head(3).itertuples()
        rates = [
            f"{decimal(row.per_1000)} ({decimal(row.per_1000_low)} to {decimal(row.per_1000_high)})"
            for row in every.itertuples()
        ]
        most = [f"{row.title} {row.n}" for row in first]
        words = f"{group}, {VOICE_WORDS[voice]}, {counted(rows['words'].iloc[0], 'word')}: {', '.join(rates)}"
        parts.append(f"{words}{'; most often ' if most else ''}{', '.join(most)}")
    return f"Points with intervals: markers per 1,000 words, by category. {'. '.join(parts)}."


@styled
def plot_markers(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the rate of each category of markers by voice, one panel for each group of texts.

    Parameters
    ----------
    table
        ``group, voice, category, title, n, words, per_1000, per_1000_low, per_1000_high``: every category in every
        group and voice that has words.
    ax
        Axes to draw in; None for a new figure.
    """
    from matplotlib.ticker import MaxNLocator

    groups = list(dict.fromkeys(table["group"]))
    titles = list(dict.fromkeys(table["title"]))
    voices = [voice for voice in KEYED if (table["voice"] == voice).any()]
    block = ROW * max(len(voices), 1) + GAP
    left = room_for(titles, 2.4) + 0.15
    height = block * max(len(titles), 1)
    full = (height + 0.85) * max(len(groups[::2]), 1)
    top = stage(ax, title=markers_title(table), note=NOTE, height=full, sides=(0.1, 0.1, 0.05, 0.4))
    top.axis("off")
    wide, _ = inches(top)
    across = min(len(groups), 2) or 1
    each = (wide - left) / across
    count = max((width_of(number(n), SMALL) for n in table["n"]), default=0.2)
    ends = [value for value in [*table["per_1000"], *table["per_1000_high"]] if isfinite(value)]
    for at, group in enumerate(groups):
        rows = table[table["group"] == group]
        box = (left + (at % 2) * each + 0.05, at // 2 * (height + 0.85) + 0.45, each - count - 0.35, height)
        one = panel(top, box)
        if at % 2:
            one.set_yticks([])
        else:
            label_rows(one, titles, left - 0.1)
        one.set_ylim(len(titles) - 0.5, -0.5)
        one.set_xlim(0, max(ends, default=1.0) * 1.04 or 1.0)
        one.xaxis.set_major_locator(MaxNLocator(4))
        one.grid(axis="x")
        one.set_xlabel("per 1,000 words")
        sizes = rows.drop_duplicates("voice")
        words = ", ".join(f"{number(row.words)} {_whose(row.voice)}" for row in sizes.itertuples())
        say(one, shorten(group, each - 0.2, TEXT, "bold"), (0, -0.5), shift=(0, 24), look="head/left")
        say(one, shorten(f"words: {words}", each - 0.1, SMALL), (0, -0.5), shift=(0, 11), look="quiet/left")
        for row in rows.itertuples():
            mark = VOICES[row.voice]
            y = titles.index(row.title) + (voices.index(row.voice) - (len(voices) - 1) / 2) * ROW / block
            if isfinite(row.per_1000_low) and isfinite(row.per_1000_high):
                span = [row.per_1000_low, row.per_1000_high]
                one.plot(span, [y, y], color=mark.fill, linewidth=2, solid_capstyle="butt", gid="interval")
            one.plot(row.per_1000, y, marker=mark.marker, markersize=6, clip_on=False, gid="rate", **point(mark))
            shift = ((count + 0.12) * 72, 0)
            say(one, number(row.n), (one.get_xlim()[1], y), shift=shift, look="small/right" if row.n else "quiet/right")
    key(top, {VOICE_WORDS[voice]: VOICES[voice] for voice in voices}, above=0.3)
    return top


NOTE = (
    "At the right: markers counted. Lines: 95 % intervals, as if each word were drawn by itself; they say nothing "
    "about other texts."
)


def _whose(voice: str) -> str:
    return {"author": "own", "direct": "quoted", "indirect": "paraphrased"}.get(voice, voice)


def names_title(table: pd.DataFrame) -> str:
    """Say of each actor how many labels there are, and how many of the pejorative uses are quoted."""
    parts = []
    for actor, rows in table.groupby("actor", sort=False):
        bad = rows[rows["label_kind"] == "pejorative"]
        words = f"{actor} goes by {counted(rows['label'].nunique(), 'name')}"
        if bad["n"].sum():
            quoted = bad.loc[bad["voice"] != "author", "n"].sum()
            words += f" ({quoted} of {bad['n'].sum()} uses of pejorative ones in quotations)"
        parts.append(words)
    return "; ".join(parts) if parts else "No actor is named"


def names_alt(table: pd.DataFrame) -> str:
    """Name the six most frequent labels of each actor, by group and voice."""
    parts = []
    for actor, rows in table.groupby("actor", sort=False):
        labels = {label: _cells(some) for label, some in rows.groupby("label", sort=False)}
        first = sorted(labels, key=lambda label: -sum(labels[label].values()))[:6]
        said = [
            f"{named(label)} {listing([f'{n} {at[0]} {_whose(at[1])}' for at, n in labels[label].items()])}"
            for label in first
        ]
        parts.append(f"{actor}, {counted(len(labels), 'name')}, most often: {'; '.join(said)}")
    return f"Counts of each name, by who uses it. {'. '.join(parts)}."


@styled
def plot_names(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw how often each label of an actor stands in each group and voice, and name those who are quoted with it.

    Parameters
    ----------
    table
        From `analysis.measures.speaking.labels_by_speaker`: the rows to show, in the order to show them.
    ax
        Axes to draw in; None for a new figure.
    """
    columns = sorted(
        {(row.group, row.voice) for row in table.itertuples()}, key=lambda at: (at[0], list(VOICES).index(at[1]))
    )
    left = room_for(table["label"], 2.5) + 0.2
    lines: list[tuple[str, str, str]] = []
    for actor, rows in table.groupby("actor", sort=False):
        lines.append(("actor", str(actor), ""))
        for kind, some in rows.groupby("label_kind", sort=False):
            lines += [("label", str(label), str(kind)) for label in dict.fromkeys(some["label"])]
    top = stage(
        ax,
        title=names_title(table),
        note="Circles and numbers: how often. Names in italics are pejorative in the table of actors.",
        height=LINE * max(len(lines), 1),
        sides=(left, 0.1, 0.05, 0.62),
    )
    wide, _ = inches(top)
    cell = min(CELL, (wide - 1.6) / max(len(columns), 1))
    top.set_xlim(0, wide)
    top.set_ylim(max(len(lines), 1) - 0.5, -0.5)
    top.axis("off")
    room = wide - cell * len(columns) - 0.1
    for at, (group, voice) in enumerate(columns):
        x = (at + 0.5) * cell
        for words, up in ((shorten(group, cell - 0.04, SMALL), 19), (_whose(voice), 7)):
            top.annotate(words, (x, -0.5), (0, up), textcoords="offset points", ha="center", size=SMALL, color=GREY)
    say(top, shorten("who is quoted with it, how often", room, SMALL), (wide - room, -0.5), shift=(0, 10), look=QUIET)
    most = max((n for _, rows in table.groupby(["actor", "label"]) for n in _cells(rows).values()), default=1)
    for y, (what, words, kind) in enumerate(lines):
        if what == "actor":
            actor = words
            top.plot([-left + 0.1, wide], [y - 0.5, y - 0.5], color=RULE, linewidth=1, clip_on=False)
            say(top, shorten(actor, wide, TEXT, "bold"), (-left + 0.1, y), look="head/left")
            continue
        rows = table[(table["actor"] == actor) & (table["label"] == words)]
        cells = _cells(rows)
        look = "plain/right" if kind != "pejorative" else "loaded/right"
        say(top, shorten(words, left - 0.2), (0, y), shift=(-5, 0), look=look)
        for at, column in enumerate(columns):
            if n := cells.get(column, 0):
                mark = VOICES[column[1]]
                size = 4 + 9.5 * (n / most) ** 0.5
                top.plot((at + 0.5) * cell - 0.12, y, marker="o", markersize=size, gid="count", **point(mark))
                say(top, number(n), ((at + 0.5) * cell + 0.07, y), shift=(2, 0))
        who = [f"{row.speaker} {row.n}" for row in rows.itertuples() if row.voice != "author"]
        say(top, _as_many(who, room), (wide - room, y), look=QUIET)
    return top


def _as_many(things: list[str], inches: float) -> str:
    """Return as many things as fit, and how many more there are."""
    for n in range(len(things), 0, -1):
        more = f" and {len(things) - n} more" if n < len(things) else ""
        if width_of(f"{', '.join(things[:n])}{more}", SMALL) <= inches:
            return f"{', '.join(things[:n])}{more}"
    more = f" and {len(things) - 1} more" if len(things) > 1 else ""
    return shorten(things[0], inches - width_of(more, SMALL), SMALL) + more if things else ""


def _cells(rows: pd.DataFrame) -> dict[tuple[str, str], int]:
    """Return how often a label stands in each group and voice."""
    some = rows.drop_duplicates(["group", "voice"])
    return {(row.group, row.voice): int(row.n_voice) for row in some.itertuples()}
