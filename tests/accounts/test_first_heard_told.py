"""How new people first heard of the community, as the leaders' account tells it."""

from __future__ import annotations

import pandas as pd
from building import community, members

from copmetrics.accounts.heard_from import heard_table
from copmetrics.accounts.quarter_figures import QuarterFigures
from copmetrics.schema import FIRST_HEARD


def test_who_joined_the_list_several_times_in_the_year_is_one_person():
    once = [(each, "2024-05-02", None) for each in ("ben", "cy", "dee", "eve", "fay")]
    heard = [(each, "colleague") for each in ("asha", "ben", "cy", "dee", "eve", "fay")]
    tables = {
        "members": members(
            # in two quarters of the year, and twice in one of them
            ("asha", "2024-02-01", "2024-03-01"),
            ("asha", "2024-08-01", "2024-08-09"),
            ("asha", "2024-09-01", None),
            # joined before the year, and anew in it
            ("ben", "2023-02-01", "2023-03-01"),
            *once,
        ),
        "first_heard": FIRST_HEARD.conform(pd.DataFrame(heard, columns=["person", "heard_from"])),
    }
    told = community(tables)
    (table,) = heard_table(QuarterFigures.of(told, told.quarter("2024-Q3")))
    # quarter by quarter they joined eight times
    assert [row[:2] for row in table.rows] == [("Colleague", 6.0)]
