"""Over time: control charts of months and mailings, and trends over up to twelve quarters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from copmetrics.accounts.account import (
    Listing,
    Paragraph,
    ReportBlock,
    ReportColumn,
    ReportFigure,
    ReportTable,
    Section,
)
from copmetrics.accounts.chart_details import ControlPoint, PointSignal
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.accounts.charted_attendance import charted_attendance
from copmetrics.accounts.control import control_figure
from copmetrics.accounts.not_known import is_known, not_known_words
from copmetrics.accounts.quarter_figures import InsideFigures, QuarterFigures, known_text
from copmetrics.accounts.running_quarter import row_label, so_far_after
from copmetrics.community.series import PointUnit
from copmetrics.evaluation.history import InHistory
from copmetrics.measures import HEADLINES, MEASURES
from copmetrics.quarters import label
from copmetrics.units import show

__all__ = ["NO_NEWS", "control_charts", "control_section", "trends"]

ATTENDANCES: Final = "attendances"
RATES: Final = ("click_rate", "open_rate")
NEWS = (PointSignal.IMPROVEMENT, PointSignal.CONCERN, PointSignal.CHANGE)
NO_NEWS: Final = "Nothing unusual here: on screen, choose a title to open its chart"
HOW_TO_READ = (
    "Every number goes up and down. The limits in these charts show how far this one usually does: a point "
    "within them, and in no run, is nothing unusual, however it compares with the one before. A sign says "
    "that something has changed, not why; what counts is the last point, of which chance alone makes a sign "
    "one or two times in a hundred. Each point here is an event or a mailing: one may stand out in a quarter "
    "that is, as a whole, like the others. The charts follow the NHS practice “Making Data Count”."
)


def trends(facts: QuarterFigures) -> Section:
    """Tell attendance event by event and mailings one by one, with their limits; then quarters."""
    listed = is_known(facts, "list_members")
    blocks: list[ReportBlock] = [
        *control_charts(facts),
        *([_list_trend(facts)] if listed else []),
        Paragraph(
            not_known_words(facts, (*_without_points(facts), *([] if listed else ["list_members"])))
        ),
        _series_table(facts),
    ]
    return Section("trends", "Over time", tuple(blocks))


def control_section(facts: QuarterFigures) -> Section:
    """Tell whether attendance, clicks and opens move more than they always do.

    The charts of mailings that have no news are told in a sentence, and open under their titles.
    """
    if not isinstance(facts, InsideFigures):
        return Section("trends", "Over time", ())
    found = _figures(facts)
    always = found.get(ATTENDANCES)
    rates = [each for id, each in found.items() if id != ATTENDANCES]
    quiet = [each for each in rates if _has_limits(each) and not _has_news(each)]
    blocks: list[ReportBlock] = [
        *_how_to_read(found.values()),
        *([always] if always else []),
        Listing(NO_NEWS, tuple(each.title for each in quiet)),
        *(replace(each, folded=each in quiet) for each in rates),
        Paragraph(not_known_words(facts, _without_points(facts))),
    ]
    return Section("trends", "Over time", tuple(blocks))


def _how_to_read(figures: Iterable[ReportFigure]) -> tuple[Paragraph, ...]:
    """Say how control charts are read, where one has limits to be read."""
    return (Paragraph(HOW_TO_READ),) if any(map(_has_limits, figures)) else ()


def _has_limits(figure: ReportFigure) -> bool:
    """Whether any point of a control chart is judged."""
    return any(isinstance(each, ControlPoint) and each.mean is not None for each in figure.details)


def _has_news(figure: ReportFigure) -> bool:
    """Whether the last point that is judged is unlike the others."""
    points = [each for each in figure.details if isinstance(each, ControlPoint)]
    judged = [each.signal for each in points if each.value is not None]
    return bool(judged) and judged[-1] in NEWS


def control_charts(facts: QuarterFigures) -> tuple[ReportBlock, ...]:
    """Return a control chart of attendances, one of clicks and one of opens, after how to read them.

    One of which nothing is known is none. Their numbers are exact, so an account that is shared has none.
    """
    if not isinstance(facts, InsideFigures):
        return ()
    found = _figures(facts)
    return *_how_to_read(found.values()), *found.values()


def _without_points(facts: QuarterFigures) -> list[str]:
    """Return what a control chart would be of, if a number of it were known."""
    if not isinstance(facts, InsideFigures):
        return []
    found = _figures(facts)
    return [each for each in (ATTENDANCES, *RATES) if each not in found]


def _figures(facts: InsideFigures) -> dict[str, ReportFigure]:
    """Return the control charts by their measures: those of which a number is known."""
    return facts.community.kept(("control charts", facts.quarter), lambda: _drawn(facts))


def _drawn(facts: InsideFigures) -> dict[str, ReportFigure]:
    every, where = charted_attendance(facts.community, facts.quarter)
    kind = " or ".join(str(each) for values in where.values() for each in values)
    attendance = control_figure(
        facts.community, ATTENDANCES, every, where=where, of=kind, until=facts.quarter
    )
    rates = {
        each: control_figure(facts.community, each, PointUnit.MAILING, until=facts.quarter)
        for each in RATES
    }
    charts = {ATTENDANCES: attendance, **rates}
    return {id: each for id, each in charts.items() if each.data.rows or is_known(facts, id)}


def _list_trend(facts: QuarterFigures) -> ReportFigure:
    message = _trend_message(facts, "list_members", "The mailing list")
    subtitle = f"People on the mailing list at the end of each quarter{so_far_after(facts)}"
    return _trend(facts, "list-trend", ("list_members",), message, subtitle)


def _trend(
    facts: QuarterFigures, id: str, indicators: Sequence[str], title: str, subtitle: str
) -> ReportFigure:
    columns = [ReportColumn("Quarter")]
    columns += [
        ReportColumn(MEASURES[each].label, facts.measures[each].unit) for each in indicators
    ]
    rows = tuple(
        (label(quarter), *(facts.value(each, quarter) for each in indicators))
        for quarter in facts.recent
    )
    return ReportFigure(
        id,
        title,
        subtitle,
        ChartKind.LINES,
        ReportTable(f"{id}-data", subtitle, tuple(columns), rows),
    )


def _trend_message(facts: QuarterFigures, indicator: str, subject: str) -> str:
    """Say where the last point stands: among the quarters fully known, and beside the first shown."""
    known = [(each, facts.value(indicator, each)) for each in facts.recent]
    points = [(each, value) for each, value in known if value is not None]
    last = facts.value(indicator)
    if last is None:
        return f"{subject}: {facts.not_told(indicator)}, in {label(facts.quarter)}"
    unit = facts.measures[indicator].unit
    if len(points) < 2:
        return f"{subject}: {unit.of(last)} in {label(facts.quarter)}, the first quarter known"
    plural = "stand" if subject.endswith("s") else "stands"
    opening = f"{subject} {plural} at {show(last, unit)}"
    moved = facts.change[indicator]
    standing = known_text(moved["standing"])
    if not standing or moved["in_history"] == InHistory.WITHIN:
        first, value = points[0]
        return f"{opening}; it was {show(value, unit)} in {label(first)}"
    return f"{opening}, {standing}"


def _series_table(facts: QuarterFigures) -> ReportTable:
    """The eight measures and their companions in every quarter shown."""
    shown = (
        *HEADLINES,
        "unique_attendees",
        "new_attendees",
        "returning_attendees",
        "organisations_attending",
        "list_organisation_unknown",
        "mailings",
    )
    columns = [ReportColumn("Quarter")]
    columns += [ReportColumn(MEASURES[each].label, facts.measures[each].unit) for each in shown]
    rows = tuple(
        (row_label(facts, quarter), *(facts.value(each, quarter) for each in shown))
        for quarter in reversed(facts.recent)
    )
    title = "The measures by quarter, newest first"
    return ReportTable("by-quarter", title, tuple(columns), rows, folded=True)
