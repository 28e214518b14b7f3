"""The command line: one verb per table. Each reads a corpus, calls the function of its own name and writes a table."""

from __future__ import annotations

import signal
import sys

from analysis.views.cli.app import cli


def _terminate(number: int, frame: object) -> None:
    sys.exit(128 + number)  # an end that cleans up, unlike the one that the system would make


def main() -> None:
    """Answer one call, as ``samestory``, ``python -m analysis`` and run.py make it, and end the program."""
    signal.signal(signal.SIGTERM, _terminate)
    cli()


if __name__ == "__main__":
    main()
