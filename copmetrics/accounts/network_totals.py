"""What all communities of a network have together, from the numbers that each of them shares.

A sum is of the communities whose number is told. One that is withheld is in no sum, and one that is
unknown is not 0: both are counted beside it. A quarter is set beside the one before it over the communities
that tell both.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Final

import pandas as pd

from copmetrics.accounts.account import ReportCell
from copmetrics.accounts.network_figures import TOLD, NetworkFigures
from copmetrics.framework.basis import Basis
from copmetrics.framework.withheld import MARK, ShownAs
from copmetrics.measures import MEASURES
from copmetrics.privacy.rounding import BASE
from copmetrics.quarters import name

__all__ = ["ALIKE", "Total", "organisations_once", "total", "totals_told"]

ALIKE: Final = "too close to tell"
"""What stands in the place of a difference that may come of rounding alone."""
_ROUNDING: Final = (BASE // 2) * (BASE - BASE // 2)
"""The most variance that rounding gives a count: of one that lies in the middle between two multiples."""
_FAR: Final = 2
"""So many standard deviations of rounding a difference of sums must be to be told."""


@dataclass(frozen=True)
class Total:
    """One measure of all communities together."""

    indicator: str
    value: float | None
    """The sum; of a share, all its parts in all its wholes. Nothing where no community tells it."""
    communities: int
    """How many are in it."""
    withheld: int
    unknown: int
    otherwise: int
    """How many tell it in another way than most; in no sum: opens with those of machines, or without."""
    at_least: int
    """Of how many the number is a lower bound."""
    both: int
    """How many tell the quarter before too."""
    before: float | None
    """The same of the quarter before, of those that tell both."""
    now: float | None
    """That of the quarter, of those that tell both."""

    @property
    def cell(self) -> ReportCell:
        """The value as a table holds it: withheld where more communities withhold it than tell it."""
        return MARK if self.withheld > self.communities else self.value

    @property
    def compared(self) -> tuple[ReportCell, ReportCell]:
        """The quarter before and the quarter, of those that tell both; nothing where no sum is told."""
        return (None, None) if self.cell == MARK else (self.before, self.now)

    @property
    def change(self) -> ReportCell:
        """The difference of the two quarters, of those that tell both; words where rounding may make it."""
        before, now = self.compared
        if not isinstance(before, float) or not isinstance(now, float):
            return None
        difference = now - before
        measure = MEASURES[self.indicator]
        noise = _FAR * sqrt(2 * self.both * _ROUNDING) if measure.is_count_of_people else 0
        return difference if abs(difference) > noise or (not difference and not noise) else ALIKE


def total(figures: NetworkFigures, indicator: str) -> Total:
    """Put a measure of all communities together."""
    rows = figures.rows(indicator)
    cells, earlier = figures.cells(indicator), figures.cells(indicator, figures.quarter - 1)
    alike = figures.comparable(indicator)
    alike_before = figures.comparable(indicator, figures.quarter - 1)
    told = [id for id in alike if isinstance(cells[id], float)]
    both = [id for id in told if id in alike_before and isinstance(earlier[id], float)]
    return Total(
        indicator=indicator,
        value=_together(figures, indicator, told, figures.quarter),
        communities=len(told),
        withheld=sum(cell == MARK for cell in cells.values()),
        unknown=sum(cell is None for cell in cells.values()),
        otherwise=sum(isinstance(each, float) for each in cells.values()) - len(told),
        at_least=sum(rows[id]["basis"] == Basis.LOWER_BOUND for id in told),
        both=len(both),
        before=_together(figures, indicator, both, figures.quarter - 1),
        now=_together(figures, indicator, both, figures.quarter),
    )


def totals_told(figures: NetworkFigures) -> pd.DataFrame:
    """Return the measures of all together, a row each: numbers, and `withheld` where one is not told."""
    rows = []
    for each in TOLD:
        told = total(figures, each)
        before, now = told.compared
        is_told = told.cell != MARK
        rows.append(
            {
                "indicator": each,
                "quarter": name(figures.quarter),
                "value": told.value if is_told else None,
                "status": ShownAs.IT_IS if is_told else ShownAs.WITHHELD,
                "communities": told.communities,
                "withheld": told.withheld,
                "unknown": told.unknown,
                "tell_both_quarters": told.both,
                "of_these_before": before,
                "of_these_now": now,
            }
        )
    return pd.DataFrame(rows)


def organisations_once(figures: NetworkFigures, quarter: pd.Period) -> int:
    """Return how many organisations came in a quarter, each counted once by its name."""
    named = figures.organisations
    if named.empty:
        return 0
    here = named[named["quarter"].eq(quarter)]
    return int(here["organisation"].str.casefold().nunique())


def _together(
    figures: NetworkFigures, indicator: str, ids: list[str], quarter: pd.Period
) -> float | None:
    """Return a sum over communities, or of a share the whole of its parts by the whole of its wholes."""
    rows = figures.rows(indicator, quarter)
    if not ids:
        return None
    if not MEASURES[indicator].is_share:
        return float(sum(float(str(rows[id]["value"])) for id in ids))
    whole = sum(float(str(rows[id]["denominator"])) for id in ids)
    part = sum(float(str(rows[id]["numerator"])) for id in ids)
    return part / whole if whole else None
