"""A value among its own earlier quarters: the highest of so many, within their range, or too few.

Only quarters that are fully known count, one after another, back from the one before: past a quarter
that is not known nobody can say what was the highest. Fewer than eight of them, the newest among
them, say nothing. A tie is a tie.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import fsum
from operator import sub
from typing import Final

from copmetrics.units import Unit, as_shown, show

__all__ = ["TOO_FEW", "UNUSUAL", "History", "InHistory"]

LEAST: Final = 8
"""So many known quarters, one after another, make a history to stand out from."""
YEAR: Final = 4
SEASONS: Final = 3 * YEAR
"""So many known quarters, one after another, may have a season."""
TOO_FEW: Final = "too few quarters yet to judge it by"
NEARER: Final = 0.5
"""A season: the same quarter last year is, on average, nearer than this much of the way to the last."""


class InHistory(StrEnum):
    """Where a value stands among its own earlier quarters."""

    HIGHEST = "highest"
    AS_HIGH = "as high as the highest"
    LOWEST = "lowest"
    AS_LOW = "as low as the lowest"
    WITHIN = "within"
    NOT_KNOWN = ""
    """It is not over, or there are too few earlier ones."""


UNUSUAL: Final = (InHistory.HIGHEST, InHistory.AS_HIGH, InHistory.LOWEST, InHistory.AS_LOW)
"""Where a value stands out from all its earlier quarters."""

_WORDS: Final = {
    InHistory.HIGHEST: "the highest of the last {} quarters",
    InHistory.AS_HIGH: "as high as the highest of the last {} quarters",
    InHistory.LOWEST: "the lowest of the last {} quarters",
    InHistory.AS_LOW: "as low as the lowest of the last {} quarters",
}


@dataclass(frozen=True)
class History:
    """The values of the quarters before one, each fully known, the oldest first."""

    earlier: Sequence[float]
    ended_by: str = ""
    """Why it goes no further back although something earlier is known, in words."""

    def place(self, value: float, unit: Unit) -> InHistory:
        """Return where a value stands among them; what is shown alike is a tie."""
        if len(self.earlier) + 1 < LEAST:
            return InHistory.NOT_KNOWN
        now = as_shown(value, unit)
        low, high = (as_shown(edge(self.earlier), unit) for edge in (min, max))
        if low == high == now:
            return InHistory.WITHIN
        if now >= high:
            return InHistory.HIGHEST if now > high else InHistory.AS_HIGH
        if now <= low:
            return InHistory.LOWEST if now < low else InHistory.AS_LOW
        return InHistory.WITHIN

    def words(self, value: float, unit: Unit) -> str:
        """Say where a value stands, without calling it better or worse."""
        place = self.place(value, unit)
        if place is InHistory.NOT_KNOWN:
            return f"{TOO_FEW}{self._since}"
        if place is InHistory.WITHIN:
            low, high = show(min(self.earlier), unit), show(max(self.earlier), unit)
            return f"within the range of earlier quarters ({low} to {high}){self._since}"
        return f"{_WORDS[place].format(len(self.earlier) + 1)}{self._since}"

    @property
    def _since(self) -> str:
        return f", {self.ended_by}" if self.ended_by else ""

    def year_ago(self, value: float) -> float | None:
        """Return the value of the same quarter last year, where the series has a season.

        It has one if, over three years or more, a quarter was less than half as far from the same
        quarter of the year before as from the quarter before it, on average.
        """
        series = [*self.earlier, value]
        if len(series) < SEASONS:
            return None
        by_year = fsum(map(abs, map(sub, series[YEAR:], series)))
        by_quarter = fsum(map(abs, map(sub, series[YEAR:], series[YEAR - 1 :])))
        return self.earlier[-YEAR] if by_year < NEARER * by_quarter else None
