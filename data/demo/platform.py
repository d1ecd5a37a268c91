"""The log of the community's website: a line a deed, as its administrator exports it, from April 2026 on."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path

from demo.chance import moment_on, stream
from demo.files import csv_text, save
from demo.people import Habit, Person
from demo.simulation import World

__all__ = ["write_platform"]

FILE = "site activity log.csv"
HEADINGS = ("Date and time", "Name", "Email", "Action", "Item")
OPENED, CLOSED = date(2026, 4, 7), date(2026, 9, 30)
KNOWN_FROM = date(2026, 1, 1)
FAITHFUL = 9
"""So many look in once a week; the others now and then."""
OFTEN, SELDOM = 0.85, 0.12
PAGES = (
    "Home",
    "Escalation sentence toolkit",
    "Huddle notes",
    "Ask the community",
    "Study day slides",
)
POSTS = ("Replied to a discussion", "Uploaded a document", "Started a discussion")


def write_platform(world: World, folder: Path) -> None:
    """Write the log, the oldest deed first, with somebody who mistyped a password."""
    chance = stream("platform")
    people = _members_who_came(world)
    rows = sorted(row for place, each in enumerate(people) for row in _deeds(each, place, chance))
    shown = [(f"{when:%d/%m/%Y %H:%M:%S}", *told) for when, *told in rows]
    save(folder / FILE, csv_text([HEADINGS, *shown], line_end="\r\n").encode())


def _members_who_came(world: World) -> list[Person]:
    """Return members who were at an event early in the year, by an address that the list has too."""
    came = {
        each.person
        for appearances in world.appearances.values()
        for each in appearances
        if each.person and KNOWN_FROM <= each.event.starts.date() < OPENED
    }
    listed = [each for each in came if each.joins_list and each.habit is Habit.NONE]
    return sorted(
        (each for each in listed if each.number not in world.departures),
        key=lambda each: each.number,
    )


def _deeds(
    person: Person, place: int, chance: random.Random
) -> Iterator[tuple[datetime, str, str, str, str]]:
    """What somebody did on the website, week by week."""
    week, address = OPENED, person.address
    while week <= CLOSED - timedelta(days=6):
        if chance.random() < (OFTEN if place < FAITHFUL else SELDOM):
            when = moment_on(week + timedelta(days=chance.randrange(5)), chance)
            if chance.random() < 0.04:
                yield when - timedelta(seconds=20), person.name, address, "Login failed", ""
            yield when, person.name, address, "Logged in", ""
            yield (
                when + timedelta(seconds=40),
                person.name,
                address,
                "Viewed page",
                chance.choice(PAGES),
            )
            if chance.random() < 0.12:
                deed = chance.choice(POSTS)
                yield when + timedelta(minutes=6), person.name, address, deed, "Ask the community"
        week += timedelta(days=7)
