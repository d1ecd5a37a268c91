"""Eventbrite: the attendees report, with the headings of .com and of .co.uk, and the orders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import pandas as pd

from copmetrics.errors import CellError
from copmetrics.framework.attendance import AttendanceStatus
from copmetrics.measures.base import Source
from copmetrics.readers.block import Block, full_name
from copmetrics.readers.columns import (
    address,
    choice,
    moment,
    text,
    whole,
)
from copmetrics.readers.form_exports import organisation_question, profession_question
from copmetrics.readers.meetings import SessionKind
from copmetrics.readers.reader import TableReader, Tables

__all__ = [
    "EVENTBRITE_ATTENDEES",
    "EVENTBRITE_ORDERS",
    "OF_ORDER",
    "ORDER",
    "ORDERS",
    "ORDER_DATE",
    "TICKETS",
]

ORDER: Final = ("Order #", "Order no.")
ORDER_DATE: Final = ("Order Date",)
TICKETS: Final = ("Attendee Status", "Ticket Type")
ORDERS: Final = ("Order Status", "Buyer Email", "Net Sales", "Gross Sales", "Promo Code")
"""Headings that only Eventbrite's reports have, of each place and of each order."""
STATUSES = {
    "checked in": AttendanceStatus.ATTENDED,
    "attending": AttendanceStatus.REGISTERED,
    "not attending": AttendanceStatus.CANCELLED,
    "refunded": AttendanceStatus.CANCELLED,
    "deleted": AttendanceStatus.CANCELLED,
    "transferred": AttendanceStatus.CANCELLED,
    "cancelled": AttendanceStatus.CANCELLED,
}
ORDERED: Final = {
    **STATUSES,
    "completed": AttendanceStatus.REGISTERED,
    "placed": AttendanceStatus.REGISTERED,
    "paid": AttendanceStatus.REGISTERED,
    "canceled": AttendanceStatus.CANCELLED,
}
"""What the orders report says of an order."""
OF_ORDER: Final = "order "
"""How the ticket of a place begins that only the orders report tells of."""
_CAME: Final = {"yes": r"^(yes|true|1)$", "no": r"^(no|false|0)$"}
ASKED = "info requested"  # what Eventbrite writes while the buyer has not named the attendee


def _attendees(block: Block) -> Tables:
    """One row a ticket; an order of several unnamed places becomes as many rows."""
    _check_statuses(block, STATUSES)
    block = _with_whole_numbers(block)
    tickets = block.frame.assign(ticket=block.frame["attendee"])
    return _registrations(block, _without_copied_buyers(tickets), STATUSES)


def _without_copied_buyers(tickets: pd.DataFrame) -> pd.DataFrame:
    """Leave a buyer's address at the first place of an order: Eventbrite may copy it to all of them.

    Where the name is copied too, the other places of that kind of ticket are of nobody in particular.
    """
    of_order = (tickets["booking"] + " " + tickets["address"].str.casefold()).dropna()
    if not of_order.duplicated().any():
        return tickets
    cancelled = tickets["status"].str.casefold().map(STATUSES).eq(AttendanceStatus.CANCELLED)
    known = tickets[["booking", "address", "attendee"]].notna().all(axis=1)
    places = tickets[known & ~cancelled.fillna(False)].drop_duplicates("attendee")
    places = places.assign(address=places["address"].str.casefold(), name=_name(places))
    by_address = places.duplicated(["booking", "address"])
    by_name = by_address & places.duplicated(["booking", "address", "name", "ticket_type"])
    first_name = places.groupby(["booking", "address"])["name"].transform("first")
    is_another = by_address & places["name"].notna() & places["name"].ne(first_name)
    copied = [*places.index[by_name | is_another]]
    named = tickets.assign(address=tickets["address"].mask(tickets.index.isin(copied)))
    unnamed = tickets.index.isin(places.index[by_name])
    return named.assign(**{part: tickets[part].mask(unnamed) for part in ("first_name", "surname")})


def _with_whole_numbers(block: Block) -> Block:
    """Return the table with its numbers as Eventbrite has them: a spreadsheet may make 802.0 of 802."""
    numbers = [name for name in ("event_id", "booking", "attendee") if name in block.frame]
    made = [name for name in numbers if block.frame[name].str.contains(".0", regex=False).any()]
    whole_ones = {name: block.frame[name].str.replace(r"\.0+$", "", regex=True) for name in made}
    return replace(block, frame=block.frame.assign(**whole_ones)) if made else block


def _registrations(
    block: Block, rows: pd.DataFrame, statuses: Mapping[str, AttendanceStatus]
) -> Tables:
    """Put rows that have a `ticket` into the raw tables, each place a row."""
    session = block.sheet.file + "#" + rows["event_id"].fillna(rows["event_name"]).fillna("")
    said = rows["status"].str.casefold().map(statuses).fillna(AttendanceStatus.REGISTERED)
    came = rows["checked_in"].eq("yes").fillna(False) & said.ne(AttendanceStatus.CANCELLED)
    status = said.mask(came, AttendanceStatus.ATTENDED)
    checked_in = status.eq(AttendanceStatus.ATTENDED).groupby(session).transform("any")
    attendance = rows.assign(
        session=session,
        name=_name(rows),
        # a door list in use shows who did not come; one that nobody ticked shows nothing
        status=status.mask(
            checked_in & status.eq(AttendanceStatus.REGISTERED), AttendanceStatus.ABSENT
        ),
        registered=status.ne(AttendanceStatus.CANCELLED),
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
    if not companion.any():
        return attendance
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
        {
            "session": session,
            "native_id": rows["event_id"],
            "title": rows["event_name"],
            "starts_at": rows["event_starts"],
        }
    ).drop_duplicates("session")
    start = block.context.answers.starts
    return sessions.assign(
        event=block.context.answers.event,
        day=pd.Timestamp(start) if start else None,
        kind=SessionKind.REGISTRATIONS,
        source_row=block.heading_row,
    )


def _orders(block: Block) -> Tables:
    """One row an order: whoever ordered is named, the other places are of nobody in particular."""
    _check_statuses(block, ORDERED)
    block = _with_whole_numbers(block)
    rows = block.frame
    for row in rows[rows["quantity"].isna()].itertuples():
        raise CellError(
            block.sheet.file,
            row=int(row.source_row),
            column="Quantity",
            value=None,
            expected="the number of places of an order",
            advice="Export the attendees report, or the orders with their number of tickets.",
        )
    tables = _registrations(block, rows.assign(ticket=OF_ORDER + rows["booking"]), ORDERED)
    return {**tables, "attendance": _not_all_came(tables["attendance"])}


def _not_all_came(attendance: pd.DataFrame) -> pd.DataFrame:
    """Of an order that was checked in one came for sure; of its other places nobody can tell."""
    companion = attendance.index.duplicated()
    came = attendance["status"].eq(AttendanceStatus.ATTENDED)
    return attendance.assign(
        status=attendance["status"].mask(companion & came, AttendanceStatus.REGISTERED)
    )


def _check_statuses(block: Block, statuses: Mapping[str, AttendanceStatus]) -> None:
    known = block.frame["status"].str.casefold().isin(statuses) | block.frame["status"].isna()
    for row in block.frame[~known].itertuples():
        raise CellError(
            block.sheet.file,
            row=int(row.source_row),
            column=block.shown["status"],
            value=row.status,
            expected=f"a status that copmetrics knows ({', '.join(statuses)})",
            advice="Set it to Checked In, Attending or Not Attending.",
        )


_STATUS: Final = ("Attendee Status", "Status")
_ORDER_STATUS: Final = ("Order Status", "Status")
_EVENT: Final = {
    "event_name": text("Event Name"),
    "event_id": text("Event ID"),
    "event_starts": moment("Event Date", "Event Start Date", "Event start date and time"),
    "checked_in": choice("Checked In", options=_CAME),
}

EVENTBRITE_ATTENDEES = TableReader(
    name="Eventbrite attendees",
    has_full_rows=True,
    required_headings=(ORDER, ORDER_DATE, TICKETS),
    columns={
        **_EVENT,
        # the report of a single event names it nowhere
        "event_name": _EVENT["event_name"].or_note(
            "all places count as of one event",
            beside=_EVENT["event_starts"].headings,
            may_be_unread=True,
        ),
        "event_id": _EVENT["event_id"].or_note(
            "events of one name count as one", bears_on=Source.EVENTS, beside=("Event Name",)
        ),
        "first_name": text("First Name"),
        "surname": text("Last Name", "Surname"),
        "address": address("Email"),
        "quantity": whole("Quantity").or_note(
            "every line counts as one place", bears_on=Source.REGISTRATIONS
        ),
        "booking": text(*ORDER),
        "ticket_type": text("Ticket Type").or_note(
            "several places of one name in one order count each", bears_on=Source.REGISTRATIONS
        ),
        "attendee": text("Attendee #", "Attendee no.").or_note(
            "a place without a name counts once in each export"
        ),
        "status": text(*_STATUS).or_question(
            "which places were cancelled or refunded, and who came, does not show"
        ),
        "organisation": organisation_question("Company"),
        "profession": profession_question("Job Title"),
    },
    to_raw_tables=_attendees,
)

EVENTBRITE_ORDERS = TableReader(
    name="Eventbrite orders",
    has_full_rows=True,
    required_headings=(
        (*ORDER, "Order ID"),
        (*ORDER_DATE, "Date"),
        (*ORDERS, "Tickets"),
    ),
    excluding_headings=(*TICKETS, "Attendee #", "Attendee no."),
    columns={
        **_EVENT,
        "event_name": _EVENT["event_name"].or_note(
            "all orders count as of one event", bears_on=Source.EVENTS, unless=("Event ID",)
        ),
        "checked_in": _EVENT["checked_in"].or_note("who came is not known"),
        "first_name": text("First Name", "Buyer First Name"),
        "surname": text("Last Name", "Surname", "Buyer Last Name", "Buyer Surname"),
        "address": address("Email", "Email Address", "Buyer Email"),
        "quantity": whole("Quantity", "Tickets", "Ticket Quantity", "Number of tickets"),
        "booking": text(*ORDER, "Order ID").or_question("which order each line is does not show"),
        "status": text(*_ORDER_STATUS).or_question(
            "which orders were cancelled or refunded does not show"
        ),
        "organisation": organisation_question("Company"),
        "profession": profession_question("Job Title"),
    },
    to_raw_tables=_orders,
)
