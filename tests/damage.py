"""Ways to damage a file of any kind: in its structure, in its text, in its bytes."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import random
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pyarrow
import pyarrow.parquet

# What has broken readers, here or elsewhere.
PIECES = [
    *("a", "A", " ", "\n", "\r", "\t", "\0", "\x1b", "\u0085", "\u2028", "\ufeff", "\ufffd", "\N{GRINNING FACE}"),
    *(
        ".",
        ",",
        ";",
        ":",
        "!",
        "?",
        "…",
        "-",
        "‑",
        "—",
        "/",
        "*",
        "|",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        "<",
        ">",
        "_",
        "\\",
    ),
    *(
        "'",
        '"',
        "’",
        "‘",
        "“",
        "”",
        "«",
        "»",
        "`",
        "''",
        "'s",
        "’s ",
        "“a” ",
        '"a" ',
        "’a ",
        "' ",
        "“",
        "“a\n\n",
        "(“",
        ".’ ",
    ),
    *(
        "\u0301",
        "\u0301\u0327",
        "\ufe0f",
        "\u00ad",
        "\u200c",
        "\u200d",
        "\u200b",
        "\u02bc",
        "\u3164",
        "\u202e",
        "ß",
        "ﬁ",
    ),
    *("0", "1", "١", "½", "1_0", "-0", "1.5", "1e999", "NaN", "nan", "Infinity", "9" * 400, "3,000", "0.1.2."),
    *(
        "A. ",
        "A.A.",
        "U.S. ",
        "Mr. ",
        "Jan. ",
        "Jan. i ",
        "No. 5 ",
        "etc. a",
        "ivx",
        "Ph.D. ",
        "www.",
        "a.b/",
        "e-mail ",
    ),
    *(
        "he said ",
        "she said that ",
        "said ",
        "“Go,” he said. ",
        "according to ",
        "He said: “",
        "told a that ",
        "who ",
        ", ",
    ),
    *(
        "A b.\n",
        "A\n\n",
        "\n \n",
        "By A B\n",
        "1/1/2012 12:00" + " " * 9,
        "Home » ",
        "(AP) — ",
        "Comments\n",
        "terroris* ",
    ),
    *(
        "regime ",
        "war on terror ",
        "true",
        "null",
        "[0, 1]",
        "../a",
        "a.txt",
        "https://a.example/",
        "x" * 5000,
        "n" * 300,
    ),
]
TOKENS = [
    "NaN",
    "-Infinity",
    "1e999",
    "9" * 400,
    "-0",
    "1.5",
    "10000000000000000000",
    '"\\ud800"',
    "null",
    "true",
    "[]",
]
TOKENS += [
    "{}",
    '""',
    '"a"',
    "[[0, 1, 2]]",
    "[[1, 0]]",
    '{"start": 0}',
    '[{"start": 0, "end": 1}]',
    "[" * 60 + "]" * 60,
]
ARRAYS: list[Callable[[int], Any]] = [
    pyarrow.nulls,
    lambda n: pyarrow.array([b"\xff"] * n),
    lambda n: pyarrow.array([None, *["é"] * (n - 1)], pyarrow.large_string()).dictionary_encode(),
    lambda n: pyarrow.array([float("nan")] * n),
    lambda n: pyarrow.array([2**62] * n, pyarrow.timestamp("us")),
    lambda n: pyarrow.array([-(2**62)] * n, pyarrow.timestamp("ns", tz="Europe/Paris")),
    lambda n: pyarrow.array([1] * n, pyarrow.timestamp("s", tz="No/Where")),
    lambda n: pyarrow.array([2**31 - 1] * n, pyarrow.date32()),
    lambda n: pyarrow.array([2**62] * n, pyarrow.duration("s")),
    lambda n: pyarrow.array([1] * n, pyarrow.time64("ns")),
    lambda n: pyarrow.array([[{"a": [2**62]}]] * n),
    lambda n: pyarrow.array([[("a", 1)]] * n, pyarrow.map_(pyarrow.string(), pyarrow.int64())),
    lambda n: pyarrow.array(["9" * 70] * n).cast(pyarrow.decimal256(75, 2)),
    lambda n: pyarrow.array([True] * n),
    lambda n: pyarrow.array(range(n), pyarrow.int8()),
]


class Target(NamedTuple):
    """One kind of file: its ending, a valid one, and what reads it."""

    ending: str
    seed: bytes
    read: Callable[[Path], object]


def damaged(target: Target, chance: random.Random) -> bytes:
    """Return the target's file with one to four faults, in its structure, in its text or in its bytes."""
    data = target.seed
    for _ in range(chance.randint(1, 4)):
        if data.startswith(b"PK") and chance.random() < 0.8:
            data = _damaged_archive(data, chance)
            continue
        if target.ending == "parquet":
            data = (
                _damaged_parquet(target, chance)
                if data == target.seed or chance.random() < 0.5
                else _bytes(data, chance)
            )
            continue
        if chance.random() < 0.1 or b"\0" in data[:2000]:
            data = _bytes(data, chance)
            continue
        text = data.decode("utf-8", "replace")
        shape: dict[str, Callable[[str, random.Random], str]] = {"csv": _csv, "jsonl": _json, "json": _json}
        if target.ending in shape and chance.random() < 0.7:
            text = shape[target.ending](text, chance)
        else:
            text = _text(text, chance)
        data = text.encode("utf-8", "replace")
    return data


def _bytes(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data) + 1)
    piece = chance.choice(
        [b"", b"\xff", b"\x00", b"\xed\xa0\x80", bytes([chance.randrange(256)]), data[: chance.randrange(99)]]
    )
    return data[:at] + piece + data[at + chance.choice([0, 1, 1, 4, 400]) :]


def _damaged_archive(data: bytes, chance: random.Random) -> bytes:
    """Return a ZIP archive, as DOCX, XLSX and ODT are, with one of its members damaged, gone, or in an archive."""
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = {name: archive.read(name) for name in archive.namelist()}
        name = chance.choice(sorted(members))
        change = chance.choice([None, _bytes, *[lambda old, chance: _text(old.decode("utf-8", "replace"), chance)] * 5])
        old = members.pop(name)
        if change:
            new = change(old, chance)
            members[name] = new if isinstance(new, bytes) else new.encode("utf-8", "replace")
        if chance.random() < 0.1:
            members[f"{chance.choice(PIECES)[:99]}.zip"] = data
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, member in members.items():
                archive.writestr(name, member)
    except Exception:  # it is broken already
        return _bytes(data, chance)
    return out.getvalue()


def _text(text: str, chance: random.Random) -> str:
    at, to = sorted(chance.randrange(len(text) + 1) for _ in range(2))
    to = min(to, at + chance.choice([0, 1, 3, 30, 3000]))
    piece = "".join(chance.choice(PIECES) for _ in range(chance.randint(0, 3)))
    times = chance.choice([1, 1, 1, 2, 30])
    return text[:at] + chance.choice([piece, text[at:to], text[at:to] + piece]) * times + text[to:]


def _csv(text: str, chance: random.Random) -> str:
    try:
        rows = list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error:
        return _text(text, chance)
    row = chance.choice(rows or [[]])
    at = chance.randrange(len(row) + 1)
    what = chance.randrange(6)
    if what == 0:
        row.insert(at, chance.choice(PIECES))
    elif what == 1:
        rows.insert(0, list(row)) if chance.random() < 0.3 else rows.append(list(row))
    elif what == 2 and at < len(row):
        for other in rows:
            other.extend(other[at : at + 1])  # a column twice
    elif what == 3 and row:
        del row[at - 1]
    elif row:
        row[at - 1] = _text(row[at - 1], chance)
    out = io.StringIO()
    csv.writer(out, lineterminator=chance.choice(["\n", "\r\n", "\n\n"])).writerows(rows)
    return out.getvalue()


def _json(text: str, chance: random.Random) -> str:
    lines = text.splitlines() if text.count("\n{") else [text]
    at = chance.randrange(len(lines) or 1)
    try:
        data = json.loads(lines[at])
    except (ValueError, IndexError, RecursionError):
        return _text(text, chance)
    places: list[tuple[Any, Any]] = [([data], 0)]
    for holder, key in places:
        inner = holder[key]
        places += [
            (inner, k)
            for k in (inner if isinstance(inner, dict) else range(len(inner)) if isinstance(inner, list) else ())
        ]
    holder, key = chance.choice(places[1:] or places)
    token = chance.choice([*TOKENS, json.dumps(chance.choice(PIECES)), json.dumps(chance.choice(PIECES) * 9)])
    if isinstance(holder, dict) and chance.random() < 0.3:
        holder[f"{key}{chance.choice(['', ' ', *PIECES])}"] = holder.pop(key)
    elif chance.random() < 0.15:
        del holder[key]
    else:
        holder[key] = "\ue000"
    if isinstance(data, dict) and isinstance(
        data.get("model"), dict
    ):  # a changed model with the hash that it should have
        canonical = json.dumps(data["model"], ensure_ascii=True, sort_keys=True, separators=(",", ":"))
        data["sha256"] = hashlib.sha256(canonical.replace('"\\ue000"', token).encode()).hexdigest()
    lines[at] = json.dumps(data, ensure_ascii=chance.random() < 0.5)
    lines[at] = lines[at].replace('"\ue000"', token).replace('"\\ue000"', token)
    if chance.random() < 0.1:
        lines[at] = lines[at].replace("{", '{"text": "x", "id": "y", ', 1)  # a key twice
    return "\n".join(lines)


def _damaged_parquet(target: Target, chance: random.Random) -> bytes:
    table = pyarrow.parquet.read_table(io.BytesIO(target.seed))
    at = chance.randrange(table.num_columns)
    name = table.column_names[at]
    if chance.random() < 0.8:
        table = table.set_column(at, name, chance.choice(ARRAYS)(table.num_rows))
    else:
        table = table.append_column(chance.choice([name, *PIECES]), table[name])
    out = io.BytesIO()
    try:
        pyarrow.parquet.write_table(table, out)
    except pyarrow.ArrowException:
        return target.seed
    return out.getvalue()
