"""A folder's files read by two processes: some of them here, the others by one that stands by."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from copmetrics.loading.folder_state import state_of
from copmetrics.loading.own_files import export_paths
from copmetrics.loading.sheet_reading import SheetReading, sheets_in_file
from copmetrics.settings import Settings, read_settings

__all__ = ["FEWEST", "Readings", "Share", "read_by_two", "shares", "sheet_readings"]

FEWEST: Final = 12
"""So many files are worth another process."""

Readings: TypeAlias = list[list[SheetReading]]
"""What was read of each file, sheet by sheet."""


@dataclass(frozen=True)
class Share:
    """Some files of a community's folder; whole paths, for whoever reads them may work in another folder."""

    folder: Path
    paths: tuple[Path, ...]
    state: str | None = None
    """What the folder holds; nothing where it cannot be told for sure."""

    def readings(self, settings: Settings | None = None) -> Readings:
        """Read them."""
        told = settings or read_settings(self.folder)
        return [
            [SheetReading.of(sheet, told) for sheet in sheets_in_file(path, self.folder)]
            for path in self.paths
        ]


Begun: TypeAlias = Callable[[], Readings | None]
"""Waits for what another process reads; nothing where it could not."""
_begin: ContextVar[Callable[[Share], Begun] | None] = ContextVar("reads beside us", default=None)


@contextmanager
def read_by_two(begin: Callable[[Share], Begun]) -> Iterator[None]:
    """Until its end, have half of a folder's files read by another process, which `begin` hands them."""
    before = _begin.set(begin)
    try:
        yield
    finally:
        _begin.reset(before)


def sheet_readings(folder: Path, settings: Settings) -> list[SheetReading]:
    """Read every sheet of a folder, in a fixed order."""
    paths, begin = tuple(export_paths(folder)), _begin.get()
    if begin is None or len(paths) < FEWEST:
        return _flat(Share(folder, paths).readings(settings))
    ours, theirs = shares(paths)
    given = tuple(path.absolute() for path in theirs)
    begun = begin(Share(folder.absolute(), given, state_of(folder)))
    read = dict(zip(ours, Share(folder, ours).readings(settings), strict=True))
    answer = begun()
    others = Share(folder, theirs).readings(settings) if answer is None else answer
    read |= zip(theirs, others, strict=True)
    return _flat(read[path] for path in paths)


def shares(paths: Sequence[Path]) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Part files in the share of whoever asks and that of the other process, of about the same size."""
    by_size = sorted(paths, key=_size, reverse=True)
    return tuple(by_size[::2]), tuple(by_size[1::2])


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # it cannot be read: who opens it says so
        return 0


def _flat(readings: Iterator[list[SheetReading]] | Readings) -> list[SheetReading]:
    return [each for of_file in readings for each in of_file]
