"""run.py, tried as a reader would: in a folder of its own, as a process of its own, mostly with a made-up installer."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import types
from pathlib import Path

import pytest

from tests.run.scratch import CHECKOUT, calls, pin, posix_only, run

# The call


@pytest.mark.parametrize("arguments", [(), ("--help",), ("-h",), ("help",)])
def test_help_needs_no_environment(checkout, arguments):
    done = run(checkout, *arguments)
    assert done.returncode == 0
    assert "python3 run.py build" in done.stdout
    assert not (checkout / ".venv").exists()


def test_an_unknown_verb_is_a_wrong_call_and_makes_no_environment(checkout):
    done = run(checkout, "biuld")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == ["There is no verb 'biuld': `python3 run.py --help` lists them."]
    assert not (checkout / ".venv").exists()


def test_the_verbs_are_those_of_the_command_line(module):
    from analysis.views.cli.app import cli

    assert set(module.VERBS) == {*cli.list_commands(None), "lab", "test"}
    assert set(module.VERBS) <= set(re.findall(r"\w+", module.__doc__)), "--help names every verb"


def test_another_python_is_told_which_one_is_needed(module, monkeypatch, capsys):
    monkeypatch.setattr(module, "PYTHON", "3.8")
    assert module.main(["build"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_an_old_python_can_read_the_file():
    tree = ast.parse((CHECKOUT / "run.py").read_text("utf-8"), feature_version=(3, 8))
    assert ast.get_docstring(tree)


# The environment


@posix_only
def test_the_first_call_makes_the_environment_and_later_ones_use_it(checkout):
    first = run(checkout, "terms", "-o", "-")
    assert first.returncode == 0, first.stderr
    assert first.stdout.startswith("['terms', '-o', '-']"), "only the table may reach standard output"
    assert first.stdout.strip().endswith(str(checkout / ".venv"))
    pins, itself = (checkout / "calls.txt").read_text().splitlines()
    assert "--require-hashes --only-binary :all:" in pins
    assert itself.endswith(f"--no-index --no-deps --no-build-isolation -e {checkout}"), "nothing more is fetched"
    second = run(checkout, "--debug", "terms")
    assert second.stdout.startswith("['--debug', 'terms']")
    assert (second.returncode, second.stderr) == (0, "")
    assert (calls(checkout), calls(checkout, "-e")) == (1, 1)


@posix_only
def test_other_pins_are_installed_anew(checkout):
    run(checkout, "terms")
    stray = checkout / ".venv" / "stray"
    stray.touch()
    (checkout / "requirements.txt").write_text(pin(2))
    assert run(checkout, "terms").returncode == 0
    assert calls(checkout) == 2
    assert not stray.exists(), "nothing of the old environment may stay"


@posix_only
def test_where_the_build_changes_the_checkout_alone_is_installed_again(checkout):
    run(checkout, "terms")
    project = checkout / "pyproject.toml"
    project.write_text(project.read_text().replace("120", "100"))
    assert run(checkout, "terms").returncode == 0
    assert (calls(checkout), calls(checkout, "-e")) == (1, 1), "the lint settings are no part of the build"
    project.write_text(project.read_text() + '[project.scripts]\nsamestory = "analysis.__main__:main"\n')
    assert run(checkout, "terms").returncode == 0
    assert (calls(checkout), calls(checkout, "-e")) == (1, 2)


@posix_only
def test_a_checkout_that_has_moved_is_installed_where_it_is(checkout, tmp_path):
    run(checkout, "terms")
    moved = checkout.rename(tmp_path / "moved")
    checkout.mkdir()  # where the made-up uv notes its calls
    done = run(moved, "terms", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (checkout / "calls.txt").read_text().endswith(f"-e {moved}\n")
    assert calls(checkout) == 0


@posix_only
def test_a_half_made_environment_is_made_anew(checkout):
    assert run(checkout, "terms", UV_SAYS="broken").returncode == 1
    done = run(checkout, "terms")
    assert (done.returncode, done.stderr.count("\n")) == (0, 1), done.stderr
    assert calls(checkout) == 2


@posix_only
def test_an_environment_whose_python_is_gone_is_made_anew(checkout):
    run(checkout, "terms")
    (checkout / ".venv" / "bin" / "python").unlink()
    assert run(checkout, "terms").returncode == 0
    assert calls(checkout) == 2


@posix_only
def test_two_calls_at_once_make_one_environment(checkout):
    command = [sys.executable, str(checkout / "run.py"), "terms"]
    env = {**os.environ, "UV_TAKES": "0.5"}
    pair = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env) for _ in range(2)]
    outputs = [process.communicate(timeout=60) for process in pair]
    assert [process.returncode for process in pair] == [0, 0], outputs
    assert calls(checkout) == 1
    assert sum(b"Another run.py" in err for _, err in outputs) == 1


def test_the_stamp_is_of_pins_and_python(module, tmp_path, monkeypatch):
    pins = tmp_path / "requirements.txt"
    pins.write_text(pin(1))
    first = module.stamps()
    assert module.stamps() == first
    pins.write_text(pin(2))
    assert module.stamps()["pins"] != first["pins"]
    assert module.stamps()["checkout"] == first["checkout"]
    pins.write_text(pin(1))
    monkeypatch.setattr(module, "PYTHON", "3.99")
    assert module.stamps()["pins"] != first["pins"]


def test_an_environment_is_whole_only_with_python_and_stamps(module, tmp_path):
    (tmp_path / "requirements.txt").write_text(pin(1))
    python = module.python_of(module.VENV)
    assert module.flaw() == "python is missing"
    python.parent.mkdir(parents=True)
    python.write_text("#!/bin/sh")
    python.chmod(0o755)
    assert module.flaw() == "pins.stamp is missing"
    module.write_stamp("pins", but={})
    assert module.flaw("pins") == ""
    assert module.flaw() == "checkout.stamp is missing"
    module.STAMPS["checkout"].write_text(module.stamps()["checkout"])  # as an older run.py wrote it
    assert module.flaw() == ""
    module.STAMPS["pins"].write_text(module.stamps()["pins"][:-1])
    assert module.flaw() == "it is half-made, or made from other pins"


def test_where_python_is_in_an_environment(module):
    assert module.python_of(Path("v"), windows=True) == Path("v/Scripts/python.exe")
    assert module.python_of(Path("v"), windows=False) == Path("v/bin/python")


# Handing over


@posix_only
def test_relative_paths_stay_the_readers_and_nothing_there_is_imported(made, tmp_path):
    folder = tmp_path / "elsewhere"
    (folder / "analysis").mkdir(parents=True)
    (folder / "analysis" / "__main__.py").write_text("raise SystemExit(99)")
    (folder / "os.py").write_text("raise SystemExit(98)")
    done = run(made, "keyness", "my texts.csv", cwd=folder, ENDS="0", PYTHONPATH=str(folder / "analysis"))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"['keyness', 'my texts.csv'] {folder} ")


@posix_only
@pytest.mark.parametrize("code", [1, 2, 130])
def test_the_exit_code_is_that_of_the_work(made, code):
    assert run(made, "build", ENDS=str(code)).returncode == code


@posix_only
def test_tests_run_in_the_checkout_and_lab_opens_there_without_news(made, tmp_path):
    site = next((made / ".venv" / "lib").glob("python*")) / "site-packages"
    for name in ("pytest", "jupyterlab"):
        (site / f"{name}.py").write_text("import os, sys; print(os.getcwd(), sys.argv[1:])")
    assert run(made, "test", "-k", "voices", cwd=tmp_path).stdout.strip() == f"{made} ['-k', 'voices']"
    lab = run(made, "lab", "--no-browser", cwd=tmp_path).stdout
    settings = made / ".cache" / "jupyterlab"
    assert lab.startswith(f"{made} ['--LabApp.news_url=None', ")
    assert lab.strip().endswith(f"'--LabApp.app_settings_dir={settings}', '--no-browser']")
    (asked,) = json.loads((settings / "overrides.json").read_text()).values()
    assert asked == {"fetchNews": "false", "checkForUpdates": False}


def test_where_a_process_cannot_become_another_it_waits_for_it(module, monkeypatch):
    module.python_of = lambda venv: Path("python.exe")
    module.os = types.SimpleNamespace(name="nt")
    monkeypatch.setattr(module.subprocess, "call", lambda command, env: (command, env))
    command, env = module.hand_over("terms", ["x.csv"])
    assert command == ["python.exe", "-P", "-m", "analysis", "terms", "x.csv"]
    assert env is module.SURROUNDINGS
    assert "PYTHONPATH" not in env
