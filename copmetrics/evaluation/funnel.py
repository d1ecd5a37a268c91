"""Funnel limits: how far from the share of all together that of so many may lie by chance.

Several communities' shares are set beside what all of them together have. The fewer one is of, the
farther chance alone takes it. Limits are those of the binomial distribution, interpolated between its
steps (D. J. Spiegelhalter, "Funnel plots for comparing institutional performance", Statistics in Medicine
24, 2005). Emails and attendances of one person are no independent draws, and communities are not alike, so
shares often differ by more than chance. Where they clearly do, limits are also given that are as much wider
as the shares differ (the same, "Handling over-dispersion of performance indicators", Quality and Safety in
Health Care 14, 2005): only what lies beyond those is unlike the others.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import ceil, sqrt
from statistics import NormalDist
from typing import Final, NamedTuple

import numpy as np

__all__ = ["FEWEST", "INNER", "OUTER", "Funnel", "Place", "Range", "funnel"]

FEWEST: Final = 5
"""Fewer shares than this are not set beside one another."""
INNER: Final = 0.95
"""So many of a hundred lie within the inner limits by chance: one in twenty does not."""
OUTER: Final = 0.998
"""The same of the outer limits: one in five hundred does not."""
TAIL: Final = 0.1
"""So much at either end of the scores is drawn in, so that a few far ones do not widen the limits."""


class Range(NamedTuple):
    """From where to where, as shares."""

    low: float
    high: float


class Place(StrEnum):
    """Where a share lies beside the others."""

    WITHIN = "within the limits"
    BETWEEN = "beyond the inner limits"
    BEYOND = "beyond the outer limits"


@dataclass(frozen=True)
class Funnel:
    """What all together have, and how much shares differ beside what chance would make of them."""

    centre: float
    spread: float
    """The mean square of their scores: about 1 where chance alone makes the differences."""
    is_wide: bool
    """Whether they clearly differ by more than chance."""

    def by_chance(self, whole: float, within: float) -> Range:
        """Return within which limits a share of so many lies by chance; they are exact but for steps."""
        return Range(*(self._exact(whole, tail) for tail in _tails(within)))

    def limits(self, whole: float, within: float) -> Range:
        """Return the limits that a share is judged by: those of chance, or wider where all differ more."""
        if not self.is_wide:
            return self.by_chance(whole, within)
        error = sqrt(self.spread * self.centre * (1 - self.centre) / whole)
        ends = (self.centre + NormalDist().inv_cdf(tail) * error for tail in _tails(within))
        return Range(*(min(max(each, 0.0), 1.0) for each in ends))

    def place(self, share: float, whole: float) -> Place:
        """Return where a share of so many lies."""
        if not _is_in(share, self.limits(whole, OUTER)):
            return Place.BEYOND
        return Place.WITHIN if _is_in(share, self.limits(whole, INNER)) else Place.BETWEEN

    def _exact(self, whole: float, tail: float) -> float:
        """Return the share that so much of the distribution lies below, between two of its steps."""
        from scipy.special import bdtrik  # late: only this asks for it

        count = ceil(bdtrik(tail, whole, self.centre))
        if count and self._below(count - 1, whole) >= tail:
            count -= 1  # it was rounded up one step too far
        below, at = self._below(count - 1, whole), self._below(count, whole)
        return min(max((count - (at - tail) / (at - below)) / whole, 0.0), 1.0)

    def _below(self, count: float, whole: float) -> float:
        """Return how much of the distribution is so many or fewer."""
        from scipy.special import bdtr

        return float(bdtr(count, whole, self.centre)) if count >= 0 else 0.0


def funnel(parts: Sequence[float], wholes: Sequence[float]) -> Funnel | None:
    """Return the funnel of shares, each a part of a whole; nothing of too few, or where all have or none.

    Shapes: as many parts as wholes, each whole above 0.
    """
    if len(wholes) < FEWEST:
        return None
    part, whole = np.array(parts, dtype=float), np.array(wholes, dtype=float)
    centre = float(part.sum() / whole.sum())
    if not 0 < centre < 1:
        return None
    scores = (part / whole - centre) / np.sqrt(centre * (1 - centre) / whole)
    drawn_in = np.clip(scores, *np.quantile(scores, [TAIL, 1 - TAIL]))
    spread = float((drawn_in**2).mean())
    return Funnel(centre, spread, spread > 1 + 2 * sqrt(2 / len(whole)))


def _tails(within: float) -> tuple[float, float]:
    return (1 - within) / 2, (1 + within) / 2


def _is_in(share: float, limits: Range) -> bool:
    return limits.low <= share <= limits.high
