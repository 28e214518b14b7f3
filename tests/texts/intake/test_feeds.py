import pytest

from analysis.schema import InputError
from analysis.texts.intake import feeds
from analysis.texts.intake.article import Options
from analysis.texts.intake.files import File
from analysis.texts.intake.formats import reader_of

TEXT = "<p>The bridge is shut, the mayor said.</p><p>It opens again in June, if the council agrees.</p>"


def rss(*items, title="The Enz Post"):
    spaces = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"'
    inside = "".join(f"<item>{item}</item>" for item in items)
    return f'<?xml version="1.0"?><rss version="2.0" {spaces}><channel><title>{title}</title>{inside}</channel></rss>'


def item(text=TEXT, more=""):
    return f"<title>Bridge</title><content:encoded><![CDATA[{text}]]></content:encoded>{more}"


def read(source, **options):
    file = File("feed.xml", source.encode())
    assert reader_of(file) is feeds
    return feeds.read(file, Options(**options))


def test_the_text_is_the_longest_and_not_the_caption_of_a_picture():
    described = '<media:description type="html">The bridge at night.</media:description>'
    caption = f'<media:content url="a.jpg">{described}</media:content>'
    summary = "<description>The bridge is shut…</description>"
    (article,) = read(rss(item(more=caption + summary))).articles
    assert [block.text for block in article.blocks] == [
        "The bridge is shut, the mayor said.",
        "It opens again in June, if the council agrees.",
    ]
    assert (article.outlet, article.place) == ("The Enz Post", "item 1")


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("Mon, 29 Jul 2013 22:30:00 -0400", "2013-07-29"),
        ("Mon, 29 Jul 2013 00:10:00 BST", "2013-07-29"),
        ("July 29, 2013 10:30 PM EDT", "2013-07-29"),
        ("yesterday", ""),
    ],
)
def test_a_date_is_the_day_that_is_written_there(written, date):
    assert read(rss(item(more=f"<pubDate>{written}</pubDate>"))).articles[0].date == date


def test_in_atom_the_days_of_publication_and_change_differ():
    entry = (
        "<entry><title>Bridge</title><published>2024-05-01T23:00:00-05:00</published>"
        f"<updated>2024-05-03T08:00:00Z</updated><content type='html'><![CDATA[{TEXT}]]></content></entry>"
    )
    (article,) = read(f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Enz</title>{entry}</feed>').articles
    assert (article.date, article.page_date) == ("2024-05-01", "2024-05-03")
    only = entry.replace("<published>2024-05-01T23:00:00-05:00</published>", "")
    (article,) = read(f'<feed xmlns="http://www.w3.org/2005/Atom"><title>Enz</title>{only}</feed>').articles
    assert (article.date, article.page_date) == ("", "2024-05-03")


def test_parts_of_the_text_go_along_and_the_pointer_to_the_page_does_not():
    text = (
        f"{TEXT}<h2>Costs</h2><blockquote>Too much.</blockquote>"
        "<figure><img/><figcaption>The bridge.</figcaption></figure>"
        '<p>The post <a href="/1">Bridge</a> appeared first on <a href="/">The Enz Post</a>.</p>'
    )
    assert [(block.text, block.kind) for block in read(rss(item(text))).articles[0].blocks[2:]] == [
        ("Costs", "headline"),
        ("Too much.", "quote"),
        ("The bridge.", "caption"),
    ]


@pytest.mark.parametrize(
    "description", ["The bridge is shut […]", "The bridge is shut for two years.", "Long words. " * 90 + "Read more"]
)
def test_a_teaser_is_left_out_unless_asked_for(description):
    source = rss(f"<title>Bridge</title><description>{description}</description>")
    assert [(left.title, left.why) for left in read(source).left_out] == [("Bridge", "a teaser, not the text")]
    assert read(source, truncated=True).articles[0].truncated == "a teaser, not the text"


@pytest.mark.parametrize("address", ["ida@enz.example (Ida Roth)", "Ida Roth ida@enz.media", "ida@enz.com (Ida Roth)"])
def test_authors_have_no_addresses(address):
    assert read(rss(item(more=f"<author>{address}</author>"))).articles[0].byline == "Ida Roth"


def test_entities_of_a_bomb_are_not_expanded():
    bomb = (
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
        '<rss version="2.0"><channel><item><title>x</title><description>&b;&b;</description></item></channel></rss>'
    )
    with pytest.raises(InputError, match="declares entities, which are not expanded"):
        read(bomb)


def test_what_is_broken_is_said():
    with pytest.raises(InputError, match="a broken feed"):
        read('<?xml version="1.0"?><rss version="2.0"><channel>')
    assert "not well-formed" in read(rss(item())[:-30]).notes[0]
    assert not feeds.recognises(File("page.html", b"<html><body>rss</body></html>"))
