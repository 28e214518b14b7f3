"""Verbs that make everything at once: the figures, and the book."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from analysis.schema import InputError
from analysis.texts.readers.installation import HOME, SHIPPED, is_checkout
from analysis.views.cli.app import PROGRAM, Verb, cli
from analysis.views.cli.corpora import warn_of_gaps, warn_of_repeats, warn_of_texts
from analysis.views.cli.messages import echo, failed
from analysis.views.cli.options import ACTORS, CORRECTIONS, GROUPS, JOBS, SPEAKERS, corrections_file, jobs
from analysis.views.tables.phrases import counted

TARGET = click.option(
    "--target", metavar="VALUE", help="The group to set against the others.  [default: that with most words]"
)


def _is_shipped(corpus: str | None) -> bool:
    from analysis.texts.readers.corpus import resolve_path

    return corpus is None or resolve_path(corpus).resolve() == SHIPPED


def _check_named(ctx: click.Context, option: click.Parameter, out: str | None) -> str | None:
    if out == "":  # as a script gives it whose variable is empty: the folder of the five texts is not meant
        raise InputError("--out: names no folder; name one, or leave it out")
    return out


@cli.command("figures", cls=Verb, epilog="figures my-texts.csv tf-idf similarity --out my-figures")
@click.argument("texts_and_names", nargs=-1, metavar="[CORPUS] [NAME]...")
@click.option(
    "--out", metavar="FOLDER", callback=_check_named, help="Where to write.  [default: figures, for the five texts]"
)
@GROUPS
@TARGET
@ACTORS
@SPEAKERS
@CORRECTIONS
@JOBS
@click.option("--check", is_flag=True, help="Write nothing; say which figure's data has changed, cell by cell.")
def run_figures(
    texts_and_names: tuple[str, ...],
    *,
    out: str | None,
    by: str | None,
    target: str | None,
    actors: str | None,
    speakers: str | None,
    check: bool,
) -> int:
    """Draw every figure, or those that are named, with the table behind it.

    From another corpus those are drawn that can be, and the others named. Without groups, all its texts are one.
    """
    from analysis.texts.readers.corpus import resolve_path
    from analysis.views.figures.check import listed
    from analysis.views.figures.gallery import check_figures, write_figures
    from analysis.views.figures.registry import FIGURES
    from analysis.views.read_story import read_story

    corpus, names = _corpus_and_names(texts_and_names, sorted(FIGURES))
    own_choices = {"--actors": actors, "--speakers": speakers, "--by": by, "--target": target}
    own_choices |= {"--corrections": corrections_file()}
    given = [f"{option} {value}" for option, value in own_choices.items() if value]
    shipped = _is_shipped(corpus) and not given
    if not shipped and out is None:
        own = corpus if not _is_shipped(corpus) else given[0]
        what = "the folder to check" if check else "a folder for the figures"
        raise InputError(f"{own}: name {what} with --out; figures/ is that of the five texts as they come")
    if out is None and not is_checkout():
        raise InputError("figures: only a checkout of Same Story has a folder for them; name one with --out")
    folder = Path(out) if out else HOME / "figures"
    if check and not folder.is_dir():
        raise InputError(f"{folder}: there is no such folder; {PROGRAM} figures makes it")
    if folder.resolve() == resolve_path(corpus).resolve():
        raise InputError(f"{folder}: is the corpus itself; name another folder")
    story = None
    if not shipped:
        lists = {"actors": actors, "speakers": speakers, "corrections": corrections_file()}
        story = read_story(corpus, by=by, target=target, **lists, jobs=jobs())
        warn_of_texts(story.documents, corpus)
        warn_of_gaps(story.documents, story.by, corpus)
        warn_of_repeats(story.documents)
    for option, file in (("actors", actors), ("speakers", speakers)):
        if file and names and not any(option in FIGURES[name].lists for name in names):
            echo(f"--{option} {file}: no list of {option} bears on {', '.join(names)}, so it is not used")
    if not check:
        for line in write_figures(folder, story=story, names=names, jobs=jobs()):
            echo(line)
        echo(f"the figures are in {folder}")
        return 0
    differences = check_figures(folder, story=story, names=names)
    for difference in differences:
        echo(str(difference))
    if differences:
        return failed(f"the data behind {folder} has changed; {PROGRAM} figures draws it again", 1)
    echo(f"the same as written: {counted(len(names) or len(listed(folder)), 'table')}")
    return 0


def _corpus_and_names(words: tuple[str, ...], figures: list[str]) -> tuple[str | None, tuple[str, ...]]:
    """Tell the corpus, which comes first if at all, from the names of figures."""
    corpus = words[0] if words and words[0] not in figures else None
    names = words[corpus is not None :]
    there = f"the figures are {', '.join(figures)}"
    for name in names:
        if name not in figures:
            raise InputError(f"{name}: is not a figure; {there}")
    from analysis.texts.readers.corpus import resolve_path

    try:
        resolve_path(corpus)
    except InputError as error:
        raise InputError(f"{error}; if a figure is meant, {there}") from None
    return corpus, names


@cli.command("build", cls=Verb, epilog="build my-texts --by outlet --out my-book")
@click.argument("corpus", required=False)
@click.option(
    "--out", metavar="FOLDER", callback=_check_named, help="Where to write.  [default: site, for the five texts]"
)
@GROUPS
@TARGET
@ACTORS
@SPEAKERS
@CORRECTIONS
@click.option(
    "--jobs",
    "n_jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="Notebooks to run side by side.  [default: one per core]",
)
@click.option("--force", is_flag=True, help="Do it all again, even where nothing has changed.")
def run_build(
    corpus: str | None,
    *,
    out: str | None,
    by: str | None,
    target: str | None,
    actors: str | None,
    speakers: str | None,
    n_jobs: int | None,
    force: bool,
) -> int:
    """Make the book: every table, figure and notebook, and a home page for a browser."""
    if not is_checkout():
        raise InputError("build: runs the notebooks of a checkout of Same Story; there, call: python3 run.py build")
    from analysis.texts.readers.corpus import resolve_path
    from analysis.views.book.provenance import packages

    lists: dict[str, Any] = {"actors": actors, "speakers": speakers, "corrections": corrections_file()}
    choices = {"by": by, "target": target, **lists}
    given = [f"--{option} {value}" for option, value in choices.items() if value]
    own = bool(given) or not _is_shipped(corpus)
    if own and out is None:
        raise InputError(
            f"{corpus or given[0]}: name a folder for the book with --out; site/ is that of the five texts as they come"
        )
    if own and resolve_path(corpus).resolve() == Path(str(out)).resolve():
        raise InputError(f"{out}: is the corpus itself; name another folder")
    packages()  # names the package that is missing, on which the next import would fail
    from analysis.views.book.build import BuildError, build
    from analysis.views.book.own_texts import OwnTexts

    place, corpus = Path(out) if out else HOME / "site", corpus if own else None
    if own:
        texts = OwnTexts.read(corpus or SHIPPED, by, target, **lists)
        warn_of_texts(texts.documents, corpus)
        warn_of_gaps(texts.documents, texts.column, corpus)
        warn_of_repeats(texts.documents)
    try:
        book = build(place, corpus=corpus, by=by, target=target, **lists, jobs=n_jobs, force=force)
    except BuildError as error:
        if not isinstance(error.__cause__, OSError):
            raise
        return failed(str(error), 1)  # a full disk: --debug would show nothing of use
    echo(f"{'the book is' if book.made else 'nothing has changed; the book is'} in {book.out / 'index.html'}")
    return 0
