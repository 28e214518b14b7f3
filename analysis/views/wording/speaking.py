"""Sentences on who gets to speak: sides, names withheld, verbs of saying, reports of reports, and the last word."""

from __future__ import annotations

import pandas as pd

from analysis.measures.groups import unknown_last
from analysis.measures.sources.sides import NO_SPEAKER, SIDE_NOT_CODED
from analysis.measures.story import Story
from analysis.views.tables.phrases import counted, label, listing, named, number, percent
from analysis.views.wording.groups import (
    NAMED_GROUPS,
    SPEAKERS_VERB,
    compared,
    ends,
    has_groups,
    in_group,
    sentence,
    verb,
)

NOBODY = "Nothing in these texts is attributed to anybody, so nobody gets to speak."


def given(story: Story) -> pd.DataFrame:
    """Return the attributed words by side, voice and naming, made once."""
    if "given" not in story.made:
        story.made["given"] = story.words_by_side_and_voice()
    return story.made["given"]


def who_gets_to_speak(story: Story) -> list[str]:
    """Say which side has most attributed words in each group, or that sides are not coded."""
    table = given(story)
    if not len(table):
        return [NOBODY]
    total = table.groupby("group")["n_words"].sum()
    lines = [f"{counted(total.sum(), 'word')} {verb(total.sum(), 'is', 'are')} attributed to somebody in these texts."]
    if not story.has_sides:
        return [
            *lines,
            f"Nobody has coded which side the speakers stand for, so no side is added up: "
            f"{SPEAKERS_VERB} makes a sheet to fill in.",
        ]
    for group, rows in list(unknown_last(table).groupby("group", sort=False))[:NAMED_GROUPS]:
        sides = rows.groupby("side")["n_words"].sum().drop([NO_SPEAKER, SIDE_NOT_CODED], errors="ignore")
        if len(sides):
            first = sides.idxmax()
            lines.append(
                f"{sentence(in_group(story, str(group)))}, {percent(sides[first] / total[group])} of "
                f"{number(total[group])} go to {label(first)}."
            )
    return lines


def quoted_or_paraphrased(story: Story) -> list[str]:
    """Say which side is quoted more often than paraphrased, where sides are coded; else which group quotes most."""
    table = given(story)
    if not len(table):
        return [NOBODY]
    key = "side" if story.has_sides else "group"
    table = table if story.has_sides else compared(story, table)
    voiced = table.pivot_table(index=key, columns="voice", values="n_words", aggfunc="sum", fill_value=0)
    voiced = voiced.drop([NO_SPEAKER, SIDE_NOT_CODED], errors="ignore")
    voiced = voiced.reindex(columns=["direct", "indirect"], fill_value=0)
    voiced = voiced.assign(share=voiced["direct"] / voiced.sum(axis=1)).reset_index()
    if not len(voiced):
        return ["No side of a speaker is coded, so there is nothing to compare."]
    if len(voiced) < 2:
        return [f"{percent(voiced['share'].iloc[0])} of the attributed words are in quotation marks."]
    most, least = ends(voiced, "share")
    what = "side whose words are" if key == "side" else "group whose attributed words are"
    return [
        f"The {what} most often in quotation marks is {label(most[key])} ({percent(most['share'])}); least "
        f"often, {label(least[key])} ({percent(least['share'])})."
    ]


def anonymous(story: Story) -> list[str]:
    """Say how many attributed words come from sources without a name, by group."""
    table = given(story)
    if not len(table):
        return [NOBODY]
    hidden = table[table["naming"] == "anonymous"].groupby("group")["n_words"].sum()
    total = table.groupby("group")["n_words"].sum()
    shares = (hidden.reindex(total.index, fill_value=0) / total).rename("share").reset_index()
    if not hidden.sum():
        return ["No attributed word comes from an anonymous source."]
    if len(shares) == 1:
        return [f"{percent(shares['share'].iloc[0])} of the attributed words come from anonymous sources."]
    most, least = ends(compared(story, shares) if has_groups(story) else shares, "share")
    return [
        f"The share of anonymous sources is highest in {label(most['group'])}, {percent(most['share'])} of "
        f"{counted(total[most['group']], 'attributed word')}, "
        f"and lowest in {label(least['group'])}, {percent(least['share'])} of {number(total[least['group']])}."
    ]


def cues(story: Story) -> list[str]:
    """Say with which kinds of verb words are attributed, and where there is doubt."""
    rows = story.sources[story.sources["part"] == "body"]
    kinds = rows["cue_kind"].fillna("")
    kinds = kinds[kinds != ""]
    if not len(kinds):
        return ["No passage is attributed by a verb that the list of cues knows."]
    neutral, doubt = int((kinds == "neutral").sum()), rows[rows["cue_kind"] == "doubting"]
    lines = [f"Of {counted(len(kinds), 'cue')}, {percent(neutral / len(kinds))} are neutral, such as “said”."]
    if len(doubt):
        often = doubt["cue"].str.lower().value_counts()
        verbs = listing([named(label(cue)) for cue in sorted(often.index, key=lambda cue: (-often[cue], cue))[:4]])
        lines.append(f"{counted(len(doubt), 'passage')} {verb(len(doubt), 'has', 'have')} a cue of doubt ({verbs}).")
    else:
        lines.append("None is a cue of doubt, such as “claimed”.")
    return lines


def through_others(story: Story) -> list[str]:
    """Say how many passages came through another source."""
    total, n = len(story.sources), int((story.sources["via"] != "").sum())
    if not total:
        return [NOBODY]
    return [
        f"Of {counted(total, 'attributed passage')}, {number(n)} {verb(n, 'is', 'are')} said to have come "
        f"through another source."
        if n
        else "No text says that it has its words through another source."
    ]


def last_word(story: Story) -> list[str]:
    """Say how many texts end in somebody else's words."""
    last = story.last_words()
    if not len(last):
        return [NOBODY]
    end = int((last["words_after"] == 0).sum())
    known = last[last["speaker"].fillna("") != ""]
    lines = [
        f"{number(end)} of {counted(len(last), 'text')} that attribute anything {verb(end, 'ends', 'end')} "
        f"with somebody else's words."
    ]
    if story.has_sides and len(known):
        side = last["side"].value_counts()
        lines.append(
            f"The side that is the last to speak most often is {label(side.index[0])}, in {number(side.iloc[0])}."
        )
    return lines
