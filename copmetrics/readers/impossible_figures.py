"""What a file states though it cannot be so: more people opened a mailing than it was delivered to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

import numpy as np

from copmetrics.measures.base import Source
from copmetrics.readers.column_notes import Note
from copmetrics.readers.raw_rows import RawRows
from copmetrics.readers.row_numbers import rows_named
from copmetrics.units import Unit

__all__ = ["impossible_figures"]


class _Bound(NamedTuple):
    """A quantity of a mailing that is at most another one, and what is said where it is more."""

    part: str
    whole: str
    says: str


MINUTE: Final = np.timedelta64(1, "m")
WHOLE_DAY: Final = 24 * 60
"""A stay of more minutes is left out, whatever its times."""
ROUNDED: Final = 2
"""So many minutes vendors may make of a few seconds at both ends."""
_BOUNDS: Final = (
    _Bound("delivered", "recipients", "more emails delivered than sent"),
    _Bound("unique_opens", "delivered", "more people who opened than emails delivered"),
    _Bound("unique_clicks", "delivered", "more people who clicked than emails delivered"),
    _Bound("unsubscribes", "delivered", "more people who unsubscribed than emails delivered"),
    _Bound("unique_opens", "opens", "more people who opened than opens"),
    _Bound("unique_clicks", "clicks", "more people who clicked than clicks"),
)


def impossible_figures(parts: Mapping[str, RawRows]) -> tuple[Note, ...]:
    """Say how many mailings have a count that is more than its whole, and how many stays are too long."""
    mailings, stays = parts.get("mailings"), parts.get("attendance")
    return (
        *(() if mailings is None else _doubts(mailings)),
        *(() if stays is None else _longer_than_there(stays)),
    )


def _longer_than_there(stays: RawRows) -> Iterator[Note]:
    """Say how many people were there for longer than from their coming to their leaving."""
    came, went = stays.instants("joined_at"), stays.instants("left_at")
    stated = stays.numbers("minutes")
    if came is None or went is None or stated is None:
        return
    there = (went - came) / MINUTE
    longer = (stated > there + ROUNDED) & (stated <= WHOLE_DAY) & (there >= 0)
    if count := int(longer.sum()):
        yield Note(f"{Unit.ROWS.of(count)} with more minutes than from coming to leaving")


def _doubts(mailings: RawRows) -> Iterator[Note]:
    numbers = mailings.numbers("source_row")
    for part, whole, says in _BOUNDS:
        part_of, all_of = mailings.numbers(part), mailings.numbers(whole)
        more = () if part_of is None or all_of is None else np.flatnonzero(part_of > all_of)
        if len(more):
            rows = [] if numbers is None else [int(numbers[at]) for at in more]
            # the report of one mailing has a line for each figure, and begins in its first
            where = rows_named(rows) if rows and rows != [1] else ""
            many = f"{Unit.MAILINGS.of(len(more))}{f' ({where})' if where else ''}"
            yield Note(f"{many} with {says}", Source.MAILINGS)
