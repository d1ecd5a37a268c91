"""Zoom's exports: the meeting participants report in several layouts, and the webinar report."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from demo.chance import stream
from demo.files import csv_text, save
from demo.minutes import Stay, minutes_up, stays_of, to_utc
from demo.people import organisation_as_written, typed
from demo.programme import EVENTS, HUDDLE, Event
from demo.simulation import Appearance, Seen, World

__all__ = ["write_zoom"]

BOM = b"\xef\xbb\xbf"
HUDDLE_ID = "912 3456 7890"  # a series keeps one number through all its months
MACHINES = {
    "2024-11-19-huddle": ("Otter.ai Notetaker",),
    "2025-02-18-huddle": ("Fireflies.ai Notetaker",),
    "2025-04-15-huddle": ("Otter.ai Notetaker", "Fireflies.ai Notetaker"),
    "2025-06-17-huddle": ("Fireflies.ai Notetaker",),
}
PREAMBLE_2021 = (
    "Meeting ID",
    "Topic",
    "Start Time",
    "End Time",
    "User Email",
    "Duration (Minutes)",
    "Participants",
    "",
)
PREAMBLE_2024 = (
    "Topic",
    "ID",
    "Host",
    "Duration (minutes)",
    "Start time",
    "End time",
    "Participants",
)
HEADER_2021 = (
    "Name (Original Name)",
    "User Email",
    "Join Time",
    "Leave Time",
    "Duration (Minutes)",
    "Guest",
    "Recording Consent",
    "In Waiting Room",
)
HEADER_2024 = (
    "Name (original name)",
    "Email",
    "Join time",
    "Leave time",
    "Duration (minutes)",
    "Guest",
    "Recording disclaimer response",
    "In waiting room",
)
HEADER_UNIQUE = ("Name (original name)", "Email", "Total duration (minutes)", "Guest")
STAFF_HEADER = (
    "Attended",
    "User Name (Original Name)",
    "Email",
    "Join Time",
    "Leave Time",
    "Time in Session (minutes)",
    "Is Guest",
    "Country/Region Name",
)
ATTENDEE_HEADER = (
    "Attended",
    "User Name (Original Name)",
    "First Name",
    "Last Name",
    "Email",
    "Registration Time",
    "Approval Status",
    "Join Time",
    "Leave Time",
    "Time in Session (minutes)",
    "Is Guest",
    "Organisation",
    "Country/Region Name",
)
CALLER_HEADER = (
    "User Name",
    "Join Time",
    "Leave Time",
    "Time in Session (minutes)",
    "Country/Region Name",
)

Clock = Callable[[datetime], str]
Rows = list[Sequence[object]]


def write_zoom(world: World, folder: Path) -> None:
    """Write the export of every event that Zoom recorded."""
    for event in EVENTS:
        if event.source == "zoom webinar":
            name = f"attendee_{_id(event).replace(' ', '')}_{event.starts:%Y_%m_%d}.csv"
            save(folder / name, BOM + csv_text(_webinar(event, world)).encode())
        elif event.source in ("zoom", "eventbrite, zoom"):
            _write_meeting(event, world, folder)


def _write_meeting(event: Event, world: World, folder: Path) -> None:
    content = _meeting_bytes(event, world)
    day = "" if event.layout == "excel without a clue" else f"_{event.starts:%Y_%m_%d}"
    stem = f"participants_{_id(event).replace(' ', '')}{day}"
    save(folder / f"{stem}.csv", content)
    if event.layout == "2024 exported twice":
        save(folder / f"{stem} (1).csv", content)


def _meeting_bytes(event: Event, world: World) -> bytes:
    rows = _meeting(event, world)
    if event.layout.startswith("excel"):  # Excel fills every row to the widest, and ends them CRLF
        filled = [[*row, *[""] * (len(HEADER_2024) - len(row))] for row in rows]
        return csv_text(filled, line_end="\r\n").encode("utf-8-sig")
    content = csv_text(rows).encode()
    if "NUL" in event.layout:
        row = content.splitlines()[9]
        content = content.replace(row, row.replace(b",", b"\0,", 1))
    return BOM + content


def _meeting(event: Event, world: World) -> Rows:
    if event.layout == "unique users":
        return [*_preamble_2024(event, world), (), HEADER_UNIQUE, *_unique_rows(event, world)]
    stays = sorted(_stay_rows(event, world), key=lambda each: each[0])
    clock = _clock(event)
    rows = [
        (name, address, clock(stay.joined), clock(stay.left), minutes_up(stay), *rest)
        for stay, name, address, *rest in stays
    ]
    if event.layout.startswith("2021"):
        return [*_preamble_2021(event, world), (), HEADER_2021, *rows]
    return [*_preamble_2024(event, world), (), HEADER_2024, *rows]


def _stay_rows(event: Event, world: World) -> list[tuple]:
    """Return one row a stay: those who came, machines, and those who waited outside."""
    chance = stream("zoom", event.event)
    rows: list[tuple] = []
    for each in world.appearances[event.event]:
        name, address, guest = _shown(each, chance), typed(each.address, chance), _guest(each)
        stays = stays_of(each)
        if chance.random() < 0.08 and each.role == "attendee":
            waited = Stay(stays[0].joined - timedelta(seconds=100), stays[0].joined)
            rows.append((waited, name, address, guest, "", "Yes"))
        rows += [(stay, name, address, guest, "OK", "No") for stay in stays]
    full = Stay(event.starts + timedelta(seconds=31), event.ends + timedelta(seconds=12))
    rows += [(full, name, "", "Yes", "", "No") for name in MACHINES.get(event.event, ())]
    late = Stay(event.ends - timedelta(minutes=9), event.ends - timedelta(minutes=2))
    for person in world.waiting.get(event.event, []):
        rows.append((late, person.name, person.address, "Yes", "", "Yes"))
    return rows


def _unique_rows(event: Event, world: World) -> Rows:
    chance = stream("zoom", event.event)
    return [
        (
            _shown(each, chance),
            typed(each.address, chance),
            sum(minutes_up(stay) for stay in stays_of(each)),
            _guest(each),
        )
        for each in world.appearances[event.event]
    ]


def _shown(appearance: Appearance, chance: random.Random) -> str:
    """Return the name as Zoom shows it: some renamed themselves, some say where they work."""
    person, luck = appearance.person, chance.random()
    if person is None or appearance.seen is not Seen.ADDRESS:
        return appearance.name
    if luck < 0.08:
        return f"{person.given} ({person.name})"
    if luck < 0.14 and person.organisation:
        return f"{person.name} - {person.organisation.name.split(' ')[0]}"
    return appearance.name


def _guest(appearance: Appearance) -> str:
    """Say whether somebody was signed in to the host's own account, which is Northmoor's."""
    return "No" if appearance.address.endswith("@northmoor.example") else "Yes"


def _clock(event: Event) -> Clock:
    if event.layout.startswith("excel"):
        return lambda moment: f"{moment:%d/%m/%Y %H:%M}"
    if event.layout == "2024 in words":
        return lambda moment: f"{moment:%b %d, %Y %I:%M %p}"
    if event.layout == "2024 in UTC":
        return lambda moment: f"{to_utc(moment):%m/%d/%Y %I:%M:%S %p}"
    return lambda moment: f"{moment:%m/%d/%Y %I:%M:%S %p}"


def _id(event: Event) -> str:
    if event.title == HUDDLE:
        return HUDDLE_ID
    digits = f"{stream('zoom id', event.event).randrange(10**10):010d}"
    return f"8{digits[:2]} {digits[2:6]} {digits[6:]}"


def _whole(event: Event, world: World) -> tuple[Stay, int]:
    """Return the meeting's own start and end, and how many different ones it counts."""
    came = world.appearances[event.event]
    stays = [stay for each in came for stay in stays_of(each)]
    whole = Stay(min(each.joined for each in stays), max(each.left for each in stays))
    return whole, len(came) + len(MACHINES.get(event.event, ()))


def _preamble_2021(event: Event, world: World) -> Rows:
    (whole, count), clock = _whole(event, world), _clock(event)
    host = _host(event, world)
    values = (
        _id(event),
        event.title,
        clock(whole.joined),
        clock(whole.left),
        host.address,
        minutes_up(whole),
        count,
        "",
    )
    return [PREAMBLE_2021, values]


def _preamble_2024(event: Event, world: World) -> Rows:
    (whole, count), clock = _whole(event, world), _clock(event)
    host = _host(event, world)
    values = (
        event.title,
        _id(event),
        f"{host.name} ({host.address})",
        minutes_up(whole),
        clock(whole.joined),
        clock(whole.left),
        count,
    )
    return [PREAMBLE_2024, values]


def _host(event: Event, world: World) -> Appearance:
    return next(each for each in world.appearances[event.event] if each.role == "host")


def _webinar(event: Event, world: World) -> Rows:
    came = world.appearances[event.event]
    chance, clock = stream("webinar", event.event), _webinar_clock(event)
    hosts = [each for each in came if each.role == "host"]
    panel = hosts[1:] + [each for each in came if each.role == "speaker"]
    callers = [each for each in came if each.seen is Seen.TELEPHONE]
    return [
        *_webinar_summary(event, world),
        ("Host Details",),
        STAFF_HEADER,
        *_staff(hosts[:1], clock, chance),
        ("Panelist Details",),
        STAFF_HEADER,
        *_staff(panel, clock, chance),
        ("Attendee Details",),
        ATTENDEE_HEADER,
        *_attendees(event, world, clock, chance),
        *((("Other Attended",), CALLER_HEADER, *_callers(callers, clock)) if callers else ()),
    ]


def _webinar_clock(event: Event) -> Clock:
    if event.layout == "words":
        return lambda moment: f"{moment:%b %d, %Y %H:%M:%S}"
    return lambda moment: f"{moment:%m/%d/%Y %I:%M:%S %p}"


def _webinar_summary(event: Event, world: World) -> Rows:
    registered, (whole, count) = len(world.registrations[event.event]), _whole(event, world)
    made = event.starts + timedelta(hours=20, minutes=7)
    hour = made.strftime("%I").lstrip("0")
    stamp = ("Report Generated:", f"{made:%b %d, %Y} {hour}:{made:%M %p}")
    if event.layout == "clock":
        stamp = ("Report generated time", _webinar_clock(event)(made))
    header = (
        "Topic",
        "Webinar ID",
        "Actual Start Time",
        "Actual Duration (minutes)",
        "# Registered",
        "# Cancelled",
        "Unique Viewers",
        "Total Users",
        "Max Concurrent Views",
    )
    values = (
        event.title,
        _id(event),
        _webinar_clock(event)(whole.joined),
        minutes_up(whole),
        registered,
        0,
        count - 4,
        count,
        count - 9,
    )
    return [("Attendee Report",), stamp, header, values]


def _staff(staff: list[Appearance], clock: Clock, chance: random.Random) -> Rows:
    return [
        (
            "Yes",
            each.name,
            typed(each.address, chance),
            clock(stay.joined),
            clock(stay.left),
            minutes_up(stay),
            "No",
            "United Kingdom",
        )
        for each in staff
        for stay in stays_of(each)
    ]


def _attendees(event: Event, world: World, clock: Clock, chance: random.Random) -> Rows:
    """Return those who registered, came or not; joining again leaves the registration blank."""
    came = {each.person.number: each for each in world.appearances[event.event] if each.person}
    rows: Rows = []
    for place in world.registrations[event.event]:
        person = place.person
        seen = came.get(person.number) if person else None
        if person is None:
            continue
        told = (
            person.given,
            person.surname,
            typed(place.address, chance),
            clock(place.ordered),
            "approved",
        )
        work = organisation_as_written(person, chance)
        if seen is None:
            rows.append(("No", person.given, *told, "--", "--", "--", "--", work, ""))
            continue
        rows += _viewings(seen, told, work, clock)
    return rows


def _viewings(seen: Appearance, told: tuple[str, ...], work: str, clock: Clock) -> Rows:
    rows: Rows = []
    for number, stay in enumerate(stays_of(seen)):
        who = told if number == 0 else ("", "", told[2], "", "")
        rows.append(
            (
                "Yes",
                seen.name,
                *who,
                clock(stay.joined),
                clock(stay.left),
                minutes_up(stay),
                "Yes",
                work if number == 0 else "",
                "United Kingdom",
            )
        )
    return rows


def _callers(callers: list[Appearance], clock: Clock) -> Rows:
    return [
        (each.name, clock(stay.joined), clock(stay.left), minutes_up(stay), "United Kingdom")
        for each in callers
        for stay in stays_of(each)
    ]
