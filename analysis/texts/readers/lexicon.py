"""Reading word lists: the lexicon and its categories, the cues that attribute words to somebody, and scored words."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.schema import COLUMNS, InputError, listed, shown
from analysis.texts.matching.context_rules import compile_context
from analysis.texts.matching.matcher import compile_entries
from analysis.texts.readers.corpus import resolve_path
from analysis.texts.readers.installation import DATA
from analysis.texts.readers.tables import read_list, read_records, to_table
from analysis.texts.readers.values import number
from analysis.texts.segmentation.words import term, words

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
        context, is not added again, nor is one that only adds "that" to another entry. The categories are in
        data/lexicon/categories.csv. Another file brings its own categories, and no cues.

    Returns
    -------
    DataFrame
        In the order of the file. `loaded` is a boolean. `entry` follows the syntax of
        `matcher.compile_entries`; the entry ``“ ”`` stands for quotation marks around one to four
        words. Where all entries are in capitals, as some lists are written, they are returned in small letters, so that
        they are found in any case, and ``attrs["in_capitals"]`` is true. `context` is what must be near the entry for
        it to count, in the language of `context_rules.compile_context`; empty where it counts everywhere.

    Raises
    ------
    InputError
        If a column is missing, a cell empty, an entry given twice (case and kind of apostrophe aside), without a
        word or with a "?", a category unknown, a category loaded in one row and not in another, or a context that is
        not valid.

    See Also
    --------
    read_categories : what the categories are.
    markers : finds the entries.

    Notes
    -----
    One entry has one category. A word with two senses has one entry all the same; its context decides which of them
    counts ("radical" group, not change), as far as the words near it tell.

    Examples
    --------
    >>> import analysis as same
    >>> lexicon = same.read_lexicon()
    >>> lexicon.loc[lexicon["entry"] == "brutal", ["category", "loaded"]].values.tolist()
    [['cruelty', True]]
    """
    shipped = path is None
    file = DATA / "lexicon" / "lexicon.csv" if path is None else Path(path)
    rows = read_list(file, needs=("entry", "category", "loaded"), filled=("entry", "category", "loaded"))
    in_capitals = bool(rows) and all(row["entry"].isupper() or row["entry"] == SCARE_QUOTES for row in rows)
    table = pd.DataFrame(
        {
            "entry": [row["entry"].lower() if in_capitals else row["entry"] for row in rows],
            "category": [row["category"] for row in rows],
            "loaded": [_boolean(row, file) for row in rows],
            "context": [row.get("context", "") for row in rows],
            "note": [row.get("note", "") for row in rows],
        }
    ).astype({"loaded": bool})
    places = [f"{file}, line {row['line']}" for row in rows]
    check_contexts(table["context"], places)
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
    check_entries(table["entry"], places)
    table = table[list(COLUMNS["lexicon"])]
    table.attrs["in_capitals"] = in_capitals
    return table


def read_categories(path: str | Path | None = None) -> pd.DataFrame:
    """Return the lexicon's categories: ``category, loaded, title, basis``, the literature that each rests on.

    See Also
    --------
    read_lexicon : the entries.

    Examples
    --------
    >>> import analysis as same
    >>> same.read_categories()["loaded"].value_counts().to_dict()
    {False: 16, True: 12}
    """
    file = DATA / "lexicon" / "categories.csv" if path is None else Path(path)
    rows = read_list(file, needs=COLUMNS["categories"], filled=COLUMNS["categories"])
    seen: dict[str, str] = {}
    for row in rows:
        if row["category"] in seen:
            raise InputError(
                f"{file}, line {row['line']}, column category: {shown(row['category'])} occurs in line "
                f"{seen[row['category']]} too; take one out"
            )
        seen[row["category"]] = row["line"]
    table = pd.DataFrame(rows, columns=[*COLUMNS["categories"], "line"])
    return table.assign(loaded=[_boolean(row, file) for row in rows])[list(COLUMNS["categories"])]


def _boolean(row: dict[str, str], file: Path) -> bool:
    value = _LOADED.get(row["loaded"].lower())
    if value is None:
        raise InputError(
            f"{file}, line {row['line']}, column loaded: {shown(row['loaded'])} is neither true nor false; "
            "write one of them"
        )
    return value


def _check_categories(categories: list[str], known: pd.Series, places: list[str]) -> None:
    for category, place in zip(categories, places, strict=True):
        if category not in known.index:
            raise InputError(
                f"{place}, column category: {shown(category)} is not in categories.csv; "
                f"use one of {', '.join(known.index)}"
            )


def _check_loaded(table: pd.DataFrame, known: dict[str, bool], places: list[str]) -> None:
    for category, loaded, place in zip(table["category"], table["loaded"], places, strict=True):
        if known.setdefault(category, loaded) != loaded:
            raise InputError(
                f"{place}, column loaded: {str(loaded).lower()}, but category {shown(category)} is "
                f"{str(not loaded).lower()} elsewhere; a category is loaded as a whole or not at all"
            )


def check_contexts(contexts: pd.Series, places: list[str]) -> None:
    """Raise `InputError` at the first context that is not valid, with its place."""
    for context, place in zip(contexts, places, strict=True):
        try:
            compile_context(context)
        except InputError as error:
            raise InputError(f"{place}, column context: {error}") from None


def check_entries(entries: pd.Series, places: list[str]) -> None:
    """Raise `InputError` at the first entry without a word, with a "?" or given again, with its place."""
    try:
        patterns = compile_entries([entry for entry in entries if entry != SCARE_QUOTES]).patterns
    except InputError:
        _name_wrong_entry(entries, places)
        raise
    found, seen = iter(patterns), dict[tuple[str, ...], tuple[str, str]]()
    for entry, place in zip(entries, places, strict=True):
        key = (entry,) if entry == SCARE_QUOTES else next(found)
        if key in seen:
            other, where = seen[key]
            raise InputError(f"{place}, column entry: {shown(entry)} is {shown(other)} of {where} again; take one out")
        seen[key] = (entry, where_of(place))


def _name_wrong_entry(entries: pd.Series, places: list[str]) -> None:
    for entry, place in zip(entries, places, strict=True):
        try:
            compile_entries([entry] if entry != SCARE_QUOTES else [])
        except InputError as error:
            raise InputError(f"{place}, column entry: {error}") from None


def where_of(place: str) -> str:
    """Return the place without its folder, for the second place that an error names."""
    return place.replace("\\", "/").rsplit("/", 1)[-1]


CUE_KINDS = (
    "neutral",
    "endorsing",
    "doubting",
    "denying",
    "arguing",
    "thinking",
    "judging",
    "emotive",
    "directive",
    "committing",
)
SEPARATOR = " | "
TAKES = (
    *("clause", "phrase", "after", "quoted", "person", "noun"),
    *("that", "bare", "wh", "to", "ing", "object", "definite", "said", "predicate"),
    *("about", "against", "as", "at", "for", "in", "of", "on", "with"),
)
SUBJECTS = ("", "speaker", "source")
UNSAID = ("", "attitude", "intention")


def read_cues(path: str | Path | None = None) -> pd.DataFrame:
    """Return the cue table: ``cue, kind, takes, subject, unsaid, forms, note``.

    `cue` is the dictionary form, `kind` one of `CUE_KINDS` (data/lexicon/CODEBOOK.md says what each means), `forms` the
    written forms that attribute in news, separated by ``" | "`` because some are of several words. A form that is far
    more often a noun than a verb ("report", "state") is left out.

    `takes` says what the content may be, some of `TAKES`: `clause` stands for anything after the cue up to the end of
    the clause, `phrase` for anything up to the end of a noun phrase. Finer words name what alone makes it a report:
    ``that``, ``bare`` (a clause without "that"), ``wh`` (a question), ``to`` (with a verb), ``ing``, ``object`` (a noun
    phrase), ``definite`` (one with "the" or a name), ``said`` (one for something said: "rejected the claim"),
    ``predicate`` ("called the plan a fraud"), or a preposition. Quotations always do. Where the content is: before the
    cue too (``after``: "…, she said"; ``quoted``: only a quotation is), behind the ``person`` addressed ("told
    reporters that …"), or behind a ``noun`` ("the claim that …"). A table without the column has `clause` everywhere.

    `subject` is ``speaker`` where, but for clauses and quotations, only a person, body, outlet or document makes it a
    report ("the union threatened to", not "the fire threatened to"), and ``source`` where that holds for clauses too
    ("the study suggests that", not "the smell suggests that"); a table without the column has none.

    `unsaid` is ``attitude`` or ``intention`` where a paraphrase tells what somebody wants, praises or plans, and not
    what was said ("wanted peace", "condemned the attack"); `sources` gives it as the kind of the cue.

    Raises
    ------
    InputError
        If a column is missing, a cell empty, a kind unknown, or a form given twice.

    See Also
    --------
    voices : finds them in the texts.
    cue_kinds_by_side : who is reported with which.

    Notes
    -----
    Misleads where a verb of doing has the frame of a report: "the storm showed no mercy", "called the dog a doctor".

    Examples
    --------
    >>> import analysis as same
    >>> cues = same.read_cues()
    >>> cues.loc[cues["cue"] == "claim", ["kind", "takes"]].values.tolist()
    [['doubting', 'that bare wh said to after']]
    """
    return _read(Path(path) if path is not None else DATA / "lexicon" / "cues.csv").copy()


def cue_forms(cues: pd.DataFrame) -> pd.DataFrame:
    """Return one row per written form: `form` and the other columns of the table, in its order."""
    long = cues.drop(columns="forms").assign(form=cues["forms"].str.split(SEPARATOR, regex=False)).explode("form")
    return long[["form", *(column for column in long.columns if column not in {"form", "note"})]].reset_index(drop=True)


@cache
def _read(path: Path) -> pd.DataFrame:
    rows = read_list(path, needs=("cue", "kind", "forms"), filled=("cue", "kind", "forms"))
    seen: dict[str, str] = {}
    for row in rows:
        place = f"{path}, line {row['line']}"
        if row["kind"] not in CUE_KINDS:
            raise InputError(
                f"{place}, column kind: {shown(row['kind'])} is not known; use one of {', '.join(CUE_KINDS)}"
            )
        row["takes"] = row.get("takes") or "clause"
        unknown = set(row["takes"].split()) - set(TAKES)
        if unknown:
            raise InputError(
                f"{place}, column takes: {shown(min(unknown))} is not known; use some of {', '.join(TAKES)}"
            )
        row["subject"] = row.get("subject") or ""
        if row["subject"] not in SUBJECTS:
            raise InputError(
                f"{place}, column subject: {shown(row['subject'])} is not known; write speaker or source, "
                "or leave it empty"
            )
        row["unsaid"] = row.get("unsaid") or ""
        if row["unsaid"] not in UNSAID:
            raise InputError(
                f"{place}, column unsaid: {shown(row['unsaid'])} is not known; write attitude or intention, "
                "or leave it empty"
            )
        for form in row["forms"].split(SEPARATOR):
            if not form.strip() or form != form.strip() or "|" in form:
                raise InputError(f"{place}, column forms: an empty form; separate forms by {SEPARATOR!r}")
            if form in seen:
                raise InputError(f"{place}, column forms: {shown(form)} occurs in line {seen[form]} too; take one out")
            seen[form] = row["line"]
    return to_table(rows, COLUMNS["cues"])


def read_scores(path: str | Path) -> pd.DataFrame:
    r"""Return the scores of words: ``term, score`` and, where the file has it, ``score_reference``.

    Parameters
    ----------
    path
        A ``.csv``, ``.jsonl`` or ``.parquet`` file with ``term`` and ``score``, and ``score_reference`` where a word's
        score is another in the reference group. Other columns are left out.

    Returns
    -------
    DataFrame
        In the file's order. A term that is one word is written as terms are counted: lower case, straight apostrophes,
        no possessive ending. Any other ("a lot", ":-)") is kept in lower case, and no single word ever matches it.

    Raises
    ------
    InputError
        If a column or a cell is missing, a score is no finite number, or two terms count as one. The message names the
        file, the row and the column.

    See Also
    --------
    MeanScore : what they are for.

    Examples
    --------
    >>> import analysis as same
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "scores.csv")
    ...     _ = file.write_text("term,score\nPeace,2.5\n")
    ...     same.read_scores(file).values.tolist()
    [['peace', 2.5]]
    """
    file = resolve_path(path)
    rows: list[tuple[Any, ...]] = []
    seen: dict[str, tuple[str, str]] = {}
    found = read_records(file)
    for name in ("term", "score"):
        if not any(name in cells for _, cells in found):
            there = listed(found[0][1])
            raise InputError(f"{file}, row 1, column {name}: there is no such column; it has {there}; add it")
    columns = ["score", *(name for name in ("score_reference",) if any(name in cells for _, cells in found))]
    for place, cells in found:
        where = f"{file}, {place}"
        written = cells.get("term")
        if not isinstance(written, str) or not written.strip():
            raise InputError(f"{where}, column term: is missing or empty; write the word")
        counted = _counted(written.strip())
        if counted in seen:
            other, at = seen[counted]
            raise InputError(f"{where}, column term: {shown(written)} is {shown(other)} of {at} again; take one out")
        seen[counted] = (written, place)
        rows.append((counted, *(_score(cells.get(name), f"{where}, column {name}") for name in columns)))
    return pd.DataFrame(rows, columns=["term", *columns])


def _counted(written: str) -> str:
    spans = words(written)
    start, end = spans[0] if len(spans) == 1 else (0, 0)
    whole = start == 0 and written[end:].lower().strip("'’‘`") in ("", "s")
    return term(written[start:end]) if end and whole else written.lower()


def _score(cell: Any, where: str) -> float:
    score = number(cell)
    if score is None:
        raise InputError(
            f"{where}: {'is empty' if cell is None else shown(cell) + ' is not a number'}; write one like -1.5"
        )
    return score
