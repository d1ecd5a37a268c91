"""How what is shared says that its numbers are rounded."""

from __future__ import annotations

from typing import Final

from copmetrics.framework.withheld import MARK

__all__ = ["ROUNDED"]

ROUNDED: Final = (
    f"Counts of people are rounded to a multiple of 5 and small ones shown as {MARK}, so that nobody "
    "can be recognised."
)
