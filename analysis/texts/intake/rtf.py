r"""RTF: the paragraphs as the page shows them, read by striprtf.

What striprtf would take for text, or cannot decode, is taken out or written otherwise before: hidden and deleted text,
the addresses of links (it writes them beside the linked words, with straight quotation marks), pictures as bytes, and
the code page of a Macintosh. Characters beyond U+FFFF come in two halves, which are put together.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from analysis.schema import InputError
from analysis.texts.intake.files import File
from analysis.texts.intake.paragraphs import Document, Paragraph
from analysis.texts.readers.installation import need

_TOKEN = re.compile(r"\\([a-zA-Z]{1,32})(-?\d{1,10})?[ ]?|\\'[0-9a-fA-F]{2}|\\[^a-zA-Z]|[{}]|[^\\{}]+|\\", re.S)
_UNSEEN = {"v": "hidden stretches", "deleted": "deletions", "footnote": "footnotes", "annotation": "comments"}
_GONE = frozenset((*_UNSEEN, "fldinst", "pict", "objdata", "themedata", "datastore", "nonshppict"))
# Commands that write something, beside the text itself.
_WRITES = frozenset("u par line tab sect page emdash endash bullet lquote rquote ldblquote rdblquote".split())
_BREAK = "\u2028"  # a line that ends inside a paragraph: striprtf would end the paragraph
_MACINTOSH = re.compile(r"\\(?:mac(?![a-z])|ansicpg10000)")
_CODE_PAGE = re.compile(r"\\ansicpg\d+")


def is_rtf(file: File) -> bool:
    """Tell whether a file is RTF, whatever its name ends in."""
    return file.data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{\\rtf")


def document(file: File, *, tables: bool = False) -> Document:
    """Return the paragraphs of an RTF document; footnotes, comments, hidden and deleted text are left out and counted.

    Tables are left out, unless the document holds nothing else or `tables` asks for them.

    Raises
    ------
    InputError
        If it cannot be decoded.
    """
    need("striprtf", extra="gather", what=file.name)
    from striprtf.striprtf import rtf_to_text

    source = file.data.lstrip(b"\xef\xbb\xbf").decode("latin-1")  # RTF is ASCII; other bytes are its code page
    encoding = "mac_roman" if _MACINTOSH.search(source[:2000]) else "cp1252"
    if encoding == "mac_roman":
        source = _CODE_PAGE.sub("", source)
    for inside in (True,) if tables else (False, True):
        omitted: Counter[str] = Counter()
        try:
            text = rtf_to_text("".join(_seen(source, omitted, inside=inside)), encoding=encoding, errors="replace")
        except (ValueError, LookupError, IndexError, TypeError) as error:
            raise InputError(f"{file.name}: broken RTF ({error}); save it again, as DOCX") from None
        if text.strip() or "rows of tables" not in omitted:
            break
    text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2011", "-").split("\n")
    return Document([Paragraph(line.replace(_BREAK, "\n")) for line in lines], omitted)


def _seen(source: str, omitted: Counter[str], *, inside: bool) -> Iterator[str]:
    """Yield an RTF file without what the page does not show; groups and fonts stay. `inside` takes tables, too."""
    outer: list[bool] = []  # whether what is around each open group is hidden
    hidden, in_table, at = False, False, 0
    while found := _TOKEN.match(source, at):
        at, token, (word, number) = found.end(), found[0], found.groups()
        if token == "{":
            outer.append(hidden)
        elif token == "}":
            hidden = outer.pop() if outer else False
        elif word == "bin":
            at += max(0, int(number or 0))
            continue
        elif word in _GONE:
            if number != "0" and not hidden and word in _UNSEEN:
                omitted[_UNSEEN[word]] += 1
            hidden = number != "0"
            continue
        elif word in ("cell", "nestcell", "row", "nestrow"):
            omitted["rows of tables"] += not inside and word == "row"
            token = "\\par " if inside else ""
        elif word in ("pard", "intbl"):
            in_table = word == "intbl"
        elif word == "plain":
            hidden = False
        elif (hidden or (in_table and not inside)) and (not word or word in _WRITES):
            continue
        yield _BREAK if word == "line" else token
