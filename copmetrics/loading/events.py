"""Several recordings of one meeting are one event: which file belongs to which.

A meeting may be in `events.csv`, in Eventbrite (who registered), in Zoom (who joined, twice
exported) and on a sign-in sheet. What each file tells is a *session*; sessions are brought
together by, in this order: the community's own answer; the same day and the vendor's id, the
title, or the time; with no day, the title alone. What stays open is asked, never guessed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import chain, count

import pandas as pd

from copmetrics.errors import CopmetricsError, QuestionError
from copmetrics.readers.base import answer_key
from copmetrics.readers.datetimes import days_in_name
from copmetrics.readers.meetings import LISTED
from copmetrics.schema import EVENTS

__all__ = ["Gathered", "gather"]

NEAR = pd.Timedelta(minutes=45)
"""How far apart the start in `events.csv` and the first joining may be for one event."""


@dataclass(frozen=True)
class Session:
    """What one file (or one line of `events.csv`) tells of a meeting."""

    session: str
    kind: str
    native_id: str
    title: str
    starts_at: pd.Timestamp | None
    ends_at: pd.Timestamp | None
    day: pd.Timestamp | None
    event: str
    facts: Mapping[str, object]
    source_file: str
    source_row: int

    def overlaps(self, other: Session) -> bool:
        """Whether both have times and these meet, give or take what people do before a start."""
        if self.starts_at is None or other.starts_at is None:
            return False
        ends = self.ends_at or self.starts_at + NEAR
        others = other.ends_at or other.starts_at + NEAR
        return self.starts_at - NEAR < others and other.starts_at - NEAR < ends


@dataclass
class Event:
    """An event in the making: its sessions, the one in `events.csv` first."""

    sessions: list[Session] = field(default_factory=list)

    @property
    def listed(self) -> Session | None:
        """The event's line in `events.csv`, if it has one."""
        return next((each for each in self.sessions if each.kind == LISTED), None)

    def is_of(self, other: Session) -> bool:
        """Whether a session of the same day is of this event."""
        return any(_same_meeting(mine, other) for mine in self.sessions)


@dataclass(frozen=True)
class Gathered:
    """The events, which session is of which, and what could not be settled."""

    events: pd.DataFrame
    event_of: Mapping[str, str]
    problems: tuple[CopmetricsError, ...]
    notes: Mapping[str, str]
    """Remarks by file: to which event it was put, where it did not say so itself."""


def gather(sessions: pd.DataFrame, *, timezone: str) -> Gathered:
    """Bring the sessions of all files together into events, whatever the order of the files."""
    read = sorted(_read(sessions, timezone), key=_order)
    events: list[Event] = []
    by_id: dict[str, Event] = {}
    by_day: dict[pd.Timestamp, list[Event]] = defaultdict(list)
    problems: list[CopmetricsError] = []
    notes: dict[str, str] = {}
    for session in read:
        try:
            event = _place(session, events, by_id, by_day)
        except CopmetricsError as error:
            problems.append(error)
            continue
        if event is None:
            event = Event()
            events.append(event)
        elif not session.event and (said := _put_to(session, event)):
            notes[session.source_file] = said
        event.sessions.append(session)
        if session.event:
            by_id.setdefault(session.event, event)
        if session.day is not None and event not in by_day[session.day]:
            by_day[session.day].append(event)
    named = dict(zip(_names(events), events, strict=True))
    frame = pd.DataFrame([_record(name, event, timezone) for name, event in named.items()])
    return Gathered(
        events=EVENTS.conform(frame).sort_values(["starts_at", "event"], ignore_index=True),
        event_of={each.session: name for name, event in named.items() for each in event.sessions},
        problems=tuple(problems),
        notes=notes,
    )


def _put_to(session: Session, event: Event) -> str:
    """Say to which event a file was put that did not name it itself."""
    if session.kind == LISTED:
        return ""
    if event.listed is not None:
        return f"put to '{event.listed.title or event.listed.event}'"
    if session.starts_at is None and not session.title:
        return f"put to the event of the same day in {event.sessions[0].source_file}"
    return ""


def _read(sessions: pd.DataFrame, timezone: str) -> Iterable[Session]:
    facts = (
        "format",
        "activity",
        "channel",
        "host",
        "cancelled",
        "cluster",
        "from_with",
        "informal_formal",
        "inside_outside",
    )
    for row in sessions.to_dict("records"):
        known = {name: None if pd.isna(value) else value for name, value in row.items()}
        start, day = known["starts_at"], known["day"]
        if start is not None:
            day = start.tz_convert(timezone).tz_localize(None).normalize()
        elif day is None:
            stated = days_in_name(str(known["source_file"]).rpartition("/")[2])
            day = pd.Timestamp(next(iter(stated))) if len(stated) == 1 else None
        yield Session(
            session=str(known["session"]),
            kind=str(known["kind"]),
            native_id=known["native_id"] or "",
            title=known["title"] or "",
            starts_at=start,
            ends_at=known["ends_at"],
            day=day,
            event=known["event"] or "",
            facts={name: known[name] for name in facts},
            source_file=str(known["source_file"]),
            source_row=int(row["source_row"]),
        )


def _order(session: Session) -> tuple[object, ...]:
    """Listed lines first, then answered, dated, titled: from what says most to what says least."""
    return (
        session.kind != LISTED,
        not session.event,
        session.day is None,
        session.starts_at is None,
        session.starts_at or pd.Timestamp(0, tz="UTC"),
        not session.title,
        session.title,
        session.native_id,
        session.session,
    )


def _place(
    session: Session,
    events: list[Event],
    by_id: Mapping[str, Event],
    by_day: Mapping[pd.Timestamp, list[Event]],
) -> Event | None:
    """Return the event that a session is of; nothing if it is one of its own."""
    if session.kind == LISTED:
        return by_id.get(session.event)
    if session.event:
        return _answered(session, by_id)
    if session.day is None:
        return _undated(session, events)
    same_day = by_day.get(session.day, [])
    found = [event for event in same_day if event.is_of(session)]
    if not found and session.starts_at is None:
        # a list that has only its day is of what is known of that day
        found = [each for each in same_day if each.listed is not None or not session.title]
    if len(found) > 1:
        titled = [each for each in found if _titles(each) & {_title_key(session.title)}]
        found = titled if len(titled) == 1 else found
    if len(found) > 1:
        raise _which(session, found)
    return found[0] if found else None


def _answered(session: Session, by_id: Mapping[str, Event]) -> Event | None:
    """Return the event that the community named; an unknown one needs a day to be a new one."""
    known = by_id.get(session.event)
    if known is None and session.day is None:
        raise QuestionError(
            answer_key(session.source_file),
            question=f"is of event '{session.event}', which events.csv does not list: when was it?",
            answers=("starts = 2024-05-14", 'event = "an event of events.csv"'),
        )
    return known


def _undated(session: Session, events: list[Event]) -> Event:
    """Find the event of a file that names no date, by the vendor's id or the title alone."""
    key = _title_key(session.title)
    found = [
        event
        for event in events
        if (key and key in _titles(event))
        or (session.native_id and session.native_id in {each.native_id for each in event.sessions})
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise _which(session, found)
    shown = f"'{session.title}'" if session.title else "its event"
    raise QuestionError(
        answer_key(session.source_file),
        question=f"when was {shown}? The file has no date.",
        answers=("starts = 2024-05-14", 'event = "an event of events.csv"'),
    )


def _which(session: Session, found: list[Event]) -> QuestionError:
    named = (event.listed.event if event.listed else event.sessions[0].title for event in found)
    answers = tuple(f'event = "{name}"' for name in named)
    question = "is of which event? Several fit."
    return QuestionError(answer_key(session.source_file), question=question, answers=answers)


def _same_meeting(mine: Session, other: Session) -> bool:
    """Whether two sessions of one day are of one meeting."""
    same_title = bool(mine.title) and _title_key(mine.title) == _title_key(other.title)
    if mine.native_id and mine.native_id == other.native_id:
        # a personal room has one number for meetings that have nothing to do with one another
        return same_title or not mine.title or not other.title or mine.overlaps(other)
    if mine.native_id and other.native_id and mine.kind == other.kind and mine.overlaps(other):
        return False
    if same_title:
        return mine.starts_at is None or other.starts_at is None or mine.overlaps(other)
    if LISTED in (mine.kind, other.kind) or not mine.title or not other.title:
        return mine.overlaps(other)
    return False


def _titles(event: Event) -> set[str]:
    return {_title_key(each.title) for each in event.sessions if each.title}


def _title_key(title: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", title.casefold()).split())


def _names(events: list[Event]) -> list[str]:
    """Name each event: as `events.csv` does, else by its day and title, each name once."""
    names: dict[str, None] = {}
    for event in events:
        name = next((each.event for each in event.sessions if each.event), "") or _made_up(event)
        numbered = (f"{name}-{number}" for number in count(2))
        names[next(each for each in chain([name], numbered) if each not in names)] = None
    return list(names)


def _made_up(event: Event) -> str:
    day = next(each.day for each in event.sessions if each.day is not None)
    title = next((each.title for each in event.sessions if each.title), "meeting")
    return f"{day:%Y-%m-%d}-{'-'.join(_title_key(title).split()[:6])}"


def _record(name: str, event: Event, timezone: str) -> dict[str, object]:
    """Put one event's row together: what `events.csv` says first, then what its files say."""
    timed = [each for each in event.sessions if each.starts_at is not None]
    ending = [each.ends_at for each in event.sessions if each.ends_at is not None]
    listed = event.listed
    day = next(each.day for each in event.sessions if each.day is not None)
    first = min((each.starts_at for each in timed), default=None)  # type: ignore[type-var]
    start = listed.starts_at if listed and listed.starts_at is not None else first
    titled = next((each for each in event.sessions if each.title), None)
    source = listed or event.sessions[0]
    merged = {key: _first(event, key) for key in source.facts}
    return merged | {
        "event": name,
        "title": titled.title if titled else f"Meeting on {day.day} {day:%b %Y}",
        "starts_at": start if start is not None else day.tz_localize(timezone).tz_convert("UTC"),
        "ends_at": listed.ends_at if listed and listed.ends_at else max(ending, default=None),
        "time_known": start is not None,
        "source_file": source.source_file,
        "source_row": source.source_row,
    }


def _first(event: Event, fact: str) -> object:
    return next((each.facts[fact] for each in event.sessions if each.facts[fact] is not None), None)
