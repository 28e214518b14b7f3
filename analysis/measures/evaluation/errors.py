"""Where the suite and the people who annotated the same texts part ways: the longest and the most frequent errors."""

from __future__ import annotations

from bisect import bisect_right

import numpy as np
import pandas as pd

from analysis.measures.evaluation.agreement import Words
from analysis.measures.evaluation.ranked_errors import ERRORS_SHOWN
from analysis.measures.evaluation.validation import COMMUNICATION_CUES, attributions
from analysis.measures.spans import containing, inside, word_ranges
from analysis.schema import COLUMNS, check, describe
from analysis.texts.segmentation.sentences import sentences


def voice_errors(
    documents: pd.DataFrame, gold: pd.DataFrame, segments: pd.DataFrame, top: int = ERRORS_SHOWN
) -> pd.DataFrame:
    """Return the longest errors of each kind in the voices of the suite.

    Parameters
    ----------
    documents, gold, segments
        As for `validation.validate_voices`.
    top
        How many of each kind at most.

    Returns
    -------
    DataFrame
        Table `errors`: ``task, kind, rank, n, of, item, doc_id, start, end, match, gold, suite, sentence``, the longest
        first, then in the order of the texts. `n` is the words that are wrong, of the `of` words of the stretch.
        `start` to `end` is the stretch, `match` its text, `sentence` that in which it begins, `item` the cue.

        - ``missed_attribution``: an annotated attribution, with words that the suite takes for the author's; `gold`
          is its speaker.
        - ``invented_attribution``: a segment that the suite takes for somebody's, with words that people leave to the
          author; `suite` is its speaker.
        - ``wrong_speaker``: an attribution that was found, of a named speaker (`gold`), but given to another (`suite`).
        - ``no_speaker``: an attribution that was found, of a named speaker, but given to nobody.

    Raises
    ------
    InputError
        If a column is missing.

    See Also
    --------
    validate_voices : how far they agree.
    marker_errors : the same for loaded words.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> documents = pd.DataFrame({"doc_id": ["a"], "text": ["Ann Roe said: “We will stay.” Nobody left."]})
    >>> gold = pd.DataFrame([("a", 0, "attributed", 14, 29, "Ann Roe", "said"), ("a", 0, "direct", 14, 29, "", "")])
    >>> gold.columns = ["doc_id", "annotation", "kind", "start", "end", "speaker", "cue"]
    >>> nothing = same.voices(documents).assign(voice="author", speaker="", cue="")
    >>> same.voice_errors(documents, gold, nothing)[["kind", "n", "of", "match"]].values.tolist()
    [['missed_attribution', 3, 3, '“We will stay.”']]
    """
    check(documents, "documents", needs=("doc_id", "text"))
    check(segments, "segments", needs=("doc_id", "start", "end", "voice", "speaker", "cue"))
    table = attributions(documents, gold, segments).rename(columns={"speaker": "gold", "cue": "item", "words": "of"})
    wrong = table[table["found"] & table["named"] & ~table["right"]].assign(n=lambda rows: rows["of"])
    silent = wrong["suite"] == ""
    words = Words.of(documents)
    said = segments[np.isin(segments["voice"].to_numpy(dtype=object), COMMUNICATION_CUES)].reset_index(drop=True)
    held = containing(words.table, said)
    own = ~inside(words.table, gold[gold["kind"] == "attributed"])
    invented = pd.DataFrame(
        {
            **{name: said[name] for name in ("doc_id", "start", "end")},
            "n": np.bincount(held[(held >= 0) & own], minlength=len(said)),
            "of": np.bincount(held[held >= 0], minlength=len(said)),
            "item": said["cue"].fillna(""),
            "gold": "",
            "suite": said["speaker"].fillna(""),
        }
    )
    kinds = {
        "missed_attribution": table.assign(n=table["missed"], suite=""),
        "invented_attribution": invented,
        "wrong_speaker": wrong[~silent],
        "no_speaker": wrong[silent],
    }
    return _ranked("voices", kinds, documents, top)


def marker_errors(
    documents: pd.DataFrame, gold: pd.DataFrame, markers: pd.DataFrame, top: int = ERRORS_SHOWN
) -> pd.DataFrame:
    """Return the most frequent errors of each kind in the loaded markers of the suite.

    Parameters
    ----------
    documents, gold, markers
        As for `validation.validate_markers`.
    top
        How many of each kind at most.

    Returns
    -------
    DataFrame
        Table `errors`, as from `voice_errors`, the most frequent first, then in the order of the texts. Each row is
        many places; ``doc_id`` to ``sentence`` show the first of them.

        - ``not_annotated``: an entry of the lexicon (`item`) in a loaded category (`suite`): of its `of` markers, `n`
          hold no annotated word.
        - ``missed_word``: an annotated word (`item`, in small letters): of its `of` annotated uses, `n` have no marker.

    Raises
    ------
    InputError
        If a column is missing.

    See Also
    --------
    validate_markers : how far they agree.
    voice_errors : the same for voices.

    Notes
    -----
    A word that people leave alone in one place may be one they mark in the next: `n` of `of` tells the two apart.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> documents = pd.DataFrame({"doc_id": ["a"], "text": ["A brutal act."]})
    >>> gold = pd.DataFrame([("a", 0, "loaded", 9, 12, "", "")])
    >>> gold.columns = ["doc_id", "annotation", "kind", "start", "end", "speaker", "cue"]
    >>> found = same.markers(same.voices(documents), same.read_lexicon())
    >>> same.marker_errors(documents, gold, found)[["kind", "item", "n", "of"]].values.tolist()
    [['not_annotated', 'brutal', 1, 1], ['missed_word', 'act', 1, 1]]
    """
    check(documents, "documents", needs=("doc_id", "text"))
    check(gold, "gold")
    check(markers, "markers", needs=("doc_id", "start", "end", "entry", "category", "loaded"))
    words = Words.of(documents)
    wanted = inside(words.table, gold[gold["kind"] == "loaded"])
    loaded = markers[markers["loaded"].to_numpy(dtype=bool) & markers["doc_id"].isin(words.order).to_numpy()]
    first, last = word_ranges(words.table, loaded)
    seen = np.r_[0, np.cumsum(wanted)]
    hits = loaded[["doc_id", "start", "end"]].assign(
        item=loaded["entry"], suite=loaded["category"], wrong=seen[last] == seen[first]
    )
    missed = wanted & ~inside(words.table, loaded)
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    uses = words.table.assign(wrong=missed)[wanted].reset_index(drop=True)
    uses["item"] = [texts[doc_id][i:j].lower().replace("’", "'") for doc_id, i, j, _ in uses.itertuples(index=False)]
    kinds = {"not_annotated": _tallied(hits), "missed_word": _tallied(uses.assign(suite=""))}
    return _ranked("markers", kinds, documents, top)


def _tallied(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per item: how many of its rows are wrong, and the first of these."""
    shown = rows[rows["wrong"]].drop_duplicates("item").set_index("item", drop=False)
    every = rows.groupby("item", sort=False)["wrong"].agg(["sum", "size"]).loc[shown.index]
    return shown.assign(n=every["sum"], of=every["size"], gold="").reset_index(drop=True)


def _ranked(task: str, kinds: dict[str, pd.DataFrame], documents: pd.DataFrame, top: int) -> pd.DataFrame:
    order = {doc_id: position for position, doc_id in enumerate(documents["doc_id"])}
    texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
    tables = []
    for kind, rows in kinds.items():
        place = rows["doc_id"].map(order)
        rows = rows.assign(place=place, task=task, kind=kind)[(rows["n"] > 0) & place.notna()]
        rows = rows.sort_values(["n", "place", "start"], ascending=[False, True, True], kind="stable").head(top)
        spans = list(zip(rows["doc_id"], rows["start"], rows["end"], strict=True))
        tables.append(
            rows.assign(
                rank=range(1, len(rows) + 1),
                match=[texts[doc_id][start:end] for doc_id, start, end in spans],
                sentence=[_sentence(texts[doc_id], start) for doc_id, start, _ in spans],
            )[list(COLUMNS["errors"])]
        )
    return pd.concat(tables, ignore_index=True).astype({one.name: one.type for one in describe("errors")})


def _sentence(text: str, at: int) -> str:
    spans = sentences(text)
    start, end = spans[max(0, bisect_right(spans, (at, len(text))) - 1)] if spans else (0, len(text))
    return text[start:end]
