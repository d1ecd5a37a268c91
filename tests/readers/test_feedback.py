"""Ratings as people give them: one number on the form's own scale, of the event as a whole; and remarks."""

from __future__ import annotations

import pytest
from reading import read

FORM = (
    "Timestamp,Which event?,How would you rate it? (1 to {scale}),What went well?\n"
    '2024-05-14 14:00:00,Huddle,"{cell}",Lunch\n'
)


@pytest.mark.parametrize(
    ("cell", "scale", "rating"),
    [
        ("4", 5, 4),
        ("4 - good", 5, 4),
        ("4,5", 5, 4.5),
        ("4.5", 5, 4.5),
        ("4/5", 5, 4),
        ("4 out of 5", 5, 4),
        ("5 stars", 5, 5),
        ("8,5", 10, 1 + 7.5 * 4 / 9),  # of nine steps seven and a half
        ("8/10", 10, 1 + 7 * 4 / 9),
    ],
)
def test_a_rating_is_read_with_its_decimals_and_its_scale(cell, scale, rating, tmp_path):
    name, reading = read(tmp_path, FORM.format(cell=cell, scale=scale))
    assert name == "Google Forms feedback"
    assert reading.problems == ()
    assert list(reading.tables["feedback"]["rating"]) == pytest.approx([rating])


@pytest.mark.parametrize("cell", ["4/10", "3-4", "4 or 5", "6", "0"])
def test_another_scale_a_range_or_a_word_is_pointed_at(cell, tmp_path):
    _, reading = read(tmp_path, FORM.format(cell=cell, scale=5))
    (problem,) = reading.problems
    assert f"'{cell}' is not a rating from 1 to 5." in str(problem)


@pytest.mark.parametrize(
    ("asked", "cell", "rating"),
    [
        ("How would you rate it? (1 = excellent, 5 = poor)", "1", 5),
        ("How would you rate it, 1 being the best and 6 the worst?", "6", 1),
        ("How would you rate it?", "1 - Excellent", "asked"),
        ("Bewertung als Schulnote", "2", "asked"),
        ("How would you rate it? (1 = not at all useful, 10 = very useful)", "10", 5),
        ("How would you rate it out of 10?", "4", 1 + 3 * 4 / 9),
        ("Your rating (0-10)", "5", 3),
        ("How would you rate it from 5 (very good) to 1 (poor)?", "5", 5),
        ("How would you rate session 1 on 14 May?", "4", 4),
        ("How would you rate Day 1 of the 3 days?", "5", 5),
    ],
)
def test_the_question_says_how_long_the_scale_is_and_which_end_is_the_best(
    asked, cell, rating, tmp_path
):
    _, reading = read(tmp_path, f'Timestamp,"{asked}",What went well?\n2024-05-14 14:00,{cell},x\n')
    if rating == "asked":
        (problem,) = reading.problems
        assert "has 1 as the best. Up to which number does it go?" in str(problem)
    else:
        assert list(reading.tables["feedback"]["rating"]) == pytest.approx([rating])


SEVERAL = (
    "Timestamp,How would you rate the speaker?,How would you rate the {day}?,What went well?\n"
    "2024-05-14 14:00,1,5,x\n"
)


def test_of_several_ratings_that_of_the_whole_counts_and_else_it_is_asked(tmp_path):
    _, reading = read(tmp_path, SEVERAL.format(day="day overall"))
    assert list(reading.tables["feedback"]["rating"]) == [5.0]
    assert reading.unused == ("How would you rate the speaker?",)
    _, reading = read(tmp_path, SEVERAL.format(day="venue"))
    (problem,) = reading.problems
    assert "asks for several ratings" in str(problem)
    columns = {"How would you rate it?": "How would you rate the venue?"}
    _, reading = read(tmp_path, SEVERAL.replace("the {day}", "it"), columns=columns)
    assert list(reading.tables["feedback"]["rating"]) == [5.0]


def test_words_in_the_place_of_ratings_are_asked_and_remarks_read_without_them(tmp_path):
    words = FORM.format(cell="Very good", scale=5)
    _, reading = read(tmp_path, words)
    (problem,) = reading.problems
    assert "rates in words ('Very good', row 2)" in str(problem)
    _, reading = read(tmp_path, words, without=("How would you rate it? (1 to 5)",))
    assert reading.tables["feedback"][["rating", "plus"]].isna().values.tolist() == [[True, False]]


def test_nothing_in_the_place_of_a_remark_is_none(tmp_path):
    form = "Timestamp,How would you rate it?,What went well?,What should change?\n"
    said = (
        "Nothing really.",
        "Nothing",
        "no comments",
        "nichts",
        "Nothing but praise",
        "More time",
    )
    rows = "".join(f"2024-05-14 14:00,4,Lunch,{each}\n" for each in said)
    _, reading = read(tmp_path, form + rows)
    kept = reading.tables["feedback"]["delta"].dropna()
    assert list(kept) == ["Nothing but praise", "More time"]


@pytest.mark.parametrize(
    "asked",
    [
        "confidence in spotting sepsis",
        "knowledge before the session",
        "own understanding of escalation",
    ],
)
def test_how_people_rate_themselves_is_no_rating_of_the_event(asked, tmp_path):
    form = "Timestamp,How would you rate your {}?,What went well?,What should change?\n"
    _, reading = read(tmp_path, form.format(asked) + "2024-05-14 14:00,2,Lunch,More time\n")
    assert reading.tables["feedback"]["rating"].isna().all()
    assert reading.unused == (f"How would you rate your {asked}?",)
    useful = form.replace("How would you rate your {}?", "How useful was it for your knowledge?")
    _, reading = read(tmp_path, useful + "2024-05-14 14:00,2,Lunch,More time\n")
    assert list(reading.tables["feedback"]["rating"]) == [2.0]
