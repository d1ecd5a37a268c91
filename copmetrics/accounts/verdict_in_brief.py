"""What a change is worth in two or three words, where a story cites an indicator."""

from __future__ import annotations

from typing import Final

from copmetrics.accounts.quarter_figures import QuarterFigures, known_text
from copmetrics.evaluation.changes import Moved
from copmetrics.evaluation.history import InHistory

__all__ = ["verdict_in_brief"]

NOT_JUDGED: Final = "not judged"
MOVED: Final = {
    Moved.UP: "clearly up",
    Moved.DOWN: "clearly down",
    Moved.NOT_CLEARLY: "no clear change",
    Moved.TOO_FEW: "too few to tell",
    Moved.NOT_JUDGED: NOT_JUDGED,
}
IN_HISTORY: Final = {
    InHistory.HIGHEST: "the highest yet",
    InHistory.AS_HIGH: "as high as the highest yet",
    InHistory.LOWEST: "the lowest yet",
    InHistory.AS_LOW: "as low as the lowest yet",
    InHistory.WITHIN: "within its earlier range",
    InHistory.NOT_KNOWN: NOT_JUDGED,
}


def verdict_in_brief(facts: QuarterFigures, indicator: str) -> str:
    """Say what its sign says, where it has one; else what is known of its change since the quarter before."""
    sign = facts.icons.get(indicator)
    if sign is not None and (sign.is_special or sign.is_usual):
        return sign.sign or str(sign.variation)
    change = facts.change[indicator]
    if change["moved"] in list(Moved):
        return MOVED[Moved(change["moved"])]
    return IN_HISTORY[InHistory(known_text(change["in_history"]) or "")]
