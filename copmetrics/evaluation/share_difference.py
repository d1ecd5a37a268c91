"""How far apart two shares are, with its 95 % interval, and what that rests on.

Shares of people who stand for themselves: Newcombe's interval (1998, method 10: Wilson's score
intervals combined). What comes a mailing or an event at a time does not stand for itself: one subject
line moves all its emails. Then the mailings are the sample. How much they differ among themselves
beyond chance is estimated by moments over both sides (DerSimonian and Laird 1986), each side counts as
so many independent emails as tell as much (Kish's design effect), Student's t with the mailings'
degrees of freedom takes the place of the normal, and Wilson's interval is not made narrower by the
emails that it supposes. `benchmarks/verdicts.py` has what else was tried.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import hypot, sqrt
from statistics import NormalDist
from typing import Final, TypeAlias

import numpy as np

__all__ = ["FEWEST", "Interval", "Parts", "interval_of_parts", "interval_of_ratios", "newcombe"]

Parts: TypeAlias = Sequence[tuple[float, float]]
"""The numerator and the denominator of each mailing, or event, of one side."""
Interval: TypeAlias = tuple[float, float]
FEWEST: Final = 3
"""Of so many mailings or events on either side it is said that there is no clear change."""
ONE_SIDED: Final = 0.975
Z: Final = NormalDist().inv_cdf(ONE_SIDED)


@dataclass(frozen=True)
class _Side:
    """One side's mailings, or events, as far as an interval needs them."""

    parts: np.ndarray

    @property
    def whole(self) -> float:
        return float(self.parts[:, 1].sum())

    @property
    def share(self) -> float:
        return float(self.parts[:, 0].sum()) / self.whole

    @property
    def typical_size(self) -> float:
        """The size of the mailing that a typical email is of."""
        return float((self.parts[:, 1] ** 2).sum()) / self.whole

    @property
    def as_many_as(self) -> float:
        """How many mailings of one size would tell as much; one large among small ones counts most."""
        return self.whole / self.typical_size

    @property
    def scatter(self) -> float:
        """The squared distances of the mailings' shares from the side's own, by their sizes."""
        sizes = self.parts[:, 1]
        return float((sizes * (self.parts[:, 0] / sizes - self.share) ** 2).sum())

    @property
    def freedom(self) -> int:
        return len(self.parts) - 1


def newcombe(
    numerator: float, denominator: float, old_numerator: float, old_denominator: float
) -> Interval:
    """Return the 95 % interval of the difference of two independent shares, new less old."""
    new, old = numerator / denominator, old_numerator / old_denominator
    return _combined((new, _wilson(new, denominator, Z)), (old, _wilson(old, old_denominator, Z)))


def interval_of_ratios(
    numerator: float, denominator: float, old_numerator: float, old_denominator: float
) -> Interval:
    """Return the same of two ratios, which may exceed 1."""
    new, old = numerator / denominator, old_numerator / old_denominator
    return _combined((new, _poisson(new, denominator, Z)), (old, _poisson(old, old_denominator, Z)))


def interval_of_parts(new: Parts, old: Parts, *, part_of_whole: bool = True) -> Interval | None:
    """Return the 95 % interval of a difference, reckoned with how mailings or events differ.

    Nothing where they are too few: one on either side, or one that is nearly all of it on both.
    `part_of_whole` is false of a ratio, which may exceed 1.
    """
    from scipy.special import stdtrit  # late: slow to import, and only changes of shares ask

    sides = [_Side(np.array([each for each in side if each[1] > 0])) for side in (new, old)]
    if any(len(side.parts) < 2 for side in sides):
        return None
    freedom = sum(side.as_many_as for side in sides) - len(sides)
    if freedom < 1:
        return None
    t = float(stdtrit(freedom, ONE_SIDED))
    score, spread = (_wilson_of_parts, _of_part) if part_of_whole else (_poisson, _of_ratio)
    between = _between(sides, spread)
    first, last = (
        (side.share, score(side.share, side.whole / (1 + between * side.typical_size), t))
        for side in sides
    )
    return _combined(first, last)


def _between(sides: Sequence[_Side], spread: Callable[[float], float]) -> float:
    """Return how much mailings vary among themselves, beside what one email varies by chance.

    0 where they vary no more than emails that stand for themselves would make them.
    """
    whole = sum(side.whole for side in sides)
    usual = spread(sum(side.share * side.whole for side in sides) / whole)
    if not usual:
        return 0.0
    by_chance = sum(side.freedom * spread(side.share) for side in sides)
    beyond = sum(side.scatter for side in sides) - by_chance
    return max(0.0, beyond / sum(side.whole - side.typical_size for side in sides)) / usual


def _of_part(share: float) -> float:
    """Return the variance of one email that is in the numerator with this chance."""
    return share * (1 - share)


def _of_ratio(ratio: float) -> float:
    """Return the variance of a count of which there is so much for each of the denominator."""
    return ratio


def _wilson(share: float, whole: float, z: float) -> Interval:
    """Return Wilson's score interval of a share; `whole` need not be whole."""
    middle = (share + z * z / (2 * whole)) / (1 + z * z / whole)
    reach = z * sqrt(share * (1 - share) / whole + (z / (2 * whole)) ** 2) / (1 + z * z / whole)
    return middle - reach, middle + reach


def _wilson_of_parts(share: float, whole: float, t: float) -> Interval:
    """Return Wilson's interval of a share of as many as tell as much, as wide as these alone make it.

    Its middle leans on t squared emails that nobody sent. They may move it, but not make it narrower: of how
    mailings differ they tell nothing.
    """
    low, high = _wilson(share, whole, t)
    middle, reach = (low + high) / 2, (high - low) / 2 * sqrt(1 + t * t / whole)
    return max(0.0, middle - reach), min(1.0, middle + reach)


def _poisson(ratio: float, whole: float, z: float) -> Interval:
    """Return the score interval of a Poisson rate, for a ratio that may exceed 1."""
    middle = ratio + z * z / (2 * whole)
    reach = z * sqrt(ratio / whole + (z / (2 * whole)) ** 2)
    return middle - reach, middle + reach


def _combined(new: tuple[float, Interval], old: tuple[float, Interval]) -> Interval:
    """Combine the intervals of two shares into that of their difference, as Newcombe does."""
    (share, (low, high)), (old_share, (old_low, old_high)) = new, old
    difference = share - old_share
    return (
        difference - hypot(share - low, old_high - old_share),
        difference + hypot(high - share, old_share - old_low),
    )
