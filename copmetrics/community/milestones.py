"""Milestones: by which day a community means an indicator to have come to a value, and how far it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import pandas as pd

from copmetrics.framework.basis import Basis
from copmetrics.measures.base import Better, Measure
from copmetrics.quarters import label, quarter_at
from copmetrics.units import Unit, show

if TYPE_CHECKING:
    from copmetrics.community.community import Community
    from copmetrics.settings import Milestone

__all__ = ["MilestoneProgress", "Progress", "milestones"]


class Progress(StrEnum):
    """How far a milestone is."""

    REACHED = "reached"
    TO_COME = "to come"
    MISSED = "missed"
    NOT_KNOWN = "not known"


@dataclass(frozen=True)
class MilestoneProgress:
    """One milestone as a quarter sees it."""

    measure: Measure
    value: float
    by: date
    quarter: pd.Period
    """The quarter that was looked at: the one told, or that of the day where this is over."""
    now: float | None
    least: bool
    """Whether `now` is a lower bound."""
    so_far: bool
    """Whether `now` is of a quarter that is not over, or not known to its end."""
    why: str
    """Why `now` is not known, or not quite what it seems."""
    progress: Progress

    @property
    def words(self) -> str:
        """Say in a sentence what it is and how far."""
        unit, quarter = self.measure.unit, label(self.quarter)
        day = show(self.by.isoformat(), Unit.DAY)
        aim = f"{self.measure.label}, {show(self.value, unit)} by {day}"
        if self.now is None:
            return f"{aim}: not known in {quarter}, {self.why}."
        least, so_far = "at least " if self.least else "", " so far" if self.so_far else ""
        told = f"{least}{show(self.now, unit)} in {quarter}{so_far}"
        return f"{aim}: {SAID[self.progress].format(told)}."


SAID: Final = {
    Progress.REACHED: "reached, with {}",
    Progress.TO_COME: "{}",
    Progress.MISSED: "not reached, with {}",
    Progress.NOT_KNOWN: "{}, so it is not known whether it is reached",
}


def milestones(community: Community, quarter: pd.Period) -> tuple[MilestoneProgress, ...]:
    """Return the milestones of `community.toml` as a quarter sees them, the next to come first.

    Before its day a milestone is set beside the quarter told. From then on it is beside the quarter
    of the day, so that what was missed is not made good by what came later. A value of which only a lower
    bound is known may be reached, and is not known to be missed.
    """
    declared = community.settings.milestones
    if not declared:
        return ()
    placed = {id: min(quarter, _quarter_of(each.by, community)) for id, each in declared.items()}
    found = community.indicators(
        only=list(declared), quarters=pd.PeriodIndex(sorted(set(placed.values())))
    )
    rows = {(row["quarter"], row["indicator"]): row for row in found.to_dict("records")}
    told = [
        _progress(community.measures[id], each, placed[id], rows[placed[id], id], community)
        for id, each in declared.items()
    ]
    return tuple(sorted(told, key=lambda each: (each.progress is not Progress.TO_COME, each.by)))


def _progress(
    measure: Measure,
    declared: Milestone,
    quarter: pd.Period,
    row: Mapping[str, object],
    community: Community,
) -> MilestoneProgress:
    value = None if pd.isna(row["value"]) else float(str(row["value"]))
    is_bound = row["basis"] == Basis.LOWER_BOUND
    return MilestoneProgress(
        measure=measure,
        value=declared.value,
        by=declared.by,
        quarter=quarter,
        now=value,
        least=is_bound,
        so_far=row["basis"] == Basis.SO_FAR,
        why=str(row["note"] or "no export tells"),
        progress=_how_far(
            measure, declared, value, is_bound, is_over=_is_over(declared, quarter, community)
        ),
    )


def _how_far(
    measure: Measure, declared: Milestone, value: float | None, is_bound: bool, *, is_over: bool
) -> Progress:
    if value is None:
        return Progress.NOT_KNOWN
    fewer = measure.better is Better.LOWER
    reached = value <= declared.value if fewer else value >= declared.value
    if reached and not (fewer and is_bound):
        return Progress.REACHED
    if not is_over:
        return Progress.TO_COME
    return Progress.NOT_KNOWN if is_bound else Progress.MISSED


def _is_over(declared: Milestone, quarter: pd.Period, community: Community) -> bool:
    """Whether the day has passed, as the quarter told sees it."""
    today = community.as_of.tz_convert(community.settings.timezone).date()
    return quarter >= _quarter_of(declared.by, community) and declared.by < today


def _quarter_of(day: date, community: Community) -> pd.Period:
    settings = community.settings
    noon = pd.Timestamp(day).replace(hour=12).tz_localize(settings.timezone)
    return quarter_at(noon, calendar=settings.calendar, timezone=settings.timezone)
