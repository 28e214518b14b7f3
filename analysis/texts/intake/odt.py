"""ODT, the format of LibreOffice: the paragraphs as the page shows them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from analysis.schema import InputError
from analysis.texts.intake.files import File
from analysis.texts.intake.paragraphs import Document, Paragraph, kind_of, level_of
from analysis.texts.intake.xml import attribute, tag, xml_of

if TYPE_CHECKING:
    from lxml.etree import _Element

_MIMETYPE = b"application/vnd.oasis.opendocument.text"
# What is no part of the running text, by what a note calls it (nothing: not worth a word).
_GONE = {
    "annotation": "comments",
    "annotation-end": "",
    "tracked-changes": "deletions",
    "note": "footnotes",
    "table": "tables",
    "frame": "text boxes",
    "hidden-text": "hidden stretches",
    "hidden-paragraph": "hidden stretches",
    "ruby-text": "",
    "forms": "",
    "sequence-decls": "",
    "table-of-content": "",
}


def is_odt(file: File) -> bool:
    """Tell whether a file is an ODT document, packed or as one XML file."""
    if "content.xml" in file.members and "mimetype" in file.members:
        return file.member("mimetype").startswith(_MIMETYPE)
    return file.head.startswith("<?xml") and _MIMETYPE in file.data[:8192]


def document(file: File) -> Document:
    """Return the paragraphs of an ODT document.

    Comments, footnotes, tables, frames, hidden and deleted text are left out, and counted. Where nothing else holds
    text, that of tables and frames is taken.

    Raises
    ------
    InputError
        If it is broken, or has a password.
    """
    packed = bool(file.members)
    if packed and "META-INF/manifest.xml" in file.members:
        if b"encryption-data" in file.member("META-INF/manifest.xml"):
            raise InputError(f"{file.name}: has a password; save it without")
    root = xml_of(file.member("content.xml") if packed else file.data, file.name)
    body = next(root.iter("{urn:oasis:names:tc:opendocument:xmlns:office:1.0}text"), None)
    if body is None:
        raise InputError(f"{file.name}: has no text body; save it again as ODT")
    parting = {
        attribute(style, "name")
        for style in root.iter("{*}style")
        if any(attribute(one, "break-before") == "page" for one in style)
    }
    parents = {attribute(one, "name"): attribute(one, "parent-style-name") for one in root.iter("{*}style")}
    omitted: Counter[str] = Counter()
    paragraphs = list(_paragraphs(body, parents, parting, omitted, set(_GONE)))
    if not any(one.text.strip() for one in paragraphs) and omitted.keys() & {"tables", "text boxes"}:
        omitted.clear()
        paragraphs = list(_paragraphs(body, parents, parting, omitted, set(_GONE) - {"table", "frame"}))
    return Document(paragraphs, omitted)


def _paragraphs(
    parent: _Element, styles: dict[str, str], parting: set[str], omitted: Counter[str], gone: set[str]
) -> Iterator[Paragraph]:
    for element in parent:
        name = tag(element)
        if name in gone:
            _count(element, omitted)
        elif name in ("p", "h"):
            style = attribute(element, "style-name")
            written = (styles.get(style) or style).replace("_20_", " ")
            kind, level = kind_of(written), level_of(written)
            if name == "h":
                kind, level = kind or "headline", int(attribute(element, "outline-level") or 1) + 1
            yield Paragraph("".join(_text(element, omitted)), kind, level, on_new_page=style in parting)
            if "frame" not in gone:
                for frame in element.iter("{*}text-box"):
                    yield from _paragraphs(frame, styles, parting, omitted, gone)
        else:
            yield from _paragraphs(element, styles, parting, omitted, gone)


def _text(element: _Element, omitted: Counter[str]) -> Iterator[str]:
    yield element.text or ""
    for one in element:
        name = tag(one)
        if name in _GONE:
            _count(one, omitted)
        elif name == "s":
            yield " " * min(int(attribute(one, "c") or 1), 100)
        elif name in ("tab", "line-break"):
            yield "\n" if name == "line-break" else " "
        elif name:
            yield from _text(one, omitted)
        yield one.tail or ""


def _count(element: _Element, omitted: Counter[str]) -> None:
    name = tag(element)
    if name == "frame" and not any(True for _ in element.iter("{*}text-box")):
        return  # a picture
    if kind := _GONE[name]:
        omitted[kind] += sum(1 for one in element.iter("{*}deletion")) if name == "tracked-changes" else 1
