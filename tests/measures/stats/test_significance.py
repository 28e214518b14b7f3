from __future__ import annotations

import tracemalloc
import warnings
from itertools import permutations
from math import sqrt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse, stats

from analysis.measures.stats.minimum_sizes import smallest_p
from analysis.measures.stats.sample import Sample
from analysis.measures.stats.score_statistic import score_statistic
from analysis.measures.stats.significance import (
    TESTS,
    benjamini_hochberg,
    bootstrap_p,
    document_frequency_p,
    g2_p,
    log_odds_p,
    rank_sum_p,
    residual_p,
    welch_p,
)
from analysis.measures.stats.unlike_bursts import pearson_tail
from tests.measures.stats.dense_permutation import group_contrast, leverage, null_model

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


@given(two_samples())
def test_every_test_gives_a_p_for_each_term_whichever_group_is_first(samples):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name, test in TESTS.items():
            p, turned = test(*samples), test(*samples[::-1])
            assert p.shape == (3,) and ((p >= 0) & (p <= 1) | np.isnan(p)).all(), name
            if name not in ("bootstrap of documents", "permutation of documents"):  # see test_permutation_test.py
                np.testing.assert_allclose(p, turned, atol=1e-9)


def test_the_suites_own_comes_first_and_each_says_what_it_counts():
    assert next(iter(TESTS)) == "permutation of documents"
    assert {name for name, test in TESTS.items() if test.unit == "word"} == {"G2", "weighted log-odds"}


def test_benjamini_hochberg_worked_by_hand():
    # Sorted .01 .02 .03 .5, m = 4: 4·.01/1, 4·.02/2, 4·.03/3 = .04 each, then .5.
    assert benjamini_hochberg([0.02, 0.5, 0.01, 0.03]).tolist() == pytest.approx([0.04, 0.5, 0.04, 0.04], abs=1e-15)


def test_benjamini_hochberg_keeps_what_is_not_known():
    q = benjamini_hochberg([np.nan, 0.01, 0.04])
    assert np.isnan(q[0]) and q[1:].tolist() == pytest.approx([0.02, 0.04])
    assert np.isnan(benjamini_hochberg([np.nan, np.nan])).all() and benjamini_hochberg([]).tolist() == []


@given(st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_benjamini_hochberg_is_its_definition(p):
    ranked, m = sorted(p), len(p)
    for value, q in zip(p, benjamini_hochberg(p), strict=True):
        i = ranked.index(value)
        assert q == pytest.approx(min(1.0, *(m * ranked[k] / (k + 1) for k in range(i, m))), abs=1e-12)


def sample(counts, words=None):
    counts = np.asarray(counts, dtype=np.int64)
    return Sample(sparse.csr_array(counts), np.asarray(words if words is not None else counts.sum(axis=1) + 3))


def bursts(n, terms, seed, shape=0.7, rate=0.01):
    """Counts of words that come in bursts, in documents of about 300 words."""
    random = np.random.default_rng(seed)
    words = random.integers(100, 500, n)
    means = rate * words[:, None] * random.gamma(shape, 1 / shape, (n, terms))
    return random.poisson(means), words


def test_the_model_worked_by_hand():
    # Documents of 2 and 4 words; the term stands 2 and 1 times, so 1 and 2 are expected. Off by 1 and -1.
    # φ = max(0, ((1-1) + (1-2)) / (1 + 4)) = 0: no bursts, so the variance is what is expected, and so are the weights.
    residuals, weights = null_model(np.array([[2], [1]]), np.array([2.0, 4.0]))
    np.testing.assert_allclose(residuals, [[1], [-1 / sqrt(2)]])
    np.testing.assert_allclose(weights, [[1], [2]])
    np.testing.assert_allclose(group_contrast(weights, 1), [[2 / 3], [-sqrt(2) / 3]])


def plain_model(counts, words):
    """The same for one term, a document at a time."""
    rate = sum(counts) / sum(words)
    for step in range(3):
        expected = [w * rate for w in words]
        pairs = list(zip(counts, expected, strict=True))
        burst = max(0, sum((x - m) ** 2 - m for x, m in pairs) / sum(m * m for m in expected))
        if step < 2:
            rate = sum(x / (1 + burst * m) for x, m in pairs)
            rate /= sum(w / (1 + burst * m) for w, m in zip(words, expected, strict=True))
    return [(x - m) / sqrt(m * (1 + burst * m)) for x, m in pairs], [m / (1 + burst * m) for m in expected]


def test_the_model_is_its_definition_where_words_come_in_bursts():
    counts, words = bursts(12, 5, seed=6, rate=0.05)
    residuals, weights = null_model(counts.astype(float), words.astype(float))
    for term in range(5):
        expected = plain_model(counts[:, term].tolist(), words.tolist())
        np.testing.assert_allclose((residuals[:, term], weights[:, term]), expected, rtol=1e-9)


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(-5, 9), st.integers(-3, 3)), min_size=4, max_size=6))
def test_the_three_moments_are_those_of_all_deals(pairs):
    s, a = np.array(pairs, dtype=float).T
    sums = np.array([a @ s[list(deal)] for deal in permutations(range(len(s)))])
    z, skew = leverage(s[:, None], a[:, None])
    if sums.std() < 1e-9:
        assert z[0] == skew[0] == 0
        return
    assert z[0] == pytest.approx((a @ s - sums.mean()) / sums.std(), abs=1e-9)
    assert skew[0] == pytest.approx((((sums - sums.mean()) / sums.std()) ** 3).mean(), abs=1e-9)


def test_with_documents_of_one_length_it_is_the_permutation_test_of_their_counts():
    counts, _ = bursts(40, 6, seed=9, rate=0.01)
    residuals, weights = null_model(counts.astype(float), np.full(40, 300.0))
    z, _ = leverage(residuals, group_contrast(weights, 15))
    off = counts[:15].sum(axis=0) - 15 * counts.mean(axis=0)
    np.testing.assert_allclose(
        z, off / np.sqrt(15 * 25 / (40 * 39) * ((counts - counts.mean(axis=0)) ** 2).sum(axis=0))
    )


def test_the_tails_are_scipys_pearson_type_three_on_the_long_side_and_normal_on_the_other():
    z = np.array([0.0, 1.0, 2.5, 6.0])
    np.testing.assert_allclose(pearson_tail(z, np.full(4, 0.8)), stats.pearson3.sf(z, 0.8), rtol=1e-9)
    np.testing.assert_allclose(pearson_tail(z, np.full(4, -0.8)), stats.norm.sf(z), rtol=1e-12)
    np.testing.assert_allclose(
        pearson_tail(z, np.full(4, 1.1e-3)), stats.norm.sf(z), rtol=0.05
    )  # no step where it turns normal


def test_it_agrees_with_permutations_drawn_at_random():
    counts, words = bursts(60, 30, seed=3)
    counts[:25] *= np.where(np.arange(30) % 3, 1, 2)
    counts[:, 5] += 1  # one term in every document
    p = residual_p(sample(counts[:25], words[:25]), sample(counts[25:], words[25:]))
    residuals, weights = null_model(counts.astype(float), words.astype(float))
    a, random = group_contrast(weights, 25), np.random.default_rng(0)
    seen = (a * residuals).sum(axis=0)
    sums = np.array([(a * residuals[random.permutation(60)]).sum(axis=0) for _ in range(20_000)])
    drawn = 2 * np.minimum((sums >= seen - 1e-9).mean(axis=0), (sums <= seen + 1e-9).mean(axis=0))
    assert np.abs(p - np.minimum(1, drawn)).max() < 0.06 and np.abs(p - np.minimum(1, drawn)).mean() < 0.02
    assert (p < 0.05).any() and (p > 0.3).any()


def test_small_p_values_are_as_rare_as_they_say():
    counts, words = bursts(284, 40, seed=12, rate=0.003)
    random, found = np.random.default_rng(2), []
    for _ in range(500):
        deal = random.permutation(284)
        found.append(residual_p(*(sample(counts[rows], words[rows]) for rows in (deal[:28], deal[28:]))))
    p = np.concatenate(found)
    assert len(p) == 20_000 and not np.isnan(p).any()
    for level in (0.05, 0.01, 0.001):
        assert (p <= level).mean() <= 1.3 * level
    assert (p <= 0.05).mean() > 0.02


def test_a_doubled_rate_is_seen_where_one_groups_texts_are_ten_times_as_long():
    random = np.random.default_rng(4)
    words = np.concatenate([np.full(150, 1500), np.full(150, 150)])
    means = 0.004 * words[:, None] * random.gamma(1, 1, (300, 60))
    means[:150, :30] *= 2
    counts = random.poisson(means)
    p = residual_p(sample(counts[:150], words[:150]), sample(counts[150:], words[150:]))
    assert (p[:30] <= 0.01).mean() > 0.5 and (p[30:] <= 0.05).mean() < 0.2


def test_no_p_is_smaller_than_the_smallest_there_is():
    # Nine times in each of five documents, never in the five others: one deal of 252 to each side.
    five = sample([[9]] * 5, [20] * 5), sample([[0]] * 5, [20] * 5)
    assert residual_p(*five)[0] == pytest.approx(2 / 252)
    counts = np.zeros((40, 2), dtype=np.int64)
    counts[:5, 0] = 50  # all of it in five documents of the small group
    counts[8:, 1] = 9  # in every document of the large group and in none of the small one
    p = residual_p(sample(counts[:8], [100] * 8), sample(counts[8:], [100] * 32))
    assert (p >= [smallest_p(5, 8, 32), smallest_p(32, 32, 8)]).all() and (p < 0.01).all()
    many = np.repeat([[9], [0]], 1000, axis=0)
    assert residual_p(sample(many[:1000], [20] * 1000), sample(many[1000:], [20] * 1000))[0] > 0


def test_with_few_documents_there_is_no_p():
    counts, words = bursts(30, 4, seed=1)
    assert np.isnan(residual_p(sample(counts[:4], words[:4]), sample(counts[4:], words[4:]))).all()
    assert np.isnan(residual_p(sample(counts[:26], words[:26]), sample(counts[26:], words[26:]))).all()
    counts[4:, 0] = 0  # a term in four documents
    p = residual_p(sample(counts[:15], words[:15]), sample(counts[15:], words[15:]))
    assert np.isnan(p[0]) and not np.isnan(p[1:]).any()


def test_the_same_rate_everywhere_has_a_p_of_one_and_no_warning():
    same = np.full((12, 1), 3)
    assert residual_p(sample(same[:6], [50] * 6), sample(same[6:], [50] * 6)) == 1
    assert residual_p(sample(np.zeros((6, 0)), [9] * 6), sample(np.zeros((6, 0)), [9] * 6)).shape == (0,)


@given(st.integers(0, 10**6), st.integers(5, 20), st.integers(5, 20))
def test_swapping_the_groups_or_moving_documents_within_them_changes_nothing(seed, n, m):
    counts, words = bursts(n + m, 6, seed, rate=0.02)
    one, two = sample(counts[:n], words[:n]), sample(counts[n:], words[n:])
    p = residual_p(one, two)
    np.testing.assert_allclose(p, residual_p(two, one), rtol=1e-9)
    turned = np.arange(n)[::-1]
    np.testing.assert_allclose(p, residual_p(sample(counts[turned], words[turned]), two), rtol=1e-9)


def test_blocks_of_terms_give_what_all_at_once_gives(monkeypatch):
    counts, words = bursts(20, 9, seed=2, rate=0.05)
    one, two = sample(counts[:9], words[:9]), sample(counts[9:], words[9:])
    whole = residual_p(one, two)
    monkeypatch.setattr("analysis.measures.stats.significance._CELLS", 40)
    np.testing.assert_allclose(whole, residual_p(one, two), rtol=1e-9)


@pytest.mark.parametrize("n", [60, 12], ids=["halves", "a tenth"])
def test_random_deals_of_one_source_are_seldom_called_different(n):
    counts, words = bursts(120, 300, seed=11, shape=0.3, rate=0.004)
    random, flagged = np.random.default_rng(5), 0
    for _ in range(40):
        deal = random.permutation(120)
        one, two = (sample(counts[rows], words[rows]) for rows in (deal[:n], deal[n:]))
        p = residual_p(one, two)
        flagged += (stats.false_discovery_control(p[~np.isnan(p)]) <= 0.05).any()
    assert flagged <= 6  # of 40 at 5 %: more in 1 case of 70


def test_words_of_a_cluster_count_as_one():
    one = sample([[1, 2], [3, 0], [0, 4]], [10, 20, 30]).clustered(np.array(["b", "a", "b"]))
    assert one.matrix.toarray().tolist() == [[3, 0], [1, 6]] and one.words.tolist() == [20, 40] and len(one) == 2
    assert (one.n.tolist(), one.total, one.documents.tolist()) == ([4, 6], 60, [2, 1])
    assert one.ids.tolist() == ["a", "b"]


def test_no_table_of_all_documents_and_terms_is_made():
    dense = np.random.default_rng(0).poisson(0.05, size=(1000, 3000))
    groups = [Sample(sparse.csr_array(half), np.full(500, 200)) for half in (dense[:500], dense[500:])]
    for test in (residual_p, welch_p, rank_sum_p):
        tracemalloc.start()
        test(*groups)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < dense.nbytes, test.__name__


@settings(deadline=None)
@given(st.integers(0, 10_000), st.floats(0.01, 3), st.sampled_from([1.0, 10.0, 1000.0]))
def test_the_statistic_from_counts_that_are_not_zero_is_that_of_whole_tables(seed, rate, ratio):
    random = np.random.default_rng(seed)
    words = np.maximum(1, np.round(10 * ratio ** random.random(60))).astype(int)
    shape = np.array([0.2, 1.0, 50.0])  # from words in bursts to words one by one
    counts = random.poisson(rate * words[:, None] / words.mean() * random.gamma(shape, 1 / shape, (60, 3)))
    counts[0] += 1  # each occurs
    samples = [Sample(sparse.csr_array(counts[rows]), words[rows]) for rows in (slice(0, 25), slice(25, None))]
    residuals, weights = null_model(counts.astype(float), words.astype(float))
    expected = leverage(residuals, group_contrast(weights, 25))
    np.testing.assert_allclose(score_statistic(*samples), expected, rtol=1e-8, atol=1e-10)
