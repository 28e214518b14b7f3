"""The few things that are mended in gathered text, each counted: what a file's making put there, never its wording."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape

ENTITY = re.compile(r"&(?:[A-Za-z]{2,8}\d?|#\d{2,6}|#[xX][\dA-Fa-f]{2,5});")
_NAMES = (
    "a abbr address article aside audio b big blockquote body br bullet button caption center cite code dd del "
    "details div dl dt em embed figcaption figure font footer form h[1-6] head header hr html i iframe "
    "img input ins label li link main mark meta nav object ol option p param picture pre q s script "
    "section select small source span strike strong style sub sup svg table tbody td tfoot th thead time "
    "title tr u ul video wbr"
).replace(" ", "|")
_TAG = re.compile(rf"</?(?:{_NAMES})(?:\s[^<>]{{0,500}})?/?>|<!--[^<>]{{0,500}}-->", re.I)
_BREAKS = re.compile(r"</?(?:p|div|li|ul|ol|h[1-6]|blockquote|tr|table|section|article|figure)\b[^<>]{0,500}>|<br\s*/?>\s*<br\s*/?>", re.I)  # fmt: skip # noqa: E501
_LINE_BREAK = re.compile(r"<br\s*/?>", re.I)
_C1 = re.compile(r"[\x80-\x9f]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_HALF = re.compile("[\ud800-\udfff]")  # of a pair that JSON writes as two
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_CARRIAGE = re.compile(r"_x000[dD]_\n?")
_CP1252 = {chr(byte): bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xA0)}


def clean(text: str, counts: Counter[str]) -> str:
    r"""Return a text without what is no part of its wording; `counts` gains how often each kind was mended.

    Mended are: ``entities`` (``&amp;``, written once or twice), ``tags`` (those of paragraphs become blank lines),
    ``windows-1252 controls`` (U+0080 to U+009F, which are curly marks in that encoding), ``control characters`` and
    ``invisible characters`` (soft hyphens, zero-width spaces, byte order marks), ``carriage returns`` that a
    spreadsheet writes as ``_x000D_``, and ``broken characters``, which become U+FFFD. Line ends become ``\n``.

    >>> counts = Counter()
    >>> clean("<p>Ann &amp;amp; Bo</p><p>He said \x93no\x94.</p>", counts), dict(counts)
    ('\n\nAnn & Bo\n\n\n\nHe said “no”.\n\n', {'tags': 4, 'entities': 2, 'windows-1252 controls': 2})
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "_x000" in text:
        text = _counted(_CARRIAGE, "\n", text, counts, "carriage returns")
    for _ in range(2):
        if "<" in text:
            text = _counted(_BREAKS, "\n\n", text, counts, "tags")
            text = _counted(_LINE_BREAK, "\n", text, counts, "tags")
            text = _counted(_TAG, "", text, counts, "tags")
        if "&" in text:
            text, n = ENTITY.subn(lambda found: unescape(found[0]), text)
            counts.update({"entities": n} if n else {})
        text = text.replace("\r", "\n")
    text = _counted(_HALF, "\ufffd", text, counts, "broken characters")
    text, n = _C1.subn(lambda found: _CP1252[found[0]], text)
    counts.update({"windows-1252 controls": n} if n else {})
    text = _counted(_CONTROL, "", text, counts, "control characters")
    return _counted(_INVISIBLE, "", text, counts, "invisible characters")


def _counted(pattern: re.Pattern[str], new: str, text: str, counts: Counter[str], kind: str) -> str:
    text, n = pattern.subn(new, text)
    if n:
        counts[kind] += n
    return text
