"""The verb that makes a corpus of files of any kind."""

from __future__ import annotations

import sys

import click

import analysis as same
from analysis.schema import InputError
from analysis.texts.readers.dates import ORDERS
from analysis.views.cli.app import Verb, cli
from analysis.views.cli.messages import echo, failed
from analysis.views.cli.options import JOBS, SAFE_CSV, jobs
from analysis.views.tables.phrases import counted

FILES = (
    "Saved pages, exports of Nexis, Factiva, ProQuest and Europresse, DOCX, ODT, RTF, PDF, spreadsheets, JSON, feeds, "
    "WARC, e-mail, news XML, folders and ZIP archives of these; the address of a page, which is then fetched; - for "
    "text that you paste. The kind is told by what a file holds, not by its name."
)

MOST_NOTES = 8


def _columns(ctx: click.Context, option: click.Parameter, pairs: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    for pair in pairs:
        if not all(pair.partition("=")[::2]):
            raise InputError(f"--map: {pair}: write OURS=THEIRS, for example text=body")
    return tuple((ours.strip(), theirs.strip()) for ours, _, theirs in (pair.partition("=") for pair in pairs))


@cli.command("gather", cls=Verb, heading="FILE", about=FILES, epilog="gather downloads/ more.zip -o my-texts")
@click.argument("places", nargs=-1, required=True, metavar="FILE|FOLDER|ZIP|URL...")
@click.option("-o", "--out", metavar="FOLDER", required=True, help="The folder for the corpus.")
@click.option("--dates", type=click.Choice(ORDERS), help="What 01/05/2024 means: dmy is 1 May.")
@click.option(
    "--encoding", metavar="NAME", default="", help="What files are that are not UTF-8.  [default: windows-1252]"
)
@click.option(
    "--map", "columns", multiple=True, callback=_columns, metavar="OURS=THEIRS", help="A column of a table: text=body."
)
@click.option("--truncated", is_flag=True, help="Take texts, too, that an interface has cut.")
@click.option(
    "--allow-host", "hosts", multiple=True, metavar="NAME", help="A host in your own network to fetch pages from."
)
@click.option("--outlets", metavar="FILE", help="A table with outlet,use_as: names of one outlet, and the one to use.")
@JOBS
@SAFE_CSV
def run_gather(
    places: tuple[str, ...],
    out: str,
    dates: str | None,
    *,
    encoding: str,
    columns: tuple[tuple[str, str], ...],
    truncated: bool,
    hosts: tuple[str, ...],
    outlets: str | None,
    safe_csv: bool,
) -> int:
    """Make a corpus of files of any kind: one text per article, and where each came from.

    Every other verb takes the folder. Nothing is dropped in silence: left-out.csv in it names what is in no text, and
    why.
    """
    from analysis.texts.intake.outlets import read_outlets
    from analysis.views.corpus_folder import check_folder
    from analysis.views.corpus_report import accounted, repeated

    check_folder(out, outlets or "")
    pasted = sys.stdin.read() if "-" in places else ""
    gathered = same.gather(
        places,
        dates=dates or "",
        encoding=encoding,
        columns=dict(columns),
        truncated=truncated,
        pasted=pasted,
        hosts=hosts,
        outlets=read_outlets(outlets) if outlets else None,
        jobs=jobs(),
    )
    left = gathered.left_out
    if gathered.documents.empty:
        first = left.iloc[0]
        more = f" ({counted(len(left), 'entry', 'entries')} left out)" if len(left) > 1 else ""
        raise InputError(f"{first['taken_from']}: {first['why']}{more}")
    pairs = same.repeats(gathered.documents)
    same.write_corpus(gathered, out, pairs=pairs, outlets=outlets or "", safe=safe_csv)
    echo(accounted(gathered))
    if len(pairs):
        echo(repeated(pairs))
    for note in gathered.notes[:MOST_NOTES]:
        echo(note)
    more = f"; {counted(len(gathered.notes) - MOST_NOTES, 'more note')} in" if len(gathered.notes) > MOST_NOTES else ""
    echo(f"the corpus is in {out}{more or '; look at'} {out}/report.html")
    errors = int(left["is_error"].sum())
    return (
        failed(f"{counted(errors, 'entry', 'entries')} could not be read; see {out}/left-out.csv", 1) if errors else 0
    )
