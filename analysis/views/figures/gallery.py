"""The figures of the suite drawn for a notebook, written to a folder, and checked cell by cell.

`figures.registry` says which figures there are. The table of each is next to it as a CSV. The manifest
holds a hash of each CSV and none of pixels: looks may change, but the data cannot change unnoticed.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator
from pathlib import Path

import pandas as pd

from analysis.measures.story import Story
from analysis.schema import InputError
from analysis.texts.engines.processes import Processes, processes_for
from analysis.texts.readers.installation import HOME
from analysis.views.figures.check import (
    INPUTS,
    MANIFEST,
    changed_inputs,
    compare_manifest,
    compare_table,
    listed,
    write_inputs,
)
from analysis.views.figures.choice import MANY_GROUPS, text_labels
from analysis.views.figures.registry import FIGURES, Figure, caption_of
from analysis.views.figures.style import drawings
from analysis.views.figures.update import updated, written_files
from analysis.views.marked_folder import resolve_output
from analysis.views.read_story import read_story
from analysis.views.tables.atomic_write import whole_file
from analysis.views.tables.display import Picture
from analysis.views.tables.phrases import counted, label, number
from analysis.views.tables.write import write_json, write_table
from analysis.views.wording.groups import group_word
from analysis.views.wording.told import Told

FEW = 3  # to draw so many takes as long as to start another process
NOT_CODED = {  # why a figure is left out, by the list that it needs
    "actors": "no name of a list of actors is in these texts; the verb actors makes a sheet to fill in, for --actors",
    "speakers": "no speaker of these texts has a side; the verb speakers makes a sheet to fill in, for --speakers",
}


def figure_table(name: str, story: Story) -> pd.DataFrame:
    """Return the table that a figure shows.

    Raises
    ------
    InputError
        If there is no figure of that name; the message lists those there are.

    See Also
    --------
    picture : the figure itself.
    write_figures : all figures, with their tables, in a folder.

    Examples
    --------
    >>> import analysis as same
    >>> same.figure_table("who-is-quoted", same.read_story("data/raw"))[["group", "side", "n_words"]].values.tolist()[0]
    ['advocacy', 'Iranian officials and media', 865]
    """
    table = _figure(name).table(story)
    # For its drawing and words; no file has them.
    table.attrs |= {"labels": text_labels(story.documents), "group": group_word(story)}
    return table


def picture(name: str, table_or_story: pd.DataFrame | Story) -> Picture | Told:
    """Return a figure for a notebook, with its alt text and caption, or a sentence that says why there is none.

    Parameters
    ----------
    name
        A key of `FIGURES`.
    table_or_story
        The story, or a table like the one that `figure_table` returns.

    See Also
    --------
    figure_table : the table alone.

    Examples
    --------
    >>> import analysis as same
    >>> same.picture("who-is-quoted", same.read_story("data/raw")).alt[:60]
    'Quoted most: Iranian officials and media in advocacy (63 %),'
    """
    figure = _figure(name)
    if isinstance(table_or_story, Story):
        try:
            table, sizes = figure_table(name, table_or_story), f" {_sizes(table_or_story)}"
        except InputError as error:
            return Told((f"There is no figure here: {error}.",))
        why = _not_coded(figure, table_or_story) or ("" if len(table) else "these texts have nothing that it shows")
        if why:
            return Told((f"There is no figure here: {why}.",))
    else:
        table, sizes = table_or_story, ""
    drawn = figure.plot(table).figure
    alt, caption = f"{figure.title(table)}. {figure.alt(table)}", f"{caption_of(figure, table)}{sizes}"
    return Picture(drawn, alt=alt, caption=caption, name=name)


def write_figures(
    out: str | Path = "figures", *, story: Story | None = None, names: Collection[str] = (), jobs: int | None = 1
) -> list[str]:
    """Draw the figures and write ``NAME.svg``, ``NAME.png`` and ``NAME.csv`` of each, and ``manifest.json`` last.

    From the shipped texts all of them are drawn. From others those are left out that cannot be made of these texts.
    Where some are named, these alone are drawn, and all others stay as they are, in the manifest too.

    Parameters
    ----------
    out
        The folder; it is made if only its last part is missing. Files of figures that its manifest lists but that no
        longer exist are removed; nothing else is. Its mark, ``.same-story.json``, has the hash of each file, so that
        none is replaced or removed that somebody else put there or changed.
    story
        The corpus; None is the shipped one, and ``inputs.json`` then says which texts and word lists were read.
    names
        The figures to draw; none for all.
    jobs
        How many processes share the work; None is one per core, four at most, for more than `FEW` figures. The files
        are the same.

    Returns
    -------
    list of str
        Which figures were left out and why: a line for each reason.

    Raises
    ------
    InputError
        If the folder is not ours, holds a file that would be replaced but is not ours, or cannot be written; if the
        corpus cannot be read, or if no figure, or not each that is named, can be drawn from it. Everything is then as
        it was.

    See Also
    --------
    picture : one figure for a notebook.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> import analysis as same
    >>> with TemporaryDirectory() as folder:
    ...     said = same.write_figures(folder, story=same.read_story("data/raw"), names=["similarity"])
    ...     print(said, sorted(file.name for file in Path(folder).iterdir()))
    [] ['.same-story.json', 'manifest.json', 'similarity.csv', 'similarity.png', 'similarity.svg']
    """
    folder = Path(out)
    resolve_output(folder, HOME, "figures")
    written_files(folder)  # asks whether it is ours, before the work begins
    why: dict[str, str] = {}
    n = len(names or FIGURES)
    with Processes(min(processes_for(jobs, n > FEW), n)) as processes:
        tables, started = {}, {}
        for name, table in figure_tables(story, names, why):
            tables[name], started[name] = table, processes.start(draw_figure, (name, table))
        drawn = {name: result() for name, result in started.items()}  # all, before a file is written
    with updated(folder, tables) as new:
        entries = _entries(folder) if names else {}
        for name, table in tables.items():
            title, alt, files = drawn[name]
            for ending, content in files.items():
                with whole_file(new / f"{name}.{ending}") as file:
                    file.write(content)
            write_table(table, new / f"{name}.csv")
            digest = hashlib.sha256((new / f"{name}.csv").read_bytes()).hexdigest()
            entries[name] = {"name": name, "title": title, "alt": alt, "sha256": digest, "rows": len(table)}
        if story is None and not (names and (folder / INPUTS).exists()):  # the others were drawn from what it names
            write_inputs(new, HOME)
        write_json([entries[name] for name in sorted(entries)], new / MANIFEST)
    return [
        f"left out {', '.join(n for n in why if why[n] == reason)}: {reason}" for reason in dict.fromkeys(why.values())
    ]


def check_figures(out: str | Path = "figures", *, story: Story | None = None, names: Collection[str] = ()) -> list[str]:
    """Make every table again and return what differs from those written, a line each; empty if nothing does.

    Names each cell, row and column that changed, files that are missing or of no figure, and a manifest that does not
    match; then the texts and word lists that changed too. Figures that cannot be made of these texts are not looked
    for. Pixels are not compared. Writes nothing.

    Parameters
    ----------
    out, story, names
        As in `write_figures`.
    """
    folder = Path(out)
    if not folder.is_dir():
        return [f"{folder}: there is no such folder"]
    said: list[str] = []
    now = {}
    tables = dict(figure_tables(story, names, {}))
    for name, table in tables.items():
        figure = FIGURES[name]
        now[name] = (figure.title(table), figure.alt(table), len(table))
        said += compare_table(folder / f"{name}.csv", table, figure.key)
        said += [
            f"{name}.{ending} is missing" for ending in ("svg", "png") if not (folder / f"{name}.{ending}").is_file()
        ]
    for file in [] if names else _strangers(folder, tables):
        known = file.stem in FIGURES
        said.append(f"{file.name}: {'not drawn from these texts' if known else 'there is no figure of that name'}")
    others = {f"{MANIFEST}: {name} is listed, but there is no such figure" for name in FIGURES} if names else set()
    said += [line for line in compare_manifest(folder, now) if line not in others]
    return said + changed_inputs(folder, HOME) if said and story is None else said


def draw_figure(what: tuple[str, pd.DataFrame]) -> tuple[str, str, dict[str, bytes]]:
    """Return the title and the alt text of a figure with this table, and its drawings by their endings."""
    name, table = what
    figure = FIGURES[name]
    title, alt = figure.title(table), figure.alt(table)
    return title, alt, drawings(figure.plot(table).figure, title=title, alt=alt)


def figure_tables(
    story: Story | None, names: Collection[str], why: dict[str, str]
) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the table of each figure, sorted by name; put into `why` why others cannot be made of these texts.

    Of the shipped texts (None), and of those that are named, every figure is made: what hinders one is an error.
    """
    wanted = {name: _figure(name) for name in sorted(names or FIGURES)}
    if story is None:
        shipped = read_story()
        for name, figure in wanted.items():
            table = figure.table(shipped)
            table.attrs["group"] = group_word(shipped)
            yield name, table
        return
    rows = 0
    for name, figure in wanted.items():
        if not figure.of_texts:
            if names:
                raise InputError(f"{name}: shows how good the suite itself is; it comes with the five texts alone")
            continue
        try:
            table = figure_table(name, story)
        except InputError as error:
            why[name] = str(error)
            continue
        why_not = _not_coded(figure, story)
        if why_not:
            why[name] = why_not
        else:
            rows += len(table)
            yield name, table
    for name in names:
        if name in why:
            raise InputError(f"{name}: {why[name]}")
    if not rows:
        raise InputError(
            min(why.values(), key=lambda reason: reason in NOT_CODED.values(), default="there is nothing to draw")
        )


def _not_coded(figure: Figure, story: Story) -> str:
    """Say why a figure says nothing of these texts: the list that it needs is not there. Empty where it is."""
    needed = figure.coded_by
    coded = {"actors": lambda: len(story.names) > 0, "speakers": lambda: story.has_sides}
    return "" if not needed or coded[needed]() else NOT_CODED[needed]


def _figure(name: str) -> Figure:
    if name not in FIGURES:
        raise InputError(f"there is no figure {name!r}; there are: {', '.join(sorted(FIGURES))}")
    return FIGURES[name]


def _sizes(story: Story) -> str:
    """Say how many texts and words of each group there are."""
    if len(story.sizes) > 2 * MANY_GROUPS:
        docs, words = int(story.sizes["n_docs"].sum()), int(story.sizes["words"].sum())
        known = int(story.compared["n_docs"].sum())
        some = "" if known == docs else f", {number(known)} of them"  # the others have no value in the column
        return (
            f"Texts: {counted(docs, 'text')}{some} in {number(len(story.compared))} groups, {counted(words, 'word')}."
        )
    if len(story.sizes) == 1:
        return (
            f"Texts: {counted(story.sizes['n_docs'].iloc[0], 'text')}, {counted(story.sizes['words'].iloc[0], 'word')}."
        )
    kinds = [
        f"{label(row.group)} {counted(row.n_docs, 'text')}, {counted(row.words, 'word')}"
        for row in story.sizes.itertuples()
    ]
    return f"Texts: {'; '.join(kinds)}."


def _entries(folder: Path) -> dict[str, dict[str, object]]:
    """Return what a manifest says of the figures whose tables are there; nothing if it cannot be read."""
    there = {name for name in listed(folder) if (folder / f"{name}.csv").is_file()}
    found = json.loads((folder / MANIFEST).read_text(encoding="utf-8")) if there else []
    return {entry["name"]: entry for entry in found if entry["name"] in there}


def _strangers(folder: Path, names: Collection[str]) -> list[Path]:
    """Return the files of other figures than those of these names."""
    files = [file for ending in ("svg", "png", "csv") for file in folder.glob(f"*.{ending}")]
    return sorted(file for file in files if file.stem not in names)
