"""The one threshold of likeness, measured over all headings that our readers know."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import combinations

import pytest

from copmetrics.framework.alike_names import ALIKE, likeness, may_be
from copmetrics.readers import READERS
from copmetrics.readers.files import heading


@pytest.fixture(scope="module")
def columns():
    """By reader, the headings of each of its columns."""
    return [
        [frozenset(map(heading, each.headings)) for each in reader.columns.values()]
        for reader in READERS
        if hasattr(reader, "columns")
    ]


def test_a_slip_in_one_letter_is_like_what_was_meant(columns):
    words = sorted({word for reader in columns for column in reader for word in column})
    at = {word: len(word) // 2 for word in words if len(word) > 2}
    slips = [
        (word, slip)
        for word, place in at.items()
        for slip in (
            word[:place] + word[place + 1 :],
            f"{word[:place]}#{word[place + 1 :]}",
            f"{word}s",
        )
    ]
    lost = [word for word, slip in slips if likeness(word, slip) < ALIKE]
    assert len(slips) > 2000
    assert len(lost) / len(slips) < 0.01
    assert all(len(word) < 4 for word in lost)  # of three letters one is a third


def test_of_two_columns_of_one_file_hardly_any_are_like_each_other(columns):
    pairs = {
        tuple(sorted((one, other)))
        for reader in columns
        for here, there in combinations(reader, 2)
        for one in here - there
        for other in there - here
    }
    near = [each for each in pairs if SequenceMatcher(None, *each).quick_ratio() >= ALIKE]
    alike = [each for each in near if likeness(*each) >= ALIKE]
    assert len(pairs) > 40_000
    assert 30 < len(alike) < 70


def test_the_most_alike_is_the_one_that_may_be_meant():
    assert may_be("left_at", ["lefft_at", "left", "joined_at"]) == "lefft_at"
    assert may_be("left_at", ["stayed"]) is None
    assert may_be("left_at", []) is None
