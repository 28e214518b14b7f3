"""The record of a build says what was run on what, in the same bytes each time; its calls make the tables."""

from __future__ import annotations

import hashlib
import json
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

import analysis
import analysis.views.figures.data
from analysis.schema import InputError
from analysis.views.book import provenance as module
from analysis.views.book.downloads import DOWNLOADS
from analysis.views.book.provenance import code_digest, data_files, defaults, hashes, packages, record
from analysis.views.cli.app import cli
from analysis.views.figures.registry import FIGURES
from analysis.views.tables.write import write_json, write_table
from tests.shipped import shipped_story

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(scope="module")
def story():
    return shipped_story()


@pytest.fixture
def checkout(tmp_path):
    """A checkout of one module, one text, one notebook, and a table of two rows."""
    files = {
        "analysis/b.py": "b = 1\n",
        "analysis/a/c.py": "",
        "data/README.md": "# Data\n",
        "data/raw/one.txt": "Words.",
        "notebooks/00-a.ipynb": "{}",
        "requirements.txt": "toy==1\n",
        "tables/terms.csv": 'term,n\n"a,\nb",2\nc,1\n',
        "tables/unknown.csv": "x\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_inputs_are_hashed_and_the_outputs_described(checkout):
    made = record(checkout, checkout / "tables")
    assert [one["path"] for one in made["inputs"]] == ["data/raw/one.txt", "notebooks/00-a.ipynb", "requirements.txt"]
    assert made["inputs"][0] == {
        "path": "data/raw/one.txt",
        "size": 6,
        "sha256": hashlib.sha256(b"Words.").hexdigest(),
    }
    terms, unknown = made["outputs"]
    assert (terms["path"], terms["rows"], terms["columns"]) == ("tables/terms.csv", 2, ["term", "n"])
    assert terms["call"] == "python3 run.py terms -o terms.csv"
    assert (unknown["rows"], unknown["columns"], unknown["call"]) == (0, ["x"], "")


def test_the_record_is_the_same_twice_and_elsewhere(checkout, tmp_path):
    other = shutil.copytree(checkout, tmp_path / "elsewhere", ignore=shutil.ignore_patterns("elsewhere"))
    files = [tmp_path / "one.json", tmp_path / "two.json"]
    for root, file in zip((checkout, other), files, strict=True):
        shutil.rmtree(root / "analysis" / "__pycache__", ignore_errors=True)
        write_json(record(root, root / "tables"), file)
    assert files[0].read_bytes() == files[1].read_bytes()
    text = files[0].read_text(encoding="utf-8")
    assert str(tmp_path) not in text and str(Path.home()) not in text and " at 0x" not in text
    assert json.loads(text)["suite"]["version"] == analysis.__version__


def test_a_changed_module_changes_the_digest_of_the_code(checkout):
    before = code_digest(checkout)
    lines = "".join(
        f"{hashlib.sha256((checkout / name).read_bytes()).hexdigest()}  {name}\n"
        for name in ("analysis/a/c.py", "analysis/b.py")
    )
    assert before == hashlib.sha256(lines.encode()).hexdigest()
    (checkout / "analysis" / "b.py").write_text("b = 2\n")
    assert code_digest(checkout) != before


@pytest.mark.skipif(not shutil.which("sha256sum") or not shutil.which("find"), reason="needs find and sha256sum")
def test_the_digest_is_what_its_command_says():
    command = " ".join(code_digest.__doc__.split("``")[1].split())
    said = subprocess.run(["sh", "-c", command], cwd=ROOT, capture_output=True, text=True, check=True)
    assert said.stdout.split()[0] == code_digest(ROOT)


def test_every_text_and_word_list_is_an_input():
    paths = [one["path"] for one in hashes(ROOT, data_files(ROOT))]
    assert paths == sorted(paths)
    assert {f"data/{name}" for name in ("raw/SOURCES.csv", "lexicon/lexicon.csv", "lexicon/cues.csv")} <= set(paths)
    assert {"data/actors.csv", "data/speakers.csv", "data/validation/figures.csv"} <= set(paths)
    texts = {
        folder: sum(path.startswith(f"data/{folder}/") and path.endswith(".txt") for path in paths)
        for folder in ("raw", "sample")
    }
    assert texts == {"raw": 5, "sample": 18}


def test_the_options_are_those_of_the_verbs():
    said = defaults()
    assert said["kwic"] == {"width": 60}
    assert said["stability"]["times"] >= 1000 and said["stability"]["seed"] == 0
    assert said["Plan"]["splits"] == 100 and said["Plan"]["seed"] == 0
    assert "progress" not in said["cross_validate"]


def test_a_missing_package_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "analysis.views.book.build", None)  # what needs it must not be imported first
    assert list(packages()) == list(module.PACKAGES)
    monkeypatch.setattr(module, "PACKAGES", ("no-such-package",))
    with pytest.raises(InputError, match=r"no-such-package; .*pip install 'samestory\[book\]'"):
        packages()
    done = CliRunner().invoke(cli, ["build"])
    assert done.exit_code == 2
    assert "pip install 'samestory[book]'" in done.stderr


def test_every_package_that_has_a_say_in_the_book_is_recorded():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = [*project["dependencies"], *project["optional-dependencies"]["book"]]
    wanted = {re.match(r"[\w.-]+", line)[0].lower() for line in lines}
    assert wanted - {"click", "lazy_loader", "threadpoolctl", "tqdm"} <= {name.lower() for name in module.PACKAGES}


@pytest.mark.parametrize("one", DOWNLOADS, ids=lambda one: one.name)
def test_what_the_record_says_to_call_makes_that_table(one, story, tmp_path):
    write_table(one.make(story), tmp_path / "book.csv")
    file = tmp_path / f"{one.name}.csv"
    start, _, rest = one.call.partition("python3 run.py ")
    if rest:
        assert start == "" and rest.endswith(f" -o {file.name}")
        done = CliRunner().invoke(cli, [*shlex.split(rest)[:-1], str(file)])
        assert done.exit_code == 0, done.output
    else:
        write_table(eval(one.call, {"analysis": analysis, "story": story}), file)
    assert file.read_bytes() == (tmp_path / "book.csv").read_bytes()


def test_every_figure_s_table_has_a_call():
    for name, figure in FIGURES.items():
        call = module.calls_of_tables()[f"figure-{name}"]
        assert call.endswith("(story)")
        assert eval(call.removesuffix("(story)"), {"analysis": analysis}) is figure.table
