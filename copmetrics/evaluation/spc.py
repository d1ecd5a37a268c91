"""XmR charts: whether the ups and downs of a series are more than it gives of itself.

As the NHS "Making Data Count" practice has them: the mean, limits at 2.66 average moving ranges
from it, and four rules. Fewer than 7 points are not judged; 7 to 11 have trial limits and early
signs; 12 or more are judged. The verdict is that of the last point: older signals are history.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise
from typing import Any, Final, TypedDict

import numpy as np
import pandas as pd

from copmetrics.errors import ChoiceError
from copmetrics.measures.base import Better

__all__ = [
    "FULL",
    "LEAST",
    "RUN",
    "SIGNS",
    "Assurance",
    "Limits",
    "Rule",
    "Side",
    "Variation",
    "Xmr",
    "shifts",
    "trends",
    "two_in_three",
    "xmr",
]

LIMIT: Final = 2.66
"""Average moving ranges from the mean to a limit: 3 standard deviations / 1.128."""
NEAR: Final = 2 / 3
SCREEN: Final = 3.267
"""A moving range of so many average ones is an accident, and left out of the average, once."""
RUN: Final = 7
"""So many points in a row make a trend or a shift."""
LEAST: Final = 7
FULL: Final = 12
"""So many points give limits that are more than a trial."""
ROUNDING: Final = 1e-9


class Limits(StrEnum):
    """What the limits of a segment are worth."""

    NONE = "none"
    TRIAL = "trial"
    FULL = "full"
    FLAT = "flat"
    """The points hardly differ: limits of no width judge nothing."""


class Rule(StrEnum):
    """Why a point is special, the strongest first."""

    LIMIT = "outside the limits"
    TREND = "trend"
    TWO_IN_THREE = "two of three near a limit"
    SHIFT = "shift"


class Side(StrEnum):
    """On which side of the mean a special point lies; of a trend, where it goes."""

    HIGH = "high"
    LOW = "low"


class Variation(StrEnum):
    """What a point is, as good or bad: like any other, or special in which way."""

    COMMON = "common"
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    NEUTRAL_HIGH = "neutral high"
    """Special and high, of a measure of which neither way is better."""
    NEUTRAL_LOW = "neutral low"


SIGNS: Final = {
    (Rule.LIMIT, Side.HIGH): "above the upper limit",
    (Rule.LIMIT, Side.LOW): "below the lower limit",
    (Rule.TREND, Side.HIGH): "in a steady rise",
    (Rule.TREND, Side.LOW): "in a steady fall",
    (Rule.TWO_IN_THREE, Side.HIGH): "near the upper limit, two in three",
    (Rule.TWO_IN_THREE, Side.LOW): "near the lower limit, two in three",
    (Rule.SHIFT, Side.HIGH): "in a long run above the mean",
    (Rule.SHIFT, Side.LOW): "in a long run below the mean",
}
"""What a point that meets a rule is, in words."""


class Assurance(StrEnum):
    """Whether the process as it is will meet its target."""

    PASSES = "consistently passes"
    FAILS = "consistently fails"
    INCONSISTENT = "passes and fails"


class JudgedPoint(TypedDict):
    """One point of a series, with what it is judged by and what it is: a row of `Xmr.points`."""

    value: float
    moving_range: float
    segment: float
    """From 0."""
    centre: float
    lower: float
    upper: float
    near_lower: float
    near_upper: float
    limits: str
    """See `Limits`; empty of a point that is not known."""
    rule: str
    """See `Rule`; empty for a point like any other."""
    side: str
    """See `Side`; empty likewise."""
    variation: str
    """See `Variation`."""


@dataclass(frozen=True)
class Xmr:
    """A series with its limits and its special points.

    `points` has the series' index and the columns of `JudgedPoint`. A point that is not known has no
    limits and no rule.
    """

    points: pd.DataFrame
    target: float | None
    better: Better

    @property
    def known(self) -> pd.DataFrame:
        """The points that have a value."""
        return self.points[self.points["value"].notna()]

    @property
    def last(self) -> JudgedPoint | None:
        """The last known point, whose status is the chart's."""
        return self.known.iloc[-1].to_dict() if len(self.known) else None

    @property
    def assurance(self) -> Assurance | None:
        """Where the target lies to the last segment's limits; nothing without either."""
        last = self.last
        if last is None or self.target is None or self.better is Better.NEITHER:
            return None
        if last["limits"] not in (Limits.TRIAL, Limits.FULL):
            return None
        above, below = bool(self.target > last["upper"]), bool(self.target < last["lower"])
        if not above and not below:
            return Assurance.INCONSISTENT
        return Assurance.FAILS if above is (self.better is Better.HIGHER) else Assurance.PASSES


def xmr(
    values: pd.Series,
    *,
    better: Better = Better.NEITHER,
    rebase: Sequence[object] = (),
    target: float | None = None,
    run: int = RUN,
    screen: bool = True,
    baseline: int | None = None,
) -> Xmr:
    """Work out limits and special points of a series in order of time.

    `rebase` are labels of the (sorted) index at which a new segment begins, with a mean and limits
    of its own; nothing is ever rebased unasked. `screen` leaves accidental moving ranges out of the
    average, as NHS England's R package does and its Excel tool does not. `baseline` fixes the limits
    by so many first points of each segment, at least 12. Unknown points are passed over: their
    neighbours are next to each other.
    """
    if not values.index.is_monotonic_increasing:
        raise ChoiceError("an order of points", "mixed", ("by time",))
    if baseline is not None and baseline < FULL:
        raise ChoiceError("a number of baseline points", str(baseline), (f"{FULL} or more",))
    known = values.dropna().astype("float64")
    cuts = sorted({int(known.index.searchsorted(each)) for each in rebase} - {0, len(known)})
    edges = [0, *cuts, len(known)]
    segments = [
        _segment(known.to_numpy()[first:last], number, better, run, screen, baseline)
        for number, (first, last) in enumerate(pairwise(edges))
        if first < last or not len(known)
    ]
    points = pd.DataFrame(
        {name: np.concatenate([each[name] for each in segments]) for name in segments[0]},
        index=np.flatnonzero(values.notna()),
    )
    if len(known) < len(values):
        points = points.reindex(range(len(values)))
        points = points.fillna(dict.fromkeys(points.select_dtypes("str"), ""))
    return Xmr(points.set_axis(values.index), target, better)


def _segment(
    values: np.ndarray, number: int, better: Better, run: int, screen: bool, baseline: int | None
) -> dict[str, np.ndarray]:
    """Work out the columns of one segment, which knows nothing of the others."""
    moving = np.abs(np.diff(values, prepend=np.nan))
    base = values[:baseline]
    spread = _average(moving[1:baseline], screen)
    centre = float(base.mean()) if len(base) else np.nan
    reach = LIMIT * spread
    limits = _worth(len(values), spread, centre)
    rule, side = ([""] * len(values),) * 2
    if limits in (Limits.TRIAL, Limits.FULL):
        rule, side = _judged(values, centre, reach, run)
    found: dict[str, Any] = {
        "value": values,
        "moving_range": moving,
        "segment": number,
        "centre": centre,
        "lower": centre - reach,
        "upper": centre + reach,
        "near_lower": centre - reach * NEAR,
        "near_upper": centre + reach * NEAR,
        "limits": str(limits),
        "rule": np.array(rule, dtype="str"),
        "side": np.array(side, dtype="str"),
        "variation": np.array([str(_variation(each, better)) for each in side], dtype="str"),
    }
    return {name: np.broadcast_to(each, values.shape) for name, each in found.items()}


def _average(moving: np.ndarray, screen: bool) -> float:
    """Return the average moving range; accidents screened out once, never all of them."""
    if not len(moving):
        return 0.0
    average = float(moving.mean())
    usual = moving[moving < SCREEN * average]
    return float(usual.mean()) if screen and len(usual) else average


def _worth(points: int, spread: float, centre: float) -> Limits:
    """Say what limits are worth; a spread that is only what a computer rounds is none."""
    if points < LEAST:
        return Limits.NONE
    if spread <= ROUNDING * abs(centre):
        return Limits.FLAT
    return Limits.TRIAL if points < FULL else Limits.FULL


def _judged(
    values: np.ndarray, centre: float, reach: float, run: int
) -> tuple[list[str], list[str]]:
    """Return each point's rule, the strongest that it meets, and the side or way it goes."""
    above = np.where(np.isclose(values, centre, rtol=ROUNDING, atol=0), 0.0, values - centre)
    sides = np.sign(above).astype(int).tolist()
    beyond = (values > centre + reach) | (values < centre - reach)
    near = ~beyond & ((values > centre + reach * NEAR) | (values < centre - reach * NEAR))
    outside, ways = beyond.tolist(), trends(values.tolist(), run)
    doubled, shifted = two_in_three(near.tolist(), sides), shifts(sides, run)
    rules, where = [], []
    for place, side in enumerate(sides):
        met = {
            Rule.LIMIT: outside[place],
            Rule.TREND: ways[place] != 0,
            Rule.TWO_IN_THREE: doubled[place],
            Rule.SHIFT: shifted[place],
        }
        rule = next((each for each, holds in met.items() if holds), None)
        way = ways[place] if rule is Rule.TREND else side
        rules.append(str(rule or ""))
        where.append("" if rule is None else str(Side.HIGH if way > 0 else Side.LOW))
    return rules, where


def trends(values: Sequence[float], run: int = RUN) -> list[int]:
    """Say of each point whether it is in a trend: 1 up, -1 down, 0 neither.

    A trend is `run` points, each strictly higher (or lower) than the one before; a tie breaks it.
    A peak that ends one trend and begins another is in the later one.
    """
    steps = np.sign(np.diff(values)).astype(int).tolist()
    ways = [0] * len(values)
    for way, first, last in _runs(steps):
        if way and last - first >= run - 1:
            ways[first : last + 1] = [way] * (last + 1 - first)
    return ways


def shifts(sides: Sequence[int], run: int = RUN) -> list[bool]:
    """Say of each point whether `run` or more in a row lie on its side; one on the mean breaks it."""
    found = [False] * len(sides)
    for side, first, last in _runs(sides):
        if side and last - first >= run:
            found[first:last] = [True] * (last - first)
    return found


def two_in_three(near: Sequence[bool | int], sides: Sequence[int]) -> list[bool]:
    """Say of each point whether it is one of two near a limit within three on one side of the mean."""
    found = [False] * len(sides)
    for first in range(len(sides) - 2):
        three = range(first, first + 3)
        together = len({sides[each] for each in three}) == 1 and sides[first] != 0
        close = [each for each in three if near[each]]
        if together and len(close) >= 2:
            for each in close:
                found[each] = True
    return found


def _runs(signs: Sequence[int]) -> list[tuple[int, int, int]]:
    """Return the stretches of like signs: the sign, where it begins and where it is over."""
    found, first = [], 0
    for sign, members in groupby(signs):
        last = first + len(list(members))
        found.append((sign, first, last))
        first = last
    return found


def _variation(side: str, better: Better) -> Variation:
    """Return what a point is that is special on a side, or on none."""
    if not side:
        return Variation.COMMON
    high = side == Side.HIGH
    if better is Better.NEITHER:
        return Variation.NEUTRAL_HIGH if high else Variation.NEUTRAL_LOW
    good = high is (better is Better.HIGHER)
    return Variation.IMPROVEMENT if good else Variation.CONCERN
