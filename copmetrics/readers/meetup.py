"""Meetup: who answered that they would come to an event, and whom the host marked as there.

There is no address in it, and no date: a person is a name, and the event's day is asked.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from copmetrics.framework.attendance import AttendanceStatus
from copmetrics.measures.base import Source
from copmetrics.readers.block import Block, Line
from copmetrics.readers.columns import choice, text, whole
from copmetrics.readers.meetings import SessionKind, one_session
from copmetrics.readers.reader import TableReader, Tables

__all__ = ["MEETUP_ATTENDEES", "MEETUP_PROFILE"]

MEETUP_PROFILE: Final = ("RSVPed on", "URL of Member Profile")
"""Headings that only Meetup's lists have."""
WAITING: Final = "on the waiting list"
_YES_OR_NO: Final = {"yes": r"^(y|yes)$", "no": r"^(n|no)$"}


def _attendees(block: Block) -> Tables:
    """One row an answer, and one more for each guest; guests are nobody in particular."""
    shared = _shared_names(block.lines)
    people = [_person(line, shared) for line in block.lines]
    guests = [guest for each in people for guest in _guests(each)]
    return one_session(block, [*people, *guests], kind=SessionKind.REGISTRATIONS)


def _person(line: Line, shared: Collection[str]) -> Line:
    """Say of a line who it is of, and whether they answered that they would come, and came."""
    waiting = line["answer"] == "waiting"
    return {
        **line,
        "name": None if line["name"] in shared else line["name"],
        "ticket": line["member"],
        "role": "host" if line["host"] == "yes" else None,
        "status": _status(line),
        "registered": line["answer"] != "no" and not waiting,
        "left_out": WAITING if waiting else None,
    }


def _status(line: Line) -> AttendanceStatus:
    """Return whether somebody came: of those whom the host did not mark nothing is known."""
    if line["marked"] == "yes":
        return AttendanceStatus.ATTENDED
    if line["answer"] == "no":
        return AttendanceStatus.CANCELLED
    return AttendanceStatus.ABSENT if line["marked"] == "no" else AttendanceStatus.REGISTERED


def _shared_names(lines: Sequence[Line]) -> set[str]:
    """Return the names that several members have: such a one tells neither from the other."""
    members: dict[str, set[str]] = {}
    for line in lines:
        members.setdefault(line["name"], set()).add(line["member"])
    return {name for name, each in members.items() if name and len(each - {None}) > 1}


def _guests(person: Line) -> list[Line]:
    """Return a line for each guest: somebody registered, of whom nothing else is known."""
    if person["answer"] == "no":
        return []
    unknown = {"name": None, "role": None, "status": AttendanceStatus.REGISTERED}
    member = person["ticket"]
    return [
        {**person, **unknown, "ticket": None if member is None else f"{member}/{number}"}
        for number in range(1, int(person["guests"] or 0) + 1)
    ]


MEETUP_ATTENDEES = TableReader(
    name="Meetup attendees of an event",
    tells_of=(Source.REGISTRATIONS,),
    has_full_rows=True,
    required_headings=(("Name",), ("RSVP",), ("Guests",), MEETUP_PROFILE),
    columns={
        "name": text("Name"),
        "marked": choice("Attendance", options=_YES_OR_NO).or_note("who came is not known"),
        "member": text("User ID").or_note("people are told apart by name alone"),
        "host": choice("Event Host", options=_YES_OR_NO).or_note("who hosted is not known"),
        "answer": choice("RSVP", options={**_YES_OR_NO, "waiting": r"wait"}, filled=True),
        "guests": whole("Guests").or_note(
            "nobody counts as having brought guests", bears_on=Source.REGISTRATIONS
        ),
    },
    to_raw_tables=_attendees,
)
