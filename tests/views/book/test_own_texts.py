"""A book of somebody's own texts: built from a table of two, with the notebooks that are about any texts."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, writes

from analysis.schema import InputError
from analysis.views.book.build import build, fingerprints
from analysis.views.book.own_texts import OwnTexts, is_general
from analysis.views.book.sources import OWN_BESIDE
from analysis.views.cli.app import cli
from tests.pages import Page, dead_links, pages, wordless_images
from tests.scan import outside_requests
from tests.views.book.made_corpora import CORPORA

ROOT = Path(__file__).resolve().parents[3]
ABOUT_FIVE = ("advocacy", "newswire", "pmoi", "ncri", "the five texts", "aswat")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory):
    """A scratch checkout with one notebook about any texts and one about the five."""
    root = tmp_path_factory.mktemp("own") / "here"
    for name in ("analysis", "data"):
        shutil.copytree(ROOT / name, root / name, ignore=shutil.ignore_patterns("*.pyc.*"))
    style = root / "analysis" / "views" / "figures" / "style.py"  # its programs draw few pixels
    style.write_text(re.sub('("savefig.dpi": )200.0', r"\g<1>40.0", style.read_text("utf-8")), "utf-8")
    (root / "docs").mkdir()
    for name in (*OWN_BESIDE, "pyproject.toml", "requirements.txt"):
        shutil.copy(ROOT / name, root / name)
    (root / "notebooks").mkdir()
    shutil.copy(ROOT / "notebooks" / "01-who-is-speaking.ipynb", root / "notebooks")
    five = [new_markdown_cell("# What of the camps?"), new_code_cell('CORPUS = "data/raw"')]
    five[1].metadata["tags"] = ["parameters"]
    (root / "notebooks" / "02-five.ipynb").write_text(writes(new_notebook(cells=five)))
    return root


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    table = CORPORA["two texts"].assign(title="<script>alert(1)</script> A *storm*")
    path = tmp_path_factory.mktemp("private") / "my & texts.csv"
    table.to_csv(path, index=False)
    return path


@pytest.fixture(scope="module")
def site(checkout, corpus):
    place = corpus.parent / "book"
    made = build(place, corpus=corpus, target="Herald", progress=False, _root=checkout)
    assert (made.executed, made.warnings) == (("01-who-is-speaking.ipynb",), ())
    return place


def test_every_page_is_about_these_texts_alone(site):
    assert {"index.html", "tables.html", "notebooks/01-who-is-speaking.html"} <= {
        path.relative_to(site).as_posix() for path in pages(site)
    }
    for path, page in pages(site).items():
        if path.name not in ("CODEBOOK.html", "references.html"):
            assert [one for one in ABOUT_FIVE if one in page.shown.lower()] == [], path
    assert (list(dead_links(site)), outside_requests(site), list(wordless_images(site))) == ([], [], [])


def test_the_home_page_says_what_the_tables_hold_and_what_is_left_out(site):
    home = " ".join(Page((site / "index.html").read_text(encoding="utf-8")).shown.split())
    assert "There are 2 texts with" in home and "A group with a single text is that text: Herald and Post." in home
    assert "is not in it, since it is not about these texts." in home and "camps" not in home
    assert "my & texts.csv" in home


def test_the_notebook_shows_the_name_of_the_corpus_and_no_page_the_folder(site, corpus):
    page = Page((site / "notebooks" / "01-who-is-speaking.html").read_text(encoding="utf-8"))
    assert "CORPUS = 'my & texts.csv'" in page.shown and "TARGET = 'Herald'" in page.shown
    for path in site.rglob("*"):
        if path.suffix in {".html", ".js", ".json", ".csv"}:
            assert str(corpus.parent) not in path.read_text(encoding="utf-8"), path


def test_the_tables_are_offered_with_calls_for_these_texts(site):
    page = Page((site / "tables.html").read_text(encoding="utf-8"))
    assert "keyness 'my & texts.csv' --by source_type --target Herald -o keyness.csv" in page.shown
    assert {f"tables/{path.name}" for path in (site / "tables").iterdir()} <= set(page.links)
    record = json.loads((site / "record.json").read_text(encoding="utf-8"))
    assert (record["options"]["corpus"], record["options"]["target"]) == ("my & texts.csv", "Herald")


def test_each_figure_is_there_with_its_table_or_named_with_the_reason(site):
    drawn = {path.stem for path in (site / "figures").glob("*.svg")}
    assert {"who-is-speaking", "tf-idf", "similarity"} <= drawn
    assert drawn == {path.stem for path in (site / "figures").glob("*.png")}
    tables = {path.name for path in (site / "tables").glob("figure-*.csv")}
    assert tables == {f"figure-{name}.csv" for name in drawn}
    page = Page((site / "tables.html").read_text(encoding="utf-8"))
    assert {f"tables/{name}" for name in tables} <= set(page.links)
    assert "names-by-speaker: no name of a list of actors is in these texts" in page.shown
    for path in (site / "tables").glob("*.csv"):
        assert len(pd.read_csv(path)), path


def test_a_second_build_does_nothing_and_another_target_is_another_book(site, checkout, corpus):
    again = build(site, corpus=corpus, target="Herald", progress=False, _root=checkout)
    assert (again.made, again.executed) == (False, ())
    texts = (OwnTexts.read(corpus, None, target) for target in ("Herald", "Post"))
    assert len({fingerprints(checkout, one).book for one in texts}) == 2


def test_what_is_asked_for_and_not_there_is_told_before_anything_is_run(checkout, corpus, tmp_path):
    with pytest.raises(InputError, match="no document has 'Gazette' in the column 'source_type'"):
        build(tmp_path / "book", corpus=corpus, target="Gazette", progress=False, _root=checkout)
    with pytest.raises(InputError, match="no column 'paper'"):
        build(tmp_path / "book", corpus=corpus, by="paper", progress=False, _root=checkout)
    assert not (tmp_path / "book").exists()


@pytest.mark.parametrize("given", [["{corpus}"], ["--by", "outlet"], ["--target", "newswire"]])
def test_the_folder_of_the_five_texts_is_not_taken_for_another_book(given, corpus):
    said = CliRunner().invoke(cli, ["build", *(one.format(corpus=corpus) for one in given)])
    assert (said.exit_code, said.stdout) == (2, "") and "name a folder for the book with --out" in said.stderr


def test_a_file_that_is_no_notebook_is_not_about_any_texts(tmp_path):
    (tmp_path / "a.ipynb").write_text("{")
    assert not is_general(tmp_path / "a.ipynb")
    assert is_general(ROOT / "notebooks" / "01-who-is-speaking.ipynb")
