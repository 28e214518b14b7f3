"""Web archives (WARC, ARC): every page that was fetched, with the day on which it was.

warcio reads the records. What a server packed is unpacked here: warcio 1.8.1 stops at pages packed with Brotli 1.2,
and nothing there limits how much a page may unpack to.
"""

from __future__ import annotations

import io
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from typing import Any

from analysis.texts.intake import saved_page
from analysis.texts.intake.article import Article, LeftOut, Options, Reading
from analysis.texts.intake.files import WEB_ARCHIVES, File
from analysis.texts.readers.dates import read_date
from analysis.texts.readers.installation import need

LARGEST_PAGE = 50_000_000  # bytes, unpacked
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)
_PAGES = ("html", "xhtml")


def recognises(file: File) -> bool:
    """Tell whether a file is a web archive, packed or not."""
    start = file.data[:16]
    if start.startswith(b"\x1f\x8b"):
        try:
            start = zlib.decompressobj(31).decompress(file.data[:4096], 64)
        except zlib.error:
            return False
    return start.startswith(WEB_ARCHIVES)


def read(file: File, options: Options) -> Reading:
    """Return the articles of the pages in an archive; all that was fetched and is none is named."""
    need("warcio", extra="gather", what=str(file.name))
    reading = Reading("web archive")
    passed: Counter[str] = Counter()
    captures: Counter[str] = Counter()
    for place, record in _records(file, reading):
        if record.rec_type not in ("response", "resource"):
            passed[record.rec_type or "of no known kind"] += 1
            continue
        found = _page(record, file, place, options)
        if isinstance(found, Article):
            found.url = found.url or _address(record)
            day = record.rec_headers.get_header("WARC-Date") or record.rec_headers.get_header("archive-date") or ""
            found.page_date = found.page_date or read_date(day)
            captures[found.url] += 1
        saved_page.add(reading, found, options)
    if passed:
        said = ", ".join(f"{n:,} {kind}" for kind, n in sorted(passed.items()))
        reading.notes.append(f"records that are no pages: {said}")
    reading.notes += [f"{url} is there {n:,} times, all of them kept" for url, n in captures.items() if n > 1]
    return reading


def _records(file: File, reading: Reading) -> Iterator[tuple[str, Any]]:
    from warcio.archiveiterator import ArchiveIterator

    stream: Any = io.BytesIO(file.data)
    if file.data.startswith(b"\x1f\x8b"):
        stream = _Unpacked(file.data)
    number, records = 0, ArchiveIterator(stream, arc2warc=False)
    while True:
        try:
            with redirect_stderr(io.StringIO()):  # it prints what it mends
                record = next(records)
        except StopIteration:
            said = "it ends too early" if getattr(stream, "is_broken", False) else ""
            break
        except Exception as error:  # ArchiveLoadFailed, EOFError, ValueError: each part its own
            said = " ".join(str(error).split())[:80] or type(error).__name__
            break
        number += 1
        yield f"record {number}", record
    if said:
        why = f"broken after record {number} ({said}); fetch it again"
        reading.left_out.append(LeftOut(f"record {number + 1}", "", why, True))


class _Unpacked:
    """A packed archive, unpacked as it is read.

    warcio reads only those that are packed record by record, and the reader of the standard library loses what comes
    before a break.
    """

    def __init__(self, data: bytes) -> None:
        self._packed = io.BytesIO(data)
        self._left = b""
        self._unpack = zlib.decompressobj(31)
        self.is_broken = False

    def read(self, size: int = 65536) -> bytes:
        while part := self._left or self._packed.read(65536):
            if self._unpack.eof:
                if not part.strip(b"\x00"):
                    return b""
                self._unpack = zlib.decompressobj(31)
            try:
                found = self._unpack.decompress(part, size)
            except zlib.error:
                self._left, self.is_broken = b"", True
                self._packed.seek(0, io.SEEK_END)
                return b""
            self._left = self._unpack.unused_data or self._unpack.unconsumed_tail
            if found:
                return found
        self.is_broken = self.is_broken or not self._unpack.eof
        return b""


def _address(record: Any) -> str:
    return record.rec_headers.get_header("WARC-Target-URI") or record.rec_headers.get_header("uri") or ""


def _page(record: Any, file: File, place: str, options: Options) -> Article | LeftOut:
    address = _address(record)
    headers = record.http_headers
    header = (lambda name: (headers.get_header(name) or "").lower()) if headers else (lambda name: "")
    kind = header("Content-Type") or ((record.rec_headers.get_header("Content-Type") or "") if not headers else "")
    status = headers.get_statuscode() if headers else "200"
    if status not in ("200", "203", "") or (kind and not any(one in kind for one in _PAGES)):
        return LeftOut(place, address, saved_page.NO_ARTICLE)
    try:
        data = _unpacked(record, header)
    except (zlib.error, ValueError, EOFError) as error:
        return LeftOut(place, address, f"broken ({error})", True)
    page = File(f"{file.name}: {address}", data, encoding=file.encoding)
    if not kind and not saved_page.recognises(page):
        return LeftOut(place, address, saved_page.NO_ARTICLE)
    charset = found[1] if (found := _CHARSET.search(kind)) else ""
    article = saved_page.article_of(saved_page.page_text(page, charset), page.name, place, options.dates)
    return article if isinstance(article, Article) or article.title else article._replace(title=address)


def _unpacked(record: Any, header: Callable[[str], str]) -> bytes:
    """Return what the server sent, unpacked as its headers say, or as it is where they are wrong."""
    from warcio.bufferedreaders import ChunkedDataReader

    stream = record.raw_stream
    if "chunked" in header("Transfer-Encoding"):
        stream = ChunkedDataReader(stream)
    parts: list[bytes] = []
    size = 0
    while size <= LARGEST_PAGE and (part := stream.read(65536)):
        parts.append(part)
        size += len(part)
    data = b"".join(parts)
    if (
        size <= LARGEST_PAGE
        and record.format == "warc"
        and stream is record.raw_stream
        and getattr(stream, "limit", 0) > 0
    ):
        raise EOFError("it ends too early")
    for packing in reversed([one.strip() for one in header("Content-Encoding").split(",")]):
        if packing in ("gzip", "x-gzip") and data.startswith(b"\x1f\x8b"):
            data = zlib.decompressobj(31).decompress(data, LARGEST_PAGE + 1)
        elif packing == "deflate":
            data = zlib.decompressobj(15 if data[:1] == b"\x78" else -15).decompress(data, LARGEST_PAGE + 1)
        elif packing == "br":
            data = _from_brotli(data)
    if len(data) > LARGEST_PAGE:
        raise ValueError(f"larger than {LARGEST_PAGE // 1_000_000} MB")
    return data


def _from_brotli(data: bytes) -> bytes:
    import brotli

    unpack = brotli.Decompressor()
    try:
        found: bytes = unpack.process(data, output_buffer_limit=LARGEST_PAGE)
        while not unpack.is_finished() and len(found) <= LARGEST_PAGE:
            more: bytes = unpack.process(b"", output_buffer_limit=LARGEST_PAGE)
            if not more:
                raise EOFError("a page that ends too early")
            found += more
    except brotli.error as error:
        raise ValueError(str(error)) from None
    return found
