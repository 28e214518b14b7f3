"""Sentences on how far to trust the suite on these texts, by what was measured on others, and on what can be tested."""

from __future__ import annotations

import pandas as pd

from analysis.measures.evaluation.baselines import voice_confusion
from analysis.measures.evaluation.corrected import OTHERS, corrected_rates, corrected_shares
from analysis.measures.reuse.repeats import repeats, stories
from analysis.measures.stats.minimum_sizes import (
    LEAST_DOCUMENTS,
    LEVEL,
    explain_missing_test,
    smallest_permutation_p,
)
from analysis.measures.story import Story
from analysis.texts.readers.benchmarks import read_measured
from analysis.views.figures.data import stop_words
from analysis.views.tables.phrases import counted, decimal, label, named, number, percent, span
from analysis.views.wording.comparison import ONE_GROUP
from analysis.views.wording.groups import NAMED_GROUPS, compared, has_groups, in_group, sentence, verb
from analysis.views.wording.loaded import NO_LOADED
from analysis.views.wording.voices import OFTEN, points


def shares_with_errors(story: Story) -> list[str]:
    """Say what the shares of quotation and paraphrase would be, were errors as frequent as in annotated articles."""
    found, figures = story.voice_findings(), read_measured()
    table = corrected_shares(found, figures)
    if not table["n_words"].sum():
        return [
            "No quotation and no paraphrase was found in these texts. The rules miss part of the paraphrase in "
            "annotated articles too, so this does not show that there is none."
        ]
    if found["group"].nunique() > NAMED_GROUPS:
        sums = found.groupby("voice", as_index=False)[["n_words", "total"]].sum()
        pooled = corrected_shares(sums.assign(group="", share=sums["n_words"] / sums["total"]), figures)
    else:
        pooled = table
    lines = []
    for group, rows in pooled.groupby("group", sort=False):
        quoted, paraphrased = (rows[rows["voice"] == voice].iloc[0] for voice in OTHERS)
        where = sentence(in_group(story, str(group))) if group else "In all texts together"
        lines.append(
            f"{where}, {percent(quoted['share'])} of the words are in quotation marks as counted, and "
            f"{_corrected(quoted)} with the errors of annotated articles; for paraphrase "
            f"it is {percent(paraphrased['share'])} and {_corrected(paraphrased)}."
        )
    moved = [_moved(table[table["voice"] == voice]) for voice in OTHERS]
    lines.append(
        f"Such errors move a share of quotation by up to {points(moved[0])}, and one of paraphrase by up to "
        f"{points(moved[1])}."
    )
    if has_groups(story):
        for voice, what, error in zip(OTHERS, ("quotation", "paraphrase"), moved, strict=True):
            share = compared(story, table[table["voice"] == voice])["share"]
            far = share.max() - share.min()
            could = "more than two such errors make" if far > 2 * error else "two such errors could make it"
            lines.append(f"Between groups, {what} differs by up to {points(far)}: {could}.")
    return lines


def _corrected(row: pd.Series) -> str:
    return span(row["corrected_low"], row["corrected_high"])


def _moved(rows: pd.DataFrame) -> float:
    """Return how far the correction moves a share at most."""
    return float(rows[["corrected_low", "corrected_high"]].sub(rows["share"], axis=0).abs().to_numpy().max())


def rates_with_errors(story: Story) -> list[str]:
    """Say what the rates of loaded words would be, were errors as frequent as in annotated sentences."""
    table = story.marker_rates_by_voice()
    table = corrected_rates(table[(table["category"] == "all") & (table["voice"] != "indirect")], read_measured())
    table = table[table["words"] > 0]
    if not table["n"].sum():
        return [NO_LOADED]
    if story.sizes["group"].nunique() > NAMED_GROUPS:
        table = table[table["group"] == story.target_group]
    lines = []
    for group, rows in table.groupby("group", sort=False):
        said = [
            f"{'the own' if row.voice == 'author' else 'the quoted'} words have {decimal(row.per_1000)} loaded ones "
            f"per 1,000 as counted ({number(row.n)} in {number(row.words)}), and {decimal(row.corrected)} once "
            "corrected"
            for row in rows.itertuples()
        ]
        lines.append(f"{sentence(in_group(story, str(group)))}, {'; '.join(said)}.")
    return [*lines, "None of these is a rate to quote, and a difference is a direction without a known size."]


def own_uses_at_worst(story: Story) -> list[str]:
    """Say which words of the target are still mostly the authors' own, were some “own” words somebody else's."""
    made = voice_confusion(read_measured())
    error = float((1 - made.loc[made["voice"] == "author", "people_author"]).max())
    where = in_group(story, story.target_group)
    table = story.terms_by_voice(by=story.by)
    table = table[(table["group"] == story.target_group) & (table["n"] >= OFTEN) & (2 * table["n_own"] > table["n"])]
    table = table[~table["term"].isin(stop_words())].sort_values(["n", "term"], ascending=[False, True])
    if not len(table):
        return [
            f"No word but stop words is used {OFTEN} times or more {where} and mostly by an author, so there is "
            "nothing to try."
        ]
    still = int((2 * table["n_own"] * (1 - error) > table["n"]).sum())
    first = table.iloc[0]
    return [
        f"{sentence(where)}, {counted(len(table), 'word')} of {OFTEN} uses or more, stop words left out, "
        f"{verb(len(table), 'is', 'are')} mostly an author's own.",
        f"If {percent(error)} of these uses were somebody else's, that would still hold of {number(still)}.",
        f"The most frequent is {named(label(first['term']))}: {number(first['n_own'])} of "
        f"{counted(first['n'], 'use')} are an author's own as counted, and about "
        f"{number(first['n_own'] * (1 - error))} at worst.",
    ]


def enough_texts(story: Story) -> list[str]:
    """Say whether there are texts enough for a test, how small a p could be, and whether texts repeat each other."""
    return [*_smallest_p(story), *_copies(story)]


def _smallest_p(story: Story) -> list[str]:
    if not has_groups(story):
        return [ONE_GROUP]
    sizes = story.compared.set_index("group")["n_docs"]
    n = int(sizes[story.target_group])
    other = int(sizes.sum()) - n
    if missing := explain_missing_test(n, other, unit="text"):
        return [missing]
    p = smallest_permutation_p(n, other)
    least = "below 0.001" if p < 0.001 else f"as low as {decimal(p, 3)}"
    return [
        f"With {counted(n, 'text')} of {label(story.target_group)} against {number(other)}, a one-sided p can be "
        f"{least}; so the suite tests the words that are in {LEAST_DOCUMENTS} texts or more and could reach "
        f"a p of {LEVEL}."
    ]


def _copies(story: Story) -> list[str]:
    documents = story.documents
    n = len(documents)
    if n < 2:
        return []
    filled = "story" in documents and documents["story"].fillna("").astype(str).str.strip().ne("").all()
    of = documents["story"] if filled else stories(documents, repeats(documents))
    again = n - of.nunique()
    if not again:
        return ["No text repeats another one, as far as shared wording shows."]
    return [
        f"{number(again)} of {counted(n, 'text')} {verb(again, 'repeats', 'repeat')} an earlier one and "
        f"{verb(again, 'is', 'are')} not independent of it: --cluster story tests by story."
    ]
