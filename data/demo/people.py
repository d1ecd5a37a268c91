"""The people of the demo community: who they are, where they work, when they came."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from demo.cast import GIVEN, NEAR_MISS, ORGANISATIONS, PROFESSIONS, SURNAMES, Organisation
from demo.chance import moment_on, stream

__all__ = [
    "BULK_IMPORT",
    "SHARED_DOMAINS",
    "Habit",
    "Person",
    "cast_people",
    "organisation_as_written",
    "typed",
]

SHARED_DOMAINS = {"nhs.net": 72, "gmail.com": 16, "outlook.com": 12}
BULK_IMPORT = datetime(2023, 11, 20, 14, 5, 33)
BULK_IMPORTED = 46
# Just after midnight in London on 1 July 2025, and still 30 June by UTC.
JOINED_AT_MIDNIGHT = datetime(2025, 6, 30, 23, 20, 0)
JOINING = {
    "2023-11": 9,
    "2023-12": 4,
    "2024-01": 9,
    "2024-02": 11,
    "2024-03": 13,
    "2024-04": 8,
    "2024-05": 9,
    "2024-06": 9,
    "2024-07": 5,
    "2024-08": 2,
    "2024-09": 9,
    "2024-10": 10,
    "2024-11": 12,
    "2024-12": 5,
    "2025-01": 10,
    "2025-02": 9,
    "2025-03": 9,
    "2025-04": 13,
    "2025-05": 16,
    "2025-06": 12,
    "2025-07": 7,
    "2025-08": 2,
    "2025-09": 9,
    "2025-10": 4,
    "2025-11": 3,
    "2025-12": 1,
    "2026-01": 3,
    "2026-02": 4,
    "2026-03": 7,
    "2026-04": 23,
    "2026-05": 20,
    "2026-06": 24,
    "2026-07": 22,
    "2026-08": 5,
    "2026-09": 33,
}
GUESTS = 50  # people who come to events and never join the mailing list
FACILITATORS = 4  # the first so many people; they host the events
EVERYDAY_ASCII = str.maketrans({"ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "ı": "i", "’": "'"})


class Habit(StrEnum):
    """What makes some people hard to recognise from one source to the next."""

    NONE = ""
    NAMELESS_ADDRESS = "often joins online without signing in, so only a name is seen"
    NEVER_AN_ADDRESS = "no source ever has an address"
    TWO_ADDRESSES = "changed address at some time"
    BRACKET_ONLY = "only the bracket of the NHSmail name tells the organisation"
    NEAR_MISS = "writes the organisation's name almost right"


@dataclass(frozen=True)
class Person:
    """One invented person."""

    number: int
    given: str
    surname: str
    organisation: Organisation | None
    profession: str
    address: str
    arrives: date
    """The first day on which they may come to an event."""
    keenness: float
    joins_list: datetime | None = None
    """When they joined the mailing list, in UTC; nothing for those who never did."""
    list_organisation: str = ""
    list_profession: str = ""
    habit: Habit = Habit.NONE
    second_address: str = ""
    second_from: date = date.max

    @property
    def name(self) -> str:
        """The name as people say it."""
        return f"{self.given} {self.surname}"

    @property
    def shares_domain(self) -> bool:
        """Whether the address says nothing about the organisation."""
        return self.address.rpartition("@")[2] in SHARED_DOMAINS

    @property
    def organisation_is_known(self) -> bool:
        """Whether the mailing list tells, rightly spelt, where they work."""
        return bool(self.list_organisation) and self.habit is not Habit.NEAR_MISS

    def address_on(self, day: date) -> str:
        """Return the address they used on that day."""
        return self.second_address if day >= self.second_from else self.address


def cast_people() -> list[Person]:
    """Invent everybody, in the order in which they came."""
    joins = sorted(_joining_times())
    names = _names(len(joins) + GUESTS)
    chance = stream("people")
    members = [_person(i, names[i], when, chance) for i, when in enumerate(joins)]
    guests = [_person(len(joins) + i, names[len(joins) + i], None, chance) for i in range(GUESTS)]
    return _with_habits(_facilitating(members) + guests)


def typed(address: str, chance: random.Random) -> str:
    """Return the address as somebody may type it: now and then with capitals."""
    luck = chance.random()
    if not address:
        return ""
    if luck < 0.08:
        return address.upper()
    if luck < 0.25:
        local, _, domain = address.partition("@")
        return ".".join(part.capitalize() for part in local.split(".")) + "@" + domain
    return address


def organisation_as_written(person: Person, chance: random.Random) -> str:
    """Return what they answer when a form asks where they work; some leave it blank."""
    if person.habit is Habit.BRACKET_ONLY:
        return ""
    return NEAR_MISS if person.habit is Habit.NEAR_MISS else _written(person.organisation, chance)


def _joining_times() -> list[datetime]:
    """Return when each member joined, in UTC: one import of many, then a few every month."""
    chance = stream("joining")
    times = [BULK_IMPORT] * BULK_IMPORTED + [JOINED_AT_MIDNIGHT]
    for month, count in JOINING.items():
        first = date.fromisoformat(f"{month}-01")
        days = [first + timedelta(days=i) for i in range(28)]
        working = [day for day in days if day.weekday() < 5 and day > BULK_IMPORT.date()]
        if first > BULK_IMPORT.date():
            working = [day for day in days if day.weekday() < 5]
        times += [moment_on(chance.choice(working), chance) for _ in range(count)]
    return times


def _names(count: int) -> list[tuple[str, str]]:
    """Pair given names and surnames; only one pair is borne by two people."""
    chance = stream("names")
    pairs = [(given, surname) for given in GIVEN for surname in SURNAMES]
    chosen = chance.sample(pairs, count)
    chosen[210] = chosen[12]  # a name that two people have, in two organisations
    return chosen


def _person(
    number: int, name: tuple[str, str], joins: datetime | None, chance: random.Random
) -> Person:
    arrives = _arrives(joins, chance)
    organisation = _organisation(arrives if joins is None else joins.date(), chance)
    kind = organisation.kind if organisation else "none"
    weights = PROFESSIONS[kind]
    profession = chance.choices(list(weights), list(weights.values()))[0]
    on_list = joins is not None
    blank = chance.random() < 0.09
    written = _written(organisation, chance)
    return Person(
        number,
        *name,
        organisation,
        profession,
        address=_address(number, name, organisation, chance),
        arrives=arrives,
        keenness=chance.choices([6.0, 2.2, 0.6], [15, 30, 55])[0],
        joins_list=joins,
        list_organisation=written if on_list and not blank else "",
        list_profession=profession.capitalize() if on_list and chance.random() > 0.2 else "",
    )


def _arrives(joins: datetime | None, chance: random.Random) -> date:
    """Most come after they joined the list; some come to an event first, then join."""
    if joins is not None:
        return joins.date() - timedelta(days=chance.choice([0, 0, 0, 7, 20, 35]))
    months = [month for month, count in JOINING.items() for _ in range(count)]
    return date.fromisoformat(f"{chance.choice(months)}-10")


def _organisation(day: date, chance: random.Random) -> Organisation | None:
    """Choose among the organisations that know of the community; patient partners have none."""
    if chance.random() < 0.035:
        return None
    known = [each for each in ORGANISATIONS if each.since <= day]
    return chance.choices(known, [each.weight for each in known])[0]


def _written(organisation: Organisation | None, chance: random.Random) -> str:
    if organisation is None:
        return ""
    if organisation.spellings and chance.random() < 0.35:
        return chance.choice(organisation.spellings)
    return organisation.name


def _address(
    number: int, name: tuple[str, str], organisation: Organisation | None, chance: random.Random
) -> str:
    given, surname = (_local_part(part) for part in name)
    if organisation is None:
        return f"{given}.{surname}.demo{number:04d}@{chance.choice(['gmail.com', 'outlook.com'])}"
    if chance.random() < organisation.shared:
        domain = chance.choices(list(SHARED_DOMAINS), list(SHARED_DOMAINS.values()))[0]
        return f"{given}.{surname}.demo{number:04d}@{domain}"
    return f"{given}.{surname}@{organisation.domain}"


def _local_part(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.translate(EVERYDAY_ASCII).lower())
    kept = "".join(c for c in plain if c.isascii() and (c.isalnum() or c in "-'"))
    return kept if kept.startswith("o'") else kept.replace("'", "")


def _facilitating(members: list[Person]) -> list[Person]:
    """Make the first few people the facilitators: from four trusts, and at almost everything."""
    organisations = (ORGANISATIONS[0], ORGANISATIONS[1], ORGANISATIONS[2], ORGANISATIONS[6])
    jobs = ("critical care outreach nurse", "improvement lead", "consultant", "physiotherapist")
    for i in range(FACILITATORS):
        person, organisation = members[i], organisations[i]
        local = ".".join(_local_part(part) for part in (person.given, person.surname))
        members[i] = replace(
            person,
            organisation=organisation,
            profession=jobs[i],
            keenness=25.0,
            address=f"{local}@{organisation.domain}",
            arrives=date(2024, 1, 8),
            list_organisation=organisation.name,
            list_profession=jobs[i].capitalize(),
        )
    return members


def _with_habits(people: list[Person]) -> list[Person]:
    """Give some people the habits that make them hard to recognise."""
    chance = stream("habits")
    free = [p for p in people if p.number >= FACILITATORS and p.number not in (12, 210)]
    own = [p for p in free if not p.shares_domain and p.joins_list]
    nhsmail = [p for p in free if p.address.endswith("@nhs.net") and p.organisation]
    northmoor = [p for p in nhsmail if p.organisation is ORGANISATIONS[0] and p.joins_list]
    early = [p for p in own if p.arrives < date(2025, 6, 1)]
    guests = [p for p in free if p.joins_list is None]
    changed: dict[int, Person] = {}

    def assign(pool: list[Person], count: int, habit: Habit, **changes: object) -> None:
        left = [p for p in pool if p.number not in changed]
        for person in chance.sample(left, min(count, len(left))):
            changed[person.number] = replace(person, habit=habit, **changes)

    assign(northmoor, 4, Habit.NEAR_MISS, list_organisation=NEAR_MISS)
    assign(nhsmail, 12, Habit.BRACKET_ONLY, list_organisation="", keenness=3.0)
    assign(own, 14, Habit.NAMELESS_ADDRESS, keenness=6.0)
    assign(guests, 5, Habit.NEVER_AN_ADDRESS, address="", keenness=5.0)
    assign(early, 3, Habit.TWO_ADDRESSES, keenness=7.0, second_from=date(2025, 6, 1))
    return [_second_address(changed.get(p.number, p)) for p in people]


def _second_address(person: Person) -> Person:
    if person.habit is not Habit.TWO_ADDRESSES:
        return person
    local = ".".join(_local_part(part) for part in (person.given, person.surname))
    return replace(person, second_address=f"{local}.demo{person.number:04d}@nhs.net")
