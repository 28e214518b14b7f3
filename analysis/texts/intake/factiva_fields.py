"""What is known about an article of Factiva: from fields with two letters each, or from rows without labels."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from analysis.texts.intake.article import Article, Block, Options
from analysis.texts.intake.languages import language_code
from analysis.texts.readers.dates import read_date

# HD headline, BY author, CR credit, WC words, PD day, ET time, SN outlet, SC its code, ED edition, PG page, VOL volume,
# LA language, CY copyright, SE section, CLM column, LP first paragraphs, TD the others, ART captions, AN number; the
# others are the index.
TAGS = frozenset(
    "HD BY CR WC PD ET SN SC NGC GC ED PG VOL LA CY SE HL CLM LP TD ART CT RF CO IN NS RE IPC IPD PUB AN DE CX".split()
)
COUNT = re.compile(r"(\d[\d.,\s\u00a0]*)\s?[^\W\d_]{1,12}$")
_TIME = re.compile(r"\d{1,2}[:.]\d\d\b")
_CODE = re.compile(r"[A-Z0-9]{2,10}$")
_PAGE = re.compile(r"[A-Z]{0,4}[\d.,;:\- ]+$")
_VOLUME = re.compile(r"(?:Volume|Vol\.?|Issue|ISSN|Number|Nr\.?)\b|\d+[/ ]\d{4}$", re.I)
_EDITION = re.compile(r"edition|édition|edición|edizione|edição|ausgabe|final", re.I)
NUMBER = re.compile(r"(?:^|\s)([A-Z][A-Z0-9]{5,11}\d{8}[a-z0-9]{6,10}|[A-Z]{2,6}\d{10,14}-\d+)$")


def from_tags(fields: Mapping[str, str], blocks: list[Block], options: Options, place: str) -> Article:
    """Return an article by its fields; `blocks` is what LP and TD hold."""
    count = COUNT.match(fields.get("WC", ""))
    number = NUMBER.search(fields.get("AN", ""))
    return Article(
        blocks,
        place,
        doc_id=number[1] if number else "",
        title=fields.get("HD", ""),
        outlet=fields.get("SN", ""),
        date=read_date(fields.get("PD", ""), options.dates, place),
        byline=_author(fields.get("BY", "")),
        section=fields.get("SE", "") or fields.get("CLM", ""),
        language=language_code(fields.get("LA", "")),
        stated_words=_stated(count, fields.get("LA", "")),
        more={"edition": fields["ED"]} if fields.get("ED") else {},
    )


def from_rows(rows: Sequence[str], headline: int, blocks: list[Block], options: Options, place: str) -> Article:
    """Return an article by the rows above its text, which have an order and no labels.

    The order is section, headline, author, credit, words, day, time, outlet, its code, edition, page, volume, language,
    copyright; all but the headline may be missing. `headline` is the row that the file says to be it.
    """
    words = next((n for n in range(headline + 1, len(rows)) if _is_count(rows, n, options, place)), None)
    if words is None:
        day = next((n for n in range(headline + 1, len(rows)) if read_date(rows[n], options.dates, place)), len(rows))
        above = rows[headline + 1 : day]
    else:
        day, above = words + 1, rows[headline + 1 : words]
    below = [row for row in rows[day + 1 :] if row]
    if below and _TIME.match(below[0]):
        below.pop(0)
    outlet = below.pop(0) if below else ""
    if below and _CODE.match(below[0]):
        below.pop(0)
    language = below[-2] if len(below) > 1 else ""
    section, edition = rows[headline - 1] if headline else "", ""
    for row in below[:-2]:
        if _PAGE.match(row) or _VOLUME.match(row) or _TIME.match(row):
            continue
        if _EDITION.search(row):
            edition = row
        elif not row.isupper():
            section = row
    count = COUNT.match(rows[words]) if words is not None else None
    return Article(
        blocks,
        place,
        title=rows[headline],
        outlet=outlet,
        date=read_date(rows[day], options.dates, place) if day < len(rows) else "",
        byline=_author(above[0]) if above else "",
        section=section,
        language=language_code(language),
        stated_words=_stated(count, language),
        more={"edition": edition} if edition else {},
    )


def _is_count(rows: Sequence[str], n: int, options: Options, place: str) -> bool:
    """Tell whether a row says how many words there are: the next is a day."""
    return bool(COUNT.match(rows[n])) and n + 1 < len(rows) and bool(read_date(rows[n + 1], options.dates, place))


def _stated(count: re.Match[str] | None, language: str) -> int | None:
    """Return how many words a row says there are; in languages without blanks it counts characters."""
    if not count or language_code(language) in ("zh", "ja"):
        return None
    return int(re.sub(r"\D", "", count[1]))


def _author(row: str) -> str:
    return re.sub(r"^By:?\s+", "", row.strip(), flags=re.I)
