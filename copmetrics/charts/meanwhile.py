"""Pictures that another process draws meanwhile: those further down a page, which are needed last."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from copmetrics.accounts.account import ReportFigure

__all__ = ["beside", "drawn_ahead", "drawn_beside"]

OURS: Final = 2 / 5
"""So many of the pictures are drawn here, where what draws is still to be imported."""

_draws: ContextVar[Executor | None] = ContextVar("draws beside us", default=None)
_begun: ContextVar[Mapping[ReportFigure, Future[bytes]] | None] = ContextVar("begun", default=None)


@contextmanager
def drawn_beside(executor: Executor) -> Iterator[None]:
    """Until its end, have some of the pictures of a page drawn by another process."""
    before = _draws.set(executor)
    try:
        yield
    finally:
        _draws.reset(before)


@contextmanager
def drawn_ahead(
    figures: Sequence[ReportFigure], draw: Callable[[ReportFigure], bytes]
) -> Iterator[None]:
    """Begin with the later ones of figures that will be asked for, where another process can draw them."""
    executor = _draws.get()
    later = [] if executor is None else figures[int(len(figures) * OURS) :]
    before = _begun.set({each: executor.submit(draw, each) for each in later} if executor else {})
    try:
        yield
    finally:
        _begun.reset(before)


def beside(figure: ReportFigure) -> Future[bytes] | None:
    """Return the picture of a figure that another process draws; nothing where none does."""
    return (_begun.get() or {}).get(figure)
