"""What the verbs have in common: the group they belong to, the options they share, reading and counting.

What a person at the terminal sees: help in the order of the path, progress, and each failure in one line.

How far a long step has come.
"""

from __future__ import annotations

import os
import re
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Any

import click
import pandas as pd
from click.core import ParameterSource

import analysis as same
from analysis.measures.chronology import describe_order
from analysis.measures.counts import Counts, group_labels
from analysis.schema import PARTS, VOICES, InputError
from analysis.texts.readers.corpus import resolve_path
from analysis.texts.readers.installation import SHIPPED, is_checkout
from analysis.texts.segmentation.document import is_english
from analysis.texts.segmentation.words import words
from analysis.views.tables.phrases import counted
from analysis.views.tables.write import check_target, write_table

# As it was started: the installed command says so in its help; in a checkout most people have run.py alone.
PROGRAM = "samestory" if Path(sys.argv[0]).stem == "samestory" or not is_checkout() else "python3 run.py"
SETTINGS = {"help_option_names": ["-h", "--help"], "show_default": True, "max_content_width": 100}


def check_file(ctx: click.Context, option: click.Parameter, file: str | None) -> str | None:
    """Return the name of a table to write, where one is given, if it can be written."""
    if file is not None:
        check_target(file)
    return file


CORPUS = click.argument("corpus", required=False)
OUTPUT = click.option(
    "-o", "file", metavar="FILE", required=True, callback=check_file, help="The table to write, or - for the screen."
)


class CommandLine(click.Group):
    """A group of verbs: help by section, and every failure told in one line, with its exit code.

    A verb's module is imported when the verb is asked for, so that none waits for what another needs.
    """

    sections: Mapping[str, Mapping[str, str]] = MappingProxyType({})  # by title: verbs, and the module of each

    def list_commands(self, ctx: click.Context | None) -> list[str]:
        """Return every verb, in the order of the sections."""
        return [name for names in self.sections.values() for name in names]

    def get_command(self, ctx: click.Context | None, name: str) -> click.Command | None:
        """Return a verb, its module imported if need be."""
        home = next((names[name] for names in self.sections.values() if name in names), None)
        if home is not None:
            import_module(f"{__package__}.{home}")
        return self.commands.get(name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the verbs by section."""
        for title, names in self.sections.items():
            verbs = [(name, self.get_command(ctx, name)) for name in names]
            with formatter.section(title):
                formatter.write_dl([(name, verb.get_short_help_str(200)) for name, verb in verbs if verb])

    def verb(
        self, example: str, *options: Callable[..., Any]
    ) -> Callable[[Callable[..., pd.DataFrame]], click.Command]:
        """Return the decorator that makes a verb of a function that takes a corpus and returns a table."""

        def decorate(function: Callable[..., pd.DataFrame]) -> click.Command:
            def run(file: str, corpus: str | None, **call: Any) -> None:
                place = resolve_path(corpus).resolve()
                if Path(file).resolve() in (place, place / "SOURCES.csv"):
                    raise InputError(f"{file}: is the corpus itself; name another file")
                write_table(function(corpus, **call), file)

            command: Any = run
            for decorator in reversed((CORPUS, OUTPUT, *options)):
                command = decorator(command)
            return self.command(function.__name__, cls=Verb, epilog=example, help=function.__doc__)(command)

        return decorate

    def main(self, args: Any = None, prog_name: str | None = None, **extra: Any) -> Any:  # type: ignore[override]
        """Run one call and end the program: 0 done, 1 the work failed, 2 the call or input is wrong, 130 stopped."""
        args = list(sys.argv[1:] if args is None else args) or ["--help"]
        debug = "--debug" in args or os.environ.get("SAMESTORY_DEBUG", "0") not in ("", "0")
        args = [argument for argument in args if argument != "--debug"]
        try:
            code = super().main(args, prog_name or PROGRAM, **(extra | {"standalone_mode": False}))
        except InputError as error:
            code = failed(str(error), 2)
        except click.ClickException as error:
            where = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else PROGRAM
            code = failed(f"{error.format_message().rstrip('.')}; see {where} --help", 2)
        except click.exceptions.Abort:
            code = failed("stopped; nothing half-written is left", 130)
        except Exception as error:
            if debug:
                traceback.print_exc()
            code = failed(f"{str(error) or 'no reason given'} ({type(error).__name__}); --debug shows where", 1)
        sys.exit(code if isinstance(code, int) else 0)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; Ctrl-C ends it without an empty line."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise click.exceptions.Abort from None


class Verb(click.Command):
    """A verb whose help ends with what its corpus is, and an example as typed."""

    heading = "CORPUS"
    corpus = (
        "A folder with SOURCES.csv and the texts that it lists, or one .csv, .jsonl or .parquet file with the columns "
        "doc_id and text. Left out, it is the five texts in data/raw."
    )

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write both."""
        with formatter.section(self.heading):
            formatter.write_text(self.corpus)
        with formatter.section("Example"):
            formatter.write(f"  {PROGRAM} {self.epilog}\n")


class ShippedVerb(Verb):
    """A verb that takes no other corpus."""

    corpus = "The five texts in data/raw alone in this edition: leave it out."


class GoldVerb(Verb):
    """A verb that takes annotated texts in place of a corpus."""

    heading = "Annotated texts"
    corpus = (
        "One JSON object per line: id, text, and where known outlet and outlet_type. For voices: quotes, a list of "
        "objects with quote_spans (what is attributed), direct_spans (of that, what stands in quotation marks), "
        "speaker and cue. For markers: label (1 loaded, 0 not) and spans (the loaded words). A span is [start, end], "
        "in characters of the text from 0, the end left out."
    )


class LabelledVerb(Verb):
    """A verb that takes labelled sentences in place of a corpus."""

    heading = "LABELLED"
    corpus = (
        "A .csv, .jsonl or .parquet file with one sentence per row: doc_id (or id), text and label (1 loaded, 0 not). "
        "Where people marked words too: spans, a list of [start, end] in characters of the text from 0, the end left "
        "out, or biased_words, a list of the words."
    )


def echo(line: str) -> None:
    """Tell the person at the terminal something in one line; standard output is left to tables.

    Names and texts come from files: no line break and no terminal code of theirs gets through.
    """
    click.echo(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", line), err=True)


def failed(message: str, code: int) -> int:
    """Say what went wrong and return the exit code."""
    echo(f"error: {message}")
    return code


def in_steps(verb: Callable[[pd.DataFrame], pd.DataFrame], documents: pd.DataFrame, step: int = 20) -> pd.DataFrame:
    """Return ``verb(documents)``, done `step` documents at a time; a terminal sees how far it is after a second.

    For verbs that look at one text at a time, as `voices` does.
    """
    tables = []
    with _bar("reading", " texts", len(documents)) as bar:
        for first in range(0, len(documents), step):
            tables.append(verb(documents.iloc[first : first + step]))
            bar.update(min(step, len(documents) - first))
    return pd.concat([table for table in tables if len(table)] or tables[:1], ignore_index=True)


def with_bar(work: list[Any], what: str = "learning", unit: str = " parts") -> Iterator[Any]:
    """Yield what is to be done, piece by piece; a terminal sees how far it is after a second."""
    with _bar(what, unit, len(work)) as bar:
        for piece in work:
            yield piece
            bar.update()


def _bar(what: str, unit: str, total: int) -> Any:
    from tqdm import tqdm

    return tqdm(total=total, desc=what, unit=unit, delay=1, leave=False, disable=not sys.stderr.isatty())


class ProgressLines:
    """How far a build has come, on standard error: a bar in a terminal, a line for each step in a log."""

    def __init__(self, total: int, *, shown: bool) -> None:
        from tqdm import tqdm

        terminal = sys.stderr.isatty()
        self.lines = shown and not terminal
        self.bar = tqdm(total=total, desc="book", disable=not (shown and terminal), file=sys.stderr, leave=False)

    def __enter__(self) -> ProgressLines:
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """Take the bar away."""
        self.bar.close()

    def say(self, line: str) -> None:
        """Say what is being done."""
        self.bar.set_postfix_str(line)
        if self.lines:
            print(f"  {line}", file=sys.stderr, flush=True)

    def step(self, line: str) -> None:
        """Count one step and say what it was."""
        self.bar.update()
        self.say(line)


@click.group(cls=CommandLine, context_settings=SETTINGS, subcommand_metavar="VERB ...", options_metavar="[--debug]")
@click.option("--debug", is_flag=True, expose_value=False, help="Show where a failure happened (or SAMESTORY_DEBUG=1).")
@click.version_option(same.__version__, message="Same Story %(version)s")
def cli() -> None:
    """Compare how different kinds of source tell the same story.

    Each verb reads a corpus and writes one table: "terms -o terms.csv" counts the words of the five texts in data/raw,
    "terms my-texts.csv -o -" those of another corpus, and shows them on the screen. A table ends in .csv, .jsonl or
    .parquet. "VERB --help" says more of each.
    """


cli.sections = {  # in the order of the path
    "Whose words they are": dict.fromkeys(("voices", "sources"), "describe"),
    "Words in their places": dict.fromkeys(("kwic", "markers", "names"), "describe"),
    "Words counted": dict.fromkeys(("terms", "dispersion", "collocations"), "describe"),
    "Texts compared": dict.fromkeys(("tfidf", "similarity"), "describe")
    | dict.fromkeys(("reuse", "keyness", "wordshift", "stability"), "compare"),
    "How far to trust it": dict.fromkeys(("robustness", "validate", "calibrate"), "evaluate"),
    "Learning from people": {"train": "evaluate"},
    "Everything at once": dict.fromkeys(("figures", "build"), "publish"),
}

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
SHARED = click.option(
    "--shared",
    type=click.Choice(["once", "all"]),
    default="all",
    help="Count what several texts share (see reuse) in each of them, or once: in the first that has it.",
)
LEXICON = click.option("--lexicon", metavar="FILE", help="Another word list.  [default: data/lexicon/lexicon.csv]")
BY = click.option(
    "--by", metavar="COLUMN", default="source_type", help="The column of the corpus that tells the groups."
)
TARGET = click.option("--target", metavar="VALUE", required=True, help="The group in question: a value of that column.")
REFERENCE = click.option("--reference", metavar="VALUE", help="The group to compare it with.  [default: all the rest]")


def read_segments(corpus: str | None, by: str | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return documents and segments; name the texts without a word, and count those that are not English."""
    documents = same.read_corpus(corpus)
    if by is not None:
        group_labels(documents, by)
    rows = zip(documents["doc_id"], documents["text"], strict=True)
    wordless = [doc_id for doc_id, text in rows if not (words(text[:1000]) or words(text))]
    if len(wordless) == len(documents):
        raise InputError(f"{corpus or SHIPPED}: no text has a word; give a corpus with words")
    if wordless:
        more = f" and {len(wordless) - 10} more" * (len(wordless) > 10)
        echo(f"no word in: {', '.join(wordless[:10])}{more} (kept, counted as nothing)")
    warn_of_language(documents)
    return documents, in_steps(same.voices, documents)


def warn_of_language(documents: pd.DataFrame) -> None:
    """Say how many texts do not read as English."""
    others = sum(not is_english(text) for text in documents["text"])
    if others:
        reads = "text does" if others == 1 else "texts do"
        echo(f"{others:,} {reads} not read as English: voices, markers and stop words know English alone")


def given(option: str) -> bool:
    """Return whether a person typed this option of the verb that runs."""
    source = click.get_current_context().get_parameter_source(option)
    return source is ParameterSource.COMMANDLINE


def read_counts(
    corpus: str | None, voice: str, part: str, *, by: str | None = None, ngrams: int = 1, shared: str = "all"
) -> Counts:
    """Return the counts of one voice and part, shared passages counted in each text or once."""
    documents, segments = read_segments(corpus, by)
    if shared == "once":
        passages = same.reuse(segments, documents, part=part)
        segments = same.once(segments, documents, passages)
        echo(
            f"{counted(len(passages), 'shared passage')}: the words that an earlier text has already are not counted "
            f"({describe_order(documents)})"
        )
    return same.count(segments, documents, ngrams=ngrams).select(voice=voice, part=part)
