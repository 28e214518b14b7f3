"""Damaged files of every kind: each is read, or refused in one short line. `benchmarks/fuzz.py` tries many more."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.damage import PIECES, damaged
from tests.fuzzing import TARGETS, TEXT, fault_of


@pytest.mark.parametrize("name", TARGETS)
def test_the_file_that_is_damaged_is_valid(name, tmp_path):
    file = tmp_path / f"seed.{TARGETS[name].ending}"
    file.write_bytes(TARGETS[name].seed)
    assert TARGETS[name].read(file) is not None


@pytest.mark.parametrize("name", TARGETS)
@given(number=st.integers(0, 2**32))
def test_a_damaged_file_is_read_or_refused_in_one_line(name, number, tmp_path_factory):
    folder = tmp_path_factory.getbasetemp()
    assert not fault_of(TARGETS[name], damaged(TARGETS[name], random.Random(number)), folder)


@pytest.mark.parametrize("piece", PIECES, ids=range(len(PIECES)))
def test_a_text_full_of_one_sign_is_cut_like_any_other(piece, tmp_path):
    for text in (piece, piece * 300, TEXT + piece * 40 + TEXT):
        assert not fault_of(TARGETS["text"], text.encode(), tmp_path)
