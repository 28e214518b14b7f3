"""How long a reader waits: importing the suite, one table, a full build, and a build with nothing to do.

Each time is the median over fresh processes, so that it holds what a reader pays: starting Python, importing, reading
the texts. Beside the seconds stands how often Python itself could have started, or pandas been imported, meanwhile;
those ratios travel better from one machine to another than seconds do.
"""

from __future__ import annotations

import argparse
import os
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent


def seconds(arguments: list[str], runs: int) -> float:
    """Return the median time of ``python ARGUMENTS`` in the checkout, in seconds.

    Raises
    ------
    SystemExit
        If a run fails, with the last line that it wrote on standard error.
    """
    times = []
    for _ in range(runs):
        begin = time.perf_counter()
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=CHECKOUT,
            env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
        )
        times.append(time.perf_counter() - begin)
        if done.returncode:
            last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
            raise SystemExit(f"python {' '.join(arguments)} ended with {done.returncode}: {' '.join(last)}")
    return statistics.median(times)


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def main() -> None:
    """Measure, and print the table line by line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=7, help="runs of each short command (default: 7)")
    parser.add_argument("--builds", type=int, default=1, help="runs of each build (default: 1)")
    parser.add_argument("--no-build", action="store_true", help="leave out the builds")
    options = parser.parse_args()

    print(f"{cores()} cores, Python {platform.python_version()}, {platform.system()} {platform.machine()}\n")
    print("| what | seconds | target | x `python -c pass` | x `import pandas` |")
    print("|---|---:|---:|---:|---:|")
    empty = seconds(["-c", "pass"], options.runs)
    pandas = seconds(["-c", "import pandas"], options.runs)

    def row(what: str, time: float, target: str) -> None:
        print(f"| {what} | {time:.2f} | {target} | {time / empty:.1f} | {time / pandas:.1f} |", flush=True)

    row("`python -c pass`", empty, "")
    row("`python -c 'import pandas'`", pandas, "")
    row("`python -c 'import analysis'`", seconds(["-c", "import analysis"], options.runs), "< 0.3")
    row("`python -m analysis terms -o -`", seconds(["-m", "analysis", "terms", "-o", "-"], options.runs), "< 2")
    if not options.no_build:
        with tempfile.TemporaryDirectory() as folder:
            build = ["-m", "analysis", "build", "--out", str(Path(folder) / "site")]
            row("`build --force`", seconds([*build, "--force"], options.builds), "< 60 on two cores")
            row("`build`, nothing changed", seconds(build, max(options.builds, 3)), "< 5")


if __name__ == "__main__":
    main()
