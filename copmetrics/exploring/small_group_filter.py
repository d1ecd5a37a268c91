"""What the explorer shows of few people: groups of an organisation, profession or role of 1 to 4 not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from copmetrics.community.community import Community
from copmetrics.exploring.questions import Question, Where
from copmetrics.measures import MEASURES, family_of
from copmetrics.privacy.small_numbers import NOTE, PERSONAL, withheld_parts

__all__ = ["values_inside"]

RESTS_ON: Final = {
    "attendances": "unique_attendees",
    "uncertain_attendances": "unique_attendees",
    "organisations_attending": "unique_attendees",
    "minutes_attended": "unique_attendees",
    "registrations": "registrations",
    "days_to_second_event": "second_event_rate",
}
"""Whose number of people a measure rests on, where it is not its own."""


def values_inside(community: Community, asked: Question) -> pd.DataFrame:
    """Return the values asked for, with a `status`: `c` where they are of few people.

    A group of an organisation, profession or role of 1 to `small_number_internal` people is
    withheld, and so is a filter that would tell it from the rest. 0 there shows all.
    """
    values = _asked_for(community, asked, asked.by, asked.where)
    hidden = pd.Series(False, index=values.index)
    if set(asked.by) & set(PERSONAL):
        hidden |= _few(values, community)
    for dimension in set(asked.where) & set(PERSONAL):
        telling = _telling_quarters(community, asked, dimension)
        hidden |= values["quarter"].isin(telling)
        hidden |= values["people"].between(1, community.settings.small_number_internal)
    numbers = values[["value", "numerator", "denominator"]].mask(hidden)
    return values.drop(columns="people").assign(
        **numbers,
        note=values["note"].mask(hidden, NOTE),
        status=pd.Series("", index=values.index).mask(hidden, "c"),
    )


def _asked_for(
    community: Community, asked: Question, by: Sequence[str], where: Where
) -> pd.DataFrame:
    """Return the values, with how many `people` each is of."""
    companion = RESTS_ON.get(asked.indicator, asked.indicator)
    found = community.indicators(
        by=by, where=where, only=(asked.indicator, companion), quarters=asked.quarters
    )
    groups = ["quarter", *by]
    beside = found[found["indicator"].eq(companion)]
    people = beside["value"].where(beside["denominator"].isna(), beside["denominator"])
    counted = beside[groups].assign(people=people)
    values = found[found["indicator"].eq(asked.indicator)]
    if not _is_of_people(asked.indicator, companion):
        return values.assign(people=float("nan")).reset_index(drop=True)
    return values.merge(counted, on=groups, how="left")


def _is_of_people(indicator: str, companion: str) -> bool:
    """Whether a number tells of people at all: not of events, mailings or a reading."""
    if indicator not in MEASURES:
        return False
    told = MEASURES[companion]
    return told.unit.of_people or (
        told.is_share and bool(set(family_of(indicator).dimensions) & set(PERSONAL))
    )


def _few(values: pd.DataFrame, community: Community) -> pd.Series:
    hidden: set[object] = set()
    for _, parts in values.groupby("quarter"):
        hidden |= set(withheld_parts(parts["people"], community.settings))
    return pd.Series(values.index.isin(list(hidden)), index=values.index)


def _telling_quarters(community: Community, asked: Question, dimension: str) -> list[pd.Period]:
    """Return the quarters in which a filter keeps some of the withheld groups, and not all of them."""
    others = {name: kept for name, kept in asked.where.items() if name != dimension}
    parts = _asked_for(community, asked, (dimension,), others)
    kept = [each for each in asked.where[dimension] if each is not None]
    chosen = parts[dimension].isin(kept)
    if None in asked.where[dimension]:
        chosen |= parts[dimension].isna()
    hidden = _few(parts, community)
    told = parts.assign(some=hidden & chosen, rest=hidden & ~chosen)
    by_quarter = told.groupby("quarter")[["some", "rest"]].any()
    return list(by_quarter.index[by_quarter["some"] & by_quarter["rest"]])
