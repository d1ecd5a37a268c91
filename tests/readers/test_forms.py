"""A form by which people sign in, and one that only looks so: what is asked about, and what is read."""

from __future__ import annotations

import pandas as pd
import pytest
from reading import read

HEAD = "Timestamp,Email Address,Your name,{}\n"
DAY = "14/05/2024 13:0{}:00,{}@example.org,{},{}\n"
WHY = "I want to learn from others"
WHICH = "Which huddle did you attend?"
ASKED = (
    "{}: did those who answered this form come? It was answered at length, or by one person at a "
    'time, as one to join is. Answer in community.toml, under [files."{}"]: ignore = true  # '
    "nobody in it came or attended = true  # everybody in it came"
)


def form(*answers, question="Qwx"):
    rows = (DAY.format(i, f"p{i}", f"P {i}", each) for i, each in enumerate(answers))
    return HEAD.format(question) + "".join(rows)


def said(reading):
    return [str(each) for each in reading.problems]


def test_a_form_that_was_answered_in_sentences_is_asked_about(tmp_path):
    name, reading = read(tmp_path, form(WHY, WHY, "R"), "answers.csv")
    assert name == "Google Forms sign-in"
    assert said(reading) == [ASKED.format("answers.csv", "answers.csv")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (form(WHY, WHY), "Sign in (Responses).csv"),
        (form(WHY, "R", "SQL", question=WHICH), "answers.csv"),
        (form("Ward 7", "Ward 12 North", question=WHICH), "answers.csv"),
        (form("The North Wales Teaching Hospital", question="Your organisation"), "register.csv"),
    ],
    ids=["called a sign-in", "seldom at length", "short", "a question that is read"],
)
def test_a_form_by_which_people_signed_in_is_not(text, name, tmp_path):
    _, reading = read(tmp_path, text, name)
    assert not reading.problems
    assert reading.tables["attendance"]["status"].eq("attended").all()


@pytest.mark.parametrize(
    ("called", "title"), [("{}", None), ("Tuesday {}, 1pm", None), ("Huddle {}", "Huddle {}")]
)
def test_a_meeting_that_is_named_by_its_day_was_on_that_day(called, title, tmp_path):
    """All answer on the 14th; of the three, one was at the meeting a week before."""
    days = ("14 May 2024", "7 May 2024", "14 May 2024")
    text = form(*(f'"{called.format(each)}"' for each in days), question=WHICH)
    _, reading = read(tmp_path, text, "answers.csv")
    sessions = reading.tables["sessions"].sort_values("day")
    assert sessions["day"].dt.day.tolist() == [7, 14]
    names = [None if pd.isna(each) else each for each in sessions["title"]]
    assert names == [title and title.format(each) for each in sorted(set(days), reverse=True)]
    of = dict(zip(sessions["session"], sessions["day"].dt.day, strict=True))
    assert reading.tables["attendance"]["session"].map(of).tolist() == [14, 7, 14]


def test_people_who_answer_days_apart_each_alone_did_not_meet(tmp_path):
    alone = HEAD.format("Topics") + (
        "14/05/2024 13:00:00,a@example.org,Asha,R\n25/05/2024 13:00:00,b@example.org,Ben,R\n"
    )
    _, asked = read(tmp_path, alone, "answers.csv")
    _, told = read(tmp_path, alone, "answers.csv", each_day=True)
    assert said(asked) == [ASKED.format("answers.csv", "answers.csv")]
    assert len(told.tables["sessions"]) == 2


def test_columns_of_addresses_are_found_by_what_is_in_them(tmp_path):
    """The account is anonymous; the question that nobody knows has the addresses, and is used."""
    text = "Timestamp,Email Address,Your name,How may we reach you?,Shoe\n" + (
        "14/05/2024 13:00:00,anonymous,Asha,a@example.org,5\n"
        "14/05/2024 13:01:00,anonymous,Ben,b@example.org,6\n"
    )
    _, reading = read(tmp_path, text, "sign in.csv")
    assert reading.tables["attendance"]["address"].tolist() == ["a@example.org", "b@example.org"]
    assert reading.unused == ("Shoe",)
