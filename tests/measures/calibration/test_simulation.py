"""Random splits and planted words: nothing lost, nothing divided, and the same whatever the order of the documents."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import sparse

from analysis.measures.calibration.simulation import (
    add_counts,
    burstiness,
    random_halves,
    random_split,
    repeat_texts,
    simulate,
    simulated_rates,
    spike_in_place,
    spike_spread,
    words_to_spike,
)
from analysis.measures.frequency.terms import terms
from analysis.measures.stats.reproducible_random import negative_binomial, uniforms
from analysis.measures.stats.sample import Sample
from analysis.schema import InputError

SEED = (0, 1)


def sample(rows, words=None):
    matrix = sparse.csr_array(np.array(rows, dtype=np.int64))
    return Sample(matrix, np.asarray(matrix.sum(axis=1) if words is None else words))


def bursty(n, rate, *, shape=0.7, name="bursty"):
    drawn = uniforms(n * len(rate), name).reshape(n, len(rate))
    return sample(negative_binomial(300 * np.asarray(rate), shape, drawn), np.full(n, 300))


@given(st.lists(st.sampled_from("abcdefghij"), min_size=2, max_size=12), st.sampled_from([0.1, 0.5, 0.8]))
def test_a_split_keeps_units_whole_and_both_sides_filled(units, share):
    chosen = random_split(units, share=share, seed=SEED)
    assert chosen.dtype == bool and len(chosen) == len(units)
    sides = {unit: {bool(c) for c, u in zip(chosen, units, strict=True) if u == unit} for unit in units}
    assert all(len(side) == 1 for side in sides.values())
    assert (len(set(units)) < 2) or (chosen.any() and not chosen.all())


@given(st.permutations([f"d{i}" for i in range(9)]))
def test_a_split_does_not_hang_on_the_order_of_the_documents(names):
    chosen = random_split(names, seed=SEED)
    expected = random_split(sorted(names), seed=SEED)
    assert {name for name, c in zip(names, chosen, strict=True) if c} == {
        name for name, c in zip(sorted(names), expected, strict=True) if c
    }


def test_a_split_has_the_share_that_is_asked_for():
    names = [f"d{i:03}" for i in range(200)]
    assert random_split(names, seed=SEED).sum() == 100 and random_split(names, share=0.1, seed=SEED).sum() == 20
    # Three outlets with 6, 3 and 1 texts: 5 of 10 cannot be had; 4 or 6 are as near as it comes.
    dealt = {int(random_split(["a"] * 6 + ["b"] * 3 + ["c"], seed=(0, number)).sum()) for number in range(100)}
    assert dealt == {3, 4, 6, 7}
    halves = {tuple(random_split(names[:6], seed=(0, number))) for number in range(400)}
    assert len(halves) == 20, "all of the C(6, 3) splits turn up"


def test_halves_are_a_column_of_the_documents_and_of_the_rows():
    halved = random_halves(simulate(20, rate=simulated_rates(9)))
    assert halved.documents["half"].value_counts().to_dict() == {"first": 10, "second": 10}
    by_name = dict(zip(halved.documents["doc_id"], halved.documents["half"], strict=True))
    assert halved.rows["half"].tolist() == [by_name[name] for name in halved.rows["doc_id"]]
    chosen = random_split(halved.documents["doc_id"].tolist(), seed=(0,))
    assert (halved.documents["half"] == "first").tolist() == chosen.tolist()


def test_words_to_plant_are_those_in_enough_texts_and_not_in_most():
    # Texts of six words: in 1, 2, 2, 3, 4 and 6 of 6 documents.
    documents = [1, 2, 2, 3, 4, 6]
    matrix = sparse.csr_array(np.array([[int(row < n) for n in documents] for row in range(6)]))
    assert words_to_spike(matrix, 9, least=2, seed=SEED).tolist() == [3, 1, 2]
    assert set(words_to_spike(matrix, 2, least=2, seed=SEED)) in ({3, 2}, {1, 2}), "one of two, then the rest"


@given(st.integers(1, 30), st.integers(0, 40), st.integers(0, 5))
def test_no_planted_word_is_chosen_twice_or_lost(n, able, seed):
    matrix = sparse.csr_array(np.array([[1] * able] * 3 + [[0] * able] * 3, dtype=np.int64).reshape(6, able))
    chosen = words_to_spike(matrix, n, least=2, seed=(seed,))
    assert len(set(chosen)) == len(chosen) == min(n, able)


def test_a_word_written_again_is_doubled_exactly():
    one = sample([[1, 0, 3], [0, 2, 5]])
    columns = np.array([2, 0])
    more = spike_in_place(one, columns, 2, seed=SEED)
    assert more.tolist() == [[3, 1], [5, 0]]
    after = add_counts(one, columns, more)
    assert after.matrix.toarray().tolist() == [[2, 0, 6], [0, 2, 10]] and after.words.tolist() == [8, 12]
    assert one.matrix.toarray().tolist() == [[1, 0, 3], [0, 2, 5]], "the documents themselves are not changed"
    assert spike_in_place(one, columns, 3, seed=SEED).tolist() == [[6, 2], [10, 0]]


def test_of_a_factor_that_is_not_whole_chance_writes_the_rest():
    one = sample([[400], [0]])
    more = spike_in_place(one, np.array([0]), 2.5, seed=SEED)
    assert 400 + 150 < more[0, 0] < 400 + 250 and more[1, 0] == 0
    assert more.tolist() == spike_in_place(one, np.array([0]), 2.5, seed=SEED).tolist()


@given(st.lists(st.lists(st.integers(0, 4), min_size=3, max_size=3), min_size=2, max_size=6), st.floats(1.1, 4))
def test_planting_takes_nothing_away_and_counts_what_it_adds(rows, factor):
    one = sample(np.array(rows) + [[1, 0, 0]] * len(rows))  # no text without a word
    columns = np.array([0, 2])
    for more in (
        spike_in_place(one, columns, factor, seed=SEED),
        spike_spread(one, columns, factor, model=burstiness(one, columns), seed=SEED),
    ):
        after = add_counts(one, columns, more)
        assert (more >= 0).all() and after.words.sum() == one.words.sum() + more.sum()
        assert (after.matrix - one.matrix)[:, [1]].sum() == 0
        assert (after.matrix - one.matrix).sum() == more.sum()


def test_burstiness_is_that_with_which_the_words_were_drawn():
    one = bursty(4000, [0.01, 0.003], shape=0.7)
    rate, shape = burstiness(one, np.array([0, 1]))
    assert rate == pytest.approx([0.01, 0.003], rel=0.1) and shape == pytest.approx([0.7, 0.7], rel=0.2)
    even = sample(np.full((50, 1), 3), np.full(50, 100))
    assert burstiness(even, np.array([0]))[1] == pytest.approx([1e4]), "less varied than Poisson is taken as Poisson"


def test_a_word_that_spreads_is_twice_as_frequent_as_bursty_and_in_more_texts():
    rate = np.array([0.01, 0.003])
    one, columns = bursty(4000, rate), np.array([0, 1])
    model = burstiness(one, columns)
    more = spike_spread(one, columns, 2, model=model, seed=SEED)
    after = one.matrix.toarray() + more
    assert after.sum(axis=0) == pytest.approx(2 * one.matrix.sum(axis=0), rel=0.05)
    drawn = bursty(4000, 2 * rate, name="twice").matrix.toarray()
    assert (after > 0).mean(axis=0) == pytest.approx((drawn > 0).mean(axis=0), rel=0.05)
    assert after.var(axis=0) == pytest.approx(drawn.var(axis=0), rel=0.25)
    assert ((after > 0).sum(axis=0) > (one.matrix.toarray() > 0).sum(axis=0)).all()


def test_rates_fall_as_mandelbrot_has_it():
    rate = simulated_rates(3)  # 1/3.7, 1/4.7, 1/5.7 over their sum
    assert rate.sum() == pytest.approx(1) and rate[0] / rate[2] == pytest.approx(5.7 / 3.7)


def test_the_same_seed_gives_the_same_corpus():
    one, again, other = simulate(20), simulate(20), simulate(20, seed=(1,))
    assert (one.matrix != again.matrix).nnz == 0 and one.terms.tolist() == again.terms.tolist()
    assert one.words.tolist() == again.words.tolist() and one.words.tolist() != other.words.tolist()


def test_counts_are_those_of_a_corpus():
    counts = simulate(30, rate=simulated_rates(50))
    assert counts.matrix.sum(axis=1).tolist() == counts.words.tolist()
    assert counts.rows["doc_id"].tolist()[:2] == ["text-0001", "text-0002"] and len(counts) == 30
    assert list(counts.terms) == sorted(counts.terms)
    table = terms(counts.select(voice="author").by_document())
    assert table["n"].sum() == counts.words.sum() and (table["n"] > 0).all()


def test_words_are_drawn_at_their_rates_and_in_bursts():
    rate = np.array([0.5, 0.3, 0.2])
    counts = simulate(3000, rate=rate)
    assert counts.matrix.sum(axis=0) / counts.words.sum() == pytest.approx(rate, abs=0.02)
    assert np.median(counts.words) == pytest.approx(300 * 0.8, rel=0.1), "bursts skew a text's length"
    mean = counts.matrix[:, [2]].mean()
    # Lengths vary by exp(.5 Z): m² grows by e^.25, and a gamma-Poisson count has the variance m + m²/.7 around it.
    squares = mean**2 * np.exp(0.25)
    expected = mean + squares / 0.7 + squares - mean**2
    assert counts.matrix[:, [2]].toarray().var() == pytest.approx(expected, rel=0.25)


def test_a_text_without_a_word_is_no_row():
    counts = simulate(50, rate=np.array([1e-3]))
    assert 0 < len(counts) < 50 and (counts.words > 0).all() and len(counts.documents) == 50


def test_copies_are_the_same_texts_under_other_names():
    one = simulate(3, rate=simulated_rates(9))
    twice = repeat_texts(one, 2)
    assert twice.rows["doc_id"].tolist()[:3] == ["text-0001, paper 1", "text-0001, paper 2", "text-0002, paper 1"]
    assert twice.documents["story"].tolist() == [f"text-{number:04}" for number in (1, 1, 2, 2, 3, 3)]
    assert (twice.matrix[::2] != one.matrix).nnz == (twice.matrix[1::2] != one.matrix).nnz == 0
    assert twice.words.sum() == 2 * one.words.sum() and len(simulate(3).rows) == 3


def test_more_documents_than_memory_holds_are_refused():
    with pytest.raises(InputError, match=r"^5,001 documents of 5,000 words are too many to simulate"):
        simulate(5001)
