"""A module run as a program that ends with the one that started it, however that one ends.

``python -m analysis.views.book.child MODULE ...`` runs the module and watches its standard input: `lifeline`, a pipe
that nobody writes to and whose other end the parent alone holds. It ends when the parent does, on every system.
"""

from __future__ import annotations

import os
import runpy
import sys
from functools import cache
from threading import Thread


@cache
def lifeline() -> int:
    """Return what a child takes as standard input; the other end stays open for as long as this process lives."""
    return os.pipe()[0]


def _end_with_parent() -> None:
    os.read(0, 1)
    os._exit(1)


if __name__ == "__main__":
    Thread(target=_end_with_parent, daemon=True).start()
    del sys.argv[0]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
