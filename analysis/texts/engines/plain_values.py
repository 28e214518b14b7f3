"""Tables, counts and what else is made of texts as arrays and JSON: nothing in such a file can run.

A pickle runs what it says when it is read. Here a value is taken apart into what JSON holds and arrays of numbers, and
put together again by rules; of classes only the records of this package are known.
"""

from __future__ import annotations

import importlib
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from functools import partial
from hashlib import sha256
from pathlib import PurePath
from types import BuiltinFunctionType, FunctionType
from typing import Any

import numpy as np
import pandas as pd
from scipy import sparse

_OURS = __name__.partition(".")[0]
_DIGEST = 32  # bytes of the hash in front of packed data


def pack(value: object) -> bytes:
    """Return a value as bytes that `unpack` makes it of again.

    Parameters
    ----------
    value
        Tables, arrays, sparse counts, text, numbers, and lists, tuples, dictionaries, dataclasses and named tuples of
        such.

    Raises
    ------
    TypeError
        If there is something else in it; its type is named.
    """
    arrays: list[np.ndarray] = []
    said = json.dumps(_apart(value, arrays)).encode()
    file = io.BytesIO()
    np.savez(file, allow_pickle=False, **{f"a{n}": array for n, array in enumerate(arrays)}, json=_bytes(said))
    data = file.getvalue()
    return sha256(data).digest() + data


def is_whole(data: bytes) -> bool:
    """Return whether bytes are those that `pack` made, all of them."""
    return data[:_DIGEST] == sha256(memoryview(data)[_DIGEST:]).digest()


def unpack(data: bytes) -> Any:
    """Return the value of which `pack` made these bytes."""
    with np.load(io.BytesIO(data[_DIGEST:]), allow_pickle=False) as file:
        arrays = [file[f"a{n}"] for n in range(len(file.files) - 1)]
        return _together(json.loads(file["json"].tobytes()), arrays)


def fingerprint(value: object) -> bytes:
    """Return bytes that the same value has in every process; functions have their name and what is bound to them."""
    arrays: list[np.ndarray] = []
    digest = sha256(json.dumps(_apart(value, arrays, by_name=True)).encode())
    for array in arrays:
        digest.update(f"{array.dtype.str}{array.shape}".encode())
        digest.update(np.ascontiguousarray(array).view(np.uint8).data if array.size else b"")
    return digest.digest()


def _bytes(data: bytes) -> np.ndarray:
    return np.frombuffer(data, dtype=np.uint8)


def _apart(value: Any, arrays: list[np.ndarray], *, by_name: bool = False) -> Any:
    """Return a value as JSON with the arrays numbered in it; functions, `by_name`, as that."""

    def apart(one: Any) -> Any:
        return _apart(one, arrays, by_name=by_name)

    def number(array: np.ndarray) -> int:
        arrays.append(array)
        return len(arrays) - 1

    if value is None or (isinstance(value, (bool, int, float, str)) and type(value).__module__ == "builtins"):
        return value
    if type(value) is list or type(value) is tuple:
        kind = type(value).__name__
        if len(value) > 1 and all(type(one) is str for one in value):
            lengths = np.fromiter(map(len, value), dtype=np.int64, count=len(value))
            return [
                f"texts of a {kind}",
                number(lengths),
                number(_bytes("".join(value).encode("utf-8", "surrogatepass"))),
            ]
        return [kind, *map(apart, value)]
    if type(value) is dict:
        return ["dict", *([apart(key), apart(one)] for key, one in value.items())]
    if isinstance(value, (set, frozenset)):
        return [type(value).__name__, *map(apart, sorted(value))]
    if isinstance(value, np.generic):
        return ["number", number(np.asarray(value))]
    if isinstance(value, np.ndarray):
        if value.dtype == object and value.ndim == 1:
            return ["objects", apart(value.tolist())]
        return ["array", number(value)]  # numpy refuses to save objects
    if isinstance(value, (sparse.csr_array, sparse.csc_array)):
        return [value.format, list(value.shape), *map(number, (value.data, value.indices, value.indptr))]
    if isinstance(value, pd.DataFrame):
        columns = [_column_apart(value.iloc[:, k], apart) for k in range(value.shape[1])]
        return ["table", apart(list(value.columns)), _index_apart(value.index, apart), columns, apart(value.attrs)]
    if (is_dataclass(value) or _is_record(type(value))) and type(value).__module__.partition(".")[0] == _OURS:
        names = [field.name for field in fields(value)] if is_dataclass(value) else value._fields
        return ["record", _name(type(value)), *(apart(getattr(value, name)) for name in names)]
    if by_name and isinstance(value, partial):
        return ["partial", apart(value.func), apart(value.args), apart(dict(sorted(value.keywords.items())))]
    if by_name and (isinstance(value, (FunctionType, BuiltinFunctionType, type, PurePath))):
        return ["named", str(value) if isinstance(value, PurePath) else _name(value)]
    raise TypeError(f"cannot keep a {type(value).__module__}.{type(value).__qualname__} without a pickle")


def _name(kind: Any) -> str:
    return f"{kind.__module__}:{kind.__qualname__}"


def _is_record(kind: type) -> bool:
    return issubclass(kind, tuple) and hasattr(kind, "_fields")


def _index_apart(index: pd.Index, apart: Callable[[Any], Any]) -> list[Any]:
    if type(index) is pd.RangeIndex:
        return [index.start, index.stop, index.step]
    if isinstance(index, pd.MultiIndex) or index.name is not None:
        raise TypeError("cannot keep a table whose index has a name or several levels")
    return [_column_apart(index.to_series(), apart)]


def _column_apart(column: pd.Series, apart: Callable[[Any], Any]) -> list[Any]:
    """Return the type of a column and its cells."""
    if isinstance(column.dtype, np.dtype):
        return [column.dtype.str, apart(column.to_numpy())]
    if isinstance(column.dtype, pd.StringDtype) or column.dtype == "Int64":
        # Kept apart are the missing cells: text is then text alone.
        missing = column.isna().to_numpy()
        cells = column.astype(object).to_numpy()[~missing].tolist()
        kept = cells if isinstance(column.dtype, pd.StringDtype) else np.array(cells, dtype=np.int64)
        return [str(column.dtype), apart(missing if missing.any() else len(column)), apart(kept)]
    raise TypeError(f"cannot keep a column of {column.dtype} without a pickle")


def _together(said: Any, arrays: Sequence[np.ndarray]) -> Any:
    """Return the value that was taken apart."""

    def together(one: Any) -> Any:
        return _together(one, arrays)

    if not isinstance(said, list):
        return said
    kind, *parts = said
    if kind.startswith("texts of a "):
        texts = _texts(arrays[parts[0]], arrays[parts[1]])
        return tuple(texts) if kind.endswith("tuple") else texts
    if kind == "dict":
        return {together(key): together(one) for key, one in parts}
    if kind in _GATHERED:
        return _GATHERED[kind](map(together, parts))
    if kind == "number":
        return arrays[parts[0]][()]
    if kind == "objects":
        return _objects(together(parts[0]))
    if kind == "array":
        return arrays[parts[0]]
    if kind in ("csr", "csc"):
        shape, *cells = parts
        sparse_array = sparse.csr_array if kind == "csr" else sparse.csc_array
        return sparse_array(tuple(arrays[n] for n in cells), shape=tuple(shape))
    if kind == "table":
        names, index, columns, attrs = parts
        rows = pd.RangeIndex(*index) if len(index) == 3 else pd.Index(_column(*index[0], together=together))
        series = {n: pd.Series(_column(*column, together=together), index=rows) for n, column in enumerate(columns)}
        table = pd.DataFrame(series, index=rows)
        table.columns = pd.Index(together(names))
        table.attrs = together(attrs)
        return table
    if kind == "record":
        name, *values = parts
        return _record(name)(*map(together, values))
    raise ValueError(f"no such kind of value: {kind}")


_GATHERED: dict[str, Callable[[Any], Any]] = {"list": list, "tuple": tuple, "set": set, "frozenset": frozenset}


def _record(name: str) -> Any:
    """Return a class of this package that holds values and does nothing."""
    module, _, qualname = name.partition(":")
    if module.partition(".")[0] == _OURS and qualname.isidentifier():
        kind = getattr(importlib.import_module(module), qualname, None)
        if isinstance(kind, type) and (is_dataclass(kind) or _is_record(kind)):
            return kind
    raise ValueError(f"no record of this package: {name}")


def _texts(lengths: np.ndarray, data: np.ndarray) -> list[str]:
    whole, ends = data.tobytes().decode("utf-8", "surrogatepass"), np.cumsum(lengths).tolist()
    return [whole[begin:end] for begin, end in zip([0, *ends], ends, strict=False)]


def _objects(cells: list[Any]) -> np.ndarray:
    array = np.empty(len(cells), dtype=object)
    for n, cell in enumerate(cells):  # numpy would take tuples for rows
        array[n] = cell
    return array


def _column(dtype: str, *parts: Any, together: Callable[[Any], Any]) -> Any:
    if len(parts) == 1:
        return together(parts[0])
    missing, cells = map(together, parts)
    if isinstance(missing, int):
        return pd.array(cells, dtype=dtype)
    whole = np.full(len(missing), None, dtype=object)
    whole[~missing] = cells
    return pd.array(whole, dtype=dtype)
