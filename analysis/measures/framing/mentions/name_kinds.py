"""What a name is of: a person, a body, a place or a people. Each reason counts for a kind; the most wins."""

from __future__ import annotations

import re
from functools import lru_cache

from analysis.measures.framing.mentions.name_words import PLACES, classes_of, name_words
from analysis.texts.attribution.speaker_nouns import ORGANISATIONS, OUTLETS, PEOPLE, ROLES, UNNAMED, singular
from analysis.texts.attribution.word_classes import cue_takes

KINDS = ("person", "body", "place", "people", "other")
PERSON, BODY, PLACE, PEOPLES, OTHER = range(5)
Scores = tuple[float, float, float, float, float]
_KNOWN = 100_000
_IN = {"in": 2.5, "near": 2.5, "at": 1.0, "from": 1.0, "across": 1.5, "outside": 2.0, "throughout": 2.0, "around": 1.5,
       "into": 1.5, "to": 0.5, "inside": 1.5, "toward": 1.0, "towards": 1.0, "within": 1.0, "northern": 2.5,
       "southern": 2.5, "eastern": 2.5, "western": 2.5, "central": 2.0, "downtown": 3.0, "nearby": 3.0}  # fmt: skip
_PLACE_NOUNS = frozenset(
    "city town village province region district river island county state capital port suburb neighbourhood "
    "neighborhood area valley peninsula border airport camp prison".split()
)
_BODY_AFTER = frozenset(
    "shares share stock stocks plc unit executives employees officials subsidiary spokesman spokeswoman spokesperson "
    "chairman chief executive headquarters members member leader leaders activists militants fighters guerrillas "
    "rebels lawmakers deputies supporters fans manager coach striker midfielder defender goalkeeper captain "
    "board analyst analysts economist lawyers candidate".split()
)
_PLACE_AFTER = frozenset("residents government police authorities area region border airport suburb".split())
_PERSON_AFTER = frozenset("who whose himself herself aged".split())
_ROLES = (
    ROLES
    | UNNAMED
    | frozenset(
        "striker midfielder defender goalkeeper winger captain champion seed skipper batsman bowler pitcher "
        "quarterback driver rider cyclist sprinter wife husband son daughter brother sister father mother widow lawyer "
        "fugitive dissident novelist poet philosopher dictator premier rival opponent successor predecessor teenager "
        "veteran compatriot partner boss star actor actress singer footballer sprinter runner fighter".split()
    )
)
_SAYS = frozenset(form[0] for form in cue_takes() if len(form) == 1) | frozenset(
    "said says told added won lost scored beat hit missed married died born resigned retired smiled laughed".split()
)
_BODIES = (ORGANISATIONS | OUTLETS) - frozenset("state states times post international team house nations".split())
_PLACE_ENDS = "stan burg ville shire abad grad gorod polis chester borough bury ford pur land lands"
_PERSON_ENDS = (
    "ov ova ev eva ovic evic ovich evich ski sky skaya ska sson ssen sen escu enko yan ian idis akis opoulos ez ini "
    "elli etti ucci berg stein mann man wala zadeh shvili dze"
)
_BODY_ENDS = "corp tech soft com bank tel net gas chem pharm media air tron ex oil group sys ware ics"
_ENDS = (
    *(
        (re.compile(f"(?:{'|'.join(ends.split())})$"), kind, weight)
        for ends, kind, weight in ((_PLACE_ENDS, PLACE, 1.0), (_PERSON_ENDS, PERSON, 0.7), (_BODY_ENDS, BODY, 0.7))
    ),
    (re.compile(r"^(?:mc|mac|o')[a-z]{3}"), PERSON, 1.5),
)


@lru_cache(_KNOWN)
def scores_of(terms: tuple[str, ...], *, loud: bool, titled: bool, ampersand: bool) -> Scores:
    """Return for each kind how much the words of a name speak for it.

    Parameters
    ----------
    terms
        Its words.
    loud
        Whether it is of capitals alone, among words that are not.
    titled
        Whether a title is before it.
    ampersand
        Whether an "&" is in it.
    """
    score = [0.0] * 5
    n = len(terms)
    bare = tuple(term.rstrip(".") for term in terms)
    whole = _whole(bare)
    first, last = classes_of(terms[0]), classes_of(terms[-1])
    ambiguous = "ambiguous" in whole or bool(whole & {"given_name", "surname"})
    if whole & PLACES:
        score[PLACE] += 3.0 if ambiguous else 6.0
    if "body" in whole:
        score[BODY] += 2.0 if "ambiguous" in whole or whole & PLACES else 5.0
    if "nationality" in whole:
        score[PEOPLES] += 8.0
    if "other_head" in whole:
        score[OTHER] += 4.0
    if titled:
        score[PERSON] += 8.0
    if ampersand:
        score[BODY] += 10.0
    if n > 1:
        _by_words(terms, bare, first, last, score)
    else:
        score[PERSON] += 1.0 + 2.0 * ("given_name" in first) + 1.5 * ("surname" in first)
        score[BODY] += 1.5 * ("body_head" in first)
        score[PLACE] += 0.5 * ("place_head" in first)
        if loud and 2 <= len(bare[0].replace(".", "")) <= 6:
            score[BODY] += 4.0
    for ending, kind, weight in _ENDS:
        if ending.search(bare[-1]):
            score[kind] += weight
    return tuple(score)  # type: ignore[return-value]


def _by_words(
    terms: tuple[str, ...], bare: tuple[str, ...], first: frozenset[str], last: frozenset[str], score: list[float]
) -> None:
    """Add what the words of a longer name say."""
    score[PERSON] += 2.0
    of = bare[1:-1] and "of" in bare
    if "body_head" in last or (of and any("body_head" in classes_of(term) for term in terms[: bare.index("of")])):
        score[BODY] += 5.0
    elif any("body_head" in classes_of(term) for term in terms):
        score[BODY] += 1.5
    if "place_head" in last:
        score[PLACE] += 4.5
    if "other_head" in last:
        score[OTHER] += 5.0
    if "body_first" in first:
        score[BODY] += 1.5
    if "place_first" in first:
        score[PLACE] += 2.0
    if first & PLACES and not last & {"body_head", "place_head", "surname"}:
        score[BODY] += 1.5
    if "nationality" in first:
        score[BODY] += 1.0
        score[PERSON] -= 2.0
    if "given_name" in first:
        score[PERSON] += 4.0
    if "surname" in last:
        score[PERSON] += 2.0
    if any(len(term) == 1 and term.isalpha() for term in bare[:-1]) or "." in bare[0]:
        score[PERSON] += 3.0
    if any("person_suffix" in classes_of(term) for term in terms[1:]):
        score[PERSON] += 3.0
    if any("particle" in classes_of(term) for term in terms[:-1]):
        score[PERSON] += 1.5
    if of:
        score[PERSON] -= 2.0
        score[BODY] += 0.5


@lru_cache(_KNOWN)
def _whole(bare: tuple[str, ...]) -> frozenset[str]:
    if len(bare) == 1:
        return classes_of(bare[0])
    return frozenset(kind for phrase, kind in name_words().phrases.get(bare[0], ()) if phrase == bare)


@lru_cache(_KNOWN)
def context_scores(before: str, before_two: str, after: str, gap: str) -> Scores:
    """Return for each kind how much the words around a name speak for it.

    Parameters
    ----------
    before, before_two
        The word before it in its sentence, and the one before that; empty where there is none.
    after
        The word after it.
    gap
        What is between it and the word after it.
    """
    score = [0.0] * 5
    if before in _IN:
        score[PLACE] += _IN[before]
    elif before == "the":
        score[PERSON] -= 3.0
        score[BODY] += 1.5
    elif before in _PLACE_NOUNS:
        score[PLACE] += 2.5
    elif before in _ROLES or singular(before) in PEOPLE:
        score[PERSON] += 3.5
    elif before in _BODIES:
        score[BODY] += 2.5
    elif before == "of" and before_two in _PLACE_NOUNS:
        score[PLACE] += 4.0
    if gap == " ":
        if after in _PERSON_AFTER:
            score[PERSON] += 3.0
        elif after in _SAYS:
            score[PERSON] += 1.0
        elif after in _BODY_AFTER:
            score[BODY] += 1.5
        elif after in _PLACE_NOUNS:
            score[PLACE] += 2.0
        elif after in _PLACE_AFTER:
            score[PLACE] += 0.7
        elif after in _BODIES:
            score[BODY] += 1.0
    elif gap == ", ":
        if after.isdigit() and len(after) < 3:
            score[PERSON] += 4.0
        elif after in _PERSON_AFTER:
            score[PERSON] += 3.0
        elif classes_of(after) & PLACES:
            score[PLACE] += 1.5
    elif gap.startswith(("'s", "’s")) and after in ("shares", "stock", "chairman"):
        score[BODY] += 1.0
    return tuple(score)  # type: ignore[return-value]
