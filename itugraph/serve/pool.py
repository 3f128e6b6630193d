"""Workers that queries are handed to: each for a time, and replaced when they die in it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from itugraph.serve.handle import Worker
from itugraph.serve.limits import Limits
from itugraph.serve.reply import RefusedError, Reply, Task, refusal
from itugraph.serve.worker import Ready

_UNWANTED = 1.0
"""Seconds that a query still has whose client has gone."""
_AGAIN = 2.0
"""Seconds after which a worker that could not start is started again."""


class Pool:
    """Workers on one graph, asked in the order in which questions come."""

    def __init__(self, path: Path, limits: Limits, say: Callable[[str], None]) -> None:
        """Plan the workers; nothing is started.

        Args:
            say: what tells of workers that cannot be started.
        """
        self._limits = limits
        self._say = say
        self._workers = [Worker(path, limits) for _ in range(limits.workers)]
        self._threads = ThreadPoolExecutor(limits.workers, "worker")
        self._idle: asyncio.Queue[Worker] = asyncio.Queue()
        self._waiting = 0
        self._running: dict[Worker, float] = {}
        self._held = 0
        self._closing = False
        self._ready: Ready | None = None

    async def start(self) -> Ready:
        """Start all workers, and wait until each has opened the graph.

        Raises:
            InputError: if one cannot.
        """
        loop = asyncio.get_running_loop()
        # The first makes the index of a large graph where there is none; the others read it.
        first, *others = self._workers
        self._ready = await loop.run_in_executor(self._threads, first.start)
        starts = [loop.run_in_executor(self._threads, w.start) for w in others]
        done = await asyncio.gather(*starts, return_exceptions=True)
        for one in done:
            if isinstance(one, BaseException):
                raise one
            self._ready = one
        for worker in self._workers:
            self._idle.put_nowait(worker)
        return self.ready

    @property
    def ready(self) -> Ready:
        """What the worker that started last said of the graph."""
        assert self._ready is not None  # noqa: S101 (asked after start)
        return self._ready

    @property
    def processes(self) -> list[int]:
        """The numbers of the processes."""
        return [number for worker in self._workers if (number := worker.process) is not None]

    @property
    def running(self) -> int:
        """How many workers are at a question."""
        return len(self._running)

    @property
    def waiting(self) -> int:
        """How many questions wait for a worker."""
        return self._waiting

    async def ask(self, task: Task) -> Reply:
        """The answer to a task, or why there is none, within the limit of time.

        A question that is given up while it waits takes no worker.
        """
        loop = asyncio.get_running_loop()
        # What is announced is what clients see: the last of it is for the way back.
        end = loop.time() + self._limits.seconds - min(1.0, self._limits.seconds / 20)
        again = f"{max(1, round(self._limits.wait)):d}"
        if self._waiting >= self._limits.waiting or self._held > self._limits.held:
            return refusal(503, "too many queries wait: try again later", Retry_After=again)
        self._waiting += 1
        way = loop.call_later(self._limits.share, self._make_way)
        try:
            async with asyncio.timeout(self._limits.wait):
                worker = await self._idle.get()
        except TimeoutError:
            return refusal(
                503,
                f"no worker was free within {self._limits.wait:g} seconds: try again later",
                Retry_After=again,
            )
        finally:
            self._waiting -= 1
            way.cancel()
        answer = loop.run_in_executor(self._threads, worker.reply, task, end - loop.time())
        self._running[worker] = loop.time()
        answer.add_done_callback(lambda _: self._answered(worker))
        try:
            return await asyncio.shield(answer)
        except asyncio.CancelledError:
            # Nobody waits any more: most answers come at once, others hold a worker for nothing.
            loop.call_later(_UNWANTED, lambda: None if answer.done() else worker.kill())
            raise

    def hold(self, size: int) -> None:
        """Count bytes of an answer that a client is still taking; less, when it has them.

        Raises:
            RefusedError: if so many are kept already that this answer cannot be.
        """
        if size > 0 and self._held > self._limits.held:
            raise RefusedError(refusal(503, "too many answers are being taken: try again later",
                                       Retry_After="5"))  # fmt: skip
        self._held += size

    def _answered(self, worker: Worker) -> None:
        del self._running[worker]
        self._give_back(worker)

    def _make_way(self) -> None:
        """Someone has waited for a while: the query that has run longest gives way, if for long."""
        if self._running:
            worker, since = min(self._running.items(), key=lambda one: one[1])
            if asyncio.get_running_loop().time() - since >= self._limits.share:
                worker.give_way()

    def _give_back(self, worker: Worker) -> None:
        if self._closing:
            self._idle.put_nowait(worker)  # those who wait are told
            return
        if worker.ready is not None and worker.ready.digest == self.ready.digest:
            self._idle.put_nowait(worker)
            return
        loop = asyncio.get_running_loop()
        started = loop.run_in_executor(self._threads, worker.start)
        started.add_done_callback(lambda done: self._started(worker, done))

    def _started(self, worker: Worker, done: asyncio.Future[Ready]) -> None:
        if self._closing or done.cancelled():
            return
        error = done.exception()
        if error is not None:
            self._say(f"a worker cannot be started: {error}")
            asyncio.get_running_loop().call_later(_AGAIN, self._give_back, worker)
            return
        # Another state of the graph: the other workers follow after their next answer.
        self._ready = done.result()
        self._idle.put_nowait(worker)

    def stop(self) -> None:
        """End all workers; who waits for an answer is told."""
        self._closing = True
        for worker in self._workers:
            worker.stop()

    def close(self) -> None:
        """End all workers, and the threads that speak with them."""
        self.stop()
        self._threads.shutdown(cancel_futures=True)
        for worker in self._workers:
            worker.end()
