"""What is to come, and whether new exports are wanted: the first of what Monday's page says."""

from __future__ import annotations

import pandas as pd

from copmetrics.accounts.account import Paragraph, ReportColumn, ReportTable, Section
from copmetrics.facilitation.week import Week
from copmetrics.facilitation.words import iso, number, on_day
from copmetrics.units import Unit

__all__ = ["bring_words", "coming_section", "next_words"]

HOW_KNOWN = (
    "Registrations are as the files in the folder have them; – is an event of which no file tells who "
    "registered."
)


def coming_section(week: Week) -> Section:
    """List the events to come, the next first, with how many registered so far."""
    title, ahead = "What is coming", week.coming
    if ahead.empty:
        words = (
            "No event to come is in the folder. A row of events.csv with its day, or an export of those who "
            "registered, tells of one."
        )
        return Section("coming", title, (Paragraph(words),))
    columns = (
        ReportColumn("Event"),
        ReportColumn("Day", Unit.DAY),
        ReportColumn("From"),
        ReportColumn("Registered so far", Unit.REGISTRATIONS),
    )
    rows = tuple(
        (
            row["title"],
            iso(row["starts_at"], week),
            _hour(row["starts_at"], bool(row["time_known"]), week),
            number(row["registered"]),
        )
        for row in ahead.to_dict("records")
    )
    table = ReportTable("coming-table", "Events to come", columns, rows, (HOW_KNOWN,))
    return Section("coming", title, (table,))


def _hour(starts_at: pd.Timestamp, known: bool, week: Week) -> str:
    return f"{starts_at.tz_convert(week.timezone):%H:%M}" if known else "–"


def next_words(week: Week) -> str:
    """Say which event comes next; nothing where none is known."""
    if week.coming.empty:
        return ""
    first = week.coming.iloc[0]
    count = first["registered"]
    so_far = "" if pd.isna(count) else f", {Unit.REGISTRATIONS.of(int(count))} so far"
    day = on_day(first["starts_at"], week)
    when = "" if day in first["title"] else f" on {day}"
    return f"Remind people of “{first['title']}”{when}{so_far}."


def bring_words(week: Week) -> str:
    """Ask for new exports where those in the folder are old; nothing where they are new."""
    told = [*_old(week), *_unrecorded(week)]
    return f"Bring new exports: {'; '.join(told)}." if told else ""


def _old(week: Week) -> list[str]:
    """Say how old the newest of all is, or else the list, where it is older than the rules have it."""
    listed = week.community.coverage.exports["exported_at"].max()
    done = (week.recorded_events["starts_at"].max(), week.frames["mailings"]["sent_at"].max())
    known = [each for each in (listed, *done) if pd.notna(each)]
    oldest = week.until - pd.Timedelta(days=week.rules.export_days)
    if known and max(known) < oldest:
        return [f"the newest thing in the folder is of {on_day(max(known), week)}"]
    if pd.notna(listed) and listed < oldest:
        return [f"the newest one of the mailing list reaches to {on_day(listed, week)}"]
    return []


def _unrecorded(week: Week) -> list[str]:
    """Name the first of the events held since the last record, of which no file tells who came."""
    held = week.frames["events"]
    since = week.community.coverage.recorded_to
    begun = held[held["attendances"].isna() & (held["starts_at"] < week.until)]
    missing = begun if since is None else begun[begun["starts_at"] > since]
    if missing.empty:
        return []
    first = missing.sort_values(["starts_at", "event"]).iloc[0]
    more = len(missing) - 1
    others = f" and {Unit.EVENTS.of(more)} after it" if more else ""
    day = on_day(first["starts_at"], week)
    return [f"no file tells who came to “{first['title']}” on {day}{others}"]
