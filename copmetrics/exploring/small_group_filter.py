"""What the explorer shows of few people: groups of 1 to 4 of an organisation, a role and the like not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final, TypeAlias

import pandas as pd

from copmetrics.community.community import Community
from copmetrics.exploring.questions import Question, Where, dimensions_of
from copmetrics.measures import family_of
from copmetrics.measures.base import Measure
from copmetrics.measures.counted import PERSONAL_DIMENSIONS
from copmetrics.privacy.cross_tabs import UNKNOWN, Place, places_of, withheld_parts
from copmetrics.privacy.linked_sectors import withheld_organisations, withheld_sectors
from copmetrics.privacy.rounding import withheld
from copmetrics.settings import Settings

__all__ = ["values_inside"]

ONE_AT_A_TIME: Final = ("sector", "band")
"""Dimensions that are told by themselves, beside none whose groups may be recognised."""

Group: TypeAlias = tuple[str, str]
"""An indicator, and which of its people: all, a part, or those between it and another."""
Groups: TypeAlias = Mapping[Group, Mapping[Place, float]]
"""How many people each group is at each place."""


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
    values = community.indicators_unchecked(
        by=asked.by, where=asked.where, only=(asked.indicator,), quarters=asked.quarters
    ).assign(status="")
    where = _which_choose(asked)
    if _is_crossed(community, asked.by, where):
        return withheld(values, [True] * len(values))
    few: set[Place] = set()
    telling: set[Hashable] = set()
    if {*asked.by, *where} & set(PERSONAL_DIMENSIONS):
        few = _withheld(community, asked, asked.by, where)
    for dimension in set(where) & set(PERSONAL_DIMENSIONS):
        telling |= _telling_quarters(community, asked, dimension)
    places = places_of(values, asked.by)
    return withheld(values, [place in few or place[0] in telling for place in places])


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


def _groups(community: Community, asked: Question, by: Sequence[str], where: Where) -> Groups:
    """Return which groups of people an answer tells of, and how many each is at each place.

    Beside those of the measure itself they are those of the measures that part people with it: of each
    all whom it tells of, the two parts of a share, and who is between it and another.
    """
    measures = [
        each
        for each in _parting_with(community.measures[asked.indicator])
        if {*by, *where} <= set(dimensions_of(each.id))
    ]
    beside = [
        (measure.id, each)
        for measure in measures
        for each in measure.nested_with
        if {*by, *where} <= set(dimensions_of(each))
    ]
    only = dict.fromkeys([*(each.id for each in measures), *(other for _, other in beside)])
    rows = community.people_behind(by=by, where=where, only=[*only], quarters=asked.quarters)
    behind = _by_indicator(rows, by, "people")
    found = {(each.id, "all"): behind[each.id] for each in measures}
    for inner, other in beside:
        found[inner, other] = {
            place: abs(people - behind[other][place])
            for place, people in behind[inner].items()
            if place in behind[other]
        }
    shares = [each.id for each in measures if each.is_share and each.counted.is_personal]
    if shares:
        values = community.indicators_unchecked(
            by=by, where=where, only=shares, quarters=asked.quarters
        )
        parts = values.assign(rest=values["denominator"] - values["numerator"])
        for name in ("numerator", "rest"):
            found |= {(id, name): each for id, each in _by_indicator(parts, by, name).items()}
    return found


def _parting_with(measure: Measure) -> list[Measure]:
    """Return a measure, and those of its family that part people with it."""
    if not measure.parts_people:
        return [measure]
    return [each for each in family_of(measure.id) if each.parts_people]


def _by_indicator(
    rows: pd.DataFrame, by: Sequence[str], column: str
) -> defaultdict[str, dict[Place, float]]:
    """Return the numbers of a column at each place, by indicator."""
    found = defaultdict[str, dict[Place, float]](dict)
    for indicator, place, number in zip(
        rows["indicator"], places_of(rows, by), rows[column], strict=True
    ):
        found[indicator][place] = number
    return found


def _tables(groups: Groups, at: int) -> Mapping[tuple[Group, Place], dict[Place, float]]:
    """Part each group by what its places begin with: what is of one table adds up."""
    found = defaultdict[tuple[Group, Place], dict[Place, float]](dict)
    for group, people in groups.items():
        for place, each in people.items():
            found[group, place[:at]][place[at:]] = each
    return found


def _withheld(community: Community, asked: Question, by: Sequence[str], where: Where) -> set[Place]:
    """Return at which places a group is withheld."""
    few: set[Place] = set()
    for people in _groups(community, asked, by, where).values():
        few |= _withheld_in_lines(people, community.settings)
    return few.union(_beside_sectors(community, asked, by, where))


def _withheld_in_lines(people: Mapping[Place, float], settings: Settings) -> set[Place]:
    """Return where a group is withheld, so that it follows from no total of a table by several dimensions.

    Another question tells the total of each line: of all places that are alike in some of the dimensions.
    """
    lines, hidden, before = _lines(people), set[Place](), -1
    while len(hidden) > before:
        before = len(hidden)
        for line in lines:
            hidden.update(withheld_parts(line, settings, already=hidden))
    return hidden


def _lines(people: Mapping[Place, float]) -> list[dict[Place, float]]:
    """Part the places of each quarter by their values of none, one or more of the dimensions, not of all."""
    found = defaultdict[tuple[object, ...], dict[Place, float]](dict)
    for place, each in people.items():
        quarter, *names = place
        for many in range(len(names)):
            for kept in combinations(enumerate(names), many):
                found[quarter, kept][place] = each
    return list(found.values())


def _beside_sectors(
    community: Community, asked: Question, by: Sequence[str], where: Where
) -> Iterator[Place]:
    """Go through what is withheld of organisations beside their sectors, or the other way round."""
    listed = community.tables["organisation_sectors"]
    if listed.empty or not {"organisation", "sector"} & set(by):
        return
    sector_of = dict(zip(listed["organisation"], listed["sector"], strict=True))
    others = [each for each in by if each not in ("organisation", "sector")]
    organisations, sectors = (
        _tables(_groups(community, asked, (*others, each), where), -1)
        for each in ("organisation", "sector")
    )
    what, withheld_of = "sector", withheld_sectors
    if "organisation" in by:
        what, withheld_of = "organisation", withheld_organisations
    small = community.settings.small_number_internal
    for table, parts in organisations.items():
        (_, (quarter, *beside)), whole = table, sectors.get(table, {})
        for name in withheld_of(_by_name(parts), _by_name(whole), sector_of, small):
            told = dict(zip((*others, what), (*beside, name), strict=True))
            known = {"sector": sector_of.get(name, UNKNOWN), **told}
            yield (quarter, *(known[each] for each in by))


def _by_name(people: Mapping[Place, float]) -> dict[str, float]:
    return {str(name): each for (name,), each in people.items()}


def _telling_quarters(community: Community, asked: Question, dimension: str) -> set[Hashable]:
    """Return the quarters in which a filter keeps some of the withheld groups, and not all of them."""
    others = {name: kept for name, kept in asked.where.items() if name != dimension}
    kept = [each or UNKNOWN for each in asked.where[dimension]]
    hidden = _withheld(community, asked, (dimension,), others)
    some = {quarter for quarter, name in hidden if name in kept}
    return some & {quarter for quarter, name in hidden if name not in kept}
