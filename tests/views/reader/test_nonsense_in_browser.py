"""What is damaged, foreign or hostile in a text or a file that is brought: nothing of it runs, nothing is lost."""

from __future__ import annotations

import hashlib

import pytest

import analysis as same
from analysis.schema import COLUMNS
from analysis.views.reader.pages import write_reader
from tests.browser import Visit
from tests.views.reader.stories import DOCUMENTS, HARBOUR, harbour_story

EVIL = "<script>window.ran=1</script><img src=x onerror=window.ran=1><a href='javascript:window.ran=1'>"
LETTERS = 10_000_000


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site") / "reader"
    write_reader(harbour_story(), folder)
    return folder


@pytest.fixture
def visit(chromium, site):
    one = Visit(chromium, site)
    yield one
    one.close()


def brings(page, where, content, tmp_path):
    """Return what the page says of a file that is brought to its corrections or its coding."""
    file = tmp_path / "given.csv"
    file.write_bytes(content)
    page.locator(f"#{where} > details > summary").click()
    page.locator(f"#{where} input[type=file]").set_input_files(file)
    told = page.locator(f"#{where} [role=status]", has_text="given.csv")
    told.wait_for()
    return told.inner_text()


def rows(name, *values):
    sha = hashlib.sha256(HARBOUR.encode()).hexdigest()
    lines = [",".join(COLUMNS[name]), *(",".join([*map(str, row), sha]) for row in values)]
    return "\n".join(lines).encode()


@pytest.mark.parametrize("where", ["corrections", "coding"])
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\x00\xff" * 1000, "not such a file"),
        (b"name,mark\nAnn,2\n", "it has no column"),
        (EVIL.encode() * (LETTERS // len(EVIL)), "too large"),
        (b'"' + b"x" * 1_900_000, "not such a file"),
        (b"\n" * 1_900_000, "not such a file"),
        (",".join({*COLUMNS["corrections"], *COLUMNS["text_coding"]}).encode() + b"\n" + EVIL.encode(), "1 left out"),
    ],
    ids=["bytes", "foreign", "large", "one cell", "empty lines", "no offsets"],
)
def test_a_file_that_is_damaged_or_foreign_changes_nothing(visit, tmp_path, where, content, said):
    page = visit.open("harbour.html")
    before = page.evaluate("window.sameStoryBalance")
    assert said in brings(page, where, content, tmp_path)
    assert page.evaluate("window.sameStoryBalance") == before
    assert page.evaluate("Object.keys(localStorage).every((key) => localStorage[key] === '[]')")
    assert page.evaluate("window.ran") is None


@pytest.mark.parametrize("where", ["corrections", "coding"])
def test_tags_in_a_file_that_is_brought_are_shown_as_text(visit, tmp_path, where):
    evil = f'"{EVIL}"'
    content = {
        "corrections": rows("corrections", ("harbour", 0, 5, evil, "speaker", evil, evil)),
        "coding": rows("text_coding", (evil, "harbour", 0, 5, evil, "cruelty", "guess")),
    }[where]
    page = visit.open("harbour.html")
    assert "1 read" in brings(page, where, content, tmp_path)
    for _ in range(2):  # and after a reload
        assert "<script>window.ran=1</script>" in page.locator(f"#{where} .files").last.inner_text()
        assert page.evaluate("window.ran") is None and page.locator("#controls img, #controls script").count() == 0
        page.reload()


def test_a_file_of_twenty_thousand_rows_is_read_and_the_page_still_works(visit, tmp_path):
    many = ((i % 150, i % 150 + 1 + i // 150) for i in range(19_000))
    content = rows("corrections", *(("harbour", start, end, "w", "voice", "author", "direct") for start, end in many))
    page = visit.open("harbour.html")
    assert len(content) < 2_000_000 and "19000 read" in brings(page, "corrections", content, tmp_path)
    page.reload()
    assert page.evaluate("window.sameStoryBalance.voices.author.words") == 0  # all are somebody else's now
    assert page.locator("#corrections .files li").count() == 200
    shown = page.evaluate("[...document.querySelectorAll('#text p')].map((one) => one.textContent).join('')")
    assert "The council denied it." in shown


def test_ten_million_letters_of_nonsense_are_a_page(chromium, tmp_path):
    paragraph = EVIL + f"{'x' * 9} " * 100_000
    documents = DOCUMENTS.assign(text=["\n\n".join([paragraph] * (LETTERS // 1_000_000)), *DOCUMENTS["text"][1:]])
    lists = (same.read_lexicon(), same.read_actors(documents=documents), same.read_cues(), same.read_categories())
    story = same.Story(documents, same.voices(documents), *lists, same.read_sides(documents=documents))
    write_reader(story, tmp_path / "reader")
    visit = Visit(chromium, tmp_path / "reader")
    visit.page.set_default_timeout(300_000)
    page = visit.open("harbour.html")
    page.get_by_label("author's own voice").uncheck()
    page.locator("#text.no-author").wait_for()
    assert page.evaluate("window.ran") is None
    assert visit.ask("tooWide") == []
    visit.close()
