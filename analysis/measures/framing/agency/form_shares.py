"""In which forms each group tells acts, by class of verbs: the table of the figure."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.measures.comparison.rate_counts import RateCounts
from analysis.measures.comparison.rate_differences import group_rates
from analysis.measures.framing.agency.agency_rates import ACTS, BY_NOUN, OPEN

CLASSES = ("all", "harm", "coercion", "conflict", "speech", "decision", "help")  # in which one acts on another


def form_shares(counts: RateCounts, titles: dict[str, str], *, by: str = "source_type") -> pd.DataFrame:
    """Return how many acts each group tells by a noun, by a passive without an agent, and in forms that name one.

    Parameters
    ----------
    counts
        From `agency_rates.count_agency`.
    titles
        What each class of verbs is called.
    by
        The column of the groups.

    Returns
    -------
    DataFrame
        Table `figure-who-does-what`: ``verb_class, title, voice, group, acts, nouns, without_agent, others, docs,
        n_docs, share, share_low, share_high``. `acts` is the sum of the three forms; `share` that of nouns and passives
        without an agent together, with its interval over texts (`rates`), NaN where there is no act. All acts first, in
        the authors' own words and in quoted ones; then the classes in which one acts on another, as far as they occur
        in the authors' own words.
    """
    table = group_rates(counts, by=by)
    own = (table["voice"] == "author") | ((table["voice"] == "direct") & (table["category"] == "all"))
    table = table[own & table["category"].isin(CLASSES)]
    keys = ["category", "voice", "group"]
    acts, nouns, open_ = (table[table["measure"] == name].set_index(keys) for name in (ACTS, BY_NOUN, OPEN))
    nouns, open_ = nouns.reindex(acts.index), open_.reindex(acts.index)
    rows = pd.DataFrame(
        {
            "acts": acts["n"],
            "nouns": nouns["n"],
            "without_agent": open_["n"] - nouns["n"],
            "others": acts["n"] - open_["n"],
            "docs": acts["docs"],
            "n_docs": acts["n_docs"],
            "share": open_["rate"],
            "share_low": open_["rate_low"],
            "share_high": open_["rate_high"],
        }
    ).reset_index()
    rows = rows.rename(columns={"category": "verb_class"})
    rows.insert(1, "title", rows["verb_class"].map({"all": "All acts"} | titles))
    place = rows["verb_class"].map(CLASSES.index)
    found = rows.groupby("verb_class")["acts"].transform("sum") > 0
    order = np.lexsort((rows.index, rows["voice"] != "author", place))
    return rows.iloc[order][found.iloc[order]].reset_index(drop=True)
