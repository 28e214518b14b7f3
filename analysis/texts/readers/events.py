"""Reading the nouns of events: attacks, elections, talks, trials and disasters."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pandas as pd

from analysis.schema import COLUMNS, InputError, shown
from analysis.texts.readers.installation import DATA
from analysis.texts.readers.tables import read_list
from analysis.texts.segmentation.words import term, words

_ALSO_VERB = {"yes": True, "no": False}


def read_events(path: str | Path | None = None) -> pd.DataFrame:
    """Return the nouns that tell of an event: ``noun, kind, also_verb``, one row per noun.

    Parameters
    ----------
    path
        A CSV with these columns. None is the list of the suite, data/lexicon/events.csv.

    Returns
    -------
    DataFrame
        In the order of the file. `noun` is one word in the singular, or a plural that has none ("talks"); `kind` a
        group of events that the list makes itself (violence, unrest, politics, talks, law, disaster, public);
        `also_verb` says that the word is a verb or a participle too ("to attack", "meeting them"), so that what is
        before it has to show a noun.

    Raises
    ------
    InputError
        If a column is missing, a cell empty, a noun no single word or given twice, or `also_verb` not yes or no.

    See Also
    --------
    mentions : finds the events.

    Examples
    --------
    >>> import analysis as same
    >>> events = same.read_events()
    >>> events.loc[events["noun"] == "massacre", ["kind", "also_verb"]].values.tolist()
    [['violence', True]]
    """
    return _read(Path(path) if path is not None else DATA / "lexicon" / "events.csv").copy()


@cache
def _read(file: Path) -> pd.DataFrame:
    needs = ("noun", "kind", "also_verb")
    rows = read_list(file, needs=needs, filled=needs)
    seen = set[str]()
    for row in rows:
        noun = row["noun"]
        if len(words(noun)) != 1 or term(noun) != noun:
            raise InputError(f"{file}, column noun: {shown(noun)} is not one word in small letters")
        if noun in seen:
            raise InputError(f"{file}, column noun: {shown(noun)} is there twice; leave one row out")
        if row["also_verb"] not in _ALSO_VERB:
            raise InputError(f"{file}, column also_verb: {shown(row['also_verb'])}; write yes or no")
        seen.add(noun)
    table = pd.DataFrame({name: [row[name] for row in rows] for name in needs})
    table["also_verb"] = [_ALSO_VERB[cell] for cell in table["also_verb"]]
    return table[list(COLUMNS["events"])]
