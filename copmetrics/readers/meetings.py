"""What the readers of meetings have in common: one file's rows, tied to the session they are of."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Final

import pandas as pd

from copmetrics.framework.attendance import AttendanceStatus
from copmetrics.readers.block import Block, full_name

__all__ = ["SessionKind", "impossible_stays", "is_cut_short", "one_session", "registrations"]

_CUT_SHORT: Final = re.compile(r"\d([.,]\d+)?e\+?\d+", re.IGNORECASE)
LONGEST: Final = pd.Timedelta(hours=24)
"""Nobody stays at a meeting for longer."""


class SessionKind(StrEnum):
    """What a source of a meeting can know."""

    ATTENDANCE = "attendance"
    """Who came."""
    REGISTRATIONS = "registrations"
    """Who said that they would come."""
    LISTED = "listed"
    """That it takes place: it stands in the community's own list of events."""


def is_cut_short(number: str) -> bool:
    """Whether a meeting's number is as a spreadsheet wrote it, `9.1E+11`: others may be written alike."""
    return _CUT_SHORT.fullmatch(number) is not None


def one_session(
    block: Block,
    attendance: pd.DataFrame,
    *,
    kind: SessionKind,
    native_id: str = "",
    title: str = "",
    starts_at: pd.Timestamp | None = None,
    ends_at: pd.Timestamp | None = None,
    day: pd.Timestamp | None = None,
) -> dict[str, pd.DataFrame]:
    """Return the raw tables of a file that records one meeting.

    Where the file does not say when it was, it was when the first person joined; `day` is for
    sheets that name only a date, and for files whose day the community has stated. `kind` says
    what the source can know.
    """
    stated = block.context.answers.starts
    possible = ~impossible_stays(attendance)
    unknown = pd.Series(pd.NaT, attendance.index, dtype="datetime64[us, UTC]")
    joined = attendance.get("joined_at", unknown)[possible]
    left = attendance.get("left_at", unknown)[possible]
    session = {
        "session": block.sheet.file,
        "native_id": native_id.replace(" ", "") or None,
        "title": title or None,
        "starts_at": joined.min() if starts_at is None or pd.isna(starts_at) else starts_at,
        "ends_at": left.max() if ends_at is None or pd.isna(ends_at) else ends_at,
        "day": pd.Timestamp(stated) if day is None and stated is not None else day,
        "event": block.context.answers.event,
        "kind": kind,
        "source_row": block.heading_row,
    }
    return {
        # an export that nobody is in is no sign of a meeting
        "sessions": pd.DataFrame([session]).head(len(attendance)),
        "attendance": attendance.assign(session=block.sheet.file),
    }


def impossible_stays(attendance: pd.DataFrame) -> pd.Series:
    """Tell which rows say that somebody left before they joined, or stayed for over 24 hours."""
    wrong = pd.Series(False, index=attendance.index)
    if "minutes" in attendance:
        stated = attendance["minutes"].astype("float64")
        wrong |= stated.gt(LONGEST / pd.Timedelta(minutes=1)) | stated.lt(0)
    if "joined_at" in attendance and "left_at" in attendance:
        stayed = attendance["left_at"] - attendance["joined_at"]
        wrong |= (stayed > LONGEST) | (stayed < pd.Timedelta(0))
    return wrong


def registrations(rows: pd.DataFrame, *, withdrawn: pd.Series) -> pd.DataFrame:
    """Return rows of a list of registrations as people who registered; a withdrawn one is none."""
    registered = pd.Series(AttendanceStatus.REGISTERED, index=rows.index)
    return rows.assign(
        name=full_name(rows),
        status=registered.mask(withdrawn, AttendanceStatus.CANCELLED),
        registered=~withdrawn,
    )
