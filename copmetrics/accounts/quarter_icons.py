"""A control chart of each of the eight measures, quarter by quarter: what it says of the last one.

A number that is shared is judged only where every number that may stand behind those shown is judged
alike, so that nobody is told more than the figures tell, and nobody anything that is not so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

import pandas as pd

from copmetrics.accounts.measure_icons import MeasureIcons, VariationIcon
from copmetrics.accounts.verdicts import SIGNALS
from copmetrics.community.series import MIXED, eras, judged
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
from copmetrics.framework.basis import Basis
from copmetrics.framework.withheld import ShownAs
from copmetrics.measures import HEADLINES
from copmetrics.measures.base import Better, Measure
from copmetrics.privacy.rounding import NOTE, Rounding
from copmetrics.settings import Settings
from copmetrics.units import show

__all__ = ["HIDDEN", "QUARTERS", "quarter_icons", "shared_icons"]

QUARTERS: Final = 12
"""So many quarters are set beside one another, this one among them."""
HALF: Final = 0.005
"""A share in whole per cents may be so much more, or less."""
HIDDEN: Final = "Not judged: as they are rounded, the numbers do not tell"

MEETS: Final = {
    Assurance.PASSES: "every quarter will meet it.",
    Assurance.FAILS: "no quarter will meet it.",
    Assurance.INCONSISTENT: "some quarters will meet it.",
}

ICONS: Final = {
    (Variation.IMPROVEMENT, Side.HIGH): VariationIcon.IMPROVEMENT_HIGH,
    (Variation.IMPROVEMENT, Side.LOW): VariationIcon.IMPROVEMENT_LOW,
    (Variation.CONCERN, Side.HIGH): VariationIcon.CONCERN_HIGH,
    (Variation.CONCERN, Side.LOW): VariationIcon.CONCERN_LOW,
    (Variation.NEUTRAL_HIGH, Side.HIGH): VariationIcon.CHANGE_HIGH,
    (Variation.NEUTRAL_LOW, Side.LOW): VariationIcon.CHANGE_LOW,
}


def quarter_icons(
    values: pd.DataFrame, quarter: pd.Period, measures: Mapping[str, Measure], settings: Settings
) -> dict[str, MeasureIcons]:
    """Return the icons of the eight measures in a quarter, from their exact values."""
    recent = _recent(values, quarter)
    return {id: _icons(_points(recent, id, settings), measures[id], settings) for id in HEADLINES}


def shared_icons(
    exact: pd.DataFrame,
    shown: pd.DataFrame,
    quarter: pd.Period,
    measures: Mapping[str, Measure],
    settings: Settings,
    rounding: Rounding,
) -> dict[str, MeasureIcons]:
    """Return the icons that the values as `shown` bear, and that are true of the `exact` ones."""

    exact, shown = (_recent(each, quarter) for each in (exact, shown))

    def of(id: str) -> MeasureIcons:
        told = _points(shown, id, settings)
        if told["status"].iloc[-1] == ShownAs.WITHHELD:
            return _not_judged(f"Not judged: {NOTE}")
        ends = [_ends(row, measures[id], rounding) for row in told.to_dict("records")]
        values = _points(exact, id, settings)["value"].mask(told["value"].isna())
        possible = {str(each): each for each in (*_extremes(ends), values.tolist())}
        found = {
            _icons(told.assign(value=each), measures[id], settings, why=False)
            for each in possible.values()
        }
        return found.pop() if len(found) == 1 else _not_judged(HIDDEN)

    return {id: of(id) for id in HEADLINES}


def _recent(values: pd.DataFrame, quarter: pd.Period) -> pd.DataFrame:
    """Return the eight measures in the quarters that one is judged by, this quarter the last."""
    first = quarter - QUARTERS + 1
    here = values["indicator"].isin(HEADLINES) & values["quarter"].between(first, quarter)
    return values[here].sort_values("quarter", kind="stable", ignore_index=True)


def _points(recent: pd.DataFrame, indicator: str, settings: Settings) -> pd.DataFrame:
    """Return a measure's quarters as points in order of time."""
    rows = recent[recent["indicator"].eq(indicator)].reset_index(drop=True)
    quarters = pd.PeriodIndex(rows["quarter"])
    at = quarters.start_time.tz_localize(settings.timezone)
    points = rows.assign(at=at, ends=quarters.end_time)
    return points.assign(era=eras(points, indicator, settings))


def _ends(row: Mapping[str, object], measure: Measure, rounding: Rounding) -> tuple[float, float]:
    """Return between which numbers the one lies that is shown."""
    value = float(str(row["value"]))
    if row["status"] == ShownAs.WITHHELD or pd.isna(value):
        return value, value
    if measure.is_share:
        return value - HALF, value + HALF
    return rounding.bounds(value) if measure.is_count_of_people else (value, value)


def _extremes(ends: list[tuple[float, float]]) -> Iterator[list[float]]:
    """Go through what is furthest from the numbers shown: the last one against the others, and zigzags."""
    low, high = ([each[side] for each in ends] for side in (0, 1))
    yield [*high[:-1], low[-1]]
    yield [*low[:-1], high[-1]]
    for first in (0, 1):
        yield [each[(place + first) % 2] for place, each in enumerate(ends)]


def _icons(
    points: pd.DataFrame, measure: Measure, settings: Settings, *, why: bool = True
) -> MeasureIcons:
    """Judge the last of some points; `why` it is special is said where that is told."""
    last = points.iloc[-1]
    if pd.isna(last["value"]):
        return _not_judged(_left_out(last))
    found = judged(points, measure.id, settings)
    point = found.points.iloc[-1]
    if pd.isna(point["value"]):
        return _not_judged(_left_out(last))
    if point["limits"] == Limits.NONE:
        shown = "" if why else " shown"
        few = f"Too few quarters{shown} to judge ({_together(found)}; it takes {LEAST})"
        return _not_judged(few)
    if point["limits"] == Limits.FLAT:
        return _not_judged("Not judged: most quarters were alike")
    judgement: JudgedPoint = point.to_dict()
    steady = not judgement["rule"]
    return MeasureIcons(
        variation=_variation(judgement),
        words=_words(judgement, why=why),
        assurance=found.assurance if steady else None,
        target=_target(found, measure, judgement["value"], steady=steady),
        sign=_sign(judgement),
    )


def _target(found: Xmr, measure: Measure, value: float, *, steady: bool) -> str:
    """Say in a line whether quarters like these will meet the target; of one unlike them, whether it did."""
    if found.target is None or found.assurance is None:
        return ""
    opening = f"Target {show(found.target, measure.unit)}"
    if steady:
        return f"{opening}: {MEETS[found.assurance]}"
    above, below = value > found.target, value < found.target
    missed = below if measure.better is Better.HIGHER else above
    return f"{opening}: {'not met' if missed else 'met'} in this quarter."


def _not_judged(words: str) -> MeasureIcons:
    return MeasureIcons(VariationIcon.NOT_JUDGED, words)


def _left_out(last: pd.Series) -> str:
    """Say why the last point is not judged although others may be."""
    if pd.isna(last["value"]):
        return "Not known"
    if last["basis"] == Basis.SO_FAR:
        return f"Not judged: {last['note']}"
    if last["era"] == MIXED:
        return "Not judged: opens came to mean something else in this quarter"
    return "Not judged: it is counted differently from most earlier quarters"


def _together(found: Xmr) -> int:
    """Return how many points the last one is judged with."""
    known = found.known
    return int(known["segment"].eq(known["segment"].iloc[-1]).sum())


def _variation(point: JudgedPoint) -> VariationIcon:
    if not point["rule"]:
        return VariationIcon.USUAL
    return ICONS[Variation(point["variation"]), Side(point["side"])]


def _sign(point: JudgedPoint) -> str:
    """Name what a special point is; by trial limits only an early sign."""
    if not point["rule"]:
        return ""
    sign = SIGNALS[Variation(point["variation"])]
    return f"early sign of {sign}" if point["limits"] == Limits.TRIAL else str(sign)


def _words(point: JudgedPoint, *, why: bool) -> str:
    """Say what a point is, and `why`, or beside what: it may be no other than the quarter before."""
    if not point["rule"]:
        return "Usual variation"
    said = _sign(point).capitalize()
    because = SIGNS[Rule(point["rule"]), Side(point["side"])]
    return f"{said}: {because}" if why else f"{said}, beside earlier quarters"
