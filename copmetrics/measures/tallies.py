"""Counts of things that are nobody's: items, remarks, recommendations, outputs."""

from __future__ import annotations

from copmetrics.measures.base import Better, Measure
from copmetrics.measures.counted import NOBODY, Counted
from copmetrics.units import Unit

__all__ = ["tally"]

ALL = "1 = 1"


def tally(
    *,
    id: str,
    label: str,
    unit: Unit,
    meaning: str,
    counts: str = ALL,
    otherwise: str = "",
    better: Better = Better.NEITHER,
    only_grows: bool | None = None,
    caveat: str = "",
) -> Measure:
    """Declare how many fact rows meet a condition, each of them one thing in the unit that is nobody's."""
    return Measure(
        id=id,
        label=label,
        expression="count(*)" if counts == ALL else f"count(case when {counts} then 1 end)",
        unit=unit,
        meaning=meaning,
        counted=Counted(unit.id),
        rests_on=NOBODY,
        better=better,
        only_grows=only_grows,
        counts=counts,
        otherwise=otherwise,
        caveat=caveat,
    )
