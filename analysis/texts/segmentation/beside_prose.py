"""What a text holds beside prose: markup, entities, code and the like, whose signs would be counted as words.

Nothing is edited or left out. It is said, so that the text can be taken from a better place or cleaned.
"""

from __future__ import annotations

import re
from html.entities import name2codepoint
from itertools import islice

_TAGS = (
    "a abbr article aside b blockquote body br button cite code dd div dl dt em embed figcaption figure font "
    "footer form h[1-6] head header hr html i iframe img input label li link main meta nav ol option p pre s "
    "script section select small source span strong style sub sup svg table tbody td textarea th thead time title "
    "tr u ul video"
)
# What is seen, a sign of which one must be in the text, in how many places it must be, and its shapes.
_KINDS = (
    ("tags", "<", 1, rf"(?i:</?(?:{'|'.join(_TAGS.split())})(?:\s[^<>]{{0,500}})?/?>|<!(?:--|doctype|\[cdata))"),
    ("wiki signs", "[{", 1, r"\[\[[^\[\]\n]{1,200}\]\]|\{\{[^{}\n]{1,200}\}\}|\[/(?:b|i|u|url|img|quote|size|color)\]"),
    ("Markdown", "[*#", 2, r"\]\((?:https?:|/)|\*\*\w[^*\n]{1,200}\*\*|^#{1,6}\s\w"),
    ("a cut-off", "[", 1, r"\[\+?\s?\d[\d,]*\s(?:more\s)?(?:chars|characters|words)\]|\[truncated\]"),
    (
        "code",
        "{=",
        1,
        r"\bfunction\s?\w{0,40}\s?\([^()\n]{0,80}\)\s?\{|\b(?:var|let|const)\s\w{1,40}\s?=|\)\s?=>\s?[{(]"
        r"|\bdocument\.(?:get|query|write|create|cookie|add)|\bwindow\.\w{1,40}\s?[=(.]|@media\b[^{}\n]{0,80}\{"
        r"|[.#][A-Za-z][\w-]{0,40}\s?\{[^{}]{0,80}:[^{}]{0,200}\}",
    ),
    ("data (JSON)", '"', 2, r"\"[\w@-]{1,40}\"\s?:\s?(?:[\"{\[\d-]|true|false|null)"),
    ("escapes", "\\=", 2, r"\\[nrt](?![\w.]{0,40}\\)|\\u[0-9a-fA-F]{4}|(?:=[0-9A-F]{2}){3}"),
    ("encoded data", "", 1, r";base64,|(?<!\S)(?=[A-Za-z+/]{0,60}\d)[A-Za-z0-9+/]{60,}={0,2}(?!\S)"),
)
_SHAPES = [(kind, signs, least, re.compile(shape, re.MULTILINE)) for kind, signs, least, shape in _KINDS]
_ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9a-fA-F]{2,5}|([A-Za-z]{2,8}\d{0,2}));")
_NUMBER = re.compile(r"(?<!\S)[(+−-]?[$£€]?\d[\d.,:%)/-]*(?!\S)")
_DIGIT = re.compile(r"\d")
_CELLS, _ROWS = 3, 4  # so many numbers in a row, and so many rows, are a table
_CODED = 60  # signs without a space, as encoded data have them


def beside_prose(text: str) -> list[str]:
    """Return what is seen in a text that is no prose, each kind once; nothing for plain prose.

    A table of numbers is four lines of which at least half are numbers, three or more in each.

    Notes
    -----
    Misleads for texts about code and markup, which quote what they write about, and for what has been left in without
    its signs: the words of a menu are words.

    >>> beside_prose("<p>Rain &amp; wind. [+812 chars]"), beside_prose("Rain & wind (3 < 4).")
    (['tags', 'a cut-off', 'entities'], [])
    """
    seen = [
        kind
        for kind, signs, least, shape in _SHAPES
        if (any(sign in text for sign in signs) if signs else _may_be_coded(text))
        and sum(1 for _ in islice(shape.finditer(text), least)) == least
    ]
    if any(name[1] is None or name[1] in name2codepoint or name[1] == "apos" for name in _ENTITY.finditer(text)):
        seen.append("entities")
    rows = ((len(_NUMBER.findall(line)), line) for line in text.splitlines() if _DIGIT.search(line))
    table = (n for n, line in rows if n >= _CELLS and 2 * n >= len(line.split()))
    if sum(1 for _ in islice(table, _ROWS)) == _ROWS:
        seen.append("a table of numbers")
    return seen


def _may_be_coded(text: str) -> bool:
    """Tell whether a text has what may be encoded data: at each place of all others the pattern would be tried."""
    return ";base64," in text or max(map(len, text.split()), default=0) >= _CODED
