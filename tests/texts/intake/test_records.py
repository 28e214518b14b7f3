"""JSON, JSON lines and Parquet, publishers' interfaces, and lists of references."""

import io
import json

import pandas as pd
import pytest

from analysis.schema import InputError
from tests.texts.intake.test_rows import read, texts

ONE = {"id": "a7", "headline": "Ferry", "source": {"id": "x", "name": "Quay Daily"}, "body": "It waits."}
TWO = {"id": "a8", "headline": "Crew", "source": {"id": None, "name": "NA"}, "body": ["It sails.", "No crew."]}
BOTH = [("a7", "Ferry", "Quay Daily", "It waits."), ("a8", "Crew", "NA", "It sails.\n\nNo crew.")]


def found(reading):
    return [
        (one.doc_id, one.title, one.outlet, text) for one, text in zip(reading.articles, texts(reading), strict=True)
    ]


@pytest.mark.parametrize(
    "value",
    [
        [ONE, TWO],
        {"status": "ok", "tags": [{"name": "ports"}] * 3, "results": {"list": [ONE, TWO]}},
        [{"page": 1, "articles": [ONE]}, {"page": 2, "articles": [TWO]}],
        {"hits": {"hits": [{"_id": "q", "_source": ONE}, {"_id": "r", "_source": TWO}]}},
        {key: [one[key] for one in (ONE, TWO)] for key in ONE},
        {"a7": {key: ONE[key] for key in ONE if key != "id"}, "a8": {key: TWO[key] for key in TWO if key != "id"}},
    ],
)
def test_a_list_of_articles_is_found_wherever_it_is(value):
    assert found(read(json.dumps(value), "found.txt")) == BOTH


def test_one_article_is_one_and_a_table_by_columns_is_a_table():
    assert found(read(json.dumps(ONE))) == BOTH[:1]
    table = pd.DataFrame({"text": ["It waits.", "It sails."], "year": [2001, 2002], "month": [5, 6], "day": [3, 4]})
    for orient in ("columns", "split", "index", "records"):
        reading = read(table.to_json(orient=orient))
        assert texts(reading) == ["It waits.", "It sails."], orient
        assert [one.date for one in reading.articles] == ["2001-05-03", "2002-06-04"]


def test_lines_that_are_broken_are_named():
    reading = read(f"{json.dumps(ONE)}\n\n{{broken\n{json.dumps(TWO)}\n", "found.txt")
    assert found(reading) == BOTH
    assert [one.place for one in reading.articles] == ["line 1", "line 4"]
    assert [(left.place, left.is_error) for left in reading.left_out] == [("line 3", True)]


def test_parquet():
    buffer = io.BytesIO()
    days = pd.to_datetime(["2010-05-04", "2010-05-05"])
    pd.DataFrame({"Story": ["It waits.", None], "Published": days, "n": [1.0, 2.5]}).to_parquet(buffer)
    reading = read(buffer.getvalue(), "found.bin")
    assert [(one.date, one.place, one.more) for one in reading.articles] == [
        ("2010-05-04", "row 1", {"n": "1"}),
        ("2010-05-05", "row 2", {"n": "2.5"}),
    ]
    assert texts(reading) == ["It waits.", ""]
    with pytest.raises(InputError, match=r"x: Parquet that cannot be read"):
        read(buffer.getvalue()[:60], "x")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"a": [1, 2]}', "holds no list of articles"),
        ('[{"text": "It wai', "broken JSON"),
        ("[" * 100_000 + "{", "nested too deep|broken JSON"),
        (
            '{"response": {"docs": [{"web_url": "u", "lead_paragraph": "It waits.", "word_count": 90}]}}',
            r"only \(90 words",
        ),
        ('[{"webTitle": "Ferry", "webPublicationDate": "2010-05-04T00:00:00Z"}]', "show-fields=all"),
        ("TY  - NEWS\nTI  - Ferry\nAB  - It waits.\nER  - \n", r"no texts \(one abstract\); Zotero"),
        ("\n@article{lee2010,\n  title = {Ferry},\n}\n", "no texts; Zotero"),
        ("%0 Newspaper Article\n%T Ferry\n%X It waits.\n", r"no texts \(one abstract\)"),
    ],
)
def test_what_holds_no_texts_says_what_to_give(text, message):
    with pytest.raises(InputError, match=message):
        read(text, "found.json")


def test_a_text_that_begins_with_a_bracket_is_no_json():
    assert read("[Photo: the ferry]\n\nIt waits.", "ferry.txt").kind == "text"


def guardian(body, **fields):
    item = {
        "id": "brenn/2010/may/04/ferry",
        "sectionName": "Brenn",
        "webTitle": "Ferry late | Ann Lee",
        "webPublicationDate": "2010-05-04T23:10:00Z",
        "fields": {
            "headline": "Ferry late",
            "lastModified": "2010-05-06T00:10:00Z",
            "wordcount": "4",
            **body,
            **fields,
        },
    }
    return json.dumps({"response": {"results": [item]}})


def test_the_guardian():
    body = (
        "<p>The ferry is <em>late</em>.</p><aside class='element element-rich-link'><p>Related: "
        "<a href='x'>Old bridge</a></p></aside><figure><figcaption>The ferry. Photograph: A/B</figcaption></figure>"
        "<h2>Crew</h2><blockquote><p>Never</p></blockquote>"
    )
    reading = read(guardian({"body": body, "bodyText": "The ferry is late."}))
    (article,) = reading.articles
    assert [(block.text, block.kind) for block in article.blocks] == [
        ("The ferry is late.", ""),
        ("Related: Old bridge", "furniture"),
        ("The ferry. Photograph: A/B", "caption"),
        ("Crew", "headline"),
        ("Never", "quote"),
    ]
    assert (article.title, article.outlet, article.date, article.page_date, article.stated_words) == (
        "Ferry late", "The Guardian", "2010-05-04", "2010-05-06", 4,
    )  # fmt: skip
    assert reading.notes == []
    rights = "<!-- Redistribution rights for this field are unavailable -->"
    assert [one.why for one in read(guardian({"body": rights})).left_out] == [
        "no text: the Guardian has no right to hand it on"
    ]
    reading = read(guardian({"bodyText": "The ferry is late."}, publication="The Observer"))
    assert (texts(reading), reading.articles[0].outlet) == (["The ferry is late."], "The Observer")
    assert "without paragraphs" in reading.notes[0]


def test_html_in_a_cell_becomes_paragraphs():
    reading = read("title,content\nFerry,<p>It waits.<br>Long.</p><script>x = 1</script><p>It&nbsp;sails.</p>\n")
    assert texts(reading) == ["It waits.\nLong.\n\nIt sails."]


def test_paragraphs_in_a_list_are_paragraphs_whatever_they_are_kept_in():
    def one(*paragraphs):
        return json.dumps([{"title": "Ferry", "url": "https://post.example/1", "body-paragraphs": paragraphs}])

    assert texts(read(one(["The ferry waits.", "It is late."], ["Why?"]))) == ["The ferry waits. It is late.\n\nWhy?"]
    assert texts(read(one("Why?", {"type": "p", "text": "It sails."}, None))) == ["Why?\n\nIt sails."]
    written = 'title,text\nFerry,"[\'The ferry waits.\', \'It is ""late"".\']"\nPier,"[\'The pier\' is no list\']"\n'
    assert texts(read(written)) == ['The ferry waits.\n\nIt is "late".', "['The pier' is no list']"]


def test_keys_that_all_begin_with_the_name_of_the_record_are_known():
    record = {
        "CONTENT_ID": "a1",
        "CONTENT_TITLE": "Ferje",
        "CONTENT_NEWSROOM": "Posten",
        "CONTENT_TEXT": "Ferja venter.",
    }
    (article,) = read(json.dumps([record])).articles
    assert (article.doc_id, article.title, article.outlet) == ("a1", "Ferje", "Posten")


def test_the_html_of_a_wire_in_json_is_its_text():
    wire = {
        "urn": "urn:newsml:wire.example:1", "version_created": "2024-05-03T10:37:24+02:00", "creditline": "Wire",
        "headline": "Fähre spät", "article_html": "<section><p>Die Fähre wartet.</p><p>Lange.</p></section>",
        "categories": [{"type": "geo", "name": "Berlin"}, {"type": "geo", "name": "Bonn"}],
    }  # fmt: skip
    reading = read(json.dumps(wire))
    assert texts(reading) == ["Die Fähre wartet.\n\nLange."]
    (article,) = reading.articles
    assert (article.doc_id, article.outlet, article.date) == (wire["urn"], "Wire", "2024-05-03")
