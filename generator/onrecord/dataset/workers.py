"""Processes that work on shards side by side, whose results come in the order of the shards.

A process of its own for each worker and a pipe to each, no pool of the standard library: where one of its processes
dies, that one gives up all the work that is under way and does not say what the process was at. Here the shard goes to
another, and the article that three processes died at is given up alone.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain, islice
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Any, Self, TypeAlias

from onrecord.dataset.attempt import failed, too_slow
from onrecord.dataset.shard import Piece, Settings, process_shard
from onrecord.errors import CommandError
from onrecord.model import Rejection
from onrecord.read.unread import Item

Shard: TypeAlias = list[tuple[Item, bool]]

GRACE = 10.0
"""Seconds that a worker has beyond five times the limit of an article before it is ended."""
TICK = 1.0
"""Seconds between two looks at whether a worker still gets on."""
_STILLBORN = 6
"""How many workers in a row may end before they begin."""
_DEATHS = 3
"""How many processes may die at an article before it is given up: some are killed by chance, even two."""
_GROUNDLESS = 10
"""How many processes may die at a shard, but not at an article."""


def cores() -> int:
    """How many processes can run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@dataclass(eq=False, slots=True)
class _Task:
    shard: Shard
    pieces: list[Piece] | None = None
    deaths: Counter[int] = field(default_factory=Counter)
    """How many processes died at an item, by its index; -1 for none of them."""
    given_up: dict[int, Rejection] = field(default_factory=dict)


class _Worker:
    """A process, the pipe to it, and what it is at."""

    def __init__(self, settings: Settings) -> None:
        context = multiprocessing.get_context("spawn")  # a fork would take the threads of Arrow and the locks along
        self.connection, theirs = context.Pipe()
        self.at: Any = context.RawValue("i", -1)
        """The index of the item that it is at: memory that both have, so that it says so even when it dies."""
        self.process = context.Process(target=_serve, args=(theirs, self.at, settings), daemon=True)
        try:
            self.process.start()
        except BaseException:
            self.connection.close()
            raise
        finally:
            theirs.close()
        self.ready = False
        self.task: _Task | None = None
        self.seen, self.age = -1, 0.0

    def give(self, task: _Task) -> bool:
        """Let it work on a task; False where it is gone."""
        self.at.value, self.seen, self.age = -1, -1, 0.0
        try:
            self.connection.send((task.shard, task.given_up))
        except OSError:
            return False
        self.task = task
        return True

    def end(self) -> None:
        self.connection.close()
        self.process.kill()
        self.process.join()


class Workers:
    """``with Workers(4, settings) as workers: for shard, pieces in workers.results(shards): …``.

    With one there is no other process, and what kills it kills the build; with ``alone`` there is none either where all
    is one shard, which is sooner done than others are started.
    """

    def __init__(self, count: int, settings: Settings, *, alone: bool = False) -> None:
        """No process is started before there is work for it."""
        self.count, self.settings, self.alone = max(1, count), settings, alone
        self._window = 2 * self.count + 1
        """How many shards are read and not yet written at most."""
        self._workers: list[_Worker] = []
        self._stillborn = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the processes."""
        while self._workers:
            self._workers.pop().end()

    def results(self, shards: Iterable[Shard]) -> Iterator[tuple[Shard, list[Piece]]]:
        """Each shard with its pieces, in order; only so many shards are read ahead as keep the workers busy."""
        coming, more = iter(shards), True
        first = list(islice(coming, 2)) if self.alone else []
        coming = chain(first, coming)
        if self.count == 1 or len(first) == 1:
            for shard in coming:
                yield shard, process_shard(shard, self.settings)
            return
        tasks, waiting = deque[_Task](), deque[_Task]()
        while more or tasks:
            while tasks and (pieces := tasks[0].pieces) is not None:
                yield tasks.popleft().shard, pieces
            if more and len(tasks) < self._window:
                for shard in islice(coming, 1):
                    tasks.append(_Task(shard))
                    waiting.append(tasks[-1])
                    break
                else:
                    more = False
            full = not more or len(tasks) >= self._window
            self._give(waiting)
            self._take(waiting, TICK if full and tasks and tasks[0].pieces is None else 0)

    def _give(self, waiting: deque[_Task]) -> None:
        """Give tasks to the workers that have none, to new ones as long as there are too few."""
        for worker in [one for one in self._workers if one.ready and one.task is None]:
            if waiting and worker.give(waiting[0]):
                waiting.popleft()
        starting = sum(not worker.ready for worker in self._workers)
        while len(waiting) > starting and len(self._workers) < self.count:
            try:
                self._workers.append(_Worker(self.settings))
            except OSError:  # no more processes or file handles are to be had
                if not self._workers:
                    raise
                self.count = max(2, len(self._workers))
                return
            starting += 1

    def _take(self, waiting: deque[_Task], seconds: float) -> None:
        """Take what workers have done, and see to those that died or do not get on."""
        started = time.monotonic()
        handles: list[Any] = [handle for one in self._workers for handle in (one.connection, one.process.sentinel)]
        there = wait(handles, seconds) if handles else []
        for worker in list(self._workers):
            if worker.connection in there:
                self._answer(worker, waiting)
            elif worker.process.sentinel in there:
                self._bury(worker, waiting)
            elif worker.task and self.settings.seconds:
                self._look_at(worker, min(time.monotonic() - started, 2 * TICK), waiting)

    def _answer(self, worker: _Worker, waiting: deque[_Task]) -> None:
        try:
            answer = worker.connection.recv()
        except (EOFError, OSError):
            self._bury(worker, waiting)
            return
        if isinstance(answer, Exception):
            raise answer
        if worker.task:
            worker.task.pieces, worker.task = answer, None
        worker.ready, self._stillborn = True, 0

    def _bury(self, worker: _Worker, waiting: deque[_Task]) -> None:
        """Give the task of a worker that died to another, without the article that three died at."""
        self._workers.remove(worker)
        worker.process.join(TICK)
        code, task, index = worker.process.exitcode, worker.task, int(worker.at.value)
        worker.end()
        if not worker.ready:
            self._stillborn += 1
            if self._stillborn == _STILLBORN:
                raise CommandError(f"the processes that should do the work {_ended(code)} at once: try --workers 1")
        if task is None:
            return
        task.deaths[index] += 1
        item = task.shard[index][0]
        if index < 0:
            if task.deaths[index] == _GROUNDLESS:
                raise CommandError(f"the processes that do the work {_ended(code)} again and again: try --workers 1")
        elif task.deaths[index] == _DEATHS and not isinstance(item, Rejection):
            expected = f"an article that can be worked on; {_DEATHS} processes {_ended(code)} at this one"
            task.given_up[index] = failed(item, expected)
        waiting.appendleft(task)

    def _look_at(self, worker: _Worker, seconds: float, waiting: deque[_Task]) -> None:
        """End a worker that cannot be interrupted at an article that has taken far too long.

        Only time in which this process runs counts: a build may be suspended.
        """
        task, index, limit = worker.task, int(worker.at.value), self.settings.seconds or 0
        worker.age = worker.age + seconds if index == worker.seen else 0
        worker.seen = index
        if task and index >= 0 and worker.age > 5 * limit + GRACE:
            item = task.shard[index][0]
            if not isinstance(item, Rejection):
                task.given_up[index] = too_slow(item, limit)
            self._workers.remove(worker)
            worker.end()
            waiting.appendleft(task)


def _ended(code: int | None) -> str:
    """``ended by SIGKILL (out of memory?)``."""
    if code is None or code >= 0:
        return f"ended with exit code {code}"
    name = next((one.name for one in signal.Signals if one == -code), f"signal {-code}")
    return f"ended by {name}" + (" (out of memory?)" if name == "SIGKILL" else "")


def _serve(connection: Connection, at: Any, settings: Settings) -> None:
    """What a worker does until there is no more work: shards in, pieces out."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that the others belong to
    threading.Thread(target=_end_with_parent, daemon=True).start()

    def begin(index: int) -> None:
        at.value = index

    with suppress(EOFError, OSError):
        connection.send(None)
        while True:
            shard, given_up = connection.recv()
            try:
                answer: object = process_shard(shard, settings, begin, given_up)
            except Exception as error:
                answer = error
            begin(-1)
            connection.send(answer)


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
