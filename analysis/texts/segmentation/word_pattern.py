"""The shape of a word, as one pattern: what is inside it, and what may be between its runs of letters and digits."""

from __future__ import annotations

import regex

from analysis.texts.segmentation.abbreviations import ABBREVIATED_TITLES, SHORTENED

# Months and states without a dot are words in their own right ("Mar", "No", "Miss"): their dot counts before a digit.
_BEFORE_DIGIT = {"No", "Nos", "Mar", "Jun", "Jul", "Sat", "Mon", "Fri", "Miss", "Mass", "Wash", "Ill", "Ore", "Ind"}
_NEVER = {"v", "La", "Pa", "Co", "al", "est", "Fr", "Rd"}
_dotted = sorted((ABBREVIATED_TITLES | SHORTENED) - _BEFORE_DIGIT - _NEVER, key=lambda word: (-len(word), word))

# They belong to a word and are no part of its term. Before its first letter only these three do: a byte order mark at
# the start of a text is in no word.
_LEADING = "\u00ad\u200c\u200d"
JOINERS = f"{_LEADING}\u061c\u200e\u200f\u2060\ufeff"
KEYCAP = "\u20e3"  # makes a sign of the digit before it
APOSTROPHES, HYPHENS, BLANKS = "'’‘`", "-‐‑", " \u00a0"
_BLANK = r"\u02bc\u115f\u1160\u2139\u3164\uffa0"  # letters by name: an apostrophe, a sign, fillers that show nothing
INSIDE = rf"[\p{{L}}\p{{N}}\p{{M}}{JOINERS}]"
SIGN = rf"(?![{_BLANK}]|\d\ufe0f?{KEYCAP})[\p{{L}}\p{{N}}]"
_END = r"(?![\p{L}\p{N}])"
_IN_NUMBER = r"(?<=[0-9]) (?: \.(?=[0-9]) | (?<![0-9]{4}),(?=[0-9]{3}(?![0-9])|[0-9]{2},[0-9]{2}) )"
# What comes before its first letter is looked at once, not from each place of a long run of accents.
_RUN = rf"(?: (?<!{INSIDE}) [\p{{M}}{_LEADING}{_BLANK}]++ )? {SIGN} {INSIDE}*+ (?: {_IN_NUMBER} {INSIDE}++ )*+"
_YEAR = "(?:1[0-9]|20)[0-9]{2}s?"
_BETWEEN_YEARS = (
    rf"(?<=(?<![\p{{L}}\p{{N}}]){_YEAR}) [{HYPHENS}] (?=(?:{_YEAR}|[0-9]{{2}}s?)(?![\p{{L}}\p{{N}}]|-[0-9]))"
)
_AND = r"(?<=(?<![\p{L}\p{N}])(?:\p{Lu}{1,4}|\p{L})) & (?=(?:\p{Lu}{1,4}s?|\p{L})(?![\p{L}\p{N}]))"
_ENDING = rf"""
    (?: (?<=\p{{L}}) [{BLANKS}] (?: n[{APOSTROPHES}]t | [{APOSTROPHES}](?:s|re|ve|ll|d|m) )
      | (?<=n) (?: [{BLANKS}][{APOSTROPHES}] | [{APOSTROPHES}][{BLANKS}] ) t
      | (?<=\p{{L}}) [{APOSTROPHES}][{BLANKS}] (?:s|re|ve|ll)
    ) (?![\p{{L}}\p{{N}}{APOSTROPHES}])"""
WORD = regex.compile(
    rf"""
    (?={INSIDE})
    (?: (?<![\p{{L}}\p{{N}}]) (?=\p{{Lu}}?\p{{Ll}}*\.|Ph\.D|M\.D)
        (?: (?:{"|".join(map(regex.escape, _dotted))}) \. {_END}
          | (?:{"|".join(sorted(_BEFORE_DIGIT))}) \. (?=\s?\d)
          | Co \. (?=,|\s+(?:[\p{{Ll}}\d]|Inc|Ltd)) )
      | (?=[0-9]) (?<![\p{{L}}\p{{N}}]) [0-9]{{1,2}}(?:\.[0-9]{{2}})? (?=(?i:[ap]\.m){_END})
      | (?<=[0-9]) (?i:[ap]\.m) {_END} \.?
      | (?: (?<![\p{{L}}\p{{N}}]) (?![{_BLANK}]) \p{{L}} (?: \. \p{{L}} (?![\p{{L}}\p{{N}}\p{{M}}]) )+ \.? | {_RUN} )
        (?: (?: [{APOSTROPHES}] | (?!{_BETWEEN_YEARS}) [{HYPHENS}] | {_AND} ) {_RUN} )*
        (?: (?=[{BLANKS}][nN]?[{APOSTROPHES}]|[{APOSTROPHES}][{BLANKS}]) (?i: {_ENDING} ) )?
    )
    """,
    regex.VERBOSE,
)
YEARS = regex.compile(_BETWEEN_YEARS, regex.VERBOSE)
WAITING = _BEFORE_DIGIT | {"Co"}  # whether their dot belongs to them is seen behind the white space after it
ALWAYS_DOTTED = {word for word in _dotted if "." not in word}
BEFORE_DOT = {word.split(".")[0] for word in _dotted} | _BEFORE_DIGIT | {"Co"}
