"""Files that are brought back into the reader: as a spreadsheet saves them, and those that are somebody else's."""

from __future__ import annotations

import csv
import hashlib

import pytest

from analysis.schema import COLUMNS
from analysis.views.reader.pages import write_reader
from tests.browser import Visit
from tests.views.reader.stories import HARBOUR, harbour_story
from tests.views.reader.test_in_browser import balance

SHA256 = hashlib.sha256(HARBOUR.encode()).hexdigest()
START = HARBOUR.index("The council")


@pytest.fixture
def visit(chromium, tmp_path):
    write_reader(harbour_story(), tmp_path / "reader")
    one = Visit(chromium, tmp_path / "reader")
    yield one
    one.close()


def bring(page, where, file, said):
    page.locator(f"#{where} summary").first.click()
    page.locator(f"#{where} input[type=file]").set_input_files(file)
    status = page.locator(f"#{where} [role=status]", has_text=said)
    status.wait_for()
    return status.inner_text()


def correction(doc_id="harbour", sha256=SHA256):
    return [doc_id, str(START), str(START + 11), "The council", "voice", "author", "direct", sha256]


@pytest.mark.parametrize(("sign", "end", "first"), [(";", "\r\n", "\ufeff"), (",", "\r", ""), ("\t", "\n", "")])
def test_a_file_that_a_spreadsheet_saved_is_read(visit, tmp_path, sign, end, first):
    page = visit.open("harbour.html")
    before = balance(page)["voices"]["direct"]["words"]
    file = tmp_path / "saved.csv"
    file.write_text(
        first + end.join([sign.join(COLUMNS["corrections"]), sign.join(correction())]) + end,
        encoding="utf-8",
        newline="",
    )
    assert bring(page, "corrections", file, "1 read") == "saved.csv: 1 read."
    assert balance(page)["voices"]["direct"]["words"] == before + 2


def test_rows_of_other_texts_are_told_apart_and_kept(visit, tmp_path):
    page = visit.open("harbour.html")
    before = balance(page)
    file = tmp_path / "other.csv"
    with file.open("w", newline="", encoding="utf-8") as lines:
        csv.writer(lines).writerows([COLUMNS["corrections"], correction("elsewhere", "0" * 64)])
    assert bring(page, "corrections", file, "1 read") == "other.csv: 1 read, none of them of this text."
    assert balance(page) == before
    with page.expect_download() as download:
        page.locator("#corrections").get_by_role("button", name="Export").click()
    assert "elsewhere" in download.value.path().read_text(encoding="utf-8")


def test_marks_of_two_coders_are_told_and_the_marks_on_a_shared_machine_can_be_removed(visit, tmp_path):
    page = visit.open("harbour.html")
    for name in ("Ann", "Ben"):
        place = START + 4 * (name == "Ben")
        row = [name, "harbour", str(place), str(place + 3), HARBOUR[place : place + 3], "fear", "guess", SHA256]
        with (tmp_path / f"{name}.csv").open("w", newline="", encoding="utf-8") as lines:
            csv.writer(lines).writerows([COLUMNS["text_coding"], row])
    bring(page, "coding", tmp_path / "Ann.csv", "Ann.csv: 1 read.")
    assert page.get_by_label("Your name, or a pseudonym").input_value() == "Ann"
    page.locator("#coding input[type=file]").set_input_files(tmp_path / "Ben.csv")
    page.locator("#coding [role=status]", has_text="These are marks of Ann and Ben").wait_for()
    page.locator("#coding").get_by_role("button", name="Remove all").click()
    assert page.locator(".coded").count() >= 2  # nothing goes at the first touch
    page.locator("#coding").get_by_role("button", name="Remove 2 rows, exported or not").click()
    assert page.locator(".coded").count() == 0
    page.reload()
    assert page.locator(".coded").count() == 0
