"""Microsoft Teams' attendance report: three numbered sections, tabs, UTF-16."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from demo.chance import stream
from demo.files import csv_text, save
from demo.minutes import Stay, stays_of
from demo.people import Person, typed
from demo.programme import EVENTS, Event
from demo.simulation import Appearance, Seen, World

__all__ = ["write_teams"]

BOM = b"\xff\xfe"
NARROW_SPACE = "\u202f"  # what newer versions put before PM
MACHINES = {
    "2025-10-14-huddle": ("Fireflies.ai Notetaker (Unverified)",),
    "2026-05-19-huddle": ("Otter.ai Notetaker (Unverified)",),
    "2026-09-15-huddle": ("Fireflies.ai Notetaker (Unverified)", "Otter.ai Notetaker (Unverified)"),
}
HEADER = (
    "Name",
    "First Join",
    "Last Leave",
    "In-Meeting Duration",
    "Email",
    "Participant ID (UPN)",
    "Role",
)
REACTIONS = ("Applause", "Laugh", "Like", "Love", "Surprised")
ENGAGEMENT = (
    *(f"Engagement: Reaction-{each}" for each in REACTIONS),
    "Engagement: Camera On",
    "Engagement: Raise Hands",
    "Engagement: Unmute",
)
ACTIVITIES = ("Name", "Join Time", "Leave Time", "Duration", "Email", "Role")
Rows = list[Sequence[object]]


class _Joiner(NamedTuple):
    """One identity in a report, with all its stays."""

    name: str
    address: str
    upn: str
    role: str
    stays: tuple[Stay, ...]
    signed_in: bool


def write_teams(world: World, folder: Path) -> None:
    """Write the report of every event that Teams recorded; one event has two reports."""
    for event in EVENTS:
        if event.source != "teams":
            continue
        joiners = _joiners(event, world)
        if event.layout == "stopped and started again":
            first, second = _split(joiners, event.starts + timedelta(minutes=19))
            save(folder / _name(event), _encoded(event, _report(event, first)))
            save(folder / _name(event, " (1)"), _encoded(event, _report(event, second)))
        else:
            save(folder / _name(event), _encoded(event, _report(event, joiners)))


def _name(event: Event, again: str = "") -> str:
    day = f"{event.starts.month}-{event.starts.day}-{event.starts:%y}"
    title = event.title.replace(":", "_").replace("?", "_")
    return f"{title} - Attendance report {day}{again}.csv"


def _encoded(event: Event, rows: Rows) -> bytes:
    if event.layout == "saved again by Excel":
        widest = max(len(row) for row in rows)
        filled = [[*row, *[""] * (widest - len(row))] for row in rows]
        return csv_text(filled, line_end="\r\n").encode("utf-8-sig")
    return BOM + csv_text(rows, delimiter="\t", line_end="\r\n").encode("utf-16-le")


def _joiners(event: Event, world: World) -> list[_Joiner]:
    """Return who the report lists: those who came, telephones and machines."""
    chance = stream("teams", event.event)
    found = [_joiner(each, chance) for each in world.appearances[event.event]]
    full = Stay(event.starts + timedelta(seconds=25), event.ends + timedelta(seconds=40))
    machines = MACHINES.get(event.event, ())
    found += [_Joiner(name, "", "", "Presenter", (full,), False) for name in machines]
    return sorted(found, key=lambda each: each.stays[0].joined)


def _joiner(appearance: Appearance, chance: random.Random) -> _Joiner:
    address = typed(appearance.address, chance)
    role = {"host": "Organiser", "speaker": "Presenter"}.get(appearance.role, "Attendee")
    role = chance.choice(["Presenter", "Attendee"]) if role == "Attendee" else role
    return _Joiner(
        _shown(appearance),
        address,
        _upn(appearance.person, address),
        role,
        tuple(stays_of(appearance)),
        bool(appearance.address),
    )


def _shown(appearance: Appearance) -> str:
    """Return the name as an NHSmail tenant shows it: its own people with their organisation."""
    person = appearance.person
    if person is None:
        number = appearance.name
        return f"+44 {number[1:3]} {number[3:7]} {number[7:]}"
    if appearance.seen is Seen.NAME:
        return f"{person.name} (Unverified)"
    address = appearance.address or person.address
    if address.endswith("@nhs.net"):
        work = person.organisation.name if person.organisation else "NHS"
        return f"{person.surname.upper()}, {person.given} ({work.upper()})"
    own = address.endswith(".example")
    return f"{person.name} ({'External' if own else 'Guest'})"


def _upn(person: Person | None, address: str) -> str:
    """Return the account's own name, which one trust makes of staff numbers."""
    if person and address.lower().endswith("@wrenford.example"):
        return f"n{30_000 + 7 * person.number}@wrenford.example"
    return address.lower()


def _split(joiners: list[_Joiner], at: datetime) -> tuple[list[_Joiner], list[_Joiner]]:
    """Cut a meeting in two where the organiser dropped out and started it again."""
    resumed = at + timedelta(minutes=2)
    first = [each._replace(stays=_within(each, datetime.min, at)) for each in joiners]
    second = [each._replace(stays=_within(each, resumed, datetime.max)) for each in joiners]
    return [each for each in first if each.stays], [each for each in second if each.stays]


def _within(joiner: _Joiner, start: datetime, end: datetime) -> tuple[Stay, ...]:
    cut = (Stay(max(stay.joined, start), min(stay.left, end)) for stay in joiner.stays)
    return tuple(stay for stay in cut if stay.joined < stay.left)


def _report(event: Event, joiners: list[_Joiner]) -> Rows:
    with_engagement = event.layout == "engagement"
    people = _identities(joiners)
    header = (*HEADER, *ENGAGEMENT) if with_engagement else HEADER
    rows: Rows = [*_summary(event, joiners, len(people)), (), ("2. Participants",), header]
    rows += [_participant(event, each, with_engagement) for each in people]
    rows += [(), ("3. In-Meeting Activities",), ACTIVITIES, *_activities(event, joiners)]
    if with_engagement:
        rows += [(), ("4. Meeting Engagement",), ("Name", "Engagement Type", "Time")]
        rows += [
            (each.name, "Raised hand", _clock(event, each.stays[0].joined + timedelta(minutes=9)))
            for each in people[1:4]
        ]
    return rows


def _identities(joiners: list[_Joiner]) -> list[_Joiner]:
    """Teams merges the stays of an account; of somebody not signed in it makes a row each."""
    rows: list[_Joiner] = []
    for each in joiners:
        if each.signed_in:
            rows.append(each)
        else:
            rows += [each._replace(stays=(stay,)) for stay in each.stays]
    return rows


def _summary(event: Event, joiners: list[_Joiner], count: int) -> Rows:
    stays = [stay for each in joiners for stay in each.stays]
    start, end = min(each.joined for each in stays), max(each.left for each in stays)
    average = sum((_present(each) for each in joiners), timedelta()) / len(joiners)
    return [
        ("1. Summary",),
        ("Meeting title", event.title),
        ("Attended participants", count),
        ("Start time", _clock(event, start)),
        ("End time", _clock(event, end)),
        ("Meeting duration", _span(end - start)),
        ("Average attendance time", _span(average)),
    ]


def _participant(event: Event, joiner: _Joiner, with_engagement: bool) -> Sequence[object]:
    first = min(stay.joined for stay in joiner.stays)
    last = max(stay.left for stay in joiner.stays)
    row = (
        joiner.name,
        _clock(event, first),
        _clock(event, last),
        _span(_present(joiner)),
        joiner.address,
        joiner.upn,
        joiner.role,
    )
    if not with_engagement:
        return row
    chance = stream("engagement", event.event, joiner.name)
    counts = [chance.choice(["", "", "", 1, 2]) for _ in ENGAGEMENT]
    return (*row, *counts) if joiner.signed_in else row[:4]  # the cells of a stranger just end


def _activities(event: Event, joiners: list[_Joiner]) -> Rows:
    return [
        (
            each.name,
            _clock(event, stay.joined),
            _clock(event, stay.left),
            _span(stay.left - stay.joined),
            each.address,
            each.role,
        )
        for each in joiners
        for stay in each.stays
    ]


def _present(joiner: _Joiner) -> timedelta:
    """Return how long somebody was there, on however many devices."""
    total, until = timedelta(), datetime.min
    for stay in sorted(joiner.stays):
        start = max(stay.joined, until)
        if stay.left > start:
            total, until = total + (stay.left - start), stay.left
    return total


def _clock(event: Event, moment: datetime) -> str:
    """Write a moment as a UK tenant does all the same: month first, twelve hours."""
    space = NARROW_SPACE if event.layout == "narrow space" else " "
    hour = moment.strftime("%I").lstrip("0")
    half = "AM" if moment.hour < 12 else "PM"
    return f"{moment.month}/{moment.day}/{moment:%y}, {hour}:{moment:%M:%S}{space}{half}"


def _span(length: timedelta) -> str:
    seconds = int(length.total_seconds())
    parts = ((seconds // 3600, "h"), (seconds // 60 % 60, "m"), (seconds % 60, "s"))
    return " ".join(f"{count}{unit}" for count, unit in parts if count) or "0s"
