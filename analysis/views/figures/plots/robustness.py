"""Figures of what our choices decide: one finding under every specification, and every finding under each choice."""

from __future__ import annotations

import re
from collections import Counter
from functools import partial
from math import isfinite, prod
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from analysis.measures.robustness.multiverse import MOST_NAMED, folded
from analysis.views.figures.chart import Bar, ChartBlock, ChartRow, Key, Scale, chart
from analysis.views.figures.style import GREY, INK, RULE, Mark, point, styled
from analysis.views.tables.phrases import counted, decimal, listing, number, percent

_KEPT, _BROKEN = Mark("#1f4e79", "", "o", "#ffffff"), Mark("#e69f00", "////", "D", INK)
_BASE = Mark(INK, "", "*", "#ffffff")
_CURVE = 2.2  # inches
_MOST = 12  # choices of a dimension that have a row each
_DIMENSIONS = {
    "words": "What a word is",
    "stop_words": "Stop words",
    "listed": "Words in the list",
    "voice": "Whose words count",
    "attributed": "What counts as attributed",
    "part": "Part of the page",
    "text": "Texts",
    "passages": "Passages that texts share",
    "weights": "TF-IDF",
    "score": "Score",
    "threshold": "Threshold",
    "lexicon": "Loaded categories",
    "speakers": "Speakers not found",
}

# How a choice follows “breaks”, by dimension; where none is named: “with {}”.
_SAID = {
    "stop_words": "with stop words {}",
    "listed": "with {} in the list",
    "voice": "with the {} alone",
    "attributed": "if what is {} counts",
    "part": "with the {}",
    "passages": "with shared passages counted {}",
    "threshold": "with words found {}",
    "lexicon": "with loaded words: {}",
    "speakers": "with speakers not found {}",
}


def specifications_title(table: pd.DataFrame) -> str:
    """Say under how many choices, one at a time, the finding holds."""
    if table.empty:
        return "There is no finding to try"
    return f"Holds under {tally(folded(_split(table)[0]))} choices: {_plain(table['statement'].iloc[0])}"


def specifications_alt(table: pd.DataFrame) -> str:
    """Name the base, the range of the values, the rule, and the choices that break the finding one at a time."""
    if table.empty:
        return "No points."
    single, _ = _split(table)
    first, values = table.iloc[0], table["value"].dropna()
    broken = failures(single)
    return (
        f"A curve of {counted(len(table), 'specification')}, ordered by value, from {_value(values.min())} to "
        f"{_value(values.max())} ({first['unit']}); {_base_words(table)} {_value(first['published'])}. "
        f"Holds: {first['rule']}. "
        f"Below, a mark for each choice that a specification makes. One at a time, "
        f"{'it holds under every choice' if not broken else 'it fails ' + '; '.join(broken)}."
    )


@styled
def plot_specifications(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the value of a finding under each specification, in order, over the choices that each one makes.

    Parameters
    ----------
    table
        Rows of table `robustness` of one finding, its base among them.
    ax
        Axes to draw in; None for a new figure.
    """
    ordered = table[table["value"].notna()].sort_values(["value", "keeps"], kind="stable").reset_index(drop=True)
    _, several = _split(table)
    note = "From left to right: one specification each; below the curve, which choices it makes, and in what share of "
    note += "them the finding holds. Dashed: where it stops holding. "
    note += f"Combinations of choices: it holds in {tally(several)}. " if len(several) else ""
    note += f"Many agreeing choices are no evidence about other texts.{_drawn(table)}"
    note += f"{_one_by_one(table)}{_fold_note(table)}"
    missing = int(table["value"].isna().sum())
    note += f" {counted(missing, 'specification')} with nothing to measure: not drawn, not kept." if missing else ""
    unit = str(table["unit"].iloc[0]) if len(table) else ""
    curve = ChartRow("", high=_CURVE, draw=partial(_curve, ordered=ordered, table=table))
    marks = {"holds": _KEPT, "fails": _BROKEN, _base_words(table): _BASE}
    return chart(
        ax,
        title=specifications_title(table),
        note=note,
        blocks=[ChartBlock("", unit, [curve]), *_choices(ordered, table)],
        keys=[Key(marks)],
        scale=Scale(limits=(-1, max(len(ordered), 1))),
    )


def _curve(ax: Axes, _: float, *, ordered: pd.DataFrame, table: pd.DataFrame) -> None:
    """Draw the values in order, the base, and the bounds within which the finding holds."""
    room = 0.12 if len(table) < 2 else 0.0  # for the numbers at its left, where no choice has a label there
    curve = ax.inset_axes((room, 0, 1 - room, 1))
    curve.set(xlim=ax.get_xlim(), xticks=[])
    curve.spines["bottom"].set_visible(False)
    size = 5 if len(ordered) < 60 else 3
    for kept, mark in ((True, _KEPT), (False, _BROKEN)):
        here = ordered[ordered["keeps"] == kept]
        look = {**point(mark), "markeredgewidth": 0.5 if size > 3 else 0.15}
        gid = "kept" if kept else "broken"
        curve.plot(here.index, here["value"], marker=mark.marker, markersize=size, gid=gid, **look)
    base = ordered[ordered["dimension"] == "base"]
    curve.plot(base.index, base["value"], marker=_BASE.marker, markersize=12, gid="base", **point(_BASE))
    curve.grid(axis="y")
    curve.locator_params(axis="y", nbins=5)
    lows, highs = curve.get_ylim()
    for bound in table[["keeps_from", "keeps_to"]].head(1).astype(float).to_numpy().ravel():
        if isfinite(bound) and lows <= bound <= highs:
            curve.axhline(bound, color=GREY, linewidth=1, linestyle=(0, (4, 2)), zorder=0, gid="bound")


def _choices(ordered: pd.DataFrame, table: pd.DataFrame) -> list[ChartBlock]:
    """Return a block for each dimension with two choices or more; one with very many has two rows."""
    blocks = []
    for dimension, title in _DIMENSIONS.items():
        made = ordered[dimension].astype(str)
        single = table.loc[table["dimension"].isin(["base", dimension]), dimension]
        choices = [choice for choice in dict.fromkeys(single.astype(str)) if choice]
        if len(choices) < 2:
            continue
        groups = {choice: [choice] for choice in choices}
        if len(choices) > _MOST:
            groups = {choices[0]: choices[:1], f"one of {number(len(choices) - 1)} others": choices[1:]}
        rows, compared = [], _alike(ordered, dimension, table)
        for label, of in groups.items():
            here = ordered[made.isin(of)]
            alike = here[here.index.isin(compared)]
            share = percent(alike["keeps"].mean()) if len(alike) else "–"
            rows.append(ChartRow(label, (share,), high=0.17, draw=partial(_places, at=here.index.tolist())))
        blocks.append(ChartBlock(title, "", rows))
    return blocks


def _places(ax: Axes, y: float, *, at: list[int]) -> None:
    """Draw a mark where a choice is made."""
    ax.vlines(at, y - 0.05, y + 0.05, color=INK, linewidth=0.9, gid="choice")
    ax.axhline(y, color=RULE, linewidth=0.5, zorder=0)


def _split(table: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    single = table[~table["dimension"].isin(["base", "several"])]
    return single, table[table["dimension"] == "several"]


def _fold_note(table: pd.DataFrame) -> str:
    """Say that texts left out count as one choice, where they do."""
    single = _split(table)[0]
    fewer = len(folded(single)) < len(single)
    return " Leaving out one text counts once, and fails if it fails for any text." if fewer else ""


def tally(rows: pd.DataFrame) -> str:
    """Return in how many of the rows the finding holds: ``9 of 11``."""
    return f"{number(rows['keeps'].sum())} of {number(len(rows))}"


def choice_of(row: Any) -> str:
    """Return under what a finding breaks, and what comes first instead: ``with stems (camp)``, ``without a``."""
    return f"{made(row.dimension, row.choice)} ({row.instead})" if row.instead else made(row.dimension, row.choice)


def failures(rows: pd.DataFrame) -> list[str]:
    """Return under which single choices a finding breaks, as `choice_of` does; of many texts, how many there are."""
    broken, is_text = rows.loc[~rows["keeps"], ["dimension", "choice", "instead"]], rows["dimension"] == "text"
    texts = broken[broken["dimension"] == "text"]
    if len(texts) <= MOST_NAMED:
        return [choice_of(row) for row in broken.itertuples()]
    said = [choice_of(row) for row in broken[broken["dimension"] != "text"].itertuples()]
    return [*said, f"without any one of {number(len(texts))} of {counted(is_text.sum(), 'text')}"]


def made(dimension: str, choice: str) -> str:
    """Return a choice so that it can follow “breaks”: “breaks if what is quoted alone counts”.

    >>> made("text", "without a"), made("part", "whole page"), made("score", "G2")
    ('without a', 'with the whole page', 'with G2')
    """
    if choice.startswith("with"):
        return f"{choice} as a loaded category" if dimension == "lexicon" else choice
    if (dimension, choice) == ("voice", "all"):
        return "with all voices"
    return _SAID.get(dimension, "with {}").format(choice)


def _combined(table: pd.DataFrame) -> list[str]:
    """Return the dimensions that combinations vary: each text of hundreds is left out by itself alone."""
    single, several = _split(table)
    base = table[table["dimension"] == "base"]
    return [name for name in dict.fromkeys(single["dimension"]) if (~several[name].isin(base[name])).any()]


def _combinations(table: pd.DataFrame) -> int:
    """Return how many combinations of choices there are, in the table or not."""
    single, _ = _split(table)
    sizes = single.loc[single["dimension"].isin(_combined(table)), "dimension"].value_counts().tolist()
    return prod(size + 1 for size in sizes) - 1 - sum(sizes)


def _is_part(table: pd.DataFrame) -> bool:
    """Tell whether the table has only some of the combinations."""
    return 0 < len(_split(table)[1]) < _combinations(table)


def _alike(ordered: pd.DataFrame, dimension: str, table: pd.DataFrame) -> pd.Index:
    """Return the specifications of which the choices of a dimension have shares: each choice with the same others.

    All of them where every combination is there; of some of the combinations these alone, since what differs in one
    choice alone has the base of all others. Where the dimension is in no combination: the base, and its own choices.
    """
    kind, combined = ordered["dimension"], _combined(table)
    if dimension not in combined:
        return ordered.index[kind.isin(["base", dimension])]
    return ordered.index[(kind == "several") if _is_part(table) else kind.isin(["base", "several", *combined])]


def _drawn(table: pd.DataFrame) -> str:
    """Say how many combinations there are where not all of them are in the table; else nothing."""
    if not _is_part(table):
        return ""
    shown = f"{number(len(_split(table)[1]))} of {number(_combinations(table))} combinations"
    return f" Shown: {shown}; the shares are of these."


def _one_by_one(table: pd.DataFrame) -> str:
    """Say which choices are in no combination, where others are."""
    combined, every = _combined(table), dict.fromkeys(_split(table)[0]["dimension"])
    alone = [_DIMENSIONS[name] for name in every if name not in combined] if combined else []
    return f" In no combination, and each tried by itself: {listing(alone)}." if alone else ""


def _base_words(table: pd.DataFrame) -> str:
    """Return what the base is called: only of the five texts is anything published."""
    return "as published" if table.attrs.get("published") else "with the suite's own choices"


def _plain(statement: str) -> str:
    return re.sub("[“”]", "’", re.sub("“([^”]*)”", r"‘\1’", statement))


def _value(value: float) -> str:
    return decimal(value, 2 if abs(value) < 10 else 1)


def change_title(table: pd.DataFrame) -> str:
    """Say how many findings hold under every choice, and under which single choice most of them fail."""
    single, _ = _split(table)
    if single.empty:
        return "There is no finding to try"
    kept = single.groupby("finding", sort=False)["keeps"].all()
    title = f"{number(kept.sum())} of {counted(len(kept), 'finding')} hold under every single choice"
    broken = Counter(made(row.dimension, row.choice) for row in single[~single["keeps"]].itertuples())
    most = max(broken.values(), default=0)
    worst = [choice for choice, n in broken.items() if n == most]
    return f"{title}; {number(most)} fail{'s' * (most == 1)} {worst[0]}" if len(worst) == 1 else title


def change_alt(table: pd.DataFrame) -> str:
    """Name each finding, the number of choices under which it holds, and those under which it fails."""
    parts = []
    for rows in _each(table):
        broken = "; ".join(failures(rows))
        parts.append(f"{rows['statement'].iloc[0]}: {tally(folded(rows))}{f', fails {broken}' if broken else ''}")
    return f"Bars of the share of choices under which each finding holds. {'. '.join(parts)}."


@styled
def plot_change(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw under what share of the choices each finding holds, those that fail first, and list the rest.

    Parameters
    ----------
    table
        Rows of table `robustness`; combinations are passed over.
    ax
        Axes to draw in; None for a new figure.
    """
    failing: list[tuple[float, ChartRow]] = []
    safe: list[tuple[float, ChartRow]] = []
    for rows in _each(table):
        counted_once, broken = folded(rows), failures(rows)
        share = float(counted_once["keeps"].mean())
        bars = [Bar(share, _KEPT, "kept"), Bar(1 - share, _BROKEN, "broken")] if broken else []
        under = f"fails {'; '.join(broken)}" if broken else ""
        one = ChartRow(
            rows["statement"].iloc[0], (tally(counted_once),), bars, under=under, high=0.1 if broken else 0.0
        )
        (failing if broken else safe).append((share, one))
    blocks = [
        ChartBlock(f"{number(len(found))} {does}", "", [row for _, row in sorted(found, key=lambda one: one[0])])
        for does, found in (("fail under some choice", failing), ("hold under every choice", safe))
        if found
    ]
    usual = "as published" if table.attrs.get("published") else "as the suite has it"
    note = f"One choice at a time, each other one {usual}. Only choices that can touch a finding are counted. In "
    note += "brackets: what comes first instead. A finding that holds here may still be wrong for other texts."
    note += _fold_note(table)
    keys = [Key({"choices under which it holds": _KEPT, "fails": _BROKEN}, bars=True)]
    return chart(
        ax, title=change_title(table), note=note, blocks=blocks, keys=keys, scale=Scale(limits=(0, 1), above=True)
    )


def _each(table: pd.DataFrame) -> list[pd.DataFrame]:
    """Return the rows of each finding but the base and the combinations."""
    return [rows for _, rows in _split(table)[0].groupby("finding", sort=False)]
