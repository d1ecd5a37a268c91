"""Every event, feedback answer and mailing keeps a key of its own, whatever they are called."""

from __future__ import annotations

import pandas as pd
from building import events, feedback, moment
from folders import folder, zoom

from copmetrics.community.community import load
from copmetrics.loading.campaigns import identify
from copmetrics.loading.feedback import placed_feedback
from copmetrics.loading.survey import survey
from copmetrics.schema import RAW

AS_OF = pd.Timestamp("2024-10-05", tz="UTC")


def test_an_event_whose_made_up_name_is_that_of_a_numbered_title_is_still_an_event(tmp_path):
    # two huddles of one title, morning and afternoon, and one in the evening called Huddle 2
    meetings = (
        ("Huddle", "91", "09:00", "10:00", "Asha,asha@example.org"),
        ("Huddle", "92", "13:00", "14:00", "Ben,ben@example.org"),
        ("Huddle 2", "93", "18:00", "19:00", "Cy,cy@example.org"),
    )
    head = "Meeting ID,Topic,Start Time,End Time\n{},{},2024-05-14 {},2024-05-14 {}\n\n"
    files = {
        f"{number}.csv": head.format(number, title, start, end) + zoom(person, start=start, end=end)
        for title, number, start, end, person in meetings
    }
    found = load(folder(tmp_path, files), as_of=AS_OF)
    assert found.events["title"].tolist() == ["Huddle", "Huddle", "Huddle 2"]
    assert found.events["event"].is_unique
    assert found.attendance["event"].nunique() == 3
    assert found.indicators(only=["attendances"])["value"].tolist() == [3]


def test_an_answer_that_names_an_event_is_not_of_another_with_that_title():
    # the short name of January's event is the title of March's; the answer came in April
    held = events(
        sepsis={"starts_at": "2024-01-10 12:00", "title": "Sepsis, the basics"},
        march={"starts_at": "2024-03-10 12:00", "title": "Sepsis"},
    )
    answers = feedback(("sepsis", 5), answered="2024-04-01").assign(left_out=None)
    assert placed_feedback(answers, held)["event"].tolist() == ["sepsis"]


def test_an_answer_may_name_its_event_by_the_title():
    held = events(
        january={"starts_at": "2024-01-10 12:00", "title": "Sepsis"},
        march={"starts_at": "2024-03-10 12:00", "title": "Sepsis"},
    )
    answers = feedback(("SEPSIS", 5), answered="2024-04-01").assign(left_out=None)
    assert placed_feedback(answers, held)["event"].tolist() == ["march"]


def mailing_list(columns):
    """Return the mailings of one list, of which nothing else is known but what `columns` say."""
    return RAW["mailings"].conform(
        pd.DataFrame({"source_file": "list.csv", "source_row": 2, **columns})
    )


def test_two_mailings_of_one_title_on_one_day_are_two_mailings():
    rows = mailing_list(
        {
            "mailing": [None, None, None, "aa11"],
            "title": ["June", "June", "June", "June"],
            "sent_at": [
                moment("2024-06-04 10:00"),
                moment("2024-06-04 15:30"),
                moment("2024-06-04 10:00"),  # exported twice
                moment("2024-06-11 10:00"),
            ],
        }
    )
    first, second, again, listed = identify(rows)["mailing"]
    assert first == again == "2024-06-04-june"
    assert second == "2024-06-04-june-1430"  # in UTC
    assert listed == "aa11"


def test_a_mailing_without_an_id_has_that_of_the_list_that_tells_the_same_minute():
    rows = mailing_list(
        {
            "mailing": [None, "aa11"],
            "title": ["june", "June"],
            "sent_at": [moment("2024-06-04 10:00"), moment("2024-06-04 10:00")],
        }
    )
    assert identify(rows)["mailing"].tolist() == ["aa11", "aa11"]


def test_an_id_is_none_that_differing_mailings_of_a_list_have_or_that_a_spreadsheet_cut_short():
    rows = mailing_list(
        {
            "mailing": ["aa11", "aa11", "bb22", "bb22", "bb22", "1.23E+15", "1.23E+15"],
            "title": ["June", "June (new)", "Halves", "Halves", "Halves", "May", "July"],
            "sent_at": [
                *[moment("2024-06-04 10:00")] * 4,
                moment("2024-06-04 14:00"),
                moment("2024-05-04 10:00"),
                moment("2024-07-04 10:00"),
            ],
            "recipients": [400, 400, 50, 50, 300, 400, 401],
            "unique_opens": [90, 95, 20, 25, 150, 100, 100],
        }
    )
    found = identify(rows)["mailing"]
    assert found[:2].tolist() == ["aa11", "aa11"]  # its title was changed, and more opened it since
    assert found[2:].tolist() == [
        "2024-06-04-halves",
        "2024-06-04-halves-2",
        "2024-06-04-halves-1300",
        "2024-05-04-may",
        "2024-07-04-july",
    ]


def test_a_list_of_who_came_to_a_cancelled_event_is_said_to_count_nobody(tmp_path):
    listed = "event,title,starts,cancelled\na,Huddle,2024-05-14 13:00,{}\n"
    sheet = "Sign-in 14 May 2024\nName,Organisation\nAsha,Example Trust\n"
    said = "says who came to an event that is listed as cancelled: nobody of it counts"
    for answer, note in (("yes", f"put to 'Huddle'; {said}"), ("no", "put to 'Huddle'")):
        files = {"events.csv": listed.format(answer), "x.csv": sheet}
        found = survey(folder(tmp_path / answer, files))
        assert {each.file: each.note for each in found.files}["x.csv"] == note


def test_a_short_name_that_two_lists_give_to_other_days_is_pointed_at(tmp_path):
    line = "event,title,starts\nh1,Huddle,{}-05-14 10:00\n"
    lists = {f"events {year}.csv": line.format(year) for year in (2025, 2026)}
    (problem,) = survey(folder(tmp_path / "two", lists)).problems
    assert str(problem) == (
        "events 2026.csv, row 2, column 'event': 'h1' is not a name of its own: events 2025.csv, row 2, has "
        "that of an event on another day. Give each event another name. If one of the files is an older "
        'list, leave it out: ignore = true in community.toml, under [files."events 2025.csv"].'
    )
    again = {"events.csv": line.format(2026), "events copy.csv": line.format(2026)}
    assert survey(folder(tmp_path / "same", again)).problems == ()
