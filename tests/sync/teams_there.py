"""A Microsoft 365 of nobody real: the same meetings as Graph gives them and as Teams' reports do.

A huddle that is repeated (one online meeting, a report each time), a private talk, a meeting that somebody else called, and
webinars: one of a year ago, one that was held, for which three registered and two came, and one that is to come.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

from loopback import Answer, Asked, Interface, Operation
from stands import Stand

KEYS = {
    "GRAPH_TENANT_ID": "11111111-0000-0000-0000-000000000000",
    "GRAPH_CLIENT_ID": "22222222-0000-0000-0000-000000000000",
    "GRAPH_CLIENT_SECRET": "SecretOfNobody~abcdefghijklmnop",
}
HOST, HOST_ID = "host@example.org", "33333333-0000-0000-0000-000000000000"
JOIN = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_{}%40thread.v2/0?context=%7b%22Oid%22%3a%22it's%22%7d"

# when, subject, join, whether the host called it, whether it was called off
CALENDAR = (
    ("2026-06-16", "CoP huddle", JOIN.format("huddle"), True, False),
    ("2026-11-17", "CoP huddle", JOIN.format("huddle"), True, False),
    ("2026-11-18", "One to one", JOIN.format("private"), True, False),
    ("2026-11-19", "CoP away day of another", JOIN.format("others"), False, False),
    ("2026-11-20", "CoP huddle that was called off", JOIN.format("off"), True, True),
    ("2026-11-21", "CoP lunch, no video", "", True, False),
    ("2026-11-24", "CoP webinar: two years on", JOIN.format("webinar"), True, False),
)
WEBINARS = (
    ("w0@t", "CoP webinar of long ago", "published", "2025-03-04T14:00:00.0000000", "GMT Standard Time"),
    ("w2@t", "CoP webinar to come", "published", "2027-02-02T14:00:00.0000000", "GMT Standard Time"),
    ("w3@t", "Training of another kind", "published", "2026-11-25T14:00:00.0000000", "GMT Standard Time"),
    ("w1@t", "CoP webinar: two years on", "published", "2026-11-24T14:00:00.0000000", "GMT Standard Time"),
    ("w4@t", "CoP webinar that was called off", "canceled", "2026-11-26T14:00:00.0000000", "GMT Standard Time"),
)  # fmt: skip
# registration, first name, surname, address, how it stands
REGISTERED = (
    ("g1", "Ed", "Five", "ed.five@example.net", "registered"),
    ("g2", "Flo", "Six", "flo.six@example.net", "registered"),
    ("g3", "Cy", "Three", "cy.three@example.com", "canceled"),
    ("g4", "Zoë", "O'Two", "zoe.two@example.org", "registered"),
)
MEETINGS = {JOIN.format("huddle"): ("MSpodWRkbGU*=", "CoP huddle"), JOIN.format("private"): ("MSpwcml2", "One to one"), JOIN.format("webinar"): ("MSp3ZWI=", "CoP webinar: two years on")}  # fmt: skip
# online meeting, report, began, ended
REPORTS = (
    ("MSpodWRkbGU*=", "r1", "2026-06-16T11:58:05.1234567Z", "2026-06-16T12:59:10Z"),
    ("MSpodWRkbGU*=", "r2", "2026-11-17T12:58:00Z", "2026-11-17T14:00:00Z"),
    ("MSp3ZWI=", "r3", "2026-11-24T13:55:00Z", "2026-11-24T15:00:00Z"),
)
# report, name, address, role, when there
PEOPLE = (
    ("r1", "ONE, Asha (EXAMPLE HOSPITALS NHS TRUST)", "Asha.One@example.org", "Organizer", (("2026-06-16T11:58:09Z", "2026-06-16T12:59:09Z"),)),
    ("r1", "Zoë O'Two (Guest)", "", "Attendee", (("2026-06-16T12:00:00Z", "2026-06-16T12:20:00Z"), ("2026-06-16T12:24:00Z", "2026-06-16T12:59:00Z"))),
    ("r1", "Cy Three (Unverified)", "", "Presenter", (("2026-06-16T12:20:00Z", "2026-06-16T12:50:00Z"),)),
    ("r2", "ONE, Asha (EXAMPLE HOSPITALS NHS TRUST)", "asha.one@example.org", "Organizer", (("2026-11-17T12:58:00Z", "2026-11-17T14:00:00Z"),)),
    ("r2", "Ed Five", "ed.five@example.net", "Attendee", (("2026-11-17T13:01:00Z", "2026-11-17T13:59:00Z"),)),
    ("r3", "ONE, Asha (EXAMPLE HOSPITALS NHS TRUST)", "asha.one@example.org", "Organizer", (("2026-11-24T13:55:00Z", "2026-11-24T15:00:00Z"),)),
    ("r3", "Ed Five", "ed.five@example.net", "Attendee", (("2026-11-24T14:01:00Z", "2026-11-24T14:59:00Z"),)),
    ("r3", "Zoë O'Two (Guest)", "Zoe.Two@example.org", "Attendee", (("2026-11-24T14:02:00Z", "2026-11-24T14:59:00Z"),)),
)  # fmt: skip


def teams(*, page: int = 2, policy: bool = True, webinars: bool = True, twice: bool = False) -> Interface:  # fmt: skip
    """The tenant by Graph, `page` rows on a page; without a `policy` no meeting may be seen.

    Without the permission `webinars` these may not; `twice` is whether the webinar is an online meeting too.
    """

    def token(asked: Asked) -> Answer:
        body = {name: value for name, (value,) in parse_qs(asked.body).items()}
        right = {
            "grant_type": "client_credentials",
            "client_id": KEYS["GRAPH_CLIENT_ID"],
            "client_secret": KEYS["GRAPH_CLIENT_SECRET"],
            "scope": "https://graph.microsoft.com/.default",
        }
        if asked.fields != (KEYS["GRAPH_TENANT_ID"],):
            return Answer({"error": "invalid_request", "error_description": "AADSTS90002: Tenant not found."}, 400)  # fmt: skip
        if body["client_id"] != right["client_id"]:
            return Answer({"error": "unauthorized_client", "error_description": "AADSTS700016: not found in the directory."}, 400)  # fmt: skip
        if body != right:
            told = "AADSTS7000222: The provided client secret keys are expired."
            return Answer({"error": "invalid_client", "error_description": told}, 401)
        return Answer({"access_token": "t0ken", "token_type": "Bearer", "expires_in": 3599})

    def person(asked: Asked) -> Answer:
        return Answer({"@odata.context": "", "id": HOST_ID} if asked.fields == (HOST,) else {})

    def calendar(asked: Asked) -> Answer:
        begins, ends = (datetime.fromisoformat(asked.params[each]) for each in ("startDateTime", "endDateTime"))  # fmt: skip
        assert asked.fields == (HOST_ID,)
        assert 0 < (ends - begins).days <= 1825
        rows = [
            {"subject": subject, "isOnlineMeeting": bool(join), "isOrganizer": own, "isCancelled": off, "onlineMeeting": {"joinUrl": join} if join else None}
            for when, subject, join, own, off in CALENDAR
            if begins <= datetime.fromisoformat(f"{when}T12:00:00Z") <= ends
        ]  # fmt: skip
        return page_of(asked, rows)

    def meetings(asked: Asked) -> Answer:
        if not policy:
            return Answer({"error": {"code": "Forbidden", "message": "No application access policy found"}}, 403)  # fmt: skip
        told = asked.params["$filter"]
        assert told.startswith("JoinWebUrl eq '")
        join = told.removeprefix("JoinWebUrl eq '").removesuffix("'").replace("''", "'")
        key, subject = MEETINGS[join]
        shown = twice or "webinar" not in join
        return page_of(asked, [{"id": key, "subject": subject, "joinWebUrl": join}] if shown else [])  # fmt: skip

    def of_organiser(asked: Asked) -> Answer:
        if not webinars:
            return Answer({"error": {"code": "Forbidden", "message": ""}}, 403)
        assert asked.path.endswith(f"(userId='{HOST_ID}',role='organizer')")
        rows = [
            {"id": key, "displayName": title, "status": status, "endDateTime": {"dateTime": ended, "timeZone": zone}}
            for key, title, status, ended, zone in WEBINARS
        ]  # fmt: skip
        return page_of(asked, rows)

    def registrations(asked: Asked) -> Answer:
        rows = [
            {"id": key, "firstName": first, "lastName": last, "email": address, "status": status, "registrationDateTime": "2026-11-01T09:00:00"}
            for key, first, last, address, status in REGISTERED
            if asked.fields == ("w1@t",)
        ]  # fmt: skip
        return page_of(asked, rows)

    def sessions(asked: Asked) -> Answer:
        rows = [{"id": "s1", "subject": "Session one", "joinWebUrl": JOIN.format("webinar")}]
        return page_of(asked, rows if asked.fields == ("w1@t",) else [])

    def reports(asked: Asked) -> Answer:
        online = "MSp3ZWI=" if "virtualEvents" in asked.path else asked.fields[1]
        rows = [
            {"id": key, "totalParticipantCount": 2, "meetingStartDateTime": began, "meetingEndDateTime": ended}
            for meeting, key, began, ended in REPORTS
            if meeting == online
        ]  # fmt: skip
        return page_of(asked, rows)

    def records(asked: Asked) -> Answer:
        rows = [
            {
                "id": name,
                "emailAddress": address,
                "role": role,
                "identity": {"displayName": name, "id": None},
                "registrationId": next((each[0] for each in REGISTERED if each[3] == address), None),
                "totalAttendanceInSeconds": sum(_seconds(*each) for each in there),
                "attendanceIntervals": [
                    {"joinDateTime": came, "leaveDateTime": left, "durationInSeconds": _seconds(came, left)}
                    for came, left in there
                ],
            }
            for report, name, address, role, there in PEOPLE
            if report == asked.fields[2]
        ]  # fmt: skip
        return page_of(asked, rows)

    def page_of(asked: Asked, rows: list[dict[str, Any]]) -> Answer:
        """A page, and the whole address of the next one, with what was asked for in it."""
        first = int(asked.params.get("$skiptoken", 0))
        told: dict[str, Any] = {"@odata.context": "", "value": rows[first : first + page]}
        if first + page < len(rows):
            asked_for = "&".join(f"{name}={value}" for name, value in asked.params.items() if name.endswith("DateTime"))  # fmt: skip
            link = f"{made.url}{asked.path}?{asked_for}&$skiptoken={first + page}"
            told["@odata.nextLink"] = link
        return Answer(told)

    def known(path: str, answer, *params: str) -> Operation:
        return Operation("GET", f"/v1.0{path}", frozenset({"$select", "$skiptoken", *params}), answer)  # fmt: skip

    meeting = "/users/{userId}/onlineMeetings/{meetingId}/attendanceReports"
    webinar = "/solutions/virtualEvents/webinars/{webinarId}"
    made = Interface(
        (
            Operation("POST", "/{tenant}/oauth2/v2.0/token", frozenset(), token),
            known("/users/{id}", person),
            known("/users/{id}/calendarView", calendar, "startDateTime", "endDateTime", "$top"),
            known("/users/{userId}/onlineMeetings", meetings, "$filter"),
            known(meeting, reports),
            known(f"{meeting}/{{reportId}}/attendanceRecords", records),
            known("/solutions/virtualEvents/webinars/getByUserIdAndRole({how})", of_organiser),
            known(f"{webinar}/registrations", registrations),
            known(f"{webinar}/sessions", sessions),
            known(f"{webinar}/sessions/{{sessionId}}/attendanceReports", reports),
            known(
                f"{webinar}/sessions/{{sessionId}}/attendanceReports/{{reportId}}/attendanceRecords",
                records,
            ),
        ),
        _allows,
    )
    return made


def _allows(asked: Asked) -> Answer | None:
    if asked.method == "POST" or asked.authorization == "Bearer t0ken":
        return None
    return _refused(401)


def _refused(status: int) -> Answer:
    word = {401: "InvalidAuthenticationToken", 429: "TooManyRequests"}.get(
        status, "generalException"
    )
    return Answer({"error": {"code": word, "message": "asha.one@example.org"}}, status)


STAND = Stand(
    name="teams",
    keys=KEYS,
    interface=teams,
    base="/v1.0",
    login="/{tenant}/oauth2/v2.0/token",
    refused=_refused,
    settings=f'name = "community"\n[sync.teams]\nusers = ["{HOST}"]\ntitles = ["CoP"]\n',
)


def _seconds(came: str, left: str) -> int:
    return int((datetime.fromisoformat(left) - datetime.fromisoformat(came)).total_seconds())


def write_exports(folder: Path) -> None:
    """The same reports as an organiser downloads them from Teams: UTF-16 with tabs, by the clock of London."""
    titles = dict(MEETINGS.values())
    for meeting, key, began, ended in REPORTS:
        of_webinar = "webinar" in titles[meeting]
        registered = {address: status for *_, address, status in REGISTERED} if of_webinar else {}
        more = "\tRegistration Email\tRegistration Status" if of_webinar else ""
        lines = [
            "1. Summary",
            f"Meeting title\t{titles[meeting]}",
            f"Start time\t{_clock(began)}",
            f"End time\t{_clock(ended)}",
            "",
            "2. Participants",
            f"Name\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole{more}",
        ]
        for report, name, address, role, there in PEOPLE:
            if report == key:
                minutes, seconds = divmod(sum(_seconds(*each) for each in there), 60)
                lines.append(f"{name}\t{_clock(there[0][0])}\t{_clock(there[-1][1])}\t{minutes}m {seconds}s\t{address}\t\t{role}" + (f"\t{address}\tRegistered" if address.lower() in registered else ""))  # fmt: skip
        came = {address.lower() for report, _, address, *_ in PEOPLE if report == key}
        for _, first, last, address, status in REGISTERED if of_webinar else ():
            if address not in came:
                lines.append(f"{first} {last}\t\t\t\t\t\t\t{address}\t{status.capitalize()}")
        text = "\r\n".join(lines) + "\r\n"
        (folder / f"report {key}.csv").write_bytes(b"\xff\xfe" + text.encode("utf-16-le"))


def _clock(text: str) -> str:
    at = datetime.fromisoformat(text)
    hour = at.hour + (1 if at.month == 6 else 0)
    return (
        f"{at.month}/{at.day}/{at:%y}, {hour % 12 or 12}:{at:%M:%S} {'PM' if hour > 11 else 'AM'}"
    )
