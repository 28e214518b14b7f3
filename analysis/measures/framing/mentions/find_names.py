"""Names of people, bodies, places and peoples in texts, found by rule."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.measures.dictionary.names import matches, names
from analysis.measures.framing.mentions.capitals import AMPERSAND, SPACE, Stretches, stretches
from analysis.measures.framing.mentions.compounds import adjective_scores, is_adjective, name_in
from analysis.measures.framing.mentions.elections import named_election
from analysis.measures.framing.mentions.full_names import Uses, settle
from analysis.measures.framing.mentions.name_kinds import context_scores, scores_of
from analysis.measures.framing.mentions.name_parts import parts_of
from analysis.measures.framing.mentions.name_texts import text_reasons
from analysis.measures.framing.mentions.name_weights import KINDS, OF_ELECTION, WEIGHTS
from analysis.measures.framing.mentions.no_names import names_nothing
from analysis.schema import check
from analysis.texts.matching.matcher import texts_of
from analysis.texts.segmentation.words import tokens_of

NAME_COLUMNS = ("doc_id", "start", "end", "match", "kind", "name", "actor", "part", "voice", "speaker")
_HONORIFICS = frozenset("mr mrs ms mx messrs".split())  # never in a name, unlike the titles of the list


def find_names(
    segments: pd.DataFrame, tokens: pd.DataFrame | None = None, actors: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return every name in the texts: one row per mention, in the order of the texts.

    Parameters
    ----------
    segments
        Table `segments`; the segments of a text must cover it.
    tokens
        Table `tokens` of the segments, if it has been made; else the words are found here.
    actors
        Table `actors`, for the column `actor`; None for none.

    Returns
    -------
    DataFrame
        Columns ``doc_id, start, end, match, kind, name, actor, part, voice, speaker``. `match` is the text of
        ``[start, end)`` as written, without titles ("President") and possessive endings. `kind` is ``person``,
        ``body``, ``place``, ``people`` (nationalities, peoples, faiths and their adjectives) or ``other`` (events,
        works, laws). `name` is the fullest form of it in the same text: "Ann Lee" for "Lee", the long form for an
        abbreviation. `actor` is the actor whose label it is or holds, else empty.

    Raises
    ------
    InputError
        If a column is missing.

    Notes
    -----
    A name is a run of capitalised words, with the small words that link them ("Ministry of the Interior", "van der
    Berg", "al-"). Of an adjective made of a name ("London-based") it is the first part. Where capitals say nothing (the
    first word of a sentence, a headline in capitals) the rest of the text, the word lists of data/lexicon/names.csv and
    a list of common words decide. The kind is decided by the words
    of the name, those around it and the text as a whole (is it about sport, is a person named in full?), for all uses
    in a text at once; `name_weights` has the reasons. Misleads where a team has the name of its town and a text tells
    of both, and where a name is unknown and nothing near it explains it.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> from analysis.measures.framing.mentions.find_names import find_names
    >>> text = "Mayor Ann Lee met the Ministry of Health in Oslo. Lee left."
    >>> segments = same.voices(pd.DataFrame({"doc_id": ["a"], "text": [text]}))
    >>> find_names(segments)[["match", "kind", "name"]].values.tolist()  # doctest: +NORMALIZE_WHITESPACE
    [['Ann Lee', 'person', 'Ann Lee'], ['Ministry of Health', 'body', 'Ministry of Health'],
     ['Oslo', 'place', 'Oslo'], ['Lee', 'person', 'Ann Lee']]
    """
    check(segments, "segments")
    table, texts = tokens_of(segments, tokens), texts_of(segments)
    order = {doc_id: position for position, doc_id in enumerate(texts)}
    held = np.array([order[doc_id] for doc_id in segments["doc_id"].to_numpy(dtype=object)], dtype=np.int64)
    doc = held[table["segment"].to_numpy()] if len(table) else np.empty(0, dtype=np.int64)
    found = stretches(table, doc, list(texts.values()))
    terms = table["term"].astype("category").cat
    code, vocabulary = terms.codes.to_numpy().astype(np.int64), terms.categories.astype(object).to_numpy()
    uses = _uses(found, vocabulary[code].tolist())
    scores = _scores(uses, found, code, vocabulary.tolist())
    rows = pd.DataFrame({"first": uses.first, "last": uses.last}, dtype=np.int64)
    result = matches(rows, table, segments, texts)
    result["match"] = pd.Series(uses.written, dtype="str")
    result["end"] = result["start"] + result["match"].str.len().astype("int64")
    kinds, full = settle(uses, scores, doc)
    result["kind"] = pd.Series([KINDS[kind] for kind in kinds], dtype="str")
    result["name"] = pd.Series(full, dtype="str")
    result = result[~_nothing(uses, doc)].reset_index(drop=True)
    result["actor"] = _actors(result, segments, actors, table)
    return result.astype({"start": int, "end": int})[list(NAME_COLUMNS)]


def _uses(found: Stretches, terms: list[str]) -> Uses:
    """Return each use of a name, with what speaks for each kind."""
    uses = Uses()
    gaps, doubtful, loud, capital = (
        column.tolist() for column in (found.gap, found.doubtful, found.loud, found.capital)
    )
    starts, ends, same, text = found.starts.tolist(), found.ends.tolist(), found.same.tolist(), found.text
    n = len(terms)
    for first, stop in zip(found.first.tolist(), (found.last + 1).tolist(), strict=True):
        words, between = tuple(terms[first:stop]), tuple(gaps[first:stop])
        for part in parts_of(words, tuple(capital[first:stop]), between, tuple(doubtful[first:stop])):
            begin, end = first + part.first, first + part.last
            own_terms = words[part.first : part.last + 1]
            made = own_terms[-1] if is_adjective(own_terms[-1]) else ""
            shorter = (begin, end)
            begin, end = named_election(terms, gaps, begin, end, SPACE)
            written = text[starts[begin] : ends[end]]
            written = name_in(written) if made else written
            before = terms[begin - 1] if begin and same[begin - 1] else ""
            before_two = terms[begin - 2] if begin > 1 and before and same[begin - 2] else ""
            inner = end + 1 < n and same[end]
            after = terms[end + 1] if inner else ""
            gap = text[ends[end] : starts[end + 1]] if inner else ""
            lead = text[ends[begin - 1] : starts[begin]] if before else ""
            titled = part.titled or (before.rstrip(".") in _HONORIFICS and capital[begin - 1])
            own = (
                OF_ELECTION
                if shorter != (begin, end)
                else scores_of(
                    (*own_terms[:-1], name_in(made)) if made else own_terms,
                    written,
                    loud=loud[begin],
                    titled=titled,
                    ampersand=AMPERSAND in between[part.first : part.last],
                )
            )
            around = adjective_scores(made) if made else context_scores(before_two, before, lead, gap, after)
            uses.add(begin, end, written, titled, own, around)
    return uses


def _nothing(uses: Uses, doc: np.ndarray) -> np.ndarray:
    """Return which uses name nothing: common words without a title, and in no longer name of the same text."""
    text = doc[np.array(uses.first, dtype=np.int64)].tolist()
    inner = {
        (of, word) for of, written in zip(text, uses.written, strict=True) if " " in written for word in written.split()
    }
    columns = zip(text, uses.written, uses.titled, strict=True)
    return np.array(
        [not titled and (of, name) not in inner and names_nothing(name) for of, name, titled in columns], dtype=bool
    )


def _scores(uses: Uses, found: Stretches, code: np.ndarray, vocabulary: list[str]) -> np.ndarray:
    """Return uses by kinds: what speaks for each, of the words, of those around them and of the text."""
    first, last = (np.array(rows, dtype=np.int64) for rows in (uses.first, uses.last))
    total = np.zeros((len(first), len(KINDS)))
    for scores in (uses.own, uses.around):
        total += np.array(scores, dtype=float).reshape(len(first), len(KINDS))
    keys = [written.lower() for written in uses.written]
    for reason, holds in text_reasons(keys, first, last, found, code, vocabulary).items():
        total[holds] += WEIGHTS[reason]
    return total


def _actors(
    rows: pd.DataFrame, segments: pd.DataFrame, actors: pd.DataFrame | None, table: pd.DataFrame
) -> pd.Series[str]:
    """Return the actor of each name: of the label that it overlaps."""
    result = np.full(len(rows), "", dtype=object)
    if actors is None or not len(actors) or not len(rows):
        return pd.Series(result, dtype="str")
    labels = names(segments, actors, tokens=table)
    if not len(labels):
        return pd.Series(result, dtype="str")
    by_text: dict[str, list[tuple[int, int, str]]] = {}
    for doc_id, start, end, actor in labels[["doc_id", "start", "end", "actor"]].itertuples(index=False):
        by_text.setdefault(doc_id, []).append((start, end, actor))
    places = {doc_id: np.array([start for start, _, _ in known]) for doc_id, known in by_text.items()}
    for row, (doc_id, start, end) in enumerate(rows[["doc_id", "start", "end"]].itertuples(index=False)):
        if doc_id in by_text:
            k = int(np.searchsorted(places[doc_id], end)) - 1
            if k >= 0 and by_text[doc_id][k][1] > start:
                result[row] = by_text[doc_id][k][2]
    return pd.Series(result, dtype="str")
