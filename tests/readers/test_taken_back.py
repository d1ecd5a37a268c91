"""A word that another beside it takes back is none: nobody's *not for sponsors* is read as *sponsors*."""

from __future__ import annotations

import pytest
from reading import read

from copmetrics.readers.agenda import STATUSES as OF_ITEMS
from copmetrics.readers.cells import chosen_word
from copmetrics.readers.log_forms import YES_OR_NO
from copmetrics.readers.register import BETTER, READING_STATUS, STATUS
from copmetrics.readers.stories import CONSENT, SIGNS, STATUSES


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Public", "public"),
        ("Anybody: it may be public", "public"),
        ("Not only members: anybody", "public"),
        ("sponsors and members", "sponsors"),
        ("members only", "members"),
        ("nur Mitglieder", "members"),
        ("Nobody but the facilitator", "private"),
        ("may not be shared, not even with sponsors: private", "private"),
        ("Nicht öffentlich", "private"),
        ("not for publication", ""),
        ("Don\u2019t make it public", ""),
        ("not anyone", ""),
        ("non-public", ""),
        ("members only, not sponsors", ""),
        ("Mitglieder, nicht Sponsoren", ""),
        ("members but not funders", ""),
        ("public if anonymised", ""),
        ("public?", ""),
        ("public (awaiting her answer)", ""),
        ("consent refused for public", ""),
        ("not withdrawn", ""),
        ("a republic", ""),
    ],
)
def test_a_consent_with_a_condition_or_an_exception_is_none(said, meant):
    assert chosen_word(said, CONSENT) == meant


@pytest.mark.parametrize(
    ("options", "plain", "taken_back"),
    [
        (YES_OR_NO, "Yes, to members", "yes, if anonymous"),
        (SIGNS, "good", "not good"),
        (SIGNS, "no difference", "no better"),
        (STATUSES, "reported", "has not happened"),
        (STATUSES, "not yet", "never reported"),
        (OF_ITEMS, "closed", "not closed"),
        (STATUS, "live", "not live"),
        (STATUS, "active", "inactive"),
        (READING_STATUS, "final", "not final"),
        (BETTER, "up", "support"),
    ],
)
def test_so_of_every_choice(options, plain, taken_back):
    assert chosen_word(plain, options)
    assert chosen_word(taken_back, options) == ""


def test_a_no_is_one_whatever_stands_behind_it():
    assert chosen_word("No, not yet", YES_OR_NO) == "private"


def test_such_a_cell_is_pointed_at_with_what_may_stand_there(tmp_path):
    text = "Story,Title,Consent\nS01,The kettle,not for publication\n"
    _, reading = read(tmp_path, text, name="stories.csv")
    assert [str(each) for each in reading.problems] == [
        "stories.csv, row 2, column 'Consent': 'not for publication' is not one of withdrawn, private, "
        "public, sponsors, members. Write one of these."
    ]
