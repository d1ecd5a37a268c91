"""What a file states though it cannot be so: more people opened a mailing than it was delivered to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

import pandas as pd

from copmetrics.measures.base import Source
from copmetrics.readers.column_notes import Note
from copmetrics.units import Unit

__all__ = ["impossible_figures"]


class _Bound(NamedTuple):
    """A quantity of a mailing that is at most another one, and what is said where it is more."""

    part: str
    whole: str
    says: str


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


def impossible_figures(tables: Mapping[str, pd.DataFrame]) -> tuple[Note, ...]:
    """Say how many mailings have a count that is more than its whole, and how many stays are too long."""
    mailings, stays = tables.get("mailings"), tables.get("attendance")
    return (
        *(() if mailings is None else _doubts(mailings)),
        *(() if stays is None else _longer_than_there(stays)),
    )


def _longer_than_there(stays: pd.DataFrame) -> Iterator[Note]:
    """Say how many people were there for longer than from their coming to their leaving."""
    if not {"minutes", "joined_at", "left_at"} <= set(stays):
        return
    there = (stays["left_at"] - stays["joined_at"]).dt.total_seconds() / 60
    stated = stays["minutes"].astype("float64")
    longer = stated.gt(there + ROUNDED) & stated.le(WHOLE_DAY) & there.ge(0)
    if count := int(longer.sum()):
        yield Note(f"{Unit.ROWS.of(count)} with more minutes than from coming to leaving")


def _doubts(mailings: pd.DataFrame) -> Iterator[Note]:
    for part, whole, says in _BOUNDS:
        if part in mailings and whole in mailings:
            part_of = mailings[part].astype("float64")
            if count := int((part_of > mailings[whole].astype("float64")).sum()):
                yield Note(f"{Unit.MAILINGS.of(count)} with {says}", Source.MAILINGS)
