"""Numbers that count nothing: of dates, times, scores and fractions, and those that only name something."""

from __future__ import annotations

from analysis.measures.framing.mentions.bounds import bound_before
from analysis.measures.framing.mentions.counted_nouns import Phrases
from analysis.measures.framing.mentions.noun_heads import is_plural, singular
from analysis.measures.framing.mentions.number_words import figures, read_number
from analysis.measures.framing.mentions.units import DURATION, kind_of, money_sign
from analysis.texts.attribution.word_classes import ADVERBIAL_OPENERS, ARTICLES

_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul "
    "aug sep sept oct nov dec jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec.".split()
)
_LABELS = frozenset(  # words that a number behind them only tells from others of their kind
    "no no. nos. number article section chapter channel route flight boeing airbus page pages line lines room verse "
    "act volume vol vol. part phase stage level grade type model version class unit apollo highway interstate "
    "resolution bill proposition amendment figure table psalm platform gate terminal formula tier rule paragraph "
    "clause item division windows".split()
)
_CLOCK = frozenset("a.m. p.m. a.m p.m am pm gmt est et o'clock bst utc noon".split())
_FRACTIONS = frozenset("third thirds quarter quarters fifth fifths tenth tenths half halves sixth eighth".split())
_FIRST_YEAR, _LAST_YEAR = 1800, 2049
_INDEXES = frozenset("fortune s&p russell ftse nasdaq nikkei stoxx euronext cac dax forbes sensex".split())
_BASES = (3, 4, 5, 6, 8, 10, 20, 100, 1000)  # of shares: "two in three", "8 of 10"
_ODDS = frozenset("margin ratio odds vote majority lead chance".split())
_BEFORE_YEARS = frozenset("about around over under".split())  # a year as well as a number


def counts_nothing(words: Phrases, row: int) -> bool:
    """Return whether the number in a row is of a date, a time or a score, or part of a name ("Article 5")."""
    before, after = words.preceding(row, 2), words.following(row, 2)[1:]
    if before and (_is_label(words, row - 1, before) or before == ["out", "of"]):
        return True
    if len(before) == 2 and _is_base(words, row, before, after):
        return True
    if after and ((after[0] in _MONTHS and words.capital(row + 1)) or after[0] in _CLOCK or after[0] in _FRACTIONS):
        return True
    left, right = words.around(row)
    if left[-1:] == "#" or (left[-1:] in tuple(":/.,-–") and left[-2:-1].isalnum()):
        return True
    return (right[:1] in (":", "/") and right[1:2].isdigit()) or _is_year(words, row, left)


def _is_base(words: Phrases, row: int, before: list[str], after: list[str]) -> bool:
    """Return whether a number is what a share is of, or one end of a ratio: "eight of 10 voters", "a 2 to 1 margin"."""
    share, link = before
    value, _ = read_number([share])
    if link == "to":
        return value > 0 and bool(after) and after[0] in _ODDS
    whole, _ = read_number([words.term(row)])
    if link not in ("of", "in") or not value < whole or whole not in _BASES:
        return False
    noun = words.counted(row).noun
    return noun == row + 1 and not (link == "in" and kind_of(singular(words.term(noun))) == DURATION)


def _is_label(words: Phrases, row: int, before: list[str]) -> bool:
    """Return whether a number is the name of the word before it: "Article 5", "July 13", "the Wave 4 interviews"."""
    term = before[-1]
    if (
        term in _LABELS
        or (term in _INDEXES and words.capital(row))
        or (term in _MONTHS and (term != "may" or words.capital(row)))
    ):
        return True
    if not words.capital(row) or term in ADVERBIAL_OPENERS or is_plural(term) or term.endswith("day"):
        return False
    return before[0] in ARTICLES and len(before) == 2


def _is_year(words: Phrases, row: int, left: str) -> bool:
    term = words.term(row)
    if len(term) != 4 or not _FIRST_YEAR <= figures(term) <= _LAST_YEAR or money_sign(left):
        return False
    if figures(term) % 100 == 0 and words.counted(row).noun == row + 1:
        return False
    before = words.preceding(row, 3)
    return not bound_before(before)[0] or before[-1] in _BEFORE_YEARS
