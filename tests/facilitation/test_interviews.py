"""Whom to interview: who said that they changed something, beside who came often; by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from building import attendance, moment
from mondays import HUDDLES, MONDAY, community

from copmetrics.facilitation import Week, lists_of_people, monday_account
from copmetrics.facilitation.whom_to_interview import said_lately
from copmetrics.schema import CHANGES_SAID

pytestmark = pytest.mark.slow
LONDON = "Europe/London"


def said(*rows: tuple[str, str | None, str | None, str | None]) -> pd.DataFrame:
    """Each row is (person, event, words, day)."""
    told = pd.DataFrame(rows, columns=["person", "event", "said", "said_on"])
    return CHANGES_SAID.conform(told.assign(said_on=pd.to_datetime(told["said_on"])))


def test_who_changed_something_is_first_with_their_words_the_last_day_and_the_events():
    told = community(
        rules={"ask_quarters": 4},  # so that nobody is on another list
        events=HUDDLES,
        attendance=attendance(
            *((event, who) for event in ("h4", "h5", "h6") for who in ("often", "oftener")),
            *((event, "both") for event in ("h3", "h4", "h5")),
            ("h1", "once"),
            ("h6", "teller"),
        ),
    )
    told.narrative_tables["stories"] = pd.DataFrame(
        {"teller": ["teller"], "constituency": ["Nurses"]}
    )
    changed = said(
        ("both", "h5", "The bell", "2026-05-13"),
        ("both", "h4", None, "2026-03-11"),
        ("once", "h6", "The card", "2026-09-09"),
        ("never seen", None, None, "2026-09-10"),
        ("teller", "h6", "The list", "2026-09-09"),
        ("long ago", "h1", "The form", "2025-05-14"),  # more than twelve months before
        ("tomorrow", "h6", "The clock", "2026-10-06"),
    )
    week = Week.of(told, changes_said=changed)
    sheet = lists_of_people(week)[-1]
    columns = [each.label for each in sheet.columns]
    rows = [dict(zip(columns, row, strict=True)) for row in sheet.rows]
    assert [
        (row["Person"], row["What they changed, in their words"], row["Said on"], row["Said of"])
        for row in rows
    ] == [
        ("both", "The bell", "2026-05-13", "h5 / h4"),
        ("once", "The card", "2026-09-09", "h6"),
        ("never seen", "(said yes, and not what)", "2026-09-10", None),
        ("often", None, None, None),
        ("oftener", None, None, None),
    ]
    assert [row["Why also"] for row in rows] == ["came often", None, None, None, None]
    # the page counts the teller too: less them, it would hang on who they were
    page = str(monday_account(week).section("ask"))
    assert "4 people said in feedback forms of the past twelve months that they changed" in page
    assert "The bell" not in page
    # who withdrew a story is not asked for one again, neither for what they said nor for coming often
    spared = Week.of(told, changes_said=changed, withdrew=frozenset({"both", "oftener"}))
    assert [row[0] for row in lists_of_people(spared)[-1].rows] == ["once", "never seen", "often"]


def test_without_anybody_who_said_so_the_sheet_and_the_page_are_as_before():
    week = Week.of(community(events=HUDDLES, attendance=attendance(("h1", "ann"))))
    assert "What they changed" not in str(lists_of_people(week)[-1])
    assert "changed something" not in str(monday_account(week))


def test_a_day_is_of_the_community_and_today_is_not_over():
    rows = said(("a", None, None, "2026-10-04"), ("b", None, None, "2026-10-05"))
    found = said_lately(rows, until=MONDAY, months=12, timezone=LONDON)
    assert found["person"].tolist() == ["a"]
    later = said_lately(rows, until=moment("2027-10-05 00:00"), months=12, timezone=LONDON)
    assert later["person"].tolist() == ["b"]
