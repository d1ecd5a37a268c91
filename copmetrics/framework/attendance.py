"""The words that say who was at an event, and what kind of record says so."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["KNOWN_ATTENDANCE", "AttendanceStatus", "SessionKind"]


class SessionKind(StrEnum):
    """What a file, or a line of one, tells of a meeting."""

    LISTED = "listed"
    """It is a line of the community's own list of events."""
    ATTENDANCE = "attendance"
    """It says who came."""
    REGISTRATIONS = "registrations"
    """It says who registered."""


class AttendanceStatus(StrEnum):
    """What a line of a source says of somebody and an event."""

    ATTENDED = "attended"
    ABSENT = "absent"
    REGISTERED = "registered"
    CANCELLED = "cancelled"


KNOWN_ATTENDANCE = (AttendanceStatus.ATTENDED, AttendanceStatus.ABSENT)
"""The statuses by which it is known who came to an event."""
