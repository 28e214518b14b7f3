"""Markers of loaded language, certainty and doubt: where the entries of a lexicon occur, scare quotes included."""

from __future__ import annotations

import pandas as pd

from analysis.measures.dictionary.context import Around
from analysis.measures.dictionary.entry_matches import entry_matches, in_text_order, outside_names
from analysis.measures.dictionary.scare_quotes import scare_quotes
from analysis.measures.spans import overlapping
from analysis.schema import COLUMNS, check
from analysis.texts.matching.matcher import texts_of
from analysis.texts.readers.lexicon import SCARE_QUOTES
from analysis.texts.segmentation.words import tokens_of

_MARKER_COLUMNS = ("category", "loaded", "entry", "match", "negated")


def markers(
    segments: pd.DataFrame,
    lexicon: pd.DataFrame,
    names: pd.DataFrame | None = None,
    *,
    tokens: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return every place where an entry of the lexicon occurs: one row per marker, in the order of the texts.

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
    tokens
        Table `tokens` of the segments, if it has been made; else the words are found here.

    Returns
    -------
    DataFrame
        Columns ``doc_id, start, end, match, entry, category, loaded, part, voice, speaker, negated``. All parts and
        voices are there. The longest match over the whole lexicon comes first, then the leftmost; no two overlap.

        An entry with a `context` counts where all that it asks for holds (`matching.context_rules`). One that covers
        ("so-called") takes in the next word, or the match that begins there: "so-called freedom fighters" is one
        marker, for the praise is not the author's.

        `negated`: "not", "no", "nothing" or their like come before the marker and reach it
        (`negation.negated`). A negated marker retains its category: "not a terrorist" still brings the word in.

        Where the lexicon has the entry ``“ ”``, quotation marks around one to four words in the author's voice are a
        marker, unless all words but the small ones have capitals (a name or a title) or no letter is inside. They run
        from mark to mark and take the place of the markers that they touch.

    Raises
    ------
    InputError
        If a column is missing.

    See Also
    --------
    read_lexicon : the entries.
    marker_rates : markers per 1,000 words.
    model_markers : those that a trained model adds.

    Notes
    -----
    A word list knows words, not senses: it misleads where a word is used in another sense, or of something that is so
    (a "massacre" that a court found to be one). A context is a rule of thumb on the words nearby, and wrong where the
    deciding word is further off. `negated` is missed where the negator is further off ("no one in his right mind
    would call this a disaster"). Scare quotes are taken for speech, and speech for
    scare quotes, where voices goes wrong.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> segments = same.voices(pd.DataFrame({"doc_id": ["a"], "text": ["No massacre, a brutal regime."]}))
    >>> same.markers(segments, same.read_lexicon())[["match", "category", "negated"]].values.tolist()
    [['massacre', 'cruelty', True], ['brutal regime', 'loaded_labels', False]]
    """
    check(segments, "segments")
    check(lexicon, "lexicon", needs=("entry", "category", "loaded"))
    texts = texts_of(segments)
    quoting = (lexicon["entry"] == SCARE_QUOTES).to_numpy()
    entries = lexicon[~quoting].reset_index(drop=True)
    rows = entry_matches(entries, segments, Around(tokens_of(segments, tokens), texts))
    for column in ("entry", "category", "loaded"):
        rows[column] = entries[column].to_numpy()[rows["row"]]
    if quoting.any():
        quotes = scare_quotes(segments)
        for column in ("entry", "category", "loaded"):
            quotes[column] = lexicon.loc[quoting, column].iloc[0]
        rows = pd.concat([rows[~overlapping(rows, quotes)], quotes], ignore_index=True)
    rows = in_text_order(outside_names(rows, names), texts)
    rows = rows.astype({"loaded": bool, "negated": bool, "start": int, "end": int})
    return rows[list(COLUMNS["markers"])].reset_index(drop=True)
