"""What the pages are made of besides the notebooks' words: folds, numbers, files to download, public names, columns."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from base64 import b64encode

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

import analysis as same
from analysis.schema import COLUMNS, describe
from analysis.texts.readers.installation import HOME as CHECKOUT
from analysis.views.book.declared import declared_tables, returned_tables
from analysis.views.book.sources import CHECK, CODE, TEMPLATES, gather_sources
from tests.pages import Page, dead_links, pages

FIGURE = (
    '<figure class="ss" id="figure-{0}"><div class="ss-wide" role="region" tabindex="0" aria-label="Figure {0}">'
    f'<img alt="bars" src="data:image/svg+xml;base64,{b64encode(b"<svg/>").decode()}"></div>'
    '<figcaption class="x">What it shows</figcaption></figure>'
)
API = (CHECKOUT / "docs" / "api.md").read_text(encoding="utf-8")


def code(source, *, html="", **metadata):
    outputs = [new_output("display_data", {"text/html": html})] if html else []
    return new_code_cell(source, metadata=metadata, outputs=outputs)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    root, sources = folder / "root", folder / "sources"
    for name in ("figures/known.svg", "figures/known.png", "figures/known.csv", "figures/manifest.json"):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("x")
    (root / "docs").mkdir()
    api = "# Functions\n\n```{public}\nterms Counts\n```\n"
    (root / "docs" / "api.md").write_text(api, encoding="utf-8")
    (sources / "tables").mkdir(parents=True)
    (sources / "tables" / "figure-known.csv").write_text("x\n")
    (sources / "index.md").write_text("# Home\n\n[[path]]\n", encoding="utf-8")
    (sources / "columns.md").write_text(f"# Columns\n\n{declared_tables()}\n", encoding="utf-8")
    cells = [
        new_markdown_cell("# Who speaks?"),
        code('CORPUS = "data/raw"', tags=["parameters"]),
        code("1", html=FIGURE.format("known") + FIGURE.format("other")),
        code("assert True", tags=["hide-cell"]),
    ]
    nbformat.write(new_notebook(cells=cells, metadata={"language_info": {"name": "python"}}), folder / "07-who.ipynb")
    gather_sources(root, sources, [folder / "07-who.ipynb"])
    # In a process of its own, as a build does it: Sphinx warns of a second one in the same process.
    program = [sys.executable, "-m", "analysis.views.book.sphinx", sources, folder / "site", folder / "work"]
    ended = subprocess.run(program, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")
    (folder / "site" / "tables").mkdir()
    (folder / "site" / "tables" / "figure-known.csv").write_text("x\n")
    return folder / "site"


def html(site, name):
    return (site / f"{name}.html").read_text(encoding="utf-8")


def test_code_is_folded_and_checks_say_what_they_are(site):
    page = html(site, "notebooks/07-who")
    assert re.findall(r"<summary[^>]*>([^<]*)</summary>", page) == [CODE, CODE, CHECK]
    assert page.count("<details") == page.count("</details>") == 3
    folded = "".join(re.findall(r"<details.*?</details>", page, re.DOTALL))
    assert "assert" in folded and "What it shows" not in folded


def test_figures_are_numbered_and_their_files_can_be_downloaded(site):
    page = Page(html(site, "notebooks/07-who"))
    assert re.findall(r"Figure \d\. (?:Download: SVG PNG CSV)?(?=What it shows)", page.shown) == [
        "Figure 1. Download: SVG PNG CSV",
        "Figure 2. ",
    ]
    files = [link for link in page.links if "known" in link]
    assert files == ["../figures/known.svg", "../figures/known.png", "../tables/figure-known.csv"]
    assert not [link for link in page.links if "other" in link]
    assert sorted(path.name for path in (site / "figures").iterdir()) == ["known.png", "known.svg"]
    assert list(dead_links(site)) == []


def test_a_figure_that_pages_show_is_one_file(site):
    (drawing,) = (site / "_images").iterdir()
    assert drawing.read_bytes() == b"<svg/>"
    shown = re.findall(r'<img alt="bars" src="([^"]+)"', html(site, "notebooks/07-who"))
    assert shown == [f"../_images/{drawing.name}"] * 2


def test_notebooks_have_their_number_in_the_sidebar(site):
    for path, page in pages(site).items():
        assert "07 Who speaks?" in page.shown, path
    assert html(site, "notebooks/07-who").count("<h1>Who speaks?") == 1


def test_sidebars_have_names_and_captions_a_level(site):
    for path in site.rglob("*.html"):
        page = path.read_text(encoding="utf-8")
        assert len(re.findall("<aside", page)) == len(re.findall("<aside aria-label=", page)) == 2, path
        assert page.count('role="heading"') == page.count('role="heading" aria-level="2"') > 0, path
        assert page.count("<h1") == 1, path


def test_public_names_are_documented_and_lead_to_their_tables(site):
    page = Page(html(site, "docs/api"))
    assert {"analysis.terms", "analysis.Counts", "analysis.Counts.select"} <= page.ids
    assert "../columns.html#table-terms" in page.links
    assert "docs/api.html#analysis.terms" in Page(html(site, "columns")).links


def test_every_column_is_described(site):
    page = Page(html(site, "columns"))
    assert {f"table-{name.replace('_', '-')}" for name in COLUMNS} <= {one.replace("_", "-") for one in page.ids}
    shown = " ".join(page.shown.split())
    for name in COLUMNS:
        for column in describe(name):
            assert " ".join(column.meaning.replace("`", "").split()) in shown, (name, column.name)


def test_no_program_of_a_build_loads_what_another_one_needs():
    for module, unneeded in (("build", {"sphinx", "myst_nb", "lark"}), ("sphinx", {"matplotlib", "sklearn", "lark"})):
        code = f"import sys, analysis.views.book.{module}; print(*sys.modules)"
        loaded = subprocess.run([sys.executable, "-c", code], cwd=CHECKOUT, capture_output=True, text=True, check=True)
        assert unneeded.isdisjoint(loaded.stdout.split()), module


def test_which_tables_a_function_returns():
    assert returned_tables("terms") == ["terms"]
    assert returned_tables("read_lexicon") == ["lexicon"]
    assert returned_tables("voices") == ["segments"]
    assert returned_tables("g2") == []
    assert {table for name in same.__all__ for table in returned_tables(name)} <= set(COLUMNS)


def test_every_public_name_is_in_the_reference_once():
    listed = [name for block in re.findall(r"^```\{public\}\n(.*?)^```", API, re.S | re.M) for name in block.split()]
    constants = re.findall(r"^\.\. py:data:: analysis\.(\w+)$", API, re.MULTILINE)
    assert sorted(listed + constants) == sorted(same.__all__)


def test_what_the_pages_take_from_the_readme_is_there():
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    page = (TEMPLATES / "use.md").read_text(encoding="utf-8")
    asked = re.findall(r'^:(?:start-after|end-before): "(.*)"$', page, re.MULTILINE)
    assert len(asked) == 4
    assert [heading for heading in asked if readme.count(json.loads(f'"{heading}"')) != 1] == []
