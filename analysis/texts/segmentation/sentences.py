"""Sentences of a text, as offsets.

Rule-based, with no trained model: a trained splitter (Punkt) would cut the same sentence differently in another
corpus, and importing NLTK takes seconds that every command would pay for.
"""

from __future__ import annotations

import re

from analysis.texts.segmentation.paragraphs import paragraphs

# Titles come before a name and never end a sentence; the others may, so the next word decides.
ABBREVIATED_TITLES = frozenset(
    "Mr Mrs Ms Messrs Dr Prof Gen Maj Col Lt Sgt Cpl Pvt Capt Cmdr Cdr Adm Brig Sen Sens Rep Reps Gov Govs Rev Fr Hon "
    "Pres Amb Supt Insp Det St Mt Ft Msgr Sr Sra vs v cf ca Nos pp".split()
)
SHORTENED = frozenset(
    "Jr Inc Corp Ltd Co Bros Ave Blvd Rd Dept Univ Assn Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues "
    "Wed Thu Thur Thurs Fri Sat Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass Mich Minn Miss Mo "
    "Mont Neb Nev Okla Ore Pa Penn Tenn Tex Va Vt Wash Wis Wyo etc al est approx Ph.D M.D No".split()
)

# After "U.S." or "Inc.", a capital letter may belong to a name; these words begin a sentence.
STARTERS = frozenset(
    "A After All Also Although An And Another Any Are As At Because Before Both But By Can Could Did Do Does During "
    "Each Earlier Even Every Few For From Had Has Have He Her Here His How However I If In Is It Its Last Later Many "
    "Meanwhile More Most Much My Nearly Next No Nor Not Now Of On Once One Only Or Other Our Over Perhaps She Since So "
    "Some Still Such That The Their Then There These They This Those Though Through Thus To Today Two Under Until Was "
    "We Were What When Where Whether Which While Who Why Will With Would Yet You Your".split()
)

_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*")
_OPENERS = "\"'“‘«([–—-•*"
_SPLIT = re.compile(r"[\s\"'“”‘’«»(\[]")
_NEXT_WORD = re.compile(r"[^\W\d_]+")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
_ITEM_NUMBER = re.compile(r"\(?(?:\d{1,3}|[A-Za-z]|[ivx]{1,9})")


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the sentences of a text as ``(start, end)``, in order, white space between them left out.

    A sentence ends at a full stop, question or exclamation mark, with the closing marks that follow it, when a new
    sentence can begin there: a capital, a digit or an opening mark follows. Titles ("Maj."), initials and the number of
    a list item do not end one. A missing space after the full stop is seen where a word of small letters or a closing
    bracket comes before it ("statements).The stance").

    Misleads where a writer begins sentences with small letters, and after an abbreviation that is not in the lists.
    """
    spans = []
    for start, end in paragraphs(text):
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


def _ends_sentence(text: str, begin: int, stop: re.Match[str], end: int) -> bool:
    after = stop.end()
    if after >= end:
        return True
    follow = after
    while follow < end and text[follow].isspace():
        follow += 1
    first = follow
    while first < end and (text[first] in _OPENERS or text[first].isspace()) and first - follow < 4:
        first += 1
    if first >= end or not (text[first].isupper() or text[first].isdigit()):
        return False
    window = text[max(begin, stop.start() - 24) : stop.start()]
    word = _SPLIT.split(window)[-1]
    if follow == after:
        return _ends_without_space(text, stop, word, first)
    if not stop.group().startswith(".") or stop.group().startswith(".."):
        return True
    if word in ABBREVIATED_TITLES or (len(word) == 1 and word.isupper() and word != "I"):
        return False
    if _ITEM_NUMBER.fullmatch(text, begin, stop.start()):
        return False
    if word in SHORTENED or _INITIALS.fullmatch(word):
        if word == "No":
            return not text[first].isdigit()
        next_word = _NEXT_WORD.match(text, first, end)
        return next_word is not None and next_word.group() in STARTERS
    return True


def _ends_without_space(text: str, stop: re.Match[str], word: str, first: int) -> bool:
    if "." not in stop.group() or len(stop.group()) > 2 or not text[first].isupper():
        return False
    next_word = _NEXT_WORD.match(text, first)
    before = text[stop.start() - 1 : stop.start()]
    closed = before in {")", "]", "”", "»"}
    small = len(word) > 2 and word.isalpha() and word[1:].islower()
    return next_word is not None and next_word.group()[1:].islower() and (closed or small)
