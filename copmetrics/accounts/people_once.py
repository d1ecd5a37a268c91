"""People counted once across communities that share a key: the one number that none of them shares.

Pseudonyms of two communities are alike only where their folders have the same key, which somebody put
there by choice. Then the people of all of them together are counted and rounded as those of one are: by the
sum of their record keys, so that the same people are always shown the same; but for a number that would
leave fewer than three values for how many came to several.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd

from copmetrics.accounts.report_cell import ReportCell
from copmetrics.evaluation.measure_queries import MODULUS
from copmetrics.framework.withheld import MARK
from copmetrics.lake.asking import Lake, OpenLake
from copmetrics.privacy.rounding import BASE, Rounding
from copmetrics.privacy.shared_values import APART

__all__ = ["QUESTION", "PeopleOnce", "people_once"]

QUESTION: Final = (
    "select quarter, person, max(record_key(person)) as record_key from attendances "
    "where person is not null and quarter between $first and $last group by quarter, person"
)


@dataclass(frozen=True)
class PeopleOnce:
    """People of the quarter and of the one before, each once across communities that share a key."""

    groups: tuple[frozenset[str], ...]
    """The communities that share a key, by their short names, where two or more do."""
    here: tuple[ReportCell, ...]
    """Of each group how many people came in the quarter: a number, `[c]`, or nothing where it is unknown."""
    before: tuple[ReportCell, ...]
    """The same of the quarter before."""


def people_once(
    lake: Lake,
    together: OpenLake,
    quarters: Mapping[str, pd.Period],
    shown: Mapping[str, Mapping[pd.Period, ReportCell]],
) -> PeopleOnce:
    """Count the people of communities that share a key, in the quarter of each and in the one before it.

    `shown` is how many people each community shows, by its own quarters.
    """
    groups = _groups(lake)
    if not groups:
        return PeopleOnce((), (), ())
    bounds = {
        "first": min(each.ordinal for each in quarters.values()) - 1,
        "last": max(each.ordinal for each in quarters.values()),
    }
    people = {id: together.part(id, QUESTION, bounds) for group in groups for id in sorted(group)}

    def counted(group: frozenset[str], back: int) -> ReportCell:
        each = {id: quarters[id] - back for id in sorted(group)}
        came = [people[id][people[id]["quarter"].eq(each[id].ordinal)] for id in each]
        communities = [lake.communities[id] for id in each]
        few = max(one.settings.small_number for one in communities)
        return _shown(
            pd.concat(came, ignore_index=True),
            Rounding(few, communities[0].secret),
            [shown[id].get(each[id]) for id in each],
        )

    return PeopleOnce(
        groups,
        tuple(counted(each, 0) for each in groups),
        tuple(counted(each, 1) for each in groups),
    )


def _groups(lake: Lake) -> tuple[frozenset[str], ...]:
    """Return the communities that share a key, where two or more do."""
    by_key = defaultdict(list)
    for id, key in sorted(lake.keys.items()):
        by_key[key].append(id)
    return tuple(frozenset(each) for each in by_key.values() if len(each) > 1)


def _shown(came: pd.DataFrame, rounding: Rounding, parts: Sequence[ReportCell]) -> ReportCell:
    """Return how many people are shown of those who came, each of whom may stand there several times.

    `parts` are how many each community shows; nothing is told unless all of them are known.
    """
    if any(each is None for each in parts):
        return None
    once = came.drop_duplicates("person")
    if once.empty:
        return 0.0
    if rounding.hides(len(once)):
        return MARK
    told = rounding.rounded(len(once), int(once["record_key"].sum() % MODULUS))
    return told if _leaves_enough(told, rounding, parts) else told - BASE


def _leaves_enough(told: float, rounding: Rounding, parts: Sequence[ReportCell]) -> bool:
    """Whether at least three values are left for how often somebody is counted who was before.

    Of 57 people in three communities of 19 each, 60 would say that nobody, or one, is in two: these are
    shown so that 19 is the most, and 60 is 56 at least. The multiple below tells no such thing, and is as
    near as any number that is shown.
    """
    most = sum(
        rounding.small if isinstance(each, str) else rounding.bounds(float(each or 0))[1]
        for each in parts
    )
    fewest, _ = rounding.bounds(told)
    return most - fewest + 1 >= APART
