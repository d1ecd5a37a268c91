"""Mailchimp's exports: the audience twice, the campaigns twice, one report, and an account zip."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path

from demo.audience import (
    MERGE_FIELDS,
    listed_address,
    write_newer_audience,
    write_older_audience,
)
from demo.files import csv_text, php_csv, save, zipped
from demo.mail import CUT_OFF, Action, Mailing
from demo.people import Person
from demo.programme import EXPORTED_AT, FIRST_EXPORT_AT, LONDON, UTC, quarter_of
from demo.simulation import World

__all__ = ["SINGLE_REPORT", "single_report_mailing", "write_mailchimp"]

AUDIENCE = "Acute Deterioration CoP"
ACCOUNT = "40218873"
SINGLE_REPORT = "report-study-day-after-dark.csv"
SINGLE_REPORT_OF = "Study day: after dark"
NEWER_STARTS = datetime(2025, 4, 1)
ACTIVITY_QUARTER = "2026/27-Q2"
CAMPAIGN_HEADER = (
    "Title",
    "Subject",
    "Audience",
    "Send Date",
    "Send Weekday",
    "Total Recipients",
    "Successful Deliveries",
    "Soft Bounces",
    "Hard Bounces",
    "Total Bounces",
    "Times Forwarded",
    "Forwarded Opens",
    "Unique Opens",
    "Open Rate",
    "Total Opens",
    "Unique Clicks",
    "Click Rate",
    "Total Clicks",
    "Unsubscribes",
    "Abuse Complaints",
    "Times Liked on Facebook",
    "Folder Id",
    "Unique Id",
    "Total Orders",
    "Total Gross Sales",
    "Total Revenue",
)
ANALYTICS = (
    "Analytics ROI",
    "Campaign Cost",
    "Revenue Created",
    "Visits",
    "New Visits",
    "Pages/Visit",
    "Bounce Rate",
    "Time on Site",
    "Goal Conversion Rate",
    "Per Visit Goal Value",
    "Transactions",
    "Ecommerce Conversion Rate",
    "Per Visit Value",
    "Average Value",
)
Rows = list[Sequence[object]]


def write_mailchimp(world: World, folder: Path) -> None:
    """Write every Mailchimp export of the community."""
    write_older_audience(world, folder)
    write_newer_audience(world, folder)
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
        plan.title,
        plan.subject,
        AUDIENCE,
        f"{plan.sent:%b %d, %Y %I:%M} {half}",
        f"{plan.sent:%A}",
        len(mailing.recipients),
        delivered,
        soft,
        hard,
        soft + hard,
        0,
        0,
        _people(opens),
        _rate(_people(opens), delivered),
        len(opens),
        _people(clicks),
        _rate(_people(clicks), delivered),
        len(clicks),
        left,
        0,
        0,
        "",
        mailing.id,
        0,
        0,
        0,
    )


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
    kinds = [(p, "soft") for p in mailing.soft_bounced]
    kinds += [(p, "hard") for p in mailing.hard_bounced]
    return {
        "aggregate_activity/opened": [header, *map(_named, yes)],
        "aggregate_activity/not_opened": [header, *map(_named, no)],
        "aggregate_activity/bounces": [
            (*header, "Bounce Type"),
            *((*_named(person), kind) for person, kind in kinds),
        ],
        "granular_activity/opens": [("Timestamp", "IP", "Email"), *map(_reaction, mailing.opens)],
        "granular_activity/clicks": [
            ("Timestamp", "IP", "Email", "Url"),
            *((*_reaction(each), each.url) for each in mailing.clicks),
        ],
    }


def _named(person: Person) -> tuple[str, str, str]:
    return listed_address(person), person.given, person.surname


def _reaction(action: Action) -> tuple[object, ...]:
    internet = f"203.0.113.{1 + action.person.number % 250}"
    return action.when, internet, listed_address(action.person)


def _slug(title: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")
