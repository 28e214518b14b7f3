"""What was measured of the tests, set side by side: false alarms beside power, and intervals beside their promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.schema import check

if TYPE_CHECKING:
    import pandas as pd

NULL = ("splits", "n_terms", "flagged_splits", "flagged_share", "flagged_low", "flagged_high", "false_words")
POWER = ("power", "power_low", "power_high", "power_same_alarms")
SETTING = ("data", "n_docs_a", "n_docs_b", "cluster")


def alarms_and_power(calibration: pd.DataFrame) -> pd.DataFrame:
    """Return false alarms and power of each test side by side, for the splits into equal parts.

    Parameters
    ----------
    calibration
        Table `calibration` with a column ``data`` (`calibrated.read_calibration`).

    Returns
    -------
    DataFrame
        ``data, test, unit, n_docs_a, n_docs_b``; of the null splits ``splits, n_terms, flagged_splits, flagged_share,
        flagged_low, flagged_high, false_words``; and ``power, power_low, power_high, power_same_alarms`` of words
        written again (``_planted``) and of words that spread (``_spread``). Splits without clusters alone, whose parts
        differ by at most one document; in the order of the data, tests that count documents first.
    """
    import numpy as np
    import pandas as pd

    check(calibration, "calibration")
    equal = (calibration["n_docs_a"] - calibration["n_docs_b"]).abs() <= 1
    plain = calibration[equal & (calibration["cluster"] == "")]
    one = ["data", "test", "unit"]
    null = plain.loc[plain["kind"] == "chance", [*one, "n_docs_a", "n_docs_b", *NULL]]
    for kind in ("planted", "spread"):
        found = plain.loc[plain["kind"] == kind, [*one, *POWER]]
        null = null.merge(found.rename(columns={name: f"{name}_{kind}" for name in POWER}), on=one, how="left")
    place = pd.factorize(null["data"])[0]
    order = np.lexsort((np.arange(len(null)), null["unit"] == "word", place))
    return null.iloc[order].reset_index(drop=True)


def coverage_beside(calibration: pd.DataFrame) -> pd.DataFrame:
    """Return how often each interval held the truth, in every setting that was tried.

    Returns
    -------
    DataFrame
        ``data, n_docs_a, n_docs_b, cluster, test, unit, splits, n_terms, covered, covered_low, covered_high``, settings
        in their order, in each the intervals that draw documents first.
    """
    import numpy as np

    check(calibration, "calibration")
    columns = [*SETTING, "test", "unit", "splits", "n_terms", "covered", "covered_low", "covered_high"]
    rows = calibration.loc[calibration["kind"] == "coverage", columns]
    place = rows.groupby(list(SETTING), sort=False).ngroup()
    order = np.lexsort((np.arange(len(rows)), rows["unit"] == "word", place))
    return rows.iloc[order].reset_index(drop=True)
