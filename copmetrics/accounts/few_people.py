"""A share of very few people, said in people: a percentage of one person reads as if it were of many."""

from __future__ import annotations

from typing import Final

from copmetrics.schema import IndicatorRow
from copmetrics.units import Unit, show

__all__ = ["FEW", "in_people"]

FEW: Final = 5
"""Of fewer people than this a share is said in people."""


def in_people(row: IndicatorRow, who: tuple[str, str], did: str, did_not: str) -> str:
    """Say a share of few people in people: `2 of the 3 people who were new came again`; of more say nothing.

    `who` says of whom it is, of one person and of several; `did_not` is said of one alone.
    """
    part, whole = row["numerator"], row["denominator"]
    if not whole < FEW:
        return ""
    one, several = who
    if whole == 1:
        return f"the one person {one} {did if part else did_not}"
    return f"{show(part, Unit.COUNT)} of the {Unit.PEOPLE.of(whole)} {several} {did}"
