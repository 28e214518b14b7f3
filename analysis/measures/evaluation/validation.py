"""How far the suite's voices and markers agree with people who annotated the same texts."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.measures.evaluation.agreement import WORD, Ratio, Words, agreement, agreement_table, groups_of
from analysis.measures.spans import containing, inside, word_ranges
from analysis.schema import VOICES, check


def validate_voices(documents: pd.DataFrame, gold: pd.DataFrame, segments: pd.DataFrame) -> pd.DataFrame:
    """Return how well the voices and speakers of the suite agree with annotated attributions.

    Parameters
    ----------
    documents
        Table `documents`: ``doc_id, text`` and, where there, ``outlet_type, outlet``.
    gold
        Table `gold` of the task voices: spans of the kinds ``attributed`` and ``direct``.
    segments
        Table `segments` of the same texts.

    Returns
    -------
    DataFrame
        Table `validation`: ``task, measure, group_by, group, value, low, high, hits, of, n``. `value` is hits / of,
        `low` to `high` its 95 % interval from resampled texts (`bootstrap.share_interval`), `n` the number of
        texts. For all texts, each outlet type and each outlet:

        - ``attributed_f1``, ``_precision``, ``_recall``: words in any voice but the author's;
        - ``direct_…``: words in quotation marks that are speech; ``indirect_…``: attributed words outside them;
        - ``speaker``: of the attributions that hold quotation marks and name their speaker, the share found with the
          speaker right (`attributions`); ``speaker_indirect``: the same of those without quotation
          marks; `n` counts texts with such an attribution.

        And by ``voice``, the voice that people gave: ``as_author``, ``as_direct``, ``as_indirect``, the share of its
        words that the suite gives to each voice; `n` counts texts with such words.

    Raises
    ------
    InputError
        If a column is missing.

    See Also
    --------
    read_gold : the annotated texts.
    voice_errors : where they differ.
    beside_baselines : next to other programs.

    Notes
    -----
    A figure holds for texts like the annotated ones: their language, genre and years. It measures agreement with these
    annotators, who do not wholly agree with each other.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> documents = pd.DataFrame({"doc_id": ["a"], "text": ["Ann Roe said: “We will stay.” Nobody left."]})
    >>> gold = pd.DataFrame([("a", 0, "attributed", 14, 29, "Ann Roe", "said"), ("a", 0, "direct", 14, 29, "", "")])
    >>> gold.columns = ["doc_id", "annotation", "kind", "start", "end", "speaker", "cue"]
    >>> figures = same.validate_voices(documents, gold, same.voices(documents))
    >>> figures[["measure", "value"]].head(3).values.tolist()
    [['attributed_f1', 1.0], ['attributed_precision', 1.0], ['attributed_recall', 1.0]]
    """
    check(documents, "documents", needs=("doc_id", "text"))
    check(gold, "gold")
    check(segments, "segments", needs=("doc_id", "start", "end", "voice", "speaker"))
    words = Words.of(documents)
    held = containing(words.table, segments)
    suite = np.append(segments["voice"].to_numpy(dtype=object), "author")[held]
    kinds = gold["kind"].to_numpy()
    wanted = {kind: inside(words.table, gold[kinds == kind]) for kind in ("attributed", "direct")}
    wanted["indirect"] = wanted["attributed"] & ~wanted["direct"]
    given = {"attributed": np.isin(suite, COMMUNICATION_CUES)} | {voice: suite == voice for voice in COMMUNICATION_CUES}
    measures = {
        f"{voice}_{name}": ratios
        for voice in ("attributed", *COMMUNICATION_CUES)
        for name, ratios in agreement(wanted[voice], given[voice], words).items()
    }
    speakers = attributions(documents, gold, segments)
    text = _texts(words, speakers)
    named, right, quoted = (speakers[name].to_numpy() for name in ("named", "right", "quoted"))
    for name, kind in (("speaker", quoted), ("speaker_indirect", ~quoted)):
        measures[name] = [_counts(text, len(documents), named & kind & right, named & kind)]
    tables = [agreement_table("voices", measures, groups_of(documents), partial=("speaker", "speaker_indirect"))]
    people = np.where(wanted["direct"], "direct", np.where(wanted["attributed"], "indirect", "author"))
    for voice in VOICES:
        own = people == voice
        whole = words.by_text(own)
        shares = {f"as_{other}": [(words.by_text(own & (suite == other)), whole)] for other in _voices(suite)}
        tables.append(agreement_table("voices", shares, [("voice", voice, whole > 0)]))
    return pd.concat(tables, ignore_index=True)


def validate_markers(
    documents: pd.DataFrame, gold: pd.DataFrame, markers: pd.DataFrame, segments: pd.DataFrame
) -> pd.DataFrame:
    """Return how well the suite's loaded markers agree with the words and texts that people call loaded.

    Parameters
    ----------
    documents
        Table `documents`: ``doc_id, text, label`` (1: loaded) and, where there, ``outlet_type, outlet``.
    gold
        Table `gold` of the task markers: spans of the kind ``loaded``.
    markers
        Table `markers` of the same texts. Markers that are not `loaded` count by category alone.
    segments
        Table `segments` of the same texts.

    Returns
    -------
    DataFrame
        Table `validation`, as from `validate_voices`. For all texts, each outlet type and each outlet:

        - ``word_f1``, ``word_precision``, ``word_recall``: loaded words;
        - ``text_macro_f1``: of "this text holds a loaded marker" (in sentence data, a text is a sentence), the mean of
          the F1 of the loaded and of the other texts; ``text_f1``, ``text_precision``, ``text_recall``: of the loaded
          ones alone;
        - ``flagged`` and ``labelled``: the share of texts with a loaded marker, and with a person's label.

        By ``voice``, that of the suite: the three measures of words; `n` counts texts with a word in that voice. By
        ``category`` of the lexicon, loaded or not: ``annotated``, of the category's markers (`of`) those that hold an
        annotated word (`hits`); `n` counts texts with such a marker.

    Raises
    ------
    InputError
        If a column is missing.

    See Also
    --------
    read_gold : the annotated texts.
    marker_errors : where they differ.

    Notes
    -----
    ``text_f1`` flatters where loaded texts are common: flagging every one of a balanced set gives .67. The macro-F1
    does not. Precision falls where loaded sentences are rarer than in the annotated data, as in whole articles.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> documents = pd.DataFrame({"doc_id": ["a", "b"], "text": ["A brutal act.", "A calm day."], "label": [1, 0]})
    >>> gold = pd.DataFrame([("a", 0, "loaded", 2, 8, "", "")])
    >>> gold.columns = ["doc_id", "annotation", "kind", "start", "end", "speaker", "cue"]
    >>> segments = same.voices(documents)
    >>> figures = same.validate_markers(documents, gold, same.markers(segments, same.read_lexicon()), segments)
    >>> figures[["measure", "value"]].head(2).values.tolist()
    [['word_f1', 1.0], ['word_precision', 1.0]]
    """
    check(documents, "documents", needs=("doc_id", "text"))
    check(gold, "gold")
    check(markers, "markers", needs=("doc_id", "start", "end", "category", "loaded"))
    check(segments, "segments", needs=("doc_id", "start", "end", "voice"))
    words = Words.of(documents)
    is_loaded = markers["loaded"].to_numpy(dtype=bool)
    wanted, given = (inside(words.table, spans) for spans in (gold[gold["kind"] == "loaded"], markers[is_loaded]))
    measures = {f"word_{name}": ratios for name, ratios in agreement(wanted, given, words).items()}
    label = documents["label"].to_numpy(dtype=np.int64)
    flag = documents["doc_id"].isin(set(markers.loc[is_loaded, "doc_id"])).to_numpy(dtype=np.int64)
    both, neither, one = label & flag, (1 - label) & (1 - flag), np.ones_like(label)
    measures |= {
        "text_macro_f1": [(2 * both, label + flag), (2 * neither, 2 - label - flag)],
        "text_f1": [(2 * both, label + flag)],
        "text_precision": [(both, flag)],
        "text_recall": [(both, label)],
        "flagged": [(flag, one)],
        "labelled": [(label, one)],
    }
    tables = [agreement_table("markers", measures, groups_of(documents))]
    suite = np.append(segments["voice"].to_numpy(dtype=object), "author")[containing(words.table, segments)]
    for voice in _voices(suite):
        own = suite == voice
        by_word = {f"word_{name}": r for name, r in agreement(wanted & own, given & own, words).items()}
        tables.append(agreement_table("markers", by_word, [("voice", voice, words.by_text(own) > 0)]))
    first, last = word_ranges(words.table, markers)
    seen = np.r_[0, np.cumsum(wanted)]
    annotated = seen[last] > seen[first]
    text = _texts(words, markers)
    everywhere = np.ones(len(documents), dtype=bool)
    for category in sorted(set(markers["category"])):
        own = (markers["category"] == category).to_numpy()
        share = {"annotated": [_counts(text, len(documents), own & annotated, own)]}
        tables.append(agreement_table("markers", share, [("category", category, everywhere)], partial=share))
    return pd.concat(tables, ignore_index=True)


def _voices(suite: np.ndarray) -> list[str]:
    return [*VOICES, *sorted(set(suite.tolist()) - set(VOICES))]


def _texts(words: Words, table: pd.DataFrame) -> np.ndarray:
    return np.array([words.order.get(doc_id, -1) for doc_id in table["doc_id"]], dtype=np.int64)


def _counts(text: np.ndarray, n: int, hits: np.ndarray, of: np.ndarray) -> Ratio:
    known = text >= 0
    return np.bincount(text[known & hits], minlength=n), np.bincount(text[known & of], minlength=n)


COMMUNICATION_CUES = VOICES[1:]
_LONGEST = 12

# Words that name nobody: sharing one of them makes no two mentions the same speaker.
_EMPTY = frozenset(
    "he she they we i it you who his her their him them himself herself the a an of for and in at by mr mrs ms dr sen "
    "rep gov president former one another some".split()
)


def attributions(documents: pd.DataFrame, gold: pd.DataFrame, segments: pd.DataFrame) -> pd.DataFrame:
    """Return one row per annotated attribution: how much of it the suite found, and with which speaker.

    Parameters
    ----------
    documents
        Table `documents`: ``doc_id, text``.
    gold
        Table `gold` of the task voices.
    segments
        Table `segments` of the same texts.

    Returns
    -------
    DataFrame
        Columns ``doc_id, annotation, start, end, words, missed, quoted, speaker, cue, named, found, suite, right``, in
        the order of the texts. `words` are those of the attribution, `missed` those of them in the author's voice by
        the suite. `quoted`: it holds quotation marks. `named`: its speaker is given and is no pronoun. `found`: a
        segment in another voice than the author's holds a word of it (of its quotation marks, where it has some);
        `suite` is the speaker of the segment that holds most, the first of several. `right`: found, named, and the two
        speakers share a word that names somebody, in at most 12 words of the suite's.

    Notes
    -----
    One shared word is a lenient test: "the Post" and "Washington Post" pass, and so would two people of one family
    name.
    """
    check(gold, "gold")
    check(segments, "segments", needs=("doc_id", "start", "end", "voice", "speaker"))
    words = Words.of(documents)
    held = containing(words.table, segments)
    said = np.isin(segments["voice"].to_numpy(dtype=object), COMMUNICATION_CUES)
    speakers = segments["speaker"].fillna("").tolist()
    first, last = word_ranges(words.table, gold)
    starts, ends, names, cues = (gold[name].to_numpy() for name in ("start", "end", "speaker", "cue"))
    in_marks = (gold["kind"] == "direct").to_numpy()
    rows = []
    for (doc_id, annotation), at in gold.groupby(["doc_id", "annotation"], sort=False).indices.items():
        direct = in_marks[at]
        start, end = int(starts[at].min()), int(ends[at].max())
        whole = _words_in(first[at], last[at])
        core = _words_in(first[at][direct], last[at][direct]) if direct.any() else whole
        found = [row for row in held[core].tolist() if row >= 0 and said[row]]
        held_by, most = np.unique(np.array(found, dtype=np.int64), return_counts=True)
        attributed = np.array([row >= 0 and said[row] for row in held[whole].tolist()], dtype=bool)
        speaker, cue = names[at[0]], cues[at[0]]
        suite = speakers[held_by[most.argmax()]] if found else ""
        shared = _content(speaker) & _content(suite) if len(WORD.findall(suite)) <= _LONGEST else set()
        place, sizes = (doc_id, annotation, start, end), (len(whole), int((~attributed).sum()))
        rows.append(
            (*place, *sizes, direct.any(), speaker, cue, bool(_content(speaker)), bool(found), suite, bool(shared))
        )
    columns = "doc_id annotation start end words missed quoted speaker cue named found suite right".split()
    return pd.DataFrame(rows, columns=columns).astype(dict.fromkeys(("quoted", "named", "found", "right"), bool))


def _words_in(first: np.ndarray, last: np.ndarray) -> np.ndarray:
    return np.unique(np.concatenate([np.arange(a, b) for a, b in zip(first, last, strict=True)]))


def _content(name: str) -> set[str]:
    lowered = (word.lower().replace("’s", "").replace("'s", "") for word in WORD.findall(name))
    return {word for word in lowered if word not in _EMPTY}
