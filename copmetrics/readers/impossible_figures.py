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


_BOUNDS: Final = (
    _Bound("delivered", "recipients", "more emails delivered than sent"),
    _Bound("unique_opens", "delivered", "more people who opened than emails delivered"),
    _Bound("unique_clicks", "delivered", "more people who clicked than emails delivered"),
    _Bound("unsubscribes", "delivered", "more people who unsubscribed than emails delivered"),
    _Bound("unique_opens", "opens", "more people who opened than opens"),
    _Bound("unique_clicks", "clicks", "more people who clicked than clicks"),
)


def impossible_figures(tables: Mapping[str, pd.DataFrame]) -> tuple[Note, ...]:
    """Say how many mailings have a count that is more than the one it is a part of."""
    return tuple(_doubts(tables["mailings"])) if "mailings" in tables else ()


def _doubts(mailings: pd.DataFrame) -> Iterator[Note]:
    for part, whole, says in _BOUNDS:
        if part in mailings and whole in mailings:
            part_of = mailings[part].astype("float64")
            if count := int((part_of > mailings[whole].astype("float64")).sum()):
                yield Note(f"{Unit.MAILINGS.of(count)} with {says}", Source.MAILINGS)
