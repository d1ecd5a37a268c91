"""Webex: the attendance report of one meeting or several, with the breakout rooms that people were in."""

from __future__ import annotations

from typing import Final

import pandas as pd

from copmetrics.errors import CellError
from copmetrics.framework.attendance import AttendanceStatus
from copmetrics.measures.base import Source
from copmetrics.readers.block import Block, full_name
from copmetrics.readers.columns import address, duration, moment, text
from copmetrics.readers.meetings import SessionKind
from copmetrics.readers.reader import TableReader, Tables
from copmetrics.readers.vocabulary import vocabulary

__all__ = ["WEBEX", "WEBEX_TIMES"]

_WORDS = vocabulary("webex")
WEBEX_TIMES: Final = (*_WORDS["starts_at"], *_WORDS["ends_at"])
"""Headings that only Webex's report has."""
IN_BREAKOUT: Final = "in a breakout room, within their stay"
_MACHINE: Final = "@guest.webex.localhost"
"""What Webex writes after a number of its own for a guest who gave no address."""


def _attendance(block: Block) -> Tables:
    """One row each time that somebody came in; a breakout room is part of the stay."""
    rows = block.frame
    start = rows["starts_at"].astype("str")
    session = block.sheet.file + "#" + rows["title"].fillna("") + "#" + start
    guest = rows["address"].str.casefold().str.endswith(_MACHINE).fillna(False).astype(bool)
    people = rows.assign(
        session=session,
        name=rows["name"].fillna(full_name(rows)),
        address=rows["address"].mask(guest),
        status=AttendanceStatus.ATTENDED,
    )
    within = _in_breakout(block) & _has_main_row(people, ~_in_breakout(block))
    left_out = pd.Series(None, index=rows.index, dtype="str").mask(within, IN_BREAKOUT)
    return {
        "sessions": _sessions(block, people),
        "attendance": people.assign(left_out=left_out),
    }


def _in_breakout(block: Block) -> pd.Series:
    """Tell which rows are of a breakout room; several rooms, none of them the main one, are asked about."""
    room = block.frame["room"].str.casefold().fillna(_WORDS["main"][0])
    main = room.isin(_WORDS["main"])
    if room.nunique() <= 1:
        return pd.Series(False, index=room.index)
    if not main.any():
        row = block.frame.iloc[0]
        raise CellError(
            block.sheet.file,
            row=int(row["source_row"]),
            column=block.shown["room"],
            value=row["room"],
            expected=f"'{_WORDS['main'][0].capitalize()}', and no other row is",
            advice="Export the report in English.",
        )
    return ~main


def _has_main_row(people: pd.DataFrame, main: pd.Series) -> pd.Series:
    """Tell whose stay in the main session has a row of its own in the same meeting."""
    who = people["session"] + "#" + people["address"].fillna(people["name"]).fillna("")
    return main.groupby(who).transform("any")


def _sessions(block: Block, people: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each meeting: it began when the report says, else when the first came."""
    each = people.groupby("session", sort=False)
    start = block.context.answers.starts
    found = pd.DataFrame(
        {
            "title": each["title"].first(),
            "starts_at": each["starts_at"].min().fillna(each["joined_at"].min()),
            "ends_at": each["ends_at"].max().fillna(each["left_at"].max()),
            "start_from_stays": each["starts_at"].min().isna(),
            "end_from_stays": each["ends_at"].max().isna(),
        }
    ).reset_index()
    return found.assign(
        day=pd.Timestamp(start) if start else None,
        event=block.context.answers.event,
        kind=SessionKind.ATTENDANCE,
        source_row=block.heading_row,
    )


WEBEX = TableReader(
    name="Webex attendance",
    has_full_rows=True,
    required_headings=(_WORDS["name"], _WORDS["address"], _WORDS["minutes"]),
    columns={
        "title": text(*_WORDS["title"]).or_note("meetings are told apart by their start alone"),
        "starts_at": moment(*_WORDS["starts_at"]).or_note(
            "meetings of one name count as one, from when the first came", bears_on=Source.EVENTS
        ),
        "ends_at": moment(*_WORDS["ends_at"]).or_note("meetings end when the last one left"),
        "name": text(*_WORDS["name"]),
        "first_name": text(*_WORDS["first_name"]),
        "surname": text(*_WORDS["surname"]),
        "role": text(*_WORDS["role"]).or_note("who hosted is not known"),
        "address": address(*_WORDS["address"]),
        "joined_at": moment(*_WORDS["joined_at"]),
        "left_at": moment(*_WORDS["left_at"]),
        "minutes": duration(*_WORDS["minutes"]).or_note(
            "how long people stayed is worked out from their coming and going"
        ),
        "room": text(*_WORDS["room"]).or_note(
            "minutes in breakout rooms count beside those of the meeting", may_be_empty=True
        ),
    },
    to_raw_tables=_attendance,
)
