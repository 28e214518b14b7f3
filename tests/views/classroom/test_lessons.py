"""The lessons: both notebooks and the worksheet come from one source, and what they say is right is right."""

from __future__ import annotations

import ast
import json
import re
from functools import cache
from itertools import pairwise

import nbformat
import pytest

import analysis as same
from analysis.schema import InputError
from analysis.texts.readers.installation import HOME as CHECKOUT
from analysis.views.classroom.answers import ANSWERS, NONE_YET, Checked
from analysis.views.classroom.lessons import CLASSROOM, for_audience, keys, write_lessons
from analysis.views.explorer.choices import comparisons

LESSONS = sorted(path.stem for path in CLASSROOM.glob("lesson-[0-9].md"))
each = pytest.mark.parametrize("lesson", LESSONS)
EVERYWHERE = ("Warm-up", "For discussion", "What not to conclude", "Glossary")
FOR_TEACHERS = ("Aims", "What you need", "The forty minutes", "Rubric")


def source(lesson):
    return (CLASSROOM / f"{lesson}.md").read_text(encoding="utf-8")


def worksheet_of(lesson):
    return (CLASSROOM / f"{lesson}-worksheet.md").read_text(encoding="utf-8")


def cells(lesson, audience, kind):
    notebook = nbformat.read(CLASSROOM / f"{lesson}-{audience}.ipynb", as_version=4)
    nbformat.validate(notebook)
    return [cell.source for cell in notebook.cells if cell.cell_type == kind]


read_once = cache(same.read_story)


def answers_of(lesson, audience, monkeypatch):
    """Run a notebook and return what it says of the answers in it."""
    monkeypatch.setattr(same, "read_story", read_once)
    monkeypatch.chdir(CLASSROOM)
    names, said = {}, []
    for code in cells(lesson, audience, "code"):
        *before, last = ast.parse(code).body
        exec(compile(ast.Module(before, []), lesson, "exec"), names)
        assert isinstance(last, ast.Expr), code
        value = eval(compile(ast.Expression(last.value), lesson, "eval"), names)
        said += [value] if isinstance(value, Checked) else []
    return said


def test_all_are_written_from_their_sources(tmp_path):
    for path in CLASSROOM.glob("lesson-[0-9].md"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    made = write_lessons(tmp_path, tmp_path / ANSWERS.name)
    assert len(made) == 3 * len(LESSONS) + 1
    for path in made:
        kept = ANSWERS if path.name == ANSWERS.name else CLASSROOM / path.name
        assert path.read_bytes() == kept.read_bytes(), f"{path.name}: run python -m analysis.views.classroom.lessons"
    made = {path.name for path in tmp_path.iterdir()} - {ANSWERS.name} | {f"coding-{who}.csv" for who in ("ada", "ben")}
    assert {path.name for path in CLASSROOM.iterdir() if path.is_file()} == made


@each
def test_each_answer_for_teachers_is_right(lesson, monkeypatch):
    said = answers_of(lesson, "teacher", monkeypatch)
    assert len(said) == len(keys(source(lesson))) >= 5
    assert [one.said for one in said if not one] == []


@each
def test_a_student_finds_no_answer_and_no_error(lesson, monkeypatch):
    said = answers_of(lesson, "student", monkeypatch)
    assert {one.said for one in said} == {NONE_YET}
    assert "solution" not in "\n".join(cells(lesson, "student", "code"))
    prose = "\n".join(cells(lesson, "student", "markdown"))
    assert "For the teacher" not in prose and "*Notes" not in prose and "Rubric" not in prose


@each
def test_a_task_has_one_number_in_its_heading_and_in_its_check(lesson):
    under = {}
    for part in re.split(r"^## ", source(lesson), flags=re.MULTILINE)[1:]:
        numbered = re.match(r"Tasks? (\d)(?: and (\d))?:", part)
        headed = {f"{lesson[-1]}.{one}" for one in numbered.groups() if one} if numbered else set()
        under |= dict.fromkeys(re.findall(r'same\.exercise\("(\d\.\d)"', part), headed)
    assert set(under) == set(keys(source(lesson)))
    assert all(name in headed for name, headed in under.items())


@each
def test_the_plan_is_told_from_the_worksheet_by_its_title(lesson):
    title = source(lesson).partition("\n")[0]
    assert cells(lesson, "teacher", "markdown")[0].splitlines()[0] == f"{title} Plan and answers"
    assert cells(lesson, "student", "markdown")[0].splitlines()[0] == worksheet_of(lesson).splitlines()[0] == title


def test_words_are_asked_for_with_quotation_marks_and_numbers_without():
    assert for_audience('a = "Ann"  # solution\nb = 3  # solution', "student") == (
        'a = ""  # your answer\nb = None  # your answer'
    )


@each
def test_every_hint_is_reached_and_every_name_is_right(lesson):
    for name, key in keys(source(lesson)).items():
        for wrong, explanation in key.get("hints", {}).items():
            assert same.exercise(name, wrong).said == explanation, name
        if isinstance(key["right"], str):
            assert all(same.exercise(name, one) for one in key["right"].split("|")), name
        if isinstance(key["right"], list):
            assert same.exercise(name, ", ".join(one.split("|")[-1] for one in reversed(key["right"]))), name


@each
def test_it_has_all_that_a_lesson_needs(lesson):
    plan = "\n\n".join(cells(lesson, "teacher", "markdown"))
    headings = re.findall(r"^## (.*)$", plan, re.MULTILINE)
    assert [one for one in (*EVERYWHERE, *FOR_TEACHERS) if not any(title.startswith(one) for title in headings)] == []
    for audience in ("student", "worksheet"):
        text = for_audience(source(lesson), audience)
        assert [one for one in EVERYWHERE if f"## {one}" not in text] == []
    assert "invented" in for_audience(source(lesson), "student") and "invented" in for_audience(
        source(lesson), "worksheet"
    )


@each
def test_its_minutes_follow_each_other_from_0_to_40(lesson):
    plan = "\n".join(cells(lesson, "teacher", "markdown"))
    spans = [(int(a), int(b)) for a, b in re.findall(r"^\| (\d+)–(\d+) \|", plan, re.MULTILINE)]
    assert spans[0][0] == 0 and spans[-1][1] == 40 and all(a < b for a, b in spans)
    assert all(one[1] == other[0] for one, other in pairwise(spans))


@each
def test_the_warm_up_comes_before_any_number(lesson):
    for text in (for_audience(source(lesson), "student"), for_audience(source(lesson), "worksheet")):
        start = text.index("## Warm-up")
        assert "```python" not in text[:start]
        assert not re.search(r"\d+(\.\d+)? ?(%|per cent|per 1,000)", text[: text.index("\n## ", start)])


@each
def test_the_worksheet_needs_no_code_and_has_its_texts(lesson):
    page = worksheet_of(lesson)
    assert "```" not in page and "same.exercise" not in page and "{{" not in page and ":::" not in page
    assert "Name: ____" in page
    assert not re.search(r"^_+$", page, re.MULTILINE)  # that would be a rule across the page
    story = read_once("data/sample", by="source_type")
    texts = dict(zip(story.documents["doc_id"], story.documents["text"], strict=True))
    printed = re.findall(r"\{\{text (\S+)\}\}", source(lesson))
    assert len(printed) == 2
    for doc_id in printed:
        assert all(one in page for one in texts[doc_id].strip().split("\n\n"))


@each
def test_its_links_lead_somewhere(lesson):
    for address in re.findall(r"\]\(([^)\s]+)\)", source(lesson)):
        assert (CLASSROOM / address).resolve().is_file(), address


def test_the_page_for_teachers_leads_to_each_lesson():
    page = (CHECKOUT / "docs" / "teachers.md").read_text(encoding="utf-8")
    assert all(f"{lesson}-teacher.ipynb" in page and f"{lesson}-worksheet.md" in page for lesson in LESSONS)
    for address in re.findall(r"\]\(([^)\s]+)\)", page):
        assert (CHECKOUT / "docs" / address).resolve().is_file(), address


def test_a_part_for_nobody_or_left_open_is_refused():
    with pytest.raises(InputError, match="pupil is not one of student"):
        for_audience("::: pupil\nHello.\n:::\n", "student")
    with pytest.raises(InputError, match="not closed"):
        for_audience("::: teacher\nHello.\n", "student")


def test_the_answers_are_numbered_by_lesson():
    answers = json.loads(ANSWERS.read_text(encoding="utf-8"))
    assert {name[0] for name in answers} == {lesson[-1] for lesson in LESSONS}


@pytest.mark.parametrize("lesson", ["lesson-2", "lesson-3"])
def test_the_numbers_printed_on_worksheets_are_those_of_the_story(lesson):
    story = read_once("data/sample", by="source_type")
    rates = story.marker_rates_by_voice().query("category == 'all' and voice == 'author'").set_index("group")
    page = worksheet_of(lesson)
    for group, name in {"advocacy": "the Friends", "council": "the council", "newswire": "the agency"}.items():
        row = rates.loc[group]
        parts = [f"{row['n']}", f"{row['words']}"]
        if lesson == "lesson-3":
            parts += [f"{row[column]:.1f}" for column in ("per_1000", "per_1000_low", "per_1000_high")]
        assert f"| {name} | {' | '.join(parts)} |" in page


def test_what_lesson_3_says_of_the_tests_holds():
    story = read_once("data/sample", by="source_type")
    tested = story.keyness().dropna(subset=["p"])
    assert (len(tested), (tested["p"] < 0.05).sum(), (tested["q"] < 0.05).sum()) == (136, 21, 0)
    having = {one for one in story.documents["doc_id"] if (story.kwic("residents")["doc_id"] == one).any()}
    assert having == {"council-1", "council-2", "council-3", "council-4"} and len(story.kwic("residents")) == 7
    own = story.marker_rates(by=["doc_id", "loaded"], voice="author").set_index(["doc_id", "loaded"])
    assert own.loc[("friends-1", True), ["n", "words"]].tolist() == [3, 169]


def test_every_use_that_lesson_3_prints_is_one_of_the_program():
    uses = read_once("data/sample", by="source_type").kwic("residents")
    rows = re.findall(r"^\| .* \| … .*\*\*([Rr]esidents)\*\*.* … \|$", worksheet_of("lesson-3"), re.MULTILINE)
    assert rows == uses["match"].tolist()


def test_what_the_lessons_say_of_two_invented_pupils_holds():
    story = read_once("data/sample", by="source_type")
    files = [CLASSROOM / f"coding-{who}.csv" for who in ("ada", "ben")]
    pupils = [same.read_text_coding(file, story.documents, story.categories["category"].tolist()) for file in files]
    ada, ben = ([words for words in one["words"] if words] for one in pupils)
    assert len({*ada} & {*ben}) == 3 and len({*ada, *ben}) == 7
    page = " ".join(worksheet_of("lesson-2").split())
    assert f"Ada marked *{', '.join(ada)}*" in page and f"Ben marked *{', '.join(ben)}*" in page


LABELS = [
    ("reader", "lesson-1", ["Correct whose words these are"]),
    ("reader", "lesson-2", ["Code it yourself", "hide the suite's marks while I code", "Mark", "Export"]),
    ("reader", "lesson-2", ["I have gone through the whole text"]),
    ("explorer", "lesson-3", ["Groups", "Part of the page", "Find a term", "p", "q"]),
]


@pytest.mark.parametrize(("room", "lesson", "labels"), LABELS)
def test_what_a_worksheet_tells_pupils_to_choose_is_on_the_page(room, lesson, labels):
    script = (CHECKOUT / "analysis" / "views" / room / "static" / f"{room}.js").read_text(encoding="utf-8")
    page = " ".join(worksheet_of(lesson).split())
    for label in labels:
        assert f"**{label}**" in page and f'"{label}"' in script, label


def test_the_groups_that_lesson_3_names_are_those_of_the_explorer():
    named, left_out = comparisons(read_once("data/sample", by="source_type"))
    said = re.findall(r"“(\w+) against ([\w ]+)”", worksheet_of("lesson-3"))
    assert not left_out and len(said) == 2
    assert {(one.target, one.reference or "all the rest") for one in named} >= set(said)
