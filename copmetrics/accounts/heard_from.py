"""How new people first heard of the community, and what became of them; nothing where nobody was asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pandas as pd

from copmetrics.accounts.account import ReportCell, ReportColumn, ReportTable
from copmetrics.accounts.part_tables import YEAR
from copmetrics.accounts.quarter_figures import InsideFigures, shown_cell
from copmetrics.community.community import Community
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
"""Each new person is in one quarter of these, and adds up; who joins the list anew may be in several."""
JOINED: Final = TOLD[0]
NOT_KNOWN: Final = "Not known"
NOTE: Final = (
    "As people answered when they joined, or booked for the first time; who was not asked is not known. "
    "Who left the list and joined it again is one person. "
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
    joined = _people_who_joined(community, values)
    sums = _over_the_year(values, ["value", "numerator", "denominator"], joined)
    ratio = sums["numerator"] / sums["denominator"].where(sums["denominator"] > 0)
    whole = sums.assign(
        value=ratio.where(sums["denominator"].notna(), sums["value"]),
        quarter=facts.quarter,
        note="",
    )
    people = _over_the_year(behind, ["people"], joined).assign(quarter=facts.quarter)
    shown = cross_tab(whole, community.measures, community.settings, people)
    return {
        (row[HEARD_FROM], row["indicator"]): shown_cell(row)
        for row in shown.to_dict("records")
        if row["status"] or pd.notna(row["value"])
    }


def _people_who_joined(community: Community, values: pd.DataFrame) -> pd.Series:
    """Return how many different people joined the list in the quarters of which that is known, by source."""
    known = values.loc[values["indicator"].eq(JOINED) & values["value"].notna(), "quarter"]
    if known.empty:
        return pd.Series(dtype="float64")
    people = community.people_over(HEARD_FROM, span(known.min(), known.max()), of=JOINED)
    return people.fillna({HEARD_FROM: NOT_KNOWN}).set_index(HEARD_FROM)["people"].astype("float64")


def _over_the_year(quarters: pd.DataFrame, numbers: list[str], joined: pd.Series) -> pd.DataFrame:
    """Add quarters up, but for people who joined the list; who was not asked is a group of its own."""
    named = quarters.assign(**{HEARD_FROM: quarters[HEARD_FROM].fillna(NOT_KNOWN)})
    sums = named.groupby([HEARD_FROM, "indicator"], as_index=False)[numbers].sum(min_count=1)
    of_joiners = sums["indicator"].eq(JOINED)
    once = sums.loc[of_joiners, HEARD_FROM].map(joined)
    return sums.assign(**{numbers[0]: sums[numbers[0]].mask(of_joiners, once)})
