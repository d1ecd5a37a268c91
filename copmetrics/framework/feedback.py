"""The words of feedback: what a remark is of, and what became of a recommendation."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["RecommendationStatus", "RemarkKind"]


class RemarkKind(StrEnum):
    """What a remark says of an event: what went well, or what to change."""

    PLUS = "plus"
    DELTA = "delta"


class RecommendationStatus(StrEnum):
    """What became of a recommendation; one that is done was adopted."""

    NOT_ADOPTED = "not_adopted"
    ADOPTED = "adopted"
    DONE = "done"
    OPEN = "open"
