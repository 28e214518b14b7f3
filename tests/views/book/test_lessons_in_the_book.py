"""The lessons in the books: pupils get what is theirs, and the answers are not one click away from it."""

from __future__ import annotations

import json
import re

import pytest

from analysis.texts.readers.corpus import read_corpus
from analysis.texts.readers.installation import HOME as CHECKOUT
from analysis.views.book.sources import gather_sources

LESSONS = CHECKOUT / "notebooks" / "classroom"


def sources_of(folder, executed=(), **options):
    (folder / "index.md").write_text("# Home\n\n[[path]]\n", encoding="utf-8")
    gather_sources(CHECKOUT, folder, executed, **options)
    return folder


@pytest.fixture(scope="module")
def for_pupils(tmp_path_factory):
    return sources_of(tmp_path_factory.mktemp("own"), own=True, sample=read_corpus("data/sample"))


def test_a_book_of_the_sample_has_what_pupils_need_and_no_answers(for_pupils):
    there = {path.name for path in (for_pupils / "notebooks" / "classroom").iterdir()}
    assert there == {
        *(f"lesson-{n}-{kind}" for n in (1, 2, 3) for kind in ("worksheet.md", "student.ipynb")),
        "coding-ada.csv",
        "coding-ben.csv",
    }
    index = (for_pupils / "index.md").read_text(encoding="utf-8")
    assert index.startswith("# Home\n\n**This story is invented for the classroom.** ")
    assert re.findall(r"^Lesson .*$", index, re.MULTILINE) == [
        f"Lesson {n}: worksheet <notebooks/classroom/lesson-{n}-worksheet>" for n in (1, 2, 3)
    ]


def test_its_worksheets_lead_to_the_texts_that_they_name(for_pupils):
    named = {1: ["news-2", "friends-2", "news-6"], 2: ["friends-1", "news-4"], 3: []}
    for n, texts in named.items():
        page = (for_pupils / "notebooks" / "classroom" / f"lesson-{n}-worksheet.md").read_text(encoding="utf-8")
        links = re.findall(r'href="\.\./\.\./([^"]+)"', page)
        assert sorted(links[:-2]) == sorted(f"reader/{doc_id}.html" for doc_id in texts)
        assert links[-2:] == ["texts.html", "explorer/index.html"]
        assert page.startswith(f"# Lesson {n}: ")


def test_lines_to_write_on_have_room_for_handwriting(for_pupils):
    for page in (for_pupils / "notebooks" / "classroom").glob("*-worksheet.md"):
        text = page.read_text(encoding="utf-8")
        ruled = re.findall(r"^:::\{container\} ss-answer\n(.*?)\n:::$", text, re.MULTILINE | re.DOTALL)
        assert "".join(ruled).count("_____") == text.count("_____") > 5


def test_a_book_of_other_texts_has_no_lessons(tmp_path):
    assert not (sources_of(tmp_path, own=True) / "notebooks" / "classroom").exists()


def test_the_answers_are_in_no_sidebar(tmp_path):
    folder = sources_of(tmp_path, [LESSONS / "lesson-1-teacher.ipynb"])
    made = json.loads((folder / "notebooks" / "classroom" / "lesson-1-teacher.ipynb").read_text(encoding="utf-8"))
    assert made["metadata"]["orphan"] is True
    index = (folder / "index.md").read_text(encoding="utf-8")
    assert "lesson-1-worksheet" in index and "docs/teachers" in index and "teacher>" not in index
