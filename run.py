#!/usr/bin/env python3
"""Run Same Story: make its environment where it is missing, then do what was asked.

    python3 run.py build          every table, figure and notebook, and the book in site/
    python3 run.py figures        the figures alone; --check says which figure's data changed
    python3 run.py VERB ...       one table: voices, markers, names, sources, kwic, terms, dispersion,
                                  collocations, tfidf, similarity, reuse, keyness, wordshift, stability
                                  or robustness; `python3 run.py VERB --help` explains it
    python3 run.py validate ...   measure voices or markers against texts that people have annotated
    python3 run.py calibrate ...  measure how often each test finds a difference that is not there
    python3 run.py train ...      learn loaded language from sentences that people have labelled
    python3 run.py lab            open the notebooks in JupyterLab
    python3 run.py test ...       run the tests; what follows goes to pytest

The first call makes the folder .venv beside this file and installs what requirements.txt pins, then this folder itself:
a minute or two, and 1.1 GB of disk. Later calls start at once, until the pins change. Needs Python 3.11, 3.12 or 3.13.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, Iterator

PYTHONS = ("3.11", "3.12", "3.13")
PYTHON = ".".join(map(str, sys.version_info[:2]))
VERBS = (
    "build figures voices markers names sources kwic terms tfidf keyness collocations similarity reuse dispersion "
    "wordshift stability robustness validate calibrate train lab test"
).split()
HOME = Path(__file__).resolve().parent
VENV = HOME / ".venv"
STAMPS = {"pins": VENV / "pins.stamp", "checkout": VENV / "checkout.stamp"}
CACHE = HOME / ".cache"
OFFLINE = ["--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
NO_NEWS = {"@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False}}
# For all that is started: the modules of .venv, to which this folder belongs, and nobody else's.
SURROUNDINGS = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}

# What is said when an environment cannot be made, and what to do about it; the first that fits is shown.
ADVICE = (
    ("ensurepip|No module named '?venv",
     f"This Python lacks venv. On Debian and Ubuntu: sudo apt install python{PYTHON}-venv. Elsewhere: install uv."),
    ("No space left|Errno 28|WinError 112", f"The disk is full: the environment needs about 1.1 GB in {HOME}."),
    (r"WinError (5|32)\b|used by another process",
     "A file of .venv is in use. Close JupyterLab and the windows and editors that use it, and run this again."),
    (r"Errno (13|30)\b|Permission denied|Read-only file system|Access is denied",
     f"{HOME} cannot be written to. Copy it to a folder of your own and run this there."),
    ("(?i)long path|WinError 206|name too long", "A path is too long: move the folder, for example to C:\\same-story."),
    ("(?i)certificate|SSLError",
     "The connection was not trusted, often because of a proxy. Set SSL_CERT_FILE to its certificates, and try again."),
    ("DO NOT MATCH THE HASHES|(?i:hash mismatch)",
     "A package is not the one that is pinned, so it is not installed. Try another network, or fetch the pins afresh."),
    ("(?i)failed to establish|name resolution|getaddrinfo|error sending request|dns error|timed out|TimeoutError|"
     "ProxyError|unreachable|connection (refused|reset|aborted|error|broken)|failed to (fetch|download)",
     "The packages could not be downloaded. Check the internet connection (HTTPS_PROXY?), and run this again."),
    ("(?i)no matching distribution|no solution found|no such option|unexpected argument|invalid ?(requirement|marker)",
     f"No package for this system, or pip is too old to see it. Try the newest 64-bit Python {PYTHON}, or install uv."),
)  # fmt: skip


def say(line: str) -> None:
    """Tell the reader; standard output is left to tables."""
    print(line, file=sys.stderr, flush=True)


def python_of(venv: Path, windows: bool = os.name == "nt") -> Path:
    """Return the Python of an environment."""
    return venv / "Scripts" / "python.exe" if windows else venv / "bin" / "python"


def stamps() -> dict[str, str]:
    """Return what `.venv` is made from, as hashes: the pins with the version of Python, and how the checkout installs.

    The second is cheap to make good, so it has a hash of its own. Of pyproject.toml it takes what the build reads, and
    the folder, since an environment that has moved with its checkout still points to the old one.
    """
    import tomllib

    project = tomllib.loads((HOME / "pyproject.toml").read_text("utf-8"))
    build = [project.get("build-system"), project.get("project"), project.get("tool", {}).get("hatch"), str(HOME)]
    pins = PYTHON.encode() + b"\n" + (HOME / "requirements.txt").read_bytes()
    made_from = {"pins": pins, "checkout": repr(build).encode()}
    return {name: hashlib.sha256(data).hexdigest() for name, data in made_from.items()}


def is_ready(*names: str) -> bool:
    """Say whether the environment is whole: made from these pins, with this checkout, or what is named of the two."""
    now = stamps()
    return python_of(VENV).exists() and all(
        STAMPS[name].exists() and STAMPS[name].read_text() == now[name] for name in names or now
    )


def ensure_environment() -> None:
    """Make the environment where it is missing, half-made or made from other pins; one process at a time."""
    try:
        if not is_ready():
            CACHE.mkdir(exist_ok=True)
            with lock(CACHE / "environment.lock"):
                if not is_ready("pins"):  # another run.py may have made it while this one waited
                    make_environment()
                if not is_ready():
                    install_checkout()
    except (OSError, ValueError) as error:  # ValueError: a pyproject.toml that is no TOML
        raise SystemExit(advice(str(error))) from error


@contextlib.contextmanager
def lock(file: Path) -> Iterator[None]:
    """Hold a lock that the system lets go of when the process ends, however it ends."""
    with file.open("ab") as handle:
        if not try_lock(handle):
            say("Another run.py is making the environment; waiting for it …")
            while not try_lock(handle):
                time.sleep(0.2)
        yield


def try_lock(handle: IO[bytes]) -> bool:
    """Lock an open file if nobody else holds it, and say whether that was so."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def make_environment() -> None:
    """Make `.venv` from nothing and install the pins, with uv where there is one; the stamp is written last."""
    STAMPS["pins"].unlink(missing_ok=True)
    uv = shutil.which("uv")
    base = getattr(sys, "_base_executable", sys.executable)  # not the Python of the folder that is about to go
    say(f"Making the environment in .venv with {'uv' if uv else 'pip'}: a minute or two, once for these pins …")
    step([base, "-m", "venv", "--clear", *(["--without-pip"] if uv else []), str(VENV)])
    pinned = ["--require-hashes", "--only-binary", ":all:", "-r", str(HOME / "requirements.txt")]
    step([*installer(), *pinned], progress=True)
    # Compiled here, on all cores, since some machines keep Python from doing so later; a package's odd file may fail.
    compiling = [str(python_of(VENV)), "-m", "compileall", "-q", "-j", "0", str(VENV)]
    wait_aloud(subprocess.Popen(compiling, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=SURROUNDINGS))
    STAMPS["pins"].write_text(stamps()["pins"])


def install_checkout() -> None:
    """Install this folder into `.venv`, editable, so that notebooks import it; nothing is fetched for that."""
    STAMPS["checkout"].unlink(missing_ok=True)
    step([*installer(), "--no-index", "--no-deps", "--no-build-isolation", "-e", str(HOME)])
    STAMPS["checkout"].write_text(stamps()["checkout"])


def installer() -> list[str]:
    """Return the command that installs into `.venv`: uv's where there is one, else pip's."""
    uv, python = shutil.which("uv"), str(python_of(VENV))
    pip = [python, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--no-compile"]
    return [uv, "pip", "install", "--python", python] if uv else pip


def step(command: list[str], progress: bool = False) -> None:
    """Run a command to its end; if it fails, end this program and say what to do."""
    if progress and sys.stderr.isatty():
        if subprocess.call(command, stdout=sys.stderr, env=SURROUNDINGS, cwd=HOME) == 0:
            return
        say("That did not work; trying once more …")  # and listening: progress bars and words cannot both be had
    log = CACHE / "install.log"
    with log.open("wb") as out:
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT, env=SURROUNDINGS, cwd=HOME)
        try:
            wait_aloud(process)
        finally:
            process.kill()  # without effect unless the waiting was interrupted
    if process.returncode:
        raise SystemExit(f"{advice(log.read_text('utf-8', 'replace'))}\n(All that was said: {log})")


def wait_aloud(process: subprocess.Popen[bytes], every: float = 10) -> None:
    """Wait for a process to end, with a sign of life now and then."""
    begin = time.monotonic()
    while process.poll() is None:
        try:
            process.wait(every)
        except subprocess.TimeoutExpired:
            say(f"  at it for {time.monotonic() - begin:.0f} seconds …")


def advice(words: str) -> str:
    """Return what to do about the words of a failing step, in one or two lines."""
    for pattern, line in ADVICE:
        if re.search(pattern, words):
            return line
    return f"README.md shows how to install by hand; here it failed: {words.strip()[-300:] or 'no reason was given'}"


def hand_over(verb: str, rest: list[str]) -> int:
    """Do the work in the environment and return its exit code (where it can, this process becomes the work)."""
    work = ["-P", "-m", "analysis", verb]  # -P: take no modules from the folder that the reader stands in
    if verb in ("test", "lab"):
        os.chdir(HOME)
        work = ["-m", "pytest"] if verb == "test" else ["-m", "jupyterlab", *OFFLINE, *quiet()]
    command = [str(python_of(VENV)), *work, *rest]
    if os.name == "posix":
        os.execve(command[0], command, SURROUNDINGS)
    return subprocess.call(command, env=SURROUNDINGS)


def quiet() -> list[str]:
    """Write the settings that keep JupyterLab from asking whether to fetch news, and return the option that names them.

    OFFLINE keeps it from asking a server, whatever the reader has set elsewhere; but not from asking the reader.
    """
    folder = CACHE / "jupyterlab"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "overrides.json").write_text(json.dumps(NO_NEWS))
    return [f"--LabApp.app_settings_dir={folder}"]


def main(arguments: list[str]) -> int:
    """Answer one call and return its exit code."""
    verb, *rest = arguments or ["--help"]
    if PYTHON not in PYTHONS:
        say(f"Same Story needs Python {', '.join(PYTHONS)}; this is {PYTHON}. Try `python3.12 run.py`, or python.org.")
    elif verb in ("--help", "-h", "help"):
        print((__doc__ or "").strip())
        return 0
    elif verb not in VERBS and not verb.startswith("-"):
        say(f"There is no verb {verb!r}: `python3 run.py --help` lists them.")
    else:
        ensure_environment()
        return hand_over(verb, rest)
    return 2


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        say("Stopped. The same command takes it up again.")
        sys.exit(130)
