"""An Eventbrite account of nobody real: the same events as its interface gives them and as its report does.

Two study days and one that is to come; of the first somebody was refunded, one cancelled, one did not come.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from loopback import Answer, Asked, Interface, Operation
from stands import Stand

TOKEN = "ABCDEFGHIJKLMNOP1234"
ORGANISATION = "345678901"
TRUST = "Which organisation do you work for?"

EVENTS = (
    ("811", "Study day, spring", "2024-05-14T12:00:00Z", "2024-05-14T15:30:00Z"),
    ("812", "Study day: winter's tale", "2026-11-12T13:00:00Z", "2026-11-12T16:00:00Z"),
    ("813", "Study day to come", "2027-01-20T13:00:00Z", "2027-01-20T16:00:00Z"),
)
NOT_HELD = (("814", "Study day that was called off", "2026-03-10T13:00:00Z", "2026-03-10T16:00:00Z", "canceled"),)  # fmt: skip
# event, order, ordered, place, first name, surname, address, what happened, trust
PLACES = (
    ("811", "901", "2024-05-01T09:12:33Z", "8001", "Asha", "One", "asha.one@example.org", "Checked In", "Example Trust, North"),
    ("811", "902", "2024-05-13T22:10:00Z", "8002", "Zoë", "O'Two", "zoe.two@example.org", "Attending", "=Sum Trust"),
    ("811", "903", "2024-05-02T08:00:00Z", "8003", "Cy", "Three", "cy.three@example.com", "Not Attending", ""),
    ("811", "904", "2024-05-02T08:01:00Z", "8004", "Di", "Four", "di.four@example.com", "Refunded", ""),
    ("811", "905", "2024-05-03T13:01:00Z", "8005", "Ed", "Five", "ed.five@example.net", "Checked In", "Example ICB"),
    ("812", "906", "2026-11-01T09:00:00Z", "8006", "Asha", "One", "ASHA.ONE@example.org", "Checked In", "Example Trust, North"),
    ("812", "907", "2026-11-02T14:00:00Z", "8007", "Info Requested", "Info Requested", "Info Requested", "Attending", ""),
    ("813", "908", "2026-11-20T14:00:00Z", "8008", "Zoë", "O'Two", "zoe.two@example.org", "Attending", "=Sum Trust"),
)  # fmt: skip
HEADINGS = ("Event Name", "Event ID", "Event Start Date", "Order no.", "Order Date", "First Name", "Surname", "Email", "Quantity", "Ticket Type", "Attendee no.", "Attendee Status")  # fmt: skip
KNOWN = {
    "/v3/users/me/organizations/": (),
    "/v3/organizations/{organization_id}/events/": ("status", "order_by", "time_filter", "page_size", "expand"),
    "/v3/events/{event_id}/attendees/": ("status", "changed_since", "expand"),
}  # fmt: skip


def eventbrite(*, page: int = 2) -> Interface:
    """The account by its interface, `page` rows on a page."""

    def organisations(asked: Asked) -> Answer:
        return _page(asked, "organizations", [{"id": ORGANISATION, "name": "Example CoP"}], page)

    def events(asked: Asked) -> Answer:
        assert asked.fields == (ORGANISATION,)
        assert asked.params.get("status") in (None, "all")
        assert asked.params.get("order_by") in (None, "start_asc")
        return _page(asked, "events", [_event(*each) for each in (*EVENTS, *NOT_HELD)], page)

    def attendees(asked: Asked) -> Answer:
        rows = [_attendee(*each) for each in PLACES if each[0] == asked.fields[0]]
        return _page(asked, "attendees", rows, page)

    answers = (organisations, events, attendees)
    return Interface(
        tuple(
            Operation("GET", path, frozenset({"continuation", "expand", *params}), answer)
            for (path, params), answer in zip(KNOWN.items(), answers, strict=True)
        ),
        _allows,
    )


def _allows(asked: Asked) -> Answer | None:
    return None if asked.authorization == f"Bearer {TOKEN}" else _refused(401)


def _refused(status: int) -> Answer:
    word = {401: "INVALID_AUTH", 429: "HIT_RATE_LIMIT"}.get(status, "INTERNAL_ERROR")
    told = {"status_code": status, "error": word, "error_description": "asha.one@example.org"}
    return Answer(told, status)


STAND = Stand(
    name="eventbrite",
    keys={"EVENTBRITE_TOKEN": TOKEN},
    interface=eventbrite,
    base="/v3",
    refused=_refused,
)


def _page(asked: Asked, of: str, rows: list[dict[str, Any]], page: int) -> Answer:
    """A page from where the continuation says; the last one has one too, and says that it is the last."""
    first = int(asked.params.get("continuation", "c0")[1:])
    told = {
        "object_count": len(rows),
        "page_size": page,
        "continuation": f"c{first + page}",
        "has_more_items": first + page < len(rows),
    }
    return Answer({"pagination": told, of: rows[first : first + page]})


def _event(key: str, title: str, starts: str, ends: str, status: str = "completed") -> dict[str, Any]:  # fmt: skip
    return {
        "id": key,
        "name": {"text": title, "html": title},
        "start": {"timezone": "Europe/London", "utc": starts, "local": starts[:-1]},
        "end": {"timezone": "Europe/London", "utc": ends, "local": ends[:-1]},
        "status": status,
    }


def _attendee(event: str, order: str, created: str, key: str, first: str, last: str, address: str, did: str, trust: str) -> dict[str, Any]:  # fmt: skip
    return {
        "id": key,
        "event_id": event,
        "order_id": order,
        "created": created,
        "quantity": 1,
        "ticket_class_name": "General Admission",
        "profile": {"first_name": first, "last_name": last, "name": f"{first} {last}", "email": address, "addresses": {"home": {"postal_code": "LS1 1AA"}}},
        "status": "Attending" if did == "Refunded" else did,
        "checked_in": did == "Checked In",
        "cancelled": did == "Not Attending",
        "refunded": did == "Refunded",
        "answers": [{"question_id": "1", "question": TRUST, "type": "text", "answer": trust}] if trust else [{"question_id": "1", "question": TRUST, "type": "text"}],
    }  # fmt: skip


def write_exports(folder: Path) -> None:
    """The same events as the report of attendees across events has them."""
    events = {key: (title, starts) for key, title, starts, _ in EVENTS}
    with (folder / "attendees.csv").open("w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file)
        lines.writerow([*HEADINGS, TRUST])
        for event, order, created, key, first, last, address, did, trust in PLACES:
            title, starts = events[event]
            lines.writerow([title, event, starts.replace("T", " ").replace("Z", "+00:00"), order, created.replace("T", " ").replace("Z", "+00:00"), first, last, address, 1, "General Admission", key, did, trust])  # fmt: skip
