from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText

import pytest

from analysis.schema import InputError
from analysis.texts.intake import mhtml
from analysis.texts.intake.article import Options
from analysis.texts.intake.files import File
from analysis.texts.intake.formats import reader_of
from tests.texts.intake.test_saved_pages import LINKED, PARAGRAPHS, page

ADDRESS = "https://enz.example/bridge"


def message(*pages, sent=False, **headers):
    whole = MIMEMultipart("related")
    for name, value in {"Date": "Sat, 1 Jun 2024 23:30:00 -0400", **headers}.items():
        whole[name.replace("_", "-")] = value
    if sent:
        whole["To"] = "ida@enz.example"
    for address, source, charset in pages:
        part = MIMEText(source, "html", charset)
        part["Content-Location"] = address
        whole.attach(part)
    whole.attach(MIMEImage(b"\x89PNG", "png"))
    return whole.as_bytes()


FRAME = ("https://ads.example/frame", "<html><body><p>Buy a boat today.</p></body></html>", "utf-8")


def test_the_page_is_read_and_not_its_frames():
    linked = {name: value for name, value in LINKED.items() if name != "dateModified"}
    data = message(
        FRAME, (ADDRESS, page(linked=linked), "utf-8"),
        From="<Saved by Blink>", Snapshot_Content_Location=ADDRESS,
    )  # fmt: skip
    file = File("bridge.mht", data)
    assert reader_of(file) is mhtml
    (article,) = mhtml.read(file, Options()).articles
    assert [block.text for block in article.blocks] == PARAGRAPHS
    assert (article.date, article.page_date, article.url) == ("2024-05-01", "2024-06-01", ADDRESS)


def test_a_part_has_the_encoding_that_its_header_says():
    source = page().replace("‘", "'").replace("’", "'").replace("“", '"').replace("”", '"').replace("Enz", "Enž")
    (article,) = mhtml.read(File("x.mhtml", message((ADDRESS, source, "iso-8859-2"))), Options()).articles
    assert article.blocks[0].text.startswith("The bridge over the Enž")


def test_a_letter_is_no_saved_page():
    assert not mhtml.recognises(File("x.eml", message(FRAME, sent=True)))
    assert not mhtml.recognises(File("x.txt", b"Photo: Ann Lee\nThe ferry is old."))
    assert mhtml.recognises(File("x.mht", message(FRAME)))


def test_a_file_without_a_page_is_named():
    with pytest.raises(InputError, match=r"x\.mht: holds no page; save it again as HTML"):
        mhtml.read(File("x.mht", message()), Options())
