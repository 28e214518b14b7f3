"""Keyness: which terms set groups of documents apart, with raw counts, effect size and what can be said about chance.

Two groups (`keyness`), and the same terms in all voices and in one alone (`keyness_by_voice`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from itertools import chain, islice
from typing import Any

import numpy as np
import pandas as pd

from analysis.measures.comparison.key_ranks import rank_keyness
from analysis.measures.comparison.keyness_by_term import SIDES, Found, Slice, Texts, TwoGroups, by_term
from analysis.measures.counts import AnyCounts, Counts, cut, split_groups
from analysis.measures.frequency.terms import leading, terms_by_voice
from analysis.measures.groups import named_groups
from analysis.measures.stats.association import g2, log_ratio, percent_difference, weighted_log_odds
from analysis.measures.stats.group_spread import Spread
from analysis.measures.stats.intervals import (
    conservative_log_ratio,
    joint_alpha,
    rank_bounds,
    word_interval,
)
from analysis.measures.stats.log_ratio_interval import spread_interval
from analysis.measures.stats.permutation_test import Tails
from analysis.measures.stats.significance import benjamini_hochberg
from analysis.schema import COLUMNS

_TOGETHER = 8  # slices of the counts that are handed on at a time, so that the processor is long at work on them


def keyness(
    counts: AnyCounts,
    *,
    by: str = "source_type",
    target: str,
    reference: str | None = None,
    cluster: str | None = None,
    over: Callable[..., Iterator[Any]] = map,
) -> pd.DataFrame:
    """Return, for every term of either group, how much more or less the target uses it than the reference.

    Parameters
    ----------
    counts
        Of the part and voice in question (`Counts.select`).
    by
        A column of the documents, ``doc_id`` too.
    target, reference
        Values of that column; without `reference` it is all documents but the target's.
    cluster
        A column of the documents that is the unit of test and interval in place of the document: outlet, say, where the
        texts of an outlet are similar. A cluster with texts in both groups is two units.
    over
        What maps a function over some terms after others, in order; one that shares the work makes the same table.

    Returns
    -------
    DataFrame
        Table `keyness`, sorted by log_ratio descending, term. Of each group: ``n_`` occurrences among ``total_`` words,
        ``per_1000_`` words, ``docs_`` documents with the term among ``n_docs_`` documents with words. Then

        ``log_ratio`` (Hardie 2014, a zero count by the sizes of the groups; positive = over-used in the target, as
        `percent_diff` and `z` are too) with ``log_ratio_low, log_ratio_high``, its 95 %
        bounds over documents (`log_ratio_interval`); ``g2`` (four cells, unsigned); ``z`` (weighted log-odds, flat
        prior .01 over these terms; 0 where that prior, which weighs more in the smaller group, would turn its sign
        against that of the rates); ``p`` (`permutation_p`) and ``q`` (Benjamini & Hochberg over the
        terms that have a p). p, q, bounds and ranks are empty if a group has fewer than five units, p and q also
        for a term that is in too few documents to be tested (`stats.minimum_sizes`).

        With them: ``lrc`` (Evert 2022, corrected for the number of terms) and ``percent_diff`` (Gabrielatos & Marchi
        2011); ``dp_norm_target, dp_norm_reference, dp_norm_difference``; ``log_ratio_without_one, top_share, top_doc``
        (`leave_one_out`: what is left without one document); ``log_ratio_low_words, log_ratio_high_words``, bounds
        from these texts' words alone (`word_interval`); ``rank_low, rank_high``, the ranks by log ratio
        that the documents leave open to the term, all terms together (`rank_bounds`); ``n_units_target,
        n_units_reference``, what p and the bounds rest on; ``target, reference``, the groups' names; ``comparisons``, 1
        (see `compare`).

    Raises
    ------
    InputError
        If there is no such column or group, if the two groups are the same, or if a group has no words.

    Notes
    -----
    G2, z, lrc and the bounds from words take the words of these texts as drawn one by one and say nothing about other
    texts. The log ratio of a term that one group lacks is near 0 where that group is too small to expect it
    (`association.log_ratio`), while ``percent_diff`` is -100 or infinite at any size. Misleads where a group is one
    long text, or where its texts quote the other side: count the author's voice alone and compare.

    See Also
    --------
    compare : More than two groups.
    wordshift : What each word adds to a difference.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story()
    >>> table = same.keyness(story.counts.select(), target="advocacy")
    >>> table[["term", "n_target", "n_reference", "log_ratio"]].head(2).round(2).to_numpy().tolist()
    [['regime', 62, 0, 3.25], ['liberty', 41, 0, 2.73]]
    """
    documents = counts.by_document()
    rows = split_groups(documents, by, target, reference)
    texts = Texts.of(documents, cluster)
    known = TwoGroups.of(*map(texts.side, rows))
    found = chain.from_iterable(over(partial(by_term, known), together(documents)))
    name = rest_of(named_groups(documents.documents, by), str(target)) if reference is None else str(reference)
    return keyness_rows([keyness_columns(list(found), known)], documents.terms, [(str(target), name)])


def length_overlap(
    counts: AnyCounts, *, by: str = "source_type", target: str, reference: str | None = None, cluster: str | None = None
) -> float:
    """Return how much of a comparison is left between texts of like length, from 0 to 1; parameters as in `keyness`.

    The test deals out labels among texts of like length, so where one group has short texts and the other long ones
    (posts and essays) it says little, however often a word occurs in one group alone (`LengthStrata.overlap`).
    """
    documents = counts.by_document()
    sides = map(Texts.of(documents, cluster).side, split_groups(documents, by, target, reference))
    return TwoGroups.of(*sides).deals.strata.overlap


def together(documents: AnyCounts, *, narrow: bool = True) -> Iterator[list[Slice]]:
    """Yield some slices of the counts, by term, after others; narrow ones stay near the processor."""
    wide = ((places, matrix.tocsc()) for places, matrix in documents.slices())
    slices = chain.from_iterable(cut(*each) for each in wide) if narrow else wide
    return iter(lambda: list(islice(slices, _TOGETHER)), [])


def keyness_columns(found: Sequence[Found], known: TwoGroups) -> dict[str, np.ndarray]:
    """Return the columns of table `keyness` of two groups, but for names, with the ``place`` of each term.

    Parameters
    ----------
    found
        What `by_term` returns, of all slices.
    known
        Target and reference.
    """
    parts, tails, *spreads = zip(*found, strict=True)
    order = np.argsort(np.concatenate([part["place"] for part in parts]))
    columns: dict[str, Any] = {name: np.concatenate([part[name] for part in parts])[order] for name in parts[0]}
    one, two = (Spread.join(of_group).take(order) for of_group in spreads)
    columns["p"] = Tails.join(tails).take(order).p(known.deals, one, two)
    a, b, m = columns["n_target"], columns["n_reference"], len(order)
    c, d = (group.total for group in known.texts)
    ratio, z = log_ratio(a, b, c, d), weighted_log_odds(a, b, c, d)[2]
    low, high = word_interval(a, b, c, d)
    lrc, certain = np.zeros(m), np.flatnonzero((low > 0) | (high < 0))  # corrected for many, an interval is wider
    lrc[certain] = conservative_log_ratio(a[certain], b[certain], c, d, alpha=0.05 / m)
    columns |= {
        "log_ratio": ratio,
        "log_ratio_low_words": low,
        "log_ratio_high_words": high,
        "g2": g2(a, b, c, d),
        "z": np.where(np.isnan(z) | (np.sign(z) == np.sign(ratio)), z, 0.0),
        "lrc": lrc,
        "percent_diff": percent_difference(a, b, c, d),
        "dp_norm_difference": columns["dp_norm_target"] - columns["dp_norm_reference"],
    }
    columns["log_ratio_low"], columns["log_ratio_high"] = spread_interval(one, two)
    columns["rank_low"], columns["rank_high"] = rank_bounds(*spread_interval(one, two, alpha=joint_alpha(m)))
    for side, group, unit in zip(SIDES, known.texts, (one, two), strict=True):
        for column, size in (("total", group.total), ("n_docs", len(group)), ("n_units", unit.size)):
            columns[f"{column}_{side}"] = np.full(m, size, dtype=np.int64)
        columns[f"per_1000_{side}"] = 1000 * columns[f"n_{side}"] / group.total
    by_ratio = stable_order(ratio)
    return {name: column[by_ratio] for name, column in columns.items()}


def keyness_rows(
    comparisons: list[dict[str, np.ndarray]], terms: np.ndarray, names: Sequence[tuple[str, str]]
) -> pd.DataFrame:
    """Return table `keyness` of comparisons one after the other.

    Parameters
    ----------
    comparisons
        What `keyness_columns` returns of each; they are used up.
    terms
        By their places.
    names
        What target and reference of each comparison are called.
    """
    sizes = [len(columns["place"]) for columns in comparisons]
    whole: dict[str, Any] = {
        name: np.concatenate([columns.pop(name) for columns in comparisons]) for name in list(comparisons[0])
    }
    of = np.repeat(np.arange(len(names)), sizes)
    whole["term"] = pd.Series(terms, dtype="str").array.take(whole["place"])
    for side, called in zip(SIDES, zip(*names, strict=True), strict=True):
        whole[side] = pd.Series(called, dtype="str").array.take(of)
    whole |= {"q": benjamini_hochberg(whole["p"]), "comparisons": len(names)}
    return pd.DataFrame(whole, columns=list(COLUMNS["keyness"]))


def rest_of(groups: Sequence[str], target: str) -> str:
    """Return what all the rest is called: by its own name if it is one group."""
    others = [group for group in groups if group != target]
    return others[0] if len(others) == 1 else f"all but {target}"


def stable_order(log_ratio: np.ndarray) -> np.ndarray:
    """Return the order of rows by log ratio, descending; what is a tie but for its last bit stays in order."""
    return np.argsort(-np.round(log_ratio, 12), kind="stable")


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
        As in `keyness`; the reference is all the rest.
    n
        How many terms: of those over-used in the target over the first of `voices`, the first as `rank_keyness` has
        them, which is by log ratio where there are too few documents.
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
        As `keyness` does, for one of the voices.

    Notes
    -----
    Misleads if a wider interval is read as a smaller difference: the author's voice alone has fewer words, so terms
    drop out of sight for that reason too. Compare the log ratios, and the counts.

    See Also
    --------
    terms_by_voice : Counts of every term by voice.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story()
    >>> table = same.keyness_by_voice(story.counts.select(), target="advocacy", n=1)
    >>> table[["voice", "term", "n_target", "share"]].round(2).to_numpy().tolist()
    [['all', 'regime', 62, 1.0], ['author', 'regime', 43, 0.69]]
    """
    tables = [keyness(counts.select(voice=voice, part="all"), by=by, target=target) for voice in voices]
    ranked = rank_keyness(tables[0])
    over = ranked[(ranked["log_ratio"] > 0) & (ranked["n_target"] > 0)]
    terms = leading(over, n, leave_out=leave_out)["term"].tolist()
    split = terms_by_voice(counts, by=by)
    uses = split[split["group"] == str(target)].set_index("term").loc[terms, ["n_own", "n_direct", "n_indirect"]]
    parts = []
    for place, (voice, table) in enumerate(zip(voices, tables, strict=True)):
        whole = {column: "int64" for column in table if column.startswith(("n_", "docs_"))}
        sizes = [column for column in table if column.startswith(("total_", "n_docs_", "n_units_"))]
        rows = table.set_index("term").reindex(terms)
        rows = rows.assign(**{column: table[column].iloc[0] for column in (*sizes, "target", "reference")}, voice=voice)
        rows = rows.fillna(dict.fromkeys((*whole, "per_1000_target", "per_1000_reference"), 0)).astype(whole)
        share = rows["n_target"] / tables[0].set_index("term")["n_target"].reindex(terms)
        parts.append(rows.join(uses).assign(share=share, place=place, at=range(len(terms))).reset_index())
    whole = pd.concat(parts, ignore_index=True).sort_values(["at", "place"], ignore_index=True)
    first = ["voice", "target", "reference", "share", *uses.columns]
    rest = [column for column in tables[0].columns if column not in (*first, "comparisons")]
    return whole[[*first, *rest]]
