"""Names of actors: the longest label wins, capitals count, offsets give back the text."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.measures.dictionary.names import names
from analysis.schema import COLUMNS, InputError

ACTORS = pd.DataFrame(
    [
        ("camp", "Camp Liberty", "official"),
        ("residents", "Camp Liberty residents", "descriptive"),
        ("group", "PMOI", "abbreviation"),
        ("group", "PMOI terrorist group", "pejorative"),
        ("group", "PMOI (MEK)", "abbreviation"),
        ("US", "US", "abbreviation"),
        ("government", "mullahs' regime", "pejorative"),
    ],
    columns=["actor", "label", "label_kind"],
)


def segments_of(*pieces: tuple[str, str]) -> pd.DataFrame:
    """One document; each piece is (voice, text)."""
    rows, start = [], 0
    for voice, text in pieces:
        speaker = "Zarif" if voice != "author" else ""
        rows.append(("d", start, start + len(text), "body", voice, speaker, "", text))
        start += len(text)
    return pd.DataFrame(rows, columns=list(COLUMNS["segments"]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Camp Liberty residents in Camp Liberty", [("Camp Liberty residents", "residents"), ("Camp Liberty", "camp")]),
        ("the PMOI terrorist group, the PMOI", [("PMOI terrorist group", "group"), ("PMOI", "group")]),
        ("PMOI/MEK and pmoi", [("PMOI/MEK", "group")]),
        ("They told us in the US", [("US", "US")]),
        ("the mullahs’ regime’s plan", [("mullahs’ regime", "government")]),
        ("Camp Libertyville", []),
        ("", []),
    ],
)
def test_names(text, expected):
    segments = segments_of(("author", text))
    table = names(segments, ACTORS)
    assert list(table.columns) == list(COLUMNS["names"])
    assert list(zip(table["match"], table["actor"], strict=True)) == expected
    assert all(text[a:b] == match for a, b, match in zip(table["start"], table["end"], table["match"], strict=True))


def test_a_name_carries_its_voice_and_speaker():
    table = names(segments_of(("author", "The PMOI left. "), ("direct", "“The PMOI terrorist group left”")), ACTORS)
    assert table[["start", "label", "label_kind", "voice", "speaker"]].values.tolist() == [
        [4, "PMOI", "abbreviation", "author", ""],
        [20, "PMOI terrorist group", "pejorative", "direct", "Zarif"],
    ]


def test_a_missing_column_is_named():
    with pytest.raises(InputError, match="label_kind"):
        names(segments_of(("author", "a")), ACTORS[["actor", "label"]])
