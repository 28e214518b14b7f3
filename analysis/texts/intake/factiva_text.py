"""Factiva as RTF or text: fields of two letters, or rows without labels, and a number after each article."""

from __future__ import annotations

import re
from collections.abc import Sequence

from analysis.texts.intake import rtf
from analysis.texts.intake.article import Article, Block, LeftOut, Options, Reading
from analysis.texts.intake.factiva_fields import COUNT, NUMBER, TAGS, from_rows, from_tags
from analysis.texts.intake.files import File
from analysis.texts.readers.dates import read_date

_TAGGED = re.compile(r"([A-Z]{2,3})(?:(?:\t|  )\s*(.*))?$")  # "IN LONDON they sail" is text
_COPYRIGHT = re.compile(r"\(c\)|©|copyright", re.I)
_AUTHOR = re.compile(r"by\s|von\s|par\s|por\s|di\s", re.I)
# "Document ESTUP00020171113edbd0001x": the code of the outlet, the day, and nine signs.
_SIGN = re.compile(r"\w[ \t][A-Z][A-Z0-9]{5,9}(?:19|20)\d\d[01]\d[0-3]\d[a-z][a-z0-9]{8}[ \t]*(?:\r?\n|\r|\\|\}|$)")


def recognises(file: File) -> bool:
    """Tell whether RTF or text has the number of an article of Factiva at the end of a line."""
    if file.head.startswith(("<", '{"', "[", "%PDF", "PK")) or b"\x00" in file.data[:4096]:
        return False
    return bool(_SIGN.search(file.data.decode("latin-1") if rtf.is_rtf(file) else file.text))


def read(file: File, options: Options) -> Reading:
    """Return the articles of a file."""
    if rtf.is_rtf(file):
        lines = [line for one in rtf.document(file, tables=True).paragraphs for line in one.text.split("\n")]
    else:
        lines = file.text.splitlines()
    found = Reading("Factiva RTF" if rtf.is_rtf(file) else "Factiva text")
    lines = [line.strip() for line in lines]
    begin = 0
    for end, line in enumerate(lines):
        if len(line) > 80 or not NUMBER.search(line):
            continue
        piece, begin = lines[begin : end + 1], end + 1
        place = f"article {len(found.articles) + len(found.left_out) + 1}"
        article = _tagged(piece, options, place) or _untagged(piece, options, place)
        if not article:
            found.left_out.append(LeftOut(place, next(filter(None, piece)), "no day and no words are stated", True))
        elif not article.blocks:
            found.left_out.append(LeftOut(place, article.title, "no text"))
        else:
            found.articles.append(article)
    return found


def _tagged(lines: Sequence[str], options: Options, place: str) -> Article | None:
    fields: dict[str, list[str]] = {}
    blocks: list[Block] = []
    tag = ""
    for line in lines:
        start = _TAGGED.match(line)
        if start and start[1] in TAGS and (start[2] is not None or line == start[1]) and start[1] not in fields:
            tag, line = start[1], start[2] or ""
            fields[tag] = []
        if not tag or not line:
            continue
        fields[tag].append(line)
        if tag in ("LP", "TD"):
            blocks.append(Block(line))
    if len(fields) < 4 or not {"HD", "PD", "SN"} & {*fields}:
        return None
    fields.setdefault("AN", [lines[-1]])
    return from_tags({tag: " ".join(kept) for tag, kept in fields.items()}, blocks, options, place)


def _untagged(lines: Sequence[str], options: Options, place: str) -> Article | None:
    rows = [line for line in lines if line]
    days = [n for n, row in enumerate(rows) if len(row) < 60 and read_date(row, options.dates, place)]
    # A list of the articles, with their days, may be above the first: the day of an article is below its words.
    day = next((n for n in days if n and COUNT.match(rows[n - 1])), days[0] if days else 0)
    owner = next((n for n in range(day + 1, min(day + 12, len(rows))) if _COPYRIGHT.match(rows[n])), 0)
    if not day or not owner:
        return None
    above = rows[max(0, day - 5) : owner + 1]  # what is further up is around the first article
    day = min(day, 5)
    blocks = [Block(row) for row in rows[owner + 1 : -2]]
    article = from_rows(above, _headline(above[: max(1, day - 1)]), blocks, options, place)
    number = NUMBER.search(rows[-1])
    article.doc_id = number[1] if number else ""
    return article


def _headline(rows: Sequence[str]) -> int:
    """Return which of the rows above the words is the headline: that above an author, or the longest."""
    author = next((n for n, row in enumerate(rows) if _AUTHOR.match(row)), 0)
    return author - 1 if author else max(range(len(rows)), key=lambda n: len(rows[n]))
