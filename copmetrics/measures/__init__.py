"""The declared measures. Their order is the order of the report."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from copmetrics.errors import ChoiceError, nearest_few
from copmetrics.measures.agenda import AGENDA
from copmetrics.measures.attendance import (
    ATTENDANCE,
    EVENTS,
    REGISTRATION,
    REPEAT_ATTENDANCE,
    came_again,
)
from copmetrics.measures.base import Measure, Measures
from copmetrics.measures.engagement import ENGAGEMENT
from copmetrics.measures.feedback import FEEDBACK, REMARKS
from copmetrics.measures.levels import LEVELS
from copmetrics.measures.mailing import MAILING
from copmetrics.measures.meeting import (
    ATTENDANCE_RANKING,
    EVENT_DIVERSITY,
    HOST_RANKING,
    QUARTER_PAIRS,
)
from copmetrics.measures.membership import MEMBERSHIP
from copmetrics.measures.outputs import OUTPUTS
from copmetrics.measures.participation import (
    FIRST_CONTACT,
    LIST_OR_EVENT_PEOPLE,
    NEWCOMERS,
    ONLINE_IN_PERSON,
    TARGET_REACH,
)
from copmetrics.measures.platform import PLATFORM
from copmetrics.measures.recommendations import RECOMMENDATIONS
from copmetrics.measures.retention import RETENTION

__all__ = [
    "ALL",
    "HEADLINES",
    "INSIDE",
    "MEASURES",
    "check_indicator",
    "family_of",
    "measure",
    "measures_by",
]

ALL: Final[tuple[Measures, ...]] = (
    ATTENDANCE,
    EVENTS,
    MEMBERSHIP,
    MAILING,
    RETENTION,
    REPEAT_ATTENDANCE,
    REGISTRATION,
    ENGAGEMENT,
    FEEDBACK,
    REMARKS,
    LEVELS,
    NEWCOMERS,
    FIRST_CONTACT,
    LIST_OR_EVENT_PEOPLE,
    TARGET_REACH,
    EVENT_DIVERSITY,
    ONLINE_IN_PERSON,
    QUARTER_PAIRS,
    ATTENDANCE_RANKING,
    HOST_RANKING,
    AGENDA,
    PLATFORM,
    RECOMMENDATIONS,
    OUTPUTS,
)

MEASURES: Final[dict[str, Measure]] = {each.id: each for family in ALL for each in family}

HEADLINES: Final[tuple[str, ...]] = tuple(
    each.id for each in MEASURES.values() if each.brief_wording
)
"""The measures that the project began from, in their order; the eighth is the change of each."""


INSIDE: Final[frozenset[str]] = frozenset(
    each.id for family in ALL if family.inside for each in family
)
"""Measures that are for those who lead the community only."""


def measure(id: str) -> Measure:
    """Return one measure, or say which there are."""
    check_indicator(id, MEASURES)
    return MEASURES[id]


def check_indicator(id: object, measures: Mapping[str, Measure]) -> None:
    """Refuse what is no id of some measures, be it a text or not."""
    if not isinstance(id, str) or id not in measures:
        raise ChoiceError("an indicator", id, measures, advice=nearest_few(id, measures))


def measures_by(return_days: int) -> dict[str, Measure]:
    """Return the measures as a community reads them, for whom coming again takes so many days."""
    told = came_again(return_days)
    return {**MEASURES, told.id: told}


def family_of(id: str) -> Measures:
    """Return the declaration of the fact table that a measure is computed from."""
    found = measure(id)
    return next(family for family in ALL if found in family.declared)
