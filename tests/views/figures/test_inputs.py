"""Figures of what ships say what they were drawn from, and which of it has changed since."""

from __future__ import annotations

import hashlib
import json

import pytest

from analysis.views.figures import gallery
from analysis.views.figures.gallery import check_figures, write_figures
from analysis.views.figures.registry import FIGURES
from tests.views.figures.test_gallery import change, story


@pytest.fixture
def shipped(tmp_path, monkeypatch):
    """Figures of a small checkout, as if its two lists were what ships."""
    (tmp_path / "data" / "raw").mkdir(parents=True)
    (tmp_path / "data" / "actors.csv").write_text("actor\n")
    (tmp_path / "data" / "raw" / "a.txt").write_text("Words.")
    (tmp_path / "data" / "README.md").write_text("# Data")
    monkeypatch.setattr(gallery, "FIGURES", {"similarity": FIGURES["similarity"]})
    monkeypatch.setattr(gallery, "read_story", story)
    monkeypatch.setattr(gallery, "HOME", tmp_path)
    write_figures(tmp_path / "figures")
    return tmp_path


def test_figures_of_what_ships_say_what_they_were_drawn_from(shipped):
    inputs = json.loads((shipped / "figures" / "inputs.json").read_text(encoding="utf-8"))
    assert [one["path"] for one in inputs] == ["data/actors.csv", "data/raw/a.txt"]
    assert inputs[1] == {"path": "data/raw/a.txt", "size": 6, "sha256": hashlib.sha256(b"Words.").hexdigest()}
    assert check_figures(shipped / "figures") == []


def test_where_a_table_changed_the_inputs_that_changed_are_named(shipped):
    (shipped / "data" / "raw" / "a.txt").write_text("Other words.")
    assert check_figures(shipped / "figures") == []  # no table has changed by it
    (shipped / "data" / "actors.csv").unlink()
    (shipped / "data" / "raw" / "b.csv").write_text("x\n")
    old = change(shipped / "figures" / "similarity.csv", 1, "cosine", "0.5")
    found = check_figures(shipped / "figures")
    assert found[0].endswith(f"column cosine: 0.5 in the file, {old} now")
    assert found[2:] == [
        "data/actors.csv is gone since these figures were drawn",
        "data/raw/a.txt has changed since these figures were drawn",
        "data/raw/b.csv is new since these figures were drawn",
    ]
    (shipped / "figures" / "inputs.json").write_text("[1]")
    assert check_figures(shipped / "figures") == found[:2]
