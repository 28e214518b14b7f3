"""ninjs, the JSON of news agencies: the text may be HTML, and the day of publication is that on which it was sent."""

from __future__ import annotations

import json
from typing import Any

from analysis.schema import InputError
from analysis.texts.intake import markup, wires
from analysis.texts.intake.article import Article, Block, LeftOut, Options, Reading
from analysis.texts.intake.files import File
from analysis.texts.intake.languages import language_code
from analysis.texts.readers.dates import read_date

_BODIES = ("body_html", "body_xhtml", "body_text", "bodies")


def recognises(file: File) -> bool:
    """Tell whether a file is JSON with the names that ninjs has for a version and a text."""
    data = file.data
    return file.head[:1] in ("{", "[") and b'"versioncreated"' in data.lower() and any(f'"{name}"'.encode() in data for name in _BODIES)  # fmt: skip # noqa: E501


def read(file: File, options: Options) -> Reading:
    """Return the items of a file."""
    try:
        value = json.loads(file.text)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{file.name}: broken JSON ({error}); fetch it again") from None
    found = Reading("ninjs")
    for number, item in enumerate(value if isinstance(value, list) else [value], 1):
        place = f"item {number}"
        if not isinstance(item, dict):
            found.left_out.append(LeftOut(place, "", "not an object", is_error=True))
            continue
        article = _article(item, file.name, options, place)
        kind = _words(item.get("type"))
        if article.blocks and kind not in ("picture", "graphic", "video", "audio"):
            found.articles.append(article)
        else:
            found.left_out.append(LeftOut(place, article.title, f"no text: a {kind}" if kind else "no text"))
    return found


def _article(item: dict[str, Any], name: str, options: Options, place: str) -> Article:
    created = _day(item, options, place, "firstcreated", "firstCreated", "versioncreated", "versionCreated")
    changed = _day(item, options, place, "versioncreated", "versionCreated")
    return Article(
        _blocks(item, name),
        place,
        doc_id=_words(item.get("guid") or item.get("uri")),
        title=_words(item.get("headline")) or _first(item.get("headlines")),
        outlet=_words(item.get("source")),
        date=created,
        page_date=changed if changed > created else "",
        byline=_words(item.get("byline")) or _words(item.get("by")),
        language=language_code(_words(item.get("language"))),
    )


def _words(value: Any) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _first(values: Any) -> str:
    named = [one for one in values if isinstance(one, dict)] if isinstance(values, list) else []
    return next((words for one in named if (words := _words(one.get("value")))), "")


def _day(item: dict[str, Any], options: Options, place: str, *names: str) -> str:
    return next((day for name in names if (day := read_date(_words(item.get(name)), options.dates, place))), "")


def _blocks(item: dict[str, Any], name: str) -> list[Block]:
    several = item.get("bodies")
    bodies = [one.get("value") for one in several if isinstance(one, dict)] if isinstance(several, list) else []
    for text in (*(item.get(one) for one in _BODIES[:3]), *bodies):
        if isinstance(text, str) and text.strip():
            return markup.blocks([markup.html_of(text, name)]) if "<" in text else wires.unwrapped(text)
    return []
