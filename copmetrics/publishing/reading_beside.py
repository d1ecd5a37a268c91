"""A folder's files read by this process and a second one, half of them each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Final

from copmetrics.publishing.second_process import Ended, answers_to, hand_over, with_second_process

if TYPE_CHECKING:
    from copmetrics.loading.shared_reading import Readings, Share

__all__ = ["reading_beside"]

MANY: Final = 12
"""Of so many files half are another process's to read, as `shared_reading.py` parts them."""
READS: Final = "copmetrics.loading.folder_reading"
"""Imports all that reads a folder."""


@contextmanager
def reading_beside(folder: Path) -> Iterator[None]:
    """Until its end, have half of the files of a folder that has many read by a second process.

    Whoever calls this imports what reads within it: both processes do so at the same time.
    """
    if sum(1 for _ in islice(folder.rglob("*.*"), MANY)) < MANY:
        yield
        return
    with with_second_process(READS):
        from copmetrics.loading.shared_reading import read_by_two  # late: it imports what reads

        with read_by_two(_begin):
            yield


def _begin(share: Share) -> Callable[[], Readings | None]:
    """Have the second process read a share; what comes back waits for it, and gives nothing if it ended."""
    order = (_give, share)
    hand_over(*order)
    answers = answers_to(*order)

    def given() -> Readings | None:
        try:
            return None if answers is None else answers.next()
        except Ended:
            return None

    return given


def _give(asker: Connection, share: Share) -> None:
    """Read a share, in the second process."""
    asker.send(share.readings())
