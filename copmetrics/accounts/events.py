"""Event by event: who came to each, new and returning."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass

import pandas as pd

from copmetrics.accounts.account import Paragraph, ReportColumn, ReportFigure, ReportTable, Section
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.accounts.quarter_figures import InsideFigures, known_number, known_text
from copmetrics.community.community import Community
from copmetrics.framework.attendance import WHETHER_CAME, Standing
from copmetrics.quarters import label
from copmetrics.units import Unit, join_words, show

__all__ = ["events"]

MEASURED = ("events", "attendances", "organisations_attending", "registrations")
"""What is asked of each event; an output or an item may be of none, or of an earlier one."""
COUNTED = (
    "attendances",
    Standing.NEW,
    Standing.RETURNING,
    Standing.NOT_NAMED,
    "organisations_attending",
    "registrations",
)


def events(facts: InsideFigures) -> Section:
    """Tell of each event who came: a chart divided into new and returning people, and a table."""
    lines = _event_lines(facts)
    title = "Event by event"
    if not lines:
        words = (
            "No event was held."
            if facts.value("events") == 0
            else f"Not known: {facts.why('events')}."
        )
        return Section("events", title, (Paragraph(words),))
    unit = Unit.ATTENDANCES
    columns = (
        ReportColumn("Event"),
        ReportColumn("Date", Unit.DAY),
        ReportColumn("Format"),
        ReportColumn("Learning activity"),
        ReportColumn("Attendances", unit),
        ReportColumn("New", unit),
        ReportColumn("Returning", unit),
        ReportColumn("Not named", unit),
        ReportColumn("Organisations", Unit.ORGANISATIONS),
        ReportColumn("Registrations", Unit.REGISTRATIONS),
    )
    table = ReportTable(
        "events-table",
        f"Events of {label(facts.quarter)}",
        columns,
        tuple(map(astuple, lines)),
        (
            "New: the person's first event ever. Not named: telephone callers and guests "
            "without a name.",
        ),
    )
    return Section("events", title, (_event_figure(facts, lines), table))


@dataclass(frozen=True)
class EventLine:
    """One event as the table has it; what is not known is nothing."""

    title: str | None
    day: str | None
    format: str | None
    activity: str | None
    attendances: float | None
    new: float | None
    returning: float | None
    not_named: float | None
    organisations: float | None
    registrations: float | None


def _event_lines(facts: InsideFigures) -> list[EventLine]:
    """Return what is told of each event, in the order of the events."""
    here = pd.PeriodIndex([facts.quarter])
    community = facts.community
    measured = community.indicators(by=("event",), only=MEASURED, quarters=here)
    parts = community.indicators(by=("event", "standing"), only=("attendances",), quarters=here)
    wide = measured.pivot(index="event", columns="indicator", values="value")
    standing = parts.pivot(index="event", columns="standing", values="value")
    told = wide.join(standing).reindex(columns=[*wide, *Standing])
    told = _nobody_where_known(told, community)
    listed = community.events.set_index("event").join(told, how="right").sort_values("starts_at")
    return [
        EventLine(
            known_text(row["title"]),
            facts.context.day(row["starts_at"]),
            known_text(row["format"]),
            known_text(row["activity"]),
            *(known_number(row.get(each)) for each in COUNTED),
        )
        for row in listed.to_dict("records")
    ]


def _nobody_where_known(told: pd.DataFrame, community: Community) -> pd.DataFrame:
    """An event whose attendance is known has no part of it unknown: nobody came is 0."""
    said = community.attendance["status"].isin(WHETHER_CAME)
    known = told.index.isin(community.attendance.loc[said, "event"])
    parts = [each for each in COUNTED[:4] if each in told]
    nobody = told[parts].isna().mul(known, axis=0)
    return told.assign(**told[parts].mask(nobody, 0.0))


def _event_figure(facts: InsideFigures, lines: Sequence[EventLine]) -> ReportFigure:
    unit = Unit.ATTENDANCES
    named = any(each.not_named for each in lines)
    columns = [ReportColumn("Event"), ReportColumn("New", unit), ReportColumn("Returning", unit)]
    columns += [ReportColumn("Not named", unit)] if named else []
    data = tuple(
        (
            f"{each.title} ({show(each.day, Unit.DAY)[:-5]})",
            each.new,
            each.returning,
            *([each.not_named] if named else []),
        )
        for each in lines
    )
    most = max((each.attendances or 0.0 for each in lines), default=0.0)
    best = [str(each.title) for each in lines if each.attendances == most]
    each_of = " each" if len(best) > 1 else ""
    message = (
        f"{join_words(best)} drew the most people: {show(most, unit)}{each_of}"
        if most
        else "Nobody is recorded at the quarter's events"
        if any(each.attendances == 0 for each in lines)
        else "Who came to the events is not known"
    )
    subtitle = f"Attendances at each event of {label(facts.quarter)}, new and returning people"
    return ReportFigure(
        "events-figure",
        message,
        subtitle,
        ChartKind.PARTED_BARS,
        ReportTable("events-figure-data", subtitle, tuple(columns), data),
    )
