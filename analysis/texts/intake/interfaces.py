"""Records of publishers' interfaces: the Guardian's has the article, that of the New York Times its first paragraph."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from analysis.schema import InputError
from analysis.texts.intake.article import Article, LeftOut, Options, Reading
from analysis.texts.intake.fragments import fragment
from analysis.texts.intake.lines import flowing
from analysis.texts.readers.dates import read_date

Records = Sequence[tuple[str, Mapping[str, Any]]]
Interface = Callable[[Records, str, Options], Reading]


def interface_of(records: Sequence[Mapping[str, Any]]) -> Interface | None:
    """Return what reads the records of an interface, by the keys that no other has."""
    if records and all({"webTitle", "webPublicationDate"} <= one.keys() for one in records):
        return _guardian
    if records and all({"lead_paragraph", "web_url"} <= one.keys() or "print_headline" in one for one in records):
        return _new_york_times
    return None


def _guardian(records: Records, name: str, options: Options) -> Reading:
    """Return the articles of the Guardian's: the body with its captions, which its bare text has no longer."""
    reading = Reading("Guardian JSON")
    bare = 0
    for place, record in records:
        record, fields = _words(record), _words(record.get("fields"))
        title = fields.get("headline") or record.get("webTitle", "")
        if not (fields.get("body") or fields.get("bodyText")):
            reading.left_out.append(LeftOut(place, title, "no text: ask for it with show-fields=all"))
            continue
        bare += not fields.get("body")
        blocks = fragment(fields["body"], name) if fields.get("body") else flowing(fields["bodyText"])[0]
        if not blocks:
            reading.left_out.append(LeftOut(place, title, "no text: the Guardian has no right to hand it on"))
            continue
        reading.articles.append(
            Article(
                blocks,
                place,
                record.get("id", ""),
                title,
                fields.get("publication") or "The Guardian",
                read_date(record.get("webPublicationDate", "")),
                read_date(fields.get("lastModified", ""), options.dates, f"{name}, {place}"),
                byline=fields.get("byline") or "",
                section=record.get("sectionName") or "",
                language=fields.get("lang") or "",
                url=record.get("webUrl") or "",
                stated_words=int(count)
                if (count := fields.get("wordcount", "")).isascii() and count.isdigit()
                else None,
                more={"kind": record["type"]} if record.get("type") else {},
            )
        )
    if bare:
        reading.notes.append(
            f"{bare:,} texts are without paragraphs and captions; ask the interface for the field body"
        )
    if not reading.articles and all("show-fields" in one.why for one in reading.left_out):
        raise InputError(f"{name}: holds no texts; ask the Guardian's interface for them with show-fields=all")
    return reading


def _words(record: Any) -> dict[str, str]:
    """Return the cells of a record that are text."""
    cells = record.items() if isinstance(record, Mapping) else ()
    return {name: cell for name, cell in cells if isinstance(cell, str)}


def _new_york_times(records: Records, name: str, _: Options) -> Reading:
    counts = [str(one.get("word_count", "")) for _, one in records]
    words = sum(int(count) for count in counts if count.isascii() and count.isdigit() and len(count) < 9)
    raise InputError(
        f"{name}: holds no texts: the article search gives the lead paragraph only ({words:,} words are said to exist)"
        "; save the pages of its addresses and give that folder"
    )
