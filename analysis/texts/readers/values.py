"""What a cell may hold: JSON and numbers, read strictly. What Python takes and other programs do not is refused."""

from __future__ import annotations

import decimal
import json
import math
import re
from typing import Any

from analysis.schema import InputError, listed, shown

DEEPEST = 50  # lists and objects within one another
LONGEST_NUMBER = 300  # digits; a float holds numbers up to 308

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")


def number(cell: object) -> float | None:
    """Return the number that a cell holds or writes out; None where it is none, or not finite.

    Stricter than ``float``, which takes ``1_0`` for 10, and digits of every script, blanks, ``nan`` and ``infinity``.
    """
    if isinstance(cell, bool) or not isinstance(cell, (str, int, float, decimal.Decimal)):
        return None
    if isinstance(cell, str) and not _NUMBER.fullmatch(cell):
        return None
    try:
        value = float(cell)
    except OverflowError:
        return None
    return value if math.isfinite(value) else None


def parse_json(text: str, place: str, advice: str) -> Any:
    """Return what a JSON text holds.

    Raises
    ------
    InputError
        If it is not JSON, which knows no ``NaN`` and no ``Infinity``, or holds what no table can: a key twice in one
        object, a number of more than `LONGEST_NUMBER` digits or beyond a float, half of a surrogate pair, or more than
        `DEEPEST` lists and objects within one another. The message begins with `place`.
    """
    try:
        data = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        raise InputError(f"{place}: not JSON ({error.msg}, character {error.pos + 1}); {advice}") from None
    except _RefusedError as reason:
        raise InputError(f"{place}: not JSON that can be read ({reason}); {advice}") from None
    except RecursionError:
        raise InputError(f"{place}: not JSON that can be read (nested too deep); {advice}") from None
    for name, cell in data.items() if isinstance(data, dict) else [("", data)]:
        if fault := _unfit(name) or _unfit(cell):
            raise InputError(
                f"{place}{', column ' if name else ''}{ascii(listed([name]))[1:-1] if name else ''}: {fault}"
            )
    return data


class _RefusedError(ValueError):
    """JSON that Python would read and no table can hold."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _RefusedError(f"the key {shown(name)} occurs twice in one object")
        found[name] = value
    return found


def _int(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise _RefusedError(f"a number of {len(digits)} digits")
    return int(digits)


def _float(digits: str) -> float:
    value = number(digits) if len(digits) <= LONGEST_NUMBER else None
    if value is None:
        raise _RefusedError(f"the number {shown(digits)[1:-1]} is too large or too long")
    return value


def _constant(name: str) -> None:
    raise _RefusedError(f"{name} is not a number; write null for what is missing")


_DECODER = json.JSONDecoder(object_pairs_hook=_once, parse_int=_int, parse_float=_float, parse_constant=_constant)


def _unfit(cell: Any, deepest: int = DEEPEST) -> str:
    """Return why a cell cannot be kept and what to do; nothing where it can."""
    if isinstance(cell, str):
        try:
            cell.encode("utf-8")
        except UnicodeEncodeError:
            return "half of a surrogate pair (\\ud800 to \\udfff) is no character; correct or remove it"
        return ""
    if not isinstance(cell, (list, dict)):
        return ""
    if not deepest:
        return f"more than {DEEPEST} lists and objects within one another; write it flatter"
    inner = cell if isinstance(cell, list) else [*cell, *cell.values()]
    return next(filter(None, (_unfit(one, deepest - 1) for one in inner)), "")
