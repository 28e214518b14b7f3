"""What the names of files and folders say: a day, an outlet, and parts that only a person can name.

A name is read only where all files of its folder are named alike, so that a chance word or number in one is not taken
for a fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import PurePosixPath

from analysis.schema import InputError, listed
from analysis.texts.intake.article import Article, Options
from analysis.texts.intake.files import File
from analysis.texts.intake.formats import reader_of
from analysis.texts.readers.dates import AmbiguousDate, read_date

# Files of one text each; a saved page has the day of saving in its name, and an export that of exporting.
_ENDINGS = (".txt", ".text", ".md", ".pdf", ".docx", ".odt", ".rtf")
_OF_ONE_TEXT = ("pdf", "word_documents", "plain_text")  # readers
_DAY = re.compile(r"(?<!\d)((?:1[6-9]|20)\d\d)([-_.])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")
_NUMBER = re.compile(r"\d+")
_FEW = 10  # files; of more, an outlet has several
_FIELDS = ("doc_id title outlet date page_date source_type byline section language url correction truncated").split()
_ASKED = "?"  # stands for a day until it is known whether all files have one


def read_names(given: Iterable[File], order: str) -> tuple[dict[str, dict[str, str]], list[str]]:
    """Return what the names of files say, by their `origin`, and what to tell about it.

    A day is taken where every file of a folder has one in its name, or in the folders above it. An outlet is the part
    of the name that stands first beside the day, where underscores part it (``2014-07-08_estuary-post_ferry.txt``), or
    the folder above folders or names of days (``estuary-post/2014/07/08/ferry.txt``). Further parts and folders are
    columns `name_1`, `folder_1` and so on, which a person may map to others.

    Raises
    ------
    AmbiguousDate
        If days are written in figures whose order nobody knows.
    """
    texts = [one for one in given if one.ending in _ENDINGS]
    found: dict[str, dict[str, str]] = {one.origin: {} for one in texts}
    notes: list[str] = []
    for group in _groups(texts, lambda one: (str(PurePosixPath(one.name).parent), one.ending)):
        _from_names(group, order, found, notes)
    for group in _groups(texts, lambda one: (one.name.removesuffix(str(one.path)), "")):
        _from_folders(group, found, notes)
    return found, notes


def _groups(texts: list[File], key) -> list[list[File]]:  # type: ignore[no-untyped-def]
    groups: dict[tuple[str, str], list[File]] = {}
    for one in texts:
        groups.setdefault(key(one), []).append(one)
    return list(groups.values())


def _from_names(group: list[File], order: str, found: Mapping[str, dict[str, str]], notes: list[str]) -> None:
    dated = [one for one in group if _DAY.search(one.stem) or _COMPACT.search(one.stem)]
    if dated:  # an export, or what cannot be read, says nothing of how the others are named
        group = [one for one in group if one in dated or _holds_one_text(one)]
    stems = [_COMPACT.sub(r"\1-\2-\3", _DAY.sub(r"\1-\3-\4", one.stem)) for one in group]
    days = [_day(stem, "") for stem in stems]
    first = f"as in {group[0].path.name}"
    tokens = [stem.split("_") for stem in stems]
    used: set[int] = set()
    if all(days):
        for one, stem in zip(group, stems, strict=True):
            found[one.origin]["date"] = read_date(stem.replace("_", " "), order, one.name)
        at = {next((k for k, token in enumerate(parts) if _day(token, order)), -1) for parts in tokens}
        used = at
        outlet = _outlet_part(tokens, at)
        if outlet is not None:
            used = {*at, outlet}
            for one, parts in zip(group, tokens, strict=True):
                found[one.origin]["outlet"] = parts[outlet]
        notes.append(f"{'dates' if outlet is None else 'dates and outlets'} are those in the names of files, {first}")
    elif any(days):
        without = next(one.path.name for one, day in zip(group, days, strict=True) if not day)
        notes.append(
            f"{sum(map(bool, days)):,} of {len(days):,} names of files hold a day, but {without} does not, so none is "
            "taken; write the days into SOURCES.csv, or one into each name"
        )
    if len(group) > 1 and len({len(parts) for parts in tokens}) == 1:
        for k in range(len(tokens[0]) if len(tokens[0]) > 1 else 0):
            if k not in used and len({parts[k] for parts in tokens}) > 1:
                for one, parts in zip(group, tokens, strict=True):
                    found[one.origin][f"name_{k + 1}"] = parts[k]


def _holds_one_text(file: File) -> bool:
    try:
        return bool(file.data) and reader_of(file).__name__.rpartition(".")[2] in _OF_ONE_TEXT  # type: ignore[attr-defined]
    except InputError:
        return False


def _day(text: str, order: str) -> str:
    try:
        return read_date(text.replace("_", " "), order)
    except AmbiguousDate:
        return _ASKED


def _outlet_part(tokens: Sequence[list[str]], days: set[int]) -> int | None:
    """Return which part of the names is an outlet, if one is."""
    if len(days) > 1 or -1 in days:
        return None
    (day,) = days
    part = 0 if day else 1
    if any(len(parts) <= part or not parts[part] or _NUMBER.search(parts[part]) for parts in tokens):
        return None
    different = len({parts[part] for parts in tokens})
    several = different <= len(tokens) / 2
    with_more = all(len(parts) > 2 for parts in tokens) and day < 2 and 1 < len(tokens) < _FEW
    return part if several or with_more else None


def _from_folders(group: list[File], found: Mapping[str, dict[str, str]], notes: list[str]) -> None:
    folders = [one.path.parts[:-1] for one in group]
    deepest = max(map(len, folders))
    for k in range(deepest):
        if len({parts[k : k + 1] for parts in folders}) > 1:
            for one, parts in zip(group, folders, strict=True):
                found[one.origin][f"folder_{k + 1}"] = parts[k] if k < len(parts) else ""
    if not deepest:
        return
    days = [read_date("-".join(part for part in parts if _NUMBER.fullmatch(part))) for parts in folders]
    if all(days):
        for one, day in zip(group, days, strict=True):
            found[one.origin].setdefault("date", day)
    names = sorted({parts[0] for parts in folders if parts})
    numbered = all(parts and all(_is_time(part) for part in parts[1:]) for parts in folders)
    dated = all("date" in found[one.origin] for one in group) or deepest > 1
    if numbered and dated and not any(_NUMBER.search(name) for name in names):
        if not any("outlet" in found[one.origin] for one in group):
            for one, parts in zip(group, folders, strict=True):
                found[one.origin]["outlet"] = parts[0]
            notes.append(f"outlets are the names of folders, as in {group[0].path}")
    elif len(names) > 1:
        notes.append(f"folders are kept as columns ({listed(names[:4])}); --map outlet=folder_1 where they are outlets")


def complete(article: Article, file: File, options: Options) -> None:
    """Add to an article what a list of sources and the names of its file and folders say."""
    for name, value in file.about.items():
        if name in ("date", "page_date"):
            value = read_date(value, options.dates, f"{file.name}, column {name}") or value
        if name in _FIELDS:
            setattr(article, name, value)
        else:
            article.more[name] = value
    named = dict(file.named)
    named |= {ours: named.pop(theirs) for ours, theirs in options.columns if theirs in named}
    for name, value in named.items():
        if name not in _FIELDS:
            article.more[name] = value
        elif not getattr(article, name):
            setattr(article, name, value)


def _is_time(folder: str) -> bool:
    return bool(_NUMBER.fullmatch(folder) or _day(folder, "dmy") or read_date(f"1 {folder} 2000"))
