"""Print the pins of the core: of requirements.txt what `samestory` without extras needs, with the hashes.

The environment that runs this must hold the checkout and its pins, as run.py installs them.
"""

from __future__ import annotations

import re
from importlib.metadata import requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name


def core(distribution: str = "samestory") -> set[str]:
    """Return the names of all that a distribution needs on this machine, without its extras."""
    found: set[str] = set()
    waiting = [(distribution, "")]
    while waiting:
        name, extra = waiting.pop()
        for wanted in map(Requirement, requires(name) or ()):
            if wanted.marker is None or wanted.marker.evaluate({"extra": extra}):
                found.add(canonicalize_name(wanted.name))
                waiting += [(wanted.name, asked) for asked in {"", *wanted.extras}]
    return found


if __name__ == "__main__":
    pins = (Path(__file__).parents[1] / "requirements.txt").read_text("utf-8")
    needed = core()
    for pin in re.split(r"(?m)^(?=[A-Za-z0-9])", pins):
        if canonicalize_name(pin.partition("==")[0]) in needed:
            print(pin, end="")
