"""What a verb says of the tests in table `keyness`: why there is none, or why one can tell little."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.measures.stats.minimum_sizes import explain_missing_test, explain_unlike_lengths
from analysis.views.cli.messages import echo
from analysis.views.tables.phrases import counted

if TYPE_CHECKING:
    import pandas as pd

    from analysis.measures.counts import AnyCounts

_MOST = 1000  # comparisons, from which on the lengths of the texts are not looked at


def tell_untested(table: pd.DataFrame, cluster: str | None) -> None:
    """Say, in a line or two, why there is no p where there is none."""
    unit = "document" if cluster is None else "cluster"
    few, rare = [], 0
    compared = table.assign(tested=table["p"].notna()).groupby(["target", "reference"], sort=False, as_index=False)
    rows = compared.agg(n=("n_units_target", "first"), m=("n_units_reference", "first"), tested=("tested", "any"))
    for row in rows.itertuples():
        if why := explain_missing_test(int(row.n), int(row.m), unit=unit):
            few.append(f"{row.target} against {row.reference}: {why}" if len(rows) > 1 else why)
        elif not row.tested:
            rare += 1
    if len(rows) > 1:
        echo(f"{len(rows):,} comparisons; q counts the {table['p'].notna().sum():,} tests of words in all of them")
    if few:
        echo(few[0] if len(few) == 1 else f"{len(few):,} comparisons have no test; the first, {few[0]}")
    if rare:
        where = f"{counted(rare, 'comparison')}: " if len(rows) > 1 else ""
        echo(f"{where}no word is in enough {'texts' if unit == 'document' else 'clusters'} to be tested")


def tell_unlike_lengths(table: pd.DataFrame, counts: AnyCounts, by: str, cluster: str | None, *, rest: bool) -> None:
    """Say where few texts of two groups are of like length, among which alone the test deals out labels.

    `rest` says that each target was compared with all other texts.
    """
    from analysis.measures.comparison.keyness import length_overlap

    tested = table.loc[table["p"].notna(), ["target", "reference"]].drop_duplicates()
    told = []
    for target, reference in tested.itertuples(index=False) if len(tested) <= _MOST else ():
        overlap = length_overlap(counts, by=by, target=target, reference=None if rest else reference, cluster=cluster)
        if why := explain_unlike_lengths(overlap, unit="document" if cluster is None else "cluster"):
            told.append(f"{target} against {reference}: {why}" if len(tested) > 1 else why)
    if told:
        echo(told[0] if len(told) == 1 else f"{len(told):,} comparisons are of unlike lengths; the first, {told[0]}")
