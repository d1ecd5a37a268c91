"""What worked last, as a section of Monday's page."""

from __future__ import annotations

from typing import TypedDict

import pandas as pd

from copmetrics.accounts.account import (
    Paragraph,
    ReportBlock,
    ReportCell,
    ReportColumn,
    ReportTable,
    Section,
)
from copmetrics.facilitation.week import Week
from copmetrics.facilitation.words import (
    beside,
    iso,
    months_words,
    number,
    on_day,
)
from copmetrics.units import Unit, show

__all__ = ["worked_section"]

OPENS = (
    "Opens are as the source counts them, those of mail programs that fetch images unasked in them: "
    "set them beside one another only. A mailing sent lately is still being opened."
)


class WorkedEvent(TypedDict):
    """The newest event, beside the median of the community's own."""

    title: str
    activity: str
    starts_at: pd.Timestamp
    attendances: float
    median: float
    of: int


class WorkedMailing(TypedDict):
    """The newest mailing, beside the median of the community's own."""

    title: str
    sent_at: pd.Timestamp
    clicked: float
    median: float
    of: int


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
        "worked-events",
        "The event beside the community's own",
        columns,
        cells,
        (_medians(week),),
        folded=True,
    )
    return [*(Paragraph(_event_words(row, alike, week)) for row, alike in rows), table]


def _medians(week: Week) -> str:
    """Say what the medians are of."""
    months, few = months_words(week.rules.months), week.rules.few
    return f"Medians are of the {months} before; of fewer than {few} there is none."


def _event_words(row: WorkedEvent, alike: WorkedEvent, week: Week) -> str:
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
        (_medians(week), OPENS),
        folded=True,
    )
    return [*(Paragraph(_mailing_words(row, week)) for row in clicked.to_dict("records")), table]


def _mailing_words(row: WorkedMailing, week: Week) -> str:
    earlier = "" if row["sent_at"] >= week.since else "No mailing in these days; the last was "
    told = f"{earlier}“{row['title']}” on {on_day(row['sent_at'], week)}"
    if pd.isna(row["clicked"]):
        return f"{told}: what became of it is not known."
    said = f"{told}: {show(row['clicked'], Unit.SHARE)} clicked a link"
    if pd.isna(row["median"]):
        return f"{said}."
    usual = show(row["median"], Unit.SHARE)
    return f"{said}, {beside(row['clicked'], row['median'])} usual ({usual}, median of {int(row['of'])})."
