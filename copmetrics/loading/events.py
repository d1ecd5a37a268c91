"""Several recordings of one meeting are one event: which file belongs to which.

A meeting may be in `events.csv`, in Eventbrite (who registered), in Zoom (who joined, twice
exported) and on a sign-in sheet. What each file tells is a *session*; sessions are brought
together by, in this order: the community's own answer; the same day and the vendor's id, the
title, or the time; with no day, the title alone. What stays open is asked, never guessed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from copmetrics.errors import CopmetricsError
from copmetrics.identity.default_topics import without_host
from copmetrics.loading.booked_under_another_title import maybe_one
from copmetrics.loading.event_placing import EventInMaking, EventsInMaking
from copmetrics.loading.sessions import FACTS, Session, sessions_in, title_key
from copmetrics.readers.meetings import SessionKind
from copmetrics.schema import EVENTS

__all__ = ["GatheredEvents", "gather"]

SHOWN = 3
"""How many remarks on one file are shown."""


CANCELLED = "says who came to an event that is listed as cancelled: nobody of it counts"


@dataclass(frozen=True)
class GatheredEvents:
    """The events, which session is of which, and what could not be settled."""

    events: pd.DataFrame
    event_of: Mapping[str, str]
    problems: tuple[CopmetricsError, ...]
    notes: Mapping[str, str]
    """Remarks by file: to which event it was put, where it did not say so itself."""
    ahead: Mapping[str, pd.Timedelta]
    """How far the clock of a session is ahead of its event's, where it is another."""

    @cached_property
    def hosted(self) -> pd.DataFrame:
        """The events that name a host."""
        return self.events[self.events["host"].notna()]


def gather(sessions: pd.DataFrame, attendance: pd.DataFrame, *, timezone: str) -> GatheredEvents:
    """Bring the sessions of all files together into events, whatever the order of the files.

    `attendance` has who came and went when in each: two that tell the same by two clocks are one.
    """
    making = EventsInMaking(timezone)
    problems: list[CopmetricsError] = []
    notes: dict[str, dict[str, None]] = defaultdict(dict)
    for session in sessions_in(sessions, attendance, timezone):
        try:
            event = making.event_of(session)
        except CopmetricsError as error:
            problems.append(error)
            continue
        notes[session.source_file].update(dict.fromkeys(making.said_of(session, event)))
        making.add(session, event)
    for event in making.events:
        if _first(event, "cancelled") is True:
            came = (each for each in event.sessions if each.kind is SessionKind.ATTENDANCE)
            for session in came:
                notes[session.source_file][CANCELLED] = None
    for doubt in maybe_one(making.events, attendance):
        if doubt.is_alone:
            problems.append(doubt.question)
        else:
            notes[doubt.booked.source_file][doubt.note] = None
    named = dict(zip(_names(making.events), making.events, strict=True))
    frame = pd.DataFrame([_record(name, event, timezone) for name, event in named.items()])
    return GatheredEvents(
        events=EVENTS.conform(frame).sort_values(["starts_at", "event"], ignore_index=True),
        event_of={each.session: name for name, event in named.items() for each in event.sessions},
        problems=tuple(problems),
        notes={file: _shortened(said) for file, said in notes.items() if said},
        ahead={session: by for event in making.events for session, by in event.ahead.items()},
    )


def _shortened(said: Collection[str]) -> str:
    """Join the remarks on a file; of many, as a file with many meetings has, the first."""
    more = len(said) - SHOWN
    shown = "; ".join(list(said)[:SHOWN])
    return f"{shown}; and {more} more of the kind" if more > 0 else shown


def _names(events: list[EventInMaking]) -> list[str]:
    """Name each event: as `events.csv` does, else by its day and title, each name once.

    A name that is taken is numbered; a number that a title has already (`Huddle 2`) is passed over.
    """
    names: dict[str, None] = {}
    for event in events:
        name = next((each.event for each in event.sessions if each.event), "") or _made_up(event)
        numbered, number = name, 1
        while numbered in names:
            number += 1
            numbered = f"{name}-{number}"
        names[numbered] = None
    return list(names)


def _made_up(event: EventInMaking) -> str:
    day = next(each.day for each in event.sessions if each.day is not None)
    title = next((each.title for each in event.sessions if each.title), "meeting")
    return f"{day:%Y-%m-%d}-{'-'.join(title_key(without_host(title)).split()[:6])}"


def _record(name: str, event: EventInMaking, timezone: str) -> dict[str, object]:
    """Put one event's row together: what `events.csv` says first, then what its files say.

    It began when a file that says who came has it, not when a list of registrations had it planned.
    """
    held = [each for each in event.by_its_clock if each.kind is SessionKind.ATTENDANCE]
    listed = event.listed
    lists = [] if listed is None else [listed]
    start, start_stated = _first_known(lists, held, event.by_its_clock, of=_START)
    end, end_stated = _first_known(lists, event.by_its_clock, of=_END)
    day = next(each.day for each in event.sessions if each.day is not None)
    title = next((each.title for each in event.sessions if each.title), "")
    source = listed or event.sessions[0]
    return {fact: _first(event, fact) for fact in FACTS} | {
        "event": name,
        "title": without_host(title) or f"Meeting on {day.day} {day:%b %Y}",
        "starts_at": start if start is not None else day.tz_localize(timezone).tz_convert("UTC"),
        "ends_at": end,
        "length_stated": start_stated and end_stated,
        "time_known": start is not None,
        "source_file": source.source_file,
        "source_row": source.source_row,
    }


class _Limit(NamedTuple):
    """How a limit of an event is told by a session: when, whether from people's stays, which of several."""

    at: Callable[[Session], pd.Timestamp | None]
    from_stays: Callable[[Session], bool]
    outermost: Callable[[Iterable[pd.Timestamp]], pd.Timestamp]


_START = _Limit(lambda each: each.starts_at, lambda each: each.start_from_stays, min)
_END = _Limit(lambda each: each.ends_at, lambda each: each.end_from_stays, max)


def _first_known(*sources: Sequence[Session], of: _Limit) -> tuple[pd.Timestamp | None, bool]:
    """Return when an event began or ended, by the first sources that tell it, and whether it is stated.

    What a session states comes before what is worked out from who came and went when.
    """
    for sessions in sources:
        told = [(of.at(each), of.from_stays(each)) for each in sessions]
        known = [(at, worked_out) for at, worked_out in told if at is not None]
        stated = [at for at, worked_out in known if not worked_out]
        if known:
            return of.outermost(stated or [at for at, _ in known]), bool(stated)
    return None, False


def _first(event: EventInMaking, fact: str) -> object:
    return next((each.facts[fact] for each in event.sessions if each.facts[fact] is not None), None)
