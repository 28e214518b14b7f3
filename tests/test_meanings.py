"""Every column of every table has its meaning, every meaning its column, and the page of tables shows them."""

from __future__ import annotations

import csv
from html.parser import HTMLParser

import pandas as pd
import pytest

from analysis.schema import COLUMNS
from analysis.texts.readers.corpus import CHECKOUT
from analysis.views.book.downloads import DOWNLOADS
from analysis.views.book.pages import _offer
from analysis.views.figures.registry import FIGURES
from analysis.views.read_story import read_story
from analysis.views.tables.columns import KIN, MEANINGS, meaning


def head(file):
    with file.open(encoding="utf-8", newline="") as lines:
        return next(csv.reader(lines))


@pytest.fixture(scope="module")
def tables():
    story = read_story()
    found = {name: list(columns) for name, columns in COLUMNS.items()}
    found |= {one.name: found.get(one.name, []) + list(one.make(story).columns) for one in DOWNLOADS}
    return found | {f"figure-{name}": head(CHECKOUT / "figures" / f"{name}.csv") for name in FIGURES}


def test_every_column_has_a_meaning(tables):
    assert [f"{name}.{column}" for name in tables for column in tables[name] if not meaning(name, column)] == []


def test_every_meaning_is_of_a_column_that_is_there(tables):
    used = set()
    for name, columns in tables.items():
        for column in columns:
            places = (f"{name}.{column}", f"{KIN.get(name, name)}.{column}", column)
            used.add(next(place for place in places if place in MEANINGS))
    assert sorted(set(MEANINGS) - used) == []
    assert set(KIN) <= set(tables) and set(KIN.values()) <= set(tables)


def test_a_meaning_is_a_sentence():
    for name, said in MEANINGS.items():
        assert said.endswith(".") and said.count("`") % 2 == 0 and "  " not in said and 8 < len(said) < 260, name


def test_a_table_says_of_its_own_columns_before_those_of_its_kin_and_of_all():
    assert meaning("documents", "text") == "The whole page as read." != meaning("segments", "text")
    assert meaning("keyness_author", "q") == meaning("keyness", "q") != ""
    assert "this part" in meaning("figure-who-is-speaking", "total")
    assert "in this voice" in meaning("figure-who-is-speaking", "n_words")
    assert meaning("keyness", "nothing") == ""


class Terms(HTMLParser):
    """Collects each dt with its dd."""

    def __init__(self):
        super().__init__()
        self.found, self.at = [], ""

    def handle_starttag(self, tag, attrs):
        if tag in ("dt", "dd"):
            self.at = tag
            self.found.append("")

    def handle_endtag(self, tag):
        self.at = "" if tag in ("dt", "dd") else self.at

    def handle_data(self, data):
        if self.at:
            self.found[-1] += data


def test_the_page_of_tables_says_what_each_column_holds(tmp_path):
    (tmp_path / "tables").mkdir()
    table = pd.DataFrame({"term": ["a"], "q": [0.5], "<b>": [1]})
    html = _offer(tmp_path, "keyness", "What & how.", table, "run")
    page = Terms()
    page.feed(html)
    assert page.found == ["term", MEANINGS["term"], "q", MEANINGS["keyness.q"], "<b>", ""]
    assert "<summary>3 columns, and what each holds</summary>" in html and "What &amp; how." in html
    share = _offer(tmp_path, "findings", "", pd.DataFrame({"share": [0.5]}), "")
    assert "<dd><code>n_words</code> as a share of <code>total</code>, 0 to 1.</dd>" in share
