import json

from tests.texts.intake.reading import about, paragraphs, read

ITEM = {
    "guid": "urn:1",
    "type": "text",
    "versioncreated": "2024-05-02T01:00:00+0000",
    "source": "Wire",
    "language": "en-GB",
}
ITEM |= {"firstcreated": "2024-05-01T23:00:00+0000", "headline": "Ferry fails", "byline": "Ann Lee"}


def test_the_text_is_html_or_lines():
    items = [
        ITEM | {"body_html": "<p>One &amp; <b>two</b>.</p><h2>Calm</h2>"},
        ITEM | {"body_text": "One\nline.\n   Two."},
        {
            "uri": "urn:2",
            "versionCreated": "2024-05-01",
            "bodies": [{"value": "<p>One.</p>"}],
            "headlines": [{"value": "H"}],
        },
        ITEM | {"type": "picture", "body_text": "A ferry."},
    ]
    found = read(json.dumps(items))
    assert found.kind == "ninjs"
    assert [paragraphs(article) for article in found.articles] == [
        ["One & two.", "headline: Calm"],
        ["One line.", "Two."],
        ["One."],
    ]
    assert about(found.articles[0]) == {
        "doc_id": "urn:1",
        "title": "Ferry fails",
        "outlet": "Wire",
        "date": "2024-05-01",
        "page_date": "2024-05-02",
        "byline": "Ann Lee",
        "language": "en",
    }
    assert about(found.articles[2]) == {"doc_id": "urn:2", "title": "H", "date": "2024-05-01"}
    assert [tuple(left)[:3] for left in found.left_out] == [("item 4", "Ferry fails", "no text: a picture")]
