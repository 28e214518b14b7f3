"""Learning from labelled sentences: what is read, what the file is, what the arrays compute, and what is reported."""

from __future__ import annotations

import json
import math
import os
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedKFold

from analysis.measures.classifier.crossvalidation import cross_validate
from analysis.measures.classifier.prediction import model_markers, sentence_probabilities, word_scores
from analysis.measures.classifier.training import (
    FEWEST,
    NUMBERS,
    Labelled,
    _pipeline,
    _terms,
    prepared,
    sentences_of,
    train,
    word_features,
)
from analysis.measures.dictionary.markers import markers
from analysis.measures.spans import containing
from analysis.schema import COLUMNS, InputError
from analysis.texts.attribution.voices import voices
from analysis.texts.readers.annotations import read_labelled
from analysis.texts.readers.model import FORMAT, VERSION, Model, lexicon_hash, model_json, read_model
from analysis.texts.readers.model_file import content_hash
from analysis.texts.segmentation.words import tokens
from analysis.views.cli.app import cli
from analysis.views.tables.write import write_model
from tests.toys import toy

LEXICON = pd.DataFrame(
    [("thug*", "names", True, ""), ("perhaps", "hedges", False, ""), ("awful", "bad", True, "")],
    columns=["entry", "category", "loaded", "context"],
)
LOADED = ["A blue thug said so", "An awful lie was told", "The blue plan of thugs", "Perhaps an awful blue man"]
PLAIN = ["A man said so", "The plan was told", "Perhaps a man left", "The court met in the town"]


def sentences(times: int = 6) -> list[dict[str, object]]:
    rows = [
        {"id": f"{label}-{i}-{k}", "text": f"{text} in part {k} of it", "label": label}
        for label, texts in ((1, LOADED), (0, PLAIN))
        for i, text in enumerate(texts)
        for k in range(times)
    ]
    for row in rows:
        at = str(row["text"]).find("blue")
        row["spans"] = [[at, at + 4]] if at >= 0 else []
    return rows


def write(path: Path, rows: list[dict[str, object]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def material(tmp_path_factory) -> Labelled:
    documents, spans = read_labelled(write(tmp_path_factory.mktemp("l") / "l.jsonl", sentences()))
    segments = voices(documents)
    return Labelled(documents, spans, segments, markers(segments, LEXICON), LEXICON)


@pytest.fixture(scope="module")
def model(material) -> Model:
    return train(material)


@pytest.fixture(scope="module")
def report(material) -> pd.DataFrame:
    return cross_validate(material, repeats=2)


def plain(**changes: object) -> Model:
    values = {
        "terms": {"dog": (2.0, 1.0), "cat": (1.0, -1.0)},
        "numbers": {"any loaded": 3.0},
        "intercept": 0.5,
        "threshold": 0.5,
        "words": {},
        "word_intercept": 0.0,
        "word_threshold": 0.3,
        "lexicon": lexicon_hash(LEXICON),
        "trained": {"sentences": 3},
    }
    return Model(**(values | changes))


# Features and arithmetic


def test_the_features_of_a_sentence():
    segments, _ = toy(
        {"d": [("body", "author", "Perhaps a thug "), ("body", "direct", "“awful”"), ("body", "author", ". No.")]}
    )
    found = markers(segments, LEXICON)
    units = sentences_of(tokens(segments), segments, found, ["bad", "names"], by="sentence")
    assert list(units.numbers.columns) == [*NUMBERS, "category bad", "category names"]
    two = math.log(2)
    assert units.numbers.values.tolist() == [
        pytest.approx([math.log(5), math.log(3), 1, 2 / 4, 0, 1 / 4, two, two]),
        pytest.approx([two, 0, 0, 0, 0, 0, 0, 0]),
    ]
    assert units.category.tolist() == ["hedges", "", "names", "bad", ""]
    assert units.loaded.tolist() == [False, False, True, True, False]


def test_which_span_a_word_begins_in():
    table = tokens(toy({"a": "one two", "b": "three four"})[0])
    spans = pd.DataFrame([("b", 0, 7), ("a", 4, 7), ("b", 4, 4)], columns=["doc_id", "start", "end"])
    assert containing(table, spans).tolist() == [-1, 1, 0, 0], "an empty span holds no word"
    assert containing(table, spans[:0]).tolist() == [-1] * 4


def test_a_probability_by_hand():
    units = sentences_of(*_parts("dog dog cat. A thug."), ["names"], by="sentence")
    dog, cat = 2 * (1 + math.log(2)), 1.0
    z = [0.5 + (dog - cat) / math.hypot(dog, cat), 0.5 + 3]
    assert sentence_probabilities(plain(), units) == pytest.approx([1 / (1 + math.exp(-x)) for x in z])
    assert word_scores(plain(), units).tolist() == [2.0, 2.0, -1.0, 0.0, 0.0]


def _parts(text: str):
    segments = toy({"d": text})[0]
    return tokens(segments), segments, markers(segments, LEXICON)


def test_the_features_of_a_word():
    assert word_features("thug", "names") == ["term thug", "ends ug", "ends hug", "ends thug", "category names"]
    units = sentences_of(*_parts("A thug"), [], by="sentence")
    model = plain(words={"term thug": 1.0, "ends ug": 0.5, "category names": 0.25}, word_intercept=-1.0)
    assert word_scores(model, units) == pytest.approx([1 / (1 + math.e), 1 / (1 + math.exp(-0.75))])


def test_the_arrays_compute_what_the_pipeline_computes(material, model):
    units, label, _ = prepared(material)
    table = units.numbers.assign(terms=_terms(units))
    pipeline = _pipeline(list(units.numbers.columns)).fit(table, label)
    assert sentence_probabilities(model, units) == pytest.approx(pipeline.predict_proba(table)[:, 1], abs=1e-9)


def test_the_model_learns_what_people_marked(material, model):
    units, label, marked = prepared(material)
    assert ((sentence_probabilities(model, units) >= 0.5) == label).all()
    score = word_scores(model, units)
    assert score[marked].min() > score[~marked].max()
    assert model.trained == {"sentences": 48, "loaded": 24, "marked words": 18}


# Markers


def test_what_a_model_adds_to_the_markers():
    segments, _ = toy(
        {
            "d": [
                ("body", "author", "A dog. A thug and dog. "),
                ("body", "direct", "“Perhaps a dog”", "Ann"),
                ("byline", "author", " dog"),
            ]
        }
    )
    found = markers(segments, LEXICON)
    table = model_markers(found, segments, plain())
    assert list(table.columns) == list(COLUMNS["markers"])
    assert table[["match", "category", "loaded", "voice", "speaker"]].values.tolist() == [
        ["dog", "model", True, "author", ""],
        ["thug", "names", True, "author", ""],  # this sentence is marked already
        ["Perhaps", "hedges", False, "direct", "Ann"],
        ["dog", "model", True, "direct", "Ann"],
    ]
    text = "".join(segments["text"])
    assert [text[a:b] for a, b in zip(table["start"], table["end"], strict=True)] == table["match"].tolist()
    assert model_markers(found, segments, plain(intercept=-9.0, numbers={})).equals(found)


def test_marked_words_are_added_wherever_they_stand():
    segments, _ = toy({"d": "A thug and dog. Perhaps a dog"})
    found = markers(segments, LEXICON)
    model = plain(words={"term dog": 9.0, "term perhaps": 9.0}, word_intercept=-4.0, intercept=-9.0)
    table = model_markers(found, segments, model)
    assert table[["match", "category"]].values.tolist() == [
        ["thug", "names"],
        ["dog", "model"],
        ["Perhaps", "model"],  # takes the place of a marker that is not loaded
        ["dog", "model"],
    ]


def test_a_word_in_a_name_is_not_added():
    segments, _ = toy({"d": "A dog"})
    names = pd.DataFrame([("d", 2, 5, "own")], columns=["doc_id", "start", "end", "label_kind"])
    found = markers(segments, LEXICON)
    assert model_markers(found, segments, plain(), names)["match"].tolist() == ["A"]
    assert model_markers(found, segments, plain(), names.assign(label_kind="pejorative"))["match"].tolist() == ["dog"]
    empty, _ = toy({"d": "…"})
    assert len(model_markers(markers(empty, LEXICON), empty, plain())) == 0


def test_a_feature_that_is_not_known():
    segments, _ = toy({"d": "A dog"})
    with pytest.raises(InputError, match="a feature that is not known here: 'mood'"):
        model_markers(markers(segments, LEXICON), segments, plain(numbers={"mood": 1.0}))


# The file


def test_a_model_comes_back_as_it_was_written(tmp_path, model):
    file = tmp_path / "m.json"
    write_model(model, file)
    back = read_model(file)
    assert model_json(back) == file.read_text("utf-8")
    assert back.terms.keys() == model.terms.keys() and back.trained == model.trained
    assert back.numbers == pytest.approx(model.numbers, rel=1e-9) and back.words == pytest.approx(model.words, rel=1e-9)
    assert os.listdir(tmp_path) == ["m.json"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda text: text.replace('"threshold": 0.5', '"threshold": 0.1'), "has been changed since it was written"),
        (lambda text: text.replace('"version": 1', '"version": 2'), "is a model of version 2, not 1"),
        (lambda text: text.replace("same-story", "other"), "is not a model; give"),
        (lambda text: text[:-9], r"is not a model: not JSON"),
        (lambda text: "[" * 99_999, r"is not a model: not JSON"),
        (lambda text: "[]", "is not a model; give"),
    ],
)
def test_a_file_that_is_not_the_model_that_was_written(tmp_path, change, message):
    file = tmp_path / "m.json"
    file.write_text(change(model_json(plain())), encoding="utf-8")
    with pytest.raises(InputError, match=message):
        read_model(file)


@pytest.mark.parametrize("content", [None, [], {}, {"sentence": 1}, {"trained": {}, "lexicon": "", "word": []}])
def test_a_right_hash_of_wrong_content_is_refused(tmp_path, content):
    file = tmp_path / "m.json"
    file.write_text(
        json.dumps({"format": FORMAT, "version": VERSION, "sha256": content_hash(content), "model": content})
    )
    with pytest.raises(InputError, match="does not hold what a model is made of"):
        read_model(file)


def test_numbers_that_are_none_are_refused(tmp_path):
    file = tmp_path / "m.json"
    for wrong in (math.inf, math.nan):
        with pytest.raises(ValueError, match="JSON"):
            model_json(plain(threshold=wrong))
    file.write_text(model_json(plain(threshold=True)), encoding="utf-8")
    with pytest.raises(InputError, match="does not hold"):
        read_model(file)


def test_the_hash_of_a_lexicon_is_of_what_it_finds():
    noted = LEXICON.assign(note="x")
    assert lexicon_hash(noted) == lexicon_hash(LEXICON) == lexicon_hash(LEXICON.drop(columns="context"))
    assert lexicon_hash(LEXICON.assign(context="with: x")) != lexicon_hash(LEXICON)


# Figures


def test_the_baseline_is_scikit_learn_as_it_comes(material, report):
    table = report.set_index(["level", "method", "figure"])
    texts, label = material.documents["text"].to_numpy(), material.documents["label"].to_numpy()
    scores = []
    for seed in range(2):
        guess = np.zeros(len(texts))
        for fit, test in StratifiedKFold(5, shuffle=True, random_state=seed).split(texts, label):
            vectorizer = TfidfVectorizer()
            regression = LogisticRegression().fit(vectorizer.fit_transform(texts[fit]), label[fit])
            guess[test] = regression.predict(vectorizer.transform(texts[test]))
        scores.append(f1_score(label, guess, average="macro"))
    assert table.loc[("sentence", "tfidf", "macro_f1"), "value"] == pytest.approx(np.mean(scores))


def test_the_report(material, report):
    table = report
    assert list(table.columns) == list(COLUMNS["training"])
    assert (table["low"] <= table["high"]).all()
    value = table.set_index(["level", "method", "figure"])["value"]
    # Of four kinds of loaded sentence, all hold a loaded word but none of the plain ones; "blue" is in three.
    assert value["sentence", "lexicon", "macro_f1"] == 1 and value["sentence", "model", "macro_f1"] == 1
    assert value["sentence", "model - lexicon", "macro_f1"] == 0
    assert value["word", "lexicon", "f1"] == 0 and value["word", "lexicon and model", "recall"] == 1
    assert set(table["n"]) == {48, int(tokens(material.segments).shape[0])}
    assert set(table["n_positive"]) == {24, 18}


def test_without_marked_words_there_are_no_figures_by_word(material):
    bare = Labelled(material.documents, None, material.segments, material.markers, LEXICON)
    assert set(cross_validate(bare, repeats=1)["level"]) == {"sentence"}
    assert train(bare).words == {} and train(bare).trained["marked words"] == 0


def test_too_little_to_learn_from(tmp_path):
    def labelled(rows: list[dict[str, object]]) -> Labelled:
        documents, spans = read_labelled(write(tmp_path / "l.jsonl", rows))
        segments = voices(documents)
        return Labelled(documents, spans, segments, markers(segments, LEXICON), LEXICON)

    with pytest.raises(InputError, match=rf"^4 sentences with a word are labelled 1 .* at least {FEWEST}"):
        train(labelled([*sentences(1)[:4], *sentences()[24:]]))
    strange = [{"id": i, "text": f"{'xyz'[i % 3]}{i}", "label": i % 2} for i in range(60)]
    with pytest.raises(InputError, match="no word occurs in 20 of the sentences"):
        train(labelled(strange))


# The command


def call(*arguments: object):
    return CliRunner().invoke(cli, list(map(str, arguments)))


def test_train_and_use_what_was_learned(tmp_path):
    file, out = write(tmp_path / "l.jsonl", sentences()), tmp_path / "m.json"
    result = call("train", file, "-o", out, "--report", tmp_path / "r.csv", "--repeats", 1)
    assert result.exit_code == 0, result.stderr
    assert "48 sentences, 24 loaded, 18 marked words" in result.stderr
    assert (tmp_path / "r.csv").read_text("utf-8").startswith(",".join(COLUMNS["training"]))
    first = out.read_bytes()
    again = call("train", file, "-o", out, "--repeats", 1)
    assert again.stdout == (tmp_path / "r.csv").read_text("utf-8") and out.read_bytes() == first
    corpus = write(tmp_path / "c.jsonl", [{"doc_id": "d", "text": "The blue man said so"}])
    found = call("markers", corpus, "--model", out, "-o", "-")
    assert ",blue,blue,model,true,body,author,,false" in found.stdout and "another lexicon" not in found.stderr
    lexicon = tmp_path / "lexicon.csv"
    lexicon.write_text("entry,category,loaded\nthug,names,true\n", encoding="utf-8")
    other = call("markers", corpus, "--model", out, "--lexicon", lexicon, "-o", "-")
    assert other.exit_code == 0 and "was trained with another lexicon" in other.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-o", "m.pkl"], "a model is JSON; name a file that ends in .json"),
        (["-o", "no/m.json"], "there is no folder"),
        (["-o", "l.json"], "is the labelled file itself"),
        (["-o", "m.json", "--report", "r.txt"], "no such kind of table"),
    ],
)
def test_a_call_of_train_that_cannot_work(tmp_path, monkeypatch, arguments, message):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "l.json", sentences())
    write(tmp_path / "l.jsonl", sentences())
    result = call("train", "l.json" if "l.json" in arguments else "l.jsonl", *arguments)
    assert result.exit_code == 2 and message in result.stderr
    assert not (tmp_path / "m.json").exists()


def test_a_tampered_model_ends_the_call(tmp_path):
    file = tmp_path / "m.json"
    file.write_text(model_json(plain()).replace("dog", "god"), encoding="utf-8")
    result = call("markers", "--model", file, "-o", "-")
    assert result.exit_code == 2 and "the hash does not match" in result.stderr and not result.stdout


@pytest.mark.skipif("SAMESTORY_GOLD" not in os.environ, reason="SAMESTORY_GOLD names no folder of annotated texts")
def test_on_annotated_sentences_the_model_beats_tfidf():
    from analysis.measures.dictionary.names import names
    from analysis.texts.readers.actors import read_actors
    from analysis.texts.readers.lexicon import read_lexicon

    documents, spans = read_labelled(Path(os.environ["SAMESTORY_GOLD"]) / "babe_dev.jsonl")
    segments, lexicon = voices(documents), read_lexicon()
    found = markers(segments, lexicon, names(segments, read_actors()))
    table = cross_validate(Labelled(documents, spans, segments, found, lexicon), repeats=2)
    value = table.set_index(["level", "method", "figure"])["value"]
    assert value["sentence", "model - tfidf", "macro_f1"] >= 0.02
