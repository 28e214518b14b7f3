"""Valid files of every kind that the suite reads, ways to damage them, and what must hold whatever comes in.

`benchmarks/fuzz.py` runs this for minutes, `tests/test_fuzz.py` for a moment.
"""

from __future__ import annotations

import csv
import hashlib
import io
import itertools
import json
import random
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
import pyarrow
import pyarrow.parquet
import regex

import analysis as same
from analysis.schema import InputError
from analysis.texts.readers.benchmarks import read_calibration
from analysis.texts.readers.installation import DATA
from analysis.texts.readers.lexicon import cue_forms, read_categories, read_cues
from analysis.texts.readers.model import Model, model_json
from analysis.texts.segmentation.page_parts import parts
from analysis.texts.segmentation.sentences import sentences
from analysis.texts.segmentation.words import term, words

TEXT = (
    "Home » News » Brutal regime\n\nAgents of the regime kill two\n\nBy Ann Roe\n\nPARIS (AP) — “They killed him,” said"
    " Maj. J. K. Roe of the U.S.-led force. According to al-Qa’ida, it’s the so-called ‘end’.\n\nHe told “a\nfriend” "
    "that No. 5 fell; the mullahs’ terrorist-led group's claims (in May).The end.\n\nLeave a comment\n\nNov. 27, 2012\n"
)
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


def _lines(*rows: dict[str, Any]) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def _table(*rows: dict[str, Any], kind: str = "csv") -> bytes:
    out = io.BytesIO()
    if kind == "parquet":
        pyarrow.parquet.write_table(pyarrow.Table.from_pylist(list(rows)), out)
        return out.getvalue()
    return pd.DataFrame(rows).to_csv(index=False).encode()


@cache
def model() -> bytes:
    """Return a small model's file."""
    numbers, weights = {"category cruelty": 0.5}, {"term brutal": 2.0, "ends al": 0.5, "category cruelty": 1.0}
    return model_json(
        Model({"brutal": (1.0, 2.0)}, numbers, -1.0, 0.4, weights, -1.0, 0.3, "", {"sentences": 50})
    ).encode()


CORPUS = [
    {"doc_id": "a", "text": TEXT, "source_type": "advocacy", "date": "2012-11-27"},
    {"doc_id": "b", "text": "Fire.", "source_type": "newswire", "date": None},
]
SCORES = [{"term": "war", "score": -1.5, "score_reference": 2}, {"term": "peace", "score": 3, "score_reference": 1}]
LABELLED = [
    {"doc_id": "a", "text": "A brutal act.", "label": 1, "spans": "[[2, 8]]"},
    {"doc_id": "b", "text": "A calm day.", "label": 0, "spans": "[]"},
]
QUOTE = {"quote_spans": [[0, 4]], "direct_spans": [{"start": 1, "end": 3}], "speaker": "Ann", "cue": "said"}


class Target(NamedTuple):
    """One kind of file: its ending, a valid one, and what reads it."""

    ending: str
    seed: bytes
    read: Callable[[Path], object]


def _folder(file: Path) -> object:
    folder = file.with_suffix("")
    folder.mkdir(exist_ok=True)
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    (folder / "SOURCES.csv").write_bytes(file.read_bytes())
    return same.read_corpus(folder)


@cache
def _segments() -> pd.DataFrame:
    return same.voices(pd.DataFrame(CORPUS))


@cache
def _known() -> pd.DataFrame:
    return same.markers(_segments(), same.read_lexicon())


def _marked(file: Path) -> object:
    return same.markers(_segments(), same.read_lexicon(file))


def _learned(file: Path) -> object:
    return same.model_markers(_known(), _segments(), same.read_model(file))


def text_holds(file: Path) -> object:
    """Cut a text in every way; its words have a letter or a digit, and nothing is counted twice."""
    text = file.read_bytes().decode("utf-8", "ignore")
    at = 0
    for start, end in words(text):
        assert at <= start < end and regex.search(r"[\p{L}\p{N}]", text[start:end]) and term(text[start:end])
        at = end
    at = 0
    for start, end, _ in parts(text):
        assert start == at < end
        at = end
    assert at == len(text)
    assert "".join("".join(text[a:b].split()) for a, b in sentences(text)) == "".join(text.split())
    segments = same.voices(pd.DataFrame({"doc_id": ["a"], "text": [text]}))
    assert "".join(segments["text"]) == text
    return same.tokens(segments)


def _head(name: str, rows: int = 6) -> bytes:
    return b"".join((DATA / name).read_bytes().splitlines(keepends=True)[:rows])


TARGETS: dict[str, Target] = {
    **{
        f"{name} {kind}": Target(kind, _lines(*rows) if kind == "jsonl" else _table(*rows, kind=kind), read)
        for name, rows, read in (
            ("corpus", CORPUS, same.read_corpus),
            ("scores", SCORES, same.read_scores),
            ("labelled", LABELLED, same.read_labelled),
        )
        for kind in ("csv", "jsonl", "parquet")
    },
    "corpus folder": Target("csv", b"doc_id,file,sha256,title\na,a.txt,,Home\n", _folder),
    "lexicon": Target(
        "csv",
        b"entry,category,loaded,context,note\nbrutal,cruelty,yes,followed by: <be>|regim* ; not with: 's,n\n"
        b"terroris*,label,yes,covers; not with: 's || preceded by: <number> of,\nUS,name,no,,\nwar on *,x,yes,,\n",
        _marked,
    ),
    "actors": Target("csv", _head("actors.csv"), lambda file: same.names(_segments(), same.read_actors(file))),
    "cues": Target("csv", _head("lexicon/cues.csv"), lambda file: cue_forms(read_cues(file))),
    "categories": Target("csv", _head("lexicon/categories.csv"), read_categories),
    "sides": Target("csv", _head("speakers.csv"), same.read_sides),
    "figures": Target("csv", _head("calibration/figures.csv"), read_calibration),
    "gold voices": Target(
        "jsonl",
        _lines({"id": "a", "text": "“Go,” she said.", "outlet": "X", "quotes": [QUOTE]}),
        lambda file: same.read_gold(file, "voices"),
    ),
    "gold markers": Target(
        "jsonl",
        _lines({"id": 1, "text": "A brutal act.", "label": 1, "spans": [[2, 8], {"start": 0, "end": 1}]}),
        lambda file: same.read_gold(file, "markers"),
    ),
    "model": Target("json", model(), _learned),
    "text": Target("txt", TEXT.encode(), text_holds),
}


def damaged(target: Target, chance: random.Random) -> bytes:
    """Return the target's file with one to four faults, in its structure, in its text or in its bytes."""
    data = target.seed
    for _ in range(chance.randint(1, 4)):
        if target.ending == "parquet":
            data = (
                _damaged_parquet(target, chance)
                if data == target.seed or chance.random() < 0.5
                else _bytes(data, chance)
            )
            continue
        if chance.random() < 0.1:
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


_numbers = itertools.count()


def fault_of(target: Target, data: bytes, folder: Path) -> str:
    """Return what is wrong with how the suite takes a file; nothing where it reads it, or refuses it in one line."""
    file = folder / f"{next(_numbers)}.{target.ending}"  # a new name: some readers remember what they have read
    file.write_bytes(data)
    try:
        target.read(file)
    except InputError as error:
        message = str(error)
        if len(message) >= 500 or len(message.splitlines()) != 1:
            return f"a long message: {len(message)} characters in {len(message.splitlines())} lines: {message[:300]}"
    except Exception as error:
        return f"{type(error).__name__}: {str(error)[:300]}"
    finally:
        file.unlink()
    return ""
