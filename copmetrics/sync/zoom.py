"""Zoom, API 2: the meetings and webinars that were, who was in them and for how long, and who had registered.

https://developers.zoom.us/docs/api/, asked by a server-to-server OAuth app. Written as its reports of
participants and of registrations are, a file a meeting. Zoom gives six months back, thirty days at once.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Final
from urllib.parse import quote

from copmetrics.sync.cells import at, labels_above, moment, word
from copmetrics.sync.choosing import hosts
from copmetrics.sync.declaring import (
    NOT_THERE,
    OF,
    Choice,
    File,
    Given,
    Keys,
    Listing,
    Row,
    Secret,
    Source,
    Value,
)
from copmetrics.sync.zoom_registrations import MOST, REGISTRATIONS, SETTLED

__all__ = ["ZOOM"]

ACCOUNT: Final = Secret(
    "ZOOM_ACCOUNT_ID", "the account ID of a server-to-server OAuth app of Zoom's"
)
CLIENT: Final = Secret("ZOOM_CLIENT_ID", "the client ID of a server-to-server OAuth app of Zoom's")
SECRET: Final = Secret(
    "ZOOM_CLIENT_SECRET", "the client secret of a server-to-server OAuth app of Zoom's"
)
AT_ONCE, AT_ALL = timedelta(days=30), timedelta(days=180)
WEBINARS: Final = (5, 6, 9)
ASKED_AGAIN: Final = SETTLED + timedelta(days=1)
"""So far back before the last run meetings are asked for again: with a day that one may have lasted."""


def _months(given: Given) -> Sequence[Row]:
    """Return what to ask of whom: each user's last six months, thirty days at once, the earliest first.

    Of what the last run saw, only what may have changed since is asked for.
    """
    today = given.now.date()
    first = today - AT_ALL + timedelta(days=1)
    if given.since is not None:
        first = max(first, (given.since - ASKED_AGAIN).date())
    last = [today - AT_ONCE * back for back in range(AT_ALL // AT_ONCE)][::-1]
    return [
        {
            "user": quote(user, safe="@"),
            "from": f"{max(first, until - AT_ONCE + timedelta(days=1))}",
            "to": f"{until}",
        }
        for user in hosts(given, title="Zoom")
        for until in last
        if until >= first
    ]


def _asked_by(row: Row) -> str:
    """Return a meeting's UUID as it stands in a path: encoded twice where it begins with, or has, slashes."""
    uuid = str(row["uuid"])
    once = quote(uuid, safe="")
    return quote(once, safe="") if uuid.startswith("/") or "//" in uuid else once


PAST: Final = Listing(
    name="past_meetings",
    of="months",
    path="report/users/{user}/meetings",
    params={"type": "past", "from": "{from}", "to": "{to}", **MOST},
    rows="meetings",
    adds={
        "asked_by": _asked_by,
        "began": lambda row: str(row["start_time"]).replace(":", ""),
        "in_month": lambda row: (row["id"], row[OF]["from"]),
    },
    choice=Choice("titles", ("topic",), "meeting", within=True, asked_from=1),
)


def _host(row: Row) -> str:
    return f"{row.get('user_name')} ({row.get('user_email')})"


ABOVE: Final[Mapping[str, Value]] = {
    "Topic": at("topic"),
    "ID": at("id"),
    "Host": _host,
    "Duration (minutes)": at("duration"),
    "Start time": moment("start_time"),
    "End time": moment("end_time"),
    "Participants": at("participants_count"),
}


def _minutes(row: Row) -> int | None:
    """Return how long somebody stayed, in whole minutes, begun ones counted, as Zoom's reports have it."""
    seconds = row.get("duration")
    return None if seconds is None else math.ceil(seconds / 60)


def _participants(kind: str, path: str) -> Listing:
    return Listing(
        name=f"{kind}_participants",
        of=kind,
        path=f"report/{path}/{{asked_by}}/participants",
        params=MOST,
        rows="participants",
        none_if=(NOT_THERE,),  # of some meetings that it lists Zoom has no report
        settled_by="end_time",
        settles_after=SETTLED,
        files=(
            File(
                path="participants/{id} {began}.csv",
                if_empty=False,
                above=labels_above(ABOVE),
                columns={
                    "Name (original name)": at("name"),
                    "Email": at("user_email"),
                    "Join time": moment("join_time"),
                    "Leave time": moment("leave_time"),
                    "Duration (minutes)": _minutes,
                    "In waiting room": word("status", {"in_waiting_room": "Yes"}, other="No"),
                },
            ),
        ),
    )


def _auth(keys: Keys, login_url: str) -> object:
    from copmetrics.sync.zoom_token import account_credentials  # late: dlt takes long to import

    return account_credentials(
        login_url,
        account=keys[ACCOUNT.name],
        client=keys[CLIENT.name],
        secret=keys[SECRET.name],
    )


COPIED: Final = (
    "Copy all three anew from the app's page in Zoom's Marketplace, and see that it is activated."
)
ANOTHER_KIND: Final = (
    "They must be of a server-to-server OAuth app, and all three of the same one: copy them anew."
)
NO_SCOPE: Final = (
    "Add the scopes that it needs to the app, in Zoom's Marketplace; reports need a paid plan."
)
ZOOM: Final = Source(
    name="zoom",
    title="Zoom",
    secrets=(ACCOUNT, CLIENT, SECRET),
    base_url=lambda keys: "https://api.zoom.us/v2",
    login_url="https://zoom.us/oauth/token",
    auth=_auth,
    paginator={
        "type": "cursor",
        "cursor_path": "next_page_token",
        "cursor_param": "next_page_token",
    },
    listings=(
        Listing(name="months", given=_months),
        PAST,
        Listing(name="meeting", of="past_meetings", counts=lambda row: row["type"] not in WEBINARS),
        Listing(name="webinar", of="past_meetings", counts=lambda row: row["type"] in WEBINARS),
        _participants("meeting", "meetings"),
        _participants("webinar", "webinars"),
        *REGISTRATIONS,
    ),
    refusals={
        401: COPIED,
        "invalid_client": COPIED,
        "invalid_request": COPIED,
        "unsupported_grant_type": ANOTHER_KIND,
        403: NO_SCOPE,
        "4711": NO_SCOPE,
    },
    no_right=("4711",),
    told={
        "meeting": "meetings",
        "meeting_participants": "stays in them",
        "webinar": "webinars",
        "webinar_participants": "stays in these",
    },
    forgets=True,
)
