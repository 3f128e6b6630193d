"""Work spread over processes: results in the order of the tasks, memory bounded."""

from __future__ import annotations

import os
import pickle
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from functools import lru_cache, partial
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any, Generic, TypeVar

_Setting = TypeVar("_Setting")
_Task = TypeVar("_Task")
_Result = TypeVar("_Result")

_BATCH = 400_000
"""How much is handed to a process at a time, in the unit of the sizes (bytes)."""
_MOST = 50
"""How many tasks are handed to a process at a time."""
_AHEAD = 3
"""How many batches wait for each process: enough to keep it busy, few enough to hold."""


@dataclass(frozen=True, slots=True)
class Died(Generic[_Task]):
    """A task whose process ended in it, as by a crash of a library or for want of memory."""

    task: _Task


def cores() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def in_order(
    work: Callable[[_Setting, _Task], _Result],
    setting: _Setting,
    tasks: Sequence[_Task],
    sizes: Sequence[int],
    workers: int,
) -> Iterator[_Result | Died[_Task]]:
    """The results of tasks, in their order.

    A process that dies takes nothing with it but the task it died in.

    Args:
        work: a function of a module, which another process can import.
        setting: what all tasks are done with; a process is told it once.
        sizes: of each task; tasks are handed over in batches of some size.
        workers: how many processes; with one, or one task, all is done in this one.

    >>> list(in_order(pow, 2, [1, 2, 3], [1, 1, 1], workers=1))
    [2, 4, 8]
    """
    if workers < 2 or len(tasks) < 2:
        yield from map(partial(work, setting), tasks)
        return
    told = _Told(work, pickle.dumps(setting))
    waiting = deque(_batches(tasks, sizes, workers))
    pool = _pool(workers)
    running: deque[tuple[Sequence[_Task], Future[list[_Result]]]] = deque()
    try:
        while waiting or running:
            while waiting and len(running) < workers * _AHEAD:
                batch = waiting.popleft()
                running.append((batch, pool.submit(told.each, batch)))
            batch, future = running.popleft()
            try:
                results = future.result()
            except BrokenProcessPool:
                # Which batch broke the pool is not told: what was under way is done anew.
                unfinished = [batch, *(other for other, _ in running)]
                running.clear()
                pool.shutdown(cancel_futures=True)
                pool = _pool(workers)
                for other in unfinished:
                    yield from _singly(told, other)
                continue
            yield from results
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    # Started anew, not forked: a fork copies locks and open files of libraries.
    return ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_settle_in)


def _settle_in() -> None:
    """Leave interrupts to the process that waits for results, and end when that is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


@dataclass(frozen=True, slots=True)
class _Told(Generic[_Setting, _Task, _Result]):
    """Work as another process is told it; the setting is pickled once for all batches."""

    work: Callable[[_Setting, _Task], _Result]
    setting: bytes

    def each(self, batch: Sequence[_Task]) -> list[_Result]:
        setting: _Setting = _loaded(self.setting)
        return [self.work(setting, task) for task in batch]


@lru_cache(maxsize=1)
def _loaded(setting: bytes) -> Any:  # what was pickled, whatever it was
    return pickle.loads(setting)  # noqa: S301 - our own bytes, from the parent process


def _singly(
    told: _Told[_Setting, _Task, _Result], batch: Sequence[_Task]
) -> Iterator[_Result | Died[_Task]]:
    """The results of tasks done one after the other in a process of their own."""
    pool = _pool(1)
    try:
        for task in batch:
            try:
                yield from pool.submit(told.each, [task]).result()
            except BrokenProcessPool:
                pool.shutdown(cancel_futures=True)
                pool = _pool(1)
                yield Died(task)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _batches(
    tasks: Sequence[_Task], sizes: Sequence[int], workers: int
) -> Iterator[Sequence[_Task]]:
    # Few tasks are spread over all processes rather than handed to one.
    most = max(1, min(_MOST, len(tasks) // (workers * 2)))
    start, size = 0, 0
    for index, one in enumerate(sizes):
        if index > start and (size + one > _BATCH or index - start >= most):
            yield tasks[start:index]
            start, size = index, 0
        size += one
    yield tasks[start:]
