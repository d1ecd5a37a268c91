"""The report as data: sections, tables, figures and words, frozen, numbers still numbers.

Notebook, HTML, workbook and CSV are renderings of one account, so they cannot disagree. Nothing
here knows how it will look, and no renderer computes.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from copmetrics.accounts.chart_details import Detail
from copmetrics.accounts.chart_kinds import ChartKind
from copmetrics.accounts.measure_icons import MeasureIcons
from copmetrics.accounts.report_cell import ReportCell
from copmetrics.accounts.story_blocks import Grid, Story
from copmetrics.units import Unit

__all__ = [
    "Account",
    "Cards",
    "Commentary",
    "DayMark",
    "Headline",
    "Headlines",
    "Listing",
    "MeasureCard",
    "Paragraph",
    "ReportBlock",
    "ReportCell",
    "ReportColumn",
    "ReportFigure",
    "ReportTable",
    "Section",
]


@dataclass(frozen=True)
class ReportColumn:
    """A table's column: its heading and the unit that its numbers are in.

    `signed` numbers are differences: they are shown with their sign.
    """

    label: str
    unit: Unit = Unit.TEXT
    signed: bool = False


@dataclass(frozen=True)
class ReportTable:
    """Rows under headings. The first column names the row."""

    id: str
    title: str
    columns: tuple[ReportColumn, ...]
    rows: tuple[tuple[ReportCell, ...], ...]
    notes: tuple[str, ...] = ()
    row_units: tuple[Unit, ...] = ()
    """Where each row has a unit of its own, these, for its columns of counts."""
    folded: bool = False
    """Whether it is evidence that few look up: a page shows it once it is opened, and prints it only then."""

    @property
    def rows_with_numbers(self) -> int:
        """How many rows have a number beside what names them: one that is known, and not withheld."""
        return sum(any(isinstance(cell, int | float) for cell in row[1:]) for row in self.rows)

    def without_empty(self, label: str) -> ReportTable:
        """Leave out the column of that label if no row has anything in it: remarks that nobody needs."""
        place = next(at for at, column in enumerate(self.columns) if column.label == label)
        if any(row[place] is not None for row in self.rows):
            return self
        kept = [at for at in range(len(self.columns)) if at != place]
        return replace(
            self,
            columns=tuple(self.columns[at] for at in kept),
            rows=tuple(tuple(row[at] for at in kept) for row in self.rows),
        )


@dataclass(frozen=True)
class DayMark:
    """A day marked in a chart: its place among the categories, of which the first is at 0."""

    place: float
    label: str


@dataclass(frozen=True)
class ReportFigure:
    """One chart with one message, which is its `title`; `subtitle` says what, where and when.

    `data` has a first column of categories (quarters, events, organisations) and a column a
    series. What each kind of chart draws, and the alternative text made from the same numbers,
    is declared in `charts/`.
    """

    id: str
    title: str
    subtitle: str
    kind: ChartKind
    data: ReportTable
    source: str = ""
    marks: tuple[DayMark, ...] = ()
    notes: tuple[str, ...] = ()
    """What a reader must know of it, under the chart."""
    details: tuple[Detail, ...] = ()
    """What is drawn, where that is more than the numbers of `data`: keys and states, beside words."""
    folded: bool = False
    """Whether a page shows it once it is opened, and prints it only then: see `ReportTable`."""


@dataclass(frozen=True)
class MeasureCard:
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
    value: ReportCell
    previous: ReportCell
    change: ReportCell
    change_percent: float | None
    year_ago: ReportCell
    verdict: str
    """The verdict in words, from `changes`."""
    basis: str
    """`actual`, `estimate`, `so_far`, `lower_bound` or `unknown`."""
    note: str
    """Why the value is unknown or not quite what it seems; empty otherwise."""
    trend: tuple[tuple[str, ReportCell], ...]
    """Up to twelve quarters that are over, oldest first: the quarter's label and the value, `[c]` where
    withheld."""
    card: MeasureCard
    marks: tuple[DayMark, ...] = ()
    """Days marked in the small trend."""
    icons: MeasureIcons | None = None
    """What its control chart says, where it has one."""


@dataclass(frozen=True)
class Headlines:
    """The measures that come first in every report, with the labels of the quarters compared."""

    id: str
    title: str
    quarter: str
    previous_quarter: str
    year_ago_quarter: str
    rows: tuple[Headline, ...]
    cards: bool = False
    """Whether the account has a card of each, to which its name leads."""
    notes: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """What stands above the numbers: the title, and of which quarter they are."""
        return f"{self.title}: {self.quarter}"


@dataclass(frozen=True)
class Cards:
    """What stands behind some numbers."""

    id: str
    title: str
    rows: tuple[Headline, ...]


@dataclass(frozen=True)
class Paragraph:
    """Plain words."""

    text: str


@dataclass(frozen=True)
class Commentary:
    """The editor's own words, as Markdown."""

    text: str
    pictures: tuple[tuple[str, str], ...] = ()
    """The pictures that it shows: each one's address in the text, and the picture as a `data:` address."""


@dataclass(frozen=True)
class Listing:
    """A titled list of sentences; `instead` is said where there is none."""

    title: str
    items: tuple[str, ...]
    instead: str = ""


ReportBlock = (
    Paragraph | ReportTable | ReportFigure | Headlines | Cards | Commentary | Listing | Grid | Story
)


@dataclass(frozen=True)
class Section:
    """A titled part of the account. A block that is a title and nothing under it is not in it."""

    id: str
    title: str
    blocks: tuple[ReportBlock, ...]
    appendix: bool = False
    """Whether it belongs to the appendix, which begins on a page of its own in print."""

    def __post_init__(self) -> None:
        """Leave out what would be a heading over nothing, unless the editor's words stand under it."""
        following = (*self.blocks[1:], None)[: len(self.blocks)]
        told = tuple(
            block
            for block, after in zip(self.blocks, following, strict=True)
            if not _says_nothing(block) or isinstance(after, Commentary)
        )
        object.__setattr__(self, "blocks", told)


def _says_nothing(block: ReportBlock) -> bool:
    """Whether nothing would stand under a block's title, or nothing in it at all."""
    match block:
        case Listing():
            return not (block.items or block.instead)
        case ReportTable():
            return not (block.rows or block.notes)
        case Headlines() | Cards():
            return not block.rows
        case Paragraph():
            return not block.text
        case _:
            return False


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
    kind: str = "Quarterly report"
    """What it is called above its title."""
    opening: tuple[ReportBlock, ...] = ()
    """What stands after the summary, before the first section: the editor's own words."""

    def __post_init__(self) -> None:
        """Leave out sections without a block: a title over nothing."""
        object.__setattr__(self, "sections", tuple(each for each in self.sections if each.blocks))

    @property
    def title(self) -> str:
        """The report's title."""
        return f"{self.community}: {self.quarter}"

    def section(self, id: str) -> Section:
        """Return one section by its id."""
        return next(section for section in self.sections if section.id == id)
