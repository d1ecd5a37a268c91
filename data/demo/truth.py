"""The right answers, from the pretend world itself and not from the files written about it.

Two answers stand side by side where exports cannot tell who somebody was: what our rules make of
what the sources show (`unique_attendees`), and what really happened (`unique_attendees_really`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from demo.mail import Departure, Mailing
from demo.people import Habit, Person
from demo.programme import EVENTS, FIRST_EXPORT_AT, LONDON, UTC, Event, quarter_of
from demo.simulation import Appearance, Registration, Seen, Status, World

__all__ = ["QUARTERS", "truth_of"]

QUARTERS = tuple(
    (quarter_of(first), first)
    for year in (2024, 2025, 2026)
    for first in (date(year, 4, 1), date(year, 7, 1), date(year, 10, 1), date(year + 1, 1, 1))
)[:10]
FEW = 10  # a mailing to fewer is a test
Identity = tuple[str, ...]


@dataclass(frozen=True)
class _Seen:
    """One attendance as counted: which event, and who by our rules and in reality."""

    event: Event
    by_rule: Identity
    really: Identity
    is_person: bool


def truth_of(world: World) -> dict[str, Any]:
    """Return what the figures of every quarter should be."""
    seen = [_seen(each) for event in EVENTS for each in world.appearances[event.event]]
    return {
        "quarters": {name: _quarter(name, first, world, seen) for name, first in QUARTERS},
        "seen_without_address": [
            _unaddressed(each)
            for event in EVENTS
            for each in world.appearances[event.event]
            if each.seen is not Seen.ADDRESS
        ],
        "archived": [
            {"address": p.address, "last_seen": "2025-10-01", "left": left.when.isoformat(sep=" ")}
            for p, left in _leavers(world)
            if left.how == "archived"
        ],
        "two_addresses": [
            {"first": p.address, "second": p.second_address, "since": p.second_from.isoformat()}
            for p in world.people
            if p.second_address
        ],
        "people": len(world.people),
    }


def _quarter(name: str, first: date, world: World, seen: list[_Seen]) -> dict[str, Any]:
    mailings = [
        each
        for each in world.mailings
        if quarter_of(each.plan.sent.date()) == name and len(each.recipients) >= FEW
    ]
    return {
        **_attendance(name, seen),
        **_events(name, world),
        **_list(name, first, world),
        **_sent(mailings),
    }


def _attendance(name: str, seen: list[_Seen]) -> dict[str, int]:
    """Count attendances, and the people among them, by our rules and as it really was."""
    here = [each for each in seen if quarter_of(each.event.starts.date()) == name]
    people = [each for each in here if each.is_person]

    def different(who: Callable[[_Seen], Identity]) -> int:
        return len({who(each) for each in people})

    def new(who: Callable[[_Seen], Identity]) -> int:
        before = {who(each) for each in seen if each.event.starts < here[0].event.starts}
        return len({who(each) for each in people} - before)

    return {
        "attendances": len({(each.event.event, each.by_rule) for each in here}),
        "attendances_really": len({(each.event.event, each.really) for each in here}),
        "attendances_by_telephone": sum(not each.is_person for each in here),
        "unique_attendees": different(lambda each: each.by_rule),
        "unique_attendees_really": different(lambda each: each.really),
        "new_attendees": new(lambda each: each.by_rule),
        "new_attendees_really": new(lambda each: each.really),
    }


def _seen(appearance: Appearance) -> _Seen:
    person = appearance.person
    really = ("person", str(person.number)) if person else ("telephone", appearance.name)
    return _Seen(appearance.event, _identity(appearance), really, person is not None)


def _identity(appearance: Appearance) -> Identity:
    """Say who our rules take somebody for.

    An address is a person. A name with an organisation is the addressed person of that name in
    that organisation. A name alone is nobody else than that name.
    """
    person = appearance.person
    if person is None:
        return ("telephone", appearance.name)
    if appearance.seen is Seen.ADDRESS:
        return ("address", appearance.address)
    if appearance.seen is Seen.NAME_AND_ORGANISATION and person.organisation:
        if appearance.name == person.name:
            return ("address", person.address_on(appearance.event.starts.date()))
        return ("name", appearance.name, person.organisation.name)
    return ("name", appearance.name)


def _unaddressed(appearance: Appearance) -> dict[str, str]:
    person = appearance.person
    shows_organisation = appearance.seen is Seen.NAME_AND_ORGANISATION
    organisation = person.organisation.name if person and person.organisation else ""
    return {
        "event": appearance.event.event,
        "name": appearance.name,
        "organisation": organisation if shows_organisation else "",
        "seen": appearance.seen.value,
        "really": person.address if person else "",
        "counted_as": " ".join(_identity(appearance)),
    }


def _events(name: str, world: World) -> dict[str, int]:
    events = [each for each in EVENTS if quarter_of(each.starts.date()) == name]
    places = [
        each
        for event in events
        for each in world.registrations.get(event.event, [])
        if each.status is not Status.NOT_ATTENDING
    ]
    return {
        "events": sum(not each.cancelled for each in events),
        "events_cancelled": sum(each.cancelled for each in events),
        "registrations": len({_place(each) for each in places}),
        "registrations_without_name": sum(each.person is None for each in places),
        "registrations_eventbrite": sum(each.event.source != "zoom webinar" for each in places),
    }


def _place(place: Registration) -> tuple[str, str]:
    return place.event.event, place.address or place.ordered.isoformat()


def _list(name: str, first: date, world: World) -> dict[str, int]:
    """Count the mailing list at the quarter's end, and who came and went in it."""
    start, end = (_utc(each) for each in (first, _next(first)))
    joined = [p for p in world.people if p.joins_list and start <= p.joins_list < end]
    left = [left for _, left in _leavers(world) if start <= left.when < end]
    members = [p for p in world.people if _is_member(p, world.departures, end)]
    organisations = {p.organisation.name for p in members if p.organisation and _told(p)}
    archived = [p for p, left in _leavers(world) if left.how == "archived"]
    kept = sum(p not in members and p.joins_list < end for p in archived)
    gone = sum(p in members and end > FIRST_EXPORT_AT for p in archived)
    return {
        "list_members": len(members),
        "list_members_if_archived_left_at_the_newer_export": len(members) + kept,
        "list_members_if_archived_left_after_the_older_export": len(members) - gone,
        "list_joined": len(joined),
        "list_left": len(left),
        "list_left_archived": sum(each.how == "archived" for each in left),
        "list_organisations": len(organisations),
        "list_organisations_with_the_near_miss_apart": len(organisations)
        + any(p.habit is Habit.NEAR_MISS for p in members),
        "list_organisation_unknown": sum(not _told(p) for p in members),
    }


def _told(person: Person) -> bool:
    """Say whether the list or the address tells where a member works."""
    return bool(person.list_organisation) or not person.shares_domain


def _is_member(person: Person, departures: dict[int, Departure], end: datetime) -> bool:
    left = departures.get(person.number)
    came = person.joins_list is not None and person.joins_list < end
    return came and not (left is not None and left.when < end)


def _leavers(world: World) -> Iterable[tuple[Person, Departure]]:
    return [(p, world.departures[p.number]) for p in world.people if p.number in world.departures]


def _sent(mailings: list[Mailing]) -> dict[str, float]:
    delivered = sum(len(each.delivered) for each in mailings)
    opened = sum(len({a.person.number for a in each.opens}) for each in mailings)
    clicked = sum(len({a.person.number for a in each.clicks}) for each in mailings)
    return {
        "mailings": len(mailings),
        "emails_sent": sum(len(each.recipients) for each in mailings),
        "emails_delivered": delivered,
        "unique_opens": opened,
        "unique_clicks": clicked,
        "unsubscribes": sum(len(each.unsubscribed) for each in mailings),
        "open_rate": round(opened / delivered, 4),
        "click_rate": round(clicked / delivered, 4),
        "scanned": sum(len(each.scanned) for each in mailings),
    }


def _next(first: date) -> date:
    return (first + timedelta(days=95)).replace(day=1)


def _utc(day: date) -> datetime:
    local = datetime(day.year, day.month, day.day, tzinfo=LONDON)
    return local.astimezone(UTC).replace(tzinfo=None)
