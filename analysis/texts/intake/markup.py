"""HTML and XML to paragraphs: what both have in common, and what is refused of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html.entities import html5
from typing import Any

from analysis.schema import InputError
from analysis.texts.intake.article import Block
from analysis.texts.intake.files import File
from analysis.texts.intake.xml import tag, xml_of
from analysis.texts.readers.installation import need

# What the tags of a page say that a paragraph is; those of other formats are added to them.
KINDS = {f"h{level}": "headline" for level in range(1, 7)} | {
    "blockquote": "quote",
    "caption": "caption",
    "figcaption": "caption",
}
_PARAGRAPHS = frozenset(
    "address article aside blockquote body caption center dd div dl dt figcaption figure footer form head header hr "
    "html li main nav ol p pre section table tbody tfoot thead title tr ul".split()
) | {*KINDS}
_CELLS = ("td", "th")
NO_TEXT = frozenset("head script style noscript template svg button select textarea iframe".split())
_BREAK = "\u2028"  # a line break that the format asks for, before blanks are joined
_BLANK_LINE = re.compile(f"{_BREAK}(?:[^\\S{_BREAK}]*{_BREAK})+")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30});")
_DECLARATION = re.compile(r"<\?xml\b[^>]{0,200}\?>")
_ENCODING = re.compile(rb"\s*<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)")
_ROOT = re.compile(r"<(?:[\w.-]+:)?([\w.-]+)")
_XMLS_OWN = ("amp", "lt", "gt", "quot", "apos")


def html(file: File) -> Any:
    """Return a page as a tree; what is said in it about its encoding has been seen to.

    Raises
    ------
    InputError
        If it holds nothing, or more tags within each other than can be read.
    """
    return html_of(file.text, file.name)


def html_of(text: str, name: str) -> Any:
    """Return the text of a page as a tree; `name` is what a message calls it."""
    need("lxml", extra="gather", what=name)
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    # Without huge_tree, lxml drops all that follows 256 tags which nobody has closed, and does not say so.
    parser = HTMLParser(encoding="utf-8", huge_tree=True)
    data = text.replace("\x00", "").encode("utf-8", "replace")
    try:
        tree = document_fromstring(data, parser=parser)
    except (etree.LxmlError, ValueError):
        raise InputError(f"{name}: broken HTML; save the page again") from None
    if any("depth" in error.message for error in parser.error_log):
        raise InputError(f"{name}: HTML with more than 2,000 tags inside each other; save the page again")
    return tree


def xml(file: File) -> Any:
    """Return an XML file as a tree, `xml_of`.

    Files say that they are iso-8859-1 and are UTF-8, and the reverse: UTF-8 and windows-1252 are told as in any file,
    and what an XML file says of itself holds for other encodings alone. Names of characters that only a DTD knows
    become these characters.
    """
    declared = _ENCODING.match(file.data[:200])
    name = declared[1].decode().lower() if declared else ""
    if name and not name.startswith(("utf", "us-ascii", "ascii", "iso-8859-1", "latin", "windows-1252")):
        return xml_of(file.data, file.name)
    text = _DECLARATION.sub("", file.text.lstrip(), count=1)
    if "<!ENTITY" not in text:
        text = _NAMED.sub(lambda named: _character(named[1]) or named[0], text)
    return xml_of(text.encode("utf-8", "replace"), file.name)


def _character(name: str) -> str:
    return "" if name in _XMLS_OWN else html5.get(f"{name};", "")


def root_of(file: File) -> str:
    """Return the name of the first tag of an XML file, without namespace, in small letters; nothing for other files."""
    head, at = file.head, 0
    if not head.startswith("<"):
        return ""
    while head.startswith(("<?", "<!"), at):
        at = head.find("-->" if head.startswith("<!--", at) else ">", at)
        at = len(head) if at < 0 else head.find("<", at)
        if at < 0:
            return ""
    found = _ROOT.match(head, at)
    return found[1].lower() if found else ""


def first(element: Any, *names: str) -> Any:
    """Return the first element below with one of these names, whatever its namespace; None where there is none."""
    for name in names:
        found = next((one for one in element.iter() if tag(one).lower() == name.lower()), None)
        if found is not None:
            return found
    return None


def every(element: Any, *names: str) -> list[Any]:
    """Return all elements below with one of these names, whatever their namespace, in the order of the file."""
    wanted = {name.lower() for name in names}
    return [one for one in element.iter() if tag(one).lower() in wanted]


def words_of(element: Any) -> str:
    """Return the text of an element with that of all below it, on one line; nothing for None."""
    return "" if element is None else " ".join(block.text for block in blocks([element], {})).replace("\n", " ")


def blocks(elements: Iterable[Any], kinds: Mapping[str, str] = KINDS, no_text: Iterable[str] = NO_TEXT) -> list[Block]:
    """Return the paragraphs of elements, in the order of the file.

    A tag that begins a paragraph on a page does so here, and so do those in `kinds`, which also say what it is: an
    empty kind is that of the tag around it. Marks of quotation are put where a tag stands for them.
    """
    from lxml import etree

    left_out = frozenset(no_text)
    found: list[Block] = []
    for element in elements:
        skipped: Any = None
        text = _Paragraphs(kinds)
        for event, one in etree.iterwalk(element, events=("start", "end", "comment", "pi")):
            if event == "start" and skipped is None:
                if tag(one).lower() in left_out:
                    skipped = one
                else:
                    text.start(tag(one).lower(), one.text)
            elif event == "end" and skipped is None:
                text.end(tag(one).lower())
            elif one is skipped and event == "end":
                skipped = None
            if event != "start" and skipped is None and one is not element:
                text.add(one.tail)
        text.close()
        found += text.found
    return found


class _Paragraphs:
    """The paragraphs of a tree that is walked tag by tag."""

    def __init__(self, kinds: Mapping[str, str]) -> None:
        self.found: list[Block] = []
        self._kinds = kinds
        self._apart = _PARAGRAPHS | {*kinds}
        self._kept: list[str] = []
        self._inside: list[str] = []  # the kinds of the tags that are open
        self._preformatted = self._quotes = 0

    def add(self, text: str | None) -> None:
        if text:
            self._kept.append(text.replace("\n", _BREAK) if self._preformatted else text)

    def start(self, tag: str, text: str | None) -> None:
        if tag in self._apart:
            self.close()
        if tag in self._kinds:
            self._inside.append(self._kinds[tag] or self._kind())
        self._preformatted += tag == "pre"
        if tag in _CELLS:
            self._kept.append(" ")
        elif tag == "br":
            self._kept.append(_BREAK)
        elif tag == "q":
            self._quotes += 1
            self._kept.append("“" if self._quotes % 2 else "‘")
        self.add(text)

    def end(self, tag: str) -> None:
        if tag == "q":
            self._kept.append("”" if self._quotes % 2 else "’")
            self._quotes -= 1
        if tag in self._apart:
            self.close()
        if tag in self._kinds:
            self._inside.pop()
        self._preformatted -= tag == "pre"

    def _kind(self) -> str:
        return self._inside[-1] if self._inside else ""

    def close(self) -> None:
        """End the paragraph that is open."""
        for paragraph in _BLANK_LINE.split("".join(self._kept)):
            lines = [" ".join(line.split()) for line in paragraph.split(_BREAK)]
            if joined := "\n".join(line for line in lines if line):
                self.found.append(Block(joined, self._kind()))
        self._kept.clear()
