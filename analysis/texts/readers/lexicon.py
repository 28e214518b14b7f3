"""The lexicon: entries, their categories, and whether a category counts as loaded language."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from analysis.schema import COLUMNS, InputError
from analysis.texts.matching.context_rules import compile_context
from analysis.texts.matching.matcher import compile_entries
from analysis.texts.readers.cues import cue_forms, read_cues
from analysis.texts.readers.rows import DATA, read_rows

if TYPE_CHECKING:
    import pandas as pd

SCARE_QUOTES = "“ ”"  # the one entry that holds no word: quotation marks themselves
_LOADED = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


def read_lexicon(path: str | Path | None = None) -> pd.DataFrame:
    """Return the lexicon: ``entry, category, loaded, context, note``.

    Parameters
    ----------
    path
        A CSV with at least ``entry, category, loaded``; ``context`` and ``note`` may be left out. None is the lexicon
        of the suite: data/lexicon/lexicon.csv, followed by the written forms of data/lexicon/cues.csv as categories
        ``cue_neutral``, ``cue_endorsing`` and so on. A form that lexicon.csv has in the same category, to give it a
        context, is not added again, nor is one that only adds "that" to another entry. The categories stand in
        data/lexicon/categories.csv. Another file brings its own categories, and no cues.

    Returns
    -------
    DataFrame
        In the order of the file. `loaded` is a boolean. `entry` follows the syntax of
        `matcher.compile_entries`; the entry ``“ ”`` stands for quotation marks around one to four
        words. `context` is what must stand beside the entry for it to count, in the language of
        `context_rules.compile_context`; empty where it counts wherever it stands.

    Raises
    ------
    InputError
        If a column is missing, a cell empty, an entry given twice (case and kind of apostrophe aside) or without a
        word, a category unknown, a category loaded in one row and not in another, or a context that is none.

    Notes
    -----
    One entry has one category. A word with two senses has one entry all the same; its context decides which of them
    counts ("radical" group, not change), as far as the words beside it tell.
    """
    import pandas as pd

    shipped = path is None
    file = DATA / "lexicon" / "lexicon.csv" if path is None else Path(path)
    rows = read_rows(file, needs=("entry", "category", "loaded"), filled=("entry", "category", "loaded"))
    table = pd.DataFrame(
        {
            "entry": [row["entry"] for row in rows],
            "category": [row["category"] for row in rows],
            "loaded": [_boolean(row, file) for row in rows],
            "context": [row.get("context", "") for row in rows],
            "note": [row.get("note", "") for row in rows],
        }
    ).astype({"loaded": bool})
    places = [f"{file}, line {row['line']}" for row in rows]
    _check_contexts(table["context"], places)
    if shipped:
        known = read_categories().set_index("category")["loaded"]
        forms = cue_forms(read_cues())
        cues = pd.DataFrame(
            {"entry": forms["form"], "category": "cue_" + forms["kind"], "context": "", "note": forms["cue"]}
        )
        given, known_forms = set(zip(table["entry"], table["category"], strict=True)), {*table["entry"], *cues["entry"]}
        longer = [form.endswith(" that") and form.removesuffix(" that") in known_forms for form in cues["entry"]]
        again = [form in given for form in zip(cues["entry"], cues["category"], strict=True)]
        cues = cues[~(pd.Series(longer, dtype=bool) | pd.Series(again, dtype=bool))]
        _check_categories([*table["category"], *cues["category"]], known, [*places, *["cues.csv"] * len(cues)])
        cues["loaded"] = cues["category"].map(known).astype(bool)
        _check_loaded(table, known.to_dict(), places)
        places += [f"{DATA / 'lexicon' / 'cues.csv'}, cue {cue!r}" for cue in cues["note"]]
        table = pd.concat([table, cues], ignore_index=True)
    else:
        _check_loaded(table, {}, places)
    _check_entries(table["entry"], places)
    return table[list(COLUMNS["lexicon"])]


def read_categories(path: str | Path | None = None) -> pd.DataFrame:
    """Return the lexicon's categories: ``category, loaded, title, basis``, the literature that each rests on."""
    import pandas as pd

    file = DATA / "lexicon" / "categories.csv" if path is None else Path(path)
    rows = read_rows(file, needs=COLUMNS["categories"], filled=COLUMNS["categories"])
    seen: dict[str, str] = {}
    for row in rows:
        if row["category"] in seen:
            raise InputError(
                f"{file}, line {row['line']}, column category: {row['category']!r} stands in line "
                f"{seen[row['category']]} too; take one out"
            )
        seen[row["category"]] = row["line"]
    table = pd.DataFrame(rows, columns=[*COLUMNS["categories"], "line"])
    return table.assign(loaded=[_boolean(row, file) for row in rows])[list(COLUMNS["categories"])]


def _boolean(row: dict[str, str], file: Path) -> bool:
    value = _LOADED.get(row["loaded"].lower())
    if value is None:
        raise InputError(
            f"{file}, line {row['line']}, column loaded: {row['loaded']!r} is neither true nor false; write one of them"
        )
    return value


def _check_categories(categories: list[str], known: pd.Series, places: list[str]) -> None:
    for category, place in zip(categories, places, strict=True):
        if category not in known.index:
            raise InputError(
                f"{place}, column category: {category!r} is not in categories.csv; use one of {', '.join(known.index)}"
            )


def _check_loaded(table: pd.DataFrame, known: dict[str, bool], places: list[str]) -> None:
    for category, loaded, place in zip(table["category"], table["loaded"], places, strict=True):
        if known.setdefault(category, loaded) != loaded:
            raise InputError(
                f"{place}, column loaded: {str(loaded).lower()}, but category {category!r} is "
                f"{str(not loaded).lower()} elsewhere; a category is loaded as a whole or not at all"
            )


def _check_contexts(contexts: pd.Series, places: list[str]) -> None:
    for context, place in zip(contexts, places, strict=True):
        try:
            compile_context(context)
        except InputError as error:
            raise InputError(f"{place}, column context: {error}") from None


def _check_entries(entries: pd.Series, places: list[str]) -> None:
    seen: dict[tuple[str, ...], tuple[str, str]] = {}
    for entry, place in zip(entries, places, strict=True):
        try:
            key = (entry,) if entry == SCARE_QUOTES else compile_entries([entry]).patterns[0]
        except InputError as error:
            raise InputError(f"{place}, column entry: {error}") from None
        if key in seen:
            other, where = seen[key]
            raise InputError(f"{place}, column entry: {entry!r} is {other!r} of {where} again; take one out")
        seen[key] = (entry, where_of(place))


def where_of(place: str) -> str:
    """Return the place without its folder, for the second place that an error names."""
    return place.replace("\\", "/").rsplit("/", 1)[-1]
