"""The words of value-creation stories: who may read one, how it went, and what is only hoped for."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

__all__ = [
    "BEARS_OUT",
    "PASSES_THROUGH",
    "Consent",
    "NarrativePart",
    "Relation",
    "Sign",
    "StepStatus",
]


class Consent(StrEnum):
    """Who may read a story, as its teller says."""

    WITHDRAWN = "withdrawn"
    PRIVATE = "private"
    PUBLIC = "public"
    SPONSORS = "sponsors"
    MEMBERS = "members"


class StepStatus(StrEnum):
    """Whether a step of a story has happened."""

    ASPIRED = "aspired"
    REPORTED = "reported"


class Sign(StrEnum):
    """Whether the value that a story tells of was good, bad, both or none."""

    MIXED = "mixed"
    NONE = "none"
    NEGATIVE = "negative"
    POSITIVE = "positive"

    @property
    def words(self) -> str:
        """How it went, as the end of a sentence; nothing to say where it went well."""
        return _WENT[self]


_WENT: Final = {
    Sign.POSITIVE: "",
    Sign.NEGATIVE: "did not go well",
    Sign.MIXED: "went both ways",
    Sign.NONE: "made no difference",
}


class NarrativePart(StrEnum):
    """The rows of the personal value narrative (the framework's first template)."""

    REASONS = "reasons"
    ACTIVITIES = "activities"
    VALUE = "value"


class Relation(StrEnum):
    """How a step of a story speaks of an indicator."""

    CITES = "cites"
    EXPLAINS = "explains"
    CONTRADICTS = "contradicts"
    SUGGESTS = "suggests"


BEARS_OUT: Final = (Relation.CITES, Relation.EXPLAINS)
"""The links by which a number bears a story out."""
PASSES_THROUGH: Final = (*BEARS_OUT, Relation.CONTRADICTS)
"""The links by which a story passes through an indicator."""
