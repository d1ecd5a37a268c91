"""Eventbrite: the attendees report, with the headings of .com and of .co.uk."""

from __future__ import annotations

from typing import Final

import pandas as pd

from copmetrics.errors import CellError
from copmetrics.framework.attendance import AttendanceStatus
from copmetrics.readers.block import Block, full_name
from copmetrics.readers.columns import address, organisation, profession, text, whole
from copmetrics.readers.meetings import SessionKind
from copmetrics.readers.reader import TableReader, Tables

__all__ = ["EVENTBRITE_ATTENDEES", "ORDER", "ORDER_DATE"]

ORDER: Final = ("Order #", "Order no.")
ORDER_DATE: Final = ("Order Date",)
STATUSES = {
    "checked in": AttendanceStatus.ATTENDED,
    "attending": AttendanceStatus.REGISTERED,
    "not attending": AttendanceStatus.CANCELLED,
    "refunded": AttendanceStatus.CANCELLED,
    "deleted": AttendanceStatus.CANCELLED,
    "transferred": AttendanceStatus.CANCELLED,
    "cancelled": AttendanceStatus.CANCELLED,
}
ASKED = "info requested"  # what Eventbrite writes while the buyer has not named the attendee


def _attendees(block: Block) -> Tables:
    """One row a ticket; an order of several unnamed places becomes as many rows."""
    rows = block.frame
    _check_statuses(block)
    session = block.sheet.file + "#" + rows["event_id"].fillna(rows["event_name"]).fillna("")
    status = rows["status"].str.casefold().map(STATUSES).fillna(AttendanceStatus.REGISTERED)
    checked_in = status.eq(AttendanceStatus.ATTENDED).groupby(session).transform("any")
    attendance = rows.assign(
        session=session,
        name=_name(rows),
        # a door list in use shows who did not come; one that nobody ticked shows nothing
        status=status.mask(
            checked_in & status.eq(AttendanceStatus.REGISTERED), AttendanceStatus.ABSENT
        ),
        registered=status.ne(AttendanceStatus.CANCELLED),
        ticket=rows["attendee"],
    )
    places = rows["quantity"].fillna(1).clip(lower=1).astype(int)
    return {
        "sessions": _sessions(block, session),
        "attendance": attendance.loc[attendance.index.repeat(places)].pipe(_unname_companions),
    }


def _name(rows: pd.DataFrame) -> pd.Series:
    full = full_name(rows)
    asked = full.str.casefold().str.contains(ASKED).fillna(False)
    return full.mask(asked)


def _unname_companions(attendance: pd.DataFrame) -> pd.DataFrame:
    """Of several places on one row only the first is the person named there."""
    companion = attendance.index.duplicated()
    numbers = attendance.groupby(level=0).cumcount().astype(str)
    ticket = attendance["ticket"].str.cat(numbers.to_numpy(), sep="/")
    return attendance.assign(
        name=attendance["name"].mask(companion),
        address=attendance["address"].mask(companion),
        ticket=ticket.where(companion, attendance["ticket"]),
    )


def _sessions(block: Block, session: pd.Series) -> pd.DataFrame:
    rows = block.frame
    sessions = pd.DataFrame(
        {"session": session, "native_id": rows["event_id"], "title": rows["event_name"]}
    ).drop_duplicates("session")
    start = block.context.answers.starts
    return sessions.assign(
        event=block.context.answers.event,
        day=pd.Timestamp(start) if start else None,
        kind=SessionKind.REGISTRATIONS,
        source_row=block.heading_row,
    )


def _check_statuses(block: Block) -> None:
    known = block.frame["status"].str.casefold().isin(STATUSES) | block.frame["status"].isna()
    for row in block.frame[~known].itertuples():
        raise CellError(
            block.sheet.file,
            row=int(row.source_row),
            column="Attendee Status",
            value=row.status,
            expected=f"a status that copmetrics knows ({', '.join(STATUSES)})",
            advice="Set it to Checked In, Attending or Not Attending.",
        )


EVENTBRITE_ATTENDEES = TableReader(
    name="Eventbrite attendees",
    required_headings=(
        ORDER,
        ORDER_DATE,
        ("Attendee Status", "Ticket Type"),
    ),
    columns={
        "event_name": text("Event Name"),
        "event_id": text("Event ID"),
        "first_name": text("First Name"),
        "surname": text("Last Name", "Surname"),
        "address": address("Email"),
        "quantity": whole("Quantity"),
        "attendee": text("Attendee #", "Attendee no."),
        "status": text("Attendee Status"),
        "organisation": organisation("Company"),
        "profession": profession("Job Title"),
    },
    to_raw_tables=_attendees,
)
