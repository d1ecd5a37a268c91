"""The numbers that all sections of one account tell from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypedDict, cast

import pandas as pd

from copmetrics.accounts.account import ReportCell
from copmetrics.community.community import Community
from copmetrics.evaluation.changes import changes_and_reasons
from copmetrics.evaluation.measure_queries import KEYS
from copmetrics.evaluation.parts import with_parts
from copmetrics.framework.basis import Basis
from copmetrics.framework.withheld import MARK, ShownAs
from copmetrics.measures import HEADLINES
from copmetrics.measures.base import Measure
from copmetrics.measures.counted import PERSONAL_DIMENSIONS
from copmetrics.measures.open_rate_eras import MachineOpens
from copmetrics.privacy.cross_tabs import cross_tab
from copmetrics.privacy.rounding import Rounding
from copmetrics.privacy.shared_values import Behind, shared
from copmetrics.quarters import bounds, span
from copmetrics.settings import Profile
from copmetrics.units import show, shown_difference

__all__ = ["TREND", "QuarterFigures", "day", "known_number", "known_text", "shown_cell"]

TREND = 12
"""How many quarters a trend goes back at the most."""


class IndicatorRow(TypedDict):
    """One value as it is shown: a row of indicators."""

    quarter: pd.Period
    indicator: str
    value: float
    numerator: float
    denominator: float
    unit: str
    basis: str
    note: str
    machine_opens: str | float
    """One of `MachineOpens`; missing of most measures."""
    status: str


class ChangeRow(TypedDict):
    """One value beside that of the quarter before: a row of changes, its numbers unknown or not."""

    quarter: pd.Period
    indicator: str
    value: float
    previous: float
    change: float
    change_percent: float
    low: float
    high: float
    verdict: str
    state: str
    unit: str
    why_not: str
    moved: str
    in_history: str
    standing: str


@dataclass(frozen=True)
class QuarterFigures:
    """One community's indicators and changes, and the quarter they are told for."""

    community: Community
    quarter: pd.Period
    values: pd.DataFrame
    """The indicators as the profile shows them, with a `status`: `c` where withheld."""
    changes: pd.DataFrame
    profile: Profile = Profile.INTERNAL

    @classmethod
    def of(
        cls, community: Community, quarter: pd.Period, profile: Profile = Profile.INTERNAL
    ) -> QuarterFigures:
        """Compute what the account needs, once; changes are those of the values shown."""
        needed = community.quarters.union(pd.PeriodIndex([quarter]))
        values = community.indicators(quarters=needed)
        before = community.same_days
        same_days = None if before is None else before.indicators()
        if profile is Profile.SHARE:
            behind = Behind(
                community.people_behind(quarters=needed), community.cell_keys(quarters=needed)
            )
            values = _shared(values, community, behind)
            if before is not None and same_days is not None:
                same_days = _shared(
                    same_days, community, Behind(before.people_behind(), before.cell_keys())
                )
        else:
            values = values.assign(status=str(ShownAs.IT_IS))
        if before is not None and same_days is not None:
            same_days = with_parts(same_days, before.indicators)
        told = with_parts(values, community.indicators)
        changes = changes_and_reasons(told, so_far=same_days)
        return cls(community, quarter, values, changes, profile)

    def by(
        self, dimensions: Sequence[str], *, only: Sequence[str], quarters: pd.PeriodIndex
    ) -> pd.DataFrame:
        """Return indicators by dimensions as the profile shows them, with a `status`."""
        community = self.community
        found = community.indicators(by=dimensions, only=only, quarters=quarters)
        people = community.people_behind(by=dimensions, only=only, quarters=quarters)
        if self.profile is Profile.SHARE:
            keys = community.cell_keys(by=dimensions, only=only, quarters=quarters)
            return _shared(found, community, Behind(people, keys))
        if set(dimensions) & set(PERSONAL_DIMENSIONS):
            return cross_tab(found, community.measures, community.settings, people)
        return found.assign(status=str(ShownAs.IT_IS))

    def over(
        self, dimensions: Sequence[str], *, only: Sequence[str], quarters: pd.PeriodIndex
    ) -> pd.DataFrame:
        """Return indicators of several quarters together, by dimensions, with a `status`.

        For counts that add up and for ratios, whose sums do: never for distinct people.
        """
        found = self.community.indicators(by=dimensions, only=only, quarters=quarters)
        sums = found.groupby([*dimensions, "indicator", "unit"], sort=False, as_index=False)[
            ["value", "numerator", "denominator"]
        ].sum(min_count=1)
        ratio = sums["numerator"] / sums["denominator"].where(sums["denominator"] > 0)
        whole = sums.assign(
            value=ratio.where(sums["denominator"].notna(), sums["value"]),
            quarter=self.quarter,
            basis="actual",
            note="",
            machine_opens=None,
        )
        whole = whole[found.columns]
        if self.profile is Profile.INTERNAL:
            return whole.assign(status="")
        keys = self.community.cell_keys(by=dimensions, only=only, quarters=quarters)
        together = keys.groupby([*dimensions, "indicator"], as_index=False)[list(KEYS)].sum()
        nobody = pd.DataFrame(columns=["quarter", "indicator", *dimensions, "people"])
        behind = Behind(nobody, together.assign(quarter=self.quarter))
        return _shared(whole, self.community, behind)

    @property
    def measures(self) -> Mapping[str, Measure]:
        """Every measure of the community by its id."""
        return self.community.measures

    @property
    def is_shared(self) -> bool:
        """Whether small numbers are withheld and others rounded."""
        return self.profile is Profile.SHARE

    @cached_property
    def by_key(self) -> dict[tuple[pd.Period, str], IndicatorRow]:
        """The indicators, to look up by quarter and id."""
        rows = cast("list[IndicatorRow]", self.values.to_dict("records"))
        return {(row["quarter"], row["indicator"]): row for row in rows}

    @cached_property
    def change(self) -> dict[str, ChangeRow]:
        """This quarter's changes, to look up by id."""
        here = self.changes[self.changes["quarter"] == self.quarter]
        rows = cast("list[ChangeRow]", here.to_dict("records"))
        return {row["indicator"]: row for row in rows}

    @property
    def recent(self) -> pd.PeriodIndex:
        """Up to twelve quarters with events or mailings or changes, the told one last."""
        first = max(self.quarter - TREND + 1, self._first)
        return span(min(first, self.quarter), self.quarter)

    @property
    def so_far(self) -> bool:
        """Whether the quarter is not over."""
        spans = bounds(
            pd.PeriodIndex([self.quarter]),
            timezone=self.community.settings.timezone,
            as_of=self.community.as_of,
        )
        return not bool(spans["over"].iloc[0])

    @cached_property
    def _first(self) -> pd.Period:
        """The first quarter in which any of the eight measures is known."""
        known = self.values[self.values["indicator"].isin(HEADLINES) & self.values["value"].notna()]
        quarters = known["quarter"]
        return min(quarters) if len(quarters) else self.quarter

    def value(self, indicator: str, quarter: pd.Period | None = None) -> float | None:
        """Return one value, or nothing where it is unknown."""
        row = self.by_key.get((self.quarter if quarter is None else quarter, indicator))
        return None if row is None or pd.isna(row["value"]) else float(row["value"])

    def cell(self, indicator: str, quarter: pd.Period | None = None) -> ReportCell:
        """Return one value as a table holds it: a number, `[c]` where withheld, or unknown."""
        row = self.by_key.get((self.quarter if quarter is None else quarter, indicator))
        return None if row is None else shown_cell(row)

    def withheld(self, indicator: str, quarter: pd.Period | None = None) -> bool:
        """Whether a value is known and not shown."""
        return self.cell(indicator, quarter) == MARK

    def change_cell(self, indicator: str) -> ReportCell:
        """Return this quarter's change as a table holds it: the difference of what is shown."""
        if self.withheld(indicator) or self.withheld(indicator, self.quarter - 1):
            return MARK
        moved = self.change[indicator]
        if pd.isna(moved["change"]):
            return None
        return shown_difference(moved["value"], moved["previous"], self.measures[indicator].unit)

    def why(self, indicator: str) -> str:
        """Return why this quarter's value is unknown, or not quite what it seems."""
        return str(self.by_key[self.quarter, indicator]["note"] or "no export tells")

    def without_machine_opens(self, indicator: str) -> bool:
        """Whether this quarter's value of a measure of opens is known without those of machines."""
        return self.by_key[self.quarter, indicator]["machine_opens"] == MachineOpens.LEFT_OUT

    def least(self, indicator: str, quarter: pd.Period | None = None) -> str:
        """Return what stands before a value that is a lower bound: "at least "; else nothing."""
        key = (self.quarter if quarter is None else quarter, indicator)
        row = self.by_key.get(key)
        bound = row is not None and row["basis"] == Basis.LOWER_BOUND
        return "at least " if bound and not self.withheld(indicator, key[0]) else ""

    def said(self, indicator: str) -> str:
        """Return this quarter's value as a text with its word: `214 attendances`, `44.1%`."""
        value = self.value(indicator)
        unit = self.measures[indicator].unit
        if self.withheld(indicator):
            return f"{MARK} {unit.several}".strip()
        return show(value, unit) if value is None else unit.of(value)


def shown_cell(row: Mapping[str, object]) -> ReportCell:
    """Return a row's value as a table holds it: a number, `[c]` where withheld, or unknown."""
    return MARK if row.get("status") == ShownAs.WITHHELD else known_number(row["value"])


def _shared(values: pd.DataFrame, community: Community, behind: Behind) -> pd.DataFrame:
    rounding = Rounding(community.settings.small_number, community.secret)
    return shared(values, community.measures, rounding, behind)


def known_number(value: object) -> float | None:
    """Return a frame's cell as a number, or nothing where it is unknown."""
    return None if value is None or pd.isna(value) else float(str(value))


def known_text(value: object) -> str | None:
    """Return a frame's cell as a text, or nothing where it is unknown."""
    return None if value is None or pd.isna(value) else str(value)


def day(moment: pd.Timestamp, community: Community) -> str | None:
    """Return the day on the community's wall calendar, as ISO has it."""
    if pd.isna(moment):
        return None
    return moment.tz_convert(community.settings.timezone).date().isoformat()
