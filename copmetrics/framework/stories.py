"""The words of value-creation stories: who may read one, how it went, and what is only hoped for."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["Consent", "NarrativePart", "Sign", "StepStatus"]


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


class NarrativePart(StrEnum):
    """The rows of the personal value narrative (the framework's first template)."""

    REASONS = "reasons"
    ACTIVITIES = "activities"
    VALUE = "value"
