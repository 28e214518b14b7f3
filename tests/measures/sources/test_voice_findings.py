"""The numbers of the home page, on toy texts."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis.measures.sources.voice_shares import voice_findings
from analysis.schema import InputError

COLUMNS = ["doc_id", "group", "part", "voice", "n_words", "total", "share"]
# a: 3 own, 1 quoted; b: 4 own, 4 quoted; c: 2 own, none quoted; d has no word in its body
ROWS = [
    ("a", "one", "body", "author", 3, 4, 3 / 4),
    ("a", "one", "body", "direct", 1, 4, 1 / 4),
    ("a", "one", "body", "indirect", 0, 4, 0.0),
    ("a", "one", "headline", "author", 9, 9, 1.0),
    ("b", "one", "body", "author", 4, 8, 4 / 8),
    ("b", "one", "body", "direct", 4, 8, 4 / 8),
    ("b", "one", "body", "indirect", 0, 8, 0.0),
    ("c", "another", "body", "author", 2, 2, 1.0),
    ("c", "another", "body", "direct", 0, 2, 0.0),
    ("c", "another", "body", "indirect", 0, 2, 0.0),
    ("d", "another", "body", "author", 0, 0, float("nan")),
    ("d", "another", "body", "direct", 0, 0, float("nan")),
    ("d", "another", "body", "indirect", 0, 0, float("nan")),
]


def test_words_are_added_up_by_group_and_voice():
    table = voice_findings(pd.DataFrame(ROWS, columns=COLUMNS))
    assert list(zip(table["group"], table["voice"], strict=True)) == [
        (group, voice) for group in ("another", "one") for voice in ("author", "direct", "indirect")
    ]
    one = table[table["group"] == "one"].set_index("voice").loc["direct"]
    assert one[["n_docs", "docs", "n_words", "total"]].tolist() == [2, 2, 5, 12]
    assert one[["share", "share_low", "share_high"]].tolist() == [5 / 12, 1 / 4, 1 / 2]
    other = table[table["group"] == "another"].set_index("voice").loc["direct"]
    assert other[["n_docs", "docs", "n_words", "total", "share"]].tolist() == [1, 0, 0, 2, 0.0]


def test_a_group_without_a_word_has_no_row():
    assert len(voice_findings(pd.DataFrame(ROWS[10:], columns=COLUMNS))) == 0


def test_a_missing_column_is_named():
    with pytest.raises(InputError, match="share"):
        voice_findings(pd.DataFrame(ROWS, columns=COLUMNS).drop(columns="share"))
