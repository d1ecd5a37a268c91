"""The parts of a total of people: which are withheld, so that none follows from the total.

Secondary suppression within one table: people by organisation, by profession or role.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Collection, Hashable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias, TypeVar

import pandas as pd

from copmetrics.measures.base import Measure
from copmetrics.measures.counted import PERSONAL_DIMENSIONS
from copmetrics.privacy.rounding import withheld
from copmetrics.settings import Settings

__all__ = [
    "APART",
    "GROUP_SIZE",
    "UNKNOWN",
    "Place",
    "cross_tab",
    "few_and_more",
    "follow",
    "parts_to_withhold",
    "places_of",
    "withheld_parts",
]

APART: Final = 3
"""So many values at the least are left for a number that is withheld."""
GROUP_SIZE: Final = "unique_attendees"
"""The indicator that says how many people a group is."""
UNKNOWN: Final = ""
"""Stands for a value of a dimension that is not known."""

Place: TypeAlias = tuple[Hashable, ...]
"""A quarter, and a value of each dimension."""
Part = TypeVar("Part", bound=Hashable)


def cross_tab(
    values: pd.DataFrame,
    measures: Mapping[str, Measure],
    settings: Settings,
    people: pd.DataFrame,
) -> pd.DataFrame:
    """Return indicators by organisation, profession, role and the like as the community itself may see them.

    Counts of people from 1 to `small_number_internal` (4) are withheld, and so is what tells of so
    few `people` (see `Community.people_behind`); where that leaves a single one withheld, or those
    withheld follow from their total, the smallest others are withheld too. With
    `small_number_internal = 0` all are shown.
    """
    by = [each for each in values if each in PERSONAL_DIMENSIONS]
    cells = list(zip(values["indicator"], places_of(values, by), strict=True))
    asked = zip(people["indicator"], places_of(people, by), strict=True)
    behind = dict(zip(asked, people["people"], strict=True))
    counts = defaultdict[tuple[object, ...], dict[int, float]](dict)
    beside = defaultdict[tuple[object, ...], dict[int, float]](dict)
    for row, (cell, value) in enumerate(zip(cells, values["value"], strict=True)):
        indicator, (quarter, *_) = cell
        if measures[indicator].is_count_of_people:
            counts[indicator, quarter][row] = value
        beside[indicator, quarter][row] = behind.get(cell, 0)
    tables = (*counts.values(), *beside.values())
    hidden = {row for parts in tables for row in withheld_parts(parts, settings)}
    # what few people did is withheld with how many they are
    few = {place for indicator, place in map(cells.__getitem__, hidden) if indicator == GROUP_SIZE}
    hidden |= {row for parts in counts.values() for row in parts if cells[row][1] in few}
    return withheld(values.assign(status=""), [row in hidden for row in range(len(cells))])


def places_of(rows: pd.DataFrame, dimensions: Sequence[str]) -> Iterator[Place]:
    """Go through what each row tells of: its quarter, and a value of each dimension."""
    names = (
        [each if isinstance(each, str) else UNKNOWN for each in rows[dimension]]
        for dimension in dimensions
    )
    return zip(rows["quarter"], *names, strict=True)


def withheld_parts(
    counts: Mapping[Part, float], settings: Settings, *, already: Collection[Part] = ()
) -> list[Part]:
    """Return which parts of a total of people are withheld inside too.

    Those from 1 to `small_number_internal`, and as many more as keep them from following from it.
    """
    return parts_to_withhold(counts, settings.small_number_internal, left=APART, already=already)


def parts_to_withhold(
    counts: Mapping[Part, float], small: int, *, left: int = 2, already: Collection[Part] = ()
) -> list[Part]:
    """Return which of the parts of a total to withhold, so that none follows from the total.

    So many values at the least are `left` for each that is few, even if it is guessed which are. Of those
    of as many people the first is withheld first; a part of which it is not known is left. Some may be
    withheld `already`, for what they would tell of another total.
    """
    hidden = [
        part
        for part, count in counts.items()
        if 0 < count <= small or (count > 0 and part in already)
    ]
    others = (part for part, count in counts.items() if count > small and part not in already)
    rest = deque(sorted(others, key=counts.__getitem__))
    while hidden and rest and follow([counts[each] for each in hidden], small, left=left):
        hidden.append(rest.popleft())
    return hidden


def follow(hidden: Collection[float], small: int, *, left: int = APART) -> bool:
    """Whether withheld parts follow from their sum: a single one, or one that is few has fewer values `left`.

    Those who read it know that each is at least 1; they may guess which are few, and that the others,
    withheld beside these, are more than `small`.
    """
    few, more = few_and_more(hidden, small)
    if len(hidden) == 1 or not few:
        return len(hidden) == 1
    least = few - 1 + more * (small + 1)
    most = float("inf") if more else small * (few - 1)
    low, high = max(1, sum(hidden) - most), min(small, sum(hidden) - least)
    return high - low + 1 < min(left, small)


def few_and_more(hidden: Collection[float], small: int) -> tuple[int, int]:
    """Return how many withheld numbers are few, and how many are withheld beside them."""
    few = sum(each <= small for each in hidden)
    return few, len(hidden) - few
