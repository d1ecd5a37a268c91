"""Mailchimp's exports: the audience twice, the campaigns twice, one report, and an account zip."""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from demo.chance import hexadecimal, stream
from demo.files import csv_text, php_csv, save, zipped
from demo.mail import CUT_OFF, Action, Departure, Mailing
from demo.people import BULK_IMPORT, Person, typed
from demo.programme import EXPORTED_AT, FIRST_EXPORT_AT, LONDON, UTC, quarter_of
from demo.simulation import World

__all__ = ["SINGLE_REPORT", "single_report_mailing", "write_mailchimp"]

AUDIENCE = "Acute Deterioration CoP"
ACCOUNT = "40218873"
SINGLE_REPORT = "report-study-day-after-dark.csv"
SINGLE_REPORT_OF = "Study day: after dark"
NEWER_STARTS = datetime(2025, 4, 1)
ACTIVITY_QUARTER = "2026/27-Q2"
MERGE_FIELDS = ("Email Address", "First Name", "Last Name", "Organisation", "Job title")
RATED = ("MEMBER_RATING", "OPTIN_TIME", "OPTIN_IP", "CONFIRM_TIME", "CONFIRM_IP")
PLACES = ("LATITUDE", "LONGITUDE")  # in the tail until about 2024
ZONED = ("GMTOFF", "DSTOFF", "TIMEZONE", "CC", "REGION")
ENDING = ("LEID", "EUID", "NOTES", "TAGS")
CHANGED = {
    "subscribed": ("LAST_CHANGED",),
    "unsubscribed": (
        "UNSUB_TIME", "UNSUB_CAMPAIGN_TITLE", "UNSUB_CAMPAIGN_ID", "UNSUB_REASON",
        "UNSUB_REASON_OTHER",
    ),
    "cleaned": ("CLEAN_TIME", "CLEAN_CAMPAIGN_TITLE", "CLEAN_CAMPAIGN_ID"),
}  # fmt: skip
REASONS = ("NORMAL: No longer interested", "normal_unsubscribe", "", "OTHER")
TAGS = ('"CoP core"', '"CoP core","Study day"', '"Study day"', "", "", "")
CAMPAIGN_HEADER = (
    "Title", "Subject", "Audience", "Send Date", "Send Weekday", "Total Recipients",
    "Successful Deliveries", "Soft Bounces", "Hard Bounces", "Total Bounces", "Times Forwarded",
    "Forwarded Opens", "Unique Opens", "Open Rate", "Total Opens", "Unique Clicks", "Click Rate",
    "Total Clicks", "Unsubscribes", "Abuse Complaints", "Times Liked on Facebook", "Folder Id",
    "Unique Id", "Total Orders", "Total Gross Sales", "Total Revenue",
)  # fmt: skip
ANALYTICS = (
    "Analytics ROI", "Campaign Cost", "Revenue Created", "Visits", "New Visits", "Pages/Visit",
    "Bounce Rate", "Time on Site", "Goal Conversion Rate", "Per Visit Goal Value", "Transactions",
    "Ecommerce Conversion Rate", "Per Visit Value", "Average Value",
)  # fmt: skip
Rows = list[Sequence[object]]


def write_mailchimp(world: World, folder: Path) -> None:
    """Write every Mailchimp export of the community."""
    _write_older_audience(world, folder)
    _write_newer_audience(world, folder)
    before = [each for each in world.mailings if each.plan.sent_utc < FIRST_EXPORT_AT]
    since = [each for each in world.mailings if each.plan.sent >= NEWER_STARTS]
    older = _campaigns(before, world, FIRST_EXPORT_AT, older=True)
    newer = _campaigns(since, world, CUT_OFF, older=False)
    save(folder / "campaigns-2025-10-01.csv", php_csv(older).encode())
    save(folder / "campaigns-2026-10-01.csv", php_csv(newer).encode())
    report = _single_report(single_report_mailing(world))
    save(folder / SINGLE_REPORT, report.encode())
    save(folder / f"{ACCOUNT}_account_export.zip", _account_zip(world))


def single_report_mailing(world: World) -> Mailing:
    """Return the mailing that also has a report of its own."""
    return next(each for each in world.mailings if each.plan.title == SINGLE_REPORT_OF)


# The audience


def _write_older_audience(world: World, folder: Path) -> None:
    """Write the export of 1 October 2025: three loose files, with the columns of old."""
    mark = hexadecimal(10, "older audience")
    for part in CHANGED:
        rows = _audience(world, part, FIRST_EXPORT_AT, PLACES)
        save(folder / f"{part}_members_export_{mark}.csv", php_csv(rows).encode())


def _write_newer_audience(world: World, folder: Path) -> None:
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
    header = (*MERGE_FIELDS, *RATED, *places, *ZONED, *CHANGED[part], *ENDING)
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
    chance = stream("contact", person.number)
    merge = (typed(person.address, chance), person.given, person.surname,
             person.list_organisation, person.list_profession)  # fmt: skip
    joined = _joined(person, chance)
    where = ("53.0", "-1.0") if places else ()
    zone = ("0", "1", "Europe/London", "GB", "ENG") if chance.random() < 0.7 else ("",) * 5
    changed = _changed(person, departure, part, at)
    euid = f"{stream('euid', person.number).getrandbits(40):010x}"
    ending = (512_000_001 + 4 * person.number, euid, "", chance.choice(TAGS))
    return (*merge, *joined, *where, *zone, *changed, *ending)


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
    title, mark = (mailing.title, hexadecimal(10, "campaign", mailing.title)) if mailing else ("", "")
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


# The campaigns


def _campaigns(mailings: list[Mailing], world: World, at: datetime, *, older: bool) -> Rows:
    """Return the list of campaigns as it stood at that moment, the newest first."""
    renamed = {"Audience": "List"} if older else {}
    header = tuple(renamed.get(each, each) for each in CAMPAIGN_HEADER)
    extra = ("n/a",) * len(ANALYTICS) if older else ()
    rows: Rows = [(*header, *ANALYTICS) if older else header]
    rows += [(*_campaign(each, world, at), *extra) for each in reversed(mailings)]
    return rows


def _campaign(mailing: Mailing, world: World, at: datetime) -> tuple[object, ...]:
    plan, delivered = mailing.plan, len(mailing.delivered)
    opens, clicks = _until(mailing.opens, at), _until(mailing.clicks, at)
    soft, hard = len(mailing.soft_bounced), len(mailing.hard_bounced)
    left = sum(world.departures[p.number].when < at for p in mailing.unsubscribed)
    half = "am" if plan.sent.hour < 12 else "pm"
    return (
        plan.title, plan.subject, AUDIENCE, f"{plan.sent:%b %d, %Y %I:%M} {half}",
        f"{plan.sent:%A}", len(mailing.recipients), delivered, soft, hard, soft + hard, 0, 0,
        _people(opens), _rate(_people(opens), delivered), len(opens),
        _people(clicks), _rate(_people(clicks), delivered), len(clicks),
        left, 0, 0, "", mailing.id, 0, 0, 0,
    )  # fmt: skip


def _until(actions: tuple[Action, ...], at: datetime) -> list[Action]:
    return [each for each in actions if each.when < at]


def _people(actions: Iterable[Action]) -> int:
    return len({each.person.number for each in actions})


def _rate(count: int, of: int) -> str:
    return f"{100 * count / of:.2f}%"


# One campaign's own report


def _single_report(mailing: Mailing) -> str:
    """Write the report of one campaign: labels and values, then the links."""
    plan, delivered = mailing.plan, len(mailing.delivered)
    bounces = len(mailing.recipients) - delivered
    lines: list[Sequence[object]] = [
        ("Title:", plan.title),
        ("Subject Line:", plan.subject),
        ("Delivery Date/Time:", f"{plan.sent:%a, %b} {plan.sent.day}, {plan.sent:%Y %H:%M}"),
        (),
        ("Overall Stats",),
        ("Total Recipients:", f"{len(mailing.recipients):,}"),
        ("Successful Deliveries:", f"{delivered:,}"),
        ("Bounces:", _share(bounces, len(mailing.recipients))),
        ("Times Forwarded:", "0"),
        ("Forwarded Opens:", "0"),
        ("Recipients Who Opened:", _share(_people(mailing.opens), delivered)),
        ("Total Opens:", f"{len(mailing.opens):,}"),
        ("Last Open Date:", _short(mailing.opens[-1].when)),
        ("Recipients Who Clicked:", _share(_people(mailing.clicks), delivered)),
        ("Total Clicks:", f"{len(mailing.clicks):,}"),
        ("Last Click Date:", _short(mailing.clicks[-1].when)),
        ("Total Unsubs:", len(mailing.unsubscribed)),
        ("Total Abuse Complaints:", 0),
        ("Times Liked on Facebook:", 0),
        (),
        ("Clicks by URL",),
        ("URL", "Total Clicks", "Unique Clicks"),
        *_links(mailing),
    ]
    return "Email Campaign Report\n" + "".join(_all_quoted(line) for line in lines)


def _all_quoted(line: Sequence[object]) -> str:
    return ",".join(f'"{cell}"' for cell in line) + "\n"


def _share(count: int, of: int) -> str:
    return f"{count:,} ({100 * count / of:.2f}%)"


def _short(moment: datetime) -> str:
    local = moment.replace(tzinfo=UTC).astimezone(LONDON)
    return f"{local.month}/{local.day}/{local:%y} {local.hour}:{local:%M}"


def _links(mailing: Mailing) -> Rows:
    links = sorted({each.url for each in mailing.clicks})
    by_link = {link: [each for each in mailing.clicks if each.url == link] for link in links}
    return [(link, len(clicks), _people(clicks)) for link, clicks in by_link.items()]


# The account export: what each recipient did


def _account_zip(world: World) -> bytes:
    """Pack who opened and clicked which mailing of one quarter; some of its files have no rows."""
    chosen = [m for m in world.mailings if quarter_of(m.plan.sent.date()) == ACTIVITY_QUARTER]
    entries: dict[str, bytes] = {}
    for mailing in chosen:
        stem = f"{mailing.web_id}_{_slug(mailing.plan.title)}.csv"
        for place, rows in _recipient_files(mailing).items():
            entries[f"{ACCOUNT}/{place}/{stem}"] = csv_text(rows).encode()
    return zipped(dict(sorted(entries.items())), EXPORTED_AT)


def _recipient_files(mailing: Mailing) -> dict[str, Rows]:
    header = MERGE_FIELDS[:3]
    opened = {each.person.number for each in mailing.opens}
    yes = [p for p in mailing.delivered if p.number in opened]
    no = [p for p in mailing.delivered if p.number not in opened]
    kinds = [(p, "soft") for p in mailing.soft_bounced] + [(p, "hard") for p in mailing.hard_bounced]
    return {
        "aggregate_activity/opened": [header, *map(_named, yes)],
        "aggregate_activity/not_opened": [header, *map(_named, no)],
        "aggregate_activity/bounces": [
            (*header, "Bounce Type"), *((*_named(person), kind) for person, kind in kinds),
        ],
        "granular_activity/opens": [("Timestamp", "IP", "Email"), *map(_reaction, mailing.opens)],
        "granular_activity/clicks": [
            ("Timestamp", "IP", "Email", "Url"),
            *((*_reaction(each), each.url) for each in mailing.clicks),
        ],
    }  # fmt: skip


def _named(person: Person) -> tuple[str, str, str]:
    return _listed_address(person), person.given, person.surname


def _reaction(action: Action) -> tuple[object, ...]:
    internet = f"203.0.113.{1 + action.person.number % 250}"
    return action.when, internet, _listed_address(action.person)


def _listed_address(person: Person) -> str:
    """Return the address as the list has it."""
    return typed(person.address, stream("contact", person.number))


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
