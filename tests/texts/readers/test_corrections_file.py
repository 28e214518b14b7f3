"""Reading a file of corrections: what does not fit its text is named, and nothing is guessed."""

from __future__ import annotations

import hashlib

import pandas as pd
import pytest

import analysis as same
from analysis.schema import InputError

TEXT = "The mayor lied. “We will wait,” he said."
DOCUMENTS = pd.DataFrame({"doc_id": ["a"], "text": [TEXT]})
HASH = hashlib.sha256(TEXT.encode()).hexdigest()
HEAD = "doc_id,start,end,words,what,was,now,text_sha256\n"


def write(folder, *lines):
    file = folder / "corrections.csv"
    file.write_text(HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    return file


def test_what_the_reader_exports_is_read(tmp_path):
    file = tmp_path / "corrections.csv"
    row = ["a", "10", "14", "lied", "marker", "deceit: lied", "none", HASH]
    head = ",".join(f'"{name}"' for name in HEAD.strip().split(","))
    file.write_bytes((head + "\r\n" + ",".join(f'"{cell}"' for cell in row) + "\r\n").encode())
    table = same.read_corrections(file, DOCUMENTS)
    assert table[["start", "end", "what", "was"]].to_numpy().tolist() == [[10, 14, "marker", "deceit: lied"]]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("a,ten,14,lied,voice,author,direct,", "line 2, column start: 'ten' is no whole number"),
        ("a,14,10,lied,voice,author,direct,", "line 2: 14 to 10 is no passage of 'a', which has 40 characters"),
        ("a,10,99,lied,voice,author,direct,", "line 2: 10 to 99 is no passage of 'a', which has 40 characters"),
        ("a,10,14,lied,tone,author,direct,", "line 2, column what: 'tone' is not known; use one of voice"),
        ("a,10,14,lied,voice,author,loud,", "line 2, column now: 'loud' is no voice; use one of author"),
        ("a,10,14,lied,marker,deceit: lied,fear,", "line 2, column now: a marker can only be taken away; write none"),
        ("a,10,14,fled,voice,author,direct,", "line 2: 'a' has changed: 'lied' is there now, not 'fled'"),
        ("b,10,14,lied,voice,author,direct,", "corrects none of these texts, which are a"),
    ],
)
def test_what_does_not_fit_is_named(tmp_path, line, said):
    with pytest.raises(InputError, match=r"corrections\.csv") as caught:
        same.read_corrections(write(tmp_path, line), DOCUMENTS)
    assert said in str(caught.value)


def test_corrections_of_other_texts_are_counted_and_left_out(tmp_path):
    file = write(tmp_path, "b,0,4,Four,voice,author,direct,", "a,10,14,lied,voice,author,direct,")
    table = same.read_corrections(file, DOCUMENTS)
    assert table["doc_id"].tolist() == ["a"] and table.attrs["elsewhere"] == 1


def test_an_unchanged_text_is_known_by_its_hash(tmp_path):
    table = same.read_corrections(write(tmp_path, f"a,10,14,,voice,author,direct,{HASH}"), DOCUMENTS)
    assert len(table) == 1
