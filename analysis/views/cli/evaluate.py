"""Verbs that say how far to trust the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

import analysis as same
from analysis.schema import InputError, listed
from analysis.views.cli.app import Verb, cli
from analysis.views.cli.corpora import (
    WITHIN_NAMES,
    find_voices,
    read_actors_of,
    read_corrections_of,
    read_counts,
    read_segments,
    read_sides_of,
    warn_of_gaps,
)
from analysis.views.cli.forecast import say_forecast, with_forecast
from analysis.views.cli.messages import echo
from analysis.views.cli.options import ACTORS, GAPS, OUTPUT, PART, SAFE_CSV, SPEAKERS, VOICE, check_file
from analysis.views.cli.progress import with_bar
from analysis.views.tables.phrases import counted, decimal
from analysis.views.tables.write import write_table

if TYPE_CHECKING:
    import pandas as pd

GOLD = (
    "One JSON object per line: id, text, and where known outlet and outlet_type. For voices: quotes, a list of objects "
    "with quote_spans (what is attributed), direct_spans (the part of it in quotation marks), speaker and cue. For "
    "markers: label (1 loaded, 0 not) and spans (the loaded words). For agency: clauses, a list of objects with span, "
    "form, agent and, to have both roles judged, patient (a span or null), or a treebank in CoNLL-U. For frames: "
    "frames, a list of names; or a .csv or "
    ".parquet file with text and the column frames, names with | between them, or a column with 0 and 1 for each. "
    "For mentions: mentions, a list of objects with start, end and kind (person, body, place, people, misc, quantity, "
    "date), or words in columns with a tag each (CoNLL). A span is [start, end], in characters of the text from 0, the "
    "end left out."
)


@cli.verb(
    "robustness",
    "-o robustness.csv",
    click.option(
        "--by",
        metavar="COLUMN",
        default="source_type",
        help=f"The column of the corpus that holds the groups; without source types all texts are one group. {GAPS}",
    ),
    VOICE,
    PART,
    ACTORS,
    SPEAKERS,
    click.option(
        "--combinations",
        type=click.IntRange(0, 10_000),
        metavar="N",
        default=500,
        help="How many combinations of choices to try for each finding, at most.",
    ),
)
def run_robustness(
    corpus: str | None,
    *,
    by: str,
    voice: str,
    part: str,
    actors: str | None,
    speakers: str | None,
    combinations: int,
) -> pd.DataFrame:
    """Show which findings hold when other defensible choices are made.

    The choices are how words are cut, stop words, voice, part, TF-IDF variant, score, threshold, lexicon, each text
    left out in turn, and passages that texts share counted once. A row is a finding under one choice, or under several
    at once; keeps says whether it still holds. This is not evidence about other texts: p over texts, which is told of
    findings that set two rates apart, says how sure those are.
    """
    from analysis.measures.groups import grouped
    from analysis.measures.robustness.multiverse import robustness_size

    documents, segments = read_segments(corpus, None if by == "source_type" else by)
    if by == "source_type":
        warn_of_gaps(grouped(documents)[0], by, corpus)
    named = read_actors_of(documents, actors, WITHIN_NAMES)
    sides = read_sides_of(documents, speakers, "no finding is about sides")
    lists = (same.read_lexicon(), named, same.read_cues(), same.read_categories(), sides)
    corrections, frame_lexicon = read_corrections_of(documents), same.read_frames()
    story = same.Story(documents, segments, *lists, corrections=corrections, frame_lexicon=frame_lexicon)
    findings, rows, seconds = robustness_size(story, by=by, voice=voice, part=part, combinations=combinations)
    say_forecast(f"{counted(findings, 'finding')} under every choice, {counted(rows, 'row')} in all,", seconds)
    table = same.robustness(
        story,
        by=by,
        voice=voice,
        part=part,
        combinations=combinations,
        progress=lambda work: with_bar(work, "trying", " choices"),
    )
    tests = {row.finding: row for row in same.finding_tests(story, by=by, voice=voice, part=part).itertuples()}
    for row in same.robustness_summary(table).itertuples():
        broken = f"; fails with {row.broken_by}" if row.broken_by else ""
        p, apart = _over_texts(tests[row.finding]) if row.finding in tests else ("", "")
        echo(f"holds under {row.n_keep} of {row.n_choices} choices{p}: {row.statement}{broken}{apart}")
    if tests:
        echo("to hold under every choice is not to be certain: p is over texts, of findings that set two rates apart")
    return table


def _over_texts(test: Any) -> tuple[str, str]:
    """Say what the texts leave open of a finding: p, and the interval of the difference, or why there is no test."""
    if test.why:
        few, _, why = test.why.rstrip(".").partition(": ")
        return f", {few[0].lower()}{few[1:]}", f"; {why.replace('it ', 'a test ', 1)}"
    scale, unit, digits = (100, " points", 0) if test.unit == "share" else (1, f" {test.unit}", 1)
    apart, low, high = (
        decimal(scale * value, digits) for value in (test.difference, test.difference_low, test.difference_high)
    )
    pairs = f"; p is corrected for {test.pairs} pairs of groups" if test.pairs > 1 else ""
    p = "below 0.001" if test.p < 0.001 else decimal(test.p, 3)
    return f", p over texts {p}", f"; difference {apart}{unit}, 95 % interval {low} to {high}{pairs}"


@cli.verb(
    "calibrate",
    "my-texts.csv --by source_type --group newswire -o calibration.csv",
    click.option("--by", metavar="COLUMN", help="Split one group alone: the column that holds the groups. " + GAPS),
    click.option("--group", metavar="VALUE", help="The group: a value of that column.  [default: all texts]"),
    click.option("--splits", type=click.IntRange(max=10_000), metavar="N", default=100, help="How many random splits."),
    click.option("--share", type=float, metavar="SHARE", default=0.5, help="The share of the texts in the first part."),
    click.option("--factor", type=float, metavar="N", default=2.0, help="How much more frequent planted words become."),
    click.option("--cluster", metavar="COLUMN", help="Keep the texts of each value of this column together."),
    click.option("--seed", type=int, metavar="N", default=0, help="Another seed, other splits."),
    VOICE,
    PART,
)
def run_calibrate(
    corpus: str | None,
    *,
    by: str | None,
    group: str | None,
    splits: int,
    share: float,
    factor: float,
    cluster: str | None,
    seed: int,
    voice: str,
    part: str,
) -> pd.DataFrame:
    """Measure how often each test gives a false alarm, and how often it finds a difference.

    The texts of one group are split at random, again and again: every "key" word is then a false alarm (kind chance).
    In the same splits 20 words are made twice as frequent in the first part: repeated where they occur (planted), or
    added to other texts too (spread). Kind coverage says how often the intervals contain the true value.
    """
    from analysis.measures.stats.minimum_sizes import LEAST_DOCUMENTS

    plan = same.Plan(splits=splits, share=share, factor=factor, cluster=cluster, seed=seed)
    counts = read_counts(corpus, voice, part, by=by)
    table = same.calibrate(
        counts,
        by=by,
        group=group,
        plan=plan,
        progress=lambda work: with_forecast(work, "splitting", " splits", f"all {splits:,} splits"),
    )
    null = table[table["kind"] == "chance"]
    tried = null[null["splits"] > 0]
    alarms = [f"{row.test} ({row.unit}) {row.flagged_splits:g} of {row.splits:g}" for row in tried.itertuples()]
    echo(f"splits with a false alarm: {', '.join(alarms) or 'no test was possible'}")
    idle = [f"{row.test} ({row.unit})" for row in null[null["splits"] == 0].itertuples()]
    if idle:
        echo(f"not run: {', '.join(idle)}; in a split each part needs {LEAST_DOCUMENTS} documents, or clusters")
    return table


@cli.command(
    "validate",
    cls=Verb,
    heading="Annotated texts",
    about=GOLD,
    epilog="validate voices --gold annotated.jsonl -o figures.csv --errors errors.csv",
)
@click.argument("task", type=click.Choice(["voices", "markers", "agency", "mentions", "frames"]))
@click.option("--gold", metavar="FILE", required=True, help="The annotated texts: JSON lines, CoNLL-U, a table.")
@OUTPUT
@click.option("--errors", metavar="FILE", callback=check_file, help="A table of the worst errors of each kind.")
@SAFE_CSV
def run_validate(task: str, gold: str, file: str, errors: str | None, safe_csv: bool) -> None:
    """Measure voices, markers, agency, frames or mentions against texts that people have annotated.

    Each figure has its 95 % interval, from 1,000 resamples of the texts, its counts, and the number of texts. There is
    one for all texts, and one for each outlet type and outlet; for voices, each voice; for markers, each category of
    the lexicon; for frames, each frame.
    """
    if task == "frames":
        tables, told = _frames_against(gold)
        _write_validation(tables, told, file, errors, safe_csv)
        return
    documents, spans = same.read_gold(gold, task)
    segments = find_voices(documents)
    people = f"{spans.groupby(['doc_id', 'annotation']).ngroups:,} annotations"
    if task == "voices":
        ours = f"{(segments['voice'] != 'author').sum():,} segments in another voice than the author's"
        tables = same.validate_voices(documents, spans, segments), same.voice_errors(documents, spans, segments)
    elif task == "agency":
        clauses = same.agency(segments)
        ours = f"{clauses['form'].str.startswith('passive').sum():,} passives"
        tables = same.validate_agency(documents, spans, clauses), same.agency_errors(documents, spans, clauses)
    elif task == "mentions":
        found = same.mentions(segments, same.read_actors(documents=documents))
        ours = f"{len(found):,} mentions"
        tables = same.validate_mentions(documents, spans, found), same.mention_errors(documents, spans, found)
    else:
        markers = same.markers(
            segments, same.read_lexicon(), same.names(segments, same.read_actors(documents=documents))
        )
        ours = f"{markers['loaded'].sum():,} loaded markers"
        tables = (
            same.validate_markers(documents, spans, markers, segments),
            same.marker_errors(documents, spans, markers),
        )
    told = f"{counted(len(documents), 'text')}; people: {people}; the suite: {ours}"
    _write_validation(tables, told, file, errors, safe_csv)


def _frames_against(gold: str) -> tuple[tuple[pd.DataFrame, pd.DataFrame], str]:
    """Return the figures and the errors of frames, and in words what was compared."""
    documents, labels = same.read_frame_gold(gold)
    segments, entries = find_voices(documents), same.read_frames()
    found = same.frames(segments, entries)
    presence = same.frame_presence(found, segments, entries)
    given = same.lexicon_labels(presence, labels.columns, same.read_frame_categories())
    if unnamed := [name for name in labels.columns if name not in set(given["label"])]:
        echo(f"no frame of the lexicon is named so, and it is left out: {listed(unnamed)}")
    if given.empty:
        raise InputError(f"{gold}: no frame in it is named like one of the lexicon; see frame_categories.csv, names")
    known = sorted(set(given["label"]))
    tables = (
        same.validate_frames(documents, labels, given),
        same.frame_errors(documents, labels, given, found, presence),
    )
    people, ours = int(labels[known].to_numpy().sum()), int(given["given"].sum())
    theirs = f"{counted(people, 'frame')} of {counted(len(known), 'kind')}"
    return tables, f"{counted(len(documents), 'text')}; people: {theirs}; the suite: {ours:,}"


def _write_validation(
    tables: tuple[pd.DataFrame, pd.DataFrame], told: str, file: str, errors: str | None, safe_csv: bool
) -> None:
    if errors is not None:
        write_table(tables[1], errors, safe=safe_csv)
    write_table(tables[0], file, safe=safe_csv)
    echo(f"{told}; {len(tables[0]):,} figures")
