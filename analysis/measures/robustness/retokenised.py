"""The same words cut and written in other ways: what else might have been called a term."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

_ENDINGS = ("'s", "’s", "‘s", "`s")


def retokenised(tokens: pd.DataFrame, texts: dict[str, str], how: str) -> tuple[np.ndarray, np.ndarray]:
    """Return the terms of a text under another rule of what a term is.

    Parameters
    ----------
    tokens
        Table `tokens`.
    texts
        doc_id -> text, as read.
    how
        A choice of the dimension ``words`` of `choices.CHOICES`.

    Returns
    -------
    tuple of ndarray
        The row of `tokens` that each word comes from (a word that is split gives its row several times), and the terms.

    Notes
    -----
    Stems are English ones (Porter 1980): "iraqi" and "iraq" stay two, "organization" and "organ" become one.
    """
    import numpy as np

    rows = np.arange(len(tokens))
    plain = tokens["term"].cat.categories.to_numpy(dtype=object)
    codes = tokens["term"].cat.codes.to_numpy()
    if how == "stems":
        plain = np.array(_stems(plain.tolist()), dtype=object)
    elif how == "hyphens split":
        pieces = [[piece for piece in term.split("-") if piece] or [term] for term in plain]
        rows = np.repeat(rows, np.array([len(piece) for piece in pieces], dtype=np.int64)[codes])
        return rows, np.array([piece for code in codes.tolist() for piece in pieces[code]], dtype=object)
    terms = plain[codes]
    if how == "possessives kept":
        after = [texts[doc_id][end : end + 2].lower() in _ENDINGS for doc_id, end in zip(*_places(tokens), strict=True)]
        terms = np.where(after, terms + "'s", terms)
    elif how == "capitals kept":
        starts = tokens["start"].tolist()
        places = zip(starts, *_places(tokens)[::-1], strict=True)
        terms = np.array([" ".join(texts[doc_id][start:end].split()) for start, end, doc_id in places], dtype=object)
    return rows, terms


def _places(tokens: pd.DataFrame) -> tuple[list[str], list[int]]:
    return tokens["doc_id"].tolist(), tokens["end"].tolist()


def _stems(terms: list[str]) -> list[str]:
    from nltk.stem.porter import PorterStemmer

    stemmer = PorterStemmer()
    return [stemmer.stem(term) for term in terms]
