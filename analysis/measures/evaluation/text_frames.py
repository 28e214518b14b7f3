"""How far the frames that the suite gives to texts agree with those that people found in them."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.measures.evaluation.agreement import Ratio, agreement_table, groups_of
from analysis.measures.evaluation.ranked_errors import ERRORS_SHOWN, counted_errors, first_errors
from analysis.schema import COLUMNS, check, numbers
from analysis.texts.segmentation.sentences import sentences

_RATES = ("f1", "precision", "recall")


def validate_frames(documents: pd.DataFrame, labels: pd.DataFrame, given: pd.DataFrame) -> pd.DataFrame:
    """Return how well the frames of the suite agree with annotated ones, text by text.

    Parameters
    ----------
    documents, labels
        From `read_frame_gold`: the texts (``doc_id`` and, where there, ``outlet_type, outlet``), and a column of bool
        for each frame.
    given
        From `lexicon_labels`: ``doc_id, label, given``, for the labels that are named like a frame. Only those are
        measured.

    Returns
    -------
    DataFrame
        Table `validation`. For each frame (`group_by` ``frame``): ``f1``, ``precision``, ``recall`` of the texts that
        have it; ``prevalence``, the share of texts in which people found it, which is also the F1 expected of a guess
        that gives the frame at random to that share of texts; ``given``, the share to which the suite gives it; and
        ``f1_every_text``, of giving it to all.

        Over the frames that any text has, for all texts, each outlet type and outlet: their means ``macro_f1``,
        ``macro_precision``, ``macro_recall``, ``macro_f1_chance`` (the mean prevalence), ``macro_f1_every_text``,
        ``macro_f1_over_chance`` (macro-F1 less that of chance), and ``micro_f1`` of all decisions together. The 95 %
        intervals are from resampled texts.

    Raises
    ------
    InputError
        If a column is missing.

    See Also
    --------
    read_frame_gold : the annotated texts.
    frame_errors : where they differ.
    cross_validate_frames : how well a model learned from such texts does.

    Notes
    -----
    People agree about frames far less than about speech: look at what one coder reaches against the others before
    calling a figure low. A mean hides rare frames, and with few texts of a frame its F1 says little: see the interval.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "text": ["Widow weeps at funeral", "Roads reopen"]})
    >>> labels = pd.DataFrame({"human interest": [True, False]})
    >>> given = pd.DataFrame({"doc_id": ["a", "b"], "label": "human interest", "given": [True, False]})
    >>> same.validate_frames(documents, labels, given)[["group", "measure", "value"]].head(1).values.tolist()
    [['human interest', 'f1', 1.0]]
    """
    check(documents, "documents", needs=("doc_id",))
    people, suite = _decisions(documents, labels, given)
    everywhere = [("all", "all", np.ones(len(documents), dtype=bool))]
    parts, means = [], []
    for name in people.columns:
        gold, ours = (table[name].to_numpy(dtype=np.int64) for table in (people, suite))
        ratios, one = _ratios(gold, ours), np.ones_like(gold)
        shares = {"prevalence": (gold, one), "given": (ours, one), "f1_every_text": (2 * gold, gold + 1)}
        measures = {key: [ratio] for key, ratio in (ratios | shares).items()}
        parts.append(agreement_table("frames", measures, [("frame", name, everywhere[0][2])]))
        if gold.any():
            means.append(ratios | shares)
    if means:
        parts.append(agreement_table("frames", _means(means), groups_of(documents)))
    if not parts:
        return pd.DataFrame(columns=list(COLUMNS["validation"])).astype(numbers("validation"))
    return pd.concat(parts, ignore_index=True)


def _decisions(documents: pd.DataFrame, labels: pd.DataFrame, given: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return people's decisions and the suite's, texts by frames, for the frames that both know."""
    check(given, "frame labels", needs=("doc_id", "label", "given"))
    names = [name for name in labels.columns if name in set(given["label"])]
    suite = given.pivot(index="doc_id", columns="label", values="given").reindex(documents["doc_id"])
    ours = suite.reindex(columns=names).fillna(False).astype(bool).reset_index(drop=True)
    return labels[names].astype(bool).reset_index(drop=True), ours


def _ratios(gold: np.ndarray, ours: np.ndarray) -> dict[str, Ratio]:
    both = gold * ours
    return {"f1": (2 * both, gold + ours), "precision": (both, ours), "recall": (both, gold)}


def _means(frames: list[dict[str, Ratio]]) -> dict[str, list[Ratio]]:
    """Return the means over frames, each as the ratios that `agreement_table` takes the mean of."""
    chance = [ratios["prevalence"] for ratios in frames]
    f1 = [ratios["f1"] for ratios in frames]
    # a mean over twice as many ratios, so that each counts double: F1, and chance with a minus
    apart = [(2 * hits, of) for hits, of in f1] + [(-2 * hits, of) for hits, of in chance]
    return {f"macro_{rate}": [ratios[rate] for ratios in frames] for rate in _RATES} | {
        "macro_f1_chance": chance,
        "macro_f1_every_text": [ratios["f1_every_text"] for ratios in frames],
        "macro_f1_over_chance": apart,
        "micro_f1": [(np.sum([hits for hits, _ in f1], axis=0), np.sum([of for _, of in f1], axis=0))],
    }


def frame_errors(
    documents: pd.DataFrame,
    labels: pd.DataFrame,
    given: pd.DataFrame,
    frames: pd.DataFrame,
    presence: pd.DataFrame,
    top: int = ERRORS_SHOWN,
) -> pd.DataFrame:
    """Return the texts whose frames differ most between the suite and people: table `errors`.

    Parameters
    ----------
    documents, labels, given
        As for `validate_frames`, with ``text``; `given` with ``scheme, frame``.
    frames, presence
        From `frames` and `frame_presence`, of the same texts.
    top
        How many of each kind at most.

    Returns
    -------
    DataFrame
        ``task, kind, rank, n, of, item, doc_id, start, end, match, gold, suite, sentence``. `kind` is
        ``invented_frame`` (the suite alone gives it) or ``missed_frame`` (people alone). `gold` and `suite` hold the
        frame where they give it. `item` is the entry that the text has most often of the frame, `match` its first
        place and `sentence` that sentence; where the text has no entry, they are empty and `sentence` is the first.
        `n` counts the errors of the kind with this frame, of `of` in all. First come the texts in which the frame's
        words are densest (invented), or rarest (missed), beside the usual level.

    Raises
    ------
    InputError
        If a column is missing.

    See Also
    --------
    validate_frames : how far they agree.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> documents = pd.DataFrame({"doc_id": ["a"], "text": ["Widow weeps at funeral"]})
    >>> labels, entries = pd.DataFrame({"hi": [False]}), same.read_frames()
    >>> segments = same.voices(documents)
    >>> found = same.frames(segments, entries)
    >>> presence = same.frame_presence(found, segments, entries)
    >>> given = same.lexicon_labels(presence, ["hi"], same.read_frame_categories())
    >>> same.frame_errors(documents, labels, given, found, presence)[["kind", "item", "suite"]].values.tolist()
    [['invented_frame', 'funeral*', 'hi']]
    """
    check(documents, "documents", needs=("doc_id", "text"))
    people, suite = _decisions(documents, labels, given)
    texts = dict(zip(documents["doc_id"].tolist(), documents["text"].tolist(), strict=True))
    keys = given.drop_duplicates("label").set_index("label")
    level = presence.set_index(["doc_id", "scheme", "frame"])
    level = (level["per_1000"].fillna(0) / level["usual"]).to_dict()
    rows = []
    for name in people.columns:
        scheme, frame = keys.loc[name, ["scheme", "frame"]]
        found = frames[(frames["scheme"] == scheme) & (frames["frame"] == frame)]
        places = dict(iter(found.groupby("doc_id", sort=False)))
        for at in np.flatnonzero(people[name].to_numpy() != suite[name].to_numpy()).tolist():
            doc_id = documents["doc_id"].iloc[at]
            invented = bool(suite[name].iloc[at])
            kind = "invented_frame" if invented else "missed_frame"
            dense = level.get((doc_id, scheme, frame), 0.0)
            shown = ("", name) if invented else (name, "")
            place = _place(texts[doc_id], places.get(doc_id))
            rows.append(("frames", kind, name, doc_id, *place, *shown, -dense if invented else dense, at))
    columns = "task kind name doc_id item start end match sentence gold suite dense at".split()
    table = counted_errors(pd.DataFrame(rows, columns=columns), "name")
    table["dense"] = table["dense"].astype(float).round(9)
    return first_errors(table.sort_values(["kind", "dense", "at", "name"], kind="stable"), top)


def _place(text: str, found: pd.DataFrame | None) -> tuple[str, int, int, str, str]:
    """Return the entry that a text has most often, its first place, the match there and the sentence around it."""
    spans = sentences(text)
    if found is None:
        return ("", 0, 0, "", text[slice(*next(iter(spans), (0, 0)))])
    counts = found["entry"].value_counts()
    entry = min(counts[counts == counts.max()].index)
    first = found[found["entry"] == entry].iloc[0]
    start, end = int(first["start"]), int(first["end"])
    return (entry, start, end, first["match"], next((text[a:b] for a, b in spans if a <= start < b), ""))
