"""A control chart of one measure: its numbers, its verdict in words, and what to know of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from copmetrics.accounts.account import DayMark, ReportCell, ReportColumn, ReportFigure, ReportTable
from copmetrics.accounts.chart_details import ControlPoint, PointSignal
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.accounts.chart_markers import marks_among, marks_within, opens_notes
from copmetrics.accounts.quarter_figures import TREND, known_number
from copmetrics.accounts.verdicts import (
    SIGNALS,
    earlier_signals,
    limits_told,
    limits_words,
    skew_words,
    target_words,
    verdict,
)
from copmetrics.community.community import Community
from copmetrics.community.series import (
    IN_MONTH,
    MIXED,
    NOTHING,
    PointUnit,
    SeriesPoint,
    judged,
    series,
)
from copmetrics.evaluation.asked_facts import Where
from copmetrics.evaluation.spc import SIGNS, JudgedPoint, Limits, Rule, Side, Variation, Xmr
from copmetrics.framework.basis import Basis
from copmetrics.measures import open_rate_eras
from copmetrics.measures.base import Measure
from copmetrics.measures.open_rate_eras import MachineOpens
from copmetrics.quarters import MONTH, label
from copmetrics.units import Unit

__all__ = ["control_figure", "points_shown"]

BY = {
    PointUnit.MONTH: "by month",
    PointUnit.EVENT: "event by event",
    PointUnit.MAILING: "mailing by mailing",
}


def control_figure(
    community: Community,
    indicator: str,
    every: PointUnit = PointUnit.MONTH,
    *,
    where: Where | None = None,
    of: str = "",
    until: pd.Period | None = None,
    quarters: int = TREND,
    whole: pd.DataFrame | None = None,
) -> ReportFigure:
    """Tell one measure as a control chart, to the end of the quarter `until` (else to the last).

    `of` says what `where` keeps, such as the title of the events; the chart's words have it. `whole` is
    the series, where it is known already.

    Its numbers are exact: it is for those who lead a community, not for accounts that are shared.
    """
    whole = series(community, indicator, every, where=where) if whole is None else whole
    points = _named(points_shown(whole, until, quarters))
    found = judged(points, indicator, community.settings)
    measure = community.measures[indicator]
    measure = replace(measure, label=f"{measure.label} ({of})") if of else measure
    labels = points["label"].tolist()
    id = f"control-{indicator}-{every}".replace("_", "-")
    details = _details(points, found, measure)
    return ReportFigure(
        id,
        verdict(found, labels, measure, every),
        _subtitle(points, found, measure, every),
        ChartKind.XMR,
        _table(id, details, found, measure, every),
        marks=_marks(points, indicator, every, community),
        notes=_notes(points, found, indicator, labels, community),
        details=details,
    )


def points_shown(points: pd.DataFrame, until: pd.Period | None, quarters: int) -> pd.DataFrame:
    """Keep the quarters to be told, from the first one that has a known point."""
    known = points["value"].notna()
    if not known.any():
        return points.iloc[:0]
    last = points["quarter"].max() if until is None else until
    first = max(last - quarters + 1, points.loc[known, "quarter"].min())
    inside = points["quarter"].ge(first) & points["quarter"].le(last)
    return points[inside].reset_index(drop=True)


def _named(points: pd.DataFrame) -> pd.DataFrame:
    """Name points by their day alone where all of them have the same title."""
    return (
        points.assign(label=points["day"]) if points["title"].nunique(dropna=False) == 1 else points
    )


def _subtitle(points: pd.DataFrame, found: Xmr, measure: Measure, every: PointUnit) -> str:
    told = f"{measure.label}, {BY[every]}"
    if points.empty:
        return told
    first, last = points["label"].iloc[0], points["label"].iloc[-1]
    opening = f"{told}, {first} to {last}."
    parts = (opening, limits_words(found, measure), target_words(found, measure.unit, every))
    return " ".join(filter(None, parts))


def _table(
    id: str,
    points: Sequence[ControlPoint],
    found: Xmr,
    measure: Measure,
    every: PointUnit,
) -> ReportTable:
    """Put the points, what they are judged by and what they are into rows."""
    unit = measure.unit
    fine = unit if unit is Unit.SHARE else Unit.DECIMAL
    columns = [
        ReportColumn(every.capitalize()),
        ReportColumn(measure.label, unit),
        ReportColumn("Mean", fine),
        ReportColumn("Lower limit", fine),
        ReportColumn("Upper limit", fine),
        *([] if found.target is None else [ReportColumn("Target", fine)]),
        ReportColumn("Signal"),
        ReportColumn("Why"),
        ReportColumn("Limits"),
        ReportColumn("Part", Unit.COUNT),
        ReportColumn("Quarter"),
    ]
    rows = tuple(_row(each) for each in points)
    return ReportTable(f"{id}-data", f"{measure.label}, {BY[every]}", tuple(columns), rows)


def _row(point: ControlPoint) -> tuple[ReportCell, ...]:
    return (
        point.label,
        point.value,
        point.mean,
        point.lower,
        point.upper,
        *(() if point.target is None else (point.target,)),
        str(point.signal),
        point.why,
        str(point.limits or ""),
        None if point.part is None else float(point.part),
        point.quarter,
    )


def _details(points: pd.DataFrame, found: Xmr, measure: Measure) -> tuple[ControlPoint, ...]:
    """Return the points, each with what it is judged by and what it is."""
    judgements = found.points.to_dict("records")
    return tuple(
        _detail(point, judgement, found.target, measure)
        for point, judgement in zip(points.to_dict("records"), judgements, strict=True)
    )


def _detail(
    point: SeriesPoint,
    judgement: JudgedPoint,
    target: float | None,
    measure: Measure,
) -> ControlPoint:
    """Tell one point; a limit beyond what can be is none."""
    rule, side = judgement["rule"], judgement["side"]
    part = known_number(judgement["segment"])
    value = known_number(point["value"])
    limits = Limits(judgement["limits"]) if judgement["limits"] else None
    has_limits = limits in (Limits.TRIAL, Limits.FULL)
    mean = known_number(judgement["centre"]) if has_limits else None
    lower, upper = limits_told(judgement, measure) if has_limits else (None, None)
    return ControlPoint(
        label=str(point["label"]),
        value=value,
        mean=mean,
        lower=lower,
        upper=upper,
        target=target,
        signal=_signal(judgement, limits, value),
        why=SIGNS[Rule(rule), Side(side)] if rule else "",
        low=bool(rule) and side == Side.LOW,
        limits=limits,
        part=None if part is None else int(part) + 1,
        quarter=label(point["quarter"]),
    )


def _signal(judgement: JudgedPoint, limits: Limits | None, value: float | None) -> PointSignal:
    """Return what a point is called."""
    if limits in (Limits.TRIAL, Limits.FULL):
        return SIGNALS[Variation(judgement["variation"])]
    if limits is not None:
        return PointSignal.WITHOUT_LIMITS
    return PointSignal.UNKNOWN if value is None else PointSignal.NOT_JUDGED


def _marks(
    points: pd.DataFrame, indicator: str, every: PointUnit, community: Community
) -> tuple[DayMark, ...]:
    local = points["at"].dt.tz_convert(community.settings.timezone)
    if every == PointUnit.MONTH:
        return marks_within(indicator, pd.PeriodIndex(local.dt.tz_localize(None), freq=MONTH))
    return marks_among(indicator, [each.date() for each in local])


def _notes(
    points: pd.DataFrame,
    found: Xmr,
    indicator: str,
    labels: Sequence[str],
    community: Community,
) -> tuple[str, ...]:
    """Say what is history, what is not judged and why, and what the days do to opens."""
    if points.empty:
        return ()
    local = points["at"].dt.tz_convert(community.settings.timezone)
    first, last = local.iloc[0].date(), points["quarter"].iloc[-1].end_time.date()
    mixed = [
        f"{name} is of both kinds of opens and is not judged."
        for name in points.loc[points["era"].eq(MIXED) & points["value"].notna(), "label"]
    ]
    return tuple(
        filter(
            None,
            (
                _empty_months(points),
                earlier_signals(found, labels),
                skew_words(found),
                _unlike(points),
                *opens_notes(indicator, first, last),
                *mixed,
                _machines(points, indicator),
            ),
        )
    )


def _empty_months(points: pd.DataFrame) -> str:
    """Say how many months have no point because there was nothing in them that could be counted."""
    empty = points.loc[points["note"].fillna("").str.startswith(NOTHING), "note"]
    if empty.empty:
        return ""
    months = "month has" if len(empty) == 1 else "months have"
    needed = str(empty.iloc[0]).removeprefix(NOTHING).removesuffix(IN_MONTH).strip()
    return f"{len(empty)} {months} no point, and no part in the mean: there were no {needed}."


def _unlike(points: pd.DataFrame) -> str:
    """Say which points are not over, or are surer or less sure than the others."""
    known = points[points["value"].notna()]
    running = known.loc[known["basis"].eq(Basis.SO_FAR), "label"]
    sure = known[known["basis"].ne(Basis.SO_FAR)]
    unlike = sure.loc[~sure["basis"].isin(sure["basis"].mode()[:1]), "label"]
    parts = [f"{each} is not over yet, and is not judged" for each in running]
    parts += [f"{each} is counted differently from most, and is not judged" for each in unlike]
    return f"{'; '.join(parts)}." if parts else ""


def _machines(points: pd.DataFrame, indicator: str) -> str:
    """Say whether machine opens are in what is told."""
    if indicator not in open_rate_eras.CLEANED:
        return ""
    last = points.loc[points["value"].notna(), "machine_opens"].iloc[-1]
    return open_rate_eras.machine_opens_words(last == MachineOpens.LEFT_OUT)
