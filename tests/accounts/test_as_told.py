"""In which order an account's sections are told, and that it is not the one that they stand in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from copmetrics.accounts import quarter_figures
from copmetrics.accounts.account import ReportFigure, Section
from copmetrics.accounts.for_audience import inside_evidence
from copmetrics.accounts.quarterly import in_order, sections_as_told
from copmetrics.accounts.when_asked import WhenAsked
from copmetrics.quarters import name


def test_sections_stand_where_they_belong_in_whatever_order_they_are_told():
    one, two, three, four = (Section(each, each, ()) for each in ("a", "b", "c", "d"))
    assert in_order([(2, (four,)), (0, (one, two)), (1, ()), (1, (three,))]) == (
        one,
        two,
        three,
        four,
    )


def test_who_draws_is_told_of_six_pictures_before_any_number_is_parted(
    demo, demo_report, monkeypatch
):
    """A community of which nothing has been worked out yet, whose parts cannot be."""
    monkeypatch.setattr(quarter_figures, "part_tables", lambda *_: pytest.fail("parts were asked"))
    fresh = replace(demo)
    sections = sections_as_told(inside_evidence(fresh, name(fresh.quarter())))
    told = [next(sections) for _ in range(3)]
    drawn = [
        each.id
        for _, (section,) in told
        for each in section.blocks
        if isinstance(each, ReportFigure)
    ]
    assert drawn == [
        "control-attendances-event",
        "control-click-rate-mailing",
        "control-open-rate-mailing",
        "list-trend",
        "list-flows",
        "mailings-figure",
    ]
    places = {section.id: place for place, section in enumerate(demo_report.sections)}
    assert [places[section.id] - places["trends"] for _, (section,) in told] == [0, 4, 5]


def test_what_is_worked_out_when_it_is_asked_for_is_worked_out_once_and_whole():
    asked = []
    found = WhenAsked(lambda: asked.append("all") or {"months": 3, "topics": 2})
    assert asked == []
    assert (found["months"], len(found), list(found)) == (3, 2, ["months", "topics"])
    assert found.get("sectors") is None
    assert asked == ["all"]
