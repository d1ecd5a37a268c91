"""`covered_to`: up to which day a community knows that nothing more happened than its exports tell."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest
from building import NOW, YEAR, members
from folders import folder

from copmetrics.errors import FileError
from copmetrics.evaluation.coverage import covered
from copmetrics.evaluation.indicators import indicators
from copmetrics.loading.survey import survey
from copmetrics.schema import TABLES

LISTED = {name: table.empty() for name, table in TABLES.items()} | {
    "members": members(
        ("asha", "2024-01-10", None),
        ("ben", "2024-04-10", None),
        ("cy", "2024-01-10", "2024-05-02"),
    )
}
EXPORTED = pd.DataFrame(
    {
        "export": ["a"],
        "audience": ["a"],
        "exported_at": [pd.Timestamp("2024-05-15 10:00", tz="UTC")],
        "complete": [True],
    }
)


def told(quarter, *, stated=None, as_of=NOW):
    """How many are on the list and how many left in a quarter: each with how sure it is, and why."""
    settings = YEAR.model_copy(update={"covered_to": {"members": stated} if stated else {}})
    known = covered(LISTED, settings, EXPORTED, as_of=as_of)
    asked = {"only": ("list_members", "list_left"), "quarters": [quarter]}
    found = indicators(LISTED, settings=settings, as_of=as_of, coverage=known, **asked)
    columns = ["value", "basis", "note"]
    return {
        row["indicator"]: tuple(row[each] for each in columns) for row in found.to_dict("records")
    }


def test_a_stated_day_makes_the_quarter_of_the_newest_export_whole():
    reaches = "the newest audience export reaches to 15 May 2024"
    assert told("2024-Q2")["list_members"] == (2, "so_far", reaches)
    assert told("2024-Q2", stated=date(2024, 6, 30)) == {
        "list_members": (2, "actual", ""),
        "list_left": (1, "actual", ""),
    }
    short = "the newest audience export reaches to 10 Jun 2024"
    assert told("2024-Q2", stated=date(2024, 6, 10))["list_members"] == (2, "so_far", short)


def test_a_quarter_after_the_newest_export_has_nothing_in_it_if_that_is_stated():
    assert pd.isna(told("2024-Q3")["list_members"][0])
    assert told("2024-Q3", stated=date(2024, 9, 30)) == {
        "list_members": (2, "actual", ""),
        "list_left": (0, "actual", ""),
    }


def test_a_running_quarter_is_known_to_where_its_list_is():
    in_june = {"as_of": pd.Timestamp("2024-06-20 09:00", tz="UTC")}
    since = "the quarter is not over: known to 15 May 2024"
    assert told("2024-Q2", **in_june)["list_members"] == (2, "so_far", since)
    stated = told("2024-Q2", stated=date(2024, 6, 20), **in_june)
    assert stated["list_members"] == (2, "so_far", "the quarter is not over: known to 20 Jun 2024")


def test_as_of_an_earlier_day_no_more_is_stated_than_could_be_known_on_it():
    settings = YEAR.model_copy(update={"covered_to": {"members": date(2024, 9, 30)}})
    in_june = covered(LISTED, settings, EXPORTED, as_of=pd.Timestamp("2024-06-20", tz="UTC"))
    assert max(in_june.touched) == pd.Period("2024Q2", "Q-DEC")
    assert max(covered(LISTED, settings, EXPORTED).touched) == pd.Period("2024Q3", "Q-DEC")


def test_a_day_to_come_is_refused_for_nobody_knows_it(tmp_path):
    place = folder(tmp_path, {"community.toml": "[covered_to]\nmembers = 2999-01-31\n"})
    with pytest.raises(FileError) as refused:
        survey(place, as_of="2024-05-01")
    assert str(refused.value) == (
        "community.toml: covered_to.members = 2999-01-31 is a day to come. Write the last day of which you know "
        "that nothing more happened."
    )
