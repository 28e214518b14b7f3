"""What works on the texts of a large corpus: processes of this machine, or the workers of a Dask cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

import analysis as same

if TYPE_CHECKING:
    from analysis.texts.engines.partitions import Partition
    from analysis.texts.engines.processes import Processes

BY_BLOCKS = frozenset(  # verbs
    "voices sources kwic markers names mentions omissions agency frames terms dispersion collocations tfidf keyness "
    "rates series wordshift readability".split()
)

ENGINE = click.option(
    "--engine",
    type=click.Choice(["processes", "dask"]),
    default="processes",
    expose_value=False,
    callback=lambda ctx, _, engine: ctx.meta.update({"engine": engine}),
    help="What the work is shared among: processes of this machine, or the workers of a Dask cluster, which read a "
    "Parquet or JSON lines file, or a folder of such files, themselves. The table is the same.",
)
SCHEDULER = click.option(
    "--scheduler",
    metavar="ADDRESS",
    expose_value=False,
    callback=lambda ctx, _, address: ctx.meta.update({"scheduler": address}),
    help="With --engine dask: a scheduler that runs, tcp://HOST:PORT.  [default: workers on this machine, one per job]",
)


def cluster_asked() -> bool:
    """Return whether ``--engine`` asks the verb that runs to work on a cluster."""
    asked = click.get_current_context().meta
    if asked.get("scheduler") and asked.get("engine") != "dask":
        raise click.UsageError("--scheduler is the address of a Dask cluster; add --engine dask")
    return asked.get("engine") == "dask"


@contextmanager
def engine(pays: bool, *, here: bool = False) -> Iterator[Callable[..., Iterator[Any]]]:
    """Start what the verb that runs asks for, and yield what maps a function over pieces, in order.

    `pays` says whether there is enough to do for several processes; what is at hand is worked on `here`, by processes
    of this machine, whatever is asked for.
    """
    from analysis.texts.engines.processes import processes_for

    asked = click.get_current_context().meta
    if here or not cluster_asked():
        yield _processes(processes_for(asked.get("jobs"), pays)).map
        return
    from analysis.texts.engines.cluster import Cluster

    with Cluster(asked.get("scheduler"), processes_for(asked.get("jobs"), True), same.__version__) as cluster:
        yield cluster.map


def _processes(jobs: int) -> Processes:
    """Return so many processes, which end with the verb that runs: what they have learned helps its next step."""
    from analysis.texts.engines.processes import Processes

    context = click.get_current_context()
    running: dict[int, Processes] = context.meta.setdefault("processes", {})
    if jobs not in running:
        running[jobs] = context.with_resource(Processes(jobs))
    return running[jobs]


def at_hand() -> Callable[..., Iterator[Any]]:
    """Return what maps a function over pieces, in order: the processes that the verb has started, or this one alone."""
    running: dict[int, Processes] = click.get_current_context().meta.get("processes", {})
    return running[max(running)].map if running else map


def parts_on_cluster(corpus: str | None, size: int) -> list[Partition] | None:
    """Return the parts of a corpus that the workers of a cluster read; None where it is read here."""
    from analysis.texts.engines.partitions import partitions

    return partitions(corpus, size) if cluster_asked() else None
