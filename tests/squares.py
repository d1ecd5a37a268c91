"""Work for processes beside a test: light, for each of them imports it."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from typing import Final

DEADLY: Final = 13


def squares(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Each number's square and who worked it out; one number ends whoever meets it."""
    for number in numbers:
        if number == DEADLY:
            os.kill(os.getpid(), signal.SIGKILL)
        yield number**2, os.getpid()
