"""Rates of markers: by group, by voice and by speaker, each with its count and the words that it rests on."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from analysis.measures.counts import words_by_segment
from analysis.measures.dictionary.markers import _MARKER_COLUMNS
from analysis.measures.groups import groups_by_document
from analysis.measures.stats.intervals import rate_interval
from analysis.schema import VOICES, InputError, check


def marker_rates_by_voice(
    markers: pd.DataFrame,
    segments: pd.DataFrame,
    documents: pd.DataFrame,
    categories: pd.DataFrame,
    *,
    by: str = "source_type",
    tokens: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the rate of each loaded category, and of all of them together, by group of texts and voice, with bounds.

    Parameters
    ----------
    markers, segments, documents
        Tables of that name, of the same texts; the body of the texts is counted.
    categories
        ``category, title``, in the order to show them; one that is not listed is shown by its own name, last.
    by
        A column of the documents, which comes out as ``group``.
    tokens
        Table `tokens` of the segments, if it has been made; else the words are found here.

    Returns
    -------
    DataFrame
        ``group, voice, category, title, n, words, per_1000, per_1000_low, per_1000_high``: `n` markers in `words` words
        of that group and voice, and 95 % bounds of the rate (`rate_interval`). Category ``all`` comes first: every
        loaded category. Loaded categories without a marker in the body are left out. Sorted by group, voice (order of
        `VOICES`), category.

    Raises
    ------
    InputError
        As `markers.marker_rates` does.

    See Also
    --------
    marker_rates : by any columns.
    rate_interval : the bounds.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> rates = same.marker_rates_by_voice(story.markers, story.segments, story.documents, story.categories)
    >>> rates.loc[rates["category"] == "all", ["group", "voice", "n", "words"]].head(2).values.tolist()
    [['advocacy', 'author', 65, 2363], ['advocacy', 'direct', 23, 1372]]
    """
    group = groups_by_document(documents, by)
    joined = segments.assign(group=segments["doc_id"].map(group))
    loaded = markers[markers["loaded"].astype(bool)]
    every = marker_rates(loaded, joined, by=["group", "voice"], tokens=tokens).assign(category="all")
    single = (
        marker_rates(loaded, joined, by=["group", "voice", "category"], tokens=tokens) if len(loaded) else every[:0]
    )
    used = set(loaded.loc[loaded["part"] == "body", "category"])
    table = pd.concat([every, single[single["category"].isin(used)]], ignore_index=True)
    titles = {"all": "All loaded categories"} | dict(zip(categories["category"], categories["title"], strict=True))
    places = {name: place for place, name in enumerate(titles)}
    table["title"] = [titles.get(name, name) for name in table["category"]]
    table["place"] = [places.get(name, len(places)) for name in table["category"]]
    table["voice_place"] = [VOICES.index(voice) for voice in table["voice"]]
    table["per_1000_low"], table["per_1000_high"] = rate_interval(table["n"], table["words"])
    table = table.sort_values(["group", "voice_place", "place", "category"], ignore_index=True)
    return table[["group", "voice", "category", "title", "n", "words", "per_1000", "per_1000_low", "per_1000_high"]]


def loaded_by_speaker(
    markers: pd.DataFrame, segments: pd.DataFrame, *, part: str = "body", tokens: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return how many loaded words each speaker is given, in each document and voice.

    Parameters
    ----------
    markers
        From `markers.markers`, of the same segments.
    segments
        Table `segments`.
    part
        What to count; "all" counts everything.
    tokens
        Table `tokens` of the segments, if it has been made; else the words are found here.

    Returns
    -------
    DataFrame
        ``doc_id, voice, speaker, n, words, per_1000, low, high, negated``: `n` loaded markers in the `words` of this
        speaker, `negated` of them; ``per_1000 = 1000 n / words`` with its 95 % interval (Clopper and Pearson 1934, each
        word as if drawn by itself). The author's own words have no speaker; among quoted and reported words, an empty
        speaker is one that was not found. Every speaker has a row, also without a loaded word. Order of the documents,
        then of the voices, then n descending, words descending, speaker.

    Raises
    ------
    InputError
        If a column is missing, or there is no word in this part.

    See Also
    --------
    marker_rates : by other columns.
    words_by_speaker : all words of each speaker.

    Notes
    -----
    The words of a speaker are few: a rate without its n and interval says nothing. In direct speech the wording is the
    speaker's or the translator's, and the choice of the passage the author's; in reported speech the wording may be
    the author's too. One person mentioned in two ways has two rows.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> table = same.loaded_by_speaker(story.markers, story.segments)
    >>> table.loc[table["voice"] == "author", ["doc_id", "n", "words"]].head(2).values.tolist()
    [['ncri-2012-movie', 4, 241], ['ncri-2014-transfer', 24, 1059]]
    """
    check(segments, "segments")
    check(markers, "markers")
    keys = ["doc_id", "voice", "speaker"]
    named = segments.assign(speaker=segments["speaker"].fillna("").where(segments["voice"] != "author", ""))
    loaded = markers[markers["loaded"].astype(bool)]
    loaded = loaded.assign(speaker=loaded["speaker"].fillna("").where(loaded["voice"] != "author", ""))
    table = marker_rates(loaded, named, by=keys, part=part, tokens=tokens)
    denied = marker_rates(loaded[loaded["negated"].astype(bool)], named, by=keys, part=part, tokens=tokens)
    table = table.assign(negated=denied["n"])
    table["low"], table["high"] = rate_interval(table["n"], table["words"])
    documents = {doc_id: place for place, doc_id in enumerate(segments["doc_id"].unique())}
    order = pd.DataFrame(
        {
            "doc_id": table["doc_id"].map(documents),
            "voice": table["voice"].map(VOICES.index),
            "n": -table["n"],
            "words": -table["words"],
            "speaker": table["speaker"],
        }
    ).sort_values(["doc_id", "voice", "n", "words", "speaker"])
    columns = [*keys, "n", "words", "per_1000", "low", "high", "negated"]
    return table.loc[order.index, columns].reset_index(drop=True)


def marker_rates(
    markers: pd.DataFrame,
    segments: pd.DataFrame,
    *,
    by: Sequence[str],
    part: str = "body",
    voice: str = "all",
    tokens: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return how many markers there are, and how many per 1,000 words of the text they are in.

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
        What to count; "all" counts everything.
    tokens
        Table `tokens` of the segments, if it has been made; else the words are found here.

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

    See Also
    --------
    markers : the markers.
    marker_rates_by_voice : by group of texts and voice, with bounds.

    Notes
    -----
    A rate says nothing without its n: 1 marker in 50 words is 20 per 1,000. Texts on different subjects differ in
    their markers for that reason alone.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> same.marker_rates(story.markers, story.segments, by=["loaded"]).round(2).values.tolist()
    [[False, 250, 4632, 53.97], [True, 97, 4632, 20.94]]
    """
    check(segments, "segments")
    check(markers, "markers")
    splitting = [column for column in by if column not in _MARKER_COLUMNS]
    absent = [column for column in splitting if column not in segments.columns]
    if absent:
        raise InputError(f"no column {', '.join(absent)} to count by; the segments have {', '.join(segments.columns)}")
    n_words = words_by_segment(segments, tokens)
    sizes = segments[list(dict.fromkeys(["part", "voice", *splitting]))].assign(words=n_words)[n_words > 0]
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
        groups = sizes.groupby(splitting, as_index=False, sort=True)["words"].sum()
    else:
        groups = pd.DataFrame({"words": [sizes["words"].sum()]})
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
