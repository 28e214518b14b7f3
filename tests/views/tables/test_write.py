"""Tables as files: what is written can be read again, and a failure leaves nothing behind."""

from __future__ import annotations

import csv
import io
import json
import os
import pickle
import subprocess
import sys
from itertools import pairwise
from unittest import mock

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyarrow.parquet import ParquetFile

from analysis.schema import InputError
from analysis.texts.readers.inputs import remember, remember_inputs
from analysis.texts.readers.installation import HOME as CHECKOUT
from analysis.views.tables import csv_lines
from analysis.views.tables import write as export
from analysis.views.tables.write import check_target, write_table

TABLE = pd.DataFrame(
    {
        "term": pd.Categorical(["é, “so”", 'say "no"', "a\rb\nc"]),
        "n": [1, 2, 3],
        "rate": [1 / 3, np.nan, -np.inf],
        "loaded": [True, False, True],
        "speaker": ["", None, "NA"],
    }
)


def test_csv_bytes(tmp_path):
    write_table(TABLE, tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_bytes().decode() == (
        'term,n,rate,loaded,speaker\n"é, “so”",1,0.3333333333,true,\n"say ""no""",2,,false,\n"a\rb\nc",3,-inf,true,NA\n'
    )


def test_a_csv_whose_rows_are_written_elsewhere_has_the_same_bytes(tmp_path):
    def elsewhere(function, pieces):
        return (pickle.loads(pickle.dumps(function))(pickle.loads(pickle.dumps(piece))) for piece in pieces)

    over = mock.Mock(side_effect=elsewhere)
    with mock.patch.object(csv_lines, "_ROWS", 2):
        write_table(TABLE, tmp_path / "t.csv", over=over)
    assert (tmp_path / "t.csv").read_bytes().decode() == "".join(csv_lines.csv_lines(TABLE)) and over.called


@given(
    st.lists(st.tuples(st.text("aé,\"\r\n '", max_size=3) | st.none(), st.floats(), st.integers(-9, 9)), max_size=12),
    st.integers(1, 5),
)
def test_long_tables_are_written_as_pandas_writes_them(rows, at_once):
    table = pd.DataFrame(rows, columns=["a,b", "x", "n"]).astype({"x": float, "n": int})
    for part in (table, table[["a,b"]]):
        out, expected = io.BytesIO(), io.StringIO()
        with mock.patch.object(csv_lines, "_ROWS", at_once):
            export.write_csv(part, out)
        # With "\r\n", Python 3.11 and 3.12 too put a cell that holds "\r" in quotation marks.
        (part.assign(x=part["x"] + 0.0) if "x" in part else part).to_csv(
            expected, index=False, float_format="%.10g", lineterminator="\r\n"
        )
        assert list(csv.reader(io.StringIO(out.getvalue().decode(), newline=""))) == list(
            csv.reader(io.StringIO(expected.getvalue(), newline=""))
        )
        assert len(out.getvalue()) == len(expected.getvalue().encode()) - len(part) - 1


def test_fractions_in_csv_have_ten_significant_digits(tmp_path):
    table = pd.DataFrame({"x": [2 / 3, 1e-20 / 3, 123456789012.0, 1000.0, -0.0, np.inf]})
    write_table(table, tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text().split() == [
        "x", "0.6666666667", "3.333333333e-21", "1.23456789e+11", "1000", "0", "inf",
    ]  # fmt: skip


def test_nullable_columns_and_numpy_cells(tmp_path):
    table = pd.DataFrame(
        {
            "n": pd.array([1, None], dtype="Int64"),
            "open": pd.array([True, None], dtype="boolean"),
            "any": pd.Series([np.float64(0.5), np.bool_(False)], dtype=object),
        }
    )
    write_table(table, tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text() == "n,open,any\n1,true,0.5\n,,false\n"
    write_table(table, tmp_path / "t.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "t.jsonl").read_text().splitlines()]
    assert rows == [{"n": 1, "open": True, "any": 0.5}, {"n": None, "open": None, "any": False}]


def test_json_lines(tmp_path):
    write_table(TABLE, tmp_path / "t.jsonl")
    rows = [json.loads(line) for line in (tmp_path / "t.jsonl").read_bytes().decode().split("\n")[:-1]]
    assert rows[0] == {"term": "é, “so”", "n": 1, "rate": 1 / 3, "loaded": True, "speaker": ""}
    assert isinstance(rows[0]["n"], int)
    assert [row["rate"] for row in rows] == [1 / 3, None, None]
    assert [row["speaker"] for row in rows] == ["", None, "NA"]


def test_parquet(tmp_path):
    write_table(TABLE, tmp_path / "t.parquet")
    again = pd.read_parquet(tmp_path / "t.parquet")
    assert again["term"].tolist() == TABLE["term"].tolist()
    assert again["rate"].tolist()[::2] == [1 / 3, -np.inf]
    assert again["loaded"].dtype == bool
    assert again["speaker"].isna().tolist() == [False, True, False]


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_a_table_without_rows_keeps_its_columns(tmp_path, ending):
    file = tmp_path / f"t.{ending}"
    write_table(pd.DataFrame({"term": [], "speaker": pd.Series([], dtype=object)}), file)
    if ending == "jsonl":
        assert file.read_bytes() == b""
    else:
        again = pd.read_csv(file) if ending == "csv" else pd.read_parquet(file)
        assert list(again.columns) == ["term", "speaker"]
        assert len(again) == 0


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), min_size=1, max_size=4))
def test_any_text_comes_back(tmp_path_factory, values):
    place = tmp_path_factory.mktemp("tables")
    table = pd.DataFrame({"n": range(len(values)), "text": values})
    write_table(table, place / "t.csv")
    read = list(csv.DictReader(io.StringIO((place / "t.csv").read_bytes().decode(), newline="")))
    assert [row["text"] for row in read] == values
    write_table(table, place / "t.jsonl")
    lines = (place / "t.jsonl").read_bytes().decode().split("\n")
    assert [json.loads(line)["text"] for line in lines[:-1]] == values
    write_table(table, place / "t.parquet")
    assert pd.read_parquet(place / "t.parquet")["text"].tolist() == values


def by_rule(table):
    """Return a table as CSV by the rules alone, cell by cell."""

    def cell(value):
        if pd.isna(value):
            return ""
        if isinstance(value, (bool, np.bool_)):
            return "true" if value else "false"
        if isinstance(value, float):
            return f"{value or 0.0:.10g}"
        text = str(value)
        return '"' + text.replace('"', '""') + '"' if set(text) & set(',"\r\n') else text

    rows = [table.columns, *table.astype(object).itertuples(index=False)]
    return "".join(",".join(map(cell, row)) + "\n" for row in rows)


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(st.characters(exclude_categories=["Cs"])),
    st.sampled_from(["\r", "a\r\nb", '"', ",", "NA", "true", " ", "-0"]),
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(CELLS, st.floats(), st.booleans(), st.integers(-(2**63), 2**63 - 1)), max_size=5),
    st.lists(st.one_of(st.none(), st.integers(-9, 9)), min_size=5, max_size=5),
)
def test_csv_is_what_the_rules_say_of_any_cell(rows, maybe):
    table = pd.DataFrame(rows, columns=["any, of", "x", "yes", "n"])
    table["any, of"] = table["any, of"].astype(object)
    table["maybe"] = pd.array(maybe[: len(table)], dtype="Int64")
    out = io.BytesIO()
    export.write_csv(table, out)
    assert out.getvalue().decode() == by_rule(table)


@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_the_same_table_gives_the_same_bytes(tmp_path, ending):
    write_table(TABLE, tmp_path / f"a.{ending}")
    write_table(TABLE.copy(), tmp_path / f"b.{ending}")
    assert (tmp_path / f"a.{ending}").read_bytes() == (tmp_path / f"b.{ending}").read_bytes()


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("t.xlsx", "no such kind of table; name a file that ends in .csv, .jsonl, .parquet"),
        ("t", "no such kind of table"),
        ("", "is a folder"),
        ("folder.csv", "is a folder"),
        ("none/t.csv", "there is no folder"),
        ("file.csv/t.csv", "there is no folder"),
    ],
)
def test_a_place_where_no_table_can_be_is_named(tmp_path, name, expected):
    (tmp_path / "folder.csv").mkdir()
    (tmp_path / "file.csv").write_text("old")
    for call in (lambda: check_target(tmp_path / name), lambda: write_table(TABLE, tmp_path / name)):
        with pytest.raises(InputError) as caught:
            call()
        assert expected in str(caught.value)
        assert "\n" not in str(caught.value)
    assert sorted(os.listdir(tmp_path)) == ["file.csv", "folder.csv"]


@pytest.mark.parametrize("stop", [KeyboardInterrupt, MemoryError])
@pytest.mark.parametrize("ending", ["csv", "jsonl", "parquet"])
def test_what_is_stopped_leaves_the_old_file(tmp_path, monkeypatch, stop, ending):
    file = tmp_path / f"t.{ending}"
    file.write_text("old")

    def half(table, out, over):
        out.write(b"half")
        raise stop

    monkeypatch.setitem(export._WRITERS, f".{ending}", half)
    with pytest.raises(stop):
        write_table(TABLE, file)
    assert os.listdir(tmp_path) == [file.name]
    assert file.read_text() == "old"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(st.none() | st.text(st.characters(exclude_categories=["Cs"])), st.booleans()), max_size=6),
    st.lists(st.integers(0, 6), max_size=4),
    st.booleans(),
)
def test_pieces_are_written_as_the_whole_table(tmp_path_factory, rows, cuts, safe):
    """Whatever the pieces are, some of them without a row or with nothing in a column."""
    place = tmp_path_factory.mktemp("tables")
    table = pd.DataFrame({"text": [text for text, _ in rows], "loaded": [loaded for _, loaded in rows]})
    table["x"] = [None if loaded else len(text or "") / 3 for text, loaded in rows]
    table = table.astype({"text": object, "loaded": bool, "x": float})
    edges = [0, *sorted(min(cut, len(rows)) for cut in cuts), len(rows)]
    for ending in ("csv", "jsonl", "parquet"):
        whole, pieces = (place / f"{name}.{ending}" for name in ("whole", "pieces"))
        write_table(table, whole, safe=safe)
        write_table((table[first:last] for first, last in pairwise(edges)), pieces, safe=safe)
        if ending == "parquet":
            pd.testing.assert_frame_equal(*map(pd.read_parquet, (whole, pieces)), check_exact=True)
        else:
            assert whole.read_bytes() == pieces.read_bytes()


def test_many_pieces_make_few_groups_of_rows_of_one_kind(tmp_path, monkeypatch):
    monkeypatch.setattr(export, "_ROWS", 4)
    empty = pd.DataFrame({"n": pd.Series([], dtype=object), "speaker": pd.Series([], dtype=float)})
    none = pd.DataFrame({"n": [1], "speaker": pd.Series([None], dtype=object)})
    some = pd.DataFrame({"n": [2], "speaker": ["Lee"]})
    write_table(iter([empty, none, empty, *[some] * 8, empty]), tmp_path / "t.parquet")
    again = ParquetFile(tmp_path / "t.parquet")
    assert [again.metadata.row_group(k).num_rows for k in range(again.metadata.num_row_groups)] == [4, 4, 1]
    assert again.read().to_pydict() == {"n": [1, *[2] * 8], "speaker": [None, *["Lee"] * 8]}


@pytest.mark.parametrize("where", ["t.csv", "t.jsonl", "t.parquet", "-"])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device", "/tmp/elsewhere"), InputError("row 9")])
def test_a_piece_that_cannot_be_made_leaves_the_old_file_and_blames_no_other(tmp_path, where, error):
    def pieces():
        yield TABLE
        raise error

    (tmp_path / where).write_text("old")
    with pytest.raises(type(error)) as caught:
        write_table(pieces(), "-" if where == "-" else tmp_path / where)
    assert caught.value is error
    assert os.listdir(tmp_path) == [where] and (tmp_path / where).read_text() == "old"


def test_a_file_that_is_read_while_pieces_come_is_not_written_over(tmp_path):
    (tmp_path / "in.csv").write_text("in")

    def pieces():
        yield TABLE
        remember(tmp_path / "in.csv")
        yield TABLE

    with remember_inputs(), pytest.raises(InputError, match=r"in\.csv: is an input of this very call"):
        write_table(pieces(), tmp_path / "in.csv")
    assert (tmp_path / "in.csv").read_text() == "in" and os.listdir(tmp_path) == ["in.csv"]


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real.csv").write_text("old")
    os.symlink(tmp_path / "real.csv", tmp_path / "link.csv")
    write_table(TABLE, tmp_path / "link.csv")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes().startswith(b"term,n,")


def test_standard_output_is_utf8_csv(capfdbinary):
    write_table(TABLE, "-")
    assert capfdbinary.readouterr().out.startswith('term,n,rate,loaded,speaker\n"é, “so”",1,'.encode())


def test_standard_output_of_a_notebook(monkeypatch):
    class Output:
        text = ""

        def write(self, text):
            self.text += text

    output = Output()
    monkeypatch.setattr(sys, "stdout", output)
    write_table(TABLE[["n", "term"]], "-")
    assert output.text.startswith('n,term\n1,"é, “so”"\n')


def test_a_reader_that_has_seen_enough_is_no_error():
    script = (
        "import pandas as pd; from analysis.views.tables.write import write_table; "
        "write_table(pd.DataFrame({'n': range(200_000)}), '-')"
    )
    run = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=CHECKOUT)
    assert run.stdout.readline() == b"n\n"
    run.stdout.close()
    errors = run.stderr.read()
    run.stderr.close()
    assert errors == b""
    assert run.wait() == 0
