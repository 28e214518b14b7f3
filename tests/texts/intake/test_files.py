import gzip
import io
import stat
import zipfile

import pytest

from analysis.schema import InputError
from analysis.texts.intake.files import File, files
from analysis.texts.intake.formats import reader_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how files of old office programs begin


def packed(members, **options):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def names(place):
    return [one.origin if isinstance(one, File) else one for one in files(place)]


def test_a_folder_is_read_in_the_order_of_its_names_without_what_file_managers_leave(tmp_path):
    for name in ("b/two.txt", "a/one.txt", ".DS_Store", "b/.hidden", "~$open.docx", "__MACOSX/x.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("words")
    found = list(files(tmp_path))
    assert [str(one.path) for one in found] == ["a/one.txt", "b/two.txt"]
    assert [one.origin for one in found] == [f"{tmp_path.name}/a/one.txt", f"{tmp_path.name}/b/two.txt"]


def test_members_of_an_archive_are_files_and_none_leaves_it(tmp_path):
    place = tmp_path / "news.zip"
    place.write_bytes(packed({"in/a.txt": "words", "../out.txt": "words", "/abs.txt": "words", "empty.txt": ""}))
    assert names(place) == [
        ("news.zip: ../out.txt", "has a path that leads out of the archive; pack it again"),
        ("news.zip: /abs.txt", "has a path that leads out of the archive; pack it again"),
        ("news.zip: empty.txt", "is empty"),
        "news.zip: in/a.txt",
    ]


def test_a_member_that_unpacks_to_too_much_is_named_and_the_rest_is_read(tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.texts.intake.files.LEAST_SUSPICIOUS", 1000)
    place = tmp_path / "news.zip"
    place.write_bytes(packed({"a.txt": "words", "b.txt": "x" * 1_000_000}))
    first, (name, why) = list(files(place))
    assert first.data == b"words"
    assert name == "news.zip: b.txt"
    assert "1,000,000 bytes" in why


def test_a_broken_archive_is_named(tmp_path):
    place = tmp_path / "news.zip"
    place.write_bytes(packed({"a.txt": "words " * 50})[:60])
    ((name, why),) = files(place)
    assert name == "news.zip"
    assert why.startswith("a broken archive")


def test_what_is_no_file_empty_or_too_large_is_named(tmp_path, monkeypatch):
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "large.txt").write_text("x" * 100)
    monkeypatch.setattr("analysis.texts.intake.files.LARGEST", 50)
    assert [why for _, why in files(tmp_path)] == ["is empty", "is larger than 0 MB; split it"]
    with pytest.raises(InputError, match=r"nowhere: there is no such file or folder"):
        list(files(tmp_path / "nowhere"))


def test_a_link_out_of_a_folder_is_not_followed(tmp_path):
    outside = tmp_path / "outside.txt"
    outside.write_text("words")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "link.txt").symlink_to(outside)
    assert list(files(tmp_path / "folder")) == []
    assert stat.S_ISREG(outside.stat().st_mode)


@pytest.mark.parametrize("packed_up", [False, True])
def test_pictures_and_scripts_of_a_saved_page_are_no_texts(tmp_path, packed_up):
    members = {
        "in/Old bridge.html": "<html></html>",
        "in/Old bridge_files/menu.js": "var x = 1;",
        "in/Old bridge_files/sub/frame.html": "<html></html>",
        "in/my_files/note.txt": "words",
    }
    for name, text in members.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    place = tmp_path / "in"
    if packed_up:
        place = tmp_path / "in.zip"
        place.write_bytes(packed(members))
    assert [one.path.name for one in files(place)] == ["Old bridge.html", "note.txt"]


def test_a_packed_file_is_unpacked_and_an_archive_of_the_web_is_not(tmp_path, monkeypatch):
    monkeypatch.setattr("analysis.texts.intake.files.LEAST_SUSPICIOUS", 1000)
    for name, data in {
        "a.html.gz": gzip.compress(b"<html></html>"),
        "b.warc.gz": gzip.compress(b"WARC/1.0"),
        "c.gz": gzip.compress(b"x" * 1_000_000),
        "d.gz": gzip.compress(b"words" * 50)[:-9],
    }.items():
        (tmp_path / name).write_bytes(data)
    page, archive, bomb, broken = files(tmp_path)
    assert (page.data, page.path.name, page.origin) == (b"<html></html>", "a.html", f"{tmp_path.name}/a.html.gz")
    assert archive.data.startswith(b"\x1f\x8b")
    assert "unpacks from" in bomb[1]
    assert "a broken archive" in broken[1]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xff\xd8\xff\xe0" + bytes(50), r"x.bin: is a picture; run text recognition"),
        (b"Rar!\x1a\x07\x00" + bytes(50), r"x.bin: is a packed archive; unpack it"),
        (b"SQLite format 3\0" + bytes(50), r"x.bin: is a database; export its table as CSV"),
        (OLE + bytes(50) + "PowerPoint Document".encode("utf-16-le"), r"x.bin: is a set of slides; save them as PDF"),
        (OLE + bytes(50) + "__substg1.0_0037".encode("utf-16-le"), r"x.bin: is an e-mail of Outlook; save it as EML"),
        (packed({"[Content_Types].xml": "<Types/>", "ppt/presentation.xml": "<p/>"}), r"x.bin: is a set of slides"),
        (bytes(range(256)), r"x.bin: of no kind that can be read"),
    ],
)
def test_what_holds_no_text_is_called_by_its_name(data, said):
    with pytest.raises(InputError, match=said):
        reader_of(File("x.bin", data))
