"""The parts of a total of people: which are withheld, so that none follows from the total.

Secondary suppression within one table: people by organisation, by profession or role.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Final

import pandas as pd

from copmetrics.measures.base import Measure
from copmetrics.measures.counted import PERSONAL_DIMENSIONS
from copmetrics.privacy.rounding import withheld
from copmetrics.settings import Settings

__all__ = ["APART", "GROUP_SIZE", "cross_tab", "follow", "parts_to_withhold", "withheld_parts"]

APART: Final = 3
"""So many values at the least are left for a number that is withheld."""
GROUP_SIZE: Final = "unique_attendees"
"""The indicator that says how many people a group is."""


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
    small = settings.small_number_internal
    counts = values[
        values["indicator"].map(lambda id: measures[id].is_count_of_people).astype(bool)
    ]
    groups = ["quarter", "indicator", *(each for each in values if each in PERSONAL_DIMENSIONS)]
    beside = values[groups].merge(people[[*groups, "people"]], on=groups, how="left")["people"]
    hidden: set[Hashable] = set()
    for _, parts in counts.groupby(["quarter", "indicator"]):
        hidden |= set(parts_to_withhold(parts["value"].dropna(), small, left=APART))
    for _, parts in beside.set_axis(values.index).groupby([values["quarter"], values["indicator"]]):
        hidden |= set(parts_to_withhold(parts.dropna(), small, left=APART))
    # what few people did is withheld with how many they are
    size = values[values.index.isin(list(hidden)) & values["indicator"].eq(GROUP_SIZE)]
    where = [each for each in groups if each != "indicator"]
    hidden |= set(counts.reset_index().merge(size[where], on=where)["index"])
    return withheld(values.assign(status=""), values.index.isin(list(hidden)).tolist())


def withheld_parts(counts: pd.Series, settings: Settings) -> list[Hashable]:
    """Return which parts of a total of people are withheld inside too, by their index.

    Those from 1 to `small_number_internal`, and as many more as keep them from following from it.
    """
    return parts_to_withhold(counts.dropna(), settings.small_number_internal, left=APART)


def parts_to_withhold(counts: pd.Series, small: int, *, left: int = 2) -> list[Hashable]:
    """Return which of the parts of a total to withhold, so that none follows from the total.

    So many values at the least are `left` for each that is few, even if it is guessed which are.
    """
    few = counts.gt(0) & counts.le(small)
    hidden = list(counts[few].index)
    rest = counts[~few & counts.gt(0)].sort_values(kind="stable")
    while hidden and len(rest) and follow(counts[hidden], small, left=left):
        hidden.append(rest.index[0])
        rest = rest.iloc[1:]
    return hidden


def follow(hidden: pd.Series, small: int, *, left: int = APART) -> bool:
    """Whether withheld parts follow from their sum: a single one, or one that is few has fewer values `left`.

    Those who read it know that each is at least 1; they may guess which are few, and that the others,
    withheld beside these, are more than `small`.
    """
    few = hidden.le(small)
    if len(hidden) == 1 or not few.any():
        return len(hidden) == 1
    least = few.sum() - 1 + (~few).sum() * (small + 1)
    most = small * (len(hidden) - 1) if few.all() else float("inf")
    low, high = max(1, hidden.sum() - most), min(small, hidden.sum() - least)
    return bool(high - low + 1 < min(left, small))
