"""JSON, JSON lines and Parquet: records of articles, from a crawler, an archive or the interface of a publisher."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from analysis.schema import InputError
from analysis.texts.intake.article import LeftOut, Options, Reading
from analysis.texts.intake.columns import field_of
from analysis.texts.intake.files import File
from analysis.texts.intake.interfaces import interface_of
from analysis.texts.intake.rows import Row, read_rows
from analysis.texts.readers.installation import need

_PARQUET = b"PAR1"
_BEGINS = {"{": '"}', "[": '{["]'}  # what may follow the first sign; "[Photo: …]" is no JSON
_WRAPPERS = ("_source", "article", "attributes", "data", "fields", "item", "node")
_DEEPEST = 5  # objects within one another in which the list of articles is looked for


def recognises(file: File) -> bool:
    """Tell JSON by its first two signs, Parquet by its own mark."""
    if file.data.startswith(_PARQUET):
        return True
    rest = file.head[1:].lstrip()
    return file.head[:1] in _BEGINS and rest[:1] in _BEGINS[file.head[0]] and bool(rest)


def read(file: File, options: Options) -> Reading:
    """Return a record as an article; records of a publisher's interface as it means them."""
    if file.data.startswith(_PARQUET):
        return read_rows(list(_parquet(file)), file.name, options, "Parquet")
    value, lines, left_out = _json(file)
    if lines:
        records: list[tuple[str, Any]] = [(f"line {number}", one) for number, one in lines]
    else:
        records = [(f"item {number}", one) for number, one in enumerate(_articles(value), 1)]
    if not records:
        raise InputError(f"{file.name}: holds no list of articles; give JSON with one object per article")
    known = interface_of([one for _, one in records if isinstance(one, Mapping)])
    if known:
        reading = known([(place, one) for place, one in records if isinstance(one, Mapping)], file.name, options)
    else:
        rows: list[Row] = [(place, _flat(one)) for place, one in records if isinstance(one, Mapping)]
        reading = read_rows(rows, file.name, options, "JSON lines" if lines else "JSON")
    others = [
        LeftOut(place, "", "not an object", is_error=True) for place, one in records if not isinstance(one, Mapping)
    ]
    reading.left_out += left_out + others
    return reading


def _json(file: File) -> tuple[Any, list[tuple[int, Any]], list[LeftOut]]:
    """Return what a file holds: one value, or the lines of JSON lines with those that are none."""
    try:
        return json.loads(file.text), [], []
    except RecursionError:
        raise InputError(f"{file.name}: JSON that is nested too deep; write it again") from None
    except ValueError as error:
        whole = str(error)
    lines: list[tuple[int, Any]] = []
    broken: list[LeftOut] = []
    for number, line in enumerate(file.text.split("\n"), 1):
        if line.strip():
            try:
                lines.append((number, json.loads(line)))
            except (ValueError, RecursionError) as error:
                broken.append(LeftOut(f"line {number}", "", f"broken JSON ({error})", is_error=True))
    if not lines or len(broken) > len(lines) or not all(isinstance(one, Mapping) for _, one in lines):
        raise InputError(f"{file.name}: broken JSON ({whole}); write it again")
    return None, lines, broken


def _articles(value: Any) -> Sequence[Any]:
    """Return the list of articles in a JSON value, wherever it is."""
    if isinstance(value, list):
        if any(isinstance(one, list) for one in value):
            return [article for one in value for article in _articles(one)]
        if all(isinstance(one, Mapping) and not _is_article(one) for one in value):  # pages of a search, one by one
            inside = [article for one in value for article in _inside(one, _DEEPEST)]
            return inside if any(map(_is_article, inside)) else value
        return value
    if not isinstance(value, Mapping):
        return []
    if table := _of_columns(value):
        return table
    return [value] if _is_article(value) else _inside(value, _DEEPEST)


def _is_article(value: Any) -> bool:
    if not isinstance(value, Mapping):
        return False
    named = {
        field_of(key)
        for key, cell in value.items()
        if isinstance(cell, str) or (isinstance(cell, list) and all(isinstance(one, (str, list)) for one in cell))
    }
    return "text" in named or {"title", "url"} <= named or {"date", "url"} <= named


def _inside(value: Mapping[str, Any], depth: int) -> list[Any]:
    """Return the longest list of objects below; articles go before anything else."""
    found: list[list[Any]] = []
    for one in value.values():
        if isinstance(one, list) and any(isinstance(item, Mapping) for item in one):
            found.append(one)
        elif isinstance(one, Mapping) and depth:
            found.append([one] if _is_article(one) else _inside(one, depth - 1))
    if (
        len(found) > 1
        and all(isinstance(one, Mapping) for one in value.values())
        and all(len(one) == 1 for one in found)
    ):
        return [{"id": key, **one[0]} for key, one in zip(value, found, strict=True)]  # {"a7": {…}, "a8": {…}}
    return max(found, key=lambda items: (any(map(_is_article, items)), len(items)), default=[])


def _of_columns(value: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the rows of a table that is written column by column: ``{"text": {"0": …}, "date": {"0": …}}``."""
    names, data = value.get("columns"), value.get("data")
    if isinstance(names, list) and isinstance(data, list) and all(isinstance(row, list) for row in data):
        return [dict(zip(map(str, names), row, strict=False)) for row in data]
    columns = [column for column in value.values() if isinstance(column, (list, dict))]
    alike = len(columns) > 1 and len(columns) == len(value) and len({len(column) for column in columns}) == 1
    if not alike or "text" not in {field_of(name) for name in value}:
        return []
    if all(isinstance(column, dict) for column in columns):
        keys = list(columns[0])
        return [{name: column.get(key) for name, column in value.items()} for key in keys]
    if any(isinstance(column, dict) for column in columns):
        return []
    return [dict(zip(value, row, strict=True)) for row in zip(*columns, strict=True)]


def _flat(record: Mapping[str, Any]) -> dict[str, Any]:
    """Return a record without objects in it: ``source.name`` for a name in a source, a wrapper's keys as they are."""
    found: dict[str, Any] = {}
    for key, value in record.items():
        if not isinstance(value, Mapping):
            found.setdefault(key, value)
        elif key in _WRAPPERS:
            found = _flat(value) | found
        else:
            found.update({f"{key}.{inner}": cell for inner, cell in value.items()})
    return found


def _parquet(file: File) -> Iterator[Row]:
    need("pyarrow", extra="parquet", what=file.name)
    import pyarrow
    from pyarrow.parquet import ParquetFile

    try:
        with ParquetFile(pyarrow.BufferReader(file.data)) as parquet:
            number = 0
            for batch in parquet.iter_batches():
                for row in batch.to_pylist():
                    number += 1
                    yield f"row {number}", {key: row[key] for key in row if not key.startswith("__index_level_")}
    except (pyarrow.ArrowException, OSError, ValueError, ArithmeticError) as error:
        reason = " ".join(str(error).split())[:120]
        raise InputError(f"{file.name}: Parquet that cannot be read ({reason}); write it again") from None
