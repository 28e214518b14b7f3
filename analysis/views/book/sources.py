"""The sources of the pages: the checkout's files and the executed notebooks, laid out as Sphinx reads them."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Collection, Iterable, Iterator
from html import escape
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from analysis.views.book.references import BIBLIOGRAPHY

if TYPE_CHECKING:
    import pandas as pd

BESIDE = (BIBLIOGRAPHY, "CITATION.cff", "LICENSE", "LICENSE-DATA.md", "README.md", "pyproject.toml", "requirements.txt")
OWN_BESIDE = (
    BIBLIOGRAPHY,
    *(f"data/{page}.md" for page in ("lexicon/CODEBOOK", "lexicon/FRAMES", "validation/README", "calibration/README")),
)
LESSONS = "classroom"  # the folder in `notebooks` that the lessons are in
INVENTED = "**This story is invented for the classroom.** It is no evidence of anything."
FOR_PUPILS = ("*-worksheet.md", "*-student.ipynb", "coding-*.csv")  # what of them a book of the sample has
CHECK, CODE = "Check of the numbers above", "Show the code"
FIGURE = r'<figure class="ss"(?: id="figure-([\w-]+)")?>(?:(?!</figure>).)*?<figcaption[^>]*>'
TEMPLATES = Path(__file__).parent / "templates"


def gather_sources(
    root: Path, sources: Path, executed: Iterable[Path], *, own: bool = False, sample: pd.DataFrame | None = None
) -> None:
    """Lay the sources of the pages out as the checkout is, so that a link between files holds in both.

    Parameters
    ----------
    root
        The checkout: ``analysis/``, ``data/``, ``docs/``, the drawings of ``figures/`` and the files of `BESIDE` are
        copied, for pages to link to.
    sources
        The folder of the sources, with ``index.md`` and the other written pages in it.
    executed
        The executed notebooks.
    own
        Whether the book is of somebody's own texts: of the checkout only the pages of `OWN_BESIDE` are then copied, and
        in the notebooks links to what is not there are plain words.
    sample
        Table `documents` where the texts are those that the lessons are about: such a book, which pupils get, has
        their worksheets and notebooks, and no answers.
    """
    (sources / "notebooks").mkdir()
    for name in OWN_BESIDE if own else BESIDE:
        if (root / name).is_file():
            (sources / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / name, sources / name)
    for name in () if own else ("analysis", "data", "docs", "figures", f"notebooks/{LESSONS}"):
        if (root / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__", ".*", *["*.csv", "*.json"] * (name == "figures"))
            shutil.copytree(root / name, sources / name, ignore=ignored, dirs_exist_ok=True)
    if sample is not None:
        _hand_out(root / "notebooks" / LESSONS, sources / "notebooks" / LESSONS, sample)
    for page in (sources / "docs" / "teachers.md", *(sources / "notebooks" / LESSONS).glob("*-worksheet.md")):
        if page.is_file():
            page.write_text(_for_print(page.read_text(encoding="utf-8")), encoding="utf-8", newline="\n")
    executed = list(executed)
    there = {path.name for path in executed}
    for path in executed:
        lesson = sources / "notebooks" / LESSONS / path.name
        place, up = (lesson, "../../") if lesson.is_file() else (sources / "notebooks" / path.name, "../")
        notebook = json.loads(path.read_text(encoding="utf-8"))
        if lesson.is_file():
            notebook["metadata"]["orphan"] = True  # the answers are in no sidebar: the page for teachers leads to them
        for cell in notebook["cells"] if own else ():
            if cell["cell_type"] == "markdown":
                cell["source"] = _unlinked("".join(cell["source"]), sources / "notebooks", there)
        numbers = count(1)
        for cell in (cell for cell in notebook["cells"] if cell["cell_type"] == "code"):
            tags = cell["metadata"].setdefault("tags", [])
            if "hide-cell" in tags:
                cell["metadata"]["mystnb"] = {"code_prompt_show": CHECK}
            elif not lesson.is_file():  # in a lesson the answers are in the code
                tags.append("hide-input")
            for output in cell["outputs"]:
                if "text/html" in output.get("data", {}):
                    html = "".join(output["data"]["text/html"])
                    output["data"]["text/html"] = _number_figures(html, sources, up, numbers)
        place.write_text(json.dumps(notebook), encoding="utf-8")
    index = sources / "index.md"
    text = _number_figures(index.read_text(encoding="utf-8"), sources, "", count(1)).replace("[[path]]", _path(sources))
    if sample is not None:
        text = text.replace("\n\n", f"\n\n{INVENTED}\n\n", 1)  # below the title
    index.write_text(text, encoding="utf-8", newline="\n")


def _for_print(text: str) -> str:
    """Return a page of the lessons with room for handwriting, and with its notebooks as files, which are no pages."""
    text = re.sub(r"\]\((?=[\w./-]*-student\.ipynb\))", "](path:", text)
    blocks = text.split("\n\n")
    return "\n\n".join(f":::{{container}} ss-answer\n{one}\n:::" if "_____" in one else one for one in blocks)


def _hand_out(lessons: Path, folder: Path, documents: pd.DataFrame) -> None:
    """Copy what is for pupils, and lead from each worksheet to the texts that it names."""
    folder.mkdir()
    for path in (path for kind in FOR_PUPILS for path in sorted(lessons.glob(kind))):
        shutil.copyfile(path, folder / path.name)
    headlines = dict(zip(documents["text"].str.partition("\n")[0], documents["doc_id"], strict=True))
    for page in folder.glob("*-worksheet.md"):
        title, _, text = page.read_text(encoding="utf-8").partition("\n")
        named = sorted((one for one in headlines if f"“{one}”" in text), key=text.index)
        links = {f"reader/{headlines[one]}.html": one for one in named}
        links |= {"texts.html": "all texts", "explorer/index.html": "Explore the words"}
        shown = " · ".join(f'<a href="../../{address}">{escape(words)}</a>' for address, words in links.items())
        bar = f'```{{raw}} html\n<p class="ss-files">On screen: {shown}</p>\n```'
        page.write_text(f"{title}\n\n{bar}\n{text}", encoding="utf-8", newline="\n")


def _unlinked(text: str, folder: Path, notebooks: Collection[str]) -> str:
    """Return Markdown with its links to files that are not in the book as plain words."""

    def words(found: re.Match[str]) -> str:
        file = found[2].partition("#")[0]
        return found[0] if not file or file in notebooks or (folder / file).resolve().is_file() else found[1]

    return re.sub(r"\[([^\]]+)\]\(([^)\s]+)\)", words, text)


def _number_figures(html: str, sources: Path, up: str, numbers: Iterator[int]) -> str:
    """Put its number before the caption of each figure, and after it links to the drawing and the table behind it."""

    def number(found: re.Match[str]) -> str:
        n = next(numbers)
        table = f"tables/figure-{found[1]}.csv"
        packed = f"{table}.zip"  # as large tables are
        files = {form: f"figures/{found[1]}.{form}" for form in ("svg", "png")}
        files["csv"] = packed if (sources / packed).is_file() else table
        links = " ".join(
            f'<a href="{up}{file}" download aria-label="Figure {n} as {form.upper()}">{form.upper()}</a>'
            for form, file in files.items()
            if (sources / file).is_file()
        )
        opening = re.sub(r'(<div class="ss-wide"[^>]* aria-label=")[^"]*', rf"\g<1>Figure {n}", found[0])
        shown = f'<span class="ss-files">Download: {links}</span>' if links else ""
        return f"{opening}<b>Figure {n}.</b> {shown}"

    return re.sub(FIGURE, number, html, flags=re.DOTALL)


def _path(sources: Path) -> str:
    """Return the table of contents: the notebooks by number, what to use, then what is behind them."""
    notebooks = {}
    for path in sorted((sources / "notebooks").glob("*.ipynb")):
        first = "".join(json.loads(path.read_text(encoding="utf-8"))["cells"][0]["source"])
        notebooks[f"{path.stem[:2]} {first.splitlines()[0].lstrip('# ')}"] = f"notebooks/{path.stem}"
    lessons = sorted(path.stem for path in (sources / "notebooks" / LESSONS).glob("lesson-?-worksheet.md"))
    parts = {
        "The texts": {"The texts, with their marks": "texts", "Explore the words": "explore"},
        "The notebooks": notebooks,
        "In the classroom": {
            "For teachers": "docs/teachers",
            **{f"Lesson {name[7]}: worksheet": f"notebooks/{LESSONS}/{name}" for name in lessons},
            "The invented story": "data/sample/README",
        },
        "Use it": {
            "Install it, run it, own texts": "use",
            "Tables to download": "tables",
            "What each column holds": "columns",
            "Python functions": "docs/api",
            "What it costs": "docs/what-it-costs",
        },
        "Behind it": {
            "About the data": "data/README",
            "The lexicon and its codebook": "data/lexicon/CODEBOOK",
            "The frames and their codebook": "data/lexicon/FRAMES",
            "The annotated texts": "data/validation/README",
            "How far the tests can be trusted": "data/calibration/README",
            "References": "references",
            "How to cite": "cite",
            "Rights": "LICENSE-DATA",
        },
    }
    if lessons and not (sources / "docs" / "teachers.md").is_file():  # a book for pupils
        parts = {caption: parts[caption] for caption in ("The texts", "In the classroom", *parts)}
    blocks = []
    for caption, pages in parts.items():
        there = [
            f"{title} <{page}>"
            for title, page in pages.items()
            if any((sources / f"{page}.{end}").is_file() for end in ("md", "ipynb"))
        ]
        if there:
            blocks.append("\n".join(["```{toctree}", f":caption: {caption}", ":maxdepth: 1", "", *there, "```"]))
    return "\n\n".join(blocks)
