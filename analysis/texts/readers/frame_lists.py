"""Reading the words of frames, and what each frame is."""

from __future__ import annotations

import re
from math import inf
from pathlib import Path

import pandas as pd

from analysis.schema import COLUMNS, InputError, listed, numbers, shown
from analysis.texts.readers.installation import DATA
from analysis.texts.readers.lexicon import check_contexts, check_entries
from analysis.texts.readers.tables import read_list
from analysis.texts.readers.values import number

OWN = "own"  # the scheme of frames that a file brings without naming one
_SIGNS = re.compile(r"[\W_]+")
_SMALL = ("and", "or", "frame", "frames")  # words in names of frames that tell none from another
USUAL = 3.0  # entries per 1,000 words: what is taken for usual of a frame of which nothing is known


def read_frame_categories(path: str | Path | None = None) -> pd.DataFrame:
    """Return the frames and their schemes: table `frame_categories`.

    Parameters
    ----------
    path
        A CSV with the columns of the table; None is data/lexicon/frame_categories.csv.

    Returns
    -------
    DataFrame
        ``frame, scheme, title, usual, basis, rule, names``, in the order of the file. A frame may be in several
        schemes, with the same entries. `usual` is how many of its entries there are in 1,000 words of ordinary news;
        `names` are what annotated data call it too, separated by ``" | "``.

    Raises
    ------
    InputError
        If a column is missing, a cell empty, a frame twice in a scheme, or `usual` not a number above 0.

    See Also
    --------
    read_frames : the entries.

    Examples
    --------
    >>> import analysis as same
    >>> same.read_frame_categories()["scheme"].value_counts().to_dict()
    {'policy': 14, 'generic': 5}
    """
    file = DATA / "lexicon" / "frame_categories.csv" if path is None else Path(path)
    rows = read_list(file, needs=COLUMNS["frame_categories"], filled=COLUMNS["frame_categories"])
    seen: dict[tuple[str, str], str] = {}
    for row in rows:
        key = (row["frame"], row["scheme"])
        if key in seen:
            raise InputError(
                f"{file}, line {row['line']}, column frame: {shown(row['frame'])} is in line {seen[key]} too, "
                f"of the same scheme; take one out"
            )
        seen[key] = row["line"]
    table = pd.DataFrame(rows, columns=[*COLUMNS["frame_categories"], "line"])
    table["usual"] = [_level(row["usual"], f"{file}, line {row['line']}") for row in rows]
    return table[list(COLUMNS["frame_categories"])].astype(numbers("frame_categories"))


def read_frames(path: str | Path | None = None, *, scheme: str = "all") -> pd.DataFrame:
    r"""Return the words that bring a frame in: table `frame_lexicon`.

    Parameters
    ----------
    path
        A CSV with at least ``entry, frame``, for frames of your own; ``scheme, usual, context, note`` may be left out.
        None is the suite's list: data/lexicon/frames.csv, whose frames data/lexicon/frame_categories.csv puts into
        schemes.
    scheme
        The frames of one scheme, ``generic`` (Semetko and Valkenburg 2000) or ``policy`` (Boydstun et al. 2014) in the
        suite's list, or ``all``.

    Returns
    -------
    DataFrame
        ``entry, frame, scheme, usual, context, note``, by scheme, then in the order of the file. `entry` and `context`
        follow the syntax of the lexicon (`read_lexicon`); `usual` is what ordinary texts have per 1,000 words, from
        which `frame_presence` tells whether a text has the frame: 3.0 where a file of your own does not say. The
        entries of a frame in two schemes are there twice.

    Raises
    ------
    InputError
        If a column is missing, a cell empty, an entry twice in a scheme, without a word or with a "?", a context not
        valid, a frame of the suite's list unknown, `usual` not one number above 0 for each frame, or there is no such
        scheme.

    See Also
    --------
    read_frame_categories : what the frames are.
    frames : finds the entries.

    Notes
    -----
    An entry has one frame in each scheme: that of which it is the best sign. All count alike. The codebook,
    data/lexicon/FRAMES.md, has the rule of each frame, and what counts and what does not.

    Examples
    --------
    >>> import analysis as same
    >>> entries = same.read_frames(scheme="generic")
    >>> entries.loc[entries["entry"] == "funeral*", "frame"].tolist()
    ['human_interest']
    """
    file = DATA / "lexicon" / "frames.csv" if path is None else Path(path)
    rows = read_list(file, needs=("entry", "frame"), filled=("entry", "frame"))
    table = pd.DataFrame(
        {
            "entry": [row["entry"] for row in rows],
            "frame": [row["frame"] for row in rows],
            "context": [row.get("context", "") for row in rows],
            "note": [row.get("note", "") for row in rows],
            "place": [f"{file}, line {row['line']}" for row in rows],
        },
        dtype="str",
    )
    check_contexts(table["context"], table["place"].tolist())
    table = _of_schemes(table) if path is None else _own(table, rows)
    for _, entries in table.groupby("scheme", sort=False):
        check_entries(entries["entry"], entries["place"].tolist())
    schemes = table["scheme"].unique().tolist()
    if scheme != "all":
        if scheme not in schemes:
            raise InputError(f"{file}: there is no scheme {shown(scheme)}; choose one of {listed(schemes)}, or all")
        table = table[table["scheme"] == scheme]
    return table[list(COLUMNS["frame_lexicon"])].reset_index(drop=True)


def plain_name(name: str) -> str:
    """Return a name of a frame as such names are compared: without signs, "and", "or" and the word "frame".

    >>> plain_name("Legality_Constitutionality_and_jurisprudence"), plain_name("frame: Race/Ethnicity")
    ('legality constitutionality jurisprudence', 'race ethnicity')
    """
    words = _SIGNS.sub(" ", name.lower()).split()
    return " ".join([word for word in words if word not in _SMALL] or words)


def known_names() -> frozenset[str]:
    """Return every name by which data call a frame of the suite's list, as `plain_name` writes them."""
    table = read_frame_categories()
    rows = zip(table["frame"], table["title"], table["names"], strict=True)
    return frozenset(plain_name(name) for frame, title, names in rows for name in (frame, title, *names.split("|")))


def _of_schemes(table: pd.DataFrame) -> pd.DataFrame:
    """Return the suite's entries, in each scheme that has their frame."""
    known = read_frame_categories()
    frames = set(known["frame"])
    for frame, place in zip(table["frame"], table["place"], strict=True):
        if frame not in frames:
            raise InputError(f"{place}, column frame: {shown(frame)} is not in frame_categories.csv; add it there")
    parts = [
        table.merge(known.loc[known["scheme"] == scheme, ["frame", "scheme", "usual"]], on="frame")
        for scheme in known["scheme"].unique()
    ]
    return pd.concat(parts, ignore_index=True)


def _own(table: pd.DataFrame, rows: list[dict[str, str]]) -> pd.DataFrame:
    """Return the entries of somebody's own frames, with one usual level for each."""
    table = table.assign(scheme=[row.get("scheme") or OWN for row in rows])
    levels: dict[tuple[str, str], float] = {}
    for frame, scheme, row, place in zip(table["frame"], table["scheme"], rows, table["place"], strict=True):
        if not row.get("usual"):
            continue
        level = _level(row["usual"], place)
        if levels.setdefault((frame, scheme), level) != level:
            raise InputError(
                f"{place}, column usual: {row['usual']}, but {levels[frame, scheme]:g} earlier for the frame "
                f"{shown(frame)}; a frame has one usual level"
            )
    return table.assign(
        usual=[levels.get(key, USUAL) for key in zip(table["frame"], table["scheme"], strict=True)]
    ).sort_values("scheme", kind="stable", key=lambda schemes: pd.factorize(schemes)[0], ignore_index=True)


def _level(cell: str, place: str) -> float:
    level = number(cell)
    if level is None or not 0 < level < inf:
        raise InputError(f"{place}, column usual: {shown(cell)} is not a number above 0; write entries per 1,000 words")
    return float(level)
