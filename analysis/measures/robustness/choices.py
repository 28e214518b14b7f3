"""The choices that an analyst has to make, and could have made otherwise: what `robustness` runs through.

Steegen, Tuerlinckx, Gelman and Vanpaemel (2016) call all of them together the multiverse; Simonsohn, Simmons and Nelson
(2020) draw it as a specification curve. A dimension is one thing to decide; its choices are ways in which somebody who
knows the field might decide it. None of them is wrong.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from math import prod

import numpy as np
import pandas as pd

from analysis.measures.stats.reproducible_random import hashed_number
from analysis.schema import PARTS

Choices = dict[str, str]

MOST_COMBINATIONS = 30
ALL_TEXTS, WITHOUT = "all", "without "
EVERY_LOADED, CONTESTED, NOT_NEGATED = "as listed", "contested too", "negated left out"

CHOICES: dict[str, dict[str, str]] = {
    "words": {
        "as they are": "a term is the word in lower case, without a possessive ending",
        "possessives kept": "“regime’s” is a term of its own",
        "hyphens split": "“so-called” is two words",
        "stems": "“terrorist” and “terrorists” are one term (Porter 1980, as NLTK has it)",
        "capitals kept": "“Camp” and “camp” are two terms",
    },
    "stop_words": {
        "kept": "every word counts",
        "left out": "the 318 English stop words of scikit-learn do not count",
    },
    "listed": {
        "no stop words": "stop words are counted, but left out of a list (the 318 English ones of scikit-learn)",
        "every word": "stop words are listed with the rest",
    },
    "voice": {
        "all": "all words of a text",
        "author": "only the author's own words",
        "author and paraphrase": "all words but those in quotation marks",
        "author and quotation": "all words but paraphrase",
    },
    "attributed": {
        "quoted and paraphrased": "words attributed to somebody, with quotation marks or without",
        "quoted alone": "words in quotation marks; a paraphrase counts as the author's",
    },
    "part": {
        "body": "the body of the text",
        "with headline": "the headline too",
        "without furniture": "the whole page except menus, dates and readers' comments",
        "whole page": "everything on the page",
    },
    "text": {ALL_TEXTS: "every text"},
    "passages": {
        "in each text": "a passage that several texts share counts in each of them",
        "once": "it counts only in the first of them",
    },
    "weights": {
        "smooth idf": "ln((1 + N) / (1 + df)) + 1: scikit-learn's default",
        "plain idf": "ln(N / df) + 1: not smoothed",
        "textbook idf": "ln(N / df): a word of every text weighs nothing",
        "sublinear tf": "1 + ln tf in place of tf, smooth idf",
        "counts alone": "no idf",
    },
    "score": {
        "log ratio": "log2 of the ratio of the rates, a count of 0 by group size (Hardie 2014)",
        "G2": "log-likelihood of the four-cell table (Dunning 1993), with its sign",
        "z, prior .01": "weighted log-odds, flat prior of .01 (Monroe, Colaresi and Quinn 2008)",
        "z, prior .1": "the same with a prior of .1",
        "z, prior 1": "the same with a prior of 1",
        "z, informative prior": "the same with a pseudo-word per term, distributed as the words of all texts are",
    },
    "threshold": {
        "every word": "no word is too rare",
        "3 times or more": "only words that occur 3 times or more",
        "5 times or more": "only words that occur 5 times or more",
        "in 2 texts or more": "only words that occur in two texts or more",
    },
    "lexicon": {
        EVERY_LOADED: "the categories that the codebook calls loaded",
        CONTESTED: "contested names and terms count as loaded (“regime”)",
        NOT_NEGATED: "“not a terrorist” does not count",
    },
    "speakers": {
        "in the total": "words whose speaker was not found, or has no side, are part of the total",
        "left out": "they are not part of it",
    },
}

PARTS_OF: dict[str, tuple[str, ...]] = {
    "body": ("body",),
    "with headline": ("body", "headline"),
    "without furniture": ("body", "headline", "byline", "caption"),
    "whole page": PARTS,
    "all": PARTS,
}
VOICES_OF: dict[str, tuple[str, ...]] = {
    "all": ("author", "direct", "indirect"),
    "author": ("author",),
    "author and paraphrase": ("author", "indirect"),
    "author and quotation": ("author", "direct"),
    "direct": ("direct",),
    "indirect": ("indirect",),
    "quoted and paraphrased": ("direct", "indirect"),
    "quoted alone": ("direct",),
}


def choices_about(dimension: str, choice: str) -> str:
    """Return what a choice does, in words.

    >>> choices_about("text", "without a"), choices_about("words", "stems")[:12]
    ('the text a is left out', '“terrorist” ')
    """
    if dimension == "text" and choice.startswith(WITHOUT):
        return f"the text {choice.removeprefix(WITHOUT)} is left out"
    if dimension == "lexicon" and choice.startswith(WITHOUT):
        return f"the category {choice.removeprefix(WITHOUT)} does not count as loaded"
    return CHOICES[dimension].get(choice, choice)


def choice_table() -> pd.DataFrame:
    """Return every choice of `CHOICES`: ``dimension, choice, what it does``, the base of most findings first.

    See Also
    --------
    robustness : The findings under each of these choices.

    Examples
    --------
    >>> import analysis as same
    >>> same.choice_table().query("dimension == 'threshold'")["choice"].tolist()
    ['every word', '3 times or more', '5 times or more', 'in 2 texts or more']
    """
    rows = [(name.replace("_", " "), choice, said) for name, every in CHOICES.items() for choice, said in every.items()]
    return pd.DataFrame(rows, columns=["dimension", "choice", "what it does"])


def one_at_a_time(open_to: Mapping[str, Sequence[str]]) -> list[tuple[str, Choices]]:
    """Return the base, and each specification that differs from it in one dimension only.

    Parameters
    ----------
    open_to
        For each dimension that bears on a finding its choices, that of the base first.

    Returns
    -------
    list
        (dimension in which it differs, specification); the first is ``("base", …)``.

    >>> [(name, list(one.values())) for name, one in one_at_a_time({"a": ["x", "y"], "b": ["u", "v"]})]
    [('base', ['x', 'u']), ('a', ['y', 'u']), ('b', ['x', 'v'])]
    """
    base = {name: choices[0] for name, choices in open_to.items()}
    return [("base", base), *((name, base | {name: one}) for name in open_to for one in open_to[name][1:])]


def combined(open_to: Mapping[str, Sequence[str]], most: int) -> Iterator[Choices]:
    """Yield the specifications that differ from the base in two dimensions or more: all, or `most` of them.

    If there are more, they are drawn by SHA-256 of the numbers 0, 1, 2 …, so the same choices give the same ones. A
    dimension of more than `MOST_COMBINATIONS` choices, such as each of four hundred texts left out, takes no part.
    """
    open_to = {name: choices if len(choices) <= MOST_COMBINATIONS else choices[:1] for name, choices in open_to.items()}
    sizes = [len(choices) for choices in open_to.values()]
    total = prod(sizes)
    places: Iterable[int] = range(total)
    if total - 1 - sum(size - 1 for size in sizes) > most:
        places = _different(hashed_number(k) % total for k in range(20 * most))
    several = (at for at in (np.unravel_index(place, sizes) for place in places) if np.count_nonzero(at) > 1)
    for picked in islice(several, most):
        yield {name: choices[at] for (name, choices), at in zip(open_to.items(), map(int, picked), strict=True)}


def _different(numbers: Iterable[int]) -> Iterator[int]:
    """Yield each number when it first comes."""
    seen: set[int] = set()
    for number in numbers:
        if number not in seen:
            seen.add(number)
            yield number
