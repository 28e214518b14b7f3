"""The classifier of several labels: its fit, its scores of texts left out, its probabilities and its thresholds."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression, Ridge

from analysis.measures.classifier.plain_baselines import BASELINES, plain_probabilities, term_counts
from analysis.measures.classifier.ridge import best_threshold, probability_of, ridge, sigmoid


def made(seed: int, texts: int = 14, features: int = 30) -> tuple[np.ndarray, np.ndarray]:
    draw = np.random.default_rng(seed)
    return draw.normal(size=(texts, features)), (draw.random((texts, 2)) < 0.4).astype(float)


@given(st.integers(0, 10_000))
def test_the_fit_is_that_of_scikit_learn(seed):
    x, y = made(seed)
    fit = ridge(x @ x.T, y, np.arange(len(x)))
    other = Ridge(alpha=1.0).fit(x, y)
    new = made(seed + 1)[0]
    assert new @ x.T @ fit.dual + fit.intercept == pytest.approx(other.predict(new), abs=1e-8)


@given(st.integers(0, 10_000), st.integers(1, 6))
def test_scores_of_texts_left_out_are_those_of_a_fit_without_their_cluster(seed, size):
    x, y = made(seed)
    clusters = np.arange(len(x)) // size
    held_out = ridge(x @ x.T, y, clusters).held_out
    for cluster in np.unique(clusters):
        out = clusters == cluster
        without = Ridge(alpha=1.0).fit(x[~out], y[~out])
        assert held_out[out] == pytest.approx(without.predict(x[out]).reshape(-1, 2), abs=1e-8)


def test_the_sigmoid_makes_the_log_loss_of_platts_targets_least():
    score, label = np.array([-1.0, 0.2, 0.1, 0.9, 0.4, 2.0]), np.array([0.0, 0, 1, 1, 0, 1])
    slope, intercept = sigmoid(score, label)
    off = probability_of(slope * score + intercept) - np.where(label == 1, 4 / 5, 1 / 5)
    assert slope > 0 and [off.sum(), off @ score] == pytest.approx([0, 0], abs=1e-3)


def test_a_score_that_tells_nothing_gives_the_share_of_the_label():
    label = np.array([1.0, 1, 0, 0, 0])
    for score in (np.array([-1.0, -1, 1, 1, 1]), np.zeros(5)):
        assert sigmoid(score, label) == (0.0, pytest.approx(np.log(3 / 4)))
    assert sigmoid(np.arange(3.0), np.zeros(3)) == (0.0, pytest.approx(np.log(1 / 4)))


@given(st.lists(st.sampled_from([0.05, 0.2, 0.5, 0.51, 0.8, 0.99]), min_size=1, max_size=12))
def test_no_other_threshold_has_a_larger_expected_f1(values):
    probability = np.array(values)

    def expected(threshold: float) -> float:
        given_it = probability >= threshold
        return 2 * probability[given_it].sum() / (given_it.sum() + probability.sum())

    best = best_threshold(probability)
    assert expected(best) == pytest.approx(max(expected(value) for value in values))
    assert best not in values, "texts as likely as another are on one side with it, and not by the last bit"


@pytest.mark.parametrize("times", [1, 40])
def test_the_plain_model_is_scikit_learn_as_it_comes(times):
    draw = np.random.default_rng(3)
    words = np.array([f"w{i}" for i in range(60)])
    texts = [" ".join(draw.choice(words, 3 * times)) for _ in range(30)]
    texts += texts[:4]  # the same text twice: the products are then not of full rank
    truth = (draw.random((34, 3)) < 0.4).astype(float)
    truth[:, 2] = 0
    fit, test = np.arange(0, 28), np.arange(28, 34)
    found = plain_probabilities(term_counts(texts), truth, fit, test)
    for name, probability in zip(BASELINES, found, strict=True):
        vectorizer = TfidfVectorizer().fit([texts[i] for i in fit])
        x, z = (vectorizer.transform([texts[i] for i in rows]) for rows in (fit, test))
        for label in (0, 1):
            plain = LogisticRegression(class_weight="balanced" if "balanced" in name else None).fit(
                x, truth[fit, label]
            )
            assert probability[:, label] == pytest.approx(plain.predict_proba(z)[:, 1], abs=1e-3)
        assert not probability[:, 2].any(), "nothing can be learned of a label that no text has"
