"""Rows as a remark names them: by the numbers that a spreadsheet shows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from copmetrics.units import join_words

__all__ = ["rows_named"]

SHOWN: Final = 6
"""So many rows are named."""


def rows_named(numbers: Sequence[int]) -> str:
    """Return `row 3`, or `rows 3 and 4`; of many the first, and how many more they are."""
    more = [f"{len(numbers) - SHOWN} more"] if len(numbers) > SHOWN else []
    listed = join_words([*map(str, numbers[:SHOWN]), *more])
    return f"{'rows' if len(numbers) > 1 else 'row'} {listed}"
