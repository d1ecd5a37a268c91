"""How a number is marked that is known and not shown, because it is of few people."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

__all__ = ["MARK", "ShownAs"]

MARK: Final = "[c]"
"""What stands in the place of a number that is withheld."""


class ShownAs(StrEnum):
    """The `status` of a value in a frame: whether an audience sees it."""

    IT_IS = ""
    WITHHELD = "c"
