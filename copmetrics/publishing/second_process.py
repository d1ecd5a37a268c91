"""A process beside this one, for one report: it reads and tells while this one makes ready to show it."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from multiprocessing.connection import Connection
from typing import Any, Final

from copmetrics.publishing.process_end import end_at_once
from copmetrics.publishing.workers import end_with_parent

__all__ = ["Answers", "Ended", "answers_to", "hand_over", "with_second_process"]

_PATIENCE: Final = 2  # seconds


class Ended(Exception):
    """The second process was ended, or could not do it."""


class Answers:
    """What the second process gives back, one answer after the other; it may ask on its part."""

    def __init__(self, connection: Connection) -> None:
        """Listen to a connection."""
        self._connection = connection
        self._put_back: list[Any] = []

    def is_there(self, within: float = 0) -> bool:
        """Whether the next answer, or the end of them, comes within so many seconds."""
        return bool(self._put_back) or self._connection.poll(within)

    def put_back(self, answer: object) -> None:
        """Leave an answer to whoever asks for the next."""
        self._put_back.append(answer)

    def next(self) -> Any:
        """Wait for the next answer; raises `Ended` where there will be none."""
        if self._put_back:
            return self._put_back.pop()
        try:
            return self._connection.recv()
        except (EOFError, OSError):
            raise Ended from None

    def reply(self, told: object) -> None:
        """Answer what the second process asked."""
        with suppress(OSError):  # it has ended: that is seen when it is listened to
            self._connection.send(told)


@dataclass
class _Second:
    """The process, as far as we have it: what it is told and answers through, and its one order."""

    connection: Connection
    order: tuple[object, ...] = ()

    @cached_property
    def answers(self) -> Answers:
        """What it gives back."""
        return Answers(self.connection)


_second: ContextVar[_Second | None] = ContextVar("second process", default=None)


@contextmanager
def with_second_process() -> Iterator[None]:
    """Have a second process, where there is a second processor; it imports at once what it will need.

    Not where a notebook calls us: ours then runs in a kernel of its own.
    """
    if (os.cpu_count() or 1) < 2 or _second.get() is not None or _is_in_notebook():
        yield
        return
    context = multiprocessing.get_context("spawn")
    ours, its = context.Pipe()
    process = context.Process(target=_serve, args=(its,), daemon=True)
    process.start()
    its.close()  # or we would not see that it has ended
    before = _second.set(_Second(ours))
    try:
        yield
    finally:
        _second.reset(before)
        has_answered = ours.poll()
        ours.close()
        process.join(_PATIENCE if has_answered else 0)
        process.kill()


def _is_in_notebook() -> bool:
    ipython = sys.modules.get("IPython")
    return ipython is not None and ipython.get_ipython() is not None


def hand_over(*order: object) -> None:
    """Hand the second process, if there is one, its order: a function that gives answers, and its words."""
    second = _second.get()
    if second is not None and not second.order:
        second.order = order
        with suppress(OSError):  # it has ended: that is seen when it is listened to
            second.connection.send(order)


def answers_to(*order: object) -> Answers | None:
    """Return what the second process answers to an order; nothing where it was not handed this one."""
    second = _second.get()
    return second.answers if second is not None and second.order == order else None


def _serve(connection: Connection) -> None:
    """Carry out one order. What goes wrong with it is met again, and told, where it was ordered."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who ordered it alone is told of an interruption
    end_with_parent()
    from copmetrics.publishing import collecting_seldom, what_tells  # noqa: F401  # for what they do

    with suppress(Exception):
        work, *words = connection.recv()
        work(connection, *words)
    end_at_once()
