"""The verb for rates over time."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

import click

import analysis as same
from analysis.schema import VOICES
from analysis.views.cli.agency import count_agency_of
from analysis.views.cli.app import cli
from analysis.views.cli.by_blocks import is_large, over_blocks, read_list_of_actors
from analysis.views.cli.corpora import WITHIN_NAMES, read_lexicon_of, read_segments, warn_of_gaps
from analysis.views.cli.engines import cluster_asked
from analysis.views.cli.frames import count_frames_of
from analysis.views.cli.messages import echo
from analysis.views.cli.options import ACTORS, GAPS, LEXICON, PART, given
from analysis.views.cli.rates import count_rates_of
from analysis.views.cli.told import NO_NAME, count_mentions_of
from analysis.views.tables.phrases import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd

    from analysis.measures.comparison.rate_counts import RateCounts

T = TypeVar("T")
_EVERY = ("auto", "day", "week", "month", "quarter", "year")
_OF = ("rates", "frames", "agency", "mentions", "readability")


@cli.verb(
    "series",
    "--every month -o series.csv",
    click.option(
        "--every",
        type=click.Choice(_EVERY),
        default="auto",
        help="The length of a period; auto is the shortest in which most have texts enough for intervals, and is said.",
    ),
    click.option("--of", type=click.Choice(_OF), default="rates", help="What is followed: what that verb counts."),
    click.option(
        "--find",
        multiple=True,
        metavar="WORDS",
        help="Follow a word or phrase instead, as kwic finds it; several by naming the option again.",
    ),
    click.option(
        "--by", metavar="COLUMN", help=f"A series for each value of this column. {GAPS}  [default: all texts together]"
    ),
    click.option(
        "--voice",
        type=click.Choice([*VOICES, "attributed", "all"]),
        metavar="VOICE",
        help="Rows of one voice alone: author, direct (quoted), indirect (reported), attributed (both of these) or all "
        "(whose words they are is not asked).  [default: every one]",
    ),
    click.option(
        "--date", metavar="COLUMN", default="date", help="The column of the dates: 2014-07-13, 2014-07 or 2014."
    ),
    click.option(
        "--cluster",
        metavar="COLUMN",
        help="Intervals by the values of this column (outlet, for example), not by text.",
    ),
    click.option(
        "--trends", is_flag=True, help="By how much each rate rises or falls, with a test, in place of its periods."
    ),
    PART,
    LEXICON,
    ACTORS,
)
def run_series(
    corpus: str | None,
    *,
    every: str,
    of: str,
    find: tuple[str, ...],
    by: str | None,
    voice: str | None,
    date: str,
    cluster: str | None,
    trends: bool,
    part: str,
    lexicon: str | None,
    actors: str | None,
) -> pd.DataFrame:
    """Follow rates over time: by day, week, month, quarter or year, with intervals over texts.

    A row is what was counted in one period and group: how much is quoted, how loaded the words are and who speaks;
    frames; passives and nouns for acts; mentions; how the texts read; or words that you name. Periods without a text
    are rows without a value, not 0. A text whose date is not known, or not exactly enough, is in no period; how many
    these are is said. With fewer than five texts in a period there is no interval. With --trends a row is the change
    from the first period to the last, along a line through the texts, with its 95 % interval over texts; p and q test
    it, where there are ten texts of three periods.
    """
    _check(of, find, voice, lexicon, actors)
    asked: dict[str, Any] = {"by": by, "date": date, "cluster": cluster}
    if of == "readability" and not find:
        table, lines = _readability(corpus, every, voice, part, asked)
    else:
        counts = same.RateCounts.merge(_blocks(corpus, asked, _work(corpus, of, find, part, lexicon, actors)))
        _warn(corpus, counts.documents, asked)
        table = same.series(counts, period=every, voice=voice, **asked)
        lines = same.trends(counts, period=table.attrs["period"], voice=voice, **asked)
    for line in (*_remarks(table, every, "text" if cluster is None else "cluster"), _trends_told(lines)):
        echo(line)
    return lines if trends else table


def _warn(corpus: str | None, documents: pd.DataFrame, asked: dict[str, Any]) -> None:
    """Say of how many texts of a large corpus a column that is asked for is empty."""
    if is_large(corpus):
        for column in dict.fromkeys(filter(None, (asked["by"], asked["cluster"]))):
            warn_of_gaps(documents, column, corpus)


def _readability(
    corpus: str | None, every: str, voice: str | None, part: str, asked: dict[str, Any]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the series and the trends of readability."""
    import pandas as pd

    from analysis.texts.readers.corpus import with_days

    parts = list(_blocks(corpus, asked, partial(_scores, part=part)))
    scores = pd.concat([found for found, _ in parts], ignore_index=True)
    scores = scores if voice is None else scores[scores["voice"] == voice]
    documents = with_days(pd.concat([documents for _, documents in parts], ignore_index=True))
    _warn(corpus, documents, asked)
    table = same.readability_series(scores, documents, period=every, **asked)
    return table, same.readability_trends(scores, documents, period=table.attrs["period"], **asked)


def _scores(segments: pd.DataFrame, documents: pd.DataFrame, *, part: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    return same.readability(segments, part=part), documents.drop(columns="text", errors="ignore")


def _check(of: str, find: tuple[str, ...], voice: str | None, lexicon: str | None, actors: str | None) -> None:
    """Refuse options that contradict each other."""
    if of == "readability" and not find and (actors is not None or voice == "attributed"):
        left_out = "--actors" if actors is not None else "--voice attributed"
        raise click.UsageError(f"--of readability knows no {left_out[2:]}; leave out {left_out}")
    if find and (given("of") or lexicon is not None or actors is not None):
        raise click.UsageError("--find follows words that you name; leave out --of, --lexicon and --actors")
    if lexicon is not None and of != "rates":
        raise click.UsageError("--lexicon is for loaded words, which --of rates counts; leave out one of them")


def _work(
    corpus: str | None, of: str, find: tuple[str, ...], part: str, lexicon: str | None, actors: str | None
) -> Callable[[pd.DataFrame, pd.DataFrame], RateCounts]:
    """Return what counts some texts."""
    if find:
        return partial(_words, find=find, part=part)
    named = read_list_of_actors(corpus, actors, NO_NAME if of == "mentions" else WITHIN_NAMES)
    if of == "rates":
        lists = {"lexicon": read_lexicon_of(lexicon), "cues": same.read_cues()}
        return partial(count_rates_of, part=part, actors=named, **lists)
    if of == "frames":
        return partial(count_frames_of, part=part, entries=same.read_frames(), actors=named)
    return partial(count_agency_of if of == "agency" else count_mentions_of, part=part, actors=named)


def _words(segments: pd.DataFrame, documents: pd.DataFrame, *, find: tuple[str, ...], part: str) -> RateCounts:
    return same.count_words(segments, documents, find, part=part)


def _blocks(corpus: str | None, asked: dict[str, Any], work: Callable[[pd.DataFrame, pd.DataFrame], T]) -> Iterator[T]:
    """Yield what is made of the texts, of some after others where they are many."""
    if asked["cluster"] != "story":
        yield from over_blocks(corpus, work, by=asked["by"])
        return
    if cluster_asked():  # what repeats is looked for in all texts at once
        raise click.UsageError("--engine dask works on some texts at a time; leave out --cluster story")
    yield work(*reversed(read_segments(corpus, asked["by"])))


def _remarks(table: pd.DataFrame, every: str, unit: str) -> Iterator[str]:
    """Say, a line each, which periods were chosen, which texts are in none, and how many have no text or interval."""
    from analysis.measures.framing.series.series import NO_TEXT

    period, left_out = table.attrs["period"], table.attrs["left_out"]
    cells = table.assign(empty=table["why"] == NO_TEXT).groupby(["group", "period"], sort=False, dropna=False)
    cells = cells.agg({"n_docs": "max", "n_units": "max", "empty": "min"}).reset_index()  # of what most texts have
    names = cells["period"].drop_duplicates()
    if every == "auto":
        yield (
            f"by {period}, the shortest period in which most have the five {unit}s that an interval needs"
            if (2 * (cells["n_units"] >= 5).sum() >= (cells["n_docs"] > 0).sum())
            else f"by {period}; in most periods fewer than five {unit}s can be measured, too few for an interval"
        )
    if left_out:
        yield left_out
    empty = int(cells["empty"].sum())
    few = int(((cells["n_docs"] > 0) & (cells["n_units"] < 5)).sum())
    of_groups = "" if cells["group"].nunique() == 1 else " of groups"
    yield (
        f"{counted(len(cells), 'period')}{of_groups} from {names.iloc[0]} to {names.iloc[-1]}; "
        f"{empty:,} without a text, which are gaps, and {few:,} with fewer than five {unit}s, which have no interval"
    )


def _trends_told(table: pd.DataFrame) -> str:
    """Say how many trends were tested and found, or why none was tested."""
    tested = table[table["p"].notna()]
    if tested.empty:
        why = table["why"].value_counts(sort=True)
        return f"no trend is tested; the reason most often: {why.index[0]}"
    found = tested[tested["q"] <= 0.05]
    up = int((found["change"] > 0).sum())
    found_told = f"with q at most .05, {up:,} rise and {len(found) - up:,} fall"
    where = "" if table["group"].nunique() == 1 else f" in {table['group'].nunique():,} groups"
    return f"trends tested over texts{where}: {len(tested):,}; {found_told}"
