"""Numbers, lists and labels in words, for titles, captions and alt texts: one way of writing them everywhere.

What a file calls a text, a group or a word may be anything. `visible` and `label` decide how it is displayed, and
`labelled` does so for a whole table before it is drawn. Tables for programs keep what the file says.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from math import isinf, isnan
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

# What XML forbids or a reader cannot see: controls (all but tab and line ends), zero-width and tag characters, marks
# that turn the direction of what follows, surrogates, and code points that are no characters.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb"
    "\ufffe\uffff\U000e0000-\U000e007f]"
)
_LONGEST, _LABEL = 60, 200  # characters of a label; of one with titles, outlets and dates of texts
_SENTENCES = dict.fromkeys(("statement", "finding", "rule", "opening", "cues"), 240)  # columns whose cells are longer
_SAID_OF = ("statement", "choice", "instead", "text")  # columns whose cells may speak of texts

VOICE_WORDS = {
    "author": "in the author's voice",
    "direct": "in quotation marks",
    "indirect": "in paraphrase",
    "all": "all voices",
}
GROUP, KIND = "group", "kind of source"  # what figures call the groups: the second only where they are that
KEYED = ("author", "direct", "indirect")  # the voices in the order in which figures name them


def visible(text: object) -> str:
    r"""Return a text with “�” for each character that cannot be shown: as HTML and SVG hold it.

    >>> visible("a\x01b"), visible("two\nlines")
    ('a�b', 'two\nlines')
    """
    return _UNSEEN.sub("�", str(text))


def label(thing: object, longest: int = _LONGEST) -> str:
    r"""Return on one line what a file calls something, cut in the middle with “…” if it is longer than `longest`.

    The middle goes, since names often differ in their ends.

    >>> label(" line\nbreak "), label("a" * 50 + "b" * 50, 9)
    ('line break', 'aaaa…bbbb')
    """
    line = visible(" ".join(str(thing).split()))
    if not line:
        return "�" if str(thing) else ""  # only spaces: as invisible as the rest
    if len(line) <= longest:
        return line
    return f"{line[: longest // 2].rstrip()}…{line[-((longest - 1) // 2) :].lstrip()}"


def labelled(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table whose texts are labels, for a figure and its words; what differed still differs: “a”, “a (2)”.

    Texts go by what ``attrs["labels"]`` calls them, where it has them: alone in a cell, and in sentences. The table
    itself is returned where all its texts can be shown as they are.
    """
    names: dict[str, str] = {}
    texts = table.attrs.get("labels", {})
    for column in table.select_dtypes(exclude=["number", "bool"]):
        for value in table[column].unique():
            if isinstance(value, str):
                of_texts = texts and (value in texts or column in _SAID_OF)
                said = texts.get(value) or (_with_labels(value, texts) if of_texts else value)
                names[value] = label(said, _SENTENCES.get(column, _LABEL if of_texts else _LONGEST))
    changed = sorted(value for value, shown in names.items() if value != shown)
    if not changed:
        return table
    taken = set(names) - set(changed)
    for value in changed:
        first, n = names[value], 1
        while names[value] in taken:
            n += 1
            names[value] = f"{first} ({n})"
        taken.add(names[value])
    whole = table.copy()
    for column in whole.select_dtypes(exclude=["number", "bool"]):
        whole[column] = whole[column].map(lambda value: names.get(value, value) if isinstance(value, str) else value)
    return whole


def _with_labels(said: str, texts: dict[str, str]) -> str:
    """Return a sentence with the texts in it by their labels."""
    found = [doc_id for doc_id in texts if doc_id in said]
    if not found:
        return said
    there = "|".join(map(re.escape, sorted(found, key=len, reverse=True)))
    return re.sub(rf"(?<![\w-])(?:{there})(?![\w-])", lambda match: texts[match[0]], said)


def number(value: float) -> str:
    """Return a whole number with commas: ``1,429``."""
    return f"{round(value):,}"


def counted(value: float, thing: str, things: str = "") -> str:
    """Return a number with its noun: ``1 text``, ``4 texts``.

    >>> counted(1, "text"), counted(4, "text"), counted(2, "category", "categories")
    ('1 text', '4 texts', '2 categories')
    """
    return f"{number(value)} {thing if round(value) == 1 else things or thing + 's'}"


def corrections_told(table: pd.DataFrame) -> str:
    """Say how many corrections are counted, and of what: ``3 corrections counted (1 of voices, 2 of markers)``."""
    kinds = ", ".join(f"{n:,} of {kind}s" for kind, n in table["what"].value_counts(sort=False).items())
    return f"{counted(len(table), 'correction')} counted{f' ({kinds})' if kinds else ''}"


def percent(share: float) -> str:
    """Return a share as a whole percentage; what is not quite nothing or not quite all says so.

    >>> [percent(share) for share in (0, 0.001, 0.384, 0.999, 1, float("nan"))]
    ['0 %', '< 1 %', '38 %', '> 99 %', '100 %', 'no words']
    """
    if isnan(share):
        return "no words"
    if 0 < share < 0.005:
        return "< 1 %"
    if 0.995 <= share < 1:
        return "> 99 %"
    return f"{share:.0%}".replace("%", " %")


def percent_parts(shares: Sequence[float]) -> list[str]:
    """Return shares that are added up by whoever reads them: a digit more where rounding would make them miss the sum.

    >>> percent_parts([0.316, 0.138]), percent_parts([0.3, 0.11])
    (['31.6 %', '13.8 %'], ['30 %', '11 %'])
    """
    rounded = [round(100 * share) for share in shares]
    if sum(rounded) == round(100 * sum(shares)):
        return [percent(share) for share in shares]
    return [f"{100 * share:.1f} %" for share in shares]


def span(low: float, high: float) -> str:
    """Return a range of percentages, or one where both round to the same: ``4 to 38 %``."""
    first, last = percent(low), percent(high)
    return last if first == last else f"{first.removesuffix(' %')} to {last}"


def decimal(value: float, digits: int = 1) -> str:
    """Return a number with a true minus sign, an infinite one as ``∞``, a missing one as ``–``.

    >>> decimal(-1.25, 1), decimal(float("inf")), decimal(float("nan"))
    ('−1.2', '∞', '–')
    """
    if isnan(value):
        return "–"
    if isinf(value):
        return "∞" if value > 0 else "−∞"
    return f"{value:.{digits}f}".replace("-", "−")


def small(value: float) -> str:
    """Return a p or q with two digits, or that it is below a thousandth; a missing one as ``–``.

    >>> small(0.00002), small(0.0123), small(1.0), small(float("nan"))
    ('< 0.001', '0.012', '1', '–')
    """
    if isnan(value):
        return "–"
    return "< 0.001" if value < 0.001 else f"{value:.2g}"


def factor(log_ratio: float) -> str:
    """Return a log ratio as how many times as frequent, to two digits, or whole from 10 on.

    >>> factor(1.0), factor(-2.0), factor(16.0)
    ('2', '0.25', '65,536')
    """
    times = 2.0**log_ratio
    return number(times) if times >= 9.95 else f"{times:.2g}"


def listing(things: Sequence[object]) -> str:
    """Return a list in words: ``a, b and c``.

    >>> listing(["a"]), listing(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    words = [" ".join(str(thing).split()) for thing in things]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}" if words else "none"


def extremes(values: Mapping[str, float], said: Callable[[float], str]) -> str:
    """Return which group has least and which most: ``from 3 % in a to 9 % in c (5 groups)``.

    Texts without a value in the column of the groups are none.
    """
    from analysis.measures.groups import has_value  # it loads pandas, which most callers of this module do not need

    values = {name: value for name, value in values.items() if has_value(name)}
    least, most = (pick(values, key=lambda name: values[name]) for pick in (min, max))
    return f"from {said(values[least])} in {least} to {said(values[most])} in {most} ({number(len(values))} groups)"


def most_often(names: Iterable[str]) -> str:
    """Return the two most frequent of one name for each group: ``a in 3 of 5 groups, b in 2``."""
    (first, n), *more = (counts := Counter(names)).most_common(2)
    return ", ".join([f"{first} in {number(n)} of {number(counts.total())} groups", *(f"{b} in {m}" for b, m in more)])


def left_out(table: pd.DataFrame) -> str:
    """Say how many texts a figure of some of them leaves out (``attrs["left_out"]``), with a space before it, or ""."""
    n = table.attrs.get("left_out", 0)
    texts = table["doc_id"].nunique()
    return f" Drawn: {number(texts)} of {number(texts + n)} texts, spread evenly over the groups." if n else ""


def groups_left_out(table: pd.DataFrame) -> str:
    """Say which groups a figure shows where it leaves some out (``attrs["groups"]``), with a space before it, or ""."""
    n, drawn = table.attrs.get("groups", 0), table["group"].nunique()
    return f" Drawn: the {number(drawn)} groups with most texts, of {number(n)}." if n else ""


def named(thing: object) -> str:
    """Return a term in quotation marks: ``“regime”``."""
    return f"“{' '.join(str(thing).split())}”"
