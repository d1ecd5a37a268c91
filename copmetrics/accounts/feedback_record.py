"""Feedback as a record: quarter by quarter, and by kind of activity, each with how much there is of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from copmetrics.accounts.account import ReportCell, ReportColumn, ReportTable
from copmetrics.accounts.part_tables import Part
from copmetrics.accounts.quarter_figures import InsideFigures, known_number
from copmetrics.framework.learning_activities import CLUSTERS
from copmetrics.quarters import label, span
from copmetrics.units import Unit

__all__ = ["by_activity", "over_time"]

BACK: Final = 12
"""So many quarters of feedback are told."""
REMARKS: Final = ("plus_remarks", "delta_remarks")
COLUMNS: Final = (
    ReportColumn("Ratings", Unit.ANSWERS),
    ReportColumn("Mean, 1 to 5", Unit.SCORE),
    ReportColumn("Went well", Unit.REMARKS),
    ReportColumn("To change", Unit.REMARKS),
)


def over_time(facts: InsideFigures) -> ReportTable:
    """Put ratings and remarks quarter by quarter, those in which there were any."""
    rows = (
        (label(each), *_of_quarter(facts, each))
        for each in span(facts.quarter - BACK + 1, facts.quarter)
    )
    told = tuple(row for row in rows if any(cell is not None for cell in row[1:]))
    columns = (ReportColumn("Quarter"), *COLUMNS)
    return ReportTable("feedback-time", "Feedback over time", columns, told, folded=True)


def _of_quarter(facts: InsideFigures, quarter: object) -> tuple[ReportCell, ...]:
    rated = facts.by_key.get((quarter, "feedback_rating"))
    many = None if rated is None else known_number(rated["denominator"])
    return (many, *(facts.cell(each, quarter) for each in ("feedback_rating", *REMARKS)))


def by_activity(facts: InsideFigures) -> ReportTable:
    """Say of each kind of activity what people said of it over four quarters, and of how many that is."""
    parts = (facts.parts[each].to_dict("records") for each in (Part.ACTIVITIES, Part.REMARKS))
    told = {(row["cluster"], row["indicator"]): row for rows in parts for row in rows}
    kinds = ((cluster.label, _of_kind(told, id)) for id, cluster in CLUSTERS.items())
    rows = tuple((name, *cells) for name, cells in kinds if any(cells))
    columns = (ReportColumn("Activity"), *COLUMNS)
    title = f"What works, by kind of activity, in the four quarters to {label(facts.quarter)}"
    return ReportTable("feedback-activities", title, columns, rows)


def _of_kind(
    told: Mapping[tuple[str, str], Mapping[str, object]], cluster: str
) -> tuple[ReportCell, ...]:
    rated = told.get((cluster, "feedback_rating"))
    counts = (told.get((cluster, each)) for each in REMARKS)
    return (
        None if rated is None else known_number(rated["denominator"]),
        None if rated is None else known_number(rated["value"]),
        *(None if each is None else known_number(each["value"]) for each in counts),
    )
