"""The words of a community's own indicators: whether one is in use, and whether a figure is final."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["IndicatorStatus", "ReadingStatus"]


class IndicatorStatus(StrEnum):
    """Whether an indicator of the community's register is in use."""

    PLANNED = "planned"
    RETIRED = "retired"
    LIVE = "live"


class ReadingStatus(StrEnum):
    """Whether a reading may still change; a provisional one is shown as an estimate."""

    PROVISIONAL = "provisional"
    FINAL = "final"
