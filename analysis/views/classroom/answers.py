"""Exercises that check themselves: a right answer in any form is right, and a wrong one is explained."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from html import escape
from math import isclose, isnan

from analysis.schema import InputError, shown
from analysis.texts.readers.installation import HOME
from analysis.views.classroom.quantities import numbers, quantities
from analysis.views.tables.phrases import counted, listing, visible

NONE_YET = "No answer yet: write yours into the cell and run it again."
ONE_NUMBER = "Give one number, such as 12 or 12 %."
ONE_NAME = "Part of that is right. Give one answer, in a word or a few."
ALIKE = 0.8  # from which share of letters in common on an answer is taken for a slip of the pen
_LISTED = re.compile(r"[,;\n\t/|&+•]|\b(?:and|plus|as well as)\b", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:(?<=\s)|^)\(?\d{1,2}[.)](?=\s+\D)")
_LEFT_OUT = set("a an the mr ms mrs miss councillor cllr officer".split())
_AROUND = set(  # what people put around an answer, and what changes nothing in it
    "it its it's is was that that's this these those they them are were i we you our their his her think believe guess "
    "said says say saying speaks by who which word words name named answer of in on at to for from both plus as well "
    "any all three be so".split()
)
_DENIED = {"not", "never", "isn't", "wasn't", "except", "without"}
ANSWERS = HOME / "data" / "classroom" / "answers.json"


@dataclass(frozen=True)
class Checked:
    """What is said of an answer. It is true where the answer is right, and shows as a sentence.

    Attributes
    ----------
    right
        Whether the answer is right.
    said
        What a student reads.

    Examples
    --------
    >>> import analysis as same
    >>> bool(same.Checked(True, "Right."))
    True
    """

    right: bool
    said: str

    def __bool__(self) -> bool:
        """Return whether the answer is right."""
        return self.right

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        sign = "✓" if self.right else "✗"
        return f'<div class="ss-told mathjax_ignore"><p>{sign} {escape(visible(self.said))}</p></div>'

    def __repr__(self) -> str:
        """Return the sentence."""
        return visible(self.said)


def check_answer(
    given: object,
    right: float | str | Collection[str],
    *,
    within: float = 0,
    hints: Mapping[str, str] | None = None,
    why: str = "",
) -> Checked:
    """Check an answer to an exercise, in whatever form it is given, and explain a wrong one.

    Parameters
    ----------
    given
        The answer: a number, a string, or a list of strings. None is no answer yet.
    right
        What is right. A number between 0 and 1 is a share: 0.12, ".12", "12 %", "12 per cent", 12 and "3 of 25" are one
        answer. Of any other number the words around it are ignored: 12, "12", "12 words", "12 of 20" and "twelve" are
        one. A string is compared without case, punctuation, articles, titles and such words as “it is”. A set or a list
        of strings may come in any order, as a list or as one string with commas, semicolons, lines, bullets or “and”
        between. Where several names are as right, they are given with bars between: "Bram Ledgerly | Ledgerly".
    within
        How far a number may be off, in the unit of `right`; a share also by half a per cent, since people round.
    hints
        Explanations by the wrong answer that they explain, compared in the same way, after what is right.
    why
        One sentence that is added where the answer is right.

    Returns
    -------
    Checked
        True or false, with a sentence. It does not give the answer away.

    Notes
    -----
    It misleads where a share is tiny: 1 may mean 1 % or all, and is taken as right if either is. A word that is nearly
    the right one is called a slip of the pen, though it may be another word.

    See Also
    --------
    exercise : the tasks of the lessons.

    Examples
    --------
    >>> import analysis as same
    >>> same.check_answer("12 per cent", 0.12)
    Right.
    >>> same.check_answer("The council, nobody", ["Council", "Friends"])
    1 of 2 found. Not among them: nobody. 1 is missing.
    """
    if isinstance(given, Iterable) and not isinstance(given, (str, bytes)):
        given = " ; ".join(map(str, given))
    if given is None or given is Ellipsis or not str(given).strip(" \n\t;"):
        return Checked(False, NONE_YET)
    if isinstance(right, (int, float)):
        checked = _check_number(given, right, within)
    elif isinstance(right, str):
        checked = _check_name(given, right)
    else:
        checked = _check_list(str(given), right)
    if checked:
        return Checked(True, f"Right. {why}") if why else checked
    for wrong, explanation in (hints or {}).items():
        rest = _without(_words(given), [_words(wrong)])
        if (rest is not None and not set(rest) - _AROUND) or (
            isinstance(right, (int, float)) and _same_number(given, wrong)
        ):
            return Checked(False, explanation)
    return checked


def exercise(name: str, given: object) -> Checked:
    """Check an answer to an exercise of the lessons, by the number of its task.

    Parameters
    ----------
    name
        The lesson and its task: "1.3" is the third task of lesson 1.
    given
        The answer, as `check_answer` takes it.

    Raises
    ------
    InputError
        If there is no such task.

    See Also
    --------
    check_answer : the same for exercises of one's own.

    Examples
    --------
    >>> import analysis as same
    >>> same.exercise("1.6", "the council, and the Friends")
    Right. “Both” names nobody, so the program finds no speaker.
    """
    answers = json.loads(ANSWERS.read_text(encoding="utf-8"))
    if name not in answers:
        raise InputError(f"{shown(name)}: there is no such task; there are {', '.join(answers)}")
    key = answers[name]
    return check_answer(given, key.pop("right"), **key)


def _check_number(given: object, right: float, within: float) -> Checked:
    said = quantities(given)
    share = isinstance(right, float) and 0 < right < 1
    if share:
        said = [(*one, *(each / 100 for each in one if "%" not in str(given) and each >= 1)) for one in said]
        within = max(within, 0.005)

    def is_right(found: Sequence[float]) -> bool:
        return any(isclose(one, right, rel_tol=1e-9, abs_tol=within + 1e-12) for one in found)

    if said and all(map(is_right, said)):
        return Checked(True, "Right.")
    found = [one for one in said[0] if not isnan(one)] if len(said) == 1 else []
    if not found:
        return Checked(False, ONE_NUMBER)
    nearest = min(found, key=lambda one: abs(one - right))
    if not share and isclose(nearest * 100, right, abs_tol=within + 1e-9):
        return Checked(False, "A count is asked for, not a share.")
    return Checked(False, f"Not yet: that is too {'high' if nearest > right else 'low'}.")


def _same_number(given: object, wrong: str) -> bool:
    mistakes = numbers(wrong)[:1]  # 3 of 10 is not the mistake 3
    return any(isclose(one, other) or isclose(one / 100, other) for one in numbers(given)[:1] for other in mistakes)


def _check_name(given: object, right: str) -> Checked:
    said, names = _words(given), [_words(name) for name in right.split("|")]
    rest = _without(said, names)
    more = set(rest or ()) - _AROUND.union(*names)
    if rest is not None and not more:
        return Checked(True, "Right.")
    if any(_is_slip(" ".join(said), " ".join(name)) for name in names):
        return Checked(False, "Nearly: look at the spelling.")
    return Checked(False, _not_that(given) if rest is None or more & _DENIED else ONE_NAME)


def _is_slip(said: str, name: str) -> bool:
    return said[:1] == name[:1] and SequenceMatcher(None, said[:99], name, autojunk=False).ratio() >= ALIKE


def _check_list(given: str, right: Collection[str]) -> Checked:
    text = _NUMBERED.sub(";", re.sub(r"\([^()\d]+\)", " ", given))
    wanted = [[_words(name) for name in one.split("|")] for one in right]
    missing = sum(_without(_words(text), names) is None for names in wanted)
    extra = {}
    for part in _LISTED.split(text):
        rest = _words(part)
        for names in wanted:
            shorter = _without(rest, names)
            rest = rest if shorter is None else shorter
        if set(rest) - _AROUND.union(*(name for names in wanted for name in names)):
            extra[" ".join(rest)] = part.strip(" .") if rest == _words(part) else " ".join(rest)
    if not extra and not missing:
        return Checked(True, "Right.")
    said = [f"{len(wanted) - missing} of {len(wanted)} found."]
    said += [f"Not among them: {listing(list(extra.values()))}."] if extra else []
    said += [f"{missing} {'is' if missing == 1 else 'are'} missing."] if missing else []
    return Checked(False, " ".join(said))


def _without(words: list[str], names: Sequence[list[str]]) -> list[str] | None:
    """Return words without every run of them that is one of the names, None where there is no such run."""
    rest: list[str] = []
    longest, at = sorted(names, key=len, reverse=True), 0
    while at < len(words):
        run = next((name for name in longest if name and words[at : at + len(name)] == name), None)
        rest += [] if run else [words[at]]
        at += len(run) if run else 1
    return rest if len(rest) < len(words) else None


def _not_that(given: object) -> str:
    words = str(given).split()
    return (
        f"Not yet: it is not “{visible(' '.join(words))}”."
        if len(words) <= 5
        else f"Not yet. You gave {counted(len(words), 'word')}; a name or a few words are enough."
    )


def _words(said: object) -> list[str]:
    """Return words without case, punctuation, articles and titles, so that “The Council.” is “council”."""
    text = str(said).lower().replace("’", "'").replace("can't", "cannot")
    words = re.findall(r"[^\W_]+(?:'[^\W_]+)*", text)
    return [word for word in (word.removesuffix("'s") or word for word in words) if word not in _LEFT_OUT] or words
