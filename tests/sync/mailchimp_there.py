"""A Mailchimp account of nobody real: the same community as its interface gives it and as its exports do.

Six people on the audience, and four mailings: of the first there is nothing left to come, the last was sent after
Mailchimp began to tell opens of machines.
"""

from __future__ import annotations

import csv
import io
import zipfile
from base64 import b64decode
from datetime import datetime
from pathlib import Path
from typing import Any

from loopback import Answer, Asked, Interface, Operation
from stands import Stand

from copmetrics.sync import SOURCES

KEY = "0123456789abcdef0123456789abcdef-us6"
AUDIENCE = "ccd52d398d"
TAIL = ("MEMBER_RATING", "OPTIN_TIME", "CONFIRM_TIME", "LEID", "EUID")

# address, first name, surname, trust, status, signed up, confirmed, last changed
MEMBERS = (
    ("asha.one@example.org", "Asha", "One", "Example Trust, North", "subscribed", "2024-01-10 13:00:01", "2024-01-10 13:02:10", "2024-01-10 13:02:10"),
    ("zoe.two@example.org", "Zoë", "O'Two", "Example Trust, North", "subscribed", "", "2024-02-28 09:00:00", "2025-02-01 15:16:17"),
    ("cy.three@example.com", "Cy", "Three", "=Sum Trust", "unsubscribed", "2024-01-11 08:00:00", "2024-01-11 08:00:00", "2024-11-15 17:30:00"),
    ("di.four@example.com", "Di", "Four", "", "cleaned", "2024-01-12 08:00:00", "2024-01-12 08:00:00", "2024-05-20 10:00:00"),
    ("ed.five@example.net", "Ed", "Five", "Example ICB", "subscribed", "2024-07-01 12:00:00", "2024-07-01 12:00:00", "2024-07-01 12:00:00"),
    ("flo.six@example.net", "Flo", "Six", "", "transactional", "", "", "2024-07-02 12:00:00"),
)  # fmt: skip
ARCHIVED = ("gus.seven@example.net", "Gus", "Seven", "Example ICB", "archived", "2024-01-13 08:00:00", "2024-01-13 08:00:00", "2024-09-09 09:00:00")  # fmt: skip

SIGNED_UP = {
    "asha.one@example.org": "Hosted Signup Form",
    "ed.five@example.net": "Study day sign-in",
}
"""By what people came onto the list; it was a program of somebody's for all others."""

# id, number, title, sent, sent to, soft, hard, unique opens, of people, opens, unique clicks, clicks, left
CAMPAIGNS = (
    ("ab12cd34e1", 1001, "Spring digest", "2024-03-04T10:00:00+00:00", 4, 0, 0, 3, 3, 4, 1, 2, 0),
    ("ab12cd34e2", 1002, "Spring digest", "2024-05-20T14:00:00+00:00", 4, 0, 1, 2, 2, 2, 1, 1, 0),
    ("ab12cd34e3", 1003, "July, what's on", "2024-07-18T14:30:00+00:00", 4, 1, 0, 3, 2, 5, 0, 0, 1),
    ("ab12cd34e4", 1004, "November digest", "2026-11-02T10:00:00+00:00", 3, 0, 0, 1, 1, 1, 0, 0, 0),
)  # fmt: skip
ACTIVITY: dict[str, dict[str, list[tuple[str, ...]]]] = {
    "ab12cd34e1": {
        "asha.one@example.org": [("open", "2024-03-04T10:05:00+00:00"), ("click", "2024-03-04T10:06:00+00:00", "https://example.org/a"), ("click", "2024-03-05T14:06:00+00:00", "https://example.org/b")],
        "zoe.two@example.org": [("open", "2024-03-04T15:00:00+00:00"), ("open", "2024-03-14T15:00:00+00:00")],
        "cy.three@example.com": [("open", "2024-03-06T09:00:00+00:00")],
        "di.four@example.com": [],
    },
    "ab12cd34e2": {
        "asha.one@example.org": [("open", "2024-05-20T14:05:00+00:00"), ("click", "2024-05-20T14:06:00+00:00", "https://example.org/a")],
        "zoe.two@example.org": [],
        "cy.three@example.com": [("open", "2024-05-21T09:00:00+00:00")],
        "di.four@example.com": [("bounce", "2024-05-20T14:00:01+00:00")],
    },
    "ab12cd34e3": {
        "asha.one@example.org": [("open", "2024-07-18T14:35:00+00:00")],
        "zoe.two@example.org": [("bounce", "2024-07-18T14:30:01+00:00")],
        "cy.three@example.com": [("open", "2024-07-19T09:00:00+00:00")],
        "ed.five@example.net": [("open", "2024-07-19T19:00:00+00:00")],
    },
    "ab12cd34e4": {
        "asha.one@example.org": [("open", "2026-11-02T10:35:00+00:00")],
        "zoe.two@example.org": [],
        "ed.five@example.net": [],
    },
}  # fmt: skip
# Cy left by the mailing of July; that their entry was changed in November is another matter
LEFT = (("ab12cd34e3", "Cy.Three@example.com", "2024-07-20T18:00:00+00:00"),)
LABELS = (
    ("FNAME", "First Name", "text"),
    ("LNAME", "Last Name", "text"),
    ("MMERGE3", "Organisation", "text"),
    ("ADDRESS", "Address", "address"),
)


def mailchimp(
    *,
    members: tuple[tuple[str, ...], ...] = (*MEMBERS, ARCHIVED),
    sent: tuple[tuple[Any, ...], ...] = CAMPAIGNS,
    others: int = 0,
) -> Interface:
    """The account by its interface; `others` are audiences of somebody else beside ours."""

    def audiences(asked: Asked) -> Answer:
        names = [(AUDIENCE, "Example CoP"), *((f"aa{n:08}", f"Other {n}") for n in range(others))]
        return _page(
            asked, "lists", [{"id": key, "name": name, "contact": {}} for key, name in names]
        )

    def labels(asked: Asked) -> Answer:
        rows = [
            {"tag": tag, "name": name, "type": kind, "list_id": AUDIENCE}
            for tag, name, kind in LABELS
        ]
        return _page(asked, "merge_fields", rows)

    def people(asked: Asked) -> Answer:
        rows = [_member(each) for each in members if asked.params.get("status") in (None, each[4])]
        return _page(asked, "members", rows)

    def campaigns(asked: Asked) -> Answer:
        rows = [{"id": key, "web_id": number, "send_time": at} for key, number, _, at, *_ in sent]
        return _page(
            asked, "campaigns", rows if asked.params.get("list_id") in (None, AUDIENCE) else []
        )

    def reports(asked: Asked) -> Answer:
        return _page(
            asked,
            "reports",
            [*map(_report, sent), _report(("ff12cd34e9", 9, "Another's", *CAMPAIGNS[0][3:]))],
        )

    def activity(asked: Asked) -> Answer:
        rows = [
            {
                "email_address": address,
                "email_id": address,
                "activity": [_deed(*deed) for deed in deeds],
            }
            for address, deeds in ACTIVITY[asked.fields[0]].items()
        ]
        return _page(asked, "emails", rows)

    def left(asked: Asked) -> Answer:
        rows = [
            {"email_address": address, "timestamp": at, "reason": "None given"}
            for key, address, at in LEFT
            if key == asked.fields[0]
        ]
        return _page(asked, "unsubscribes", rows)

    def known(path: str, answer, *params: str) -> Operation:
        pages = {"fields", "exclude_fields", "count", "offset"}
        return Operation("GET", f"/3.0{path}", frozenset({*pages, *params}), answer)

    return Interface(
        (
            known("/lists", audiences, "email", "sort_field", "sort_dir"),
            known("/lists/{list_id}/merge-fields", labels, "type", "required"),
            known("/lists/{list_id}/members", people, "status", "since_last_changed", "sort_field", "sort_dir"),
            known("/campaigns", campaigns, "type", "status", "list_id", "since_send_time", "sort_field", "sort_dir"),
            known("/reports", reports, "type", "before_send_time", "since_send_time"),
            known("/reports/{campaign_id}/email-activity", activity, "since"),
            known("/reports/{campaign_id}/unsubscribed", left),
        ),
        _allows,
    )  # fmt: skip


def refused(status: int, title: str, **headers: str) -> Answer:
    """A refusal as Mailchimp words it (RFC 7807); what it says of people must reach nobody."""
    body = {"type": "https://mailchimp.com/developer/", "title": title, "status": status}
    return Answer({**body, "detail": "asha.one@example.org", "instance": "1"}, status, headers)


def _worded(status: int) -> Answer:
    return refused(status, {401: "API Key Invalid", 429: "TooManyRequests"}.get(status, "InternalServerError"))  # fmt: skip


STAND = Stand(
    name="mailchimp",
    keys={"MAILCHIMP_API_KEY": KEY},
    interface=mailchimp,
    base="/3.0",
    refused=_worded,
    settings='name = "Example CoP"\nminimum_recipients = 0\nsmall_number_internal = 0\n',
    by_twos={"paginator": {**SOURCES["mailchimp"].paginator, "limit": 2}},
)


def _allows(asked: Asked) -> Answer | None:
    kind, _, given = asked.authorization.partition(" ")
    word = b64decode(given).decode().partition(":")[2] if kind == "Basic" else given
    return None if word == KEY else refused(401, "API Key Invalid")


def _page(asked: Asked, of: str, rows: list[dict[str, Any]]) -> Answer:
    """`count` rows from `offset` on, at most 1000, and of each the `fields` asked for."""
    offset, count = int(asked.params.get("offset", 0)), int(asked.params.get("count", 10))
    if not 0 < count <= 1000:
        return refused(400, "Invalid Resource")
    whole = {of: rows[offset : offset + count], "total_items": len(rows), "_links": []}
    paths = [each.split(".") for each in asked.params.get("fields", "").split(",") if each]
    return Answer(_kept(whole, paths) if paths else whole)


def _kept(value: Any, paths: list[list[str]]) -> Any:
    if [] in paths:
        return value
    if isinstance(value, list):
        return [_kept(each, paths) for each in value]
    names = dict.fromkeys(path[0] for path in paths)
    inner = {name: [path[1:] for path in paths if path[0] == name] for name in names}
    return {name: _kept(value[name], below) for name, below in inner.items() if name in value}


def _member(row: tuple[str, ...]) -> dict[str, Any]:
    address, first, last, trust, status, signed, confirmed, changed = row
    return {
        "id": address,
        "email_address": address,
        "unique_email_id": f"e{abs(hash(address)) % 10**9:09}",
        "web_id": 7,
        "status": status,
        "unsubscribe_reason": "N/A (Unsubscribed by admin)" if status == "unsubscribed" else "",
        "merge_fields": {"FNAME": first, "LNAME": last, "MMERGE3": trust, "ADDRESS": {"addr1": "1 Quiet Street"}},
        "ip_signup": "192.0.2.1",
        "timestamp_signup": _iso(signed),
        "timestamp_opt": _iso(confirmed),
        "member_rating": 2,
        "last_changed": _iso(changed),
        "source": SIGNED_UP.get(address, "API - Generic"),
        "list_id": AUDIENCE,
    }  # fmt: skip


def _iso(text: str) -> str:
    return f"{text.replace(' ', 'T')}+00:00" if text else ""


def _report(row: tuple[Any, ...]) -> dict[str, Any]:
    key, _, title, sent, to, soft, hard, unique, people, opens, clickers, clicks, left = row
    return {
        "id": key,
        "campaign_title": title,
        "subject_line": f"{title} from us",
        "list_name": "Example CoP",
        "send_time": sent,
        "emails_sent": to,
        "bounces": {"hard_bounces": hard, "soft_bounces": soft, "syntax_errors": 0},
        "unsubscribed": left,
        "opens": {"opens_total": opens, "unique_opens": unique, "proxy_excluded_unique_opens": people, "open_rate": 0.5},
        "clicks": {"clicks_total": clicks, "unique_clicks": clicks, "unique_subscriber_clicks": clickers},
    }  # fmt: skip


def _deed(action: str, at: str, url: str = "") -> dict[str, Any]:
    told = {"action": action, "timestamp": at, "ip": "192.0.2.1"}
    return (
        told
        | ({"url": url} if action == "click" else {})
        | ({"type": "hard"} if action == "bounce" else {})
    )


def write_exports(folder: Path, *, made_at: datetime) -> None:
    """The same account as its exports have it: an audience, the campaigns report, the activity of the account."""
    left = {who.casefold(): at[:19].replace("T", " ") for _, who, at in LEFT}
    with zipfile.ZipFile(folder / f"audience_export_{AUDIENCE}.zip", "w") as packed:
        for part, columns in (("subscribed", ("LAST_CHANGED",)), ("unsubscribed", ("UNSUB_TIME", "UNSUB_REASON")), ("cleaned", ("CLEAN_TIME",))):  # fmt: skip
            rows = [
                [*each[:4], "2", each[5], each[6], "7", "ee", left.get(each[0], each[7]), ""][
                    : 9 + len(columns)
                ]
                for each in MEMBERS
                if each[4] == part
            ]
            headings = ["Email Address", "First Name", "Last Name", "Organisation", *TAIL, *columns]
            name = f"{part}_email_audience_export_{AUDIENCE}.csv"
            packed.writestr(zipfile.ZipInfo(name, made_at.timetuple()[:6]), _csv(headings, rows))
    sent = [
        [title, f"{title} from us", "Example CoP", f"{datetime.fromisoformat(at):%b %d, %Y %I:%M %p}", "Monday", to, to - soft - hard, soft, hard, unique, opens, clickers, clicks, left, key]
        for key, _, title, at, to, soft, hard, unique, _, opens, clickers, clicks, left in CAMPAIGNS
    ]  # fmt: skip
    headings = "Title,Subject,Audience,Send Date,Send Weekday,Total Recipients,Successful Deliveries,Soft Bounces,Hard Bounces,Unique Opens,Total Opens,Unique Clicks,Total Clicks,Unsubscribes,Unique Id"
    (folder / "campaigns.csv").write_text(_csv(headings.split(","), sent), encoding="utf-8")
    with zipfile.ZipFile(folder / "40218873_account_export.zip", "w") as packed:
        for key, number, title, *_ in CAMPAIGNS:
            name = f"{number}_{title.lower().replace(',', '').replace(chr(39), '').replace(' ', '-')}.csv"
            deeds = [(who, *deed) for who, done in ACTIVITY[key].items() for deed in done]
            opens = [
                [at[:19].replace("T", " "), "192.0.2.1", who]
                for who, did, at, *_ in deeds
                if did == "open"
            ]
            clicks = [
                [at[:19].replace("T", " "), "192.0.2.1", who, *url]
                for who, did, at, *url in deeds
                if did == "click"
            ]
            bounced = [[who, "", "", "hard"] for who, did, *_ in deeds if did == "bounce"]
            not_opened = [[who, "", ""] for who, done in ACTIVITY[key].items() if not done]
            for place, columns, rows in (
                ("granular_activity/opens", ["Timestamp", "IP", "Email"], opens),
                ("granular_activity/clicks", ["Timestamp", "IP", "Email", "Url"], clicks),
                (
                    "aggregate_activity/bounces",
                    ["Email Address", "First Name", "Last Name", "Bounce Type"],
                    bounced,
                ),
                (
                    "aggregate_activity/not_opened",
                    ["Email Address", "First Name", "Last Name"],
                    not_opened,
                ),
            ):
                packed.writestr(f"40218873/{place}/{name}", _csv(columns, rows))  # fmt: skip


def _csv(headings: list[str], rows: list[list[Any]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows([headings, *rows])
    return text.getvalue()
