"""When one name of a column may be a slip for another: in a file, on a sign-in sheet, in somebody's frame.

What is alike is asked about, or refused with the name that may be meant; it is never taken unasked.
"""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher
from typing import Final

__all__ = ["ALIKE", "likeness", "may_be"]

ALIKE: Final = 0.75
"""So much of two names is the same where one may be the other.

Measured over all headings that our readers know (`tests/framework/test_alike_names.py`): of slips in one
letter, left out, changed or put behind, 99.5% are like what was meant; of the 46,000 pairs that stand for two
things in one file 58 are like each other (one in 800, such as *event date* and *event id*). At 0.7 no more
of the slips are, and twice as many of the pairs; at 0.8 two slips in a hundred are lost. Other words for a
thing are found at none of them (one pair in twenty): these are asked for by what stands under them.
"""


def likeness(one: str, other: str) -> float:
    """Return how much of two names is the same, from 0 to 1: what they have in common, of both."""
    return SequenceMatcher(None, one, other).ratio()


def may_be(name: str, others: Iterable[str]) -> str | None:
    """Return which of some names is most like one, if it is like enough that it may be it."""
    near = max(others, key=lambda other: likeness(name, other), default=None)
    return None if near is None or likeness(name, near) < ALIKE else near
