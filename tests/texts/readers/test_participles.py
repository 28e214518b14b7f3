"""The table of participles: what is shipped, and what is refused with the line that is wrong."""

from __future__ import annotations

import pytest

from analysis.schema import COLUMNS, InputError
from analysis.texts.readers.participles import irregular_pasts, parse_context, read_participles, shipped_readings

HEAD = "participle,verb,past,reading,context,note\n"


def test_the_shipped_table_knows_irregular_verbs_and_says_where_a_reading_holds():
    table = read_participles()
    assert list(table.columns) == list(COLUMNS["participles"])
    assert table["participle"].str.islower().all()
    used, looked, done = (shipped_readings()[word].context for word in ("used", "looked", "done"))
    assert used.holds("to", "it") and not used.holds("by", "it")
    assert looked.holds("sad", "it") and not looked.holds("after", "it")
    assert done.holds("", "they") and not done.holds("", "it")
    assert irregular_pasts()["stole"] == "steal"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("sung,sing,sang,passive,,\nsung,sing,,passive,,", "line 3, column participle: 'sung' occurs in line 2 too"),
        ("sung,sing,sang,past,,", "line 2, column reading: 'past' is not known"),
        ("sung,,sang,passive,,", "line 2, column verb: empty"),
        ("sung,sing,sang,passive,at to,", "line 2, column context: 'at to' is no context"),
    ],
)
def test_a_wrong_row_is_refused_with_its_line(tmp_path, row, said):
    file = tmp_path / "own.csv"
    file.write_text(f"{HEAD}{row}\n", encoding="utf-8")
    with pytest.raises(InputError, match=said):
        read_participles(file)


def test_a_context_without_a_word_is_none():
    with pytest.raises(InputError, match="is no context"):
        parse_context("before ", "here")
