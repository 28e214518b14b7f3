"""Rows of a table, or records, to articles: by the names of their columns, whatever kind of file holds them."""

from __future__ import annotations

import datetime
import json
import re
from ast import literal_eval
from collections.abc import Mapping, Sequence
from typing import Any

from analysis.schema import InputError, listed, shown
from analysis.texts.intake.article import Article, Block, LeftOut, Options, Reading
from analysis.texts.intake.columns import BESIDE, FIELDS, bare, choose, field_of, further
from analysis.texts.intake.fragments import fragment, is_fragment
from analysis.texts.intake.languages import language_code
from analysis.texts.intake.lines import flowing
from analysis.texts.readers.dates import AmbiguousDate, read_date

Row = tuple[str, Mapping[str, Any]]  # the place where a person finds it, and its cells

CUT = re.compile(r"\s*(?:…|\.{3})?\s*\[\+?\s*([\d,]+) char(?:acter)?s\]\s*$")  # "… [+2345 chars]" of NewsAPI and GNews
_NO_TEXT = frozenset("nan null none na n/a #n/a nil undefined [removed] [deleted]".split())
_PLACE = re.compile(r"(?:https?://|www\.)\S+|[^\n]{0,200}\.(?:txt|html?|pdf|docx?|rtf|odt|xml|json)", re.I)
_DIRECT = ("title", "outlet", "source_type", "byline", "section", "url", "correction", "truncated")
FORMULA = object()  # a cell of a spreadsheet that holds a formula and shows nothing
OF_NAMES = re.compile(r"(?:folder|name)_\d+")  # columns that the names of files and folders give
LEAST_TEXT = 300  # characters on average, for a column whose name says nothing
STUMP = "cut by the interface; --truncated takes it as it is"


def read_rows(rows: Sequence[Row], name: str, options: Options, kind: str) -> Reading:
    """Return the articles in rows.

    Parameters
    ----------
    rows
        Each with its place.
    name
        The name of the file, for messages.
    options
        `columns` says which column holds what, where its name does not.
    kind
        What the file is.

    Raises
    ------
    InputError
        If no column holds texts, or a column is named that is not there.
    """
    columns = list(dict.fromkeys(column for _, cells in rows for column in cells))
    reading = Reading(kind)
    mapped = {ours: theirs for ours, theirs in options.columns if theirs in columns}
    fields = choose(columns, {ours: theirs for ours, theirs in mapped.items() if ours in FIELDS})
    for ours, theirs in options.columns:
        if theirs not in columns and ours not in fields and not OF_NAMES.fullmatch(theirs):
            why = f"--map {ours}={theirs}: there is no column {theirs}; there are {listed(columns)}"
            if ours == "text":
                raise InputError(f"{name}: {why}")
            reading.notes.append(why)
    text = _text_column(rows, fields, columns, name, reading.notes)
    own = text == "text" and "doc_id" in columns  # a corpus that the suite reads is taken as it is
    used = {names[0] for field, names in fields.items() if field != "text"} | {text}
    names = {theirs: ours for ours, theirs in mapped.items()}
    kept = {column: names.get(column) or further(column) for column in columns if column not in used}
    joined: list[str] = []
    unread: list[str] = []
    for place, cells in rows:
        got = {field: _cell(cells.get(names[0])) for field, names in fields.items() if field != "text"}
        raw = cells.get(text)
        body = _body(raw)
        if not any(got.values()) and not body:
            continue
        article = Article([], place, **{field: got.get(field, "") for field in _DIRECT})  # type: ignore[arg-type]
        article.doc_id = got.get("doc_id", "")
        article.language = language_code(got.get("language", ""))
        article.more = {kept[column]: value for column in kept if kept[column] and (value := _cell(cells.get(column)))}
        article.stated_words = _number(got.get("stated_words", ""))
        _set_dates(article, got, cells, options, f"{name}, {place}", unread)
        article.title = _without_outlet(article.title, article.outlet)
        if why := _no_text(raw, body):
            reading.left_out.append(LeftOut(place, article.title, why))
            continue
        if cut := CUT.search(body[-80:]):
            body = body[: len(body) - len(body[-80:]) + cut.start()]
            article.truncated = f"the interface has cut {cut[1]} characters"
            if not options.truncated:
                reading.left_out.append(LeftOut(place, article.title, STUMP, is_error=True))
                continue
        if own:
            article.blocks = [Block(body)]
        elif is_fragment(body):
            article.blocks = fragment(body, name)
        else:
            article.blocks, words = flowing(body)
            joined += words
        reading.articles.append(article)
    _say(reading, joined, unread, name)
    return reading


def _text_column(
    rows: Sequence[Row], fields: Mapping[str, list[str]], columns: list[str], name: str, notes: list[str]
) -> str:
    """Return the column that holds the texts: of several that may, the one with the longest."""
    candidates = fields.get("text", [])
    if "text" in candidates and "doc_id" in columns:  # a corpus of ours, whose column story is none of texts
        candidates = ["text"]
    lengths = {column: sum(len(_cell(cells.get(column))) for _, cells in rows) for column in candidates}
    if not candidates and (guess := _longest(rows, [column for column in columns if not field_of(column)])):
        notes.append(f"the texts are in column {guess}, which is far the longest; --map text=COLUMN for another")
        candidates, lengths = [guess], {guess: 1}
    if not candidates:
        what = "holds no texts, only titles and addresses; save the pages and give that folder beside this list"
        if not {"title", "url"} <= set(fields):
            what = f"no column that is named like one of texts; name it: --map text=COLUMN; there are {listed(columns)}"
        raise InputError(f"{name}: {what}")
    text = max(candidates, key=lambda column: lengths[column])
    others = [column for column in candidates if column != text and lengths[column]]
    if others:
        notes.append(f"the texts are in column {text}, longer than {listed(others)}; --map text=COLUMN for another")
    cells = [cell for _, row in rows if (cell := _cell(row.get(text)).strip())]
    if cells and sum(_PLACE.fullmatch(cell) is not None for cell in cells) > len(cells) * 0.8:
        raise InputError(
            f"{name}: column {text} holds names of files or addresses ({shown(cells[0])}), no texts; "
            "give the folder with these files, or save the pages and give those"
        )
    return text


def _longest(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """Return the column that can only be that of the texts, though its name does not say so."""
    means = {
        column: sum(len(cell) for _, cells in rows if " " in (cell := _cell(cells.get(column)))) / len(rows)
        for column in columns
        if bare(column) not in BESIDE
    }
    first, second = ([*sorted(means, key=means.__getitem__, reverse=True), "", ""])[:2]
    return first if means.get(first, 0) > max(LEAST_TEXT, 4 * means.get(second, 0)) else ""


def _no_text(raw: Any, body: str) -> str:
    if raw is FORMULA:
        return "a formula, not a text"
    if isinstance(raw, (bool, int, float, datetime.date)) and body:
        return f"{body}: a number or a date, not a text"
    return f"no text ({body})" if body.lower() in _NO_TEXT else ""


def _cell(value: Any) -> str:
    """Return a cell as text: a number without a needless point, a day without a needless time, names of a list."""
    if value is None or value is FORMULA or value != value:  # noqa: PLR0124 - not a number
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat()
    if isinstance(value, Mapping):
        named = next((value[key] for key in ("name", "title", "original", "main") if value.get(key)), None)
        return _cell(named) if named else json.dumps(value, ensure_ascii=False, default=str) if value else ""
    if isinstance(value, (list, tuple)):
        return "; ".join(cell for one in value if (cell := _cell(one)))
    return str(value)


def _body(value: Any) -> str:
    """Return the text of a cell: of a list, each part as a paragraph, also where a program has written the list out."""
    if isinstance(value, str) and value[:2] in ("['", '["') and value.rstrip()[-2:] in ("']", '"]'):
        try:
            value = literal_eval(value.strip())
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            return _cell(value)
    return "\n\n".join(filter(None, map(_paragraph, value))) if isinstance(value, list) else _cell(value)


def _paragraph(value: Any) -> str:
    """Return one paragraph of a list: a string, a list of its sentences, or what an object says that is its text."""
    if isinstance(value, (list, tuple)):
        return " ".join(filter(None, map(_paragraph, value)))
    if isinstance(value, Mapping):
        return next((_paragraph(one) for key, one in value.items() if field_of(key) == "text"), "")
    return _cell(value)


def _set_dates(
    article: Article, got: Mapping[str, str], cells: Mapping[str, Any], options: Options, place: str, unread: list[str]
) -> None:
    written = got.get("date", "")
    if "date" not in got:
        parts = [_number(_cell(cells.get(part))) for part in ("year", "month", "day")]
        written = "" if None in parts else "-".join(map(str, parts))
    for field, value in (("date", written), ("page_date", got.get("page_date", ""))):
        if not value:
            continue
        try:
            day = read_date(value, options.dates, place)
        except AmbiguousDate:
            if field == "date":
                raise
            day = ""  # nobody is asked for a day that no verb uses
        setattr(article, field, day)
        if not day:
            article.more[f"{field}_as_written"] = value
            unread.append(value)


def _number(cell: str) -> int | None:
    try:
        return int(float(cell.replace(",", "")))
    except (ValueError, OverflowError):
        return None


def _without_outlet(title: str, outlet: str) -> str:
    """Return a title without the " - Estuary Post" at its end, where that is the outlet of the same row."""
    if not outlet:
        return title
    for sign in (" - ", " – ", " — ", " | "):
        rest, found, last = title.rpartition(sign)
        if found and rest and _plain(last) == _plain(outlet):
            return rest.rstrip()
    return title


def _plain(outlet: str) -> str:
    return " ".join(outlet.lower().split()).removeprefix("the ")


def _say(reading: Reading, joined: list[str], unread: list[str], name: str) -> None:
    cut = [one for one in reading.left_out if one.why == STUMP]
    if len(cut) > sum(bool(one.blocks) for one in reading.articles):
        raise InputError(
            f"{name}: an interface has cut its texts ({len(cut):,}) at about 200 characters; voices and words would be "
            "those of stumps. Save the pages and give those, or say --truncated"
        )
    if stumps := sum(bool(one.truncated) for one in reading.articles):
        reading.notes.append(f"stumps that the interface has cut, named in column truncated: {stumps:,}")
    if unread:
        few = listed(list(dict.fromkeys(unread))[:3])
        reading.notes.append(f"dates that are no whole days are left empty, {len(unread):,} in all: {few}")
    if joined:
        few = listed(list(dict.fromkeys(joined))[:8])
        reading.notes.append(f"words that were parted at line ends and joined, {len(joined):,} in all: {few}")
