"""Names, as capitals show them: a long one alone is no passage, and its words say less than others."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

WORDS_BESIDE_NAMES = 3  # words apart from names
_LINKS = frozenset("of the and for de la du des der von van al el".split())


def named_terms(table: pd.DataFrame, segments: pd.DataFrame) -> np.ndarray:
    """Return, for each term, whether most of its uses have a capital, sentence beginnings and headlines left aside.

    Parameters
    ----------
    table
        Table `tokens` of the words that count.
    segments
        The table that they were found in.
    """
    texts = segments.groupby("doc_id", sort=False)["text"].agg("".join).to_dict()
    inner = np.diff(table["sentence"].to_numpy(), prepend=-1) == 0
    inner &= (segments["part"] != "headline").to_numpy()[table["segment"].to_numpy()]
    rows = table[inner]
    capital = np.fromiter(
        (texts[doc_id][start].isupper() for doc_id, start in zip(rows["doc_id"], rows["start"], strict=True)),
        dtype=bool,
    )
    code, n = rows["term"].cat.codes.to_numpy(), len(table["term"].cat.categories)
    return 2 * np.bincount(code[capital], minlength=n) > np.bincount(code, minlength=n)


def is_name(words: Iterable[str]) -> bool:
    """Return whether fewer than `WORDS_BESIDE_NAMES` of the words are outside names.

    In a name are words with a capital and up to two links ("of", "the", "and" …) between them. A word in a script
    without capitals is outside. Misleads in headlines that capitalise every word.

    >>> is_name("of the National Council of Resistance of Iran".split()), is_name("A number of agents who".split())
    (True, False)
    """
    outside, links = 0, 0
    inside = False
    for word in words:
        if word[0].isupper():
            outside += 0 if inside else links
            inside, links = True, 0
        elif inside and links < 2 and word.lower() in _LINKS:
            links += 1
        else:
            outside += links + 1
            inside, links = False, 0
        if outside >= WORDS_BESIDE_NAMES:
            return False
    return outside + links < WORDS_BESIDE_NAMES
