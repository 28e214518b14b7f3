"""Work shared among the workers of a Dask cluster, on this machine or others, with the results of one process."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import islice
from threading import Event
from typing import Any, TypeVar

from analysis.schema import InputError
from analysis.texts.readers.installation import need

T = TypeVar("T")
R = TypeVar("R")

_PER_WORKER = 2  # pieces: one to work on, and one that waits
_PULSE, _PATIENCE = 5.0, 60.0  # seconds: how often it is seen whether there are workers, and how long without any


class _NoWorker(InputError):
    """All workers are gone, and none came for a while."""


class Cluster:
    """The workers of a cluster; to be used in a ``with`` block.

    Parameters
    ----------
    address
        Of a scheduler that runs, ``tcp://HOST:PORT``; None starts workers on this machine, which end with the block.
    workers
        How many to start.
    version
        Of this program, which the workers must have too.

    Raises
    ------
    InputError
        If Dask is not installed, nothing answers at the address, or a worker has no such program or another version.
    """

    def __init__(self, address: str | None, workers: int, version: str) -> None:
        need("distributed", extra="dask", what="--engine dask")
        import dask
        from distributed import Client, LocalCluster
        from distributed.comm import get_address_host_port

        for name in ("distributed", "tornado"):  # what matters is said in one line, by whom the work was asked for
            logging.getLogger(name).setLevel(logging.CRITICAL)
        self._local = None
        self._name = address or "this machine"
        if address is None:
            # A worker that was killed is started anew, however long that takes on a busy machine.
            dask.config.set({"distributed.deploy.lost-worker-timeout": "1 hour"})
            self._local = LocalCluster(
                n_workers=workers,
                threads_per_worker=1,
                dashboard_address=None,
                memory_limit=0,
                silence_logs=logging.CRITICAL,
            )
        try:
            if address:
                get_address_host_port(address)  # what is no address would leave a client that takes long to end, loudly
            self._client = Client(self._local or address, timeout=10, set_as_default=False)
        except (OSError, ValueError) as error:
            reason = " ".join(str(error).split())
            raise InputError(f"--scheduler {address}: no scheduler answers ({reason}); check the address") from None
        self._check(version)

    def __enter__(self) -> Cluster:
        return self

    def __exit__(self, *_: object) -> None:
        for one in (self._client, self._local):
            if one is not None:
                with suppress(Exception):  # what is to end may be gone
                    one.close(timeout=5)

    def map(self, function: Callable[[T], R], pieces: Iterable[T]) -> Iterator[R]:
        """Yield the result of each piece, in order; the workers hold two pieces or results each, and this process one.

        What a worker leaves undone that is killed is done by another.

        Raises
        ------
        InputError
            If each worker that takes a piece is killed, or no worker is left; the piece or the cluster is named.
        """
        rest, asked = iter(pieces), deque[tuple[T, Any]]()
        while True:
            room = _PER_WORKER * max(1, self._workers()) - len(asked)
            asked.extend((piece, self._send(function, piece)) for piece in islice(rest, max(0, room)))
            if not asked:
                return
            piece, future = asked.popleft()
            yield self._result(function, piece, future, [other for _, other in asked])

    def _send(self, function: Callable[[T], R], piece: T) -> Any:
        return self._client.submit(function, piece, pure=False)

    def _result(self, function: Callable[[T], R], piece: T, future: Any, others: list[Any]) -> R:
        from distributed import KilledWorker

        try:
            return self._wait(future)
        except KilledWorker:  # perhaps for the sake of another piece, which waited beside it
            for other in others:
                with suppress(Exception):  # said in its turn
                    self._wait(other)
        try:
            return self._wait(self._send(function, piece))
        except (KilledWorker, _NoWorker):
            raise InputError(
                f"{piece}: each worker that took it was killed; give the workers more memory, or write smaller parts"
            ) from None

    def _wait(self, future: Any) -> Any:
        from distributed import CancelledError
        from distributed.comm import CommClosedError

        waited, done = 0.0, Event()
        future.add_done_callback(lambda _: done.set())
        try:
            while not done.wait(_PULSE):
                if self._workers():
                    waited = 0.0
                    continue
                waited += _PULSE
                if waited >= _PATIENCE:
                    raise _NoWorker(f"{self._name}: no worker is left; start some, and call again")
            return future.result()
        except (CancelledError, CommClosedError):
            raise InputError(f"{self._name}: the scheduler has ended; start it, and call again") from None

    def _workers(self) -> int:
        return len(self._client.scheduler_info(n_workers=-1)["workers"])

    def _check(self, version: str) -> None:
        """Raise `InputError` where a worker lacks this program, or has another version of it."""

        def version_there() -> str | None:  # goes there as it is, for it may have nothing of ours
            try:
                import analysis

                return str(analysis.__version__)
            except ImportError:
                return None

        self._client.wait_for_workers(1, timeout=_PATIENCE)
        for worker, there in self._client.run(version_there).items():
            if there != version:
                has = f"has Same Story {there}" if there else "has no Same Story"
                raise InputError(f"{worker}: {has}, and this machine {version}; install this version on each worker")
