"""What the command line says: one line at a time, short enough to read, on standard error."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress

import click

from analysis.schema import LONGEST_MESSAGE, without_middle
from analysis.views.tables.atomic_write import explain_os_error

LONGEST = LONGEST_MESSAGE + len("error: ")

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")

NO_MEMORY = "there is not enough memory for this; give fewer or shorter texts, end other programs, or raise ulimit -v"
# What libraries say of it where they raise no MemoryError: the system, its loader of libraries, Python's threads.
_NO_MEMORY = re.compile(
    r"can(no|')t (allocate|start new thread)|failed to map segment|(m|re)alloc of size", re.IGNORECASE
)


def echo(line: str) -> None:
    """Write one line to the terminal; standard output is left to tables.

    Names and texts come from files: no line break and no terminal code of theirs gets through, and what is too long
    loses its middle, for the culprit is named first and the advice last.
    """
    line = without_middle(_CONTROLS.sub(" ", line), LONGEST)
    with suppress(OSError):  # nobody hears: standard error is full
        click.echo(line, err=True)


def failed(message: str, code: int) -> int:
    """Say what went wrong and return the exit code."""
    echo(f"error: {message}")
    return code


def explain(error: Exception) -> str | None:
    """Return what the machine lacks, in words; None where it was something else that failed."""
    if any(isinstance(one, MemoryError) or _NO_MEMORY.search(str(one)) for one in _causes(error)):
        return NO_MEMORY
    if isinstance(error, OSError):
        return ": ".join(filter(None, [str(error.filename or ""), explain_os_error(error)]))
    return None


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """Yield an error and those that led to it; libraries that could not be loaded say why only there."""
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
