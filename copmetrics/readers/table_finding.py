"""Finding the tables of a sheet: where a heading row stands, and where the rows under it end."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from copmetrics.readers.files import Sheet, heading

__all__ = ["HeadingRule", "Span", "opening_cell", "sections", "whole_table"]


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
        return [place for place, found in sheet.heading_rows if self._fits(found)]

    def almost(self, sheet: Sheet) -> list[int]:
        """Return where the sheet has rows that lack one heading alone of a heading row."""
        return [
            place
            for place, found in sheet.heading_rows
            if sum(found.isdisjoint(group) for group in self.required) == 1
        ]

    def _fits(self, found: frozenset[str]) -> bool:
        has_all = all(not found.isdisjoint(group) for group in self.required)
        return has_all and found.isdisjoint(self.excluding)


def whole_table(sheet: Sheet, rule: HeadingRule) -> list[Span]:
    """Return the table from the first heading row to the end of the sheet; none if there is none."""
    return [Span(place, len(sheet.rows)) for place in rule.places(sheet)[:1]]


def sections(sheet: Sheet, rule: HeadingRule) -> list[Span]:
    """Return a table for every heading row, each to a blank row, a lone title or the next."""
    heads = rule.places(sheet)
    return [Span(head, _section_end(sheet, head, heads)) for head in heads]


def _section_end(sheet: Sheet, head: int, heads: Collection[int]) -> int:
    for index in range(head + 1, len(sheet.rows)):
        row = sheet.rows[index]
        lone = sum(bool(cell.strip()) for cell in row.cells) == 1 and bool(row.cells[0].strip())
        if row.is_blank or index in heads or (lone and len(sheet.rows[head].cells) > 2):
            return index
    return len(sheet.rows)


def opening_cell(sheet: Sheet) -> str:
    """Return the first cell of the first row that is not blank, as a heading; empty if none is."""
    return next((row.headings[0] for row in sheet.rows if not row.is_blank), "")
