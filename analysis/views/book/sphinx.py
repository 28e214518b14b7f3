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
from collections.abc import Iterable
from html import escape
from io import StringIO
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.nodes import SkipNode
from latex2mathml.converter import convert
from sphinx.application import Sphinx

from analysis.views.book.references import BIBLIOGRAPHY, add_references

BESIDE = (BIBLIOGRAPHY, "CITATION.cff", "LICENSE", "LICENSE-DATA.md", "pyproject.toml", "requirements.txt")
END = "</figcaption></figure>"
FIGURE = rf'<figure class="ss" id="figure-([\w-]+)">.*?{END}'
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
    unknown = re.search(r"<m[ion]>(\\\w*|&)</m", made)  # what it does not know it passes on as it is
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


def setup(app: Sphinx) -> dict[str, bool]:
    """Add to Sphinx the MathML renderer, the list of references, and the links to it."""
    add_references(app)
    app.add_html_math_renderer("mathml", (_visit_inline, None), (_visit_block, None))
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def gather_sources(root: Path, sources: Path, executed: Iterable[Path]) -> None:
    """Lay the sources of the pages out as the checkout is, so that a link between files holds in both.

    Parameters
    ----------
    root
        The checkout: ``analysis/``, ``data/`` and the files of `BESIDE` are copied, for pages to link to.
    sources
        The folder of the sources, with ``index.md`` and the other written pages in it.
    executed
        The executed notebooks.
    """
    (sources / "notebooks").mkdir()
    tables = {path.stem for path in (sources / "tables").glob("*.csv")}
    for path in executed:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        for output in (output for cell in notebook["cells"] for output in cell.get("outputs", [])):
            if "text/html" in output.get("data", {}):
                html = "".join(output["data"]["text/html"])
                output["data"]["text/html"] = _link_tables(html, tables, "../")
        (sources / "notebooks" / path.name).write_text(json.dumps(notebook), encoding="utf-8")
    for name in ("analysis", "data"):
        shutil.copytree(root / name, sources / name, ignore=shutil.ignore_patterns("__pycache__", ".*"))
    for name in BESIDE:
        if (root / name).is_file():
            (sources / name).parent.mkdir(exist_ok=True)
            shutil.copyfile(root / name, sources / name)
    index = sources / "index.md"
    text = _link_tables(index.read_text(encoding="utf-8"), tables, "").replace("[[path]]", _path(sources))
    index.write_text(text, encoding="utf-8", newline="\n")


def _link_tables(html: str, tables: set[str], up: str) -> str:
    """Put a link to the table behind it under each figure of the gallery."""

    def link(found: re.Match[str]) -> str:
        name = f"figure-{found[1]}"
        if name not in tables:
            return found[0]
        address = f"{up}tables/{name}.csv"
        return f'{found[0][: -len(END)]}<a class="ss-files" href="{address}" download>The table behind it</a>{END}'

    return re.sub(FIGURE, link, html, flags=re.DOTALL)


def _path(sources: Path) -> str:
    """Return the table of contents: the notebooks in order, then what stands behind them."""
    notebooks = [f"notebooks/{path.stem}" for path in sorted((sources / "notebooks").glob("*.ipynb"))]
    behind = {
        "Tables to download": "tables",
        "About the data": "data/README",
        "The lexicon and its codebook": "data/lexicon/CODEBOOK",
        "The annotated texts": "data/validation/README",
        "How far the tests can be trusted": "data/calibration/README",
        "References": "references",
        "How to cite": "cite",
        "Rights": "LICENSE-DATA",
    }
    there = [f"{title} <{page}>" for title, page in behind.items() if (sources / f"{page}.md").is_file()]
    parts = {"The path": notebooks, "Behind it": there}
    return "\n\n".join(
        "\n".join(["```{toctree}", f":caption: {caption}", ":maxdepth: 1", "", *pages, "```"])
        for caption, pages in parts.items()
    )


def make(sources: Path, out: Path, work: Path) -> list[str]:
    """Turn a folder of sources into a folder of pages.

    Parameters
    ----------
    sources
        Markdown files and executed notebooks; ``index.md`` is the first page.
    out
        A folder that does not exist yet.
    work
        A folder for what Sphinx remembers; it is emptied before.

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
