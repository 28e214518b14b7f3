"""The explorer's page and scripts: their numbers are those of the tables, and nothing in them can run."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from base64 import b64decode

import numpy as np
import pandas as pd
import pytest

from analysis.schema import VOICES
from analysis.views.explorer import choices, lines, pages
from analysis.views.explorer.choices import Comparison, comparisons
from analysis.views.explorer.pages import HERE, write_explorer
from tests.views.explorer.stories import ferry_documents, ferry_story


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    story = ferry_story(target="union")
    folder = tmp_path_factory.mktemp("site") / "explorer"
    write_explorer(story, folder)
    return story, folder


def script(folder, name):
    """Return what a script hands to the page."""
    said = re.fullmatch(r'sameStoryGot\("([^"]+)",(.*)\);\n', (folder / f"{name}.js").read_text("utf-8"), re.DOTALL)
    assert said[1] == name
    given = json.loads(said[2])
    return json.loads(zlib.decompress(b64decode(given))) if isinstance(given, str) else given


def page_data(folder):
    html = (folder / "index.html").read_text("utf-8")
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', html)[1])


def unpacked(folder, name):
    """Return the table of a view, as the page reads it."""
    view = script(folder, name)
    terms = script(folder, "terms")["terms"].split("\n")
    columns = {"term": [terms[i] for i in np.cumsum([int(step) for step in view["at"].split(",")])]}
    for column, (values, *which) in view["columns"].items():
        split = np.array([float(value) if value else np.nan for value in values.split(",")])
        columns[column] = split[[int(i) for i in which[0].split(",")]] if which else split
    return view, pd.DataFrame(columns)


@pytest.mark.parametrize("voice", ["all", *VOICES])
@pytest.mark.parametrize("part", ["body", "all"])
def test_the_numbers_are_those_of_the_tables(site, voice, part):
    story, folder = site
    if f"0 {voice} {part}" not in page_data(folder)["views"]:
        assert voice in ("direct", "indirect")  # one group has no such word
        with pytest.raises(Exception, match="word"):
            story.keyness(target="union", reference="paper", voice=voice, part=part)
        return
    view, table = unpacked(folder, f"view-0-{voice}-{part}")
    expected = story.keyness(target="union", reference="paper", voice=voice, part=part).sort_values("term")
    assert view["target"] == "union" and view["reference"] == "paper"
    assert (view["total_target"], view["texts_reference"]) == (expected["total_target"].iloc[0], 6)
    assert table["term"].tolist() == expected["term"].tolist()
    for name in ("n_target", "n_reference", "docs_target", "docs_reference"):
        assert table[name].tolist() == expected[name].tolist()
    for name in ("log_ratio", "log_ratio_low", "log_ratio_high"):
        np.testing.assert_allclose(table[name], expected[name], atol=0.0051)
    for name in ("per_1000_target", "per_1000_reference", "p", "q"):
        np.testing.assert_allclose(table[name], expected[name], rtol=1e-3)
    spread = story.terms(voice=voice, part=part).set_index("term")["dp_norm"]
    np.testing.assert_allclose(table["dp_norm"], spread[table["term"]], atol=0.0051)
    assert table["p"].notna().any() and table["p"].isna().any()  # both are on the page, and the reason with it
    assert view["why"] == "The term is in too few texts to be tested."


def test_every_place_of_a_term_is_found_again_in_the_text_that_is_shown(site):
    story, folder = site
    data = page_data(folder)
    terms = script(folder, "terms")["terms"].split("\n")
    texts = [text for i in range(len(data["texts"])) for text in script(folder, f"texts-{i}")]
    rows = [rows for i in range(len(data["places"])) for rows in script(folder, f"places-{i}")]
    assert len(rows) == len(terms) and len(texts) == len(story.documents)
    found = []
    for term, kinds in zip(terms, rows, strict=True):
        for kind, n, where in kinds:
            text = start = 0
            places = [[int(number) for number in one.split(" ")] for one in where.split(";")]
            assert n == len(places)
            for i, (step, begin, *other) in enumerate(places):
                start = start + begin if i and not step else begin
                text += step
                length = other[0] if other else len(term)
                assert texts[text][3][start : start + length].lower() == term
                found.append((text, start, kind))
    segments = story.segments.iloc[story.tokens["segment"]]
    number = {doc_id: i for i, doc_id in enumerate(story.documents["doc_id"])}
    expected = zip(
        story.tokens["doc_id"].map(number).astype(int),
        story.tokens["start"],
        2 * segments["voice"].map(VOICES.index).to_numpy() + (segments["part"] != "body").to_numpy(),
        strict=True,
    )
    assert sorted(found) == sorted((int(a), int(b), int(c)) for a, b, c in expected)


def test_a_frequent_term_lists_its_first_places_and_says_how_many_there_are(tmp_path, monkeypatch):
    monkeypatch.setattr(pages, "MOST_LINES", 2)
    monkeypatch.setattr(lines, "BLOCK", 200)
    story = ferry_story()
    write_explorer(story, tmp_path / "e")
    data = page_data(tmp_path / "e")
    assert len(data["places"]) > 2 and len(data["texts"]) > 2
    terms = script(tmp_path / "e", "terms")["terms"].split("\n")
    number = terms.index("brutal")
    block = max(i for i, first in enumerate(data["places"]) if first <= number)
    kinds = script(tmp_path / "e", f"places-{block}")[number - data["places"][block]]
    own = next(row for row in kinds if row[0] == 0)
    assert own[1] == 18 and len(own[2].split(";")) == 2  # three in each of six texts; the papers only quote it


def test_of_three_groups_each_is_set_against_the_rest_and_each_other():
    story = ferry_story(ferry_documents(("blog", "paper", "union")), target="union")
    which, left_out = comparisons(story)
    assert left_out == 0
    assert which[0] == Comparison("union", None) and {one.target for one in which[:3]} == {"union", "paper", "blog"}
    assert {frozenset(one) for one in which[3:]} == {
        frozenset(pair) for pair in (("union", "paper"), ("union", "blog"), ("paper", "blog"))
    }


def test_with_many_groups_the_comparisons_left_out_are_counted():
    documents = ferry_documents().assign(source_type=lambda table: table["doc_id"])
    which, left_out = comparisons(ferry_story(documents))
    assert len(which) == 12 and left_out == 12 * 11 // 2


def test_one_group_alone_has_rates_and_dispersion_and_no_comparison(tmp_path):
    story = ferry_story(ferry_documents(("union",)))
    write_explorer(story, tmp_path / "e")
    view, table = unpacked(tmp_path / "e", "view-0-all-body")
    expected = story.terms().sort_values("term")
    assert "reference" not in view and view["target"] == "all texts"
    assert table["n_target"].tolist() == expected["n"].tolist()
    assert table["n_reference"].isna().all() and table["p"].isna().all()
    assert "brutal" in (tmp_path / "e" / "index.html").read_text("utf-8")


def test_too_few_texts_are_named_as_the_reason(tmp_path):
    story = ferry_story(ferry_documents().iloc[3:9], target="union")
    write_explorer(story, tmp_path / "e")
    view, table = unpacked(tmp_path / "e", "view-0-all-body")
    assert table["p"].isna().all()
    assert view["why"].startswith("No p-value, no interval and no rank: they compare texts and need at least 5")


def test_nothing_in_a_text_or_title_is_an_element(site):
    folder = site[1]
    for file in folder.glob("*.js"):
        if file.name.startswith(("texts", "terms", "places", "view")):
            assert not set(file.read_text("ascii")) & set("<>&")
    html = (folder / "index.html").read_text("utf-8")
    assert "<script>window" not in html and "unsafe" not in html
    assert re.findall(r"<script(?! type=)[^>]*>", html) == [
        f'<script defer src="{name}.js">'
        for name in ("uPlot.iife.min", "elements", "plot", "explorer", "terms", "view-0-all-body")
    ]


def test_the_first_rows_are_there_without_a_script(site):
    story, folder = site
    html = (folder / "index.html").read_text("utf-8")
    shown = re.findall(r'<tr><th scope="row" lang="en" dir="auto">([^<]*)</th><td>(\d+)</td>', html)
    expected = story.keyness(target="union", reference="paper").head(25)
    assert shown == list(zip(expected["term"], expected["n_target"].astype(str), strict=True))
    assert "<noscript>" in html


def test_the_same_bytes_twice(site, tmp_path):
    write_explorer(ferry_story(target="union"), tmp_path / "again")
    first, again = (
        {file.name: file.read_bytes() for file in folder.iterdir()} for folder in (site[1], tmp_path / "again")
    )
    assert first == again


def test_the_library_is_the_one_that_its_note_names():
    note = (HERE / "static" / "README.md").read_text("utf-8")
    named = dict(re.findall(r"\| `([\w.]+)` \| (\w{64}) \|", note))
    assert len(named) == 2
    for name, digest in named.items():
        content = (HERE / "static" / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == digest
        assert b"eval(" not in content and b"new Function" not in content


def test_with_many_terms_there_are_fewer_comparisons_and_the_body_alone(monkeypatch):
    story = ferry_story(ferry_documents(("blog", "paper", "union")), target="union")
    rows = 4 * len(story.counts.terms)
    for most, n_comparisons, n_parts in ((12 * rows, 6, 2), (6 * rows, 6, 1), (2 * rows, 2, 1), (1, 1, 1)):
        monkeypatch.setattr(choices, "MOST_ROWS", most)
        which, left_out = comparisons(story)
        assert (len(which), left_out) == (n_comparisons, 6 - n_comparisons)
        assert which[0] == Comparison("union", None)
        assert len(choices.parts_of(story, len(which))) == n_parts
