"""Which event a session is of: the community's own answer, the day with an id, title or time, the title."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

from copmetrics.errors import CellError, QuestionError, answer_line, files_header, nearest
from copmetrics.loading.sessions import Session, same_meeting, title_key
from copmetrics.loading.two_clocks import in_hours
from copmetrics.readers.clocks import zone_ahead
from copmetrics.readers.context import ITS_DAY
from copmetrics.readers.meetings import SessionKind, is_cut_short

__all__ = ["EventInMaking", "EventsInMaking", "of_another", "of_that_one"]


@dataclass
class EventInMaking:
    """An event in the making: its sessions, the one in `events.csv` first."""

    sessions: list[Session] = field(default_factory=list)
    ahead: dict[str, pd.Timedelta] = field(default_factory=dict)
    """How far the clock of a session is ahead of that of the first, where it tells of it by another."""

    def add(self, session: Session) -> None:
        """Put a session to it."""
        for other in self.sessions:
            ahead = session.clock_ahead_of(other)
            if ahead is not None and (of_first := ahead + self._ahead_of(other)):
                self.ahead[session.session] = of_first
            if ahead is not None:
                break
        self.sessions.append(session)

    def _ahead_of(self, session: Session) -> pd.Timedelta:
        return self.ahead.get(session.session, pd.Timedelta(0))

    @property
    def by_its_clock(self) -> list[Session]:
        """Its sessions but those that tell of it by another clock."""
        return [each for each in self.sessions if each.session not in self.ahead]

    @property
    def listed(self) -> Session | None:
        """The event's line in `events.csv`, if it has one."""
        return next((each for each in self.sessions if each.kind is SessionKind.LISTED), None)

    @property
    def titles(self) -> set[str]:
        """What its sessions call it, as titles are compared."""
        return {title_key(each.title) for each in self.sessions if each.title}

    def is_of(self, other: Session) -> bool:
        """Whether a session of the same day is of this event."""
        return any(same_meeting(mine, other) for mine in self.sessions)


class EventsInMaking:
    """The events found so far, to be looked up by their short name and by their day."""

    def __init__(self, timezone: str) -> None:
        """Begin without any; `timezone` is the community's own."""
        self.timezone = timezone
        self.events: list[EventInMaking] = []
        self._by_stays: dict[tuple[tuple[int, int], ...], list[tuple[Session, EventInMaking]]] = (
            defaultdict(list)
        )
        self._by_name: dict[str, EventInMaking] = {}
        self._by_session: dict[str, EventInMaking] = {}
        self._by_day: dict[pd.Timestamp, list[EventInMaking]] = defaultdict(list)

    def add(self, session: Session, event: EventInMaking | None) -> None:
        """Put a session to its event; without one it begins an event of its own."""
        if event is None:
            event = EventInMaking()
            self.events.append(event)
        event.add(session)
        if session.event:
            self._by_name.setdefault(session.event, event)
        self._by_session[session.session] = event
        if session.stays is not None:
            self._by_stays[session.stays.pattern].append((session, event))
        if session.day is not None and event not in self._by_day[session.day]:
            self._by_day[session.day].append(event)

    def event_of(self, session: Session) -> EventInMaking | None:
        """Return the event that a session is of; nothing if it is one of its own.

        Where several fit, or nothing says when it was, the question is raised for the community.
        """
        if session.kind is SessionKind.LISTED:
            return self._listed_before(session)
        if session.of in self._by_session:
            return self._by_session[session.of]
        if session.event:
            return self._answered(session)
        if session.day is None:
            return self._undated(session)
        return self._by_another_clock(session) or self._dated(
            session, self._by_day.get(session.day, [])
        )

    def _listed_before(self, session: Session) -> EventInMaking | None:
        """Return the event of which another list has a line too; one on another day is refused."""
        event = self._by_name.get(session.event)
        listed = None if event is None else event.listed
        if listed is not None and listed.day != session.day:
            raise CellError(
                session.source_file,
                row=session.source_row,
                column="event",
                value=session.event,
                expected=f"a name of its own: {listed.source_file}, row {listed.source_row}, "
                "has that of an event on another day",
                advice="Give each event another name. If one of the files is an older list, leave it out: "
                f"{answer_line('ignore', True)} in community.toml, under {files_header(listed.source_file)}.",
            )
        return event

    def said_of(self, session: Session, event: EventInMaking | None) -> list[str]:
        """Say what a file was brought together with, where it did not say so itself, and what not."""
        if session.event or session.kind is SessionKind.LISTED:
            return []
        if event is None:
            return self._kept_apart(session)
        if event.listed is not None:
            return [f"put to '{event.listed.title or event.listed.event}'"]
        return [_brought_together(session, event)]

    def _kept_apart(self, session: Session) -> list[str]:
        """Say of a meeting that it is another than one of the same number or title on its day."""
        same_day = () if session.day is None else self._by_day.get(session.day, ())
        alike = (other for event in same_day for other in event.sessions if _alike(session, other))
        return [
            f"another meeting than {other.source_file}, which has the same {_shared(session, other)} "
            f"and is {in_hours(session.starts_at - other.starts_at)} h away"
            for other in alike
            if session.starts_at is not None and other.starts_at is not None
        ][:1]

    def _by_another_clock(self, session: Session) -> EventInMaking | None:
        """Find the event that another recording tells of by another clock; asked if on another day."""
        if session.stays is None:
            return None
        for other, event in self._by_stays[session.stays.pattern]:
            ahead = session.clock_ahead_of(other)
            if ahead is not None and other.day != session.day:
                raise _which_clock(session, other, ahead, self.timezone)
            if ahead is not None:
                return event
        return None

    def _dated(self, session: Session, same_day: list[EventInMaking]) -> EventInMaking | None:
        """Find the event among those of its day."""
        found = [
            event
            for event in same_day
            if event.is_of(session) and not _answered_apart(session, event)
        ]
        if not found and session.starts_at is None:
            # a list that has only its day is of what is known of that day
            found = [each for each in same_day if each.listed is not None or not session.title]
        if len(found) > 1:
            titled = [each for each in found if title_key(session.title) in each.titles]
            found = titled if len(titled) == 1 else found
        if len(found) > 1:
            raise _which(session, found)
        for other in found[0].sessions if found else ():
            if other.kind is session.kind and session.is_cut_short_as(other):
                raise _whether_one(session, other, found[0])
        return found[0] if found else None

    def _answered(self, session: Session) -> EventInMaking | None:
        """Return the event that the community named; an unknown one needs a day to be a new one."""
        known = self._by_name.get(session.event)
        if known is None and session.day is None:
            hint = nearest(session.event, self._by_name)
            raise QuestionError(
                session.source_file,
                question=f"is of event '{session.event}', which events.csv does not list. {hint}"
                "If it is another event, when was it?",
                examples=(ITS_DAY,),
            )
        return known

    def _listed(self) -> tuple[str, ...]:
        """Return the line that names each event of `events.csv`."""
        listed = (event.listed for event in self.events)
        return tuple(answer_line("event", each.event) for each in listed if each is not None)

    def _undated(self, session: Session) -> EventInMaking:
        """Find the event of a file that names no date, by the vendor's id or the title alone."""
        key = title_key(session.title)
        found = [
            event
            for event in self.events
            if (key and key in event.titles) or _same_number(session, event)
        ]
        if len(found) == 1:
            return found[0]
        if found:
            raise _which(session, found)
        shown = f"'{session.title}'" if session.title else "its event"
        raise QuestionError(
            session.source_file,
            question=f"when was {shown}? The file has no date.",
            answers=self._listed(),
            examples=(ITS_DAY,),
        )


def _brought_together(session: Session, event: EventInMaking) -> str:
    other = event.sessions[0]
    ahead = next(filter(None, map(session.clock_ahead_of, event.sessions)), None)
    if ahead is not None:
        return (
            f"the same meeting as {other.source_file}, by a clock {in_hours(ahead)} h "
            f"{'ahead' if ahead > pd.Timedelta(0) else 'behind'}"
        )
    if session.starts_at is None and not session.title:
        return f"put to the event of the same day in {other.source_file}"
    return f"one event with {other.source_file}"


def _alike(session: Session, other: Session) -> bool:
    return bool(_shared(session, other)) and other.kind is session.kind


def _shared(session: Session, other: Session) -> str:
    """Return what two meetings have in common that are not one: their number, or their title."""
    if _has_number(session) and session.native_id == other.native_id:
        return "number"
    if session.title and title_key(session.title) == title_key(other.title):
        return "title"
    return ""


def _which_clock(
    session: Session, other: Session, ahead: pd.Timedelta, timezone: str
) -> QuestionError:
    """Ask by which clock a recording is that another one puts on another day."""
    own = pd.Timestamp(session.starts_at).tz_convert(timezone).utcoffset() or pd.Timedelta(0)
    fits = zone_ahead(int((own + ahead) / pd.Timedelta(minutes=1))) or "Europe/Berlin"
    return QuestionError(
        session.source_file,
        question=f"tells of the same comings and goings as {other.source_file}, {in_hours(ahead)} "
        "h apart and on another day. By which clock is it?",
        examples=(answer_line("timezone", fits, says="its clock"),),
    )


def _same_number(session: Session, event: EventInMaking) -> bool:
    return _has_number(session) and any(
        each.native_id == session.native_id for each in event.sessions
    )


def _has_number(session: Session) -> bool:
    return bool(session.native_id) and not is_cut_short(session.native_id)


def _which(session: Session, found: Iterable[EventInMaking]) -> QuestionError:
    answers = tuple(answer_line("event", _name(event)) for event in found)
    question = "is of which event? Several fit."
    return QuestionError(session.source_file, question=question, answers=answers)


def _answered_apart(session: Session, event: EventInMaking) -> bool:
    """Whether a recording with the same number cut short is answered to be of an event of its own."""
    return event.listed is None and any(
        each.event and session.is_cut_short_as(each) for each in event.sessions
    )


def _whether_one(session: Session, other: Session, event: EventInMaking) -> QuestionError:
    """Ask whether two recordings are of one meeting whose numbers a spreadsheet cut short."""
    return QuestionError(
        session.source_file,
        question=f"is it of the meeting in {other.source_file}? A spreadsheet cut both their numbers short.",
        answers=of_that_one(event),
        examples=of_another(session),
    )


def of_that_one(event: EventInMaking) -> list[str]:
    """Return the line that answers that a file is of an event."""
    return [answer_line("event", _name(event), says="of that one")]


def of_another(session: Session) -> list[str]:
    """Return the line that answers that a file is of another event on its day."""
    return [answer_line("event", f"{session.day:%Y-%m-%d}-another", says="of another")]


def _name(event: EventInMaking) -> str:
    """Return what an answer calls an event: its short name, else the file that records it."""
    named = next((each.event for each in event.sessions if each.event), "")
    return named or event.sessions[0].session
