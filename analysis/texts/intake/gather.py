"""Files of any kind to one corpus: every article with what is known about it, and everything that was left out."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pandas as pd

from analysis.schema import COLUMNS, InputError, listed
from analysis.texts.engines.processes import Processes, processes_for
from analysis.texts.intake.alike import grouped
from analysis.texts.intake.article import Article, Options, Reading
from analysis.texts.intake.cleaning import clean
from analysis.texts.intake.files import File, files
from analysis.texts.intake.formats import reader_of
from analysis.texts.intake.names import complete, read_names
from analysis.texts.intake.outlets import ask, renamed
from analysis.texts.intake.sources import with_sources
from analysis.texts.readers.dates import AmbiguousDate
from analysis.texts.readers.guards import not_one_text
from analysis.texts.readers.layout import layout_json
from analysis.texts.segmentation.words import words

NEAR = (0.85, 1.15)  # words found by words stated: outside, the text may be cut or hold more than the article
BROKEN = "is broken in a way that is not known"
_BLOCK = 8  # files that a process reads at a time
_BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")
_KNOWN = (
    "title outlet date page_date source_type byline section language url correction truncated"
).split()  # fields of an article that become columns as they are


class Gathered(NamedTuple):
    """What was gathered.

    Attributes
    ----------
    documents : DataFrame
        Table `documents`: a row per article, in the order of the files and the places in them.
    layout : DataFrame
        Table `layout`: what the formats say that stretches of these texts are.
    left_out : DataFrame
        Table `left_out`: what is in no text, and why.
    files : DataFrame
        Table `gathered_files`: what was found in each file, beside what it announces.
    notes : list of str
        Lines for the person who gave the files; what holds of many files is in one line.

    Examples
    --------
    >>> import analysis as same
    >>> gathered = same.gather(["-"], pasted="The ferry is old.")
    >>> gathered.files[["kind", "found"]].values.tolist()
    [['text', 1]]
    """

    documents: pd.DataFrame
    layout: pd.DataFrame
    left_out: pd.DataFrame
    files: pd.DataFrame
    notes: list[str]


class _Text(NamedTuple):
    """An article as a text, with its layout as ``start, end, kind, speaker``."""

    about: dict[str, str]
    text: str
    layout: list[tuple[int, int, str, str]]


class _Read(NamedTuple):
    """What a process hands back of one file."""

    name: str
    sha256: str
    kind: str
    announced: int | None
    texts: list[_Text]
    left_out: list[tuple[str, str, str, bool]]
    notes: list[str]
    cleaned: Counter[str]


def gather(  # noqa: PLR0913
    places: Sequence[str],
    *,
    dates: str = "",
    encoding: str = "",
    columns: Mapping[str, str] | None = None,
    truncated: bool = False,
    pasted: str = "",
    hosts: Collection[str] = (),
    outlets: Mapping[str, str] | None = None,
    jobs: int | None = 1,
    progress: Callable[[int], object] = lambda _: None,
) -> Gathered:
    r"""Return the articles of files of any kind as one corpus.

    Parameters
    ----------
    places
        Files, folders, ZIP archives and addresses of pages on the web; ``-`` stands for `pasted`.
    dates
        What 01/05/2024 means: ``dmy`` or ``mdy``.
    encoding
        What files are that are not UTF-8; empty for windows-1252.
    columns
        Our columns by those of a spreadsheet: ``{"text": "body"}``.
    truncated
        Whether to take texts that an interface has cut.
    pasted
        The text that ``-`` stands for.
    hosts
        Names of hosts that pages may be fetched from although they are on this machine or in its network.
    outlets
        Names of outlets by those to use: ``{"Estuary Post Online": "Estuary Post"}``. The name that the file has goes
        to the column ``outlet_as_written``.
    jobs
        How many processes share the work; None is one per core. The result is the same.
    progress
        Called with the number of files that have been read since the last call.

    Raises
    ------
    InputError
        If a place does not exist, or a date could be two days.

    See Also
    --------
    write_corpus : the corpus as a folder, which `read_corpus` reads.

    Notes
    -----
    Nothing is dropped in silence: what holds no article, or could not be read, is in `left_out`. The text is that of
    the article, in paragraphs parted by blank lines; headline, byline and dates are columns. Misleads where a file says
    something false about itself: its dates and outlets are taken as they are.

    Examples
    --------
    >>> import analysis as same
    >>> gathered = same.gather(["-"], pasted="The ferry is old.\n\nIt sails on Monday.")
    >>> gathered.documents[["doc_id", "text"]].values.tolist()
    [['pasted', 'The ferry is old.\n\nIt sails on Monday.']]
    """
    options = Options(dates, encoding, tuple((columns or {}).items()), truncated)
    given = with_sources(one for place in places for one in files(place, encoding, pasted, hosts))
    named, notes = read_names((one for one in given if isinstance(one, File) and not one.about), dates)
    for one in given:
        if isinstance(one, File):
            one.named = named.get(one.origin, {})
    if not given:
        raise InputError(f"{', '.join(map(str, places))}: holds no files; name files, or a folder that holds some")
    blocks = [given[first : first + _BLOCK] for first in range(0, len(given), _BLOCK)]
    found: list[_Read] = []
    with Processes(min(processes_for(jobs, len(blocks) > 4), max(1, len(blocks)))) as processes:
        for block, read in zip(blocks, processes.map(_read_block, [(block, options) for block in blocks]), strict=True):
            found += read
            progress(len(block))
    gathered = _corpus(found, outlets or {})
    return gathered._replace(notes=notes + gathered.notes)


def _read_block(work: tuple[list[File | tuple[str, str]], Options]) -> list[_Read]:
    given, options = work
    return [_read(one, options) for one in given]


def _read(one: File | tuple[str, str], options: Options) -> _Read:
    if not isinstance(one, File):
        return _Read(one[0], "", "", None, [], [("", "", one[1], True)], [], Counter())
    sha256 = hashlib.sha256(one.data).hexdigest()
    try:
        reading = reader_of(one).read(one, options)
        found = _texts(reading, one, sha256, options)
    except (AmbiguousDate, MemoryError):
        raise
    except InputError as error:
        why = str(error).removeprefix(f"{one.name}: ")
    except Exception as error:  # a file that is broken in some new way: it is named, and the others are read
        why = f"{BROKEN} ({type(error).__name__}: {error}); save it again, or in another format"
    else:
        return found
    return _Read(one.origin, sha256, "", None, [], [("", "", why, True)], [], Counter())


def _texts(reading: Reading, one: File, sha256: str, options: Options) -> _Read:
    reading.notes[:0] = one.told
    if one.said and one.said not in reading.notes:
        reading.notes.insert(0, one.said)
    cleaned: Counter[str] = Counter()
    texts, left_out = [], [tuple(left) for left in reading.left_out]
    for number, article in enumerate(reading.articles, 1):
        if len(reading.articles) == 1:
            complete(article, one, options)
        text = _as_text(article, cleaned)
        if not text.text:
            left_out.append((article.place, article.title, "no text", False))
            continue
        if fault := not_one_text(text.text):
            left_out.append((article.place, article.title, f"is {fault}; save it as text, a file per article", True))
            continue
        if not text.about["doc_id"]:
            text.about["doc_id"] = one.stem if len(reading.articles) == 1 else f"{one.stem}-{number:04d}"
        text.about.update(taken_from=one.origin, taken_place=article.place, taken_sha256=sha256)
        texts.append(text)
    if not texts and not left_out:
        left_out.append(("", "", "no text", False))
    return _Read(one.origin, sha256, reading.kind, reading.announced, texts, left_out, reading.notes, cleaned)  # type: ignore[arg-type]


def _as_text(article: Article, cleaned: Counter[str]) -> _Text:
    """Return an article as one text; paragraphs are parted by a blank line each."""
    paragraphs: list[str] = []
    layout, at = [], 0
    for block in article.blocks:
        speaker = " ".join(clean(block.speaker, cleaned).split()) if block.speaker else ""
        for paragraph in _BLANK_LINE.split(clean(block.text, cleaned).strip()):
            if not (paragraph := paragraph.strip()):
                continue
            if block.kind:
                layout.append((at, at + len(paragraph), block.kind, speaker))
            paragraphs.append(paragraph)
            at += len(paragraph) + 2
    text = "\n\n".join(paragraphs)
    about = {name: " ".join(clean(getattr(article, name), cleaned).split()) for name in _KNOWN}
    about["doc_id"] = _line(_encodable(article.doc_id))
    about["words_stated"] = "" if article.stated_words is None else str(article.stated_words)
    notes = (article.more.get("notes", ""), _about_length(text, article.stated_words))
    about["notes"] = "; ".join(note for note in notes if note)
    more = {_encodable(name): _encodable(cell) for name, cell in article.more.items()}
    return _Text(more | about, text, layout)


def _about_length(text: str, stated: int | None) -> str:
    if not stated or not text:
        return ""
    found = len(words(text))
    if NEAR[0] <= found / stated <= NEAR[1]:
        return ""
    return f"the file says {stated:,} words, the text has {found:,}"


def _corpus(found: Iterable[_Read], outlets: Mapping[str, str]) -> Gathered:
    rows: list[dict[str, Any]] = []
    layout: list[tuple[str, int, int, str, str]] = []
    left: list[tuple[str, str, str, str, bool]] = []
    read_files: list[tuple[Any, ...]] = []
    notes: list[tuple[str, str]] = []
    cleaned: Counter[str] = Counter()
    by_id: dict[str, dict[str, Any]] = {}
    for one in found:
        cleaned.update(one.cleaned)
        dropped = [(one.name, _line(place), _line(title), _line(why), bad) for place, title, why, bad in one.left_out]
        kept = 0
        for about, text, stretches in one.texts:
            first = by_id.get(about["doc_id"])
            if first and first["text"] == text:
                where = first["taken_place"] if first["taken_from"] == one.name else first["taken_from"]
                dropped.append((one.name, about["taken_place"], about["title"], f"same id and text as {where}", False))
                continue
            about["doc_id"] = next(name for name in _numbered(about["doc_id"]) if name not in by_id)
            by_id[about["doc_id"]] = row = about | {"text": text, "layout": layout_json(stretches)}
            rows.append(row)
            layout += [(about["doc_id"], *stretch) for stretch in stretches]
            kept += 1
        left += dropped
        if one.announced not in (None, kept + len(dropped)):
            where = f"{kept:,} were read and {len(dropped):,} left out"
            notes.append((one.name, f"another number of articles than it says: {one.announced:,}, of which {where}"))
        notes += [(one.name, note) for note in one.notes]
        read_files.append((one.name, one.sha256, one.kind, one.announced, kept, len(dropped)))
    said = _once(notes)
    rows, renames = renamed(rows, outlets)
    said += renames + ask((row["outlet"] for row in rows), [*outlets, *outlets.values()])
    if cleaned:
        said.append("mended: " + ", ".join(f"{n:,} {kind}" for kind, n in cleaned.most_common()))
    columns = list(dict.fromkeys([*COLUMNS["documents"], *(name for row in rows for name in row)]))
    empty = [name for name in columns if name not in COLUMNS["documents"] and not any(row.get(name) for row in rows)]
    cells = {name: [row.get(name, "") for row in rows] for name in columns if name not in empty}
    return Gathered(
        pd.DataFrame(cells, dtype="str"),
        pd.DataFrame(layout, columns=list(COLUMNS["layout"])).astype({"start": int, "end": int}),
        pd.DataFrame(left, columns=list(COLUMNS["left_out"])).astype({"is_error": bool}),
        pd.DataFrame(read_files, columns=list(COLUMNS["gathered_files"])).astype({"announced": "Int64"}),
        said,
    )


def _encodable(words: str) -> str:
    """Return words without halves of surrogate pairs, which JSON can hold and no file."""
    return words.encode("utf-8", "replace").decode()


def _line(words: str) -> str:
    return " ".join(words.split())


def _once(notes: list[tuple[str, str]]) -> list[str]:
    said = []
    for line, group in grouped([note for _, note in notes]):
        names = list(dict.fromkeys(notes[number][0] for number in group))
        said.append(_line(f"{names[0] if len(names) == 1 else f'{len(names):,} files ({listed(names, 3)})'}: {line}"))
    return said


def _numbered(doc_id: str) -> Iterator[str]:
    yield doc_id
    number = 2
    while True:
        yield f"{doc_id}-{number}"
        number += 1
