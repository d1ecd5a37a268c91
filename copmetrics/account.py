"""The report as data: sections, tables, figures and words, frozen, numbers still numbers.

Notebook, HTML, workbook and CSV are renderings of one account, so they cannot disagree. Nothing
here knows how it will look, and no renderer computes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from copmetrics.units import Unit

__all__ = [
    "Account",
    "Block",
    "Card",
    "Cell",
    "Column",
    "Figure",
    "Headline",
    "Headlines",
    "Paragraph",
    "Section",
    "Table",
]

Cell = str | float | int | None
"""One value of a table: text, a number in the column's unit, or unknown. Days are ISO texts; a text
in a column of numbers says why there is none, such as `[c]`."""

ChartKind = Literal["lines", "parted_bars", "flows", "ranked_bars", "dots"]


@dataclass(frozen=True)
class Column:
    """A table's column: its heading and the unit that its numbers are in.

    `signed` numbers are differences: they are shown with their sign.
    """

    label: str
    unit: Unit = Unit.TEXT
    signed: bool = False


@dataclass(frozen=True)
class Table:
    """Rows under headings. The first column names the row."""

    id: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Figure:
    """One chart with one message, which is its `title`; `subtitle` says what, where and when.

    `data` has a first column of categories (quarters, events, organisations) and a column a
    series. What each kind of chart draws, and the alternative text made from the same numbers,
    is in `charts.py`.
    """

    id: str
    title: str
    subtitle: str
    kind: ChartKind
    data: Table
    source: str = ""


@dataclass(frozen=True)
class Card:
    """What stands behind one number."""

    definition: str
    numerator: str = ""
    denominator: str = ""
    coverage: str = ""
    caveat: str = ""


@dataclass(frozen=True)
class Headline:
    """One measure in the quarter, beside the quarter before and the same quarter last year."""

    indicator: str
    label: str
    unit: Unit
    value: Cell
    previous: Cell
    change: Cell
    change_percent: float | None
    year_ago: Cell
    verdict: str
    """The verdict in words, from `changes`."""
    basis: str
    """`actual`, `estimate`, `so_far`, `lower_bound` or `unknown`."""
    note: str
    """Why the value is unknown or not quite what it seems; empty otherwise."""
    trend: tuple[tuple[str, float | None], ...]
    """Up to twelve quarters, oldest first: the quarter's label and the value."""
    card: Card


@dataclass(frozen=True)
class Headlines:
    """The measures that come first in every report, with the labels of the quarters compared."""

    id: str
    title: str
    quarter: str
    previous_quarter: str
    year_ago_quarter: str
    rows: tuple[Headline, ...]


@dataclass(frozen=True)
class Paragraph:
    """Plain words."""

    text: str


Block = Paragraph | Table | Figure | Headlines


@dataclass(frozen=True)
class Section:
    """A titled part of the account."""

    id: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True)
class Account:
    """What one audience is told about one community's quarter."""

    community: str
    quarter: str
    """Label, such as `2026/27 Q2`."""
    months: str
    """Such as `Jul to Sep 2026`."""
    audience: str
    summary: str
    """One paragraph in plain words that never claims more than the numbers show."""
    sections: tuple[Section, ...]
    so_far: bool = False
    stamp: str = ""
    """When it was made and by which version: the only part that differs between two equal runs."""
    alerts: tuple[str, ...] = field(default=())
    """What a reader must know before the numbers: restatements, a quarter that is not over."""

    @property
    def title(self) -> str:
        """The report's title."""
        return f"{self.community}: {self.quarter}"

    def section(self, id: str) -> Section:
        """Return one section by its id."""
        return next(section for section in self.sections if section.id == id)
