"""Several labels per text: features, the model and its file, what it says and by which words, the report."""

from __future__ import annotations

import json

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse
from sklearn.feature_extraction.text import TfidfVectorizer

from analysis.measures.classifier.multilabel_crossvalidation import cross_validate_frames
from analysis.measures.classifier.multilabel_prediction import frame_words, predict_frames
from analysis.measures.classifier.multilabel_training import FEWEST_TEXTS, LabelledFrames, train_frames
from analysis.measures.classifier.word_beginnings import features_of, inverse_frequencies, tf_idf, word_counts
from analysis.schema import COLUMNS, InputError
from analysis.texts.readers.frame_model import FORMAT, VERSION, FrameModel, frame_model_json, read_frame_model
from analysis.texts.readers.model import read_model
from analysis.texts.readers.model_file import content_hash
from analysis.texts.segmentation.words import tokens
from analysis.views.cli.app import cli
from analysis.views.tables.write import write_model
from tests.measures.classifier.test_training import plain, write
from tests.toys import toy

SUBJECTS = {
    "harvest": ["The farmers reaped barley", "Barley was threshed", "A farmer sowed rye", "Rye ripens"],
    "storm": ["Thunder shook the pier", "The gales broke masts", "A gale drowned the pier", "Thundering waves"],
}


def lessons(times: int = 4) -> LabelledFrames:
    """Return texts of a harvest, of a storm, of both, and of neither, as many of each."""
    harvest, storm = SUBJECTS.values()
    both = [f"{a}. {b}" for a, b in zip(harvest, storm, strict=True)]
    neither = [f"Nothing {word} here" for word in ("new", "old", "big", "odd")]
    kinds = [(harvest, ("harvest",)), (storm, ("storm",)), (both, ("harvest", "storm")), (neither, ())]
    rows = [(text, names) for texts, names in kinds for text in texts for _ in range(times)]
    segments, documents = toy({f"t{i:03}": f"{text} today." for i, (text, _) in enumerate(rows)})
    documents["text"] = [f"{text} today." for text, _ in rows]
    labels = pd.DataFrame({name: [name in names for _, names in rows] for name in SUBJECTS})
    return LabelledFrames(documents, labels, segments)


@pytest.fixture(scope="module")
def material() -> LabelledFrames:
    return lessons()


@pytest.fixture(scope="module")
def model(material) -> FrameModel:
    return train_frames(material)


@pytest.fixture(scope="module")
def report(material) -> pd.DataFrame:
    found = material.documents["doc_id"][material.labels["harvest"]][::2]
    told = pd.DataFrame({"doc_id": found, "label": "harvest", "given": True})
    lexical = LabelledFrames(material.documents, material.labels, material.segments, told)
    return cross_validate_frames(lexical, repeats=2)


# Features


def test_the_values_are_those_of_scikit_learn():
    texts = {"a": "Farmers farm. Farmers!", "b": "A farmer's barley", "c": "Barley barley farms"}
    segments, _ = toy(texts)
    found = word_counts(tokens(segments), segments, list(texts))
    counts = found.counts()
    kept, idf = inverse_frequencies(counts)
    words = {"a": "farmers farm farmers", "b": "a farmer barley", "c": "barley barley farms"}
    other = TfidfVectorizer(
        analyzer=lambda text: [name for word in text.split() for name in features_of(word)], sublinear_tf=True, min_df=2
    )
    expected = other.fit_transform(words.values()).toarray()
    assert [found.features[column] for column in kept] == other.get_feature_names_out().tolist()
    assert tf_idf(sparse.csr_array(counts[:, kept]), idf).toarray() == pytest.approx(expected)


def test_bylines_and_furniture_are_not_read():
    segments, _ = toy(
        {"a": [("body", "author", "rye "), ("byline", "author", "barley "), ("furniture", "author", "oats")]}
    )
    assert word_counts(tokens(segments), segments, ["a"]).features == ("rye",)


# The model


def test_the_model_learns_the_labels_of_the_texts(material, model):
    table = predict_frames(material.segments, model)
    assert list(table.columns) == list(COLUMNS["frame_predictions"])
    assert table["given"].to_numpy().reshape(-1, 2).tolist() == material.labels.to_numpy().tolist()
    assert model.trained == {"texts": 64, "with harvest": 32, "with storm": 32}
    assert {"barley", "barl…", "rye"} <= model.terms.keys() and "odd…" not in model.terms
    new, _ = toy({"one": "Farmhands", "two": "Thunderclaps rolled", "none": "Xyz"})
    told = predict_frames(new, model)
    assert told["given"].tolist() == [True, False, False, True, False, False], "the beginnings of words are known"
    assert told["words"].tolist() == [1, 1, 1, 1, 0, 0]


def test_a_model_comes_back_as_it_was_written(tmp_path, material, model):
    file = tmp_path / "m.json"
    write_model(model, file)
    back = read_frame_model(file)
    assert frame_model_json(back) == file.read_text("utf-8") and back.terms.keys() == model.terms.keys()
    ours, theirs = (predict_frames(material.segments, one) for one in (model, back))
    assert theirs["probability"].to_numpy() == pytest.approx(ours["probability"].to_numpy(), abs=1e-5)
    assert theirs["given"].equals(ours["given"])


def test_each_reader_refuses_the_other_kind_of_model(tmp_path, model):
    file = tmp_path / "m.json"
    write_model(model, file)
    with pytest.raises(InputError, match=r"several labels per text, for same\.predict_frames; give one of loaded"):
        read_model(file)
    write_model(plain(), file)
    with pytest.raises(InputError, match="is a model of loaded language, for markers --model; give one of several"):
        read_frame_model(file)


@pytest.mark.parametrize(
    "change",
    [
        {"labels": []},
        {"labels": ["a", "a"]},
        {"labels": [1]},
        {"intercepts": [1.0, 2.0]},
        {"thresholds": ["0.5"]},
        {"terms": {"x": [1.0]}},
        {"terms": {"x": [0.0, 1.0]}},
        {"terms": {"x": [1.0, 1e60]}},
        {"terms": []},
        {"trained": {"texts": 1.5}},
    ],
)
def test_a_right_hash_of_wrong_content_is_refused(tmp_path, change):
    good = {
        "labels": ["a"],
        "intercepts": [0.0],
        "thresholds": [0.5],
        "terms": {"x": [1.0, 1.0]},
        "trained": {"texts": 1},
    }
    file = tmp_path / "m.json"
    for content in (good, good | change):
        whole = {"format": FORMAT, "version": VERSION, "sha256": content_hash(content), "model": content}
        file.write_text(json.dumps(whole), encoding="utf-8")
        if content is good:
            assert read_frame_model(file).labels == ("a",)
    with pytest.raises(InputError, match="does not hold what a model is made of"):
        read_frame_model(file)


# Which words


WORDS = st.lists(
    st.sampled_from(["farm", "farmers", "farmed", "barley", "gale", "gales", "thunder", "odd"]), max_size=9
)


@given(st.lists(WORDS, min_size=1, max_size=4))
@settings(max_examples=40)
def test_the_weights_of_all_words_add_up_to_the_log_odds(model, texts):
    segments, _ = toy({f"d{i}": " ".join(words) + "." for i, words in enumerate(texts)})
    certain = FrameModel(model.labels, model.terms, (9.0, 9.0), (0.0, 0.0), model.trained)
    # Words that speak against a label are not listed: read once as they are, and once with all signs exchanged.
    turned = {term: (idf, tuple(-w for w in weights)) for term, (idf, weights) in model.terms.items()}
    against = FrameModel(model.labels, turned, (9.0, 9.0), (0.0, 0.0), model.trained)
    said = [
        frame_words(segments, one, most=99).groupby(["doc_id", "label"])["weight"].sum() for one in (certain, against)
    ]
    told = predict_frames(segments, certain).set_index(["doc_id", "label"])["probability"]
    log_odds = np.log(told / (1 - told)) - 9
    total = said[0].reindex(told.index, fill_value=0.0) - said[1].reindex(told.index, fill_value=0.0)
    assert total.to_numpy() == pytest.approx(log_odds.to_numpy(), abs=1e-6)


def test_the_words_of_a_text_lead_back_to_it(model):
    pieces = [
        ("headline", "author", "Gale. "),
        ("body", "direct", "“Barley,”", "Ann"),
        ("body", "author", " a farmer: barley"),
    ]
    segments, _ = toy({"d": pieces})
    table = frame_words(segments, model)
    assert list(table.columns) == list(COLUMNS["frame_words"])
    text = "".join(piece[2] for piece in pieces)
    assert [text[a:b] for a, b in zip(table["start"], table["end"], strict=True)] == table["match"].tolist()
    first = table.iloc[0]
    assert (first["label"], first["match"], first["n"], first["voice"], first["speaker"]) == (
        "harvest", "Barley", 2, "direct", "Ann",
    )  # fmt: skip
    assert (table["weight"] > 0).all() and table.groupby("label")["rank"].apply(
        lambda r: r.is_monotonic_increasing
    ).all()
    assert len(frame_words(segments, model, most=1)) == table["label"].nunique()


def test_texts_without_words_have_no_label_and_no_words(model):
    segments, _ = toy({"d": "…"})
    assert not predict_frames(segments, model)["given"].any() and len(frame_words(segments, model)) == 0


# What is too little


def test_labels_that_cannot_be_learned_are_left_out_with_the_reason(material):
    few = material.labels.assign(rare=np.arange(64) < FEWEST_TEXTS - 1, always=True)
    known = LabelledFrames(material.documents, few, material.segments)
    assert known.left_out == {
        "rare": "9 texts with it, fewer than 10",
        "always": "0 texts without it, fewer than 10",
    }
    assert known.learned == ("harvest", "storm")
    told = LabelledFrames(material.documents.assign(cluster=["a", "b"] * 32), material.labels, material.segments)
    assert told.left_out["storm"] == "its texts, or the others, are of fewer than 5 clusters"
    with pytest.raises(InputError, match=r"no label can be learned: harvest \(its texts, .* label more texts"):
        train_frames(told)
    with pytest.raises(InputError, match="63 rows of labels for 64 texts"):
        LabelledFrames(material.documents, material.labels[:63], material.segments)


def test_texts_that_share_no_word():
    segments, documents = toy({f"t{i}": f"w{i}" for i in range(20)})
    labels = pd.DataFrame({"x": [True, False] * 10})
    with pytest.raises(InputError, match="no word occurs in two of the texts"):
        train_frames(LabelledFrames(documents.assign(text="w"), labels, segments))


# The report


def test_the_report(report):
    assert list(report.columns) == list(COLUMNS["training"])
    assert (report["low"] <= report["high"]).all() and set(report["level"]) == {"text"} and set(report["n"]) == {64}
    value = report.set_index(["method", "figure", "label"])["value"]
    assert value["people", "prevalence", "storm"] == 0.5
    assert value["model", "macro_f1", ""] == 1 and value["model", "micro_f1", ""] == 1
    assert value["every text", "f1", "storm"] == pytest.approx(2 / 3) and value["every text", "recall", "storm"] == 1
    assert value["chance", "f1", "storm"] == pytest.approx(0.5, abs=0.02), "a guess is right by its share"
    assert value["chance", "brier", "storm"] == pytest.approx(0.25, abs=0.01)
    assert value["model - every text", "macro_f1", ""] == pytest.approx(1 - 2 / 3)
    positive = report.set_index(["method", "figure", "label"])["n_positive"]
    assert positive["model", "f1", "harvest"] == 32 and positive["model", "macro_f1", ""] == 64


def test_the_lexicon_is_judged_where_a_frame_is_named_like_the_label(report):
    rows = report[report["method"].isin(["lexicon", "model - lexicon"])]
    lexicon = rows.set_index(["method", "figure", "label"])["value"]
    assert {label for _, _, label in lexicon.index} == {"", "harvest"}
    assert lexicon["lexicon", "precision", "harvest"] == 1
    assert lexicon["lexicon", "recall", "harvest"] == 0.5, "it hits 16 of the 32 texts"
    assert lexicon["lexicon", "macro_f1", ""] == pytest.approx(lexicon["lexicon", "f1", "harvest"])
    assert lexicon["model - lexicon", "f1", "harvest"] == pytest.approx(1 - 2 / 3)


def test_without_a_lexicon_there_is_nothing_of_it(material):
    assert not cross_validate_frames(material, repeats=1)["method"].str.contains("lexicon").any()


def test_versions_of_a_text_do_not_teach_of_one_another_where_they_are_told():
    """Forty texts of words of their own, each four times, labelled at random: only its versions say what it is."""
    draw = np.random.default_rng(5)
    letters = draw.choice(list("abcdefghijklmnopqrstuvwxyz"), (40, 4, 5))
    versions = [" ".join("".join(word) for word in words) for words in letters for _ in range(4)]
    segments, documents = toy({f"t{i:03}": text for i, text in enumerate(versions)})
    documents = documents.assign(text=versions)
    labels = pd.DataFrame({"x": np.repeat(draw.random(40) < 0.3, 4)})
    told = documents.assign(cluster=[str(i // 4) for i in range(160)])
    apart = []
    for given_texts in (documents, told):
        table = cross_validate_frames(LabelledFrames(given_texts, labels, segments), repeats=2)
        apart.append(table.set_index(["method", "figure"])["value"]["model - every text", "macro_f1"])
    assert apart[0] > 0.2 and apart[1] < 0.1


# The command


def call(*arguments: object):
    return CliRunner().invoke(cli, list(map(str, arguments)))


def labelled_rows() -> list[dict[str, object]]:
    known = lessons()
    return [
        {"id": doc_id, "text": text, "labels": [name for name in known.labels if known.labels.at[row, name]]}
        for row, (doc_id, text) in enumerate(zip(known.documents["doc_id"], known.documents["text"], strict=True))
    ]


def test_train_several_labels(tmp_path):
    rows = labelled_rows()
    rows[0]["labels"] = [*rows[0]["labels"], "economy"]
    file, out = write(tmp_path / "l.jsonl", rows), tmp_path / "m.json"
    result = call("train", file, "-o", out, "--report", tmp_path / "r.csv", "--repeats", 1)
    assert result.exit_code == 0, result.stderr
    assert "left out: economy, 1 texts with it, fewer than 10" in result.stderr
    assert "no frame of the lexicon is named so, and it is not compared there: harvest, storm" in result.stderr
    assert "mean F1 of the labels on texts not learned from: the model 1.00, TF-IDF" in result.stderr
    assert "64 texts, 2 labels" in result.stderr and read_frame_model(out).labels == ("harvest", "storm")
    first = out.read_bytes()
    again = call("train", file, "-o", out, "--repeats", 1)
    assert again.stdout == (tmp_path / "r.csv").read_text("utf-8") and out.read_bytes() == first
    refused = call("markers", "--model", out, "-o", "-")
    assert refused.exit_code == 2 and "is a model of several labels per text" in refused.stderr


def test_train_a_column_for_each_label(tmp_path):
    rows = [row | {name: name in row["labels"] for name in SUBJECTS} for row in labelled_rows()]
    file = write(tmp_path / "l.jsonl", [row | {"label": 1, "story": row["id"]} for row in rows])
    options = ("-o", tmp_path / "m.json", "--labels", "storm, harvest,storm", "--cluster", "story", "--repeats", 1)
    result = call("train", file, *options)
    assert result.exit_code == 0, result.stderr
    assert read_frame_model(tmp_path / "m.json").labels == ("storm", "harvest")
    assert ",economic," not in result.stdout and "text,lexicon" not in result.stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["l.jsonl", "--lexicon", "x.csv"], "--lexicon is for loaded language"),
        (["one.jsonl", "--cluster", "story"], "--cluster is for several labels per text"),
        (["l.jsonl", "--labels", "storm"], "line 1, column storm: there is none among id, text, labels"),
    ],
)
def test_a_call_that_cannot_work(tmp_path, monkeypatch, arguments, message):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "l.jsonl", labelled_rows())
    write(tmp_path / "one.jsonl", [{"id": "a", "text": "x", "label": 1}])
    result = call("train", *arguments, "-o", "m.json")
    assert result.exit_code == 2 and message in result.stderr and not (tmp_path / "m.json").exists()
