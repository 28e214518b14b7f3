"""What speaks for a name being of a person, a body, a place or a people: its words, and those around it."""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.measures.framing.mentions.name_weights import Scores, weighed
from analysis.measures.framing.mentions.name_words import LARGE, PLACES, classes_of, is_common, name_words
from analysis.texts.attribution.speaker_nouns import ORGANISATIONS, OUTLETS, PEOPLE, ROLES, UNNAMED, singular
from analysis.texts.attribution.word_classes import cue_takes

_KNOWN = 100_000
_IN = frozenset("in near outside throughout across inside".split())
_TO = frozenset("from to into toward towards within around at".split())
_PART_OF_LAND = frozenset("northern southern eastern western central downtown nearby neighbouring neighboring".split())
_AGAINST = frozenset("v vs vs. versus".split())
_PLAYS = frozenset(
    "beat beats thrashed trounced hosted host hosts trounce drew draw meets meet faced face faces joined join joins "
    "signed sign signs rejoined relegated promoted transferred".split()
)
_PLACE_NOUNS = frozenset(
    "city town village province region district river island county state capital port suburb neighbourhood "
    "neighborhood area valley peninsula border airport camp prison".split()
)
_TOWNS = frozenset("city town village province region district island capital port suburb peninsula".split())
_ENDS_CLAUSE = ("", ",", ".", ";", ":", ")", "\n")
_BODY_AFTER = frozenset(
    "shares share stock stocks plc unit executives employees officials subsidiary spokesman spokeswoman spokesperson "
    "chairman chief executive headquarters members member leader leaders activists militants fighters guerrillas "
    "rebels lawmakers deputies supporters fans manager coach striker midfielder defender goalkeeper captain "
    "board analyst analysts economist lawyers candidate candidates newspaper daily mp mps councillor councillors "
    "player players squad side batsman bowler winger skipper teammate teammates rally workers staff strike".split()
)
_PLACE_AFTER = frozenset("residents government police authorities area region border airport suburb".split())
_PERSON_AFTER = frozenset("who whose whom himself herself aged".split())
_OWNED_BY_BODY = frozenset(
    "shares stock chairman spokesman spokeswoman headquarters subsidiary board board's executives management manager "
    "coach supporters fans members founder leader leadership candidate candidates offices newsroom debt offer bid "
    "earnings profit profits sales revenue".split()
)
_OWNED_BY_PERSON = frozenset(
    "wife husband son daughter brother sister father mother family widow lawyer lawyers death body home house remarks "
    "comments career campaign life girlfriend boyfriend parents aide aides".split()
)
_OWNED_BY_PLACE = frozenset(
    "capital president prime foreign government parliament army economy main largest biggest southern northern "
    "eastern western central ruling king queen neighbours neighbors population airport streets mayor".split()
)
_ROLES = (
    ROLES
    | UNNAMED
    | frozenset(
        "striker midfielder defender goalkeeper winger captain champion seed skipper batsman bowler pitcher "
        "quarterback driver rider cyclist sprinter wife husband son daughter brother sister father mother widow lawyer "
        "fugitive dissident novelist poet philosopher dictator premier rival opponent successor predecessor teenager "
        "veteran compatriot partner boss star actor actress singer footballer runner fighter".split()
    )
)
_SAYS = frozenset(form[0] for form in cue_takes() if len(form) == 1) | frozenset("said says told added".split())
_ACTS = frozenset("smiled laughed married died born resigned retired replied recalled wrote".split())
_TRADES = frozenset(
    "posted reported rose fell gained plans planned produces makes sells bought acquired owns operates shares".split()
)
_WON = frozenset("won lost scored win lose hit missed struck finished".split())
_BODIES = (ORGANISATIONS | OUTLETS) - frozenset("state states times post international team house nations".split())
_NO_PERSON_IN = frozenset("party newspaper daily company firm group agency club team bank by".split())
_PLACE_ENDS = "stan burg ville shire abad grad gorod polis chester borough bury ford pur land lands"
_PERSON_ENDS = (
    "ov ova ev eva ovic evic ovich evich ski sky skaya ska sson ssen sen escu enko yan ian idis akis opoulos ez ini "
    "elli etti ucci berg stein mann man wala zadeh shvili dze"
)
_BODY_ENDS = "corp tech soft com bank tel net gas chem pharm media air tron ex oil group sys ware ics"
_ENDS = tuple(
    (re.compile(f"(?:{'|'.join(ends.split())})$"), f"ends as a {kind}")
    for ends, kind in ((_PLACE_ENDS, "place"), (_PERSON_ENDS, "person"), (_BODY_ENDS, "body"))
)
_MAC = re.compile(r"(?:mc|mac|o')[a-z]{3}")
_INNER = re.compile(r"[a-zß-ÿ][A-Z]")
_NAMES_WITH_INNER = re.compile(r"\b(?:Mc|Mac|De|Di|La|Le|Du|Van|O['’]|D['’]|Fitz)[A-Z]")


@lru_cache(_KNOWN)
def scores_of(terms: tuple[str, ...], written: str, *, loud: bool, titled: bool, ampersand: bool) -> Scores:
    """Return for each kind how much the words of a name speak for it.

    Parameters
    ----------
    terms
        Its words.
    written
        The name as written.
    loud
        Whether all of its sentence is in capitals.
    titled
        Whether a title is before it.
    ampersand
        Whether an "&" is in it.
    """
    return weighed(reasons_of(terms, written, loud=loud, titled=titled, ampersand=ampersand))


def reasons_of(terms: tuple[str, ...], written: str, *, loud: bool, titled: bool, ampersand: bool) -> list[str]:
    """Return what the words of a name say of its kind, as keys of `name_weights.WEIGHTS`."""
    bare = tuple(term.rstrip(".") for term in terms)
    found = ["always"]
    found += ["a title before"] * titled + ["an ampersand"] * ampersand
    whole = _whole(bare)
    unsure = "ambiguous" in whole or bool(whole & {"given_name", "surname"})
    if whole & LARGE:
        found.append("a country that names share" if unsure else "a country of the list")
    elif whole & PLACES:
        found.append("a town that names share" if unsure else "a town of the list")
    if "body" in whole:
        found.append("a body that others share" if "ambiguous" in whole or whole & PLACES else "a body of the list")
    if "nationality" in whole:
        found.append("a people of the list")
    if "other_head" in whole:
        found.append("an event or work of the list")
    found += _of_several(terms, bare, written, loud) if len(terms) > 1 else _of_one(bare[0], whole, written, loud)
    if not loud and _INNER.search(_NAMES_WITH_INNER.sub("", written)):
        found.append("a capital within")
    if any(char.isdigit() for char in written):
        found.append("a figure within")
    found += [reason for ending, reason in _ENDS if ending.search(bare[-1])]
    if _MAC.match(bare[-1]):
        found.append("Mac")
    return found


def _of_one(word: str, whole: frozenset[str], written: str, loud: bool) -> list[str]:
    """Return what the word of a name of one word says."""
    found = ["one word"]
    for kind in ("given_name", "surname", "body_head", "place_head"):
        if kind in whole:
            found.append(f"one word, {kind}")
    if not loud and written.isupper() and 2 <= len(word.replace(".", "")) <= 6:
        found.append("capitals alone")
    if is_common(word):
        found.append("one word, common")
    return found


def _of_several(terms: tuple[str, ...], bare: tuple[str, ...], written: str, loud: bool) -> list[str]:
    """Return what the words of a longer name say."""
    first, last = classes_of(terms[0]), classes_of(terms[-1])
    found = ["two words" if len(terms) == 2 else "more words"]
    of = bool(bare[1:-1]) and "of" in bare
    if "body_head" in last or (of and any("body_head" in classes_of(term) for term in terms[: bare.index("of")])):
        found.append("a body's noun")
    elif any("body_head" in classes_of(term) for term in terms):
        found.append("a body's noun within")
    for kind in ("place_head", "other_head", "surname"):
        if kind in last:
            found.append(f"last word, {kind}")
    for kind in ("body_first", "place_first", "given_name", "nationality"):
        if kind in first:
            found.append(f"first word, {kind}")
    land = last | (classes_of(terms[-1][3:]) if terms[-1].startswith(("al-", "el-")) else frozenset())
    if "given_name" not in first and land & PLACES and "surname" not in last:
        found.append("last word, a place")
    if first & PLACES and not last & {"body_head", "place_head", "surname"}:
        found.append("first word, a place")
    if not first & {"given_name", "surname"} and not last & {"surname", "given_name"}:
        found.append("no word a person's")
    if all(is_common(term) for term in terms if len(term) > 3) and "given_name" not in first:
        found.append("common words alone")
    lead = written.split(maxsplit=1)[0]
    if not loud and lead.isupper() and 1 < len(lead) < 5 and lead.isalpha():
        found.append("capitals first")
    if any(len(term) == 1 and term.isalpha() for term in bare[:-1]) or "." in bare[0]:
        found.append("an initial")
    if any("person_suffix" in classes_of(term) for term in terms[1:]):
        found.append("a person's suffix")
    if any("particle" in classes_of(term) for term in terms[:-1]):
        found.append("a particle")
    if of:
        found.append("of")
    return found


@lru_cache(_KNOWN)
def _whole(bare: tuple[str, ...]) -> frozenset[str]:
    if len(bare) == 1:
        return classes_of(bare[0])
    return frozenset(kind for phrase, kind in name_words().phrases.get(bare[0], ()) if phrase == bare)


@lru_cache(_KNOWN)
def context_scores(before_two: str, before: str, lead: str, gap: str, after: str) -> Scores:
    """Return for each kind how much the words around a name speak for it.

    Parameters
    ----------
    before_two, before
        The words before it in its sentence; empty where there is none.
    lead
        What is between it and the word before it.
    gap
        What is between it and the word after it.
    after
        The word after it in its sentence.
    """
    return weighed(context_reasons(before_two, before, lead, gap, after))


def context_reasons(before_two: str, before: str, lead: str, gap: str, after: str) -> list[str]:
    """Return what the words around a name say of its kind, as keys of `name_weights.WEIGHTS`."""
    found = []
    if lead == " " or not lead.strip("\"“‘'"):
        found += _before(before_two, before)
    elif lead.endswith("("):
        found.append("in brackets")
    elif lead.startswith(",") and (before in _ROLES or singular(before) in PEOPLE):
        found.append("a role and a comma before")
    elif lead == ", " and before in _TOWNS and gap[:1] in _ENDS_CLAUSE:  # "in the capital, Elm, it rained"
        found.append("a place's noun before")
    if gap == " ":
        found += _after(after)
    elif gap == ", ":
        if after.isdigit() and len(after) < 3:
            found.append("an age behind")
        elif after in _PERSON_AFTER:
            found.append("who behind")
        elif after == "which":
            found.append("which behind")
        elif after in _ROLES:
            found.append("a role behind a comma")
        elif classes_of(after) & PLACES:
            found.append("a place behind a comma")
    elif gap.startswith(("'s", "’s")):
        owned = ((_OWNED_BY_BODY, "body"), (_OWNED_BY_PERSON, "person"), (_OWNED_BY_PLACE, "place"))
        found += [f"owns as a {kind}" for words, kind in owned if after in words] or ["owns something"]
    return found


def _before(before_two: str, before: str) -> list[str]:
    found = []
    if before in _IN:
        found.append("in before")
    elif before in _TO:
        found.append("to before")
    elif before in _PART_OF_LAND:
        found.append("a part of land before")
    elif before == "the":
        found.append("the before")
    elif before in ("a", "an"):
        found.append("a before")
    elif before in _AGAINST:
        found.append("against before")
    elif before in _PLAYS:
        found.append("plays before")
    elif before in ("for", "and", "of"):
        found.append(f"{before} before")
    if before in _PLACE_NOUNS:
        found.append("a place's noun before")
    elif before in _ROLES or singular(before) in PEOPLE:
        found.append("a role before")
    elif before in _BODIES:
        found.append("a body's noun before")
    elif before == "of" and before_two in _PLACE_NOUNS:
        found.append("city of before")
    elif before[:1].isdigit():
        found.append("a number before")
    return found


def _after(after: str) -> list[str]:
    for words, reason in (
        (_PERSON_AFTER, "who behind"), (_SAYS, "says behind"), (_ACTS, "acts behind"), (_TRADES, "trades behind"),
        (_WON, "wins behind"), (_AGAINST, "against behind"), (_PLAYS, "plays behind"),
        (_BODY_AFTER, "a body's people behind"), (_PLACE_NOUNS, "a place's noun behind"),
        (_PLACE_AFTER, "a place's people behind"), (_BODIES, "a body's noun behind"),
    ):  # fmt: skip
        if after in words:
            return [reason]
    if after.isdigit() and len(after) < 4:
        return ["a number behind"]
    return ["figures behind"] if after[:1].isdigit() else []
