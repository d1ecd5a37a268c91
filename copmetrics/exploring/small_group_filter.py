"""What the explorer shows of few people: groups of an organisation, profession or role of 1 to 4 not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from copmetrics.community.community import Community
from copmetrics.exploring.questions import Question, Where
from copmetrics.framework.withheld import ShownAs
from copmetrics.measures import MEASURES, family_of
from copmetrics.measures.counted import PERSONAL_DIMENSIONS
from copmetrics.privacy.cross_tabs import withheld_parts
from copmetrics.privacy.rounding import NOTE

__all__ = ["values_inside"]


def values_inside(community: Community, asked: Question) -> pd.DataFrame:
    """Return the values asked for, with a `status`: `c` where they are of few people.

    A group of an organisation, profession or role of 1 to `small_number_internal` people is
    withheld, and so is a filter that would tell it from the rest. Where a measure parts the people of a
    group (new, returning), none of its parts is shown if one is withheld: all less the others would
    tell it. Of a share its two parts are such groups too: who came, and who of them did not. 0 there
    shows all.
    """
    values = _asked_for(community, asked, asked.by, asked.where)
    hidden = pd.Series(False, index=values.index)
    if set(asked.by) & set(PERSONAL_DIMENSIONS):
        hidden |= _few(values, community)
    for dimension in set(asked.where) & set(PERSONAL_DIMENSIONS):
        telling = _telling_quarters(community, asked, dimension)
        hidden |= values["quarter"].isin(telling)
        few = (
            each.between(1, community.settings.small_number_internal) for each in _told_of(values)
        )
        hidden |= pd.concat(few, axis=1).any(axis=1)
    if {*asked.by, *asked.where} & set(PERSONAL_DIMENSIONS):
        hidden |= _beside_few(values, community, asked)
    numbers = values[["value", "numerator", "denominator"]].mask(hidden)
    return values.drop(columns=["people", "rest"]).assign(
        **numbers,
        note=values["note"].mask(hidden, NOTE),
        status=pd.Series("", index=values.index).mask(hidden, str(ShownAs.WITHHELD)),
    )


def _asked_for(
    community: Community, asked: Question, by: Sequence[str], where: Where
) -> pd.DataFrame:
    """Return the values, with how many `people` each is of."""
    only = (asked.indicator,)
    values = community.indicators(by=by, where=where, only=only, quarters=asked.quarters)
    people = community.people_behind(by=by, where=where, only=only, quarters=asked.quarters)
    groups = ["quarter", *by]
    behind = people[people["indicator"].eq(asked.indicator)]
    told = values.merge(behind[[*groups, "people"]], on=groups, how="left")
    measure = community.measures[asked.indicator]
    parts_people = measure.is_share and measure.counted.is_personal
    rest = told["denominator"] - told["numerator"]
    return told.assign(rest=rest if parts_people else float("nan"))


def _told_of(values: pd.DataFrame) -> Iterator[pd.Series]:
    """Go through the groups of people that values tell of: all of each, and the two parts of a share."""
    yield values["people"]
    yield values["rest"]
    yield values["numerator"].where(values["rest"].notna())


def _few(values: pd.DataFrame, community: Community) -> pd.Series:
    hidden: set[object] = set()
    for people in _told_of(values):
        for _, parts in people.groupby(values["quarter"]):
            hidden |= set(withheld_parts(parts, community.settings))
    return pd.Series(values.index.isin(list(hidden)), index=values.index)


def _beside_few(values: pd.DataFrame, community: Community, asked: Question) -> pd.Series:
    """Whether of the people of a group, parted as the measure parts them, a part is withheld."""
    nowhere = pd.Series(False, index=values.index)
    if asked.indicator not in MEASURES or not family_of(asked.indicator).parts_people:
        return nowhere
    family = family_of(asked.indicator)
    told = {*asked.by, *asked.where}
    parts = [
        each.id
        for each in family
        if each.is_count_of_people and told <= set(family.dimensions_of(each))
    ]
    people = community.people_behind(
        by=asked.by, where=asked.where, only=parts, quarters=asked.quarters
    )
    groups = ["quarter", *asked.by]
    withheld: set[object] = set()
    for _, part in people.groupby(["quarter", "indicator"]):
        withheld |= set(withheld_parts(part["people"], community.settings))
    few = people[people.index.isin(list(withheld))]
    beside = values[groups].merge(
        few[groups].drop_duplicates(), on=groups, how="left", indicator="few"
    )
    return nowhere | beside["few"].eq("both").to_numpy()


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
