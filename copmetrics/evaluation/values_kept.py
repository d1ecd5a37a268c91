"""The values that are kept of some dimensions, as they are asked for; one that nothing has is no 0."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Final

from copmetrics.errors import ChoiceError, nearest
from copmetrics.evaluation.asked_facts import Where
from copmetrics.measures import ALL

__all__ = ["not_there", "one_of_each", "values_kept"]

LISTED: Final = 20
"""So many values are listed in place of one that there is not; of more it is said how they are found."""


def values_kept(where: Mapping[str, Iterable[str | None] | str | None] | None) -> Where:
    """Return what is kept by dimension; a single value may be given as it is, `None` is unknown."""
    return {
        name: (values,) if values is None or isinstance(values, str) else tuple(values)
        for name, values in (where or {}).items()
    }


def one_of_each(dimension: str) -> list[str]:
    """Return an indicator of each table of facts that has a dimension: together they have all its values."""
    own = ([each for each in family if dimension in family.dimensions_of(each)] for family in ALL)
    return [measures[0].id for measures in own if measures]


def not_there(dimension: str, value: str, there: Collection[str]) -> ChoiceError:
    """Say that a dimension has not a value, which it has that is most like it, and how all are found."""
    what, known = f"a value of {dimension} here", sorted(there)
    if 0 < len(known) <= LISTED:
        return ChoiceError(what, value, known)
    found = f"'--by {dimension}' shows the {len(known)} there are." if known else "It has none."
    return ChoiceError(what, value, known, advice=f"{nearest(value, known)}{found}")
