"""`--where DIMENSION=VALUE`: what is kept of a community, checked against what there is of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from copmetrics.errors import ChoiceError
from copmetrics.evaluation.values_kept import ValuesOf, not_there
from copmetrics.measures.dimensions import DIMENSIONS

__all__ = ["Where", "WhereAsked"]

Where: TypeAlias = Mapping[str, tuple[str | None, ...]]


@dataclass
class WhereAsked:
    """The values that somebody typed, by dimension; nothing typed stands for what is not known."""

    typed: Mapping[str, tuple[str, ...]]
    _there: dict[str, set[str]] = field(default_factory=dict)
    """What values each dimension has, in all communities that were looked at."""

    @classmethod
    def of(cls, words: Sequence[str]) -> WhereAsked:
        """Read what was typed, such as `format=online`: of one dimension any of several values is kept."""
        typed: dict[str, tuple[str, ...]] = {}
        for each in words:
            dimension, sign, value = (part.strip() for part in each.partition("="))
            if not sign or not dimension:
                raise ChoiceError(
                    "a dimension with a value", each, ("format=online",), examples=True
                )
            if dimension not in DIMENSIONS:
                raise ChoiceError("a dimension", dimension, sorted(DIMENSIONS))
            typed[dimension] = (*typed.get(dimension, ()), value)
        return cls(typed)

    def settled(self, values_of: ValuesOf, only: Sequence[str] | None = None) -> Where:
        """Return the values as a community writes them, in capitals or not.

        One that is not there keeps nothing of it: `check` says so, once all communities were looked at. The
        facts of the indicators `only` are looked into first.
        """
        return {
            name: self._written(name, values, values_of, only)
            for name, values in self.typed.items()
        }

    def of_one(self, values_of: ValuesOf, only: Sequence[str] | None = None) -> Where:
        """Return the same of one community alone, in which each value must be."""
        where = self.settled(values_of, only)
        self.check()
        return where

    def check(self) -> None:
        """Refuse a value that none of the communities has."""
        for name, values in self.typed.items():
            there = self._there.get(name, set())
            for value in filter(None, values):
                if value.casefold() not in {each.casefold() for each in there}:
                    raise not_there(name, value, there)

    def _written(
        self, name: str, values: Sequence[str], values_of: ValuesOf, only: Sequence[str] | None
    ) -> tuple[str | None, ...]:
        found = values_of(name, [*filter(None, values)], only)
        self._there.setdefault(name, set()).update(found)
        kept: list[str | None] = []
        for value in values:
            same = sorted(each for each in found if each.casefold() == value.casefold())
            kept += same if value else [None]
        return tuple(dict.fromkeys(kept))
