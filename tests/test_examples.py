"""Every public name has an example that runs: in its docstring, from the folder of the checkout."""

from __future__ import annotations

import doctest
import inspect

import pytest

import analysis as same
from analysis.texts.readers.installation import HOME as CHECKOUT
from tests.shipped import read_once

CONSTANTS = ("COLUMNS", "PARTS", "TESTS", "VOICES")
CALLED = sorted(set(same.__all__) - set(CONSTANTS))


def examples(name):
    """Return the examples of a public name, those of its own methods after its own."""
    thing = getattr(same, name)
    module = inspect.getmodule(thing)
    found = doctest.DocTestFinder(exclude_empty=True).find(thing, name, module=module, globs=dict(vars(module)))
    return [test for test in found if test.examples]


def test_what_is_no_constant_can_be_called():
    assert set(CONSTANTS) < set(same.__all__)
    assert [name for name in same.__all__ if callable(getattr(same, name)) != (name in CALLED)] == []


@pytest.mark.parametrize("name", CALLED)
def test_it_has_an_example_and_its_examples_run(name, monkeypatch, tmp_path):
    tests = examples(name)
    assert [test.name for test in tests if test.name.split(".")[0] == name], f"{name} has no example"
    monkeypatch.chdir(CHECKOUT)
    if name != "read_story":
        monkeypatch.setattr(same, "read_story", read_once)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    said = []
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS)
    for test in tests:
        runner.run(test, out=said.append)
    assert runner.summarize(verbose=False).failed == 0, "".join(said)


def test_a_wrong_example_fails():
    test = doctest.DocTestParser().get_doctest(">>> 1 + 1\n3\n", {}, "wrong", None, None)
    assert doctest.DocTestRunner().run(test, out=lambda _: None).failed == 1
