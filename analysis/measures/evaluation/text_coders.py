"""How far people agree who marked words in the same texts, with each other and with the suite."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from analysis.measures.evaluation.coders import LEAST_MENTIONS, krippendorff
from analysis.measures.stats.bootstrap import percentiles, resamples
from analysis.schema import COLUMNS, InputError, check, numbers

SUITE = "the suite"
LOADED = "loaded"  # any category that counts as loaded
FINISHED = "finished"


def text_agreement(
    codings: Sequence[pd.DataFrame],
    tokens: pd.DataFrame,
    categories: pd.DataFrame,
    markers: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return how far coders of texts agree, for loaded wording as such and for each category.

    Parameters
    ----------
    codings
        Table `text_coding` of each coder (`read_text_coding`).
    tokens
        Table `tokens` of the texts.
    categories
        Table `categories`: the codebook.
    markers
        Table `markers` of the same texts: what the suite marked. Left out, people are compared with each other alone.

    Returns
    -------
    DataFrame
        ``variable, measure, coders, value, low, high, n, n_codes, why``, as `coder_agreement` returns it. The unit is
        the sentence: a coder marked something in it as being of the category, or did not. For each variable
        ``alpha`` of all people (Krippendorff 2019, nominal data) comes first, then ``kappa`` (Cohen 1960) of each two,
        and of each with the suite. `n` is the number of sentences that both coded. Intervals are percentiles of 1,000
        resamples of the sentences. The variable ``loaded`` is any category that counts as loaded; categories that
        nobody used are left out.

    Raises
    ------
    InputError
        If two codings are of one coder, or no text was coded by two.

    See Also
    --------
    disagreement : the sentences on which coders are divided.
    coder_agreement : the same for sheets.

    Notes
    -----
    A text counts as coded by those who marked something in it or said that they had finished it. Agreement is not
    truth, and experts agree only so far: among the annotators of loaded sentences in news, alpha is about .4
    (Spinde et al. 2021). A category that is rare has a low kappa even where two coders hardly differ.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> word = story.markers.query("loaded and doc_id == 'aswat-families'").iloc[0]
    >>> row = {"doc_id": word["doc_id"], "start": word["start"], "end": word["end"], "words": word["match"]}
    >>> row |= {"category": word["category"], "sure": "certain", "text_sha256": ""}
    >>> two = [pd.DataFrame([row | {"coder": coder}]) for coder in ("Ann", "Ben")]
    >>> table = same.text_agreement(two, story.tokens, story.categories, story.markers)
    >>> table.loc[table["variable"] == "loaded", ["measure", "coders", "value"]].values.tolist()[:2]
    [['alpha', 'Ann, Ben', 1.0], ['kappa', 'Ann, Ben', 1.0]]
    """
    marks = _Marks(codings, tokens, categories)
    people = marks.coders
    rows: list[tuple[object, ...]] = []
    suite = None if markers is None else marks.of_suite(markers)
    for variable in marks.variables:
        codes = marks.codes(variable)
        rows.append((variable, "alpha", ", ".join(people), *_alpha(codes)))
        columns, names = codes, list(people)
        pairs = list(combinations(range(len(people)), 2))
        if suite is not None:
            columns = np.column_stack([codes, suite[variable]])
            names.append(SUITE)
            pairs += [(i, len(people)) for i in range(len(people))]
        for (a, b), figures in zip(pairs, _kappas(columns, pairs), strict=True):
            rows.append((variable, "kappa", f"{names[a]}, {names[b]}", *figures))
    return pd.DataFrame(rows, columns=list(COLUMNS["coder_agreement"])).astype(numbers("coder_agreement"))


def disagreement(codings: Sequence[pd.DataFrame], tokens: pd.DataFrame, categories: pd.DataFrame) -> pd.DataFrame:
    """Return the sentences in which somebody marked loaded words, those first on which the coders are most divided.

    Parameters
    ----------
    codings, tokens, categories
        As `text_agreement` takes them.

    Returns
    -------
    DataFrame
        Table `disagreement`: ``doc_id, start, end, n_coders, n_marked, split, marks``, where ``split =
        1 - |2 n_marked / n_coders - 1|``. Sorted by split, then by n_coders, then in the order of the texts.

    Raises
    ------
    InputError
        As `text_agreement` does.

    See Also
    --------
    text_agreement : the figures.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> documents = pd.DataFrame({"doc_id": ["a"], "text": ["The brutal cuts. They end."]})
    >>> tokens = same.tokens(same.voices(documents))
    >>> row = {"doc_id": "a", "start": 4, "end": 10, "words": "brutal", "category": "cruelty", "sure": "guess"}
    >>> done = {"doc_id": "a", "start": 0, "end": 26, "words": "", "category": "finished", "sure": ""}
    >>> two = [pd.DataFrame([one | {"coder": coder, "text_sha256": ""}]) for coder, one in (("A", row), ("B", done))]
    >>> same.disagreement(two, tokens, same.read_categories())[["n_coders", "n_marked", "split"]].values.tolist()
    [[2.0, 1.0, 1.0]]
    """
    marks = _Marks(codings, tokens, categories)
    codes = marks.codes(LOADED)
    n_coders, n_marked = (~np.isnan(codes)).sum(axis=1), np.nansum(codes, axis=1).astype(int)
    table = marks.sentences.assign(n_coders=n_coders, n_marked=n_marked, marks=marks.words())
    table = table[(table["n_marked"] > 0) & (table["n_coders"] > 1)]
    table = table.assign(split=1 - (2 * table["n_marked"] / table["n_coders"] - 1).abs())
    table = table.sort_values(["split", "n_coders"], ascending=False, kind="stable", ignore_index=True)
    return table[list(COLUMNS["disagreement"])]


class _Marks:
    """The marks of all coders by sentence: the sentences of the texts that two or more coded, and who marked what."""

    def __init__(self, codings: Sequence[pd.DataFrame], tokens: pd.DataFrame, categories: pd.DataFrame) -> None:
        for coding in codings:
            check(coding, "text_coding")
        self.table = pd.concat(codings, ignore_index=True)
        self.coders = [str(coding["coder"].iloc[0]) for coding in codings]
        if len(set(self.coders)) < len(self.coders):
            twice = next(name for name, n in Counter(self.coders).items() if n > 1)
            raise InputError(f"{twice!r} coded twice; give each coder one file and a name of their own")
        coded = self.table.groupby("doc_id")["coder"].nunique()
        texts = set(coded.index[coded > 1])
        if not texts:
            raise InputError(f"{', '.join(self.coders)}: no text is coded by two; give codings of one text")
        words = tokens[tokens["doc_id"].isin(texts)].reset_index(drop=True)
        if words.empty:
            raise InputError(f"{', '.join(sorted(texts))}: no word in what was coded; give codings of texts with words")
        self.unit, sentences = pd.factorize(words["sentence"])
        self.tokens = words
        grouped = words.groupby(self.unit)
        self.sentences = pd.DataFrame(
            {"doc_id": grouped["doc_id"].first(), "start": grouped["start"].min(), "end": grouped["end"].max()}
        )
        self.n = len(sentences)
        self.table = self.table[self.table["doc_id"].isin(texts)].reset_index(drop=True)
        self.marked = self._placed(self.table[self.table["category"] != FINISHED])
        self.loaded = set(categories.loc[categories["loaded"].astype(bool), "category"])
        used = set(self.marked["category"])
        self.variables = [LOADED, *(name for name in categories["category"] if name in used)]
        self.coded = np.column_stack(
            [
                self.sentences["doc_id"].isin(self.table.loc[self.table["coder"] == coder, "doc_id"])
                for coder in self.coders
            ]
        )

    def codes(self, variable: str) -> np.ndarray:
        """Return sentences by coders: 1 marked, 0 not, NaN where the coder did not code the text."""
        codes = np.where(self.coded, 0.0, np.nan)
        column = {coder: place for place, coder in enumerate(self.coders)}
        rows = self._of(self.marked, variable)
        for coder, first, last in zip(rows["coder"], rows["first"], rows["last"], strict=True):
            codes[first:last, column[coder]] = 1
        return codes

    def of_suite(self, markers: pd.DataFrame) -> dict[str, np.ndarray]:
        """Return what the suite marked, for each variable: 1 or 0 by sentence."""
        placed = self._placed(markers[markers["doc_id"].isin(set(self.sentences["doc_id"]))])
        found = {variable: np.zeros(self.n) for variable in self.variables}
        for variable, codes in found.items():
            rows = self._of(placed, variable)
            for first, last in zip(rows["first"], rows["last"], strict=True):
                codes[first:last] = 1
        return found

    def words(self) -> list[str]:
        """Return for each sentence the words that were marked as loaded, with category and number of coders."""
        found: list[Counter[tuple[str, str]]] = [Counter() for _ in range(self.n)]
        mine = self._of(self.marked, LOADED)
        for place, words, category in zip(mine["first"], mine["words"], mine["category"], strict=True):
            found[place][" ".join(words.split()), category] += 1
        return [
            "; ".join(f"{words} ({category}): {n}" for (words, category), n in sorted(one.items(), key=_most_first))
            for one in found
        ]

    def _of(self, rows: pd.DataFrame, variable: str) -> pd.DataFrame:
        return rows[rows["category"].isin(self.loaded) if variable == LOADED else rows["category"] == variable]

    def _placed(self, rows: pd.DataFrame) -> pd.DataFrame:
        """Return the marks that hold a word, with the sentences from `first` up to `last` in which their words are."""
        placed = []
        for doc_id, own in rows.groupby("doc_id", sort=False):
            here = np.flatnonzero(self.tokens["doc_id"].to_numpy() == doc_id)
            words = self.tokens.iloc[here]
            first = np.searchsorted(words["end"].to_numpy(), own["start"].to_numpy(), side="right")
            last = np.searchsorted(words["start"].to_numpy(), own["end"].to_numpy(), side="left")
            own = own.assign(first=first, last=last)[first < last]
            units = self.unit[here]
            placed.append(own.assign(first=units[own["first"]], last=units[own["last"] - 1] + 1))
        return pd.concat(placed) if placed else rows.assign(first=0, last=0)


def _most_first(item: tuple[tuple[str, str], int]) -> tuple[int, str, str]:
    (words, category), n = item
    return -n, words, category


def _alpha(codes: np.ndarray) -> tuple[float, float, float, int, int, str]:
    """Return Krippendorff's alpha of all people for one variable, with its interval and sizes."""
    both = (~np.isnan(codes)).sum(axis=1) > 1
    return krippendorff(pd.DataFrame(codes[both]))


def _kappas(codes: np.ndarray, pairs: Sequence[tuple[int, int]]) -> list[tuple[float, float, float, int, int, str]]:
    """Return Cohen's kappa of each two columns, with intervals from resampled sentences; all pairs at once."""
    first, second = (codes[:, [pair[side] for pair in pairs]] for side in (0, 1))
    both = ~np.isnan(first) & ~np.isnan(second)
    a, b = (np.where(both, column, 0) for column in (first, second))
    counts = np.stack([both, (a == b) & both, a, b]).astype(float)  # four counts: sentences by pairs
    values = _kappa(counts.sum(axis=1))
    flat = counts.transpose(1, 0, 2).reshape(len(codes), -1)
    drawn = np.concatenate(
        [_kappa((times @ flat).reshape(len(times), 4, -1).transpose(1, 0, 2)) for times in resamples(len(codes))]
    )
    low, high = percentiles(drawn.T)
    rows = []
    for place, value in enumerate(values):
        n = int(both[:, place].sum())
        used = len(set(np.concatenate([a[both[:, place], place], b[both[:, place], place]])))
        if not n:
            rows.append((np.nan, np.nan, np.nan, 0, 0, "no sentence is coded by both"))
        elif used < 2:
            rows.append((np.nan, np.nan, np.nan, n, used, "neither marked anything, or both everything"))
        elif n < LEAST_MENTIONS:
            why = f"no interval: it needs {LEAST_MENTIONS} sentences, and {n} are coded"
            rows.append((float(value), np.nan, np.nan, n, used, why))
        elif value == 1:
            rows.append((1.0, np.nan, np.nan, n, used, "no interval: they never differ, so resamples all agree"))
        else:
            rows.append((float(value), float(low[place]), float(high[place]), n, used, ""))
    return rows


def _kappa(sums: np.ndarray) -> np.ndarray:
    """Return kappa from sums: sentences, those alike, those that the first and that the second marked."""
    n, alike, first, second = sums
    with np.errstate(invalid="ignore", divide="ignore"):
        chance = (first * second + (n - first) * (n - second)) / n**2
        return np.where(chance < 1, (alike / n - chance) / (1 - chance), np.nan)
