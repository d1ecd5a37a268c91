"""What one file tells of a meeting, and whether two files tell of the same one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from copmetrics.loading.two_clocks import Stays, clock_ahead, stays_of
from copmetrics.readers.datetimes import days_in_name
from copmetrics.readers.meetings import SessionKind, is_cut_short

__all__ = ["FACTS", "Session", "same_meeting", "sessions_in", "title_key"]

NEAR = pd.Timedelta(minutes=45)
"""How far apart the start in `events.csv` and the first joining may be for one event."""
FACTS = (
    "format",
    "activity",
    "channel",
    "host",
    "cancelled",
    "cluster",
    "topic",
    "from_with",
    "informal_formal",
    "inside_outside",
)
"""What a session may say of its event besides when and what it was."""


@dataclass(frozen=True)
class Session:
    """What one file (or one line of `events.csv`) tells of a meeting."""

    session: str
    kind: SessionKind
    native_id: str
    title: str
    starts_at: pd.Timestamp | None
    ends_at: pd.Timestamp | None
    day: pd.Timestamp | None
    event: str
    facts: Mapping[str, object]
    source_file: str
    source_row: int
    of: str = ""
    """The session of another file that it is answered to be of one event with."""
    stays: Stays | None = None
    """Who came and went when, where it tells."""
    start_from_stays: bool = False
    """Whether it began when the first came, since nothing states when."""
    end_from_stays: bool = False
    """Whether it ended when the last one left, since nothing states when."""

    def overlaps(self, other: Session) -> bool:
        """Whether both have times and these meet, give or take what people do before a start."""
        if self.starts_at is None or other.starts_at is None:
            return False
        ends = self.ends_at or self.starts_at + NEAR
        others = other.ends_at or other.starts_at + NEAR
        return self.starts_at - NEAR < others and other.starts_at - NEAR < ends

    def has_other_number_than(self, other: Session) -> bool:
        """Whether both have a number, and not the same."""
        return bool(self.native_id and other.native_id) and self.native_id != other.native_id

    def is_cut_short_as(self, other: Session) -> bool:
        """Whether a spreadsheet cut both numbers short to the same digits, so that they may be two."""
        return self.native_id == other.native_id and is_cut_short(self.native_id)

    def clock_ahead_of(self, other: Session) -> pd.Timedelta | None:
        """Return how far its clock is ahead of another's, where both tell of one meeting by two."""
        if self.has_other_number_than(other):
            return None
        return clock_ahead(self.stays, other.stays)


def sessions_in(raw: pd.DataFrame, attendance: pd.DataFrame, timezone: str) -> list[Session]:
    """Return all sessions, from what says most of its event to what says least.

    The order does not depend on the order of the files.
    """
    stays = stays_of(attendance)
    read = (replace(each, stays=stays.get(each.session)) for each in _read(raw, timezone))
    return sorted(_without_files(read), key=_order)


def _without_files(sessions: Iterable[Session]) -> list[Session]:
    """Say of a session that is answered to be of another's event, by that one's file, which it is.

    An answer leads to another file's, and so on; who leads in a circle is of no other's event.
    """
    read = {each.session: each for each in sessions}
    found = []
    for each in read.values():
        of, passed = each, {each.session}
        while of.event in read and of.event not in passed:
            of = read[of.event]
            passed.add(of.session)
        found.append(each if of is each else replace(each, of=of.session, event=of.event))
    return found


def _read(raw: pd.DataFrame, timezone: str) -> Iterable[Session]:
    for row in raw.to_dict("records"):
        known = {name: None if pd.isna(value) else value for name, value in row.items()}
        kind = SessionKind(str(known["kind"]))
        name = _telling_name(kind, str(known["source_file"]))
        start = known["starts_at"]
        yield Session(
            session=str(known["session"]),
            kind=kind,
            native_id=known["native_id"] or "",
            title=known["title"] or "",
            starts_at=None if _is_day_alone(kind, start, timezone) else start,
            ends_at=known["ends_at"],
            day=_day(start, known["day"], name, timezone),
            event=known["event"] or "",
            facts={name: known[name] for name in FACTS},
            source_file=str(known["source_file"]),
            source_row=int(row["source_row"]),
            start_from_stays=known["start_from_stays"] is True,
            end_from_stays=known["end_from_stays"] is True,
        )


def _day(
    start: pd.Timestamp | None, day: pd.Timestamp | None, name: str, timezone: str
) -> pd.Timestamp | None:
    """Return the day of the start, else the one stated, else the one day that a name has."""
    if start is not None:
        return start.tz_convert(timezone).tz_localize(None).normalize()
    if day is not None:
        return day
    stated = days_in_name(name)
    return pd.Timestamp(next(iter(stated))) if len(stated) == 1 else None


def _is_day_alone(kind: SessionKind, start: pd.Timestamp | None, timezone: str) -> bool:
    """Whether a list of registrations has a midnight by the community's clock: a day without a time."""
    if kind is not SessionKind.REGISTRATIONS or start is None:
        return False
    own = start.tz_convert(timezone)
    return bool(own == own.normalize())


def _telling_name(kind: SessionKind, file: str) -> str:
    """Return the file's name; that of a list of registrations has the day of its download."""
    return "" if kind is SessionKind.REGISTRATIONS else file.rpartition("/")[2]


def _order(session: Session) -> tuple[object, ...]:
    """Listed lines first, then answered, dated, titled; last what is answered to be of another's event."""
    return (
        session.kind is not SessionKind.LISTED,
        bool(session.of),
        not session.event,
        session.day is None,
        session.starts_at is None,
        session.starts_at or pd.Timestamp(0, tz="UTC"),
        not session.title,
        session.title,
        session.native_id,
        session.session,
    )


def same_meeting(mine: Session, other: Session) -> bool:
    """Whether two sessions of one day are of one meeting."""
    same_title = bool(mine.title) and title_key(mine.title) == title_key(other.title)
    if mine.native_id and mine.native_id == other.native_id and not is_cut_short(mine.native_id):
        # a personal room and a series have one number for meetings hours apart
        if mine.kind is other.kind is SessionKind.ATTENDANCE and mine.starts_at and other.starts_at:
            return mine.overlaps(other)
        return same_title or not mine.title or not other.title or mine.overlaps(other)
    if mine.has_other_number_than(other) and mine.kind == other.kind and mine.overlaps(other):
        return False
    if same_title:
        return mine.starts_at is None or other.starts_at is None or mine.overlaps(other)
    if SessionKind.LISTED in (mine.kind, other.kind) or not mine.title or not other.title:
        return mine.overlaps(other)
    return False


def title_key(title: str) -> str:
    """Return a title as it is compared: no case, no punctuation."""
    return " ".join(re.sub(r"[^\w\s]", " ", title.casefold()).split())
