"""Verbs for what people decide: sheets of actors and speakers to fill in, and how far two coders agree."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import TYPE_CHECKING

import click

import analysis as same
from analysis.schema import InputError
from analysis.texts.readers.tables import separator
from analysis.views.cli.app import OUTPUT, SAFE_CSV, Verb, cli
from analysis.views.cli.corpora import read_segments
from analysis.views.cli.messages import echo
from analysis.views.tables.write import write_table

if TYPE_CHECKING:
    import pandas as pd

LEAST = click.option(
    "--least", type=click.IntRange(min=1), metavar="N", default=1, help="Leave out what occurs fewer than N times."
)
SHEETS = (
    "Two filled sheets or more, of actors or of speakers, one from each coder. A row that one of them left empty is "
    "passed over."
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


@cli.command(
    "agreement", cls=Verb, heading="FILE", about=SHEETS, epilog="agreement coder-1.csv coder-2.csv -o agreement.csv"
)
@click.argument("sheets", nargs=-1, required=True, metavar="FILE FILE...")
@OUTPUT
@SAFE_CSV
def run_agreement(sheets: tuple[str, ...], file: str, safe_csv: bool) -> None:
    """Measure how far two coders or more agree who filled in the same sheet.

    The figures are the share that is coded alike, Cohen's kappa and Krippendorff's alpha, each with its 95 % interval
    over the rows, or with the reason why there is none.
    """
    if len(set(sheets)) < len(sheets):
        raise InputError("agreement: one sheet is named twice; give the sheet of another coder")
    table = same.coder_agreement({sheet: same.read_coding(sheet) for sheet in sheets})
    write_table(table, file, safe=safe_csv)
    for row in table.itertuples():
        bounds = "" if row.low != row.low else f" ({row.low:.2f} to {row.high:.2f})"
        figure = "none" if row.value != row.value else f"{row.value:.2f}{bounds}"
        echo(f"{row.variable}, {row.measure}: {figure} of {row.n:,} rows{'; ' * bool(row.why)}{row.why}")


def _keep_what_is_filled_in(*columns: str) -> None:
    """Refuse to write a sheet over one in which somebody has filled in a cell."""
    file = click.get_current_context().params["file"]
    if not file.endswith(".csv") or not Path(file).is_file():
        return
    text = Path(file).read_bytes().decode("utf-8-sig", "replace")
    rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator(text))
    if any(row.get(name) for row in rows for name in columns):
        raise InputError(f"{file}: has rows that are filled in; name another file")
