"""What a picture is drawn from where its table alone does not say it: keys and states, not words.

The table of such a figure is made from these, and shows their words.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from copmetrics.evaluation.funnel import Place, Range
from copmetrics.evaluation.spc import Limits
from copmetrics.framework.cycles import Cycle
from copmetrics.framework.stories import Sign
from copmetrics.value.journeys import StepLink

__all__ = [
    "HOPED",
    "REPORTED",
    "WEEKDAYS",
    "ControlPoint",
    "CostPlace",
    "Detail",
    "FunnelLine",
    "FunnelPoint",
    "MapMark",
    "MapPlace",
    "PathStep",
    "PointSignal",
    "Slot",
    "StripRow",
    "told_as",
]

HOPED, REPORTED = "hoped for", "reported"
"""How a step of a story is told: not yet happened, or happened."""


def told_as(hoped: bool, sign: Sign | None) -> str:
    """Return how a step of a story is told, in words: `reported (did not go well)`."""
    if hoped:
        return HOPED
    return f"{REPORTED} ({sign.words})" if sign and sign.words else REPORTED


_REACHED = {StepLink.ON: "", StepLink.GAP: "over a gap", StepLink.LOOP: "back"}


@dataclass(frozen=True)
class PathStep:
    """One step of a story on its way across the cycles, in the order told."""

    story: str
    """The story's number in the account, for two stories may have one title: not its key in the
    stories' table, which may tell the file that it came from."""
    title: str
    number: int
    """Its place among the story's steps, from 1."""
    cycle: Cycle
    hoped: bool
    stations: tuple[int, ...]
    """The numbers of the indicators that the story passes there."""
    step_link: StepLink
    """How it is reached from the step before it."""
    sign: Sign | None = None
    """How it went, where that is known."""

    @property
    def told_as(self) -> str:
        """Whether it is hoped for or reported, and how it went if not well, in words."""
        return told_as(self.hoped, self.sign)

    @property
    def reached(self) -> str:
        """How it is reached, in words; empty where it simply follows."""
        return _REACHED[self.step_link]

    @property
    def station_numbers(self) -> str:
        """The numbers of its indicators, as they are written beside it."""
        return ", ".join(map(str, self.stations))


class MapMark(StrEnum):
    """What lies on the map of learning activities."""

    ACTIVITY = "activity"
    QUARTER = "quarter"


@dataclass(frozen=True)
class MapPlace:
    """Where a kind of learning activity, or the mean event of a quarter, lies on the map."""

    name: str
    from_with: float
    """From learning from one another (-2) to learning with one another (2)."""
    informal_formal: float
    events: float
    sources: str
    """`inside`, `outside` or `both`; empty for a quarter."""
    mark: MapMark

    @property
    def outside(self) -> bool:
        """Whether what is learnt comes from outside the community."""
        return self.sources == "outside"


@dataclass(frozen=True)
class CostPlace:
    """What an indicator of the community's own takes, and how many use it."""

    name: str
    minutes: float
    uses: float


WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
"""The days that a `Slot` numbers."""


@dataclass(frozen=True)
class Slot:
    """A day and hour of the week: a number, and of how many it tells."""

    day: int
    """0 is Monday."""
    hour: int
    value: float | None
    """Nothing where too few tell of it."""
    count: int


class PointSignal(StrEnum):
    """What a point of a control chart is called; the words that its table shows."""

    UNKNOWN = ""
    USUAL = "usual"
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    CHANGE = "change"
    """Beyond the usual, of a measure of which neither way is better."""
    WITHOUT_LIMITS = "without limits"
    NOT_JUDGED = "not judged"


@dataclass(frozen=True)
class ControlPoint:
    """One point of a control chart, and what it is judged by."""

    label: str
    value: float | None
    mean: float | None
    lower: float | None
    upper: float | None
    target: float | None
    signal: PointSignal
    why: str
    """The rule that it meets, in words; empty for a point like any other."""
    low: bool
    """Whether that rule is met at the lower side."""
    limits: Limits | None
    part: int | None
    """Which part of the series it belongs to, from 1; nothing for a point that is not judged."""
    quarter: str

    @property
    def has_limits(self) -> bool:
        """Whether limits are drawn through it."""
        return self.limits in (Limits.TRIAL, Limits.FULL)


@dataclass(frozen=True)
class StripRow:
    """One row of a strip: a number of each community, and the middle one of them."""

    name: str
    values: tuple[float, ...]
    """In the order of their size: whose each is, the table says."""
    middle: float


@dataclass(frozen=True)
class FunnelPoint:
    """One community's share in a funnel."""

    name: str
    whole: float
    share: float
    place: Place


@dataclass(frozen=True)
class FunnelLine:
    """The limits of a funnel for a share of so many."""

    whole: float
    centre: float
    inner: Range
    outer: Range
    wide: Range | None
    """Those that dots are judged by where all differ by more than chance; nothing where they do not."""


Detail = PathStep | MapPlace | CostPlace | Slot | ControlPoint | StripRow | FunnelPoint | FunnelLine
