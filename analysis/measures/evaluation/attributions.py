"""Annotated attributions beside the voices and speakers of the suite, one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analysis.measures.evaluation.agreement import WORD, Words
from analysis.schema import VOICES, check

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

SAID = VOICES[1:]
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
    import numpy as np
    import pandas as pd

    check(gold, "gold")
    check(segments, "segments", needs=("doc_id", "start", "end", "voice", "speaker"))
    words = Words.of(documents)
    held = words.holder(segments)
    said = np.isin(segments["voice"].to_numpy(dtype=object), SAID)
    speakers = segments["speaker"].fillna("").tolist()
    first, last = words.ranges(gold)
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
    import numpy as np

    return np.unique(np.concatenate([np.arange(a, b) for a, b in zip(first, last, strict=True)]))


def _content(name: str) -> set[str]:
    lowered = (word.lower().replace("’s", "").replace("'s", "") for word in WORD.findall(name))
    return {word for word in lowered if word not in _EMPTY}
