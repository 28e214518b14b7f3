"""Names of files for texts: none alike, and none that a system keeps for itself."""

from __future__ import annotations

from analysis.views.file_names import file_names


def test_names_are_unlike_where_capitals_make_no_difference():
    assert file_names(["a", "A", "a-2", "é", "e"]) == ["a", "A-2", "a-2-2", "e", "e-2"]


def test_no_name_is_that_of_a_device():
    assert file_names(["con", "Aux.txt", "lpt1", "console"]) == ["text-con", "text-Aux.txt", "text-lpt1", "console"]


def test_many_ids_without_a_latin_letter_have_a_name_each():
    names = file_names(f"متن {'ب' * n}" for n in range(5_000))
    assert len(set(names)) == 5_000 and names[0] == "text" and names[-1] == "text-5000"
