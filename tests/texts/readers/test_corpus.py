"""Corpus reading: texts come out as they were put in, and bad input is named."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.measures.groups import group_labels
from analysis.schema import COLUMNS, InputError
from analysis.texts.readers.corpus import read_corpus, resolve_path
from analysis.texts.readers.installation import HOME as CHECKOUT

HEAD = "doc_id,file\n"


def folder(tmp_path, sources, **files):
    (tmp_path / "SOURCES.csv").write_bytes(sources if isinstance(sources, bytes) else sources.encode())
    for name, data in files.items():
        (tmp_path / f"{name}.txt").write_bytes(data if isinstance(data, bytes) else data.encode())
    return tmp_path


def single(tmp_path, name, data):
    file = tmp_path / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return file


def error(path):
    with pytest.raises(InputError) as caught:
        read_corpus(path)
    message = str(caught.value)
    assert "\n" not in message
    assert ";" in message, "the message says what to do after a semicolon"
    return message


def test_folder_keeps_bytes_order_and_further_columns(tmp_path):
    data = "Fire — “no”\r\n\u2028b\r c\n".encode()
    sources = f"doc_id,file,sha256,country\nb,b.txt,,\na,a.txt,{hashlib.sha256(data).hexdigest().upper()},IR\n"
    documents = read_corpus(folder(tmp_path, sources, a=data, b="x"))
    assert documents["doc_id"].tolist() == ["b", "a"]
    assert documents["text"][1].encode() == data
    assert list(documents.columns) == [*COLUMNS["documents"], "file", "sha256", "country"]
    assert documents["country"].tolist() == ["", "IR"]
    assert documents["title"].tolist() == ["", ""]


def test_a_byte_order_mark_is_kept_in_a_text_and_dropped_from_a_table(tmp_path):
    text = b"\xef\xbb\xbfFire"
    documents = read_corpus(folder(tmp_path, b"\xef\xbb\xbf" + HEAD.encode() + b"a,a.txt\n", a=text))
    assert documents["text"][0].encode() == text
    for name, data in {"c.csv": "doc_id,text\na,Fire\n", "c.jsonl": '{"doc_id": "a", "text": "Fire"}\n'}.items():
        assert read_corpus(single(tmp_path, name, b"\xef\xbb\xbf" + data.encode()))["text"].tolist() == ["Fire"]


@pytest.mark.parametrize("ending", [".csv", ".jsonl", ".parquet"])
def test_na_and_null_are_text(tmp_path, ending):
    words = ["NA", "null", "nan", "None", "1e5", "007"]
    table = pd.DataFrame({"doc_id": words, "text": words, "title": words})
    file = tmp_path / f"c{ending}"
    if ending == ".csv":
        table.to_csv(file, index=False)
    elif ending == ".jsonl":
        table.to_json(file, orient="records", lines=True)
    else:
        table.to_parquet(file)
    documents = read_corpus(file)
    for column in table.columns:
        assert documents[column].tolist() == words


texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1)


@given(st.lists(texts, min_size=1, max_size=4))
def test_any_text_comes_out_of_each_kind_of_file_as_it_went_in(tmp_path_factory, values):
    place = tmp_path_factory.mktemp("corpus")
    rows = [{"doc_id": str(number), "text": text} for number, text in enumerate(values)]
    with (place / "c.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, ["doc_id", "text"], quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(rows)
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (place / "c.jsonl").write_bytes(lines.encode())
    pd.DataFrame(rows).to_parquet(place / "c.parquet")
    (place / "SOURCES.csv").write_text(HEAD + "".join(f"{row['doc_id']},{row['doc_id']}.txt\n" for row in rows))
    for row in rows:
        (place / f"{row['doc_id']}.txt").write_bytes(row["text"].encode())
    for name in ("c.csv", "c.jsonl", "c.parquet", ""):
        assert read_corpus(place / name)["text"].tolist() == values


def test_cells_that_are_no_text_are_written_out(tmp_path):
    line = '{"doc_id": 7, "text": "a", "year": 2012, "share": 0.5, "open": true, "tags": ["é"], "none": null}\n'
    row = read_corpus(single(tmp_path, "c.jsonl", line)).iloc[0]
    assert row[["doc_id", "year", "share", "open", "tags", "none"]].tolist() == [
        "7",
        "2012",
        "0.5",
        "true",
        '["é"]',
        "",
    ]
    pd.DataFrame({"doc_id": [7, 8], "text": ["a", "b"], "day": pd.to_datetime(["2012-11-27", None])}).to_parquet(
        tmp_path / "c.parquet"
    )
    documents = read_corpus(tmp_path / "c.parquet")
    assert documents["doc_id"].tolist() == ["7", "8"]
    assert documents["day"].tolist() == ["2012-11-27", ""]


def test_an_empty_string_is_a_text_but_an_empty_csv_cell_and_an_empty_file_are_not(tmp_path):
    lines = '{"doc_id": "a", "text": ""}\n\n{"doc_id": "b", "text": "Fire"}\n'
    assert read_corpus(single(tmp_path, "c.jsonl", lines))["text"].tolist() == ["", "Fire"]
    assert read_corpus(single(tmp_path, "s.csv", 'doc_id,text\na," "\n'))["text"].tolist() == [" "]
    assert "c.csv, row 2, column text: is empty" in error(single(tmp_path, "c.csv", "doc_id,text\na,\n"))
    assert "a.txt: is empty" in error(folder(tmp_path, HEAD + "a,a.txt\n", a=""))


def test_a_day_written_in_two_ways_is_one_group(tmp_path):
    rows = ['a,It waits.,"May 1, 2024"', "b,It sails.,1 May 2024", "c,It sinks.,2024-05-01T22:30:00Z"]
    documents = read_corpus(single(tmp_path, "c.csv", "\n".join(["doc_id,text,date", *rows])))
    assert documents["date"].tolist() == ["2024-05-01", "2024-05-01", "2024-05-01T22:30:00Z"]
    assert set(group_labels(documents, "date")) == {"2024-05-01"}


def test_a_large_cell_is_read(tmp_path):
    text = "fire " * 60_000
    assert read_corpus(single(tmp_path, "c.csv", f'doc_id,text\na,"{text}"\n'))["text"][0] == text


def test_a_relative_path_is_looked_up_here_then_in_the_checkout(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert resolve_path("data/raw").resolve() == CHECKOUT / "data" / "raw"
    (tmp_path / "data" / "raw").mkdir(parents=True)
    assert resolve_path("data/raw").resolve() == tmp_path.resolve() / "data" / "raw"
    assert "there is no such file or folder" in error("nowhere")
    assert "there is no such file or folder" in error("")
    assert "no file can have this name; check it" in error("a\0b")


@pytest.mark.parametrize(
    ("sources", "expected"),
    [
        ("", "SOURCES.csv: is empty"),
        ("\n\n", "blank lines only"),
        (HEAD, "holds no rows"),
        ("doc_id\na\n", "row 1, column file: there is no such column"),
        ("doc_id,file,text\na,a.txt,x\n", "column text: the texts of a folder are in its files"),
        ("doc_id,file,file\na,a.txt,b.txt\n", "row 1, column file: there are two columns of this name"),
        (HEAD + "a,a.txt\n,a.txt\n", "SOURCES.csv, row 3, column doc_id: is empty"),
        (HEAD + "a,a.txt\n  ,a.txt\n", "SOURCES.csv, row 3, column doc_id: is empty"),
        (HEAD + "a,a.txt\n\na,a.txt\n", "SOURCES.csv, row 4, column doc_id: 'a' occurs in row 2 too"),
        (HEAD + "a,\n", "row 2, column file: is empty"),
        (HEAD + "a,b.txt\n", "row 2, column file: 'b.txt': there is no such file; check the name"),
        (HEAD + "a,.\n", "row 2, column file: '.': is a folder, not a file"),
        (HEAD + "a,../a.txt\n", "row 2, column file: '../a.txt' is outside the folder"),
        (HEAD + "a,..\\a.txt\n", "is outside the folder"),
        (HEAD + "a,/etc/hostname\n", "is outside the folder"),
        (HEAD + "a,C:\\a.txt\n", "is outside the folder"),
        (HEAD + "a,link.txt\n", "row 2, column file: 'link.txt' is outside the folder"),
        (HEAD + "a,a\0.txt\n", "row 2, column file:"),
        (HEAD + "a,a.txt,x\n", "SOURCES.csv, row 2: 3 cells where the header has 2"),
        (HEAD + "a\n", "SOURCES.csv, row 2: 1 cells where the header has 2"),
        ("doc_id,file,sha256\na,a.txt,00\n", "row 2, column sha256: a.txt does not match the hash"),
        (HEAD.encode() + b"a,\xff\n", "SOURCES.csv, line 2: not UTF-8 at byte offset 14 (0xff)"),
        (b"\xef\xbb\xbf" + HEAD.encode() + b"a,\xff\n", "SOURCES.csv, line 2: not UTF-8 at byte offset 17 (0xff)"),
    ],
)
def test_what_is_wrong_with_a_folder_is_named(tmp_path, sources, expected):
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "a.txt").write_text("outside")
    os.symlink(tmp_path / "a.txt", inside / "link.txt")
    assert expected in error(folder(inside, sources, a="Fire"))


def test_a_text_that_is_not_utf8_is_named_with_the_offset(tmp_path):
    message = error(folder(tmp_path, HEAD + "a,a.txt\n", a="née\n".encode() + b"caf\xe9"))
    assert "a.txt, line 2: not UTF-8 at byte offset 8 (0xe9)" in message


def test_a_folder_without_sources_and_sources_without_its_folder_are_named(tmp_path):
    assert "holds no SOURCES.csv" in error(tmp_path)
    folder(tmp_path, HEAD + "a,a.txt\n", a="Fire")
    assert f"give the folder that holds this file, {tmp_path}" in error(tmp_path / "SOURCES.csv")


@pytest.mark.parametrize(
    ("name", "data", "expected"),
    [
        ("c.txt", "x", "cannot read this kind of file; give one that ends in .csv, .jsonl, .parquet"),
        ("c.csv", "doc_id,text\n", "holds no rows"),
        ("c.csv", "doc_id,body\na,x\n", "row 1, column text: there is no such column; add it; there are doc_id, body"),
        ("c.csv", 'doc_id,text\na,"x\ny"\na,z\n', "row 3 (line 4), column doc_id: 'a' occurs in row 2 too"),
        ("c.csv", 'doc_id,text\na,x\nb,"open\n', "row 3 (line 3): not CSV"),
        ("c.csv", 'doc_id,text\na,"x"y\n', "row 2 (line 2): not CSV"),
        ("c.jsonl", "\n \n", "holds no rows"),
        ("c.jsonl", '{"doc_id": "a", "text": "x"}\n{"doc_id": "b"\n', "line 2: not JSON"),
        ("c.jsonl", "[]\n", "line 1: not an object"),
        ("c.jsonl", "[" * 100_000, "line 1: not JSON"),
        ("c.jsonl", "1" * 5000, "line 1: not JSON"),
        ("c.jsonl", '{"doc_id": "a", "text": null}\n', "line 1, column text: is empty"),
        ("c.jsonl", '{"doc_id": "a", "text": "x"}\n{"doc_id": "b"}\n', "line 2, column text: is empty"),
        ("c.jsonl", '{"doc_id": "a", "text": 5}\n', "line 1, column text: is a number"),
        ("c.jsonl", '{"doc_id": null, "text": "x"}\n', "line 1, column doc_id: is empty"),
        ("c.jsonl", '{"doc_id": true, "text": "x"}\n', "line 1, column doc_id: is true or false"),
        (
            "c.jsonl",
            '{"doc_id": "1", "text": "x"}\n{"doc_id": 1, "text": "y"}\n',
            "line 2, column doc_id: '1' occurs in",
        ),
        ("c.jsonl", '{"doc_id": "a", "text": "\\ud800"}\n', "line 1, column text: half of a surrogate pair"),
        ("c.jsonl", '{"doc_id": "a", "text": "x", "t": ["\\ud800"]}\n', "line 1, column t: half of a surrogate pair"),
        ("c.jsonl", '{"doc_id": "a", "text": "x", "\\ud800": 1}\n', "line 1, column \\ud800: half of a surrogate pair"),
        ("c.jsonl", b'{"doc_id": "a", "text": "\xe9"}\n', "line 1: not UTF-8 at byte offset 25 (0xe9)"),
        ("c.parquet", "no parquet", "c.parquet: not a Parquet file that can be read"),
        ("c.parquet", "", "c.parquet: is empty"),
    ],
)
def test_what_is_wrong_with_a_file_is_named(tmp_path, name, data, expected):
    assert expected in error(single(tmp_path, name, data))


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ({"doc_id": ["a", None], "text": ["x", "y"]}, "row 2, column doc_id: is empty"),
        ({"doc_id": ["a", "b"], "text": ["x", None]}, "row 2, column text: is empty"),
        ({"doc_id": ["a", "b"], "text": [b"x", b"y"]}, "row 1, column text: is bytes"),
        ({"doc_id": ["a"]}, "column text: there is no such column"),
        ({"doc_id": [], "text": []}, "holds no rows"),
    ],
)
def test_what_is_wrong_with_a_parquet_file_is_named(tmp_path, table, expected):
    pd.DataFrame(table).to_parquet(tmp_path / "c.parquet")
    assert expected in error(tmp_path / "c.parquet")


def test_a_surrogate_pair_is_a_character(tmp_path):
    line = '{"doc_id": "a", "text": "\\ud83d\\ude00"}\n'
    assert read_corpus(single(tmp_path, "c.jsonl", line))["text"].tolist() == ["\N{GRINNING FACE}"]


def test_cells_between_semicolons_are_read_and_a_comma_in_one_is_text(tmp_path):
    file = single(tmp_path, "c.csv", 'doc_id;"title, as read";text\r\na;One, two;The fire; it went on.\r\n')
    assert error(file).startswith(
        f"{file}, row 2: 4 cells where the header has 3; put a cell that holds a semicolon or"
    )
    file = single(tmp_path, "d.csv", '\ufeffdoc_id;title;text\r\na;One, two;"The fire; it went on, and on."\r\n')
    assert read_corpus(file)[["title", "text"]].to_numpy().tolist() == [["One, two", "The fire; it went on, and on."]]
    file = single(tmp_path, "e.csv", 'doc_id,text,"a;b;c;d"\r\na,"The fire; it went on.",\r\n')
    assert read_corpus(file)["text"].tolist() == ["The fire; it went on."]


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_cells_may_be_parted_by_commas_semicolons_or_tabs(tmp_path, sign):
    rows = [["doc_id", "outlet", "text"], ["a", "Port", "Fire"], ["b", "Port", "Smoke"]]
    file = single(tmp_path, "c.csv", "\n".join(map(sign.join, rows)) + "\n")
    assert read_corpus(file)["text"].tolist() == ["Fire", "Smoke"]


EXPORT = "\n".join(f"Document {k} of 3\nFire.\n{'_' * 60}" for k in (1, 2, 3))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("<!DOCTYPE html>\n<html><body><p>Fire</p></body></html>", "HTML or XML, whose tags"),
        ("\ufeff<?xml version='1.0'?><nitf><p>Fire</p></nitf>", "HTML or XML, whose tags"),
        ("<div><p>Fire</p></div>" * 9, "HTML or XML, whose tags"),
        ("{\\rtf1 Fire}", "RTF"),
        (EXPORT, "an export of 3 articles, which would be counted as one text"),
        (re.sub(r"Document (\d) of (\d)", r"  \1 of \2 DOCUMENTS ", EXPORT), "an export of 3 articles"),
        (re.sub(r"Document (\d) of (\d)", "End of Document", EXPORT), "an export of 3 articles"),
    ],
)
def test_a_listed_file_that_is_no_text_of_one_article_leads_to_gather(tmp_path, text, kind):
    message = error(folder(tmp_path, HEAD + "a,a.txt\n", a=text))
    assert f"SOURCES.csv, row 2, column file: 'a.txt' is {kind}" in message
    assert message.endswith(f"make a corpus of it: gather {tmp_path} -o my-texts")


@pytest.mark.parametrize("first", [b"PK\x03\x04", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"])
def test_a_listed_document_of_an_office_program_leads_to_gather(tmp_path, first):
    place = folder(tmp_path, HEAD + "a,a.txt\n", a="Fire")
    (tmp_path / "a.txt").write_bytes(first + b"rest")
    assert "make a corpus of it: gather" in error(place)


def test_paragraphs_of_a_page_that_an_export_left_in_a_cell_are_read_and_other_elements_are_not(tmp_path):
    paragraphs = "<p>The ferry&#8217;s late.</p><p>It waits.</p>"
    file = single(tmp_path, "c.csv", f"doc_id,text\na,{paragraphs}\n")
    assert read_corpus(file)["text"].tolist() == [paragraphs]
    file = single(tmp_path, "d.csv", "doc_id,text\na,<story><p>The ferry waits.</p></story>\n")
    with pytest.raises(InputError, match="HTML or XML"):
        read_corpus(file)


def test_a_text_about_markup_or_documents_is_a_text(tmp_path):
    text = "He typed <p> and </p>.\n\nDocument 1 of 3\n\nThe third of 3 documents is lost."
    assert read_corpus(folder(tmp_path, HEAD + "a,a.txt\n", a=text))["text"].tolist() == [text]


def test_all_empty_texts_are_named_at_once(tmp_path):
    assert "row 2, row 4, column text: are empty" in error(single(tmp_path, "c.csv", "doc_id,text\na,\nb,x\nc,\n"))
    assert "column file: a.txt, b.txt: are empty" in error(folder(tmp_path, HEAD + "a,a.txt\nb,b.txt\n", a="", b=""))


def test_other_files_and_folders_lead_to_gather(tmp_path):
    (tmp_path / "c.xlsx").write_bytes(b"PK")
    assert error(tmp_path / "c.xlsx").endswith(f"or make a corpus of it: gather {tmp_path / 'c.xlsx'} -o my-texts")
    assert error(tmp_path).endswith(f"or make a corpus of it: gather {tmp_path} -o my-texts")
    assert "gather makes a corpus of tables with other columns" in error(single(tmp_path, "c.csv", "id,body\na,b\n"))
