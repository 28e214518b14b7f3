"""Reading what verbs mean: their classes, the nouns that name the same acts, and the forms of both."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd

from analysis.schema import COLUMNS, InputError, shown
from analysis.texts.matching.context_rules import compile_context
from analysis.texts.readers.installation import DATA
from analysis.texts.readers.tables import read_list, to_table

VERB_CLASSES = (
    "harm",
    "coercion",
    "conflict",
    "undergoing",
    "speech",
    "decision",
    "help",
    "movement",
    "transfer",
    "meeting",
    "mind",
    "making",
)
ROLES_IN_PHRASE = ("", "agent", "patient")
_SEPARATOR = " | "
_VOWELS = frozenset("aeiou")
_HISSING = ("s", "x", "z", "ch", "sh")


def read_verbs(path: str | Path | None = None) -> pd.DataFrame:
    """Return the verbs of news and their classes: ``verb, class, forms, context, note``.

    Parameters
    ----------
    path
        A CSV with at least ``verb, class``. None is data/lexicon/verbs.csv.

    Returns
    -------
    DataFrame
        In the order of the file. `verb` is the base form, with its particle if it has one ("blow up"); `class` one of
        `VERB_CLASSES` (data/lexicon/verb_classes.csv says what each means); `forms` are past, participle and, where it
        is not made by rule, the form in "-ing", separated by ``" | "``, and empty for a regular verb. A verb of two
        senses has two rows; the first whose `context` holds is the one that counts (`context_rules.compile_context`).

    Raises
    ------
    InputError
        If a column is missing, a cell empty, a class unknown, a context not valid, or a verb given twice with the same
        context.

    See Also
    --------
    read_event_nouns : nouns for the same acts.

    Examples
    --------
    >>> import analysis as same
    >>> verbs = same.read_verbs()
    >>> verbs.loc[verbs["verb"] == "shoot", ["class", "forms"]].values.tolist()
    [['harm', 'shot | shot | shooting']]
    """
    return _read_verbs(DATA / "lexicon" / "verbs.csv" if path is None else Path(path)).copy()


def read_event_nouns(path: str | Path | None = None) -> pd.DataFrame:
    """Return nouns that name an act: ``noun, verb, class, of, possessive, patient_after, context, note``.

    Parameters
    ----------
    path
        A CSV with at least ``noun, class``. None is data/lexicon/event_nouns.csv.

    Returns
    -------
    DataFrame
        In the order of the file. `noun` is the singular; `verb` the verb of which it names the act, if there is one,
        and `class` as in `read_verbs`. `of` and `possessive` say whom "of" or a possessive names where only one of
        them is there, ``agent`` or ``patient`` ("the killing of", "his murder": the patient; "the regime's attack": the
        agent), or nothing that is certain; `patient_after` lists the prepositions that lead to the patient ("on
        against"). `context` says where the noun counts.

    Raises
    ------
    InputError
        If a column is missing, a cell empty, a class or a role unknown, a context not valid, or a noun given twice.

    See Also
    --------
    read_verbs : the verbs.

    Examples
    --------
    >>> import analysis as same
    >>> nouns = same.read_event_nouns()
    >>> nouns.loc[nouns["noun"] == "crackdown", ["verb", "class", "patient_after"]].values.tolist()
    [['crack down', 'coercion', 'on against']]
    """
    return _read_nouns(DATA / "lexicon" / "event_nouns.csv" if path is None else Path(path)).copy()


def read_verb_classes() -> pd.DataFrame:
    """Return the classes of verbs: ``class, title, subject, rule, basis``.

    `subject` is what the subject of such a verb in the active is, ``agent`` or ``patient`` ("they died"); `basis` names
    the literature.

    See Also
    --------
    read_verbs : the verbs of each.

    Examples
    --------
    >>> import analysis as same
    >>> same.read_verb_classes()["class"].head(4).tolist()
    ['harm', 'coercion', 'conflict', 'undergoing']
    """
    file = DATA / "lexicon" / "verb_classes.csv"
    needs = COLUMNS["verb_classes"]
    return to_table(read_list(file, needs=needs, filled=needs), needs)


def inflect(verb: str, forms: str = "") -> tuple[str, str, str, str]:
    """Return the form in "-s", the past, the participle and the form in "-ing" of a verb, without its particle.

    Parameters
    ----------
    verb
        The base form.
    forms
        As in table `verbs`; what it lacks is made by the rules of spelling, which double the last letter of a verb of
        one syllable alone ("stopped", "visited").

    Examples
    --------
    >>> inflect("stop"), inflect("shoot", "shot | shot")
    (('stops', 'stopped', 'stopped', 'stopping'), ('shoots', 'shot', 'shot', 'shooting'))
    """
    base = verb.partition(" ")[0]
    known = forms.split(_SEPARATOR) if forms else []
    past = known[0] if known else _with_ending(base, "ed")
    ing = known[2] if len(known) > 2 else _with_ending(base, "ing")
    return plural(base), past, known[1] if known else past, ing


def plural(word: str) -> str:
    """Return a word with the ending "-s": the plural of a noun, the third person of a verb.

    >>> plural("attack"), plural("atrocity"), plural("ambush"), plural("go")
    ('attacks', 'atrocities', 'ambushes', 'goes')
    """
    if word.endswith("sis"):
        return f"{word[:-2]}es"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return f"{word[:-1]}ies"
    if word in {"go", "do", "veto"} or word.endswith((*_HISSING, "rgo")):
        return f"{word}es"
    return f"{word}s"


def _with_ending(base: str, ending: str) -> str:
    if base.endswith("ie") and ending == "ing":
        return f"{base[:-2]}ying"
    if base.endswith("e") and (ending == "ed" or not base.endswith(("ee", "oe", "ye"))):
        return f"{base[:-1]}{ending}"
    if base.endswith("y") and ending == "ed" and base[-2:-1] not in _VOWELS:
        return f"{base[:-1]}ied"
    vowels = [k for k, letter in enumerate(base) if letter in _VOWELS or (letter == "y" and k)]
    single = len(vowels) == 1 or (vowels == [1, 2] and base.startswith("qu"))
    if single and vowels[-1] == len(base) - 2 and base[-1] not in "wxy":
        return f"{base}{base[-1]}{ending}"
    return f"{base}{ending}"


@cache
def _read_verbs(file: Path) -> pd.DataFrame:
    rows = read_list(file, needs=("verb", "class"), filled=("verb", "class"))
    _check(file, rows, "verb")
    for row in rows:
        forms = row.get("forms", "")
        if forms and len(forms.split(_SEPARATOR)) not in (2, 3):
            raise InputError(
                f"{file}, line {row['line']}, column forms: {shown(forms)} is not past and participle; write both, and "
                f"the form in -ing if it needs one, separated by {_SEPARATOR!r}"
            )
    return to_table(rows, COLUMNS["verbs"])


@cache
def _read_nouns(file: Path) -> pd.DataFrame:
    rows = read_list(file, needs=("noun", "class"), filled=("noun", "class"))
    _check(file, rows, "noun")
    for row in rows:
        for column in ("of", "possessive"):
            if row.get(column, "") not in ROLES_IN_PHRASE:
                raise InputError(
                    f"{file}, line {row['line']}, column {column}: {shown(row[column])} is not known; write agent or "
                    "patient, or leave it empty"
                )
    return to_table(rows, COLUMNS["event_nouns"])


def _check(file: Path, rows: list[dict[str, str]], column: str) -> None:
    """Refuse unknown classes, contexts that cannot be read, and a word that is there twice."""
    seen: dict[tuple[str, str], str] = {}
    for row in rows:
        place = f"{file}, line {row['line']}"
        if row["class"] not in VERB_CLASSES:
            raise InputError(
                f"{place}, column class: {shown(row['class'])} is not known; use one of {', '.join(VERB_CLASSES)}"
            )
        try:
            compile_context(row.get("context", ""))
        except InputError as error:
            raise InputError(f"{place}, column context: {error}") from None
        key = (row[column], row.get("context", "") if column == "verb" else "")
        if key in seen:
            raise InputError(
                f"{place}, column {column}: {shown(row[column])} occurs in line {seen[key]} too; take one out"
            )
        seen[key] = row["line"]
