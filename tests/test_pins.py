"""requirements.txt: every package pinned with hashes, in step with pyproject.toml, from no place in particular."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
# A pin is a line that begins at the margin, with the lines that its backslashes carry on to.
PINS = re.sub(r"\\\n", " ", (CHECKOUT / "requirements.txt").read_text("utf-8")).splitlines()
PINS = [line for line in PINS if line.strip() and not line.lstrip().startswith("#")]


def name(requirement: str) -> str:
    """Return the name in a requirement, as package indexes compare names."""
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement).group()).lower()


def test_every_line_is_one_version_of_a_package_with_hashes():
    pin = re.compile(r"[A-Za-z0-9][\w.-]*==[\w.+!]+( *;[^#]*?)?( +--hash=sha256:[0-9a-f]{64})+ *")
    assert [line for line in PINS if not pin.fullmatch(line)] == []
    assert len(PINS) > 50


def test_no_line_names_an_index_or_an_address():
    text = (CHECKOUT / "requirements.txt").read_text("utf-8")
    assert re.findall(r"(?m)^\s*-[^-].*|^\s*--(?!hash).*|.*://.*|.*file:.*|.* @ .*", text) == []


def test_every_dependency_is_pinned():
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {
        name(line) for group in (project["dependencies"], *project["optional-dependencies"].values()) for line in group
    }
    assert wanted - {name(line) for line in PINS} == set()


def test_what_is_pinned_for_the_project_itself_is_asked_for():
    """A dependency that was dropped must leave the pins too: uv writes down on whose account each one is there."""
    text = (CHECKOUT / "requirements.txt").read_text("utf-8")
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = {
        name(line) for group in (project["dependencies"], *project["optional-dependencies"].values()) for line in group
    }
    entries = re.split(r"(?m)^(?=[a-z0-9])", text)
    direct = {name(entry) for entry in entries if "samestory (pyproject.toml)" in entry}
    assert direct == wanted


def test_what_builds_the_checkout_is_pinned():
    """run.py builds it with what is installed, so that no build requirement is fetched unhashed."""
    build = tomllib.loads((CHECKOUT / "pyproject.toml").read_text("utf-8"))["build-system"]["requires"]
    assert {name(line) for line in build} - {name(line) for line in PINS} == set()
