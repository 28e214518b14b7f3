"""Every occurrence of a word or phrase: with the text around it, or with its place among the words of its text."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from analysis.measures.counts import select_rows
from analysis.measures.stats.dispersion import dp_norm
from analysis.schema import COLUMNS, InputError, check
from analysis.texts.matching.matcher import compile_entries, find_entries, texts_of
from analysis.texts.segmentation.words import term, tokens_of, words


def kwic(segments: pd.DataFrame, find: str, *, width: int = 60, tokens: pd.DataFrame | None = None) -> pd.DataFrame:
    """Return the concordance of a word or phrase (keyword in context).

    Parameters
    ----------
    segments
        Table `segments`.
    find
        One word or several, matched as whole words in any case; ``*`` stands for any run of characters of a word
        ("terroris*") or, alone, for any one word; a word in capitals ("US") matches in capitals only
        (`matcher.compile_entries`). A phrase lies within one sentence and one segment.
    width
        At most so many characters of context on each side; a word that does not fit whole is left out, unless nothing
        else would be there.
    tokens
        Table `tokens` of the segments, if it has been made; else the words are found here.

    Returns
    -------
    DataFrame
        ``doc_id, start, end, left, match, right, part, voice, speaker``. ``left``, ``match`` and ``right`` are the
        text as it is, line breaks too, so that ``left + match + right`` is found in it; part, voice and speaker are
        those of the segment of the match. All parts and voices; no match is an empty table. Order of the documents,
        then start.

    Raises
    ------
    InputError
        If `find` holds no word, or `width` is below 0.

    Notes
    -----
    Misleads where the context crosses into another voice: `voice` says whose the match is, not whose the context.

    See Also
    --------
    positions : Where in each text.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story()
    >>> same.kwic(story.segments, "terroris*", width=20)[["left", "match", "right"]].head(1).to_numpy().tolist()
    [['of Iranian regime’s ', 'terrorist', ' Qods supported by ']]
    """
    check(segments, "segments")
    if width < 0:
        raise InputError(f"the width of the context is {width} characters; give 0 or more")
    if not find.strip():
        raise InputError("there is nothing to find; give a word or a phrase")
    matcher, texts, table = compile_entries([find]), texts_of(segments), tokens_of(segments, tokens)
    matches = find_entries(matcher, table, texts)
    first, last = matches["first"].to_numpy(dtype=np.int64), matches["last"].to_numpy(dtype=np.int64)
    starts, ends = table["start"].to_numpy()[first].tolist(), table["end"].to_numpy()[last].tolist()
    rows = []
    for doc_id, start, end in zip(table["doc_id"].take(first).tolist(), starts, ends, strict=True):
        text = texts[doc_id]
        low, high = _reach(text, start, -width), _reach(text, end, width)
        rows.append((doc_id, start, end, text[low:start], text[start:end], text[end:high]))
    found = pd.DataFrame(rows, columns=["doc_id", "start", "end", "left", "match", "right"])
    place = segments[["part", "voice", "speaker"]].iloc[table["segment"].to_numpy(dtype=np.int64)[first]]
    return pd.concat([found, place.reset_index(drop=True)], axis=1)[list(COLUMNS["kwic"])]


def _reach(text: str, edge: int, width: int) -> int:
    """Return how far a context of `width` characters (to the left if below 0) reaches from `edge`."""
    furthest = far = min(max(edge + width, 0), len(text))
    while far != edge:
        if far in {0, len(text)} or text[far - 1].isspace() or text[far].isspace():
            return far
        far += 1 if width < 0 else -1
    return furthest


def positions(
    segments: pd.DataFrame,
    terms: Iterable[str],
    *,
    part: str = "body",
    voice: str = "all",
    tokens: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return each occurrence of some terms, with its place in the words of its text.

    Parameters
    ----------
    segments
        Table `segments`.
    terms
        Single words; one that occurs nowhere has no position anywhere.
    part, voice
        The words that are counted and numbered; "all" takes every part or voice.
    tokens
        Table `tokens` of the segments, if it has been made; else the words are found here.

    Returns
    -------
    DataFrame
        ``doc_id, term, position, start, voice, n, n_words, dp_norm``. ``position`` numbers the counted words of the
        text from 1, so that ``(position - 0.5) / n_words`` is the share of the text at the middle of the word;
        ``start`` is the offset in the text; ``n`` how often the term occurs in the text; ``n_words`` the text's words;
        ``dp_norm`` how unevenly the term is spread over the texts (`dispersion.dp_norm`). A text without the term has
        one row, with no position or start and an empty voice; a text without words has none. Sorted by the order of
        `terms`, then of the documents, then by position.

    Raises
    ------
    InputError
        If a term is not one word, or if no text has a word in this part and voice.

    Notes
    -----
    Misleads where texts differ in length: the same distance on the line is more words in a longer text. Words left out
    (another part or voice) leave no gap.
    """
    check(segments, "segments", needs=("doc_id", "part", "voice", "text"))
    asked = list(terms)
    for wanted in asked:
        if len(words(wanted)) != 1:
            raise InputError(f"{wanted!r} is not one word; give single words")
    keep = select_rows(segments, voice=voice, part=part)
    table = tokens_of(segments, tokens)
    table = table[keep[table["segment"].to_numpy()]].reset_index(drop=True) if len(table) else table
    if not len(table):
        raise InputError(f"no text has a word in part {part}, voice {voice}; choose another part or voice")

    document, doc_ids = pd.factorize(table["doc_id"])
    n_words = np.bincount(document)
    table["position"] = np.arange(len(table)) - (np.cumsum(n_words) - n_words)[document] + 1
    table["voice"] = segments["voice"].to_numpy()[table["segment"]]
    pieces = []
    for name in dict.fromkeys(map(term, asked)):
        here = (table["term"] == name).to_numpy()
        n = np.bincount(document[here], minlength=len(doc_ids))
        piece = table.loc[here, ["doc_id", "position", "start", "voice"]]
        absent = pd.DataFrame({"doc_id": doc_ids[n == 0], "voice": ""})
        piece = pd.concat([piece, absent]).assign(term=name, dp_norm=dp_norm(n[:, None], n_words)[0])
        piece["document"] = pd.Index(doc_ids).get_indexer(piece["doc_id"])
        piece["n"], piece["n_words"] = n[piece["document"]], n_words[piece["document"]]
        pieces.append(piece.sort_values(["document", "position"]))
    columns = ["doc_id", "term", "position", "start", "voice", "n", "n_words", "dp_norm"]
    result = pd.concat(pieces, ignore_index=True)[columns] if pieces else pd.DataFrame(columns=columns)
    return result.astype({"position": "Int64", "start": "Int64"})
