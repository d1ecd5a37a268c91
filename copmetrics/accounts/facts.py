"""The numbers that all sections of one account tell from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from copmetrics.community import Community
from copmetrics.measures import HEADLINES, MEASURES
from copmetrics.quarters import bounds, span
from copmetrics.units import show

__all__ = ["TREND", "Facts", "day", "known_number", "known_text"]

TREND = 12
"""How many quarters a trend goes back at the most."""


@dataclass(frozen=True)
class Facts:
    """One community's indicators and changes, and the quarter they are told for."""

    community: Community
    quarter: pd.Period
    values: pd.DataFrame
    changes: pd.DataFrame

    @classmethod
    def of(cls, community: Community, quarter: pd.Period) -> Facts:
        """Compute what the account needs, once."""
        needed = community.quarters.union(pd.PeriodIndex([quarter]))
        values = community.indicators(quarters=needed)
        return cls(community, quarter, values, community.changes(values))

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

    def why(self, indicator: str) -> str:
        """Return why this quarter's value is unknown, or not quite what it seems."""
        return str(self.by_key[self.quarter, indicator]["note"] or "no export tells")

    def said(self, indicator: str) -> str:
        """Return this quarter's value as a text with its word: `214 attendances`, `44.1%`."""
        value = self.value(indicator)
        unit = MEASURES[indicator].unit
        return show(value, unit) if value is None else unit.of(value)


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
