"""Verbs for what people decide: sheets of actors and speakers to fill in, and how far two coders agree."""

from __future__ import annotations

import csv
import io
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import analysis as same
from analysis.schema import InputError
from analysis.texts.readers.tables import separator
from analysis.texts.readers.text_coding import is_text_coding
from analysis.views.cli.app import Verb, cli
from analysis.views.cli.corpora import find_voices, read_segments
from analysis.views.cli.messages import echo
from analysis.views.cli.options import OUTPUT, SAFE_CSV
from analysis.views.tables.atomic_write import check_place, whole_file
from analysis.views.tables.phrases import counted
from analysis.views.tables.write import write_table

if TYPE_CHECKING:
    import pandas as pd

LEAST = click.option(
    "--least", type=click.IntRange(min=1), metavar="N", default=1, help="Leave out what occurs fewer than N times."
)
SHEETS = (
    "Two files or more, one from each coder: filled sheets of actors or of speakers, where a row that one of them left "
    "empty is passed over, or what the reader exports of words that people marked."
)


@cli.verb("actors", "-o my-actors.csv", LEAST)
def run_actors(corpus: str | None, least: int) -> pd.DataFrame:
    """Make a sheet of the people and bodies that the texts name, for you to say who they are.

    Fill in actor (a name that you choose, the same for all labels of one actor) and label_kind (own, official,
    abbreviation, outside, descriptive, honorific or pejorative; data/README.md says more); leave both empty where a row
    is nobody. Other verbs take the sheet with --actors. The mentions are found by shape, and headlines are passed over:
    look for those that are missing.
    """
    _keep_what_is_filled_in("actor", "label_kind")
    documents, segments = read_segments(corpus)
    sheet = same.actor_sheet(segments, documents)
    return sheet[sheet["n"] >= least]


@cli.verb("speakers", "-o my-speakers.csv", LEAST)
def run_speakers(corpus: str | None, least: int) -> pd.DataFrame:
    """Make a sheet of who is quoted or paraphrased, for you to say for which side they speak.

    Fill in side, and in ground the words of the text on which you base it; leave both empty where you cannot tell. A
    named speaker has one row for all texts. Other verbs take the sheet with --speakers.
    """
    _keep_what_is_filled_in("side", "ground")
    documents, segments = read_segments(corpus)
    nobody = same.read_actors(documents=documents).iloc[:0]  # a kind of speaker is not to depend on who is coded
    sheet = same.speaker_sheet(same.sources(segments, nobody, same.read_cues()), documents)
    return sheet[sheet["n"] >= least]


def _check_page(ctx: click.Context, option: click.Parameter, page: str | None) -> str | None:
    if page is not None:
        if not page.lower().endswith((".html", ".htm")):
            raise InputError(f"{page}: is to be a page; name a file that ends in .html")
        check_place(page)
    return page


@cli.command(
    "agreement", cls=Verb, heading="FILE", about=SHEETS, epilog="agreement coder-1.csv coder-2.csv -o agreement.csv"
)
@click.argument("sheets", nargs=-1, required=True, metavar="FILE FILE...")
@OUTPUT
@click.option("--corpus", metavar="CORPUS", help="The texts that were coded in the reader.  [default: the five texts]")
@click.option(
    "--page", metavar="FILE", callback=_check_page, help="Write a page of what the coders differ on most, .html."
)
@SAFE_CSV
def run_agreement(sheets: tuple[str, ...], file: str, corpus: str | None, page: str | None, safe_csv: bool) -> int:
    """Measure how far two coders or more agree.

    They have filled in the same sheet, or marked words in the reader. The figures are Krippendorff's alpha, Cohen's
    kappa and, of sheets, the share that is coded alike, each with its 95 % interval, or with the reason why there is
    none. Of texts the unit is the sentence, and the suite is compared with each coder, too. Experts agree only so far:
    on loaded sentences in news alpha is about .4.
    """
    # The shells of Windows leave class/*.csv to the program.
    sheets = tuple(one for name in sheets for one in ([name] if Path(name).exists() else sorted(glob(name)) or [name]))
    if len(set(sheets)) < len(sheets):
        raise InputError("agreement: one file is named twice; give the file of another coder")
    kinds = {sheet: is_text_coding(sheet) for sheet in sheets}
    if any(kinds.values()):
        return _agreement_on_texts(sheets, file, corpus, page, safe_csv)
    codings = {sheet: same.read_coding(sheet) for sheet in sheets}
    if corpus or page:
        raise InputError("agreement: --corpus and --page are for files that the reader exports; these are sheets")
    table = same.coder_agreement(codings)
    write_table(table, file, safe=safe_csv)
    for row in table.itertuples():
        echo(f"{row.variable}, {row.measure}: {_figure(row)} of {row.n:,} rows{'; ' * bool(row.why)}{row.why}")
    return 0


def _agreement_on_texts(sheets: tuple[str, ...], file: str, corpus: str | None, page: str | None, safe: bool) -> int:
    """Compare what people marked in the texts; name each file that cannot be read, and score the others."""
    documents = same.read_corpus(corpus)
    categories, lexicon = same.read_categories(), same.read_lexicon()
    coded_in: dict[str, str] = {}
    codings, left_out = [], 0
    for sheet in sheets:
        try:
            coding = same.read_text_coding(sheet, documents, categories["category"].tolist())
            coder = str(coding["coder"].iloc[0])
            if other := coded_in.get(coder):
                raise InputError(f"{sheet}: {coder} is the coder of {other}, too; write another name into column coder")
            coded_in[coder] = sheet
            codings.append(coding)
        except InputError as error:
            left_out += 1
            echo(f"left out: {error}")
    if len(codings) < 2:
        raise InputError(f"agreement: {counted(len(codings), 'file')} can be compared; two coders or more are needed")
    coded = set().union(*(coding["doc_id"] for coding in codings))
    documents = documents[documents["doc_id"].isin(coded)].reset_index(drop=True)
    segments = find_voices(documents)
    tokens = same.tokens(segments)
    names = same.names(segments, same.read_actors(documents=documents), tokens=tokens)
    found = same.markers(segments, lexicon, names, tokens=tokens)
    table = same.text_agreement(codings, tokens, categories, found)
    if page is not None:
        from analysis.views.agreement_page import agreement_page

        titles = {"loaded": "any loaded wording", **dict(zip(categories["category"], categories["title"], strict=True))}
        texts = dict(zip(documents["doc_id"], documents["text"], strict=True))
        html = agreement_page(table, same.disagreement(codings, tokens, categories), texts, titles)
        with whole_file(page) as out:
            out.write(html.encode())
    write_table(table, file, safe=safe)
    for row in table[table["measure"] == "alpha"].itertuples():
        echo(f"{row.variable}, {row.measure}: {_figure(row)} of {row.n:,} sentences{'; ' * bool(row.why)}{row.why}")
    echo("experts agree only so far: on loaded sentences in news alpha is about .4")
    return 1 if left_out else 0


def _figure(row: Any) -> str:
    bounds = "" if row.low != row.low else f" ({row.low:.2f} to {row.high:.2f})"
    return "none" if row.value != row.value else f"{row.value:.2f}{bounds}"


def _keep_what_is_filled_in(*columns: str) -> None:
    """Refuse to write a sheet over one in which somebody has filled in a cell."""
    file = click.get_current_context().params["file"]
    if not file.endswith(".csv") or not Path(file).is_file():
        return
    text = Path(file).read_bytes().decode("utf-8-sig", "replace")
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator(text))
    if any(row.get(name) for row in rows for name in columns):
        raise InputError(f"{file}: has rows that are filled in; name another file")
