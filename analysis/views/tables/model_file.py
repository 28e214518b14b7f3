"""Writing a trained model to a file: whole or not at all."""

from __future__ import annotations

from pathlib import Path

from analysis.schema import InputError
from analysis.texts.readers.model import Model, model_json
from analysis.views.tables.write import check_place, write_whole

ENDING = ".json"


def write_model(model: Model, file: str | Path) -> None:
    """Write a model as JSON, with its version and its hash; the same model gives the same bytes.

    Raises
    ------
    InputError
        If the name does not end in ``.json``, or the file cannot be written there.
    """
    check_model_file(file)
    write_whole(file, lambda out: out.write(model_json(model).encode()))


def check_model_file(file: str | Path) -> None:
    """Raise `InputError` if no model can be written to `file`; `train` asks before it begins to work."""
    if Path(file).suffix.lower() != ENDING:
        raise InputError(f"{file}: a model is JSON; name a file that ends in {ENDING}")
    check_place(file, ENDING)
