"""Parts of a quarter, as a question asks for them: by some dimensions, of some values of others."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Final, NamedTuple

import pandas as pd

from copmetrics.evaluation.asked_facts import Where

__all__ = ["WHOLE", "Part", "PartsAsked", "keys"]


class PartsAsked(NamedTuple):
    """By which dimensions a quarter is parted, and which values of others are kept."""

    by: tuple[str, ...] = ()
    where: tuple[tuple[str, tuple[str | None, ...]], ...] = ()

    @classmethod
    def of(cls, by: Sequence[str], where: Where) -> PartsAsked:
        """Return what a question asks for."""
        return cls(tuple(by), tuple((name, tuple(values)) for name, values in where.items()))

    @property
    def kept(self) -> Where:
        """The values that are kept, by dimension."""
        return dict(self.where)

    def keys_of(self, rows: pd.DataFrame) -> list[tuple[object, ...]]:
        """Return of each row its quarter's number and the part's values."""
        return list(keys(rows, ("quarter", *self.by)))


class Part(NamedTuple):
    """One part of a quarter: a value of each dimension that it is parted by."""

    asked: PartsAsked
    values: tuple[object, ...] = ()

    def by(self, dimensions: Collection[str]) -> Part:
        """Return the part that it is of, told by some dimensions alone."""
        own = [at for at, each in enumerate(self.asked.by) if each in dimensions]
        kept = tuple(each for each in self.asked.where if each[0] in dimensions)
        return Part(
            PartsAsked(tuple(self.asked.by[at] for at in own), kept),
            tuple(self.values[at] for at in own),
        )


WHOLE: Final = PartsAsked()
"""A quarter that is not parted."""


def keys(rows: pd.DataFrame, columns: Sequence[str]) -> Iterator[tuple[object, ...]]:
    """Return what tells one group of rows from another; an unknown part of it is like any other."""
    return zip(*(_cells(rows[each]) for each in columns), strict=True)


def _cells(column: pd.Series) -> list[object]:
    told = zip(column.tolist(), column.notna().tolist(), strict=True)
    return [cell if is_known else None for cell, is_known in told]
