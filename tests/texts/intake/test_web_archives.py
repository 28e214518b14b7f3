import gzip
import zlib

import brotli
import pytest

from analysis.texts.intake import web_archives
from analysis.texts.intake.article import Options
from analysis.texts.intake.files import File
from analysis.texts.intake.formats import reader_of
from tests.texts.intake.test_saved_pages import PARAGRAPHS, page

HTML = page().encode()


def chunked(data):
    return b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in (data[:100], data[100:])) + b"0\r\n\r\n"


def archive(*records, gzipped=True):
    """Return a WARC file; a record is an address, the bytes that came, and headers as pairs (or a kind of record)."""
    found = []
    for address, data, headers, *status in records:
        kind = headers if isinstance(headers, str) else "response"
        lines = ["GET / HTTP/1.1"]
        if kind == "response":
            lines = [f"HTTP/1.1 {''.join(status) or '200 OK'}", *(f"{name}: {value}" for name, value in headers)]
        block = "\r\n".join([*lines, "", ""]).encode() + data
        head = [
            "WARC/1.0",
            f"WARC-Type: {kind}",
            f"WARC-Target-URI: {address}",
            "WARC-Date: 2024-06-01T10:00:00Z",
            f"Content-Type: application/http; msgtype={kind}",
            f"Content-Length: {len(block)}",
        ]
        record = "\r\n".join([*head, "", ""]).encode() + block + b"\r\n\r\n"
        found.append(gzip.compress(record) if gzipped else record)
    return b"".join(found)


def read(data, **options):
    file = File("crawl.warc", data)
    assert reader_of(file) is web_archives
    return web_archives.read(file, Options(**options))


HTML_HEADERS = [("Content-Type", "text/html; charset=utf-8")]


@pytest.mark.parametrize("gzipped", [True, False])
def test_every_page_is_an_article_and_all_else_is_named(gzipped):
    data = archive(
        ("https://enz.example/1", HTML, HTML_HEADERS),
        ("https://enz.example/1", b"", "request"),
        ("https://enz.example/old", b"", HTML_HEADERS, "301 Moved"),
        ("https://enz.example/a.css", b"p {}", [("Content-Type", "text/css")]),
        ("https://enz.example/1", b"", "revisit"),
        gzipped=gzipped,
    )
    reading = read(data)
    (article,) = reading.articles
    assert [block.text for block in article.blocks] == PARAGRAPHS
    assert (article.place, article.url) == ("record 1", "https://enz.example/1")
    assert (article.date, article.page_date) == ("2024-05-01", "2024-05-03")
    assert [(left.place, left.title, left.why) for left in reading.left_out] == [
        ("record 3", "https://enz.example/old", "not an article page"),
        ("record 4", "https://enz.example/a.css", "not an article page"),
    ]
    assert reading.notes == ["records that are no pages: 1 request, 1 revisit"]


@pytest.mark.parametrize(
    ("packing", "data"),
    [
        ("gzip", gzip.compress(HTML)),
        ("deflate", zlib.compress(HTML)),
        ("br", brotli.compress(HTML)),
        ("identity", HTML),
    ],
)
@pytest.mark.parametrize("parts", [True, False])
def test_pages_are_unpacked_as_the_server_packed_them(packing, data, parts):
    headers = [*HTML_HEADERS, ("Content-Encoding", packing)]
    if parts:
        data, headers = chunked(data), [*headers, ("Transfer-Encoding", "chunked")]
    (article,) = read(archive(("https://enz.example/1", data, headers))).articles
    assert [block.text for block in article.blocks] == PARAGRAPHS


@pytest.mark.parametrize(("packing", "pack"), [("gzip", gzip.compress), ("br", brotli.compress)])
def test_a_page_that_unpacks_to_too_much_is_named_and_the_next_is_read(monkeypatch, packing, pack):
    monkeypatch.setattr(web_archives, "LARGEST_PAGE", 100_000)
    headers = [*HTML_HEADERS, ("Content-Encoding", packing)]
    bomb = ("https://enz.example/bomb", pack(b"<html>" + b"x" * 1_000_000), headers)
    reading = read(archive(bomb, ("https://enz.example/1", HTML, HTML_HEADERS)))
    assert len(reading.articles) == 1
    assert reading.left_out[0].is_error
    assert "larger than" in reading.left_out[0].why


def test_several_captures_are_kept_and_named():
    first = ("https://enz.example/1", HTML, HTML_HEADERS)
    second = ("https://enz.example/1", page(f"<p>{PARAGRAPHS[0]}</p><p>It opens again.</p>").encode(), HTML_HEADERS)
    reading = read(archive(first, second))
    assert len(reading.articles) == 2
    assert reading.notes == ["https://enz.example/1 is there 2 times, all of them kept"]


@pytest.mark.parametrize("gzipped", [True, False])
@pytest.mark.parametrize("cut", [60, 500])
def test_an_archive_that_breaks_off_is_read_as_far_as_it_goes(gzipped, cut):
    pages = [(f"https://enz.example/{number}", HTML, HTML_HEADERS) for number in (1, 2)]
    reading = read(archive(*pages, gzipped=gzipped)[:-cut])
    assert [article.url for article in reading.articles] == ["https://enz.example/1"]
    assert any(left.is_error for left in reading.left_out)


def test_an_archive_that_was_packed_as_a_whole_is_read():
    data = archive(("https://enz.example/1", HTML, HTML_HEADERS), gzipped=False)
    assert len(read(gzip.compress(data)).articles) == 1
    assert not web_archives.recognises(File("x.gz", gzip.compress(b"some text")))
    assert not web_archives.recognises(File("x.gz", b"\x1f\x8bno"))
