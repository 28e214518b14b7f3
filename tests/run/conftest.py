"""What the tests of run.py share: a small checkout, and run.py as a module."""

from __future__ import annotations

import importlib.util
import os
import sys

import pytest

from tests.run.scratch import CHECKOUT, FAKE_ANALYSIS, FAKE_UV, pin, run


def laid(tmp_path, patch):
    """Make a small checkout with run.py, an analysis that echoes its call, and a uv that installs nothing."""
    home = tmp_path / "a checkout"
    (home / "analysis").mkdir(parents=True)
    (home / "run.py").write_bytes((CHECKOUT / "run.py").read_bytes())
    (home / "requirements.txt").write_text(pin(1))
    (home / "pyproject.toml").write_text('[project]\nname = "samestory"\n[tool.ruff]\nline-length = 120\n')
    (home / "analysis" / "__init__.py").touch()
    (home / "analysis" / "__main__.py").write_text(FAKE_ANALYSIS)
    uv = tmp_path / "bin" / "uv"
    uv.parent.mkdir()
    uv.write_text(FAKE_UV.format(python=sys.executable, home=str(home)))
    uv.chmod(0o755)
    patch.setenv("PATH", str(uv.parent), prepend=os.pathsep)
    return home


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A small checkout, as `laid` makes it."""
    return laid(tmp_path, monkeypatch)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A small checkout whose environment has been made; a test that spoils it has it made anew."""
    with pytest.MonkeyPatch.context() as patch:
        home = laid(tmp_path_factory.mktemp("made"), patch)
        assert run(home, "terms").returncode == 0
        yield home


@pytest.fixture
def module(tmp_path):
    """run.py as a module, its folder being tmp_path."""
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "samestory"\n')
    (tmp_path / "run.py").write_bytes((CHECKOUT / "run.py").read_bytes())
    spec = importlib.util.spec_from_file_location("run_under_test", tmp_path / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
