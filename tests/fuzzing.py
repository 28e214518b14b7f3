"""Valid files of every kind that the suite reads, and what must hold whatever comes in (`damage` spoils them).

`benchmarks/fuzz.py` runs this for minutes, `tests/test_fuzz.py` for a moment.
"""

from __future__ import annotations

import io
import itertools
import json
from functools import cache
from pathlib import Path
from typing import Any

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
from tests.damage import Target
from tests.gathering import SEEDS, gather_holds

TEXT = (
    "Home » News » Brutal regime\n\nAgents of the regime kill two\n\nBy Ann Roe\n\nPARIS (AP) — “They killed him,” said"
    " Maj. J. K. Roe of the U.S.-led force. According to al-Qa’ida, it’s the so-called ‘end’.\n\nHe told “a\nfriend” "
    "that No. 5 fell; the mullahs’ terrorist-led group's claims (in May).The end.\n\nLeave a comment\n\nNov. 27, 2012\n"
)


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
    **{f"gather {kind}": Target(ending, data, gather_holds) for kind, (ending, data) in SEEDS.items()},
}


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
