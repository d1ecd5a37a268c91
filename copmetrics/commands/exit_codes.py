"""What a command's exit code says to a script."""

from __future__ import annotations

from typing import Final

__all__ = ["DONE", "MEND", "MISSED", "SOME_FAILED", "of_several"]

DONE: Final = 0
MEND: Final = 1
"""The input needs mending."""
SOME_FAILED: Final = 3
"""Some of several failed; the others are complete."""
MISSED: Final = 3
"""With `--strict`, a file was not read."""


def of_several(failed: int, count: int) -> int:
    """Return the exit code where so many of several failed."""
    if not failed:
        return DONE
    return MEND if failed == count else SOME_FAILED
