"""The explorer within a notebook: the terms that set two groups apart most clearly, with a few lines of each."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.measures.groups import groups_by_document, named_groups
from analysis.measures.story import Story
from analysis.schema import VOICES, InputError
from analysis.views.explorer.choices import Comparison, comparisons, table_of, view
from analysis.views.explorer.lines import WIDTH, first_places, places
from analysis.views.explorer.pages import PART_WORDS, common_language, first_rows, named
from analysis.views.explorer.picture import plot_rates, rates_alt
from analysis.views.figures.style import drawings
from analysis.views.notebook_page import ELEMENTS, Embedded, filled, framed, with_assets
from analysis.views.reader.lists import list_pages
from analysis.views.reader.text_page import script_json
from analysis.views.tables.display import show
from analysis.views.tables.phrases import VOICE_WORDS, counted, label, number, visible
from analysis.views.wording.told import Told

HERE = Path(__file__).parent
LINES = 3  # of a term on each side and in each voice
STILL_ROWS = 15
STYLES, SCRIPTS = ("uPlot.min.css", "explorer.css"), ("uPlot.iife.min.js", "plot.js", "explorer.js")


def explorer(story: Story, *, limit: int = 200) -> Embedded | Told:
    """Return the words of two groups as points that can be looked into; put it last in a notebook's cell to show it.

    Each point is a term, at its rate in the target group and in all other texts. A click, or Enter, lists sentences in
    which it occurs, by voice. The same terms are in a table below the plot, which can be sorted and searched.

    Parameters
    ----------
    story
        The corpus with its tables. Its target group is compared with all other texts (`Story.target_group`).
    limit
        How many terms are shown: those with the strongest evidence of a difference, the largest G2 (Dunning 1993) in
        the bodies of the texts. G2 takes every word as independent, so it orders terms, and tests nothing.

    Returns
    -------
    Embedded or Told
        For JupyterLab, the book and files written by nbconvert, a page in a sandboxed frame, which asks nobody for
        anything. Where frames are left out, as on GitHub, and in print: a picture of the plot and a table of the first
        15 terms; in a PDF the picture. As plain text: the table. The same story gives the same bytes. Where there is
        nothing to compare, a sentence that says why.

    Raises
    ------
    InputError
        If `limit` is less than 1.

    See Also
    --------
    reader : One text, with its voices and markers.
    keyness : Every term and every number.

    Notes
    -----
    To stay small, a notebook has one comparison, the body alone, and at most three lines of a term on each side and in
    each voice; the page “Explore the words” of the book has the others, and leads from each line into its text. An
    output of 200 terms has 280 to 450 kB: 95 kB are its scripts and styles, 100 kB the picture, which is there twice.

    Terms are word forms, and a rate is of a whole group: what sets it apart can be one text. Choose a term to see in
    how many texts it is.

    Examples
    --------
    >>> import analysis as same
    >>> story = same.read_story("data/raw")
    >>> str(same.explorer(story, limit=50)).split(" (")[0]
    'advocacy against newswire: the 50 of 1,229 terms with the strongest evidence of a difference'
    """
    if limit < 1:
        raise InputError(f"limit {limit}: at least 1 term must be shown")
    one = comparisons(story)[0][0]
    if one.target is None or one.target != story.target_group:
        return Told((why_none(story),))
    every = table_of(story, one, "all", "body")
    ranked = every.sort_values(["g2", "term"], ascending=[False, True]).head(limit)
    terms = pd.Index(sorted(ranked["term"]))
    own = {voice: rows for voice in VOICES if len(rows := _rows(story, one, voice, terms))}
    tables = {"all": _only(every, terms), **own}
    target, reference = label(one.target), label(str(every["reference"].iloc[0]))
    about = _about(target, reference, len(terms), len(every))
    alt = rates_alt(ranked, target, reference)
    plot = plot_rates(ranked, target, reference)
    png = drawings(plot.figure.figure)["png"]
    table = show(
        ranked,
        caption=f"The {min(STILL_ROWS, len(ranked))} terms with the strongest evidence of a difference",
        columns=["term", "n_target", "n_reference", "per_1000_target", "per_1000_reference", "log_ratio"],
        labels={
            "n_target": f"uses, {target}",
            "n_reference": f"uses, {reference}",
            "per_1000_target": f"per 1,000, {target}",
            "per_1000_reference": f"per 1,000, {reference}",
        },
        limit=STILL_ROWS,
    )
    picture = f'<img alt="{escape(alt)}" width="500" src="data:image/png;base64,{b64encode(png).decode("ascii")}">'
    still = f"<p>{escape(about)}</p><p>{picture}</p>{table._repr_html_()}"
    page = _page(story, one, tables, terms, about)
    return Embedded(framed(page, title="Explorer of words", still=still, height=760), f"{about}\n\n{table!r}", png)


def why_none(story: Story) -> str:
    """Say in a sentence why there is nothing to compare."""
    if len(named_groups(story.documents, story.by)) < 2:
        return "There is no explorer here: all texts are of one group, so no word sets one apart from another."
    return "There is no explorer here: only one of the groups that are compared has words in the bodies of its texts."


def _rows(story: Story, one: Comparison, voice: str, terms: pd.Index) -> pd.DataFrame:
    """Return the numbers of the terms in one voice; none where one of the groups has no word in it."""
    try:
        table = table_of(story, one, voice, "body")
    except InputError:
        return pd.DataFrame()
    return _only(table, terms)


def _only(table: pd.DataFrame, terms: pd.Index) -> pd.DataFrame:
    return table[table["term"].isin(terms)].reset_index(drop=True)


def _about(target: str, reference: str, shown: int, of: int) -> str:
    most = f"the {number(shown)} of {counted(of, 'term')} with the strongest evidence of a difference (G2)"
    which = most if shown < of else counted(of, "term")
    return (
        f"{target} against {reference}: {which} in the bodies of the texts, and at most {LINES} lines of each on "
        "either side and in each voice."
    )


def _page(story: Story, one: Comparison, tables: dict[str, pd.DataFrame], terms: pd.Index, about: str) -> str:
    """Return the page of the explorer with all that it shows in it."""
    pages = list_pages(story)
    groups = groups_by_document(story.documents, story.by)
    names = list(dict.fromkeys(page.group for page in pages))
    in_target = np.array([int(str(groups[page.doc_id]) == one.target) for page in pages])
    found, n = first_places(story, terms, in_target, LINES)
    found = found[found["kind"] % 2 == 0]  # the body alone
    cut, texts = excerpts(found, [visible(text) for text in story.documents["text"]])
    shown = [pages[number] for number in texts]
    data = {
        "comparisons": [named(one, story)],
        "of_comparisons": [[one.target, one.reference]],
        "voices": [[voice, VOICE_WORDS[voice]] for voice in ("all", *VOICES)],
        "parts": [["body", PART_WORDS["body"]]],
        "views": {f"0 {voice} body": f"view-{voice}" for voice in tables},
        "places": [0],
        "texts": [0],
        "groups": names,
        "language": common_language(pages),
        "most": LINES,
        "width": WIDTH,
        "left_out": 0,
    }
    carried = {
        "terms": {
            "terms": "\n".join(map(visible, terms)),
            "group_of": ",".join(str(names.index(page.group)) for page in shown),
        },
        **{f"view-{voice}": view(table, terms, one) for voice, table in tables.items()},
        "places-0": places(cut, n, terms),
        "texts-0": [
            [page.file, page.title, page.group, piece, page.language, cuts]
            for page, (piece, cuts) in zip(shown, texts.values(), strict=True)
        ],
    }
    blocks = "".join(
        f'<script type="application/json" data-name="{name}">{script_json(table)}</script>\n'
        for name, table in carried.items()
    )
    static = HERE / "static"
    assets = with_assets([static / name for name in STYLES], [ELEMENTS, *(static / name for name in SCRIPTS)])
    values = {
        **assets,
        "top": "",
        "nav": "",
        "about": escape(about),
        "without": "",
        "table": first_rows(tables["all"], one, common_language(pages)),
        "data": script_json(data),
        "end": blocks + assets["end"],
    }
    return filled((HERE / "index.html").read_text(encoding="utf-8"), values)


Excerpt = tuple[str, list[list[int]]]


def excerpts(found: pd.DataFrame, texts: list[str]) -> tuple[pd.DataFrame, dict[int, Excerpt]]:
    """Return the places in pieces of the texts, and of each text its pieces, joined.

    Parameters
    ----------
    found
        ``text, start, length``, and any other columns, which are kept.
    texts
        The whole texts.

    Returns
    -------
    tuple
        The table, its texts numbered anew and `start` counted in the pieces, and for each text, by its old number, its
        pieces with ``[where it begins there, how much further on that is in the text]`` of each. A piece goes one
        character further than the words that are shown beside a term, so that the page sees that the text goes on.
    """
    kept: dict[int, Excerpt] = {}
    starts = found["start"].copy()
    for at, rows in found.sort_values(["text", "start"]).groupby("text"):
        whole, said, end = texts[int(at)], "", 0
        cuts: list[list[int]] = []
        for index, start, length in zip(rows.index, rows["start"], rows["length"], strict=True):
            begin = max(0, int(start) - WIDTH - 1)
            if not cuts or begin > end:
                cuts.append([len(said), begin - len(said)])
                end = begin
            stop = max(end, min(len(whole), int(start) + int(length) + WIDTH + 1))
            said, end = said + whole[end:stop], stop
            starts[index] = int(start) - cuts[-1][1]
        kept[int(at)] = (said, cuts)
    numbers = {old: new for new, old in enumerate(kept)}
    return found.assign(start=starts, text=found["text"].map(numbers)), kept
