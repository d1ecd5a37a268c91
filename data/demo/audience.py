"""Mailchimp's audience export: who is, and was, on the list; as it stood on two days."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from demo.bands import BAND_FIELD, listed_band
from demo.chance import hexadecimal, stream
from demo.files import php_csv, save, zipped
from demo.joining import HEARD_FIELD, REASON_FIELD, heard_of_us, reason_to_join
from demo.mail import CUT_OFF, Departure
from demo.people import BULK_IMPORT, Person, typed
from demo.programme import EXPORTED_AT, FIRST_EXPORT_AT
from demo.simulation import World

__all__ = ["MERGE_FIELDS", "listed_address", "write_newer_audience", "write_older_audience"]

MERGE_FIELDS = ("Email Address", "First Name", "Last Name", "Organisation", "Job title")
RATED = ("MEMBER_RATING", "OPTIN_TIME", "OPTIN_IP", "CONFIRM_TIME", "CONFIRM_IP")
PLACES = ("LATITUDE", "LONGITUDE")  # in the tail until about 2024
ZONED = ("GMTOFF", "DSTOFF", "TIMEZONE", "CC", "REGION")
ENDING = ("LEID", "EUID", "NOTES", "TAGS")
CHANGED = {
    "subscribed": ("LAST_CHANGED",),
    "unsubscribed": (
        "UNSUB_TIME",
        "UNSUB_CAMPAIGN_TITLE",
        "UNSUB_CAMPAIGN_ID",
        "UNSUB_REASON",
        "UNSUB_REASON_OTHER",
    ),
    "cleaned": ("CLEAN_TIME", "CLEAN_CAMPAIGN_TITLE", "CLEAN_CAMPAIGN_ID"),
}
REASONS = ("NORMAL: No longer interested", "normal_unsubscribe", "", "OTHER")
TAGS = ('"CoP core"', '"CoP core","Study day"', '"Study day"', "", "", "")
Rows = list[Sequence[object]]


def listed_address(person: Person) -> str:
    """Return the address as the list has it."""
    return typed(person.address, stream("contact", person.number))


def write_older_audience(world: World, folder: Path) -> None:
    """Write the export of 1 October 2025: three loose files, with the columns of old."""
    mark = hexadecimal(10, "older audience")
    for part in CHANGED:
        rows = _audience(world, part, FIRST_EXPORT_AT, PLACES)
        save(folder / f"{part}_members_export_{mark}.csv", php_csv(rows).encode())


def write_newer_audience(world: World, folder: Path) -> None:
    """Write the export of 1 October 2026: one zip."""
    mark = hexadecimal(10, "newer audience")
    entries = {
        f"{part}_email_audience_export_{mark}.csv": php_csv(
            _audience(world, part, CUT_OFF, ())
        ).encode()
        for part in CHANGED
    }
    save(folder / f"audience_export_{mark}.zip", zipped(entries, EXPORTED_AT))


def _audience(world: World, part: str, at: datetime, places: tuple[str, ...]) -> Rows:
    asked = (
        () if places else (REASON_FIELD, HEARD_FIELD, BAND_FIELD)
    )  # the older export is from before they were asked
    header = (*MERGE_FIELDS, *asked, *RATED, *places, *ZONED, *CHANGED[part], *ENDING)
    members = [p for p in world.people if p.joins_list is not None and p.joins_list < at]
    chosen = [p for p in members if _part(world.departures.get(p.number), at) == part]
    rows: Rows = [header]
    rows += [_contact(p, world.departures.get(p.number), part, at, places) for p in chosen]
    return rows


def _part(departure: Departure | None, at: datetime) -> str:
    """Return the file that somebody is in at that moment; the archived are in none."""
    return "subscribed" if departure is None or departure.when > at else departure.how


def _contact(
    person: Person, departure: Departure | None, part: str, at: datetime, places: tuple[str, ...]
) -> tuple[object, ...]:
    chance = stream("told", person.number)
    merge = (
        listed_address(person),
        person.given,
        person.surname,
        person.list_organisation,
        person.list_profession,
    )
    joined = _joined(person, chance)
    answers = () if places else (reason_to_join(person), heard_of_us(person), listed_band(person))
    where = ("53.0", "-1.0") if places else ()
    zone = ("0", "1", "Europe/London", "GB", "ENG") if chance.random() < 0.7 else ("",) * 5
    changed = _changed(person, departure, part, at)
    euid = f"{stream('euid', person.number).getrandbits(40):010x}"
    ending = (512_000_001 + 4 * person.number, euid, "", chance.choice(TAGS))
    return (*merge, *answers, *joined, *where, *zone, *changed, *ending)


def _joined(person: Person, chance: random.Random) -> tuple[object, ...]:
    """Return rating, opting in and confirming; some never opted in, an import has no address."""
    confirmed = person.joins_list or BULK_IMPORT
    opted = confirmed - timedelta(seconds=chance.randrange(15, 90))
    rating = chance.choice([2, 3, 3, 4, 5])
    internet = f"198.51.100.{1 + person.number % 250}"
    if confirmed == BULK_IMPORT:
        return rating, confirmed, "127.0.0.1", confirmed, "127.0.0.1"
    if chance.random() < 0.2:
        return rating, "", "", confirmed, internet
    return rating, opted, internet, confirmed, internet


def _changed(
    person: Person, departure: Departure | None, part: str, at: datetime
) -> tuple[object, ...]:
    if part == "subscribed" or departure is None:
        return (_last_changed(person, at),)
    mailing = departure.mailing
    title = mailing.title if mailing else ""
    mark = hexadecimal(10, "campaign", title) if mailing else ""
    if part == "cleaned":
        return departure.when, title, mark
    chance = stream("reason", person.number)
    reason = chance.choice(REASONS) if mailing else ""
    other = "Moved to another job, thank you" if reason == "OTHER" else ""
    return departure.when, title, mark, reason, other


def _last_changed(person: Person, at: datetime) -> datetime:
    """Return when a contact was last touched; the newest touch is on the eve of the export."""
    joined = person.joins_list or BULK_IMPORT
    if person.number == 0:
        return at.replace(hour=21, minute=40, second=12) - timedelta(days=int(at.hour < 22))
    chance = stream("changed", person.number)
    first = joined + (FIRST_EXPORT_AT - joined) * max(0.0, chance.random())
    later = joined + (CUT_OFF - joined) * chance.random()
    touched = first if joined < FIRST_EXPORT_AT else later
    if at > FIRST_EXPORT_AT and chance.random() < 0.5:
        touched = max(touched, later)
    return touched.replace(microsecond=0)
