"""A Zoom account of nobody real: the same meetings as its interface gives them and as its reports do.

A huddle that is repeated under one number (the UUID of one has slashes), for whose days one registers, a webinar with somebody who registered and did not
come, and a private talk that is nobody's business.
"""

from __future__ import annotations

import csv
from base64 import b64decode
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote

from loopback import Answer, Asked, Interface, Operation
from stands import Stand

KEYS = {
    "ZOOM_ACCOUNT_ID": "AccountIdOfNobody12345",
    "ZOOM_CLIENT_ID": "ClientIdOfNobody123",
    "ZOOM_CLIENT_SECRET": "SecretOfNobody-abcdefghijklmnop",
}
HOST = "host@example.org"
HUDDLE, WEBINAR, PRIVATE = 81234567890, 82086514021, 83333333333

# uuid, number, kind, topic, began, ended
MEETINGS = (
    ("/ajXp112QmuoKj4854875==", HUDDLE, 8, "Example CoP huddle", "2026-09-15T11:58:02Z", "2026-09-15T12:59:10Z"),
    ("bbb+b//bQmuoKj48==", HUDDLE, 8, "Example CoP huddle", "2026-10-20T11:58:00Z", "2026-10-20T13:00:00Z"),
    ("ccccAAAiAAAAAiAiAiiAii==", WEBINAR, 5, "CoP talk: two years on", "2026-11-10T14:00:00Z", "2026-11-10T15:00:00Z"),
    ("ddddAAAiAAAAAiAiAiiAii==", PRIVATE, 2, "One to one", "2026-11-11T14:00:00Z", "2026-11-11T14:30:00Z"),
)  # fmt: skip
# uuid, name, address, came, left, seconds, where
PEOPLE = (
    (MEETINGS[0][0], "Asha One", "asha.one@example.org", "2026-09-15T12:00:00Z", "2026-09-15T12:20:00Z", 1200, "in_meeting"),
    (MEETINGS[0][0], "Asha One", "asha.one@example.org", "2026-09-15T12:25:00Z", "2026-09-15T12:59:10Z", 2050, "in_meeting"),
    (MEETINGS[0][0], "Zoë O'Two", "", "2026-09-15T12:01:00Z", "2026-09-15T12:59:10Z", 3490, "in_meeting"),
    (MEETINGS[0][0], "Cy Three", "cy.three@example.com", "2026-09-15T11:59:00Z", "2026-09-15T12:01:00Z", 120, "in_waiting_room"),
    (MEETINGS[1][0], "Asha One", "asha.one@example.org", "2026-10-20T12:00:00Z", "2026-10-20T13:00:00Z", 3600, "in_meeting"),
    (MEETINGS[2][0], "Ed Five", "ed.five@example.net", "2026-11-10T14:01:00Z", "2026-11-10T14:59:00Z", 3480, "in_meeting"),
    (MEETINGS[3][0], "Somebody Else", "somebody@example.com", "2026-11-11T14:00:00Z", "2026-11-11T14:30:00Z", 1800, "in_meeting"),
)  # fmt: skip
# of the huddle: which day, and who had registered for it
DAYS = {
    "1789473600000": ("2026-09-15T12:00:00Z", "available", (("Asha", "One", "asha.one@example.org"), ("Flo", "Six", "flo.six@example.net"))),
    "1790683200000": ("2026-09-29T12:00:00Z", "deleted", (("Flo", "Six", "flo.six@example.net"),)),
    "1792497600000": ("2026-10-20T12:00:00Z", "available", (("Asha", "One", "asha.one@example.org"),)),
    "1797336000000": ("2026-12-15T12:00:00Z", "available", (("Flo", "Six", "flo.six@example.net"),)),
}  # fmt: skip
REGISTERED = (
    ("Ed", "Five", "ed.five@example.net", "2026-11-01T09:00:00Z", "Example ICB"),
    ("Flo", "Six", "flo.six@example.net", "2026-11-02T19:00:00Z", "Example Trust, North"),
)


def zoom(*, page: int = 2, meetings: tuple[Any, ...] = MEETINGS, by_the_day: bool = True) -> Interface:  # fmt: skip
    """The account by its interface, `page` rows on a page; a token is good for as long as it stands.

    For the huddle one registers by the day, or else once for all of it.
    """

    def token(asked: Asked) -> Answer:
        client = b64decode(asked.authorization.removeprefix("Basic ")).decode()
        body = {name: value for name, (value,) in parse_qs(asked.body).items()}
        right = client == f"{KEYS['ZOOM_CLIENT_ID']}:{KEYS['ZOOM_CLIENT_SECRET']}"
        if not right or body != {"grant_type": "account_credentials", "account_id": KEYS["ZOOM_ACCOUNT_ID"]}:  # fmt: skip
            return Answer({"reason": "Invalid client_id or client_secret", "error": "invalid_client"}, 400)  # fmt: skip
        return Answer({"access_token": "t0ken", "token_type": "bearer", "expires_in": 3599})

    def past(asked: Asked) -> Answer:
        first, last = (date.fromisoformat(asked.params[each][:10]) for each in ("from", "to"))
        assert timedelta() <= last - first < timedelta(days=31)
        assert unquote(asked.fields[0]) == HOST
        rows = [
            {"uuid": uuid, "id": number, "type": kind, "topic": topic, "user_name": "Host One", "user_email": HOST, "start_time": began, "end_time": ended, "duration": 61, "participants_count": 3}
            for uuid, number, kind, topic, began, ended in meetings
            if first <= date.fromisoformat(began[:10]) <= last
        ]  # fmt: skip
        return _page(asked, "meetings", rows, page)

    def participants(asked: Asked) -> Answer:
        uuid = unquote(asked.fields[0])
        rows = [
            {"id": "", "name": name, "user_email": address, "join_time": came, "leave_time": left, "duration": seconds, "status": where}
            for meeting, name, address, came, left, seconds, where in PEOPLE
            if meeting == uuid
        ]  # fmt: skip
        return _page(asked, "participants", rows, page)

    def series(asked: Asked) -> Answer:
        if asked.fields[0] != str(HUDDLE):
            return Answer({"code": 3001, "message": "Meeting does not exist."}, 404)
        assert asked.params == {"show_previous_occurrences": "true"}
        days = [
            {"occurrence_id": key, "start_time": at, "duration": 60, "status": status}
            for key, (at, status, _) in DAYS.items()
        ]
        kept = {"approval_type": 0, "registration_type": 2 if by_the_day else 1}
        return Answer({"id": HUDDLE, "type": 8, "topic": "Example CoP huddle", "settings": kept, "occurrences": days})  # fmt: skip

    def registrants(asked: Asked) -> Answer:
        if day := asked.params.get("occurrence_id"):
            rows = [
                {"first_name": first, "last_name": last, "email": address, "create_time": "2026-09-01T09:00:00Z", "status": "approved"}
                for first, last, address in DAYS[day][2]
            ]  # fmt: skip
            return _page(asked, "registrants", rows, page)
        if asked.fields[0] != str(WEBINAR):
            return Answer({"code": 300, "message": "Registration has not been enabled."}, 400)
        rows = [
            {"first_name": first, "last_name": last, "email": address, "create_time": at, "status": "approved", "org": "", "custom_questions": [{"title": "Your organisation", "value": trust}]}
            for first, last, address, at, trust in REGISTERED
        ]  # fmt: skip
        return _page(asked, "registrants", rows, page)

    def known(path: str, answer, *params: str) -> Operation:
        return Operation(
            "GET", f"/v2{path}", frozenset({"page_size", "next_page_token", *params}), answer
        )

    return Interface(
        (
            Operation("POST", "/oauth/token", frozenset(), token),
            known("/report/users/{userId}/meetings", past, "from", "to", "type"),
            known("/report/meetings/{meetingId}/participants", participants, "include_fields"),
            known("/report/webinars/{webinarId}/participants", participants, "include_fields"),
            known("/meetings/{meetingId}", series, "occurrence_id", "show_previous_occurrences"),
            known("/webinars/{webinarId}", series, "occurrence_id", "show_previous_occurrences"),
            known("/meetings/{meetingId}/registrants", registrants, "occurrence_id", "status"),
            known("/webinars/{webinarId}/registrants", registrants, "occurrence_id", "status"),
        ),
        _allows,
    )


def _allows(asked: Asked) -> Answer | None:
    if asked.path == "/oauth/token" or asked.authorization == "Bearer t0ken":
        return None
    return _refused(401)


def _refused(status: int) -> Answer:
    told = {401: (124, "Invalid access token."), 429: (429, "You have reached the maximum per-second rate limit for this API.")}  # fmt: skip
    code, message = told.get(status, (500, "asha.one@example.org"))
    return Answer({"code": code, "message": message}, status)


STAND = Stand(
    name="zoom",
    keys=KEYS,
    interface=zoom,
    base="/v2",
    login="/oauth/token",
    refused=_refused,
    settings=f'name = "community"\n[sync.zoom]\nusers = ["{HOST}"]\ntitles = ["CoP"]\n',
)


def _page(asked: Asked, of: str, rows: list[dict[str, Any]], page: int) -> Answer:
    assert 0 < int(asked.params.get("page_size", 30)) <= 300
    first = int(asked.params.get("next_page_token", "0").strip("p"))
    after = f"p{first + page}" if first + page < len(rows) else ""
    return Answer({"page_size": page, "next_page_token": after, of: rows[first : first + page]})


def write_exports(folder: Path) -> None:
    """The same meetings, but for the private one, as Zoom's reports have them, by the clock of London."""
    for uuid, number, kind, topic, began, ended in MEETINGS[:3]:
        people = [each[1:] for each in PEOPLE if each[0] == uuid]
        if kind == 5:
            name, lines = (
                f"attendee_{number}_2026_11_10.csv",
                _webinar(topic, number, began, people),
            )
        else:
            name, lines = f"participants_{number}_{began[:10]}.csv", _meeting(topic, number, began, ended, people)  # fmt: skip
        with (folder / name).open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(lines)

    for at, status, people in DAYS.values():
        if status == "available" and at < "2026-12":
            with (folder / f"registrations_{at[:10]}.csv").open("w", encoding="utf-8-sig", newline="") as file:  # fmt: skip
                csv.writer(file).writerows(
                    [
                        ["Registration Report"],
                        [
                            "Topic",
                            "Meeting ID",
                            "Scheduled Time",
                            "Duration (minutes)",
                            "# Registered",
                        ],
                        ["Example CoP huddle", HUDDLE, _clock(at), 60, len(people)],
                        ["Attendee Details"],
                        [
                            "First Name",
                            "Last Name",
                            "Email",
                            "Registration Time",
                            "Approval Status",
                        ],
                        *([*each, _clock("2026-09-01T09:00:00Z"), "approved"] for each in people),
                    ]
                )


def _clock(text: str) -> str:
    at = datetime.fromisoformat(text)
    local = at + timedelta(hours=1) if at < datetime.fromisoformat("2026-10-25T01:00:00Z") else at
    return f"{local:%m/%d/%Y %I:%M:%S %p}"


def _meeting(topic: str, number: int, began: str, ended: str, people: list[Any]) -> list[list[Any]]:
    return [
        ["Topic", "ID", "Host", "Duration (minutes)", "Start time", "End time", "Participants"],
        [topic, number, f"Host One ({HOST})", 61, _clock(began), _clock(ended), 3],
        [],
        ["Name (original name)", "Email", "Join time", "Leave time", "Duration (minutes)", "In waiting room"],
        *([name, address, _clock(came), _clock(left), -(-seconds // 60), "Yes" if "waiting" in where else "No"] for name, address, came, left, seconds, where in people),
    ]  # fmt: skip


def _webinar(topic: str, number: int, began: str, people: list[Any]) -> list[list[Any]]:
    came = {address: (_clock(joined), _clock(left), -(-seconds // 60)) for _, address, joined, left, seconds, _ in people}  # fmt: skip
    return [
        ["Attendee Report"],
        ["Report generated time", "11/20/2026 10:00:00 AM"],
        ["Topic", "Webinar ID", "Actual Start Time", "Actual Duration (minutes)", "# Registered"],
        [topic, number, _clock(began), 60, 2],
        ["Attendee Details"],
        ["Attended", "User Name (Original Name)", "First Name", "Last Name", "Email", "Registration Time", "Approval Status", "Join Time", "Leave Time", "Time in Session (minutes)", "Your organisation"],
        *(["Yes" if address in came else "No", f"{first} {last}", first, last, address, _clock(at), "approved", *came.get(address, ("--", "--", "--")), trust] for first, last, address, at, trust in REGISTERED),
    ]  # fmt: skip
