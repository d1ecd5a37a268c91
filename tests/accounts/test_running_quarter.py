"""A quarter that is not over: each number stands under the days that it is of, and what is withheld is known."""

from __future__ import annotations

import pandas as pd
import pytest
from building import YEAR, attendance, community, events, feedback

from copmetrics.accounts import quarter_figures
from copmetrics.accounts.account import ReportFigure, ReportTable
from copmetrics.accounts.feedback import feedback_section
from copmetrics.accounts.headlines import eight_measures
from copmetrics.accounts.part_tables import Part
from copmetrics.accounts.people import people
from copmetrics.accounts.quarter_figures import QuarterFigures
from copmetrics.accounts.reach import months_section
from copmetrics.accounts.running_quarter import so_far_words
from copmetrics.accounts.summary import summary
from copmetrics.charts.words import sparkline_alt_text
from copmetrics.settings import Profile

AS_OF = pd.Timestamp("2024-05-20 12:00", tz="UTC")
"""Fifty days of the second quarter have begun."""
PEOPLE = {"early": 12, "late": 30, "now": 14, "a_year_ago": 3}


@pytest.fixture(scope="module")
def told():
    """12 came in the first fifty days of the quarter before, 30 after them; 14 so far; 3 a year ago."""
    held = events(
        a_year_ago="2023-04-11 13:00",
        early="2024-02-06 13:00",
        late="2024-03-19 13:00",
        now="2024-05-14 13:00",
        to_come="2024-06-11 13:00",
    )
    came = [(event, f"{event} {each}") for event, many in PEOPLE.items() for each in range(many)]
    written = feedback(("now", 4), ("to_come", 4)).assign(plus=["Short", "Of after this day"])
    tables = {"events": held, "attendance": attendance(*came), "feedback": written}
    return community(tables, settings=YEAR, as_of=AS_OF)


def figures(told, profile=Profile.INTERNAL):
    return QuarterFigures.of(told, told.quarter("2024-Q2"), profile)


def test_what_is_planned_in_it_is_said_of_a_quarter_that_is_not_over_alone(told):
    assert summary(figures(told)).partition(".")[0] == (
        "In 2024 Q2 (Apr to Jun 2024) the community held 1 event with 14 attendances: 14 people; "
        "14 people came for the first time; 1 more event is planned"
    )
    before = summary(QuarterFigures.of(told, told.quarter("2024-Q1")))
    assert "planned" not in before
    nothing = community({"events": events(late="2024-06-11 13:00")}, settings=YEAR, as_of=AS_OF)
    assert summary(figures(nothing)).startswith(
        "In 2024 Q2 (Apr to Jun 2024) no event has been held so far; 1 more event is planned."
    )


def test_the_quarter_before_is_named_by_the_days_that_stand_under_it(told):
    block = eight_measures(figures(told))
    assert block.previous_quarter == "2024 Q1 (first 50 days)"
    assert block.year_ago_quarter == "2023 Q2 (whole)"
    row = attendances(figures(told))
    assert (row.value, row.previous, row.change, row.year_ago) == (14, 12, 2, 3)
    # the trend is of whole quarters: 14 of one that is not over would look like a fall
    assert row.trend[-1] == ("2024 Q1", 42)
    assert so_far_words(figures(told)) == (
        "This quarter is not over: its numbers are so far, to 20 May 2024. A change is since the first 50 "
        "days of the quarter before; every other number of an earlier quarter is of the whole of it.",
    )
    assert so_far_words(figures(told), measured=False) == (
        "This quarter is not over: its numbers are so far, to 20 May 2024. An earlier quarter stands whole "
        "beside it.",
    )


def test_whatever_else_is_of_the_quarter_before_says_that_it_is_whole(told):
    facts = figures(told)
    (figure, *_) = months_section(facts).blocks
    assert figure.title == "14 attendances in 2024 Q2 so far, 42 in the whole quarter before"
    tables = [each for each in people(facts).blocks if isinstance(each, ReportTable | ReportFigure)]
    heads = {
        column.label
        for each in tables
        for column in (each.columns if isinstance(each, ReportTable) else each.data.columns)
    }
    assert "People the quarter before" not in heads


def test_what_was_written_of_an_event_to_come_is_not_told_before_it(told):
    tables = [
        each for each in feedback_section(figures(told)).blocks if isinstance(each, ReportTable)
    ]
    (words,) = [each for each in tables if each.id == "feedback-words"]
    assert [row[2] for row in words.rows] == ["Short"]


def attendances(facts):
    return next(each for each in eight_measures(facts).rows if each.indicator == "attendances")


@pytest.fixture
def without_parts(monkeypatch):
    """Tables in parts, of which the eight measures say nothing, are left out."""
    nothing = {Part.NAMED: pd.DataFrame(columns=["quarter", "organisation"])}
    monkeypatch.setattr(quarter_figures, "part_tables", lambda *_: nothing)


@pytest.mark.usefixtures("without_parts")
def test_what_is_withheld_is_not_said_to_be_unknown(told):
    """A year ago 3 came, which no sponsor is shown; nobody came in the two quarters after that."""
    row = attendances(figures(told, Profile.SHARE))
    assert row.year_ago == "[c]"
    assert sparkline_alt_text(row).endswith("; 1 of 4 quarters withheld to protect small numbers")
    over = [
        QuarterFigures.of(told, told.quarter(each), Profile.SHARE)
        for each in ("2023-Q2", "2023-Q3")
    ]
    assert so_far_words(over[1]) == ()
    assert eight_measures(over[1]).previous_quarter == "2023 Q2"
    first, after = map(attendances, over)
    assert (first.value, first.change, first.verdict) == ("[c]", "[c]", "")
    assert (after.value, after.previous, after.change) == (0, "[c]", "[c]")
    assert after.verdict == "not compared: 2023 Q2 is withheld, to protect small numbers of people"


@pytest.mark.usefixtures("without_parts")
def test_so_many_days_of_the_quarter_before_are_withheld_by_themselves():
    """3 came in its first fifty days, which is not shown, though the 33 of the whole of it are."""
    held = events(early="2024-02-06 13:00", late="2024-03-19 13:00", now="2024-05-14 13:00")
    many = {"early": 3, "late": 30, "now": 14}
    came = [(event, f"{event} {each}") for event in many for each in range(many[event])]
    tables = {"events": held, "attendance": attendance(*came)}
    told = community(tables, settings=YEAR, as_of=AS_OF)
    row = attendances(figures(told, Profile.SHARE))
    assert (row.previous, row.change) == ("[c]", "[c]")
    assert row.trend[-1][1] in (30, 35)
    assert attendances(figures(told)).previous == 3
