"""Google Meet: the attendance sheet that Workspace sends to whoever organised the meeting."""

from __future__ import annotations

from copmetrics.framework.attendance import AttendanceStatus
from copmetrics.readers.block import Block, name_on
from copmetrics.readers.columns import address, duration, text
from copmetrics.readers.meetings import SessionKind, one_session
from copmetrics.readers.reader import TableReader, Tables
from copmetrics.readers.stays import stay
from copmetrics.readers.teams import TEAMS_WORDS
from copmetrics.readers.vocabulary import vocabulary

__all__ = ["GOOGLE_MEET", "MEET_TIMES"]

_WORDS = vocabulary("google_meet")
MEET_TIMES = (*_WORDS["joined_at"], *_WORDS["left_at"])
"""Headings that only Google Meet's sheet has."""


def _attendance(block: Block) -> Tables:
    """One row a person, with the whole of their stay."""
    stays = zip(
        *stay(block, "joined_at", "left_at", day=block.text_under(*_WORDS["day"])), strict=True
    )
    attendance = [
        {
            **line,
            "name": name_on(line) or line["name"],
            "status": AttendanceStatus.ATTENDED,
            "joined_at": joined,
            "left_at": left,
        }
        for line, (joined, left) in zip(block.lines, stays, strict=True)
    ]
    return one_session(
        block,
        attendance,
        kind=SessionKind.ATTENDANCE,
        title=block.text_under(*_WORDS["title"]),
    )


GOOGLE_MEET = TableReader(
    name="Google Meet attendance",
    has_full_rows=True,
    required_headings=(_WORDS["minutes"], _WORDS["joined_at"], _WORDS["left_at"]),
    # in Portuguese, Teams calls coming and going as Meet does; it says what somebody was there
    excluding_headings=TEAMS_WORDS["role"],
    columns={
        "name": text(*_WORDS["name"]),
        "first_name": text(*_WORDS["first_name"]),
        "surname": text(*_WORDS["surname"]),
        "address": address(*_WORDS["address"]),
        "minutes": duration(*_WORDS["minutes"]).or_note(
            "how long people stayed is worked out from their coming and going"
        ),
        "joined_at": text(*_WORDS["joined_at"]),
        "left_at": text(*_WORDS["left_at"]).or_note("when people left is not known"),
    },
    to_raw_tables=_attendance,
)
