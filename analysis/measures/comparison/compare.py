"""More than two groups: each against the rest, or each against each, with all comparisons counted."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from analysis.measures.comparison.keyness import keyness
from analysis.measures.groups import labels
from analysis.measures.stats.inference import benjamini_hochberg
from analysis.schema import InputError

if TYPE_CHECKING:
    import pandas as pd

    from analysis.measures.counts import Counts


def compare(
    counts: Counts, *, by: str = "source_type", pairs: bool = False, cluster: str | None = None
) -> pd.DataFrame:
    """Return the keyness of every group of documents, with q over all that was compared.

    Parameters
    ----------
    counts
        Of the part and voice in question (`Counts.where`).
    by
        A column of the documents; each of its values is a group.
    pairs
        Each group against each other one, the first by name as the target. Otherwise each against all the rest.
    cluster
        As in `keyness`.

    Returns
    -------
    DataFrame
        Table `keyness`, one comparison after the other, by target and reference. ``comparisons`` says how many there
        are; ``q`` is Benjamini & Hochberg over the terms of all of them together, so that it holds for the table as a
        whole: of the findings at q = .05, at most 5 % are expected to be false. The intervals are for each term by
        itself.

    Raises
    ------
    InputError
        If there are fewer than two groups, or as `keyness` does.

    Notes
    -----
    Misleads where the groups of "all the rest" are unlike each other: a group then stands out from a mixture that no
    reader has seen. With one group much larger than the others, all the rest is that group.
    """
    import pandas as pd

    values = sorted(set(labels(counts.documents, by)))
    if len(values) < 2:
        raise InputError(f"every document has {values[0]!r} in the column {by!r}: there is nothing to compare it with")
    wanted = list(combinations(values, 2)) if pairs else [(value, None) for value in values]
    tables = [
        keyness(counts, by=by, target=target, reference=reference, cluster=cluster) for target, reference in wanted
    ]
    whole = pd.concat(tables, ignore_index=True)
    return whole.assign(q=benjamini_hochberg(whole["p"]), comparisons=len(wanted))
