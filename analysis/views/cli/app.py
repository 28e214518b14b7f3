"""The command line: its verbs in sections, and failures in one line.

Nothing here loads pandas, so that ``--help`` answers at once; `corpora` reads what a verb works on.
"""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeAlias

import click

import analysis as same
from analysis.schema import InputError
from analysis.texts.readers.inputs import remember_inputs
from analysis.texts.readers.installation import DATA, is_checkout
from analysis.views.cli.engines import BY_BLOCKS, ENGINE, SCHEDULER, at_hand
from analysis.views.cli.messages import explain, failed
from analysis.views.cli.options import CORPUS, CORRECTIONS, JOBS, OUTPUT, SAFE_CSV, SPEECH, VOICE
from analysis.views.cli.resuming import RESUME, kept_until_written
from analysis.views.tables.write import STANDARD_OUTPUT, silence, write_table

if TYPE_CHECKING:
    import pandas as pd

P = ParamSpec("P")
Table: TypeAlias = "pd.DataFrame | Iterator[pd.DataFrame]"

# As it was started: the installed command says so in its help; in a checkout most people have run.py alone.
PROGRAM = "samestory" if Path(sys.argv[0]).stem == "samestory" or not is_checkout() else "python3 run.py"
ANY_CORPUS = (
    "A folder with SOURCES.csv and the texts that it lists; or one .csv, .jsonl or .parquet file with the columns "
    "doc_id and text, or a folder of .jsonl or .parquet files. Left out, it is the five texts in data/raw."
)
LEAST_MEMORY = 800_000_000  # bytes of address space: what loading pandas, scipy and a corpus takes
SETTINGS = {"help_option_names": ["-h", "--help"], "show_default": True, "max_content_width": 100}


# The parameters that name files, under what a message calls them.
READ = {
    "corpus": "the corpus",
    "labelled": "the labelled file",
    "gold": "the annotated data",
    "lexicon": "the lexicon",
    "own": "the list of frames",
    "actors": "the list of actors",
    "speakers": "the list of speakers",
    "model": "the model",
    "scores": "the table of scores",
    "corrections": "the file of corrections",
}
WRITTEN = ("file", "report", "errors")


class CommandLine(click.Group):
    """A group of verbs: help by section, and every failure in one line, with its exit code.

    A verb's module is imported when the verb is asked for, so that none waits for what another needs.
    """

    sections: Mapping[str, Mapping[str, tuple[str, str]]] = MappingProxyType({})  # title: verb: its module, its help

    def list_commands(self, ctx: click.Context | None) -> list[str]:
        """Return every verb, in the order of the sections."""
        return [name for verbs in self.sections.values() for name in verbs]

    def get_command(self, ctx: click.Context | None, name: str) -> click.Command | None:
        """Return a verb, its module imported if need be."""
        home = next((verbs[name][0] for verbs in self.sections.values() if name in verbs), None)
        if home is not None:
            import_module(f"{__package__}.{home}")
        return self.commands.get(name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the verbs by section."""
        for title, verbs in self.sections.items():
            with formatter.section(title):
                formatter.write_dl([(name, about) for name, (_, about) in verbs.items()])

    def verb(
        self, name: str, example: str, *options: Callable[..., Any]
    ) -> Callable[[Callable[Concatenate[str | None, P], Table]], click.Command]:
        """Return the decorator that makes a verb of what takes a corpus and returns a table, or its pieces."""

        def decorate(function: Callable[Concatenate[str | None, P], Table]) -> click.Command:
            def run(file: str, corpus: str | None, safe_csv: bool, *args: P.args, **options: P.kwargs) -> None:
                with kept_until_written(file, [name for name in READ if name != "corpus"]):
                    table = function(corpus, *args, **options)
                    write_table(table, file, safe=safe_csv, over=at_hand())

            engines = (ENGINE, SCHEDULER) if name in BY_BLOCKS else ()
            command: Any = run
            speech = [SPEECH] * (VOICE in options or name in {"voices", "sources", "rates", "series"})
            for decorator in reversed(
                (CORPUS, OUTPUT, *options, *speech, CORRECTIONS, JOBS, *engines, RESUME, SAFE_CSV)
            ):
                command = decorator(command)
            return self.command(name, cls=Verb, epilog=f"{name} {example}", help=function.__doc__)(command)

        return decorate

    def main(self, args: Any = None, prog_name: str | None = None, **extra: Any) -> Any:  # type: ignore[override]
        """Run one call and end the program: 0 done, 1 the work failed, 2 the call or input is wrong, 130 stopped."""
        args = list(sys.argv[1:] if args is None else args) or ["--help"]
        debug = "--debug" in args or os.environ.get("SAMESTORY_DEBUG", "0") not in ("", "0")
        args = [argument for argument in args if argument != "--debug"]
        try:
            with remember_inputs():
                code = super().main(args, prog_name or PROGRAM, **(extra | {"standalone_mode": False}))
        except InputError as error:
            code = failed(str(error), 2)
        except click.ClickException as error:
            where = error.ctx.command_path if isinstance(error, click.UsageError) and error.ctx else PROGRAM
            code = failed(f"{error.format_message().rstrip('.')}; see {where} --help", 2)
        except click.exceptions.Abort as error:
            code = failed(str(error) or "stopped; nothing half-written is left", 130)
        except Exception as error:
            if debug:
                traceback.print_exc()
            traceback.clear_frames(error.__traceback__)  # gives back the memory that even a message may need
            if isinstance(error, OSError):
                silence(sys.stdout)
            why = explain(error) or f"{str(error) or 'no reason given'} ({type(error).__name__}); --debug shows where"
            code = failed(why, 1)
        sys.exit(code if isinstance(code, int) else 0)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb; Ctrl-C ends it without an empty line."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise click.exceptions.Abort from None


class Verb(click.Command):
    """A verb whose help ends with what it reads, under a heading, and an example as typed."""

    def __init__(self, *args: Any, heading: str = "CORPUS", about: str = ANY_CORPUS, **options: Any) -> None:
        super().__init__(*args, **options)
        self.heading, self.about = heading, about

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb, unless it would write over a file that it is to read, or write one twice."""
        _check_overwriting({**ctx.params, "corrections": ctx.meta.get("corrections")})
        _check_memory()
        return super().invoke(ctx)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write both."""
        with formatter.section(self.heading):
            formatter.write_text(self.about)
        with formatter.section("Example"):
            formatter.write(f"  {PROGRAM} {self.epilog}\n")


def _check_memory() -> None:
    """Raise `MemoryError` under a limit so low that numerical libraries would wait for memory without end."""
    if sys.platform == "win32":
        return
    import resource

    limit, _ = resource.getrlimit(resource.RLIMIT_AS)
    if limit != resource.RLIM_INFINITY and limit < LEAST_MEMORY:
        raise MemoryError


def _check_overwriting(params: Mapping[str, Any]) -> None:
    """Raise `InputError` if a file to write is one to read, a file of the suite itself, or named twice.

    What is known from the options alone, before the work begins; of the files that a corpus lists, `check_place` knows.
    """
    from analysis.texts.readers.corpus import resolve_path

    seen: dict[str, str] = {}
    for file in filter(None, map(params.get, WRITTEN)):
        place = file if file == STANDARD_OUTPUT else os.path.realpath(file)
        if place in seen:
            raise InputError(f"{file}: is named twice; name another file")
        seen[place] = file
        if file == STANDARD_OUTPUT or not os.path.exists(place):
            continue
        if Path(place).is_relative_to(os.path.realpath(DATA)):
            raise InputError(f"{file}: comes with Same Story, and other calls read it; name another file")
        for name, what in READ.items():
            if params.get(name) is not None:
                source = resolve_path(params[name])
                listing = source / "SOURCES.csv" if source.is_dir() else source
                if listing.exists() and os.path.samefile(place, listing):
                    raise InputError(f"{file}: is {what} itself; name another file")


@click.group(cls=CommandLine, context_settings=SETTINGS, subcommand_metavar="VERB ...", options_metavar="[--debug]")
@click.option("--debug", is_flag=True, expose_value=False, help="Show where a failure happened (or SAMESTORY_DEBUG=1).")
@click.version_option(same.__version__, message="Same Story %(version)s")
def cli() -> None:
    """Compare how different kinds of source tell the same story.

    Each verb reads a corpus and writes one table: "terms -o terms.csv" counts the words of the five texts in data/raw,
    "terms my-texts.csv -o -" counts those of another corpus and shows them on the screen. The name of a table ends in
    .csv, .jsonl or .parquet. "VERB --help" says more about each.
    """


# In the order of the path. The help of a verb is the first sentence of its docstring, which is not loaded for the list.
cli.sections = {
    "Texts from files": {
        "gather": ("intake", "Make a corpus of files of any kind: one text per article, and where each came from."),
    },
    "Whose words they are": {
        "voices": ("describe", "Cut each text into its author's words, what it quotes or reports, and page furniture."),
        "sources": ("describe", "List who is quoted or paraphrased, where, and with which verb."),
    },
    "Words in their places": {
        "kwic": ("describe", "Show every occurrence of a word or phrase, with the words before and after it."),
        "markers": ("describe", "List loaded language: each word of the lexicon that occurs, and whose word it is."),
        "mentions": (
            "told",
            "List what each text tells: names, dates, numbers with what they count, and events, with voice and place.",
        ),
        "names": ("describe", "List what the actors are called: each name of a list of actors, where and by whom."),
        "agency": (
            "agency",
            "List who does what to whom: verb groups, active or passive, and nouns for acts; or compare groups.",
        ),
        "frames": (
            "frames",
            "List the words that bring an aspect in, such as conflict, money or law, or compare groups by them.",
        ),
    },
    "Words counted": {
        "terms": ("describe", "Count how often each word occurs, in all texts or by group."),
        "dispersion": ("describe", "Measure how evenly each word is spread over the texts."),
        "collocations": ("describe", "List neighbouring words that occur together more often than by chance."),
        "readability": (
            "readability",
            "Measure how long sentences and words are, how easy to read and how varied, by voice.",
        ),
    },
    "Texts compared": {
        "tfidf": ("describe", "Weigh which words mark each text: frequent in it, rare in the others."),
        "similarity": (
            "describe",
            "Measure how similar the vocabularies of two texts are: 1 the same, 0 no shared word.",
        ),
        "reuse": ("compare", "Find passages that two texts share, word for word or nearly."),
        "keyness": ("compare", "Compare groups of texts: which words set them apart, how far, and how sure that is."),
        "rates": (
            "rates",
            "Measure how much is quoted, how loaded the words are and who speaks, by group, and how sure that is.",
        ),
        "series": (
            "series",
            "Follow rates over time: by day, week, month, quarter or year, with intervals over texts.",
        ),
        "omissions": ("told", "Show what some texts mention and others do not, by text or by group."),
        "wordshift": ("compare", "Show what each word adds to the difference between two groups or two voices."),
        "stability": ("compare", "Show which differences run through a few texts, and which rest on a passage or two."),
    },
    "Coded by people": {
        "actors": ("coding", "Make a sheet of the people and bodies that the texts name, for you to say who they are."),
        "speakers": (
            "coding",
            "Make a sheet of who is quoted or paraphrased, for you to say for which side they speak.",
        ),
        "agreement": ("coding", "Measure how far two coders or more agree."),
    },
    "How far to trust it": {
        "robustness": ("evaluate", "Show which findings hold when other defensible choices are made."),
        "validate": (
            "evaluate",
            "Measure voices, markers, agency, frames or mentions against texts that people have annotated.",
        ),
        "calibrate": (
            "evaluate",
            "Measure how often each test gives a false alarm, and how often it finds a difference.",
        ),
    },
    "Learning from people": {
        "train": (
            "learning",
            "Learn what people labelled: loaded language, or several labels per text, such as frames.",
        ),
    },
    "Everything at once": {
        "figures": ("publish", "Draw every figure, or those that are named, with the table behind it."),
        "build": ("publish", "Make the book: every table, figure and notebook, and a home page for a browser."),
    },
}
