"""A report of Graph's on who was in a meeting, as the one that an organiser downloads from Teams."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Final

from copmetrics.sync.cells import at, moment, moment_at
from copmetrics.sync.declaring import Row, Value

__all__ = ["COLUMNS", "NEXT", "SETTLED", "began", "summary"]

NEXT: Final[Mapping[str, object]] = {"type": "json_link", "next_url_path": "['@odata.nextLink']"}
"""How pages of Graph's follow one another."""
SETTLED: Final = timedelta(days=2)
"""So long after a meeting its report may still lack somebody."""


def summary(*titles: Value) -> Callable[[Row], list[list[object]]]:
    """Declare what stands above the people: what the meeting was called, and when it was."""

    def lines(row: Row) -> list[list[object]]:
        return [
            ["1. Summary"],
            ["Meeting title", next(filter(None, (title(row) for title in titles)), None)],
            ["Attended participants", row.get("totalParticipantCount")],
            ["Start time", moment("meetingStartDateTime")(row)],
            ["End time", moment("meetingEndDateTime")(row)],
            [],
            ["2. Participants"],
        ]

    return lines


def began(row: Row) -> str:
    """Return when a report's meeting began, as the name of a file can hold it."""
    return str(row["meetingStartDateTime"])[:19].replace(":", "")


def _first_join(row: Row) -> object:
    return _outermost(row, "joinDateTime", 0)


def _last_leave(row: Row) -> object:
    return _outermost(row, "leaveDateTime", -1)


def _outermost(row: Row, edge: str, which: int) -> object:
    """Return the first or the last moment at which somebody came or went; nothing where none is told."""
    known = [moment_at(each.get(edge)) for each in row.get("attendanceIntervals") or ()]
    moments = sorted(each for each in known if each is not None)
    return moments[which].isoformat(sep=" ", timespec="seconds") if moments else None


def _stay(row: Row) -> str | None:
    """Return how long somebody was there, as Teams writes it: `1h 2m 3s`."""
    seconds = row.get("totalAttendanceInSeconds")
    if seconds is None:
        return None
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}h {minutes}m {rest}s"


COLUMNS: Final[Mapping[str, Value]] = {
    "Name": at("identity.displayName"),
    "First Join": _first_join,
    "Last Leave": _last_leave,
    "In-Meeting Duration": _stay,
    "Email": at("emailAddress"),
    "Role": at("role"),
}
