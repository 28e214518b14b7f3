"""Closed classes of English words, times, and the cues: the rules use them to find where a phrase begins and ends.

No tagger and no parser: a tagger that works offline would have to be trained and shipped, and its errors could not be
read off a table.
"""

from __future__ import annotations

import re
from functools import cache

from analysis.texts.readers.lexicon import cue_forms, read_cues
from analysis.texts.segmentation.word_forms import Word

ARTICLES = frozenset("the a an".split())
PRONOUNS = frozenset("he she they it we i you who".split())  # as the subject of a cue
DEMONSTRATIVES = frozenset("which that this these those one".split())  # as subjects they name nobody either
POSSESSIVES = frozenset("his her its their our my your".split())
DETERMINERS = ARTICLES | POSSESSIVES | frozenset("this that these those another one some several".split())
PREPOSITIONS = frozenset(
    "about above according across after against along amid among around as at before behind below between beyond by "
    "despite during following for from given in inside into like near of off on onto out outside over per regarding "
    "concerning including involving since than through throughout to toward towards under until upon via with within "
    "without".split()
)
AUXILIARIES = frozenset(
    "is are was were be been being am has have had having do does did will would shall should can could may might must "
    "isn't aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't couldn't "
    "cannot shouldn't mustn't needn't".split()
)
ADVERBS = frozenset(
    "also then later again once further now still only even just earlier recently often twice once first last "
    "elsewhere instead too soon never ever always already long".split()
)
BREAKS = frozenset(
    "that who whom which whose and but or nor because while when where if although though whether so unless whereas "
    "what how why however meanwhile".split()
)
ADVERBIAL_OPENERS = (PREPOSITIONS - {"according"}) | {
    *"when while if although though because meanwhile however still now then today yesterday tonight earlier".split(),
    *"later recently separately similarly additionally moreover furthermore also but and so yet last this next".split(),
    *"once asked simultaneous contrary previously finally instead indeed thus therefore nevertheless".split(),
}
PAST = frozenset(
    "put took made gave went came began set sent held led won lost left met ran saw got kept brought stood sat fell "
    "rose drew grew knew let paid read spoke spent cut hit hosts faces seeks wants plans has published known based "
    "affiliated located became wrote threw flew drove broke chose stole wore tore swore shook forgot hung hid dug won "
    "shot struck stuck swung bought caught fought sought taught felt meant slept swept built lent withdrew laid quit "
    "fled flew clung crept dealt drank ate fed flung froze knelt leapt rode sang sank shrank slid slung spun sprang "
    "strove swam swung thrust trod underwent undertook upheld withstood woke wept overtook overthrew oversaw overcame "
    "retook mistook misled foresaw beheld bore blew sold began arose forgave forbade".split()
)
NOT_ADVERBS = frozenset(
    "daily weekly monthly quarterly family ally assembly rally bully monopoly anomaly reply early friendly elderly "
    "lonely likely unlikely deadly costly lively ugly holy chilly hourly yearly nightly orderly scholarly".split()
)
QUANTIFIERS = frozenset("two three four five six seven eight nine ten many most few all some other more".split())
DIRECTIONS = frozenset(
    "northern southern eastern western central nearby neighbouring neighboring rural downtown".split()
)
NAME_PARTICLES = frozenset("al el bin ibn abu von van de del della da di du la le ben den der ter dos zu".split())
TIME_UNITS = frozenset("second minute moment hour day week month year decade".split())
NOT_PAST = frozenset("united red hundred sacred armed limited unnamed unidentified".split())
TIME = re.compile(  # months with their capital: "the march was peaceful"
    r"(?:\b(?:on|in|at|late|early|earlier|last|this|next|since|by|of|the|same)\s+)*"
    r"\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|"
    r"(?-i:(?:Jan|Febr)uary|March|April|May|June|July|August|(?:Sept|Nov|Dec)ember|October|"
    r"JANUARY|FEBRUARY|MARCH|APRIL|MAY|JUNE|JULY|AUGUST|SEPTEMBER|OCTOBER|NOVEMBER|DECEMBER)|"
    r"(?-i:Jan|Feb|Aug|Sept?|Oct|Nov|Dec)\.|today|yesterday|tonight|week(?:end)?|month|year|"
    r"day|morning|afternoon|evening|night|[12]\d{3})(?!\w)"
    r"(?:\s+(?:morning|afternoon|evening|night|\d{1,2}(?:st|nd|rd|th)?))?(?:,?\s+[12]\d{3})?",
    re.IGNORECASE,
)
# The first word of what `TIME` matches, without a dot; or it is a year.
TIME_OPENERS = frozenset(
    "on in at late early earlier last this next since by of the same monday mondays tuesday tuesdays wednesday "
    "wednesdays thursday thursdays friday fridays saturday saturdays sunday sundays january february march april may "
    "june july august september october november december jan feb aug sep sept oct nov dec today yesterday tonight "
    "week weekend month year day morning afternoon evening night".split()
)
# The last words of one, without a dot; or it is a number.
TIME_ENDS = TIME_OPENERS - frozenset("on in at late early earlier last this next since by of the same".split())
MONTHS = frozenset("March April May June August".split())  # that are names of people too


@cache
def _cue_column(name: str) -> dict[tuple[str, ...], str]:
    table = cue_forms(read_cues())
    return {tuple(form.lower().split()): cell for form, cell in zip(table["form"], table[name], strict=True)}


@cache
def cue_takes() -> dict[tuple[str, ...], frozenset[str]]:
    """Return where the content of each written form of a cue is, the form as a tuple of lower-cased words."""
    return {form: frozenset(takes.split()) for form, takes in _cue_column("takes").items()}


@cache
def cue_subjects() -> dict[tuple[str, ...], str]:
    """Return for each written form of a cue ``speaker`` where only what can speak makes it a report, else empty."""
    return _cue_column("subject")


@cache
def cue_lemmas() -> dict[tuple[str, ...], str]:
    """Return the dictionary form of each written form of a cue."""
    return _cue_column("cue")


def cue_kinds() -> dict[tuple[str, ...], str]:
    """Return the kind of each written form of a cue, the form as a tuple of lower-cased words."""
    return _cue_column("kind")


@cache
def verb_forms() -> frozenset[str]:
    """Return the words that have the form of a verb: auxiliaries, forms of the past, and cues of one word."""
    return AUXILIARIES | PAST | {form[0] for form in cue_takes() if len(form) == 1}


@cache
def cue_heads() -> dict[str, int]:
    """Return the first words of the cues, each with the number of words of the longest cue that it begins."""
    longest: dict[str, int] = {}
    for form in cue_takes():
        longest[form[0]] = max(len(form), longest.get(form[0], 0))
    return longest


@cache
def _seconds() -> dict[str, frozenset[str] | None]:
    """Return the first words of the cues, each with what may follow it; None for a word that is a cue alone."""
    seconds: dict[str, set[str] | None] = {}
    for form in sorted(cue_takes(), key=len):
        if len(form) == 1:
            seconds[form[0]] = None
        elif (known := seconds.setdefault(form[0], set())) is not None:
            known.add(form[1])
    return {first: None if second is None else frozenset(second) for first, second in seconds.items()}


def may_be_cues(lows: list[str]) -> list[int]:
    """Return where a cue may begin among the lower-cased words of a text: at no other word does `cue_at` find one."""
    seconds = _seconds()
    return [
        i
        for i, low in enumerate(lows)
        if low in seconds and ((second := seconds[low]) is None or (i + 1 < len(lows) and lows[i + 1] in second))
    ]


def cue_at(sentence: list[Word], i: int) -> int:
    """Return how many words of a cue begin at position `i`: the longest form of the cue table, or 0."""
    longest = cue_heads().get(sentence[i].low) if i < len(sentence) else 0
    if longest is None or longest == 1:
        return longest or 0
    form, takes = tuple([word.low for word in sentence[i : i + longest]]), cue_takes()
    for n in range(len(form), 0, -1):
        if form[:n] in takes:
            return n
    return 0
