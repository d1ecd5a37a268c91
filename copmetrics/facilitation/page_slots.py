"""The best day and hour, as a section of Monday's page."""

from __future__ import annotations

from typing import NamedTuple

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
    most_words,
    number,
    slot_words,
)
from copmetrics.units import Unit, capitalised, join_words, show

__all__ = ["slots_section"]


class _Reaction(NamedTuple):
    """What people do with emails, and how it is said."""

    id: str
    verb: str
    past: str
    title: str
    subtitle: str


OPENED = _Reaction(
    "opens",
    "open an email",
    "opened an email",
    "When emails were opened",
    "Different people who opened an email, by day and hour, of the mailings whose opens are timed. Programs "
    "that open emails unasked are in it: most of theirs are soon after a mailing arrives",
)
CLICKED = _Reaction(
    "clicks",
    "click",
    "clicked",
    "When links were clicked",
    "Different people who clicked a link, by day and hour, of the mailings whose clicks are "
    "timed, suspected scanners left out. Most click soon after a mailing arrives",
)
CAUTION = (
    "A community that only ever meets on Wednesday at 10:00 "
    "will find Wednesday at 10:00, and what was held counts for as much as the hour."
)


def slots_section(week: Week) -> Section:
    """Tell which day and hour drew people, and which mailings were read."""
    few = week.rules.few
    events = event_slots(week.frames["events"], timezone=week.timezone, few=few)
    blocks: list[ReportBlock] = [Paragraph(f"Slots with fewer than {few} are not told. {CAUTION}")]
    if events.empty:
        blocks.append(Paragraph("No event with a known hour and attendance is in the exports."))
    else:
        blocks.append(_event_figure(events, few))
    blocks += _mailing_table(week)
    for told, done in ((OPENED, week.opens), (CLICKED, week.clicks)):
        slots = reaction_slots(done, timezone=week.timezone, until=week.until, few=few)
        if len(slots):
            blocks += _reactions(told, slots, few)
    return Section("slots", "The best day and hour", tuple(blocks))


def _event_figure(slots: pd.DataFrame, few: int) -> ReportFigure:
    found = best(slots)
    message = f"No slot has had {few} events yet"
    if len(found) == 1:
        only = found.iloc[0]
        beside = f"no other slot had {Unit.EVENTS.of(few)}"
        message = f"{slot_words(only)} drew {drew_words(only)}; {beside}"
    elif len(found):
        told = most_words(found)
        message = capitalised(told)
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


def _reactions(told: _Reaction, slots: pd.DataFrame, few: int) -> list[ReportBlock]:
    """Say when most people did something with emails, and fold the picture away."""
    columns = (
        ReportColumn("Day"),
        ReportColumn("From"),
        ReportColumn("People", Unit.PEOPLE),
        ReportColumn("Of people", Unit.PEOPLE),
    )
    through_week = slots.sort_values(["day", "hour"])
    data = ReportTable(
        f"slots-{told.id}-data", told.subtitle, columns, _rows(through_week, "value")
    )
    figure = ReportFigure(
        f"slots-{told.id}",
        told.title,
        told.subtitle,
        ChartKind.SLOTS,
        data,
        details=_slots(through_week),
        folded=True,
    )
    return [Paragraph(f"{_most(told, slots, few)}."), figure]


def _most(told: _Reaction, slots: pd.DataFrame, few: int) -> str:
    """Say in which slot most did it, unless several are alike."""
    found = best(slots)
    if found.empty:
        return f"No slot has seen {few} people {told.verb} yet"
    first = found.iloc[0]
    most = Unit.PEOPLE.of(first["value"])
    if int(found["value"].eq(first["value"]).sum()) > 1:
        return f"No slot stands out for {told.id}: {most} at most"
    return f"More people {told.past} on {slot_words(first)} than in any other hour: {most}"


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
        (
            "Of the delivered emails of all mailings in the slot together.",
            *_unknown_slots(slots[slots["clicked"].isna()], week.rules.few),
        ),
        folded=True,
    )
    return [Paragraph(_sent_words(slots, week.rules.few)), table]


def _sent_words(slots: pd.DataFrame, few: int) -> str:
    """Say which slot's mailings were opened and clicked most."""
    opened, clicked = best(slots, "opened"), best(slots, "clicked")
    if opened.empty or clicked.empty:
        return f"In no slot {few} mailings were sent whose opens and clicks are known."
    first, other = opened.iloc[0], clicked.iloc[0]
    said = (
        f"Of mailings sent on {slot_words(first)}, {show(first['opened'], Unit.SHARE)} were opened"
    )
    if first.name == other.name:
        said += f" and {show(other['clicked'], Unit.SHARE)} clicked"
    else:
        said += (
            f", and of those on {slot_words(other)} {show(other['clicked'], Unit.SHARE)} clicked"
        )
    if len(opened) == 1:
        return f"{said}: no other slot had {few} mailings or more."
    return f"{said}; of the {len(opened)} slots with {few} mailings or more none had more."


def _unknown_slots(slots: pd.DataFrame, few: int) -> tuple[str, ...]:
    if slots.empty:
        return ()
    named = [f"{slot_words(row)} ({int(row['n'])})" for _, row in slots.iterrows()]
    return (f"Unknown, with fewer than {few} mailings: {join_words(named)}.",)
