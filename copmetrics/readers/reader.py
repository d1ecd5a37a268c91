"""What a reader is: a declaration of how one vendor's file is recognised and what is in it.

There are three, by where a vendor puts what counts: in one table (`TableReader`), in several
(`SectionsReader`), or in no table under headings at all (`SheetReader`). Each has a function
`to_raw_tables` that puts what was read into the raw tables. All vendor oddities end there.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final, TypeAlias

import pandas as pd

from copmetrics.errors import CopmetricsError, FileError, Problems
from copmetrics.measures.base import Source
from copmetrics.readers.block import Block, Line, block_of, order_of_dates, style_of_numbers
from copmetrics.readers.column_notes import ColumnNotes, Note, column_notes
from copmetrics.readers.column_places import FoundTable, rows_under
from copmetrics.readers.columns import Column, IfAbsent
from copmetrics.readers.context import Context
from copmetrics.readers.files import Row, Sheet, heading
from copmetrics.readers.impossible_figures import impossible_figures
from copmetrics.readers.raw_rows import RawRows
from copmetrics.readers.stray_rows import copies_noted, without_stray_rows
from copmetrics.readers.table_finding import (
    HeadingRule,
    Span,
    opening_cell,
    sections,
    whole_table,
)
from copmetrics.readers.vocabulary import by_language, in_their_language, vocabulary
from copmetrics.schema import RAW
from copmetrics.units import join_words

__all__ = [
    "NOT_NEEDED_BY_HAND",
    "UTC",
    "Reader",
    "Reading",
    "SectionsReader",
    "SheetReader",
    "TableReader",
    "Tables",
    "rows_as",
]

UTC = "UTC"
NOT_NEEDED: Final = frozenset(
    heading(each) for words in vocabulary("not_needed").values() for each in words
)
"""Headings that vendors write and that no number depends on."""
NOT_NEEDED_BY_HAND: Final = frozenset(
    map(heading, by_language("not_needed")["sign_in"]["headings"])
)
"""Those of lists that people keep by hand: what a vendor writes unasked, somebody meant there."""
OF_FILES: Final = ("audience_parts",)
"""Raw tables that tell of a file as a whole, in which no line is of somebody."""
Tables: TypeAlias = Mapping[str, pd.DataFrame | Sequence[Line]]
"""Rows for raw tables, by the name that `schema.RAW` has for each."""


@dataclass(frozen=True)
class Reading:
    """What one sheet gave: raw tables by name, what could not be read, and remarks."""

    parts: Mapping[str, RawRows] = field(default_factory=dict)
    problems: tuple[CopmetricsError, ...] = ()
    rows: int = 0
    notes: tuple[Note, ...] = ()
    unused: tuple[str, ...] = ()
    """Headings under which something stands that nobody reads."""

    @cached_property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """The rows for each raw table, as frames."""
        return {name: part.frame for name, part in self.parts.items()}


@dataclass(frozen=True, kw_only=True)
class Reader(ABC):
    """One vendor's file: how it is recognised, and how it becomes raw tables."""

    name: str
    first_cell: tuple[str, ...] = ()
    """What the first cell of the sheet must be, where that decides; any if empty."""
    zone: str = ""
    """The time zone that the vendor writes in; empty for the community's own."""
    tells_of: tuple[Source, ...] = ()
    """What its rows tell of, where raw tables do not say: who came and who registered stand in one."""

    @property
    @abstractmethod
    def known_headings(self) -> frozenset[str]:
        """Every heading that this reader knows, normalised: they show a file's delimiter."""

    @abstractmethod
    def claims(self, sheet: Sheet) -> bool:
        """Tell whether this sheet is this reader's."""

    def begins_at(self, sheet: Sheet) -> int | None:
        """Return the place of the first heading row of a sheet that it claims; nothing of what has none."""
        return None

    @abstractmethod
    def raw_tables(self, sheet: Sheet, context: Context, zone: str, told: ColumnNotes) -> Tables:
        """Read a sheet that this reader claims; raises what cannot be read."""

    def read(self, sheet: Sheet, context: Context) -> Reading:
        """Read a sheet that this reader claims; problems are collected, not raised."""
        if sheet.flaw is not None:
            return Reading(problems=(sheet.flaw,))
        zone = context.answers.timezone or self.zone or context.settings.timezone
        try:
            told = self.told(sheet, context)
            found = _reading(self.raw_tables(sheet, context, zone, told), sheet)
            notes = (*told.notes, *impossible_figures(found.parts))
            return replace(found, notes=notes, unused=told.unused)
        except Problems as several:
            return Reading(problems=several.errors)
        except CopmetricsError as error:
            return Reading(problems=(error,))

    def told(self, sheet: Sheet, context: Context) -> ColumnNotes:
        """Say what follows from the columns that a sheet has and lacks."""
        return ColumnNotes()

    def begins(self, sheet: Sheet) -> bool:
        """Tell whether the sheet begins as this reader's do."""
        return not self.first_cell or opening_cell(sheet) in self._openings

    @cached_property
    def _openings(self) -> frozenset[str]:
        return frozenset(map(heading, self.first_cell))


@dataclass(frozen=True, kw_only=True)
class _HeadingsReader(Reader):
    """A file whose tables stand under headings."""

    required_headings: tuple[tuple[str, ...], ...]
    """Groups of headings: the heading row has at least one of every group."""
    excluding_headings: tuple[str, ...] = ()
    """Headings that say the file is a look-alike."""
    columns: Mapping[str, Column]
    not_needed: frozenset[str] = NOT_NEEDED
    """Headings of which nobody is told that they are not read."""
    never_read: tuple[str, ...] = ()
    """Headings of what this kind of file has and nobody is to keep, such as who gave feedback."""
    has_full_rows: bool = False
    """Whether a program fills its rows, so that one with next to nothing in it is none of them."""
    has_totals: bool = False
    """Whether a row that is called a total, and has next to nothing in it, is none of them either way."""
    footer: str = ""
    """How a line begins that the vendor writes under its tables: it is none of their rows."""
    accepts: Callable[[Sheet], bool] = lambda sheet: True
    """A further test, of the sheet as a whole, for what headings do not decide."""
    found_by_content: Callable[[Sheet, Span], Collection[int]] = lambda sheet, span: ()
    """Where a table has columns that are read by what is in them, whatever their headings are."""

    @cached_property
    def known_headings(self) -> frozenset[str]:
        """Every heading that this reader knows, normalised."""
        declared = (each for column in self.columns.values() for each in column.headings)
        required = (each for group in self.required_headings for each in group)
        return frozenset(map(heading, (*declared, *required)))

    def lacking(self, row: Row) -> list[str]:
        """Return the headings that a row would need to be a heading row, each in the row's language."""
        return [
            f"'{in_their_language(row.headings, group)}'"
            for group in self.required_headings
            if set(map(heading, group)).isdisjoint(row.headings)
        ]

    @property
    def read_headings(self) -> frozenset[str]:
        """Those of them under which nothing is missed: they are read, or tell what the file is."""
        return self.known_headings

    @property
    def rules(self) -> list[IfAbsent]:
        """What follows where columns are absent."""
        return [each.if_absent for each in self.columns.values() if each.if_absent is not None]

    @cached_property
    def rule(self) -> HeadingRule:
        """Which rows are heading rows of this reader's tables."""
        return HeadingRule(self.required_headings, self.excluding_headings)

    def claims(self, sheet: Sheet) -> bool:
        """Tell whether this sheet is this reader's: it has a table under the right headings."""
        return self.begins(sheet) and bool(self.spans(sheet)) and self.accepts(sheet)

    def begins_at(self, sheet: Sheet) -> int | None:
        """Return the place of the first heading row."""
        return self.spans(sheet)[0].heading_row

    @abstractmethod
    def spans(self, sheet: Sheet) -> list[Span]:
        """Return where the tables of a sheet stand."""

    def read(self, sheet: Sheet, context: Context) -> Reading:
        """Read a sheet that this reader claims, without the lines that are no rows of its tables."""
        own, notes = _without_footer(sheet, self.footer), tuple[Note, ...]()
        if self.has_full_rows or self.has_totals:
            spans = self.spans(own)
            own, notes = without_stray_rows(own, spans, has_full_rows=self.has_full_rows)
        reading = super().read(own, context)
        if self.has_full_rows or "attendance" in reading.parts:
            notes = (*notes, *copies_noted(*(rows_under(own, each) for each in self.spans(own))))
        return replace(reading, notes=(*reading.notes, *notes))

    def told(self, sheet: Sheet, context: Context) -> ColumnNotes:
        """Say what follows from the columns that a sheet's tables have and lack."""
        beside = {each for rule in self.rules for each in (*rule.beside, *rule.often_beside)}
        expected = (
            self.not_needed | self.read_headings | set(map(heading, {*self.never_read, *beside}))
        )
        spans = self.spans(sheet)
        tables = [FoundTable(sheet, span, self.columns, context.settings) for span in spans]
        return column_notes(tables, context, expected, found=self.found_by_content)

    def blocks(self, sheet: Sheet, context: Context, zone: str, told: ColumnNotes) -> list[Block]:
        """Type the rows of every table; raises `Problems` with all cells that are wrong."""
        if told.questions:
            raise Problems(told.questions, sheet.file)
        order = order_of_dates(sheet, context, told.tables)
        style = style_of_numbers(sheet, context, told.tables)
        typed = [
            block_of(table, context, zone=zone, day_first=order, style=style)
            for table in told.tables
        ]
        problems = [error for _, errors in typed for error in errors]
        if problems:
            raise Problems(problems, sheet.file)
        return [block for block, _ in typed]


@dataclass(frozen=True, kw_only=True)
class TableReader(_HeadingsReader):
    """A file with one table: from its heading row to the end of the sheet."""

    to_raw_tables: Callable[[Block], Tables]

    def spans(self, sheet: Sheet) -> list[Span]:
        """Return where the one table stands."""
        return whole_table(sheet, self.rule)

    def raw_tables(self, sheet: Sheet, context: Context, zone: str, told: ColumnNotes) -> Tables:
        """Put the one table into the raw tables."""
        _refuse_headings_again(sheet, self.spans(sheet))
        (block,) = self.blocks(sheet, context, zone, told)
        return self.to_raw_tables(block)


@dataclass(frozen=True, kw_only=True)
class SectionsReader(_HeadingsReader):
    """A file with several tables, each of which ends at a blank row or a lone title."""

    to_raw_tables: Callable[[Sequence[Block]], Tables]
    every_table: bool = False
    """Whether a table that lacks some of the required headings is one that must not be missed."""
    said_of_sections: Callable[[Sheet, Sequence[Span]], Iterable[Note]] = lambda sheet, spans: ()
    """What is to be said of the titles of its sections."""

    def spans(self, sheet: Sheet) -> list[Span]:
        """Return where the tables stand, from the top."""
        return sections(sheet, self.rule)

    def told(self, sheet: Sheet, context: Context) -> ColumnNotes:
        """Say too what follows from the titles of the sections."""
        told = super().told(sheet, context)
        said = self.said_of_sections(sheet, self.spans(sheet))
        return replace(told, notes=(*told.notes, *said))

    def raw_tables(self, sheet: Sheet, context: Context, zone: str, told: ColumnNotes) -> Tables:
        """Put the tables, from the top, into the raw tables."""
        if self.every_table:
            self._refuse_others(sheet)
        self._refuse_several(sheet)
        return self.to_raw_tables(self.blocks(sheet, context, zone, told))

    def _refuse_others(self, sheet: Sheet) -> None:
        """Refuse a file of whose tables one lacks headings: its people would be left out unsaid."""
        for place in self.rule.almost(sheet):
            row = sheet.rows[place]
            what = f"row {row.number} begins a table without {join_words(self.lacking(row))}"
            advice = "Write each over its column, or export the file again."
            raise FileError(sheet.file, what, advice=advice)

    def _refuse_several(self, sheet: Sheet) -> None:
        """Refuse several reports in one file: what is above the first would be said of all."""
        opening = set(map(heading, self.first_cell))
        begun = [row for row in sheet.rows if row.cells and row.headings[0] in opening]
        if len(begun) > 1:
            what = f"holds several reports: another begins in row {begun[1].number}"
            raise FileError(sheet.file, what, advice="Keep each in a file of its own.")


@dataclass(frozen=True, kw_only=True)
class SheetReader(Reader):
    """A file that is no table under headings: labels down the page, lines, prose."""

    recognises: Callable[[Sheet], bool]
    """Whether a sheet is of this kind."""
    labels: tuple[str, ...] = ()
    """Texts that stand in it, which show a file's delimiter as headings do."""
    to_raw_tables: Callable[[Sheet, Context, str], Tables]
    """From the sheet, what is known of it, and the zone of its dates."""
    lines: Callable[[Sheet], Iterable[Row]] = lambda sheet: ()
    """The lines that are somebody's each, so that one there twice is a repeat."""

    @cached_property
    def known_headings(self) -> frozenset[str]:
        """The labels, normalised."""
        return frozenset(map(heading, self.labels))

    def claims(self, sheet: Sheet) -> bool:
        """Tell whether this sheet is this reader's."""
        return self.begins(sheet) and self.recognises(sheet)

    def told(self, sheet: Sheet, context: Context) -> ColumnNotes:
        """Say how many lines repeat another one."""
        return ColumnNotes(notes=copies_noted(self.lines(sheet)))

    def raw_tables(self, sheet: Sheet, context: Context, zone: str, told: ColumnNotes) -> Tables:
        """Put the whole sheet into the raw tables."""
        return self.to_raw_tables(sheet, context, zone)


def _without_footer(sheet: Sheet, begins: str) -> Sheet:
    """Return a sheet without the lines of one cell alone that begin so."""
    if not begins:
        return sheet
    rows = (row for row in sheet.rows if row.filled != 1 or not _cell_of(row).startswith(begins))
    return replace(sheet, rows=tuple(rows))


def _cell_of(row: Row) -> str:
    return next(cell.strip() for cell in row.cells if cell.strip())


def _refuse_headings_again(sheet: Sheet, spans: Sequence[Span]) -> None:
    """Refuse a table within which its headings stand again: it is two, and may be of two events."""
    for span in spans:
        head = sheet.rows[span.heading_row]
        for row in sheet.rows[span.heading_row + 1 : span.end]:
            if row.cells[:1] == head.cells[:1] and row.headings == head.headings:
                what = f"has its headings again in row {row.number}: it holds several exports"
                raise FileError(sheet.file, what, advice="Keep each in a file of its own.")


def rows_as(table: str) -> Callable[[Block], Tables]:
    """Return a `to_raw_tables` that takes the typed rows, as they are, for one raw table."""

    def to_raw_tables(block: Block) -> Tables:
        return {table: block.lines}

    return to_raw_tables


def _reading(tables: Tables, sheet: Sheet) -> Reading:
    """Return what a sheet gave; its rows are the lines that became rows of a table."""
    parts = {name: RawRows(RAW[name], given, sheet.file) for name, given in tables.items()}
    rows = max(part.source_rows for name, part in parts.items() if name not in OF_FILES)
    return Reading(parts=parts, rows=rows)
