"""What a source says of somebody and an event: whether they came."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["WHETHER_CAME", "AttendanceStatus", "Standing"]


class AttendanceStatus(StrEnum):
    """Whether somebody came to an event, as far as one source says."""

    ATTENDED = "attended"
    ABSENT = "absent"
    REGISTERED = "registered"
    """They said that they would come; whether they did, the source does not say."""
    CANCELLED = "cancelled"


WHETHER_CAME = (AttendanceStatus.ATTENDED, AttendanceStatus.ABSENT)
"""What only a source can say that records who came; a list of registrations cannot."""


class Standing(StrEnum):
    """Whether somebody at an event had been at one before."""

    NEW = "new"
    RETURNING = "returning"
    NOT_NAMED = "not named"
    """Nobody knows who they are: a telephone caller, say."""
