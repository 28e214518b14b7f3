"""Sentences of a text, as offsets.

Rule-based, with no trained model: a trained splitter (Punkt) would cut the same sentence differently in another
corpus, and importing NLTK takes seconds that every command would pay for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import regex

from analysis.texts.segmentation.abbreviations import (
    ABBREVIATED_TITLES,
    BEFORE_NUMBER,
    COMPANY,
    LETTERED,
    MARKED_NAMES,
    NEVER_LAST,
    SHORTENED,
    STARTERS,
)
from analysis.texts.segmentation.paragraphs import Span, paragraphs

_NOTE = r"\[(?:\d{1,3}(?:\s?[-–,]\s?\d{1,3})?|[a-z]|note \d{1,3}|citation needed)\]"
_LEFT_OUT = r"[\[(]\s?(?:…|\.\s?\.\s?\.)\s?[\])]"
_STOP = re.compile(rf"[.!?…]+[\"'”’»)\]]*+(?:\s?{_NOTE})*+(?:\s{_LEFT_OUT})?")
_OPENERS = "\"'“‘«([–—-•*£$€¥₹¿¡"
_SPLIT = re.compile(r"[\s\"'“”‘’«»(\[]")
_NEXT_WORD = re.compile(r"[^\W\d_]+")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_QUOTED = frozenset("\"'”’»")
_SPACED_DOTS = re.compile(r"[^\s.](?:\s\.){2}\s$")  # and a third one follows
_ROMAN = re.compile(r"[IVXLC]+\b")
_HOUR = re.compile(r"[\d.:]*[ap]\.m", re.IGNORECASE)
_TIME_GOES_ON = re.compile(
    r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April|May|June|July|August|September|October|"
    r"November|December|[A-Z]{1,3}[SD]?T|UTC|GMT|Eastern|Central|Mountain|Pacific|Greenwich|[A-Z]\w+ time)\b"
)
_FRONTED_HOUR = re.compile(
    r"(?:(?:on|just|only|every|early|late|then|and|but|so|later|shortly|today|yesterday|tomorrow|\w+day|morning),?\s){0,4}"
    r"(?:at|by|around|about|before|after|since|from|until|between)\s(?:about\s|around\s)?[\d.:]+\s?[ap]\.m",
    re.IGNORECASE,
)
_LIST_ITEM = re.compile(r"([•⁃‣*]\s?)?(\(?)(\d{1,2}|[a-z])(\.\)|\)|\.)\s?(?=[A-Z])")
_NO_ITEM = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December|the|an?|of|in|on|at|to|"
    r"and|or|by|for|with|from|than|about|over|under|only|[A-Z][a-z]{0,3}\.)$"
)
_ITEM_NUMBER = re.compile(r"(?:[•⁃‣*–—-]\s*)?\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,9})")
_MAY_BE_SHORT = ABBREVIATED_TITLES | SHORTENED | BEFORE_NUMBER | NEVER_LAST
_SPEAKER_AFTER = regex.compile(
    r"(?:I|(?:\p{Lu}\p{L}{0,4}\.\s)?\p{Lu}[\w’'-]+(?:\s\p{Lu}[\w’'.-]*){0,3})\s"
    r"(?:said|says|asked|asks|replied|added|cried|shouted|wondered|exclaimed|answered|called|whispered|yelled|quipped|"
    r"demanded|inquired|enquired|wrote|tweeted|joked|recalled)\b(?!:|,\s?[\"“‘']|\s(?:nothing|little|that|it|he|she|they|there)\b)"
)
_SURE_STARTERS = STARTERS - {"I"}
_ADDRESS = re.compile(r"[\w.+-]{0,64}@|(?:Com|Org|Net|Gov|Edu|Co|Uk|Info)\b")
_IN_ADDRESS = frozenset("@/:")


def sentences(text: str, units: list[Span] | None = None) -> list[tuple[int, int]]:
    """Return the sentences of a text as ``(start, end)``, in order, white space and tags of paragraphs left out.

    `units` are the paragraphs of the text, where they have been found already.

    A sentence ends at a full stop, question or exclamation mark, with the closing marks and note numbers that follow
    it, when a new sentence can begin there: a capital, a digit, a sum of money or an opening mark follows. Titles
    ("Maj."), initials, the number of a list item, "Yahoo!" before "Inc." and words left out ("[...]") do not end one,
    nor does a quoted question before who asked it ("…?” Ann asked"). After "U.S.", "p.m." or "Plan B." the words beside
    it decide. A missing space after the full stop is seen where a word of small letters or a closing bracket comes
    before it ("statements).The stance"). The items of a list in one line are a sentence each ("1. Tea 2. Milk").

    Misleads where a writer begins sentences with small letters, and after an abbreviation that is not in the lists.
    """
    spans = []
    for start, end in (item for unit in units or paragraphs(text) for item in _list_items(text, *unit)):
        begin = start
        for stop in _STOP.finditer(text, start, end):
            if stop.start() >= begin and _ends_sentence(text, begin, stop, end):
                spans.append((begin, stop.end()))
                begin = stop.end()
                while begin < end and text[begin].isspace():
                    begin += 1
        if begin < end:
            spans.append((begin, end))
    return spans


def _list_items(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the items of a paragraph that is a list, each with its number; else the whole of it."""
    item = _LIST_ITEM.match(text, start, end)
    if item and not (item[1] or item[3] in {"1", "a"}):
        item = None
    while item:
        bullet, bracket, number, mark = item.groups(default="")
        following = str(int(number) + 1) if number.isdigit() else chr(ord(number) + 1)
        at = text.find(f" {bullet}{bracket}{following}{mark}", item.end(), end)
        listed = at >= 0 and not _NO_ITEM.search(text, max(start, at - 12), at)
        item = _LIST_ITEM.match(text, at + 1, end) if listed else None
        if item:
            yield start, start + len(text[start:at].rstrip())
            start = at + 1
    yield start, end


def _ends_sentence(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    after, marks = stop.end(), stop.group()
    if after >= end or (marks == "." and _is_plain(text, begin, after, end)):
        return True
    follow = after
    while follow < end and text[follow].isspace():
        follow += 1
    first = follow
    while first < end and (text[first] in _OPENERS or text[first].isspace()) and first - follow < 4:
        first += 1
    if first >= end or not _may_begin(text[first], text[first + 1 : first + 2]):
        return False
    window = text[max(begin, stop.start() - 24) : stop.start()]
    word = _SPLIT.split(window)[-1]
    if follow == after:
        return _ends_without_space(text, stop, word, first)
    if not _QUOTED.isdisjoint(marks) and _names_speaker(text, first, marks[0] == "."):
        return False
    if marks[0] == "…" or marks.startswith(".."):
        return not _is_omission(text, stop, first)
    if marks[0] in "!?":
        next_word = _word_at(text, first)
        return marks != "!" or (next_word not in COMPANY and (next_word in STARTERS or not MARKED_NAMES.search(window)))
    return "[" in marks or _ends_at_dot(text, begin, stop.start(), word, first)


def _is_plain(text: str, begin: int, after: int, end: int) -> bool:
    """Tell the stop that most are: of a sentence, behind a word in small letters that is never shortened."""
    if after + 1 >= end or text[after] != " " or not text[after + 1].isupper():
        return False
    word = text[max(begin, after - 25) : after - 1].rpartition(" ")[2]
    return word.isalpha() and word.islower() and len(word.strip("ivx")) > 2 and word not in _MAY_BE_SHORT


def _may_begin(sign: str, second: str) -> bool:
    return sign.isupper() or sign.isdigit() or (second.isupper() and (sign.islower() or sign in "#@"))  # also "iPads"


def _names_speaker(text: str, first: int, at_dot: bool) -> bool:
    """Tell whether the one who said what was quoted comes next: "…?” Ann asked"."""
    verb = _SPEAKER_AFTER.match(text, first) if text[first - 1].isspace() else None
    return verb is not None and (not at_dot or text[verb.end() : verb.end() + 1] in {".", ",", ";"})


def _is_omission(text: str, stop: re.Match[str], first: int) -> bool:
    """Tell words left out from a stop: dots in brackets, or set apart, before a word that begins no sentence."""
    before = text[max(0, stop.start() - 2) : stop.start()]
    in_brackets = before[-1:] in {"[", "("} and stop.group()[-1] not in ".…"
    apart = before[-1:].isspace() and before[0] not in '.!?”"'
    return (in_brackets or apart) and not _begins(text, first)


def _begins(text: str, first: int) -> bool:
    return _word_at(text, first) in _SURE_STARTERS


def _ends_at_dot(text: str, begin: int, dot: int, word: str, first: int) -> bool:
    next_word = _word_at(text, first)
    if word.isupper() and len(word) > 1 and word.isalpha():  # "GEN. LEE", "HE SAID NO. THE"
        word, next_word = word.capitalize(), next_word.capitalize()
    if word in ABBREVIATED_TITLES or word in NEVER_LAST or _ITEM_NUMBER.fullmatch(text, begin, dot):
        return False
    if not word:
        return _begins(text, first) or not _SPACED_DOTS.search(text, max(begin, dot - 8), dot)
    if word in BEFORE_NUMBER and (text[first].isdigit() or _ROMAN.match(text, first)):
        return False
    if _HOUR.fullmatch(word):
        goes_on = text[first].isdigit() or _TIME_GOES_ON.match(text, first) or _FRONTED_HOUR.fullmatch(text, begin, dot)
        return not goes_on
    if len(word) == 1 and word.isupper() and word != "I":
        before = text[max(begin, dot - 40) : dot - 1].split()[-1:]
        return before != [] and (before[0] in LETTERED or (next_word in STARTERS and before[0][-1] not in ".!?"))
    if (word in SHORTENED or _INITIALS.fullmatch(word)) and word != "No":
        return next_word in STARTERS
    return True


def _word_at(text: str, first: int) -> str:
    word = _NEXT_WORD.match(text, first)
    return word.group() if word else ""


def _ends_without_space(text: str, stop: re.Match[str], word: str, first: int) -> bool:
    if "." not in stop.group() or len(stop.group()) > 2 or not text[first].isupper():
        return False
    if word == "www" or not _IN_ADDRESS.isdisjoint(word) or _ADDRESS.match(text, stop.end()):
        return False
    next_word = _NEXT_WORD.match(text, first)
    before = text[stop.start() - 1 : stop.start()]
    closed = before in {")", "]", "”", "»"}
    small = len(word) > 2 and word.isalpha() and word[1:].islower()
    return next_word is not None and next_word.group()[1:].islower() and (closed or small)
