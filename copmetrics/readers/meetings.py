"""What the readers of meetings have in common: one file's rows, tied to the session they are of."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from itertools import pairwise
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from copmetrics.errors import QuestionError, answer_line
from copmetrics.framework.attendance import AttendanceStatus
from copmetrics.readers.block import Block, Line, name_on

__all__ = [
    "SessionKind",
    "impossible_stays",
    "is_cut_short",
    "one_session",
    "registrations",
    "written_between",
]

_CUT_SHORT: Final = re.compile(r"\d([.,]\d+)?e\+?\d+", re.IGNORECASE)
MINUTE: Final = np.timedelta64(1, "m")
Minutes = TypeVar("Minutes", float, np.ndarray)
LONGEST: Final = 24 * 60
"""So many minutes at most can anybody stay at a meeting."""
APART: Final = timedelta(days=2)
"""People of one meeting come no further apart: a conference has somebody every day."""


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
    attendance: Sequence[Line],
    *,
    kind: SessionKind,
    native_id: str = "",
    title: str = "",
    starts_at: datetime | None = None,
    ends_at: datetime | None = None,
    day: pd.Timestamp | None = None,
) -> dict[str, list[Line]]:
    """Return the raw tables of a file that records one meeting.

    Where the file does not say when it was, it was when the first person joined; `day` is for
    sheets that name only a date, and for files whose day the community has stated. `kind` says
    what the source can know.
    """
    if kind is SessionKind.ATTENDANCE:
        _ask_if_several(block, attendance)
    stated = block.context.answers.starts
    possible = [line for line in attendance if not _is_impossible_stay(line)]
    session = {
        "session": block.sheet.file,
        "native_id": native_id.replace(" ", "") or None,
        "title": title or None,
        "starts_at": _stated_or(starts_at, possible, "joined_at", min),
        "ends_at": _stated_or(ends_at, possible, "left_at", max),
        "start_from_stays": starts_at is None,
        "end_from_stays": ends_at is None,
        "day": pd.Timestamp(stated) if day is None and stated is not None else day,
        "event": block.context.answers.event,
        "kind": kind,
        "source_row": block.heading_row,
    }
    if starts_at is None:
        session |= written_between(line.get("registered_at") for line in attendance)
    return {
        # an export that nobody is in is no sign of a meeting
        "sessions": [session][: len(attendance)],
        "attendance": [{**line, "session": block.sheet.file} for line in attendance],
    }


def _ask_if_several(block: Block, lines: Iterable[Line]) -> None:
    """Ask of a file in which people came days apart whether it is of one meeting: exports are, each of one.

    Of several that somebody put into one file, whoever was at two would count once, on the first day.
    """
    answers = block.context.answers
    if answers.starts is not None or answers.event is not None:
        return
    joined = sorted({line["joined_at"] for line in lines if line.get("joined_at") is not None})
    apart = [pair for pair in pairwise(joined) if pair[1] - pair[0] > APART]
    if not apart:
        return
    zone = ZoneInfo(block.context.settings.timezone)
    days = [each.replace(tzinfo=UTC).astimezone(zone).date() for each in (joined[0], *apart[0])]
    raise QuestionError(
        block.sheet.file,
        question=f"is it of one meeting? People came on {_day(days[1])}, and next on {_day(days[2])}. If it "
        "is of several, put each into a file of its own.",
        answers=[answer_line("starts", days[0], says="one meeting")],
    )


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def _stated_or(
    stated: datetime | None,
    people: Iterable[Line],
    column: str,
    end: Callable[[list[datetime]], datetime],
) -> datetime | None:
    """Return when a file says that a meeting began or ended, else what its people's stays tell of it."""
    if stated is not None:
        return stated
    told = [line[column] for line in people if line.get(column) is not None]
    return end(told) if told else None


def written_between(moments: Iterable[object]) -> dict[str, datetime | None]:
    """Return when the first and when the last line of a file was written, of those that tell it."""
    known = [each for each in moments if isinstance(each, datetime)]
    return {"written_from": min(known, default=None), "written_to": max(known, default=None)}


def impossible_stays(attendance: pd.DataFrame) -> pd.Series:
    """Tell which rows say that somebody left before they joined, or stayed for over 24 hours."""
    wrong = np.zeros(len(attendance), dtype=bool)
    if "minutes" in attendance:
        wrong |= _is_impossible(attendance["minutes"].to_numpy("float64"))
    if "joined_at" in attendance and "left_at" in attendance:
        stayed = attendance["left_at"] - attendance["joined_at"]
        wrong |= _is_impossible(stayed.to_numpy() / MINUTE)
    return pd.Series(wrong, attendance.index)


def _is_impossible_stay(line: Line) -> bool:
    """Tell of one line what `impossible_stays` does of a table."""
    came, went, stated = line.get("joined_at"), line.get("left_at"), line.get("minutes")
    stayed = None if came is None or went is None else (went - came) / timedelta(minutes=1)
    return any(each is not None and bool(_is_impossible(each)) for each in (stated, stayed))


def _is_impossible(minutes: Minutes) -> Minutes:
    return (minutes > LONGEST) | (minutes < 0)


def registrations(lines: Iterable[Line], *, withdrawn: Iterable[bool]) -> list[Line]:
    """Return lines of a list of registrations as people who registered; a withdrawn one is none."""
    return [
        {
            **line,
            "name": name_on(line),
            "status": AttendanceStatus.CANCELLED if gone else AttendanceStatus.REGISTERED,
            "registered": not gone,
        }
        for line, gone in zip(lines, withdrawn, strict=True)
    ]
