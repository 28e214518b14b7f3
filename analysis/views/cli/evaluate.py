"""How far to trust it: other choices, people, random splits, and learning from people."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
import pandas as pd

import analysis as same
from analysis.measures.calibration.error_rates import Plan
from analysis.measures.robustness.multiverse import robustness_summary
from analysis.measures.stats.minimum_sizes import LEAST_DOCUMENTS
from analysis.measures.story import Story
from analysis.schema import InputError
from analysis.texts.readers.actors import read_sides
from analysis.texts.readers.annotations import TASKS
from analysis.texts.readers.corpus import resolve_path
from analysis.texts.readers.lexicon import read_categories
from analysis.views.cli.app import (
    LEXICON,
    OUTPUT,
    PART,
    VOICE,
    GoldVerb,
    LabelledVerb,
    check_file,
    cli,
    echo,
    in_steps,
    read_counts,
    read_segments,
    with_bar,
)
from analysis.views.tables.write import check_model_file, write_table


@cli.verb(
    "robustness -o robustness.csv",
    click.option(
        "--by",
        metavar="COLUMN",
        default="source_type",
        help="The column of the corpus that tells the groups; without source types all texts are one group.",
    ),
    VOICE,
    PART,
    click.option(
        "--combinations",
        type=click.IntRange(min=0),
        metavar="N",
        default=500,
        help="How many combinations of choices to try for each finding, at most.",
    ),
)
def robustness(corpus: str | None, by: str, **options: Any) -> pd.DataFrame:
    """Say what would change the answer: each finding under every choice that could have been made otherwise.

    The choices are how words are cut, stop words, voice, part, TF-IDF variant, score, threshold, lexicon, each text
    left out in turn, and passages that texts share counted once. A row is a finding under one choice, or under several
    at once; keeps says whether it still holds. That is no evidence about other texts.
    """
    documents, segments = read_segments(corpus, None if by == "source_type" else by)
    lists = (same.read_lexicon(), same.read_actors(), same.read_cues(), read_categories(), read_sides())
    story = Story(documents, segments, *lists)
    table = same.robustness(story, by=by, progress=lambda work: with_bar(work, "trying", " findings"), **options)
    for row in robustness_summary(table).itertuples():
        broken = f"; broken by {row.broken_by}" if row.broken_by else ""
        echo(f"kept in {row.n_keep} of {row.n_choices} choices: {row.statement}{broken}")
    return table


@cli.verb(
    "calibrate my-texts.csv --by source_type --group newswire -o calibration.csv",
    click.option("--by", metavar="COLUMN", help="Split one group alone: the column that tells the groups."),
    click.option("--group", metavar="VALUE", help="The group: a value of that column.  [default: all texts]"),
    click.option("--splits", type=int, metavar="N", default=100, help="How many random splits."),
    click.option("--share", type=float, metavar="SHARE", default=0.5, help="The share of the texts in the first part."),
    click.option("--factor", type=float, metavar="N", default=2.0, help="How much more frequent planted words become."),
    click.option("--cluster", metavar="COLUMN", help="Keep the texts of each value of this column together."),
    click.option("--seed", type=int, metavar="N", default=0, help="Another seed, other splits."),
    VOICE,
    PART,
)
def calibrate(
    corpus: str | None, by: str | None, group: str | None, voice: str, part: str, **plan: Any
) -> pd.DataFrame:
    """Measure how often each test finds a difference that is not there, and how often one that is.

    The texts of one group are split at random, again and again: every "key" word is then a false alarm (kind chance).
    In the same splits 20 words are made twice as frequent in the first part: each is written again where it stands
    (planted), or turns up in other texts too (spread). Kind coverage says how often the intervals hold the truth.
    """
    trial = Plan(**plan)
    counts = read_counts(corpus, voice, part, by=by)
    table = same.calibrate(
        counts, by=by, group=group, plan=trial, progress=lambda work: with_bar(work, "splitting", " splits")
    )
    null = table[table["kind"] == "chance"]
    tried = null[null["splits"] > 0]
    alarms = [f"{row.test} ({row.unit}) {row.flagged_splits:g} of {row.splits:g}" for row in tried.itertuples()]
    echo(f"splits with a false alarm: {', '.join(alarms) or 'no test was possible'}")
    idle = [f"{row.test} ({row.unit})" for row in null[null["splits"] == 0].itertuples()]
    if idle:
        echo(f"not run: {', '.join(idle)}; in a split each part needs {LEAST_DOCUMENTS} documents, or clusters")
    return table


@cli.command(cls=GoldVerb, epilog="validate voices --gold annotated.jsonl -o figures.csv --errors errors.csv")
@click.argument("task", type=click.Choice(TASKS))
@click.option("--gold", metavar="FILE", required=True, help="The annotated texts: JSON lines.")
@OUTPUT
@click.option("--errors", metavar="FILE", callback=check_file, help="A table of the worst errors of each kind.")
def validate(task: str, gold: str, file: str, errors: str | None) -> None:
    """Measure voices or markers against texts that people have annotated.

    Each figure has its 95 % interval, from 1,000 resamples of the texts, its counts, and the number of texts; it stands
    for all texts and by outlet type, outlet, voice and, for markers, category of the lexicon.
    """
    if errors is not None and Path(errors).resolve() == Path(file).resolve():
        raise InputError(f"{errors}: is named twice; name another file for the errors")
    for name in (file, errors):
        if name is not None and Path(name).resolve() == resolve_path(gold).resolve():
            raise InputError(f"{name}: is the annotated data itself; name another file")
    documents, spans = same.read_gold(gold, task)
    segments = in_steps(same.voices, documents)
    people = f"{spans.groupby(['doc_id', 'annotation']).ngroups:,} annotations"
    if task == "voices":
        ours = f"{(segments['voice'] != 'author').sum():,} segments in another voice than the author's"
        tables = same.validate_voices(documents, spans, segments), same.voice_errors(documents, spans, segments)
    else:
        markers = same.markers(segments, same.read_lexicon(), same.names(segments, same.read_actors()))
        ours = f"{markers['loaded'].sum():,} loaded markers"
        tables = (
            same.validate_markers(documents, spans, markers, segments),
            same.marker_errors(documents, spans, markers),
        )
    if errors is not None:
        write_table(tables[1], errors)
    write_table(tables[0], file)
    echo(f"{len(documents):,} texts; people: {people}; the suite: {ours}; {len(tables[0]):,} figures")


def _check_model(ctx: click.Context, option: click.Parameter, file: str) -> str:
    check_model_file(file)
    return file


@cli.command(cls=LabelledVerb, epilog="train sentences.csv -o model.json --report figures.csv")
@click.argument("labelled")
@click.option("-o", "file", metavar="MODEL", required=True, callback=_check_model, help="The model to write: .json.")
@click.option("--report", metavar="FILE", default="-", callback=check_file, help="The table of figures, or -.")
@LEXICON
@click.option("--repeats", type=click.IntRange(min=1), metavar="N", default=10, help="How often the sentences are cut.")
def train(labelled: str, file: str, report: str, lexicon: str | None, repeats: int) -> None:
    """Learn loaded language from sentences that people have labelled, for markers --model.

    The figures say how well such a model does on sentences that it was not trained on, beside the lexicon alone and
    beside TF-IDF: five parts, each judged by what was learned from the other four, again and again with other parts.
    The model is numbers in a JSON file; with few sentences, people can be known by them, so look before you share it.
    """
    for name in (file, report):
        if Path(name).resolve() == resolve_path(labelled).resolve():
            raise InputError(f"{name}: is the labelled file itself; name another file")
    if Path(file).resolve() == Path(report).resolve():
        raise InputError(f"{file}: is named twice; name another file for the report")
    documents, spans = same.read_labelled(labelled)
    entries, segments = same.read_lexicon(lexicon), in_steps(same.voices, documents)
    found = same.markers(segments, entries, same.names(segments, same.read_actors()))
    material = same.Labelled(documents, spans, segments, found, entries)
    figures = same.cross_validate(material, repeats=repeats, progress=with_bar)
    model = same.train(material)
    write_table(figures, report)
    same.write_model(model, file)
    trained = ", ".join(f"{n:,} {what}" for what, n in model.trained.items())
    echo(f"the model is in {file}: {trained}; figures: {repeats} x 5 parts, seeds 0 to {repeats - 1}")
