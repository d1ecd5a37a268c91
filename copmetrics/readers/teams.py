"""Microsoft Teams: the attendance list of 2020, and both generations of the report.

Teams writes UTF-16 with tabs, in the language of whoever downloads it; a trip through Excel makes
it UTF-8 with commas. Layout, encoding and delimiter are independent of each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from copmetrics.framework.attendance import AttendanceStatus
from copmetrics.readers.block import Block
from copmetrics.readers.columns import address, duration, moment, text
from copmetrics.readers.context import Context, settled_order
from copmetrics.readers.datetimes import parse_moments
from copmetrics.readers.files import Sheet, heading
from copmetrics.readers.meetings import SessionKind, one_session
from copmetrics.readers.reader import SectionsReader, SheetReader, Tables
from copmetrics.readers.table_finding import opening_cell
from copmetrics.readers.vocabulary import vocabulary

__all__ = ["TEAMS_LIST", "TEAMS_REPORT", "TEAMS_REPORT_V1", "TIMES"]

WORDS: Final = vocabulary("teams")
JOINED: Final = frozenset(map(heading, WORDS["joined"]))
LEFT: Final = frozenset(map(heading, WORDS["left"]))
ENDING = "says when somebody left"
SUMMARY = "Meeting Summary"

TIMES: Final = (
    *WORDS["first_join"],
    *WORDS["last_leave"],
    *WORDS["in_meeting"],
    *WORDS["upn"],
)
"""Headings that only a report of Teams has: a sheet with one was kept by no hand."""

COLUMNS = {
    "name": text(*WORDS["name"]),
    "joined_at": moment(*WORDS["first_join"]),
    "left_at": moment(*WORDS["last_leave"]),
    "minutes": duration(*WORDS["in_meeting"]),
    "address": address(*WORDS["email"]),
    "upn": address(*WORDS["upn"]),
    "registered_address": address(*WORDS["registration_email"]),
    "role": text(*WORDS["role"]),
}


def _report(blocks: Sequence[Block]) -> Tables:
    """Section 2, one row an identity; section 3 repeats everybody and is never read.

    A webinar lists who registered and never came in the same section, without a role or a time.
    """
    block = blocks[0]
    rows = block.frame
    timed = "joined_at" in block.frame and rows["joined_at"].notna().any()
    never_came = rows["role"].isna() & rows["joined_at"].isna() & rows["minutes"].isna() & timed
    attendance = rows.assign(
        address=rows["registered_address"].fillna(rows["address"]).fillna(rows["upn"]),
        status=never_came.map({True: AttendanceStatus.ABSENT, False: AttendanceStatus.ATTENDED}),
        registered=(rows["registered_address"].notna() | never_came).mask(
            ~(rows["registered_address"].notna() | never_came)
        ),
    )
    return one_session(
        block,
        attendance,
        kind=SessionKind.ATTENDANCE,
        title=" ".join(block.text_beside(*WORDS["title"]).split()),
        starts_at=block.moment(block.text_beside(*WORDS["start"])),
        ends_at=block.moment(block.text_beside(*WORDS["end"])),
    )


TEAMS_REPORT = SectionsReader(
    name="Microsoft Teams attendance report",
    required_headings=(
        WORDS["name"],
        WORDS["email"],
        WORDS["role"],
        WORDS["upn"] + WORDS["first_join"],
    ),
    excluding_headings=("User Action", "Approval Status", "Attended", "Profession", "Event"),
    columns=COLUMNS,
    accepts=lambda sheet: _has_sections(sheet) and opening_cell(sheet) != heading(SUMMARY),
    to_raw_tables=_report,
)

TEAMS_REPORT_V1 = SectionsReader(
    name="Microsoft Teams attendance report of 2021",
    first_cell=(SUMMARY,),
    required_headings=tuple(
        WORDS[each] for each in ("name", "first_join", "last_leave", "email", "role")
    ),
    columns=COLUMNS,
    to_raw_tables=_report,
)


def _has_sections(sheet: Sheet) -> bool:
    """Whether the sheet has the numbered sections of the newer report, whatever its language."""
    firsts = (row.cells[0].strip() for row in sheet.rows if row.cells)
    return any(first[:3] in ("1. ", "2. ") for first in firsts)


def _list(sheet: Sheet, context: Context, zone: str) -> Tables:
    """One row an action; each joining makes a stay, up to the same name's next leaving."""
    rows = [row for row in sheet.rows if _action(row.cells)]
    dates = [row.cells[2].strip() for row in rows]
    order = settled_order(sheet, context, dates)
    lines = pd.DataFrame(
        {
            "name": [row.cells[0].strip() for row in rows],
            "left": [heading(row.cells[1]) in LEFT for row in rows],
            "at": parse_moments(dates, day_first=order, timezone=zone),
            "source_row": [row.number for row in rows],
        }
    )
    ordered = lines.sort_values(["name", "at", "source_row"])
    following = ordered.groupby("name")[["left", "at"]].shift(-1)
    ends = following["at"].where(following["left"].eq(True))
    attendance = ordered.assign(
        status=AttendanceStatus.ATTENDED,
        joined_at=ordered["at"],
        left_at=ends,
        left_out=ordered["left"].map({True: ENDING, False: None}),
    ).sort_values("source_row")
    days = lines["at"].dt.tz_convert(context.settings.timezone).dt.strftime("%Y-%m-%d")
    session = (sheet.file + "#" + days).reindex(attendance.index)
    attendance = attendance.assign(session=session)
    begun = attendance[~attendance["left"]]
    sessions = begun.groupby("session", as_index=False).agg(
        starts_at=("joined_at", "min"), ends_at=("left_at", "max"), source_row=("source_row", "min")
    )
    return {
        "sessions": sessions.assign(kind=SessionKind.ATTENDANCE, event=context.answers.event),
        "attendance": attendance,
    }


def _action(cells: tuple[str, ...]) -> bool:
    return len(cells) >= 3 and heading(cells[1]) in JOINED | LEFT


TEAMS_LIST = SheetReader(
    name="Microsoft Teams attendance list of 2020",
    labels=("Full Name", "User Action", "Timestamp"),
    recognises=lambda sheet: any(_action(row.cells) for row in sheet.rows[:20]),
    to_raw_tables=_list,
)
