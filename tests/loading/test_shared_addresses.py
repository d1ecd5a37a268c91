"""An address that several people use: in a list they are two, and else they count as one, which is said."""

from __future__ import annotations

import pandas as pd

from copmetrics.loading.shared_addresses import SharedAddresses

JOINED = pd.Timestamp("2024-05-14 13:00", tz="UTC")


def rows_of(*people, left_out=None, joined=JOINED):
    """Rows of one session; in a list nobody joins at a time."""
    rows = pd.DataFrame(people, columns=["name", "address"], dtype="str")
    told = {"session": "z.csv", "joined_at": joined, "source_file": "z.csv", "left_out": left_out}
    return rows.assign(source_row=range(2, len(rows) + 2), **told)


def noted(*people, **told):
    return SharedAddresses(rows_of(*people, **told)).notes


WARD = [("Asha One", "ward@x.org"), ("Ben Two", "Ward@x.org")]
FOLLOWS = "as one person; where several people use one address, leave it out of their rows"


def test_names_without_a_word_in_common_beside_one_address_are_noted_and_nobody_is_named():
    (note,) = noted(("Cy Four", "c@x.org"), *WARD)
    assert note == (
        "an address stands (z.csv, row 3) beside names that have no word in common: it counts "
        + FOLLOWS
    )
    (note,) = noted(*WARD, ("Dee Five", "bed@x.org"), ("Eve Six", "bed@x.org"))
    assert note.startswith("2 addresses stand (the first: z.csv, row 2) beside names")


def test_two_rows_of_a_list_are_two_people_whatever_address_they_write_from():
    """Asha and Ben sign in from the ward's; Ben is at another meeting too, and Cy has an own one."""
    of_list = rows_of(*WARD, ("Cy Four", "c@x.org"), joined=pd.NaT)
    again = rows_of(("Ben Two", "ward@x.org"), ("Ward 7", "ward@x.org")).assign(session="other.csv")
    told = SharedAddresses(pd.concat([of_list, again], ignore_index=True)).rows
    assert [None if pd.isna(each) else each for each in told["address"]] == [
        None,
        None,
        "c@x.org",
        None,
        None,
    ]
    (note,) = noted(*WARD, joined=pd.NaT)
    assert note == (
        "an address stands (z.csv, row 2) beside several people in one list: they are told apart by "
        "their names"
    )


def test_a_person_who_is_in_a_list_twice_or_in_two_lists_keeps_the_address():
    twice = rows_of(("Asha One", "a@x.org"), ("One, Asha", "a@x.org"), joined=pd.NaT)
    assert SharedAddresses(twice).rows["address"].tolist() == ["a@x.org"] * 2
    two = rows_of(*WARD, joined=pd.NaT).assign(session=["may", "june"])
    assert SharedAddresses(two).rows["address"].tolist() == ["ward@x.org", "Ward@x.org"]
    assert SharedAddresses(rows_of(*WARD)).rows["address"].tolist() == ["ward@x.org", "Ward@x.org"]


def test_spellings_of_one_person_and_devices_are_not():
    assert noted(("Asha One", "a@x.org"), ("One, Asha", "a@x.org"), ("iPad", "a@x.org")) == ()
    assert (
        noted(("Asha One", "a@x.org"), ("Asha Married", "a@x.org"), ("Asha One", "b@x.org")) == ()
    )
    assert noted(*WARD, left_out="in the waiting room alone") == ()
