"""Markers of loaded language, of certainty and of doubt: where the entries of a lexicon stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.measures.dictionary.context import Around, covered, in_context
from analysis.measures.dictionary.names import matches
from analysis.measures.dictionary.negation import negated
from analysis.measures.dictionary.scare_quotes import scare_quotes
from analysis.measures.spans import touched
from analysis.schema import COLUMNS, InputError, check
from analysis.texts.matching.context_rules import covers
from analysis.texts.matching.matcher import compile_entries, find, texts_of
from analysis.texts.readers.lexicon import SCARE_QUOTES
from analysis.texts.segmentation.words import tokens

if TYPE_CHECKING:
    import pandas as pd

_MARKER_COLUMNS = ("category", "loaded", "entry", "match", "negated")


def markers(segments: pd.DataFrame, lexicon: pd.DataFrame, names: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return every place where an entry of the lexicon stands: one row per marker, in the order of the texts.

    Parameters
    ----------
    segments
        Table `segments`; the segments of a text must cover it.
    lexicon
        Table `lexicon`: ``entry, category, loaded`` and, if it has one, ``context``.
    names
        Table `names` of the same segments. Markers inside a name are then left out, for "Resistance" in "Iranian
        Resistance" is part of a name; inside a pejorative label ("terrorist grouplet") they stay, for there the
        wording is the writer's choice.

    Returns
    -------
    DataFrame
        Columns ``doc_id, start, end, match, entry, category, loaded, part, voice, speaker, negated``. All parts and
        voices are there. The longest match over the whole lexicon comes first, then the leftmost; no two overlap.

        An entry with a `context` counts where all that it asks for holds (`matching.context_rules`). One that covers
        ("so-called") takes in the next word, or the match that begins there: "so-called freedom fighters" is one
        marker, for the praise is not the author's.

        `negated`: "not", "no", "nothing" or their like stand before the marker and reach it
        (`dictionary.negation`). A negated marker keeps its category: "not a terrorist" still brings the word in.

        Where the lexicon has the entry ``“ ”``, quotation marks around one to four words in the author's voice are a
        marker, unless all words but the small ones have capitals (a name or a title) or no letter is inside. They run
        from mark to mark and take the place of the markers that they touch.

    Raises
    ------
    InputError
        If a column is missing.

    Notes
    -----
    A word list knows words, not senses: it misleads where a word is used in another sense, or of something that is
    so (a "massacre" that a court found to be one). A context is a rule of thumb on the words beside, and wrong where
    the deciding word is further off. `negated` is missed where the negator is further off ("no one in his right mind
    would call this a disaster"), and misleads with double negation. Scare quotes are taken for speech, and speech for
    scare quotes, where voices goes wrong.
    """
    import numpy as np
    import pandas as pd

    check(segments, "segments")
    check(lexicon, "lexicon", needs=("entry", "category", "loaded"))
    table, texts = tokens(segments), texts_of(segments)
    quoting = (lexicon["entry"] == SCARE_QUOTES).to_numpy()
    entries = lexicon[~quoting].reset_index(drop=True)
    contexts = entries["context"].tolist() if "context" in entries.columns else [""] * len(entries)
    around = Around(table, texts)
    found = find(compile_entries(entries["entry"].tolist()), table, texts)
    found = found[in_context(found, contexts, around)]
    last, kept = covered(found, np.array(list(map(covers, contexts)), dtype=bool), around)
    found = found.assign(last=last)[kept].reset_index(drop=True)
    rows = matches(found, table, segments, texts)
    for column in ("entry", "category", "loaded"):
        rows[column] = entries[column].to_numpy()[found["entry"]]
    rows["negated"] = negated(found["first"].to_numpy(), around)
    if quoting.any():
        quotes = scare_quotes(segments)
        for column in ("entry", "category", "loaded"):
            quotes[column] = lexicon.loc[quoting, column].iloc[0]
        rows = pd.concat([rows[~touched(rows, quotes)], quotes], ignore_index=True)
    if names is not None:
        rows = rows[~touched(rows, names[names["label_kind"] != "pejorative"], whole=True)]
    order = {doc_id: position for position, doc_id in enumerate(texts)}
    place = [order[doc_id] for doc_id in rows["doc_id"].to_numpy(dtype=object).tolist()]
    rows = rows.iloc[np.lexsort((rows["start"], place))]
    rows = rows.astype({"loaded": bool, "negated": bool, "start": int, "end": int})
    return rows[list(COLUMNS["markers"])].reset_index(drop=True)


def marker_rates(
    markers: pd.DataFrame, segments: pd.DataFrame, *, by: Sequence[str], part: str = "body", voice: str = "all"
) -> pd.DataFrame:
    """Return how many markers there are, and per 1,000 words of the text they stand in.

    Parameters
    ----------
    markers
        From `markers`, of the same segments.
    segments
        Table `segments`, with any columns of `documents` joined to it that `by` names.
    by
        Columns to count by: ``category, loaded, entry, match, negated`` split the markers, any other column of
        `segments` (``doc_id``, ``voice``, ``speaker``, ``source_type`` …) splits markers and words.
    part, voice
        What to keep; "all" keeps everything.

    Returns
    -------
    DataFrame
        The columns of `by`, then ``n`` (markers), ``words`` (size of the text of that group) and ``per_1000`` =
        1000 n / words. Groups without a marker have a row with n = 0; groups without a word have none. Sorted by
        `by`.

    Raises
    ------
    InputError
        If `by` names a column that is not there, a column differs within a document, or nothing is left.

    Notes
    -----
    A rate says nothing without its n: 1 marker in 50 words is 20 per 1,000. Texts on different subjects differ in
    their markers for that reason alone.
    """
    import pandas as pd

    check(segments, "segments")
    check(markers, "markers")
    splitting = [column for column in by if column not in _MARKER_COLUMNS]
    absent = [column for column in splitting if column not in segments.columns]
    if absent:
        raise InputError(f"no column {', '.join(absent)} to count by; the segments have {', '.join(segments.columns)}")
    token = tokens(segments)
    sizes = segments.iloc[token["segment"].to_numpy()][list(dict.fromkeys(["part", "voice", *splitting]))]
    counted = markers
    for column in splitting:
        if column not in markers.columns:
            values = segments[["doc_id", column]].drop_duplicates()
            if values["doc_id"].duplicated().any():
                raise InputError(f"the column {column} differs within a document; count by another column")
            counted = counted.assign(**{column: counted["doc_id"].map(values.set_index("doc_id")[column])})
    for column, value in (("part", part), ("voice", voice)):
        if value != "all":
            sizes, counted = sizes[sizes[column] == value], counted[counted[column] == value]
    if sizes.empty:
        raise InputError(f"no word in part {part!r} and voice {voice!r}; choose another part or voice")
    if splitting:
        groups = sizes.groupby(splitting, sort=True).size().rename("words").reset_index()
    else:
        groups = pd.DataFrame({"words": [len(sizes)]})
    marking = [column for column in by if column in _MARKER_COLUMNS]
    if marking:
        groups = groups.merge(markers[marking].drop_duplicates(), how="cross")
    if by:
        n = counted.groupby(list(by), sort=True).size().rename("n").reset_index()
        groups = groups.merge(n, how="left", on=list(by)).fillna({"n": 0}).astype({"n": int})
    else:
        groups["n"] = len(counted)
    groups["per_1000"] = 1000 * groups["n"] / groups["words"]
    return groups.sort_values(list(by)).reset_index(drop=True)[[*by, "n", "words", "per_1000"]]
