"""Bytes to text: a byte order mark, then UTF-8 strictly, then windows-1252; nothing is guessed."""

from __future__ import annotations

import codecs
import re

from analysis.schema import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")


def decode(data: bytes, place: str, encoding: str = "") -> tuple[str, str]:
    """Return the text of a file, and what to tell about its encoding (nothing where it is UTF-8).

    Raises
    ------
    InputError
        If `encoding` is none that Python knows, or does not fit.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(name), ""
            except UnicodeDecodeError as error:
                raise InputError(
                    f"{place}: begins as {name.upper()} and does not go on so (byte {error.start}); save it again"
                ) from None
    try:
        return data.decode("utf-8"), ""
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode(encoding or "cp1252")
    except LookupError:
        raise InputError(f"--encoding: there is no encoding {encoding}; name one, for example cp1252") from None
    except UnicodeDecodeError as error:
        if encoding:
            raise InputError(f"{place}: is not {encoding} at byte {error.start}; give another --encoding") from None
        text = data.decode("latin-1")  # five bytes have no character in windows-1252
    line = next((line for line in text.splitlines() if _BEYOND_ASCII.search(line)), "").strip()
    at = max(0, m.start() - 30) if (m := _BEYOND_ASCII.search(line)) else 0
    return text, f"not UTF-8, read as {encoding or 'windows-1252'}: “{line[at : at + 60]}”"
