"""A gathered corpus says which of its texts repeat each other."""

from __future__ import annotations

import doctest

import pandas as pd

import analysis as same
from analysis.views import corpus_report
from tests.calls import call

TOLD = "The ferry did not sail on Monday, for the crew had not been paid since May, and nobody at the port knew when."


def write(folder, header, *rows):
    folder.mkdir()
    (folder / "in.csv").write_text("\n".join([header, *rows]) + "\n")
    return str(folder / "in.csv")


def test_the_verb_counts_the_pairs_and_the_corpus_names_the_stories(tmp_path):
    rows = [f'a,"{TOLD}",Quay Daily,2024-05-02', f'b,"{TOLD} It rained.",Gazette,2024-05-01', "c,It rained.,Gazette,"]
    file = write(tmp_path / "in", "doc_id,text,outlet,date", *rows)
    said = call("gather", file, "-o", str(tmp_path / "out"))
    assert "1 pair of texts repeats each other (1 between outlets)" in said.stderr.splitlines()
    pairs = pd.read_csv(tmp_path / "out" / "repeats.csv")
    assert pairs[["doc_id_a", "doc_id_b", "kind"]].values.tolist() == [["b", "a", "near"]]
    assert same.read_corpus(tmp_path / "out")["story"].tolist() == ["b", "b", "c"]
    assert "told elsewhere in the corpus, too" in (tmp_path / "out" / "report.html").read_text()


def test_stories_that_a_person_has_named_are_kept(tmp_path):
    file = write(tmp_path / "in", "doc_id,text,story", f'a,"{TOLD}",strike', f'b,"{TOLD}",ferry')
    gathered = same.gather([file])
    same.write_corpus(gathered, tmp_path / "out")
    assert same.read_corpus(tmp_path / "out")["story"].tolist() == ["strike", "ferry"]
    assert len(pd.read_csv(tmp_path / "out" / "repeats.csv")) == 1


def test_a_test_says_that_texts_repeat_each_other_and_tests_by_story(tmp_path):
    texts = [TOLD, f"{TOLD} It rained.", "Port fees rise.", "Crews rest.", "No ship sails.", "Rain falls on Brenn."]
    rows = [f'd{k},"{text}",{"xy"[k % 2]}' for k, text in enumerate(texts)]
    file = write(tmp_path / "in", "doc_id,text,source_type", *rows)
    told = "1 of 6 texts repeats an earlier one"
    asked = ("keyness", file, "--target", "x", "-o", "-")
    assert f"{told}; --cluster story tests by story, not by text" in call(*asked).stderr
    assert told not in call(*asked, "--cluster", "story").stderr
    assert call("keyness", file, "--target", "x", "--cluster", "story", "-o", str(tmp_path / "k.csv")).exit_code == 0
    assert pd.read_csv(tmp_path / "k.csv")["n_units_reference"].iloc[0] == 3
    assert told not in call("terms", file, "-o", "-").stderr
    assert f"{told}; keyness --cluster story" in call("stability", file, "--target", "x", "-o", "-").stderr


def test_the_examples_are_right():
    assert doctest.testmod(corpus_report).failed == 0
