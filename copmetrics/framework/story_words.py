"""The words that say who may read a story, whether it happened, and how it speaks of a number."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

__all__ = ["BEARS_OUT", "PASSES_THROUGH", "Consent", "Relation", "StepStatus"]


class Consent(StrEnum):
    """Who may read a story, as its teller said."""

    PRIVATE = "private"
    MEMBERS = "members"
    SPONSORS = "sponsors"
    PUBLIC = "public"
    WITHDRAWN = "withdrawn"


class StepStatus(StrEnum):
    """Whether what a story's step says has happened."""

    REPORTED = "reported"
    ASPIRED = "aspired"


class Relation(StrEnum):
    """How a story's step speaks of an indicator."""

    CITES = "cites"
    EXPLAINS = "explains"
    CONTRADICTS = "contradicts"
    SUGGESTS = "suggests"


BEARS_OUT: Final = (Relation.CITES, Relation.EXPLAINS)
"""The links by which a number bears a story out."""
PASSES_THROUGH: Final = (Relation.CITES, Relation.EXPLAINS, Relation.CONTRADICTS)
"""The links by which a story passes through an indicator."""
