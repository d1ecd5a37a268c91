"""The numbers that all sections of one account tell from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from copmetrics.accounts.account import ReportCell
from copmetrics.community.community import Community
from copmetrics.evaluation.changes import changes
from copmetrics.measures import HEADLINES
from copmetrics.measures.base import Measure
from copmetrics.privacy.small_numbers import MARK, PERSONAL, cross_tab, shared
from copmetrics.quarters import bounds, span
from copmetrics.settings import Profile
from copmetrics.units import show

__all__ = ["TREND", "Facts", "day", "known_number", "known_text", "shown_cell"]

TREND = 12
"""How many quarters a trend goes back at the most."""


@dataclass(frozen=True)
class Facts:
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
    ) -> Facts:
        """Compute what the account needs, once; changes are those of the values shown."""
        needed = community.quarters.union(pd.PeriodIndex([quarter]))
        exact = community.indicators(quarters=needed)
        values = _as_shown(exact, community, profile)
        same_days = community.same_days_before()
        if same_days is not None:
            same_days = _as_shown(same_days, community, profile)
        return cls(community, quarter, values, changes(values, so_far=same_days), profile)

    def by(self, dimensions: Sequence[str], **more: Any) -> pd.DataFrame:
        """Return indicators by dimensions as the profile shows them, with a `status`."""
        community = self.community
        found = community.indicators(by=dimensions, **more)
        if self.profile is Profile.INTERNAL and set(dimensions) & set(PERSONAL):
            return cross_tab(found, community.measures, community.settings)
        return _as_shown(found, community, self.profile)

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
        )
        return _as_shown(whole[found.columns], self.community, self.profile)

    @property
    def measures(self) -> Mapping[str, Measure]:
        """Every measure of the community by its id."""
        return self.community.measures

    @property
    def is_shared(self) -> bool:
        """Whether small numbers are withheld and others rounded."""
        return self.profile is Profile.SHARE

    @cached_property
    def by_key(self) -> dict[tuple[pd.Period, str], dict[str, Any]]:
        """The indicators, to look up by quarter and id."""
        rows = self.values.to_dict("records")
        return {(row["quarter"], row["indicator"]): row for row in rows}

    @cached_property
    def change(self) -> dict[str, dict[str, Any]]:
        """This quarter's changes, to look up by id."""
        rows = self.changes[self.changes["quarter"] == self.quarter].to_dict("records")
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

    @property
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
        """Return this quarter's change as a table holds it."""
        if self.withheld(indicator) or self.withheld(indicator, self.quarter - 1):
            return MARK
        return known_number(self.change[indicator]["change"])

    def why(self, indicator: str) -> str:
        """Return why this quarter's value is unknown, or not quite what it seems."""
        return str(self.by_key[self.quarter, indicator]["note"] or "no export tells")

    def said(self, indicator: str) -> str:
        """Return this quarter's value as a text with its word: `214 attendances`, `44.1%`."""
        value = self.value(indicator)
        unit = self.measures[indicator].unit
        if self.withheld(indicator):
            return f"{MARK} {unit.several}".strip()
        return show(value, unit) if value is None else unit.of(value)


def shown_cell(row: Mapping[str, Any]) -> ReportCell:
    """Return a row's value as a table holds it: a number, `[c]` where withheld, or unknown."""
    return MARK if row.get("status") == "c" else known_number(row["value"])


def _as_shown(values: pd.DataFrame, community: Community, profile: Profile) -> pd.DataFrame:
    if profile is Profile.INTERNAL:
        return values.assign(status="")
    return shared(
        values, community.measures, community.settings, community.narrative_tables["readings"]
    )


def known_number(value: Any) -> float | None:
    """Return a frame's cell as a number, or nothing where it is unknown."""
    return None if value is None or pd.isna(value) else float(value)


def known_text(value: Any) -> str | None:
    """Return a frame's cell as a text, or nothing where it is unknown."""
    return None if value is None or pd.isna(value) else str(value)


def day(moment: pd.Timestamp, community: Community) -> str | None:
    """Return the day on the community's wall calendar, as ISO has it."""
    if pd.isna(moment):
        return None
    return moment.tz_convert(community.settings.timezone).date().isoformat()
