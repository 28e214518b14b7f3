"""Titles in quotation marks: works, headlines, names and terms, which the author cites and nobody says."""

from __future__ import annotations

import re

from analysis.texts.attribution.word_classes import (
    AUXILIARIES,
    DETERMINERS,
    PREPOSITIONS,
    PRONOUNS,
    TIME_OPENERS,
    cue_takes,
)

LONGEST_TITLE = 16  # words
_WORKS = (
    r"(?:act|advert(?:isement)?|album|anthem|aria|article|autobiograph(?:y|ie)|ballad|ballet|bestseller|bill|biograph"
    r"(?:y|ie)|blog|book|booklet|boat|broadcast|brochure|campaign|cartoon|chapter|column|comed(?:y|ie)|comic|concerto|"
    r"conference|course|documentar(?:y|ie)|drama|editorial|episode|essay|exhibit(?:ion)?|fable|ferr(?:y|ie)|festival|"
    r"film|flyer|game|guide|handbook|hit|hymn|initiative|installation|leaflet|lecture|magazine|manual|masterpiece|"
    r"memoir|movie|mural|musical|newsletter|newspaper|novel|novella|op-ed|opera|operation|painting|pamphlet|paper|"
    r"photograph|picture|piece|play|podcast|poem|portrait|poster|program(?:me)?|project|report|retrospective|scheme|"
    r"sculpture|seminar|sequel|series|serial|ship|show|single|sitcom|song|sonata|steamer|stor(?:y|ie)|symphony|tale|talk|"
    r"tanker|textbook|thesis|thriller|tour|track|tragedy|trawler|treatise|trilogy|tune|vessel|video|workshop|yacht)s?"
)
_WORK = re.compile(rf"\b{_WORKS}(?:,|\s+(?:as|like|including|and|of)|:)?\s*$", re.IGNORECASE)
_WORK_AFTER = re.compile(rf"\s+{_WORKS}\b")  # "the “Keep your farm dry” leaflet"
_WORDS = re.compile(
    r"\b(?:the (?:word|term|phrase|expression|name|title|nickname|slogan|motto|hashtag|password|acronym)s?|alias|"
    r"(?<=\()see|(?<=; )see|nicknamed|christened|dubbed|named|marked(?: with)?|"
    r"emblazoned with|inscribed(?: with)?|known (?:[a-z]+ ){0,3}(?:as|by)|so-called|called the)[,:]?\s*$",
    re.IGNORECASE,
)
_ENTITLED = re.compile(r"\b(?:(?:en|sub)?titled|headlined|captioned|headline|heading|caption)[,:]?\s*$", re.IGNORECASE)
_CALLED = re.compile(r"\bcalled[,:]?\s*$", re.IGNORECASE)
_LETTERED = re.compile(
    r"(?<!\bis )(?<!\bwas )(?<!\bare )(?<!\bwere )(?<!\bbeen )\b(?:labell?ed|stamped)\s*$", re.IGNORECASE
)
_RELATIVE = re.compile(r"\b(?:what|which|that|who|whom)\b[^;:]*$|\b(?:he|she|they|it|i|we|you)\s+\w+ed", re.IGNORECASE)
_PASSIVE = re.compile(r"\b(?:is|was|are|were|be|been|being)\s+(?:also |often |now )?called[,:]?\s*$", re.IGNORECASE)
# Verbs whose object may be a work: before a title they say what was written, read or praised.
_OF_WORKS = frozenset(
    "write writes wrote written writing read reads reading praise praises praised praising hail hails hailed hailing "
    "recommend recommends recommended recommending mention mentions mentioned mentioning cite cites cited citing "
    "describe describes described describing quote quotes quoted quoting criticize criticized criticise criticised "
    "condemn condemned slam slammed promote promoted announce announced publish published release released".split()
)
_SMALL = PREPOSITIONS | DETERMINERS | frozenset("and but for nor or so yet to vs".split())
_SHOW = re.compile(
    r"(?:\b[A-Z][\w.]*(?:[’']s|s[’'])|\b1[89]\d\d|\b20\d\d|\b(?:on|in|during|for|from|of))\s*$"
)  # "BBC’s “Today at Six”"
_FIRST_NAME, _SURNAME = re.compile(r"\b[A-Z][\w’'-]*\.? $"), re.compile(r" [A-Z][a-z’'A-Z-]+")
_NICKNAME = 3  # words
_AUXILIARY = re.compile(rf"\s+(?:{'|'.join(sorted(AUXILIARIES))})\b")
_WORD = re.compile(r"[^\W_][\w’'-]*")


def is_title(before: str, inside: str, after: str, *, cue: str, close: bool) -> bool:
    """Return whether a quotation is a title, a name or a term.

    Parameters
    ----------
    before, inside, after
        The words of its sentence before it, its own without the marks, and those after it.
    cue
        The cue that may attribute it, or "".
    close
        Whether that cue is next to it.

    Notes
    -----
    What is before decides first: a work ("the film"), a word for words ("the term"), "titled", "called". Then its own
    form: capitals on all words but the small ones. A sentence with a verb stays speech after "book:" or "report:".
    Misleads where the title of an unknown work is in small letters ("She wrote “how to go on”").
    """
    n = len(inside.split())
    tail = before[-80:]
    opens, ends = inside[:1].isupper() or inside[:1].isdigit(), inside[-1:] in ".!?…,"
    in_title_case = is_title_case(inside)
    whole = ends and not in_title_case and n >= 4
    named = _SURNAME.match(after) if n <= _NICKNAME and not ends else None
    if named and named.group().strip().lower() not in TIME_OPENERS and _is_nickname(tail, inside):
        return True
    if _ENTITLED.search(tail) or (_CALLED.search(tail) and _is_name(tail, opens)):
        return n < 2 * LONGEST_TITLE
    lettered = opens and bool(_LETTERED.search(tail)) and not _RELATIVE.search(tail)
    lettered = lettered or (opens and not ends and n > 1 and bool(_WORK_AFTER.match(after)))
    if n < LONGEST_TITLE and not whole and (lettered or _WORDS.search(tail) or (opens and _WORK.search(tail))):
        return True
    if not in_title_case or not (before.strip() or cue == ":"):
        return False
    if cue == ":":
        return True  # "‘The Mill’: Ann Roe"
    if n > 1 and _SHOW.search(tail) and not inside.isupper():
        return True
    led = before.rstrip().endswith((",", ":"))
    if cue and (close or ends):
        subject = n > 1 and bool(_AUXILIARY.match(after))  # "Roe said “The Mill” was old"
        return close and not led and (cue.lower() in _OF_WORKS or subject)
    return n > 1 and not (inside.isupper() or before.rstrip().endswith(":"))


def _is_nickname(before: str, inside: str) -> bool:
    """Tell the name in marks within a name ("told Jan “Red” Vos") from a word quoted in a headline."""
    first = _FIRST_NAME.search(before)
    if first:
        low = first.group().strip(" .").lower()
        return inside[:1].isupper() and (low,) not in cue_takes() and low not in PRONOUNS | _SMALL | AUXILIARIES
    return " " in inside and is_title_case(inside) and before[-2:-1].islower()  # "told “Red Jan” Vos"


def _is_name(before: str, opens: bool) -> bool:
    """Tell the name after "a book called" from the judgement after "what she called"."""
    return not _RELATIVE.search(before) and (opens or not _PASSIVE.search(before))


def is_title_case(words: str) -> bool:
    """Return whether the first word and all but prepositions, articles and conjunctions begin with a capital."""
    forms = _WORD.findall(words)
    return bool(forms) and not forms[0][0].islower() and all(not f[0].islower() or f in _SMALL for f in forms)
