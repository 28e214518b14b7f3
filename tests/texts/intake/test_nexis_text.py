"""Nexis exports as plain text: lines put together, heads found, whatever the layout of the year."""

from analysis.texts.intake.files import File
from tests.texts.intake.test_nexis import about, read, texts


def plain(*documents, cover="Download Request: Selected Items: 1-2\r\nTerms: bridge\r\n"):
    return File("Post.TXT", ("\ufeff" + cover + "".join(documents)).encode())


def text(number, title="Bridge shut;\nCity denies it", mark=True):
    counted = f"\n                   {number} of 2 DOCUMENTS\n\n\n" if mark else "\n\n"
    return (
        f"{counted}           The Post\n\n       January {number}, 2010 Monday\n        First Edition\n\n"
        f"{title}\n\nBYLINE: Ann Lee\n\nSECTION: NEWS; Pg. 4\n\nLENGTH: 20 words\n\n"
        'The bridge is old and over-\ndue for "long-\nterm repairs", they\nsaid. No long-term plan.\n\n'
        "STATE: a subhead\n\nIt is shut.\n\nLOAD-DATE: January 9, 2010\n\n"
        "CORRECTION-DATE: January 11, 2010\n\nCORRECTION: It is open.\n\n"
        "                 Copyright 2010 Post Ltd\n               All Rights Reserved\n"
    ).replace("\n", "\r\n")


def test_a_text_of_wrapped_lines_is_put_together():
    reading = read(plain(text(1), text(2, "NO HEADLINE")))
    one, two = reading.articles
    assert reading.announced == 2
    assert about(one, "title", "outlet", "date", "page_date", "byline", "correction") == (
        "Bridge shut; City denies it",
        "The Post",
        "2010-01-01",
        "2010-01-09",
        "Ann Lee",
        "2010-01-11: It is open.",
    )
    assert texts(one) == [
        'The bridge is old and overdue for "long-term repairs", they said. No long-term plan.',
        "STATE: a subhead",
        "It is shut.",
    ]
    assert (two.title, two.date) == ("", "2010-01-02")
    assert reading.notes == ["words that were parted at line ends and joined, 4 in all: overdue, long-term"]


def test_an_article_without_its_number_is_found():
    reading = read(plain(text(1), text(5, "Bridge open", mark=False), text(2)))
    assert [one.date for one in reading.articles] == ["2010-01-01", "2010-01-05", "2010-01-02"]
    assert [one.place for one in reading.articles] == ["document 1", "after document 1", "document 2"]


def test_the_oldest_layout_names_headline_and_body():
    story = """
LEVEL 1 - 3 OF 12 STORIES

Copyright 1991 The Post Company
The Post

May 3, 1991, Friday, Final Edition

SECTION: Section A; Page 1
LENGTH: 9 words
HEADLINE: Bridge shut

BYLINE: By ANN LEE

BODY:
   The bridge is
shut.

   It opens on Monday.

GRAPHIC: Photo, a bridge

LANGUAGE: ENGLISH
"""
    (article,) = read(File("old.txt", story.encode())).articles
    assert about(article, "title", "outlet", "date", "byline", "section", "stated_words", "place") == (
        "Bridge shut",
        "The Post",
        "1991-05-03",
        "ANN LEE",
        "Section A; Page 1",
        9,
        "document 3",
    )
    assert texts(article) == ["The bridge is shut.", "It opens on Monday."]


def test_a_text_that_was_copied_out_of_nexis_uni_is_read():
    story = """Bridge shut
The Post
Friday 3. Juli 2020
Leeds Edition

Section: NEWS; S. 6
Length: 9 words
Body

The bridge is shut.

Load-Date: July 6, 2020
"""
    (article,) = read(File("one.txt", story.encode())).articles
    assert about(article, "title", "outlet", "date", "page_date") == (
        "Bridge shut",
        "The Post",
        "2020-07-03",
        "2020-07-06",
    )
    assert texts(article) == ["The bridge is shut."]


def test_a_heading_in_one_block_and_a_text_right_below_its_length_are_parted():
    story = """
1 of 2 DOCUMENTS

The Post
June 3, 2011 Friday
Correction Appended
Late Edition - Final

Bridge shut
BYLINE: By ANN LEE
LENGTH: 1150 words
LEEDS -- The bridge is
shut.

LOAD-DATE: June 3, 2011
"""
    (article,) = read(File("one.txt", story.encode())).articles
    assert about(article, "title", "outlet", "date", "correction") == (
        "Bridge shut",
        "The Post",
        "2011-06-03",
        "Correction Appended",
    )
    assert texts(article) == ["LEEDS -- The bridge is shut."]
