"""Texts without a value in the column that holds the groups: one rule for every verb, and none of them silent."""

from __future__ import annotations

import pandas as pd
import pytest
from click.testing import CliRunner

from analysis.views.cli.app import cli
from analysis.views.read_story import read_story
from analysis.views.wording.questions import tell

TEXT = "The river rose and the town was wet. “We wait,” said Ann Lee. Rain fell on the fields for a day."
SAID = "2 of 6 texts have no value in the column 'outlet' (t1, t4): in tables by group they are '(no outlet)'"


@pytest.fixture
def corpus(tmp_path):
    outlets = ["Herald", "", "Post", "Herald", " ", "Post"]
    rows = [
        {"doc_id": f"t{n}", "text": f"{TEXT} Number {n} is a {'dog' if outlet == 'Post' else 'cat'}.", "outlet": outlet}
        for n, outlet in enumerate(outlets)
    ]
    path = tmp_path / "texts.csv"
    pd.DataFrame(rows).to_csv(path, index=False)
    return path


def run(*arguments):
    done = CliRunner().invoke(cli, [str(one) for one in arguments])
    assert done.exit_code == 0, done.stderr
    return done.stderr


@pytest.mark.parametrize(
    "verb",
    [
        ["terms", "--by", "outlet"],
        ["dispersion", "--by", "outlet"],
        ["keyness", "--by", "outlet", "--target", "Herald"],
        ["keyness", "--by", "outlet", "--each"],
        ["wordshift", "--by", "outlet", "--target", "Herald", "--of", "proportion"],
        ["stability", "--by", "outlet", "--target", "Herald"],
        ["robustness", "--by", "outlet", "--combinations", "0"],
        ["keyness", "--by", "doc_id", "--target", "t0", "--cluster", "outlet"],
    ],
    ids=" ".join,
)
def test_every_verb_says_which_texts_are_in_no_group_and_where_to_fill_it_in(corpus, tmp_path, verb):
    said = run(verb[0], corpus, *verb[1:], "-o", tmp_path / "out.csv")
    assert f"{SAID}, and no comparison counts them unless it names that group; fill it in in {corpus}\n" in said


def test_tables_by_group_name_the_gap_and_comparisons_leave_it_out(corpus, tmp_path):
    run("terms", corpus, "--by", "outlet", "-o", tmp_path / "terms.csv")
    assert set(pd.read_csv(tmp_path / "terms.csv")["group"]) == {"Herald", "Post", "(no outlet)"}
    run("keyness", corpus, "--by", "outlet", "--target", "Herald", "-o", tmp_path / "keyness.csv")
    table = pd.read_csv(tmp_path / "keyness.csv").iloc[0]
    assert (table["reference"], table["n_docs_target"], table["n_docs_reference"]) == ("Post", 2, 2)


def test_a_folder_is_told_by_the_file_that_lists_its_texts(tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    for name in "ab":
        (folder / f"{name}.txt").write_text(TEXT)
    (folder / "SOURCES.csv").write_text("doc_id,file,outlet\na,a.txt,Post\nb,b.txt,\n")
    said = run("terms", folder, "--by", "outlet", "-o", tmp_path / "terms.csv")
    assert "1 of 2 texts has no value in the column 'outlet' (b): in tables by group it is '(no outlet)'" in said
    assert f"fill it in in {folder / 'SOURCES.csv'}" in said


def test_source_types_that_are_partly_given_are_told_by_robustness_too(corpus, tmp_path):
    pd.read_csv(corpus).rename(columns={"outlet": "source_type"}).to_csv(corpus, index=False)
    said = run("robustness", corpus, "--combinations", "0", "-o", tmp_path / "out.csv")
    assert "2 of 6 texts have no value in the column 'source_type' (t1, t4)" in said


def test_sentences_name_the_texts_and_rank_no_group_that_is_none(corpus):
    story = read_story(corpus, by="outlet")
    assert story.target_group in {"Herald", "Post"} and len(story.compared) == 2
    lines = tell("texts", story).sentences
    assert "in 2 groups: Herald 2 texts" in lines[0]
    assert lines[1] == (
        "2 texts have no value in the column outlet and so are in no group: t1 and t4. "
        "They are shown as “(no outlet)”, and no comparison of groups counts them."
    )
    for question in ("who-is-speaking", "difference-of-groups", "quoted-or-paraphrased", "anonymous", "loaded-words"):
        said = " ".join(tell(question, story).sentences)
        assert "of (no outlet)" not in said and "lowest in (no" not in said and "highest in (no" not in said
    assert "In the 2 texts with no outlet," in " ".join(tell("who-is-speaking", story).sentences)


def test_one_group_and_a_gap_is_one_group(corpus):
    pd.read_csv(corpus).replace({"outlet": {"Post": ""}}).to_csv(corpus, index=False)
    story = read_story(corpus, by="outlet")
    assert story.target_group == "Herald" and not len(story.key_words())
    assert "The texts form one group" in " ".join(tell("limits", story).sentences)
