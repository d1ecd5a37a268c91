"""Microsoft Teams, by Microsoft Graph 1.0: the attendance reports of somebody's online meetings.

https://learn.microsoft.com/graph/api/resources/meetingattendancereport. Written as the report that an
organiser downloads from Teams. Graph lists no online meetings: the organiser's calendar does, and tells the
address to join by, which names the meeting. A series is one meeting with a report each time. Webinars are
listed, with who registered (`teams_webinars.py`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Final
from urllib.parse import quote

from copmetrics.sync.cells import at
from copmetrics.sync.choosing import hosts
from copmetrics.sync.declaring import (
    NOT_THERE,
    Choice,
    File,
    Given,
    Keys,
    Listing,
    Row,
    Secret,
    Source,
)
from copmetrics.sync.teams_report import COLUMNS, NEXT, SETTLED, began, summary
from copmetrics.sync.teams_webinars import WEBINARS

__all__ = ["TEAMS"]

TENANT: Final = Secret("GRAPH_TENANT_ID", "the directory (tenant) ID of an app in Microsoft Entra")
CLIENT: Final = Secret(
    "GRAPH_CLIENT_ID", "the application (client) ID of an app in Microsoft Entra"
)
SECRET: Final = Secret("GRAPH_CLIENT_SECRET", "the value of a client secret of an app in Entra")
AT_ALL: Final = timedelta(days=365)
ASKED_AGAIN: Final = SETTLED + timedelta(days=1)
"""So far back before the last run meetings are asked for again: with a day that one may have lasted."""
DAY: Final = timedelta(days=1)
OBJECT_ID: Final = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
ONE: Final = {"type": "single_page"}


def _users(given: Given) -> Sequence[Row]:
    """Return whose calendar to look through, and from when to when: what the last run saw is not again."""
    until = given.now.replace(microsecond=0)
    first = (
        until - AT_ALL if given.since is None else max(until - AT_ALL, given.since - ASKED_AGAIN)
    )
    return [
        {
            "user": quote(user, safe="@"),
            "from": _instant(first),
            "to": _instant(until),
            "days": (f"{first.date() - DAY}", f"{until.date() + DAY}"),
        }
        for user in hosts(given, title="Teams")
    ]


def _instant(at: object) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def _by_id(row: Row) -> Row | None:
    """Return the person whose object ID the community says, for whom no directory has to be asked."""
    return {"id": row["user"]} if OBJECT_ID.fullmatch(row["user"]) else None


PEOPLE: Final = Listing(
    name="people",
    of="users",
    path="users/{user}",
    params={"$select": "id"},
    paginator=ONE,
    known=_by_id,
)
CALENDAR: Final = Listing(
    name="calendar",
    of="people",
    path="users/{id}/calendarView",
    params={
        "startDateTime": "{of.from}",
        "endDateTime": "{of.to}",
        "$select": "subject,isOnlineMeeting,isOrganizer,isCancelled,onlineMeeting",
        "$top": 100,
    },
    rows="value",
    counts=lambda row: bool(
        row.get("isOnlineMeeting")
        and row.get("isOrganizer")
        and not row.get("isCancelled")
        and at("onlineMeeting.joinUrl")(row)
    ),
    adds={
        "join": lambda row: str(row["onlineMeeting"]["joinUrl"]).replace("'", "''"),
        "user": at("of.id"),
    },
    distinct_by="join",
    choice=Choice("titles", ("subject",), "meeting", within=True, asked_from=1),
)
MEETINGS: Final = Listing(
    name="online_meetings",
    of="calendar",
    path="users/{user}/onlineMeetings",
    params={"$filter": "JoinWebUrl eq '{join}'"},
    rows="value",
    none_if=(NOT_THERE,),
    adds={"user": at("of.user"), "asked_by": lambda row: quote(str(row["id"]), safe="")},
)
REPORTS: Final = Listing(
    name="reports",
    of="online_meetings",
    path="users/{user}/onlineMeetings/{asked_by}/attendanceReports",
    rows="value",
    none_if=(NOT_THERE,),
    adds={
        "user": at("of.user"),
        "meeting": at("of.asked_by"),
        "began": began,
    },
)


RECORDS: Final = Listing(
    name="attendance_records",
    of="reports",
    path="users/{user}/onlineMeetings/{meeting}/attendanceReports/{id}/attendanceRecords",
    rows="value",
    settled_by="meetingEndDateTime",
    settles_after=SETTLED,
    files=(
        File(
            path="reports/{began} {id}.csv",
            if_empty=False,
            above=summary(at("of.subject"), at("of.of.subject")),
            columns=COLUMNS,
        ),
    ),
)


def _auth(keys: Keys, login_url: str) -> object:
    from dlt.sources.helpers.rest_client.auth import OAuth2ClientCredentials  # late: takes long

    return OAuth2ClientCredentials(
        access_token_url=login_url.format(tenant=quote(keys[TENANT.name], safe="")),
        client_id=keys[CLIENT.name],
        client_secret=keys[SECRET.name],
        access_token_request_data={"scope": "https://graph.microsoft.com/.default"},
    )


EXPIRED: Final = (
    "Client secrets end after a time: make a new one in Entra, and copy its value, not its ID."
)
NOT_KNOWN: Final = (
    "No such tenant, or no such app in it: copy both IDs anew from the app's page in Entra."
)
TEAMS: Final = Source(
    name="teams",
    title="Teams",
    secrets=(TENANT, CLIENT, SECRET),
    base_url=lambda keys: "https://graph.microsoft.com/v1.0",
    login_url="https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token",
    auth=_auth,
    paginator=NEXT,
    listings=(
        Listing(name="users", given=_users),
        PEOPLE,
        CALENDAR,
        MEETINGS,
        REPORTS,
        RECORDS,
        *WEBINARS,
    ),
    refusals={
        401: EXPIRED,
        "invalid_client": EXPIRED,
        "unauthorized_client": NOT_KNOWN,
        "invalid_request": NOT_KNOWN,
        403: "The app needs its permissions, an administrator's consent to them, and an application access "
        "policy for whose meetings they are.",
    },
    told={"reports": "reports of meetings", "webinar_reports": "of webinars"},
    forgets=True,
)
