"""The parts of a total of people: which are withheld, so that none follows from the total.

Secondary suppression within one table: people by organisation, by profession or role, by month.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Final

import pandas as pd

from copmetrics.framework.withheld import MARK
from copmetrics.measures.base import Measure
from copmetrics.measures.counted import PERSONAL_DIMENSIONS
from copmetrics.privacy.suppression_rule import NEAREST, SuppressionRule, withheld
from copmetrics.privacy.suppression_solver import CellBounds, Constraint, uniquely_determined
from copmetrics.settings import Profile, Settings

__all__ = ["cross_tab", "partition", "withheld_parts"]

GROUP_SIZE: Final = "unique_attendees"
"""The indicator that says how many people a group is."""


def cross_tab(
    values: pd.DataFrame,
    measures: Mapping[str, Measure],
    settings: Settings,
    people: pd.DataFrame,
) -> pd.DataFrame:
    """Return indicators by organisation, profession or role as the community itself may see them.

    Counts of people from 1 to `small_number_internal` (4) are withheld, and so is what tells of so
    few `people` (see `Community.people_behind`); where that leaves a single one withheld, or those
    withheld follow from their total, the smallest others are withheld too. With
    `small_number_internal = 0` all are shown.
    """
    rule = SuppressionRule(settings.small_number_internal)
    counts = values[
        values["indicator"].map(lambda id: measures[id].is_count_of_people).astype(bool)
    ]
    groups = ["quarter", "indicator", *(each for each in values if each in PERSONAL_DIMENSIONS)]
    beside = values[groups].merge(people[[*groups, "people"]], on=groups, how="left")["people"]
    hidden: set[Hashable] = set()
    for _, parts in counts.groupby(["quarter", "indicator"]):
        hidden |= set(_parts_to_withhold(parts["value"].dropna(), rule))
    for _, parts in beside.set_axis(values.index).groupby([values["quarter"], values["indicator"]]):
        hidden |= set(_parts_to_withhold(parts.dropna(), rule))
    # what few people did is withheld with how many they are
    size = values[values.index.isin(list(hidden)) & values["indicator"].eq(GROUP_SIZE)]
    where = [each for each in groups if each != "indicator"]
    hidden |= set(counts.reset_index().merge(size[where], on=where)["index"])
    return withheld(values.assign(status=""), values.index.isin(list(hidden)).tolist())


def withheld_parts(counts: pd.Series, settings: Settings) -> list[Hashable]:
    """Return which parts of a total of people are withheld inside too, by their index.

    Those from 1 to `small_number_internal`, and as many more as keep them from following from it.
    """
    return _parts_to_withhold(counts.dropna(), SuppressionRule(settings.small_number_internal))


def _parts_to_withhold(counts: pd.Series, rule: SuppressionRule) -> list[Hashable]:
    """Return which of the parts of a total to withhold, so that none follows from the total."""
    hidden = list(counts[counts.map(rule.hides).astype(bool)].index)
    rest = counts[~counts.index.isin(hidden) & counts.gt(0)].sort_values(kind="stable")
    while hidden and len(rest):
        cells: dict[object, CellBounds] = {
            index: CellBounds(1, rule.small, hidden=True)
            if rule.hides(counts[index])
            else CellBounds(rule.small + 1, None)
            for index in hidden
        }
        total = float(counts[hidden].sum())
        of_total = Constraint(dict.fromkeys(hidden, 1), total, total)
        if len(hidden) > 1 and not uniquely_determined(cells, [of_total]):
            break
        hidden.append(rest.index[0])
        rest = rest.iloc[1:]
    return hidden


def partition(counts: pd.Series, settings: Settings, profile: Profile) -> list[float | str | None]:
    """Return the parts of a total of people as a profile shows them: numbers, or `[c]`.

    Parts of which nobody knows are unknown. If all that is withheld would follow from the total
    beside it, no part is shown.
    """
    if profile is Profile.INTERNAL:
        return [None if pd.isna(each) else float(each) for each in counts]
    rule = SuppressionRule(settings.small_number)
    known = counts.dropna()
    cells: dict[object, CellBounds] = {
        place: rule.bounds(rule.rounded(count), count, is_withheld=rule.hides(count))
        for place, count in known.items()
    }
    around = rule.rounded(float(known.sum()))
    total = Constraint(dict.fromkeys(cells, 1), around - NEAREST // 2, around + NEAREST // 2)
    every = bool(len(known)) and bool(uniquely_determined(cells, [total]))
    return [
        None if pd.isna(each) else MARK if every or rule.hides(each) else rule.rounded(each)
        for each in counts
    ]
