"""The learning agenda in the leaders' account and on Monday's page: what is told of it, and what is not."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
from building import community, events, moment
from mondays import community as on_monday
from narrated import figures_of

from copmetrics.accounts.agenda import agenda_section
from copmetrics.facilitation import Week, monday_account
from copmetrics.schema import AGENDA
from copmetrics.units import Unit

AS_OF = pd.Timestamp("2024-10-05", tz="UTC")


def items(**told: dict[str, object]) -> pd.DataFrame:
    """A row an item, raised on 14 May 2024 and open unless it says otherwise."""
    rows = []
    for place, (name, more) in enumerate(told.items(), start=2):
        row = {"raised_at": "2024-05-14", "item": name.replace("_", " "), **more}
        row["raised_at"], closed = moment(str(row["raised_at"])), row.get("closed_at")
        row["closed_at"] = moment(closed)  # type: ignore[arg-type]
        given = {"status": "done" if closed else "open", "source_file": "a.csv", **row}
        rows.append({**given, "source_row": place})
    return AGENDA.check(AGENDA.conform(pd.DataFrame(rows)))


KEPT = items(
    nights={"raised_at": "2024-01-14", "topic": "Nights", "status": "parked"},
    more_nights={"topic": "Nights", "taken_by": "outreach leads"},
    secret={"consent": "private"},
    thanks_to_Asha={"raised_at": "2024-07-02"},
    card={"closed_at": "2024-07-09", "outcome": "printed"},
)


def told(table: pd.DataFrame, quarter: str = "2024-Q3"):
    made = community({"events": events(talk="2024-01-10 12:00"), "agenda": table}, as_of=AS_OF)
    named = replace(made, naming=frozenset({"thanks to Asha"}))
    return agenda_section(figures_of(named, named.quarter(quarter), only=["agenda_open"]))


def test_what_waits_is_told_by_age_and_what_was_closed_with_its_outcome():
    (section,) = told(KEPT)
    words, waiting, closed, topics, back = section.blocks
    assert words.text.startswith(
        "4 items are open or parked at the end of 2024 Q3, 1 of them for two whole quarters or more; nobody "
        "has taken 3. In the quarter 1 item was raised and 1 item closed. 1 item may be told to nobody. "
    )
    assert [(row[0], row[4], row[5], row[6], row[7]) for row in waiting.rows] == [
        ("nights", 260, "parked", "nobody yet", None),  # to 30 September, as the title says
        ("more nights", 139, "open", "outreach leads", None),
        ("thanks to Asha", 90, "open", "nobody yet", "may name somebody"),
    ]
    assert closed.rows == (("card", None, "2024-05-14", "2024-07-09", "printed"),)
    assert topics.text == "Topics that come back: Nights (2 items in 2 quarters, 2 not closed)."
    assert back.rows == (("Nights", 2, 2, "2024-05-14", 2),)
    assert waiting.columns[4].unit is Unit.DAYS


def test_an_item_is_told_of_the_quarter_as_it_then_was():
    (section,) = told(KEPT, "2024-Q2")
    assert section.blocks[0].text.startswith("4 items are open or parked at the end of 2024 Q2; ")
    assert "In the quarter 3 items were raised and 0 items closed." in section.blocks[0].text


def test_a_community_without_an_agenda_is_told_nothing_of_it():
    assert told(AGENDA.empty()) == ()
    assert "agenda" not in str(monday_account(Week.of(on_monday())))


def test_mondays_page_tells_the_oldest_that_nobody_took_and_names_nobody():
    made = replace(on_monday(agenda=KEPT), naming=frozenset({"thanks to Asha"}))
    account = monday_account(Week.of(made))
    listing, table = account.section("today").blocks
    assert listing.items == (
        "Find somebody for 3 items of the agenda that nobody has taken, the oldest of 14 Jan 2024.",
    )
    assert table.rows == (("nights", None, "Nights", "2024-01-14"),)
    assert table.notes == (
        "In all 4 items open or parked: 1 parked, 4 open for two whole quarters or more.",
        "And 2 items that nobody has taken, of which nothing is told here.",
    )
    assert "Asha" not in str(account)
    assert "secret" not in str(account)
