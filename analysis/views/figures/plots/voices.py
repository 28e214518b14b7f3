"""The figure of whose words each text and each group consists of: its author's, quoted, paraphrased."""

from __future__ import annotations

from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from analysis.measures.groups import ONE_GROUP, unknown_last
from analysis.views.figures.chart import Bar, ChartBlock, ChartRow, Dot, Key, Scale, chart
from analysis.views.figures.choice import MANY_GROUPS, balanced
from analysis.views.figures.style import INK, VOICE_MARKS, Mark, styled
from analysis.views.tables.phrases import (
    KEYED,
    VOICE_WORDS,
    counted,
    extremes,
    listing,
    number,
    percent,
    span,
)

_MOST_TEXTS = 24  # drawn; the table has all of them
_SHORT = {"author": "its own", "direct": "quoted", "indirect": "paraphrased"}
_HIDDEN = Mark(INK, "", "s", "#ffffff")


def voices_title(table: pd.DataFrame) -> str:
    """Say what share of the words is attributed, quoted and paraphrased together, by group of texts."""
    own = _body(table)
    own = own[(own["voice"] == "author") & (own["total"] > 0)]
    if own.empty:
        return "No text has a word in its body"
    if "group_attributed" in own:
        groups = _groups(own)
        if len(groups) > MANY_GROUPS:
            ends = {row.group: row.group_attributed for row in groups.itertuples()}
            return f"Attributed to somebody: {extremes(ends, percent)}"
        parts = [f"{percent(row.group_attributed)} of the words in {row.group}" for row in groups.itertuples()]
        return f"Attributed to somebody: {listing(parts)}"
    parts = []
    for group, rows in own.groupby("group", sort=False):
        kind = "text" if group == ONE_GROUP else f"{group} text"
        whose = f"the {counted(len(rows), kind)}" if len(rows) > 1 else f"the {kind}"
        parts.append(f"{span(1 - rows['share'].max(), 1 - rows['share'].min())} of {whose}")
    return f"Attributed to somebody: {listing(parts)}"


def voices_alt(table: pd.DataFrame) -> str:
    """Name the shares of each group, or of each text where there are few, with its size and what is left out."""
    if "group_attributed" in table:
        groups = [
            f"{row.group} ({counted(row.group_docs, 'text')}, {counted(row.group_words, 'word')}): {_attributed(row)}"
            for row in _groups(table).itertuples()
        ]
        texts = counted(_drawn(table)["doc_id"].nunique(), "text")
        words = f"Bars, one for each group and one for each of {texts}, cut by voice. Attributed to somebody: "
        return f"{words}{'; '.join(groups)}. {_left_out(table)}{_more(table)}"
    said = []
    for doc_id, rows in _drawn(table).groupby("doc_id", sort=False):
        shares = [f"{percent(row.share)} {VOICE_WORDS[row.voice]}" for row in rows.itertuples() if row.n_words]
        said.append(f"{doc_id} ({counted(rows['total'].iloc[0], 'word')}): {listing(shares)}")
    return f"Bars, one for each text, cut by voice. {'. '.join(said)}. {_left_out(table)}{_more(table)}"


@styled
def plot_voices(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the share of each voice in the body of each text, with the counts under each bar.

    Where the table has the shares of groups, their bars come first, over a line for the interval, and then the texts by
    group. Of more than `_MOST_TEXTS` texts as many of each group are drawn as there can be.

    Parameters
    ----------
    table
        From `voice_shares.voice_shares`, or `voice_shares.with_group_shares`:
        ``doc_id, group, part, voice, n_words, total, share``.
    ax
        Axes to draw in; None for a new figure.
    """
    body = _drawn(table)
    there = [voice for voice in KEYED if _body(table).loc[_body(table)["voice"] == voice, "n_words"].any()]
    note = _left_out(table) + _more(table)
    if "group_attributed" in table:
        head = "By group" if len(_groups(table)) > 1 else "Together"
        blocks = [ChartBlock(head, "", _group_rows(_body(table), there))]
        sizes = _body(table).groupby("group", sort=False)["doc_id"].nunique()
        for group, texts in body.groupby("group", sort=False):
            n, of = texts["doc_id"].nunique(), sizes[group]
            size = counted(n, "text") if n == of else f"{number(n)} of {number(of)} texts"
            blocks.append(ChartBlock(str(group), size, _text_rows(texts, there)))
        if bounds := _bounds(table):
            note += (
                f" Lines under the bars of groups: {bounds} of what is attributed to somebody, measured from the right."
            )
    else:
        blocks = [ChartBlock("", "", _text_rows(body, there))]
    title, scale = voices_title(table), Scale(limits=(0, 1), above=True)
    return chart(ax, title=title, note=note, blocks=blocks, keys=[_key_of(there)], scale=scale)


def _text_rows(body: pd.DataFrame, there: list[str]) -> list[ChartRow]:
    rows = []
    for doc_id, text in body.groupby("doc_id", sort=False):
        found = text.set_index("voice")
        total = found["total"].iloc[0]
        counts = [f"{number(found['n_words'].get(voice, 0))} {_SHORT[voice]}" for voice in there]
        size, under = (counted(total, "word"), ", ".join(counts)) if total else ("no words", "")
        rows.append(ChartRow(str(doc_id), (size,), _bars(found["share"], there), under=under, high=0.3))
    return rows


def _group_rows(body: pd.DataFrame, there: list[str]) -> list[ChartRow]:
    """Return a bar for each group, and under it a line from one bound of what is attributed to the other."""
    rows = []
    words = body.groupby(["group", "voice"], sort=False)["n_words"].sum()
    for row in _groups(body).itertuples():
        size = f"{counted(row.group_docs, 'text')}, {counted(row.group_words, 'word')}"
        rows.append(ChartRow(str(row.group), (size,), _bars(words[row.group] / row.group_words, there), high=0.3))
        dot = Dot(1 - row.group_attributed, _HIDDEN, "attributed", 1 - row.group_high, 1 - row.group_low)
        rows.append(ChartRow("", (), dots=[dot], under=f"attributed: {_attributed(row)}", high=0.12))
    return rows


def _bars(shares: pd.Series, there: list[str]) -> list[Bar]:
    found = {voice: float(shares.get(voice, 0)) for voice in there}
    return [Bar(share, VOICE_MARKS[voice], voice, percent(share)) for voice, share in found.items() if share > 0]


def _groups(table: pd.DataFrame) -> pd.DataFrame:
    """Return the first row of each group that has words."""
    return (
        table[table["group_docs"].notna()]
        .drop_duplicates("group")
        .sort_values("group", kind="stable")
        .pipe(unknown_last)
    )


def _attributed(row: Any) -> str:
    bounds = f" ({row.group_bounds} {span(row.group_low, row.group_high)})" if row.group_docs > 1 else ""
    return f"{percent(row.group_attributed)}{bounds}"


def _bounds(table: pd.DataFrame) -> str:
    """Say what the bounds of the groups are."""
    kinds = set(_groups(table).query("group_docs > 1")["group_bounds"])
    over = "95 % intervals over texts" if "95 % interval" in kinds else ""
    few = f"the range of the texts{' where a group has fewer than five' if over else ''}" if "range" in kinds else ""
    return listing([one for one in (over, few) if one])


def _key_of(voices: list[str]) -> Key:
    return Key({VOICE_WORDS[voice]: VOICE_MARKS[voice] for voice in voices}, bars=True)


def _body(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["part"] == "body"]


def _drawn(table: pd.DataFrame) -> pd.DataFrame:
    """Return the bodies of the texts that are drawn, in the order of the table."""
    body = _body(table)
    if body["doc_id"].nunique() <= _MOST_TEXTS:
        return body
    texts = body[body["total"] > 0].drop_duplicates("doc_id")
    return body[body["doc_id"].isin(balanced(texts["doc_id"].tolist(), texts["group"].tolist(), _MOST_TEXTS))]


def _more(table: pd.DataFrame) -> str:
    """Say how many texts are not drawn, if any."""
    n, drawn = (_body(rows)["doc_id"].nunique() for rows in (table, _drawn(table)))
    more = f" Drawn: {number(drawn)} of {number(n)} texts, spread evenly over the groups; the table has all of them."
    return more if n > drawn else ""


def _left_out(table: pd.DataFrame) -> str:
    """Say how many words of which part are not counted."""
    others = table[table["part"] != "body"]
    parts = []
    for part, rows in others.groupby("part", sort=False):
        sizes = rows.drop_duplicates("doc_id")["total"]
        parts.append(f"{part} {number(sizes.sum())} ({counted(len(sizes), 'text')})")
    return f"Not counted, in words: {listing(parts)}." if parts else "All words are counted."
