"""How an account for those outside says what its numbers are, and that they are rounded."""

from __future__ import annotations

from typing import Final

from copmetrics.accounts.quarter_figures import QuarterFigures
from copmetrics.framework.withheld import MARK

__all__ = ["CHANGES", "EACH_BY_ITSELF", "ROUNDED", "about_the_numbers"]

ROUNDED: Final = (
    f"Counts of people are rounded to a multiple of 5 and small ones shown as {MARK}, so that nobody "
    "can be recognised."
)
CHANGES: Final = (
    "Each may be up to four more or fewer than is shown: two of them tell only between which two numbers "
    "their difference lies, and that is what stands as their change."
)
EACH_BY_ITSELF: Final = "Each number is rounded by itself, so parts may not add up to their whole."
NAMES: Final = "The numbers name nobody; titles, stories and comments stand as they were written."


def about_the_numbers(facts: QuarterFigures) -> str:
    """Say in a few words where the numbers come from, and how they are shown."""
    rounded = f" {ROUNDED}" if facts.is_shared else ""
    return f"The numbers come from the community's own records.{rounded} {NAMES}"
