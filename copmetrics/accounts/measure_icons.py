"""What a measure's icons say: whether it varies as it always does, and whether it will meet its target.

As the NHS practice "Making Data Count" has them. They are pictures and words: each says the same.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from copmetrics.evaluation.spc import Assurance

__all__ = ["MeasureIcons", "VariationIcon"]


class VariationIcon(StrEnum):
    """How this quarter's number lies among those before it."""

    USUAL = "usual variation"
    IMPROVEMENT_HIGH = "improvement, high"
    IMPROVEMENT_LOW = "improvement, low"
    CONCERN_HIGH = "concern, high"
    CONCERN_LOW = "concern, low"
    CHANGE_HIGH = "change, high"
    """Of a measure of which neither way is better."""
    CHANGE_LOW = "change, low"
    NOT_JUDGED = "not judged"


@dataclass(frozen=True)
class MeasureIcons:
    """The two icons of one measure, and their words."""

    variation: VariationIcon
    words: str
    """What the first one says; where nothing is judged, why not."""
    assurance: Assurance | None = None
    """Nothing where there is no target, no limits to judge by, or a quarter unlike those before it: their
    limits then say nothing of those to come."""
    target: str = ""
    """What the second one says; empty without a target."""
    sign: str = ""
    """What a quarter unlike those before it is called within a sentence: `early sign of improvement`."""

    @property
    def is_usual(self) -> bool:
        """Whether this quarter is like those before it."""
        return self.variation is VariationIcon.USUAL

    @property
    def is_special(self) -> bool:
        """Whether this quarter is unlike those before it."""
        return self.variation not in (VariationIcon.USUAL, VariationIcon.NOT_JUDGED)
