"""The verbs that make everything: what hinders a build is told in one line."""

from __future__ import annotations

import errno

import pytest

from analysis.views.book import build as book
from analysis.views.book.execute import BuildError
from tests.calls import fails


@pytest.mark.parametrize(
    ("cause", "more"), [(OSError(errno.ENOSPC, "x"), ""), (ValueError("x"), " (BuildError); --debug shows where")]
)
def test_a_full_disk_needs_no_traceback_and_a_failing_cell_has_one(monkeypatch, cause, more):
    def full(*_, **__):
        raise BuildError("site: the disk is full") from cause

    monkeypatch.setattr(book, "build", full)
    assert fails(1, "build") == f"error: site: the disk is full{more}"
