"""Ratings as people give them: one number on the form's own scale, or a word about it."""

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


@pytest.mark.parametrize("cell", ["4/10", "3-4", "4 or 5", "good", "6", "0"])
def test_another_scale_a_range_or_a_word_is_pointed_at(cell, tmp_path):
    _, reading = read(tmp_path, FORM.format(cell=cell, scale=5))
    (problem,) = reading.problems
    assert f"'{cell}' is not a rating from 1 to 5." in str(problem)
