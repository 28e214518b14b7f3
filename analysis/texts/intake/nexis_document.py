"""One document of a Nexis export: its heading, labelled fields, text, and what the database sets after the text."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

from analysis.texts.intake.article import Article, Block
from analysis.texts.intake.languages import language_code
from analysis.texts.intake.lines import join
from analysis.texts.intake.nexis_labels import (
    WIRES,
    Field,
    field_of,
    head_of,
    is_copyright,
    is_edition,
    opens_text,
)
from analysis.texts.readers.dates import read_date

_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|\w+tag|mittwoch|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"  # fmt: skip # noqa: E501
_DATE_LINE = re.compile(rf"(?:{_WEEKDAY},?\s+)?(?:[^\W\d_]{{3,12}}\.?\s+\d|\d{{1,2}}(?:\.|er)?\s+[^\W\d_]{{3}}|\d[\d./-]+\d)", re.I)  # fmt: skip # noqa: E501
_MONTH_YEAR = re.compile(r"[^\W\d_]{3,9}\.? \d{4}\b")
_PERIOD = re.compile(r"(?:[^\W\d_]{3,9}\.?,? )?\d{4}")  # of a journal: "Spring, 2020", or the year alone
_NO_HEADLINE = re.compile(r"\W*no headline(?: in original)?\W*", re.I)
_APPENDED = re.compile(r"\s*-?\s*correction appended\s*$", re.I | re.M)
_COVER = re.compile(
    r"(?:\d+\. |client/matter:|search t|narrowed by|job number:|documents? \(\d|date and time:|content type|user name:|"
    r"date:|time:|customized|sources?:|terms:|project id|combined source|send to|download request|time of request)",
    re.I,
)
_URL = re.compile(r"https?://\S+|www\.\S+")
_NUMBER = re.compile(r"\d[\d,.]*")
_ADDRESS = re.compile(r"\S*[@/]|www\.|https?:")
_STOPS = (".", "!", "?", ":", ";", "…", "*")
_ENDS = (*_STOPS, '"', "”", "’", "''", ")")
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_LONG = 60  # characters: a shorter paragraph without an end may be a subhead
_SOON, _LATER = 6, 20  # paragraphs
_WITH_TEXT = ("correction", "graphic")  # paragraphs may follow these labels
_OFTEN = 5  # paragraphs of one document that go on with a small letter
_TURN = re.compile(r"[A-Z][A-Z .,'-]{1,40}:")


class Export(NamedTuple):
    """What all documents of an export have in common.

    Attributes
    ----------
    style : str
        How labels are written.
    is_numbered : bool
        Whether documents begin with "1 of 9 DOCUMENTS": their headline is after the date, in others before the outlet.
    is_wrapped : bool
        Whether a line ends where the page does; else a break has a meaning.
    known : frozenset of str
        The words of the export, for telling hyphens from those of compounds.
    order : str
        What a date of figures alone means.
    """

    style: str
    is_numbered: bool
    is_wrapped: bool
    known: frozenset[str]
    order: str


class Mended(NamedTuple):
    """What was put together in the documents of an export."""

    paragraphs: Counter[str]
    words: list[str]


class _Parts(NamedTuple):
    heading: list[str]
    fields: list[Field]
    body: list[str]
    tail: list[str]


def article(paragraphs: list[str], export: Export, place: str, mended: Mended) -> Article:
    """Return a document, given as its paragraphs (empty ones too), as an article; `mended` gains what was joined."""
    style, order = export.style, export.order
    parts = _parts(paragraphs, style)
    tail = _tail_fields(parts.tail, style)
    values = {field.name: field.value for field in reversed([*parts.fields, *tail]) if field.value}
    title, outlet, date = _heading(parts.heading, export)
    if _PERIOD.fullmatch(outlet) or read_date(outlet, order or "dmy"):  # a law review, or a bill, which has no outlet
        outlet, date = "", outlet
    period = date or next((one for one in parts.heading[1:4] if _PERIOD.fullmatch(one)), "")
    title = values.get("title") or title
    if not export.is_wrapped and (first := title.partition("\n")[0].rstrip()) and first[-1] not in ";,":
        values.setdefault("highlight", _line(title[len(first) :]))
        title = first
    body, url = _without_address([one for one in parts.body if one])
    body, abstract = _without_abstract(body)
    if abstract:
        values.setdefault("highlight", abstract)
    found = Article(
        [Block(one) for one in _joined(body, export, mended)],
        place=place,
        title="" if _NO_HEADLINE.fullmatch(title) else _APPENDED.sub("", _line(title)),
        outlet=_line(outlet),
        date=read_date(date, order, place),
        page_date=read_date(values.get("page_date", ""), order, place),
        byline=_byline(values.get("byline", "")),
        section=values.get("section", ""),
        language=language_code(re.split("[;,]", values.get("language", ""))[0].lower()),
        url=url,
        correction=_correction(values, parts.heading, order, place),
        stated_words=int(re.sub(r"\D", "", number[0]))
        if (number := _NUMBER.search(values.get("length", "")))
        else None,
        more={
            name: values[name] for name in ("dateline", "highlight", "graphic", "publication_type") if name in values
        },
    )
    if period and not found.date:
        found.more["date_as_written"] = period
    found.source_type = "newswire?" if WIRES.search(found.byline) else ""
    return found


def _parts(paragraphs: list[str], style: str) -> _Parts:
    fields = [field_of(one, style) for one in paragraphs]
    first = next((at for at, field in enumerate(fields) if field and field.is_sure), len(paragraphs))
    opening = _opening(paragraphs, fields, first)
    first = first if opening is None else min(first, opening)
    while first and fields[first - 1]:
        first -= 1
    if first == len(paragraphs):  # neither a label nor a line that opens the text: headline, outlet and date go before
        first = min(3, len(paragraphs))
    last = first
    if opening is not None:
        last = opening + 1
    else:
        while last < len(paragraphs) and (fields[last] or not paragraphs[last] or is_copyright(paragraphs[last])):
            last += 1
    end = _end(paragraphs, fields, last)
    about = _with_continuations(paragraphs[first:last], fields[first:last])
    begins = [field.value for field in about if field.name == "body"]
    return _Parts([one for one in paragraphs[:first] if one], about, begins + paragraphs[last:end], paragraphs[end:])


def _opening(paragraphs: list[str], fields: list[Field | None], first: int) -> int | None:
    """Return where the line is that opens the text; a subhead of the same word comes later, or is the headline."""
    between = 0
    for at in range(2, len(paragraphs)):
        between += at > first and bool(paragraphs[at]) and not fields[at]
        if between > _SOON:
            break
        if opens_text(paragraphs[at]) or ((field := fields[at]) and field.name == "body"):
            return at
    return None


def _with_continuations(paragraphs: list[str], fields: list[Field | None]) -> list[Field]:
    """Return the fields before the text; a line without a label goes on with the byline before it.

    So it does with a headline that is not at its end.
    """
    found: list[Field] = []
    for one, field in zip(paragraphs, fields, strict=True):
        if field:
            found.append(field)
        elif one and found and found[-1].name == "title" and found[-1].value.endswith(";"):
            found[-1] = found[-1]._replace(value=f"{found[-1].value} {_line(one)}")
        elif not one or not found or found[-1].name != "byline" or opens_text(one) or _APPENDED.fullmatch(one):
            continue
        elif (line := _line(one)) not in found[-1].value and not line.startswith("Follow "):
            found[-1] = found[-1]._replace(value=f"{found[-1].value}; {line}")
    return found


def _end(paragraphs: list[str], fields: list[Field | None], start: int) -> int:
    """Return where the text ends: at the first label, heading or copyright of what the database sets after it."""
    end, since = len(paragraphs), 0  # since: paragraphs of text between `at` and `end`
    for at in range(len(paragraphs) - 1, start - 1, -1):
        one, field = paragraphs[at], fields[at]
        if not one or (since == 0 and is_copyright(one)):
            continue
        is_near = end < len(paragraphs) and since <= (_SOON if field and field.name in _WITH_TEXT else 0)
        is_heading = end < len(paragraphs) and since <= _LATER and bool(head_of(one)) and _is_apart(paragraphs, at)
        if is_heading or (field and (field.is_sure or is_near)):
            end, since = at, 0
        else:
            since += 1
    while end > start and (not paragraphs[end - 1] or is_copyright(paragraphs[end - 1])):
        end -= 1
    return end


def _is_apart(paragraphs: list[str], at: int) -> bool:
    """Tell a heading of the database, which an empty line follows, from a subhead of the same word."""
    is_list = paragraphs[at].lower() == "related articles"
    return at + 1 < len(paragraphs) and (is_list or not paragraphs[at + 1])


def _tail_fields(tail: list[str], style: str) -> list[Field]:
    found: list[Field] = []
    for one in tail:
        field, head = field_of(one, style), head_of(one)
        if field:
            found.append(field)
        elif head:
            found.append(Field(head, "", is_sure=True))
        elif one and found and not is_copyright(one) and found[-1].name in _WITH_TEXT:
            found[-1] = found[-1]._replace(value=f"{found[-1].value} {' '.join(one.split())}".strip())
    return found


def _heading(heading: list[str], export: Export) -> tuple[str, str, str]:
    """Return headline, outlet and date line."""
    is_numbered, order = export.is_numbered, export.order
    start = next((at + 1 for at in range(len(heading) - 3, -1, -1) if _COVER.match(heading[at])), 0)
    apart = [line for one in heading[start:] for line in _lines_apart(one, order)]
    if is_numbered:
        apart = _without_copyright(apart)
    heading = [one for one in apart if not is_copyright(one) and not _APPENDED.fullmatch(one)]
    dates = [at for at, one in enumerate(heading) if at and _is_date(one, order)]
    at = next((at for at in dates if is_numbered or at > 1), dates[0] if dates else len(heading))
    before, date = heading[:at], heading[at] if dates else ""
    after = [one for one in heading[at + 1 :] if not is_edition(one)]
    if is_numbered and not dates:
        before, after = before[:1], before[1:]
    if is_numbered or len(before) < 2:
        return after[0] if after else "", before[0] if before else "", date
    return before[0], before[1], date


def _without_copyright(lines: list[str]) -> list[str]:
    """Return the lines of a heading without those of the copyright, which ends with "All Rights Reserved"."""
    at = [number for number, line in enumerate(lines) if is_copyright(line)]
    return lines[: at[0]] + lines[at[-1] + 1 :] if at else lines


def _lines_apart(paragraph: str, order: str) -> list[str]:
    """Return the lines of a paragraph that holds more of the heading than one thing."""
    lines = [bare for line in paragraph.split("\n") if (bare := line.strip())]
    is_more = any(map(is_copyright, lines[:1])) or any(_is_date(line, order) for line in lines[1:])
    return lines if is_more else [paragraph]


def _is_date(line: str, order: str) -> bool:
    return bool(_DATE_LINE.match(line)) and bool(read_date(line, order or "dmy") or _MONTH_YEAR.match(line))


def _line(paragraph: str) -> str:
    return " ".join(paragraph.split())


def _without_abstract(body: list[str]) -> tuple[list[str], str]:
    """Return a text without the abstract that the database sets before it, and that abstract."""
    lines = [[bare for line in one.split("\n") if (bare := line.strip())] for one in body[:3]]
    at = next((at for at, one in enumerate(lines) if one[-1:] == ["FULL TEXT"]), 0)
    before = [line for one in lines[: at + 1] for line in one]
    if before[:1] != ["ABSTRACT"] or before[-1] != "FULL TEXT":
        return body, ""
    return body[at + 1 :], " ".join(before[1:-1])


def _without_address(body: list[str]) -> tuple[list[str], str]:
    """Return a text without the address that stands after it, and that address where it is of a page."""
    if not body or not _URL.fullmatch(body[-1]):
        return body, ""
    url = body[-1]
    return body[:-1], url if url.rstrip("/").count("/") > 2 else ""


def _joined(body: list[str], export: Export, mended: Mended) -> list[str]:
    """Return paragraphs; those that the export has broken in the middle of a sentence are put together.

    What goes on with a small letter was broken. Where that happens often, each line is a paragraph of its own, and a
    full line without an end goes on with a capital letter, too.
    """
    pieces = []
    for lines in (part for one in body for part in _BLANK.split(one) if part.strip()):
        piece, words = join(lines, export.known)
        pieces.append(_line(piece))
        mended.words.extend(words)
    broken = [_goes_on(before, after) for before, after in pairwise(pieces)]
    is_wrapped = sum(broken) >= _OFTEN
    found = pieces[:1]
    for (before, after), goes_on in zip(pairwise(pieces), broken, strict=True):
        is_full = is_wrapped and len(before) >= _LONG and not before.endswith(_ENDS) and not _TURN.match(after)
        if goes_on or is_full:
            found[-1] = f"{found[-1]} {after}"
            mended.paragraphs["joined"] += 1
        else:
            found.append(after)
    return found


def _goes_on(before: str, after: str) -> bool:
    is_open = len(before) >= _LONG or before.count("“") > before.count("”")
    has_ended = before.rstrip("\"”’'").endswith(_STOPS)
    return after[0].islower() and is_open and not has_ended and not _ADDRESS.match(after)


def _byline(value: str) -> str:
    value = re.sub(r",?\s*--\s*\(", " (", value)
    return re.sub(r"^(?:by|from|von)\s+(?=\S)", "", value, flags=re.I).strip(" ,;")


def _correction(values: dict[str, str], heading: list[str], order: str, place: str) -> str:
    said = values.get("correction", "")
    if day := read_date(values.get("correction_date", ""), order, place):
        return f"{day}: {said}" if said else f"{day}: corrected"
    return said or ("Correction Appended" if any(_APPENDED.search(one) for one in heading) else "")
