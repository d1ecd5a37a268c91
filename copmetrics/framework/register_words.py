"""The words of a community's own register: whether an indicator is read, and how sure a reading is."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["IndicatorStatus", "ReadingStatus"]


class IndicatorStatus(StrEnum):
    """Whether an own indicator is collected."""

    LIVE = "live"
    PLANNED = "planned"
    RETIRED = "retired"


class ReadingStatus(StrEnum):
    """How sure a reading is."""

    FINAL = "final"
    PROVISIONAL = "provisional"
