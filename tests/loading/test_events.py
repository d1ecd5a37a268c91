"""Every event, feedback answer and mailing keeps a key of its own, whatever they are called."""

from __future__ import annotations

import pandas as pd
from building import events, feedback, moment
from folders import folder, zoom

from copmetrics.community.community import load
from copmetrics.loading.campaigns import identify
from copmetrics.loading.feedback import placed_feedback
from copmetrics.loading.survey import survey

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


def test_two_mailings_of_one_title_on_one_day_are_two_mailings():
    rows = pd.DataFrame(
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
    ).astype({"mailing": "str", "title": "str"})
    first, second, again, listed = identify(rows)["mailing"]
    assert first == again == "2024-06-04-june"
    assert second == "2024-06-04-june-1430"  # in UTC
    assert listed == "aa11"


def test_a_mailing_without_an_id_has_that_of_the_list_that_tells_the_same_minute():
    rows = pd.DataFrame(
        {
            "mailing": [None, "aa11"],
            "title": ["june", "June"],
            "sent_at": [moment("2024-06-04 10:00"), moment("2024-06-04 10:00")],
        }
    ).astype({"mailing": "str", "title": "str"})
    assert identify(rows)["mailing"].tolist() == ["aa11", "aa11"]


def test_a_list_of_who_came_to_a_cancelled_event_is_said_to_count_nobody(tmp_path):
    listed = "event,title,starts,cancelled\na,Huddle,2024-05-14 13:00,{}\n"
    sheet = "Sign-in 14 May 2024\nName,Organisation\nAsha,Example Trust\n"
    said = "says who came to an event that is listed as cancelled: nobody of it counts"
    for answer, note in (("yes", f"put to 'Huddle'; {said}"), ("no", "put to 'Huddle'")):
        files = {"events.csv": listed.format(answer), "x.csv": sheet}
        found = survey(folder(tmp_path / answer, files))
        assert {each.file: each.note for each in found.files}["x.csv"] == note
