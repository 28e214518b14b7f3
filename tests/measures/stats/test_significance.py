from __future__ import annotations

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse, stats

from analysis.measures.stats.sample import Sample
from analysis.measures.stats.significance import (
    TESTS,
    bootstrap_p,
    document_frequency_p,
    g2_p,
    log_odds_p,
    rank_sum_p,
    welch_p,
)

sizes = st.integers(2, 9)


@st.composite
def two_samples(draw):
    """Counts of three terms in documents of a few words, so that ties and constants turn up."""
    samples = []
    for n in (draw(sizes), draw(sizes)):
        words = np.array(draw(st.lists(st.integers(9, 12), min_size=n, max_size=n)))
        counts = np.array(draw(st.lists(st.lists(st.integers(0, 3), min_size=3, max_size=3), min_size=n, max_size=n)))
        samples.append(Sample(sparse.csr_array(counts), words))
    return samples


def rates(sample):
    return sample.matrix.toarray() / sample.words[:, None]


@settings(deadline=None)
@given(two_samples())
def test_welch_is_scipys(samples):
    one, two = map(rates, samples)
    found = welch_p(*samples)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # scipy warns where a rate is constant; ours is NaN there
        expected = stats.ttest_ind(one, two, equal_var=False).pvalue
    constant = (np.ptp(one, axis=0) == 0) & (np.ptp(two, axis=0) == 0)
    assert np.isnan(found[constant]).all()
    np.testing.assert_allclose(found[~constant], expected[~constant], atol=1e-8)


def test_welch_worked_by_hand():
    # Rates 1 to 5 tenths and 0; variance .025 in one group, 0 in the other: t = .3 / √(.025/5) = √18, 4 degrees.
    one = Sample(sparse.csr_array(np.array([[1], [2], [3], [4], [5]])), np.full(5, 10))
    p = welch_p(one, Sample(sparse.csr_array(np.zeros((5, 1), dtype=int)), np.full(5, 10)))
    assert p[0] == pytest.approx(2 * stats.t.sf(18**0.5, 4), abs=1e-12)


@settings(deadline=None)
@given(two_samples())
def test_rank_sum_is_scipys(samples):
    one, two = map(rates, samples)
    found = rank_sum_p(*samples)
    constant = np.ptp(np.vstack([one, two]), axis=0) == 0
    assert np.isnan(found[constant]).all()
    if (~constant).any():
        expected = stats.mannwhitneyu(one[:, ~constant], two[:, ~constant], method="asymptotic").pvalue
        np.testing.assert_allclose(found[~constant], expected, atol=1e-12)


@settings(deadline=None)
@given(two_samples())
def test_document_frequency_is_scipys_chi_square(samples):
    held = [(sample.matrix.toarray() > 0).sum(axis=0) for sample in samples]
    for term, p in enumerate(document_frequency_p(*samples)):
        table = np.array(
            [[held[0][term], held[1][term]], [len(samples[0]) - held[0][term], len(samples[1]) - held[1][term]]]
        )
        if (table.sum(axis=1) == 0).any():
            assert np.isnan(p)
        else:
            assert p == pytest.approx(stats.chi2_contingency(table, correction=False).pvalue, abs=1e-12)


def test_g2_and_log_odds_take_each_word_by_itself():
    one = Sample(sparse.csr_array(np.array([[4, 3], [3, 0]])), np.array([5, 5]))
    two = Sample(sparse.csr_array(np.array([[1, 2], [1, 5]])), np.array([4, 5]))
    # 7 of 10 against 2 of 9: G2 4.5349 (four cells).
    assert g2_p(one, two)[0] == pytest.approx(stats.chi2.sf(4.5349, 1), abs=1e-5)
    # Two terms, so α0 is .02: 7.01 and 3.01 of 10.02 are left against 2.01 and 7.01 of 9.02.
    delta = np.log(7.01 / 3.01) - np.log(2.01 / 7.01)
    assert log_odds_p(one, two)[0] == pytest.approx(2 * stats.norm.sf(delta / np.sqrt(1 / 7.01 + 1 / 2.01)), abs=1e-12)


def test_the_bootstrap_is_near_the_linearised_error():
    random = np.random.default_rng(1)
    counts = random.poisson(random.gamma(1, 4, (80, 5)))
    one, two = (Sample(sparse.csr_array(rows), np.full(40, 100)) for rows in (counts[:40], counts[40:]))
    p = bootstrap_p(one, two)
    means = [sample.n / 40 for sample in (one, two)]
    variances = [
        sample.matrix.toarray().var(axis=0) / 40 / mean**2 for sample, mean in zip((one, two), means, strict=True)
    ]
    z = np.abs(np.log(means[0] / means[1])) / np.sqrt(sum(variances))
    np.testing.assert_allclose(stats.norm.isf(p / 2), z, rtol=0.25, atol=0.05)


@settings(deadline=None, max_examples=25)
@given(two_samples())
def test_every_test_gives_a_p_for_each_term_whichever_group_is_first(samples):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, test in TESTS.items():
            p, turned = test(*samples), test(*samples[::-1])
            assert p.shape == (3,) and ((p >= 0) & (p <= 1) | np.isnan(p)).all(), name
            if name != "bootstrap of documents":  # whose draws follow the group's name
                np.testing.assert_allclose(p, turned, atol=1e-9)


def test_the_suites_own_comes_first_and_each_says_what_it_counts():
    assert next(iter(TESTS)) == "permutation of documents"
    assert {name for name, test in TESTS.items() if test.unit == "word"} == {"G2", "weighted log-odds"}
