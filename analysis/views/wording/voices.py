"""Sentences on whose words they are: voices, speakers, and the words that are never an author's own."""

from __future__ import annotations

import pandas as pd

from analysis.measures.groups import unknown_last
from analysis.measures.sources.sides import NO_SPEAKER, SIDE_NOT_CODED
from analysis.measures.story import Story
from analysis.views.tables.phrases import counted, label, listing, named, number, percent, percent_parts, span
from analysis.views.wording.groups import (
    NAMED_GROUPS,
    SPEAKERS_VERB,
    between,
    compared,
    ends,
    groups_of,
    has_groups,
    in_group,
    sentence,
    sharing,
    texts_of,
    verb,
    words,
)

OFTEN = 8  # uses from which a word is looked at


def attributed_by_group(story: Story) -> pd.DataFrame:
    """Return of each group its words, those attributed, quoted and paraphrased, and the range among its texts."""
    found = story.voice_findings().pivot(index="group", columns="voice", values=["n_words", "total", "n_docs"])
    table = pd.DataFrame({"group": found.index, "total": found["total"]["author"].to_numpy()})
    table["n_docs"] = found["n_docs"]["author"].to_numpy()
    table["direct"], table["indirect"] = found["n_words"]["direct"].to_numpy(), found["n_words"]["indirect"].to_numpy()
    table["n"] = table["direct"] + table["indirect"]
    table["share"] = table["n"] / table["total"]
    return unknown_last(table)


def who_is_speaking(story: Story) -> list[str]:
    """Say how much is attributed, quoted and paraphrased, in which group most, and how far texts differ."""
    table = attributed_by_group(story)
    if not table["n"].sum():
        return ["No quotation and no paraphrase was found: all words of these texts are their authors' own."]
    lines = []
    if len(table) <= NAMED_GROUPS:
        for row in table.itertuples():
            quoted, paraphrased = percent_parts([row.direct / row.total, row.indirect / row.total])
            lines.append(
                f"In {texts_of(story, row.group)}, {percent(row.share)} of {counted(row.total, 'word')} "
                f"{verb(row.n, 'is', 'are')} attributed to somebody: {quoted} in quotation marks and "
                f"{paraphrased} in paraphrase."
            )
    else:
        groups = compared(story, table)
        most, least = (sharing(groups, "share", end) for end in ends(groups, "share"))
        high, low = (
            f"{groups_of(rows)} ({percent(rows['share'].iloc[0])} of {counted(rows['total'].sum(), 'word')})"
            for rows in (most, least)
        )
        lines.append(
            f"The share of words attributed to somebody is highest in {high} and lowest in {low}"
            f"{between(len(groups) - len(most) - len(least))}."
        )
    shares = story.voice_shares().query("part == 'body' and voice == 'author' and total > 0")
    if len(shares) > 1:
        lines.append(
            f"From text to text the share runs from {span(1 - shares['share'].max(), 1 - shares['share'].min())}."
        )
    if table["n"].sum() and table["direct"].sum():
        lines.append(
            f"Quotation marks alone show {percent(table['direct'].sum() / table['n'].sum())} of what is attributed."
        )
    return lines


def difference_of_groups(story: Story) -> list[str]:
    """Compare how far groups differ in the share attributed with how far the texts within a group do."""
    table = compared(story, attributed_by_group(story))
    if len(table) < 2:
        return ["There is one group of texts, so there is no difference between groups to look at."]
    most, least = ends(table, "share")
    shares = story.voice_shares().query("part == 'body' and voice == 'author' and total > 0")
    within = compared(story, shares).groupby("group")["share"].agg(lambda one: one.max() - one.min()).max()
    line = (
        f"Between groups the share attributed differs by up to {points(most['share'] - least['share'])}; between "
        f"the texts of one "
        f"group by up to {points(within)}."
    )
    if within > most["share"] - least["share"]:
        line += " So the groups differ less than the texts within them."
    return [line]


def points(value: float) -> str:
    """Return a difference of two shares in words: “3 percentage points”."""
    return counted(100 * value, "percentage point") if value >= 0.005 else "less than one percentage point"


def parts_of_pages(story: Story) -> list[str]:
    """Say how many words are in the body, and what is not counted."""
    shares = story.voice_shares().drop_duplicates(["doc_id", "part"])
    sums = shares.groupby("part", sort=False)["total"].sum()
    others = [f"{label(part)} ({counted(n, 'word')})" for part, n in sums.items() if part != "body" and n]
    body = counted(int(sums.get("body", 0)), "word")
    if not others:
        return [f"All {body} are in the bodies of the texts: no headline, menu or comment was found."]
    return [f"The bodies hold {body}. Found and not counted below: {listing(others)}."]


def who_is_quoted(story: Story) -> list[str]:
    """Say from which side most quoted words come, where sides are coded, and who is quoted at greatest length."""
    quoted = story.words_by_speaker()
    total = int(quoted["n_words"].sum())
    if not total:
        return ["Nothing in these texts is in quotation marks as somebody's words, so nobody is quoted."]
    lines = []
    if story.has_sides:
        lines += _sides(story, "direct", "quoted", "come from")
    else:
        lines.append(
            f"Which side a speaker stands for takes a person to say, and nobody has done so for these texts: "
            f"{SPEAKERS_VERB} makes a sheet to fill in."
        )
    known = quoted[quoted["speaker"] != ""]
    lost = total - int(known["n_words"].sum())
    if len(known):
        first = known.loc[known["n_words"].idxmax()]
        lines.append(
            f"The speaker with most quoted words in one text is {label(first['speaker'])} in "
            f"{label(first['doc_id'])}, with {number(first['n_words'])} of "
            f"the {counted(total, 'quoted word')} of all texts."
        )
    lines.append(
        f"For {percent(lost / total)} of the quoted words no speaker was found."
        if lost
        else "Every quotation has a speaker."
    )
    return lines


def _sides(story: Story, voice: str, how: str, come: str) -> list[str]:
    """Say of each group which coded side most of its quoted, or paraphrased, words belong to."""
    table = story.words_by_side_and_voice()
    table = table[table["voice"] == voice].groupby(["group", "side"], as_index=False)["n_words"].sum()
    lines = []
    for group, rows in unknown_last(table).groupby("group", sort=False):
        coded, total = rows[~rows["side"].isin([NO_SPEAKER, SIDE_NOT_CODED])], int(rows["n_words"].sum())
        if len(coded):
            most, _ = ends(coded, "n_words")
            share = f"{percent(most['n_words'] / total)} of {counted(total, f'{how} word')}"
            lines.append(f"{sentence(in_group(story, str(group)))}, {share} {come} {label(most['side'])}.")
    return lines


def who_is_paraphrased(story: Story) -> list[str]:
    """Say whose words are paraphrased most, by side where sides are coded, else by speaker."""
    said = story.words_by_speaker(voice="indirect")
    total = int(said["n_words"].sum())
    if not total:
        return ["No paraphrase was found in these texts."]
    lines = _sides(story, "indirect", "paraphrased", "go to") if story.has_sides else []
    known = said[said["speaker"] != ""]
    if len(known):
        first = known.loc[known["n_words"].idxmax()]
        lines.append(
            f"Nobody is paraphrased at greater length in one text than {label(first['speaker'])} in "
            f"{label(first['doc_id'])}: {number(first['n_words'])} of "
            f"{counted(total, 'word')}."
        )
    return lines


def words_of_others(story: Story) -> list[str]:
    """Say which frequent words are never a group's own, and which are never attributed."""
    group = story.target_group
    table = story.terms_by_voice(by=story.by).query("group == @group and n >= @OFTEN")
    where = in_group(story, group)
    if not len(table):
        return [f"No word occurs {OFTEN} times or more {where}, so there is nothing to compare by voice."]
    total, own = int(table["total"].iloc[0]), int(table["total_own"].iloc[0])
    if own == total:
        return [f"Nothing is attributed {where}, so every word is an author's own."]
    never = table[table["n_own"] == 0]
    lines = [
        f"{sentence(where)}, {counted(len(table), 'word')} {verb(len(table), 'occurs', 'occur')} {OFTEN} times or more."
    ]
    if len(never):
        uses = listing([f"{named(label(row.term))} ({counted(row.n, 'use')})" for row in never.head(5).itertuples()])
        more = f", and {number(len(never) - 5)} more" if len(never) > 5 else ""
        lines.append(f"Never an author's own, always quoted or paraphrased: {uses}{more}.")
    else:
        most = table.sort_values(["share_other", "n", "term"], ascending=[False, False, True]).iloc[0]
        lines.append(
            f"None of them is always attributed; most often {named(label(most['term']))} is, in "
            f"{number(most['n_other'])} of {counted(most['n'], 'use')}."
        )
    always = table[table["n_other"] == 0]
    lines.append(
        f"Never attributed: {words(always['term'])}." if len(always) else "Each of them is attributed at least once."
    )
    return lines


def scare_quotes(story: Story) -> list[str]:
    """Say how many marks keep a word at a distance."""
    n = int((story.markers["category"] == "scare_quotes").sum())
    if not n:
        return ["No quotation marks were found that keep a word at a distance."]
    return [
        f"{counted(n, 'pair')} of quotation marks {verb(n, 'keeps', 'keep')} a word at a distance; these words stay "
        f"in the author's voice."
    ]


def hard_paraphrase(story: Story) -> list[str]:
    """Say where to look for mistakes: the longest paraphrases, and attributed words without a speaker."""
    rows = story.sources[story.sources["part"] == "body"]
    if not len(rows):
        return [
            "Nothing is attributed in these texts, so no attribution can be wrong. What was missed is found by "
            "reading alone."
        ]
    lost = rows[rows["speaker"].fillna("") == ""]
    lines = [
        f"{counted(len(rows), 'passage')} {verb(len(rows), 'is', 'are')} attributed; for {number(len(lost))} of "
        f"them no speaker was found."
    ]
    if has_groups(story) or len(rows) > 1:
        said = rows[rows["voice"] == "indirect"]["n_words"]
        if len(said):
            lines.append(
                f"Half of the paraphrases have {counted(said.median(), 'word')} or fewer; the longest has "
                f"{number(said.max())}."
            )
    return lines
