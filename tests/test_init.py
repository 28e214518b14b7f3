"""The public names: all there, and loaded when they are first used."""

from __future__ import annotations

import ast
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
        assert getattr(analysis, name) is getattr(analysis, name)
    assert set(analysis.__all__) == set(analysis._MODULE_OF)
    assert set(analysis.__all__) <= set(dir(analysis))
    assert analysis.terms.__module__ == "analysis.measures.frequency.terms"


def test_type_checkers_see_the_same_names_from_the_same_modules():
    seen = {}
    for node in ast.walk(ast.parse((CHECKOUT / "analysis" / "__init__.py").read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module.startswith("analysis."):
            seen |= {alias.name: node.module for alias in node.names}
    assert seen == analysis._MODULE_OF


def test_an_unknown_name_is_an_attribute_error():
    with pytest.raises(AttributeError, match="'analysis' has no attribute 'truth'"):
        _ = analysis.truth


def test_import_loads_nothing_heavy():
    assert not HEAVY & loaded_by("import analysis")


def test_the_version_is_that_of_the_project():
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert analysis.__version__ == project["version"]


def test_the_example_in_the_docstring_runs():
    example = analysis.__doc__.split("::")[2].split("\n\nEvery")[0]
    code = "\n".join(line.strip() for line in example.splitlines())
    place: dict[str, object] = {}
    exec(code, place)  # the six lines as they stand
    assert list(place["key"].columns) == list(analysis.COLUMNS["keyness"])
    assert place["counts"].select(voice="author").part == "body"
