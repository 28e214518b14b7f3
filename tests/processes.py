"""Processes that end by themselves, a moment after the one that started them; and what is asked of them."""

from __future__ import annotations

import time
from pathlib import Path


def wait_for_end(process: int) -> None:
    """Return when a process has ended, though nobody may have asked yet how."""
    while is_running(process):
        time.sleep(0.05)


def is_running(process: int) -> bool:
    """Tell whether there is such a process and it has not ended; Linux alone says so."""
    try:
        said = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, ProcessLookupError):
        return False
    return said.rpartition(")")[2].split()[0] not in "ZX"


class Learns:
    """Return a piece and remember it; or return how many are known. It takes long to send."""

    def __init__(self) -> None:
        self.known: dict[object, object] = {-n: str(n) for n in range(1, 200_000)}

    def __call__(self, piece: object) -> object:
        if piece == "known":
            return len(self.known)
        self.known[piece] = None
        return piece
