"""Mailchimp, Marketing API 3: the members of an audience, its mailings, and who opened and clicked.

https://mailchimp.com/developer/marketing/api/. Written as its audience export, its campaigns report and the
activity of its account export are. Two things no export has: archived contacts, and opens without those
of mail programs (`proxy_excluded_unique_opens`).

Of a member it does not say when they unsubscribed or were cleaned. Of a mailing it says who left by it, and
when; for others the time of their last change is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from typing import Any, Final

from copmetrics.measures.open_rate_eras import ERA_CHANGES
from copmetrics.sync.cells import at, moment, moment_at
from copmetrics.sync.declaring import (
    FOUND,
    OF,
    Choice,
    File,
    Keys,
    Listing,
    Row,
    Secret,
    Source,
    Value,
)

__all__ = ["MAILCHIMP"]

KEY: Final = Secret(
    "MAILCHIMP_API_KEY",
    "an API key of Mailchimp (Profile, Extras, API keys), which ends in its data centre: …-us6",
    is_like=r"\S+-[a-z]{2,}\d+",
)
MOST: Final = 1000
"""So many rows Mailchimp gives on a page at most."""
TEXTUAL: Final = ("text", "number", "radio", "dropdown")
"""The kinds of fields that are fetched: not addresses, telephones, birthdays."""
MACHINES_TOLD: Final = ERA_CHANGES[-1].day
"""Since this day Mailchimp tells opens of machines from others."""
OLDEST_FIRST: Final = {"sort_field": "timestamp_signup", "sort_dir": "ASC"}
"""An order in which whoever joins while pages are fetched comes last, and none is passed over."""
LAST_REACTION: Final = timedelta(days=90)
"""So long after a mailing somebody may still open it."""


def _fields(of: str, *names: str) -> str:
    return ",".join((*(f"{of}.{name}" for name in names), "total_items"))


AUDIENCES: Final = Listing(
    name="audiences",
    path="lists",
    params={"fields": _fields("lists", "id", "name")},
    rows="lists",
    choice=Choice("audiences", ("id", "name"), "audience"),
)
LABELS: Final = Listing(
    name="labels",
    of="audiences",
    path="lists/{id}/merge-fields",
    params={"fields": _fields("merge_fields", "tag", "name", "type")},
    rows="merge_fields",
)


def _labelled(row: Row) -> Mapping[str, object]:
    """Return what a member's own fields hold, under the labels that the audience gives them."""
    return {
        label["name"]: at(f"merge_fields.{label['tag']}")(row)
        for label in row[OF]["labels"]
        if label["type"] in TEXTUAL
    }


COMMON: Final[Mapping[str, Value]] = {
    "Email Address": at("email_address"),
    "Status": at("status"),
    "MEMBER_RATING": at("member_rating"),
    "LEID": at("web_id"),
    "EUID": at("unique_email_id"),
    "SOURCE": at("source"),
}
JOINED: Final[Mapping[str, Value]] = {
    "OPTIN_TIME": moment("timestamp_signup"),
    "CONFIRM_TIME": moment("timestamp_opt"),
}
"""What whoever never joined has not: in an export of theirs these columns are empty."""
CHANGED: Final[Mapping[str, Value]] = {"LAST_CHANGED": moment("last_changed")}


def _left_at(row: Row) -> object:
    """Return when somebody left: by a mailing since they last joined, else when their entry last changed."""
    changed, joined = moment("last_changed")(row), moment("timestamp_opt")(row)
    address = row["email_address"].casefold()
    known = [
        line["Left"]
        for line in row[FOUND]["left"]
        if line["Email"].casefold() == address and str(joined or "") <= line["Left"] <= str(changed)
    ]
    return max(known, default=changed)


LEFT: Final[Mapping[str, Value]] = {
    "UNSUB_TIME": _left_at,
    "UNSUB_REASON": at("unsubscribe_reason"),
}
CLEANED: Final[Mapping[str, Value]] = {"CLEAN_TIME": moment("last_changed")}


def _members(
    status: str, part: str, more: Mapping[str, Value], *, if_empty: bool = True
) -> Listing:
    return Listing(
        name=status,
        of="audiences",
        path="lists/{id}/members",
        params={
            "status": status,
            **OLDEST_FIRST,
            "fields": _fields(
                "members",
                *("email_address", "status", "merge_fields", "member_rating", "web_id"),
                *("unique_email_id", "timestamp_signup", "timestamp_opt", "last_changed"),
                *("unsubscribe_reason", "source"),
            ),
        },
        rows="members",
        files=(
            File(
                path=f"audience_export_{{id}}.zip/{part}_email_audience_export_{{id}}.csv",
                columns={**COMMON, **more},
                more=_labelled,
                if_empty=if_empty,
            ),
        ),
    )


CAMPAIGNS: Final = Listing(
    name="campaigns",
    of="audiences",
    path="campaigns",
    params={
        "list_id": "{id}",
        "status": "sent",
        "sort_field": "send_time",
        "sort_dir": "ASC",
        "fields": _fields("campaigns", "id", "send_time"),
    },
    rows="campaigns",
)


def _came_back(row: Row) -> int:
    return int(row["bounces"]["soft_bounces"] + row["bounces"]["hard_bounces"])


def _delivered(row: Row) -> int:
    return int(row["emails_sent"]) - _came_back(row)


def _without_machines(row: Row) -> object:
    """Return how many opened it without those of mail programs; of older mailings nobody can tell."""
    sent = moment_at(row["send_time"])
    told = sent is not None and sent.date() >= MACHINES_TOLD
    return row["opens"].get("proxy_excluded_unique_opens") if told else None


REPORTS: Final = Listing(
    name="reports",
    path="reports",
    params={
        "fields": _fields(
            "reports",
            *("id", "campaign_title", "subject_line", "list_name", "emails_sent", "send_time"),
            *("bounces.soft_bounces", "bounces.hard_bounces", "unsubscribed"),
            *("opens.opens_total", "opens.unique_opens", "opens.proxy_excluded_unique_opens"),
            *("clicks.clicks_total", "clicks.unique_subscriber_clicks"),
        )
    },
    rows="reports",
    among="campaigns",
    files=(
        File(
            path="campaigns.csv",
            columns={
                "Title": at("campaign_title"),
                "Subject": at("subject_line"),
                "Audience": at("list_name"),
                "Send Date": moment("send_time"),
                "Total Recipients": at("emails_sent"),
                "Successful Deliveries": _delivered,
                "Soft Bounces": at("bounces.soft_bounces"),
                "Hard Bounces": at("bounces.hard_bounces"),
                "Total Bounces": _came_back,
                "Unique Opens": at("opens.unique_opens"),
                "Proxy Excluded Unique Opens": _without_machines,
                "Total Opens": at("opens.opens_total"),
                "Unique Clicks": at("clicks.unique_subscriber_clicks"),
                "Total Clicks": at("clicks.clicks_total"),
                "Unsubscribes": at("unsubscribed"),
                "Unique Id": at("id"),
            },
        ),
    ),
)


LEAVERS: Final = Listing(
    name="left",
    of="campaigns",
    path="reports/{id}/unsubscribed",
    params={"fields": _fields("unsubscribes", "email_address", "timestamp")},
    rows="unsubscribes",
    settled_by="send_time",
    settles_after=LAST_REACTION,
    looked_into=True,
    files=(
        File(
            path=".left/{id}.csv",  # hidden: when somebody left stands in the audience
            columns={"Email": at("email_address"), "Left": moment("timestamp")},
            if_empty=False,
        ),
    ),
)


def _did(action: str) -> Callable[[Row], Iterator[Row]]:
    """Return a line for each time that a recipient did this."""

    def lines(row: Row) -> Iterator[Row]:
        for deed in row["activity"]:
            if deed["action"] == action:
                yield {"email_address": row["email_address"], **deed}

    return lines


def _actions(row: Row) -> set[Any]:
    return {deed["action"] for deed in row["activity"]}


def _bounced(row: Row) -> Iterator[Row]:
    if "bounce" in _actions(row):
        yield row


def _not_opened(row: Row) -> Iterator[Row]:
    if _actions(row).isdisjoint({"open", "click", "bounce"}):
        yield row


RECIPIENT: Final[Mapping[str, Value]] = {
    "Email Address": at("email_address"),
    "First Name": lambda row: None,  # an export has them; here the audience does
    "Last Name": lambda row: None,
}
OPENED: Final[Mapping[str, Value]] = {
    "Timestamp": moment("timestamp"),
    "Email": at("email_address"),
}


def _of_recipients(
    place: str, columns: Mapping[str, Value], lines: Callable[[Row], Iterator[Row]]
) -> File:
    return File(path=f"{place}/{{id}}.csv", columns=columns, lines=lines, if_empty=False)


ACTIVITY: Final = Listing(
    name="activity",
    of="campaigns",
    path="reports/{id}/email-activity",
    params={"fields": _fields("emails", "email_address", "activity")},
    rows="emails",
    settled_by="send_time",
    settles_after=LAST_REACTION,
    files=(
        _of_recipients("granular_activity/opens", OPENED, _did("open")),
        _of_recipients("granular_activity/clicks", {**OPENED, "Url": at("url")}, _did("click")),
        _of_recipients("aggregate_activity/not_opened", RECIPIENT, _not_opened),
        _of_recipients("aggregate_activity/bounces", RECIPIENT, _bounced),
    ),
)


def _base_url(keys: Keys) -> str:
    return f"https://{keys[KEY.name].rpartition('-')[2]}.api.mailchimp.com/3.0"


def _auth(keys: Keys, login_url: str) -> Mapping[str, object]:
    return {"type": "http_basic", "username": "copmetrics", "password": keys[KEY.name]}


MAILCHIMP: Final = Source(
    name="mailchimp",
    title="Mailchimp",
    secrets=(KEY,),
    base_url=_base_url,
    auth=_auth,
    paginator={
        "type": "offset",
        "limit": MOST,
        "limit_param": "count",
        "offset_param": "offset",
        "total_path": "total_items",
    },
    listings=(
        AUDIENCES,
        LABELS,
        CAMPAIGNS,
        REPORTS,
        LEAVERS,
        _members("subscribed", "subscribed", {**JOINED, **CHANGED}),
        _members("unsubscribed", "unsubscribed", {**JOINED, **LEFT}),
        _members("cleaned", "cleaned", {**JOINED, **CLEANED}),
        _members("archived", "archived", {**JOINED, **CHANGED}, if_empty=False),
        _members("transactional", "nonsubscribed", CHANGED, if_empty=False),
        _members("pending", "pending", CHANGED, if_empty=False),
        ACTIVITY,
    ),
    refusals={
        "WrongDatacenter": "It is of another data centre: copy it whole, with what follows its last hyphen.",
        401: "It may have been revoked: make a new one in Mailchimp (Profile, Extras, API keys).",
        403: "Whoever made it needs the right to see audiences and reports (Author, Manager or higher).",
    },
    told={"subscribed": "members", "campaigns": "mailings"},
)
