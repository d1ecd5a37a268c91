"""What each indicator was in the quarters before: every series is gone through once."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass, field

import pandas as pd

from copmetrics.evaluation.days_unknown import is_of_all
from copmetrics.evaluation.history import History
from copmetrics.measures import open_rate_eras
from copmetrics.schema import IndicatorRow

__all__ = ["era_changes", "histories"]


def histories(rows: Sequence[IndicatorRow]) -> list[History]:
    """Return, for each row, the fully known quarters one after another before it, back to one that is not."""
    past: defaultdict[str, _Past] = defaultdict(_Past)
    found: dict[int, History] = {}
    for place in sorted(range(len(rows)), key=lambda each: rows[each]["quarter"].ordinal):
        found[place] = past[rows[place]["indicator"]].until(rows[place])
    return [found[place] for place in range(len(rows))]


def era_changes(
    indicator: str, first: pd.Period, last: pd.Period
) -> tuple[open_rate_eras.EraChange, ...]:
    """Return the days within two quarters, or between them, since which an open is another thing."""
    if indicator not in open_rate_eras.COUNTED:
        return ()
    return open_rate_eras.changes_between(first.start_time.date(), last.end_time.date())


@dataclass
class _Past:
    """One indicator's past, as far as the next quarter has it for a history."""

    known: deque[float] = field(default_factory=deque)
    """The values of the fully known quarters up to the `last`, one after another."""
    last: pd.Period | None = None
    by_era: bool = False
    """Whether one before them is fully known too, of a time when an open was another thing."""
    earlier: bool = False
    """Whether anything is fully known before a quarter that is not."""

    def until(self, row: IndicatorRow) -> History:
        """Return what a quarter has behind it, and go on to the next."""
        quarter: pd.Period = row["quarter"]
        if self.last is not None and self.last.ordinal + 1 != quarter.ordinal:
            self._end()
        while self.known and era_changes(row["indicator"], quarter - len(self.known), quarter):
            self.known.popleft()
            self.by_era = True
        history = History(tuple(self.known), self._ended_by)
        if _is_full(row):
            self.known.append(row["value"])
            self.last = quarter
        else:
            self._end()
        return history

    @property
    def _ended_by(self) -> str:
        if self.by_era:
            return "as far back as an open was the same thing"
        return "as far back as every quarter is fully known" if self.earlier else ""

    def _end(self) -> None:
        """Begin anew behind a quarter that is not fully known."""
        self.earlier = self.earlier or self.by_era or bool(self.known)
        self.known.clear()
        self.by_era, self.last = False, None


def _is_full(row: IndicatorRow) -> bool:
    """Whether a value is known and counts all that there is."""
    return is_of_all(row) and bool(pd.notna(row["value"]))
