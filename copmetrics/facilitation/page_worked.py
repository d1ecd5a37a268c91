"""What worked last, as a section of Monday's page."""

from __future__ import annotations

from typing import Any

import pandas as pd

from copmetrics.accounts.account import Block, Cell, Column, Paragraph, Section, Table
from copmetrics.facilitation.latest_vs_median import FEW
from copmetrics.facilitation.week import Week
from copmetrics.facilitation.words import (
    beside,
    iso,
    number,
    on_day,
)
from copmetrics.units import Unit, show

__all__ = ["worked_section"]

MEDIANS = f"Medians are of the twelve months before; of fewer than {FEW} there is none."
OPENS = (
    "Opens are as the source counts them, those of mail programs that fetch images unasked in them: "
    "set them beside one another only. A mailing sent lately is still being opened."
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
