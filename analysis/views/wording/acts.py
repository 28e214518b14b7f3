"""Sentences on acts: in which forms they are told, how many passives leave the agent out, and who acts on whom."""

from __future__ import annotations

from math import isnan

import pandas as pd

from analysis.measures.framing.agency.agency import NOMINAL
from analysis.measures.framing.agency.agency_rates import ACTS, BY_NOUN, GROUPS, NO_AGENT, OPEN, PASSIVES
from analysis.measures.groups import unknown_last
from analysis.measures.stats.minimum_sizes import LEAST_DOCUMENTS
from analysis.measures.story import Story
from analysis.views.tables.phrases import counted, label, number, percent, small
from analysis.views.wording.groups import (
    ACTORS_VERB,
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
from analysis.views.wording.voices import points

VIOLENT = ("harm", "coercion")
NO_ACT = "The rules find no act in the authors' own words."


def _rates(story: Story) -> pd.DataFrame:
    """Return table `agency_rates` of the target against all other texts, made once."""
    if "agency_rates" not in story.made:
        target = story.target_group if has_groups(story) else None
        story.made["agency_rates"] = story.agency_rates(target=target)
    table: pd.DataFrame = story.made["agency_rates"]
    return table


def _wide(story: Story, voice: str, verb_class: str) -> pd.DataFrame:
    """Return how many acts of a class each group has by measure, and the share in forms that need no agent."""
    table = _rates(story)
    rows = table[(table["voice"] == voice) & (table["verb_class"] == verb_class) & (table["compared_with"] == "")]
    rows = rows[rows["actor"] == ""]
    wide = rows.pivot(index="group", columns="measure", values="n").reset_index()
    wide["share"] = (wide[OPEN] / wide[ACTS]).where(wide[ACTS] > 0)
    return unknown_last(wide.sort_values("group", kind="stable")).reset_index(drop=True)


def how_acts_are_told(story: Story) -> list[str]:
    """Say how many acts are told by a noun or by a passive without an agent, in own words, and how harm is told."""
    own = _wide(story, "author", "all")
    own = own[own[ACTS] > 0]
    if own.empty:
        return [NO_ACT]
    lines = []
    if len(own) <= NAMED_GROUPS:
        for row in own.to_dict("records"):
            acts = row[ACTS]
            lines.append(
                f"{sentence(in_group(story, str(row['group'])))}, {percent(row['share'])} of the "
                f"{counted(acts, 'act')} in the authors' own words {verb(acts, 'is', 'are')} told by a noun "
                f"({number(row[BY_NOUN])}) or by a passive without an agent ({number(row[OPEN] - row[BY_NOUN])})."
            )
    elif len(own := compared(story, own)):
        most, least = (sharing(own, "share", end) for end in ends(own, "share"))
        if len(most) == len(own):
            share = percent(own["share"].iloc[0])
            same = f"In each group {share} of the acts in the authors' own words are told by a noun or by a passive"
            return [f"{same} without an agent.", _harm(story)]
        high, low = (f"{groups_of(rows)} ({percent(rows['share'].iloc[0])})" for rows in (most, least))
        lines.append(
            "Of the acts in the authors' own words, most are told by a noun or by a passive without an agent in "
            f"{high} and fewest in {low}{between(len(own) - len(most) - len(least))}."
        )
    return [*lines, _harm(story)]


def _harm(story: Story) -> str:
    rows = _wide(story, "all", "harm").set_index("group")
    acts, nouns = (int(rows[measure].sum()) for measure in (ACTS, BY_NOUN))
    if not acts:
        return "No act of killing or hurting is told."
    return (
        f"Acts of killing and hurting, in all groups and voices, are told {counted(acts, 'time')}: "
        f"{number(nouns)} by a noun, {number(acts - nouns)} by a verb."
    )


def passives(story: Story) -> list[str]:
    """Say how many verb groups are passive, how many of these name no agent, and how surely the target differs."""
    table = _wide(story, "all", "all")
    table = table[table[GROUPS] > 0]
    if table.empty:
        return ["No verb group that could be passive was found in these texts."]
    if len(table) > NAMED_GROUPS:
        sums = table[[GROUPS, PASSIVES, NO_AGENT]].sum()
        lines = [f"In all groups together, {_of_verb_groups(sums)}."]
    else:
        lines = [
            f"{sentence(in_group(story, str(row['group'])))}, {_of_verb_groups(row)}." for _, row in table.iterrows()
        ]
    return lines if not has_groups(story) else [*lines, *_difference(story)]


def _of_verb_groups(row: pd.Series) -> str:
    groups, found, no_agent = (int(row[measure]) for measure in (GROUPS, PASSIVES, NO_AGENT))
    said = (
        f"{percent(found / groups)} of the {counted(groups, 'verb group')} that could be passive "
        f"{verb(groups, 'is', 'are')} ({number(found)})"
    )
    return f"{said}; {number(no_agent)} of these {verb(no_agent, 'names', 'name')} no agent" if found else said


def _difference(story: Story) -> list[str]:
    rows = _rates(story)
    rows = rows[(rows["measure"] == PASSIVES) & (rows["voice"] == "all") & (rows["verb_class"] == "all")]
    rows = rows[rows["compared_with"] != ""]
    if rows.empty:
        return []
    row = rows.iloc[0]
    if isnan(row["difference_low"]):
        n, other = int(row["n_units"]), int(row["n_units_other"])
        return [
            f"Neither test nor interval of the difference: they compare texts and need at least {LEAST_DOCUMENTS} with "
            f"a verb group in each group, and passives in some of them; there are {number(n)} against {number(other)}."
        ]
    more = "more" if row["difference"] > 0 else "fewer"
    low, high = sorted((abs(row["difference_low"]), abs(row["difference_high"])))
    sure = (
        f"by {points(low)} to {points(high)} at 95 % (p {_p(row['p'])})"
        if row["difference_low"] * row["difference_high"] > 0
        else "but the 95 % interval over texts includes no difference"
    )
    return [f"{label(row['group'])} has {more} passives than the other texts, {sure}."]


def _p(value: float) -> str:
    return "is not to be had" if isnan(value) else small(value) if value < 0.001 else f"= {small(value)}"


def who_acts(story: Story) -> list[str]:
    """Say of the actors named most in acts of harm and force how often each acts and how often it is acted upon."""
    if not len(story.actors):
        return [
            "These texts have no list of actors and their names, so acts are not counted by actor: "
            f"{ACTORS_VERB} makes a sheet to fill in."
        ]
    every = story.agency[(story.agency["part"] == "body") & (story.agency["form"] != NOMINAL)]
    lines = [f"Of all verbs, as far as the rules find it: {found}."] if (found := _roles(every)) else []
    acts = story.agency[(story.agency["part"] == "body") & story.agency["verb_class"].isin(VIOLENT)]
    if not len(acts):
        return [*lines, "No act of harm or force is told in these texts."]
    nobody = int((acts["agent"] == "").sum())
    nouns = int(((acts["agent"] == "") & (acts["form"] == NOMINAL)).sum())
    lines.append(
        f"Of {counted(len(acts), 'act')} of harm and force, nouns too, the rules find no agent in {number(nobody)}; "
        f"{number(nouns)} of these {verb(nouns, 'is a noun', 'are nouns')}."
    )
    return [*lines, f"In these acts: {found}."] if (found := _roles(acts)) else lines


def _roles(acts: pd.DataFrame) -> str:
    """Say of the three actors named most how often each is agent and patient."""
    columns = (acts[f"{role}_actor"] for role in ("agent", "patient"))
    acting, acted_upon = (actors[actors != ""].value_counts() for actors in columns)
    sums = acting.add(acted_upon, fill_value=0).rename_axis("actor").reset_index(name="n")
    first = sums.sort_values(["n", "actor"], ascending=[False, True])["actor"].head(3)
    return "; ".join(
        f"{label(actor)} acts in {number(acting.get(actor, 0))} and is acted upon in {number(acted_upon.get(actor, 0))}"
        for actor in first
    )
