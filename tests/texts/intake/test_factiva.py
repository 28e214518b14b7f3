import pytest

from tests.texts.intake.reading import about, paragraphs, read

TEXT = '<p class="articleParagraph enarticleParagraph">{}</p>'


def article(rows, *text, outer="article", number="ESTUP00020171113edbd0001x"):
    """An article as Factiva has it: a division in another one, and rows without labels."""
    above = "".join(row if row.startswith("<") else f"<div>{row}</div>" for row in rows)
    body = "".join(TEXT.format(paragraph) for paragraph in text)
    end = f"<p>Ferry at dawn.</p><p>Harbour Ltd</p><p>Dokument {number}</p>"
    inner = f'<div class="article enArticle"><p></p>{above}<p></p>{body}{end}</div>'
    return f'<div id="article-{number}" class="{outer}">{inner}</div><br>'


def page(*articles):
    meta = '<meta http-equiv="Content-Type" content="text/html; charset=UTF-8">'
    return f"<html><head>{meta}<title>Factiva</title></head><body>{''.join(articles)}</body></html>"


HEAD = '<div id="hd"><span class="enHeadline">Ferry fails</span></div>'
AUTHOR = '<div class="author">By Ann Lee</div>'


@pytest.mark.parametrize(
    ("rows", "known"),
    [
        (
            [
                "News",
                HEAD,
                AUTHOR,
                "1,285 Wörter",
                "9 März 2017",
                "07:00",
                "Harbour",
                "ESTUP",
                "1; City",
                "13",
                "Englisch",
            ],
            {
                "outlet": "Harbour",
                "date": "2017-03-09",
                "section": "1; City",
                "byline": "Ann Lee",
                "stated_words": 1285,
            },
        ),
        (
            [
                "Desk; 1",
                HEAD,
                AUTHOR,
                "Special to Us",
                "87 mots",
                "29 décembre 2011",
                "Us",
                "US",
                "Late Edition",
                "A1",
                "En",
            ],
            {"outlet": "Us", "date": "2011-12-29", "section": "Desk; 1", "byline": "Ann Lee", "stated_words": 87}
            | {"more": {"edition": "Late Edition"}},
        ),
        (
            [HEAD, "8165 字", "2018 年 10 月 7 日 17:04", "Radio 3", "RADIO", "72-84", "Volume 3; Issue 2", "英文"],
            {"outlet": "Radio 3", "date": "2018-10-07", "stated_words": 8165},
        ),
    ],
)
def test_rows_have_no_labels_and_any_language(rows, known):
    found = read(page(article([*rows, "(c) 2017 Harbour"], "One.")))
    known = {"title": "Ferry fails", "doc_id": "ESTUP00020171113edbd0001x", "language": "en"} | known
    assert about(found.articles[0]) == known


def test_each_article_is_read_once_and_the_text_ends_where_its_paragraphs_end():
    rows = [HEAD, "3 words", "1 May 2024", "Harbour", "ESTUP", "English", "(c) Harbour"]
    found = read(page(article(rows, "One <b>ferry</b>.", "Two."), article(rows, "Three."), article(rows)))
    assert [paragraphs(one) for one in found.articles] == [["One ferry.", "Two."], ["Three."]]
    assert [tuple(left) for left in found.left_out] == [("article 3", "Ferry fails", "no text", False)]
    assert found.notes == ["lines below the texts of 3 articles are not taken: captions, contacts"]


def test_a_page_of_windows_is_read_though_it_says_utf_8():
    rows = [HEAD, "3 Wörter", "9 Januar 1993", "Harbour", "ESTUP", "Englisch", "(c) Harbour"]
    found = read(page(article(rows, "It’s no café.")).encode("cp1252"))
    assert paragraphs(found.articles[0]) == ["It’s no café."]
    assert found.articles[0].date == "1993-01-09"


def test_with_the_index_the_text_is_that_of_two_fields():
    fields = {
        "SE": "News",
        "HD": "Ferry fails",
        "WC": "4 mots",
        "PD": "29 décembre 2011",
        "SN": "Harbour",
        "LA": "Français",
    }
    fields |= {"LP": TEXT.format("One."), "TD": TEXT.format("Two."), "NS": "gvote : Elections"}
    fields |= {"AN": "Document ESTUP00020111229e7ct0001r"}
    rows = "".join(
        f'<tr><td class="index"><b>{tag}</b>&nbsp;</td><td>{value}</td></tr>' for tag, value in fields.items()
    )
    found = read(page(f'<div class="article frArticle"><table>{rows}</table></div>'))
    assert paragraphs(found.articles[0]) == ["One.", "Two."]
    assert about(found.articles[0]) == {
        "doc_id": "ESTUP00020111229e7ct0001r",
        "title": "Ferry fails",
        "outlet": "Harbour",
        "date": "2011-12-29",
        "section": "News",
        "language": "fr",
        "stated_words": 4,
    }


def test_all_that_follows_many_open_tags_is_still_read():
    rows = [HEAD, "3 words", "1 May 2024", "Harbour", "ESTUP", "English", "(c) Harbour"]
    found = read(page("<font>" * 700, article(rows, "One.")))
    assert paragraphs(found.articles[0]) == ["One."]


def rtf_table(*lines):
    rows = (line.partition("\t") for line in lines)
    cells = "".join(rf"\trowd\pard\intbl {tag}\cell\pard\intbl {value}\cell\row " for tag, _, value in rows if value)
    return rf"{{\rtf1\ansi Dow Jones Factiva\par {cells}\pard Search Summary\par}}"


def test_fields_may_be_in_a_table():
    found = read(rtf_table(*FIELDS[1:], "HD\tFerry", "LP\tOne.\\par Two.", "AN\tDocument ESTUP00020171113edbd0001x"))
    assert [paragraphs(one) for one in found.articles] == [["One.", "Two."]]
    assert found.articles[0].title == "Ferry"


def rtf(*lines):
    text = "\\par ".join(lines).replace("\t", "\\tab ")
    text = "".join(c if c.isascii() else f"\\u{ord(c)}?" for c in text)
    return rf"{{\rtf1\ansi\ansicpg1252\deff0{{\fonttbl{{\f0 Arial;}}}}\f0 {text}\par}}"


FIELDS = ["HD\tFerry ‘fails’", "BY\tAnn Lee", "WC\t1,008 words", "PD\t13 November 2017", "SN\tHarbour", "LA\tEnglish"]
ROWS = ["News", "Ferry fails", "By Ann Lee", "8 words", "13 November 2017", "Harbour", "ESTUP", "City", "English"]


@pytest.mark.parametrize("text", [rtf, lambda *lines: "\n".join(lines)])
def test_fields_and_rows_are_read_in_rtf_and_text(text):
    number = "Document ESTUP00020171113edbd0001x"
    first = [*FIELDS, "LP\tBRENN — “One.", "TD\tTwo.", "", "IN BRENN, three.", "CO\tharbor : Harbour Ltd", "", number]
    second = [*ROWS, "(c) 2017 Harbour", "", "HE SAID no.", "", "Four.", "", "Harbour Ltd", number.replace("1x", "2y")]
    found = read(text(*first, "", *second), "export.rtf")
    assert [paragraphs(one) for one in found.articles] == [
        ["BRENN — “One.", "Two.", "IN BRENN, three."],
        ["HE SAID no.", "Four."],
    ]
    known = {"byline": "Ann Lee", "outlet": "Harbour", "date": "2017-11-13", "language": "en"}
    assert about(found.articles[0]) == known | {
        "title": "Ferry ‘fails’",
        "doc_id": "ESTUP00020171113edbd0001x",
        "stated_words": 1008,
    }
    assert about(found.articles[1]) == known | {
        "title": "Ferry fails",
        "doc_id": "ESTUP00020171113edbd0002y",
        "section": "City",
        "stated_words": 8,
    }


def test_xml_has_paragraphs_or_lines():
    item = """<ppsarticle><article><accessionNo>{0}</accessionNo><baseLanguage>EN</baseLanguage><headline><paragraph>
    <hlt>Ferry</hlt> fails</paragraph></headline><leadParagraph>{1}</leadParagraph><publicationDate>
    <dateTime>2012-01-09T01:35:58Z</dateTime></publicationDate><sourceName>Harbour</sourceName>{2}</article></ppsarticle>"""
    tail = "<tailParagraphs><paragraph>Two.</paragraph><paragraph>Three.</paragraph></tailParagraphs>"
    items = item.format("A1", "<paragraph>One.</paragraph>", tail) + item.format("A2", "\nOne\nline.\n    Two.\n", "")
    results = f'<ppsarticleResultSet count="3">{items}</ppsarticleResultSet>'
    found = read(f'<?xml version="1.0"?><PPSResponse><r xmlns="urn:x">{results}</r></PPSResponse>')
    assert found.announced == 3
    assert [tuple(left) for left in found.left_out] == [("article 3", "", "announced, and not in the file", True)]
    assert [paragraphs(one) for one in found.articles] == [["One.", "Two.", "Three."], ["One line.", "Two."]]
    known = {"doc_id": "A1", "title": "Ferry fails", "outlet": "Harbour", "date": "2012-01-09", "language": "en"}
    assert about(found.articles[0]) == known
