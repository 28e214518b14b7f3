"""How far people agree who coded the same mentions: the share coded alike, Cohen's kappa, Krippendorff's alpha.

Both coefficients are worked out from counts by mention, so that their intervals come from sums over resampled mentions.
scikit-learn (kappa), NLTK (alpha) and the package krippendorff, whose licence is GPL, return a figure without an
interval and take one sample at a time; the tests hold the first two and published examples (Krippendorff 2011) beside
ours.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from analysis.measures.stats.bootstrap import percentiles, resamples
from analysis.measures.stats.intervals import proportion_interval
from analysis.schema import COLUMNS, InputError, check, numbers

LEAST_MENTIONS = 10  # coded by both, before there is an interval


def coder_agreement(codings: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return how far coders agree, for each variable that they coded.

    Parameters
    ----------
    codings
        Two codings or more, by the name of the coder: ``unit, variable, code``, as `read_coding` returns them.

    Returns
    -------
    DataFrame
        ``variable, measure, coders, value, low, high, n, n_codes, why``. For each two coders, of the `n` mentions that
        both coded:

        - ``agreement``, the share that they coded alike, with the exact interval (Clopper & Pearson 1934);
        - ``kappa``, Cohen's (1960): ``(p_o - p_e) / (1 - p_e)``, where `p_o` is that share and `p_e` the one expected
          by chance, the sum over the codes of the product of both coders' shares;
        - ``alpha``, Krippendorff (2019, ch. 12) for nominal data: ``1 - D_o / D_e``, where `D_o` is the observed
          share of pairs of codes that differ, and `D_e` that among all N codes,
          ``(N² - Σ n_c²) / (N (N - 1))``.

        With more than two coders ``alpha`` of all of them comes last: of the mentions that two or more coded.

        The intervals of kappa and alpha are percentiles of 1,000 resamples of the mentions (Zapf et al. 2016). `why`
        says why there is no figure or no interval.

    Raises
    ------
    InputError
        If there are fewer than two codings, a column is missing, a unit is coded twice, or the coders coded nothing in
        common.

    See Also
    --------
    read_coding : reads a filled sheet.
    actor_sheet, speaker_sheet : make one.

    Notes
    -----
    Agreement is not truth: two coders may share a mistake. It misleads where they coded by talking to one another, and
    where one code is nearly everything: kappa and alpha are then low though the coders hardly ever differ. Mentions
    that one coder left empty are not counted, and codes that differ in capitals or spaces alone are one code.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> codes = {"A": list("xxyyz"), "B": list("xxyzz")}
    >>> units = [{"unit": list("12345"), "variable": "side", "code": code} for code in codes.values()]
    >>> table = same.coder_agreement(dict(zip(codes, map(pd.DataFrame, units))))
    >>> table[["measure", "value", "n"]].round(3).values.tolist()
    [['agreement', 0.8, 5], ['kappa', 0.706, 5], ['alpha', 0.727, 5]]
    """
    if len(codings) < 2:
        raise InputError("this is one coding; give two or more, of the same sheet")
    columns = []
    for coder, coding in codings.items():
        check(coding, "coding")
        keys = coding[["variable", "unit"]]
        if keys.duplicated().any():
            twice = keys[keys.duplicated()].iloc[0]
            raise InputError(f"{coder}: {twice['unit']!r} is coded twice; keep one row")
        codes = coding.set_index(["variable", "unit"])["code"].rename(coder)
        columns.append(codes.map(lambda code: " ".join(code.casefold().split())))
    wide = pd.concat(columns, axis=1, sort=True)
    wide = wide[wide.notna().sum(axis=1) > 1]
    if wide.empty:
        raise InputError(
            f"{', '.join(codings)}: no row is filled in by two; give codings of one sheet, of actors or of speakers"
        )
    rows = []
    for variable, table in wide.groupby(level="variable", sort=False):
        for pair in combinations(codings, 2):
            rows += [(variable, *row) for row in _pair(table[list(pair)].dropna(), pair)]
        if len(codings) > 2:
            rows.append((variable, "alpha", ", ".join(codings), *krippendorff(table)))
    return pd.DataFrame(rows, columns=list(COLUMNS["coder_agreement"])).astype(numbers("coder_agreement"))


def krippendorff(codes: pd.DataFrame) -> tuple[float, float, float, int, int, str]:
    """Return Krippendorff's alpha of units by coders, with its interval, the sizes, and why something is missing."""
    return _coefficient(codes, _alpha_counts, _alpha)


def _pair(codes: pd.DataFrame, pair: Sequence[str]) -> list[tuple[object, ...]]:
    """Return the rows of two coders, without the variable."""
    name, n = ", ".join(pair), len(codes)
    hits = int((codes[pair[0]] == codes[pair[1]]).sum())
    low, high = (float(bound) for bound in proportion_interval(hits, n))
    share = (hits / n if n else np.nan, low, high, n, _n_codes(codes), "" if n else _NOTHING)
    return [
        ("agreement", name, *share),
        ("kappa", name, *_coefficient(codes, _kappa_counts, _kappa)),
        ("alpha", name, *krippendorff(codes)),
    ]


_NOTHING = "no mention is coded by both"


def _coefficient(
    codes: pd.DataFrame, count: Callable[[np.ndarray], np.ndarray], figure: Callable[[np.ndarray], np.ndarray]
) -> tuple[float, float, float, int, int, str]:
    """Return a coefficient with its interval, the sizes, and why something is missing."""
    n, n_codes = len(codes), _n_codes(codes)
    if not n:
        return np.nan, np.nan, np.nan, 0, 0, _NOTHING
    used = sorted(set(codes.to_numpy().ravel()[codes.notna().to_numpy().ravel()]))
    coded = (codes.to_numpy()[:, :, None] == np.array(used, dtype=object)).astype(float)  # mentions, coders, codes
    counts = count(coded)
    value = float(figure(counts.sum(axis=0, keepdims=True))[0])
    if n_codes == 1:
        return np.nan, np.nan, np.nan, n, n_codes, "one code alone was used, so chance would agree as well"
    if n < LEAST_MENTIONS:
        return (
            value,
            np.nan,
            np.nan,
            n,
            n_codes,
            f"no interval: it needs {LEAST_MENTIONS} mentions, and {n} are coded",
        )
    if value == 1:
        return value, np.nan, np.nan, n, n_codes, "no interval: no two codes differ, so resamples all agree"
    drawn = np.concatenate([figure(times @ counts) for times in resamples(n)])
    low, high = percentiles(drawn[None, :])[:, 0].tolist()
    return value, low, high, n, n_codes, ""


def _n_codes(codes: pd.DataFrame) -> int:
    return codes.stack().nunique() if len(codes) else 0


def _kappa_counts(coded: np.ndarray) -> np.ndarray:
    """Return by mention: 1, whether both agree, and the codes of the one and of the other."""
    alike = (coded[:, 0] * coded[:, 1]).sum(axis=1)
    return np.column_stack([np.ones(len(coded)), alike, coded[:, 0], coded[:, 1]])


def _kappa(sums: np.ndarray) -> np.ndarray:
    n, alike, (first, second) = sums[:, 0], sums[:, 1], np.split(sums[:, 2:], 2, axis=1)
    chance = (first * second).sum(axis=1) / n**2
    with np.errstate(invalid="ignore"):
        return np.where(chance < 1, (alike / n - chance) / (1 - chance), np.nan)


def _alpha_counts(coded: np.ndarray) -> np.ndarray:
    """Return by mention: its pairs of codes that agree, divided by its coders less one, and how often it has each."""
    of = coded.sum(axis=1)
    return np.column_stack([(of * (of - 1)).sum(axis=1) / (of.sum(axis=1) - 1), of])


def _alpha(sums: np.ndarray) -> np.ndarray:
    alike, of = sums[:, 0], sums[:, 1:]
    n = of.sum(axis=1)
    apart = n**2 - (of**2).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(apart > 0, 1 - (n - 1) * (n - alike) / apart, np.nan)
