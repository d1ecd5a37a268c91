"""Processes beside this one that work through orders, each order whole in one of them.

A worker stays for the orders that follow, so that what is imported once stays, and is renewed after so
many answers. One that the system ends fails what it had in hand and nothing else. All end with whoever
started them.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from threading import Thread
from typing import Any, Final

from copmetrics.publishing.process_end import end_at_once

__all__ = ["answers", "end_with_parent", "make_ready"]

RENEWED_AFTER: Final = 50
"""So many answers; the memory of a worker did not grow in fourteen reports."""
_PATIENCE: Final = 2  # seconds
SELDOM: Final = "copmetrics.publishing.collecting_seldom"
PRELOADED: Final = "copmetrics.publishing.preloaded"

Work = Callable[[Sequence[Any]], Iterable[Any]]
"""Answers the items of an order one after the other. It is a function of a module: a worker imports it."""


def answers(
    orders: Iterable[Sequence[Any]], work: Work, *, jobs: int
) -> Iterator[tuple[Any, Any | None]]:
    """Yield every item of all orders with its answer, as they come; nothing where a worker was ended."""
    waiting, context = deque(orders), _context()
    workers: list[_Worker] = []
    try:
        while waiting or workers:
            while waiting and len(workers) < jobs:
                workers.append(_Worker.started(context, work))
                workers[-1].take(waiting.popleft())
            by_connection = {each.connection: each for each in workers}
            for connection in wait(list(by_connection)):
                worker = by_connection[connection]  # type: ignore[index]  # they are those we wait for
                yield from worker.told()
                if worker.is_free and waiting and worker.answered < RENEWED_AFTER:
                    worker.take(waiting.popleft())
                elif worker.is_free:
                    worker.end()
                    workers.remove(worker)
    finally:
        for worker in workers:
            worker.stop()


@dataclass
class _Worker:
    """A process, and what of its order it has still to answer."""

    process: BaseProcess
    connection: Connection
    owed: deque[Any] = field(default_factory=deque)
    answered: int = 0

    @classmethod
    def started(cls, context: BaseContext, work: Work) -> _Worker:
        """Start a process that waits for orders."""
        ours, its = context.Pipe()
        process = context.Process(target=_serve, args=(its, work), daemon=True)  # type: ignore[attr-defined]
        process.start()
        its.close()  # or we would not see that it has ended
        return cls(process, ours)

    @property
    def is_free(self) -> bool:
        """Whether it has answered all of its order."""
        return not self.owed

    def take(self, order: Sequence[Any]) -> None:
        """Hand it an order."""
        self.owed.extend(order)
        with suppress(OSError):  # it has ended: that is seen when it is listened to
            self.connection.send(tuple(order))

    def told(self) -> Iterator[tuple[Any, Any | None]]:
        """Yield the item that it has answered; if it was ended, all that it still had in hand."""
        try:
            answer = self.connection.recv()
        except (EOFError, OSError):
            self.answered = RENEWED_AFTER
            while self.owed:
                yield self.owed.popleft(), None
            return
        self.answered += 1
        yield self.owed.popleft(), answer

    def end(self) -> None:
        """Let it go: it ends when nobody is left to give it an order."""
        self.connection.close()
        self.process.join()

    def stop(self) -> None:
        """End it, soon or at once: who is interrupted together with us clears up what it was building."""
        self.connection.close()
        self.process.join(_PATIENCE)
        self.process.kill()


def make_ready() -> None:
    """Begin to import what workers will need, in the process that they will be copies of."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        _context()
        forkserver.ensure_running()


def _context() -> BaseContext:
    """Return how processes are started: copies of one that has only imported, where the system has that."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([SELDOM, PRELOADED])
    return context


def _serve(orders: Connection, work: Work) -> None:
    """Answer orders until nobody gives any."""
    end_with_parent()
    gc.freeze()
    with suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            for answer in work(orders.recv()):
                orders.send(answer)
            gc.collect()
    end_at_once()


def end_with_parent() -> None:
    """End this process as soon as the one that started it has ended, however it did."""
    parent = multiprocessing.parent_process()
    assert parent is not None  # it is called in a process that was started

    def follow() -> None:
        parent.join()
        os._exit(1)

    Thread(target=follow, daemon=True).start()
