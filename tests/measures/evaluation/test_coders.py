"""Agreement of coders against values worked by hand, scikit-learn and NLTK."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask
from sklearn.metrics import cohen_kappa_score

from analysis.measures.evaluation.coders import coder_agreement
from analysis.schema import InputError


def coding(codes, variable="side"):
    rows = [(str(unit), variable, code) for unit, code in enumerate(codes) if code != " "]
    return pd.DataFrame(rows, columns=["unit", "variable", "code"])


def figures(**coders):
    table = coder_agreement({name: coding(codes) for name, codes in coders.items()})
    return {(row.measure, row.coders): row for row in table.itertuples()}


def test_two_coders_worked_by_hand():
    # 12 mentions, 9 alike: p_o = 3/4; shares of x 7/12 and 6/12, so p_e = 42/144 + 30/144 = 1/2
    found = figures(A="xxxxxxxyyyyy", B="xxxxxyyyyyyx")
    assert found["agreement", "A, B"].value == pytest.approx(9 / 12)
    assert found["kappa", "A, B"].value == pytest.approx((9 / 12 - 1 / 2) / (1 - 1 / 2))
    # 24 codes, 13 of x: D_o = 3/12, D_e = (24² - 13² - 11²) / (24 · 23)
    assert found["alpha", "A, B"].value == pytest.approx(1 - (3 / 12) / ((576 - 169 - 121) / (24 * 23)))
    for row in found.values():
        assert row.low < row.value < row.high and (row.n, row.n_codes, row.why) == (12, 2, "")


def test_three_coders_have_one_alpha_of_all():
    codes = {"A": "xxyyxyxyxx", "B": "xxyxxyyyxx", "C": "xyyyx xyyx"}
    table = coder_agreement({name: coding(one) for name, one in codes.items()})
    assert table["coders"].tolist() == ["A, B"] * 3 + ["A, C"] * 3 + ["B, C"] * 3 + ["A, B, C"]
    data = [(name, str(k), code) for name, one in codes.items() for k, code in enumerate(one) if code != " "]
    assert table["value"].iloc[-1] == pytest.approx(AnnotationTask(data).alpha())
    assert table["n"].tolist() == [10] * 3 + [9] * 6 + [10]


@pytest.mark.parametrize(
    ("coders", "alpha"),
    [
        (("0100000010", "1110010000"), 0.095),
        (("aabbdcccedda", "babbbccceddd"), 0.692),
        (("123321412   ", "1233224125 3", " 3332342251 ", "12332441251 "), 0.743),
    ],
)
def test_alpha_is_that_of_published_examples(coders, alpha):
    """Krippendorff (2011): two observers and two values, two and five values, four of whom each left out some units."""
    table = coder_agreement({f"coder {n}": coding(codes) for n, codes in enumerate(coders)})
    assert round(table.loc[table["measure"] == "alpha", "value"].iloc[-1], 3) == alpha


@given(st.lists(st.tuples(*[st.sampled_from("xyz ")] * 4), min_size=2, max_size=20))
def test_alpha_of_coders_who_left_out_some_is_nltks(units):
    units = [unit for unit in units if len("".join(unit).replace(" ", "")) > 1]
    if len(set("".join(map("".join, units))) - {" "}) > 1:
        table = coder_agreement(
            {name: coding(codes) for name, codes in zip("ABCD", zip(*units, strict=True), strict=True)}
        )
        data = [
            (name, k, code)
            for k, unit in enumerate(units)
            for name, code in zip("ABCD", unit, strict=True)
            if code != " "
        ]
        assert table["value"].iloc[-1] == pytest.approx(AnnotationTask(data).alpha())


@given(st.lists(st.tuples(st.sampled_from("xyz"), st.sampled_from("xyz")), min_size=2, max_size=30))
def test_kappa_and_alpha_are_those_of_other_libraries(pairs):
    first, second = ("".join(codes) for codes in zip(*pairs, strict=True))
    if len(set(first + second)) > 1:
        found = figures(A=first, B=second)
        assert found["kappa", "A, B"].value == pytest.approx(cohen_kappa_score(list(first), list(second)))
        task = AnnotationTask([("A", k, a) for k, a in enumerate(first)] + [("B", k, b) for k, b in enumerate(second)])
        assert found["alpha", "A, B"].value == pytest.approx(task.alpha())


@pytest.mark.parametrize(
    ("first", "second", "measure", "why", "value"),
    [
        ("xy", "xx", "kappa", "no interval: it needs 10 mentions, and 2 are coded", 0),
        ("xyxyxyxyxy", "xyxyxyxyxy", "alpha", "no interval: no two codes differ, so resamples all agree", 1),
        ("xxxxxxxxxx", "xxxxxxxxxx", "kappa", "one code alone was used, so chance would agree as well", None),
    ],
)
def test_silence_has_a_reason(first, second, measure, why, value):
    row = figures(A=first, B=second)[measure, "A, B"]
    assert row.why == why and pd.isna(row.low)
    assert pd.isna(row.value) if value is None else row.value == pytest.approx(value)


def test_what_cannot_be_compared_is_refused():
    with pytest.raises(InputError, match="give two or more"):
        coder_agreement({"A": coding("x")})
    with pytest.raises(InputError, match="no row is filled in by two"):
        coder_agreement({"A": coding("x "), "B": coding(" x")})
    with pytest.raises(InputError, match="A: '0' is coded twice"):
        coder_agreement({"A": pd.concat([coding("x"), coding("y")]), "B": coding("x")})
