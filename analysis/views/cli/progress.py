"""How far a long step has come."""

from __future__ import annotations

import sys


class Progress:
    """How far a build has come, on standard error: a bar in a terminal, a line for each step in a log."""

    def __init__(self, total: int, *, shown: bool) -> None:
        from tqdm import tqdm

        terminal = sys.stderr.isatty()
        self.lines = shown and not terminal
        self.bar = tqdm(total=total, desc="book", disable=not (shown and terminal), file=sys.stderr, leave=False)

    def __enter__(self) -> Progress:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """Take the bar away."""
        self.bar.close()

    def say(self, line: str) -> None:
        """Say what is being done."""
        self.bar.set_postfix_str(line)
        if self.lines:
            print(f"  {line}", file=sys.stderr, flush=True)

    def step(self, line: str) -> None:
        """Count one step and say what it was."""
        self.bar.update()
        self.say(line)
