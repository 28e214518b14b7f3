"""The files that a person gives: one by one, in folders and in ZIP archives, each with its bytes and its place."""

from __future__ import annotations

import gzip
import io
import os
import re
import zipfile
import zlib
from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from analysis.schema import InputError
from analysis.texts.intake import web
from analysis.texts.intake.encodings import decode
from analysis.texts.readers.inputs import remember
from analysis.texts.readers.tables import unreadable

LARGEST = 500_000_000  # bytes of one file, or of one member of an archive
LARGEST_ARCHIVE = 4_000_000_000  # bytes of all members
MOST_MEMBERS = 200_000
MOST_TIMES = 200  # larger than packed: text packs four to ten times
LEAST_SUSPICIOUS = 10_000_000  # bytes: a smaller member harms nobody, however well it packs
PASTED = "-"
WEB_ARCHIVES = (b"WARC/", b"filedesc://")  # how these begin
_LITTER = ("__macosx", ".ds_store", "thumbs.db", "desktop.ini")
_OF_PAGE = re.compile(r"(.+)[_.-](?:files?|fichiers|dateien|archivos|arquivos|bestanden|filer|pliki)", re.I | re.S)
# Archives by name, which are documents of their own kind inside.
_DOCUMENTS = ("[Content_Types].xml", "mimetype", "META-INF/container.xml")  # DOCX and XLSX, ODT and ODS, EPUB


class File:
    """A file to read.

    Parameters
    ----------
    name
        As a message names it: the path that was given, and for a member of an archive that of the archive before it.
    data
        Its bytes.
    path
        Its path from the folder or archive that was given: its folders and its name may say what it is.
    origin
        What a corpus says about where a text comes from: `name` without the folders above the place that was given.
    encoding
        What to read it as where it is not UTF-8; empty for windows-1252.
    """

    def __init__(self, name: str, data: bytes, path: str = "", encoding: str = "", origin: str = "") -> None:
        self.name, self.data, self.encoding, self.origin = name, data, encoding, origin or Path(name).name
        self.path = PurePosixPath(path or Path(name).name)
        self.about: dict[str, str] = {}  # what a list of sources says, before what it says itself
        self.layout: list[tuple[int, int, str, str]] = []  # what the layout.csv beside such a list says
        self.charset = ""  # what a server says that its encoding is
        self.told: tuple[str, ...] = ()  # notes on how it came here
        self.named: dict[str, str] = {}  # what its name and its folders say, where it says nothing itself

    @property
    def stem(self) -> str:
        """The name without folders and ending."""
        return self.path.stem

    @property
    def ending(self) -> str:
        """The ending of the name, in small letters."""
        return self.path.suffix.lower()

    @cached_property
    def _decoded(self) -> tuple[str, str]:
        return decode(self.data, self.name, self.encoding)

    @property
    def text(self) -> str:
        """The file as text."""
        return self._decoded[0]

    @property
    def said(self) -> str:
        """What to tell about the encoding; nothing where it is UTF-8, or was not read as text."""
        return self._decoded[1] if "_decoded" in vars(self) else ""

    @cached_property
    def head(self) -> str:
        """The first characters, for telling the kind of a file; UTF-16 and the like are decoded."""
        try:
            text, _ = decode(self.data[:8192], self.name) if self.data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("", "")
        except InputError:
            text = ""
        return (text or self.data[:8192].decode("utf-8", "replace")).lstrip("\ufeff \t\r\n")

    @cached_property
    def members(self) -> frozenset[str]:
        """The names of what is packed in it; none where it is no ZIP archive (a DOCX file is one)."""
        if not self.data.startswith(b"PK"):
            return frozenset()
        try:
            with _archive(self) as archive:
                return frozenset(archive.namelist())
        except InputError:
            return frozenset()

    def member(self, name: str) -> bytes:
        """Return the bytes of what is packed in it under this name.

        Raises
        ------
        InputError
            If it is not there, is broken, or unpacks to more than is safe.
        """
        with _archive(self) as archive:
            try:
                return _unpacked(self, archive, archive.getinfo(name))
            except KeyError:
                raise InputError(f"{self.name}: holds no {name}; save it again") from None


def files(
    place: str | Path, encoding: str = "", pasted: str = "", hosts: Collection[str] = ()
) -> Iterator[File | tuple[str, str]]:
    """Yield every file at a place, by name: a file, a folder with all below it, a ZIP archive, a page on the web.

    Where one cannot be read, its name and the reason are yielded in its place. Hidden files, what file managers leave,
    and the folder of pictures and scripts beside a saved page are passed over. Links that lead out of a folder are not
    followed.

    Raises
    ------
    InputError
        If there is nothing at this place.
    """
    if str(place) == PASTED:
        yield File("pasted text", pasted.encode(), "pasted.txt", encoding)
        return
    if web.is_address(str(place)):
        yield from _fetched(str(place), encoding, hosts)
        return
    path = Path(place)
    if not path.exists():
        raise InputError(f"{place}: there is no such file or folder; check the name")
    if not path.is_dir():
        yield from _opened(path, path.name, encoding, path.name)
        return
    for file in _below(path):
        inside = file.relative_to(path).as_posix()
        yield from _opened(file, inside, encoding, f"{path.resolve().name}/{inside}")


def _fetched(address: str, encoding: str, hosts: Collection[str]) -> Iterator[File | tuple[str, str]]:
    try:
        fetched = web.fetch(address, hosts)
    except InputError as error:
        yield address, str(error).removeprefix(f"{address}: ")
        return
    name = PurePosixPath(unquote(urlsplit(fetched.way[-1]).path)).name or urlsplit(fetched.way[-1]).hostname or "page"
    file = File(fetched.way[-1], fetched.data, name, encoding, fetched.way[-1])
    file.charset = fetched.charset
    if len(fetched.way) > 1:
        file.told = (f"redirected: {' -> '.join(fetched.way)}",)
    yield from _unpack(file)


def _below(folder: Path) -> Iterable[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not _is_litter(name) and not _is_of_page(name, names))
        for name in sorted(names):
            file = Path(place, name)
            if not _is_litter(name) and file.resolve().is_relative_to(folder.resolve()):
                yield file


def _is_of_page(folder: str, names: Collection[str]) -> bool:
    """Tell whether a folder holds the pictures and scripts of a page beside it, as a browser saves them."""
    if not (found := _OF_PAGE.fullmatch(folder)):
        return False
    return any(found[1] + ending in names for ending in (".html", ".htm", ".xhtml"))


def _is_litter(name: str) -> bool:
    return name.startswith(".") or name.startswith("~$") or name.lower() in _LITTER


def _opened(path: Path, inside: str, encoding: str, origin: str) -> Iterator[File | tuple[str, str]]:
    if reason := unreadable(path):
        yield origin, reason
        return
    if path.stat().st_size > LARGEST:
        yield origin, f"is larger than {LARGEST // 1_000_000} MB; split it"
        return
    try:
        remember(path)
        data = path.read_bytes()
    except OSError as error:
        yield origin, f"cannot be read ({error.strerror}); check who may read it"
        return
    if not data.strip():
        yield origin, "is empty"
        return
    yield from _unpack(File(str(path), data, inside, encoding, origin))


def _unpack(file: File) -> Iterator[File | tuple[str, str]]:
    """Yield the members of an archive, or the file itself where it is a document of its own."""
    if file.data.startswith(b"\x1f\x8b"):
        yield _from_gzip(file)
        return
    if not file.data.startswith(b"PK") or any(name in file.members for name in _DOCUMENTS):
        yield file
        return
    try:
        archive = _archive(file)
    except InputError as error:
        yield file.origin, str(error).removeprefix(f"{file.name}: ")
        return
    with archive:
        members = [one for one in archive.infolist() if not one.is_dir()]
        size = sum(one.file_size for one in members)
        names = {one.filename.replace("\\", "/") for one in members}
        if len(members) > MOST_MEMBERS or size > LARGEST_ARCHIVE:
            yield file.origin, f"unpacks to {len(members):,} files and {size:,} bytes; give a part of it"
            return
        for one in sorted(members, key=lambda one: one.filename):
            path = PurePosixPath(one.filename.replace("\\", "/"))
            name = f"{file.name}: {one.filename}"
            if any(_is_litter(part) for part in path.parts if part != ".."):
                continue
            if any(_is_of_page(above.as_posix(), names) for above in path.parents):
                continue
            if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
                yield f"{file.origin}: {one.filename}", "has a path that leads out of the archive; pack it again"
                continue
            try:
                data = _unpacked(file, archive, one)
            except InputError as error:
                yield f"{file.origin}: {one.filename}", str(error).removeprefix(f"{file.name}: ")
                continue
            if data.strip():
                yield File(name, data, path.as_posix(), file.encoding, f"{file.origin}: {one.filename}")
            else:
                yield f"{file.origin}: {one.filename}", "is empty"


def _from_gzip(file: File) -> File | tuple[str, str]:
    """Return the file that is packed in one; a web archive stays as it is, since it is read record by record."""
    most = min(LARGEST, max(LEAST_SUSPICIOUS, MOST_TIMES * len(file.data)))
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(file.data)) as packed:
            start = packed.read(16)
            if start.startswith(WEB_ARCHIVES):
                return file
            data = start + packed.read(most)
    except (OSError, EOFError, zlib.error) as error:
        return file.origin, f"a broken archive ({error}); fetch or pack it again"
    if len(data) > most:
        return file.origin, f"unpacks from {len(file.data):,} to more than {most:,} bytes; unpack it yourself"
    path = file.path.with_suffix("") if file.ending == ".gz" else file.path
    if not data.strip():
        return file.origin, "is empty"
    return File(file.name, data, path.as_posix(), file.encoding, file.origin)


def _archive(file: File) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(io.BytesIO(file.data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError) as error:
        raise InputError(f"{file.name}: a broken archive ({error}); fetch or pack it again") from None


def _unpacked(file: File, archive: zipfile.ZipFile, one: zipfile.ZipInfo) -> bytes:
    """Return the bytes of a member, unless there are too many or it is broken; never more than it announces."""
    many = one.file_size > LEAST_SUSPICIOUS and one.file_size > MOST_TIMES * max(1, one.compress_size)
    if one.file_size > LARGEST or many:
        raise InputError(
            f"{file.name}: {one.filename} unpacks from {one.compress_size:,} to {one.file_size:,} bytes; "
            "unpack it yourself"
        )
    if one.flag_bits & 1:
        raise InputError(f"{file.name}: {one.filename} has a password; unpack it yourself")
    try:
        with archive.open(one) as member:
            data = member.read(one.file_size + 1)
    except MemoryError:
        raise  # the machine's fault, not the file's
    except Exception as error:  # zlib.error, BadZipFile, EOFError, NotImplementedError: each library its own
        raise InputError(f"{file.name}: {one.filename} is broken ({error}); fetch or pack it again") from None
    return data
