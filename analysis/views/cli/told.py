"""The verbs for what texts tell, and what they do not mention."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

import click

import analysis as same
from analysis.views.cli.app import cli
from analysis.views.cli.by_blocks import over_blocks, read_list_of_actors
from analysis.views.cli.corpora import read_actors_of, warn_of_gaps
from analysis.views.cli.messages import echo
from analysis.views.cli.options import ACTORS, GAPS

if TYPE_CHECKING:
    import pandas as pd

    from analysis.measures.comparison.rate_counts import RateCounts

NO_NAME = "names are joined by their forms alone"
_KINDS = ("person", "body", "place", "people", "date", "quantity", "event", "denial", "other")
KINDS = click.option(
    "--kind", "kinds", type=click.Choice(_KINDS), multiple=True, metavar="KIND",
    help=f"One kind alone, or several by naming the option again: {', '.join(_KINDS)}.",
)  # fmt: skip


@cli.verb("mentions", "-o mentions.csv", KINDS, ACTORS)
def run_mentions(corpus: str | None, *, kinds: tuple[str, ...], actors: str | None) -> Iterator[pd.DataFrame]:
    """List what each text tells: names, dates, numbers with what they count, and events, with voice and place.

    The column name is what mentions are joined by across texts; position is the share of the text's words before it.
    """
    known = read_list_of_actors(corpus, actors, NO_NAME)
    return over_blocks(corpus, partial(_mentions, actors=known, kinds=kinds))


def _mentions(
    segments: pd.DataFrame, documents: pd.DataFrame, *, actors: pd.DataFrame | None, kinds: tuple[str, ...]
) -> pd.DataFrame:
    known = read_actors_of(documents, None, NO_NAME) if actors is None else actors
    found = same.mentions(segments, known)
    return found[found["kind"].isin(kinds)] if kinds else found


def count_mentions_of(
    segments: pd.DataFrame, documents: pd.DataFrame, *, actors: pd.DataFrame | None, part: str
) -> RateCounts:
    """Return what the rates of mentions are made of, in some texts."""
    known = read_actors_of(documents, None, NO_NAME) if actors is None else actors
    tokens = same.tokens(segments)
    found = same.mentions(segments, known, tokens=tokens)
    return same.count_mentions(segments, documents, found, part=part, tokens=tokens)


@cli.verb(
    "omissions",
    "--by source_type -o omissions.csv",
    click.option("--by", metavar="COLUMN", default="doc_id", help=f"The column that holds the groups. {GAPS}"),
    KINDS,
    click.option(
        "--least", type=click.IntRange(min=1), metavar="N", default=2,
        help="What N texts outside the text or group mention, or more.  [default: 2]",
    ),
    click.option("--numbers", is_flag=True, help="Put different numbers of one noun or outcome side by side instead."),
    ACTORS,
)  # fmt: skip
def run_omissions(
    corpus: str | None, *, by: str, kinds: tuple[str, ...], least: int, numbers: bool, actors: str | None
) -> pd.DataFrame:
    """Show what some texts mention and others do not, by text or by group.

    A row is a thing and a text (or a group): how many of its texts mention it, beside all other texts, where it comes
    first and in whose voice. What a text does not mention it need not have known, nor left out on purpose.
    """
    known = read_list_of_actors(corpus, actors, NO_NAME)
    import pandas as pd

    if numbers:
        if by != "doc_id" or kinds or least != 2:
            raise click.UsageError("--numbers pairs the numbers of all texts; leave out --by, --kind and --least")
        return same.numbers_told(
            pd.concat(list(over_blocks(corpus, partial(_counts, actors=known))), ignore_index=True)
        )
    blocks = list(over_blocks(corpus, partial(_first, actors=known, by=by), by=None if by == "doc_id" else by))
    rows = pd.concat(blocks, ignore_index=True)
    is_document = rows["kind"] == ""
    documents = rows.loc[is_document, ["doc_id", "thing"]].drop_duplicates("doc_id").reset_index(drop=True)
    if by != "doc_id":
        documents[by] = documents["thing"]
    warn_of_gaps(documents, None if by == "doc_id" else by, corpus)
    table = same.omissions(rows[~is_document], documents.drop(columns="thing"), by=by, kinds=kinds, least=least)
    if table.empty:
        echo(f"nothing that {least} other texts mention; --least takes a smaller number")
    elif (table["n_docs"] < 5).any():
        echo("groups of fewer than 5 texts have no interval")
    return table


def _counts(segments: pd.DataFrame, documents: pd.DataFrame, *, actors: pd.DataFrame | None) -> pd.DataFrame:
    return _mentions(segments, documents, actors=actors, kinds=("quantity", "denial"))


def _first(segments: pd.DataFrame, documents: pd.DataFrame, *, actors: pd.DataFrame | None, by: str) -> pd.DataFrame:
    """Return the first mentions of some texts, and a row of no kind for each text, with the group in `thing`."""
    import pandas as pd

    from analysis.measures.framing.mentions.omissions import first_mentions

    first = first_mentions(_mentions(segments, documents, actors=actors, kinds=()))
    group = documents[by] if by in documents.columns else None
    texts = pd.DataFrame({"doc_id": documents["doc_id"], "kind": "", "thing": "" if group is None else group})
    return pd.concat([first, texts.fillna("").astype("str")], ignore_index=True)
