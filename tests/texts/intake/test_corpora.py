from tests.texts.intake.reading import about, paragraphs, read

TEI = """<?xml version="1.0"?><TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="t1" xml:lang="en"><teiHeader>
<fileDesc><titleStmt><title>Ferry fails</title><author>Ann Lee</author></titleStmt>
<publicationStmt><publisher>A Library</publisher>
<date when="2020-01-01"/></publicationStmt><sourceDesc>{source}</sourceDesc></fileDesc><profileDesc><particDesc>
<person xml:id="BH"><persName>Bo Hall</persName></person></particDesc></profileDesc></teiHeader>
<text><front><p>Nope</p></front><body>{text}</body><back><p>Nope</p></back></text></TEI>"""


def tei(text, source=""):
    return read(TEI.format(text=text, source=source)).articles[0]


def test_tags_of_quotation_become_marks_where_none_are_printed():
    text = "<p>He said <said who='#x'><q>no <q>way</q></q></said>, “<q>yes</q>” <quote>“so”</quote>.<note>N</note></p>"
    assert paragraphs(tei(text)) == ["He said “no ‘way’”, “yes” “so”."]


def test_the_text_is_that_of_the_body_and_of_two_readings_the_printed_one():
    text = "<head>Ferry fails</head><div><head>Calm</head><p>The <choice><sic>fery</sic><corr>ferry</corr></choice>"
    text += " is<lb/>o<lb break='no'/>ld.</p><quote><p>No.</p></quote><fw>Page 3</fw></div>"
    source = "<bibl><title level='a'>Ferry</title><title level='j'>Estuary Post</title><date when='1910-01-11'/></bibl>"
    article = tei(text, source)
    assert paragraphs(article) == ["headline: Calm", "The fery is old.", "quote: No."]
    assert about(article) == {
        "doc_id": "t1",
        "title": "Ferry fails",
        "outlet": "Estuary Post",
        "date": "1910-01-11",
        "byline": "Ann Lee",
        "language": "en",
    }
    assert (tei("<p>One.</p>").outlet, tei("<p>One.</p>").date) == ("A Library", "2020-01-01")


def test_turns_have_their_speakers():
    article = tei(
        '<u who="#BH"><seg>One.</seg><seg>Two.</seg></u><sp><speaker>ANN.</speaker><p>Three.</p></sp><p>Four.</p>'
    )
    assert [(block.text, block.kind, block.speaker) for block in article.blocks] == [
        ("One.", "turn", "Bo Hall"),
        ("Two.", "turn", "Bo Hall"),
        ("Three.", "turn", "ANN"),
        ("Four.", "", ""),
    ]


def test_words_in_lines_are_joined_as_the_glue_says():
    lines = [
        '<doc id="a1" outlet="Harbour" date="2010-01-11" year="2010">',
        "<p>",
        "<s>",
        "He\tPP\the",
        "said\tVVD\tsay",
        "<g/>",
    ]
    lines += [
        ":\t:\t:",
        "</s>",
        "<s>",
        "Stay\tVV\tstay",
        "<g/>",
        "!\tSENT\t!",
        "</s>",
        "</p>",
        "<p>",
        "No\tUH\tno",
        "</p>",
        "</doc>",
    ]
    found = read("\n".join([*lines, '<doc id="a2">', "</doc>"]) + "\n", "corpus.vrt")
    assert paragraphs(found.articles[0]) == ["He said: Stay!", "No"]
    known = {"doc_id": "a1", "outlet": "Harbour", "date": "2010-01-11", "more": {"year": "2010"}}
    assert about(found.articles[0]) == known
    assert [tuple(left)[:3] for left in found.left_out] == [("text 2", "", "no text")]


def test_without_glue_blanks_are_put_as_in_print():
    words = "He did n't ( yet ) say : “ No , Ann 's . ”".split()
    found = read("\n".join(['<text id="1">', "<s>", *words, "</s>", "</text>", ""]))
    assert paragraphs(found.articles[0]) == ["He didn't (yet) say: “No, Ann's.”"]
    assert len(found.notes) == 1
