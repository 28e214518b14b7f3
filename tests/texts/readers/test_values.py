"""Numbers and JSON are read strictly: what Python takes and other programs do not is refused in one line."""

from __future__ import annotations

import decimal
import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.schema import LONGEST_MESSAGE, InputError
from analysis.texts.readers.values import DEEPEST, number, parse_json


@pytest.mark.parametrize(
    ("cell", "value"),
    [("1", 1), ("-1.5", -1.5), ("+.5", 0.5), ("2.", 2), ("1e3", 1000), (3, 3), (decimal.Decimal("0.1"), 0.1)],
)
def test_a_number_is_read(cell, value):
    assert number(cell) == value


@pytest.mark.parametrize(
    "cell",
    [
        *("1_0", "١", "１", " 1", "1 ", "1\n", "nan", "NaN", "inf", "-Infinity", "1e999", "0x1", "", "e1", ".", "1,5"),
        *(True, None, [1], b"1", float("inf"), float("nan"), 10**400, decimal.Decimal("NaN"), decimal.Decimal("1e999")),
    ],
)
def test_what_is_no_number_is_told_from_one(cell):
    assert number(cell) is None


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_finite_number_comes_back(value):
    assert number(repr(value)) == number(value) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{", "not JSON (Expecting"),
        ('{"a": 1, "b": 2, "a": 3}', "the key 'a' occurs twice in one object"),
        ('{"a": [{"b": 1, "b": 2}]}', "the key 'b' occurs twice in one object"),
        ('{"a": NaN}', "NaN is not a number"),
        ('{"a": [-Infinity]}', "-Infinity is not a number"),
        ('{"a": 1e999}', "the number 1e999 is too large"),
        ('{"a": ' + "1" * 5000 + "}", "a number of 5000 digits"),
        ('{"a": 0.' + "1" * 5000 + "}", "is too large or too long"),
        ('{"a": ' + "[" * 100_000, "nested too deep"),
        ('{"a": ' + "[" * 60 + "]" * 60 + "}", "column a: more than 50 lists and objects within one another"),
        ('{"a": {"b": ["\\ud800"]}}', "column a: half of a surrogate pair"),
        ('{"a": {"\\udfff": 1}}', "column a: half of a surrogate pair"),
        ('{"\\ud800": 1}', "column \\ud800: half of a surrogate pair"),
        ('["\\ud800"]', "place: half of a surrogate pair"),
    ],
)
def test_what_no_table_can_hold_is_told(text, expected):
    with pytest.raises(InputError) as caught:
        parse_json(text, "place", "write it again")
    message = str(caught.value)
    assert message.startswith("place") and expected in message and len(message) <= LONGEST_MESSAGE


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@given(json_values)
@example({"a": "\N{GRINNING FACE}"})
def test_all_else_is_read_as_python_reads_it(value):
    text = json.dumps(value)
    assert parse_json(text, "place", "write it again") == value


def test_as_deep_as_is_allowed():
    assert parse_json("[" * DEEPEST + "]" * DEEPEST, "place", "write it flatter")
