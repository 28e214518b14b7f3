"""Bars in a terminal: how far the verb that runs is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any


def with_bar(work: list[Any], what: str = "learning", unit: str = " parts") -> Iterator[Any]:
    """Yield what is to be done, piece by piece; a terminal sees how far it is after a second."""
    with progress_bar(what, unit, len(work)) as bar:
        for piece in work:
            yield piece
            bar.update()


def progress_bar(what: str, unit: str, total: int | None) -> Any:
    """Return a bar that a terminal shows after a second: how many, the rate, and with a total the time left.

    The rate is nearly that since the start: results of several processes come in bunches.
    """
    from tqdm import tqdm  # no verb's help needs it

    tqdm.monitor_interval = 0  # no thread that watches: each step is shown, and memory may not allow one
    hidden = not sys.stderr.isatty()
    return tqdm(
        total=total,
        desc=what,
        unit=unit,
        unit_scale=unit == "B",
        delay=1,
        leave=False,
        miniters=1,
        smoothing=0.05,
        disable=hidden,
    )
