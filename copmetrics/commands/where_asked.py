"""`--where DIMENSION=VALUE`: what is kept of a community, checked against what there is of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, Protocol, TypeAlias

import pandas as pd

from copmetrics.errors import ChoiceError, nearest
from copmetrics.measures import ALL
from copmetrics.measures.dimensions import DIMENSIONS

__all__ = ["Where", "WhereAsked"]

Where: TypeAlias = Mapping[str, tuple[str | None, ...]]
LISTED: Final = 20
"""So many values are listed in place of one that there is not; of more it is said how they are found."""


class By(Protocol):
    """What gives some indicators by a dimension, of one community or of several."""

    def __call__(self, by: str, *, only: Sequence[str]) -> pd.DataFrame:
        """Return them in every quarter."""


@dataclass
class WhereAsked:
    """The values that somebody typed, by dimension; nothing typed stands for what is not known."""

    typed: Mapping[str, tuple[str, ...]]
    _there: dict[str, set[str]] = field(default_factory=dict)
    """What values each dimension has, in all communities that were looked at."""

    @classmethod
    def of(cls, words: Sequence[str]) -> WhereAsked:
        """Read what was typed, such as `profession=Nurse`: of one dimension any of several values is kept."""
        typed: dict[str, tuple[str, ...]] = {}
        for each in words:
            dimension, sign, value = (part.strip() for part in each.partition("="))
            if not sign or not dimension:
                raise ChoiceError(
                    "a dimension with a value", each, ("profession=Nurse",), examples=True
                )
            if dimension not in DIMENSIONS:
                raise ChoiceError("a dimension", dimension, sorted(DIMENSIONS))
            typed[dimension] = (*typed.get(dimension, ()), value)
        return cls(typed)

    def settled(self, by: By, only: Sequence[str] | None = None) -> Where:
        """Return the values as they are written, in capitals or not, of the indicators `only` or of all.

        One that is not there is kept as it was typed: nothing is of it here. `check` says so, once all
        communities were looked at.
        """
        return {name: self._written(name, values, by, only) for name, values in self.typed.items()}

    def of_one(self, by: By, only: Sequence[str] | None = None) -> Where:
        """Return the same of one community alone, in which each value must be."""
        where = self.settled(by, only)
        self.check()
        return where

    def check(self) -> None:
        """Refuse a value that none of the communities has."""
        for name, values in self.typed.items():
            there = self._there.get(name, set())
            for value in filter(None, values):
                if value.casefold() not in {each.casefold() for each in there}:
                    raise _not_there(name, value, sorted(there))

    def _written(
        self, name: str, values: Sequence[str], by: By, only: Sequence[str] | None
    ) -> tuple[str | None, ...]:
        found = by(name, only=only or _one_of_each(name))[name].dropna().unique()
        self._there.setdefault(name, set()).update(found)
        kept: list[str | None] = []
        for value in values:
            same = sorted(each for each in found if each.casefold() == value.casefold())
            kept += [None] if not value else (same or [value])
        return tuple(dict.fromkeys(kept))


def _one_of_each(dimension: str) -> list[str]:
    """Return an indicator of each table of facts that has a dimension: together they have all its values."""
    own = ([each for each in family if dimension in family.dimensions_of(each)] for family in ALL)
    return [measures[0].id for measures in own if measures]


def _not_there(dimension: str, value: str, there: Sequence[str]) -> ChoiceError:
    """Say that a dimension has not a value, which it has that is most like it, and how all are found."""
    what = f"a value of {dimension} here"
    if 0 < len(there) <= LISTED:
        return ChoiceError(what, value, there)
    known = f"'--by {dimension}' shows the {len(there)} there are." if there else "It has none."
    return ChoiceError(what, value, there, advice=f"{nearest(value, there)}{known}")
