"""Meetup: who answered that they would come to an event, and whom the host marked as there.

There is no address in it, and no date: a person is a name, and the event's day is asked.
"""

from __future__ import annotations

from typing import Final

import pandas as pd

from copmetrics.framework.attendance import AttendanceStatus
from copmetrics.measures.base import Source
from copmetrics.readers.block import Block
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
    rows = block.frame
    said_no = rows["answer"].eq("no").fillna(False)
    status = pd.Series(AttendanceStatus.REGISTERED, index=rows.index).mask(
        said_no, AttendanceStatus.CANCELLED
    )
    waiting = rows["answer"].eq("waiting").fillna(False)
    people = rows.assign(
        name=_unless_shared(rows),
        ticket=rows["member"],
        role=rows["host"].map({"yes": "host"}),
        # only those whom the host marked: of the others nothing is known
        status=status.mask(rows["marked"].eq("yes").fillna(False), AttendanceStatus.ATTENDED).mask(
            rows["marked"].eq("no").fillna(False) & ~said_no, AttendanceStatus.ABSENT
        ),
        registered=~said_no & ~waiting,
        left_out=pd.Series(None, index=rows.index, dtype="str").mask(waiting, WAITING),
    )
    attendance = pd.concat([people, _guests(people[~said_no])], ignore_index=True)
    return one_session(block, attendance, kind=SessionKind.REGISTRATIONS)


def _unless_shared(rows: pd.DataFrame) -> pd.Series:
    """Return the names; one that two members have tells neither from the other."""
    members = rows.groupby("name")["member"].transform("nunique")
    return rows["name"].mask(members.gt(1))


def _guests(people: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each guest: somebody registered, of whom nothing else is known."""
    count = people["guests"].fillna(0).clip(lower=0).astype(int)
    guests = people.loc[people.index.repeat(count)]
    number = guests.groupby(level=0).cumcount().add(1).astype(str)
    return guests.assign(
        name=pd.Series(None, index=guests.index, dtype="str"),
        ticket=guests["member"].str.cat(number.to_numpy(), sep="/"),
        role=pd.Series(None, index=guests.index, dtype="str"),
        status=AttendanceStatus.REGISTERED,
    )


MEETUP_ATTENDEES = TableReader(
    name="Meetup attendees of an event",
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
