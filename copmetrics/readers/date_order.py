"""Which number of `05/06/2024` is the day: settled from the whole file, never guessed row by row.

It is 5 June in London and 6 May in New York. One file has one order: a first number above 12 settles
it, a second number above 12 settles it the other way; else the date that the file's name or
`events.csv` gives; else it is refused with the question. A slip, such as `45/13/2024`, settles nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import Final

from copmetrics.readers.datetimes import SLASHED, tidy

__all__ = ["UnsettledOrder", "date_expected", "day_first_in"]

LONGEST_MONTH, MONTHS_OF_YEAR = 31, 12
_LIKE_SLASHED: Final = re.compile(r"(?<!\d)\d{1,2}[/-]\d{1,2}[/-]\d{2}")


class UnsettledOrder(Exception):
    """The slashed dates of a file fit both orders; `example` is one of them."""

    def __init__(self, example: str) -> None:
        """Keep the example."""
        self.example = example
        super().__init__(example)


def day_first_in(values: Collection[str], *, days: Collection[date] = ()) -> bool | None:
    """Settle the order of a file's slashed dates; `None` where there are none to settle.

    Values that are dates in one order alone decide: where they disagree the order of most of them, and
    of the first where there are as many. `days` are dates that the file is known to be about. Raises
    `UnsettledOrder` when both orders fit, are not the same, and the known days do not decide.
    """
    likely = (tidy(value) for value in values if _LIKE_SLASHED.search(value))
    found = [match for value in likely if (match := SLASHED.match(value))]
    if not found:
        return None
    orders = [(match, _orders_of(match)) for match in found]
    decided = Counter(fitting[0] for _, fitting in orders if len(fitting) == 1)
    if decided:
        return decided.most_common(1)[0][0]
    differing = [
        match
        for match, fitting in orders
        if fitting and match[1].lstrip("0") != match[3].lstrip("0")
    ]
    if not differing:
        return True
    fitting = {order for order in (True, False) if _lands_on(differing, order, days)}
    if len(fitting) == 1:
        return fitting.pop()
    raise UnsettledOrder(differing[0][0])


def _orders_of(match: re.Match[str]) -> list[bool]:
    """Return in which orders, day first or not, a slashed date may be read; in none that is a slip."""
    first, second = int(match[1]), int(match[3])
    pairs = {True: (first, second), False: (second, first)}
    return [
        order
        for order, (day, month) in pairs.items()
        if 1 <= day <= LONGEST_MONTH and 1 <= month <= MONTHS_OF_YEAR
    ]


def date_expected(value: object, *, day_first: bool | None, shape: str) -> str:
    """Say what a cell should have been that is no date: a `shape`, or a date in the order of its file."""
    match = SLASHED.match(tidy(str(value)))
    if match and day_first is not None and _orders_of(match) == [not day_first]:
        first = "day" if day_first else "month"
        return f"a date with the {first} first, as this file is read"
    return shape


def _lands_on(found: list[re.Match[str]], day_first: bool, days: Collection[date]) -> bool:
    """Tell whether, read in this order, any of the dates is one of the known days."""
    known = {(day.year, day.month, day.day) for day in days}
    for match in found:
        day, month = (match[1], match[3]) if day_first else (match[3], match[1])
        year = int(match[4]) + (2000 if len(match[4]) == 2 else 0)
        if (year, int(month), int(day)) in known:
            return True
    return False
