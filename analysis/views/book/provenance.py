"""The record of a build, for machines: what was run, on what, with which options, and what came out.

A record names no clock, no machine and no path outside the checkout, so two builds that agree have the same record to
the byte, and where they do not, ``diff`` of the two names the text, package or option that differs.
"""

from __future__ import annotations

import csv
import hashlib
import inspect
import platform
import zipfile
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version
from io import StringIO
from pathlib import Path
from typing import Any

import analysis as same
from analysis.schema import InputError
from analysis.views.book.downloads import DOWNLOADS
from analysis.views.figures.data import STOP_LIST
from analysis.views.figures.registry import FIGURES

RECORD = "record.json"
PACKAGES = (
    "docutils furo ipykernel ipython latex2mathml markdown-it-py matplotlib matplotlib-inline myst-nb myst-parser "
    "nbclient nbformat nltk numpy numpydoc pandas pyarrow Pygments rapidfuzz regex scikit-learn scipy Sphinx"
).split()
ABOUT = "What this book was made from, with what, and what came out. tables.html explains each field."


def record(root: Path, tables: Path, own: Mapping[str, object] | None = None) -> dict[str, object]:
    """Return what was run on what, and what came out.

    Parameters
    ----------
    root
        The checkout.
    tables
        The folder of the tables that the book offers.
    own
        For a book of somebody's own texts: its options, and the fingerprint of the texts.

    Returns
    -------
    dict
        ``about``; ``suite``: its name, version and `code_digest`; ``python`` and ``packages``: versions; ``options``:
        the corpus, the stop words of figures, and `defaults`; ``inputs``: `hashes` of the data, the notebooks and the
        pins; ``outputs``: for each table ``path, size, sha256, rows, columns``, and ``call``, what makes it.

    Raises
    ------
    InputError
        If a package is missing.
    """
    calls = {} if own else calls_of_tables()
    made = sorted(file for file in tables.iterdir() if file.name.removesuffix(".zip").endswith(".csv"))
    pins = [root / name for name in ("pyproject.toml", "requirements.txt") if (root / name).is_file()]
    return {
        "about": ABOUT,
        "suite": {"name": "Same Story", "version": same.__version__, "code_sha256": code_digest(root)},
        "python": platform.python_version(),
        "packages": packages(),
        "options": {**(own or {"corpus": "data/raw"}), "stop_words": STOP_LIST, "defaults": defaults()},
        "inputs": hashes(root, [*data_files(root), *sorted((root / "notebooks").glob("*.ipynb")), *pins]),
        "outputs": [
            {**one, **_shape(file), "call": calls.get(file.name.partition(".")[0], "")}
            for one, file in zip(hashes(tables.parent, made), made, strict=True)
        ],
    }


def data_files(root: Path) -> list[Path]:
    """Return the texts and tables below ``data/``, in the order of their paths; what only explains them is left out."""
    files = (root / "data").rglob("*")
    return sorted(file for file in files if file.suffix in {".txt", ".csv", ".jsonl", ".json"} and file.is_file())


def hashes(root: Path, files: Iterable[Path]) -> list[dict[str, object]]:
    """Return ``path`` (from `root` on), ``size`` in bytes and ``sha256`` of each file."""
    found = [(file.relative_to(root).as_posix(), file.read_bytes()) for file in files]
    return [{"path": path, "size": len(data), "sha256": hashlib.sha256(data).hexdigest()} for path, data in found]


def code_digest(root: Path) -> str:
    """Return one hash over the modules and the tables that declare columns, in the order of their paths.

    That is, in the checkout: ``find analysis -name '*.py' -o -name '*.csv' | LC_ALL=C sort | xargs sha256sum |
    sha256sum``.
    """
    files = [file for file in (root / "analysis").rglob("*") if file.suffix in (".py", ".csv")]
    files.sort(key=lambda file: file.relative_to(root).as_posix())
    lines = [f"{one['sha256']}  {one['path']}\n" for one in hashes(root, files)]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def packages() -> dict[str, str]:
    """Return the versions of the packages that the book is made with.

    Raises
    ------
    InputError
        If one is missing.
    """
    found = {}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            raise InputError(f"the book needs the package {name}; install it: pip install 'samestory[book]'") from None
    return found


def defaults() -> dict[str, dict[str, object]]:
    """Return the default of each option of the public verbs, and of a plan for one: seeds are among them."""
    said: dict[str, dict[str, object]] = {}
    for name in sorted(same.__all__):
        verb: Any = getattr(same, name)
        if inspect.isfunction(verb) or hasattr(verb, "__dataclass_fields__"):
            known = [one for one in inspect.signature(verb).parameters.values() if one.name != "tokens"]  # no choice
            options = {one.name: one.default for one in known if one.default is not one.empty}
            said[name] = {option: _plain(value) for option, value in options.items() if not callable(value)}
    return {name: options for name, options in said.items() if options}


def _plain(value: Any) -> object:
    """Return a default as a JSON value."""
    if isinstance(value, (tuple, list)):
        return [_plain(one) for one in value]
    return value if value is None or isinstance(value, (bool, int, float, str)) else repr(value)


def calls_of_tables() -> dict[str, str]:
    """Return how each table is made, by the name of its file without the ending."""
    calls = {one.name: one.call for one in DOWNLOADS}
    return calls | {
        f"figure-{name}": f"{figure.table.__module__}.{figure.table.__name__}(story)"
        for name, figure in FIGURES.items()
    }


def _shape(file: Path) -> dict[str, object]:
    table = zipfile.Path(file, file.stem) if file.suffix == ".zip" else file
    columns, *rows = csv.reader(StringIO(table.read_bytes().decode(), newline=""))
    return {"rows": len(rows), "columns": columns}
