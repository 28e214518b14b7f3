"""Values become arrays and JSON and come back the same; nothing else gets in, and nothing in a file runs."""

from __future__ import annotations

import subprocess
import sys
from functools import partial

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

import analysis as same
from analysis.measures.parsing import Parsing, Remarks
from analysis.measures.stream import count_parsed, count_whole
from analysis.texts.engines.plain_values import fingerprint, is_whole, pack, unpack
from analysis.texts.readers.installation import HOME
from tests.calls import TEXTS

DOCUMENTS = pd.DataFrame(TEXTS)
ANY_TEXT = st.text(st.characters(codec=None))  # surrogates that belong to no character, too


@given(st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | ANY_TEXT,
    lambda one: st.lists(one) | st.tuples(one, one) | st.dictionaries(ANY_TEXT, one) | st.lists(ANY_TEXT, min_size=2),
))  # fmt: skip
def test_what_python_holds_comes_back_the_same(value):
    again = unpack(pack(value))
    assert again == value and type(again) is type(value)


@pytest.mark.parametrize(
    "column",
    [
        pd.Series(["a", None, "", "é"], dtype="str"),
        pd.Series(["a", "b"], dtype="str"),
        pd.Series([], dtype="str"),
        pd.Series([1, None, -(2**62)], dtype="Int64"),
        pd.Series([1.5, np.nan, np.inf]),
        pd.Series([True, False]),
        pd.Series(["\ud800", ("b", 1), ["c"], None], dtype=object),
        pd.Series(["2024-05-01", None], dtype="datetime64[s]"),
    ],
)
@pytest.mark.parametrize("index", [None, "shifted"])
def test_tables_come_back_the_same(column, index):
    table = pd.DataFrame({"first": column, "n": np.arange(len(column))})
    table = table if index is None else table.set_axis(np.arange(len(column))[::-1])
    pd.testing.assert_frame_equal(unpack(pack(table)), table, check_exact=True)


def test_arrays_counts_and_records_come_back_the_same():
    value = (
        np.array([["a"], ["bc"]]),
        np.uint8(7),
        [shape(np.array([[0, 2], [3, 0]])) for shape in (sparse.csr_array, sparse.csc_array)],
        Remarks(2, ("a",), 1, {"b": ["markup"]}, 1),
        count_whole(DOCUMENTS),
    )
    texts, number, counts, remarks, counted = unpack(pack(value))
    assert texts.tolist() == [["a"], ["bc"]] and texts.dtype == value[0].dtype
    assert number == 7 and number.dtype == np.uint8
    assert [(one.format, one.toarray().tolist()) for one in counts] == [(f, [[0, 2], [3, 0]]) for f in ("csr", "csc")]
    assert remarks == value[3]
    assert type(counted.matrix) is type(value[4].matrix)
    assert counted.terms == value[4].terms and (counted.matrix != value[4].matrix).nnz == 0
    pd.testing.assert_frame_equal(counted.documents, value[4].documents)


@pytest.mark.parametrize("value", [object(), len, np.array([object()]), pd.Series(["a"], dtype="category").to_frame()])
def test_what_only_a_pickle_could_keep_is_refused(value):
    with pytest.raises(TypeError, match="cannot keep a"):
        pack(value)


def test_a_pickle_in_a_file_is_not_read():
    class Runs:
        def __reduce__(self):
            return (exec, ("raise SystemExit('it ran')",))

    import io

    file = io.BytesIO()
    np.savez(file, a0=np.array([Runs()], dtype=object), json=np.frombuffer(b'["array", 0]', dtype=np.uint8))
    with pytest.raises(ValueError, match="allow_pickle=False"):
        unpack(bytes(32) + file.getvalue())


@pytest.mark.parametrize("name", ["os:system", "analysis.schema:InputError", "analysis.views.cli.app:cli"])
def test_no_other_class_is_called(name):
    packed = pack(["record", name, 1])
    assert b'["list", "record"' in packed
    import io
    import json

    file = io.BytesIO()
    np.savez(file, json=np.frombuffer(json.dumps(["record", name, 1]).encode(), dtype=np.uint8))
    with pytest.raises(ValueError, match="no record of this package"):
        unpack(bytes(32) + file.getvalue())


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-1], lambda data: data[:40], lambda data: b"", lambda data: data + b"x"]
)
def test_damage_is_seen(damage):
    data = pack(DOCUMENTS)
    assert is_whole(data) and not is_whole(damage(data))


def test_a_fingerprint_depends_on_all_that_is_in_a_value_and_on_nothing_else():
    def prints(voice="author", text="The fire."):
        work = Parsing(partial(count_parsed, voice=voice, part="body", ngrams=1))
        return fingerprint([work, DOCUMENTS.assign(text=text), same.read_lexicon()])

    assert prints() == prints() != prints(voice="direct")
    assert prints() != prints(text="The fire!")
    script = (
        "from analysis.texts.engines.plain_values import fingerprint\nfrom functools import partial\n"
        "from analysis.measures.stream import count_parsed\n"
        "print(fingerprint(partial(count_parsed, voice='all', part={'b', 'a', 'c'})).hex())"
    )
    said = subprocess.run([sys.executable, "-c", script], cwd=HOME, capture_output=True, text=True, check=True).stdout
    assert said.strip() == fingerprint(partial(count_parsed, part={"c", "a", "b"}, voice="all")).hex()
