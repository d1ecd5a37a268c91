"""What Eventbrite's reports leave open: who cancelled, and how many places an order has."""

from __future__ import annotations

import pytest

from copmetrics.measures.base import Source
from copmetrics.readers import KNOWN_HEADINGS
from copmetrics.readers.column_notes import Note
from copmetrics.readers.column_places import with_known_headings
from copmetrics.readers.context import Context
from copmetrics.readers.eventbrite import EVENTBRITE_ATTENDEES, EVENTBRITE_ORDERS
from copmetrics.readers.files import sheets_in
from copmetrics.settings import FileAnswers, Settings

TICKETS = "Order no.,Order Date,Ticket Type,First Name,Surname,Email,Quantity,{}\n"
ASHA = "1,2024-05-01,General,Asha,One,asha@example.org,1,{}\n"
ORDERS = (
    "Order ID,Date,Email Address,{},Status,Net Sales\n1,2024-05-01,asha@example.org,{},Placed,0\n"
)


@pytest.fixture
def read(tmp_path):
    def _read(reader, text, **answers):
        path = tmp_path / "export.csv"
        path.write_text(text, encoding="utf-8")
        told = FileAnswers(**answers)
        (sheet,) = sheets_in(path, file="export.csv", known=KNOWN_HEADINGS)
        return reader.read(with_known_headings(sheet, told.columns), Context(Settings(), told))

    return _read


def test_tickets_whose_status_is_called_otherwise_are_asked_about(read):
    (asked,) = read(
        EVENTBRITE_ATTENDEES, TICKETS.format("State") + ASHA.format("Refunded")
    ).problems
    assert str(asked).startswith(
        "export.csv: has no column 'Attendee Status': which places were cancelled "
        "or refunded, and who came, does not show."
    )


def test_the_column_that_the_community_names_is_the_status(read):
    text = TICKETS.format("State") + ASHA.format("Refunded")
    rows = read(EVENTBRITE_ATTENDEES, text, columns={"Attendee Status": "State"}).tables[
        "attendance"
    ]
    assert rows["status"].tolist() == ["cancelled"]


def test_a_plain_status_is_obeyed(read):
    rows = read(EVENTBRITE_ATTENDEES, TICKETS.format("Status") + ASHA.format("Refunded"))
    assert rows.tables["attendance"]["registered"].tolist() == [False]


def test_an_order_without_its_number_of_places_is_not_taken_for_one(read):
    (refused,) = read(EVENTBRITE_ORDERS, ORDERS.format("Venue", "Hall")).problems
    assert str(refused) == (
        "export.csv, row 2, column 'Quantity': it is empty, and should be the number of places of an order. "
        "Export the attendees report, or the orders with their number of tickets."
    )


def test_of_an_order_that_was_checked_in_one_came_for_sure(read):
    text = ORDERS.format("Tickets,Checked In", "3,Yes")
    rows = read(EVENTBRITE_ORDERS, text).tables["attendance"]
    assert rows["status"].tolist() == ["attended", "registered", "registered"]


def test_tickets_without_their_number_of_places_are_said_to_count_as_one_each(read):
    text = TICKETS.replace("Quantity", "Attendee no.,Number").format("Status")
    rows = read(EVENTBRITE_ATTENDEES, text + ASHA.replace(",1,{}", ",8,3,Attending"))
    assert rows.notes == (
        Note("no column 'Quantity': every line counts as one place", Source.REGISTRATIONS),
    )


def test_numbers_that_a_spreadsheet_gave_a_point_are_those_without(read):
    """A place of one number in two exports is one place."""
    text = TICKETS.replace("{}", "Attendee no.,Event ID,Attendee Status")
    row = ASHA.replace("{}", "11.0,802.0,Attending").replace("1,2024", "7.0,2024", 1)
    tables = read(EVENTBRITE_ATTENDEES, text + row).tables
    assert tables["attendance"]["ticket"].tolist() == ["11"]
    assert tables["sessions"]["native_id"].tolist() == ["802"]
    orders = ORDERS.format("Quantity", "1").replace("\n1,", "\n7.0,")
    assert read(EVENTBRITE_ORDERS, orders).tables["attendance"]["ticket"].tolist() == ["order 7"]


def test_a_mere_point_nought_is_no_number_and_events_of_two_names_stay_two(read):
    text = TICKETS.replace("{}", "Attendee no.,Event ID,Event Name,Attendee Status")
    rows = [ASHA.replace("{}", f".0,.0,{name},Attending") for name in ("Study day", "Huddle")]
    tables = read(EVENTBRITE_ATTENDEES, text + "".join(rows)).tables
    assert tables["sessions"]["title"].tolist() == ["Study day", "Huddle"]
    assert tables["sessions"]["native_id"].isna().all()
    assert tables["attendance"]["ticket"].isna().all()
    same = read(EVENTBRITE_ATTENDEES, text + rows[0] + rows[0].replace("1,", "2,", 1)).tables
    assert same["sessions"]["title"].tolist() == ["Study day"]


def test_one_number_on_two_days_is_an_event_on_each(read):
    """Asha came on the 14th and cancelled the 21st; Ben came on the 21st."""
    text = TICKETS.replace("{}", "Attendee no.,Event ID,Event Start Date,Attendee Status")
    ben = ASHA.replace("Asha", "Ben").replace("asha", "ben")
    rows = [
        ASHA.replace("{}", "11,802,2024-05-14,Checked In"),
        ben.replace("{}", "12,802,2024-05-21,Checked In"),
        ASHA.replace("{}", "13,802,2024-05-21,Not Attending"),
    ]
    tables = read(EVENTBRITE_ATTENDEES, text + "".join(rows)).tables
    days = tables["sessions"]["starts_at"].dt.tz_convert("Europe/London").dt.day
    assert days.tolist() == [14, 21]
    of_day = dict(zip(tables["sessions"]["session"], days, strict=True))
    told = tables["attendance"]
    assert [*zip(told["session"].map(of_day), told["status"], strict=True)] == [
        (14, "attended"),
        (21, "attended"),
        (21, "cancelled"),
    ]


OF_ORDER = "Order #,Order Date,First Name,Last Name,Email,Quantity,Ticket Type,Attendee #,Attendee Status\n"
PLACE = "1,2024-05-01,{},One,asha@example.org,1,{},{},{}\n"


@pytest.mark.parametrize(
    ("places", "named", "addressed"),
    [
        # somebody booked for three, and was asked for the names of all
        (
            [
                ("Asha", "G", 1, "Attending"),
                ("Ben", "G", 2, "Attending"),
                ("Cy", "G", 3, "Attending"),
            ],
            ["Asha One", "Ben One", "Cy One"],
            1,
        ),
        # or for their own alone
        ([("Asha", "G", 1, "Attending"), ("Asha", "G", 2, "Attending")], ["Asha One", "nobody"], 1),
        (
            [("Asha", "Main", 1, "Attending"), ("Asha", "Lunch", 2, "Attending")],
            ["Asha One", "Asha One"],
            2,
        ),
        (
            [("Asha", "G", 1, "Not Attending"), ("Asha", "G", 2, "Attending")],
            ["Asha One", "Asha One"],
            2,
        ),
        (
            [("Asha", "G", 1, "Attending"), ("Asha", "G", 1, "Attending")],
            ["Asha One", "Asha One"],
            2,
        ),
    ],
)
def test_a_buyers_address_is_not_that_of_all_places_of_an_order(places, named, addressed, read):
    text = OF_ORDER + "".join(PLACE.format(*each) for each in places)
    rows = read(EVENTBRITE_ATTENDEES, text).tables["attendance"]
    assert rows["name"].fillna("nobody").tolist() == named
    assert rows["address"].notna().sum() == addressed
