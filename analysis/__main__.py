"""The command line: one verb per table. Each reads a corpus, calls the function of its own name and writes a table."""

from __future__ import annotations

import os
import signal
import sys

from analysis.views.cli.app import cli


def _terminate(number: int, frame: object) -> None:
    sys.exit(128 + number)  # an end that cleans up, unlike the one that the system would make


def _open_closed_streams() -> None:
    """Open the streams that the caller closed: the next file that is opened would take their numbers, and what is said.

    Standard output stays None for Python, so that a table that is to go there is told that it cannot.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)
    if sys.stderr is None:
        sys.stderr = os.fdopen(2, "w", encoding="utf-8")


def main() -> None:
    """Answer one call, as ``samestory``, ``python -m analysis`` and run.py make it, and end the program."""
    _open_closed_streams()
    signal.signal(signal.SIGTERM, _terminate)
    cli()


if __name__ == "__main__":
    main()
