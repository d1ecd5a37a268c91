"""A process beside this one, for one report: it draws later pictures and writes the workbook meanwhile."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import partial

from copmetrics.charts.meanwhile import drawn_beside
from copmetrics.publishing.workers import end_with_parent

__all__ = ["begin", "finish", "meanwhile", "with_second_process"]


@dataclass
class _Second:
    """The process, and what it was handed that nobody has waited for yet."""

    executor: Executor
    has_begun: bool = False
    handed: list[tuple[Future[None], Callable[[], None]]] = field(default_factory=list)


_second: ContextVar[_Second | None] = ContextVar("second process", default=None)


@contextmanager
def with_second_process() -> Iterator[None]:
    """Have a second process from when it is told to begin, where there is a second processor."""
    if (os.cpu_count() or 1) < 2:
        yield
        return
    executor = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"), _alone)
    before = _second.set(_Second(executor))
    try:
        with drawn_beside(executor):
            yield
    finally:
        _second.reset(before)
        executor.shutdown(wait=False, cancel_futures=True)


def begin() -> None:
    """Start the second process, if there is to be one: it imports what it needs while we read."""
    second = _second.get()
    if second is not None and not second.has_begun:
        second.executor.submit(_prepare)
        second.has_begun = True


def meanwhile(work: Callable[..., None], *words: object) -> None:
    """Do what nobody needs before `finish`: in the second process, if there is one."""
    second = _second.get()
    if second is not None and second.has_begun:
        with suppress(BrokenExecutor):
            future = second.executor.submit(work, *words)
            second.handed.append((future, partial(work, *words)))
            return
    work(*words)


def finish() -> None:
    """See that all is done that was to be done meanwhile: here, if the second process was ended."""
    second = _second.get()
    while second is not None and second.handed:
        future, work = second.handed.pop()
        try:
            future.result()
        except BrokenExecutor:
            work()


def _alone() -> None:
    """End with whoever started us, who alone is told of an interruption."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    end_with_parent()


def _prepare() -> None:
    """Import what will be needed, while the other process reads."""
    from copmetrics.publishing import preloaded  # noqa: F401  # for what it imports
