"""What worked last, and the best day and hour, as sections of Monday's page."""

from __future__ import annotations

from typing import Any

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
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.accounts.quarter_figures import known_text
from copmetrics.facilitation.time_slots import best, event_slots, mailing_slots, reaction_slots
from copmetrics.facilitation.week import Week
from copmetrics.facilitation.words import (
    DAYS,
    beside,
    clock,
    drew_words,
    iso,
    months_words,
    number,
    on_day,
    slot_words,
)
from copmetrics.units import Unit, join_words, show

__all__ = ["slots_section", "worked_section"]

OPENS = (
    "Opens are as the source counts them, those of mail programs that fetch images unasked in them: "
    "set them beside one another only. A mailing sent lately is still being opened."
)
CAUTION = (
    "A community that only ever meets on Wednesday at 10:00 "
    "will find Wednesday at 10:00, and what was held counts for as much as the hour."
)


def worked_section(week: Week) -> Section:
    """Tell the newest event and mailing beside what is usual here."""
    blocks: list[ReportBlock] = [*_events_told(week), *_mailings_told(week)]
    return Section("worked", "What worked last", tuple(blocks))


def _events_told(week: Week) -> list[ReportBlock]:
    if week.events.empty:
        return [Paragraph("No event that has begun is in the exports.")]
    rows = list(
        zip(week.events.to_dict("records"), week.events_alike.to_dict("records"), strict=True)
    )
    unit = Unit.ATTENDANCES
    columns = (
        ReportColumn("Event"),
        ReportColumn("Day", Unit.DAY),
        ReportColumn("Attendances", unit),
        ReportColumn("Usual: median of events", unit),
        ReportColumn("Of events", Unit.EVENTS),
        ReportColumn("Median of the same activity", unit),
        ReportColumn("Of events", Unit.EVENTS),
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
    table = ReportTable(
        "worked-events", "The event beside the community's own", columns, cells, (_medians(week),)
    )
    return [*(Paragraph(_event_words(row, alike, week)) for row, alike in rows), table]


def _medians(week: Week) -> str:
    """Say what the medians are of."""
    months, few = months_words(week.rules.months), week.rules.few
    return f"Medians are of the {months} before; of fewer than {few} there is none."


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


def _mailings_told(week: Week) -> list[ReportBlock]:
    opened, clicked = week.mailings["opened"], week.mailings["clicked"]
    if opened.empty:
        return [Paragraph("No mailing is in the exports.")]
    rows: list[tuple[ReportCell, ...]] = []
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
        ReportColumn("Mailing"),
        ReportColumn("Sent", Unit.DAY),
        ReportColumn("Of delivered", Unit.SHARE),
        ReportColumn("Usual: median of mailings", Unit.SHARE),
        ReportColumn("Of mailings", Unit.MAILINGS),
    )
    table = ReportTable(
        "worked-mailings",
        "The mailing beside the community's own",
        columns,
        tuple(rows),
        (_medians(week),),
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
    kinds = slots.sort_values(["day", "hour"])["kind"]
    cells = tuple(
        (*row, known_text(kind)) for row, kind in zip(_cells(slots, "value"), kinds, strict=True)
    )
    data = ReportTable("slots-events-data", subtitle, columns, cells)
    return ReportFigure("slots-events", message, subtitle, ChartKind.SLOTS, data)


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
    data = ReportTable("slots-clicks-data", subtitle, columns, _cells(slots, "value"))
    return ReportFigure("slots-clicks", message, subtitle, ChartKind.SLOTS, data)


def _cells(slots: pd.DataFrame, *values: str) -> tuple[tuple[ReportCell, ...], ...]:
    """Return the slots through the week, as a table's rows."""
    return _rows(slots.sort_values(["day", "hour"]), *values)


def _rows(slots: pd.DataFrame, *values: str) -> tuple[tuple[ReportCell, ...], ...]:
    return tuple(
        (
            DAYS[int(row["day"])],
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
    named = [f"{slot_words(row)} ({row['n']})" for row in slots.to_dict("records")]
    return [Paragraph(f"Unknown, with fewer than {few} mailings: {join_words(named)}.")]
