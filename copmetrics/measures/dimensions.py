"""By what each measure is told, and why it is not told by anything else."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from copmetrics.measures import ALL, MEASURES, family_of
from copmetrics.measures.attendance import HEARD_FROM, PLACE, TOPIC
from copmetrics.measures.base import Looks, Measure, Measures, Source
from copmetrics.measures.counted import WHO, Counted

__all__ = ["DIMENSIONS", "WhyNot", "told_by", "why_not"]

DIMENSIONS: Final[frozenset[str]] = frozenset(
    dimension for family in ALL for each in family for dimension in family.dimensions_of(each)
)
"""Every dimension that any measure is told by."""
OF_PEOPLE: Final = (*WHO, "role", "standing", "level", HEARD_FROM)
MOST: Final = 4
"""So many measures are suggested in the place of one that is refused."""
MAIL: Final = (Source.MAILINGS, Source.ACTIVITY)


class WhyNot(StrEnum):
    """Why a measure is not told by a dimension."""

    OF_ALL = "it is of all people together, and a part of them has no such value"
    OF_A_MAILING = "its source tells of each mailing as a whole, not of each recipient"
    OF_AN_EVENT = "it is told event by event, not person by person"
    NOBODY_SAYS = "feedback does not say who gave it"
    AT_NO_EVENT = "what it counts was at no event"
    OVER_A_YEAR = "it looks back over a year, in which people were at several events"
    OF_PAIRS = "a pair is of two people, who may have met at several events"
    HAS_NONE = "nothing that it counts has one"


def why_not(indicator: str, dimension: str) -> WhyNot | None:
    """Return why a measure is not told by a dimension; nothing where it is."""
    measure, family = MEASURES[indicator], family_of(indicator)
    if dimension in family.dimensions_of(measure):
        return None
    if measure.of_all:
        return WhyNot.OF_ALL
    if measure.counted is Counted.PAIRS and family.key == ("person", "other"):
        return WhyNot.OF_PAIRS
    if dimension in (*PLACE, TOPIC):
        return _not_by_event(family)
    return _not_by_people(family) if dimension in OF_PEOPLE else WhyNot.HAS_NONE


def _not_by_event(family: Measures) -> WhyNot:
    """Return why a family is not told by what its people came to."""
    if Looks.WINDOW in family.looks:
        return WhyNot.OVER_A_YEAR
    return WhyNot.HAS_NONE if family.source is Source.READINGS else WhyNot.AT_NO_EVENT


def _not_by_people(family: Measures) -> WhyNot:
    """Return why a family is not told by who people are."""
    if family.source is Source.MAILINGS:
        return WhyNot.OF_A_MAILING
    if family.source is Source.FEEDBACK:
        return WhyNot.NOBODY_SAYS
    return WhyNot.OF_AN_EVENT if family.key == ("event",) else WhyNot.HAS_NONE


def told_by(indicator: str, dimension: str) -> tuple[str, ...]:
    """Return measures that are told by a dimension, those most like another one first."""
    like, family = MEASURES[indicator], family_of(indicator)
    there = [
        (_unlike(each, other, like, family), each.id)
        for other in ALL
        for each in other
        if dimension in other.dimensions_of(each)
    ]
    return tuple(id for _, id in sorted(there, key=lambda each: each[0])[:MOST])


def _unlike(
    measure: Measure, its: Measures, other: Measure, others: Measures
) -> tuple[bool, bool, bool]:
    """Order measures: of the same source, of the same kind of value, of the same thing counted."""
    one_source = its.source is others.source or (its.source in MAIL and others.source in MAIL)
    return not one_source, measure.is_ratio != other.is_ratio, measure.counted != other.counted
