"""What the readers of meetings have in common: one file's rows, tied to the session they are of."""

from __future__ import annotations

import pandas as pd

from copmetrics.readers.block import Block

__all__ = ["ABSENT", "ATTENDED", "CANCELLED", "LISTED", "REGISTERED", "one_session"]

ATTENDED = "attended"
ABSENT = "absent"
REGISTERED = "registered"
CANCELLED = "cancelled"

LISTED = "listed"
"""The kind of a session that the community's own list of events names."""


def one_session(
    block: Block,
    attendance: pd.DataFrame,
    *,
    kind: str,
    native_id: str = "",
    title: str = "",
    starts_at: pd.Timestamp | None = None,
    ends_at: pd.Timestamp | None = None,
    day: pd.Timestamp | None = None,
) -> dict[str, pd.DataFrame]:
    """Return the raw tables of a file that records one meeting.

    Where the file does not say when it was, it was when the first person joined; `day` is for
    sheets that name only a date, and for files whose day the community has stated. `kind` says
    what the source can know: `attendance`, or `registrations`.
    """
    stated = block.context.answers.starts
    joined = attendance.get("joined_at", pd.Series(dtype="datetime64[us, UTC]"))
    left = attendance.get("left_at", pd.Series(dtype="datetime64[us, UTC]"))
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
