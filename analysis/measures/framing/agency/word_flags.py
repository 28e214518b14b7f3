"""The classes of words that tell verb groups apart, each different word looked at once."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from analysis.texts.attribution.word_classes import ARTICLES, NOT_ADVERBS, POSSESSIVES, PREPOSITIONS
from analysis.texts.readers.participles import irregular_pasts, shipped_readings


class Flag:
    """What a word may be; most words are nothing of it, some several at once."""

    BE: Final = 1  # any form of "be", also contracted ("they're")
    BEEN: Final = 2  # "be", "been", "being": another form of the group comes before
    GET: Final = 4
    HAVE: Final = 8
    MODAL: Final = 16
    DO: Final = 32
    TO: Final = 64
    NEGATOR: Final = 128
    ADVERB: Final = 256  # may come between an auxiliary and its verb
    PARTICIPLE: Final = 512
    PAST: Final = 1024  # a finite form of the past: "took", "killed"
    ING: Final = 2048
    BY: Final = 4096
    CONJUNCTION: Final = 8192
    PREPOSITION: Final = 16384
    DETERMINER: Final = 32768
    SUBJECT: Final = 65536  # a pronoun as a subject: "they"
    OBJECT: Final = 131072  # a pronoun as an object: "them"
    RELATIVE: Final = 262144  # "who", "which", "that"
    QUESTION: Final = 524288  # "what", "how", "where"
    NUMBER: Final = 1048576
    APOSTROPHE_S: Final = 2097152  # "he's": of "be" or of "have"
    CLAUSE: Final = 4194304  # "because", "if": a clause begins


_BE = frozenset(
    "is are was were am be been being ain't isn't aren't wasn't weren't aint isnt arent wasnt werent thats whats hes "
    "shes theyre youre im".split()  # as in messages, which leave out the apostrophe
)
_BEEN = frozenset("be been being".split())
_GET = frozenset("get gets got getting gotten".split())
_HAVE = frozenset("have has had having haven't hasn't hadn't havent hasnt hadnt ive weve youve theyve".split())
_MODAL = frozenset(
    "will would shall should can could may might must cannot won't wouldn't shan't shouldn't can't couldn't mustn't "
    "wont wouldnt shouldnt cant couldnt mightn't ought".split()
)
_DO = frozenset("do does did don't doesn't didn't dont doesnt didnt".split())
_NEGATOR = frozenset(
    "not never cannot neither nor hardly scarcely barely aint isnt arent wasnt werent havent hasnt hadnt dont doesnt "
    "didnt wont wouldnt shouldnt cant couldnt".split()
)
_ADVERB = frozenset(
    "also then later again once further now still even just ever always already long often twice first last soon so "
    "too very quite rather well all both each either more most less least much almost nearly therefore thus however "
    "indeed perhaps maybe instead together only sometimes somehow yet hence since thereby otherwise "
    "meanwhile moreover furthermore nevertheless nonetheless thereafter today yesterday tonight tomorrow seldom no "
    "pretty fast hard hereby uh um badly best better somewhat anyway right simply half partly here there forever "
    "thence thoroughly henceforth heretofore hitherto sure kinda literally back "
    "afterwards beforehand nearby straightaway sometime".split()
)
_CONJUNCTION = frozenset("and or but nor then yet".split())
_CLAUSE = frozenset("because if when while although though whether unless until whereas since after before as".split())
_SUBJECT = frozenset("he she they we i it you".split())
_OBJECT = frozenset("him her them us me it you himself herself themselves itself myself yourself ourselves".split())
_DETERMINER = ARTICLES | POSSESSIVES | frozenset("this that these those another every any some no its".split())
_RELATIVE = frozenset("who whom which that whose".split())
_QUESTION = frozenset("what how where when why who whom which whose whatever whoever whichever wherever".split())
_NUMBER = frozenset(
    "one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty hundred thousand million "
    "dozens dozen several many few most some hundreds thousands".split()
)
_PREPOSITION = PREPOSITIONS | frozenset(
    "to than up down beside besides amongst beneath underneath atop alongside except versus unlike amidst".split()
)
_S_HOSTS = frozenset(
    "he she it that this there here who what where how when why everything everyone everybody one someone somebody "
    "nobody nothing something anybody everyone".split()
)
_DIGITS = re.compile(r"[\d.,–-]*\d[\d.,–-]*(?:st|nd|rd|th|s|m|bn|k)?")
_REPEATED = re.compile(r"(?:re|over|under|pre|co|de|mis|out|un|dis|counter|cross|double|hand)-[a-z]+")
_REGULAR = re.compile(r"[a-z]{2,}ed")
# "unhurt", "undisputed": adjectives, but for the verbs that begin with "un".
_NEGATIVE = re.compile(
    r"un(?!der|it|i[fo]|vei|leash|cover|load|lock|earth|ti|ravel|pack|seat|wrap|fold|plug|dress|hook|mask|chain|do|does)"
)


@lru_cache(100_000)
def flags_of(term: str) -> int:
    """Return the flags of a term."""
    head, _, ending = term.partition("'")
    flags = 0
    for flag, listed in _LISTS:
        if term in listed:
            flags |= flag
    if term.endswith("n't"):
        flags |= Flag.NEGATOR
    elif ending in ("re", "m"):
        flags |= Flag.BE
    elif ending in ("ve", "d", "ll"):
        flags |= {"ve": Flag.HAVE, "d": Flag.HAVE | Flag.MODAL, "ll": Flag.MODAL}[ending]
    elif ending == "s" and head in _S_HOSTS:
        flags |= Flag.BE | Flag.APOSTROPHE_S
    if _DIGITS.fullmatch(term):
        flags |= Flag.NUMBER
    if term.endswith("ly") and len(term) > 4 and term not in NOT_ADVERBS:
        flags |= Flag.ADVERB
    if term.endswith("ing") and len(term) > 4 and ("-" not in term or _REPEATED.fullmatch(term)):
        flags |= Flag.ING
    return flags | _verbal(term)


def _verbal(term: str) -> int:
    word = term.partition("-")[2] if _REPEATED.fullmatch(term) else term
    reading = shipped_readings().get(term) or shipped_readings().get(word)
    past = Flag.PAST if word in irregular_pasts() else 0
    if reading is not None and reading.kind == "none":
        return past
    if reading is None and _NEGATIVE.match(word):
        return past
    if _REGULAR.fullmatch(word):
        return past | Flag.PARTICIPLE | Flag.PAST
    return past | Flag.PARTICIPLE if reading is not None and term not in _HAVE else past


_LISTS = (
    (Flag.BE, _BE),
    (Flag.BEEN, _BEEN),
    (Flag.GET, _GET),
    (Flag.HAVE, _HAVE),
    (Flag.MODAL, _MODAL),
    (Flag.DO, _DO),
    (Flag.TO, frozenset({"to"})),
    (Flag.NEGATOR, _NEGATOR),
    (Flag.ADVERB, _ADVERB),
    (Flag.BY, frozenset({"by"})),
    (Flag.CONJUNCTION, _CONJUNCTION),
    (Flag.PREPOSITION, _PREPOSITION),
    (Flag.DETERMINER, _DETERMINER),
    (Flag.SUBJECT, _SUBJECT),
    (Flag.OBJECT, _OBJECT),
    (Flag.RELATIVE, _RELATIVE),
    (Flag.QUESTION, _QUESTION),
    (Flag.NUMBER, _NUMBER),
    (Flag.CLAUSE, _CLAUSE),
)
