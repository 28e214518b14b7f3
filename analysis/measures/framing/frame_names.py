"""The frames of the lexicon under the names that other people give to them."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from analysis.schema import check
from analysis.texts.readers.frame_lists import plain_name


def lexicon_labels(presence: pd.DataFrame, labels: Iterable[str], categories: pd.DataFrame) -> pd.DataFrame:
    """Return which texts have a label by the lexicon, for the labels that are named like a frame.

    Parameters
    ----------
    presence
        From `frame_presence.frame_presence`: ``doc_id, scheme, frame, present``.
    labels
        The names that people gave.
    categories
        Table `frame_categories`: ``frame, scheme, title, names``.

    Returns
    -------
    DataFrame
        ``doc_id, label, given, scheme, frame``, by label. All labels are read in one scheme, that which names
        most of them (of equals the first in `categories`), by the frame itself, its title or one of its other names;
        capitals, signs and the words "and", "or" and "frame" make no difference. A label of no frame has no row.

    See Also
    --------
    cross_validate_frames : sets a trained model beside it.

    Examples
    --------
    >>> import analysis as same
    >>> import pandas as pd
    >>> documents = pd.DataFrame({"doc_id": ["a"], "text": ["Widow weeps at funeral"]})
    >>> segments, entries = same.voices(documents), same.read_frames()
    >>> presence = same.frame_presence(same.frames(segments, entries), segments, entries)
    >>> same.lexicon_labels(presence, ["Human_Interest", "weather"], same.read_frame_categories()).values.tolist()
    [['a', 'Human_Interest', True, 'generic', 'human_interest']]
    """
    check(presence, "frame_presence", needs=("doc_id", "scheme", "frame", "present"))
    known: dict[str, dict[str, str]] = {}
    for row in check(categories, "frame_categories", needs=("frame", "scheme", "title", "names")).itertuples():
        for name in (row.frame, row.title, *row.names.split("|")):
            known.setdefault(row.scheme, {}).setdefault(plain_name(name), row.frame)
    read = {
        scheme: {label: frames[plain_name(label)] for label in labels if plain_name(label) in frames}
        for scheme, frames in known.items()
    }
    scheme = max(read, key=lambda one: len(read[one]), default="")
    parts = []
    for label, frame in read.get(scheme, {}).items():
        rows = presence[(presence["scheme"] == scheme) & (presence["frame"] == frame)]
        named = {"doc_id": rows["doc_id"], "label": label, "given": rows["present"], "scheme": scheme, "frame": frame}
        parts.append(pd.DataFrame(named))
    none = pd.DataFrame(columns=["doc_id", "label", "given", "scheme", "frame"], dtype="str").astype({"given": bool})
    return pd.concat(parts, ignore_index=True) if parts else none
