"""What the readers of meetings have in common: one file's rows, tied to the session they are of."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Final

import numpy as np
import pandas as pd

from copmetrics.framework.attendance import AttendanceStatus
from copmetrics.readers.block import Block, full_name

__all__ = ["SessionKind", "impossible_stays", "is_cut_short", "one_session", "registrations"]

_CUT_SHORT: Final = re.compile(r"\d([.,]\d+)?e\+?\d+", re.IGNORECASE)
MINUTE: Final = np.timedelta64(1, "m")
LONGEST: Final = 24 * 60
"""So many minutes at most can anybody stay at a meeting."""


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
    possible = attendance[~impossible_stays(attendance).to_numpy()]
    session = {
        "session": block.sheet.file,
        "native_id": native_id.replace(" ", "") or None,
        "title": title or None,
        "starts_at": _stated_or(starts_at, possible.get("joined_at"), pd.Series.min),
        "ends_at": _stated_or(ends_at, possible.get("left_at"), pd.Series.max),
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


def _stated_or(
    stated: pd.Timestamp | None,
    told: pd.Series | None,
    end: Callable[[pd.Series], pd.Timestamp],
) -> pd.Timestamp:
    """Return when a file says that a meeting began or ended, else what its people's stays tell of it."""
    if stated is not None and not pd.isna(stated):
        return stated
    return pd.NaT if told is None else end(told)


def impossible_stays(attendance: pd.DataFrame) -> pd.Series:
    """Tell which rows say that somebody left before they joined, or stayed for over 24 hours."""
    wrong = np.zeros(len(attendance), dtype=bool)
    if "minutes" in attendance:
        wrong |= _is_impossible(attendance["minutes"].to_numpy("float64"))
    if "joined_at" in attendance and "left_at" in attendance:
        stayed = attendance["left_at"] - attendance["joined_at"]
        wrong |= _is_impossible(stayed.to_numpy() / MINUTE)
    return pd.Series(wrong, attendance.index)


def _is_impossible(minutes: np.ndarray) -> np.ndarray:
    return (minutes > LONGEST) | (minutes < 0)


def registrations(rows: pd.DataFrame, *, withdrawn: pd.Series) -> pd.DataFrame:
    """Return rows of a list of registrations as people who registered; a withdrawn one is none."""
    registered = pd.Series(AttendanceStatus.REGISTERED, index=rows.index)
    return rows.assign(
        name=full_name(rows),
        status=registered.mask(withdrawn, AttendanceStatus.CANCELLED),
        registered=~withdrawn,
    )
