"""Figures about who is speaking: the share of each voice in each text, and who stands in quotation marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.views.figures.layout import WIDTH, key, label_rows, room_for, say, stage, width_of
from analysis.views.figures.panels import Panel, bar_panels
from analysis.views.figures.style import TEXT, VOICES, bar, styled
from analysis.views.tables.phrases import KEYED, VOICE_WORDS, counted, listing, number, percent, span

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

MOST_TEXTS = 24  # drawn; the table has all of them
SHORT = {"author": "its own", "direct": "quoted", "indirect": "paraphrased"}


def voices_title(table: pd.DataFrame) -> str:
    """Say between which shares the attributed words lie, quoted and paraphrased together, by group of texts."""
    own = _body(table)
    own = own[(own["voice"] == "author") & (own["total"] > 0)]
    parts = []
    for group, rows in own.groupby("group", sort=False):
        whose = f"the {counted(len(rows), f'{group} text')}" if len(rows) > 1 else f"the {group} text"
        parts.append(f"{span(1 - rows['share'].max(), 1 - rows['share'].min())} of the words in {whose}")
    return f"Attributed, as quotation or paraphrase: {listing(parts)}" if parts else "No text has a word in its body"


def voices_alt(table: pd.DataFrame) -> str:
    """Name the shares of each text that is drawn, with its size and what is left out."""
    texts = []
    for doc_id, rows in _drawn(table).groupby("doc_id", sort=False):
        shares = [f"{percent(row.share)} {VOICE_WORDS[row.voice]}" for row in rows.itertuples() if row.n_words]
        texts.append(f"{doc_id} ({counted(rows['total'].iloc[0], 'word')}): {listing(shares)}")
    return f"Bars, one for each text, cut by voice. {'. '.join(texts)}. {_left_out(table)}{_more(table)}"


@styled
def plot_voices(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw the share of each voice in the body of each text, with the counts under each bar.

    Of more than `MOST_TEXTS` texts those with most words are drawn.

    Parameters
    ----------
    table
        From `voice_shares.voice_shares`: ``doc_id, group, part, voice, n_words, total, share``.
    ax
        Axes to draw in; None for a new figure.
    """
    body = _drawn(table)
    texts = list(body.drop_duplicates("doc_id").itertuples())
    there = [voice for voice in KEYED if body.loc[body["voice"] == voice, "n_words"].any()]
    left = room_for([text.doc_id for text in texts], 2.0) + 0.25
    sides = (left, 0.15, 0.1, 0.42)
    note = _left_out(table) + _more(table)
    ax = stage(ax, title=voices_title(table), note=note, height=0.6 * max(len(texts), 1), sides=sides)
    label_rows(ax, [text.doc_id for text in texts], left - 0.25)
    wide = WIDTH - left - 0.15
    for row, text in enumerate(texts):
        rows = body[body["doc_id"] == text.doc_id].set_index("voice")
        start = 0.0
        for voice in there:
            share, mark = float(rows["share"].get(voice, 0.0)), VOICES[voice]
            if not share > 0:
                continue
            ax.barh(row, share, left=start, height=0.5, gid=voice, **bar(mark))
            words = percent(share)
            if width_of(words, TEXT) + 0.1 < share * wide:
                plate = {"facecolor": mark.fill, "edgecolor": "none", "pad": 1.5} if mark.hatch else None
                ax.text(start + share / 2, row, words, ha="center", va="center", color=mark.ink, bbox=plate)
            start += share
        parts = [f"{number(rows['n_words'].get(voice, 0))} {SHORT[voice]}" for voice in there]
        size = f"{counted(text.total, 'word')}: {', '.join(parts)}" if text.total else "no words"
        say(ax, size, (0, row + 0.25), shift=(0, -8), look="quiet/left")
    ax.set_xlim(0, 1)
    ax.set_ylim(len(texts) - 0.35, -0.4)
    ax.set_xticks([])
    ax.spines[["left", "bottom"]].set_visible(False)
    key(ax, {VOICE_WORDS[voice]: VOICES[voice] for voice in there}, above=0.3, bars=True)
    return ax


def _body(table: pd.DataFrame) -> pd.DataFrame:
    return table[table["part"] == "body"]


def _drawn(table: pd.DataFrame) -> pd.DataFrame:
    """Return the bodies of the texts with most words, in the order of the table."""
    body = _body(table)
    sizes = body.drop_duplicates("doc_id").sort_values("total", ascending=False, kind="stable")
    return body[body["doc_id"].isin(sizes["doc_id"].head(MOST_TEXTS))]


def _more(table: pd.DataFrame) -> str:
    """Say how many texts are not drawn, if any."""
    n = _body(table)["doc_id"].nunique() - MOST_TEXTS
    return f" Drawn: the {MOST_TEXTS} texts with most words; {number(n)} more are in the table." if n > 0 else ""


def _left_out(table: pd.DataFrame) -> str:
    """Say how many words of which part are not counted."""
    others = table[table["part"] != "body"]
    parts = []
    for part, rows in others.groupby("part", sort=False):
        sizes = rows.drop_duplicates("doc_id")["total"]
        parts.append(f"{part} {number(sizes.sum())} ({counted(len(sizes), 'text')})")
    return f"Not counted, in words: {listing(parts)}." if parts else "All words are counted."


def quoted_title(table: pd.DataFrame) -> str:
    """Name the side that is quoted at greatest length in each group of texts."""
    parts = []
    for group, rows in table.groupby("group", sort=False):
        size = counted(rows["total"].iloc[0], "word")
        parts.append(f"of {size} quoted in {group}, {percent(rows['share'].iloc[0])} are by {rows['side'].iloc[0]}")
    return f"{'; '.join(parts)[0].upper()}{'; '.join(parts)[1:]}" if parts else "Nobody is quoted"


def quoted_alt(table: pd.DataFrame) -> str:
    """Name each side with its words and quotations, by group of texts."""
    parts = []
    for group, rows in table.groupby("group", sort=False):
        who = [f"{row.side} {row.n_words} in {counted(row.n_quotations, 'quotation')}" for row in rows.itertuples()]
        parts.append(f"{group} ({counted(rows['total'].iloc[0], 'quoted word')}): {', '.join(who)}")
    return f"Bars of words in quotation marks, by side. {'. '.join(parts)}."


@styled
def plot_quoted(table: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw for how many words each side is quoted directly, by group of texts.

    Parameters
    ----------
    table
        From `sides.words_by_side`.
    ax
        Axes to draw in; None for a new figure.
    """
    panels = [
        Panel(
            str(group),
            f"{counted(rows['total'].iloc[0], 'quoted word')}, {counted(rows['n_docs'].iloc[0], 'text')}",
            rows["side"].tolist(),
            rows["n_words"].tolist(),
            [f"{number(row.n_words)}  ({percent(row.share)}, {row.n_quotations}×)" for row in rows.itertuples()],
            VOICES["direct"],
        )
        for group, rows in table.groupby("group", sort=False)
    ]
    note = "Bars: words in quotation marks. In brackets: share of the quoted words, and how many quotations."
    return bar_panels(panels, ax=ax, title=quoted_title(table), note=note, across=1)
