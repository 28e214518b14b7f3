"""Where the suite is installed, and with what: its word lists and texts, the checkout, and packages of extras.

A module of its own, since the readers, the figures, the book and the command line must not each answer this for
themselves.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from analysis.schema import InputError

_PACKAGE = Path(__file__).resolve().parents[2]
# The folder that holds data/: of a wheel the package itself, else the checkout, with notebooks and figures beside it.
HOME = _PACKAGE if (_PACKAGE / "data").is_dir() else _PACKAGE.parent
DATA = HOME / "data"
SHIPPED = DATA / "raw"  # the five texts


def is_checkout() -> bool:
    """Return whether this is a checkout, and not a package that was installed from a wheel."""
    return HOME != _PACKAGE


def need(package: str, *, extra: str, what: str) -> None:
    """Raise `InputError` where a package is missing that an extra of the suite brings; `what` is what needs it."""
    if find_spec(package) is None:
        raise InputError(f"{what}: needs the package {package}; install it: pip install 'samestory[{extra}]'")
