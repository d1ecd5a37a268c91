"""The best day and hour, as a section of Monday's page."""

from __future__ import annotations

import pandas as pd

from copmetrics.accounts.account import (
    Paragraph,
    ReportBlock,
    ReportCell,
    ReportColumn,
    ReportFigure,
    ReportTable,
    Section,
)
from copmetrics.accounts.chart_details import WEEKDAYS, Slot
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.accounts.quarter_figures import known_text
from copmetrics.facilitation.time_slots import best, event_slots, mailing_slots, reaction_slots
from copmetrics.facilitation.week import Week
from copmetrics.facilitation.words import (
    clock,
    drew_words,
    number,
    slot_words,
)
from copmetrics.units import Unit, join_words

__all__ = ["slots_section"]

CAUTION = (
    "A community that only ever meets on Wednesday at 10:00 "
    "will find Wednesday at 10:00, and what was held counts for as much as the hour."
)


def slots_section(week: Week) -> Section:
    """Tell which day and hour drew people, and which mailings were read."""
    few = week.rules.few
    events = event_slots(week.frames["events"], timezone=week.timezone, few=few)
    reactions = reaction_slots(week.clicks, timezone=week.timezone, until=week.until, few=few)
    blocks: list[ReportBlock] = [Paragraph(f"Slots with fewer than {few} are not told. {CAUTION}")]
    if events.empty:
        blocks.append(Paragraph("No event with a known hour and attendance is in the exports."))
    else:
        blocks.append(_event_figure(events, few))
    blocks += _mailing_table(week)
    if len(reactions):
        blocks.append(_reaction_figure(reactions, few))
    return Section("slots", "The best day and hour", tuple(blocks))


def _event_figure(slots: pd.DataFrame, few: int) -> ReportFigure:
    found = best(slots)
    message = f"No slot has had {few} events yet"
    if len(found):
        first = found.iloc[0]
        message = f"{slot_words(first)} drew most: {drew_words(first)}"
    subtitle = "Median attendances of an event by the day and hour it began, and of how many events"
    columns = (
        ReportColumn("Day"),
        ReportColumn("From"),
        ReportColumn("Attendances an event", Unit.ATTENDANCES),
        ReportColumn("Events", Unit.EVENTS),
        ReportColumn("All of them"),
    )
    through_week = slots.sort_values(["day", "hour"])
    kinds = map(known_text, through_week["kind"])
    rows = tuple(
        (*row, kind) for row, kind in zip(_rows(through_week, "value"), kinds, strict=True)
    )
    data = ReportTable("slots-events-data", subtitle, columns, rows)
    details = _slots(through_week)
    return ReportFigure("slots-events", message, subtitle, ChartKind.SLOTS, data, details=details)


def _reaction_figure(slots: pd.DataFrame, few: int) -> ReportFigure:
    found = best(slots)
    message = f"No slot has seen {few} people click yet"
    if len(found):
        first = found.iloc[0]
        most = Unit.PEOPLE.of(first["value"])
        alone = int(found["value"].eq(first["value"]).sum()) == 1
        message = (
            f"Most people clicked on {slot_words(first)}: {most}"
            if alone
            else f"No slot stands out for clicks: {most} at most"
        )
    subtitle = (
        "Different people who clicked a link, by day and hour, of the mailings whose clicks are "
        "timed, suspected scanners left out. Most click soon after a mailing arrives"
    )
    columns = (
        ReportColumn("Day"),
        ReportColumn("From"),
        ReportColumn("People", Unit.PEOPLE),
        ReportColumn("Of people", Unit.PEOPLE),
    )
    through_week = slots.sort_values(["day", "hour"])
    data = ReportTable("slots-clicks-data", subtitle, columns, _rows(through_week, "value"))
    details = _slots(through_week)
    return ReportFigure("slots-clicks", message, subtitle, ChartKind.SLOTS, data, details=details)


def _slots(slots: pd.DataFrame) -> tuple[Slot, ...]:
    return tuple(
        Slot(int(row["day"]), int(row["hour"]), number(row["value"]), int(row["n"]))
        for row in slots.to_dict("records")
    )


def _rows(slots: pd.DataFrame, *values: str) -> tuple[tuple[ReportCell, ...], ...]:
    return tuple(
        (
            WEEKDAYS[int(row["day"])],
            clock(row["hour"]),
            *(number(row[each]) for each in values),
            int(row["n"]),
        )
        for row in slots.to_dict("records")
    )


def _mailing_table(week: Week) -> list[ReportBlock]:
    slots = mailing_slots(week.frames["mailings"], timezone=week.timezone, few=week.rules.few)
    if slots.empty:
        return [Paragraph("No mailing with known opens and clicks is in the exports.")]
    columns = (
        ReportColumn("Sent"),
        ReportColumn("From"),
        ReportColumn("Opened", Unit.SHARE),
        ReportColumn("Link clicked", Unit.SHARE),
        ReportColumn("Mailings", Unit.MAILINGS),
    )
    table = ReportTable(
        "slots-mailings",
        "When mailings were sent, and what became of them",
        columns,
        _rows(best(slots, "clicked"), "opened", "clicked"),
        ("Of the delivered emails of all mailings in the slot together.",),
    )
    return [table, *_unknown_slots(slots[slots["clicked"].isna()], week.rules.few)]


def _unknown_slots(slots: pd.DataFrame, few: int) -> list[ReportBlock]:
    if slots.empty:
        return []
    named = [f"{slot_words(row)} ({int(row['n'])})" for _, row in slots.iterrows()]
    return [Paragraph(f"Unknown, with fewer than {few} mailings: {join_words(named)}.")]
