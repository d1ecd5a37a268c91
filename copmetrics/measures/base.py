"""What a measure is: its name, its arithmetic, its unit and its meaning, declared in one place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from copmetrics.framework.cycles import Cycle
from copmetrics.units import Unit

__all__ = ["Better", "Measure", "Measures", "Source", "mean", "share"]


class Better(StrEnum):
    """Which way a community wants a number to go."""

    HIGHER = "higher"
    LOWER = "lower"
    NEITHER = "neither"


class Source(StrEnum):
    """Which exports a measure needs; it is unknown in a quarter that they do not reach."""

    EVENTS = "events"
    ATTENDANCE = "attendance"
    REGISTRATIONS = "registrations"
    MEMBERS = "members"
    MAILINGS = "mailings"
    ACTIVITY = "activity"
    FEEDBACK = "feedback"
    READINGS = "readings"


@dataclass(frozen=True)
class Measure:
    """One declared measure; its value in a quarter is an indicator.

    `expression` is a SQL aggregate over the fact table. A share has `numerator` and `denominator`
    expressions instead, and is unknown where the denominator is nothing. `when_none` is what a
    quarter is worth in which the source was there and nothing happened: 0 for a count, unknown
    for a rate or an average. `counts` is a SQL condition: the fact rows that the value counts.
    """

    id: str
    label: str
    expression: str
    unit: Unit
    meaning: str
    better: Better = Better.NEITHER
    cycle: Cycle = Cycle.IMMEDIATE
    when_none: float | None = 0
    counts: str = "1 = 1"
    distinct_by: tuple[str, ...] = ()
    """The columns that make one of what is counted; the fact's key if empty."""
    otherwise: str = ""
    """Why a row that does not meet `counts` is not counted, in words."""
    amount: str = ""
    """A SQL expression: what one fact row adds, where that is not one."""
    numerator: str = ""
    denominator: str = ""
    numerator_words: str = ""
    denominator_words: str = ""
    caveat: str = ""
    unless: str = ""
    """Why it may be unknown although its source was there, in words."""
    brief_wording: str = ""
    """The wording of the document that the project began from, where it asks for this measure."""

    @property
    def is_ratio(self) -> bool:
        """Whether the value is one sum over another: a share of a whole, or a mean."""
        return bool(self.denominator)

    @property
    def is_share(self) -> bool:
        """Whether the value is a part of a whole, 0 to 1."""
        return self.unit.is_percent


def share(
    id: str,
    label: str,
    numerator: str,
    denominator: str,
    *,
    meaning: str,
    words: tuple[str, str],
    unit: Unit = Unit.SHARE,
    better: Better = Better.NEITHER,
    cycle: Cycle = Cycle.IMMEDIATE,
    counts: str = "1 = 1",
    otherwise: str = "",
    amount: str = "",
    caveat: str = "",
    unless: str = "",
    brief_wording: str = "",
) -> Measure:
    """Declare a share: a ratio of sums over the quarter, never a mean of rates."""
    return Measure(
        id,
        label,
        "",
        unit,
        meaning,
        better=better,
        cycle=cycle,
        when_none=None,
        counts=counts,
        otherwise=otherwise,
        amount=amount,
        numerator=numerator,
        denominator=denominator,
        numerator_words=words[0],
        denominator_words=words[1],
        caveat=caveat,
        unless=unless,
        brief_wording=brief_wording,
    )


def mean(
    id: str,
    label: str,
    amount: str,
    *,
    meaning: str,
    words: tuple[str, str],
    unit: Unit = Unit.SCORE,
    better: Better = Better.HIGHER,
    otherwise: str = "",
    caveat: str = "",
) -> Measure:
    """Declare a mean of what is known: its sum over how many there are."""
    return Measure(
        id,
        label,
        "",
        unit,
        meaning,
        better=better,
        when_none=None,
        counts=f"{amount} is not null",
        otherwise=otherwise,
        amount=amount,
        numerator=f"exact_sum({amount})",
        denominator=f"count({amount})",
        numerator_words=words[0],
        denominator_words=words[1],
        caveat=caveat,
    )


@dataclass(frozen=True)
class Measures:
    """The measures of one fact table, the dimensions it can be grouped by, and its source."""

    fact: str
    source: Source
    key: tuple[str, ...]
    """The columns that tell one fact row from another, beside the quarter."""
    rows: str
    """The model that lists the source's lines behind the fact rows."""
    dimensions: tuple[str, ...]
    declared: tuple[Measure, ...] = field(default_factory=tuple)
    inside: bool = False
    """Whether it is for those who lead the community only: see `privacy`."""
    looks_back: bool = False
    """Whether a quarter's facts rest on the quarters around it too."""
    by_month: bool = True
    """Whether a month has its value: not where it is told beside the quarter before."""

    def __iter__(self) -> Iterator[Measure]:
        """Go through the measures in the order of the report."""
        return iter(self.declared)
