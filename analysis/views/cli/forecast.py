"""How long a verb will take: said once a first piece of its work is done, where it is long."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sized
from time import process_time
from typing import TypeVar

from analysis.views.cli.messages import echo
from analysis.views.cli.progress import progress_bar

T = TypeVar("T")

LONG = 10.0  # seconds of the processor from which on it is said: those of the clock depend on what else it does
MEASURED = 0.5  # seconds of work that say how long the rest will take


def with_forecast(
    work: Iterable[T],
    what: str,
    unit: str,
    told: str,
    *,
    total: int | None = None,
    size: Callable[[T], int] = lambda _: 1,
) -> Iterator[T]:
    """Yield pieces of work, or what comes of them; say how long all will take once some of it is done.

    Parameters
    ----------
    work
        The pieces.
    what, unit
        For the bar that a terminal sees (`progress_bar`).
    told
        What all of it is, for the line that says how long it will take; empty where the pieces are of unlike sizes.
    total, size
        How much all pieces are together, and how much each is; as many as there are, if they are all of one size.
    """
    whole = total if total is not None else len(work) if isinstance(work, Sized) else 0
    begin, measured, done = process_time(), False, 0
    with progress_bar(what, unit, whole) as bar:
        for piece in work:
            yield piece
            done += size(piece)
            bar.update(size(piece))
            took = process_time() - begin
            if told and not measured and took >= MEASURED:
                measured = True
                bar.clear()
                say_forecast(told, took / done * whole)


def say_forecast(told: str, seconds: float) -> None:
    """Say about how long the work will take, where that is long."""
    if seconds >= LONG:
        echo(f"{told} will take about {duration(seconds)}")


def duration(seconds: float) -> str:
    """Return a time in words, as exact as a forecast is.

    >>> duration(14), duration(89), duration(91), duration(5400), duration(20_000)
    ('10 seconds', '90 seconds', '2 minutes', '90 minutes', '6 hours')
    """
    if seconds < 90:
        return f"{round(seconds, -1):.0f} seconds"
    return f"{seconds / 60:.0f} minutes" if seconds <= 5400 else f"{seconds / 3600:,.0f} hours"
