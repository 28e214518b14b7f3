"""DOCX: the paragraphs as the page shows them, with tracked changes accepted.

The XML is walked here, since libraries leave out the words in smart tags and content controls, and give some twice.
"""

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

_CHARACTERS = {"br": "\n", "cr": "\n", "tab": " ", "ptab": " ", "noBreakHyphen": "-"}
# What is not on the page, or there twice: deletions, text moved away, the copy for old programs, readings above words.
_GONE = frozenset("del moveFrom Fallback rt instrText delText pPr rPr sdtPr sectPr tblPr".split())
_COUNTED = {
    "del": "deletions",
    "moveFrom": "deletions",
    "footnoteReference": "footnotes",
    "endnoteReference": "footnotes",
    "commentReference": "comments",
    "txbxContent": "text boxes",
    "tbl": "tables",
}
_PARTS = frozenset(("sectPr", "pBdr"))  # the end of a section, and the rule that Word makes of a line of dashes
_OFF = ("0", "false", "off")


def is_docx(file: File) -> bool:
    """Tell whether a file is a Word document, from its members."""
    return "[Content_Types].xml" in file.members and any(name.startswith("word/") for name in file.members)


def document(file: File) -> Document:
    """Return the paragraphs of a Word document.

    Page headers, footnotes, comments, tables, text boxes, hidden and deleted text are left out, and counted. Where
    nothing else holds text, that of tables and text boxes is taken.

    Raises
    ------
    InputError
        If it is broken.
    """
    body = next((one for one in xml_of(file.member(_main_part(file)), file.name) if tag(one) == "body"), None)
    if body is None:
        raise InputError(f"{file.name}: has no text body; save it again as DOCX")
    styles = _styles(file)
    walk = _Walk(styles, inside=False)
    paragraphs = list(walk.paragraphs(body))
    if not any(one.text.strip() for one in paragraphs) and walk.omitted.keys() & {"tables", "text boxes"}:
        walk = _Walk(styles, inside=True)
        paragraphs = list(walk.paragraphs(body))
    return Document(paragraphs, walk.omitted)


def _main_part(file: File) -> str:
    """Return the member that holds the text: ``word/document.xml`` but for a few programs."""
    for relation in xml_of(file.member("_rels/.rels"), file.name):
        if attribute(relation, "Type").endswith("/officeDocument"):
            return attribute(relation, "Target").lstrip("/")
    return "word/document.xml"


def _styles(file: File) -> dict[str, tuple[str, int]]:
    """Return what paragraphs of each style are, by its identifier (which is in the language of the program)."""
    if "word/styles.xml" not in file.members:
        return {}
    kinds = {}
    for style in xml_of(file.member("word/styles.xml"), file.name):
        name = next((attribute(one, "val") for one in style if tag(one) == "name"), "")
        kinds[attribute(style, "styleId")] = kind_of(name), level_of(name)
    return kinds


class _Walk:
    """Through a body; `inside` takes tables and text boxes, too."""

    def __init__(self, styles: dict[str, tuple[str, int]], *, inside: bool) -> None:
        self.styles, self.inside = styles, inside
        self.omitted: Counter[str] = Counter()

    def paragraphs(self, body: _Element) -> Iterator[Paragraph]:
        before = ""  # a paragraph whose end somebody deleted goes on in the next
        is_parted = False
        for element in self._found(body):
            properties = next((one for one in element if tag(one) == "pPr"), None)
            about = {} if properties is None else {tag(one): one for one in properties}
            text = before + "".join(self._text(element))
            if "rPr" in about and any(tag(one) == "del" for one in about["rPr"]):
                before = text
                continue
            before = ""
            kind, level = self.styles.get(attribute(about["pStyle"], "val"), ("", 0)) if "pStyle" in about else ("", 0)
            breaks = any(attribute(one, "type") == "page" for one in element.iter("{*}br"))
            leads = breaks and text.startswith("\n") and bool(text.strip())
            yield Paragraph(text, kind, level, is_parted or leads or "pageBreakBefore" in about)
            is_parted = (is_parted and not text.strip()) or (breaks and not leads) or bool(about.keys() & _PARTS)
        if before:
            yield Paragraph(before)

    def _found(self, parent: _Element) -> Iterator[_Element]:
        for element in parent:
            name = tag(element)
            if name == "p":
                yield element
                if self.inside:
                    boxes = (one for one in element.iter("{*}txbxContent") if not _is_copy(one))
                    yield from (p for box in boxes for p in self._found(box))
            elif name in _GONE or (name == "tbl" and not self.inside) or _is_prompt(element):
                self._count(name)
            elif name:
                yield from self._found(element)

    def _text(self, parent: _Element) -> Iterator[str]:
        for element in parent:
            name = tag(element)
            self._count(name)
            if name == "t":
                yield element.text or ""
            elif name in _CHARACTERS:
                yield _CHARACTERS[name]
            elif name in _GONE or name == "txbxContent" or _is_prompt(element):
                continue
            elif name == "r" and _is_hidden(element):
                self.omitted["hidden stretches"] += 1
            elif name:
                yield from self._text(element)

    def _count(self, name: str) -> None:
        if name in _COUNTED:
            self.omitted[_COUNTED[name]] += 1


def _is_hidden(run: _Element) -> bool:
    marks = (mark for properties in run if tag(properties) == "rPr" for mark in properties)
    return any(tag(mark) == "vanish" and attribute(mark, "val") not in _OFF for mark in marks)


def _is_copy(element: _Element) -> bool:
    return any(tag(one) == "Fallback" for one in element.iterancestors())


def _is_prompt(element: _Element) -> bool:
    """Tell a field that nobody has filled in ("Click here to enter text")."""
    return tag(element) == "sdt" and any(tag(one) == "showingPlcHdr" for part in element[:1] for one in part)
