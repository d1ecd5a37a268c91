"""Eventbrite's attendees report, as eventbrite.co.uk heads it."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

from demo.chance import stream
from demo.files import csv_text, save
from demo.people import Person, organisation_as_written, typed
from demo.programme import COMING, EVENTS, LONDON, Event
from demo.simulation import Registration, World

__all__ = ["eventbrite_name", "write_eventbrite"]

HEADER = (
    "Order no.",
    "Order Date",
    "First Name",
    "Surname",
    "Email",
    "Quantity",
    "Price Tier",
    "Ticket Type",
    "Attendee no.",
    "Group",
    "Order Type",
    "Currency",
    "Total Paid",
    "Fees Paid",
    "Eventbrite Fees",
    "Eventbrite Payment Processing",
    "Attendee Status",
    "Home Postcode",
    "Which organisation do you work for?",
    "Job Title",
    "Any dietary or access needs? ",
)
UNNAMED = "Info Requested"
WITH_TITLE = "eventbrite with its title"
# A comma, a line break and a quotation mark inside a cell: each trips a careless reader.
NEEDS = (
    "Vegetarian, no nuts",
    "Step-free access please,\nand a seat near the front",
    'I am "allergic" to early starts',
    "Gluten free",
    "Hearing loop",
)


def eventbrite_name(event: Event) -> str:
    """Return the file's name; one carries its date, and names its event inside."""
    if event.source == WITH_TITLE:
        return f"{event.starts:%Y-%m-%d} {event.title.replace(':', ' -')}.csv"
    return f"report-{event.slug}-{event.starts:%b-%Y}.csv".lower()


def write_eventbrite(world: World, folder: Path) -> None:
    """Write the attendees report of every event that was booked with Eventbrite."""
    for event in EVENTS + COMING:
        if "eventbrite" in event.source:
            rows = _report(event, world.registrations[event.event])
            save(folder / eventbrite_name(event), csv_text(rows).encode())


def _report(event: Event, places: list[Registration]) -> list[Sequence[object]]:
    chance = stream("eventbrite", event.event)
    several = event.source == WITH_TITLE
    first = 7_000_000_000 + 1_000_000 * (EVENTS + COMING).index(event)
    prefix = (event.title, str(first // 1000)) if several else ()
    header = ("Event Name", "Event ID", *HEADER) if several else HEADER
    rows: list[Sequence[object]] = [header]
    for number, place in enumerate(places):
        rows.append((*prefix, *_row(place, first + 37 * number, chance, several)))
    return rows


def _row(
    place: Registration, order: int, chance: random.Random, with_offset: bool
) -> tuple[object, ...]:
    ordered = f"{place.ordered:%Y-%m-%d %H:%M:%S}"
    if with_offset:
        ordered += f"{place.ordered.replace(tzinfo=LONDON):%z}"
    who, asked = _told(place.person, place.address, chance)
    return (
        order,
        ordered,
        *who,
        1,
        "",
        "General Admission",
        order + 1_000_000_007,
        "",
        "Free Order",
        "GBP",
        "0.00",
        "0.00",
        "0.00",
        "0.00",
        str(place.status),
        *asked,
    )


def _told(
    person: Person | None, address: str, chance: random.Random
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return name and address, and the answers to the questions."""
    if person is None:
        return (UNNAMED,) * 3, ("", "", "", "")
    needs = chance.choice(NEEDS) if chance.random() < 0.12 else ""
    given = person.given.lower() if chance.random() < 0.05 else person.given
    work = organisation_as_written(person, chance)
    return (
        (given, person.surname, typed(address, chance)),
        ("", work, person.profession.capitalize(), needs),
    )
