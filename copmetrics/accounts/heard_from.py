"""How new people first heard of the community, and what became of them; nothing where nobody was asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pandas as pd

from copmetrics.accounts.account import ReportCell, ReportColumn, ReportTable
from copmetrics.accounts.part_tables import YEAR
from copmetrics.accounts.quarter_figures import InsideFigures, shown_cell
from copmetrics.framework.heard_from import HeardFrom
from copmetrics.measures import MEASURES
from copmetrics.measures.attendance import HEARD_FROM
from copmetrics.privacy.cross_tabs import cross_tab
from copmetrics.quarters import label, span

__all__ = ["heard_table"]

TOLD: Final = (
    "list_joined",
    "new_attendees",
    "first_contact_with_core",
    "came_with_colleague",
    "second_event_rate",
)
"""Each new person is in one quarter of these, so that quarters add up."""
NOT_KNOWN: Final = "Not known"
NOTE: Final = (
    "As people answered when they joined, or booked for the first time; who was not asked is not known. "
    "Whether they came a second time is told of those for whom the two quarters after are over."
)


def heard_table(facts: InsideFigures) -> Iterator[ReportTable]:
    """Tell four quarters' joiners and new people by how they first heard, those of few people withheld."""
    if facts.community.tables["first_heard"].empty:
        return
    year = span(facts.quarter - YEAR + 1, facts.quarter)
    cells = _cells(facts, year)
    sources = [*(str(each) for each in HeardFrom), NOT_KNOWN]
    rows: tuple[tuple[ReportCell, ...], ...] = tuple(
        (each.capitalize(), *(cells.get((each, indicator)) for indicator in TOLD))
        for each in sources
        if any((each, indicator) in cells for indicator in TOLD)
    )
    columns = (
        ReportColumn("First heard by"),
        *(ReportColumn(MEASURES[each].label, MEASURES[each].unit) for each in TOLD),
    )
    title = f"How new people first heard of the community, in the four quarters to {label(facts.quarter)}"
    if rows:
        yield ReportTable("heard-table", title, columns, rows, (NOTE,), folded=True)


def _cells(facts: InsideFigures, year: pd.PeriodIndex) -> dict[tuple[str, str], ReportCell]:
    """Return what is shown of each way to hear of the community and indicator."""
    community = facts.community
    values = community.indicators(by=(HEARD_FROM,), only=TOLD, quarters=year)
    behind = community.people_behind(by=(HEARD_FROM,), only=TOLD, quarters=year)
    sums = _over_the_year(values, ["value", "numerator", "denominator"])
    ratio = sums["numerator"] / sums["denominator"].where(sums["denominator"] > 0)
    whole = sums.assign(
        value=ratio.where(sums["denominator"].notna(), sums["value"]),
        quarter=facts.quarter,
        note="",
    )
    people = _over_the_year(behind, ["people"]).assign(quarter=facts.quarter)
    shown = cross_tab(whole, community.measures, community.settings, people)
    return {
        (row[HEARD_FROM], row["indicator"]): shown_cell(row)
        for row in shown.to_dict("records")
        if row["status"] or pd.notna(row["value"])
    }


def _over_the_year(quarters: pd.DataFrame, numbers: list[str]) -> pd.DataFrame:
    """Add quarters up; who was not asked is a group of its own."""
    named = quarters.assign(**{HEARD_FROM: quarters[HEARD_FROM].fillna(NOT_KNOWN)})
    return named.groupby([HEARD_FROM, "indicator"], as_index=False)[numbers].sum(min_count=1)
