"""Who came to a meeting had booked for one of another title on the same day: is it one event?

Eventbrite has *Spring webinar 2026* and Zoom *Webinar (CoP)*. Titles that differ are of two events; but where
half of those who came to the one had booked for the other, of which nobody recorded who came, it is asked.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from typing import Final

import pandas as pd

from copmetrics.errors import QuestionError
from copmetrics.framework.attendance import AttendanceStatus
from copmetrics.identity.default_topics import without_host
from copmetrics.identity.names import name_key
from copmetrics.loading.event_placing import EventInMaking, of_another, of_that_one
from copmetrics.loading.sessions import Session
from copmetrics.readers.meetings import SessionKind

__all__ = ["MaybeOne", "maybe_one"]

FEWEST: Final = 2
"""So many people at least, and half of those who came, are no chance."""


@dataclass(frozen=True)
class MaybeOne:
    """Places booked for an event, and a meeting on its day to which those people came."""

    booked: Session
    met: EventInMaking
    had: int
    """How many of those who came had booked."""
    came: int
    is_alone: bool
    """Whether its file has the places of this one event."""

    @property
    def question(self) -> QuestionError:
        """Ask whether the file is of the meeting."""
        return QuestionError(
            self.booked.source_file,
            question=f"is it of {self._meeting}? {self._of_those}.",
            answers=of_that_one(self.met),
            examples=of_another(self.booked),
        )

    @property
    def note(self) -> str:
        """Say so of a file with several events, of which no one answer can be given."""
        one = f"'{self.booked.title}' may be {self._meeting}"
        return f"{one}: {self._of_those} (if so, list it in events.csv)"

    @property
    def _meeting(self) -> str:
        return f"'{without_host(self.met.sessions[0].title)}' on the same day"

    @property
    def _of_those(self) -> str:
        return f"{self.had} of the {self.came} who came to it had booked"


def maybe_one(events: Iterable[EventInMaking], attendance: pd.DataFrame) -> Iterator[MaybeOne]:
    """Go through the places booked for which there is a meeting that may be theirs."""
    by_day, in_file = defaultdict[object, list[EventInMaking]](list), Counter[str]()
    for event in events:
        by_day[next(each.day for each in event.sessions if each.day is not None)].append(event)
        in_file.update(each.source_file for each in event.sessions)
    several = [each for each in by_day.values() if len(each) > 1]
    people = _people(attendance) if several else {}
    for of_day in several:
        meetings = [each for each in of_day if _is_recorded_alone(each)]
        for booked in (each.sessions[0] for each in of_day if _is_booked_alone(each)):
            places = people.get((booked.session, False), set())
            for met in meetings:
                came = set[str]().union(
                    *(people.get((each.session, True), set()) for each in met.sessions)
                )
                had = len(came & places)
                if had >= FEWEST and 2 * had >= len(came):
                    alone = in_file[booked.source_file] == 1
                    yield MaybeOne(booked, met, had, len(came), alone)


def _is_booked_alone(event: EventInMaking) -> bool:
    """Whether there is nothing of an event but places booked, and nobody has said of which it is."""
    (first, *others) = event.sessions
    return not others and first.kind is SessionKind.REGISTRATIONS and not first.event


def _is_recorded_alone(event: EventInMaking) -> bool:
    """Whether it is known who came to an event with a title, and there are no places booked of it."""
    kinds = {each.kind for each in event.sessions}
    return kinds == {SessionKind.ATTENDANCE} and bool(event.sessions[0].title)


def _people(attendance: pd.DataFrame) -> Mapping[tuple[str, bool], Set[str]]:
    """Return who is known to have come to each session and who is not (`False`), by address or name."""
    found = defaultdict[tuple[str, bool], set[str]](set)
    counted = attendance[attendance["left_out"].isna()]
    names = counted["name"].map(name_key, na_action="ignore")
    who = counted["address"].str.casefold().fillna(names)
    came = counted["status"].eq(AttendanceStatus.ATTENDED)
    for session, person, there in zip(counted["session"], who, came, strict=True):
        if pd.notna(person):
            found[session, bool(there)].add(str(person))
    return found
