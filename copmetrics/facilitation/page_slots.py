"""The best day and hour, as a section of Monday's page."""

from __future__ import annotations

import pandas as pd

from copmetrics.accounts.account import Block, Cell, Column, Figure, Paragraph, Section, Table
from copmetrics.accounts.chart_details import WEEKDAYS, Slot
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.accounts.facts import known_text
from copmetrics.facilitation.latest_vs_median import FEW
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
    f"Slots with fewer than {FEW} are not told. A community that only ever meets on Wednesday at 10:00 "
    "will find Wednesday at 10:00, and what was held counts for as much as the hour."
)


def slots_section(week: Week) -> Section:
    """Tell which day and hour drew people, and which mailings were read."""
    events = event_slots(week.frames["events"], timezone=week.timezone)
    reactions = reaction_slots(week.clicks, timezone=week.timezone, until=week.until)
    blocks: list[Block] = [Paragraph(CAUTION)]
    if events.empty:
        blocks.append(Paragraph("No event with a known hour and attendance is in the exports."))
    else:
        blocks.append(_event_figure(events))
    blocks += _mailing_table(week)
    if len(reactions):
        blocks.append(_reaction_figure(reactions))
    return Section("slots", "The best day and hour", tuple(blocks))


def _event_figure(slots: pd.DataFrame) -> Figure:
    found = best(slots)
    message = f"No slot has had {FEW} events yet"
    if len(found):
        first = found.iloc[0]
        message = f"{slot_words(first)} drew most: {drew_words(first)}"
    subtitle = "Median attendances of an event by the day and hour it began, and of how many events"
    columns = (
        Column("Day"),
        Column("From"),
        Column("Attendances an event", Unit.ATTENDANCES),
        Column("Events", Unit.EVENTS),
        Column("All of them"),
    )
    through_week = slots.sort_values(["day", "hour"])
    kinds = map(known_text, through_week["kind"])
    rows = tuple(
        (*row, kind) for row, kind in zip(_rows(through_week, "value"), kinds, strict=True)
    )
    data = Table("slots-events-data", subtitle, columns, rows)
    details = _slots(through_week)
    return Figure("slots-events", message, subtitle, ChartKind.SLOTS, data, details=details)


def _reaction_figure(slots: pd.DataFrame) -> Figure:
    found = best(slots)
    message = f"No slot has seen {FEW} people click yet"
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
        Column("Day"),
        Column("From"),
        Column("People", Unit.PEOPLE),
        Column("Of people", Unit.PEOPLE),
    )
    through_week = slots.sort_values(["day", "hour"])
    data = Table("slots-clicks-data", subtitle, columns, _rows(through_week, "value"))
    details = _slots(through_week)
    return Figure("slots-clicks", message, subtitle, ChartKind.SLOTS, data, details=details)


def _slots(slots: pd.DataFrame) -> tuple[Slot, ...]:
    return tuple(
        Slot(int(row["day"]), int(row["hour"]), number(row["value"]), int(row["n"]))
        for row in slots.to_dict("records")
    )


def _rows(slots: pd.DataFrame, *values: str) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        (
            WEEKDAYS[int(row["day"])],
            clock(row["hour"]),
            *(number(row[each]) for each in values),
            int(row["n"]),
        )
        for row in slots.to_dict("records")
    )


def _mailing_table(week: Week) -> list[Block]:
    slots = mailing_slots(week.frames["mailings"], timezone=week.timezone)
    if slots.empty:
        return [Paragraph("No mailing with known opens and clicks is in the exports.")]
    columns = (
        Column("Sent"),
        Column("From"),
        Column("Opened", Unit.SHARE),
        Column("Link clicked", Unit.SHARE),
        Column("Mailings", Unit.MAILINGS),
    )
    table = Table(
        "slots-mailings",
        "When mailings were sent, and what became of them",
        columns,
        _rows(best(slots, "clicked"), "opened", "clicked"),
        ("Of the delivered emails of all mailings in the slot together.",),
    )
    return [table, *_unknown_slots(slots[slots["clicked"].isna()])]


def _unknown_slots(few: pd.DataFrame) -> list[Block]:
    if few.empty:
        return []
    named = [f"{slot_words(row)} ({int(row['n'])})" for _, row in few.iterrows()]
    return [Paragraph(f"Unknown, with fewer than {FEW} mailings: {join_words(named)}.")]
