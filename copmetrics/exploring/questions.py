"""What can be asked of a community: an indicator, up to two dimensions, a span, a filter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final

import pandas as pd

from copmetrics.community.community import Community
from copmetrics.community.series import PointUnit, ways
from copmetrics.errors import ChoiceError
from copmetrics.evaluation.values_kept import names_asked, values_kept
from copmetrics.measures import MEASURES, check_indicator, family_of
from copmetrics.quarters import name, parse, span

__all__ = ["Question", "choices", "dimensions_of", "points_of", "question"]

MOST: Final = 2
Where = Mapping[str, tuple[str | None, ...]]


@dataclass(frozen=True)
class Question:
    """One question, checked: everything in it is there to be asked."""

    indicator: str
    by: tuple[str, ...]
    quarters: pd.PeriodIndex
    where: Where = field(default_factory=lambda: MappingProxyType({}))
    every: PointUnit = PointUnit.QUARTER
    """What there is a point for; of anything but a quarter it is a control chart."""

    @property
    def first(self) -> str:
        """The first quarter's name."""
        return name(self.quarters[0])

    @property
    def told(self) -> str:
        """All that is asked, but what there is a point for: two questions told alike have the same values."""
        quarters = [name(each) for each in self.quarters]
        return f"{self.indicator} by {[*self.by]}, where {dict(self.where)}, of {quarters}"

    def is_as(self, other: Question) -> bool:
        """Whether another question asks the same."""
        return self.told == other.told and self.every == other.every

    @property
    def last(self) -> str:
        """The last quarter's name."""
        return name(self.quarters[-1])


def question(
    community: Community,
    indicator: str,
    *,
    by: str | Sequence[str] = (),
    first: str = "",
    last: str = "",
    where: Mapping[str, Iterable[str | None]] | None = None,
    every: str = PointUnit.QUARTER,
) -> Question:
    """Check a question and return it; what cannot be asked is an error that lists what can.

    `by` are one or two dimensions of the indicator; `first` and `last` name quarters, and are the
    first and last known ones if empty; `where` keeps facts by the values of dimensions, `None`
    being those not known; a control chart (`every` month, event or mailing) is of no dimension.
    """
    check_indicator(indicator, community.measures)
    by = names_asked(by)
    kept = {each: tuple(values) for each, values in values_kept(where).items()}
    known = dimensions_of(indicator)
    for each in (*by, *kept):
        if each not in known:
            raise ChoiceError(f"a dimension of {indicator}", each, known or ("none",))
    if len(by) > MOST or len(set(by)) < len(by):
        raise ChoiceError("a choice of dimensions", " and ".join(by), ("one", "two different ones"))
    if every not in points_of(indicator):
        raise ChoiceError(f"what {indicator} has a point for", every, points_of(indicator))
    if by and every != PointUnit.QUARTER:
        only = (PointUnit.QUARTER,)
        raise ChoiceError("what a picture by a dimension has a point for", every, only)
    return Question(indicator, by, _span(community, first, last), kept, PointUnit(every))


def _span(community: Community, first: str, last: str) -> pd.PeriodIndex:
    known = community.quarters
    if known.empty:
        community.quarter()  # says that there is none
    calendar = community.settings.calendar
    start = parse(str(first), calendar) if first else known[0]
    end = parse(str(last), calendar) if last else known[-1]
    for each in (start, end):
        if each not in known:
            raise ChoiceError("a quarter of this community", name(each), map(name, known))
    if start > end:
        raise ChoiceError("a last quarter", name(end), map(name, span(start, known[-1])))
    return span(start, end)


def dimensions_of(indicator: str) -> tuple[str, ...]:
    """Return what an indicator can be broken down by; a community's own has none.

    Mailings have ids that say nothing to anybody: their titles do.
    """
    if indicator not in MEASURES:
        return ()
    known = family_of(indicator).dimensions_of(MEASURES[indicator])
    return tuple(each for each in known if each != "mailing")


def points_of(indicator: str) -> tuple[PointUnit, ...]:
    """Return what an indicator's pictures can have a point for: a quarter, and what else it is told by."""
    return (PointUnit.QUARTER, *ways(indicator))


def choices(community: Community, indicator: str, dimension: str) -> tuple[str | None, ...]:
    """Return the values of a dimension that an indicator has in any quarter; `None` is not known."""
    found = community.indicators(by=(dimension,), only=(indicator,))[dimension]
    known = sorted(found.dropna().unique())
    return (*known, None) if found.isna().any() else tuple(known)
