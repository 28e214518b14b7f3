"""The measured figures compared with those of others, and what a count says of the true number, its errors known."""

from __future__ import annotations

import pandas as pd

from analysis.schema import VOICES, check

MEASURE_TITLES = {
    "attributed_f1": "Words that are somebody else's (F1)",
    "direct_f1": "Words in quotation marks that are speech (F1)",
    "speaker": "Speaker of a direct quotation, end to end (share)",
    "word_f1": "Loaded words (F1)",
    "text_macro_f1": "Sentences with a loaded word (macro-F1)",
}
SUITE = "Same Story"


def beside_baselines(figures: pd.DataFrame, baselines: pd.DataFrame) -> pd.DataFrame:
    """Return the chief figures of the suite with those of other programs and of people.

    Parameters
    ----------
    figures
        As `benchmarks.read_measured` returns them.
    baselines
        As `benchmarks.read_baselines` returns them.

    Returns
    -------
    DataFrame
        ``measure, title, who, data, kind, value, low, high, n``: the measures in the order of `MEASURE_TITLES`, the
        highest value first. `kind` is ``suite``, ``program``, ``people`` or ``limit``. The rows of the suite have an
        interval and the number of texts; the others have none. Where figures were taken of texts without the quotation
        mark '' apart, that row of ``direct_f1`` is there too.

    Raises
    ------
    InputError
        If a column is missing.

    See Also
    --------
    read_measured, read_baselines : the two tables.
    voice_confusion : which voices are confused.

    Notes
    -----
    The rows of one measure need not be of the same texts: look at `data`. A difference to a row of other texts is no
    measurement.

    Examples
    --------
    >>> import analysis as same
    >>> table = same.beside_baselines(same.read_measured(), same.read_baselines())
    >>> sorted(set(table["kind"]))
    ['limit', 'people', 'program', 'suite']
    """
    check(figures, "figures", needs=("data", "measure", "group_by", "group", "value", "low", "high", "n"))
    check(baselines, "baselines", needs=("measure", "data", "who", "kind", "value"))
    apart = (figures["group_by"] == "marks") & figures["group"].str.startswith("without")
    ours = figures[(figures["group_by"] == "all") | (apart & (figures["measure"] == "direct_f1"))]
    ours = ours.assign(who=SUITE, kind="suite")
    ours["who"] = ours["who"].where(ours["group_by"] == "all", f"{SUITE}, texts " + ours["group"])
    table = pd.concat([ours, baselines.assign(low=float("nan"), high=float("nan"))], ignore_index=True)
    table = table[table["measure"].isin(list(MEASURE_TITLES)) & table["value"].notna()]
    table = table.assign(title=table["measure"].map(MEASURE_TITLES), n=table["n"].astype("Int64"))
    place = table["measure"].map({name: at for at, name in enumerate(MEASURE_TITLES)})
    order = table.assign(place=place).sort_values(["place", "value"], ascending=[True, False], kind="stable").index
    names = ["measure", "title", "who", "data", "kind", "value", "low", "high", "n"]
    return table.loc[order, names].reset_index(drop=True)


def voice_confusion(figures: pd.DataFrame) -> pd.DataFrame:
    """Return whose words are in each voice of the suite, according to people.

    Parameters
    ----------
    figures
        As `benchmarks.read_measured` returns them.

    Returns
    -------
    DataFrame
        One row per annotated file and voice of the suite: ``data, voice, words`` and, for each voice that people gave,
        ``people_author, people_direct, people_indirect``, the share of those words. They add up to 1; NaN where the
        suite gave the voice no word.

    Raises
    ------
    InputError
        If a column is missing.

    See Also
    --------
    validate_voices : where the figures come from.

    Notes
    -----
    The same counts as ``as_author`` and so on, divided the other way: there, of the words of a voice that people gave,
    what becomes of them; here, what a voice of the suite is made of. The second depends on how much speech the texts
    hold, so it does not carry over to texts with less.

    Examples
    --------
    >>> import analysis as same
    >>> table = same.voice_confusion(same.read_measured())
    >>> table.filter(like="people_").sum(axis=1).round(6).unique().tolist()
    [1.0]
    """
    check(figures, "figures", needs=("data", "measure", "group_by", "group", "hits"))
    here = figures[(figures["group_by"] == "voice") & figures["measure"].str.startswith("as_")]
    rows = []
    for data, own in here.groupby("data", sort=False):
        for voice in VOICES:
            hits = own[own["measure"] == f"as_{voice}"].set_index("group")["hits"].reindex(VOICES).fillna(0)
            total = int(hits.sum())
            shares = [float(n) / total if total else float("nan") for n in hits]
            rows.append((data, voice, total, *shares))
    return pd.DataFrame(rows, columns=["data", "voice", "words", *(f"people_{voice}" for voice in VOICES)])


def corrected_count(n: float, precision: float, recall: float) -> float:
    """Return the true number that a count points to: ``n * precision / recall``.

    Of `n` things found, ``n * precision`` are right, and these are the share `recall` of all there are.

    See Also
    --------
    corrected_shares, corrected_rates : of the tables of a corpus.
    voice_confusion : what each voice is made of.

    Notes
    -----
    Misleads where precision or recall are not those of the texts in question: precision falls where what is looked for
    is rarer. It moves a total, and says nothing about which of the things found are the right ones.

    Examples
    --------
    >>> import analysis as same
    >>> same.corrected_count(100, precision=0.6, recall=0.8)
    75.0
    """
    return n * precision / recall
