"""What the sentences call the groups of a corpus and its texts, and the words that most of them need."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from analysis.measures.groups import without_value
from analysis.measures.story import Story
from analysis.views.tables.phrases import GROUP, KIND, counted, label, listing, named, number

NAMED_GROUPS = 4  # with more, a sentence names the first and the last and counts the others
NAMED_WORDS = 5
SPEAKERS_VERB, ACTORS_VERB = "python3 run.py speakers", "python3 run.py actors"


def has_groups(story: Story) -> bool:
    """Tell whether there are two groups or more with words that can be compared."""
    return len(story.compared) > 1


def group_word(story: Story) -> str:
    """Return what captions call the groups of a story: kinds of source where they are these, and else groups."""
    return KIND if story.by == "source_type" and len(story.sizes) > 1 else GROUP


def compared(story: Story, table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a table by group, without the texts that have no value in the column of the groups."""
    return table[table["group"] != without_value(story.by)]


def texts_of(story: Story, group: str) -> str:
    """Return what a group is called: “the 4 texts of advocacy”, or “the 5 texts” where it is the only one."""
    n = int(story.sizes.set_index("group")["n_docs"][group])
    what = "the one text" if n == 1 else f"the {counted(n, 'text')}"
    if group == without_value(story.by):
        return f"{what} with {_no_value(story)}"
    return f"{what} of {label(group)}" if len(story.sizes) > 1 else what


def in_group(story: Story, group: str) -> str:
    """Return where something is: “in advocacy”, or “in these texts” where there is one group."""
    if group == without_value(story.by):
        return f"in the texts with {_no_value(story)}"
    return f"in {label(group)}" if len(story.sizes) > 1 else "in these texts"


def _no_value(story: Story) -> str:
    return without_value(story.by).strip("()")


def words(terms: Iterable[object], limit: int = NAMED_WORDS) -> str:
    """Return terms in quotation marks, the first of them where there are many: “a”, “b” and 3 more."""
    every = list(terms)
    shown = [named(label(one)) for one in every[:limit]]
    return listing([*shown, f"{number(len(every) - limit)} more"] if len(every) > limit else shown)


def ids(doc_ids: Sequence[object]) -> str:
    """Return the names of texts, the first of them where there are many."""
    shown = [label(one) for one in doc_ids[:NAMED_GROUPS]]
    more = len(doc_ids) - len(shown)
    return listing([*shown, counted(more, "other text")] if more else shown)


def ends(table: pd.DataFrame, column: str) -> tuple[pd.Series, pd.Series]:
    """Return the rows with the highest and the lowest value of a column, the first where several have it."""
    values = table[column].astype(float).round(12)
    return table.loc[values.idxmax()], table.loc[values.idxmin()]


def sharing(table: pd.DataFrame, column: str, end: pd.Series) -> pd.DataFrame:
    """Return the rows that have the value of one of them: several groups may be highest, or lowest."""
    return table[table[column].astype(float).round(12) == round(float(end[column]), 12)]


def groups_of(table: pd.DataFrame) -> str:
    """Return the groups of a table, the first of them where there are many."""
    shown = [label(group) for group in table["group"]]
    more = len(shown) - NAMED_GROUPS
    return listing([*shown[:NAMED_GROUPS], counted(more, "other group")] if more > 0 else shown)


def between(n: int) -> str:
    """Return the end of a sentence that names the groups at both ends: how many are between, if any."""
    if n < 1:
        return ""
    return "; the other group is between" if n == 1 else f"; the other {number(n)} groups are between"


def sentence(text: str) -> str:
    """Return a sentence with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def verb(n: float, one: str, many: str) -> str:
    """Return the form of a verb that agrees with a number: “is” or “are”."""
    return one if round(n) == 1 else many
