"""What a person at the terminal sees: help in the order of the path, progress, and each failure in one line."""

from __future__ import annotations

import os
import re
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import click

from analysis.schema import InputError
from analysis.texts.readers.corpus import find
from analysis.views.tables.write import check_target, write_table

if TYPE_CHECKING:
    import pandas as pd

PROGRAM = "python3 run.py"
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
    """A group of verbs: help by section, and every failure told in one line, with its exit code."""

    sections: Mapping[str, tuple[str, ...]] = MappingProxyType({})

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the verbs by section."""
        for title, names in self.sections.items():
            with formatter.section(title):
                formatter.write_dl([(name, self.commands[name].get_short_help_str(200)) for name in names])

    def verb(
        self, example: str, *options: Callable[..., Any]
    ) -> Callable[[Callable[..., pd.DataFrame]], click.Command]:
        """Return the decorator that makes a verb of a function that takes a corpus and returns a table."""

        def decorate(function: Callable[..., pd.DataFrame]) -> click.Command:
            def run(file: str, corpus: str | None, **call: Any) -> None:
                place = find(corpus).resolve()
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


def say(line: str) -> None:
    """Tell the person at the terminal something in one line; standard output is left to tables.

    Names and texts come from files: no line break and no terminal code of theirs gets through.
    """
    click.echo(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+", " ", line), err=True)


def failed(message: str, code: int) -> int:
    """Say what went wrong and return the exit code."""
    say(f"error: {message}")
    return code


def in_steps(verb: Callable[[pd.DataFrame], pd.DataFrame], documents: pd.DataFrame, step: int = 20) -> pd.DataFrame:
    """Return ``verb(documents)``, done `step` documents at a time; a terminal sees how far it is after a second.

    For verbs that look at one text at a time, as `voices` does.
    """
    import pandas as pd

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
