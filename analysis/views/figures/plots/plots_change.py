"""The figure of what breaks each finding, one choice at a time."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from analysis.views.figures.layout import WIDTH, inches, key, panel, say, stage, wrap
from analysis.views.figures.plots.robustness import BROKEN, KEPT, ROW, choice_of, made, tally
from analysis.views.figures.style import RULE, SMALL, TEXT, bar, styled
from analysis.views.tables.phrases import counted, number

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes


def change_title(table: pd.DataFrame) -> str:
    """Say how many findings every choice keeps, and which single choice breaks most of them."""
    single = table[~table["dimension"].isin(["base", "several"])]
    if single.empty:
        return "There is no finding to try"
    kept = single.groupby("finding", sort=False)["keeps"].all()
    title = f"{number(kept.sum())} of {counted(len(kept), 'finding')} keep under every choice, one at a time"
    broken = Counter(made(row.dimension, row.choice) for row in single[~single["keeps"]].itertuples())
    if not broken:
        return title
    most = max(broken.values())
    worst = [choice for choice, n in broken.items() if n == most]
    return f"{title}; {number(most)} break{'s' * (most == 1)} {worst[0]}" if len(worst) == 1 else title


def change_alt(table: pd.DataFrame) -> str:
    """Name each finding with how many choices keep it and which break it."""
    parts = []
    for rows in _each(table):
        broken = "; ".join(choice_of(row) for row in rows[~rows["keeps"]].itertuples())
        parts.append(f"{rows['statement'].iloc[0]}: {tally(rows)}{f', breaks {broken}' if broken else ''}")
    return f"Bars of how many choices keep each finding. {'. '.join(parts)}."


@styled
def plot_change(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw for each finding the share of choices that keep it, and name those that break it.

    Parameters
    ----------
    table
        Rows of table `robustness`; combinations are passed over.
    ax
        Axes to draw in; None for a new figure.
    """
    findings = _each(table)
    room = WIDTH - 0.2 if ax is None else inches(ax)[0]
    side = 1.75
    lines = []
    for rows in findings:
        said = wrap(rows["statement"].iloc[0], room - side, TEXT)
        broken = [choice_of(row) for row in rows[~rows["keeps"]].itertuples()]
        lines.append((said, wrap("breaks " + "; ".join(broken), room - side, SMALL) if broken else []))
    heights = [0.165 * len(said) + 0.15 * len(broken) + 0.07 for said, broken in lines]
    note = "One choice at a time, each other one as published. Only choices that can touch a finding are counted. In "
    note += "brackets: what comes first instead. Keeping is not being true of other texts."
    top = stage(ax, title=change_title(table), note=note, height=max(sum(heights), ROW), sides=(0.1, 0.1, 0.05, 0.34))
    top.axis("off")
    wide, _ = inches(top)
    words = panel(top, (0, 0, wide - side, sum(heights) or ROW))
    bars = panel(top, (wide - side + 0.1, 0, side - 0.75, sum(heights) or ROW))
    down = 0.0
    for rows, (said, broken), high in zip(findings, lines, heights, strict=True):
        at = down + 0.085
        for line in said:
            say(words, line, (0, at), look="plain/left")
            at += 0.165
        for line in broken:
            say(words, line, (0, at), look="quiet/left")
            at += 0.15
        share = float(rows["keeps"].mean())
        bars.barh(down + 0.085, share, 0.12, gid="kept", **bar(KEPT))
        if share < 1:
            bars.barh(down + 0.085, 1 - share, 0.12, left=share, gid="broken", **bar(BROKEN))
        say(bars, tally(rows), (1, down + 0.085), shift=(5, 0))
        down += high
        words.axhline(down - 0.035, color=RULE, linewidth=0.5, zorder=0)
    for one in (words, bars):
        one.set(xlim=(0, 1), ylim=(down or 1, 0), xticks=[], yticks=[])
        one.spines[["left", "bottom"]].set_visible(False)
    key(top, {"choices that keep it": KEPT, "choices that break it": BROKEN}, above=0.28, bars=True)
    return top


def _each(table: pd.DataFrame) -> list[pd.DataFrame]:
    """Return the rows of each finding but the base and the combinations."""
    single = table[~table["dimension"].isin(["base", "several"])]
    return [rows for _, rows in single.groupby("finding", sort=False)]
