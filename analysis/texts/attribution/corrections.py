"""Segments as a person corrects them: a voice or a speaker of a passage, wherever it begins and ends."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import pandas as pd

from analysis.schema import COLUMNS, check


def correct_voices(segments: pd.DataFrame, corrections: pd.DataFrame) -> pd.DataFrame:
    """Return the segments with what people corrected of them.

    Parameters
    ----------
    segments
        Table `segments`.
    corrections
        Table `corrections`, of the same texts. Those of markers are passed over.

    Returns
    -------
    DataFrame
        Table `segments`, cut where a correction begins or ends. In the author's voice a passage loses speaker and cue.
        What is corrected to be somebody's keeps the speaker that it had, if any, until another is given. A passage
        that is now as its neighbour is one segment with it.

    Raises
    ------
    InputError
        If a column is missing.

    See Also
    --------
    read_corrections : the corrections.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> segments = same.voices(pd.DataFrame({"doc_id": ["a"], "text": ["Ann Roe said it was late. We left."]}))
    >>> row = {"doc_id": "a", "start": 13, "end": 24, "what": "voice", "now": "author"}
    >>> table = pd.DataFrame([{**row, "words": "it was late", "was": "indirect", "text_sha256": ""}])
    >>> same.correct_voices(segments, table)["voice"].tolist()
    ['author']
    """
    check(segments, "segments")
    check(corrections, "corrections")
    asked = corrections[corrections["what"] != "marker"]
    if asked.empty:
        return segments
    wanted = {doc_id: rows.to_dict("records") for doc_id, rows in asked.groupby("doc_id", sort=False)}
    rows: list[dict[str, Any]] = []
    for doc_id, own in segments.groupby("doc_id", sort=False):
        whole = own.to_dict("records")
        rows += _corrected(whole, wanted[doc_id]) if doc_id in wanted else whole
    table = pd.DataFrame(rows, columns=segments.columns)
    return table.astype(segments.dtypes[list(COLUMNS["segments"])].to_dict())


def _corrected(segments: Sequence[Mapping[str, Any]], asked: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    edges = {int(row[edge]) for row in asked for edge in ("start", "end")}
    found: list[dict[str, Any]] = []
    for one in segments:
        cuts = [one["start"], *sorted(edge for edge in edges if one["start"] < edge < one["end"]), one["end"]]
        for start, end in pairwise(cuts):
            piece = {**one, "start": start, "end": end, "text": one["text"][start - one["start"] : end - one["start"]]}
            over = [row for row in asked if row["start"] <= start and end <= row["end"]]
            piece = _with(piece, over)
            last = found[-1] if found else None
            if last and (over or start in edges) and all(last[key] == piece[key] for key in _ALIKE):
                found[-1] = {**last, "end": end, "text": last["text"] + piece["text"]}
            else:
                found.append(piece)
    return found


_ALIKE = ("part", "voice", "speaker", "cue")


def _with(piece: dict[str, Any], corrections: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return a piece as corrected, the later correction over the earlier."""
    for row in corrections:
        piece["voice" if row["what"] == "voice" else "speaker"] = row["now"]
    if piece["voice"] == "author":
        piece |= {"speaker": "", "cue": ""}
    return piece
