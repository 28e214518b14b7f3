"""Files that look valid and are not: each is refused in one short line that names file, place and what to do."""

from __future__ import annotations

import datetime
import decimal
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pyarrow
import pyarrow.parquet
import pytest

from analysis.schema import LONGEST_MESSAGE, InputError
from analysis.texts.readers.actors import read_actors, read_sides
from analysis.texts.readers.annotations import read_gold, read_labelled
from analysis.texts.readers.benchmarks import read_calibration
from analysis.texts.readers.corpus import read_corpus
from analysis.texts.readers.installation import HOME
from analysis.texts.readers.lexicon import read_categories, read_cues, read_lexicon, read_scores
from analysis.texts.readers.model import Model, model_json, read_model

WORD_LISTS = (read_actors, read_sides, read_categories, read_cues, read_lexicon)
READERS = (*WORD_LISTS, read_corpus, read_scores, read_labelled, read_model, lambda file: read_gold(file, "voices"))


def told(read, file: Path) -> str:
    with pytest.raises(InputError) as caught:
        read(file)
    message = str(caught.value)
    assert len(message) <= LONGEST_MESSAGE and ";" in message
    return message


def write(file: Path, text: str) -> Path:
    file.write_text(text, encoding="utf-8")
    return file


def parquet(file: Path, **columns: pyarrow.Array) -> Path:
    table = {"doc_id": pyarrow.array(["a", "b"]), "text": pyarrow.array(["Fire", "Smoke"]), **columns}
    pyarrow.parquet.write_table(pyarrow.table(table), file)
    return file


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (pyarrow.timestamp("s"), 10**12),
        (pyarrow.timestamp("us"), 2**62),
        (pyarrow.timestamp("s"), -(10**12)),
        (pyarrow.timestamp("us", tz="Nowhere/Land"), 0),
        (pyarrow.date32(), 2**30),
        (pyarrow.duration("s"), 2**62),
        (pyarrow.list_(pyarrow.timestamp("s")), [10**12]),
    ],
    ids=str,
)
def test_a_date_that_python_cannot_hold_is_named(tmp_path, kind, value):
    file = parquet(tmp_path / "c.parquet", when=pyarrow.array([None, value], kind))
    message = told(read_corpus, file)
    assert "c.parquet, row 2, column when: a " in message and "write it as text" in message


def test_what_arrow_and_python_both_hold_is_read(tmp_path):
    day = datetime.datetime(2012, 11, 27)
    cells = {
        "ns": (pyarrow.array([day, None], pyarrow.timestamp("ns")), "2012-11-27"),
        "zone": (pyarrow.array([day, None], pyarrow.timestamp("s", tz="+01:00")), "2012-11-27T01:00:00+01:00"),
        "span": (pyarrow.array([90, None], pyarrow.duration("s")), "0:01:30"),
        "price": (pyarrow.array([decimal.Decimal("1.50"), None]), "1.50"),
        "large": (pyarrow.array(["é", None], pyarrow.large_string()), "é"),
        "coded": (pyarrow.array(["é", None]).dictionary_encode(), "é"),
        "nested": (pyarrow.array([{"a": [1, None]}, None]), '{"a": [1, null]}'),
        "nothing": (pyarrow.nulls(2), ""),
        "bytes": (pyarrow.array([b"x", None]), "b'x'"),
    }
    documents = read_corpus(parquet(tmp_path / "c.parquet", **{name: array for name, (array, _) in cells.items()}))
    for name, (_, expected) in cells.items():
        assert documents[name].tolist() == [expected, ""], name


@pytest.mark.parametrize("read", READERS)
def test_a_pipe_a_device_a_folder_and_no_file_are_refused_at_once(tmp_path, read):
    for ending in ("csv", "jsonl", "parquet"):
        pipe, folder = tmp_path / f"pipe.{ending}", tmp_path / f"folder.{ending}"
        os.mkfifo(pipe)
        folder.mkdir()
        for file in (pipe, folder, tmp_path / f"none.{ending}", tmp_path / f"{'n' * 5000}.{ending}", Path("a\0.csv")):
            told(read, file)
    assert "pipe.csv: is a pipe or a device, not a file" in told(read_lexicon, tmp_path / "pipe.csv")
    assert "no file can have this name" in told(read_corpus, tmp_path / f"{'n' * 5000}.csv")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("pipe", "'pipe': is a pipe or a device"),
        ("n" * 5000, ": no file can have this name"),
        ("a\0b", ": no file can have this name"),
        ("loop", "'loop': "),
        ("folder", "'folder': is a folder"),
        ("a.txt/b", "'a.txt/b': there is no such file"),
    ],
)
def test_a_listed_file_that_is_none_is_named(tmp_path, name, expected):
    os.mkfifo(tmp_path / "pipe")
    os.symlink("loop", tmp_path / "loop")
    (tmp_path / "folder").mkdir()
    write(tmp_path / "a.txt", "Fire")
    write(tmp_path / "SOURCES.csv", f"doc_id,file\na,{name}\n")
    assert "SOURCES.csv, row 2, column file: " in told(read_corpus, tmp_path)
    assert expected in told(read_corpus, tmp_path)


def test_a_list_of_sources_that_is_no_file_is_named(tmp_path):
    (tmp_path / "SOURCES.csv").mkdir()
    assert "SOURCES.csv: is a folder, not a file" in told(read_corpus, tmp_path)


@pytest.mark.skipif(os.name != "posix" or os.getuid() != 0, reason="only root can become a user who may not read")
def test_what_nobody_may_read_is_named(tmp_path):
    # Root reads everything, so a user without rights asks; the program and its packages stay readable.
    closed, lists = tmp_path / "closed", tmp_path / "lists"
    for folder in (closed, lists):
        folder.mkdir()
        write(folder / "SOURCES.csv", "doc_id,file\na,a.txt\n")
    closed.chmod(0)
    (lists / "SOURCES.csv").chmod(0)
    script = (
        "import os, sys; from analysis.texts.readers.corpus import read_corpus\n"
        "os.setuid(65534)\n"
        "for path in sys.argv[1:]:\n"
        "    try: read_corpus(path)\n"
        "    except ValueError as error: print(type(error).__name__, error)\n"
    )
    for place in (tmp_path, *tmp_path.parents):
        if place.owner() == "root" and place.stat().st_mode & 0o077 == 0 and place != Path("/"):
            place.chmod(0o711)  # the folders of pytest are closed to others
    files = (closed, closed / "SOURCES.csv", lists, lists / "SOURCES.csv")
    done = subprocess.run(
        [sys.executable, "-c", script, *map(str, files)],
        env=os.environ | {"PYTHONPATH": str(HOME), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = done.stdout.splitlines()
    assert len(lines) == len(files), done.stderr
    assert all("InputError" in line and "cannot be read (Permission denied)" in line for line in lines), lines


@pytest.mark.parametrize("read", WORD_LISTS)
def test_a_column_given_twice_is_refused(tmp_path, read):
    file = write(tmp_path / "l.csv", "note,category,note\nx,y,z\n")
    assert "l.csv, line 1, column note: there are two columns of this name" in told(read, file)


def test_columns_and_keys_given_twice_are_refused(tmp_path):
    file = write(tmp_path / "c.csv", "doc_id,text, text\na,x,y\n")
    assert "row 1, column text: there are two columns of this name" in told(read_corpus, file)
    twice = pyarrow.Table.from_arrays([pyarrow.array(["x"])] * 3, ["doc_id", "text", "text"])
    pyarrow.parquet.write_table(twice, tmp_path / "c.parquet")
    assert "column text: there are two columns of this name" in told(read_corpus, tmp_path / "c.parquet")
    lines = write(tmp_path / "c.jsonl", '{"doc_id": "a", "text": "x", "label": 1, "text": "y"}\n')
    for read in (read_corpus, read_labelled, lambda file: read_gold(file, "markers")):
        assert "c.jsonl, line 1: not JSON that can be read (the key 'text' occurs twice" in told(read, lines)


def test_a_text_full_of_commas_is_no_table(tmp_path):
    assert "200001 columns, more than 1000" in told(read_corpus, write(tmp_path / "c.csv", "," * 200_000 + "\na\n"))
    keys = "".join(json.dumps({"doc_id": str(n), "text": "x", f"key {n}": 1}) + "\n" for n in range(1200))
    assert "line 999: more than 1000 different keys" in told(read_corpus, write(tmp_path / "c.jsonl", keys))


def test_a_long_cell_is_read_from_a_word_list(tmp_path):
    file = write(tmp_path / "l.csv", f"entry,category,loaded,note\nbrutal,x,yes,{'n' * 200_000}\n")
    assert read_lexicon(file)["note"].str.len().tolist() == [200_000]


LONG = "x" * 100_000


@pytest.mark.parametrize(
    ("read", "text"),
    [
        (read_lexicon, f"entry,category,loaded\nbrutal,x,{LONG}\n"),
        (read_lexicon, f"entry,category,loaded\n{LONG},x,yes\n{LONG},x,yes\n"),
        (read_lexicon, f"entry,category,loaded,context\nbrutal,x,yes,{LONG}\n"),
        (read_lexicon, f"entry,category,loaded,context\nbrutal,x,yes,with: <{LONG}>\n"),
        (read_lexicon, f"entry,category,loaded\n{'… ' * 50_000},x,yes\n"),
        (read_lexicon, f"entry,category,{LONG}\nbrutal,x,yes\n"),
        (read_cues, f"cue,kind,forms\nsay,{LONG},said\n"),
        (read_cues, f"cue,kind,forms\nsay,neutral,{LONG} | {LONG}\n"),
        (read_actors, f"actor,label,label_kind\n{LONG},{LONG},{LONG}\n"),
        (read_actors, f"actor,label,label_kind\n{LONG},{LONG},own\n{LONG},{LONG},own\n"),
        (read_sides, f"doc_id,speaker,side\n{LONG},{LONG},a\n{LONG},{LONG},a\n"),
        (read_scores, f"term,score\nwar,{LONG}\n"),
        (read_scores, f"term,score\n{LONG},1\n{LONG},2\n"),
        (read_corpus, f"doc_id,text\n{LONG},x\n{LONG},y\n"),
        (read_corpus, f"doc_id,{LONG}\na,x\n"),
        (read_labelled, f"doc_id,text,label\na,x,{LONG}\n"),
        (read_labelled, f'doc_id,text,label,biased_words\na,x,1,"[""{LONG}""]"\n'),
        (read_labelled, f'doc_id,text,label,spans\na,x,1,"[[""{LONG}"", 1]]"\n'),
    ],
)
def test_a_message_quotes_the_beginning_and_the_end_of_a_long_cell(tmp_path, read, text):
    assert "l.csv" in told(read, write(tmp_path / "l.csv", text))


@pytest.mark.parametrize("cell", ["1_0", "١", " 1", "nan", "Infinity", "1e999"])
def test_a_score_is_a_number_as_programs_write_it(tmp_path, cell):
    file = write(tmp_path / "s.csv", f"term,score\nwar,{cell}\n")
    assert f"row 2, column score: {cell!r} is not a number" in told(read_scores, file)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("9" * 400, "line 1: not JSON that can be read (a number of 400 digits)"),
        ("9" * 250, ""),
        ("NaN", "NaN is not a number"),
        ("1e999", "the number 1e999 is too large"),
        ("true", "True is not a number"),
        ("[1]", "[1] is not a number"),
        ('"\\ud800"', "column score: half of a surrogate pair"),
    ],
)
def test_a_score_in_json_is_a_number_that_a_float_holds(tmp_path, cell, expected):
    file = write(tmp_path / "s.jsonl", f'{{"term": "war", "score": {cell}}}\n')
    if expected:
        assert expected in told(read_scores, file)
    else:
        assert read_scores(file)["score"].tolist() == [float(cell)]


@pytest.mark.parametrize(
    "span",
    [
        *("[2, 8, 1]", "[2]", "[]", "[8, 2]", "[true, 8]", "[2.0, 8]", "[2, 99]", "[-1, 2]", "5", "null", '"2, 8"'),
        *("{}", '{"start": 2}', '{"start": 8, "end": 2}', f"[2, {'9' * 250}]"),
    ],
)
def test_a_span_is_two_whole_numbers_in_the_text(tmp_path, span):
    line = f'{{"id": "a", "text": "A brutal act.", "label": 1, "spans": [{span}]}}\n'
    file = write(tmp_path / "g.jsonl", line)
    assert "line 1, field spans[0]: " in told(lambda file: read_gold(file, "markers"), file)
    assert "line 1, column spans[0]: " in told(read_labelled, file)


@pytest.mark.parametrize("word", ["…", "\ufe0f", "", " ", "*"])
def test_a_marked_word_without_a_word_names_its_row(tmp_path, word):
    file = write(tmp_path / "l.jsonl", json.dumps({"id": "a", "text": "x", "label": 1, "biased_words": [word]}) + "\n")
    assert "l.jsonl, line 1, column biased_words: " in told(read_labelled, file)


@pytest.mark.parametrize("value", ["1_0", "nan", "inf", "١"])
def test_measured_figures_are_numbers(tmp_path, value):
    shipped = (HOME / "data" / "calibration" / "figures.csv").read_text(encoding="utf-8").splitlines()
    header = shipped[0].split(",")
    cells = next(cells for line in shipped[1:] if len(cells := line.split(",")) == len(header))
    cells[header.index("flagged_share")] = value
    file = write(tmp_path / "f.csv", f"{shipped[0]}\n{','.join(cells)}\n")
    assert f"line 2, column flagged_share: {value!r} is not a number" in told(read_calibration, file)


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda content: content["sentence"].update(intercept=10**250), "does not hold what a model is made of"),
        (lambda content: content["word"].update(threshold="0.5"), "does not hold what a model is made of"),
        (lambda content: content["word"].update(threshold=True), "does not hold what a model is made of"),
        (lambda content: content["trained"].update(sentences="1_0"), "does not hold what a model is made of"),
        (lambda content: content["sentence"]["terms"].update(brutal=[1]), "does not hold what a model is made of"),
        (lambda content: content["sentence"].update(terms=[]), "does not hold what a model is made of"),
    ],
)
def test_a_model_holds_numbers_that_can_be_multiplied(tmp_path, change, expected):
    model = Model({"brutal": (1.0, 2.0)}, {}, -1.0, 0.5, {}, 0.0, 0.3, "", {"sentences": 50})
    data = json.loads(model_json(model))
    change(data["model"])
    canonical = json.dumps(data["model"], ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    data["sha256"] = hashlib.sha256(canonical.encode()).hexdigest()
    assert expected in told(read_model, write(tmp_path / "m.json", json.dumps(data)))


@pytest.mark.parametrize("text", ["[" * 100_000, '{"a": 1, "a": 2}', '{"a": NaN}', "1" * 5000, '{"a": "\\ud800"}'])
def test_a_model_that_is_no_json_is_told(tmp_path, text):
    assert "m.json: is not a model" in told(read_model, write(tmp_path / "m.json", text))


def test_a_column_that_is_not_needed_may_be_missing(tmp_path):
    sides = read_sides(write(tmp_path / "s.csv", "doc_id,speaker,side\na,Ann,x\n"))
    assert sides.values.tolist() == [["a", "Ann", "x", "", ""]]
    actors = read_actors(write(tmp_path / "a.csv", "actor,label,label_kind\nx,Ann,own\n"))
    assert actors.values.tolist() == [["x", "Ann", "own", "", ""]]
    cues = read_cues(write(tmp_path / "c.csv", "cue,kind,forms\nsay,neutral,said\n"))
    assert cues.values.tolist() == [["say", "neutral", "clause", "", "", "said", ""]]


def test_an_error_is_one_line_of_limited_length():
    error = InputError("folder\nfile: " + "x" * 400_143 + "; rename\u2028it")
    assert str(error).startswith("folder file: xxx") and str(error).endswith("xxx; rename it")
    assert len(str(error)) == LONGEST_MESSAGE


def test_rows_with_dates_of_another_kind_read_alike(tmp_path):
    pd.DataFrame({"doc_id": ["a"], "text": ["x"], "day": ["2012-11-27"]}).to_csv(tmp_path / "c.csv", index=False)
    file = parquet(tmp_path / "c.parquet", day=pyarrow.array([datetime.date(2012, 11, 27)] * 2))
    assert read_corpus(file)["day"][0] == read_corpus(tmp_path / "c.csv")["day"][0] == "2012-11-27"
