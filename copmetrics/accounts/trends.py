"""Over time: trends over up to twelve quarters."""

from __future__ import annotations

from collections.abc import Sequence

from copmetrics.account import Block, Column, Figure, Section, Table
from copmetrics.accounts.facts import Facts
from copmetrics.measures import HEADLINES, MEASURES
from copmetrics.quarters import label
from copmetrics.units import Unit, show

__all__ = ["trends"]


def trends(facts: Facts) -> Section:
    """Tell how attendance, the list and the mailings went over the quarters."""
    blocks: list[Block] = [
        _trend(
            facts, "attendance-trend", ("attendances", "unique_attendees"),
            _trend_message(facts, "attendances", "Attendances"),
            "Attendances at events and different people who attended, by quarter",
        ),
        _trend(
            facts, "list-trend", ("list_members",),
            _trend_message(facts, "list_members", "The mailing list"),
            "People on the mailing list at the end of each quarter",
        ),
        _trend(
            facts, "email-trend", ("open_rate", "click_rate"),
            _rate_message(facts),
            "Share of delivered emails opened, and with a link clicked, by quarter",
        ),
        _series_table(facts),
    ]  # fmt: skip
    return Section("trends", "Over time", tuple(blocks))


def _trend(facts: Facts, id: str, indicators: Sequence[str], title: str, subtitle: str) -> Figure:
    columns = [Column("Quarter")]
    columns += [Column(MEASURES[each].label, facts.measures[each].unit) for each in indicators]
    rows = tuple(
        (label(quarter), *(facts.value(each, quarter) for each in indicators))
        for quarter in facts.recent
    )
    return Figure(id, title, subtitle, "lines", Table(f"{id}-data", subtitle, tuple(columns), rows))


def _trend_message(facts: Facts, indicator: str, subject: str) -> str:
    """Say where the last point stands among the quarters shown."""
    known = [(each, facts.value(indicator, each)) for each in facts.recent]
    points = [(each, value) for each, value in known if value is not None]
    last = facts.value(indicator)
    if last is None:
        return f"{subject}: not known for {label(facts.quarter)}"
    unit = facts.measures[indicator].unit
    if len(points) < 2:
        return f"{subject}: {unit.of(last)} in {label(facts.quarter)}, the first quarter known"
    highest = max(value for _, value in points)
    lowest = min(value for _, value in points)
    plural = "stand" if subject.endswith("s") else "stands"
    if highest == lowest:
        return f"{subject}: {unit.of(last)} in every quarter shown"
    if last == highest:
        return f"{subject} {plural} at {show(last, unit)}, the highest of {len(points)} quarters"
    if last == lowest:
        return f"{subject} {plural} at {show(last, unit)}, the lowest of {len(points)} quarters"
    top = label(next(each for each, value in points if value == highest))
    return (
        f"{subject} {plural} at {show(last, unit)}; the highest was {show(highest, unit)} in {top}"
    )


def _rate_message(facts: Facts) -> str:
    opened, clicked = facts.value("open_rate"), facts.value("click_rate")
    if opened is None or clicked is None:
        return f"Emails opened and clicked: not known for {label(facts.quarter)}"
    return f"{show(opened, Unit.SHARE)} of emails opened, a link clicked in {show(clicked, Unit.SHARE)}"


def _series_table(facts: Facts) -> Table:
    """The eight measures and their companions in every quarter shown."""
    shown = (*HEADLINES, "unique_attendees", "new_attendees", "returning_attendees",
             "organisations_attending", "list_organisation_unknown", "mailings")  # fmt: skip
    columns = [Column("Quarter")]
    columns += [Column(MEASURES[each].label, facts.measures[each].unit) for each in shown]
    rows = tuple(
        (label(quarter), *(facts.value(each, quarter) for each in shown))
        for quarter in reversed(facts.recent)
    )
    title = "The measures by quarter, newest first"
    return Table("by-quarter", title, tuple(columns), rows)
