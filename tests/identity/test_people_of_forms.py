"""Who filled in a form: somebody that another source knows, or somebody new."""

from __future__ import annotations

import pandas as pd

from copmetrics.identity.directory import Directory, pseudonyms
from copmetrics.identity.people_of_forms import people_of_forms

KEY = b"k"
KNOWN = pd.DataFrame(
    {
        "person": ["p1", "p2", "p3", "p3"],
        "name": ["Ann Ash", "Ann Ash", "Ben Birch", "Benjamin Birch"],
        "address": ["ann@north.example", "ann@south.example", "ben@north.example", None],
    }
)
DIRECTORY = Directory(
    KNOWN.drop_duplicates("person"), pd.DataFrame(), KNOWN[["person", "address"]].dropna()
)


def whose(*rows: tuple[str | None, str | None]) -> tuple[list[str], pd.DataFrame]:
    filled = pd.DataFrame(rows, columns=["name", "address"], dtype="str")
    people, strangers = people_of_forms(filled, DIRECTORY, KNOWN, key=KEY)
    return people.tolist(), strangers


def test_an_address_is_whose_it_is_whatever_the_name_and_a_name_is_the_one_persons_who_has_it():
    people, strangers = whose(
        ("Somebody Else", " Ann@North.example"),
        ("dr benjamin BIRCH", None),
        (None, "ben@north.example"),
    )
    assert people == ["p1", "p3", "p3"]
    assert strangers.empty


def test_a_name_that_two_have_and_an_address_that_nobody_has_are_of_somebody_new():
    people, strangers = whose(
        ("Ann Ash", None), ("Ben Birch", "ben@home.example"), ("ann ash", None)
    )
    named, addressed = pseudonyms(pd.Series(["form:ann ash", "address:ben@home.example"]), KEY)
    assert people == [named, addressed, named]
    assert strangers.sort_values("name").fillna("").values.tolist() == [
        [named, "Ann Ash", ""],
        [addressed, "Ben Birch", "ben@home.example"],
    ]
