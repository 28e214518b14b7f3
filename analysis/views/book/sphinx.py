"""Pages from sources: Sphinx with MyST-NB and furo; its settings are in ``templates/conf.py``.

Run as a program it turns a folder of sources into a folder of pages: ``python -m analysis.views.book.sphinx SOURCES
OUT``. `build.build` runs it in a fixed environment.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import sys
from base64 import b64decode
from html import escape
from inspect import isclass
from io import StringIO
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
from analysis.views.book.declared import returned_tables
from analysis.views.book.policy import with_policy
from analysis.views.book.references import add_references
from analysis.views.book.sources import TEMPLATES


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
    writer.body.append(writer.starttag(node, "div", CLASS="ss-formula", tabindex="0"))
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
    for path in out.rglob("*.html"):
        html = drawn_apart(with_policy(path.read_text(encoding="utf-8")), path, out)
        path.write_text(html, encoding="utf-8", newline="\n")
    for path in out.rglob("*.map"):  # for those who debug the theme
        path.unlink()
    plain = re.sub(r"\x1b\[[0-9;]*m", "", said.getvalue()).replace(f"{sources}{os.sep}", "")
    # MyST-NB numbers the lines of a cell from 10,000 times the cell's number.
    plain = re.sub(r"(?<=\.ipynb):(\d+)(?=\d{4}:)\d{4}", r", cell \1", plain)
    return [line for line in plain.splitlines() if line.strip()]


def drawn_apart(html: str, page: Path, site: Path) -> str:
    """Return a page with its figures in files of their own: a third fewer bytes, and one file for all pages."""

    def linked(found: re.Match[str]) -> str:
        drawing = b64decode(found[1])
        file = site / "_images" / f"{hashlib.sha256(drawing).hexdigest()[:16]}.svg"
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(drawing)
        return f'src="{"../" * (len(page.relative_to(site).parts) - 1)}_images/{file.name}"'

    return re.sub(r'\bsrc="data:image/svg\+xml;base64,([^"]+)"', linked, html)


if __name__ == "__main__":
    for warning in make(Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3])):
        print(warning, file=sys.stderr)
