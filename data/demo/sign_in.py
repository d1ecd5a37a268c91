"""Sign-in sheets: two kept by hand and saved from Excel, and our own template filled in."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from demo.bands import band_of
from demo.chance import stream
from demo.files import csv_text, save, workbook
from demo.people import Person, organisation_as_written, typed
from demo.programme import EVENTS, Event
from demo.simulation import Appearance, Seen, World

__all__ = ["TEMPLATE_FILE", "sheet_name", "write_sign_in"]

TEMPLATE_FILE = "sign-in.xlsx"
TEMPLATE_HEADER = ("Event", "Name", "Email", "Organisation", "Profession", "Band", "Role")
GUIDANCE = (
    ("Sign-in sheet",),
    ("One row for each person at each event, on the sheet called Sign-in.",),
    ("Event: the short name that events.csv gives the event, for example 2026-05-12-ward-visit.",),
    ("Email: helps us to count you once. Leave it empty if you would rather not say.",),
    ("Organisation: where you work. Profession: in your own words. Band: your grade or pay band.",),
    ("Role: attendee, host or speaker. Empty means attendee.",),
)


def sheet_name(event: Event) -> str:
    """Return the name of a sheet kept by hand; neither a date nor the title is in it."""
    return f"signin {event.venue.lower()}.csv"


def write_sign_in(world: World, folder: Path) -> None:
    """Write each hand-kept sheet, and the one workbook for all other visits."""
    filled: list[Sequence[object]] = [TEMPLATE_HEADER]
    last = EVENTS[0]
    for event in EVENTS:
        came = world.appearances[event.event]
        if event.source.startswith("sign-in csv"):
            save(folder / sheet_name(event), _by_hand(event, came))
        if event.source == "sign-in xlsx":
            filled, last = filled + _template_rows(event, came), event
    sheets = {"Guidance": GUIDANCE, "Sign-in": filled}
    made = last.ends + timedelta(days=1)
    save(folder / TEMPLATE_FILE, workbook(sheets, made, A=24, B=26, C=44, D=48, E=28, F=12, G=12))


def _by_hand(event: Event, came: list[Appearance]) -> bytes:
    """Title rows, a header, then people; one sheet was saved by an Excel that knows only cp1252."""
    chance = stream("by hand", event.event)
    windows = event.source.endswith("cp1252")
    day = f"{event.starts.day} {event.starts:%B %Y}"
    rows: list[Sequence[object]] = [
        (f"{event.title} - sign in - {day}", *[""] * 4),
        ("Please print clearly. Thank you!", *[""] * 4),
        ("",) * 5,
        ("Name", "Job title", "Organisation", "Email", "Signed in"),
    ]
    for number, each in enumerate(came):
        moment = event.starts + timedelta(minutes=3 * number - 11)
        rows.append((*_told(each, chance), f"{moment:%d/%m/%Y %H:%M}"))
    if windows:
        rows = [[_curly(cell) for cell in row] for row in rows]
    return csv_text(rows, line_end="\r\n").encode("cp1252" if windows else "utf-8")


def _curly(cell: object) -> str:
    """Bend the apostrophes of a text, as Office does while one types; addresses keep theirs."""
    return str(cell) if "@" in str(cell) else str(cell).replace("'", "’")


def _told(each: Appearance, chance: random.Random) -> tuple[str, str, str, str]:
    """Return what somebody wrote: name, job, organisation, address."""
    person = each.person
    if person is None:
        raise ValueError("a telephone cannot sign in")
    return (
        _name(each, person, chance),
        person.profession.capitalize(),
        organisation_as_written(person, chance),
        typed(each.address, chance),
    )


def _name(each: Appearance, person: Person, chance: random.Random) -> str:
    if each.seen is Seen.ADDRESS and chance.random() < 0.25:
        return f"{person.surname}, {person.given}"
    return each.name


def _template_rows(event: Event, came: list[Appearance]) -> list[Sequence[object]]:
    chance = stream("template", event.event)
    rows: list[Sequence[object]] = []
    for each in came:
        name, job, work, address = _told(each, chance)
        role = "" if each.role == "attendee" else each.role
        band = band_of(each.person) if each.person else ""
        who = (name, address or None, work or None, job, band or None)
        rows.append((event.event, *who, role or None))
    return rows
