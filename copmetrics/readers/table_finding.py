"""Finding the tables of a sheet: where a heading row stands, and where the rows under it end."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from copmetrics.readers.files import Row, Sheet, heading

__all__ = ["HeadingRule", "Span", "opening_cell", "opening_headings", "sections", "whole_table"]


class Span(NamedTuple):
    """Where a table stands in a sheet: places in `sheet.rows`."""

    heading_row: int
    end: int
    """The first row after it."""


class HeadingRule:
    """Which row of a sheet is a heading row: one heading of every group, and none of others."""

    def __init__(self, required: Sequence[Collection[str]], excluding: Collection[str]) -> None:
        """Take the groups of `required` headings, and the `excluding` ones of a look-alike."""
        self.required = tuple(frozenset(map(heading, group)) for group in required)
        self.excluding = frozenset(map(heading, excluding))

    def places(self, sheet: Sheet) -> list[int]:
        """Return where the sheet has heading rows."""
        there = sheet.headings_there
        for group in self.required:
            if there.isdisjoint(group):
                return []  # as nearly every reader finds of nearly every sheet
        return [place for place, found in sheet.heading_rows if self._fits(found)]

    def almost(self, sheet: Sheet) -> list[int]:
        """Return where the sheet has rows with some of the headings of a heading row, and not all."""
        return [
            place
            for place, found in sheet.heading_rows
            if 0 < sum(found.isdisjoint(group) for group in self.required) < len(self.required)
        ]

    def begins(self, row: Row) -> bool:
        """Tell whether a row has any of the required headings: it is no row of a table's own."""
        found = row.headings
        return any(not group.isdisjoint(found) for group in self.required)

    def _fits(self, found: frozenset[str]) -> bool:
        has_all = all(not found.isdisjoint(group) for group in self.required)
        return has_all and found.isdisjoint(self.excluding)


def whole_table(sheet: Sheet, rule: HeadingRule) -> list[Span]:
    """Return the table from the first heading row to the end of the sheet; none if there is none."""
    return [Span(place, len(sheet.rows)) for place in rule.places(sheet)[:1]]


def sections(sheet: Sheet, rule: HeadingRule) -> list[Span]:
    """Return a table for every heading row, each to a lone title, other headings or what is no row of it.

    Blank rows between its rows end no table: some programs write one after each row.
    """
    return [Span(head, _section_end(sheet, head, rule)) for head in rule.places(sheet)]


def _section_end(sheet: Sheet, head: int, rule: HeadingRule) -> int:
    end = head + 1
    for place in range(head + 1, len(sheet.rows)):
        row = sheet.rows[place]
        if row.is_blank:
            continue
        if _is_title(row, sheet.rows[head]) or rule.begins(row):
            break
        end = place + 1
    return end


def _is_title(row: Row, head: Row) -> bool:
    """Whether a row has one cell alone, where the first of the headings is, under several."""
    first = next((place for place, cell in enumerate(head.cells) if cell.strip()), 0)
    alone = row.filled == 1 and any(cell.strip() for cell in row.cells[: first + 1])
    return alone and len(head.cells) > 2


def opening_headings(sheet: Sheet) -> tuple[str, ...]:
    """Return the first row that is not blank, as headings; none of an empty sheet."""
    return next((row.headings for row in sheet.rows if not row.is_blank), ())


def opening_cell(sheet: Sheet) -> str:
    """Return the first cell of the first row that is not blank, as a heading; empty if none is."""
    return next(iter(opening_headings(sheet)), "")
