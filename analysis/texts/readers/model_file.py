"""The file of a trained model: JSON with the kind of model, its version, a hash, and numbers and words.

A pickled model runs whatever code its file holds; this one is data that a person can open in an editor.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from analysis.schema import InputError, shown
from analysis.texts.readers.tables import decode, read_bytes
from analysis.texts.readers.values import number, parse_json

LARGEST = 1e50  # of a weight: products and sums of such stay within a float; those that are learned lie below 100
KINDS = {
    "same-story model": ("loaded language", "markers --model"),
    "same-story frames model": ("several labels per text", "same.predict_frames"),
}


def read_content(file: Path, kind: str, version: int) -> Any:
    """Return what the file of a model holds within its envelope.

    Raises
    ------
    InputError
        If the file cannot be read, is not a model, is one of another kind or version, or has been changed since it was
        written (its hash does not match).
    """
    data = parse_json(decode(read_bytes(file), file), f"{file}: is not a model", "give a file that train wrote")
    given = data.get("format") if isinstance(data, dict) else None
    if not isinstance(given, str) or given not in KINDS:
        raise InputError(f"{file}: is not a model; give a file that train wrote")
    if given != kind:
        (of, user), wanted = KINDS[given], KINDS[kind][0]
        raise InputError(f"{file}: is a model of {of}, for {user}; give one of {wanted}")
    if data.get("version") != version:
        raise InputError(f"{file}: is a model of version {shown(data.get('version'))}, not {version}; train it again")
    if data.get("sha256") != content_hash(data.get("model")):
        raise InputError(f"{file}: has been changed since it was written (the hash does not match); train it again")
    return data.get("model")


def content_text(content: object, kind: str, version: int) -> str:
    """Return the text of a model's file: its kind, version, hash and content."""
    file = {"format": kind, "version": version, "sha256": content_hash(content), "model": content}
    return json.dumps(file, ensure_ascii=False, indent=0, allow_nan=False) + "\n"


def content_hash(content: object) -> str:
    """Return the hash of what JSON holds, however it is laid out."""
    canonical = json.dumps(content, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


def model_number(value: object) -> float:
    """Return a number of a model; `TypeError` if it is none."""
    found = None if isinstance(value, str) else number(value)
    if found is None or abs(found) > LARGEST:
        raise TypeError(f"{shown(value)} is not a number of a model")
    return found


def whole_number(value: object) -> int:
    """Return a whole number of a model; `TypeError` if it is none."""
    if type(value) is not int:
        raise TypeError(f"{shown(value)} is no whole number")
    return value


def rounded(value: float, digits: int = 10) -> float:
    """Return a number to so many significant digits."""
    return float(f"{value:.{digits}g}")
