"""What a sentence is judged by: its words, its markers by category, its length, and how much of it is quoted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

NUMBERS = ("words", "loaded", "any loaded", "loaded share", "negated", "quoted share")
ENDINGS = (2, 3, 4)


@dataclass(frozen=True)
class Sentences:
    """Sentences, or whatever is labelled as one, with their words.

    Attributes
    ----------
    term
        The term of each word.
    unit
        The sentence of each word, from 0.
    category
        The category of the marker that each word is in; empty where it is in none.
    loaded
        Whether that marker is loaded.
    numbers
        One row per sentence: `NUMBERS`, then ``category …`` for each category.
    """

    term: np.ndarray
    unit: np.ndarray
    category: np.ndarray
    loaded: np.ndarray
    numbers: pd.DataFrame

    def __len__(self) -> int:
        return len(self.numbers)


def sentences_of(
    tokens: pd.DataFrame, segments: pd.DataFrame, markers: pd.DataFrame, categories: Sequence[str], *, by: str
) -> Sentences:
    """Return the sentences with their features.

    Parameters
    ----------
    tokens, segments, markers
        The tables of these names, of the same texts.
    categories
        The categories to count, in this order.
    by
        ``sentence`` or ``doc_id``: what of the tokens is one sentence. What has no word is none.

    Returns
    -------
    Sentences
        The numbers are: the logarithm of 1 + the words; of 1 + the loaded markers; whether there is one; loaded
        markers per word; the logarithm of 1 + the negated among them; the share of the words in direct speech; and the
        logarithm of 1 + the markers of each category.
    """
    import numpy as np
    import pandas as pd

    unit, _ = pd.factorize(tokens[by])
    n = int(unit.max()) + 1 if len(unit) else 0
    holder = marker_of(tokens, markers)
    first = np.unique(holder[holder >= 0], return_index=True)
    where = unit[holder >= 0][first[1]]
    found = markers.iloc[first[0]]
    loaded, negated = found["loaded"].to_numpy(dtype=bool), found["negated"].to_numpy(dtype=bool)

    def per_unit(keep: np.ndarray) -> np.ndarray:
        return np.bincount(where[keep], minlength=n).astype(float)

    words = np.bincount(unit, minlength=n).astype(float)
    direct = (segments["voice"].to_numpy() == "direct")[tokens["segment"].to_numpy()]
    columns = {
        "words": np.log1p(words),
        "loaded": np.log1p(per_unit(loaded)),
        "any loaded": (per_unit(loaded) > 0).astype(float),
        "loaded share": per_unit(loaded) / words,
        "negated": np.log1p(per_unit(loaded & negated)),
        "quoted share": np.bincount(unit, weights=direct, minlength=n) / words,
    }
    category = found["category"].to_numpy()
    columns |= {f"category {name}": np.log1p(per_unit(category == name)) for name in categories}
    inside = holder >= 0
    return Sentences(
        term=tokens["term"].astype(object).to_numpy(),
        unit=unit,
        category=np.where(inside, markers["category"].to_numpy(dtype=object)[holder] if len(markers) else "", ""),
        loaded=inside & (markers["loaded"].to_numpy(dtype=bool)[holder] if len(markers) else False),
        numbers=pd.DataFrame(columns),
    )


def marker_of(tokens: pd.DataFrame, spans: pd.DataFrame) -> np.ndarray:
    """Return the row of the span (``doc_id, start, end``) in which each word begins, -1 where there is none.

    Where spans overlap, the one that begins last.
    """
    import numpy as np
    import pandas as pd

    if not len(spans) or not len(tokens):
        return np.full(len(tokens), -1)
    doc, _ = pd.factorize(np.concatenate([table["doc_id"].to_numpy(dtype=object) for table in (spans, tokens)]))
    start = np.concatenate([table["start"].to_numpy(dtype=np.int64) for table in (spans, tokens)])
    ends = spans["end"].to_numpy(dtype=np.int64)
    key, n = doc * (max(start.max(), ends.max()) + 1) + start, len(spans)
    order = np.argsort(key[:n], kind="stable")
    at = np.searchsorted(key[:n][order], key[n:], side="right") - 1
    row = order[np.maximum(at, 0)]
    return np.where((at >= 0) & (doc[row] == doc[n:]) & (start[n:] < ends[row]), row, -1)


def word_features(term: str, category: str) -> list[str]:
    """Return the features of a word: its term, its last two, three and four letters, and the category it stands in."""
    features = [f"term {term}", *(f"ends {term[-length:]}" for length in ENDINGS)]
    return [*features, f"category {category}"] if category else features
