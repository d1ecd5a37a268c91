"""The pretend world itself: who registered for which event, who came, and how they were seen."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from demo.cast import NICKNAMES
from demo.chance import draw, moment_on, stream
from demo.mail import Departure, Mailing, send_mailings
from demo.people import FACILITATORS, Habit, Person, cast_people
from demo.programme import COMING, EVENTS, Event

__all__ = ["Appearance", "Registration", "Seen", "Status", "World", "make_world"]

TELEPHONES = {  # Ofcom keeps 020 7946 0000 to 0999 for drama: nobody can be called on them
    "2024-05-14-huddle": "02079460123",
    "2024-09-26-webinar": "02079460417",
    "2025-02-18-huddle": "02079460123",
    "2025-06-05-webinar": "02079460862",
    "2025-10-14-huddle": "02079460554",
    "2026-04-23-webinar": "02079460417",
    "2026-06-16-huddle": "02079460123",
}
SECOND_DEVICE = "2024-10-15-huddle"  # somebody joins from a telephone too, under its own name
CP1252_ONLY = "2024-09-24-ward-visit"
BOOKING_OPENED = date(2026, 9, 24)
BOOKED_SO_FAR = 23


class Seen(StrEnum):
    """What a source says of somebody who came."""

    ADDRESS = "an address"
    NAME = "only a name"
    NAME_AND_ORGANISATION = "a name and an organisation"
    TELEPHONE = "a telephone number"


class Status(StrEnum):
    """What became of a registration, in Eventbrite's words."""

    CHECKED_IN = "Checked In"
    ATTENDING = "Attending"
    NOT_ATTENDING = "Not Attending"


@dataclass(frozen=True)
class Appearance:
    """One person at one event, as the source saw them; a telephone has a number and no person."""

    event: Event
    seen: Seen
    name: str
    person: Person | None = None
    address: str = ""
    role: str = "attendee"


@dataclass(frozen=True)
class Registration:
    """One place booked; without a person where the buyer never said for whom."""

    event: Event
    person: Person | None
    ordered: datetime
    status: Status

    @property
    def address(self) -> str:
        """The address it was booked with."""
        return self.person.address_on(self.event.starts.date()) if self.person else ""


@dataclass(frozen=True)
class World:
    """Everything that happened."""

    people: list[Person]
    mailings: list[Mailing]
    departures: dict[int, Departure]
    appearances: dict[str, list[Appearance]] = field(default_factory=dict)
    registrations: dict[str, list[Registration]] = field(default_factory=dict)
    waiting: dict[str, list[Person]] = field(default_factory=dict)
    """Those who were in the waiting room and never let in."""


def make_world() -> World:
    """Let ten quarters happen."""
    people = cast_people()
    mailings, departures = send_mailings(people)
    world = World(people, mailings, departures)
    for event in EVENTS:
        _hold(event, world)
    for event in COMING:
        if "eventbrite" in event.source:
            world.registrations[event.event] = _registrations_so_far(event, world)
    return world


def _hold(event: Event, world: World) -> None:
    """Fill one event: who came and how they were seen, who had registered, who waited in vain."""
    chance = stream("event", event.event)
    came = [] if event.cancelled else _who_came(event, world, chance)
    world.appearances[event.event] = _appearances(event, came, chance)
    if "eventbrite" in event.source or event.source == "zoom webinar":
        world.registrations[event.event] = _registrations(event, came, world, chance)
    if event.source == "zoom" and event.layout.startswith(("2021", "2024")):
        absent = [p for p in world.people if p not in came and p.arrives < event.starts.date()]
        world.waiting[event.event] = draw(absent, 1, _has_address, chance)


def _has_address(person: Person) -> float:
    return 1.0 if person.address else 0.0


def _who_came(event: Event, world: World, chance: random.Random) -> list[Person]:
    """Draw as many as came: a facilitator or two, then mostly the keen."""
    small = event.size < 20
    hosts = [world.people[i] for i in _host_numbers(event)][: 1 if small else 2]
    others = [person for person in world.people if person not in hosts]

    def weigh(person: Person) -> float:
        return _likelihood(person, event, world.departures)

    return hosts + draw(others, event.size - len(hosts), weigh, chance)


def _host_numbers(event: Event) -> tuple[int, int]:
    first = EVENTS.index(event) % FACILITATORS
    return first, (first + 1) % FACILITATORS


def _likelihood(person: Person, event: Event, departures: dict[int, Departure]) -> float:
    """Weigh how likely somebody is to come to this event."""
    day = event.starts.date()
    departure = departures.get(person.number)
    gone = departure is not None and departure.when < event.starts
    if person.arrives > day:
        return 0.0
    if person.habit is Habit.NEVER_AN_ADDRESS and event.source not in ("zoom", "teams"):
        return 0.0
    if event.event == CP1252_ONLY and not _fits_cp1252(person.name):
        return 0.0
    fresh = 2.0 if (day - person.arrives).days < 75 else 1.0
    return person.keenness * fresh * _draw_of(event, person) * (0.08 if gone else 1.0)


def _draw_of(event: Event, person: Person) -> float:
    """Say how much more this event draws some people than others."""
    if event.slug == "ward-visit":
        where = person.organisation.name if person.organisation else ""
        return 6.0 if where.startswith(event.venue.split(" ")[0]) else 1.0
    if event.slug in ("webinar", "study-day"):
        return 1.0 / person.keenness**0.5  # these reach beyond the keen
    return 1.0


def _fits_cp1252(text: str) -> bool:
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def _appearances(event: Event, came: list[Person], chance: random.Random) -> list[Appearance]:
    """Say how each of those who came was seen, and add telephones and second devices."""
    seen = [_appearance(event, person, place, chance) for place, person in enumerate(came)]
    if event.event in TELEPHONES:
        seen.append(Appearance(event, Seen.TELEPHONE, TELEPHONES[event.event]))
    if event.event == SECOND_DEVICE:
        person = next(each.person for each in seen[2:] if each.seen is Seen.ADDRESS)
        seen.append(Appearance(event, Seen.NAME, f"iPhone ({person.name})", person))
    return seen


def _appearance(event: Event, person: Person, place: int, chance: random.Random) -> Appearance:
    hosting = person.number in _host_numbers(event)
    role = "speaker" if event.slug == "webinar" and place in (2, 3) else "attendee"
    role = "host" if hosting and place < 2 else role
    how = Seen.ADDRESS if role != "attendee" else _how_seen(event, person, chance)
    name = person.name
    if how is Seen.NAME_AND_ORGANISATION and event.source.startswith("sign-in"):
        name = f"{NICKNAMES.get(person.given, person.given)} {person.surname}"
    address = person.address_on(event.starts.date()) if how is Seen.ADDRESS else ""
    return Appearance(event, how, name, person, address, role)


def _how_seen(event: Event, person: Person, chance: random.Random) -> Seen:
    """What the source knows depends on the source and on the person's habits."""
    luck = chance.random()
    plain = person.organisation_is_known and person.habit is Habit.NONE
    if event.source in ("zoom", "teams"):
        if person.habit is Habit.NEVER_AN_ADDRESS:
            return Seen.NAME
        if person.habit is Habit.NAMELESS_ADDRESS and luck < 0.65:
            return Seen.NAME
        nhsmail = person.address.endswith("@nhs.net")
        if event.source == "teams" and nhsmail and plain and luck < 0.3:
            return Seen.NAME_AND_ORGANISATION
    paper = event.source.startswith("sign-in") and luck < 0.4
    if plain and (paper or ("ms forms" in event.source and luck < 0.12)):
        return Seen.NAME_AND_ORGANISATION
    return Seen.ADDRESS


def _registrations(
    event: Event, came: list[Person], world: World, chance: random.Random
) -> list[Registration]:
    """Those who came had registered, but for walk-ins; others registered and never came."""
    size = event.size or 38  # the cancelled study day had bookings too
    walk_ins = len(came) // 12 if event.source.startswith("eventbrite,") else 0
    booked = came[: len(came) - walk_ins]
    if event.source == "zoom webinar":
        booked = [person for place, person in enumerate(came) if place > 3]
    absent = [person for person in world.people if person not in came and person.address]

    def weigh(person: Person) -> float:
        return _likelihood(person, event, world.departures)

    missing = draw(absent, round(size * (0.55 if event.slug == "webinar" else 0.3)), weigh, chance)
    door_list = event.source.startswith("eventbrite") and "," not in event.source
    found = [_book(event, p, Status.CHECKED_IN if door_list else Status.ATTENDING) for p in booked]
    found += [_book(event, person, Status.ATTENDING) for person in missing]
    if event.source != "zoom webinar":
        found += _eventbrite_oddities(event, booked, absent, missing, chance)
    if event.cancelled:
        found = [_book(event, each.person, Status.NOT_ATTENDING) for each in found if each.person]
    return sorted(found, key=lambda each: (each.ordered, str(each.person and each.person.number)))


def _registrations_so_far(event: Event, world: World) -> list[Registration]:
    """Members who booked within the week since booking opened; who is on the list is known already."""
    chance = stream("coming", event.event)
    members = [each for each in world.people if _is_plain_member(each, world)]

    def weigh(person: Person) -> float:
        return _likelihood(person, event, world.departures)

    found = []
    for person in draw(members, BOOKED_SO_FAR, weigh, chance):
        day = BOOKING_OPENED + timedelta(days=chance.randrange(7))
        ordered = moment_on(day, chance, range(10, 22))
        found.append(Registration(event, person, ordered, Status.ATTENDING))
    return sorted(found, key=lambda each: each.ordered)


def _is_plain_member(person: Person, world: World) -> bool:
    on_list = person.joins_list is not None and person.number not in world.departures
    return on_list and person.habit is Habit.NONE and person.organisation_is_known


def _eventbrite_oddities(
    event: Event,
    booked: list[Person],
    absent: list[Person],
    missing: list[Person],
    chance: random.Random,
) -> list[Registration]:
    """Add places without a name, cancelled places, and one who cancelled and booked again."""
    unnamed = [
        Registration(event, None, _ordered(event, chance), Status.ATTENDING)
        for _ in range(chance.choice([2, 3, 4]))
    ]
    early = [p for p in absent if p not in missing and p.arrives < event.starts.date()]
    cancelling = draw(early, 5, _has_address, chance)
    withdrawn = [_book(event, person, Status.NOT_ATTENDING) for person in cancelling]
    again = [_book(event, person, Status.NOT_ATTENDING, again=True) for person in booked[-1:]]
    return unnamed + withdrawn + again


def _book(event: Event, person: Person | None, status: Status, again: bool = False) -> Registration:
    number = person.number if person else ""
    chance = stream("ordered", event.event, number, again)
    return Registration(event, person, _ordered(event, chance), status)


def _ordered(event: Event, chance: random.Random) -> datetime:
    """Return when a place was booked: within the five weeks before, by the clock in London."""
    day: date = event.starts.date() - timedelta(days=1 + int(35 * chance.random() ** 1.6))
    return datetime(
        day.year,
        day.month,
        day.day,
        chance.choice([7, 8, 9, 10, 12, 13, 16, 20, 21]),
        chance.randrange(60),
        chance.randrange(60),
    )
