"""The public names: all there, and loaded when they are first used."""

from __future__ import annotations

import ast
import doctest
import os
import subprocess
import sys
import tomllib

import pytest

import analysis
from analysis.texts.readers.installation import HOME as CHECKOUT

HEAVY = {"pandas", "numpy", "scipy", "sklearn", "nltk", "matplotlib", "pyarrow", "click", "tqdm", "sphinx"}


def loaded_by(code):
    """Return the top-level packages that a fresh Python has loaded after `code`."""
    script = f"{code}\nimport sys\nprint('\\n' + ' '.join(sorted(sys.modules)))"
    run = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        encoding="utf-8",
        check=True,
        cwd=CHECKOUT,
        env=os.environ | {"PYTHONUTF8": "1"},
    )
    return set(run.stdout.splitlines()[-1].split())


def test_every_public_name_is_there_and_comes_from_its_module():
    for name in analysis.__all__:
        assert getattr(analysis, name) is not None
    assert analysis.terms.__module__ == "analysis.measures.frequency.terms"


def test_the_stub_lists_the_names_that_are_loaded():
    stub = ast.parse((CHECKOUT / "analysis" / "__init__.pyi").read_text(encoding="utf-8"))
    imported = [alias.name for node in stub.body if isinstance(node, ast.ImportFrom) for alias in node.names]
    listed = next(ast.literal_eval(node.value) for node in stub.body if isinstance(node, ast.Assign))
    assert sorted(imported) == sorted(listed) == sorted(analysis.__all__)


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="No analysis attribute truth"):
        _ = analysis.truth


def test_import_loads_nothing_heavy():
    assert not HEAVY & loaded_by("import analysis")


def test_the_version_is_that_of_the_project():
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert analysis.__version__ == project["version"]


def test_the_example_in_the_docstring_runs(monkeypatch):
    monkeypatch.chdir(CHECKOUT)
    assert doctest.testmod(analysis) == (0, 8)
