"""Sentences on words: the common ones, how they are spread, their pairs, and what marks each text."""

from __future__ import annotations

import pandas as pd

from analysis.measures.frequency.terms import leading
from analysis.measures.groups import unknown_last
from analysis.measures.story import Story
from analysis.views.figures.data import stop_words
from analysis.views.tables.phrases import counted, decimal, label, listing, named, number, percent
from analysis.views.wording.groups import NAMED_GROUPS, ends, has_groups, in_group, sentence, verb, words

LISTED = 12  # frequent words of a group


def common_words(story: Story) -> list[str]:
    """Name the most frequent words of each group, stop words left out, and those that all groups share."""
    if not has_groups(story) or len(story.sizes) > NAMED_GROUPS:
        lists = {"": leading(story.terms(), LISTED, leave_out=stop_words())}
    else:
        every = leading(story.terms(by=story.by), LISTED, by="group", leave_out=stop_words())
        lists = {str(group): rows for group, rows in unknown_last(every).groupby("group", sort=False)}
    if not any(len(rows) for rows in lists.values()):
        return ["These texts have no words but stop words such as “the”."]
    lines = []
    for group, rows in lists.items():
        uses = listing([f"{named(label(row.term))} ({counted(row.n, 'use')})" for row in rows.head(4).itertuples()])
        where = sentence(in_group(story, group)) if group else "In these texts"
        total = counted(rows["total"].iloc[0], "word")
        lines.append(f"{where}, the most frequent words apart from stop words are, among {total}, {uses}.")
    if len(lists) > 1:
        shared = set.intersection(*(set(rows["term"]) for rows in lists.values()))
        first = next(iter(lists.values()))["term"]
        both = [term for term in first if term in shared]
        lines.append(
            f"On the list of {LISTED} of each group: {words(both)}."
            if both
            else "No word is on the lists of all groups."
        )
    return lines


def spread(story: Story) -> list[str]:
    """Say which of the most frequent words is spread most evenly over the texts, and which least."""
    table = story.terms()
    if int(table["n_docs"].iloc[0]) < 2:
        return ["There is one text with words, so nothing is spread over texts."]
    table = leading(table, LISTED, leave_out=stop_words()).dropna(subset=["dp_norm"])
    if len(table) < 2:
        return ["There are too few words besides stop words to compare how they are spread."]
    most, least = ends(table, "dp_norm")
    said = [
        f"{named(label(row['term']))} (DPnorm {decimal(row['dp_norm'], 2)}, in {number(row['docs'])} of "
        f"{counted(row['n_docs'], 'text')})"
        for row in (least, most)
    ]
    return [f"Of the {number(len(table))} most frequent words, {said[0]} is spread most evenly and {said[1]} least."]


def pairs(story: Story) -> list[str]:
    """Name the pair of neighbours that chance fits worst."""
    table = story.collocations()
    if not len(table):
        return ["No two words are neighbours often enough to be called a pair."]
    first = table.iloc[0]
    pair = f"{label(first['first'])} {label(first['second'])}"
    return [
        f"The pair that chance fits worst is {named(pair)}: {counted(first['n'], 'time')}, in "
        f"{counted(first['docs'], 'text')}."
    ]


def marks(story: Story) -> list[str]:
    """Name the words that mark texts: of each where they are few, else how many texts share a first word."""
    table = leading(story.tfidf(), 1, by="doc_id", leave_out=stop_words())
    if not len(table) or table["doc_id"].nunique() < 2:
        return ["There is one text with words, so nothing marks it against others."]
    if len(table) <= 6:
        said = [
            f"{named(label(row.term))} in {label(row.doc_id)} ({counted(row.n, 'use')})" for row in table.itertuples()
        ]
        return [f"The word that marks each text most, stop words left out: {listing(said)}."]
    often = table["term"].value_counts()
    first = often.index[0]
    lines = [f"In {counted(len(table), 'text')}, {counted(len(often), 'different word')} come first."]
    if often.iloc[0] > 1:
        lines.append(f"The one that marks most texts is {named(label(first))}, in {number(often.iloc[0])} of them.")
    return lines


def marks_of_others(story: Story) -> list[str]:
    """Say how many of the words that mark texts do so no longer in the author's voice."""
    if not story.select(voice="author").words.any():
        return ["No word of these texts is an author's own, so nothing can be compared."]
    both = leading(story.tfidf(), 8, by="doc_id", leave_out=stop_words())
    own = leading(story.tfidf(voice="author"), 8, by="doc_id", leave_out=stop_words())
    still = both.merge(own[["doc_id", "term"]], on=["doc_id", "term"])
    return [
        f"Of {counted(len(both), 'place')} (eight words at most for each text), the same words fill "
        f"{number(len(still))} once "
        "quotation and paraphrase are left out."
    ]


def alike(story: Story) -> list[str]:
    """Name the two texts that are most similar, and the range."""
    table = story.similarity()
    if not len(table):
        return ["There is one text with words, so no two can be compared."]
    first, last = table.iloc[0], table.iloc[-1]
    pair = f"{label(first['doc_id_a'])} and {label(first['doc_id_b'])}"
    lines = [f"The two texts that are most similar are {pair}, with a cosine of {decimal(first['cosine'], 2)}."]
    texts = len(story.body.by_document())
    if 1 < len(table) == texts * (texts - 1) // 2:
        lines.append(f"The least similar pair of {number(len(table))} has {decimal(last['cosine'], 2)}.")
    return lines


def passages(story: Story) -> list[str]:
    """Say how many passages texts share."""
    table = story.passages
    if not len(table):
        return ["No two texts share a passage."]
    texts = pd.unique(table[["doc_id_a", "doc_id_b"]].to_numpy().ravel())
    return [
        f"{counted(len(table), 'passage')} {verb(len(table), 'is', 'are')} shared by two texts; "
        f"{counted(len(texts), 'text')} in all have such a passage ({percent(len(texts) / len(story.documents))}). "
        "Texts that share passages are not independent witnesses."
    ]
