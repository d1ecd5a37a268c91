"""What worked last, and the best day and hour, as sections of Monday's page."""

from __future__ import annotations

from typing import Any

import pandas as pd

from copmetrics.accounts.account import Block, Cell, Column, Figure, Paragraph, Section, Table
from copmetrics.accounts.chart_details import Slot
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.accounts.facts import known_text
from copmetrics.facilitation.latest_vs_median import FEW
from copmetrics.facilitation.time_slots import best, event_slots, mailing_slots, reaction_slots
from copmetrics.facilitation.week import Week
from copmetrics.facilitation.words import (
    DAYS,
    beside,
    clock,
    drew_words,
    iso,
    number,
    on_day,
    slot_words,
)
from copmetrics.units import Unit, join_words, show

__all__ = ["slots_section", "worked_section"]

MEDIANS = f"Medians are of the twelve months before; of fewer than {FEW} there is none."
OPENS = (
    "Opens are as the source counts them, those of mail programs that fetch images unasked in them: "
    "set them beside one another only. A mailing sent lately is still being opened."
)
CAUTION = (
    f"Slots with fewer than {FEW} are not told. A community that only ever meets on Wednesday at 10:00 "
    "will find Wednesday at 10:00, and what was held counts for as much as the hour."
)


def worked_section(week: Week) -> Section:
    """Tell the newest event and mailing beside what is usual here."""
    blocks: list[Block] = [*_events_told(week), *_mailings_told(week)]
    return Section("worked", "What worked last", tuple(blocks))


def _events_told(week: Week) -> list[Block]:
    if week.events.empty:
        return [Paragraph("No event that has begun is in the exports.")]
    rows = list(
        zip(week.events.to_dict("records"), week.events_alike.to_dict("records"), strict=True)
    )
    unit = Unit.ATTENDANCES
    columns = (
        Column("Event"),
        Column("Day", Unit.DAY),
        Column("Attendances", unit),
        Column("Usual: median of events", unit),
        Column("Of events", Unit.EVENTS),
        Column("Median of the same activity", unit),
        Column("Of events", Unit.EVENTS),
    )
    cells = tuple(
        (
            row["title"],
            iso(row["starts_at"], week),
            number(row["attendances"]),
            number(row["median"]),
            number(row["of"]),
            number(alike["median"]),
            number(alike["of"]),
        )
        for row, alike in rows
    )
    table = Table(
        "worked-events", "The event beside the community's own", columns, cells, (MEDIANS,)
    )
    return [*(Paragraph(_event_words(row, alike, week)) for row, alike in rows), table]


def _event_words(row: dict[str, Any], alike: dict[str, Any], week: Week) -> str:
    earlier = "" if row["starts_at"] >= week.since else "No event in these days; the last was "
    if pd.isna(row["attendances"]):
        return (
            f"{earlier}“{row['title']}” on {on_day(row['starts_at'], week)}: who came is not known."
        )
    drew = Unit.ATTENDANCES.of(row["attendances"])
    told = f"{earlier}“{row['title']}” on {on_day(row['starts_at'], week)}: {drew}"
    usual = ((row, "the usual event"), (alike, f"usual for {row['activity']}"))
    compared = [
        f"{beside(row['attendances'], each['median'])} {what} "
        f"({show(each['median'], Unit.ATTENDANCES)}, median of {int(each['of'])})"
        for each, what in usual
        if pd.notna(each["median"])
    ]
    return f"{told}, {', '.join(compared)}." if compared else f"{told}."


def _mailings_told(week: Week) -> list[Block]:
    opened, clicked = week.mailings["opened"], week.mailings["clicked"]
    if opened.empty:
        return [Paragraph("No mailing is in the exports.")]
    rows: list[tuple[Cell, ...]] = []
    for one, other in zip(opened.to_dict("records"), clicked.to_dict("records"), strict=True):
        for label, value, row in (
            ("opened", one["opened"], one),
            ("link clicked", one["clicked"], other),
        ):
            name = f"{row['title']}: {label}"
            rows.append(
                (name, iso(row["sent_at"], week), number(value), number(row["median"]), row["of"])
            )
    columns = (
        Column("Mailing"),
        Column("Sent", Unit.DAY),
        Column("Of delivered", Unit.SHARE),
        Column("Usual: median of mailings", Unit.SHARE),
        Column("Of mailings", Unit.MAILINGS),
    )
    table = Table(
        "worked-mailings",
        "The mailing beside the community's own",
        columns,
        tuple(rows),
        (MEDIANS,),
    )
    return [
        *(Paragraph(_mailing_words(row, week)) for row in clicked.to_dict("records")),
        table,
        Paragraph(OPENS),
    ]


def _mailing_words(row: dict[str, Any], week: Week) -> str:
    earlier = "" if row["sent_at"] >= week.since else "No mailing in these days; the last was "
    told = f"{earlier}“{row['title']}” on {on_day(row['sent_at'], week)}"
    if pd.isna(row["clicked"]):
        return f"{told}: what became of it is not known."
    said = f"{told}: {show(row['clicked'], Unit.SHARE)} clicked a link"
    if pd.isna(row["median"]):
        return f"{said}."
    usual = show(row["median"], Unit.SHARE)
    return f"{said}, {beside(row['clicked'], row['median'])} usual ({usual}, median of {int(row['of'])})."


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
            DAYS[int(row["day"])],
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
    named = [f"{slot_words(row)} ({row['n']})" for row in few.to_dict("records")]
    return [Paragraph(f"Unknown, with fewer than {FEW} mailings: {join_words(named)}.")]
