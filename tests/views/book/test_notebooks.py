"""Every notebook keeps to the form, and every number in its prose still comes out."""

from __future__ import annotations

import ast
import re

import nbformat
import pytest
from matplotlib.artist import Artist

import analysis as same
from analysis.texts.readers.installation import HOME as CHECKOUT
from analysis.views.figures import style
from analysis.views.tables.display import Table
from tests.drawn import laid_out
from tests.shipped import read_once, shipped_story
from tests.views.book.made_corpora import CORPORA, made_story

NOTEBOOKS = sorted((CHECKOUT / "notebooks").glob("*.ipynb"))
LONGEST_CELL, LONGEST_FUNCTION, WORDS = 10, 5, (800, 1800)
PER_MINUTE, PER_FIGURE = 200, 0.5  # words read in a minute; minutes for a figure
FOLDED = {"tags": ["hide-cell"], "jupyter": {"source_hidden": True}}  # on the pages and in JupyterLab

OTHERS = r'(CORPUS = "data/raw"|FILES = \[\])  # \S.*(\n[A-Z]+ = "\w+"  # \S.*)*'
PARAMETERS = r'CORPUS = "data/raw"  # \S.*' + r"".join(
    rf"\n{name} = None  # \S.*" for name in ("BY", "TARGET", "ACTORS", "SPEAKERS", "CORRECTIONS")
)


def cells(path, kind=None):
    notebook = nbformat.read(path, as_version=4)
    return [cell for cell in notebook.cells if kind in {None, cell.cell_type}]


def is_general(path):
    """Tell whether a notebook is about any texts: it names the groups in its first cell, and findings nowhere."""
    return "BY = None" in code(path)[0]


def prose(path):
    return "\n\n".join(cell.source for cell in cells(path, "markdown"))


def headings(path):
    return re.findall(r"^(#+) (.*\S)\s*$", prose(path), re.MULTILINE)


def code(path):
    return [cell.source for cell in cells(path, "code")]


GENERAL = [path for path in NOTEBOOKS if is_general(path)]
each = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
each_general = pytest.mark.parametrize("path", GENERAL, ids=lambda path: path.stem)
each_other = pytest.mark.parametrize(
    "path", [one for one in NOTEBOOKS if one not in GENERAL], ids=lambda path: path.stem
)


def test_each_notebook_has_a_number_of_its_own_from_00():
    """Numbers may be skipped: a question to come has its place, and no notebook is renamed for it."""
    numbers = [re.match(r"(\d\d)-", path.name)[1] for path in NOTEBOOKS]
    assert len(numbers) >= 7 and numbers[0] == "00" and sorted(set(numbers)) == numbers


@each
def test_it_is_kept_without_outputs_in_nbformat_4_5(path):
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    assert (notebook.nbformat, notebook.nbformat_minor) == (4, 5)
    assert notebook.metadata.kernelspec.name == "python3"
    assert [cell.id for cell in cells(path, "code") if cell.outputs or cell.execution_count] == []


@each
def test_its_cells_have_ids_in_order(path):
    ids = [cell.id for cell in cells(path)]
    assert ids == sorted(set(ids))


@each
def test_the_first_code_cell_names_the_corpus(path):
    first, *others = cells(path, "code")
    assert first.metadata.get("tags") == ["parameters"]
    assert re.fullmatch(PARAMETERS if is_general(path) else OTHERS, first.source)
    assert not [cell.id for cell in others if "parameters" in cell.metadata.get("tags", [])]


@each
def test_its_title_is_a_question_and_the_answer_follows(path):
    levels = headings(path)
    assert [level for level, _ in levels].count("#") == 1
    assert levels[0][0] == "#" and levels[0][1].endswith("?")
    opening = cells(path)[0].source
    assert re.search(r"^Time: \d+ minutes\. You need: ", opening, re.MULTILINE)
    if is_general(path):
        assert levels[1][1] == "The short answer" and code(path)[2].startswith("same.tell(")
    else:
        assert "**The short answer.**" in opening


@each
def test_it_says_what_is_measured_where_it_fails_and_what_it_cannot_show(path):
    titles = [title for _, title in headings(path)]
    for wanted in ("What exactly are we measuring?", "The data", "Where it fails", "What this cannot show"):
        assert titles.count(wanted) == 1, wanted


@each
def test_it_ends_with_questions_for_the_reader(path):
    assert headings(path)[-1] == ("##", "Your turn")
    last = cells(path)[-1]
    assert last.cell_type == "markdown"
    asked = re.findall(r"^\d\. ", last.source.split("## Your turn")[-1], re.MULTILINE)
    assert 3 <= len(asked) <= 5


@each
def test_its_cells_and_functions_are_short(path):
    for source in code(path):
        assert len(source.splitlines()) <= LONGEST_CELL, source
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.FunctionDef | ast.Lambda | ast.ClassDef):
                assert node.end_lineno - node.lineno < LONGEST_FUNCTION, source
                assert not isinstance(node, ast.ClassDef), source
    lines = [len(source.splitlines()) for source in code(path)]
    assert sum(lines) / len(lines) <= 5


@each
def test_prose_stands_before_every_cell(path):
    kinds = [cell.cell_type for cell in cells(path)]
    bare = [i for i in range(2, len(kinds)) if kinds[i] == kinds[i - 1] == "code"]
    first = kinds.index("code")
    # The two that open the notebook share their words, a check may stand right below what it checks, and sentences
    # below or above the figure or the table from which they are worded.
    folded = [i for i, cell in enumerate(cells(path)) if cell.metadata == FOLDED]
    told = [i for i, cell in enumerate(cells(path)) if cell.source.startswith("same.tell(")]
    check = [i for i in bare if cells(path)[i].source.startswith("if PUBLISHED:")]
    allowed = [i for i in bare if i == first + 1 or i in {*folded, *told, *check} or i - 1 in told]
    assert bare == allowed


def words(text):
    return len(re.findall(r"\w[\w’'.,-]*", re.sub(r"\$\$.*?\$\$|\]\([^)]*\)", " ", text, flags=re.DOTALL)))


@each
def test_it_is_read_in_one_sitting(path):
    assert WORDS[0] <= words(prose(path)) <= WORDS[1], words(prose(path))


@each
def test_the_time_it_says_is_true(path):
    figures = sum(len(re.findall(r"\bpicture\(", source)) for source in code(path))
    takes = words(prose(path)) / PER_MINUTE + figures * PER_FIGURE
    said = int(re.search(r"^Time: (\d+) minutes", cells(path)[0].source, re.MULTILINE)[1])
    assert abs(said - takes) <= 0.2 * takes, f"says {said}, takes {takes:.1f}: {figures} figures"


def short_answer(opening):
    """Return the sentences and the numbers of a short answer; what leads elsewhere counts as neither."""
    answer = re.search(r"\*\*The short answer\.\*\*\s+(.*?)(?:\n\n|$)", opening, re.DOTALL)[1]
    bare = re.sub(r"\s*\(?\[[^\]]*\]\([^)]*\)\)?", "", " ".join(answer.split()))
    sentences = re.findall(r"[^.!?]+(?:[.!?](?!\s|$|[”’\")]+(?:\s|$))[^.!?]*)*[.!?]+[”’\")]*", bare)
    return sentences, re.findall(r"\d[\d,.]*(?<![,.])", bare)


def test_what_a_short_answer_holds_is_counted():
    said = (
        "**The short answer.** In 4,335 words, 4.5 % are “theirs.” Why? See\n[notebook 09](09.ipynb#a-1).\n\nTime: 3."
    )
    sentences, numbers = short_answer(said)
    assert [one.strip() for one in sentences] == ["In 4,335 words, 4.5 % are “theirs.”", "Why?", "See."]
    assert numbers == ["4,335", "4.5"]


@each_other
def test_its_short_answer_is_short(path):
    sentences, numbers = short_answer(cells(path)[0].source)
    assert 1 <= len(sentences) <= 3, sentences
    assert len(numbers) <= 5, numbers


@each
def test_its_checks_are_folded_away_and_nothing_else(path):
    checks = [
        cell for cell in cells(path, "code") if any(isinstance(n, ast.Assert) for n in ast.walk(ast.parse(cell.source)))
    ]
    assert [cell.id for cell in checks if cell.metadata != FOLDED] == []
    folded = [cell.id for cell in cells(path) if "hide-cell" in cell.metadata.get("tags", ())]
    assert folded == [cell.id for cell in checks]


@each_other
def test_each_finding_is_asserted(path):
    asserting = [source for source in code(path) if any(isinstance(n, ast.Assert) for n in ast.walk(ast.parse(source)))]
    assert asserting
    for source in asserting:
        assert re.search(r"^if PUBLISHED:$", source, re.MULTILINE), source


@each
def test_its_links_lead_somewhere(path):
    for address in re.findall(r"\]\(([^)\s]+)\)", prose(path)):
        assert "://" not in address, address
        file, _, anchor = address.partition("#")
        target = (path.parent / file).resolve() if file else path
        assert target.is_file() and target.is_relative_to(CHECKOUT), address
        if anchor and target.suffix == ".ipynb":
            known = [re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for _, title in headings(target)]
            assert anchor in known, address


@each
def test_no_line_of_prose_is_lost_as_a_comment(path):
    """In MyST a line that begins with a per cent sign is a comment: “48 %” may not be broken before it."""
    lines = [line for cell in cells(path, "markdown") for line in cell.source.splitlines()]
    assert lines and [line for line in lines if line.lstrip().startswith("%")] == []


@each
def test_it_installs_and_fetches_nothing(path):
    for source in code(path):
        assert not re.search(r"^\s*[!%]|https?://", source, re.MULTILINE), source
        assert "sys.path" not in source, "the modules are installed"


def names_in(node, kind=ast.Load):
    return {one.id for one in ast.walk(node) if isinstance(one, ast.Name) and isinstance(one.ctx, kind)}


OF_THE_SUITE = r'figure_table\("(false-alarms-and-power|interval-coverage)", story\)'  # measured on other data


def asserted_of_texts(sources):
    """Yield the asserts that look at the texts: at `story`, or at what was made of it further up."""
    texts = {"story"}
    for node in (node for source in sources for node in ast.parse(re.sub(OF_THE_SUITE, "measured", source)).body):
        if names_in(node) & texts:
            texts |= names_in(node, ast.Store)
            yield from (one for one in ast.walk(node) if isinstance(one, ast.Assert))


def test_an_assert_on_what_is_made_of_texts_is_known_from_one_on_the_suite():
    cells = ["a = make(story)\nb = measured()", "for row in a:\n    n = row", "assert n == 5\nassert b == 6"]
    assert [ast.unparse(one) for one in asserted_of_texts(cells)] == ["assert n == 5"]


@each_general
def test_a_notebook_about_any_texts_checks_what_holds_for_any_texts(path):
    """What it asserts of texts compares tables with each other: no number, no word of a text.

    What was measured of the suite itself, on other data, is the same for all texts.
    """
    assert "assert " in "\n".join(code(path)) and "PUBLISHED" not in "\n".join(code(path))
    constants = (
        one for node in asserted_of_texts(code(path)) for one in ast.walk(node) if isinstance(one, ast.Constant)
    )
    told = [one.value for one in constants]
    assert [one for one in told if isinstance(one, (int, float)) and one not in (0, 1)] == []


def words_of_the_five_texts():
    """Return what only the five texts have: their groups, ids, titles, the actors and their names, the speakers."""
    story = shipped_story()
    names = {*story.documents["doc_id"], *story.documents["source_type"], *story.documents["title"]}
    labels = story.actors[~story.actors["label_kind"].isin(["descriptive", "honorific"])]
    names |= {*labels["actor"], *labels["label"], *story.sides["side"]}
    names |= {"five texts", "the statements", "the report", "camp", "iran", "iraq", "regime", "ncri", "pmoi", "mullahs"}
    return {name.lower() for name in names if len(name) > 2} - {"others", "united states", "isna"}


@each_general
def test_no_line_of_a_notebook_about_any_texts_speaks_of_the_five(path):
    lines = re.sub(r"\s+", " ", prose(path) + "\n".join(code(path)).lower().replace("data/raw", "")).lower()
    assert [one for one in words_of_the_five_texts() if re.search(rf"(?<!\w){re.escape(one)}(?!\w)", lines)] == []


@pytest.fixture
def unrendered(monkeypatch):
    """Lay figures out without their outlines, for tests of what a notebook computes and says."""
    monkeypatch.setattr(style, "svg_of", laid_out)


def run(path, sources):
    """Run every cell, from top to bottom, and return what each shows."""
    names, values = {"__name__": "__main__"}, []
    for number, source in enumerate(sources, 1):
        *before, last = ast.parse(source).body
        if not isinstance(last, ast.Expr):
            before.append(last)
        exec(compile(ast.Module(before, []), f"{path.name}, code cell {number}", "exec"), names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), f"{path.name}, code cell {number}", "eval"), names)
            assert getattr(value, "_repr_html_", value.__repr__)()
            assert not isinstance(value, Artist), "an image without alt text"
            values.append(value)
    return values


@pytest.mark.usefixtures("unrendered")
@each
def test_it_runs(path, monkeypatch):
    """Every assert is among what is run; its folder is the current one.

    A build runs each in a kernel of its own (`test_build`), which takes as long again to start.
    """
    monkeypatch.chdir(path.parent)
    monkeypatch.setattr(same, "read_story", read_once)
    assert run(path, code(path))


@pytest.mark.usefixtures("unrendered")
@each_general
@pytest.mark.parametrize("corpus", CORPORA)
def test_it_runs_on_other_texts(path, corpus, monkeypatch):
    """No table is empty without a sentence in its place, and nothing speaks of the five texts."""
    monkeypatch.setattr(same, "read_story", lambda *_, **__: made_story(corpus))
    shown = run(path, code(path))
    assert [value.caption for value in shown if isinstance(value, Table) and not (value.rows or value.empty)] == []
    said = "\n".join(map(repr, shown)).lower()
    foreign = ("advocacy", "newswire", "ncri", "pmoi", "iranian")
    assert [one for one in foreign if re.search(rf"\b{one}\b", said)] == []
