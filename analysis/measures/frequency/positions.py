"""Where in each text chosen terms stand, from its first word to its last."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from analysis.measures.groups import chosen
from analysis.measures.stats.dispersion import dp_norm
from analysis.schema import InputError, check
from analysis.texts.segmentation.words import term, tokens, words

if TYPE_CHECKING:
    import pandas as pd


def positions(segments: pd.DataFrame, terms: Iterable[str], *, part: str = "body", voice: str = "all") -> pd.DataFrame:
    """Return each occurrence of some terms, with its place in the words of its text.

    Parameters
    ----------
    segments
        Table `segments`.
    terms
        Single words; one that occurs nowhere has no position anywhere.
    part, voice
        The words that are counted and numbered; "all" keeps every part or voice.

    Returns
    -------
    DataFrame
        ``doc_id, term, position, start, voice, n, n_words, dp_norm``. ``position`` numbers the counted words of the
        text from 1, so that ``(position - 0.5) / n_words`` is the share of the text at the middle of the word;
        ``start`` is the offset in the text; ``n`` how often the term stands in the text; ``n_words`` the text's words;
        ``dp_norm`` how unevenly the term is spread over the texts (`dispersion.dp_norm`). A text without the term has
        one row, with no position or start and an empty voice; a text without words has none. Sorted by the order of
        `terms`, then of the documents, then by position.

    Raises
    ------
    InputError
        If a term is not one word, or if no text has a word in this part and voice.

    Notes
    -----
    Misleads where texts differ in length: the same distance on the line is more words in a longer text. Words left out
    (another part or voice) leave no gap.
    """
    import numpy as np
    import pandas as pd

    check(segments, "segments", needs=("doc_id", "part", "voice", "text"))
    asked = list(terms)
    for wanted in asked:
        if len(words(wanted)) != 1:
            raise InputError(f"{wanted!r} is not one word; give single words")
    keep = chosen(segments, voice=voice, part=part)
    table = tokens(segments)
    table = table[keep[table["segment"].to_numpy()]].reset_index(drop=True) if len(table) else table
    if not len(table):
        raise InputError(f"no text has a word in part {part}, voice {voice}; choose another part or voice")

    document, doc_ids = pd.factorize(table["doc_id"])
    n_words = np.bincount(document)
    table["position"] = np.arange(len(table)) - (np.cumsum(n_words) - n_words)[document] + 1
    table["voice"] = segments["voice"].to_numpy()[table["segment"]]
    pieces = []
    for name in dict.fromkeys(map(term, asked)):
        here = (table["term"] == name).to_numpy()
        n = np.bincount(document[here], minlength=len(doc_ids))
        piece = table.loc[here, ["doc_id", "position", "start", "voice"]]
        absent = pd.DataFrame({"doc_id": doc_ids[n == 0], "voice": ""})
        piece = pd.concat([piece, absent]).assign(term=name, dp_norm=dp_norm(n[:, None], n_words)[0])
        piece["document"] = pd.Index(doc_ids).get_indexer(piece["doc_id"])
        piece["n"], piece["n_words"] = n[piece["document"]], n_words[piece["document"]]
        pieces.append(piece.sort_values(["document", "position"]))
    columns = ["doc_id", "term", "position", "start", "voice", "n", "n_words", "dp_norm"]
    result = pd.concat(pieces, ignore_index=True)[columns] if pieces else pd.DataFrame(columns=columns)
    return result.astype({"position": "Int64", "start": "Int64"})
