"""Two byte strings have one number exactly if they are the same, whatever their length and whatever is in them."""

from __future__ import annotations

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from analysis.texts.segmentation.byte_strings import PADDING, ByteStrings, WholeNumbers

# Short alphabets, so that many strings differ in their last byte, or in their length, alone.
strings = st.one_of(st.text("a\0é", min_size=1, max_size=20), st.text("a", min_size=1, max_size=20)).map(str.encode)


@given(st.lists(st.lists(strings, max_size=12), max_size=5))
@example([[b"a", b"a\0"], [b"a" * 8, b"a" * 9, b"a" * 16, b"a" * 17], [b"a" * 8 + b"\0", b"a" * 8]])
def test_each_string_has_the_number_of_its_first_time(calls):
    known, met = ByteStrings(), dict[bytes, int]()
    for given_strings in calls:
        data = np.frombuffer(b"".join(given_strings) + b"\xff" * PADDING, dtype=np.uint8)
        sizes = np.array([len(string) for string in given_strings], dtype=np.int64)
        found = known.of(data, np.cumsum(sizes) - sizes, sizes).tolist()
        for string in given_strings:
            met.setdefault(string, len(met))
        assert found == [met[string] for string in given_strings]
        assert len(known) == len(met)


@given(st.lists(st.lists(st.integers(0, 60) | st.integers(2**64 - 40, 2**64 - 1), max_size=40), max_size=6))
def test_whole_numbers_are_numbered_as_they_come(calls):
    known, met = WholeNumbers(), dict[int, int]()
    for values in calls:
        found = known.of(np.array(values, dtype=np.uint64)).tolist()
        assert found == [met.setdefault(value, len(met)) for value in values]
