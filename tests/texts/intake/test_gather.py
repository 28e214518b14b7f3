import hashlib
from collections import Counter
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import analysis as same
from analysis.texts.intake import gather as module
from analysis.texts.intake.article import Article, Block, LeftOut, Reading
from analysis.texts.intake.cleaning import clean
from analysis.texts.intake.encodings import decode
from tests.calls import call, fails

PAGE = "The ferry is old, Ann Lee said.\n\nIt sails on Monday."


def gathered_of(monkeypatch, tmp_path, *readings):
    """Gather files of a format that hands on these readings."""

    left = list(readings)
    for number in range(len(readings)):
        (tmp_path / f"file{number}.txt").write_text("x")
    monkeypatch.setattr(module, "reader_of", lambda _: SimpleNamespace(read=lambda file, options: left.pop(0)))
    return same.gather([str(tmp_path)])


def test_layout_leads_to_the_very_stretch(monkeypatch, tmp_path):
    blocks = [
        Block("By Ann Lee", "byline"),
        Block(" The ferry is old. \n\n It sails. "),
        Block("Bo Hall: no", "turn", "Bo Hall"),
    ]
    found = gathered_of(monkeypatch, tmp_path, Reading("x", [Article(blocks, title="Old\nferry")]))
    text = found.documents["text"][0]
    assert text == "By Ann Lee\n\nThe ferry is old.\n\nIt sails.\n\nBo Hall: no"
    assert [(text[row.start : row.end], row.kind, row.speaker) for row in found.layout.itertuples()] == [
        ("By Ann Lee", "byline", ""),
        ("Bo Hall: no", "turn", "Bo Hall"),
    ]
    assert found.documents["title"][0] == "Old ferry"
    same.write_corpus(found, tmp_path / "out")
    documents = same.read_corpus(str(tmp_path / "out"))
    assert documents["layout"].tolist() == found.documents["layout"].tolist()
    parted = same.voices(documents)[["part", "voice", "speaker", "text"]].values.tolist()
    assert parted == same.voices(found.documents)[["part", "voice", "speaker", "text"]].values.tolist()
    assert [row[:3] for row in parted] == [
        ["byline", "author", ""],
        ["body", "author", ""],
        ["body", "direct", "Bo Hall"],
    ]


def test_everything_is_accounted_for(monkeypatch, tmp_path):
    one, two, three = (Article([Block("One.")] * (n != 2), f"document {n}", "7" * (n != 2)) for n in (1, 2, 3))
    two.title = "Map"
    first = Reading("x", [one, two, three], [LeftOut("document 4", "", "an error page")], announced=4)
    found = gathered_of(monkeypatch, tmp_path, first, Reading("x", [Article([Block("Two.")], "document 1", "7")]))
    assert found.documents[["doc_id", "text", "taken_place"]].values.tolist() == [
        ["7", "One.", "document 1"],
        ["7-2", "Two.", "document 1"],
    ]
    assert found.left_out[["taken_place", "title", "why"]].values.tolist() == [
        ["document 4", "", "an error page"],
        ["document 2", "Map", "no text"],
        ["document 3", "", "same id and text as document 1"],
    ]
    assert found.files[["announced", "found", "left_out"]].fillna(0).values.tolist() == [[4, 1, 3], [0, 1, 0]]


def test_a_text_of_another_length_than_stated_is_named(monkeypatch, tmp_path):
    articles = [Article([Block("word " * 20)], stated_words=n) for n in (20, 52)]
    found = gathered_of(monkeypatch, tmp_path, Reading("x", articles))
    assert found.documents["notes"].tolist() == ["", "the file says 52 words, the text has 20"]


def test_outlets_that_look_alike_are_asked_about_and_left_as_they_are(monkeypatch, tmp_path):
    names = ("Estuary Post", "The Estuary Post - Final Edition", "Quay Daily")
    articles = [Article([Block(f"Text {n}.")], outlet=name) for n, name in enumerate(names)]
    found = gathered_of(monkeypatch, tmp_path, Reading("x", articles))
    assert found.documents["outlet"].tolist() == list(names)
    asked = "one outlet? Estuary Post, The Estuary Post - Final Edition: correct the names in outlets.csv, and gather "
    assert [note for note in found.notes if "outlet?" in note] == [f"{asked}again with --outlets FOLDER/outlets.csv"]


@pytest.mark.parametrize(
    ("raw", "text", "counts"),
    [
        ("Ann &amp;amp; Bo", "Ann & Bo", {"entities": 2}),
        ("it\x92s", "it’s", {"windows-1252 controls": 1}),
        ("ha\u00adven", "haven", {"invisible characters": 1}),
        ("a_x000D_\nb", "a\nb", {"carriage returns": 1}),
        ("<b>Ann</b> said 3 < 5 and <unsafe> too", "Ann said 3 < 5 and <unsafe> too", {"tags": 2}),
        ("<bullet>Ann said so.", "Ann said so.", {"tags": 1}),  # of a wire
        ("AT&T and R&D; 5 &gt; 3", "AT&T and R&D; 5 > 3", {"entities": 1}),
    ],
)
def test_what_is_no_wording_is_mended_and_counted(raw, text, counts):
    found = Counter()
    assert clean(raw, found) == text
    assert found == counts


@given(st.text(alphabet=st.characters(codec="ascii", exclude_characters="<&\r"), max_size=80))
def test_plain_text_stays_as_it_is(text):
    bare = "".join(c for c in text if (c >= " " and c != "\x7f") or c in "\n\t")
    if "_x000" not in bare:
        assert clean(bare, Counter()) == bare


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_marks_and_utf_8_are_read_without_a_word(encoding):
    assert decode("“no” – €5".encode(encoding), "file") == ("“no” – €5", "")


def test_what_is_not_utf_8_is_windows_1252_and_said_aloud():
    text, said = decode("plain\nThe chief said “no” – for €5.".encode("cp1252"), "file")
    assert text.endswith("“no” – for €5.")
    assert said == "not UTF-8, read as windows-1252: “The chief said “no” – for €5.”"


def test_the_verb_writes_a_corpus_that_other_verbs_read(tmp_path):
    (tmp_path / "in").mkdir()
    for name in ("ferry.txt", "Ferry?.txt"):
        (tmp_path / "in" / name).write_text(PAGE)
    out = tmp_path / "out"
    result = call("gather", tmp_path / "in", "-o", out)
    assert result.exit_code == 0, result.stderr
    assert "2 read, 0 left out" in result.stderr
    documents = same.read_corpus(str(out))
    assert documents["text"].tolist() == [PAGE, PAGE]
    assert documents["doc_id"].tolist() == ["Ferry?", "ferry"]
    assert documents["file"].tolist() == ["texts/Ferry.txt", "texts/ferry-2.txt"]
    assert documents["taken_sha256"].tolist() == [hashlib.sha256(PAGE.encode()).hexdigest()] * 2
    assert call("gather", tmp_path / "in" / "ferry.txt", "-o", out).exit_code == 0  # its own folder is made anew
    assert len(same.read_corpus(str(out))) == 1


def test_a_folder_of_somebody_else_is_left_alone(tmp_path):
    (tmp_path / "page.txt").write_text(PAGE)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine")
    assert "holds other files" in fails(2, "gather", tmp_path / "page.txt", "-o", tmp_path / "mine")
    out = tmp_path / "out"
    assert call("gather", tmp_path / "page.txt", "-o", out).exit_code == 0
    (out / "SOURCES.csv").write_text("doc_id,file\nmine,texts/page.txt\n")
    assert "SOURCES.csv: was put there or changed by somebody" in fails(2, "gather", tmp_path / "page.txt", "-o", out)
    assert (out / "SOURCES.csv").read_text().startswith("doc_id,file\nmine")


def test_what_cannot_be_read_is_named_and_the_rest_is_there(tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text(PAGE)
    (tmp_path / "in" / "b.bin").write_bytes(bytes(range(256)))
    result = call("gather", tmp_path / "in", "-o", tmp_path / "out")
    assert result.exit_code == 1
    assert "error: 1 entry could not be read" in result.stderr.splitlines()[-1]
    assert 'in/b.bin,,,"of no kind that can be read' in (tmp_path / "out" / "left-out.csv").read_text()
    assert "of no kind that can be read" in fails(2, "gather", tmp_path / "in" / "b.bin", "-o", tmp_path / "none")
    assert not (tmp_path / "none").exists()
