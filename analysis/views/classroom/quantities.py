"""The numbers that an answer may mean, in whatever form a person writes them."""

from __future__ import annotations

import re
import unicodedata
from math import isfinite, nan

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
_UNITS += ["seventeen", "eighteen", "nineteen"]
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_WORDS = {word: n for n, word in enumerate(_UNITS)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_SAID = re.compile(rf"\b(?:({'|'.join(_TENS)})[\s-]({'|'.join(_UNITS[1:10])})|({'|'.join(_WORDS)}))\b")
_PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_PART = re.compile(rf"(?:(\d+)|\ba)?[\s-]*\b({'|'.join(_PARTS)}|3rd)s?\b")
_NONE = re.compile(
    r"(?:there (?:are|is) )?(?:none|nothing|nil|nought|not any|not one|no(?: loaded)?(?: words?| texts?)?)"
    r"(?: at all| of (?:them|these|those))?"
)
_NUMBER = r"[-−]?(?:\d+(?:[.,]\d+)*|[.,]\d+)(?:e-?\d+)?"
_PERCENT = r"\s*(?:%|per\s*cent\b|pct\b)"
_FRACTION = re.compile(
    rf"({_NUMBER})(?:\s[a-z]+){{0,2}}?\s*(?:[/÷:]|\b(?:out of|of|in|over|divided by)\b)\s*(?:(?:the|all|every) )*"
    rf"({_NUMBER})"
)
_PRODUCT = re.compile(rf"\s*{_NUMBER}(?:\s*[*×x/÷]\s*{_NUMBER})+\s*")
_PER_THOUSAND = re.compile(r"\s*(?:(?:\bper|\bin|\bout of|/)\s*(?:every |each )?(?:1,?000|thousand|mille)\b|‰)")


def numbers(given: object) -> tuple[float, ...]:
    """Return the numbers that an answer may mean, none where it holds none or several.

    >>> numbers("12 %"), numbers("3 of 25"), numbers("2,140 names"), numbers("a third")[0] == 1 / 3
    ((0.12,), (0.12, 3.0), (2140.0, 2.14), True)
    """
    said = quantities(given)
    return said[0] if len(said) == 1 else ()


def quantities(given: object) -> list[tuple[float, ...]]:
    """Return, for each number in an answer, what it may mean: 3 of 25 is a share of .12, or a count of 3.

    >>> quantities("3/25 = 12 %")
    [(0.12, 3.0), (0.12,)]
    """
    if isinstance(given, (int, float)) and not isinstance(given, bool):
        return [(_float(given),)]
    text = unicodedata.normalize("NFKC", str(given)).lower().replace("⁄", "/").replace("−", "-").strip(" .!?")
    if _NONE.fullmatch(text):
        return [(0.0,)]
    text = _SAID.sub(lambda found: str(sum(_WORDS[word] for word in found.groups() if word)), text)
    text = _PER_THOUSAND.sub("", re.sub(r"(?<=\d)[ '’](?=\d{3}\b)", "", text))
    text = re.sub(r"\b(in|of) (?:a|every) hundred\b", r"\1 100", text)
    text = _PART.sub(lambda found: f" {found[1] or 1}/{_PARTS.get(found[2], 3)} ", text)
    if ("*" in text or "×" in text) and _PRODUCT.fullmatch(text):
        return [(_product(text),)]
    shares = []
    for over, under in _FRACTION.findall(text):
        shares.append((_product(f"{over}/{under}"), _readings(over)[0]))
    rest = re.findall(rf"({_NUMBER})({_PERCENT})?", _FRACTION.sub(" ", text))
    return shares + [tuple(one / 100 if percent else one for one in _readings(figure)) for figure, percent in rest]


def _readings(figure: str) -> tuple[float, ...]:
    """Return what a figure may mean: a comma parts thousands, or is a decimal comma."""
    thousands = re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", figure)
    readings = [figure.replace(",", "")] if thousands else []
    readings.append(figure.replace(",", ".") if figure.count(",") == 1 and "." not in figure else figure)
    return tuple(_float(one) for one in readings if re.fullmatch(r"-?\d*\.?\d+(?:e-?\d+)?", one)) or (nan,)


def _product(text: str) -> float:
    """Return what a chain of products and quotients comes to."""
    value, sign = 1.0, "*"
    for step, figure in re.findall(rf"([*×x/÷]?)\s*({_NUMBER})", text):
        sign, one = step or sign, _readings(figure)[0]
        value = (value / one if one else nan) if sign in "/÷" else value * one
    return value


def _float(figure: float | str) -> float:
    try:
        value = float(figure)
    except (OverflowError, ValueError):
        return nan
    return value if isfinite(value) else nan
