"""The words of a text with their forms in small letters, and the text between them; a name keeps its capital."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from html import unescape
from itertools import compress

MARKUP = re.compile(r"</?[A-Za-z][^<>\n]{0,300}>|&(?:[A-Za-z]{2,8}|#\d{2,5}|#[xX][\dA-Fa-f]{2,5});")
_OPENS = re.compile(r"[:(\[—–\n•…“‘«„]|(?:^|\s)[\"'-]")  # after one of these any word may have a capital
_MODALS = frozenset({"will", "may"})  # before a name they are one: "Will Young said", not "Will Young say?"
_ALWAYS_CAPITAL = frozenset("i monday tuesday wednesday thursday friday saturday sunday".split())


class Word:
    """A word of a text: where it is, its lower-cased form, the text between it and the word before, its first letter.

    The capital of a name is kept in `low`: "Will" and "May" inside a sentence are no small words. `capital` says that
    the word is written with one, whatever the reason.
    """

    __slots__ = ("capital", "end", "gap", "low", "start")  # read a hundred times as often as made, and so the quickest

    def __init__(self, start: int, end: int, low: str, gap: str, capital: bool) -> None:
        self.start = start
        self.end = end
        self.low = low
        self.gap = gap
        self.capital = capital


def found_words(
    text: str, starts: list[int], ends: list[int], sentence_starts: list[int]
) -> tuple[list[Word], list[str], list[int]]:
    """Return every word of a text that is in no tag or entity, the form `low` of each, and where each begins.

    Parameters
    ----------
    text
        The text.
    starts, ends
        Where its words begin and end, as `words.words` finds them.
    sentence_starts
        Where its sentences begin.
    """
    plain = text
    markup = [match.span() for match in MARKUP.finditer(text)] if "<" in text or "&" in text else []
    if markup:
        begins = [start for start, _ in markup]
        at = [bisect_right(begins, start) - 1 for start in starts]
        outside = [k < 0 or start >= markup[k][1] for k, start in zip(at, starts, strict=True)]
        starts, ends = list(compress(starts, outside)), list(compress(ends, outside))
        plain = MARKUP.sub(_blank, text)
    if not starts:
        return [], [], []
    small = plain.lower().replace("’", "'")
    if len(small) == len(plain) and "Σ" not in plain:  # else a letter is not as long, or is not the same alone
        lows = [small[start:end] for start, end in zip(starts, ends, strict=True)]
    else:
        lows = [plain[start:end].lower().replace("’", "'") for start, end in zip(starts, ends, strict=True)]
    gaps = [plain[last:start] for last, start in zip([0, *ends], starts, strict=False)]
    capital = [text[start].isupper() for start in starts]
    for i in _names(text, sentence_starts, starts, lows, gaps, capital):
        lows[i] = plain[starts[i] : ends[i]].replace("’", "'")
    columns = zip(starts, ends, lows, gaps, capital, strict=True)
    return [Word(start, end, low, gap, large) for start, end, low, gap, large in columns], lows, starts


def _names(
    text: str, sentence_starts: list[int], starts: list[int], lows: list[str], gaps: list[str], capital: list[bool]
) -> list[int]:
    """Return the words with the capital of a name.

    Inside a sentence that is not all in capitals the capital tells; a word that begins a sentence is a name where
    the text has it inside one too, and nowhere with a small letter.
    """
    large = list(compress(range(len(starts)), capital))
    named, inside, first = list[int](), set[str](), list[int]()
    begin = k = 0
    for end in (*sentence_starts[1:], len(text)):
        stop = bisect_left(starts, end, begin)
        last = bisect_left(large, stop, k)
        titled = last - k > 2 and _is_title_case(lows[begin:stop], capital[begin:stop])
        if begin + 1 < stop and lows[begin] in _MODALS and capital[begin + 1] and not titled:
            if "?" not in text[end - 4 : end]:
                named.append(begin)
        for i in large[k:last]:
            low = lows[i]
            if (low.partition("'")[0] if "'" in low else low) in _ALWAYS_CAPITAL:
                continue
            if titled or i == begin or (gaps[i] != " " and _OPENS.search(gaps[i])) or lows[i - 1].isdigit():
                first.append(i)
            else:
                inside.add(low)
                named.append(i)
        begin, k = stop, last
    first = [i for i in first if lows[i] in inside]
    if first:
        small = {low for low, is_large in zip(lows, capital, strict=True) if not is_large}
        named += [i for i in first if lows[i] not in small]
    return named


def _is_title_case(lows: list[str], capital: list[bool]) -> bool:
    """Tell whether the long words of a sentence have capitals, three or more: then one inside it tells nothing.

    Of seven with a capital one may be without.
    """
    large = sum([len(low) > 3 for low in compress(lows, capital)])
    if large < 3:
        return False
    small = 0
    for low, is_large in zip(lows, capital, strict=True):
        if not is_large and len(low) > 3:
            small += 1
            if small > large // 7:
                return False
    return True


def _blank(markup: re.Match[str]) -> str:
    """Return the character that an entity stands for, or a space for a tag, at the length of the markup."""
    sign = unescape(markup.group()) if markup.group()[0] == "&" else " "
    return sign.ljust(len(markup.group())) if len(sign) == 1 else " " * len(markup.group())
