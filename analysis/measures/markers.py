"""Markers of loaded language, of certainty and of doubt: where the entries of a lexicon stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analysis.measures.names import matches
from analysis.schema import COLUMNS, InputError, check
from analysis.texts.lexicon import SCARE_QUOTES
from analysis.texts.patterns import compile_entries, find, texts_of
from analysis.texts.words import tokens, words

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    import regex

NEGATORS = frozenset(
    "no not never neither nor none nobody nothing nowhere without cannot hardly scarcely barely".split()
)
_NOT_ONLY = frozenset("only just merely simply".split())
_REACH = 3
_SMALL = frozenset("a an and as at by for from in of on or the to with".split())
_CLAUSE_ENDS = frozenset(',;:.!?…—–()[]"“”«»')
_MARKER_COLUMNS = ("category", "loaded", "entry", "match", "negated", "speaker")


def markers(segments: pd.DataFrame, lexicon: pd.DataFrame, names: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return every place where an entry of the lexicon stands: one row per marker, in the order of the texts.

    Parameters
    ----------
    segments
        Table `segments`; the segments of a text must cover it.
    lexicon
        Table `lexicon`: ``entry, category, loaded``.
    names
        Table `names` of the same segments. Markers inside a name are then left out, for "Resistance" in "Iranian
        Resistance" is part of a name; inside a pejorative label ("terrorist grouplet") they stay, for there the
        wording is the writer's choice.

    Returns
    -------
    DataFrame
        Columns ``doc_id, start, end, match, entry, category, loaded, part, voice, speaker, negated``. All parts and
        voices are there. The longest match over the whole lexicon comes first, then the leftmost; no two overlap.

        `negated`: one of `NEGATORS`, or a word in "n't", is among the three words before the marker, in the same
        sentence and segment, with no punctuation between that ends a clause; "not only" and its like do not negate. A
        negated marker keeps its category: "not a terrorist" still brings the word in.

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
    so (a "massacre" that a court found to be one). `negated` misleads where the negator is further off ("no one in
    his right mind would call this a disaster"), where it belongs to another word ("not because of the disaster"), and
    with double negation. Scare quotes are taken for speech, and speech for scare quotes, where voices goes wrong.
    """
    import numpy as np
    import pandas as pd

    check(segments, "segments")
    check(lexicon, "lexicon", needs=("entry", "category", "loaded"))
    table, texts = tokens(segments), texts_of(segments)
    quoting = (lexicon["entry"] == SCARE_QUOTES).to_numpy()
    entries = lexicon[~quoting].reset_index(drop=True)
    found = find(compile_entries(entries["entry"].tolist()), table, texts)
    rows = matches(found, table, segments, texts)
    for column in ("entry", "category", "loaded"):
        rows[column] = entries[column].to_numpy()[found["entry"]]
    rows["negated"] = _negated(found["first"].to_numpy(), table, texts)
    if quoting.any():
        quotes = _scare_quotes(segments)
        for column in ("entry", "category", "loaded"):
            quotes[column] = lexicon.loc[quoting, column].iloc[0]
        rows = pd.concat([rows[~_touched(rows, quotes)], quotes], ignore_index=True)
    if names is not None:
        rows = rows[~_touched(rows, names[names["label_kind"] != "pejorative"], whole=True)]
    order = {doc_id: position for position, doc_id in enumerate(texts)}
    rows = rows.iloc[np.lexsort((rows["start"], rows["doc_id"].map(order)))]
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
        Columns to count by: ``category, loaded, entry, match, negated, speaker`` split the markers, any other column
        of `segments` (``doc_id``, ``voice``, ``source_type`` …) splits markers and words.
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


def _negated(first: np.ndarray, tokens: pd.DataFrame, texts: dict[str, str]) -> np.ndarray:
    import numpy as np

    terms = tokens["term"].cat.categories
    negator = np.array([known in NEGATORS or known.endswith("n't") for known in terms], dtype=bool)
    only = np.array([known in _NOT_ONLY for known in terms], dtype=bool)
    codes, segment, sentence = (
        tokens["term"].cat.codes.to_numpy(),
        tokens["segment"].to_numpy(),
        tokens["sentence"].to_numpy(),
    )
    doc_ids, starts, ends = (tokens[column].to_numpy() for column in ("doc_id", "start", "end"))
    negated = np.zeros(len(first), dtype=bool)
    for back in range(1, _REACH + 1):
        before = np.maximum(first - back, 0)
        near = (first >= back) & (segment[before] == segment[first]) & (sentence[before] == sentence[first])
        near &= negator[codes[before]] & ~only[codes[np.minimum(before + 1, first)]] & ~negated
        for i in np.flatnonzero(near):
            between = texts[doc_ids[first[i]]][ends[before[i]] : starts[first[i]]]
            negated[i] = _CLAUSE_ENDS.isdisjoint(between)
    return negated


def _quotation() -> regex.Pattern[str]:
    import regex

    inside = r"(?P<inside>[^\s\"“”„«»‘’'][^\"“”„«»\n]{0,78}?)"
    return regex.compile(
        rf"[“„]{inside}[”“] | «\s?{inside}\s?» | (?<![\w\"])\"{inside}\"(?![\w\"]) | (?<![\w‘])‘{inside}’(?!\w)"
        rf" | (?<![\w'.,])'(?P<inside>[^\W\d][^\"“”„«»'\n]{{0,58}}?\w)'(?!\w)",
        regex.VERBOSE,
    )


def _scare_quotes(segments: pd.DataFrame) -> pd.DataFrame:
    import pandas as pd

    pattern, rows = _quotation(), []
    own = segments[segments["voice"] == "author"]
    for doc_id, start, part, speaker, text in zip(
        *(own[c] for c in ("doc_id", "start", "part", "speaker", "text")), strict=True
    ):
        for match in pattern.finditer(text):
            inside = match.group("inside")
            cut = [inside[a:b] for a, b in words(inside)]
            large = [word for word in cut if word not in _SMALL]
            named = bool(large) and not any(word[0].islower() for word in large)
            if 1 <= len(cut) <= 4 and not named and any(map(str.isalpha, inside)):
                rows.append(
                    (doc_id, start + match.start(), start + match.end(), match.group(), part, "author", speaker)
                )
    columns = ["doc_id", "start", "end", "match", "part", "voice", "speaker"]
    return pd.DataFrame(rows, columns=columns).assign(negated=False)


def _touched(rows: pd.DataFrame, spans: pd.DataFrame, *, whole: bool = False) -> np.ndarray:
    """Which rows share a character with one of the spans, or lie in it whole; the spans of a text do not overlap."""
    import numpy as np

    touched = np.zeros(len(rows), dtype=bool)
    by_doc = {doc_id: group.sort_values("start") for doc_id, group in spans.groupby("doc_id", sort=False)}
    for doc_id, positions in rows.groupby("doc_id", sort=False).indices.items():
        if doc_id in by_doc:
            begins, stops = (by_doc[doc_id][column].to_numpy() for column in ("start", "end"))
            start, end = rows["start"].to_numpy()[positions], rows["end"].to_numpy()[positions]
            at = np.searchsorted(begins, end, side="left") - 1
            shared = (at >= 0) & (stops[at] > start)
            touched[positions] = shared & (begins[at] <= start) & (stops[at] >= end) if whole else shared
    return touched
