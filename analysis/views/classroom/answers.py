"""Exercises that check themselves: a right answer in any form is right, and a wrong one is explained."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from html import escape
from math import isclose

from analysis.schema import InputError, shown
from analysis.texts.readers.installation import HOME
from analysis.views.tables.phrases import counted, listing, visible

COUNTED = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen".split()
)
COUNTED += ["seventeen", "eighteen", "nineteen", "twenty"]
NONE_YET = "No answer yet: put yours in place of None and run the cell again."
_NUMBER = r"[-−]?(?:\d+(?:[.,]\d+)*|[.,]\d+)"
_PERCENT = r"\s*(?:%|per\s*cent\b)"
_FRACTION = re.compile(rf"({_NUMBER})\s*(?:/|of|in|out of)\s*({_NUMBER})")
_LISTED = re.compile(r"[,;\n/]|\band\b")
_LEFT_OUT = {"a", "an", "the", "mr", "ms", "mrs", "councillor", "officer"}
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
        answer. Of any other number the words around it are ignored: 12, "12", "12 words" and "twelve" are one. A string
        is compared without case, punctuation, articles and titles. A set or a list of strings may come in any order, as
        a list or as one string with commas, semicolons, lines or “and” between. Where several names are as right, they
        are given with bars between: "Bram Ledgerly | Ledgerly".
    within
        How far a number may be off, in the unit of `right`; a share also by half a per cent, since people round.
    hints
        Explanations by the wrong answer that they explain, compared in the same way.
    why
        One sentence that is added where the answer is right.

    Returns
    -------
    Checked
        True or false, with a sentence. It does not give the answer away.

    Notes
    -----
    It misleads where a share is tiny: 1 may mean 1 % or all, and is taken as right if either is.

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
    if given is None or given is Ellipsis or (isinstance(given, (str, Collection)) and not given):
        return Checked(False, NONE_YET)
    for wrong, explanation in (hints or {}).items():
        if _plain(given) == _plain(wrong) or (isinstance(right, (int, float)) and _same_number(given, wrong)):
            return Checked(False, explanation)
    if isinstance(right, (int, float)):
        checked = _check_number(given, right, within)
    elif isinstance(right, str):
        found = _plain(given) in _names(right)
        checked = Checked(found, "Right." if found else _not_that(given))
    else:
        checked = _check_list(given, right)
    return Checked(True, f"Right. {why}") if checked and why else checked


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


def numbers(given: object) -> tuple[float, ...]:
    """Return the numbers that an answer may mean, none where it holds none or several.

    >>> numbers("12 %"), numbers("3 of 25"), numbers("2,140 names"), numbers("twelve")
    ((0.12,), (0.12,), (2140.0, 2.14), (12.0,))
    """
    if isinstance(given, (int, float)) and not isinstance(given, bool):
        return (float(given),)
    text = str(given).strip().lower()
    if fraction := _FRACTION.search(text):
        over, under = (_readings(one)[0] for one in fraction.groups())
        return (over / under,) if under else ()
    found = re.findall(rf"({_NUMBER})({_PERCENT})?", text)
    if text.strip(" .!") in {"none", "no", "nothing"}:
        return (0.0,)
    if not found:
        counts = [COUNTED.index(word) for word in re.findall(r"[a-z]+", text) if word in COUNTED]
        return (float(counts[0]),) if len(counts) == 1 else ()
    if len(found) > 1:
        return ()
    figure, percent = found[0]
    return tuple(one / 100 if percent else one for one in _readings(figure))


def _readings(figure: str) -> tuple[float, ...]:
    """Return what a figure may mean: a comma parts thousands, or is a decimal comma."""
    figure = figure.replace("−", "-")
    thousands = re.fullmatch(r"-?\d{1,3}(,\d{3})+(\.\d+)?", figure)
    readings = [figure.replace(",", "")] if thousands else []
    readings.append(figure.replace(",", ".") if figure.count(",") == 1 and "." not in figure else figure)
    return tuple(float(one) for one in readings if re.fullmatch(r"-?\d*\.?\d+", one)) or (float("nan"),)


def _check_number(given: object, right: float, within: float) -> Checked:
    found = numbers(given)
    if not found:
        return Checked(False, "Give one number, such as 12 or 12 %.")
    share = isinstance(right, float) and 0 < right < 1
    if share:
        found = (*found, *(one / 100 for one in found if "%" not in str(given) and one >= 1))
        within = max(within, 0.005)
    if any(isclose(one, right, rel_tol=1e-9, abs_tol=within + 1e-12) for one in found):
        return Checked(True, "Right.")
    nearest = min(found, key=lambda one: abs(one - right))
    if not share and isclose(nearest * 100, right, abs_tol=within + 1e-9):
        return Checked(False, "A count is asked for, not a share.")
    return Checked(False, f"Not yet: that is too {'high' if nearest > right else 'low'}.")


def _same_number(given: object, wrong: str) -> bool:
    mistakes = numbers(wrong)
    return any(isclose(one, other) or isclose(one / 100, other) for one in numbers(given) for other in mistakes)


def _check_list(given: object, right: Collection[str]) -> Checked:
    parts = (
        _LISTED.split(given) if isinstance(given, str) else list(given) if isinstance(given, Collection) else [given]
    )
    wanted = [_names(one) for one in right]
    named = {_plain(one): str(one).strip() for one in parts if _plain(one)}
    extra = [said for one, said in named.items() if not any(one in names for names in wanted)]
    missing = sum(not names & set(named) for names in wanted)
    if not extra and not missing:
        return Checked(True, "Right.")
    said = [f"{len(wanted) - missing} of {len(wanted)} found."]
    said += [f"Not among them: {listing(extra)}."] if extra else []
    said += [f"{missing} {'is' if missing == 1 else 'are'} missing."] if missing else []
    return Checked(False, " ".join(said))


def _names(right: str) -> set[str]:
    return {_plain(name) for name in right.split("|")}


def _not_that(given: object) -> str:
    words = str(given).split()
    return (
        f"Not yet: it is not {visible(' '.join(words))}."
        if len(words) <= 5
        else (f"Not yet. You gave {counted(len(words), 'word')}; a name or a few words are enough.")
    )


def _plain(said: object) -> str:
    """Return words without case, punctuation and articles, so that “The Council.” is “council”."""
    words = re.findall(r"[^\W_]+(?:['’][^\W_]+)*", str(said).lower().replace("’", "'"))
    return " ".join(word for word in words if word not in _LEFT_OUT) or " ".join(words)
