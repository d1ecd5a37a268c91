"""One person whom two lists of a meeting tell of, by address and by name."""

from __future__ import annotations

import pandas as pd
import pytest

from copmetrics.identity.meeting_names import addresses_at_meetings

COLUMNS = ["meeting", "source_file", "key", "address", "organisation"]
ASHA = ("may", "report", "asha one", "asha@x.example", None)


@pytest.mark.parametrize(
    ("others", "joined"),
    [
        ([("may", "list", "asha one", None, None)], True),
        ([("may", "list", "asha one", None, "Trust")], True),
        ([("may", "list", "asha one", None, None)] * 2, True),
        ([("june", "list", "asha one", None, None)], False),
        ([(None, "list", "asha one", None, None)], False),
        ([("may", "list", "asha two", None, None)], False),
        ([("may", "report", "asha one", None, None)], False),
        (
            [("may", "list", "asha one", None, None), ("may", "report", "asha one", None, None)],
            False,
        ),
        ([("may", "list", "asha one", None, "A"), ("may", "list", "asha one", None, "B")], False),
        (
            [
                ("may", "list", "asha one", None, None),
                ("may", "other", "asha one", "a@y.example", None),
            ],
            False,
        ),
    ],
)
def test_a_name_is_whose_address_another_list_of_the_meeting_has(others, joined):
    rows = pd.DataFrame([ASHA, *others], columns=COLUMNS)
    bare = addresses_at_meetings(rows)[rows["address"].isna()]
    assert bare.eq("asha@x.example").all() == joined
    assert bare.notna().any() == joined


def test_a_register_of_several_meetings_has_one_person_in_all_of_them():
    """Teams' report tells whose the name is in May; in June the register alone tells of her."""
    rows = pd.DataFrame(
        [
            ASHA,
            ("may", "register", "asha one", None, None),
            ("june", "register", "asha one", None, None),
            ("june", "other", "asha one", None, None),
        ],
        columns=COLUMNS,
    )
    assert addresses_at_meetings(rows).notna().tolist() == [False, True, True, False]


def test_a_first_name_alone_is_nobody_in_particular():
    rows = pd.DataFrame([ASHA, ASHA], columns=COLUMNS).assign(key="asha", source_file=["a", "b"])
    rows.loc[1, "address"] = None
    assert addresses_at_meetings(rows).isna().all()
    assert addresses_at_meetings(rows.head(1)).isna().all()
    assert addresses_at_meetings(rows.head(0)).empty
