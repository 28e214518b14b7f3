"""PDF: lines become paragraphs, and what is on every page is left out."""

import pytest

from analysis.schema import InputError
from tests.texts.intake.test_rows import read, texts

LEADING = 14


def pdf(*pages, before=b""):
    """Return a PDF file whose pages are lists of (x, y, size, text)."""
    objects = [b"<</Type/Catalog/Pages 2 0 R>>"]
    kids = " ".join(f"{4 + 2 * k} 0 R" for k in range(len(pages)))
    objects.append(f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode())
    objects.append(b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>")
    for k, page in enumerate(pages):
        content = b"\n".join(f"BT /F {size} Tf {x} {y} Td ({text}) Tj ET".encode("cp1252") for x, y, size, text in page)
        about = "/Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 3 0 R>>>>"
        objects.append(f"<<{about}/Contents {5 + 2 * k} 0 R>>".encode())
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(content), content))
    data = before + b"%PDF-1.4\n"
    places = []
    for number, one in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj%s endobj\n" % (number, one)
    start = len(data)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count = len(objects) + 1
    data += b"xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\n" % (count, table, count)
    return data + b"startxref\n%d\n%%%%EOF" % start


def column(lines, x=50, y=700, size=11):
    return [(x, y - LEADING * k, size, text) for k, text in enumerate(lines) if text]


FIRST = ["The ferry to the northern isles is over-", "due, and its crew waits in the har-", "bour for the pilot."]
SECOND = ["It sails on Monday, the port says, with", "a crew of nine and the long-", "serving captain."]


def test_paragraphs_headline_and_words_parted_at_line_ends():
    page = [(50, 740, 22, "Ferry late"), (50, 716, 22, "once again"), *column([*FIRST, "", *SECOND], y=680)]
    reading = read(pdf(page), "ferry.bin")
    assert reading.articles[0].title == "Ferry late once again"
    assert texts(reading) == [
        "The ferry to the northern isles is overdue, and its crew waits in the harbour for the pilot.\n\n"
        "It sails on Monday, the port says, with a crew of nine and the long-serving captain."
    ]
    assert reading.notes == ["words that were parted at line ends and joined, 3 in all: overdue, harbour, long-serving"]


def test_columns_are_read_one_after_the_other_and_a_paragraph_goes_on_in_the_next():
    page = column(FIRST[:2], x=50) + column([FIRST[2], "", *SECOND], x=300)
    assert texts(read(pdf(page)))[0].startswith(
        "The ferry to the northern isles is overdue, and its crew waits in the harbour for the pilot.\n\nIt sails"
    )


def test_a_first_line_that_is_set_in_begins_a_paragraph():
    first, *rest = column([*SECOND, *FIRST])
    lines = [(70, *first[1:]), *rest[:2], (70, *rest[2][1:]), *rest[3:]]
    assert texts(read(pdf(lines)))[0].count("\n\n") == 1


def test_what_is_on_every_page_and_numbers_of_pages_are_left_out():
    def page(k, name):
        body = [
            f"{name} sails on Monday, the port says, with",
            f"a crew of nine and {name}",
            f"as its captain, {name}.",
        ]
        return [(50, 770, 8, f"Quay Daily, 4 May 2010 - {k}"), *column(body), (300, 20, 8, str(k))]

    reading = read(pdf(page(1, "Ann"), page(2, "Bo"), page(3, "Cy")))
    assert texts(reading)[0].split("\n\n") == [
        f"{name} sails on Monday, the port says, with a crew of nine and {name} as its captain, {name}."
        for name in ("Ann", "Bo", "Cy")
    ]
    assert reading.notes == ["left out as on every page: #, Quay Daily, # May # - #"]


@pytest.mark.parametrize(
    ("cap", "rest", "word"), [("T", "he ferry", "The ferry"), ("A", "fter all", "After all"), ("A", "pilot", "A pilot")]
)
def test_a_large_first_letter_belongs_to_its_word_wherever_the_file_has_it(cap, rest, word):
    lines = column([f"{rest} waits,", "the pilot says", "of it.", "It sails on Monday, the port says."], x=90)
    large = (50, 676, 40, cap)
    for page in ([large, *lines], [*lines, large]):
        assert texts(read(pdf(page)))[0].startswith(f"{word} waits, the pilot says of it.")


def test_a_page_without_text_is_named_and_a_file_without_any_is_refused():
    reading = read(pdf(column(SECOND), [], column(FIRST)))
    assert [(left.place, left.why) for left in reading.left_out] == [
        ("page 2", "no text on the page: a picture, or blank")
    ]
    with pytest.raises(InputError, match="holds pictures of pages and no text; run text recognition"):
        read(pdf([]))


@pytest.mark.parametrize("data", [b"%PDF-1.4\nnothing more", pdf(column(SECOND))[:200]])
def test_a_broken_file_is_named(data):
    with pytest.raises(InputError, match=r"a broken PDF|holds pictures"):
        read(data, "x.pdf")


def test_letters_that_are_printed_twice_for_a_shadow_are_read_once():
    page = [(50, 700, 11, "It sails on Monday."), (50.4, 699.6, 11, "It sails on Monday.")]
    assert texts(read(pdf(page, before=b"\n\n"))) == ["It sails on Monday."]


def test_an_export_of_nexis_is_refused_with_what_to_do_instead():
    page = column(["Ferry late", "Quay Daily", "May 1, 2024", "Length: 9 words", "Body", *FIRST, "End of Document"])
    with pytest.raises(InputError, match=r"export of Nexis \(2 documents\).*download it as DOCX or RTF"):
        read(pdf(page, page))
