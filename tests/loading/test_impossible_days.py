"""A day that cannot be that of the event is asked about; what is typed or added within a month is not."""

from __future__ import annotations

import pytest
from folders import EVENTBRITE, EVENTS, folder, zoom

from copmetrics.loading.survey import survey

NOW = "2026-11-30"
ORDERS = EVENTBRITE + (
    "1,2026-05-10 09:00:00,Asha,Rao,asha@example.org,1,1,Checked In\n"
    "2,2026-06-{:02} 09:00:00,Ben,Lee,ben@example.org,1,2,Checked In\n"
)
FORM = "Timestamp,Your name,Email,Organisation\n"
TEAMS = (
    "First Name,Last Name,Email,Registration Time,Registration Status\n"
    'Asha,Rao,asha@example.org,"5/20/2026, 9:01:00 AM",Registered\n'
)


def asked(tmp_path, toml="", **files):
    named = {name.replace("__", "."): text for name, text in files.items()}
    return survey(folder(tmp_path, {"community.toml": toml, **named}), as_of=NOW).problems


def of_file(name, *lines):
    return f'[files."{name}"]\n' + "\n".join(lines) + "\n"


def test_a_slip_of_a_year_is_asked_about_by_the_line_that_says_it(tmp_path):
    (problem,) = asked(tmp_path, of_file("r.csv", "starts = 2025-06-17"), r__csv=ORDERS.format(12))
    assert str(problem) == (
        "r.csv: community.toml says starts = 2025-06-17 of it, but the first line in it was written on "
        "10 May 2026, more than a month from it. Which day is right? Answer in community.toml, under "
        '[files."r.csv"]: starts = 2026-06-17 or day_is_right = true'
    )


@pytest.mark.parametrize(
    "lines", [["starts = 2026-06-17"], ["starts = 2026-04-10"], ["starts = 2026-11-20"]]
)
def test_orders_added_within_a_month_after_and_early_bookings_are_taken(tmp_path, lines):
    assert not asked(tmp_path, of_file("r.csv", *lines), r__csv=ORDERS.format(12))


def test_whoever_says_that_the_day_is_right_is_believed(tmp_path):
    lines = ("starts = 2025-06-17", "day_is_right = true")
    assert not asked(tmp_path, of_file("r.csv", *lines), r__csv=ORDERS.format(12))


def test_a_slip_in_the_list_of_events_is_asked_about_where_it_stands(tmp_path):
    listed = EVENTS + "june,Study day,2025-06-17 09:00,,,,,,\n"
    (problem,) = asked(
        tmp_path,
        of_file("t.csv", 'event = "june"'),
        events__csv=listed,
        t__csv=TEAMS,
    )
    assert (
        "'Study day' was on 17 Jun 2025, by events.csv, row 2, but the first line in it was written "
        "on 20 May 2026, more than a month from it. Mend the day there"
    ) in str(problem)


def test_a_recording_of_another_month_than_its_event_is_asked_about(tmp_path):
    listed = EVENTS + "june,Huddle,2025-06-17 13:00,,,,,,\n"
    person = zoom("Asha,asha@example.org", day="2026-06-17")
    (problem,) = asked(
        tmp_path, of_file("z.csv", 'event = "june"'), events__csv=listed, z__csv=person
    )
    assert "by what it says itself it was on 17 Jun 2026" in str(problem)


def test_a_form_filled_in_months_away_and_a_name_of_another_month_are_asked_about(tmp_path):
    answers = FORM + "2026/06/17 1:05:00 pm,Asha Rao,asha@example.org,Ferrisdale\n"
    (problem,) = asked(
        tmp_path / "form",
        of_file("sign-in.csv", "starts = 2026-12-17"),
        **{"sign-in__csv": answers},
    )
    assert "the last line in it was written on 17 Jun 2026" in str(problem)
    paper = "Name,Organisation\nAsha Rao,Ferrisdale\nBen Lee,Saltby\n"
    name = "sign-in 17 June 2026.csv"
    (problem,) = asked(
        tmp_path / "paper", of_file(name, "starts = 2025-06-17"), **{name.replace(".", "__"): paper}
    )
    assert "its name says 17 Jun 2026" in str(problem)
    assert problem.answers == ("starts = 2026-06-17", "day_is_right = true")


def test_whoever_says_before_an_event_that_they_came_to_it_is_asked_about(tmp_path):
    """Asha answers on the 17th of a meeting of the 24th; Ben, on the 16th, by a clock behind ours, is taken."""
    head = FORM.strip().replace("Organisation", "Which session did you attend?") + "\n"
    early = "2026/06/17 1:05:00 pm,Asha Rao,asha@example.org,24 June 2026\n"
    (problem,) = asked(tmp_path / "early", **{"sign-in__csv": head + early})
    assert "the last line in it was written on 17 Jun 2026, before it. Mend the day" in str(problem)
    clock = "2026/06/16 11:05:00 pm,Ben Lee,ben@example.org,17 June 2026\n"
    assert asked(tmp_path / "clock", **{"sign-in__csv": head + clock}) == ()


def test_a_sheet_of_several_days_may_be_called_by_the_last(tmp_path):
    ticks = "Name,Email,14-Apr,19-May,16-Jun\nAsha,a@example.org,x,x,\nBen,b@example.org,,,x\n"
    assert asked(tmp_path, **{"attendance 2026-06-16__csv": ticks}) == ()


def test_feedback_given_months_before_the_event_that_it_names_is_asked_about(tmp_path):
    answers = (
        "Timestamp,Which event?,How useful was it? (1 to 5),What went well?,What should change?\n"
        "2026/06/18 1:05:00 pm,june,5,All,Nothing\n"
    )
    listed = EVENTS + "june,Huddle,2027-06-17 13:00,,,,,,\n"
    (problem,) = asked(tmp_path, events__csv=listed, feedback__csv=answers)
    assert "the last answer in it on this event was given on 18 Jun 2026" in str(problem)
