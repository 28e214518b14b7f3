"""A scratch checkout for run.py: a made-up installer, an analysis that echoes its call, and how both are called."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
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
