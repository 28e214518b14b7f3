"""Which side is quoted and paraphrased, by people's coding of the speakers: words, names, cues, and the last word."""

from __future__ import annotations

import re
from itertools import product

import pandas as pd

from analysis.measures.counts import words_by_segment
from analysis.measures.groups import group_labels, groups_by_document
from analysis.measures.sources.speaker_kind import name_in
from analysis.schema import VOICES, InputError, check

REPORTING_KINDS = VOICES[1:]  # the voices that are somebody's: quoted, and paraphrased
SIDE_NOT_CODED = "not coded"
NO_SPEAKER = "speaker not found"


def sides_of(rows: pd.DataFrame, sides: pd.DataFrame) -> list[str]:
    """Return the side of the speaker of each row: as coded, `NO_SPEAKER` where none was found, else `SIDE_NOT_CODED`.

    Parameters
    ----------
    rows
        ``doc_id, speaker`` and, where it is known, ``speaker_full``, as in table `sources`.
    sides
        ``doc_id, speaker, side``: the side of each mention of a speaker, as a person coded it. Where `doc_id` is empty,
        it holds in every text that does not say otherwise.

    A mention is coded as written, or as the fullest mention of the same speaker in its text; then as either without
    its article, or as the name in it ("Mayor Ann Lee": "Ann Lee").

    Raises
    ------
    InputError
        If a column of the coding is missing, or it gives a speaker of a text twice.

    See Also
    --------
    read_sides : the coding.
    words_by_side : words of each side.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"doc_id": ["a", "a", "a"], "speaker": ["Ann Roe", "a farmer", ""]})
    >>> same.sides_of(rows, pd.DataFrame({"doc_id": ["a"], "speaker": ["Ann Roe"], "side": ["the town"]}))
    ['the town', 'not coded', 'speaker not found']
    """
    missing = [column for column in ("doc_id", "speaker", "side") if column not in sides.columns]
    if missing:
        raise InputError(f"the coding of sides lacks the column {', '.join(missing)}")
    side_of: dict[tuple[str, str], str] = {}
    for doc_id, speaker, side in zip(sides["doc_id"], sides["speaker"], sides["side"], strict=True):
        if (doc_id, speaker) in side_of:
            where = doc_id or "every text"
            raise InputError(f"the coding of sides holds {speaker!r} of {where} twice; keep one row")
        side_of[doc_id, speaker] = side
    for (doc_id, speaker), side in list(side_of.items()):
        side_of.setdefault((doc_id, folded(speaker)), side)
    full = rows["speaker_full"].astype(object).fillna("") if "speaker_full" in rows.columns else [""] * len(rows)
    known: dict[tuple[str, str, str], str] = {}
    for key in zip(rows["doc_id"], rows["speaker"].astype(object).fillna(""), full, strict=True):
        if key not in known:
            known[key] = _side(*key, side_of)
    return [known[key] for key in zip(rows["doc_id"], rows["speaker"].astype(object).fillna(""), full, strict=True)]


def _side(doc_id: str, speaker: str, full: str, side_of: dict[tuple[str, str], str]) -> str:
    if not speaker:
        return NO_SPEAKER
    mentions = [one for one in (speaker, full) if one]
    names = [*mentions, *map(folded, mentions), folded(name_in(full or speaker))]
    return next((side_of[key] for key in product((doc_id, ""), names) if key in side_of), SIDE_NOT_CODED)


def folded(mention: str) -> str:
    """Return a mention without its article, in small letters: as codings of one speaker are found.

    >>> folded("The Harbour Board"), folded("the harbour board")
    ('harbour board', 'harbour board')
    """
    return re.sub(r"^the\s+", "", mention.strip(), flags=re.IGNORECASE).casefold().replace("’", "'")


def words_by_side(
    sources: pd.DataFrame,
    sides: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    voice: str = "direct",
    by: str = "source_type",
) -> pd.DataFrame:
    """Return how many quoted, or paraphrased, words come from each side, by group of texts.

    Parameters
    ----------
    sources, documents
        Tables of that name, of the same texts.
    sides
        ``doc_id, speaker, side``: the side of each mention of a speaker, as a person coded it.
    voice
        `direct`, `indirect`, or "all" for both together.
    by
        A column of the documents, which comes out as ``group``.

    Returns
    -------
    DataFrame
        ``group, side, n_quotations, n_words, total, share, docs, n_docs``: `total` is the words of the group in this
        voice, ``share = n_words / total``; `n_quotations` counts segments; `docs` is how many of the group's `n_docs`
        texts give the side a word. Where the speaker was not found, or the coding lacks the speaker, there are rows
        for that (`NO_SPEAKER`, `SIDE_NOT_CODED`). Sorted by group, n_words descending, side.

    Raises
    ------
    InputError
        If a column is missing, the voice is none of these, or the coding gives a speaker of a text twice.

    See Also
    --------
    words_by_side_and_voice : with or without a name.
    last_words : who is quoted last.

    Notes
    -----
    Misleads where a quotation holds another one: its words count for the outer speaker. And who chose what to quote,
    and translated it, is the author, who also chose the words of a paraphrase. Parts of the page are not distinguished.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> table = same.words_by_side(story.sources, story.sides, story.documents)
    >>> table[["group", "side", "n_words", "total"]].head(2).values.tolist()
    [['advocacy', 'Iranian officials and media', 865, 1372], ['advocacy', 'PMOI and NCRI', 256, 1372]]
    """
    said = with_sides(sources, sides, documents, by, "all")
    if voice not in (*REPORTING_KINDS, "all"):
        raise InputError(f"there is no attributed voice {voice!r}; there are: {', '.join(REPORTING_KINDS)}, all")
    table = said[(said["voice"] == voice) | (voice == "all")]
    table = table.groupby(["group", "side"], as_index=False, sort=True).agg(
        n_quotations=("n_words", "size"), n_words=("n_words", "sum"), docs=("doc_id", "nunique")
    )
    table["total"] = table.groupby("group")["n_words"].transform("sum")
    table["share"] = table["n_words"] / table["total"]
    table["n_docs"] = _sizes(table["group"], documents, by)
    table = table.sort_values(["group", "n_words", "side"], ascending=[True, False, True], ignore_index=True)
    return table[["group", "side", "n_quotations", "n_words", "total", "share", "docs", "n_docs"]]


NAMED, ANONYMOUS_SPEAKER, UNCLEAR = "named", "anonymous", "kind not clear"
_NAMING = {"person": NAMED, "organisation": NAMED, "outlet": NAMED, "anonymous": ANONYMOUS_SPEAKER}
NO_KIND = "no cue"


def words_by_side_and_voice(
    sources: pd.DataFrame,
    sides: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    by: str = "source_type",
    part: str = "body",
) -> pd.DataFrame:
    """Return how many words each side has, in its own words or in paraphrase, named or not.

    Parameters
    ----------
    sources, documents
        Tables of that name, of the same texts.
    sides
        ``doc_id, speaker, side``: the side of each mention of a speaker, as a person coded it.
    by
        A column of the documents, which comes out as ``group``.
    part
        What is attributed in this part alone; "all" takes every part.

    Returns
    -------
    DataFrame
        ``group, side, voice, naming, n, n_words, n_side, total, share, docs, n_docs``. `naming` is `NAMED` (a person,
        a body or an outlet), `ANONYMOUS_SPEAKER` ("a source", "officials"), `UNCLEAR` where the mention does not tell,
        or `NO_SPEAKER`; `n` is the attributed stretches, `n_words` their words, `n_side` those of the side in all
        voices, `total` those of the group; ``share = n_words / total``; `docs` is how many of the group's `n_docs`
        texts have such a stretch. Sorted by group, n_side descending, side, voice, naming.

    Raises
    ------
    InputError
        If a column is missing, or the coding gives a speaker of a text twice.

    See Also
    --------
    words_by_side : one voice, by group.
    voice_shares : words by voice.

    Notes
    -----
    Misleads where rules give a stretch the wrong ends or speaker, in paraphrase more often than in quotation. A body
    counts as named though nobody in it is.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> table = same.words_by_side_and_voice(story.sources, story.sides, story.documents)
    >>> table[["voice", "naming", "n_words"]].head(2).values.tolist()
    [['direct', 'anonymous', 42], ['direct', 'kind not clear', 67]]
    """
    rows = with_sides(sources, sides, documents, by, part)
    rows["naming"] = [
        _NAMING.get(kind, UNCLEAR) if speaker else NO_SPEAKER
        for kind, speaker in zip(rows["speaker_kind"], rows["speaker"].fillna(""), strict=True)
    ]
    keys = ["group", "side", "voice", "naming"]
    table = _sums(rows, keys)
    table["n_side"] = table.groupby(["group", "side"])["n_words"].transform("sum")
    table["total"] = table.groupby("group")["n_words"].transform("sum")
    table["share"] = table["n_words"] / table["total"]
    table["n_docs"] = _sizes(table["group"], documents, by)
    down = [True, False, True, True, True]
    table = table.sort_values(["group", "n_side", "side", "voice", "naming"], ascending=down, ignore_index=True)
    return table[[*keys, "n", "n_words", "n_side", "total", "share", "docs", "n_docs"]]


def cue_kinds_by_side(
    sources: pd.DataFrame,
    sides: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    by: str = "source_type",
    part: str = "body",
) -> pd.DataFrame:
    """Return with what kind of cue each side is introduced: who "says", and who "claims".

    Parameters
    ----------
    sources, sides, documents, by, part
        As in `words_by_side_and_voice`.

    Returns
    -------
    DataFrame
        ``group, side, cue_kind, n, n_side, share, n_words, cues, docs, n_docs``: `n` attributed stretches have a cue of
        that kind, of the `n_side` of that side; ``share = n / n_side``; `cues` lists the cues, the most frequent first;
        `cue_kind` is `NO_KIND` where there is no cue or the cue table lacks it. Sorted by group, n_side descending,
        side, n descending, cue_kind.

    See Also
    --------
    read_cues : the kinds of cues.
    sources : the cue of each attributed segment.

    Notes
    -----
    Misleads where one cue introduces several stretches: each counts. The kinds are those of the cue table, of the verb
    and not of the sentence: "warned" of a storm is no argument. With few stretches a share says little.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> table = same.cue_kinds_by_side(story.sources, story.sides, story.documents)
    >>> table[["side", "cue_kind", "n", "n_side"]].head(2).values.tolist()
    [['Iranian officials and media', 'neutral', 29, 42], ['Iranian officials and media', 'arguing', 4, 42]]
    """
    rows = with_sides(sources, sides, documents, by, part)
    rows["cue_kind"] = rows["cue_kind"].fillna("").replace("", NO_KIND)
    keys = ["group", "side", "cue_kind"]
    table = _sums(rows, keys)
    table["n_side"] = table.groupby(["group", "side"])["n"].transform("sum")
    table["share"] = table["n"] / table["n_side"]
    found = rows.assign(cue=rows["cue"].fillna("").str.lower()).groupby(keys)["cue"].agg(_most_frequent)
    table["cues"] = [found[tuple(key)] for key in table[keys].itertuples(index=False)]
    table["n_docs"] = _sizes(table["group"], documents, by)
    order, down = ["group", "n_side", "side", "n", "cue_kind"], [True, False, True, False, True]
    table = table.sort_values(order, ascending=down, ignore_index=True)
    return table[[*keys, "n", "n_side", "share", "n_words", "cues", "docs", "n_docs"]]


def last_words(
    sources: pd.DataFrame,
    segments: pd.DataFrame,
    sides: pd.DataFrame,
    documents: pd.DataFrame,
    *,
    by: str = "source_type",
    tokens: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return the last attributed stretch of the body of each text: who has the last word, before the author's own.

    Parameters
    ----------
    sources, sides, documents, by
        As in `words_by_side_and_voice`.
    segments
        Table `segments` of the same texts.
    tokens
        Table `tokens` of the segments, if it has been made; else the words are found here.

    Returns
    -------
    DataFrame
        ``doc_id, group, start, end, speaker, side, voice, cue, cue_kind, n_words, words_after, words_body``: the words
        of the body after the stretch (the author's), and all of its body. Documents' order; a text that attributes
        nothing in its body has no row.

    See Also
    --------
    words_by_side : all words of each side.

    Notes
    -----
    Misleads where a text ends in background: the last one quoted may be far from the end, so look at `words_after`.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> table = same.last_words(story.sources, story.segments, story.sides, story.documents)
    >>> table[["doc_id", "voice", "n_words", "words_after"]].head(2).values.tolist()
    [['ncri-2012-movie', 'direct', 24, 0], ['ncri-2014-transfer', 'indirect', 34, 11]]
    """
    check(segments, "segments")
    rows = with_sides(sources, sides, documents, by, "body").drop_duplicates("doc_id", keep="last")
    n_words = words_by_segment(segments, tokens)
    body = segments.assign(n_words=n_words)[(segments["part"] == "body").to_numpy()]
    whole = body.groupby("doc_id")["n_words"].sum()
    after = [
        int(body.loc[(body["doc_id"] == row.doc_id) & (body["start"] >= row.end), "n_words"].sum())
        for row in rows.itertuples()
    ]
    rows = rows.assign(words_after=after, words_body=[int(whole[doc_id]) for doc_id in rows["doc_id"]])
    columns = ["doc_id", "group", "start", "end", "speaker", "side", "voice", "cue", "cue_kind", "n_words"]
    return rows[[*columns, "words_after", "words_body"]].reset_index(drop=True)


def with_sides(
    rows: pd.DataFrame, sides: pd.DataFrame, documents: pd.DataFrame, by: str, part: str, table: str = "sources"
) -> pd.DataFrame:
    """Return the rows of a part of a table, with the side of the speaker and the group of the text."""
    check(rows, table)
    rows = rows if part == "all" else rows[rows["part"] == part]
    group = groups_by_document(documents, by)
    return rows.assign(group=rows["doc_id"].map(group), side=sides_of(rows, sides))


def _sums(rows: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    return rows.groupby(keys, as_index=False, sort=True).agg(
        n=("n_words", "size"), n_words=("n_words", "sum"), docs=("doc_id", "nunique")
    )


def _sizes(groups: pd.Series[str], documents: pd.DataFrame, by: str) -> pd.Series:
    return groups.map(pd.Series(group_labels(documents, by)).value_counts()).astype("int64")


def _most_frequent(cues: pd.Series[str]) -> str:
    counts = cues[cues != ""].value_counts(sort=False)
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], str(pair[0])))
    return ", ".join(f"{cue} {n}" for cue, n in ordered)
