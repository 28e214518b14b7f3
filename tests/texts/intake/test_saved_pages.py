import json

import pytest

from analysis.texts.intake import saved_page
from analysis.texts.intake.article import Options
from analysis.texts.intake.files import File
from analysis.texts.intake.formats import reader_of

PARAGRAPHS = [
    "The bridge over the Enz will be shut for two years, the mayor said on Tuesday, and traders fear for their trade.",
    "“Nobody asked us,” said Ida Roth, who sells bread at its northern end, and others nodded when she spoke.",
    "The council will vote on the plan in June, and until then the old bridge stays open to people on foot.",
]
LINKED = {
    "@type": "NewsArticle",
    "headline": "Bridge to shut",
    "datePublished": "2024-05-01T22:30:00-04:00",
    "dateModified": "2024-05-03T08:00:00Z",
    "author": [{"name": "By Nora Lund, Political Editor"}, {"name": "Bo Ahl"}],
    "publisher": {"@type": "Organization", "name": "The Enz Post"},
}


def page(body="", linked=LINKED, head="", h1="Bridge to shut for ‘two years’"):
    data = f'<script type="application/ld+json">{json.dumps(linked)}</script>' if linked else ""
    return (
        f'<!doctype html><html lang="en-GB"><head><title>Bridge to shut | Enz</title>{head}{data}</head><body>'
        f"<nav><a href='/'>Home</a> <a href='/news'>News</a></nav><article><h1>{h1}</h1>"
        f"{body or ''.join(f'<p>{text}</p>' for text in PARAGRAPHS)}</article><footer>Terms</footer></body></html>"
    )


def read(source, **options):
    file = File("page.html", source if isinstance(source, bytes) else source.encode())
    assert reader_of(file) is saved_page
    return saved_page.read(file, Options(**options))


def texts(source):
    (article,) = read(source).articles
    return [block.text for block in article.blocks]


def test_the_article_is_told_from_the_page_and_from_its_headline():
    (article,) = read(page(head='<meta property="og:title" content="You will not believe this bridge">')).articles
    assert [block.text for block in article.blocks] == PARAGRAPHS
    assert article.title == "Bridge to shut for ‘two years’"
    assert (article.date, article.page_date) == ("2024-05-01", "2024-05-03")
    assert (article.outlet, article.byline, article.language) == ("The Enz Post", "Nora Lund, Bo Ahl", "en")


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ('<meta property="article:published_time" content="2024-01-01T09:00:00Z">', "2024-01-01"),
        ('<meta name="date" content="3 May 2024">', "2024-05-03"),
        ('<meta name="date" content="01/05/2024">', ""),
        ("", ""),
    ],
)
def test_a_date_is_one_that_the_page_has_for_machines(head, date):
    body = "".join(f"<p>{text}</p>" for text in [*PARAGRAPHS, "It was built on 7 March 2011, and mended in 2019."])
    (article,) = read(page(body, linked=None, head=head)).articles
    assert article.date == date


def test_a_heading_of_the_site_is_not_the_headline():
    source = page(h1="The Enz Post").replace("<article>", "<article><h1>Bridge to shut, mayor says</h1>")
    assert read(source).articles[0].title == "Bridge to shut, mayor says"
    assert read(page(h1="Enz Post")).articles[0].title == "Bridge to shut"


def test_speech_in_q_has_its_marks():
    marked = "<p>The mayor said <q>we have no <q>plan B</q> at all</q> and left for the night, as did the council.</p>"
    assert "The mayor said “we have no ‘plan B’ at all” and left for the night, as did the council." in texts(
        page(marked + "".join(f"<p>{text}</p>" for text in PARAGRAPHS))
    )


def test_a_paragraph_in_a_div_is_one():
    first, *others = PARAGRAPHS * 4
    body = f"<p>{first}</p><div>“It is <b>a</b> shame,” a trader said.</div>" + "".join(f"<p>{p}</p>" for p in others)
    assert texts(page(body))[1] == "“It is a shame,” a trader said."


def test_a_short_page_keeps_its_paragraphs():
    body = "<p>The bridge is “old and narrow”, the mayor said on Monday, and a trader denied the claim.</p>"
    body += "<figure><figcaption>The bridge. Enz Pictures</figcaption></figure><p>It will be shut in June.</p>"
    (article,) = read(page(body)).articles
    assert [(block.text[:10], block.kind) for block in article.blocks] == [
        ("The bridge", ""),
        ("The bridge", "caption"),
        ("It will be", ""),
    ]


def test_headings_and_paragraphs_in_a_list_are_apart():
    items = "".join(f"<li><h3>Point {n}</h3><p>{text}</p></li>" for n, text in enumerate(PARAGRAPHS))
    found = read(page(f"<ul>{items}</ul>")).articles[0].blocks
    assert [(block.text, block.kind) for block in found[:2]] == [("Point 0", "headline"), (PARAGRAPHS[0], "")]


def test_what_the_page_says_of_a_paragraph_goes_along():
    one, two, three = (f"<p>{text}</p>" for text in PARAGRAPHS)
    body = (
        f"{one}<p class='imageCaption'>The bridge in an old postcard, seen from its northern end.</p>{two}"
        "<h2>Fear for trade</h2><blockquote><p>It is the end of our street as we know it, and of us.</p></blockquote>"
        f"{three}"
    )
    assert [(block.kind, block.text[:10]) for block in read(page(body)).articles[0].blocks] == [
        ("", "The bridge"),
        ("caption", "The bridge"),
        ("", "“Nobody as"),
        ("headline", "Fear for t"),
        ("quote", "It is the "),
        ("", "The counci"),
    ]


def test_invitations_to_other_pages_are_no_text():
    extra = (
        '<p>Read more: <a href="/2">Mayor under fire</a></p><p>Advertisement</p>'
        '<p><a href="/3">WHO PAYS FOR THE BRIDGE</a></p><p>Sign up for our newsletters here today.</p>'
        '<div class="related"><p>A ferry sank in the harbour, and three people died there.</p></div>'
    )
    one, *others = (f"<p>{text}</p>" for text in PARAGRAPHS)
    assert texts(page(one + extra + "".join(others))) == PARAGRAPHS


def test_times_of_a_live_blog_go_along():
    entries = "".join(
        f"<div class='entry'><time>1{n}:30</time><h2>Entry {n}</h2><p>{text}</p></div>"
        for n, text in enumerate(PARAGRAPHS)
    )
    found = read(page(entries, LINKED | {"@type": "LiveBlogPosting"})).articles[0].blocks
    assert [(block.text, block.kind) for block in found[:3]] == [
        ("10:30", "furniture"),
        ("Entry 0", "headline"),
        (PARAGRAPHS[0], ""),
    ]


def test_a_text_for_machines_stands_in_for_a_teaser():
    full = "\n\n".join([*PARAGRAPHS, *(f"{text} So it was in year {n}." for n in range(5) for text in PARAGRAPHS)])
    (article,) = read(page(f"<p>{PARAGRAPHS[0]}</p>", LINKED | {"articleBody": full})).articles
    assert "\n\n".join(block.text for block in article.blocks) == full
    assert not article.truncated


def test_a_stump_is_taken_only_when_asked_for():
    source = page(linked=LINKED | {"isAccessibleForFree": "False"})
    ((_, title, why, is_error),) = read(source).left_out
    assert (title, is_error) == ("Bridge to shut for ‘two years’", False)
    assert why == "only the beginning: the rest is behind a paywall; --truncated takes it"
    assert read(source, truncated=True).articles[0].truncated.startswith("only the beginning")


@pytest.mark.parametrize(
    "body",
    [
        "<ul>"
        + "".join(f'<li><a href="/{n}">The {n}th story of this day is here.</a></li>' for n in range(40))
        + "</ul>",
        "<p>404 Not Found</p>",
        " ",
    ],
)
def test_a_page_without_an_article_is_named(body):
    reading = read(page(body, linked=None))
    assert [left.why for left in reading.left_out] == ["not an article page"]
    assert reading.articles == []


def test_encodings_are_those_that_browsers_read():
    curly = "The mayor said “no”, and that it wasn’t his fault – for €5 a day."
    source = page("".join(f"<p>{text}</p>" for text in [*PARAGRAPHS, curly]), head='<meta charset="iso-8859-1">')
    assert texts(source.encode("cp1252"))[-1] == curly
    assert texts(source.replace("“no”", "&#147;no&#148;").encode("cp1252"))[-1] == curly
    greek = source.replace("iso-8859-1", "iso-8859-7").replace("’", "'").replace("€5", "five λ")
    assert texts(greek.replace("“", '"').replace("”", '"').replace("–", "-").encode("iso-8859-7"))[-1].endswith(
        "five λ a day."
    )


def test_comments_in_the_source_cut_no_paragraph():
    with_comments = "".join(f"<p>{text.replace(' the ', ' the <!-- x -->')}</p>" for text in PARAGRAPHS)
    assert texts(page(with_comments)) == PARAGRAPHS


@pytest.mark.parametrize(
    "start", ["", "\n<!-- saved from url=(0021)https://enz.example/1 -->\n", '<?xml version="1.0"?>\n']
)
def test_a_page_is_known_by_its_first_element(start):
    file = File("page.txt", (start + page()).encode())
    assert saved_page.recognises(file)
    assert not saved_page.recognises(File("note.html", b"The <b>ferry</b> is old."))
    if "saved" in start:
        assert saved_page.read(file, Options()).articles[0].url == "https://enz.example/1"
