"""Answers that are left out since nobody knows their event are asked about, and one line has them counted."""

from __future__ import annotations

from folders import EVENTS, folder

from copmetrics.commands.answering import open_questions, write_answer
from copmetrics.commands.checking import check_folder
from copmetrics.community.community import load
from copmetrics.loading.survey import survey

ANSWERS = (
    "Timestamp,Which event?,How useful was it? (1 to 5),What went well?,What should change?\n"
    "2026/06/18 1:05:00 pm,Sepsis studyday,5,All,Nothing\n"
    "2026/06/18 1:06:00 pm,,4,All,Nothing\n"
    "2026/06/18 1:07:00 pm,the one in June,3,All,Nothing\n"
)
LISTED = EVENTS + (
    "sepsis,Sepsis study day,2026-06-17 09:00,,,,,,\nhuddle,Huddle,2026-05-20 13:00,,,,,,\n"
)


def test_answers_of_an_unknown_event_are_offered_the_events_that_they_may_be_of(tmp_path, capsys):
    place = folder(tmp_path, {"events.csv": LISTED, "feedback.csv": ANSWERS})
    (asked,) = open_questions(survey(place, as_of="2026-11-30"))
    assert str(asked) == (
        "feedback.csv: 2 of 3 answers are left out: which event it is of is not known. Of which? Answer in "
        'community.toml, under [files."feedback.csv"]: event = "sepsis"  # Sepsis study day, 17 Jun 2026 or '
        'event = "huddle"  # Huddle, 20 May 2026'
    )
    check_folder(place, as_json=False, review=False, as_of=survey(place).as_of)
    said = capsys.readouterr().out
    assert f"Left out: {asked}\n" in said
    assert "To say of which event answers are: " in said

    write_answer(place, asked.file, asked.answers[0])
    assert not open_questions(survey(place, as_of="2026-11-30"))
    rated = load(place, as_of="2026-11-30").indicators(only=["feedback_answers"])
    assert rated["value"].dropna().tolist() == [3]


def test_nothing_is_asked_where_every_answer_has_its_event(tmp_path):
    known = ANSWERS.replace("Sepsis studyday", "sepsis").replace("the one in June", "HUDDLE")
    place = folder(tmp_path, {"events.csv": LISTED, "feedback.csv": known})
    assert not open_questions(survey(place, as_of="2026-11-30"))
