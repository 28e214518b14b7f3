"""Toy segments and documents, built by hand: no test of a measure depends on how voices are found."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

Piece = tuple[str, ...]  # part, voice, text and, if wanted, speaker


def toy(
    texts: Mapping[str, str | Sequence[Piece]], *, groups: Mapping[str, str | None] | None = None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the tables `segments` and `documents` of some texts.

    Parameters
    ----------
    texts
        doc_id -> a text (one segment of the author's voice in the body), or a list of ``(part, voice, text)`` or
        ``(part, voice, text, speaker)`` which follow one another without anything between them.
    groups
        doc_id -> source_type; "x" where left out.

    Examples
    --------
    >>> segments, documents = toy({"a": "one two", "b": [("body", "direct", '"three"', "Ann")]}, groups={"b": "y"})
    """
    rows, documents = [], []
    for doc_id, text in texts.items():
        start = 0
        pieces = [("body", "author", text)] if isinstance(text, str) else text
        for part, voice, piece, *speaker in pieces:
            end = start + len(piece)
            rows.append((doc_id, start, end, part, voice, speaker[0] if speaker else "", "", piece))
            start = end
        source_type = (groups or {}).get(doc_id, "x")
        documents.append((doc_id, "".join(piece[2] for piece in pieces), f"Title of {doc_id}", source_type))
    columns = ["doc_id", "start", "end", "part", "voice", "speaker", "cue", "text"]
    segments = pd.DataFrame(rows, columns=columns)
    return segments, pd.DataFrame(documents, columns=["doc_id", "text", "title", "source_type"])
