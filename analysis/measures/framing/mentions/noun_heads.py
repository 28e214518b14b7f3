"""The noun that is counted: the head of the phrase after a number, its plural, and its form in the singular.

No tagger is used. What is counted by more than one is in the plural, and English adjectives have none: so the head is
the first plural behind the number, or the last of several ("two weapons inspectors"), unless a word that no noun phrase
holds comes before it.
"""

from __future__ import annotations

from functools import lru_cache

from analysis.texts.attribution.word_classes import (
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    BREAKS,
    PAST,
    POSSESSIVES,
    PREPOSITIONS,
    PRONOUNS,
    verb_forms,
)

_IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "feet": "foot", "teeth": "tooth",
    "mice": "mouse", "geese": "goose", "oxen": "ox", "data": "data", "media": "media", "criteria": "criterion",
    "phenomena": "phenomenon", "alumni": "alumnus", "bacteria": "bacterium", "lives": "life", "wives": "wife",
    "knives": "knife", "halves": "half", "thieves": "thief", "wolves": "wolf", "shelves": "shelf", "leaves": "leaf",
    "loaves": "loaf", "calves": "calf", "selves": "self", "crises": "crisis", "theses": "thesis", "bases": "base",
    "analyses": "analysis", "hypotheses": "hypothesis", "memoranda": "memorandum", "referenda": "referendum",
    "stadia": "stadium", "buses": "bus", "gases": "gas", "viruses": "virus", "campuses": "campus", "movies": "movie",
    "ties": "tie", "dies": "die", "pies": "pie", "lies": "lie", "cookies": "cookie", "zombies": "zombie",
    "rookies": "rookie", "calories": "calorie", "heroes": "hero", "shoes": "shoe", "canoes": "canoe", "toes": "toe",
    "menus": "menu", "caches": "cache", "headaches": "headache", "avalanches": "avalanche", "axes": "axe",
    "kin": "kin", "folk": "folk", "townsfolk": "townsfolk", "bonuses": "bonus", "statuses": "status",
    "censuses": "census", "choruses": "chorus", "sinuses": "sinus", "lenses": "lens", "responses": "response",
}  # fmt: skip
_UNCHANGED = frozenset(
    "police troops personnel staff crew cattle aircraft spacecraft hovercraft sheep deer salmon trout offspring "
    "poultry vermin percent cent euro yen yuan baht won rand series species means headquarters barracks "
    "crossroads works kg km mph kph mi cm mm lb lbs ft sq mw gw kw kwh mb gb tb hp hz ghz mhz hectare pence quid "
    "grand rupee carat faithful others".split()
)
_NO_PLURALS = frozenset(
    "is was has does this thus its his hers yours ours theirs as us plus minus versus vs yes perhaps besides always "
    "sometimes afterwards towards upwards downwards backwards forwards across less unless nevertheless nonetheless "
    "indoors outdoors overseas whereas news politics economics physics mathematics mid-es alias canvas christmas "
    "texas kansas arkansas illinois honduras cyprus athens wales dallas orleans james charles thomas says gets goes "
    "makes takes comes gives keeps seems needs wants knows thinks looks asks lets puts includes becomes remains "
    "appears contains requires involves allows helps shows adds tells gas chaos bias atlas cosmos "
    "pancreas reads".split()
)
_IN_IS = frozenset(  # plurals in "-is" and "-us"
    "iraqis israelis pakistanis afghanis yemenis saudis kuwaitis omanis qataris somalis bangladeshis nepalis azeris "
    "emiratis bahrainis punjabis bengalis gujaratis taxis skis bikinis alibis rabbis safaris tsunamis martinis nazis "
    "gurus emus menus khakis kiwis yetis".split()
)
_ENDINGS = ("ss", "us", "is", "ous", "'s")
_ADJECTIVES = tuple("al ic ive ous ful less an ian ed ing ish ary ory y able ible ant ent est ern ese".split())
_PLAIN_ADJECTIVES = frozenset(
    "long short new old young big small large huge great little major minor main recent late last first second third "
    "next only final real fresh good bad worse worst best high low key sole joint mass former current poor rich strong "
    "weak wide broad full free fair peace state air ground street school hunger bomb knife rocket missile drone".split()
)
_PLURAL_PARTS = ("men", "women", "people", "children", "folk")  # gunmen, spokeswomen, townspeople, grandchildren
# Plurals that stand before the noun they describe.
DESCRIBING = frozenset(
    "sports arms weapons news women men sales rights savings customs operations communications intelligence systems "
    "materials goods singles doubles veterans drugs narcotics police troops staff crew aircraft united states nations "
    "los angeles las vegas".split()
)
STATES = frozenset(
    "killed wounded injured dead hurt arrested detained missing displaced executed hospitalised hospitalized shot "
    "infected homeless rescued evacuated jailed imprisoned charged beheaded kidnapped abducted drowned".split()
)
"""What people are counted as without a noun: "14 dead", "52 were wounded"."""

_NEVER_INSIDE = (
    (PREPOSITIONS - {"like", "past", "outside", "inside", "near"})
    | ARTICLES | POSSESSIVES | PRONOUNS | AUXILIARIES | BREAKS | PAST
    | frozenset("them us whom this these those here there not to than per each every all both either neither no any "
                "ago later earlier before after who then now yet however even also too".split())
) - {"other", "others", "left", "set", "known", "published", "cut", "shot", "based", "led", "won", "put", "plans",
     "faces", "seeks", "wants", "more", "some", "such", "most", "many"}  # fmt: skip
LONGEST = 6  # words from the number to its noun


@lru_cache(20_000)
def is_plural(term: str) -> bool:
    """Return whether a lower-cased word has the form of a plural noun.

    >>> [is_plural(term) for term in ("officers", "people", "gunmen", "various", "police", "news", "armed")]
    [True, True, True, False, True, False, False]
    """
    if term in _NO_PLURALS:
        return False
    if term in _IRREGULAR or term in _UNCHANGED or term in _IN_IS or term.endswith(_PLURAL_PARTS):
        return term not in {"omen", "specimen", "women's"}
    if not term.endswith("s") or len(term) < 3 or "." in term or term[0].isdigit():
        return False
    return not term.endswith(_ENDINGS)


@lru_cache(20_000)
def singular(term: str) -> str:
    """Return the singular of a plural noun; what is none comes back as it is.

    >>> [singular(term) for term in ("officers", "people", "gunmen", "cities", "churches", "police", "officer")]
    ['officer', 'person', 'gunman', 'city', 'church', 'police', 'officer']
    """
    if term in _IRREGULAR:
        return _IRREGULAR[term]
    for ending in ("men", "women"):
        if term.endswith(ending) and is_plural(term):
            return term[:-2] + "an"
    if term.endswith("people") and len(term) > 6:
        return term[:-6] + "person"
    if term.endswith("children"):
        return term[:-3]
    if not is_plural(term) or (term in _UNCHANGED and term not in {"troops", "others"}):
        return term
    if term.endswith("ies") and len(term) > 4:
        return term[:-3] + "y"
    if term.endswith(("sses", "shes", "ches", "xes", "zzes")) or (term.endswith("oes") and len(term) > 5):
        return term[:-2]
    return term[:-1]


def may_be_inside(term: str) -> bool:
    """Return whether a noun phrase may go on with this word."""
    return term not in _NEVER_INSIDE


def ends_singular(term: str, n: int) -> bool:
    """Return whether a word that follows `n` words of a singular phrase is a verb: "one officer | said"."""
    if "'" in term:
        return True
    if not n:
        return term.endswith("s") and not term.endswith(_ENDINGS) and term not in _UNCHANGED  # "one raises"
    if (
        term in STATES
        or term in ADVERBS
        or term in ("some", "more", "one", "enough", "alone", "away", "closer", "back", "whatsoever", "anymore")
        or term in verb_forms()
        or (term.endswith("ed") and len(term) > 4)
    ):
        return True
    return (term.endswith("s") and not term.endswith(_ENDINGS)) or term.endswith("ing")


def is_adjective(term: str) -> bool:
    """Return whether a word is an adjective by its ending, one of the small ones, or a noun that often describes one.

    >>> is_adjective("armed"), is_adjective("officer"), is_adjective("guard")
    (True, False, False)
    """
    return term in _PLAIN_ADJECTIVES or term.endswith(_ADJECTIVES)
