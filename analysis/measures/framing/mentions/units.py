"""Which kind of quantity a number is: money, a share, an age, a span of time, a size, or a count of something."""

from __future__ import annotations

COUNT, MONEY, PERCENT, AGE, DURATION, SIZE = "count", "money", "percent", "age", "duration", "size"

_CURRENCIES = frozenset(
    "dollar pound euro yen yuan rupee ruble rouble franc peso krona kroner krone lira rial riyal dinar dirham shekel "
    "won baht ringgit rand real cent penny pence quid zloty forint shilling naira usd eur gbp renminbi".split()
)
_DURATIONS = frozenset(
    "second minute hour day night week weekend fortnight month quarter year decade century millennium generation "
    "season morning evening afternoon".split()
)
_SIZES = frozenset(
    "metre meter kilometre kilometer centimetre centimeter millimetre millimeter mile yard inch foot km cm mm mi ft "
    "acre hectare gram gramme kilogram kilo kg tonne ton ounce pound-weight lb lbs litre liter gallon pint barrel-size "
    "degree watt kilowatt megawatt gigawatt mw gw kw kwh mph kph knot volt byte megabyte gigabyte mb gb hertz mhz ghz "
    "block-long sq calorie".split()
)
SIGNS = "$£€¥₹₽₩₪₺"
_CODES = ("US$", "A$", "C$", "NZ$", "HK$", "S$", "R$", "Rs", "Rs.", "INR", "USD", "EUR", "GBP", "CHF")


def kind_of(noun: str) -> str:
    """Return the kind of quantity that a noun in the singular makes of its number.

    >>> [kind_of(noun) for noun in ("officer", "euro", "year", "mile")]
    ['count', 'money', 'duration', 'size']
    """
    if noun in _CURRENCIES:
        return MONEY
    if noun in _DURATIONS:
        return DURATION
    return SIZE if noun in _SIZES else COUNT


def money_sign(before: str) -> int:
    """Return how many characters of a sign of money a text ends with: what is before a number.

    >>> money_sign("it cost $"), money_sign("paid US$"), money_sign("paid ")
    (1, 3, 0)
    """
    for code in _CODES:
        if before.endswith(code) and not before[: -len(code)][-1:].isalpha():
            return len(code)
    return int(before[-1:] in SIGNS) if before else 0
