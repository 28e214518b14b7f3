"""How far the names, amounts and dates that the suite finds agree with those that people marked."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

import numpy as np
import pandas as pd
import regex

from analysis.measures.evaluation.agreement import Ratio, agreement_table, groups_of
from analysis.measures.evaluation.ranked_errors import ERRORS_SHOWN, most_frequent_errors
from analysis.schema import check
from analysis.texts.segmentation.sentences import sentences

THREE = ("person", "body", "place")
NAMES = (*THREE, "people", "other", "misc")
AMOUNTS = ("quantity", "date")
_Span = tuple[str, int, int]
_WORD = r"\p{Lu}(?:[\p{L}\p{M}\p{N}.]*[\p{L}\p{N}])?"
_CAPITALS = regex.compile(r"(?<![\p{L}\p{N}])" + _WORD + "(?:[ -]" + _WORD + ")*")


def validate_mentions(documents: pd.DataFrame, gold: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Return how well the names of the suite agree with those that people marked.

    Parameters
    ----------
    documents
        Table `documents`: ``doc_id, text`` and, where there, ``outlet_type, outlet``.
    gold
        Table `gold` of the task mentions.
    mentions
        Table `mentions` of the same texts; names are judged, and quantities and dates where people marked them.

    Returns
    -------
    DataFrame
        Table `validation`, for all texts, each outlet type and outlet. A name is found if it begins and ends at the
        same characters. ``name_f1``, ``_precision`` and ``_recall`` are of names of any kind, ``three_…`` of people,
        bodies and places without regard to which it is, ``typed_…`` of these with the same kind, and ``person_…``,
        ``body_…``, ``place_…`` (and ``people_…``, where people marked peoples) of one kind. ``told_apart`` is the
        share, of the people and bodies whose name was found, that have the same kind. ``capitals_…`` are the figures
        of ``name_…`` for a program that takes each run of words with capitals for a name, and so the least that rules
        must exceed. Where people marked quantities or dates, ``quantity_precision`` is the share of those found that
        touch a marked one, and ``quantity_recall`` the share of those marked that are touched: sets differ in whether
        what is counted belongs to the number. The 95 % intervals are from resamples of the texts.

    Raises
    ------
    InputError
        If a column is missing.

    See Also
    --------
    read_gold : the annotated texts.
    mention_errors : where they differ.

    Notes
    -----
    Sets differ in what a name is: some mark nationalities (as ``misc`` or as peoples), titles, or the town in the name
    of a team, and others do not. Where each sentence is a text, nothing told before helps to say what a name is.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> documents = pd.DataFrame({"doc_id": ["a"], "text": ["Mayor Ann Lee left."]})
    >>> gold = pd.DataFrame([("a", 0, "person", 6, 13, "", "")])
    >>> gold.columns = ["doc_id", "annotation", "kind", "start", "end", "speaker", "cue"]
    >>> found = same.mentions(same.voices(documents), same.read_actors())
    >>> same.validate_mentions(documents, gold, found).query("measure == 'name_f1'")["value"].tolist()
    [1.0]
    """
    check(documents, "documents", needs=("doc_id", "text"))
    people, suite = _by_span(gold, "gold", NAMES), _by_span(mentions, "mentions", NAMES)
    place = {doc_id: k for k, doc_id in enumerate(documents["doc_id"].tolist())}

    def by_text(spans: Iterable[_Span]) -> np.ndarray:
        return np.bincount([place[doc_id] for doc_id, _, _ in spans], minlength=len(place))

    measures: dict[str, list[Ratio]] = {}

    def add(name: str, theirs: dict[_Span, str], ours: dict[_Span, str], *, typed: bool) -> None:
        same = [span for span, kind in theirs.items() if span in ours and (not typed or ours[span] == kind)]
        both, found, wanted = by_text(same), by_text(ours), by_text(theirs)
        measures[f"{name}_f1"] = [(2 * both, found + wanted)]
        measures[f"{name}_precision"], measures[f"{name}_recall"] = [(both, found)], [(both, wanted)]

    add("name", people, suite, typed=False)
    add("capitals", people, _capital_runs(documents), typed=False)
    three = _of(people, THREE), _of(suite, THREE)
    add("three", *three, typed=False)
    add("typed", *three, typed=True)
    for kind in (*THREE, *(["people"] if "people" in people.values() else [])):
        add(kind, _of(people, (kind,)), _of(suite, (kind,)), typed=True)
    known = {span: kind for span, kind in _of(people, ("person", "body")).items() if span in suite}
    right = [span for span, kind in known.items() if suite[span] == kind]
    measures["told_apart"] = [(by_text(right), by_text(known))]
    for kind in AMOUNTS:
        theirs, ours = sorted(_by_span(gold, "gold", (kind,))), sorted(_by_span(mentions, "mentions", (kind,)))
        if theirs:
            measures[f"{kind}_precision"] = [(by_text(_touching(ours, theirs)), by_text(ours))]
            measures[f"{kind}_recall"] = [(by_text(_touching(theirs, ours)), by_text(theirs))]
    return agreement_table("mentions", measures, groups_of(documents))


def _of(spans: dict[_Span, str], kinds: tuple[str, ...]) -> dict[_Span, str]:
    return {span: kind for span, kind in spans.items() if kind in kinds}


def _touching(some: list[_Span], others: list[_Span]) -> list[_Span]:
    """Return the spans that share a character with one of the others; both in order, the others not overlapping."""
    result = []
    for doc_id, start, end in some:
        after = bisect_left(others, (doc_id, end, -1))
        if after and others[after - 1][0] == doc_id and others[after - 1][2] > start:
            result.append((doc_id, start, end))
    return result


def _capital_runs(documents: pd.DataFrame) -> dict[_Span, str]:
    """Return the longest runs of words with a capital, blanks or hyphens between them, within a sentence."""
    runs = {}
    for doc_id, text in documents[["doc_id", "text"]].itertuples(index=False, name=None):
        for begin, stop in sentences(text):
            for run in _CAPITALS.finditer(text, begin, stop):
                runs[doc_id, run.start(), run.end()] = "other"
    return runs


def _by_span(rows: pd.DataFrame, table: str, kinds: tuple[str, ...]) -> dict[_Span, str]:
    """Return the kind of each mention of some kinds by text, start and end."""
    check(rows, table, needs=("doc_id", "start", "end", "kind"))
    rows = rows[rows["kind"].isin(kinds)]
    spans = zip(rows["doc_id"].tolist(), rows["start"].tolist(), rows["end"].tolist(), strict=True)
    return dict(zip(spans, rows["kind"].tolist(), strict=True))


def mention_errors(
    documents: pd.DataFrame, gold: pd.DataFrame, mentions: pd.DataFrame, top: int = ERRORS_SHOWN
) -> pd.DataFrame:
    """Return where the names of the suite and of people differ: table `errors`.

    Parameters
    ----------
    documents, gold, mentions
        As for `validate_mentions`.
    top
        How many of each kind at most.

    Returns
    -------
    DataFrame
        ``task, kind, rank, n, of, item, doc_id, start, end, match, gold, suite, sentence``. `kind` is ``missed_name``,
        ``invented_name``, ``other_extent`` (a name of the suite that begins or ends elsewhere) or ``other_kind``.
        `gold` and `suite` are the kinds. `item` is the name, `n` how many errors of the kind have it, of `of` in all;
        the most frequent come first, then in the order of the texts.

    Raises
    ------
    InputError
        If a column is missing.

    See Also
    --------
    validate_mentions : how far they agree.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> documents = pd.DataFrame({"doc_id": ["a"], "text": ["Mayor Ann Lee left."]})
    >>> gold = pd.DataFrame(columns=["doc_id", "annotation", "kind", "start", "end", "speaker", "cue"])
    >>> found = same.mentions(same.voices(documents), same.read_actors())
    >>> same.mention_errors(documents, gold, found)[["kind", "match", "suite"]].values.tolist()
    [['invented_name', 'Ann Lee', 'person']]
    """
    check(documents, "documents", needs=("doc_id", "text"))
    people, suite = _by_span(gold, "gold", NAMES), _by_span(mentions, "mentions", NAMES)
    rows = []
    spans = sorted(set(people) | set(suite))
    for doc_id, text in documents[["doc_id", "text"]].itertuples(index=False, name=None):
        here = spans[_first(spans, doc_id) : _first(spans, doc_id + "\0")]
        marked = [span for span in here if span in people]
        extents = sentences(text)
        for span in here:
            theirs, ours, (_, start, end) = people.get(span, ""), suite.get(span, ""), span
            kind = _error(theirs, ours, overlaps=any(a < end and start < b for _, a, b in marked))
            if kind:
                sentence = next((text[a:b] for a, b in extents if a <= start < b), "")
                match = text[start:end]
                rows.append(("mentions", kind, match, doc_id, start, end, match, theirs, ours, sentence))
    return most_frequent_errors(rows, top)


def _first(spans: list[_Span], doc_id: str) -> int:
    return bisect_left(spans, (doc_id, -1, -1))


def _error(theirs: str, ours: str, *, overlaps: bool) -> str:
    if theirs and ours:
        return "other_kind" if theirs not in ("misc", ours) else ""
    if theirs:
        return "missed_name"
    return "other_extent" if overlaps else "invented_name"
