"""What a number counts, and of how many people it tells: what an audience may see hangs on it."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from copmetrics.units import Unit

__all__ = [
    "NOBODY",
    "OTHER_DIMENSIONS",
    "PERSONAL_DIMENSIONS",
    "READING",
    "WHO",
    "Counted",
    "counted_in",
]


class Counted(StrEnum):
    """What a measure counts; of a share or mean, what its denominator counts."""

    PEOPLE = "people"
    ATTENDANCES = "attendances"
    HOURS = "member-hours"
    """Time that people gave: like attendances, each part of it is one person's."""
    REGISTRATIONS = "registrations"
    EMAILS = "emails"
    ANSWERS = "answers"
    PAIRS = "pairs"
    EVENTS = "events"
    MAILINGS = "mailings"
    ORGANISATIONS = "organisations"
    LISTED = "organisations and professions"
    ITEMS = "items"
    REMARKS = "remarks"
    RECOMMENDATIONS = "recommendations"
    OUTPUTS = "outputs"
    NOTHING = "nothing"
    """A length of time, an index, a middle number: `rests_on` says of how many people it tells."""

    @property
    def is_personal(self) -> bool:
        """Whether each of what is counted is, or tells of, one person: small numbers are withheld."""
        return self in _PERSONAL

    @property
    def is_open(self) -> bool:
        """Whether whoever is invited and written to can count it: it is never withheld."""
        return self in (Counted.EVENTS, Counted.MAILINGS, Counted.RECOMMENDATIONS, Counted.OUTPUTS)


_PERSONAL: Final = frozenset(
    {
        Counted.PEOPLE,
        Counted.ATTENDANCES,
        Counted.HOURS,
        Counted.REGISTRATIONS,
        Counted.EMAILS,
        Counted.ANSWERS,
        Counted.PAIRS,
    }
)

NOBODY: Final = "nobody"
"""What a value rests on that tells of no people, however few there are."""
READING: Final = "people"
"""What a community's own indicator rests on: the `people` column of its readings."""

WHO: Final = ("organisation", "sector", "profession", "band")
"""What is known of people wherever they are known: a sector is their organisation's, a band their own."""
PERSONAL_DIMENSIONS: Final = (*WHO, "role", "heard_from")
"""Dimensions whose small groups may be recognised inside the community too."""
OTHER_DIMENSIONS: Final = (
    "event",
    "title",
    "format",
    "activity",
    "channel",
    "cluster",
    "mailing",
    "standing",
    "level",
    "kind",
    "first_contact",
    "company",
    "name",
    "topic",
    "small_group",
)
"""Dimensions whose groups those who lead the community may see, however small they are."""


def counted_in(unit: Unit) -> Counted:
    """Return what a community's own indicator counts, by the unit that it is written in.

    Patients or nurses are people; what is in per cent, hours or downloads counts nobody by itself.
    """
    if not unit.of_people:
        return Counted.NOTHING
    return Counted(unit.id) if unit.id in set(Counted) else Counted.PEOPLE
