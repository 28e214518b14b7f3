"""Names, amounts and dates that people marked in texts: spans in JSON, or words in columns with a tag each (BIO)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any

from analysis.schema import InputError, shown
from analysis.texts.readers.tables import decode, read_bytes

_START = "-DOCSTART-"
_COMMENT = re.compile(r"#\s*\w+\s*(?:=|::)|# newdoc|# newpar")
_TAG = re.compile(r"O|[BIMELSU]-\S+")
MENTION_KINDS = {
    "person": "per person politician writer scientist researcher artist musicalartist prs",
    "body": "org organisation organization politicalparty corporation company group body party university band",
    "place": "loc location gpe country city fac facility geo place site building",
    "people": "norp nationality people ethnicity religion",
    "misc": "misc miscellaneous event election work_of_art workofart law product language award other work "
    "creative-work creative_work art anim bio cel dis eve food inst media plant myth vehi enzyme protein theory task "
    "chemicalelement chemicalcompound chemicalsubstance astronomicalobject academicjournal discipline field algorithm "
    "metrics programlang conference musicgenre literarygenre genre song album musicalinstrument book poem magazine mis "
    "oth",
    "quantity": "quantity cardinal money percent percentage number num measure duration",
    "date": "date",
}
KIND_OF_TAG = {tag: kind for kind, tags in MENTION_KINDS.items() for tag in tags.split()}
# What is marked in some sets and is neither a name nor an amount nor a date: left out.
_LEFT_OUT = frozenset("ordinal time tim".split())
_SIGNS = {"``": "“", "''": "”", "-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}
_CLOSES = re.compile(r"[.,;:!?)\]}%”…]+|['’](?:s|re|ve|ll|d|m|S)|n['’]t", re.IGNORECASE)
_OPENS = re.compile(r"[(\[{$£€“#]|(?:US|A|C|NZ|HK)\$")


Mark = tuple[str, int, int]
_Word = tuple[int, str, str]  # line, word, tag


def marked_names(marked: list[Any], text: str, place: str) -> Iterator[Mark]:
    """Yield kind, start and end of each of the ``mentions`` of a text; times and ordinal numbers are left out.

    Raises
    ------
    InputError
        If one is no object with ``start``, ``end`` and ``kind``, is not within the text, or has an unknown kind.
    """
    for number, one in enumerate(marked):
        where = f"{place}, field mentions[{number}]"
        if not isinstance(one, dict) or not {"start", "end", "kind"} <= set(one):
            raise InputError(f"{where}: {shown(one)} is no object with start, end and kind; write one")
        start, end = one["start"], one["end"]
        if [type(start), type(end)] != [int, int] or not 0 <= start < end <= len(text):
            raise InputError(
                f"{where}: {shown([start, end])} is not in the text of {len(text)} characters; "
                "count characters from 0, the end left out"
            )
        kind = _kind_of(str(one["kind"]), where)
        if kind:
            yield kind, start, end


def _has_kind(tag: str) -> bool:
    return tag.lower() in KIND_OF_TAG or tag.lower() in _LEFT_OUT


def _kind_of(tag: str, where: str) -> str:
    """Return the kind of a tag, empty for what is left out."""
    low = tag.lower()
    if low in _LEFT_OUT:
        return ""
    if low not in KIND_OF_TAG:
        raise InputError(f"{where}: the kind {shown(tag)} is not known; use one of {', '.join(MENTION_KINDS)}")
    return KIND_OF_TAG[low]


def tagged_texts(file: Path) -> Iterator[tuple[str, str, list[Mark]]]:
    """Yield id, text and names of each text in columns: a word a line with its tag.

    The word is in the first column, or in the second where the first numbers the words; the tag is in the last column
    that has nothing but tags. An empty line ends a sentence; a line such as ``# sent_id = 3`` is passed over.
    ``-DOCSTART-`` begins a text; where there is none, each sentence is a text. Tags are ``O`` or a kind with ``B-``,
    ``I-`` and, where used, ``M-``, ``E-``, ``L-``, ``S-`` or ``U-`` before it; or the kind alone, with a finer one
    behind a hyphen ("person-actor"): then a name goes on as long as the tag. The words of a sentence are put together
    as print has them (`detokenised`), and each sentence is a paragraph, for where a paragraph ended is not known.

    Raises
    ------
    InputError
        If the file has no word, or a line no tag or one that is unknown.
    """
    for number, sentences in enumerate(_sentences_by_text(file), 1):
        text, names = "", []
        for sentence in sentences:
            text += "\n\n" if text else ""
            written, spans = detokenised([word for _, word, _ in sentence])
            for first, last, tag in _chunks(sentence, file):
                kind = _kind_of(tag, f"{file}, line {sentence[first][0]}")
                if kind:
                    names.append((kind, len(text) + spans[first][0], len(text) + spans[last][1]))
            text += written
        yield f"{file.stem}-{number}", text, names


def _sentences_by_text(file: Path) -> list[list[list[_Word]]]:
    lines = enumerate(decode(read_bytes(file), file).splitlines(), 1)
    rows = [(n, line.split()) for n, line in lines if not _COMMENT.match(line)]
    marked = any(cells[:1] == [_START] for _, cells in rows)
    word, tag = _columns([cells for _, cells in rows if cells and cells[0] != _START])
    texts: list[list[list[_Word]]] = [[]]
    for filled, group in groupby(rows, lambda row: bool(row[1]) and row[1][0] != _START):
        here = list(group)
        if not filled:
            if not marked or any(cells for _, cells in here):
                texts.append([])
            continue
        short = next((n for n, cells in here if len(cells) < 2), None)
        if short is not None:
            raise InputError(f"{file}, line {short}: has no tag; write the word, a space and its tag")
        texts[-1].append([(n, cells[word], cells[tag] if tag < len(cells) else cells[-1]) for n, cells in here])
    texts = [sentences for sentences in texts if sentences]
    if not texts:
        raise InputError(f"{file}: holds no word; give one word and its tag per line")
    return [[_with_marks(sentence) for sentence in sentences] for sentences in texts]


def _columns(rows: list[list[str]]) -> tuple[int, int]:
    """Return the columns of the words and of the tags; the first and the last where the rows are of several widths."""
    widths = {len(cells) for cells in rows}
    if len(widths) != 1 or widths == {1}:
        return 0, -1
    numbered = all(cells[0].split("-")[0].isdigit() for cells in rows) and min(widths) > 2
    tagged = [k for k in range(1, min(widths)) if all(_TAG.fullmatch(cells[k]) for cells in rows)]
    return int(numbered), tagged[-1] if tagged else -1


def _with_marks(sentence: list[_Word]) -> list[_Word]:
    """Return a sentence with ``I-`` before tags that are kinds alone, without what is finer than a kind."""
    return [
        (
            n,
            word,
            tag if tag == "O" or _TAG.fullmatch(tag) or not _has_kind(tag.split("-")[0]) else f"I-{tag.split('-')[0]}",
        )
        for n, word, tag in sentence
    ]


def _chunks(sentence: list[_Word], file: Path) -> Iterator[tuple[int, int, str]]:
    """Yield the first and last word of each name, and its tag; a name also begins where the tag changes."""
    first, kind = -1, ""
    for k, (number, _, cell) in enumerate([*sentence, (0, "", "O")]):
        mark, _, tag = cell.partition("-")
        if mark not in ("O", "B", "I", "E", "L", "S", "U", "M"):
            raise InputError(f"{file}, line {number}: the tag {shown(cell)} is not known; write O, B-KIND or I-KIND")
        begins = mark in ("B", "S", "U") or (mark != "O" and tag != kind)
        if first >= 0 and (mark == "O" or begins):
            yield first, k - 1, kind
            first = -1
        if begins:
            first = k
        kind = tag if mark != "O" else ""
        if mark in ("S", "U", "E", "L") and first >= 0:
            yield first, k, kind
            first, kind = -1, ""


def detokenised(tokens: list[str]) -> tuple[str, list[tuple[int, int]]]:
    """Return the words of a sentence as print has them, and where each is.

    >>> detokenised(["He", "did", "n't", "(", "said", "Ann", "'s", "son", ")", "."])[0]
    "He didn't (said Ann's son)."
    """
    text, spans, glued, open_marks = "", [], True, set[str]()
    for token in tokens:
        word = _SIGNS.get(token, token)
        closes = bool(_CLOSES.fullmatch(word))
        opens = bool(_OPENS.fullmatch(word))
        if word in ('"', "'"):
            closes = word in open_marks or (word == "'" and text.endswith("s"))
            opens = not closes
            open_marks ^= {word} if word in open_marks or opens else set()
        if word == "/":
            closes = opens = True
        if text and not glued and not closes:
            text += " "
        spans.append((len(text), len(text) + len(word)))
        text += word
        glued = opens
    return text, spans
