"""How a number is marked that is known and not shown, because it is of few people."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from copmetrics.units import Unit

__all__ = ["MARK", "WITHHELD", "ShownAs", "undisclosed"]

MARK: Final = "[c]"
"""What stands in the place of a number that is withheld."""
WITHHELD: Final = "withheld, to protect small numbers of people"
"""The same within a sentence."""


def undisclosed(unit: Unit) -> str:
    """Return the words of a sentence for a number that is withheld, where a table has its mark."""
    return f"an undisclosed number of {unit.several}" if unit.several else "an undisclosed share"


class ShownAs(StrEnum):
    """The `status` of a value in a frame: whether an audience sees it."""

    IT_IS = ""
    WITHHELD = "c"
