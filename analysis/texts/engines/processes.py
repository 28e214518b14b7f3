"""Work shared with a few other processes of this Python, with the same results whatever their number.

A child is asked through one pipe and answers through another. It ends when its parent does, however that one ends,
since the pipes are then closed; and what a child leaves undone, because it was killed or could not start, is done here.
The pools of Python's own library run the caller's script anew in each child, and outlive a caller that is killed.
"""

from __future__ import annotations

import os
import pickle
import sys
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from itertools import islice
from queue import SimpleQueue
from subprocess import DEVNULL, PIPE, Popen
from threading import Thread
from typing import Any, NamedTuple, TypeVar

T = TypeVar("T")
R = TypeVar("R")

MOST = 4  # processes that nobody asked for: each takes memory of its own
_CHILD = """
import sys
sys.path[:] = {path!r}
from analysis.texts.engines import processes
processes.in_child = True
processes._serve()
"""
in_child = False


class _Answer(NamedTuple):
    value: Any
    error: Exception | None


def processes_for(jobs: int | None, pays: bool) -> int:
    """Return how many processes there are to be: `jobs`, or else one per core, `MOST` at the most, if that pays."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return jobs or (min(MOST, cores) if pays else 1)


class Processes:
    """Processes that work side by side, this one among them; to be used in a ``with`` block.

    Parameters
    ----------
    jobs
        How many, this one included. A child has no children.
    """

    def __init__(self, jobs: int) -> None:
        self._children: list[Popen[bytes]] = []
        self._free: SimpleQueue[Popen[bytes]] = SimpleQueue()
        command = [sys.executable, "-c", _CHILD.format(path=sys.path)]
        with suppress(OSError):  # no room for another: those that there are do the work
            for _ in range(0 if in_child else jobs - 1):
                # In a session of its own a child hears of no Ctrl-C: its parent ends it.
                self._children.append(Popen(command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, start_new_session=True))
        for child in self._children:
            self._free.put(child)
        self._threads = ThreadPoolExecutor(len(self._children)) if self._children else None

    def __enter__(self) -> Processes:
        return self

    def __exit__(self, *_: object) -> None:
        for child in self._children:
            child.kill()
        if self._threads:
            self._threads.shutdown(cancel_futures=True)
        for child in self._children:
            with suppress(OSError), child:  # closes the pipes, and waits
                pass

    def start(self, function: Callable[[T], R], piece: T) -> Callable[[], R]:
        """Have a function of a module called, and return what waits for its result, or raises its error.

        What no child has begun when its result is wanted is called here.
        """
        future = self._send(self._coded(function), piece)
        return lambda: self._result(future, function, piece)

    def map(self, function: Callable[[T], R], pieces: Iterable[T]) -> Iterator[R]:
        """Yield the result of each piece, in order; this process works on a later one where it would wait.

        The pieces are taken as they are needed: so many that no process waits for one, and no more.
        """
        rest, asked, coded = iter(pieces), deque[tuple[T, Future[_Answer]]](), self._coded(function)
        mine: dict[int, R] = {}  # what was done here ahead of its turn, by its future
        while True:
            asked.extend(
                (piece, self._send(coded, piece)) for piece in islice(rest, 2 * len(self._children) + 1 - len(asked))
            )
            if not asked:
                return
            piece, future = asked.popleft()
            while id(future) not in mine and not future.done():
                ahead = next(
                    (one for one in ((piece, future), *asked) if id(one[1]) not in mine and one[1].cancel()), None
                )
                if ahead is None:
                    break
                mine[id(ahead[1])] = function(ahead[0])
            yield mine.pop(id(future)) if id(future) in mine else self._result(future, function, piece)

    def _coded(self, function: Callable[[T], R]) -> bytes:
        """Return a function as it is sent: as it is now, for what it holds may change while it is at work here."""
        return pickle.dumps(function) if self._children else b""

    def _send(self, coded: bytes, piece: T) -> Future[_Answer]:
        if self._threads:
            with suppress(RuntimeError):  # no room for a thread
                return self._threads.submit(self._ask, coded, piece)
        return Future()  # one that never began, and so can be cancelled

    def _ask(self, *task: Any) -> _Answer:
        child = self._free.get()
        try:
            assert child.stdin and child.stdout
            pickle.dump(task, child.stdin)
            child.stdin.flush()
            return pickle.load(child.stdout)
        finally:
            self._free.put(child)

    @staticmethod
    def _result(future: Future[_Answer], function: Callable[[T], R], piece: T) -> R:
        if future.cancel():
            return function(piece)
        try:
            answer = future.result()
        except (OSError, EOFError, pickle.UnpicklingError):  # the child is gone
            return function(piece)
        if answer.error:
            raise answer.error
        return answer.value


def _serve() -> None:
    """Do what is asked on standard input, until that is closed: then the parent has ended."""
    answers, sys.stdout = sys.stdout.buffer, sys.stderr  # nothing else may write among the answers
    tasks: SimpleQueue[tuple[bytes, Any]] = SimpleQueue()
    Thread(target=_read, args=(tasks,), daemon=True).start()
    before, function = b"", None
    while True:
        coded, piece = tasks.get()
        try:
            if function is None or coded != before:  # what it has learned of one piece serves the next
                before, function = coded, pickle.loads(coded)
            answer = _Answer(function(piece), None)
        except Exception as error:
            error.add_note(traceback.format_exc())
            answer = _Answer(None, error)
        answers.write(pickle.dumps(answer))
        answers.flush()


def _read(tasks: SimpleQueue[tuple[bytes, Any]]) -> None:
    try:
        while True:
            tasks.put(pickle.load(sys.stdin.buffer))
    finally:
        os._exit(1)  # at once, whatever is at work
