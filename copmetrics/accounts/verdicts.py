"""What a control chart says of its last point, in words: never why, and never more than it shows."""

from __future__ import annotations

from collections.abc import Sequence
from math import sqrt
from typing import Final

import pandas as pd

from copmetrics.accounts.chart_details import PointSignal
from copmetrics.community.series import PointUnit
from copmetrics.evaluation.spc import (
    LEAST,
    SIGNS,
    Assurance,
    JudgedPoint,
    Limits,
    Rule,
    Side,
    Variation,
    Xmr,
)
from copmetrics.measures.base import Measure
from copmetrics.units import Unit, join_words, show

__all__ = [
    "SIGNALS",
    "earlier_signals",
    "limits_told",
    "limits_words",
    "skew_words",
    "target_words",
    "verdict",
]

NOISE: Final = {12: "one in sixteen", 24: "one in five", 40: "one in three"}
"""Of charts of so many points in which nothing changed, how many have an earlier sign: simulated in
`benchmarks/verdicts.py`."""

FULL = {
    PointSignal.IMPROVEMENT: "an improvement beyond the usual ups and downs",
    PointSignal.CONCERN: "a concern, beyond the usual ups and downs",
    PointSignal.CHANGE: "a change beyond the usual ups and downs",
}
EARLY = {
    PointSignal.IMPROVEMENT: "an early sign of improvement",
    PointSignal.CONCERN: "an early sign of concern",
    PointSignal.CHANGE: "an early sign of change",
}
ASSURED = {
    Assurance.PASSES: "as things are, every {every} will meet it",
    Assurance.FAILS: "as things are, no {every} will meet it",
    Assurance.INCONSISTENT: "as things are, some {every}s will meet it and some will not",
}
SIGNALS: Final = {
    Variation.COMMON: PointSignal.USUAL,
    Variation.IMPROVEMENT: PointSignal.IMPROVEMENT,
    Variation.CONCERN: PointSignal.CONCERN,
    Variation.NEUTRAL_HIGH: PointSignal.CHANGE,
    Variation.NEUTRAL_LOW: PointSignal.CHANGE,
}
"""What a point is called by how it varies."""


def verdict(found: Xmr, labels: Sequence[str], measure: Measure, every: PointUnit) -> str:
    """Say what the last point that is judged is; `labels` name the points."""
    last = found.last
    if last is None:
        return f"{measure.label}: nothing is known"
    if last["limits"] == Limits.NONE:
        return f"{measure.label}: {_too_few(found, labels)}"
    if last["limits"] == Limits.FLAT:
        return f"{measure.label}: it hardly moves, so there are no limits to judge by"
    place = _place(found)
    when = f"in {labels[place]}" if every == PointUnit.MONTH else f"({labels[place]})"
    said = f"{measure.label}: {show(last['value'], measure.unit)} {when}"
    trial = last["limits"] == Limits.TRIAL
    if not last["rule"]:
        return f"{said}, within {'trial limits' if trial else 'the usual ups and downs'}"
    why = SIGNS[Rule(last["rule"]), Side(last["side"])]
    return f"{said}, {why}: {(EARLY if trial else FULL)[SIGNALS[Variation(last['variation'])]]}"


def _too_few(found: Xmr, labels: Sequence[str]) -> str:
    """Say that there are too few points, and since when if a new part has begun."""
    known = found.known
    here = known[known["segment"].eq(known["segment"].iloc[-1])]
    if known["segment"].nunique() == 1:
        return f"too few points to judge ({len(known)}; it takes {LEAST})"
    first = int(found.points.index.get_indexer_for([here.index[0]])[0])
    return f"too few points since {labels[first]} to judge ({len(here)}; it takes {LEAST})"


def _place(found: Xmr) -> int:
    """Return which point of all is the last that is judged."""
    return int(found.points["value"].notna().to_numpy().nonzero()[0][-1])


def limits_told(judgement: JudgedPoint, measure: Measure) -> tuple[float | None, float | None]:
    """Return a point's lower and upper limit; one beyond what the measure can be is none."""
    least, most = measure.bounds
    lower, upper = float(judgement["lower"]), float(judgement["upper"])
    return (None if lower < least else lower), (None if upper > most else upper)


def limits_words(found: Xmr, measure: Measure) -> str:
    """Say the mean and the limits of the last part, and which of them there cannot be."""
    last = found.last
    if last is None or last["limits"] not in (Limits.TRIAL, Limits.FULL):
        return ""
    unit, (lower, upper) = measure.unit, limits_told(last, measure)
    trial = "trial " if last["limits"] == Limits.TRIAL else ""
    mean = f"Mean {show(last['centre'], unit)}"
    least, most = (show(each, unit) for each in measure.bounds)
    if lower is None and upper is None:
        return f"{mean}; no {trial}limits, as they would be below {least} and above {most}."
    if lower is None:
        return (
            f"{mean}, upper {trial}limit {show(upper, unit)}; no lower one, as it would be "
            f"below {least}."
        )
    if upper is None:
        return (
            f"{mean}, lower {trial}limit {show(lower, unit)}; no upper one, as it would be "
            f"above {most}."
        )
    return f"{mean}, {trial}limits {show(lower, unit)} to {show(upper, unit)}."


def skew_words(found: Xmr) -> str:
    """Say that the points of the last part lie to one side, where chance alone would not lay them so.

    That is more than two standard errors of skewness, of as many points as make full limits.
    """
    last = found.last
    if last is None or last["limits"] != Limits.FULL:
        return ""
    here = found.known.loc[found.known["segment"].eq(last["segment"]), "value"]
    n = len(here)
    usual = sqrt(6 * n * (n - 1) / ((n - 2) * (n + 1) * (n + 3)))
    skew = float(here.skew())
    if abs(skew) <= 2 * usual:
        return ""
    side, way = ("below", "above") if skew > 0 else ("above", "below")
    return (
        f"The points are skewed: most lie {side} the mean and a few far {way} it. The limits expect as "
        f"much on either side, so that a point {way} them is a weaker sign than it seems."
    )


def target_words(found: Xmr, unit: Unit, every: PointUnit) -> str:
    """Say whether the target will be met as things are."""
    if found.target is None:
        return ""
    opening = f"Target {show(found.target, unit)}"
    return (
        f"{opening}: {ASSURED[found.assurance].format(every=every)}."
        if found.assurance
        else f"{opening}."
    )


def earlier_signals(found: Xmr, labels: Sequence[str]) -> str:
    """Say which points before the last one were special: that is history."""
    named = found.points.assign(label=list(labels))
    known = named[named["value"].notna()].reset_index(drop=True)
    runs = _runs(known.iloc[:-1])
    return f"Earlier signals, now history: {'; '.join(runs)}. {_noise(len(known))}" if runs else ""


def _noise(points: int) -> str:
    """Say how often chance alone makes an earlier sign, in a chart of about as many points."""
    nearest = min(NOISE, key=lambda each: abs(each - points))
    return (
        f"Of charts of {nearest} points in which nothing changed, {NOISE[nearest]} has such a sign."
    )


def _runs(known: pd.DataFrame) -> list[str]:
    """Put special points that follow one another with the same meaning together.

    `known` are points in order of time, by their place.
    """
    flagged = known[known["rule"].ne("")]
    apart = flagged.index.to_series().diff().ne(1) | flagged["variation"].ne(
        flagged["variation"].shift()
    )
    told = []
    for _, run in flagged.groupby(apart.cumsum()):
        first, last = run["label"].iloc[0], run["label"].iloc[-1]
        span = first if len(run) == 1 else f"{first} to {last}"
        why = [
            SIGNS[Rule(rule), side]
            for rule, side in dict.fromkeys(zip(run["rule"], run["side"], strict=True))
        ]
        told.append(f"{span} ({SIGNALS[Variation(run['variation'].iloc[0])]}: {join_words(why)})")
    return told
