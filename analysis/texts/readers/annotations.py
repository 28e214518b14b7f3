"""Reading what people annotated: whose words these are, which words are loaded, which sentences are."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.schema import COLUMNS, InputError, listed, numbers, shown
from analysis.texts.matching.matcher import compile_entries, find_entries
from analysis.texts.readers.corpus import resolve_path
from analysis.texts.readers.dependency_gold import Mark, clause_passives, treebank_passives, treebank_sentences
from analysis.texts.readers.dependency_roles import clause_roles, treebank_roles
from analysis.texts.readers.name_gold import marked_names, tagged_texts
from analysis.texts.readers.tables import read_records
from analysis.texts.readers.values import parse_json
from analysis.texts.segmentation.paragraphs import Span
from analysis.texts.segmentation.words import tokens, words

TASKS = ("voices", "markers", "agency", "mentions")
COLUMN_ENDINGS = (".bio", ".bioes", ".bmes", ".conll", ".iob", ".iob2", ".ner", ".tsv", ".txt")


def read_gold(path: str | Path, task: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the annotated texts and the spans that people marked in them.

    Parameters
    ----------
    path
        JSON lines, one text per line: ``id``, ``text``, where known ``outlet`` (or ``publisher``) and ``outlet_type``,
        and for the task

        - voices: ``quotes``, one object per attribution, with ``quote_spans`` (all that is attributed),
          ``direct_spans`` (of that, what is in quotation marks) and, where there is one, ``speaker`` and ``cue``;
        - markers: ``label`` (1: a person calls the text loaded, else 0) and ``spans`` (the loaded words);
        - agency: ``clauses``, one object per clause (`dependency_gold.clause_passives`,
          `dependency_roles.clause_roles`); or, instead of JSON lines, a treebank in CoNLL-U (``.conllu``), each
          sentence of which is a text;
        - mentions: ``mentions``, one object per name with ``start, end, kind`` (`name_gold.MENTION_KINDS`); or, in a
          file with another ending, words in columns with a tag each (`name_gold.tagged_texts`).

        A span is ``[start, end]`` or ``{"start": …, "end": …}`` in characters of `text`, from 0, the end left out.
    task
        One of `TASKS`.

    Returns
    -------
    documents, gold : DataFrame
        Table `documents` of the texts in the file's order, with the columns `outlet_type` and, for markers, `label`
        (int); `title` is empty, so that the suite is judged on the bare text. And table `gold`, one row per span:
        `annotation` numbers the attributions or marks of a text from 0, `kind` is ``attributed``, ``direct``,
        ``loaded``, for agency as `dependency_gold.treebank_passives` and `dependency_roles.treebank_roles` say, for
        mentions ``person``, ``body``, ``place``, ``people``, ``misc``, ``quantity`` or ``date``; `speaker` and `cue`
        are empty where none is given.
        The column `document` of a treebank's sentences names what they are from.

    Raises
    ------
    InputError
        If the file is not JSON lines, a field is missing or not what it should be, a span lies outside its text, or
        an id comes twice. The message names the file, the line and the field.

    See Also
    --------
    validate_voices, validate_markers : compare the suite with it.

    Examples
    --------
    >>> import analysis as same
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "gold.jsonl")
    ...     _ = file.write_text('{"id": "a", "text": "A brutal act.", "label": 1, "spans": [[2, 8]]}')
    ...     same.read_gold(file, "markers")[1][["doc_id", "kind", "start", "end"]].values.tolist()
    [['a', 'loaded', 2, 8]]
    """
    if task not in TASKS:
        raise InputError(f"there is no task {shown(task)} to validate; choose one of: {', '.join(TASKS)}")
    file = resolve_path(path)
    if task == "agency" and file.suffix.lower() == ".conllu":
        return _treebank(file)
    if task == "mentions" and file.suffix.lower() in COLUMN_ENDINGS:
        return _tagged(file)
    if file.suffix.lower() != ".jsonl":
        others = {"agency": (".conllu",), "mentions": COLUMN_ENDINGS}.get(task, ())
        endings = " or ".join([".jsonl", *others])
        what = "JSON lines, or as words in columns" if others else "JSON lines"
        raise InputError(f"{file}: annotated data comes as {what}; give a file that ends in {endings}")
    texts: list[dict[str, Any]] = []
    spans: list[tuple[str, int, str, int, int, str, str]] = []
    seen: dict[str, str] = {}
    for line, fields in read_records(file):
        place = f"{file}, {line}"
        given = fields.get("id")
        given = str(given) if type(given) is int else _field(fields, "id", str, place)
        doc_id = new_id(given, seen, line, f"{place}, field id")
        text = _field(fields, "text", str, place)
        outlet = _word(fields, "outlet", place) or _word(fields, "publisher", place)
        row: dict[str, Any] = {
            "doc_id": doc_id,
            "text": text,
            "outlet": outlet,
            "outlet_type": _word(fields, "outlet_type", place),
        }
        if task == "agency":
            clauses = _field(fields, "clauses", list, place)
            passives = list(_spans_alone(clause_passives(clauses, text, place)))
            roles = (clause_roles(clause, text) for clause in clauses)
            marks = iter([*passives, *_together(roles, len(passives))])
        elif task == "mentions":
            marks = _spans_alone(marked_names(_field(fields, "mentions", list, place), text, place))
        else:
            marks = _quotes(fields, text, place) if task == "voices" else _loaded(fields, text, place)
        spans.extend((doc_id, *mark) for mark in marks)
        texts.append(
            row | ({"label": _label(fields.get("label"), f"{place}, field label")} if task == "markers" else {})
        )
    columns = [*COLUMNS["documents"], "outlet_type"]
    documents = pd.DataFrame({name: [row.get(name, "") for row in texts] for name in columns}, dtype="str")
    if task == "markers":
        documents["label"] = [row["label"] for row in texts]
    gold = pd.DataFrame(spans, columns=list(COLUMNS["gold"])).astype(numbers("gold"))
    return documents, gold


def _treebank(file: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    parsed = list(treebank_sentences(file))
    if not parsed:
        raise InputError(f"{file}: there is no sentence in it; give a treebank in CoNLL-U")
    agents = any(word[7] == "obl:agent" for sentence in parsed for word in sentence.words)
    texts, spans = [], []
    for number, sentence in enumerate(parsed, 1):
        said = sentence.comments
        doc_id = f"{number} {said.get('sent_id', '')}".strip()
        texts.append((doc_id, said["text"], "", "", said["genre"], said["document"]))
        passives = list(_spans_alone(treebank_passives(sentence, agents)))
        spans += [(doc_id, *mark) for mark in [*passives, *_together(treebank_roles(sentence, agents), len(passives))]]
    columns = ["doc_id", "text", "title", "outlet", "outlet_type", "document"]
    gold = pd.DataFrame(spans, columns=list(COLUMNS["gold"])).astype(numbers("gold"))
    return pd.DataFrame(texts, columns=columns, dtype="str"), gold


def _tagged(file: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    texts, spans = [], []
    for doc_id, text, names in tagged_texts(file):
        texts.append((doc_id, text, "", "", ""))
        spans += [(doc_id, *mark) for mark in _spans_alone(iter(names))]
    columns = ["doc_id", "text", "title", "outlet", "outlet_type"]
    gold = pd.DataFrame(spans, columns=list(COLUMNS["gold"])).astype(numbers("gold"))
    return pd.DataFrame(texts, columns=columns, dtype="str"), gold


def _together(verbs: Iterator[list[Mark]], first: int) -> Iterator[tuple[int, str, int, int, str, str]]:
    """Yield the marks of each verb with one number, counted on from `first`."""
    for number, marks in enumerate(verbs, first):
        for kind, start, end in marks:
            yield number, kind, start, end, "", ""


def _spans_alone(marks: Iterator[Mark]) -> Iterator[tuple[int, str, int, int, str, str]]:
    for number, (kind, start, end) in enumerate(marks):
        yield number, kind, start, end, "", ""


def _quotes(fields: dict[str, Any], text: str, place: str) -> Iterator[tuple[int, str, int, int, str, str]]:
    for number, quote in enumerate(_field(fields, "quotes", list, place)):
        within = f"quotes[{number}]."
        if not isinstance(quote, dict):
            raise InputError(f"{place}, field {within[:-1]}: is {_kind(quote)}; write an object")
        speaker, cue = _word(quote, "speaker", place, within), _word(quote, "cue", place, within)
        for name, kind in (("quote_spans", "attributed"), ("direct_spans", "direct")):
            for start, end in _spans(quote, name, text, place, within):
                yield number, kind, start, end, speaker, cue


def _loaded(fields: dict[str, Any], text: str, place: str) -> Iterator[tuple[int, str, int, int, str, str]]:
    for number, (start, end) in enumerate(_spans(fields, "spans", text, place)):
        yield number, "loaded", start, end, "", ""


def _spans(fields: dict[str, Any], name: str, text: str, place: str, within: str = "") -> Iterator[Span]:
    for number, span in enumerate(_field(fields, name, list, place, within)):
        yield _span(span, text, f"{place}, field {within}{name}[{number}]")


def _span(span: object, text: str, where: str) -> Span:
    """Return the start and end of a span that is written as ``[start, end]`` or ``{"start": …, "end": …}``."""
    ends = [span.get("start"), span.get("end")] if isinstance(span, dict) else span
    if not isinstance(ends, list) or [type(end) for end in ends] != [int, int]:
        raise InputError(f"{where}: is not [start, end] but {shown(span)}; write two whole numbers")
    start, end = ends
    if not 0 <= start <= end <= len(text):
        raise InputError(
            f"{where}: {shown([start, end])} is not in the text of {len(text)} characters; "
            "count characters from 0, the end left out"
        )
    return start, end


def new_id(value: object, seen: dict[str, str], line: str, where: str) -> str:
    """Return the id of a text as str; `InputError` if it is missing or among those `seen`, to which it is added."""
    if type(value) not in (str, int) or not str(value).strip():
        raise InputError(f"{where}: is missing or empty; give each text its own id")
    doc_id = str(value)
    if doc_id in seen:
        raise InputError(f"{where}: {shown(doc_id)} occurs in {seen[doc_id]} too; give each text its own id")
    seen[doc_id] = line
    return doc_id


def _label(value: object, where: str) -> int:
    if type(value) not in (str, int) or str(value) not in ("0", "1"):
        raise InputError(
            f"{where}: {shown(value)} is neither 0 nor 1; write 1 where people call the text loaded, else 0"
        )
    return int(str(value))


def _field(fields: dict[str, Any], name: str, kind: type, place: str, within: str = "") -> Any:
    value = fields.get(name)
    if value is None:
        shown = "is null" if name in fields else f"there is no such field among {listed(fields)}"
        raise InputError(f"{place}, field {within}{name}: {shown}; write {_KINDS[kind]}")
    if not isinstance(value, kind):
        raise InputError(f"{place}, field {within}{name}: is {_kind(value)}; write {_KINDS[kind]}")
    return value


def _word(fields: dict[str, Any], name: str, place: str, within: str = "") -> str:
    value = fields.get(name)
    if value is not None and not isinstance(value, str):
        raise InputError(f"{place}, field {within}{name}: is {_kind(value)}; write it as text or leave it out")
    return value or ""


def _kind(value: object) -> str:
    return _KINDS.get(type(value), "something else") if value is not None else "null"


_KINDS: dict[type, str] = {
    str: "text",
    list: "a list",
    dict: "an object",
    bool: "true or false",
    int: "a number",
    float: "a number",
}


def read_labelled(path: str | Path) -> tuple[pd.DataFrame, pd.DataFrame | None]:
    r"""Return the labelled sentences and, where people marked words in them, the places of those.

    Parameters
    ----------
    path
        A ``.csv``, ``.jsonl`` or ``.parquet`` file with ``doc_id`` (or ``id``), ``text`` and ``label`` (1: loaded, 0:
        not). For words, ``spans`` (a list of ``[start, end]`` or ``{"start": …, "end": …}``, in characters of the text
        from 0, the end left out) or, where that is missing, ``biased_words`` (a list of words or phrases as they occur
        in the text, every place of which counts). In CSV, both are JSON.

    Returns
    -------
    documents : DataFrame
        ``doc_id, text, title`` (empty), ``label`` (int), in the file's order.
    spans : DataFrame or None
        ``doc_id, start, end``; None where the file has neither column.

    Raises
    ------
    InputError
        If a column or a cell is missing or not what it should be, a span lies outside its text, a marked word is not
        in its text, or an id comes twice. The message names the file, the row and the column.

    See Also
    --------
    train : learns from them.

    Examples
    --------
    >>> import analysis as same
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     file = Path(folder, "labelled.csv")
    ...     _ = file.write_text("doc_id,text,label\na,A brutal act.,1\n")
    ...     same.read_labelled(file)[0][["text", "label"]].values.tolist()
    [['A brutal act.', 1]]
    """
    file = resolve_path(path)
    rows: list[tuple[str, str, str, int]] = []
    marks: list[tuple[str, int, int]] = []
    seen: dict[str, str] = {}
    marked = False
    for place, cells in read_records(file):
        where = f"{file}, {place}"
        given = cells.get("doc_id") if cells.get("doc_id") is not None else cells.get("id")
        doc_id = new_id(given, seen, place, f"{where}, column doc_id")
        text = cells.get("text")
        if not isinstance(text, str) or not text.strip():
            raise InputError(f"{where}, column text: is missing or empty; write the sentence")
        rows.append((doc_id, text, "", _label(cells.get("label"), f"{where}, column label")))
        name = next((name for name in ("spans", "biased_words") if cells.get(name) is not None), None)
        if name:
            marked, within = True, f"{where}, column {name}"
            given_marks = _list(cells[name], within)
            if name == "spans":
                found = [_span(span, text, f"{within}[{number}]") for number, span in enumerate(given_marks)]
            else:
                found = list(_words(given_marks, text, within))
            marks += [(doc_id, *span) for span in found]
    documents = pd.DataFrame(rows, columns=["doc_id", "text", "title", "label"]).astype({"label": int})
    return documents, pd.DataFrame(marks, columns=["doc_id", "start", "end"]) if marked else None


def _list(cell: Any, place: str) -> list[Any]:
    if isinstance(cell, str):
        cell = parse_json(cell, place, "write a list such as [[0, 4]]")
    if not isinstance(cell, list):
        raise InputError(f"{place}: is not a list; write a list such as [[0, 4]]")
    return cell


def _words(marked: list[Any], text: str, where: str) -> Iterator[Span]:
    """Yield every place of the marked words; single words, the most of them, are looked up all at once."""
    table = tokens(pd.DataFrame({"doc_id": ["d"], "start": [0], "end": [len(text)], "text": [text]}))
    starts, ends = table["start"].to_numpy(), table["end"].to_numpy()
    patterns: dict[tuple[str, ...], str] = {}
    for word in marked:
        if not isinstance(word, str):
            raise InputError(f"{where}: {shown(word)} is not text; write words as they are in the text")
        bare = word.replace("*", " ").lower()
        patterns.setdefault(compile_entries([bare]).patterns[0] if words(bare) else (), word)
    groups = [[pattern for pattern in patterns if len(pattern) == 1]]
    for group in groups + [[pattern] for pattern in patterns if len(pattern) != 1]:
        entries = compile_entries([" ".join(pattern) for pattern in group if pattern])
        found = find_entries(entries, table, {"d": text})
        for missing in sorted(set(range(len(group))) - set(found["entry"])):
            raise InputError(f"{where}: {shown(patterns[group[missing]])} is not in the text; write it as it is there")
        for first, last in zip(found["first"], found["last"], strict=True):
            yield int(starts[first]), int(ends[last])
