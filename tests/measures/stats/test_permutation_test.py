from __future__ import annotations

import tracemalloc
from dataclasses import replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import sparse, stats

from analysis.measures.stats import few_dealt_tail, permutation_test
from analysis.measures.stats.exact_tail import tail_by_steps
from analysis.measures.stats.few_dealt_tail import tail_of_few_dealt
from analysis.measures.stats.group_spread import spread
from analysis.measures.stats.length_strata import LengthStrata
from analysis.measures.stats.permutation_test import Deals, Tails, combine, permutation_p
from analysis.measures.stats.saddlepoint_tail import moments, tail_by_saddlepoint
from analysis.measures.stats.sample import Sample
from analysis.measures.stats.significance import benjamini_hochberg
from analysis.measures.stats.stratified_score import StratifiedScore
from analysis.measures.stats.unlike_bursts import UnlikeBursts
from tests.measures.stats.dealt_labels import every_deal, scores, share_as_large, some_deals


def sample(counts, words):
    return Sample(sparse.csr_array(np.asarray(counts, dtype=np.int64)), np.asarray(words))


def bursts(n, terms, seed, shape=0.7, rate=0.01, words=None):
    """Counts of words that come in bursts, in documents of about 300 words."""
    random = np.random.default_rng(seed)
    words = random.integers(100, 500, n) if words is None else words
    return random.poisson(rate * words[:, None] * random.gamma(shape, 1 / shape, (n, terms))), words


def tails(counts, words, n):
    one, two = sample(counts[:n], words[:n]), sample(counts[n:], words[n:])
    deals = Deals(one.units.lengths, two.units.lengths)
    return Tails.of(one, two, deals), deals, one, two


def strata_of(deals):
    return np.concatenate([deals.strata.target, deals.strata.reference])


@settings(deadline=None, max_examples=30)
@given(st.integers(0, 10_000), st.sampled_from([0.01, 0.03, 0.1]))
def test_with_documents_of_one_length_it_is_what_all_deals_give(seed, rate):
    counts, words = bursts(13, 4, seed, rate=rate, words=np.full(13, 60))
    counts[:, 0] = np.minimum(counts[:, 0], 1)
    counts[np.arange(6), :] += 1  # in documents enough to be tested
    found, deals, *_ = tails(counts, words, 6)
    inside = np.arange(13) < 6
    expected = share_as_large(scores(counts, words), inside, every_deal(strata_of(deals), inside))
    differs = found.sign != 0
    np.testing.assert_allclose(found.score[differs], expected[differs], rtol=0.1)  # exactly, but for steps
    assert (found.score[~differs] == 1).all()


def test_of_words_once_in_a_document_it_is_fishers_test_within_strata():
    words = np.repeat([100, 200], 10)
    counts = np.zeros((20, 1), dtype=int)
    counts[[0, 1, 2, 3, 10, 11, 14, 16]] = 1
    order = np.r_[0:5, 10:15, 5:10, 15:20]  # five of either length in each group
    found, deals, *_ = tails(counts[order], words[order], 10)
    assert deals.strata.size.tolist() == [10, 10] and deals.strata.drawn.tolist() == [5, 5]
    # Four of the short ones and four of the long ones have it: 4 and 3 of them are in the target.
    short, long = stats.hypergeom(10, 4, 5), stats.hypergeom(10, 4, 5)
    expected = sum(short.pmf(a) * long.pmf(b) for a in range(5) for b in range(5) if a + b >= 7)
    assert found.documents[0] == pytest.approx(expected, rel=1e-9)


def test_it_agrees_with_labels_dealt_out_at_random():
    counts, words = bursts(120, 60, seed=3, rate=0.004)
    counts[:45, ::4] *= 2
    found, deals, *_ = tails(counts, words, 45)
    inside = np.arange(120) < 45
    drawn = share_as_large(scores(counts, words), inside, some_deals(strata_of(deals), inside, 20_000))
    known = ~np.isnan(found.score) & (drawn > 0.004)
    ratio = np.abs(np.log(found.score[known] / drawn[known]))
    assert known.sum() > 30 and (ratio < np.log(1.3)).mean() >= 0.95


def test_each_way_to_the_tail_gives_the_same():
    counts, words = bursts(160, 120, seed=5, rate=0.0002)
    n = 70
    counts[:n, ::3] += np.random.default_rng(1).poisson(0.12, (n, 40))
    found, deals, one, two = tails(counts, words, n)
    score = StratifiedScore.of(one, two, deals.strata)
    middle, error, _ = moments(score)
    number = np.diff(score.first)
    stepped = np.array([tail_by_steps(score, deals.lacking, term) for term in range(120)])
    by_subsets = (number >= 5) & (number <= 9) & (score.sign != 0)
    by_halves = (number >= 10) & (number <= 20) & (found.score < 0.1)
    assert by_subsets.sum() > 3 and by_halves.sum() > 3
    np.testing.assert_allclose(found.score[by_subsets], stepped[by_subsets], rtol=0.35)
    np.testing.assert_allclose(found.score[by_halves], stepped[by_halves], rtol=0.35)
    many = np.flatnonzero((number > 12) & (found.score < 0.3))
    smooth = tail_by_saddlepoint(score, many, middle[many], error[many])
    assert len(many) > 20 and np.median(np.abs(np.log(smooth) - np.log(stepped[many]))) < 0.3


def test_far_out_the_saddlepoint_keeps_its_digits():
    counts, words = bursts(120, 12, seed=8, rate=0.01)
    counts[:60] *= 4
    found, deals, one, two = tails(counts, words, 60)
    score = StratifiedScore.of(one, two, deals.strata)
    middle, error, _ = moments(score)
    far = np.flatnonzero((found.score < 1e-4) & (np.diff(score.first) > 40))
    assert len(far) > 3 and found.score[far].min() < 1e-7
    smooth = tail_by_saddlepoint(score, far, middle[far], error[far])
    stepped = np.array([tail_by_steps(score, deals.lacking, int(term)) for term in far])
    np.testing.assert_allclose(np.log(smooth), np.log(stepped), atol=0.2)


@pytest.mark.parametrize("n", [6, 234])
def test_few_documents_against_many_have_the_lumps_of_a_sum_of_few(n):
    words = np.random.default_rng(4).integers(20, 200, 240)
    counts, _ = bursts(240, 60, seed=6, rate=0.008, words=words)
    small = np.arange(240) < 6 if n == 6 else np.arange(240) >= 234
    counts[np.ix_(small, np.arange(0, 60, 3))] *= 3
    found, deals, *_ = tails(counts, words, n)
    assert ((counts > 0).sum(axis=0) > 64).sum() > 20
    inside, adds, lean = np.arange(240) < n, scores(counts, words), deals.strata.lean
    rows = np.array(list(some_deals(strata_of(deals), inside, 40_000)))
    chance, side = np.exp(lean[rows].sum(axis=1)), np.sign(adds[inside].sum(axis=0))
    as_large = (side * np.array([adds[some].sum(axis=0) for some in rows])) >= side * adds[inside].sum(axis=0) - 1e-9
    drawn = chance @ as_large / chance.sum()
    known = ~np.isnan(found.score) & (drawn > 0.002) & (found.score < 0.5)
    ratio = np.abs(np.log(found.score[known] / drawn[known]))
    assert known.sum() > 30 and (ratio < np.log(1.25)).mean() >= 0.95


@pytest.mark.parametrize("steep", [1, 60])
@pytest.mark.parametrize("turned", [False, True])
def test_few_documents_are_dealt_by_their_length_where_the_groups_are_of_unlike_lengths(turned, steep):
    words = np.concatenate([np.arange(50, 170, 20), np.arange(41, 149, 6)])
    counts, _ = bursts(24, 12, seed=9, rate=0.02, words=words)
    inside = np.arange(24) < 6
    if turned:
        counts, words, inside = counts[::-1], words[::-1], np.arange(24) < 18
    one, two = sample(counts[inside], words[inside]), sample(counts[~inside], words[~inside])
    lean = np.linspace(-steep, steep, 24)
    strata = replace(Deals(one.units.lengths, two.units.lengths).strata, lean=lean)
    score = StratifiedScore.of(one, two, strata)
    adds = scores(counts, words) * score.sign
    deals = list(every_deal(np.concatenate([strata.target, strata.reference]), inside))
    chance = np.exp([lean[rows].sum() for rows in deals])
    as_large = np.array([adds[rows].sum(axis=0) for rows in deals]) >= adds[inside].sum(axis=0) - 1e-9
    expected = (chance[:, None] * as_large).sum(axis=0) / chance.sum()
    found = [tail_of_few_dealt(score, term) for term in range(12)]
    np.testing.assert_allclose(found, expected, rtol=0.03, atol=1e-11)


def test_sums_of_few_keep_their_digits_however_unevenly_they_are_drawn():
    place, sooner = np.random.default_rng(2).integers(0, 900, 14), 10.0 ** -np.arange(0, 42, 3)
    chance = np.zeros(4096)
    for rows in map(list, combinations(range(14), 4)):
        chance[place[rows].sum()] += sooner[rows].prod()
    found = np.fft.irfft(few_dealt_tail._drawn_together(place, sooner, 4), 4096)
    np.testing.assert_allclose(found, chance / chance.sum(), atol=1e-12)


def test_no_p_is_smaller_than_the_smallest_there_is():
    # Nine times in each of five documents, never in the five others: one deal of 252 to each side.
    five = sample([[9]] * 5, [20] * 5), sample([[0]] * 5, [20] * 5)
    assert permutation_p(*five)[0] == pytest.approx(2 / 252)
    many = np.repeat([[9], [0]], 1000, axis=0)
    p = permutation_p(sample(many[:1000], [20] * 1000), sample(many[1000:], [20] * 1000))
    assert 0 < p[0] < 1e-100


def test_with_few_documents_there_is_no_p():
    counts, words = bursts(30, 4, seed=1)
    assert np.isnan(permutation_p(sample(counts[:4], words[:4]), sample(counts[4:], words[4:]))).all()
    counts[4:, 0] = 0  # a term in four documents
    counts[:, 1] = 0  # and one in none
    p = permutation_p(sample(counts[:15], words[:15]), sample(counts[15:], words[15:]))
    assert np.isnan(p[:2]).all() and not np.isnan(p[2:]).any()
    assert permutation_p(sample(np.zeros((6, 0)), [9] * 6), sample(np.zeros((6, 0)), [9] * 6)).shape == (0,)


def test_the_same_rate_everywhere_has_a_p_of_one():
    same = np.full((12, 1), 3)
    assert permutation_p(sample(same[:6], [50] * 6), sample(same[6:], [50] * 6)) == 1


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10**6), st.integers(5, 30), st.integers(5, 30))
def test_swapping_the_groups_or_moving_documents_within_them_changes_nothing(seed, n, m):
    counts, words = bursts(n + m, 6, seed, rate=0.02)
    one, two = sample(counts[:n], words[:n]), sample(counts[n:], words[n:])
    p = permutation_p(one, two)
    turned = np.arange(n)[::-1]
    np.testing.assert_allclose(p, permutation_p(sample(counts[turned], words[turned]), two), rtol=1e-6)
    swapped = permutation_p(two, one)
    assert np.isnan(swapped).tolist() == np.isnan(p).tolist()
    np.testing.assert_allclose(p, swapped, rtol=0.25)  # what lacks a term is approximated from the other side


def test_terms_some_after_others_give_what_all_at_once_give(monkeypatch):
    counts, words = bursts(90, 50, seed=2, rate=0.003)
    counts[:40, :5] *= 3
    found, deals, one, two = tails(counts, words, 40)
    whole = found.p(deals, spread(one), spread(two))
    monkeypatch.setattr(permutation_test, "_TERMS", 7)
    assert permutation_p(one, two).tolist() == whole.tolist()
    parts = [np.arange(begin, min(begin + 11, 50)) for begin in range(0, 50, 11)]
    joined = Tails.join([Tails.of(one.columns(part), two.columns(part), deals) for part in parts])
    assert joined.p(deals, spread(one), spread(two)).tolist() == whole.tolist()


def flagged(one, two):
    q = benjamini_hochberg(permutation_p(one, two))
    return np.flatnonzero(q <= 0.05)


@pytest.mark.parametrize("n", [60, 12], ids=["halves", "a tenth"])
def test_random_deals_of_one_source_are_seldom_called_different(n):
    counts, words = bursts(120, 300, seed=11, shape=0.3, rate=0.004)
    random, found = np.random.default_rng(5), 0
    for _ in range(40):
        deal = random.permutation(120)
        found += len(flagged(*(sample(counts[rows], words[rows]) for rows in (deal[:n], deal[n:])))) > 0
    assert found <= 6  # of 40 at 5 %: more in 1 case of 70


@pytest.mark.parametrize("short_ones", ["target", "reference"])
def test_groups_of_unlike_lengths_are_seldom_called_different(short_ones):
    random = np.random.default_rng(9)
    words = np.round(300 * np.exp(0.8 * random.standard_normal(160))).astype(int)
    counts, _ = bursts(160, 250, seed=12, shape=0.5, rate=0.002, words=words)
    found, overlaps = 0, []
    for _ in range(30):
        order = np.argsort(np.log(words) * 4 + random.logistic(size=160))
        short, long = order[:60], order[60:]
        groups = (short, long) if short_ones == "target" else (long, short)
        overlaps.append(LengthStrata.of(*(words[rows] for rows in groups)).overlap)
        found += len(flagged(*(sample(counts[rows], words[rows]) for rows in groups))) > 0
    assert max(overlaps) < 0.7 and found <= 4


def test_where_no_documents_are_of_like_length_nothing_is_told():
    counts, words = bursts(60, 20, seed=13, words=np.repeat([100, 1000], 30), rate=0.01)
    p = permutation_p(sample(counts[:30], words[:30]), sample(counts[30:], words[30:]))
    assert (p == 1).all()


def test_a_doubled_rate_is_seen_and_a_word_in_documents_of_one_group_alone():
    counts, words = bursts(400, 200, seed=4, rate=0.004)
    more, _ = bursts(200, 20, seed=5, rate=0.004, words=words[:200])
    counts[:200, :20] += more
    random, rare = np.random.default_rng(6), np.zeros((400, 20), dtype=int)
    for term in range(20):
        rare[random.permutation(200)[:15], term] = 1
    whole = np.hstack([counts, rare])
    found = flagged(sample(whole[:200], words[:200]), sample(whole[200:], words[200:]))
    assert np.isin(np.arange(200, 220), found).mean() >= 0.95
    assert np.isin(np.arange(20), found).mean() >= 0.6 and ((found >= 20) & (found < 200)).sum() <= 2


@pytest.mark.parametrize(("small", "large"), [((20, 0.2), (200, 3.0)), ((10, 0.1), (200, 5.0))])
def test_unlike_bursts_are_not_called_a_difference(small, large):
    found = 0
    for seed in range(12):
        groups = [
            bursts(n, 300, seed + number * 100, shape, rate=0.003) for number, (n, shape) in enumerate((small, large))
        ]
        found += len(flagged(*(sample(*group) for group in groups))) > 0
    assert found <= 1


def test_what_short_documents_are_like_hides_no_word_of_one_group_alone():
    """The target's short documents, which the reference has none of, use the word far more often for each word."""
    words = np.repeat([40, 600], [900, 300])
    target = np.hstack([bursts(1200, 100, 3, 0.05, 0.003, words)[0], (np.arange(1200) % 3 == 0)[:, None]])
    reference = np.hstack([bursts(300, 100, 4, 3.0, 0.003, np.full(300, 600))[0], np.zeros((300, 1), dtype=int)])
    groups = sample(target, words), sample(reference, np.full(300, 600))
    assert UnlikeBursts.of(*map(spread, groups)).gate == 1
    assert permutation_p(*groups)[-1] < 1e-5


def test_bursts_that_are_alike_change_nothing_and_unlike_ones_are_measured():
    counts, words = bursts(300, 400, seed=14, shape=0.6, rate=0.003)
    assert (
        UnlikeBursts.of(*(spread(sample(counts[rows], words[rows])) for rows in (slice(0, 60), slice(60, 300)))).gate
        == 0
    )
    one, two = (spread(sample(*bursts(100, 400, seed, shape, rate=0.003))) for seed, shape in ((1, 0.25), (2, 2.0)))
    unlike = UnlikeBursts.of(one, two)
    assert unlike.gate == 1
    np.testing.assert_allclose(unlike.level, [4, 0.5], rtol=0.25)  # φ is 1 / shape


def test_a_document_frequency_that_says_much_counts_and_one_that_says_nothing_does_not_harm():
    one = combine(np.array([0.01, 0.5, 0.8, 1e-9, np.nan]), np.array([0.9, 1e-6, 0.6, 1e-9, np.nan]), 0.1)
    np.testing.assert_allclose(one[[0, 1, 3]], [0.01 / 0.9, 1e-5, 1e-9], rtol=2e-3)
    assert one[2] == pytest.approx(0.9 * 0.8 + 0.1 * 0.6) and np.isnan(one[4])


def test_thirty_documents_here_and_none_there_are_seen_behind_one_that_has_the_word_forty_times():
    words = np.full(200, 300)
    counts = np.zeros((200, 1), dtype=int)
    counts[:18] = 1
    counts[150] = 60
    found, deals, one, two = tails(counts, words, 100)
    assert found.score[0] > 0.05 and found.documents[0] > 0.5  # the score leans to the group with the burst
    counts[150] = 14
    found, deals, one, two = tails(counts, words, 100)
    p = found.p(deals, spread(one), spread(two))[0]
    assert 2 * found.documents[0] < 1e-3 < 2 * found.score[0] and p < 0.2 * found.score[0]


def test_the_strata_hold_documents_of_like_length_and_know_sums_over_them():
    random = np.random.default_rng(3)
    target, reference = (np.round(300 * np.exp(random.standard_normal(n))).astype(int) + 5 for n in (70, 230))
    strata = LengthStrata.of(target, reference)
    stratum, words = np.concatenate([strata.target, strata.reference]), np.concatenate([target, reference])
    assert len(strata.size) == 10 and strata.size.min() >= 25 and strata.size.sum() == 300
    assert all(words[stratum == one].max() < words[stratum == one + 1].min() for one in range(9))
    burst = np.array([0, 1e-4, 0.02, 3.0])
    for power in (1, 2):
        each = (words / (1 + burst[:, None] * words)) ** power
        exact = np.stack([each[:, stratum == one].sum(axis=1) for one in range(10)], axis=1)
        np.testing.assert_allclose(strata.every.by_stratum(strata.every.damped(burst) ** power), exact, rtol=1e-6)


def test_few_documents_make_few_strata_and_one_length_makes_one():
    assert len(LengthStrata.of(np.arange(10, 16), np.arange(20, 60)).size) <= 3
    assert len(LengthStrata.of(np.full(30, 7), np.full(40, 7)).size) == 1


def test_no_table_of_all_documents_and_terms_is_made():
    dense = np.random.default_rng(0).poisson(0.05, size=(1000, 3000))
    groups = [Sample(sparse.csr_array(half), np.full(500, 200)) for half in (dense[:500], dense[500:])]
    tracemalloc.start()
    permutation_p(*groups)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2 * dense.nbytes
