"""Zoom: the meeting participants report in each of its layouts, and the webinar attendee report."""

from __future__ import annotations

import pandas as pd

from copmetrics.readers.base import (
    Block,
    Reader,
    Tables,
    address,
    full_name,
    moment,
    organisation,
    profession,
    text,
    whole,
)
from copmetrics.readers.meetings import ABSENT, ATTENDED, one_session

__all__ = ["ZOOM_PARTICIPANTS", "ZOOM_WEBINAR"]

WAITING_ROOM = "only in the waiting room"


def _participants(blocks: list[Block]) -> Tables:
    """One row a join; in the layout of unique users one row a person, with the total."""
    (block,) = blocks
    rows = block.frame
    waiting = rows["waiting"].str.casefold().eq("yes").fillna(False)
    footer = rows["name"].str.startswith("Zoom Report").fillna(False)
    attendance = rows.assign(
        status=ATTENDED,
        left_out=pd.Series(None, index=rows.index, dtype="str").mask(waiting, WAITING_ROOM),
    )[~footer]
    return one_session(
        block,
        attendance,
        kind="attendance",
        native_id=block.listed("Meeting ID", "ID"),
        title=block.listed("Topic"),
        starts_at=block.moment(block.listed("Start Time")),
        ends_at=block.moment(block.listed("End Time")),
    )


ZOOM_PARTICIPANTS = Reader(
    name="Zoom meeting participants",
    tells=(("Name (Original Name)",), ("Duration (Minutes)", "Total Duration (Minutes)")),
    # the history export of all meetings repeats two headings; it is a format of its own
    never=("Has Zoom Rooms?",),
    columns={
        "name": text("Name (Original Name)"),
        "address": address("User Email", "Email"),
        "joined_at": moment("Join Time"),
        "left_at": moment("Leave Time"),
        "minutes": whole("Duration (Minutes)", "Total Duration (Minutes)"),
        "waiting": text("In Waiting Room"),
    },
    shape=_participants,
)


def _webinar(blocks: list[Block]) -> Tables:
    """Hosts, panellists, attendees and telephone callers; no-shows stand in the same table.

    A second row of somebody who re-joined leaves the name and registration empty: they are
    carried down from the first row of that address.
    """
    first = blocks[0]
    rows = pd.concat([_webinar_rows(block) for block in blocks], ignore_index=True)
    return one_session(
        first,
        rows,
        kind="attendance",
        native_id=first.listed("Webinar ID"),
        title=first.listed("Topic"),
        starts_at=first.moment(first.listed("Actual Start Time", "Start Time")),
    )


def _webinar_rows(block: Block) -> pd.DataFrame:
    rows = block.frame
    has_attended = "attended" in block.headings
    came = rows["attended"].str.casefold().eq("yes").fillna(False) | (not has_attended)
    carried = rows["registered_at"].groupby(rows["address"]).transform("first")
    return rows.assign(
        name=full_name(rows).fillna(rows["name"]),
        status=came.map({True: ATTENDED, False: ABSENT}),
        registered=rows["registered_at"].notna() | carried.notna(),
    )


ZOOM_WEBINAR = Reader(
    name="Zoom webinar attendees",
    opening=("attendee report",),
    tells=(("Join Time",), ("Leave Time",), ("Time in Session (minutes)",)),
    never=("Interest Rating",),
    sectioned=True,
    columns={
        "attended": text("Attended"),
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
    shape=_webinar,
)
