import pytest

from analysis.schema import InputError
from tests.texts.intake.reading import about, paragraphs, read

NITF = """<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE nitf SYSTEM "http://wire.example/nitf.dtd">
<!-- {{a note}} --><nitf{namespace} baselang="en-GB"><head><title>FERRY</title><docdata><doc-id id-string="n1"/>
<date.issue norm="20040101T193000Z"/></docdata>{publication}</head>
<body><body.head><hedline><hl1>Ferry <em>fails</em></hl1>
<hl2>Chief calm</hl2></hedline><note><body.content><p>For editors.</p></body.content></note>
<byline>By <person>Ann Lee</person><byttl>Harbour Writer</byttl></byline><distributor>Harbour Wire</distributor>
</body.head><body.content>{text}</body.content>
<body.end><tagline>Bo Hall contributed.</tagline></body.end></body></nitf>"""


def nitf(text="<p>One.</p>", namespace="", publication="", encoding="utf-8"):
    return NITF.format(text=text, namespace=namespace, publication=publication, encoding=encoding)


@pytest.mark.parametrize("namespace", ["", ' xmlns="http://iptc.org/std/NITF/2006-10-18/"'])
def test_nitf_is_read_with_and_without_a_namespace(namespace):
    text = "<block><p>Caf&eacute; <q>one</q>.</p><p/><hl2>Calm</hl2><ul><li>Two</li></ul></block>"
    text += (
        "<media><media-reference>x</media-reference><media-caption>A ferry.</media-caption></media><bq><p>No.</p></bq>"
    )
    article = read(nitf(text, namespace)).articles[0]
    body = ["Café “one”.", "headline: Calm", "Two", "caption: A ferry.", "quote: No.", "byline: Bo Hall contributed."]
    assert paragraphs(article) == body
    assert about(article) == {
        "doc_id": "n1",
        "title": "Ferry fails",
        "outlet": "Harbour Wire",
        "date": "2004-01-01",
        "byline": "Ann Lee",
        "language": "en",
    }


@pytest.mark.parametrize(
    ("declared", "written"),
    [("iso-8859-1", "utf-8"), ("utf-8", "cp1252"), ("iso-8859-1", "cp1252"), ("koi8-r", "koi8-r")],
)
def test_what_a_file_says_of_its_encoding_may_be_wrong(declared, written):
    text = "Café" if written != "koi8-r" else "Паром"
    data = nitf(f"<p>{text}</p>", encoding=declared).encode(written)
    assert paragraphs(read(data).articles[0])[0] == text


def test_blocks_of_an_archive_repeat_each_other_and_are_read_once():
    text = (
        '<block class="lead_paragraph"><p>LEAD: One.</p></block><block class="full_text"><p>LEAD: One.</p><p>One.</p>'
    )
    text += '<p>Two.</p></block><block class="correction_text"><p>Correction: not one.</p></block>'
    article = read(nitf(text, publication='<pubdata name="Daily" date.publication="20040102T000000"/>')).articles[0]
    assert paragraphs(article) == ["One.", "Two."]
    assert (article.outlet, article.date, article.correction) == ("Daily", "2004-01-02", "Correction: not one.")


def test_lines_of_a_wire_are_joined_and_an_indent_begins_a_paragraph():
    lines = "<p>   BRENN, Jan 1 - The ferry is <br />five-<br />years old.</p><p>(Reporting by Ann Lee)</p>"
    assert paragraphs(read(nitf(lines)).articles[0])[0] == "BRENN, Jan 1 - The ferry is five-years old."


G2 = """<newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>{items}</itemSet></newsMessage>"""
ITEM = """<newsItem guid="urn:{number}" xml:lang="en-US"><itemMeta><itemClass qcode="ninat:{kind}"/>
<provider literal="Harbour Wire"/><versionCreated>2016-01-05T10:00:00Z</versionCreated>
<firstCreated>2016-01-04T10:00:00Z</firstCreated></itemMeta><contentMeta><headline role="hld:sub">Sub</headline>
<headline>Ferry <b>fails</b></headline><by>By Ann Lee</by></contentMeta><contentSet>{content}</contentSet></newsItem>"""


def items(*contents):
    made = (ITEM.format(number=n, kind=kind, content=content) for n, (kind, content) in enumerate(contents, 1))
    return G2.format(items="".join(made))


def test_items_of_newsml_g2_hold_html_or_escaped_lines_and_those_of_pictures_nothing():
    page = '<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body>{}</body></html>'
    page = page.format("<p>(Corrects name)</p><p>One.</p><h2>Sub</h2><p>(Reporting by Ann Lee)</p>")
    lines = "<![CDATA[\n<p>\n  BRENN - Three\nlines &amp; all.\n   Two.\n </p>]]>"
    found = read(
        items(
            ("text", f'<inlineXML contenttype="application/xhtml+xml">{page}</inlineXML>'),
            ("text", f'<inlineData contenttype="text/plain">{lines}</inlineData>'),
            ("picture", '<remoteContent href="x.jpg"/>'),
        )
    )
    assert [paragraphs(article) for article in found.articles] == [
        ["furniture: (Corrects name)", "One.", "headline: Sub", "byline: (Reporting by Ann Lee)"],
        ["BRENN - Three lines & all.", "Two."],
    ]
    assert about(found.articles[0]) == {
        "doc_id": "urn:1",
        "title": "Ferry fails",
        "outlet": "Harbour Wire",
        "date": "2016-01-04",
        "page_date": "2016-01-05",
        "source_type": "newswire",
        "byline": "Ann Lee",
        "language": "en",
        "correction": "Corrects name",
    }
    assert [tuple(left) for left in found.left_out] == [("item 3", "Ferry fails", "no text: a picture", False)]


def test_newsml_1_holds_nitf_or_paragraphs():
    start = """<NewsML><NewsItem xml:lang="fr"><Identification><NewsIdentifier><DateId>20240710</DateId>
    <PublicIdentifier>urn:a:1</PublicIdentifier></NewsIdentifier></Identification><NewsManagement>
    <FirstCreated>20240710T125902Z</FirstCreated></NewsManagement><NewsComponent><NewsLines><HeadLine>Ferry</HeadLine>
    </NewsLines><AdministrativeMetadata><Provider><Party FormalName="Wire"/></Provider></AdministrativeMetadata>
    <ContentItem><DataContent>"""
    end = "</DataContent></ContentItem></NewsComponent></NewsItem></NewsML>"
    for content in ("<p>One.</p>", "<nitf><body><body.content><p>One.</p></body.content></body></nitf>"):
        article = read(start + content + end).articles[0]
        assert paragraphs(article) == ["One."]
        assert about(article) == {
            "doc_id": "urn:a:1",
            "title": "Ferry",
            "outlet": "Wire",
            "date": "2024-07-10",
            "source_type": "newswire",
            "language": "fr",
        }


def test_an_item_of_rcv1_says_little():
    data = '<?xml version="1.0" encoding="iso-8859-1"?><newsitem itemid="7" date="1996-08-20" xml:lang="en">'
    data += "<title>X: Ferry.</title><headline>Ferry.</headline><text><p>Café.</p></text>"
    data += '<metadata><dc element="dc.publisher" value="Wire plc"/><dc element="dc.source" value="Wire"/></metadata>'
    data += "</newsitem>"
    article = read(data.encode("latin-1")).articles[0]
    assert paragraphs(article) == ["Café."]
    known = {"doc_id": "7", "title": "Ferry.", "date": "1996-08-20", "source_type": "newswire", "language": "en"}
    assert about(article) == {**known, "outlet": "Wire"}


def test_items_of_reuters_21578_are_signed_and_some_are_headlines_alone():
    item = (
        '<REUTERS TOPICS="YES" NEWID="{}">\n<DATE>26-FEB-1987 15:01:01.79</DATE>\n<TEXT{}>&#2;\n<TITLE>FERRY</TITLE>\n'
    )
    body = "<AUTHOR>    By Ann Lee, Reuters</AUTHOR><BODY>The ferry is\nold.\n    It sails.\n Reuter\n"
    loose = '<REUTERS NEWID="3"><TEXT TYPE="UNPROC">&#2;\nLoose\nlines. REUTER\n&#3;</TEXT></REUTERS>'
    data = '<!DOCTYPE lewis SYSTEM "lewis.dtd">\n' + item.format(1, "") + body + "&#3;</BODY></TEXT>\n</REUTERS>\n"
    data += item.format(2, ' TYPE="BRIEF"') + "******\n&#3;</TEXT></REUTERS>\n" + loose
    found = read(data, "reut2-000.sgm")
    assert [paragraphs(article) for article in found.articles] == [
        ["The ferry is old.", "It sails.", "byline: Reuter"],
        ["Loose lines.", "byline: REUTER"],
    ]
    assert about(found.articles[0]) == {
        "doc_id": "1",
        "title": "FERRY",
        "date": "1987-02-26",
        "source_type": "newswire",
        "byline": "Ann Lee, Reuters",
    }
    assert [tuple(left)[:3] for left in found.left_out] == [("item 2", "FERRY", "no text: a headline alone")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('<!DOCTYPE nitf [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><nitf><body>&b;</body></nitf>', "declares an entity"),
        ("<nitf><body><body.content><p>One.", "broken XML"),
    ],
)
def test_entities_and_broken_files_are_refused_by_name(text, said):
    with pytest.raises(InputError, match=f"^bomb.xml: {said}"):
        read(text, "bomb.xml")
