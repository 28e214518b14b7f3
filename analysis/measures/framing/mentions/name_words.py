"""What the word lists say of a word that may be in a name; and which words are common without a list."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, cached_property, lru_cache

from analysis.texts.attribution.speaker_nouns import ORGANISATIONS, PEOPLE, ROLES, UNNAMED, singular
from analysis.texts.attribution.word_classes import AUXILIARIES, cue_takes
from analysis.texts.readers.name_words import read_name_words
from analysis.texts.segmentation.words import term, words

_KNOWN = 100_000  # words that are kept with what was found of them
_SINGLE = ("country", "region", "us_state", "city")
PLACES = frozenset(_SINGLE)
LARGE = frozenset(("country", "us_state"))
NEVER = frozenset("i i'm i've i'd i'll mr mrs ms no ok".split())
CONNECTORS = frozenset("of for and on the to in".split())
_ENDINGS = tuple(
    "ing ings tion tions sion sions ness ment ments ity ities ous ive ives ful less able ible ally ship ships ism isms "
    "hood ward wards wise like ably ibly ically ize ized ise ised".split()
)
_FEW_LETTERS = 6  # shorter words with such an ending may be names: "King", "Mity"


class NameWords:
    """The classes of the word list, by the terms of their words."""

    def __init__(self) -> None:
        listed = read_name_words()
        self.classes: dict[str, set[str]] = defaultdict(set)  # of entries of one word
        self.phrases: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)  # of more, by their first word
        for kind, entries in listed.items():
            for entry in entries:
                cut = tuple(term(entry[start:end]).rstrip(".") for start, end in words(entry))
                if len(cut) == 1:
                    self.classes[cut[0]].add(kind)
                elif cut:
                    self.phrases[cut[0]].append((cut, kind))
        for known in self.phrases.values():
            known.sort(key=lambda entry: (-len(entry[0]), entry))
        self.capitals = frozenset(
            term(entry).rstrip(".") for entries in listed.values() for entry in entries if entry.isupper()
        )

    @cached_property
    def _verbs(self) -> frozenset[str]:
        return AUXILIARIES | {form[0] for form in cue_takes() if len(form) == 1}

    def of(self, word: str) -> set[str]:
        """Return the classes of a term."""
        return self.classes.get(word.rstrip("."), _NONE)

    def common(self, word: str) -> bool:
        """Return whether a term is a common word: of the list, one of its forms, or with an ending of such words."""
        if "common_word" in self.of(word) or word in self._verbs or word in _PEOPLE:
            return True
        if "-" in word:
            return all(self.common(part) for part in word.split("-") if part)
        if len(word) > _FEW_LETTERS and word.endswith(_ENDINGS):
            return True
        return any("common_word" in self.of(stem) for stem in _stems(word)) or singular(word) in _PEOPLE


_NONE: set[str] = set()
_PEOPLE = ROLES | PEOPLE | UNNAMED | ORGANISATIONS


def _stems(word: str) -> list[str]:
    """Return the words that a word may be a form of: "tried" is of "try", "bigger" of "big"."""
    stems = []
    for ending in ("s", "es", "d", "ed", "ing", "er", "ers", "est", "ly", "n", "y", "r", "al"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            stem = word[: -len(ending)]
            stems += [stem, stem + "e"]
            if stem[-1] == stem[-2]:
                stems.append(stem[:-1])
            if stem[-1] == "i":
                stems.append(stem[:-1] + "y")
    return stems


@cache
def name_words() -> NameWords:
    """Return the word list, read once."""
    return NameWords()


@lru_cache(_KNOWN)
def is_common(word: str) -> bool:
    """Return whether a term is a common word of English.

    >>> [is_common(word) for word in ("meanwhile", "tried", "kowalski")]
    [True, True, False]
    """
    return name_words().common(word)


@lru_cache(_KNOWN)
def classes_of(word: str) -> frozenset[str]:
    """Return the classes of a term, of a plural those of its singular where it has none of its own.

    >>> sorted(classes_of("jordan")), sorted(classes_of("americans"))
    (['country', 'given_name', 'surname'], ['nationality'])
    """
    found = frozenset(name_words().of(word))
    if not found and word.endswith("s") and len(word) > 3:
        for stem in (word[:-1], word[:-2], word[:-3] + "y"):
            if "nationality" in name_words().of(stem):
                return frozenset(("nationality",))
    if not found and "-" in word and all("nationality" in name_words().of(part) for part in word.split("-")):
        return frozenset(("nationality",))  # "Dutch-Belgian"
    return found
