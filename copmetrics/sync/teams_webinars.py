"""Webinars of Teams: who registered and who came, in one report, as an organiser downloads it.

https://learn.microsoft.com/graph/api/resources/virtualeventwebinar. A webinar has one session, and that a
report each time that it was held; who registered is listed for the webinar. Without the permission to see
webinars there are none: most apps need none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from copmetrics.sync.cells import at, word
from copmetrics.sync.declaring import NOT_THERE, OF, Choice, File, Listing, Row, Value
from copmetrics.sync.teams_report import COLUMNS, SETTLED, began, summary

__all__ = ["WEBINARS"]

ALL: Final = "solutions/virtualEvents/webinars"
STATUSES: Final[Mapping[object, str]] = {
    "registered": "Registered",
    "waitlisted": "Waitlisted",
    "pendingApproval": "Pending approval",
    "canceled": "Canceled",
    "rejectedByOrganizer": "Rejected",
}
"""Graph's word for how a registration stands, and that of the report."""


def _was_held(webinar: Row) -> bool:
    """Whether a webinar was in the time asked for; by whose clock Graph tells it in many names of zones."""
    first, last = webinar[OF][OF]["days"]
    ended = str(at("endDateTime.dateTime")(webinar))
    return webinar.get("status") == "published" and first <= ended[:10] <= last


def _registration(record: Row, registrations: Sequence[Row]) -> Row | None:
    """Return the registration of somebody who came: by its ID, else by their address."""
    key, address = record.get("registrationId"), str(record.get("emailAddress") or "").casefold()
    by_address = (each for each in registrations if address and _address(each) == address)
    by_key = (each for each in registrations if key and each["id"] == key)
    return next(by_key, None) or next(by_address, None)


def _address(registration: Row) -> str:
    return str(registration.get("email") or "").casefold()


def _came(record: Row) -> Iterator[Row]:
    registrations = record[OF][OF][OF]["registrations"]
    yield {**record, "registration": _registration(record, registrations)}


def _registered_alone(report: Row, records: Sequence[Row]) -> Iterator[Row]:
    """Return a line for each who registered and did not come; none for a report in which nobody is."""
    registrations = report[OF][OF]["registrations"]
    came = [_registration(record, registrations) for record in records]
    for each in registrations:
        if records and each not in came:
            name = f"{each.get('firstName') or ''} {each.get('lastName') or ''}".strip()
            yield {"identity": {"displayName": name}, "registration": each}


REGISTERED: Final[Mapping[str, Value]] = {
    "Registration Email": at("registration.email"),
    "Registration Status": word("registration.status", STATUSES),
}
WEBINARS: Final = (
    Listing(
        name="webinars",
        of="people",
        path=f"{ALL}/getByUserIdAndRole(userId='{{id}}',role='organizer')",
        rows="value",
        none_if=({"status_code": 403},),
        choice=Choice("titles", ("displayName",), "webinar", within=True, asked_from=1),
    ),
    Listing(name="webinars_held", of="webinars", counts=_was_held),
    Listing(
        name="registrations",
        of="webinars_held",
        path=f"{ALL}/{{id}}/registrations",
        rows="value",
        none_if=(NOT_THERE,),
    ),
    Listing(
        name="sessions",
        of="webinars_held",
        path=f"{ALL}/{{id}}/sessions",
        rows="value",
        none_if=(NOT_THERE,),
        adds={"webinar": at("of.id")},
    ),
    Listing(
        name="webinar_reports",
        of="sessions",
        path=f"{ALL}/{{webinar}}/sessions/{{id}}/attendanceReports",
        rows="value",
        none_if=(NOT_THERE,),
        adds={"webinar": at("of.webinar"), "session": at("of.id"), "began": began},
    ),
    Listing(
        name="webinar_records",
        of="webinar_reports",
        path=f"{ALL}/{{webinar}}/sessions/{{session}}/attendanceReports/{{id}}/attendanceRecords",
        rows="value",
        settled_by="meetingEndDateTime",
        settles_after=SETTLED,
        files=(
            File(
                path="webinars/{began} {id}.csv",
                if_empty=False,
                above=summary(at("of.of.displayName")),
                columns={**COLUMNS, **REGISTERED},
                lines=_came,
                besides=_registered_alone,
            ),
        ),
    ),
)
