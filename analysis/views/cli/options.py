"""The options that verbs share, and what the verb that runs was asked for."""

from __future__ import annotations

import click
from click.core import ParameterSource

from analysis.schema import PARTS, VOICES
from analysis.views.tables.write import check_target


def check_file(ctx: click.Context, option: click.Parameter, file: str | None) -> str | None:
    """Return the name of a table to write, where one is given, if it can be written."""
    if file is not None:
        check_target(file)
    return file


CORPUS = click.argument("corpus", required=False)
OUTPUT = click.option(
    "-o", "file", metavar="FILE", required=True, callback=check_file, help="The table to write, or - for the screen."
)
SAFE_CSV = click.option(
    "--safe-csv",
    is_flag=True,
    help="In CSV, put an apostrophe before text that a spreadsheet would run as a formula (= + - @ at its start).",
)
JOBS = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    expose_value=False,
    callback=lambda ctx, _, jobs: ctx.meta.update({"jobs": jobs}),
    help="Processes that share a large corpus.  [default: one per core, at most 4]",
)
CORRECTIONS = click.option(
    "--corrections",
    metavar="FILE",
    expose_value=False,
    callback=lambda ctx, _, file: ctx.meta.update({"corrections": file}),
    help="Count what people corrected in the reader: whose words they are, who speaks, what is no marker.",
)
SPEECH = click.option(
    "--speech",
    is_flag=True,
    expose_value=False,
    callback=lambda ctx, _, speech: ctx.meta.update({"speech": speech}),
    help="Attribute what was said alone; what somebody thinks, wants or plans is the author's.",
)
VOICE = click.option(
    "--voice",
    type=click.Choice([*VOICES, "all"]),
    metavar="VOICE",
    default="all",
    help="Count one voice: author (the text's own words), direct (quoted), indirect (reported) or all.",
)
PART = click.option(
    "--part",
    type=click.Choice([*PARTS, "all"]),
    metavar="PART",
    default="body",
    help=f"Count one part of the pages: {', '.join(PARTS)} or all.",
)
PLAIN = click.option(
    "--plain",
    is_flag=True,
    help="Count whole texts (--voice all --part all), many times as fast: no text is parsed, so whose words they are "
    "is not known, and what a text quotes counts as its own.",
)
SHARED = click.option(
    "--shared",
    type=click.Choice(["once", "all"]),
    default="all",
    help="Count passages that texts share (see reuse) in each of them, or once: in the earliest text.",
)
LEXICON = click.option("--lexicon", metavar="FILE", help="Another word list.  [default: data/lexicon/lexicon.csv]")
ACTORS = click.option(
    "--actors",
    metavar="FILE",
    help="What the actors are called (see the verb actors).  [default: data/actors.csv, for the five texts]",
)
SPEAKERS = click.option(
    "--speakers",
    metavar="FILE",
    help="The sides of who speaks (see the verb speakers).  [default: data/speakers.csv, for the five texts]",
)
GAPS = 'Texts without a value form the group "(no COLUMN)", which no comparison counts unless it is named.'
BY = click.option(
    "--by", metavar="COLUMN", default="source_type", help=f"The column of the corpus that holds the groups. {GAPS}"
)
GROUPS = click.option(
    "--by",
    metavar="COLUMN",
    help=f"The column of the corpus that holds the groups. {GAPS}  "
    "[default: source_type; all texts where there is none]",
)
TARGET = click.option("--target", metavar="VALUE", required=True, help="The group to describe: a value of that column.")
REFERENCE = click.option("--reference", metavar="VALUE", help="The group to compare it with.  [default: all the rest]")


def given(option: str) -> bool:
    """Return whether a person typed this option of the verb that runs."""
    source = click.get_current_context().get_parameter_source(option)
    return source is ParameterSource.COMMANDLINE


def speech_only() -> bool:
    """Return whether ``--speech`` asks the verb that runs to attribute nothing but what was said."""
    context = click.get_current_context(silent=True)
    return bool(context and context.meta.get("speech"))


def corrections_file() -> str | None:
    """Return the file that ``--corrections`` gives the verb that runs."""
    context = click.get_current_context(silent=True)
    return context.meta.get("corrections") if context else None


def jobs() -> int | None:
    """Return how many processes ``--jobs`` asks the verb that runs to share its work among."""
    context = click.get_current_context(silent=True)
    return context.meta.get("jobs") if context else None
