"""The values that are kept of some dimensions, as they are asked for; one that nothing has is no 0."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final, Protocol, TypeVar

import pandas as pd

from copmetrics.errors import ChoiceError, nearest
from copmetrics.evaluation.asked_facts import Where
from copmetrics.measures import ALL
from copmetrics.measures.base import Measures
from copmetrics.measures.dimensions import DIMENSIONS

__all__ = [
    "ValuesOf",
    "asked_with",
    "check_asked_alike",
    "check_kept",
    "dimensions_asked",
    "families_told_by",
    "names_asked",
    "not_there",
    "values_kept",
]

ASKED_WITH: Final = "where"
"""Under this a frame of indicators carries by what it was chosen."""

Name = TypeVar("Name", str, str | None)
_EVENTS: Final = (
    "the column '{}' of events.csv, or of the sheet Events of sign-in.xlsx, says it of each event"
)
_PEOPLE: Final = (
    "a column of an export says it; {}_columns in community.toml names one called otherwise"
)
SAID_IN: Final[Mapping[str, str]] = {
    **{
        name: _EVENTS.format(name) for name in ("format", "activity", "channel", "cluster", "topic")
    },
    **{name: _PEOPLE.format(name) for name in ("organisation", "profession", "band")},
    "sector": "the column 'sector' of organisations.csv says it of each organisation",
    "heard_from": "a question of a form says it; heard_columns in community.toml names it",
}
"""Where it is said what value somebody, or an event, has of a dimension."""
LISTED: Final = 20
"""So many values are listed in place of one that there is not; of more it is said how they are found."""


class ValuesOf(Protocol):
    """What knows which values a dimension has: an `Evaluation`, a `Community`, several of them together."""

    def __call__(
        self, dimension: str, wanted: Collection[str], only: Iterable[str] | None = None
    ) -> Collection[str]:
        """Return values of a dimension: those wanted that there are; all, where one of them is not."""


def names_asked(given: str | Iterable[Name]) -> tuple[Name, ...]:
    """Return names, of which a single one may be given as it is: a text is never taken letter by letter."""
    if isinstance(given, str) or not isinstance(given, Iterable):
        return (given,)
    return tuple(given)


def dimensions_asked(given: str | Iterable[str]) -> tuple[str, ...]:
    """Return dimensions to part by, each of them once: two columns of one name nobody could tell apart."""
    by = names_asked(given)
    for each in by:
        if by.count(each) > 1:
            raise ChoiceError("a dimension twice", each, (), advice=f"Part by '{each}' once.")
    return by


def values_kept(where: Mapping[str, Iterable[str | None] | str | None] | None) -> Where:
    """Return what is kept by dimension; a single value may be given as it is, `None` is unknown."""
    if where is not None and not isinstance(where, Mapping):
        example = '{"format": "online"}'
        raise ChoiceError("what to keep, by dimension", where, (example,), examples=True)
    return {
        name: (None,) if values is None else names_asked(values)
        for name, values in (where or {}).items()
    }


def asked_with(values: pd.DataFrame, kept: Where) -> pd.DataFrame:
    """Return indicators that carry by what they were chosen, for `check_asked_alike`."""
    values.attrs[ASKED_WITH] = {name: list(each) for name, each in kept.items()}
    return values


def check_asked_alike(values: object, kept: Where) -> None:
    """Refuse indicators that were asked with another `where` than their changes are asked with.

    The changes of a running quarter, and intervals, would be of other facts. Values that do not say it, such
    as those read from a file, are taken.
    """
    told = values.attrs.get(ASKED_WITH) if isinstance(values, pd.DataFrame) else None
    if told is None or {name: {*each} for name, each in told.items()} == {
        name: {*each} for name, each in kept.items()
    }:
        return
    given = {name: list(each) for name, each in kept.items()}
    advice = f"It was {told or 'none'}: hand on the same, or leave the values out."
    raise ChoiceError("the `where` of these values", given or "none", (), advice=advice)


def check_kept(kept: Where, values_of: ValuesOf, only: Iterable[str] | None = None) -> None:
    """Refuse a value that no table of facts has, in whatever quarter: a slip would be told as a sure 0.

    So would no value at all. `only` are the indicators asked for, whose facts are looked into first.
    """
    for name, values in kept.items():
        if not values:
            advice = f"Leave '{name}' out to keep all."
            raise ChoiceError(f"one or more values of {name}", "[]", (), advice=advice)
        wanted = [each for each in values if each is not None]
        there = values_of(name, list(map(str, wanted)), only)
        for value in wanted:
            if not isinstance(value, str) or value not in there:
                raise not_there(name, str(value), there)


def families_told_by(dimension: str, only: Iterable[str] | None = None) -> list[Measures]:
    """Return the families of measures that a dimension tells, those of some indicators first."""
    if dimension not in DIMENSIONS:
        raise ChoiceError("a dimension", dimension, sorted(DIMENSIONS))
    first = set(only or ())
    told = [
        family for family in ALL if any(dimension in family.dimensions_of(each) for each in family)
    ]
    return sorted(told, key=lambda family: first.isdisjoint(each.id for each in family))


def not_there(dimension: str, value: str, there: Collection[str]) -> ChoiceError:
    """Say that a dimension has not a value, which it has that is most like it, and how all are found."""
    what, known = f"a value of {dimension} here", sorted(there)
    if 0 < len(known) <= LISTED:
        return ChoiceError(what, value, known)
    if known:
        found = f"Ask by {dimension} to see the {len(known)} there are."
    else:
        found = f"It has none{f': {SAID_IN[dimension]}' if dimension in SAID_IN else ''}."
    return ChoiceError(what, value, known, advice=f"{nearest(value, known)}{found}")
