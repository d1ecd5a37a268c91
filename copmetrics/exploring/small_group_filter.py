"""What the explorer shows of few people: groups of 1 to 4 of an organisation, a role and the like not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import pandas as pd

from copmetrics.community.community import Community
from copmetrics.exploring.questions import Question, Where, dimensions_of
from copmetrics.framework.withheld import ShownAs
from copmetrics.measures import family_of
from copmetrics.measures.base import Measure
from copmetrics.measures.counted import PERSONAL_DIMENSIONS
from copmetrics.privacy.cross_tabs import withheld_parts
from copmetrics.privacy.linked_sectors import withheld_organisations, withheld_sectors
from copmetrics.privacy.rounding import NOTE

__all__ = ["values_inside"]

ONE_AT_A_TIME: Final = ("sector", "band")
"""Dimensions that are told by themselves, beside none whose groups may be recognised."""


def values_inside(community: Community, asked: Question) -> pd.DataFrame:
    """Return the values asked for, with a `status`: `c` where they are of few people.

    A group of an organisation, profession, role and the like of 1 to `small_number_internal` people is
    withheld, and so is a filter that would tell it from the rest. Groups too are the two parts of a
    share (who came, and who of them did not), and who is between a measure and one that it is nested
    with (who opened, and did not click). Where measures part people (new, returning), none of the
    parts is shown if one is withheld: all less the others would tell it. Organisations and their sectors are
    withheld as one system; beside another of these dimensions neither a sector nor a band is told at all, for
    what adds up among such tables is not looked through. 0 there shows all.
    """
    only, quarters = (asked.indicator,), asked.quarters
    values = community.indicators(by=asked.by, where=asked.where, only=only, quarters=quarters)
    hidden = pd.Series(False, index=values.index)
    where = _which_choose(asked)
    if _is_crossed(community, asked.by, where):
        hidden |= True
    elif {*asked.by, *where} & set(PERSONAL_DIMENSIONS):
        hidden |= _among(values, _withheld(community, asked, asked.by, where))
    for dimension in set(where) & set(PERSONAL_DIMENSIONS):
        hidden |= values["quarter"].isin(_telling_quarters(community, asked, dimension))
    numbers = values[["value", "numerator", "denominator"]].mask(hidden)
    return values.assign(
        **numbers,
        note=values["note"].mask(hidden, NOTE),
        status=pd.Series("", index=values.index).mask(hidden, str(ShownAs.WITHHELD)),
    )


def _which_choose(asked: Question) -> Where:
    """Return the filters that may tell groups apart: where organisations are told, their sector does not."""
    beside = "organisation" in asked.by
    return {name: kept for name, kept in asked.where.items() if not (beside and name == "sector")}


def _is_crossed(community: Community, by: Sequence[str], where: Where) -> bool:
    """Whether a sector or a band is asked for beside another dimension whose groups may be recognised."""
    told = {*by, *where} & set(PERSONAL_DIMENSIONS)
    if "organisation" in by:
        told -= {"sector"}
    few_matter = community.settings.small_number_internal > 0
    return few_matter and len(told) > 1 and bool(told & set(ONE_AT_A_TIME))


def _groups(community: Community, asked: Question, by: Sequence[str], where: Where) -> pd.DataFrame:
    """Return which groups of people an answer tells of, and how many each is.

    Columns: `quarter`, the dimensions, `indicator`, `group`, `people`. Beside those of the measure
    itself they are those of the measures that part people with it.
    """
    measures = [
        each
        for each in _parting_with(community.measures[asked.indicator])
        if {*by, *where} <= set(dimensions_of(each.id))
    ]
    only = [each.id for each in measures]
    beside = [
        each
        for measure in measures
        for each in measure.nested_with
        if {*by, *where} <= set(dimensions_of(each))
    ]
    values = community.indicators(by=by, where=where, only=only, quarters=asked.quarters)
    people = community.people_behind(
        by=by, where=where, only=list({*only, *beside}), quarters=asked.quarters
    )
    columns = ["quarter", *by, "indicator", "group", "people"]
    told = [
        each.assign(indicator=measure.id)
        for measure in measures
        for each in _groups_of(measure, values, people, ["quarter", *by])
    ]
    return pd.concat(told, ignore_index=True)[columns]


def _groups_of(
    measure: Measure, values: pd.DataFrame, people: pd.DataFrame, keys: list[str]
) -> Iterator[pd.DataFrame]:
    """Go through the groups of one measure: all, the parts of a share, those between it and others."""
    behind = people[people["indicator"].eq(measure.id)]
    yield behind.assign(group="all")
    if measure.is_share and measure.counted.is_personal:
        share = values[values["indicator"].eq(measure.id)]
        yield share.assign(group="part", people=share["numerator"])
        yield share.assign(group="rest", people=share["denominator"] - share["numerator"])
    for each in measure.nested_with:
        other = people.loc[people["indicator"].eq(each), [*keys, "people"]]
        both = behind.merge(other, on=keys, suffixes=("", "_other"))
        between = (both["people_other"] - both["people"]).abs()
        yield both.assign(group=f"between it and {each}", people=between)


def _parting_with(measure: Measure) -> list[Measure]:
    """Return a measure, and those of its family that part people with it."""
    if not measure.parts_people:
        return [measure]
    return [each for each in family_of(measure.id) if each.parts_people]


def _withheld(
    community: Community, asked: Question, by: Sequence[str], where: Where
) -> pd.DataFrame:
    """Return of which quarters and values of the dimensions a group is withheld."""
    groups = _groups(community, asked, by, where)
    hidden: set[object] = set()
    for _, parts in groups.groupby(["quarter", "indicator", "group"]):
        hidden |= set(withheld_parts(parts["people"], community.settings))
    few = groups[groups.index.isin(list(hidden))]
    beside = _beside_sectors(community, asked, by, where)
    places = [each.drop(columns=["indicator", "group"]) for each in (few, *beside)]
    return pd.concat(places)[["quarter", *by]].drop_duplicates()


def _beside_sectors(
    community: Community, asked: Question, by: Sequence[str], where: Where
) -> Iterator[pd.DataFrame]:
    """Return what is withheld of organisations beside their sectors, or the other way round."""
    listed = community.tables["organisation_sectors"]
    if listed.empty or not {"organisation", "sector"} & set(by):
        return
    others = [each for each in by if each not in ("organisation", "sector")]
    organisations, sectors = (
        _groups(community, asked, (*others, each), where).drop_duplicates(
            ["quarter", *others, "indicator", "group", each]
        )
        for each in ("organisation", "sector")
    )
    small = community.settings.small_number_internal
    if "organisation" not in by:
        yield withheld_sectors(organisations, sectors, listed, small)
        return
    hidden = withheld_organisations(organisations, sectors, listed, small)
    sector = hidden[["organisation"]].merge(listed, on="organisation", how="left")["sector"]
    yield hidden.assign(sector=sector.to_numpy()) if "sector" in by else hidden


def _among(rows: pd.DataFrame, places: pd.DataFrame) -> pd.Series:
    """Whether each row is of one of these quarters and values of the dimensions."""
    keys = list(places)
    found = rows[keys].merge(places, on=keys, how="left", indicator="found")["found"]
    return found.eq("both").set_axis(rows.index)


def _telling_quarters(community: Community, asked: Question, dimension: str) -> list[pd.Period]:
    """Return the quarters in which a filter keeps some of the withheld groups, and not all of them."""
    others = {name: kept for name, kept in asked.where.items() if name != dimension}
    parts = _groups(community, asked, (dimension,), others)
    kept = [each for each in asked.where[dimension] if each is not None]
    chosen = parts[dimension].isin(kept)
    if None in asked.where[dimension]:
        chosen |= parts[dimension].isna()
    hidden = _among(parts, _withheld(community, asked, (dimension,), others))
    told = parts.assign(some=hidden & chosen, rest=hidden & ~chosen)
    by_quarter = told.groupby("quarter")[["some", "rest"]].any()
    return list(by_quarter.index[by_quarter["some"] & by_quarter["rest"]])
