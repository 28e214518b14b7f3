#!/usr/bin/env python3
"""Run Same Story: make its environment where it is missing, then do what was asked.

    python3 run.py build          every table, figure and notebook, and the book in site/
    python3 run.py figures        the figures alone; --check says which figure's data changed
    python3 run.py gather ...     a corpus of files of any kind: saved pages, exports, documents, spreadsheets
    python3 run.py VERB ...       one table: voices, markers, names, mentions, omissions, agency, frames, sources,
                                  kwic, terms, dispersion, collocations, tfidf, similarity, reuse, keyness, rates,
                                  series, readability, wordshift, stability or robustness;
                                  `python3 run.py VERB --help` explains it
    python3 run.py actors ...     a sheet to fill in: who is named in your texts; `speakers`: who speaks in them;
                                  `agreement`: how far two people agree who filled it in
    python3 run.py validate ...   measure voices or markers against texts that people have annotated
    python3 run.py calibrate ...  measure how often each test finds a difference that is not there
    python3 run.py train ...      learn loaded language from sentences that people have labelled
    python3 run.py lab            open the notebooks in JupyterLab
    python3 run.py test ...       run the tests; what follows goes to pytest

The first call makes the folder .venv beside this file and installs what requirements.txt pins, then this folder itself:
a minute or two, and 1.1 GB of disk. Later calls start at once, until the pins change or a file in it is damaged. It
leaves alone a .venv that it did not make. Needs Python 3.11, 3.12 or 3.13.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, Any, Iterator, NoReturn

PYTHONS = ("3.11", "3.12", "3.13")
PYTHON = ".".join(map(str, sys.version_info[:2]))
VERBS = (
    "build figures gather voices markers names mentions omissions agency frames sources kwic terms tfidf keyness "
    "collocations similarity reuse dispersion wordshift stability rates series readability robustness actors speakers "
    "agreement validate calibrate train lab test"
).split()
HOME = Path(__file__).resolve().parent
VENV = HOME / ".venv"
STAMPS = {"pins": VENV / "pins.stamp", "checkout": VENV / "checkout.stamp"}
CACHE = HOME / ".cache"
CODE = (".py", ".so", ".pyd", ".dll", ".pth", "pyvenv.cfg")  # the files of .venv whose sizes are held
PROGRAMS = (b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"MZ", b"#!")  # how a program begins
# A line of requirements.txt, its continuations joined: a name, a version and hashes, so that nothing else is fetched.
PIN = re.compile(r"[\w.-]+==[^\s;]+(\s*;[^#\\]*?)?(\s+--hash=sha256:[0-9a-f]{64})+")
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
    (r"Errno (17|20|21)\b|WinError 183", "It is in the way of what run.py makes: move it away, and run this again."),
    ("(?i)no matching distribution|no solution found|no such option|unexpected argument|invalid ?(requirement|marker)",
     f"No package for this system, or pip is too old to see it. Try the newest 64-bit Python {PYTHON}, or install uv."),
)  # fmt: skip


def say(line: str) -> None:
    """Tell the reader; standard output is left to tables."""
    print(line, file=sys.stderr, flush=True)


def python_of(venv: Path, windows: bool = os.name == "nt") -> Path:
    """Return the Python of an environment."""
    return venv / "Scripts" / "python.exe" if windows else venv / "bin" / "python"


def read(name: str) -> str:
    """Return a file of the checkout; one that is missing or no text ends this program."""
    try:
        return (HOME / name).read_bytes().decode("utf-8")
    except (FileNotFoundError, IsADirectoryError):
        broken(name, "is missing")
    except UnicodeDecodeError as error:
        broken(name, f"is not text (byte {error.start})")


def broken(name: str, what: str) -> NoReturn:
    """End this program: a file of the checkout is not as it was."""
    raise SystemExit(f"{HOME / name} {what}. Fetch it again, for example with: git checkout {name}")


def stamps() -> dict[str, str]:
    """Return what `.venv` is made from, as hashes: the pins with the version of Python, and how the checkout installs.

    The second is cheap to make good, so it has a hash of its own. Of pyproject.toml it takes what the build reads, and
    the folder, since an environment that has moved with its checkout still points to the old one.
    """
    import tomllib

    pins = f"{PYTHON}\n{read('requirements.txt')}"
    try:
        project = tomllib.loads(read("pyproject.toml"))
        build = [project.get("build-system"), project.get("project"), project.get("tool", {}).get("hatch"), str(HOME)]
    except (tomllib.TOMLDecodeError, AttributeError) as error:
        broken("pyproject.toml", f"is damaged ({error})")
    made_from = {"pins": pins, "checkout": repr(build)}
    return {name: hashlib.sha256(data.encode()).hexdigest() for name, data in made_from.items()}


def sizes() -> dict[str, int]:
    """Return the size of each file of code in `.venv`, except those of tests, and of pip, which people renew."""
    found = {}
    for top, folders, files in os.walk(VENV):
        folders[:] = [folder for folder in folders if folder not in ("__pycache__", "pip", "tests")]
        paths = [os.path.join(top, file) for file in files if file.endswith(CODE)]
        found.update({os.path.relpath(path, VENV): os.stat(path).st_size for path in paths})
    return found


def begin_stamp(name: str) -> None:
    """Write a stamp of what is not made yet."""
    if STAMPS[name].is_dir():
        shutil.rmtree(STAMPS[name])
    STAMPS[name].write_text("made by run.py, not finished")


def write_stamp(name: str, *, but: dict[str, int]) -> None:
    """Say in `.venv` what it is made from, and which files of code it has now, except those that are known already."""
    files = {file: size for file, size in sizes().items() if file not in but}
    STAMPS[name].write_text(json.dumps({"made from": stamps()[name], "files": files}), "utf-8")


def read_stamp(name: str) -> tuple[str, dict[str, int]]:
    """Return what a stamp says: a hash, and the sizes of files; one of an older run.py is the hash alone."""
    text = STAMPS[name].read_bytes().decode()
    stamp: dict[str, Any] = json.loads(text) if text.startswith("{") else {"made from": text, "files": {}}
    return stamp["made from"], dict(stamp["files"])


def flaw(*names: str) -> str:
    """Return why the environment, or what is named of it, is not whole and made from these pins; "" where it is."""
    now, top = stamps(), f"{VENV}{os.sep}"
    try:
        with python_of(VENV).open("rb") as program:
            if not program.read(4).startswith(PROGRAMS) or not os.access(program.name, os.X_OK):
                return "its Python is no program"
        for name in names or now:
            made_from, files = read_stamp(name)
            if made_from != now[name]:
                return "it is half-made, or made from other pins"
            for file, size in files.items():
                if os.stat(top + file).st_size != size:
                    return f"{file} is damaged"
    except (OSError, ValueError, LookupError, TypeError) as error:
        file = Path(getattr(error, "filename", None) or STAMPS[name]).name
        return f"{file} is missing" if isinstance(error, FileNotFoundError) else f"{file} is damaged"
    return ""


def is_ours() -> bool:
    """Say whether `.venv` may be emptied: there is none, or this program made it."""
    if VENV.is_symlink() or not VENV.is_dir():
        return not os.path.lexists(VENV)
    return any(os.path.lexists(stamp) for stamp in STAMPS.values()) or not any(VENV.iterdir())


def ensure_environment() -> None:
    """Make the environment where it is missing, half-made, damaged or made from other pins; one process at a time."""
    if not flaw():
        return
    if not is_ours():
        say(f"{VENV} was not made by run.py, which leaves it alone. Use it as README.md shows, or move it away.")
        raise SystemExit(2)
    CACHE.mkdir(exist_ok=True)
    with lock(CACHE / "environment.lock"):
        why = flaw("pins")
        if why:  # another run.py may have made it while this one waited
            make_environment(why)
        if flaw():
            install_checkout()


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


def make_environment(why: str) -> None:
    """Make `.venv` from nothing and install the pins, with uv where there is one; the stamp is written last."""
    check_pins()
    uv = shutil.which("uv")
    again = f" again ({why})" if os.path.lexists(STAMPS["pins"]) else ""
    base = getattr(sys, "_base_executable", sys.executable)  # not the Python of the folder that is about to go
    say(f"Making the environment in .venv{again} with {'uv' if uv else 'pip'}: a minute or two, once for these pins …")
    VENV.mkdir(exist_ok=True)
    begin_stamp("pins")  # and it stays: whatever happens now, the folder is known as ours
    for file in VENV.iterdir():
        if file.is_dir() and not file.is_symlink():
            shutil.rmtree(file)
        elif file != STAMPS["pins"]:
            file.unlink()
    step([base, "-m", "venv", *(["--without-pip"] if uv else []), str(VENV)])
    pinned = ["--require-hashes", "--only-binary", ":all:", "-r", str(HOME / "requirements.txt")]
    step([*installer(), *pinned], progress=True)
    # Compiled here, on all cores, since some machines keep Python from doing so later; a package's odd file may fail.
    compiling = [str(python_of(VENV)), "-m", "compileall", "-q", "-j", "0", str(VENV)]
    with started(compiling, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        wait_aloud(process)
    write_stamp("pins", but={})


def check_pins() -> None:
    """End this program if a line of requirements.txt is not a name, a version and hashes."""
    for line in re.sub(r"\\\r?\n", " ", read("requirements.txt")).splitlines():
        pin = line.strip()
        if pin and not pin.startswith("#") and not PIN.fullmatch(pin):
            broken("requirements.txt", f"is damaged (“{' '.join(pin[:60].split())} …”)")


def install_checkout() -> None:
    """Install this folder into `.venv`, editable, so that notebooks import it; nothing is fetched for that."""
    begin_stamp("checkout")
    step([*installer(), "--no-index", "--no-deps", "--no-build-isolation", "-e", str(HOME)])
    write_stamp("checkout", but=read_stamp("pins")[1])


def installer() -> list[str]:
    """Return the command that installs into `.venv`: uv's where there is one, else pip's."""
    uv, python = shutil.which("uv"), str(python_of(VENV))
    pip = [python, "-m", "pip", "install", "--disable-pip-version-check", "--no-input", "--no-compile"]
    return [uv, "pip", "install", "--python", python] if uv else pip


def step(command: list[str], progress: bool = False) -> None:
    """Run a command to its end; if it fails, end this program and say what to do."""
    if progress and sys.stderr.isatty():
        with started(command, stdout=sys.stderr) as process:
            process.wait()
        if process.returncode == 0:
            return
        say("That did not work; trying once more …")  # and listening: progress bars and words cannot both be had
    log = CACHE / "install.log"
    with log.open("wb") as out, started(command, stdout=out, stderr=subprocess.STDOUT) as process:
        wait_aloud(process)
    if process.returncode:
        full = "No space left. " if shutil.disk_usage(HOME).free < 10**6 else ""  # then the log has no words
        raise SystemExit(f"{advice(full + log.read_text('utf-8', 'replace'))}\n(All that was said: {log})")


@contextlib.contextmanager
def started(command: list[str], **streams: Any) -> Iterator[subprocess.Popen[bytes]]:
    """Start a command that is ended, with all that it has started, where the waiting for it is interrupted.

    It gets a session of its own: a Ctrl-C in the terminal reaches this program alone, which passes it on once.
    """
    apart = os.name == "posix"
    process = subprocess.Popen(command, env=SURROUNDINGS, cwd=HOME, start_new_session=apart, **streams)
    try:
        yield process
    finally:
        if process.poll() is None:
            try:
                os.killpg(process.pid, signal.SIGINT) if apart else process.terminate()
                process.wait(5)  # pip and uv clear away what they have begun
            except subprocess.TimeoutExpired:
                pass
            finally:
                with contextlib.suppress(ProcessLookupError, PermissionError):
                    os.killpg(process.pid, signal.SIGKILL) if apart else process.kill()
                process.wait()


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
        try:
            ensure_environment()
            return hand_over(verb, rest)
        except OSError as error:
            named = f"{error.filename}: {error.strerror}. " if error.filename else ""
            raise SystemExit(f"{named}{advice(str(error))}") from error
    return 2


def stop(number: int, _: object) -> NoReturn:
    """End as Ctrl-C does, with the exit code of the signal."""
    raise KeyboardInterrupt(128 + number)


if __name__ == "__main__":
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name) and signal.getsignal(getattr(signal, name)) is signal.SIG_DFL:  # nohup stays nohup
            signal.signal(getattr(signal, name), stop)
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt as stopped:
        say("Stopped. The same command takes it up again.")
        sys.exit(*stopped.args or (130,))
