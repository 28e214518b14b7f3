"""Pages from sources: Sphinx with MyST-NB and furo; its settings are in ``templates/conf.py``.

Run as a program it turns a folder of sources into a folder of pages: ``python -m analysis.views.book.sphinx SOURCES
OUT``. `build.build` runs it in a fixed environment.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Collection, Iterable, Iterator
from html import escape
from inspect import isclass
from io import StringIO
from itertools import count
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.nodes import SkipNode
from latex2mathml.converter import convert
from myst_nb.sphinx_ import HideCodeCellNode
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

import analysis as same
from analysis.schema import COLUMNS
from analysis.views.book.pages import returned_tables
from analysis.views.book.references import BIBLIOGRAPHY, add_references

BESIDE = (BIBLIOGRAPHY, "CITATION.cff", "LICENSE", "LICENSE-DATA.md", "README.md", "pyproject.toml", "requirements.txt")
OWN_BESIDE = (
    BIBLIOGRAPHY,
    *(f"data/{page}.md" for page in ("lexicon/CODEBOOK", "validation/README", "calibration/README")),
)
CHECK, CODE = "Check of the numbers above", "Show the code"
FIGURE = r'<figure class="ss"(?: id="figure-([\w-]+)")?>(?:(?!</figure>).)*?<figcaption[^>]*>'
TEMPLATES = Path(__file__).parent / "templates"


def mathml(latex: str, display: str) -> str:
    """Return a formula as MathML that carries its source as alternative text.

    Raises
    ------
    ValueError
        If the formula cannot be read, or holds a command that is not known.
    """
    try:
        made = convert(latex, display=display)
    except Exception as error:
        raise ValueError(f"this formula cannot be read: {latex}") from error
    unknown = re.search(r"<m[ion]>(\\\w*|&)</m", made)  # it passes on unchanged what it does not know
    if unknown:
        raise ValueError(f"this formula holds {unknown[1]}, which cannot be shown: {latex}")
    return made.replace("<math ", f'<math alttext="{escape(latex)}" ', 1)


def _formula(writer: Any, latex: str, display: str) -> str:
    try:
        return mathml(latex, display)
    except ValueError as error:
        raise ValueError(f"{writer.builder.current_docname}: {error}") from error


def _visit_inline(writer: Any, node: nodes.math) -> None:
    writer.body.append(_formula(writer, node.astext(), "inline"))
    raise SkipNode


def _visit_block(writer: Any, node: nodes.math_block) -> None:
    writer.body.append(writer.starttag(node, "div", CLASS="ss-formula"))
    writer.body.append(_formula(writer, node.astext(), "block") + "</div>\n")
    raise SkipNode


class Public(SphinxDirective):
    """``{public}``: the public names in its lines, first in a table of one line each, then with their docstrings."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the table and the docstrings, which autosummary and autodoc make."""
        names = [name for line in self.content for name in line.split()]
        kinds = {name: "class" if isclass(getattr(same, name)) else "function" for name in names}
        lines = [".. autosummary::", "   :nosignatures:", "", *(f"   ~analysis.{name}" for name in names), ""]
        for name, kind in kinds.items():
            lines += [f".. auto{kind}:: analysis.{name}", *["   :members:"] * (kind == "class"), ""]
        return self.parse_text_to_nodes("\n".join(["```{eval-rst}", *lines, "```"]))


def _link_declarations(app: Sphinx, kind: str, name: str, thing: object, options: object, lines: list[str]) -> None:
    """Lead from a docstring to the columns of the tables that it names or that are returned."""
    public = name.removeprefix("analysis.")
    tables = [
        f":ref:`{table} <table-{table}>`" for table in (returned_tables(public) if public in same.__all__ else ())
    ]
    sections = [i for i, line in enumerate(lines[1:]) if line and set(line) == {"-"}]
    if tables and sections:
        lines[sections[0] : sections[0]] = [f"What its columns hold: {', '.join(tables)}.", ""]
    known = "|".join(COLUMNS)
    lines[:] = [re.sub(rf"\b([Tt]able) `({known})`", r"\1 :ref:`\2 <table-\2>`", line) for line in lines]


def _skip(app: Sphinx, kind: str, name: str, thing: object, skip: bool, options: object) -> bool | None:
    """Leave out the fields of named tuples, which the class's own docstring describes."""
    return True if str(getattr(thing, "__doc__", "")).startswith("Alias for field number") else None


def _visit_fold(writer: Any, node: HideCodeCellNode) -> None:
    writer.body.append(f'<details class="ss-fold"><summary>{escape(node["prompt_show"])}</summary>\n')


def _depart_fold(writer: Any, node: HideCodeCellNode) -> None:
    writer.body.append("</details>\n")


def setup(app: Sphinx) -> dict[str, bool]:
    """Add to Sphinx the MathML renderer, folds, the reference of public names, the list of works and links to both."""
    add_references(app)
    app.add_directive("public", Public)
    app.connect("autodoc-process-docstring", _link_declarations, priority=400)  # before numpydoc
    app.connect("autodoc-skip-member", _skip)
    app.add_node(HideCodeCellNode, override=True, html=(_visit_fold, _depart_fold))
    app.add_html_math_renderer("mathml", (_visit_inline, None), (_visit_block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def gather_sources(root: Path, sources: Path, executed: Iterable[Path], *, own: bool = False) -> None:
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
    """
    (sources / "notebooks").mkdir()
    for name in OWN_BESIDE if own else BESIDE:
        if (root / name).is_file():
            (sources / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / name, sources / name)
    for name in () if own else ("analysis", "data", "docs", "figures"):
        if (root / name).is_dir():
            ignored = shutil.ignore_patterns("__pycache__", ".*", *["*.csv", "*.json"] * (name == "figures"))
            shutil.copytree(root / name, sources / name, ignore=ignored, dirs_exist_ok=True)
    executed = list(executed)
    there = {path.name for path in executed}
    for path in executed:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        for cell in notebook["cells"] if own else ():
            if cell["cell_type"] == "markdown":
                cell["source"] = _unlinked("".join(cell["source"]), sources / "notebooks", there)
        numbers = count(1)
        for cell in (cell for cell in notebook["cells"] if cell["cell_type"] == "code"):
            tags = cell["metadata"].setdefault("tags", [])
            if "hide-cell" in tags:
                cell["metadata"]["mystnb"] = {"code_prompt_show": CHECK}
            else:
                tags.append("hide-input")
            for output in cell["outputs"]:
                if "text/html" in output.get("data", {}):
                    html = "".join(output["data"]["text/html"])
                    output["data"]["text/html"] = _number_figures(html, sources, "../", numbers)
        (sources / "notebooks" / path.name).write_text(json.dumps(notebook), encoding="utf-8")
    index = sources / "index.md"
    text = _number_figures(index.read_text(encoding="utf-8"), sources, "", count(1)).replace("[[path]]", _path(sources))
    index.write_text(text, encoding="utf-8", newline="\n")


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
        files = {form: f"figures/{found[1]}.{form}" for form in ("svg", "png")} | {
            "csv": f"tables/figure-{found[1]}.csv"
        }
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
    parts = {
        "The notebooks": notebooks,
        "Use it": {
            "Install it, run it, own texts": "use",
            "Tables to download": "tables",
            "What each column holds": "columns",
            "Python functions": "docs/api",
        },
        "Behind it": {
            "About the data": "data/README",
            "The lexicon and its codebook": "data/lexicon/CODEBOOK",
            "The annotated texts": "data/validation/README",
            "How far the tests can be trusted": "data/calibration/README",
            "References": "references",
            "How to cite": "cite",
            "Rights": "LICENSE-DATA",
        },
    }
    blocks = []
    for caption, pages in parts.items():
        there = [
            f"{title} <{page}>"
            for title, page in pages.items()
            if any((sources / f"{page}.{end}").is_file() for end in ("md", "ipynb"))
        ]
        blocks.append("\n".join(["```{toctree}", f":caption: {caption}", ":maxdepth: 1", "", *there, "```"]))
    return "\n\n".join(blocks)


def make(sources: Path, out: Path, work: Path) -> list[str]:
    """Turn a folder of sources into a folder of pages.

    Parameters
    ----------
    sources
        Markdown files and executed notebooks; ``index.md`` is the first page.
    out
        A folder that does not exist yet.
    work
        A folder for what Sphinx remembers; it is emptied first.

    Returns
    -------
    list of str
        Sphinx's warnings, a line each, with paths from the sources' folder on and the number of the cell.
    """
    shutil.rmtree(work, ignore_errors=True)
    said = StringIO()
    app = Sphinx(sources, TEMPLATES, out, work / "doctrees", "html", {}, None, said, freshenv=True)
    app.build(force_all=True)
    if app.statuscode:
        raise RuntimeError(f"Sphinx ended with status {app.statuscode}")
    if (sources / "figures").is_dir():
        shutil.copytree(sources / "figures", out / "figures")
    for name in (".buildinfo", "objects.inv"):  # one holds a hash of the machine's paths; nobody asks for the other
        (out / name).unlink(missing_ok=True)
    for path in out.rglob("*.map"):  # for those who debug the theme
        path.unlink()
    plain = re.sub(r"\x1b\[[0-9;]*m", "", said.getvalue()).replace(f"{sources}{os.sep}", "")
    # MyST-NB numbers the lines of a cell from 10,000 times the cell's number.
    plain = re.sub(r"(?<=\.ipynb):(\d+)(?=\d{4}:)\d{4}", r", cell \1", plain)
    return [line for line in plain.splitlines() if line.strip()]


if __name__ == "__main__":
    for warning in make(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])):
        print(warning, file=sys.stderr)
