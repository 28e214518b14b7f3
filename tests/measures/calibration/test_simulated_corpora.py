"""A wire that nobody wrote: its simulated_rates, its lengths, its bursts, and the same counts from the same seed."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.measures.calibration.simulation import repeat_texts, simulate, simulated_rates
from analysis.measures.frequency.terms import terms


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
