"""Scores put beside the counts, sizes and groups that they rest on, so that none has to travel alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.measures.comparison.keyness import keyness
from analysis.measures.dictionary.markers import marker_rates
from analysis.measures.frequency.term_voices import terms_by_voice
from analysis.measures.groups import labels
from analysis.schema import VOICES

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import numpy as np
    import pandas as pd
    from numpy.typing import ArrayLike

    from analysis.measures.counts import Counts


def leading(
    table: pd.DataFrame, n: int, *, by: str | None = None, leave_out: Collection[str] = frozenset()
) -> pd.DataFrame:
    """Return the first `n` rows of a sorted table, or of each group of it, as they come.

    Parameters
    ----------
    table
        Any table with a column ``term``.
    n
        How many rows.
    by
        A column; each of its values is a group. Groups keep the order of the table.
    leave_out
        Terms to pass over, stop words for one.
    """
    kept = table[~table["term"].isin(list(leave_out))]
    return (kept if by is None else kept.groupby(by, sort=False, observed=True)).head(n).reset_index(drop=True)


def tfidf_beside(tfidf: pd.DataFrame, counts: Counts) -> pd.DataFrame:
    """Return table `tfidf` with ``docs`` (how many documents hold the term) and ``total`` (words of the document).

    Parameters
    ----------
    tfidf
        From `tfidf.tfidf`, whole.
    counts
        What it was made from.
    """
    return tfidf.assign(
        docs=tfidf.groupby("term")["doc_id"].transform("size"), total=tfidf["doc_id"].map(_sizes(counts))
    )


def similarity_beside(similarity: pd.DataFrame, counts: Counts, *, by: str = "source_type") -> pd.DataFrame:
    """Return table `similarity` with ``group_a, group_b`` (from the column `by`) and ``words_a, words_b``.

    Parameters
    ----------
    similarity
        From `similarity.similarity`.
    counts
        What it was made from.
    by
        A column of the documents.
    """
    words, group = _sizes(counts), _groups(counts, by)
    columns = {f"group_{side}": similarity[f"doc_id_{side}"].map(group) for side in "ab"}
    return similarity.assign(**columns, **{f"words_{side}": similarity[f"doc_id_{side}"].map(words) for side in "ab"})


def keyness_by_voice(
    counts: Counts,
    *,
    by: str = "source_type",
    target: str,
    n: int = 12,
    voices: Sequence[str] = ("all", "author"),
    leave_out: Collection[str] = frozenset(),
) -> pd.DataFrame:
    """Return the keyness of the same terms in all voices and in one alone: what changes once voices are kept apart.

    Parameters
    ----------
    counts
        Of the part in question and all voices.
    by, target
        As in `keyness.keyness`; the reference is all the rest.
    n
        How many terms: the first by log ratio over the first of `voices`, of those over-used in the target.
    voices
        The voices to compare.
    leave_out
        Terms to pass over.

    Returns
    -------
    DataFrame
        ``voice, target, reference, share, n_own, n_direct, n_indirect`` and the columns of table `keyness`, the rows
        of a term together in the order of `voices`. `share` is ``n_target`` divided by that in the first of `voices`;
        ``n_own``, ``n_direct`` and ``n_indirect`` are the uses in the target by voice, the same in each row of a term.
        A term that a voice never uses has counts of 0 and no log ratio there.

    Raises
    ------
    InputError
        As `keyness.keyness` does, for one of the voices.

    Notes
    -----
    Misleads if a wider interval is read as a smaller difference: the author's voice alone has fewer words, so terms
    drop out of sight for that reason too. Compare the log ratios, and the counts.
    """
    import pandas as pd

    tables = [keyness(counts.where(voice=voice, part="all"), by=by, target=target) for voice in voices]
    over = tables[0][tables[0]["log_ratio"] > 0]
    terms = leading(over, n, leave_out=leave_out)["term"].tolist()
    split = terms_by_voice(counts, by=by)
    uses = split[split["group"] == str(target)].set_index("term").loc[terms, ["n_own", "n_direct", "n_indirect"]]
    parts = []
    for place, (voice, table) in enumerate(zip(voices, tables, strict=True)):
        reference = table["reference"].iloc[0]
        rows = table.set_index("term").drop(columns=["target", "reference", "comparisons"]).reindex(terms)
        for side in ("target", "reference"):
            for column in (f"total_{side}", f"n_docs_{side}", f"n_units_{side}"):
                rows[column] = table[column].iloc[0]
            for column in (f"n_{side}", f"per_1000_{side}", f"docs_{side}"):
                rows[column] = rows[column].fillna(0)
            rows = rows.astype(dict.fromkeys((f"n_{side}", f"docs_{side}"), "int64"))
        rows = rows.join(uses)
        rows["share"] = rows["n_target"] / tables[0].set_index("term")["n_target"].reindex(terms)
        rows.insert(0, "reference", reference)
        rows.insert(0, "target", str(target))
        rows.insert(0, "voice", voice)
        parts.append(rows.reset_index().assign(place=place, at=range(len(terms))))
    whole = pd.concat(parts, ignore_index=True).sort_values(["at", "place"], ignore_index=True)
    first = ["voice", "target", "reference", "share", *uses.columns]
    rest = [column for column in tables[0].columns if column not in (*first, "comparisons")]
    return whole[[*first, *rest]]


def marker_rates_beside(
    markers: pd.DataFrame,
    segments: pd.DataFrame,
    documents: pd.DataFrame,
    categories: pd.DataFrame,
    *,
    by: str = "source_type",
) -> pd.DataFrame:
    """Return the rate of each loaded category, and of all of them together, by group of texts and voice, with bounds.

    Parameters
    ----------
    markers, segments, documents
        Tables of that name, of the same texts; the body of the texts is counted.
    categories
        ``category, title``, in the order to show them; one that is not there goes by its own name and comes last.
    by
        A column of the documents, which comes out as ``group``.

    Returns
    -------
    DataFrame
        ``group, voice, category, title, n, words, per_1000, per_1000_low, per_1000_high``: `n` markers in `words` words
        of that group and voice, and 95 % bounds of the rate (`rate_interval`). Category ``all`` stands first: every
        loaded category. Loaded categories without a marker in the body are left out. Sorted by group, voice (order of
        `VOICES`), category.

    Raises
    ------
    InputError
        As `markers.marker_rates` does.
    """
    import pandas as pd

    group = dict(zip(documents["doc_id"], labels(documents, by), strict=True))
    joined = segments.assign(group=segments["doc_id"].map(group))
    loaded = markers[markers["loaded"].astype(bool)]
    every = marker_rates(loaded, joined, by=["group", "voice"]).assign(category="all")
    single = marker_rates(loaded, joined, by=["group", "voice", "category"]) if len(loaded) else every[:0]
    used = set(loaded.loc[loaded["part"] == "body", "category"])
    table = pd.concat([every, single[single["category"].isin(used)]], ignore_index=True)
    titles = {"all": "All loaded categories"} | dict(zip(categories["category"], categories["title"], strict=True))
    places = {name: place for place, name in enumerate(titles)}
    table["title"] = [titles.get(name, name) for name in table["category"]]
    table["place"] = [places.get(name, len(places)) for name in table["category"]]
    table["voice_place"] = [VOICES.index(voice) for voice in table["voice"]]
    table["per_1000_low"], table["per_1000_high"] = rate_interval(table["n"], table["words"])
    table = table.sort_values(["group", "voice_place", "place", "category"], ignore_index=True)
    return table[["group", "voice", "category", "title", "n", "words", "per_1000", "per_1000_low", "per_1000_high"]]


def rate_interval(n: ArrayLike, words: ArrayLike, *, alpha: float = 0.05) -> tuple[np.ndarray, np.ndarray]:
    """Return the exact bounds of a rate per 1,000 words (Clopper & Pearson 1934).

    The bounds are the ``alpha/2`` and ``1 - alpha/2`` quantiles of Beta(n, words - n + 1) and Beta(n + 1, words - n),
    times 1,000; 0 and 1,000 at the ends.

    Parameters
    ----------
    n
        Occurrences, from 0 to `words`.
    words
        Number of words, above 0.
    alpha
        One minus the level; 0.05 for 95 %.

    Notes
    -----
    Takes each word as drawn by itself, which words are not. It says nothing about other texts.
    """
    import numpy as np
    from scipy.special import betaincinv

    k, size = np.asarray(n, dtype=float), np.asarray(words, dtype=float)
    low = np.where(k > 0, betaincinv(np.maximum(k, 1), size - k + 1, alpha / 2), 0.0)
    high = np.where(k < size, betaincinv(k + 1, np.maximum(size - k, 1), 1 - alpha / 2), 1.0)
    return 1000 * low, 1000 * high


def _sizes(counts: Counts) -> pd.Series:
    import pandas as pd

    documents = counts.by_document()
    return pd.Series(documents.words, index=documents.rows["doc_id"].to_numpy())


def _groups(counts: Counts, by: str) -> dict[str, str]:
    return dict(zip(counts.documents["doc_id"], labels(counts.documents, by), strict=True))
