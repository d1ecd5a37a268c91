"""Whether words may name somebody: rather one mark too many than a name that is told."""

from __future__ import annotations

import pytest

from copmetrics.identity.names_in_text import KnownNames

KNOWN = KnownNames.of(["Asha One", "Niamh O'Brien", "Li Wu", "Dr José Ward", "Grace van der Berg"])


@pytest.mark.parametrize(
    "text",
    [
        "Asha was great",
        "thank you, ASHA",
        "Niamh's summary",
        "The talk by O’Brien",
        "Jose spoke too long",
        "Dr Marker never stopped",
        "Ask Sister Marker",
        "write to jane@example.org",
        "asha one led it well",
        "Li Wu's slides",
        "Grace van der Berg was there",
        "The Ward round",  # José Ward's: possible is enough
        "One more break",  # a count, and Asha's surname
    ],
)
def test_a_comment_that_may_name_somebody_is_found(text):
    assert KNOWN.in_words(text)


@pytest.mark.parametrize(
    "text",
    [
        "More time for questions",
        "the ward round",  # no capital
        "with grace",
        "Li-ion batteries",  # two letters are too few
        "the drill at 9",
        "a mister and a miss",
    ],
)
def test_other_comments_are_not(text):
    assert not KNOWN.in_words(text)


@pytest.mark.parametrize(
    "title", ["Huddle with Asha One", "Asha One: a farewell", "Dr Marker's clinic"]
)
def test_a_title_with_a_whole_name_is_found(title):
    assert KNOWN.in_title(title)


@pytest.mark.parametrize(
    "title", ["Ward visit: Ferrisdale", "Grace under pressure", "One standard"]
)
def test_a_title_with_a_part_of_a_name_is_not(title):
    assert not KNOWN.in_title(title)
