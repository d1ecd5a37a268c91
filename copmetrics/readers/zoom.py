"""Zoom: the meeting participants report in each of its layouts, and the webinar attendee report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pandas as pd

from copmetrics.framework.attendance import AttendanceStatus
from copmetrics.readers.block import Block, full_name
from copmetrics.readers.columns import address, moment, organisation, profession, text, whole
from copmetrics.readers.meetings import SessionKind, one_session
from copmetrics.readers.reader import SectionsReader, TableReader, Tables

__all__ = ["ZOOM_NAME", "ZOOM_PARTICIPANTS", "ZOOM_WEBINAR"]

ZOOM_NAME: Final = ("Name (Original Name)",)
WAITING_ROOM = "only in the waiting room"


def _participants(block: Block) -> Tables:
    """One row a join; in the layout of unique users one row a person, with the total."""
    rows = block.frame
    waiting = rows["waiting"].str.casefold().eq("yes").fillna(False)
    footer = rows["name"].str.startswith("Zoom Report").fillna(False)
    attendance = rows.assign(
        status=AttendanceStatus.ATTENDED,
        left_out=pd.Series(None, index=rows.index, dtype="str").mask(waiting, WAITING_ROOM),
    )[~footer]
    return one_session(
        block,
        attendance,
        kind=SessionKind.ATTENDANCE,
        native_id=block.text_under("Meeting ID", "ID"),
        title=block.text_under("Topic"),
        starts_at=block.moment(block.text_under("Start Time")),
        ends_at=block.moment(block.text_under("End Time")),
    )


ZOOM_PARTICIPANTS = TableReader(
    name="Zoom meeting participants",
    required_headings=(
        ZOOM_NAME,
        ("Duration (Minutes)", "Total Duration (Minutes)"),
    ),
    # the history export of all meetings repeats two headings; it is a format of its own
    excluding_headings=("Has Zoom Rooms?",),
    columns={
        "name": text(*ZOOM_NAME),
        "address": address("User Email", "Email"),
        "joined_at": moment("Join Time"),
        "left_at": moment("Leave Time"),
        "minutes": whole("Duration (Minutes)", "Total Duration (Minutes)"),
        "waiting": text("In Waiting Room"),
    },
    to_raw_tables=_participants,
)


def _webinar(blocks: Sequence[Block]) -> Tables:
    """Hosts, panellists, attendees and telephone callers; no-shows stand in the same table.

    A second row of somebody who re-joined leaves the name and registration empty: they are
    carried down from the first row of that address.
    """
    first = blocks[0]
    rows = pd.concat([_webinar_rows(block) for block in blocks], ignore_index=True)
    return one_session(
        first,
        rows,
        kind=SessionKind.ATTENDANCE,
        native_id=first.text_under("Webinar ID"),
        title=first.text_under("Topic"),
        starts_at=first.moment(first.text_under("Actual Start Time", "Start Time")),
    )


def _webinar_rows(block: Block) -> pd.DataFrame:
    rows = block.frame
    has_attended = "attended" in block.headings
    came = rows["attended"].str.casefold().eq("yes").fillna(False) | (not has_attended)
    carried = rows["registered_at"].groupby(rows["address"]).transform("first")
    return rows.assign(
        name=full_name(rows).fillna(rows["name"]),
        status=came.map({True: AttendanceStatus.ATTENDED, False: AttendanceStatus.ABSENT}),
        registered=rows["registered_at"].notna() | carried.notna(),
    )


ZOOM_WEBINAR = SectionsReader(
    name="Zoom webinar attendees",
    first_cell=("attendee report",),
    required_headings=(("Join Time",), ("Leave Time",), ("Time in Session (minutes)",)),
    excluding_headings=("Interest Rating",),
    columns={
        "attended": text("Attended").or_question(
            "who of those registered came does not show",
            beside=("First Name", "Registration Time", "Approval Status"),
        ),
        "name": text("User Name (Original Name)", "User Name"),
        "first_name": text("First Name"),
        "surname": text("Last Name"),
        "address": address("Email"),
        "registered_at": moment("Registration Time"),
        "joined_at": moment("Join Time"),
        "left_at": moment("Leave Time"),
        "minutes": whole("Time in Session (minutes)"),
        "organisation": organisation("Organization", "Organisation"),
        "profession": profession("Job Title"),
    },
    to_raw_tables=_webinar,
)
