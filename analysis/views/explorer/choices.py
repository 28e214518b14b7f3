"""What the explorer can show: which groups are compared, in which voice and part, and the numbers of every term.

The numbers are those of the tables `keyness` and `terms`; nothing is computed here but how they are written down.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from analysis.measures.groups import ONE_GROUP
from analysis.measures.stats.minimum_sizes import LEAST_DOCUMENTS, explain_missing_test
from analysis.measures.story import Story
from analysis.schema import VOICES, InputError
from analysis.views.tables.phrases import label

MOST_COMPARISONS = 12
MOST_ROWS = 200_000  # terms in all voices, parts and comparisons: each view takes time to make, and space
SIGNIFICANT = {"per_1000_target", "per_1000_reference", "p", "q"}  # written with four significant digits
ROUNDED = {"log_ratio", "log_ratio_low", "log_ratio_high", "dp_norm"}  # written with two decimals
NUMBERS = (
    "n_target",
    "n_reference",
    "per_1000_target",
    "per_1000_reference",
    "docs_target",
    "docs_reference",
    "log_ratio",
    "log_ratio_low",
    "log_ratio_high",
    "p",
    "q",
    "dp_norm",
)


class Comparison(NamedTuple):
    """Two groups; without a reference the target is set against all the rest, without a target all texts are one."""

    target: str | None
    reference: str | None


def comparisons(story: Story) -> tuple[list[Comparison], int]:
    """Return which groups can be set against which, the story's own comparison first, and how many are left out.

    Of two groups that is one comparison. Of more, each group against all the rest, the largest first, then each against
    each: at most `MOST_COMPARISONS` in all, and with many terms fewer (`MOST_ROWS`).
    """
    sizes = story.compared.sort_values(["words", "group"], ascending=[False, True], kind="stable")
    groups = sizes["group"].tolist()
    if len(groups) < 2:
        return [Comparison(None, None)], 0
    groups.sort(key=lambda group: group != story.target_group)
    if len(groups) == 2:
        return [Comparison(groups[0], groups[1])], 0
    every = [Comparison(group, None) for group in groups]
    every += [Comparison(a, b) for a, b in combinations(groups, 2)]
    kept = every[: max(1, min(MOST_COMPARISONS, MOST_ROWS // _rows(story)))]
    return kept, len(every) - len(kept)


def _rows(story: Story) -> int:
    """Return how many rows one comparison has in one part, at most."""
    return max(1, len(story.counts.terms) * (1 + len(VOICES)))


def parts_of(story: Story, n_comparisons: int) -> list[str]:
    """Return the parts that can be chosen: the body, and all parts where there are others and not too many rows."""
    used = set(story.counts.rows["part"])
    if "body" not in used:
        return ["all"]
    more = used != {"body"} and 2 * n_comparisons * _rows(story) <= MOST_ROWS
    return ["body", "all"] if more else ["body"]


def table_of(story: Story, which: Comparison, voice: str, part: str) -> pd.DataFrame:
    """Return the numbers of every term in one voice and part: ``term`` and `NUMBERS`, by log ratio or else by rate.

    `dp_norm` is over all texts. Without groups there is no reference, and what compares is empty.

    Raises
    ------
    InputError
        If no text, or one of the groups, has a word in that voice and part.
    """
    spread = story.terms(voice=voice, part=part)
    if which.target is None:
        names = {"n": "n_target", "per_1000": "per_1000_target", "docs": "docs_target"}
        return spread.rename(columns=names).reindex(columns=["term", *NUMBERS, "total", "n_docs"])
    table = story.keyness(target=which.target, reference=which.reference, voice=voice, part=part)
    return table.assign(dp_norm=table["term"].map(spread.set_index("term")["dp_norm"]))


def view(table: pd.DataFrame, places: pd.Index, which: Comparison) -> dict[str, Any]:
    """Return a table as the page takes it: each column packed (`packed`), in the order of the terms.

    `at` says which terms they are: how far from each to the next in the list of all terms, of which `places` is the
    index.
    """
    at = places.get_indexer(table["term"])
    order = np.argsort(at)
    columns = {name: packed(written(table[name].to_numpy()[order], name)) for name in NUMBERS}
    first = table.iloc[0]
    groups: dict[str, Any] = {
        "target": label(which.target if which.target is not None else ONE_GROUP),
        "total_target": int(first["total" if which.target is None else "total_target"]),
        "texts_target": int(first["n_docs" if which.target is None else "n_docs_target"]),
    }
    why = "There is nothing to compare these texts with."
    if which.target is not None:
        sizes = (int(first["n_units_target"]), int(first["n_units_reference"]))
        groups |= {
            "reference": label(str(first["reference"])),
            "total_reference": int(first["total_reference"]),
            "texts_reference": int(first["n_docs_reference"]),
        }
        few = min(sizes) < LEAST_DOCUMENTS
        why = explain_missing_test(*sizes, unit="text") if few else "The term is in too few texts to be tested."
    steps = ",".join(map(str, np.diff(at[order], prepend=0).tolist()))
    return {**groups, "why": why, "at": steps, "columns": columns}


def written(values: np.ndarray, name: str) -> list[str]:
    """Return the numbers of a column as text: empty where there is none, and no digit that nobody reads.

    >>> written(np.array([1.23456, np.nan, 0.0]), "log_ratio"), written(np.array([0.000123456]), "p")
    (['1.23', '', '0'], ['0.0001235'])
    """
    at, kinds = pd.factorize(values, use_na_sentinel=False)  # a column of many terms has few numbers
    if name in SIGNIFICANT or name in ROUNDED:
        shape = "{:.4g}" if name in SIGNIFICANT else "{:.2f}"
        said = ["" if np.isnan(value) else _short(shape.format(value)) for value in kinds.tolist()]
    else:
        said = ["" if pd.isna(value) else str(int(value)) for value in kinds.tolist()]
    return [said[i] for i in at.tolist()]


def packed(numbers: Sequence[str]) -> list[str]:
    """Return a column as text with commas: as it is, or where that is shorter, its values and which of them is where.

    >>> packed(["1", "2"]), packed(["12.5", "0.25", "12.5", "12.5", "12.5"])
    (['1,2'], ['12.5,0.25', '0,1,0,0,0'])
    """
    place = {value: i for i, (value, _) in enumerate(Counter(numbers).most_common())}
    plain, by_value = [",".join(numbers)], [",".join(place), ",".join(str(place[value]) for value in numbers)]
    return min(plain, by_value, key=lambda texts: sum(map(len, texts)))


def _short(number: str) -> str:
    if "inf" in number:
        return number.replace("inf", "Infinity")
    if "." in number and "e" not in number:
        number = number.rstrip("0").rstrip(".")
    return "0" if number in ("-0", "") else number


def views(story: Story, which: Sequence[Comparison], parts: Sequence[str]) -> dict[tuple[int, str, str], pd.DataFrame]:
    """Return the table of each choice that has words, by number of the comparison, voice and part."""
    made = {}
    for number, one in enumerate(which):
        for voice in ("all", *VOICES):
            for part in parts:
                try:
                    made[number, voice, part] = table_of(story, one, voice, part)
                except InputError:  # nobody has a word there: the page does not offer it
                    continue
    return made
