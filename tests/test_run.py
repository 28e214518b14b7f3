"""run.py, tried as a reader would: in a folder of its own, as a process of its own, mostly with a made-up installer."""

from __future__ import annotations

import ast
import contextlib
import hashlib
import importlib.util
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import types
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
posix_only = pytest.mark.skipif(os.name != "posix", reason="the made-up uv is a script with a #! line")

# A uv that notes its call, does what UV_SAYS wants, installs a module `toy`, and of a checkout where it is.
FAKE_UV = """#!{python}
import os, pathlib, subprocess, sys, time
home = pathlib.Path({home!r})
with open(home / "calls.txt", "a") as calls:
    print(*sys.argv[1:], file=calls)
venv = pathlib.Path(sys.argv[sys.argv.index("--python") + 1]).parents[1]
site = next(venv.glob("lib/python*/site-packages"))
if "-e" in sys.argv:
    (site / "checkout.pth").write_text(sys.argv[sys.argv.index("-e") + 1])
else:
    (site / "toy").mkdir(exist_ok=True)
    (site / "toy" / "word.py").write_text("word = 'regime'")
if "UV_TAKES" in os.environ:
    helper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    (home / "pids.txt").write_text(f"{{os.getpid()}} {{helper.pid}}")
    time.sleep(float(os.environ["UV_TAKES"]))
    helper.kill()
if os.environ.get("UV_SAYS"):
    sys.exit(os.environ["UV_SAYS"])
"""
# An `analysis` that tells what reached it: arguments, folder, environment, and ends with the code that it is given.
FAKE_ANALYSIS = """
import os, sys
print(sys.argv[1:], os.getcwd(), sys.prefix)
sys.exit(int(os.environ.get("ENDS", "0")))
"""


def pin(version):
    return f"toy=={version} --hash=sha256:{'0' * 64}\n"


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """A small checkout with run.py, an analysis that echoes its call, and a uv that installs nothing."""
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
    monkeypatch.setenv("PATH", str(uv.parent), prepend=os.pathsep)
    return home


def run(home, *arguments, cwd=None, **env):
    return subprocess.run(
        [sys.executable, str(home / "run.py"), *arguments],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", **env},
    )


def calls(home, of="--require-hashes"):
    """Return how often the made-up uv installed the pins, or with `of` the checkout ("-e")."""
    file = home / "calls.txt"
    return sum(of in line.split() for line in file.read_text().splitlines()) if file.exists() else 0


@pytest.fixture
def module(tmp_path):
    """run.py as a module, its folder being tmp_path."""
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "samestory"\n')
    (tmp_path / "run.py").write_bytes((CHECKOUT / "run.py").read_bytes())
    spec = importlib.util.spec_from_file_location("run_under_test", tmp_path / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


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
def test_relative_paths_stay_the_readers_and_nothing_there_is_imported(checkout, tmp_path):
    folder = tmp_path / "elsewhere"
    (folder / "analysis").mkdir(parents=True)
    (folder / "analysis" / "__main__.py").write_text("raise SystemExit(99)")
    (folder / "os.py").write_text("raise SystemExit(98)")
    done = run(checkout, "keyness", "my texts.csv", cwd=folder, ENDS="0", PYTHONPATH=str(folder / "analysis"))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(f"['keyness', 'my texts.csv'] {folder} ")


@posix_only
@pytest.mark.parametrize("code", [1, 2, 130])
def test_the_exit_code_is_that_of_the_work(checkout, code):
    assert run(checkout, "build", ENDS=str(code)).returncode == code


@posix_only
def test_tests_run_in_the_checkout_and_lab_opens_there_without_news(checkout, tmp_path):
    run(checkout, "terms")
    site = next((checkout / ".venv" / "lib").glob("python*")) / "site-packages"
    for name in ("pytest", "jupyterlab"):
        (site / f"{name}.py").write_text("import os, sys; print(os.getcwd(), sys.argv[1:])")
    assert run(checkout, "test", "-k", "voices", cwd=tmp_path).stdout.strip() == f"{checkout} ['-k', 'voices']"
    lab = run(checkout, "lab", "--no-browser", cwd=tmp_path).stdout
    settings = checkout / ".cache" / "jupyterlab"
    assert lab.startswith(f"{checkout} ['--LabApp.news_url=None', ")
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


# What goes wrong

WORDS = [
    ("error: Failed to fetch: `https://host/simple/toy/`\n  Caused by: dns error: name resolution", "internet"),
    ("NewConnectionError('<…>: Failed to establish a new connection: [Errno 111] Connection refused'", "internet"),
    ("ReadTimeoutError(HTTPSConnectionPool: Read timed out.)\nNo matching distribution found for toy", "internet"),
    ("SSLError(SSLCertVerificationError(1, 'CERTIFICATE_VERIFY_FAILED'))", "SSL_CERT_FILE"),
    ("invalid peer certificate: UnknownIssuer", "SSL_CERT_FILE"),
    ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "not the one that is pinned"),
    ("error: Hash mismatch for `toy==1`", "not the one that is pinned"),
    ("no such option: --only-binary", "too old"),
    ("ERROR: No matching distribution found for toy==1", "too old"),
    ("The virtual environment was not created successfully because ensurepip is not available.", "apt install"),
    ("/usr/bin/python3: No module named venv", "apt install"),
    ("OSError: [Errno 28] No space left on device", "disk is full"),
    ("[Errno 13] Permission denied: '/opt/same-story/.venv'", "cannot be written"),
    ("[Errno 30] Read-only file system: '.cache'", "cannot be written"),
    ("[WinError 32] The process cannot access the file because it is being used by another process", "in use"),
    ("PermissionError: [WinError 5] Access is denied: 'python.exe'", "in use"),
    ("OSError: [Errno 2] …\nHINT: This error might have occurred since … Windows Long Path support", "too long"),
]


@pytest.mark.parametrize(("words", "answer"), WORDS)
def test_a_failing_install_says_what_to_do(module, words, answer):
    lines = module.advice(f"Collecting certifi, async-timeout\n{words}\n")
    assert answer in lines
    assert lines.count("\n") <= 1


def test_unknown_words_are_passed_on(module):
    assert module.advice("a\nthe moon is in the way\n").endswith("the moon is in the way")
    assert module.advice(" \n").endswith("no reason was given")


@posix_only
def test_a_failing_installer_ends_in_plain_words(checkout):
    done = run(checkout, "terms", UV_SAYS="error: error sending request for url (https://host/simple/toy/)")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Check the internet connection" in done.stderr
    assert "Traceback" not in done.stderr
    assert "error sending request" in (checkout / ".cache" / "install.log").read_text()


@posix_only
def test_in_a_terminal_the_progress_is_let_through_and_a_failure_still_explained(checkout):
    import pty

    ours, theirs = pty.openpty()
    done = subprocess.run(
        [sys.executable, str(checkout / "run.py"), "terms"],
        stdout=subprocess.PIPE,
        stderr=theirs,
        check=False,
        env={**os.environ, "UV_SAYS": "dns error: 100 % of nothing"},
    )
    os.close(theirs)
    shown = os.read(ours, 10_000).decode()
    os.close(ours)
    assert (done.returncode, done.stdout, calls(checkout)) == (1, b"", 2)
    assert "100 % of nothing" in shown
    assert "Check the internet connection" in shown


def start_and_wait_for_uv(home, seconds):
    """Start run.py, and return it and the processes that it has started, once they are there."""
    env = {**os.environ, "UV_TAKES": str(seconds)}
    process = subprocess.Popen([sys.executable, home / "run.py", "terms"], stderr=subprocess.PIPE, text=True, env=env)
    pids, deadline = home / "pids.txt", time.monotonic() + 60
    while not (pids.exists() and pids.read_text()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return process, [int(pid) for pid in pids.read_text().split()]


def is_alive(pid):
    try:
        os.kill(pid, 0)
        state = Path(f"/proc/{pid}/stat")
        return not state.exists() or state.read_text().rpartition(")")[2].split()[0] != "Z"
    except (ProcessLookupError, FileNotFoundError):
        return False


@posix_only
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_ends_with_one_line_and_leaves_no_process_behind(checkout, name):
    if signal.getsignal(getattr(signal, name)) == signal.SIG_IGN:
        pytest.skip(f"{name} is ignored here, as nohup does, and so by all that is started")
    process, pids = start_and_wait_for_uv(checkout, 60)
    assert len(pids) == 2 and all(map(is_alive, pids))
    process.send_signal(getattr(signal, name))
    _, said = process.communicate(timeout=60)
    assert process.returncode == 128 + getattr(signal, name)
    assert said.splitlines()[1:] == ["Stopped. The same command takes it up again."]
    assert not any(map(is_alive, pids)), "what uv itself has started must end too"
    done = run(checkout, "terms")
    assert done.returncode == 0, "the lock must be free again"


@posix_only
def test_a_kill_in_the_middle_does_not_hinder_the_next_call(checkout):
    process, pids = start_and_wait_for_uv(checkout, 60)
    process.kill()
    process.communicate()
    for pid in pids:  # nobody else can, after that signal
        os.kill(pid, signal.SIGKILL)
    done = run(checkout, "terms")
    assert (done.returncode, done.stderr.count("\n")) == (0, 1), done.stderr
    assert "again (it is half-made" in done.stderr


# What is done to an environment, and what the one line says of it


def _no_program(venv):
    (venv / "bin" / "python").unlink()
    (venv / "bin" / "python").write_bytes(b"")
    (venv / "bin" / "python").chmod(0o755)


def _not_executable(venv):
    (venv / "bin" / "python").unlink()
    (venv / "bin" / "python").write_text("#!/bin/sh")


def _dangling(venv):
    (venv / "bin" / "python").unlink()
    (venv / "bin" / "python").symlink_to("nowhere")


def _folder_for_stamp(venv):
    (venv / "pins.stamp").unlink()
    (venv / "pins.stamp" / "within").mkdir(parents=True)


DAMAGE = {
    "a package is gone": (lambda venv: shutil.rmtree(next(venv.rglob("toy"))), "word.py is missing"),
    "a module is cut": (lambda venv: next(venv.rglob("word.py")).write_text("wor"), "toy/word.py is damaged"),
    "the configuration is gone": (lambda venv: (venv / "pyvenv.cfg").unlink(), "pyvenv.cfg is missing"),
    "an empty interpreter": (_no_program, "its Python is no program"),
    "an interpreter that may not run": (_not_executable, "its Python is no program"),
    "an interpreter that is gone": (_dangling, "python is missing"),
    "a stamp of other bytes": (
        lambda venv: (venv / "pins.stamp").write_bytes(b"\xff\xfe\x00"),
        "pins.stamp is damaged",
    ),
    "a stamp that is cut": (lambda venv: (venv / "pins.stamp").write_text('{"made'), "pins.stamp is damaged"),
    "a stamp of another kind": (lambda venv: (venv / "pins.stamp").write_text('{"made from": 1}'), "pins.stamp"),
    "a folder for a stamp": (_folder_for_stamp, "pins.stamp is damaged"),
}


@posix_only
@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_environment_is_made_anew_with_one_line(checkout, kind):
    damage, why = DAMAGE[kind]
    assert run(checkout, "terms").returncode == 0
    damage(checkout / ".venv")
    done = run(checkout, "terms")
    assert (done.returncode, done.stderr.count("\n")) == (0, 1), done.stderr
    assert done.stderr.startswith("Making the environment in .venv again (") and why in done.stderr
    assert calls(checkout) == 2
    assert (run(checkout, "terms").stderr, calls(checkout)) == ("", 2)


@posix_only
def test_where_only_the_way_to_the_checkout_is_gone_that_alone_is_installed(checkout):
    run(checkout, "terms")
    next((checkout / ".venv").rglob("checkout.pth")).unlink()
    assert run(checkout, "terms").returncode == 0
    assert (calls(checkout), calls(checkout, "-e")) == (1, 2)


def _by_hand(place):
    (place / "bin").mkdir(parents=True)
    (place / "bin" / "python").symlink_to(sys.executable)


def _linked(place):
    _by_hand(place.parent / "elsewhere")
    (place.parent / "elsewhere" / "pins.stamp").write_text("of another checkout")
    place.symlink_to("elsewhere")


@posix_only
@pytest.mark.parametrize("make", [_by_hand, _linked, lambda place: place.write_text("a file")])
def test_an_environment_that_run_py_did_not_make_is_left_alone(checkout, make):
    make(checkout / ".venv")
    before = sorted(checkout.rglob("*"))
    done = run(checkout, "terms")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.stderr
    assert "was not made by run.py" in done.stderr
    assert sorted(checkout.rglob("*")) == before


@posix_only
@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("requirements.txt", None, "is missing"),
        ("requirements.txt", b"toy==1\xff\n", "is not text"),
        ("requirements.txt", pin(1)[:-9].encode(), "is damaged (“toy==1"),
        ("requirements.txt", b"toy==1\n", "is damaged (“toy==1"),
        ("pyproject.toml", None, "is missing"),
        ("pyproject.toml", b"[project\n", "is damaged"),
        ("pyproject.toml", b"tool = 1\n", "is damaged"),
        ("pyproject.toml", b"\xff", "is not text"),
    ],
)
def test_a_damaged_file_of_the_checkout_is_named(checkout, name, content, what):
    (checkout / name).unlink()
    if content is not None:
        (checkout / name).write_bytes(content)
    done = run(checkout, "terms")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1), done.stderr
    assert done.stderr.startswith(f"{checkout / name} {what}")
    assert not (checkout / ".venv").exists()


def test_the_pins_that_come_with_the_checkout_pass_for_pins(module):
    (module.HOME / "requirements.txt").write_bytes((CHECKOUT / "requirements.txt").read_bytes())
    module.check_pins()


@posix_only
@pytest.mark.parametrize("where", [".cache", ".cache/environment.lock", ".cache/install.log"])
def test_what_lies_in_the_way_of_the_cache_is_named(checkout, where):
    if where == ".cache":
        (checkout / where).write_text("a file where a folder should be")
    else:
        (checkout / where).mkdir(parents=True)
    done = run(checkout, "terms")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[-1].startswith(f"{checkout / where}: ")
    assert "move it away" in done.stderr and "Traceback" not in done.stderr


@posix_only
@pytest.mark.parametrize(("option", "said"), [("full", "disk is full"), ("ro", "cannot be written to")])
def test_a_disk_that_is_full_or_read_only_is_told_in_one_line(checkout, tmp_path, option, said):
    disk = tmp_path / "disk"
    disk.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk], capture_output=True, check=False
    ).returncode:
        pytest.skip("this machine mounts no tmpfs for us")
    try:
        home = shutil.copytree(checkout, disk / "a checkout")
        if option == "ro":
            subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
        else:
            with (home / "filler").open("wb", buffering=0) as filler, contextlib.suppress(OSError):
                while True:
                    filler.write(b"x" * 4096)
            os.truncate(home / "filler", (home / "filler").stat().st_size - 16_384)
        done = run(home, "terms")
    finally:
        subprocess.run(["umount", disk], check=True)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr and "Traceback" not in done.stderr, done.stderr


@posix_only
def test_a_checkout_that_cannot_be_installed_is_tried_again_alone(checkout):
    run(checkout, "terms")
    (checkout / ".venv" / "checkout.stamp").unlink()
    done = run(checkout, "terms", UV_SAYS="error: Read-only file system (os error 30)")
    assert (done.returncode, done.stdout) == (1, "")
    assert "cannot be written to" in done.stderr
    assert run(checkout, "terms").returncode == 0
    assert (calls(checkout), calls(checkout, "-e")) == (1, 3)


def test_waiting_shows_a_sign_of_life(module, capsys):
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(0.5)"]) as process:
        module.wait_aloud(process, every=0.1)
    assert process.returncode == 0
    assert "  at it for 0 seconds …" in capsys.readouterr().err.splitlines()


# The real pip, with a package of our own and no network

# It builds a checkout too, as a build backend does (PEP 660): an editable wheel holds the way to the folder.
TOY = """
import hashlib, os, pathlib, zipfile
word = "regime"

def build_editable(folder, config_settings=None, metadata_directory=None):
    name = "checkout-1-py3-none-any.whl"
    write(pathlib.Path(folder) / name, {"checkout.pth": os.getcwd().encode()})
    return name

def write(wheel, files):
    name = wheel.name.split("-")[0]
    info = f"{name}-1.dist-info"
    files = files | {
        f"{info}/METADATA": f"Metadata-Version: 2.1\\nName: {name}\\nVersion: 1\\n".encode(),
        f"{info}/WHEEL": b"Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
    }
    record = "".join(f"{file},,\\n" for file in [*files, f"{info}/RECORD"])
    with zipfile.ZipFile(wheel, "w") as archive:
        for file, data in {**files, f"{info}/RECORD": record.encode()}.items():
            archive.writestr(file, data)
"""


@pytest.fixture
def toy(tmp_path):
    """A folder with the wheel of a package `toy`, and the line that pins it."""
    wheel = tmp_path / "wheels" / "toy-1-py3-none-any.whl"
    wheel.parent.mkdir()
    place: dict[str, types.FunctionType] = {}
    exec(TOY, place)
    place["write"](wheel, {"toy.py": TOY.encode()})
    return wheel.parent, f"toy==1 --hash=sha256:{hashlib.sha256(wheel.read_bytes()).hexdigest()}\n"


@posix_only
def test_without_uv_pip_installs_what_is_pinned_and_the_checkout(checkout, toy, tmp_path):
    wheels, pin = toy
    (tmp_path / "bin" / "uv").unlink()
    (checkout / "analysis" / "__main__.py").write_text("import toy; print(toy.word)")
    build = '[build-system]\nrequires = ["toy"]\nbuild-backend = "toy"\n'
    (checkout / "pyproject.toml").write_text(f'{build}[project]\nname = "checkout"\nversion = "1"\n')
    offline = {
        "PATH": "/usr/bin:/bin",
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(wheels),
        "PIP_CONFIG_FILE": os.devnull,
    }

    (checkout / "requirements.txt").write_text(pin)
    done = run(checkout, "terms", cwd=tmp_path, **offline)
    assert (done.returncode, done.stdout) == (0, "regime\n"), done.stderr
    assert list((checkout / ".venv").rglob("__pycache__/toy.*.pyc")), "libraries are compiled when they are installed"
    assert list((checkout / ".venv").rglob("checkout-1.dist-info"))
