"""The package: what its wheel holds, what it asks for, and that it works where there is no checkout."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from email.parser import BytesParser

import pytest

import analysis as same
from analysis.schema import InputError
from analysis.texts.readers import installation
from analysis.texts.readers.installation import HOME as CHECKOUT

STARTED = "import sys; sys.argv[0] = 'samestory'; from analysis.__main__ import main; main()"  # as the command does it


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel of this checkout, built by what is installed."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    done = subprocess.run(build, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (file,) = folder.iterdir()
    with zipfile.ZipFile(file) as archive:
        yield archive


@pytest.fixture(scope="module")
def samestory(wheel, tmp_path_factory):
    """A call of the command, with the modules of the wheel, in a folder that has nothing to do with the checkout."""
    site, folder = tmp_path_factory.mktemp("site"), tmp_path_factory.mktemp("unrelated")
    wheel.extractall(site)
    env = {**os.environ, "PYTHONPATH": str(site), "PYTHONUTF8": "1"}
    (folder / "my.csv").write_text("doc_id,text\na,The fire was a shameful lie.\n")

    def call(*arguments, code=STARTED):
        command = [sys.executable, "-P", "-c", code, *arguments]
        return subprocess.run(command, cwd=folder, env=env, capture_output=True, encoding="utf-8", check=False)

    return call


def files(folder):
    """Return the files below a folder of the checkout, as a wheel names them."""
    found = (CHECKOUT / folder).rglob("*")
    return {file for file in found if file.is_file() and "__pycache__" not in file.parts}


def test_the_wheel_holds_the_modules_and_the_data_and_nothing_else(wheel):
    modules = {file.relative_to(CHECKOUT).as_posix() for file in files("analysis")}
    data = {f"analysis/{file.relative_to(CHECKOUT).as_posix()}": file for file in files("data")}
    about = {name for name in wheel.namelist() if name.startswith("samestory-")}
    assert set(wheel.namelist()) - about == modules | set(data)
    assert {"analysis/py.typed", "analysis/data/lexicon/lexicon.csv", "analysis/data/raw/SOURCES.csv"} < set(
        wheel.namelist()
    )
    assert all(wheel.read(name) == file.read_bytes() for name, file in data.items())
    assert {name.partition("/")[2] for name in about} >= {"licenses/LICENSE", "licenses/LICENSE-DATA.md"}


def test_it_asks_for_no_more_than_the_core_needs(wheel):
    (about,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    said = BytesParser().parsebytes(wheel.read(about))
    core = {re.match(r"[\w.-]+", line)[0].lower() for line in said.get_all("Requires-Dist") if "extra ==" not in line}
    assert {"pandas", "scipy"} < core
    assert not core & {"sphinx", "furo", "myst-nb", "jupyterlab", "ipykernel", "nbclient", "nbformat", "pyarrow"}
    assert (said["Name"], said["Version"]) == ("samestory", same.__version__)
    assert said.get_all("Provides-Extra") == ["book", "dask", "dev", "gather", "notebooks", "parquet"]


def test_a_verb_runs_without_a_checkout(samestory):
    mine = samestory("terms", "my.csv", "-o", "-")
    assert mine.returncode == 0, mine.stderr
    assert "fire,all,1,6," in mine.stdout
    shipped = samestory("markers", "-o", "-")
    here = subprocess.run(
        [sys.executable, "-m", "analysis", "markers", "-o", "-"],
        cwd=CHECKOUT, capture_output=True, encoding="utf-8", check=True, env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert shipped.stdout == here.stdout


def test_the_readers_find_their_files_in_the_wheel(samestory):
    code = "import analysis as same; print(same.__file__, len(same.read_lexicon()), len(same.read_corpus('data/raw')))"
    file, entries, texts = samestory(code=code).stdout.rsplit(None, 2)
    assert not file.startswith(str(CHECKOUT))
    assert (int(entries), int(texts)) == (len(same.read_lexicon()), 5)


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("build",), "build: runs the notebooks of a checkout of Same Story"),
        (("figures", "--check"), "name one with --out"),
        (("figures",), "name one with --out"),
    ],
)
def test_what_only_a_checkout_has_is_said_in_a_line(samestory, arguments, says):
    done = samestory(*arguments)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert says in done.stderr


def test_the_command_calls_itself_by_its_name(samestory):
    assert samestory("terms", "--help").stdout.startswith("Usage: samestory terms ")
    assert "see samestory terms --help" in samestory("terms").stderr


# Extras that are not there


def test_parquet_without_its_extra_is_refused_before_the_work(tmp_path, monkeypatch):
    file = tmp_path / "texts.parquet"
    same.write_table(same.read_corpus(), file)
    monkeypatch.setattr(installation, "find_spec", lambda name: None)
    for call in (lambda: same.read_corpus(file), lambda: same.write_table(same.read_corpus(), file)):
        with pytest.raises(InputError, match=r"pip install 'samestory\[parquet\]'"):
            call()


# The checks before a commit


def test_what_runs_before_a_commit_is_what_the_checks_run():
    import yaml

    (local,) = yaml.safe_load((CHECKOUT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    checks = (CHECKOUT / ".ci" / "run").read_text("utf-8").replace("$python ", ".venv/bin/python ").splitlines()
    for hook in local["hooks"]:
        assert f'check "{hook["name"]}" {hook["entry"]}' in checks
        assert hook["language"] == "system"
