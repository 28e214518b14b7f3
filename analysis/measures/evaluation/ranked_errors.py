"""The errors of a measure in the order in which they are shown, and no more of a kind than asked for."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.schema import COLUMNS, numbers

ERRORS_SHOWN = 20
ERROR_COLUMNS = "task kind item doc_id start end match gold suite sentence".split()


def counted_errors(table: pd.DataFrame, like: str = "item") -> pd.DataFrame:
    """Return errors with `n`, how many of the kind have the same `like`, and `of`, how many there are of the kind."""
    n = table.groupby(["kind", like])[like].transform("size")
    return table.assign(n=n, of=table.groupby("kind")[like].transform("size"))


def first_errors(table: pd.DataFrame, top: int) -> pd.DataFrame:
    """Return the first `top` rows of each kind as table `errors`."""
    table = table.assign(rank=table.groupby("kind").cumcount() + 1)
    table = table[table["rank"] <= top]
    return table[list(COLUMNS["errors"])].reset_index(drop=True).astype(numbers("errors"))


def most_frequent_errors(rows: Sequence[tuple[object, ...]], top: int) -> pd.DataFrame:
    """Return table `errors` of rows of `ERROR_COLUMNS`, which keep their order where an item is as frequent."""
    table = counted_errors(pd.DataFrame(rows, columns=ERROR_COLUMNS))
    return first_errors(table.sort_values(["kind", "n"], ascending=[True, False], kind="stable"), top)
