"""The lists that a community keeps say each thing once."""

from __future__ import annotations

import pytest
from reading import read

HEADS = "variant,name\n"


def test_a_spelling_that_is_given_two_names_is_pointed_at(tmp_path):
    text = HEADS + "R D & E,Royal Devon\nUHP,University Hospitals\nr d and e,Exeter\n"
    name, reading = read(tmp_path, text, name="organisations.csv")
    assert name == "Organisation names"
    assert [str(each) for each in reading.problems] == [
        "organisations.csv, row 4, column 'name': 'Exeter' is not the name that this spelling has further "
        "up. Give each spelling one name; letter case does not matter."
    ]


def test_a_spelling_that_is_given_one_name_twice_is_none_too_many(tmp_path):
    text = HEADS + "RDE,Royal Devon\nrde,royal devon\nRDE,\n"
    _, reading = read(tmp_path, text, name="organisations.csv")
    assert reading.problems == ()
    assert len(reading.tables["variants"]) == 3


def test_a_remark_in_the_list_of_spellings_is_said_to_join_nothing(tmp_path):
    text = HEADS + "RDE,Royal Devon\nLast updated 3 May,\n,\n,Exeter\n"
    _, reading = read(tmp_path, text, name="organisations.csv")
    (note,) = reading.notes
    assert note.says == "rows 3 and 5 lack a spelling or its name: nothing is joined by it"
    _, reading = read(tmp_path, HEADS + "RDE,Royal Devon\n", name="organisations.csv")
    assert reading.notes == ()


EVENTS = "event,title,starts,ends\na,Huddle,2026-05-14 13:00,{}\n"


@pytest.mark.parametrize("ends", ["2026-05-14 12:00", "2027-05-14 14:00", "00:30"])
def test_an_event_that_ends_before_it_begins_or_a_year_later_is_pointed_at(ends, tmp_path):
    _, reading = read(tmp_path, EVENTS.format(ends), name="events.csv")
    assert [str(each) for each in reading.problems] == [
        f"events.csv, row 2, column 'ends': '{ends}' is not an end after the event's beginning, and "
        "within a month. Mend it, or leave it empty; of an end after midnight write the day too."
    ]
    _, reading = read(tmp_path, EVENTS.format("2026-05-16 17:00"), name="events.csv")
    assert reading.problems == ()


@pytest.mark.parametrize(
    ("starts", "ends", "ended"),
    [
        ("2026-05-14 13:00", "14:30", "2026-05-14 13:30"),
        ("14 May 2026, 1pm", "2.30 pm", "2026-05-14 13:30"),
        (
            "2026-05-14T12:00Z",
            "14:30",
            "2026-05-14 14:30",
        ),  # by the clock that its beginning states
    ],
)
def test_an_end_without_its_day_is_on_that_of_the_beginning(starts, ends, ended, tmp_path):
    text = f'event,title,starts,ends\nA,Huddle,"{starts}",{ends}\n'
    _, reading = read(tmp_path, text, name="events.csv")
    assert reading.problems == ()
    assert f"{reading.tables['sessions']['ends_at'][0]:%Y-%m-%d %H:%M}" == ended


def test_a_total_under_the_list_is_no_event(tmp_path):
    text = EVENTS.format("") + "Total,,1,\n"
    _, reading = read(tmp_path, text, name="events.csv")
    assert (reading.rows, reading.problems) == (1, ())
    assert "row 3 has next to nothing" in reading.notes[-1].says


def test_a_name_of_two_events_is_pointed_at_and_a_line_that_is_there_twice_is_not(tmp_path):
    text = EVENTS.format("") + "A,Other,2026-05-21 13:00,\n"
    _, reading = read(tmp_path, text, name="events.csv")
    assert [str(each) for each in reading.problems] == [
        "events.csv, row 3, column 'event': 'A' is not a name that no event further up has. "
        "Give each event a name of its own."
    ]
    _, reading = read(tmp_path, EVENTS.format("") * 2, name="events.csv")
    assert "headings again in row 3" in str(reading.problems[0])
    _, reading = read(
        tmp_path, text.replace("A,Other,2026-05-21", "a,Huddle,2026-05-14"), name="events.csv"
    )
    assert reading.problems == ()


HELD = "event,title,starts,{}\na,{},2026-05-14 13:00,{}\n"


@pytest.mark.parametrize(
    ("column", "title", "said", "cancelled"),
    [
        ("status", "Huddle", "Cancelled", True),
        ("status", "Huddle", "Held", False),
        ("cancelled", "Cancelled: huddle", "yes", True),
        ("cancelled", "Huddle (postponed to June)", "no", False),
        ("cancelled", "Cancelled operations and what we learned", "", False),
        ("cancelled", "CANCELLED - huddle", "", None),
        ("cancelled", "Huddle (postponed to June)", "", None),
    ],
)
def test_what_says_that_an_event_was_not_held_is_read_or_pointed_at(
    column, title, said, cancelled, tmp_path
):
    _, reading = read(tmp_path, HELD.format(column, title, said), name="events.csv")
    if cancelled is None:
        (problem,) = reading.problems
        assert f"'{title}' is not what an event that was held is called." in str(problem)
    else:
        assert list(reading.tables["sessions"]["cancelled"]) == [cancelled]
