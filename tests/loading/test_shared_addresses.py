"""An address that several people use: it counts as one person, and that is said."""

from __future__ import annotations

import pandas as pd

from copmetrics.loading.shared_addresses import shared_addresses


def noted(*people, left_out=None):
    rows = pd.DataFrame(people, columns=["name", "address"], dtype="str")
    lines = range(2, len(rows) + 2)
    return shared_addresses(rows.assign(source_file="z.csv", source_row=lines, left_out=left_out))


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


def test_spellings_of_one_person_and_devices_are_not():
    assert noted(("Asha One", "a@x.org"), ("One, Asha", "a@x.org"), ("iPad", "a@x.org")) == ()
    assert (
        noted(("Asha One", "a@x.org"), ("Asha Married", "a@x.org"), ("Asha One", "b@x.org")) == ()
    )
    assert noted(*WARD, left_out="in the waiting room alone") == ()
