"""What the pages are made of besides the notebooks: the tables to download, and the pages that are written by rule.

Run as a program it fills one folder: ``python -m analysis.views.book.pages FOLDER``. `build.build` runs it in a fixed
environment. Numbers on the home page come from the measures: its text names them in ``[[…]]``, and `home_page_numbers`
says what each is.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Mapping
from html import escape
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pandas as pd

from analysis.measures.robustness.finding_sets import IRAN, IRAQ, STATEMENTS
from analysis.measures.robustness.multiverse import kept
from analysis.measures.sources.sides import words_by_side
from analysis.measures.story import Story
from analysis.schema import Column, InputError, describe
from analysis.texts.readers.installation import HOME
from analysis.views.book.declared import declared_tables
from analysis.views.book.downloads import DOWNLOADS, stated
from analysis.views.book.provenance import RECORD, calls_of_tables
from analysis.views.explorer.pages import EXPLORER, write_explorer
from analysis.views.figures.gallery import figure_table, picture
from analysis.views.figures.registry import FIGURES, caption_of
from analysis.views.read_story import read_story
from analysis.views.reader.contents import contents
from analysis.views.reader.pages import READER, write_reader
from analysis.views.tables.display import show
from analysis.views.tables.phrases import counted, number, percent, percent_parts
from analysis.views.tables.write import write_table

PAGES = Path(__file__).parent / "templates"
HEADLINE = "who-is-speaking"  # the figure of the home page
LARGE = 250_000  # bytes of a table; a larger one is packed: any system opens a ZIP file, and so does pandas
NO_TIME = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP file can tell


def write_sources(folder: Path) -> None:
    """Write the tables, and the pages whose templates are Markdown, into a folder.

    Raises
    ------
    InputError
        If the shipped corpus, lexicon or actors cannot be read.
    """
    story = read_story()
    (folder / "tables").mkdir(parents=True)
    calls = calls_of_tables()
    tables = [offer(folder, one.name, one.about, one.make(story), calls[one.name]) for one in DOWNLOADS]
    made = {name: figure_table(name, story) for name in FIGURES}
    behind = [
        offer(folder, f"figure-{name}", caption_of(FIGURES[name], table), table, calls[f"figure-{name}"])
        for name, table in made.items()
    ]
    blocks = {
        "tables": raw("\n".join(tables)),
        "figure_tables": raw("\n".join(behind)),
        "list_of_texts": raw(contents(story, write_reader(story, folder / READER))),
        "explorer": raw(
            f'<p><a href="{EXPLORER}/{write_explorer(story, folder / EXPLORER).name}">Open the explorer</a></p>'
        ),
        "record": raw(f'<p><a href="{RECORD}" download>{RECORD}</a></p>'),
        "headline": raw(picture(HEADLINE, story).html()),
        "version": version(),
        "columns": declared_tables(),
    }
    blocks |= home_page_numbers(story)
    for path in sorted(PAGES.glob("*.md")):
        text = _linked(fill(path.read_text(encoding="utf-8"), blocks, path.name))
        (folder / path.name).write_text(text, encoding="utf-8", newline="\n")


def home_page_numbers(story: Story) -> dict[str, str]:
    """Return the numbers that the home page states, by the names that its text calls them.

    Returns
    -------
    dict
        For each kind of source and voice, ``KIND_VOICE`` (words), ``KIND_VOICE_share``, ``KIND_VOICE_low`` and
        ``KIND_VOICE_high`` (percentages: of the group, and the lowest and highest among its texts), and the same with
        ``attributed`` for all voices but the author's; ``KIND_texts``, ``KIND_words``; ``KIND_side``,
        ``KIND_side_words`` and ``KIND_side_share``: the side from which most of its quoted words come;
        ``iraq_share`` and ``governments_share``: what comes from the second government of the statements, and from
        both together (`headline.IRAN`, `headline.IRAQ`); ``texts`` and ``words`` of the whole corpus;
        ``KIND_attributed_kept``, ``KIND_side_kept``, ``governments_kept`` and ``attributed_alike_kept``: under how many
        choices the finding holds, as “9 of 11”.
    """
    said = {"texts": number(len(story.documents)), "words": number(int(story.body.words.sum()))}
    for row in stated(story).itertuples():
        shares = {row.voice: (row.n_words, row.share, row.share_low, row.share_high)}
        if row.voice == "author":
            shares["attributed"] = (row.total - row.n_words, 1 - row.share, 1 - row.share_high, 1 - row.share_low)
        for voice, (words, share, low, high) in shares.items():
            name = f"{row.group}_{voice}"
            said |= {name: number(words), f"{name}_share": percent(share)}
            said |= {f"{name}_low": percent(low), f"{name}_high": percent(high)}
        said |= {f"{row.group}_texts": number(row.n_docs), f"{row.group}_words": number(row.total)}
    for group, rows in stated(story).groupby("group"):
        parts = rows[rows["voice"] != "author"]
        told = zip(parts["voice"], percent_parts(parts["share"].tolist()), strict=True)
        said |= {f"{group}_{voice}_share": share for voice, share in told}
    sides = words_by_side(story.sources, story.sides, story.documents)
    first = sides.drop_duplicates("group")
    for row in first.itertuples():
        name = f"{row.group}_side"
        said |= {name: row.side, f"{name}_words": number(row.n_words), f"{name}_share": percent(row.share)}
    theirs = sides[sides["group"] == STATEMENTS].set_index("side")["share"].reindex([IRAN, IRAQ], fill_value=0.0)
    said |= {"iraq_share": percent(theirs[IRAQ]), "governments_share": percent(theirs.sum())}
    findings = {"governments": f"side:{STATEMENTS}:quoted:Iranian and Iraqi officials and media"}
    findings |= {f"{row.group}_attributed": f"attributed:{row.group}" for row in first.itertuples()}
    findings |= {f"{row.group}_side": f"side:{row.group}:quoted:{row.side}" for row in first.itertuples()}
    findings["attributed_alike"] = ":".join(["attributed", *first["group"]])
    tried = kept(story, *findings.values()).set_index("finding")
    for name, finding in findings.items():
        n = tried.loc[finding, ["n_keep", "n_choices"]].tolist() if finding in tried.index else ["–", "–"]
        said[f"{name}_kept"] = f"{n[0]} of {n[1]}"  # other texts are asked for other findings
    return said


def fill(text: str, values: Mapping[str, str], name: str) -> str:
    """Return a page's text with every ``[[name]]`` replaced by its value, but ``[[path]]``, which comes last.

    Raises
    ------
    KeyError
        If the text names something that is not there.
    """

    def value(found: re.Match[str]) -> str:
        if found[1] not in values:
            raise KeyError(f"{name} asks for [[{found[1]}]]; there are: {', '.join(sorted(values))}")
        return values[found[1]]

    return re.sub(r"\[\[(?!path\]\])([\w-]+)\]\]", value, text)


def _linked(text: str) -> str:
    """Return a page with its links to notebooks that are not there as plain words: a checkout may hold others."""
    link = r"\[([^\]]+)\]\(((?:notebooks|docs)/[^)]+)\)"
    return re.sub(link, lambda found: found[0] if (HOME / found[2]).is_file() else found[1], text)


def offer(folder: Path, name: str, about: str, table: pd.DataFrame, call: str, *, declared: str = "") -> str:
    """Write a table to download and describe it, as HTML: a large one packed, with its first rows on the page.

    It has the columns of table `declared`, or of that of its name.
    """
    file = folder / "tables" / f"{name}.csv"
    write_table(table, file)
    shown, preview = _size(file), ""
    if file.stat().st_size >= LARGE:
        unpacked, file = shown, _packed(file)
        shown = f"{_size(file)}, {unpacked} unpacked"
        first = show(table, limit=5, caption=f"The first rows of {name}")._repr_html_()
        preview = f"<details><summary>The first rows</summary>{first}</details>"
    rows = f"{len(table):,} row{'s' * (len(table) != 1)}"
    columns = "".join(
        f"<dt><code>{escape(one.name)}</code></dt><dd>{_coded(one.meaning + _unit(one))}</dd>"
        for one in describe(declared or name, map(str, table.columns))
    )
    return (
        f'<section class="ss-file"><h3><a href="tables/{escape(file.name)}" download>{escape(file.name)}</a></h3>'
        f"<p>{escape(about)}</p><p>{rows}, {shown}</p>"
        f"{f'<p>Made by <code>{escape(call)}</code></p>' if call else ''}"
        f"<details><summary>{counted(len(table.columns), 'column')}, and what each holds</summary>"
        f"<dl>{columns}</dl></details>{preview}</section>"
    )


def _size(file: Path) -> str:
    """Return the size of a file, for people."""
    size = file.stat().st_size
    return f"{size / 1000:,.0f} kB" if size >= 1000 else f"{size} bytes"


def _packed(file: Path) -> Path:
    """Put a file alone into a ZIP file beside it, in its place: the same bytes each time."""
    packed = file.with_name(f"{file.name}.zip")
    entry = ZipInfo(file.name, NO_TIME)
    entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
    with ZipFile(packed, "w") as out:
        out.writestr(entry, file.read_bytes())
    file.unlink()
    return packed


def _unit(column: Column) -> str:
    return f" Unit: {column.unit}." if column.unit not in ("", "no unit") else ""


def _coded(text: str) -> str:
    """Return a sentence as HTML, what is in backticks as code."""
    return re.sub(r"`([^`]*)`", r"<code>\1</code>", escape(text))


def raw(html: str) -> str:
    """Return HTML as a block that Markdown passes on unchanged."""
    longest = max((len(run) for run in re.findall(r"`+", html)), default=0)
    fence = "`" * max(4, longest + 1)
    return f"{fence}{{raw}} html\n{html}\n{fence}"


def version() -> str:
    """Return the version of the suite."""
    with (HOME / "pyproject.toml").open("rb") as file:
        return str(tomllib.load(file)["project"]["version"])


if __name__ == "__main__":
    try:
        write_sources(Path(sys.argv[1]))
    except InputError as error:
        print(error)
        sys.exit(2)
