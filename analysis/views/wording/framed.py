"""Sentences on frames: which is above ordinary news, in whose words, and where groups differ surely."""

from __future__ import annotations

import pandas as pd

from analysis.measures.framing.frame_rates import ENTRIES
from analysis.measures.stats.minimum_sizes import LEAST_DOCUMENTS
from analysis.measures.story import Story
from analysis.texts.readers.frame_lists import read_frame_categories
from analysis.views.tables.phrases import counted, decimal, label, listing, number, small
from analysis.views.wording.groups import (
    NAMED_GROUPS,
    between,
    compared,
    ends,
    groups_of,
    has_groups,
    in_group,
    sentence,
    sharing,
    verb,
)

_SCHEME = "generic"
_NONE = "No word of the generic frames occurs in the bodies of these texts."
_MOST_NAMED = 3


def above_ordinary(story: Story) -> list[str]:
    """Say which generic frame is furthest above ordinary news, in each group or from the lowest to the highest."""
    table = _rates(story)
    if not table["n"].sum():
        return [_NONE]
    if table["group"].nunique() <= NAMED_GROUPS:
        return [_leading(story, str(group), rows) for group, rows in table.groupby("group", sort=False)]
    sums = table.groupby("frame").agg({"n": "sum", "words": "sum", "usual": "first"})
    first = (sums["n"] / sums["words"] / sums["usual"]).idxmax()
    rows = compared(story, table[table["frame"] == first])
    most, least = (sharing(rows, "per_1000", end) for end in ends(rows, "per_1000"))
    high, low = (f"{groups_of(some)} ({decimal(some['per_1000'].iloc[0])} per 1,000)" for some in (most, least))
    return [
        f"Of the five generic frames, {_title(first)} is furthest above ordinary news, which has "
        f"{decimal(rows['usual'].iloc[0])} of its words per 1,000: most are in {high}, fewest in {low}"
        f"{between(len(rows) - len(most) - len(least))}."
    ]


def whose_frames(story: Story) -> list[str]:
    """Say in whose words the leading frame of the target is."""
    rows = _rates(story)
    rows = rows[rows["group"] == story.target_group]
    where = in_group(story, story.target_group)
    if not rows["n"].sum():
        return [f"{sentence(where)}, no word of the generic frames occurs."]
    row = _first(rows)
    line = f"{sentence(where)}, {number(row['n_own'])} of the {counted(row['n'], 'word')} of {_title(row['frame'])} "
    line += f"{verb(row['n_own'], 'is', 'are')} the authors' own"
    rest = row["n"] - row["n_own"]
    return [f"{line}; {number(rest)} {verb(rest, 'is', 'are')} quoted or paraphrased." if rest else f"{line}."]


def frames_differ(story: Story) -> list[str]:
    """Say which frames differ between the target and the others by a test over texts, or why there is none."""
    if not has_groups(story):
        return ["These texts are one group, so no group is compared with another."]
    n = story.compared.set_index("group")["n_docs"]
    mine = int(n[story.target_group])
    if min(mine, int(n.sum()) - mine) < LEAST_DOCUMENTS:
        return [
            f"A difference is not tested here: {counted(mine, 'text')} of {label(story.target_group)} against "
            f"{number(int(n.sum()) - mine)} of the rest, where each side needs {LEAST_DOCUMENTS}."
        ]
    table = story.frame_rates(scheme=_SCHEME, target=story.target_group)
    table = table[(table["compared_with"] != "") & (table["measure"] == ENTRIES) & (table["voice"] == "all")]
    sure = table[table["q"] <= 0.05].sort_values("q", kind="stable").head(_MOST_NAMED)
    if not len(sure):
        return [
            f"No generic frame differs surely between {label(story.target_group)} and the rest (no q is .05 or less)."
        ]
    said = [
        f"{_title(row.frame)} ({decimal(row.rate)} against {decimal(row.rate_other)} per 1,000, q {_small(row.q)})"
        for row in sure.itertuples()
    ]
    return [f"By a test over texts, {label(story.target_group)} differs from the rest in words of {listing(said)}."]


def _rates(story: Story) -> pd.DataFrame:
    """Return the generic frames of each group that has words."""
    table = story.frames_by_group()
    return table[(table["scheme"] == _SCHEME) & (table["words"] > 0)]


def _leading(story: Story, group: str, rows: pd.DataFrame) -> str:
    where = sentence(in_group(story, group))
    if not rows["n"].sum():
        return f"{where}, no word of the generic frames occurs."
    row = _first(rows)
    many = f"{decimal(row['per_1000'])} of its words per 1,000 ({number(row['n'])} in {number(row['words'])})"
    usual, texts = f"where ordinary news has {decimal(row['usual'])}", counted(row["n_docs"], "text")
    if row["per_1000"] < row["usual"]:
        nearest = sentence(_title(row["frame"]))
        return f"{where}, no generic frame is above ordinary news. {nearest} is nearest: {many}, {usual}."
    return (
        f"{where}, {_title(row['frame'])} is furthest above ordinary news: {many}, {usual}. By the rule of the suite, "
        f"{number(row['docs'])} of {texts} {verb(row['n_docs'], 'has', 'have')} this frame."
    )


def _first(rows: pd.DataFrame) -> pd.Series:
    """Return the row of the frame that is furthest above ordinary news."""
    return rows.loc[(rows["per_1000"] / rows["usual"]).round(9).idxmax()]


def _title(frame: str) -> str:
    known = read_frame_categories()
    titles = known.loc[(known["scheme"] == _SCHEME) & (known["frame"] == frame), "title"]
    return str(titles.iloc[0]).lower() if len(titles) else label(frame)


def _small(q: float) -> str:
    return small(q) if small(q).startswith("<") else f"= {small(q)}"
