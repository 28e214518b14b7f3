"""Shares and rates as they would be if the suite erred on these texts as it did on annotated ones."""

from __future__ import annotations

import pandas as pd

from analysis.measures.evaluation.baselines import corrected_count
from analysis.schema import VOICES, check

ARTICLES = ("marks", "without ''")  # annotated articles, but for those that use '' as a quotation mark
OTHERS = ("direct", "indirect")  # the voices whose errors are measured as such


def corrected_shares(shares: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Return the shares of quotation and paraphrase, and what they would be with the errors of annotated articles.

    Parameters
    ----------
    shares
        A share of words per row, with its voice, as from `voice_findings`.
    figures
        As `benchmarks.read_measured` returns them.

    Returns
    -------
    DataFrame
        The rows of `shares` that are quoted or paraphrased, with ``corrected_low, corrected_high``: the least and the
        most that `corrected_count` makes of the share with the precision and recall measured on each set of articles.

    Raises
    ------
    InputError
        If a column is missing.

    See Also
    --------
    corrected_rates : the same of loaded words.
    corrected_count : the formula.

    Notes
    -----
    Misleads where the texts are harder, or easier, for the rules than the annotated articles, which only annotation of
    such texts can tell.

    Examples
    --------
    >>> import analysis as same
    >>> table = same.corrected_shares(same.read_story().voice_findings(), same.read_measured())
    >>> table[["share", "corrected_low", "corrected_high"]].iloc[0].round(2).tolist()
    [0.32, 0.3, 0.3]
    """
    check(shares, "shares", needs=("voice", "share"))
    value = _values(figures)
    bounds = {}
    for voice in OTHERS:
        names = [f"{voice}_{of}" for of in ("precision", "recall")]
        sets = value.xs(ARTICLES, level=["group_by", "group"]).unstack()[names].dropna()
        ratios = [corrected_count(1, *errors) for errors in sets.to_numpy()]
        bounds[voice] = (min(ratios), max(ratios))
    table = shares[shares["voice"].isin(OTHERS)].reset_index(drop=True)
    ratio = pd.DataFrame([bounds[voice] for voice in table["voice"]], columns=["low", "high"])
    return table.assign(corrected_low=table["share"] * ratio["low"], corrected_high=table["share"] * ratio["high"])


def corrected_rates(rates: pd.DataFrame, figures: pd.DataFrame) -> pd.DataFrame:
    """Return rates of loaded words by voice, and what they would be with the errors of annotated sentences.

    Parameters
    ----------
    rates
        A rate per row, with its voice, as from `marker_rates_by_voice`.
    figures
        As `benchmarks.read_measured` returns them.

    Returns
    -------
    DataFrame
        `rates` with ``precision, recall`` of words in sentences of that voice, the number ``rests_on`` of markers there
        that people had marked too, and ``corrected``, the rate per 1,000 by `corrected_count`.

    Raises
    ------
    InputError
        If a column is missing.

    See Also
    --------
    corrected_shares : the same of voices.

    Notes
    -----
    Misleads as `corrected_shares` does, and where the correction itself ``rests_on`` a handful of words.

    Examples
    --------
    >>> import analysis as same
    >>> rates = same.read_story().marker_rates_by_voice().query("category == 'all'")
    >>> same.corrected_rates(rates, same.read_measured())[["per_1000", "corrected"]].iloc[0].round().tolist()
    [28.0, 44.0]
    """
    check(rates, "rates", needs=("voice", "per_1000"))
    figures = figures[(figures["task"] == "markers") & (figures["group_by"] == "voice")]
    value, hits = _values(figures), figures.set_index(["group", "measure"])["hits"]
    by_voice = value.groupby(["group", "measure"]).mean().unstack().reindex(VOICES)
    table = rates.reset_index(drop=True)
    for name in ("precision", "recall"):
        table[name] = table["voice"].map(by_voice[f"word_{name}"])
    table["rests_on"] = table["voice"].map({voice: hits.get((voice, "word_precision")) for voice in VOICES})
    return table.assign(corrected=corrected_count(table["per_1000"], table["precision"], table["recall"]))


def _values(figures: pd.DataFrame) -> pd.Series:
    check(figures, "figures", needs=("data", "task", "measure", "group_by", "group", "value", "hits"))
    return figures.set_index(["data", "group_by", "group", "measure"])["value"].sort_index()
