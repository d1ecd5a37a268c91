"""Eventbrite, API 3: an organisation's events, and of each who has a place, and who was checked in.

https://www.eventbrite.com/platform/api. Written as its attendees report is, a file an event, with the day of
the event, which the report of a single event lacks. Events that are a draft or were called off have none.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from copmetrics.sync.cells import at, moment
from copmetrics.sync.declaring import Choice, File, Keys, Listing, Row, Secret, Source

__all__ = ["EVENTBRITE"]

TOKEN: Final = Secret(
    "EVENTBRITE_TOKEN",
    "a private token of Eventbrite (Account settings, Developer links, API keys)",
    is_like=r"[A-Z0-9]{16,}",
)
LAST_CHANGE: Final = timedelta(days=90)
"""So long after an event somebody may still be refunded, or ticked as having come."""

NOT_HELD: Final = ("draft", "canceled")

ORGANISATIONS: Final = Listing(
    name="organisations",
    path="users/me/organizations/",
    rows="organizations",
    choice=Choice("organisations", ("id", "name"), "organisation"),
)
EVENTS: Final = Listing(
    name="events",
    of="organisations",
    path="organizations/{id}/events/",
    # its descriptions differ on which words a list of them may have; on `all` they agree
    params={"status": "all", "order_by": "start_asc"},
    rows="events",
    counts=lambda row: row.get("status") not in NOT_HELD,
    adds={"title": at("name.text"), "ends": at("end.utc")},
    choice=Choice("titles", ("title",), "event", within=True, asked_from=0),
)


USUAL: Final = {"Job Title": "job_title", "Company": "company"}
"""What Eventbrite itself may ask, and where it keeps it."""


GIVEN_UP: Final = ("Not Attending", "Deleted", "Transferred")
"""Words by which a place is nobody's any more, whether it is marked as cancelled too or not."""
UNPAID: Final = "Unpaid"


def _status(row: Row) -> str:
    """Return the report's word: what was refunded or given up counts first, whoever was checked in next.

    Whether somebody was checked in, cancelled or was refunded stands in fields of their own. A word of
    Eventbrite's that nobody knows makes the place no less one, and the file no less readable.
    """
    said = str(row.get("status") or "")
    if row.get("refunded"):
        return "Refunded"
    if said in GIVEN_UP:
        return said
    if row.get("cancelled"):
        return "Not Attending"
    return "Checked In" if row.get("checked_in") else "Attending"


def _answers(row: Row) -> Mapping[str, object]:
    """Return what somebody answered, under each question as the organisers put it.

    Where they work is among them if it was asked: a column in which nobody has anything would stand before a
    question of the organisers' own.
    """
    asked = {each["question"]: each.get("answer") for each in row.get("answers") or ()}
    usual = {heading: at(f"profile.{field}")(row) for heading, field in USUAL.items()}
    return {**{heading: given for heading, given in usual.items() if given}, **asked}


ATTENDEES: Final = Listing(
    name="attendees",
    of="events",
    path="events/{id}/attendees/",
    rows="attendees",
    counts=lambda row: row.get("status") != UNPAID,
    settled_by="ends",
    settles_after=LAST_CHANGE,
    files=(
        File(
            path="attendees/{id}.csv",
            if_empty=False,
            columns={
                "Event Name": at("of.title"),
                "Event ID": at("of.id"),
                "Event Start Date": moment("of.start.utc"),
                "Order no.": at("order_id"),
                "Order Date": moment("created"),
                "First Name": at("profile.first_name"),
                "Surname": at("profile.last_name"),
                "Email": at("profile.email"),
                "Quantity": at("quantity"),
                "Ticket Type": at("ticket_class_name"),
                "Attendee no.": at("id"),
                "Attendee Status": _status,
            },
            more=_answers,
        ),
    ),
)


def _auth(keys: Keys, login_url: str) -> Mapping[str, object]:
    return {"type": "bearer", "token": keys[TOKEN.name]}


ANOTHER: Final = (
    "Take the private token of Account settings, Developer links, API keys, and not the other keys."
)
EVENTBRITE: Final = Source(
    name="eventbrite",
    title="Eventbrite",
    secrets=(TOKEN,),
    base_url=lambda keys: "https://www.eventbriteapi.com/v3",
    auth=_auth,
    paginator={
        "type": "cursor",
        "cursor_path": "pagination.continuation",
        "cursor_param": "continuation",
        "has_more_path": "pagination.has_more_items",
    },
    listings=(ORGANISATIONS, EVENTS, ATTENDEES),
    refusals={
        401: ANOTHER,
        "INVALID_AUTH": ANOTHER,
        "INVALID_AUTH_HEADER": ANOTHER,
        403: "Whose token it is must be allowed to manage the organisation's events and their attendees.",
    },
    told={"events": "events", "attendees": "places"},
)
