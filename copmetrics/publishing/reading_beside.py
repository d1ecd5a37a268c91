"""A folder's files read by this process and a copy of it, half of them each."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection

from copmetrics.loading.shared_reading import Readings, Share, read_by_two

__all__ = ["reading_beside"]


@contextmanager
def reading_beside() -> Iterator[None]:
    """Until its end, have half of the files of a folder that has many read by a copy of this process.

    A copy has imported what we have. Not where there is one processor, or a thread beside us: what that had
    in hand, nobody would ever finish in the copy; nor where the system makes none, or none that is sound.
    """
    if sys.platform != "linux" or (os.cpu_count() or 1) < 2 or threading.active_count() > 1:
        yield
        return
    with read_by_two(_begin):
        yield


def _begin(share: Share) -> Callable[[], Readings | None]:
    """Have a copy read a share; what comes back waits for it, and gives nothing where it could not."""
    context = multiprocessing.get_context("fork")
    ours, its = context.Pipe(duplex=False)
    copy = context.Process(target=_give, args=(its, share), daemon=True)
    copy.start()
    its.close()  # or we would not see that it has ended

    def given() -> Readings | None:
        try:
            return ours.recv()
        except (EOFError, OSError):
            return None
        finally:
            copy.join()

    return given


def _give(asker: Connection, share: Share) -> None:
    """Read a share, in the copy. What goes wrong with it is met again, and told, where it was asked for."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who asked alone is told of an interruption
    try:
        asker.send(share.readings())
    except Exception:
        os._exit(1)
