"""What goes wrong when run.py makes or uses the environment, and what its one line then says."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import time
import types
from pathlib import Path

import pytest

from tests.run.scratch import CHECKOUT, calls, pin, posix_only, run

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
def test_a_damaged_environment_is_made_anew_with_one_line(made, kind):
    (damage, why), before = DAMAGE[kind], calls(made)
    damage(made / ".venv")
    done = run(made, "terms")
    assert (done.returncode, done.stderr.count("\n")) == (0, 1), done.stderr
    assert done.stderr.startswith("Making the environment in .venv again (") and why in done.stderr
    assert calls(made) == before + 1
    assert (run(made, "terms").stderr, calls(made)) == ("", before + 1)


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
