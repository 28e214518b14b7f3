"""What a verb has done of a large corpus when it is interrupted, and the option that goes on from there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from analysis.schema import InputError
from analysis.texts.readers.installation import HOME
from analysis.views.cli.messages import echo
from analysis.views.tables.write import STANDARD_OUTPUT

if TYPE_CHECKING:
    from analysis.texts.engines.journal import Journal

T = TypeVar("T")
R = TypeVar("R")

RESUME = click.option(
    "--resume",
    is_flag=True,
    expose_value=False,
    callback=lambda ctx, _, resume: ctx.meta.update({"resume": resume}),
    help="Go on where the same call was interrupted: what it made of a large corpus so far is not made again.",
)


@contextmanager
def kept_until_written(file: str, lists: Iterable[str]) -> Iterator[None]:
    """Keep what is done beside the table that is to be written, until it is; `journal` is where.

    `lists` are the options that name files from which the table is made.
    """
    context = click.get_current_context()
    resume = context.meta.get("resume")
    if file == STANDARD_OUTPUT:
        if resume:
            raise click.UsageError("--resume goes on with what is kept beside a table; name a file with -o")
        yield
        return
    from analysis.texts.engines.journal import Journal

    named = [context.params[name] for name in lists if context.params.get(name)]
    places = [place for name in named for place in (Path(name), HOME / name) if place.is_file()]
    kept = Journal(Path(file), places)
    if resume and not kept.exists():
        echo(f"{file}: nothing is kept beside it to go on with, so all is done from the start")
    context.meta["journal"] = kept
    try:
        yield
    except KeyboardInterrupt:
        if not kept.exists():
            raise
        raise click.exceptions.Abort("stopped; what is done is kept: the same call with --resume goes on") from None
    except BaseException:
        if kept.found or kept.kept:
            echo(f"{file}: what is done is kept beside it: once the error is put right, --resume goes on from there")
        raise
    else:
        with suppress(InputError):  # another call's, which is at work
            _begin(context)
        if resume and kept.found:
            echo(f"{file}: {kept.found:,} of {kept.found + kept.kept:,} blocks of texts had been done before")
        kept.remove()
    finally:
        kept.release()


def journal() -> Journal | None:
    """Return where the verb that runs keeps what is done; None where it writes to the screen."""
    context = click.get_current_context(silent=True)
    return context.meta.get("journal") if context else None


def keeping(
    kept: Journal, engine: Callable[[Callable[[T], R], Iterable[T]], Iterator[R]]
) -> Callable[[Callable[[T], R], Iterable[T]], Iterator[R]]:
    """Return what maps a function over pieces, in order, and keeps the results.

    Without ``--resume``, what an earlier call kept is removed once the first piece is there: a call with a mistake in
    it, which gets no piece, loses nothing.
    """
    context = click.get_current_context()

    def pieces_of(pieces: Iterable[T]) -> Iterator[T]:
        for piece in pieces:
            _begin(context)
            yield piece

    return lambda work, pieces: kept.map(engine, work, pieces_of(pieces))


def _begin(context: click.Context) -> None:
    """Take what an earlier call kept, once: this one goes on from there, or removes it. One at work has it already."""
    kept = context.meta["journal"]
    if context.meta.get("begun"):
        return
    context.meta["begun"] = True
    if not kept.exists():
        return
    kept.hold()
    if not context.meta.get("resume"):
        file = context.params["file"]
        echo(f"{file}: what an interrupted call kept beside it is removed; --resume would have gone on from there")
        kept.remove()
