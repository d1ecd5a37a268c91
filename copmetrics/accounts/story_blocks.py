"""What an account tells of stories: the matrix as a table, and stories told in full, as data."""

from __future__ import annotations

from dataclasses import dataclass

from copmetrics.accounts.report_cell import ReportCell
from copmetrics.framework.stories import Sign
from copmetrics.units import Unit, show_change

__all__ = [
    "Grid",
    "GridCell",
    "GridColumn",
    "GridRow",
    "Passage",
    "Station",
    "Story",
    "StoryStep",
]


@dataclass(frozen=True)
class Station:
    """An indicator where a story passes through it: its value and change in the quarter."""

    label: str
    unit: Unit
    value: ReportCell
    change: ReportCell
    relation: str = ""
    """How the story speaks of it: `cites`, `explains` or `contradicts`; empty at a head."""
    number: int = 0
    """Its number in the picture of the paths."""
    verdict: str = ""
    """What its change is worth, in a few words."""

    @property
    def moved(self) -> str:
        """Its change with its verdict, `+6.2 percentage points, no clear change`; nothing if none is told."""
        if not isinstance(self.change, int | float):
            moved = self.change or ""
        else:
            moved = show_change(float(self.change), self.unit)
        return ", ".join(each for each in (moved, self.verdict) if each)


@dataclass(frozen=True)
class Passage:
    """What a story says at one step, and whether it is hoped for."""

    text: str
    hoped: bool = False
    stations: tuple[Station, ...] = ()
    """The indicators that it is linked to."""
    sign: Sign | None = None
    """How it went, where that is known."""

    @property
    def tag(self) -> str:
        """What stands before its text: that it is hoped for, or that it did not go well."""
        if self.hoped:
            return "Hoped for"
        return self.sign.words.capitalize() if self.sign else ""


@dataclass(frozen=True)
class GridCell:
    """What one story says in one cycle; or the question to ask, where it leaves a gap."""

    passages: tuple[Passage, ...] = ()
    question: str = ""


@dataclass(frozen=True)
class GridColumn:
    """One cycle: its question, its indicators, and how many stories and links it has."""

    label: str
    question: str
    stations: tuple[Station, ...]
    stories: int
    links: int


@dataclass(frozen=True)
class GridRow:
    """One story across the cycles."""

    title: str
    byline: str
    cells: tuple[GridCell, ...]


@dataclass(frozen=True)
class Grid:
    """The value-creation matrix: cycles across, stories down."""

    id: str
    title: str
    columns: tuple[GridColumn, ...]
    rows: tuple[GridRow, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class StoryStep:
    """One step of a story told in full."""

    cycle: str
    passage: Passage


@dataclass(frozen=True)
class Story:
    """One story told in full, with its cycles."""

    title: str
    byline: str
    steps: tuple[StoryStep, ...]
    remark: str = ""
    folded: bool = False
    """Whether a page shows it once it is opened, and prints it only then."""
