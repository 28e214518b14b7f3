"""Lessons: from one source each, a notebook for students, one for teachers, and a worksheet that needs no code.

A source is Markdown. What is between ``::: NAMES`` and ``:::`` is only for those named: ``student``, ``teacher``,
``worksheet``. Code goes to both notebooks; a line ``name = VALUE  # solution`` is blanked for students. A line
``{{text ID}}`` puts a text of the sample on the worksheet, its paragraphs numbered, and ``{{uses WORD}}`` a table of
every use of a word in the sample. A block ``key N.M`` holds, as TOML, what `answers.check_answer` is told of task M of
lesson N; all of them go to ``data/classroom/answers.json``.

Run as a program it writes them all: ``python -m analysis.views.classroom.lessons``.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from analysis.schema import InputError
from analysis.texts.readers.corpus import read_corpus
from analysis.texts.readers.installation import HOME
from analysis.views.classroom.answers import ANSWERS
from analysis.views.tables.atomic_write import whole_file
from analysis.views.tables.write import write_json

CLASSROOM = HOME / "notebooks" / "classroom"
SAMPLE = "data/sample"
AUDIENCES = ("student", "teacher", "worksheet")
_PARTS = re.compile(r"^::: *([a-z ]+)\n(.*?)^:::$\n?", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"^```python\n(.*?)^```$\n?", re.MULTILINE | re.DOTALL)
_KEY = re.compile(r"^```key (\d\.\d)\n(.*?)^```$\n?", re.MULTILINE | re.DOTALL)
_SOLUTION = re.compile(r"^(\w+) = (.*)  # solution$", re.MULTILINE)
_TEXT = re.compile(r"^\{\{text (\S+)\}\}$", re.MULTILINE)
_USES = re.compile(r"^\{\{uses (\w+)\}\}$", re.MULTILINE)
AROUND = 50  # characters to each side of a word in the table of its uses


class Cell(NamedTuple):
    """A piece of a lesson: prose or code."""

    is_code: bool
    source: str


def for_audience(source: str, audience: str) -> str:
    r"""Return a lesson as one audience has it.

    Raises
    ------
    InputError
        If a part names an audience that there is not, or is never closed.

    Examples
    --------
    >>> for_audience("All.\n::: teacher\nYou.\n:::\n", "student"), for_audience("a = 3  # solution", "student")
    ('All.\n', 'a = None  # your answer')
    """

    def kept(found: re.Match[str]) -> str:
        names = found[1].split()
        if unknown := sorted(set(names) - set(AUDIENCES)):
            raise InputError(f"::: {found[1]}: {unknown[0]} is not one of {', '.join(AUDIENCES)}")
        return found[2] if audience in names else ""

    text = _PARTS.sub(kept, _KEY.sub("", source))
    if ":::" in text:
        raise InputError("a part that begins with ::: is not closed, or closed twice")
    if audience == "student":
        text = _SOLUTION.sub(lambda found: f"{found[1]} = {_blank(found[2])}  # your answer", text)
    if audience == "teacher":
        text = _SOLUTION.sub(lambda found: found[0][: -len("  # solution")], text)
        text = re.sub(r"\A# .*", r"\g<0> Plan and answers", text)  # told from the pupils' page in a search, too
    return text


def _blank(solution: str) -> str:
    """Return what a student fills in: quotation marks where words are asked for, since they are easily forgotten."""
    return '""' if solution.startswith('"') else "None"


def notebook(source: str, audience: str) -> str:
    """Return a lesson as a notebook without outputs, for students or teachers: JSON in the form of Jupyter 4.5."""
    cells: list[dict[str, Any]] = []
    for number, cell in enumerate(_cells(_TEXT.sub("", for_audience(source, audience)))):
        one: dict[str, Any] = {
            "cell_type": "code" if cell.is_code else "markdown",
            "id": f"c{number:03}",
            "metadata": {},
        }
        lines = cell.source.splitlines(keepends=True)
        cells.append(one | ({"execution_count": None, "outputs": []} if cell.is_code else {}) | {"source": lines})
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    about = {"kernelspec": kernel, "language_info": {"name": "python"}}
    whole = {"cells": cells, "metadata": about, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def _cells(text: str) -> Iterator[Cell]:
    """Yield the cells of a lesson: each code block, and the prose between, parted at its headings."""
    for number, piece in enumerate(_CODE.split(text)):
        parts = [piece] if number % 2 else re.split(r"^(?=## )", piece, flags=re.MULTILINE)
        yield from (Cell(bool(number % 2), part.strip()) for part in parts if part.strip())


def worksheet(source: str, texts: dict[str, str]) -> str:
    """Return a lesson as a page to print, with the texts that it needs and no code."""
    page = _CODE.sub("", for_audience(source, "worksheet"))
    page = _TEXT.sub(lambda found: _printed(texts[found[1]]), page)
    page = _USES.sub(lambda found: _uses(found[1], texts), page)
    return re.sub(r"\n{3,}", "\n\n", page).strip() + "\n"


def _printed(text: str) -> str:
    """Return a text for print: its headline, then its paragraphs with numbers to speak of them."""
    headline, *paragraphs = text.strip().split("\n\n")
    return "\n>\n".join([f"> **{headline}**", *(f"> [{n}] {one}" for n, one in enumerate(paragraphs, 1))])


def _uses(word: str, texts: dict[str, str]) -> str:
    """Return every use of a word, headlines too, as a table: the headline of the text, and what is around the word."""
    rows = ["| text | use |", "|---|---|"]
    for text in texts.values():
        for found in re.finditer(rf"\b{word}\b", text, re.IGNORECASE):
            before, after = text[max(0, found.start() - AROUND) : found.start()], text[found.end() :][:AROUND]
            around = " ".join(f"{before.partition(' ')[2] or before}**{found[0]}**{after.rpartition(' ')[0]}".split())
            rows.append(f"| {text.partition(chr(10))[0]} | … {around} … |")
    return "\n".join(rows)


def keys(source: str) -> dict[str, dict[str, Any]]:
    """Return what is right in each task of a lesson, by its number."""
    return {name: tomllib.loads(block) for name, block in _KEY.findall(source)}


def write_lessons(folder: Path = CLASSROOM, key: Path = ANSWERS) -> list[Path]:
    """Write the notebooks and the worksheet of each lesson beside its source, and the answers; return the files."""
    documents = read_corpus(SAMPLE)
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    written: list[Path] = []
    answers: dict[str, dict[str, Any]] = {}
    for path in sorted(folder.glob("lesson-[0-9].md")):
        source = path.read_text(encoding="utf-8")
        answers |= keys(source)
        made = {f"{path.stem}-{one}.ipynb": notebook(source, one) for one in ("student", "teacher")}
        made[f"{path.stem}-worksheet.md"] = worksheet(source, texts)
        for name, content in made.items():
            with whole_file(folder / name) as out:
                out.write(content.encode())
            written.append(folder / name)
    write_json(answers, key)
    return [*written, key]


if __name__ == "__main__":
    print(*write_lessons(), sep="\n")
