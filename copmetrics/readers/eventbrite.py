"""Eventbrite: the attendees report, with the headings of .com and of .co.uk, and the orders."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

import pandas as pd

from copmetrics.errors import CellError, QuestionError
from copmetrics.framework.attendance import AttendanceStatus
from copmetrics.measures.base import Source
from copmetrics.readers.block import Block, Line, name_on
from copmetrics.readers.columns import (
    address,
    band,
    choice,
    moment,
    text,
    whole,
)
from copmetrics.readers.context import settled_order
from copmetrics.readers.datetimes import moments_in
from copmetrics.readers.form_exports import (
    heard_question,
    organisation_question,
    profession_question,
)
from copmetrics.readers.meetings import SessionKind, written_between
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
_NUMBERS: Final = frozenset({"event_id", "booking", "attendee"})
_POINT_NOUGHT: Final = re.compile(r"\.0+$")
_CAME: Final = {"yes": r"^(yes|true|1)$", "no": r"^(no|false|0)$"}
ASKED = "info requested"  # what Eventbrite writes while the buyer has not named the attendee


def _attendees(block: Block) -> Tables:
    """One row a ticket; an order of several unnamed places becomes as many rows."""
    _check_statuses(block, STATUSES)
    tickets = [{**line, "ticket": line["attendee"]} for line in _with_whole_numbers(block)]
    return _registrations(block, _without_copied_buyers(tickets), STATUSES)


def _without_copied_buyers(tickets: Sequence[Line]) -> list[Line]:
    """Leave a buyer's address at the first place of an order: Eventbrite may copy it to all of them.

    Where the name is copied too, the other places of that kind of ticket are of nobody in particular.
    """
    named, taken, seen = list(tickets), dict[tuple[str, str], str | None](), set[object]()
    for at in _first_of_each_place(tickets):
        line = tickets[at]
        buyer, name = (line["booking"], line["address"].casefold()), _name(line)
        place = (buyer, name, line["ticket_type"])
        first_name = taken.get(buyer)
        if place in seen:
            named[at] = {**line, "address": None, "first_name": None, "surname": None}
        elif first_name and name and name != first_name:
            named[at] = {**line, "address": None}
        taken[buyer] = first_name or name
        seen.add(place)
    return named


def _first_of_each_place(tickets: Sequence[Line]) -> list[int]:
    """Return where each place that is not cancelled stands first, if it has an order and an address."""
    first: dict[str, int] = {}
    for at, line in enumerate(tickets):
        is_known = all(line[each] is not None for each in ("booking", "address", "attendee"))
        if is_known and _said(line, STATUSES) is not AttendanceStatus.CANCELLED:
            first.setdefault(line["attendee"], at)
    return [*first.values()]


def _said(line: Line, statuses: Mapping[str, AttendanceStatus]) -> AttendanceStatus | None:
    """Return what a line's status says; nothing where it has none."""
    return statuses.get((line["status"] or "").casefold())


def _with_whole_numbers(block: Block) -> list[Line]:
    """Return the lines with their numbers as Eventbrite has them: a spreadsheet may make 802.0 of 802.

    Of a mere `.0` nothing is left: it is the number of nothing, and unknown.
    """
    return [
        {
            name: (_POINT_NOUGHT.sub("", cell) or None) if cell and name in _NUMBERS else cell
            for name, cell in line.items()
        }
        for line in block.lines
    ]


def _registrations(
    block: Block, lines: Iterable[Line], statuses: Mapping[str, AttendanceStatus]
) -> Tables:
    """Put lines that have a `ticket` into the raw tables, each place a row."""
    placed = list(lines)
    repeated = _repeated(placed)
    people = [_place(line, block.sheet.file, statuses, repeated) for line in placed]
    came = {each["session"] for each in people if each["status"] is AttendanceStatus.ATTENDED}
    # a door list in use shows who did not come; one that nobody ticked shows nothing
    known = [
        {**each, "status": AttendanceStatus.ABSENT}
        if each["session"] in came and each["status"] is AttendanceStatus.REGISTERED
        else each
        for each in people
    ]
    return {
        "sessions": _sessions(block, people),
        "attendance": [place for each in known for place in _with_companions(each)],
    }


def _called(line: Line) -> str:
    """Return by what a line names its event: its number, else its name."""
    return line["event_id"] or line["event_name"] or ""


def _repeated(lines: Sequence[Line]) -> frozenset[str]:
    """Return what events are called that the lines put at several times: each of these is one."""
    starts = defaultdict[str, set[datetime]](set)
    for line in lines:
        if line["event_starts"] is not None:
            starts[_called(line)].add(line["event_starts"])
    return frozenset(event for event, told in starts.items() if len(told) > 1)


def _place(
    line: Line, file: str, statuses: Mapping[str, AttendanceStatus], repeated: Collection[str]
) -> Line:
    """Say of a line which event it is of, who it is of, and whether they registered and came."""
    event = _called(line)
    when = f" {line['event_starts']}" if event in repeated else ""
    status = _said(line, statuses) or AttendanceStatus.REGISTERED
    if line["checked_in"] == "yes" and status is not AttendanceStatus.CANCELLED:
        status = AttendanceStatus.ATTENDED
    return {
        **line,
        "session": f"{file}#{event}{when}",
        "name": _name(line),
        "status": status,
        "registered": status is not AttendanceStatus.CANCELLED,
    }


def _name(line: Line) -> str | None:
    full = name_on(line)
    return None if full is None or ASKED in full.casefold() else full


def _with_companions(line: Line) -> list[Line]:
    """Return a line for each of its places: of several only the first is the person named there."""
    ticket, places = line["ticket"], max(int(line["quantity"] or 1), 1)
    unnamed = {**line, "name": None, "address": None}
    others = (None if ticket is None else f"{ticket}/{number}" for number in range(1, places))
    return [line, *({**unnamed, "ticket": each} for each in others)]


def _sessions(block: Block, people: Sequence[Line]) -> list[Line]:
    """Return a line for each event, as the first place of it says."""
    start = block.context.answers.starts
    first = {each["session"]: each for each in reversed(people)}
    return [
        {
            "session": session,
            "native_id": first[session]["event_id"],
            "title": first[session]["event_name"],
            "starts_at": first[session]["event_starts"],
            "event": block.context.answers.event,
            "day": pd.Timestamp(start) if start else None,
            "kind": SessionKind.REGISTRATIONS,
            "source_row": block.heading_row,
            **_ordered_between(block, people, session),
        }
        for session in dict.fromkeys(each["session"] for each in people)
    ]


def _ordered_between(
    block: Block, people: Sequence[Line], session: str
) -> dict[str, datetime | None]:
    """Return when the first and the last order of an event was made, where nothing says when that was.

    Where day and month may be either, the order is of the earlier and of the later: nothing hangs on it but
    whether an event can have been on the day that is stated of it, which is no reason to ask.
    """
    own = [line for line in people if line["session"] == session]
    if any(line["event_starts"] is not None for line in own):
        return {}
    cells = list(dict.fromkeys(line["ordered_at"] for line in own if line["ordered_at"]))
    try:
        orders: tuple[bool | None, ...] = (settled_order(block.sheet, block.context, cells),)
    except QuestionError:
        orders = (True, False)
    return written_between(
        moment
        for order in orders
        for moment in moments_in(cells, day_first=order, timezone=block.zone)
    )


def _orders(block: Block) -> Tables:
    """One row an order: whoever ordered is named, the other places are of nobody in particular."""
    _check_statuses(block, ORDERED)
    lines = _with_whole_numbers(block)
    for line in lines:
        if line["quantity"] is None:
            raise CellError(
                block.sheet.file,
                row=line["source_row"],
                column="Quantity",
                value=None,
                expected="the number of places of an order",
                advice="Export the attendees report, or the orders with their number of tickets.",
            )
    orders = [
        {**line, "ticket": line["booking"] and f"{OF_ORDER}{line['booking']}"} for line in lines
    ]
    tables = _registrations(block, orders, ORDERED)
    return {**tables, "attendance": _not_all_came(tables["attendance"])}


def _not_all_came(attendance: Iterable[Line]) -> list[Line]:
    """Of an order that was checked in one came for sure; of its other places nobody can tell."""
    orders, known = set[int](), []
    for line in attendance:
        is_first = line["source_row"] not in orders
        orders.add(line["source_row"])
        came = line["status"] is AttendanceStatus.ATTENDED
        known.append(
            line if is_first or not came else {**line, "status": AttendanceStatus.REGISTERED}
        )
    return known


def _check_statuses(block: Block, statuses: Mapping[str, AttendanceStatus]) -> None:
    for line in block.lines:
        if line["status"] is not None and _said(line, statuses) is None:
            raise CellError(
                block.sheet.file,
                row=line["source_row"],
                column=block.shown["status"],
                value=line["status"],
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
    tells_of=(Source.REGISTRATIONS, Source.ATTENDANCE),
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
        "ordered_at": text(*ORDER_DATE),
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
        "heard_from": heard_question(),
        "band": band(),
    },
    to_raw_tables=_attendees,
)

EVENTBRITE_ORDERS = TableReader(
    name="Eventbrite orders",
    tells_of=(Source.REGISTRATIONS,),
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
        "ordered_at": text(*ORDER_DATE, "Date"),
        "booking": text(*ORDER, "Order ID").or_question("which order each line is does not show"),
        "status": text(*_ORDER_STATUS).or_question(
            "which orders were cancelled or refunded does not show"
        ),
        "organisation": organisation_question("Company"),
        "profession": profession_question("Job Title"),
        "heard_from": heard_question(),
        "band": band(),
    },
    to_raw_tables=_orders,
)
